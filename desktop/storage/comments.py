"""Comments as stored: what came, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import fn

from desktop.domain.capture.outcome import Outcome, Span, SpanKind
from desktop.storage.models import Comment, OrderLine
from desktop.storage.transaction import Row, Transaction


@dataclass(frozen=True, slots=True)
class StoredComment:
    """A comment with its result. `result` is the JSON object that services/captured.py makes."""

    sequence: int
    id: str
    campaign: int
    buyer: int | None
    author_id: str | None
    author_name: str | None
    message: str
    edited_message: str | None
    created_at: int
    outcome: Outcome
    phone: str | None
    spans: tuple[Span, ...]
    result: dict[str, Any]
    order: int | None
    revision: int
    was_paused: bool
    staff: str | None

    @property
    def text(self) -> str:
        """What it says now: the edited text where the buyer has edited it."""
        return self.message if self.edited_message is None else self.edited_message


_COLUMNS = (
    Comment.sequence,
    Comment.id,
    Comment.campaign,
    Comment.buyer,
    Comment.author_id,
    Comment.author_name,
    Comment.message,
    Comment.edited_message,
    Comment.created_at,
    Comment.outcome,
    Comment.phone,
    Comment.spans,
    Comment.result,
    Comment.order,
    Comment.revision,
    Comment.was_paused,
    Comment.staff,
)


def _stored(row: Row) -> StoredComment:
    spans = tuple(Span(start, end, SpanKind(kind)) for start, end, kind in json.loads(row[11]))
    values = [*row[:9], Outcome(row[9]), row[10], spans, json.loads(row[12]), *row[13:15]]
    values += [bool(row[15]), row[16]]
    return StoredComment(*values)


def dump_spans(spans: Sequence[Span]) -> str:
    """Spans as the JSON text that is stored."""
    return json.dumps([[span.start, span.end, span.kind] for span in spans])


def get(tx: Transaction, comment_id: str) -> StoredComment | None:
    """A comment by Facebook's id."""
    row = tx.row(Comment.select(*_COLUMNS).where(Comment.id == comment_id))
    return _stored(row) if row else None


def insert(tx: Transaction, *, result: Mapping[str, Any], **values: Any) -> bool:
    """Store a comment unless its id is there; False where it is (product.md §2.9: it counts once)."""
    text = json.dumps(result, ensure_ascii=False)
    return tx.changed(Comment.insert(revision=1, result=text, **values).on_conflict_ignore()) == 1


def update(tx: Transaction, comment_id: str, **values: Any) -> None:
    """Replace what became of a comment; its revision grows."""
    tx.execute(Comment.update(revision=Comment.revision + 1, **values).where(Comment.id == comment_id))


def settle(
    tx: Transaction, comment_id: str, outcome: Outcome, result: Mapping[str, Any], **values: Any
) -> None:
    """Store what became of a comment, `result` as JSON; its revision grows."""
    text = json.dumps(result, ensure_ascii=False)
    update(tx, comment_id, outcome=outcome, result=text, **values)


def link(tx: Transaction, comment_ids: Collection[str], order: int) -> None:
    """Say which order these comments went into."""
    tx.execute(Comment.update(order=order).where(Comment.id.in_(sorted(comment_ids))))


def of_campaign(
    tx: Transaction, campaign: int, *, after: int = 0, ids: Collection[str] = (), limit: int = 1_000_000
) -> list[StoredComment]:
    """Comments in order of arrival: those behind a sequence number, or those with these ids."""
    query = Comment.select(*_COLUMNS).where(Comment.campaign == campaign)
    query = query.where(Comment.id.in_(sorted(ids))) if ids else query.where(Comment.sequence > after)
    return [_stored(row) for row in tx.rows(query.order_by(Comment.sequence).limit(limit))]


def of_order(tx: Transaction, order: int) -> list[str]:
    """The ids of the comments that speak of an order, in order of arrival."""
    query = Comment.select(Comment.id).where(Comment.order == order)
    return [row[0] for row in tx.rows(query.order_by(Comment.sequence))]


def that_ordered(tx: Transaction, order: int) -> list[str]:
    """The ids of the comments that put something into an order, in order of arrival."""
    attached = OrderLine.select(OrderLine.comment).where(OrderLine.order == order)
    query = Comment.select(Comment.id).where(
        (Comment.order == order)
        & (Comment.outcome.in_([Outcome.ORDERED, Outcome.PARTLY_ORDERED]) | Comment.id.in_(attached))
    )
    return [row[0] for row in tx.rows(query.order_by(Comment.sequence))]


def since(tx: Transaction, campaign: int, moment: int) -> list[StoredComment]:
    """Comments written at `moment` (UTC ms) or later, in order of arrival."""
    query = Comment.select(*_COLUMNS).where(Comment.campaign == campaign, Comment.created_at >= moment)
    return [_stored(row) for row in tx.rows(query.order_by(Comment.sequence))]


def paused(tx: Transaction, campaign: int) -> list[StoredComment]:
    """Comments that came while capture was paused, in order of arrival."""
    query = Comment.select(*_COLUMNS).where(Comment.campaign == campaign, Comment.was_paused)
    return [_stored(row) for row in tx.rows(query.order_by(Comment.sequence))]


def known_ids(tx: Transaction, ids: Collection[str]) -> set[str]:
    """Which of these ids are stored."""
    return {row[0] for row in tx.rows(Comment.select(Comment.id).where(Comment.id.in_(sorted(ids))))}


def own_phones(tx: Transaction, campaign: int, own_ids: Collection[str]) -> set[str]:
    """Numbers that the page or its staff posted: they belong to nobody (product.md §2.2)."""
    if not own_ids:
        return set()
    rows = tx.rows(
        Comment.select(Comment.phone).where(
            Comment.campaign == campaign,
            Comment.buyer.is_null(),
            Comment.author_id.in_(sorted(own_ids)),
            Comment.phone.is_null(False),
        )
    )
    return {number for row in rows for number in row[0].split()}


def count_by_outcome(tx: Transaction, campaign: int) -> dict[Outcome, int]:
    """How many comments of a campaign came to each outcome; one that none came to is not there."""
    query = Comment.select(Comment.outcome, fn.COUNT(Comment.sequence)).where(Comment.campaign == campaign)
    return {Outcome(outcome): number for outcome, number in tx.rows(query.group_by(Comment.outcome))}
