"""Reading all that the sidebar shows of a buyer, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.domain.capture.outcome import Outcome
from desktop.domain.history_wording import event_text
from desktop.domain.orders import OrderStatus
from desktop.domain.stock import WAITING, LineState
from desktop.domain.wording import badge_text
from desktop.services.buyer_rows import (
    BuyerComment,
    BuyersOrder,
    BuyerView,
    CartLine,
    HistoryRow,
    VariantChoice,
)
from desktop.services.selling import Selling
from desktop.storage import buyers, desk, lines, orders, stock
from desktop.storage.desk import BuyersComment, VariantShown
from desktop.storage.lines import Line
from desktop.storage.orders import OrderRecord
from desktop.storage.transaction import Transaction

# More comments of one buyer are not shown at once; the count says how many there are.
MOST_COMMENTS = 60


def view_of(tx: Transaction, selling: Selling, buyer: int) -> BuyerView:
    """The buyer with their comments, cart and orders in this campaign."""
    campaign, known = selling.campaign, buyers.get(tx, buyer)
    every = [orders.get(tx, number) for number in desk.orders_of(tx, campaign, buyer)]
    cart = next((order for order in every if order.status in _OPEN), None)
    counted = desk.counted(tx, campaign, buyer)
    wrote = desk.comments_of(tx, campaign, buyer, MOST_COMMENTS)
    return BuyerView(
        buyer=buyer,
        name=known.name,
        author_id=desk.author_id(tx, campaign, buyer),
        running_number=every[0].running_number if every else None,
        phone=cart.phone if cart and cart.phone else known.phone,
        is_blocked=known.is_blocked,
        comments=tuple(map(_comment, wrote)),
        comments_here=counted.comments,
        comments_elsewhere=counted.comments_elsewhere,
        orders_here=counted.orders,
        orders_elsewhere=counted.orders_elsewhere,
        cart=_open_cart(tx, selling, buyer, cart),
        past=tuple(_order(tx, selling, order) for order in every if order.status not in _OPEN),
        last_address=desk.last_address(tx, buyer),
        stamp=desk.stamp(tx, campaign, buyer),
    )


_OPEN = (OrderStatus.DRAFT, OrderStatus.CONFIRMED)


def _comment(comment: BuyersComment) -> BuyerComment:
    outcome = Outcome(comment.outcome)
    badge = badge_text(outcome, comment.result, is_edited=comment.is_edited)
    return BuyerComment(comment.id, comment.created_at, comment.message, outcome, badge)


def _open_cart(tx: Transaction, selling: Selling, buyer: int, cart: OrderRecord | None) -> BuyersOrder | None:
    """The open cart with what waits beside it; None where there is neither."""
    waiting = lines.of_buyer(tx, selling.campaign, buyer, WAITING)
    if cart is None:
        return (
            BuyersOrder(None, "", None, None, None, None, _lines(tx, selling, waiting)) if waiting else None
        )
    held = lines.of_order(tx, cart.id, [LineState.RESERVED])
    return _order(tx, selling, cart, [*held, *waiting])


def _order(
    tx: Transaction, selling: Selling, order: OrderRecord, wanted: Sequence[Line] | None = None
) -> BuyersOrder:
    if wanted is None:
        is_cancelled = order.status is OrderStatus.CANCELLED
        wanted = lines.of_order(tx, order.id, [LineState.REMOVED if is_cancelled else LineState.SOLD])
    shown = _lines(tx, selling, wanted)
    return BuyersOrder(
        order=order.id,
        code=order.code,
        status=order.status,
        phone=order.phone,
        address=order.address,
        note=order.note,
        lines=shown,
        changes=_changes(tx, selling, order.id),
    )


def _changes(tx: Transaction, selling: Selling, order: int) -> tuple[HistoryRow, ...]:
    events = desk.events_of(tx, order)
    names = {sku: _short_name(selling, sku) for event in events if (sku := event.detail.get("sku"))}
    return tuple(
        HistoryRow(event.at, event.staff, event_text(event.kind, event.detail, names)) for event in events
    )


def _short_name(selling: Selling, sku: str) -> str:
    product = selling.products.get(sku)
    if product is None:
        return sku
    return " ".join(filter(None, (product.keywords[0], product.variant.replace(" / ", " "))))


def _lines(tx: Transaction, selling: Selling, wanted: Sequence[Line]) -> tuple[CartLine, ...]:
    skus = {sku for line in wanted for sku in ((line.sku,) if line.sku else line.candidates)}
    shown = desk.shown_variants(tx, skus)
    return tuple(_cart_line(tx, selling, line, shown) for line in wanted)


def _cart_line(tx: Transaction, selling: Selling, line: Line, shown: Mapping[str, VariantShown]) -> CartLine:
    look = shown.get(line.sku or next(iter(line.candidates), ""))
    return CartLine(
        line=line.id,
        keyword=line.keyword,
        sku=line.sku,
        product=look.product if look else "",
        variant=look.variant if look and line.sku else "",
        quantity=line.quantity,
        price=line.price,
        state=line.state,
        picture=look.picture if look else None,
        hold_until=line.hold_until if line.state is LineState.HELD else None,
        place=_place(tx, line) if line.state is LineState.WAITLISTED else None,
        choices=_choices(tx, selling, line, shown) if line.state is LineState.OPEN else (),
    )


def _place(tx: Transaction, line: Line) -> int | None:
    waiting = [one.id for one in lines.waitlist(tx, line.campaign, line.sku or "")]
    return waiting.index(line.id) + 1 if line.id in waiting else None


def _choices(
    tx: Transaction, selling: Selling, line: Line, shown: Mapping[str, VariantShown]
) -> tuple[VariantChoice, ...]:
    found = []
    for sku in line.candidates:
        figures = stock.open_sale(tx, selling.campaign, sku)
        if figures is not None and sku in shown:
            left = None
            if figures.open_sale is not None:
                left = max(0, figures.open_sale - figures.reserved - figures.sold)
            found.append(VariantChoice(sku, shown[sku].variant or sku, left))
    return tuple(found)
