"""What is to be written to the outside (architecture.md §4). Rows are made here; nothing is sent here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from desktop.storage.models import OutboxMessage
from desktop.storage.transaction import Transaction


class OutboxState(StrEnum):
    """Where a write to the outside stands."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PendingReply:
    """A reply to a comment that waits to be sent: `payload` as services/replies.py writes it."""

    id: int
    comment: str
    payload: dict[str, Any]


def add_reply(
    tx: Transaction,
    *,
    campaign: int,
    comment: str,
    conversation: str,
    payload: Mapping[str, Any],
    now: int,
    due: int,
) -> None:
    """Queue the ONE message that a comment causes; a second one for the same comment is not taken."""
    tx.changed(
        OutboxMessage.insert(
            kind="private_reply",
            key=f"reply:{comment}",
            ordering_key=conversation,
            campaign=campaign,
            comment=comment,
            payload=json.dumps(payload, ensure_ascii=False),
            attempts=0,
            next_attempt_at=due,
            state=OutboxState.PENDING,
            created_at=now,
        ).on_conflict_ignore()
    )


def pending_replies(tx: Transaction, campaign: int, conversation: str | None = None) -> list[PendingReply]:
    """Replies not sent yet, oldest first: of a campaign, or of one conversation of it."""
    query = OutboxMessage.select(OutboxMessage.id, OutboxMessage.comment, OutboxMessage.payload).where(
        OutboxMessage.campaign == campaign,
        OutboxMessage.kind == "private_reply",
        OutboxMessage.state == OutboxState.PENDING,
    )
    if conversation is not None:
        query = query.where(OutboxMessage.ordering_key == conversation)
    return [
        PendingReply(row[0], row[1], json.loads(row[2])) for row in tx.rows(query.order_by(OutboxMessage.id))
    ]


def change(tx: Transaction, message: int, payload: Mapping[str, Any]) -> None:
    """Say something else in a message that was not sent yet."""
    tx.execute(
        OutboxMessage.update(payload=json.dumps(payload, ensure_ascii=False)).where(
            OutboxMessage.id == message, OutboxMessage.state == OutboxState.PENDING
        )
    )


def drop(tx: Transaction, message: int) -> None:
    """Take back a message that was not sent yet."""
    tx.execute(
        OutboxMessage.delete().where(OutboxMessage.id == message, OutboxMessage.state == OutboxState.PENDING)
    )
