"""Orders (carts while open) and their history."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from peewee import fn

from desktop.domain.orders import OPEN_CART, OrderStatus, order_code
from desktop.storage.models import Order, OrderEvent
from desktop.storage.transaction import Row, Transaction


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """An order as stored. Times are UTC ms."""

    id: int
    campaign: int
    buyer: int
    status: OrderStatus
    running_number: int
    phone: str | None
    address: str | None
    note: str | None
    created_at: int
    updated_at: int

    @property
    def code(self) -> str:
        """`QL-000123`."""
        return order_code(self.id)


_COLUMNS = (
    Order.id,
    Order.campaign,
    Order.buyer,
    Order.status,
    Order.running_number,
    Order.phone,
    Order.address,
    Order.note,
    Order.created_at,
    Order.updated_at,
)


def _order(row: Row) -> OrderRecord:
    values = [*row[:3], OrderStatus(row[3]), *row[4:]]
    return OrderRecord(*values)


def get(tx: Transaction, order_id: int) -> OrderRecord:
    """One order by its id."""
    row = tx.row(Order.select(*_COLUMNS).where(Order.id == order_id))
    assert row is not None
    return _order(row)


def open_cart(tx: Transaction, campaign: int, buyer: int) -> OrderRecord | None:
    """A buyer's open cart in a campaign; there is at most one (product.md §1)."""
    row = tx.row(
        Order.select(*_COLUMNS).where(
            Order.campaign == campaign, Order.buyer == buyer, Order.status.in_(list(OPEN_CART))
        )
    )
    return _order(row) if row else None


def create(
    tx: Transaction, campaign: int, buyer: int, phone: str | None, now: int, staff: str | None
) -> OrderRecord:
    """A new cart (DRAFT). The running number is the buyer's in this campaign, by first order."""
    order_id = tx.execute(
        Order.insert(
            campaign=campaign,
            buyer=buyer,
            status=OrderStatus.DRAFT,
            running_number=_running_number(tx, campaign, buyer),
            phone=phone,
            staff=staff,
            created_at=now,
            updated_at=now,
        )
    )
    return get(tx, order_id)


def _running_number(tx: Transaction, campaign: int, buyer: int) -> int:
    own = tx.scalar(
        Order.select(Order.running_number).where(Order.campaign == campaign, Order.buyer == buyer).limit(1)
    )
    if own is not None:
        return int(own)
    return (tx.scalar(Order.select(fn.MAX(Order.running_number)).where(Order.campaign == campaign)) or 0) + 1


def running_numbers(tx: Transaction, campaign: int, buyers: Collection[int] = ()) -> dict[int, int]:
    """The running number of each buyer (or of these) who has an order that is not cancelled."""
    query = Order.select(Order.buyer, Order.running_number).where(
        Order.campaign == campaign, Order.status != OrderStatus.CANCELLED
    )
    if buyers:
        query = query.where(Order.buyer.in_(sorted(buyers)))
    numbers: dict[int, int] = dict(tx.rows(query))
    return numbers


def update(tx: Transaction, order_id: int, now: int, **values: Any) -> None:
    """Change an order; its revision grows and `updated_at` is now."""
    tx.execute(
        Order.update(revision=Order.revision + 1, updated_at=now, **values).where(Order.id == order_id)
    )


def record(
    tx: Transaction, order_id: int, kind: str, detail: Mapping[str, Any], now: int, staff: str | None
) -> None:
    """Stamp a change in the order's history (product.md §5)."""
    tx.execute(
        OrderEvent.insert(
            order=order_id, at=now, staff=staff, kind=kind, detail=json.dumps(detail, ensure_ascii=False)
        )
    )


def listed(
    tx: Transaction, *, status: OrderStatus | None = None, campaign: int | None = None
) -> list[OrderRecord]:
    """Orders, oldest first; of one status or one campaign where asked."""
    query = Order.select(*_COLUMNS)
    if status is not None:
        query = query.where(Order.status == status)
    if campaign is not None:
        query = query.where(Order.campaign == campaign)
    return [_order(row) for row in tx.rows(query.order_by(Order.id))]


def count(tx: Transaction, campaign: int) -> int:
    """How many orders a campaign has, cancelled ones left out."""
    return int(
        tx.scalar(
            Order.select(fn.COUNT(Order.id)).where(
                Order.campaign == campaign, Order.status != OrderStatus.CANCELLED
            )
        )
    )
