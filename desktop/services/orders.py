"""Orders after capture: cancel, close, list (product.md §5). The Omni order comes with its own issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from desktop.domain.orders import OPEN_CART, OrderStatus
from desktop.domain.stock import WAITING, LineState
from desktop.services import waitlist
from desktop.services.carrying import tick
from desktop.services.selling import Selling, ServedLine
from desktop.storage import buyers, campaigns, comments, lines, orders, stock
from desktop.storage.lines import Line
from desktop.storage.orders import OrderRecord
from desktop.storage.transaction import Transaction


class OrderFault(LookupError):
    """An order cannot be changed as asked; the text is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class ShortLine:
    """A SKU that stock refused when the order was to be closed, in units."""

    sku: str
    wanted: int
    stock: int

    def as_json(self) -> dict[str, Any]:
        """The form of contracts.md §4."""
        return {"sku": self.sku, "wanted": self.wanted, "stock": self.stock}


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change of an order set off. `short` is not empty where closing was refused."""

    order: str | None
    released: tuple[ServedLine, ...] = ()
    offered: tuple[ServedLine, ...] = ()
    short: tuple[ShortLine, ...] = ()


def cancel(tx: Transaction, selling: Selling, comment_id: str, now: int, staff: str | None = None) -> Changed:
    """Cancel the whole order that a comment went into; what it held is free at once (product.md §3, §5).

    A comment that only holds or waits gives that up. Raises OrderFault.
    """
    released, offered = tick(tx, selling, now)
    known = comments.get(tx, comment_id)
    if known is None or known.campaign != selling.campaign:
        raise OrderFault(f"Không có bình luận {comment_id} trong chiến dịch này.")
    order = orders.get(tx, known.order) if known.order is not None else None
    if order is not None and order.status in (OrderStatus.CANCELLED, OrderStatus.COMPLETED):
        raise OrderFault(f"Đơn {order.code} đã {_ENDED[order.status]}, không hủy được nữa.")
    freed = _free(tx, order, comment_id)
    if order is None and not freed.any_line:
        raise OrderFault(f"Bình luận {comment_id} không có đơn nào để hủy.")
    if order is not None:
        orders.update(tx, order.id, now, status=OrderStatus.CANCELLED)
        orders.record(tx, order.id, "cancelled", {"comment": comment_id}, now, staff)
    offered += waitlist.serve(tx, selling, now, freed.skus)
    return Changed(order.code if order else None, tuple(released), tuple(offered))


_ENDED = {OrderStatus.CANCELLED: "hủy", OrderStatus.COMPLETED: "hoàn thành"}


@dataclass(frozen=True, slots=True)
class _Freed:
    skus: frozenset[str]
    any_line: bool


def _free(tx: Transaction, order: OrderRecord | None, comment_id: str) -> _Freed:
    """Give up the lines of an order, and what its comments still wait for."""
    ids = {comment_id, *(comments.of_order(tx, order.id) if order else ())}
    given_up = lines.of_comments(tx, ids, WAITING)
    if order is not None:
        given_up += lines.of_order(tx, order.id, [LineState.RESERVED, LineState.SOLD])
    skus = [waitlist.free(tx, line) for line in given_up]
    return _Freed(frozenset(sku for sku in skus if sku), bool(given_up))


def close(tx: Transaction, selling: Selling, comment_id: str, now: int, staff: str | None = None) -> Changed:
    """Close the order of a comment against the stock last told, less what was closed since (product.md §5).

    Short: nothing is closed, the lines are named, the order is CONFIRMED. Raises OrderFault.
    """
    released, offered = tick(tx, selling, now)
    order = _closable(tx, selling, comment_id)
    held = lines.of_order(tx, order.id, [LineState.RESERVED])
    if not held:
        raise OrderFault(f"Đơn {order.code} chưa có món nào. Thêm món rồi chốt.")
    short = _short(tx, held)
    if short:
        orders.update(tx, order.id, now, status=OrderStatus.CONFIRMED)
        return Changed(order.code, tuple(released), tuple(offered), tuple(short))
    for line in held:
        stock.move(
            tx,
            line=line.id,
            campaign=line.campaign,
            sku=line.sku,
            before=(line.state, line.quantity),
            after=(LineState.SOLD, line.quantity),
        )
    orders.update(tx, order.id, now, status=OrderStatus.CLOSED)
    orders.record(tx, order.id, "closed", {}, now, staff)
    return Changed(order.code, tuple(released), tuple(offered))


def _closable(tx: Transaction, selling: Selling, comment_id: str) -> OrderRecord:
    known = comments.get(tx, comment_id)
    if known is None or known.campaign != selling.campaign:
        raise OrderFault(f"Không có bình luận {comment_id} trong chiến dịch này.")
    if known.order is None:
        raise OrderFault(f"Bình luận {comment_id} chưa có đơn nào để chốt.")
    order = orders.get(tx, known.order)
    if order.status not in OPEN_CART:
        raise OrderFault(f"Đơn {order.code} không còn mở, không chốt được nữa.")
    if order.phone is None:
        raise OrderFault(f"Đơn {order.code} còn thiếu SĐT. Hỏi khách rồi chốt.")
    return order


def _short(tx: Transaction, held: list[Line]) -> list[ShortLine]:
    wanted: dict[str, int] = {}
    for line in held:
        wanted[line.sku or ""] = wanted.get(line.sku or "", 0) + line.quantity
    short: list[ShortLine] = []
    for sku, quantity in wanted.items():
        figure = stock.stock_figure(tx, sku)
        if figure is not None and figure.limits and quantity > figure.available:
            short.append(ShortLine(sku, quantity, figure.available))
    return short


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A line of a listed order; price in đồng for one unit."""

    sku: str
    product: str
    variant: str
    quantity: int
    price: int


@dataclass(frozen=True, slots=True)
class ListedOrder:
    """An order as `quaylive orders` shows it (contracts.md §2); times UTC ms, total in đồng."""

    order: str
    status: OrderStatus
    campaign: str
    running_number: int
    buyer_id: str | None
    buyer_name: str
    phone: str | None
    address: str | None
    note: str | None
    lines: tuple[ListedLine, ...]
    comment_ids: tuple[str, ...]
    created_at: int
    updated_at: int

    @property
    def total(self) -> int:
        """The sum of the lines in đồng."""
        return sum(line.quantity * line.price for line in self.lines)


def listed(
    tx: Transaction, status: OrderStatus | None = None, campaign: int | None = None
) -> list[ListedOrder]:
    """Orders with their lines, oldest first; of one status or one campaign where asked."""
    return [_listed(tx, order) for order in orders.listed(tx, status=status, campaign=campaign)]


def _listed(tx: Transaction, order: OrderRecord) -> ListedOrder:
    buyer = buyers.get(tx, order.buyer)
    return ListedOrder(
        order=order.code,
        status=order.status,
        campaign=campaigns.get(tx, order.campaign).name,
        running_number=order.running_number,
        buyer_id=buyers.commenter(tx, order.buyer),
        buyer_name=buyer.name,
        phone=order.phone,
        address=order.address,
        note=order.note,
        lines=_listed_lines(tx, order),
        comment_ids=tuple(comments.that_ordered(tx, order.id)),
        created_at=order.created_at,
        updated_at=order.updated_at,
    )


def _listed_lines(tx: Transaction, order: OrderRecord) -> tuple[ListedLine, ...]:
    """One line a SKU and price, quantities added up; a cancelled order shows what it had."""
    states = [LineState.RESERVED, LineState.SOLD]
    if order.status is OrderStatus.CANCELLED:
        states = [LineState.REMOVED]
    units: dict[tuple[str, int], int] = {}
    for line in lines.of_order(tx, order.id, states):
        if line.sku is not None:
            units[line.sku, line.price] = units.get((line.sku, line.price), 0) + line.quantity
    names = campaigns.variant_names(tx, {sku for sku, _price in units})
    return tuple(ListedLine(sku, *names[sku], quantity, price) for (sku, price), quantity in units.items())
