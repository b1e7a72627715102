"""Staff offer freed units to one buyer who waits (product.md §3), whoever stands before them.

Plain functions `fn(tx, …)`, one transaction each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.domain.capture.decision import LineResult
from desktop.domain.capture.decision import replies as reply_parts
from desktop.domain.capture.outcome import Outcome
from desktop.domain.messages import MessageKind
from desktop.domain.orders import order_code
from desktop.domain.script import Script
from desktop.domain.stock import LineState
from desktop.services import replies, waitlist
from desktop.services.carts import Desk, Placed
from desktop.services.selling import Selling
from desktop.storage import buyers, comments, lines, stock
from desktop.storage.comments import StoredComment
from desktop.storage.lines import Line
from desktop.storage.transaction import Transaction


class OfferError(LookupError):
    """A waiter cannot be served now; the text is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What came of an offer: the SKU and its comment; `order` is a code, None: held until a phone comes."""

    sku: str
    comment: str
    order: str | None
    sentence: str


def waiting_line(tx: Transaction, selling: Selling, line_id: int) -> Line:
    """The line of a waiter. Raises OfferError where it waits no longer."""
    line = lines.find(tx, line_id)
    if line is None or line.campaign != selling.campaign or line.state is not LineState.WAITLISTED:
        raise OfferError("Khách này không còn chờ món này nữa.")
    return line


def offer(tx: Transaction, selling: Selling, line_id: int, now: int, staff: str | None = None) -> Offered:
    """Serve exactly this waiter, whole: into the cart, or on hold where the phone is missing.

    The buyer is told by the ONE message of the comment. Raises OfferError, and changes nothing, where the
    units are not there.
    """
    line = waiting_line(tx, selling, line_id)
    phone = waitlist.known_phone(tx, selling, line.buyer)
    placed = Desk(tx, selling, line.buyer, line.comment, now, phone, staff).serve(line)
    if placed.result is LineResult.SHORT:
        raise OfferError(_short(tx, selling, line))
    parts = _parts(placed, selling.script, phone_missing=phone is None)
    replies.take_back_out_of_stock(tx, selling.campaign, line.buyer, {line.sku or ""})
    replies.queue_reply(
        tx,
        selling,
        comment=line.comment,
        buyer=line.buyer,
        parts=parts,
        lines=[placed.line],
        short=[],
        now=now,
    )
    return _settled(tx, selling, lines.get(tx, line_id), placed, parts, staff)


def _parts(placed: Placed, script: Script, *, phone_missing: bool) -> Sequence[MessageKind]:
    """The offer in its own words where the script has them, instead of the cart's."""
    parts = reply_parts({placed.result}, script, phone_missing=phone_missing)
    if not script.auto_reply or not script.messages.get(MessageKind.WAITLIST_OFFER):
        return parts
    return (MessageKind.WAITLIST_OFFER, *(part for part in parts if part is not MessageKind.CART))


def _short(tx: Transaction, selling: Selling, line: Line) -> str:
    name = buyers.get(tx, line.buyer).name.strip() or "Khách"
    figures = stock.open_sale(tx, selling.campaign, line.sku or "")
    code = line.keyword.upper()
    if figures is None or figures.open_sale is None:
        return f"Tồn Omni không đủ {line.quantity} {code} cho {name}."
    remaining = max(0, figures.open_sale - figures.reserved - figures.sold)
    if remaining >= line.quantity:
        return f"Tồn Omni không đủ {line.quantity} {code} cho {name}."
    return f"{code} chỉ còn {remaining}, {name} cần {line.quantity}. Tăng mở bán rồi mời lại."


def _settled(
    tx: Transaction,
    selling: Selling,
    line: Line,
    placed: Placed,
    parts: Sequence[MessageKind],
    staff: str | None,
) -> Offered:
    """The comment says what its buyer has got now, and who saw to it."""
    order = order_code(line.order) if line.order is not None else None
    known = comments.get(tx, line.comment)
    if known is not None:
        result = _with_line(selling, known, placed, order) | {"replies": [str(part) for part in parts]}
        outcome = _outcome(result, placed)
        comments.settle(tx, known.id, outcome, result, staff=staff)
    what = f"{selling.label(placed.line)}×{line.quantity}"
    name = buyers.get(tx, line.buyer).name.strip() or "khách"
    told = f"{order} · {what}" if order else f"giữ {what}, chờ SĐT"
    return Offered(line.sku or "", line.comment, order, f"Đã mời {name}: {told}")


def _with_line(selling: Selling, known: StoredComment, placed: Placed, order: str | None) -> dict[str, Any]:
    """The stored result with the line among what the buyer got, and no longer among what was short."""
    result = dict(known.result)
    got = placed.line.as_json() | {"keyword": placed.line.keyword, "label": selling.label(placed.line)}
    short = [row for row in result.get("unfilled", ()) if row["sku"] != placed.line.sku]
    return result | {
        "lines": [*result.get("lines", ()), got],
        "unfilled": short,
        "order": order or result.get("order"),
        "place": None,
        "reason": f"shop mời từ danh sách chờ, {got['label']} ×{placed.line.quantity}",
    }


def _outcome(result: dict[str, Any], placed: Placed) -> Outcome:
    if placed.result is LineResult.HELD:
        return Outcome.MISSING_PHONE
    return Outcome.PARTLY_ORDERED if result["unfilled"] else Outcome.ORDERED
