"""The result of a comment in the terms of contracts.md §4, and how it is stored for the feed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop.domain.capture.lines import LineReading
from desktop.domain.capture.outcome import Outcome, Span
from desktop.domain.messages import MessageKind
from desktop.domain.orders import OrderStatus
from desktop.services.selling import Selling, ServedLine, WantedLine
from desktop.storage import comments, orders
from desktop.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Captured:
    """What became of a comment, in the terms of contracts.md §4; `order` is a code.

    `is_new` tells a comment from one that came before, `place` its place on the waitlist.
    `cancelled` says that staff carried its refusal out.
    """

    comment: str
    outcome: Outcome
    reason: str
    phone: str | None = None
    lines: tuple[WantedLine, ...] = ()
    unfilled: tuple[WantedLine, ...] = ()
    suggested: tuple[WantedLine, ...] = ()
    order: str | None = None
    status: OrderStatus | None = None
    replies: tuple[MessageKind, ...] = ()
    released: tuple[ServedLine, ...] = ()
    offered: tuple[ServedLine, ...] = ()
    spans: tuple[Span, ...] = ()
    is_new: bool = True
    place: int | None = None
    cancelled: bool = False

    def as_json(self) -> dict[str, Any]:
        """The object of contracts.md §4."""
        return {
            "comment_id": self.comment,
            "outcome": str(self.outcome),
            "phone": self.phone,
            "lines": [line.as_json() for line in self.lines],
            "unfilled": [line.as_json() for line in self.unfilled],
            "suggested": [line.as_json() for line in self.suggested],
            "order": self.order,
            "status": str(self.status) if self.status else None,
            "replies": [str(part) for part in self.replies],
            "released": [line.as_json() for line in self.released],
            "offered": [line.as_json() for line in self.offered],
            "spans": [[span.start, span.end, str(span.kind)] for span in self.spans],
            "reason": self.reason,
        }


def wanted(line: LineReading) -> WantedLine:
    """A line as it was read, as a line of a result."""
    return WantedLine(line.keyword, line.sku, line.quantity, () if line.sku else line.skus)


def with_cart(tx: Transaction, selling: Selling, result: Captured, buyer: int | None) -> Captured:
    """The result with the buyer's open cart, where there is one."""
    cart = orders.open_cart(tx, selling.campaign, buyer) if buyer is not None else None
    return replace(result, order=cart.code, status=cart.status) if cart else result


def store(tx: Transaction, selling: Selling, result: Captured, **more: Any) -> None:
    """Store what became of a comment that is there already."""
    comments.settle(tx, result.comment, result.outcome, stored_form(selling, result), **more)


def stored_form(selling: Selling, result: Captured) -> dict[str, Any]:
    """What the feed needs of a result, as stored with the comment."""

    def told(lines: Sequence[WantedLine]) -> list[dict[str, Any]]:
        return [line.as_json() | {"keyword": line.keyword, "label": selling.label(line)} for line in lines]

    return {
        "lines": told(result.lines),
        "unfilled": told(result.unfilled),
        "suggested": told(result.suggested),
        "order": result.order,
        "place": result.place,
        "reason": result.reason,
        "replies": [str(part) for part in result.replies],
    } | ({"cancelled": True} if result.cancelled else {})
