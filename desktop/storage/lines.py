"""Order lines: what buyers want, ordered, held, or waiting. Counters are moved by `storage.stock` only."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from peewee import fn

from desktop.domain.stock import LineState
from desktop.storage.models import Buyer, OrderLine
from desktop.storage.transaction import Row, Transaction


@dataclass(frozen=True, slots=True)
class Line:
    """An order line as stored. `order` is an order's id, `candidates` what an open variant may be."""

    id: int
    campaign: int
    buyer: int
    order: int | None
    comment: str
    keyword: str
    sku: str | None
    candidates: tuple[str, ...]
    quantity: int
    price: int
    state: LineState
    hold_until: int | None
    queue: int


@dataclass(frozen=True, slots=True)
class BuyersLine:
    """A line of one SKU with the name of its buyer; `order` is an order's id, `hold_until` UTC ms."""

    id: int
    buyer: int
    name: str
    order: int | None
    quantity: int
    state: LineState
    hold_until: int | None


_COLUMNS = (
    OrderLine.id,
    OrderLine.campaign,
    OrderLine.buyer,
    OrderLine.order,
    OrderLine.comment,
    OrderLine.keyword,
    OrderLine.sku,
    OrderLine.candidates,
    OrderLine.quantity,
    OrderLine.price,
    OrderLine.state,
    OrderLine.hold_until,
    OrderLine.queue,
)


def _line(row: Row) -> Line:
    values = [*row[:7], tuple(json.loads(row[7])), *row[8:10], LineState(row[10]), *row[11:]]
    return Line(*values)


def add(
    tx: Transaction,
    *,
    campaign: int,
    buyer: int,
    comment: str,
    keyword: str,
    skus: Sequence[str],
    quantity: int,
    price: int,
) -> Line:
    """A new line in state WANTED, which holds nothing yet."""
    number = tx.scalar(OrderLine.select(fn.COUNT(OrderLine.id)).where(OrderLine.comment == comment)) or 0
    line_id = tx.execute(
        OrderLine.insert(
            campaign=campaign,
            buyer=buyer,
            comment=comment,
            number=number,
            keyword=keyword,
            sku=skus[0] if len(skus) == 1 else None,
            candidates=json.dumps(list(skus)),
            quantity=quantity,
            price=price,
            state=LineState.WANTED,
            queue=0,
        )
    )
    return get(tx, line_id)


def get(tx: Transaction, line_id: int) -> Line:
    """One line by its id."""
    line = find(tx, line_id)
    assert line is not None
    return line


def find(tx: Transaction, line_id: int) -> Line | None:
    """One line by its id, None where there is none."""
    row = tx.row(OrderLine.select(*_COLUMNS).where(OrderLine.id == line_id))
    return _line(row) if row else None


def of_buyer(tx: Transaction, campaign: int, buyer: int, states: Collection[LineState]) -> list[Line]:
    """A buyer's lines of a campaign in these states, oldest first."""
    query = OrderLine.select(*_COLUMNS).where(
        OrderLine.campaign == campaign, OrderLine.buyer == buyer, OrderLine.state.in_(sorted(states))
    )
    return [_line(row) for row in tx.rows(query.order_by(OrderLine.id))]


def of_order(tx: Transaction, order: int, states: Collection[LineState]) -> list[Line]:
    """The lines of an order in these states, oldest first."""
    query = OrderLine.select(*_COLUMNS).where(OrderLine.order == order, OrderLine.state.in_(sorted(states)))
    return [_line(row) for row in tx.rows(query.order_by(OrderLine.id))]


def of_comments(tx: Transaction, comments: Collection[str], states: Collection[LineState]) -> list[Line]:
    """The lines that these comments asked for, in these states, oldest first."""
    query = OrderLine.select(*_COLUMNS).where(
        OrderLine.comment.in_(sorted(comments)), OrderLine.state.in_(sorted(states))
    )
    return [_line(row) for row in tx.rows(query.order_by(OrderLine.id))]


def expired(tx: Transaction, campaign: int, now: int) -> list[Line]:
    """Held lines whose hold has run out at `now` (UTC ms), first run out first."""
    query = OrderLine.select(*_COLUMNS).where(
        OrderLine.campaign == campaign, OrderLine.state == LineState.HELD, OrderLine.hold_until <= now
    )
    return [_line(row) for row in tx.rows(query.order_by(OrderLine.hold_until, OrderLine.id))]


def next_hold(tx: Transaction, campaign: int) -> int | None:
    """When the next hold runs out (UTC ms); None where nothing is held."""
    query = OrderLine.select(fn.MIN(OrderLine.hold_until)).where(
        OrderLine.campaign == campaign, OrderLine.state == LineState.HELD
    )
    moment = tx.scalar(query)
    return None if moment is None else int(moment)


def waitlist(tx: Transaction, campaign: int, sku: str) -> list[Line]:
    """Who waits for a SKU, first come first."""
    query = OrderLine.select(*_COLUMNS).where(
        OrderLine.campaign == campaign, OrderLine.sku == sku, OrderLine.state == LineState.WAITLISTED
    )
    return [_line(row) for row in tx.rows(query.order_by(OrderLine.queue, OrderLine.id))]


def attach(tx: Transaction, line_id: int, order: int) -> None:
    """Hang a line on an order."""
    tx.execute(OrderLine.update(order=order).where(OrderLine.id == line_id))


def hold(tx: Transaction, line_id: int, until: int) -> None:
    """Say until when a held line is held (UTC ms)."""
    tx.execute(OrderLine.update(hold_until=until).where(OrderLine.id == line_id))


def queue(tx: Transaction, line_id: int, place: int | None) -> int:
    """Give a line its place on the waitlist: the one given, or the end. Returns it."""
    if place is None:
        place = (tx.scalar(OrderLine.select(fn.MAX(OrderLine.queue))) or 0) + 1
    tx.execute(OrderLine.update(queue=place).where(OrderLine.id == line_id))
    return place


def narrow(tx: Transaction, line_id: int, skus: Sequence[str], price: int) -> None:
    """Fewer candidates for an open variant; one SKU left is the choice."""
    tx.execute(
        OrderLine.update(
            sku=skus[0] if len(skus) == 1 else None, candidates=json.dumps(list(skus)), price=price
        ).where(OrderLine.id == line_id)
    )


def of_sku(tx: Transaction, campaign: int, sku: str, states: Collection[LineState]) -> list[BuyersLine]:
    """Whose lines of a SKU are in these states, in the order of the waitlist and then of arrival."""
    line = OrderLine
    query = (
        line.select(line.id, line.buyer, Buyer.name, line.order, line.quantity, line.state, line.hold_until)
        .join(Buyer, on=(Buyer.id == line.buyer))
        .where(line.campaign == campaign, line.sku == sku, line.state.in_(sorted(states)))
        .order_by(line.queue, line.id)
    )
    return [BuyersLine(*[*row[:5], LineState(row[5]), row[6]]) for row in tx.rows(query)]
