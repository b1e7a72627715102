"""Queueing the ONE message that a comment causes, and taking back what no longer holds (product.md §4).

Sending is the outbox dispatcher's; here nothing leaves the program.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from desktop.domain.messages import MessageKind
from desktop.services.selling import BY_HAND, Selling, WantedLine
from desktop.storage import outbox, stock
from desktop.storage.transaction import Transaction

# What one buyer causes within this time is said in one message (product.md §4), in milliseconds.
GATHERING = 10_000


def queue_reply(
    tx: Transaction,
    selling: Selling,
    *,
    comment: str,
    buyer: int,
    parts: Sequence[MessageKind],
    lines: Sequence[WantedLine],
    short: Sequence[WantedLine],
    now: int,
) -> None:
    """Queue the parts of a comment's message. It is composed when it leaves, from the facts then."""
    if not parts or comment.startswith(BY_HAND):
        return  # What staff added for a buyer answers no comment.
    payload = {
        "comment_id": comment,
        "parts": list(parts),
        "lines": [line.as_json() for line in lines],
        "short": [line.as_json() for line in short],
    }
    outbox.add_reply(
        tx,
        campaign=selling.campaign,
        comment=comment,
        conversation=f"buyer:{buyer}",
        payload=payload,
        now=now,
        due=now + GATHERING,
    )


def take_back_out_of_stock(tx: Transaction, campaign: int, buyer: int, skus: Collection[str]) -> None:
    """A buyer has got these SKUs after all: what was queued about their being out of stock is taken back."""
    for message in outbox.pending_replies(tx, campaign, f"buyer:{buyer}"):
        _keep_short(tx, message, [row for row in message.payload["short"] if row["sku"] not in skus])


def recheck_out_of_stock(tx: Transaction, selling: Selling, sku: str, now: int) -> None:
    """Units of a SKU came free: a queued out-of-stock message that is no longer true is taken back (§3)."""
    fresh_since = selling.fresh_since(now)

    def still_short(row: Mapping[str, Any]) -> bool:
        if row["sku"] != sku:
            return True
        return not stock.would_fit(tx, selling.campaign, sku, row["quantity"], fresh_since)

    for message in outbox.pending_replies(tx, selling.campaign):
        _keep_short(tx, message, [row for row in message.payload["short"] if still_short(row)])


def _keep_short(tx: Transaction, message: outbox.PendingReply, short: list[Mapping[str, Any]]) -> None:
    payload = message.payload
    if len(short) == len(payload["short"]):
        return
    parts = [part for part in payload["parts"] if short or part != MessageKind.OUT_OF_STOCK]
    if parts:
        outbox.change(tx, message.id, payload | {"parts": parts, "short": short})
    else:
        outbox.drop(tx, message.id)
