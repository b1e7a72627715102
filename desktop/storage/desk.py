"""What the desk of a buyer asks: their comments, orders with history, counts; and finding things by text.

Queries only. Times are UTC milliseconds.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import fn

from desktop.domain.orders import OrderStatus
from desktop.storage.models import Buyer, Campaign, Comment, Order, OrderEvent, OrderLine, Variant
from desktop.storage.transaction import Row, Transaction


@dataclass(frozen=True, slots=True)
class EventRecord:
    """A change in an order's history; `staff` None: the program itself."""

    at: int
    staff: str | None
    kind: str
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class BuyersComment:
    """A comment of a buyer with what became of it; `result` as services/captured.py stores it."""

    sequence: int
    id: str
    message: str
    is_edited: bool
    created_at: int
    outcome: str
    result: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Counted:
    """How much a buyer wrote and ordered (cancelled orders left out), in this campaign and in others."""

    comments: int
    comments_elsewhere: int
    orders: int
    orders_elsewhere: int


@dataclass(frozen=True, slots=True)
class VariantShown:
    """Names and picture file of a SKU."""

    product: str
    variant: str
    picture: str | None


def comments_of(tx: Transaction, campaign: int, buyer: int, limit: int) -> list[BuyersComment]:
    """The newest comments of a buyer in a campaign, newest last."""
    text = fn.COALESCE(Comment.edited_message, Comment.message)
    query = (
        Comment.select(
            Comment.sequence,
            Comment.id,
            text,
            Comment.edited_message.is_null(False),
            Comment.created_at,
            Comment.outcome,
            Comment.result,
        )
        .where(Comment.campaign == campaign, Comment.buyer == buyer)
        .order_by(Comment.sequence.desc())
        .limit(limit)
    )
    rows = reversed(tx.rows(query))
    shown = ([*row[:3], bool(row[3]), *row[4:6], json.loads(row[6])] for row in rows)
    return [BuyersComment(*values) for values in shown]


def author_id(tx: Transaction, campaign: int, buyer: int) -> str | None:
    """The id under which a buyer wrote last in a campaign: the colour of a person goes by it."""
    query = Comment.select(Comment.author_id).where(
        Comment.campaign == campaign, Comment.buyer == buyer, Comment.author_id.is_null(False)
    )
    found: str | None = tx.scalar(query.order_by(Comment.sequence.desc()).limit(1))
    return found


def orders_of(tx: Transaction, campaign: int, buyer: int) -> list[int]:
    """The ids of a buyer's orders in a campaign, newest first."""
    query = Order.select(Order.id).where(Order.campaign == campaign, Order.buyer == buyer)
    return [row[0] for row in tx.rows(query.order_by(Order.id.desc()))]


def events_of(tx: Transaction, order: int) -> list[EventRecord]:
    """An order's history, newest first."""
    event = OrderEvent
    query = event.select(event.at, event.staff, event.kind, event.detail).where(event.order == order)
    rows = tx.rows(query.order_by(event.id.desc()))
    told = ([*row[:3], json.loads(row[3])] for row in rows)
    return [EventRecord(*values) for values in told]


def last_address(tx: Transaction, buyer: int) -> str | None:
    """The address a buyer's newest order with one goes to, of any campaign."""
    query = Order.select(Order.address).where(Order.buyer == buyer, Order.address.is_null(False))
    found: str | None = tx.scalar(query.order_by(Order.id.desc()).limit(1))
    return found


def counted(tx: Transaction, campaign: int, buyer: int) -> Counted:
    """What a buyer wrote and ordered."""
    wrote = tx.scalar(
        Comment.select(fn.COUNT(Comment.sequence)).where(Comment.campaign == campaign, Comment.buyer == buyer)
    )
    every = Campaign.select(Campaign.id)  # The index over comments begins with the campaign; there are few.
    wrote_in_all = tx.scalar(
        Comment.select(fn.COUNT(Comment.sequence)).where(Comment.campaign.in_(every), Comment.buyer == buyer)
    )
    mine = (Order.buyer == buyer) & (Order.status != OrderStatus.CANCELLED)
    ordered = tx.scalar(Order.select(fn.COUNT(Order.id)).where(mine, Order.campaign == campaign))
    elsewhere = tx.scalar(Order.select(fn.COUNT(Order.id)).where(mine, Order.campaign != campaign))
    return Counted(wrote, wrote_in_all - wrote, ordered, elsewhere)


def shown_variants(tx: Transaction, skus: Collection[str]) -> dict[str, VariantShown]:
    """How these SKUs are shown."""
    query = Variant.select(Variant.sku, Variant.product, Variant.variant, Variant.picture)
    rows = tx.rows(query.where(Variant.sku.in_(sorted(skus))))
    return {row[0]: VariantShown(*row[1:]) for row in rows}


def stamp(tx: Transaction, campaign: int, buyer: int) -> tuple[Row, ...]:
    """Changes whenever what the sidebar shows of a buyer does; cheap, and of no meaning otherwise."""
    line = OrderLine
    wrote = Comment.select(fn.COUNT(Comment.sequence), fn.SUM(Comment.revision)).where(
        Comment.campaign == campaign, Comment.buyer == buyer
    )
    known = Buyer.select(Buyer.name, Buyer.phone, Buyer.is_blocked).where(Buyer.id == buyer)
    ordered = Order.select(Order.id, Order.revision).where(Order.campaign == campaign, Order.buyer == buyer)
    wanted = line.select(line.id, line.sku, line.quantity, line.state, line.hold_until, line.queue).where(
        line.campaign == campaign, line.buyer == buyer
    )
    rows = [tx.rows(wrote), tx.rows(known), tx.rows(ordered), tx.rows(wanted)]
    return tuple(row for part in rows for row in part)


# Finding


@dataclass(frozen=True, slots=True)
class BuyerFound:
    """A buyer; the running number and phone of their newest order in the campaign, where there is one."""

    id: int
    name: str
    phone: str | None
    running_number: int | None


@dataclass(frozen=True, slots=True)
class OrderFound:
    """An order of any campaign with its buyer's name."""

    id: int
    campaign: int
    buyer: int
    name: str
    status: OrderStatus
    running_number: int


def buyer_names(tx: Transaction, above: int = 0) -> list[tuple[int, str]]:
    """Id and name of every buyer with an id above this."""
    query = Buyer.select(Buyer.id, Buyer.name).where(Buyer.id > above)
    return [(row[0], row[1]) for row in tx.rows(query)]


def comment_texts(
    tx: Transaction, campaign: int, after: int, ids: Collection[str] = ()
) -> list[tuple[int, str, str]]:
    """Sequence, id and text of a campaign's comments behind this sequence, or of these ids."""
    text = fn.COALESCE(Comment.edited_message, Comment.message)
    query = Comment.select(Comment.sequence, Comment.id, text).where(Comment.campaign == campaign)
    query = query.where(Comment.id.in_(sorted(ids))) if ids else query.where(Comment.sequence > after)
    return [(row[0], row[1], row[2]) for row in tx.rows(query.order_by(Comment.sequence))]


def found_comments(tx: Transaction, ids: Sequence[str]) -> list[tuple[str, int | None, str, str, int]]:
    """Id, buyer, author's name, text and time of these comments, newest first."""
    text = fn.COALESCE(Comment.edited_message, Comment.message)
    query = Comment.select(Comment.id, Comment.buyer, Comment.author_name, text, Comment.created_at)
    rows = tx.rows(query.where(Comment.id.in_(list(ids))).order_by(Comment.sequence.desc()))
    return [(row[0], row[1], row[2] or "", row[3], row[4]) for row in rows]


def found_buyers(tx: Transaction, campaign: int, ids: Sequence[int]) -> list[BuyerFound]:
    """These buyers, in the order given."""
    query = Buyer.select(Buyer.id, Buyer.name, Buyer.phone).where(Buyer.id.in_(list(ids)))
    known = {row[0]: row for row in tx.rows(query)}
    numbers = _running_numbers(tx, campaign, ids)
    found = ([*known[one], numbers.get(one)] for one in ids if one in known)
    return [BuyerFound(*values) for values in found]


def _running_numbers(tx: Transaction, campaign: int, buyers: Sequence[int]) -> dict[int, int]:
    query = Order.select(Order.buyer, Order.running_number).where(
        Order.campaign == campaign, Order.buyer.in_(list(buyers))
    )
    return {row[0]: row[1] for row in tx.rows(query)}


def buyers_by_phone(tx: Transaction, digits: str, limit: int) -> list[int]:
    """Buyers whose phone, on file or on an order, has these digits in it; on file first."""
    on_file = Buyer.select(Buyer.id).where(Buyer.phone.contains(digits)).order_by(Buyer.id.desc())
    on_order = Order.select(Order.buyer).where(Order.phone.contains(digits)).order_by(Order.id.desc())
    ids = [row[0] for query in (on_file, on_order) for row in tx.rows(query.limit(limit))]
    return list(dict.fromkeys(ids))[:limit]


def buyers_by_number(tx: Transaction, campaign: int, running_number: int) -> list[int]:
    """The buyer with this running number in a campaign."""
    query = Order.select(Order.buyer).where(
        Order.campaign == campaign, Order.running_number == running_number
    )
    return list(dict.fromkeys(row[0] for row in tx.rows(query)))


def writers_of(tx: Transaction, campaign: int, buyers: Collection[int]) -> set[int]:
    """Which of these buyers wrote or ordered in a campaign."""
    wrote = Comment.select(Comment.buyer).where(
        Comment.campaign == campaign, Comment.buyer.in_(sorted(buyers))
    )
    ordered = Order.select(Order.buyer).where(Order.campaign == campaign, Order.buyer.in_(sorted(buyers)))
    return {row[0] for query in (wrote, ordered) for row in tx.rows(query.distinct())}


def order_found(tx: Transaction, order: int) -> OrderFound | None:
    """The order of this number."""
    row = tx.row(
        Order.select(Order.id, Order.campaign, Order.buyer, Buyer.name, Order.status, Order.running_number)
        .join(Buyer, on=(Buyer.id == Order.buyer))
        .where(Order.id == order)
    )
    if row is None:
        return None
    values = [*row[:4], OrderStatus(row[4]), row[5]]
    return OrderFound(*values)
