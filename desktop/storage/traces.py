"""The rows that one action at the desk may touch, read before and after it, and put back from there.

Counters are not among them: units go back through `storage.stock.move` alone. Decides nothing.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from peewee import fn

from desktop.domain.messages import MessageKind
from desktop.domain.stock import LineState
from desktop.storage import comments as stored_comments
from desktop.storage import lines as stored_lines
from desktop.storage import orders as stored_orders
from desktop.storage.lines import Line
from desktop.storage.models import Buyer, Comment, Order, OrderLine, OutboxMessage
from desktop.storage.outbox import OutboxState
from desktop.storage.transaction import Row, Transaction

_ORDER = (Order.status, Order.phone, Order.address, Order.note)
_BUYER = (Buyer.name, Buyer.phone, Buyer.is_blocked)
_COMMENT = (
    Comment.outcome,
    Comment.result,
    Comment.phone,
    Comment.spans,
    Comment.order,
    Comment.buyer,
    Comment.was_paused,
    Comment.staff,
)
_MESSAGE = (
    OutboxMessage.kind,
    OutboxMessage.key,
    OutboxMessage.ordering_key,
    OutboxMessage.campaign,
    OutboxMessage.comment,
    OutboxMessage.payload,
    OutboxMessage.attempts,
    OutboxMessage.next_attempt_at,
    OutboxMessage.state,
    OutboxMessage.created_at,
)
# The ordering key of what is said to a buyer begins so (services/replies.py).
_CONVERSATION = "buyer:"


@dataclass(frozen=True, slots=True)
class Trace:
    """How the rows of some buyers of a campaign stand: values by id, the revision first where there is one.

    `messages` are the replies that wait to be sent, by their key (an id is given anew after a removal):
    these buyers', and whoever's say *hết hàng*. `last_line` and `last_order` are the highest ids: what is
    above them came later.
    """

    lines: Mapping[int, Line] = field(repr=False)
    orders: Mapping[int, Row] = field(repr=False)
    comments: Mapping[str, Row] = field(repr=False)
    buyers: Mapping[int, Row] = field(repr=False)
    messages: Mapping[str, Row] = field(repr=False)
    last_line: int
    last_order: int


def read(
    tx: Transaction,
    campaign: int,
    buyers: Collection[int],
    comments: Collection[str],
    messages: Collection[str] = (),
) -> Trace:
    """The rows of these buyers in a campaign, and of these comments; `messages` are read in any case."""
    whose = sorted(buyers)
    return Trace(
        lines=_lines(tx, campaign, whose, comments),
        orders=_keyed(
            tx.rows(
                Order.select(Order.id, Order.revision, *_ORDER).where(
                    Order.campaign == campaign, Order.buyer.in_(whose)
                )
            )
        ),
        comments=_keyed(
            tx.rows(
                Comment.select(Comment.id, Comment.revision, *_COMMENT).where(
                    Comment.campaign == campaign, Comment.buyer.in_(whose) | Comment.id.in_(sorted(comments))
                )
            )
        ),
        buyers=_keyed(tx.rows(Buyer.select(Buyer.id, *_BUYER).where(Buyer.id.in_(whose)))),
        messages=_messages(tx, campaign, whose, comments, messages),
        last_line=tx.scalar(OrderLine.select(fn.MAX(OrderLine.id))) or 0,
        last_order=tx.scalar(Order.select(fn.MAX(Order.id))) or 0,
    )


def _lines(
    tx: Transaction, campaign: int, buyers: Collection[int], comments: Collection[str]
) -> dict[int, Line]:
    states = list(LineState)
    found = [line for buyer in buyers for line in stored_lines.of_buyer(tx, campaign, buyer, states)]
    return {line.id: line for line in (*found, *stored_lines.of_comments(tx, comments, states))}


def _messages(
    tx: Transaction,
    campaign: int,
    buyers: Collection[int],
    comments: Collection[str],
    keys: Collection[str],
) -> dict[str, Row]:
    message = OutboxMessage
    says_short = message.payload.contains(f'"{MessageKind.OUT_OF_STOCK}"')
    theirs = message.ordering_key.in_([f"{_CONVERSATION}{buyer}" for buyer in buyers])
    query = message.select(message.key, *_MESSAGE).where(
        message.campaign == campaign,
        message.state == OutboxState.PENDING,
        theirs | message.comment.in_(sorted(comments)) | says_short | message.key.in_(sorted(keys)),
    )
    return _keyed(tx.rows(query))


def _keyed(rows: Collection[Row]) -> dict[Any, Row]:
    return {row[0]: row[1:] for row in rows}


def buyers_of(tx: Transaction, comments: Collection[str]) -> set[int]:
    """Whose these comments are, as far as that is known."""
    query = Comment.select(Comment.buyer).where(
        Comment.id.in_(sorted(comments)), Comment.buyer.is_null(False)
    )
    return {row[0] for row in tx.rows(query)}


def put_line_back(tx: Transaction, line: Line) -> None:
    """Everything of a line but its state and quantity, which hang on the counters, as it was."""
    tx.execute(
        OrderLine.update(
            order=line.order,
            sku=line.sku,
            candidates=json.dumps(list(line.candidates)),
            price=line.price,
            hold_until=line.hold_until,
            queue=line.queue,
        ).where(OrderLine.id == line.id)
    )


def put_order_back(tx: Transaction, order: int, row: Row, now: int) -> None:
    """An order's own words and state as they were; its revision grows."""
    stored_orders.update(tx, order, now, **_named(_ORDER, row[1:]))


def put_comment_back(tx: Transaction, comment: str, row: Row) -> None:
    """What became of a comment as it was; its revision grows."""
    stored_comments.update(tx, comment, **_named(_COMMENT, row[1:]))


def put_buyer_back(tx: Transaction, buyer: int, row: Row) -> None:
    """Name, phone and block of a buyer as they were."""
    tx.execute(Buyer.update(**_named(_BUYER, row)).where(Buyer.id == buyer))


def put_message_back(tx: Transaction, row: Row) -> None:
    """Queue a message that was taken back, unless its comment has another one by now."""
    tx.changed(OutboxMessage.insert(**_named(_MESSAGE, row)).on_conflict_ignore())


def reword_message(tx: Transaction, key: str, now_says: Row, said: Row) -> None:
    """Let a message that still waits, and still says what it did, say again what it said before."""
    tx.execute(
        OutboxMessage.update(**_named(_MESSAGE, said)).where(
            OutboxMessage.key == key,
            OutboxMessage.state == OutboxState.PENDING,
            OutboxMessage.payload == _named(_MESSAGE, now_says)["payload"],
        )
    )


def take_message_back(tx: Transaction, key: str) -> bool:
    """Take back a message that was not sent; False where it is on its way or further."""
    mine = OutboxMessage.key == key
    tx.execute(OutboxMessage.delete().where(mine, OutboxMessage.state == OutboxState.PENDING))
    return tx.row(OutboxMessage.select(OutboxMessage.id).where(mine)) is None


def told_buyer(row: Row) -> int:
    """The buyer to whom a message speaks."""
    key: str = _named(_MESSAGE, row)["ordering_key"]
    return int(key.removeprefix(_CONVERSATION))


def _named(fields: tuple[Any, ...], values: Row) -> dict[str, Any]:
    return {field.name: value for field, value in zip(fields, values, strict=True)}
