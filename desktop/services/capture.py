"""The use cases of a comment: captured when it arrives, accepted by staff later (product.md §2).

Plain functions `fn(tx, …)`, one transaction each, safe to run again. They publish nothing: what changed
is in their result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.domain.capture.decision import (
    LineResult,
    Plan,
    Reason,
    Situation,
    conclude,
    decide,
)
from desktop.domain.capture.decision import (
    replies as reply_parts,
)
from desktop.domain.capture.lines import LineReading
from desktop.domain.capture.outcome import Outcome, Span
from desktop.domain.capture.reading import Reading
from desktop.domain.comments import Comment
from desktop.domain.messages import MessageKind
from desktop.domain.orders import OrderStatus, order_number
from desktop.domain.stock import WAITING, LineState
from desktop.domain.wording import reason_text
from desktop.services import replies, waitlist
from desktop.services.carts import Desk, Placed
from desktop.services.selling import COMMENTER, Selling, ServedLine, WantedLine
from desktop.storage import buyers, campaigns, comments, lines, orders
from desktop.storage.buyers import BuyerRecord
from desktop.storage.comments import StoredComment
from desktop.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Captured:
    """What became of a comment, in the terms of contracts.md §4; `order` is a code.

    `is_new` tells a comment from one that came before, `place` its place on the waitlist.
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


@dataclass(slots=True)
class _Tried:
    """The lines of a comment that were tried, as they came out."""

    placed: list[Placed] = field(default_factory=list)

    def of(self, *results: LineResult) -> tuple[WantedLine, ...]:
        return tuple(done.line for done in self.placed if done.result in results)

    @property
    def results(self) -> set[LineResult]:
        return {done.result for done in self.placed}


class NothingToAcceptError(LookupError):
    """Staff accepted a comment that suggests nothing; the text is a Vietnamese sentence."""


def tick(tx: Transaction, selling: Selling, now: int) -> tuple[list[ServedLine], list[ServedLine]]:
    """Move the campaign's clock to `now` (UTC ms); the holds released, and the waiters served with them."""
    campaigns.advance(tx, selling.campaign, now)
    released = waitlist.release_holds(tx, selling, now)
    offered = waitlist.serve(tx, selling, now, {line.sku for line in released}) if released else []
    return released, offered


def capture(tx: Transaction, selling: Selling, comment: Comment, reading: Reading, now: int) -> Captured:
    """Decide one comment that has arrived at `now` (UTC ms), and store it with its result."""
    released, offered = tick(tx, selling, now)
    known = comments.get(tx, comment.id)
    if known is not None:
        result = _again(tx, known, comment, reading, selling)
    else:
        result = _first_time(tx, selling, comment, reading, now)
    return replace(result, released=tuple(released), offered=tuple(offered))


def _first_time(tx: Transaction, selling: Selling, comment: Comment, reading: Reading, now: int) -> Captured:
    campaign = campaigns.get(tx, selling.campaign)
    author = comment.author.id if comment.author else None
    is_own = selling.script.is_own(author)
    own_phones = _own_phones(tx, selling, reading)
    buyer = None if is_own else _buyer(tx, selling, comment, reading, own_phones, now)
    started = selling.script.started_at
    situation = Situation(
        has_author=comment.author is not None,
        is_own=is_own,
        is_before_start=started is not None
        and comment.created_at is not None
        and comment.created_at < started,
        is_paused=campaign.is_paused,
        own_phones=own_phones,
        on_air=selling.reader.on_air_line(campaign.on_air, reading) if campaign.on_air else None,
    )
    situation = _with_buyer(tx, selling, situation, buyer)
    plan = decide(reading, situation, selling.script)
    stored_phone = " ".join(reading.phones) or None if is_own else plan.phone
    comments.insert(
        tx,
        id=comment.id,
        campaign=selling.campaign,
        buyer=buyer.id if buyer else None,
        author_id=author,
        author_name=comment.author.name if comment.author else None,
        message=comment.message,
        created_at=comment.created_at if comment.created_at is not None else now,
        received_at=now,
        received=comment.raw,
        outcome=Outcome.IGNORED,
        phone=stored_phone,
        spans=comments.dump_spans(reading.spans),
        result="{}",
        was_paused=plan.reason is Reason.PAUSED,
    )
    result = _carry_out(tx, selling, comment.id, reading, plan, buyer, now)
    _store(tx, selling, result)
    return result


def _own_phones(tx: Transaction, selling: Selling, reading: Reading) -> set[str]:
    if not reading.phones:
        return set()
    own = [selling.page, *selling.script.staff_ids]
    return comments.own_phones(tx, selling.campaign, [author for author in own if author])


def _buyer(
    tx: Transaction,
    selling: Selling,
    comment: Comment,
    reading: Reading,
    own_phones: set[str],
    now: int,
) -> BuyerRecord | None:
    """Who writes; without author the phone stands for the buyer (product.md §2.11), else nobody."""
    if comment.author is not None:
        return buyers.ensure(tx, COMMENTER, selling.page, comment.author.id, comment.author.name, now)
    phone = next((number for number in reading.phones if number not in own_phones), None)
    if phone is None:
        return None
    return buyers.ensure(tx, "phone", selling.page, phone, "", now, phone)


def _with_buyer(
    tx: Transaction, selling: Selling, situation: Situation, buyer: BuyerRecord | None
) -> Situation:
    if buyer is None:
        return situation
    return replace(
        situation,
        is_blocked=buyer.is_blocked,
        waits=bool(lines.of_buyer(tx, selling.campaign, buyer.id, WAITING)),
        has_cart=orders.open_cart(tx, selling.campaign, buyer.id) is not None,
    )


def _again(
    tx: Transaction, known: StoredComment, comment: Comment, reading: Reading, selling: Selling
) -> Captured:
    """The same id counts once (product.md §2.9); an edit is shown as a suggestion (product.md §2.11)."""
    is_edited = comment.message != known.text and not selling.script.is_own(known.author_id)
    shows = is_edited and (reading.names_products or known.order is not None)
    wanted = tuple(_wanted(line) for line in reading.lines + reading.doubtful) if shows else ()
    result = Captured(
        comment.id,
        Outcome.SUGGESTED if shows else Outcome.REPEAT,
        reason_text(Reason.EDITED if shows else Reason.SAME_ID),
        phone=reading.phones[0] if shows and reading.phones else None,
        lines=wanted,
        spans=reading.spans,
        is_new=False,
    )
    result = _with_cart(tx, selling, result, known.buyer)
    if is_edited:
        _store_edit(tx, selling, known, comment.message, result if shows else None)
    return result


def _store_edit(
    tx: Transaction, selling: Selling, known: StoredComment, text: str, suggestion: Captured | None
) -> None:
    """Keep the edited text; an order stands as it is, anything else that now names products is suggested."""
    spans = comments.dump_spans(selling.reader.read(text).spans)
    comments.update(tx, known.id, edited_message=text, spans=spans)
    if suggestion is not None and known.outcome in _UNDECIDED:
        _store(tx, selling, suggestion)


# Comments of these outcomes hold nothing: an edit may make a suggestion of them.
_UNDECIDED = (Outcome.IGNORED, Outcome.QUESTION, Outcome.SUGGESTED)


def _carry_out(
    tx: Transaction,
    selling: Selling,
    comment: str,
    reading: Reading,
    plan: Plan,
    buyer: BuyerRecord | None,
    now: int,
    staff: str | None = None,
) -> Captured:
    if buyer is not None and plan.phone is not None and plan.phone != buyer.phone:
        buyers.set_phone(tx, buyer.id, plan.phone)
    if plan.outcome is not None or buyer is None:
        return _settled(tx, selling, comment, reading, plan, buyer, now)
    cart = orders.open_cart(tx, selling.campaign, buyer.id)
    phone = plan.phone or waitlist.known_phone(tx, selling, buyer.id, cart)
    desk = Desk(tx, selling, buyer.id, comment, now, phone, staff, given_phone=plan.phone is not None)
    tried = _Tried([desk.take(wish) for wish in plan.take])
    if plan.completes:
        tried.placed += desk.complete(plan.choice, tried.placed)
    return _result(tx, selling, comment, reading, plan, buyer, tried, phone, now)


def _settled(
    tx: Transaction,
    selling: Selling,
    comment: str,
    reading: Reading,
    plan: Plan,
    buyer: BuyerRecord | None,
    now: int,
) -> Captured:
    """A result for which nothing had to be tried."""
    if plan.reason is Reason.CHAT and plan.phone and buyer is not None:
        _late_phone(tx, selling, buyer.id, plan.phone, now)
    result = Captured(
        comment,
        plan.outcome or Outcome.SUGGESTED,
        reason_text(plan.reason, plan.lines, plan.phone, reading.closed),
        phone=plan.phone,
        lines=tuple(map(_wanted, plan.lines)),
        spans=reading.spans,
    )
    return _with_cart(tx, selling, result, buyer.id if buyer else None)


def _late_phone(tx: Transaction, selling: Selling, buyer: int, phone: str, now: int) -> None:
    """A phone alone, with nothing waiting: it goes into the open cart (product.md §2.7)."""
    cart = orders.open_cart(tx, selling.campaign, buyer)
    if cart is not None and cart.phone != phone:
        orders.update(tx, cart.id, now, phone=phone)
        orders.record(tx, cart.id, "phone_changed", {}, now, None)


def _result(
    tx: Transaction,
    selling: Selling,
    comment: str,
    reading: Reading,
    plan: Plan,
    buyer: BuyerRecord,
    tried: _Tried,
    phone: str | None,
    now: int,
) -> Captured:
    outcome = conclude(tried.results)
    got = tried.of(LineResult.ORDERED, LineResult.HELD, LineResult.OPEN)
    short = tried.of(LineResult.SHORT)
    parts = reply_parts(tried.results, selling.script, phone_missing=phone is None)
    skus = {line.sku for line in got if line.sku}
    if skus:
        replies.take_back_out_of_stock(tx, selling.campaign, buyer.id, skus)
    replies.queue_reply(
        tx, selling, comment=comment, buyer=buyer.id, parts=parts, lines=got, short=short, now=now
    )
    reason = Reason.COMPLETION if plan.reason is Reason.COMPLETION else Reason.ORDER
    result = Captured(
        comment,
        outcome,
        reason_text(reason, plan.take + plan.suggested, phone, (), outcome, short),
        phone=phone,
        lines=got,
        unfilled=short,
        suggested=tuple(map(_wanted, plan.suggested)),
        replies=parts,
        spans=reading.spans,
        place=_place(tx, selling, buyer.id, short) if outcome is Outcome.OUT_OF_STOCK else None,
    )
    result = _with_cart(tx, selling, result, buyer.id)
    if result.order is not None and tried.placed:
        comments.link(tx, [comment], order_number(result.order) or 0)
    return result


def _place(tx: Transaction, selling: Selling, buyer: int, short: Sequence[WantedLine]) -> int | None:
    """The buyer's place on the waitlist of the first short SKU, from 1; None where not on it."""
    waiting = [line.buyer for line in lines.waitlist(tx, selling.campaign, short[0].sku or "")]
    return waiting.index(buyer) + 1 if buyer in waiting else None


def _with_cart(tx: Transaction, selling: Selling, result: Captured, buyer: int | None) -> Captured:
    cart = orders.open_cart(tx, selling.campaign, buyer) if buyer is not None else None
    return replace(result, order=cart.code, status=cart.status) if cart else result


def _wanted(line: LineReading) -> WantedLine:
    return WantedLine(line.keyword, line.sku, line.quantity, () if line.sku else line.skus)


def _store(tx: Transaction, selling: Selling, result: Captured, **more: Any) -> None:
    comments.settle(tx, result.comment, result.outcome, _stored(selling, result), **more)


def _stored(selling: Selling, result: Captured) -> dict[str, Any]:
    """What the feed needs of a result, as stored with the comment."""

    def told(lines: Sequence[WantedLine]) -> list[dict[str, Any]]:
        return [line.as_json() | {"label": selling.label(line)} for line in lines]

    return {
        "lines": told(result.lines),
        "unfilled": told(result.unfilled),
        "suggested": told(result.suggested),
        "order": result.order,
        "place": result.place,
        "reason": result.reason,
        "replies": [str(part) for part in result.replies],
    }


def accept(
    tx: Transaction, selling: Selling, comment_id: str, now: int, staff: str | None = None
) -> Captured:
    """Staff accept a suggestion (F4): its lines are decided now, or its refusal is carried out.

    Raises NothingToAcceptError where the comment is unknown or suggests nothing.
    """
    released, offered = tick(tx, selling, now)
    known = comments.get(tx, comment_id)
    if known is None or known.campaign != selling.campaign:
        raise NothingToAcceptError(f"Không có bình luận {comment_id} trong chiến dịch này.")
    reading = selling.reader.read(known.text)
    if known.outcome is Outcome.CANCEL_SUGGESTED:
        result, served = _accept_refusal(tx, selling, known, reading, now, staff)
        offered = [*offered, *served]
    else:
        result = _accept_order(tx, selling, known, reading, now, staff)
    _store(tx, selling, result, was_paused=False)
    return replace(result, released=tuple(released), offered=tuple(offered))


def _accept_order(
    tx: Transaction, selling: Selling, known: StoredComment, reading: Reading, now: int, staff: str | None
) -> Captured:
    wishes = _accepted_lines(known, reading)
    if not wishes:
        raise NothingToAcceptError("Bình luận này không có gợi ý nào để nhận.")
    buyer = buyers.get(tx, known.buyer) if known.buyer is not None else None
    if buyer is None:
        buyer = buyers.ensure(tx, "comment", selling.page, known.id, known.author_name or "", now)
        comments.update(tx, known.id, buyer=buyer.id)
    phone = known.phone or next(iter(reading.phones), None)
    plan = Plan(Reason.ORDER, phone=phone, take=wishes, completes=phone is not None)
    return _carry_out(tx, selling, known.id, reading, plan, buyer, now, staff)


def _accepted_lines(known: StoredComment, reading: Reading) -> tuple[LineReading, ...]:
    """What staff accept: all lines of a suggestion, or the near misses beside lines already decided."""
    if known.outcome is Outcome.SUGGESTED or known.was_paused or known.edited_message is not None:
        wishes = reading.lines + reading.doubtful
    else:
        wishes = reading.doubtful if known.result.get("suggested") else ()
    return tuple(wish for wish in wishes if wish.quantity > 0)


def _accept_refusal(
    tx: Transaction, selling: Selling, known: StoredComment, reading: Reading, now: int, staff: str | None
) -> tuple[Captured, list[ServedLine]]:
    """Free what the buyer refused: the SKUs named, or everything where none is named."""
    if known.buyer is None:
        raise NothingToAcceptError("Không rõ khách nào nên chưa hủy được. Mở đơn và hủy tay giúp shop.")
    named = {sku for line in reading.lines + reading.doubtful for sku in line.skus}
    states = (*WAITING, LineState.RESERVED)
    mine = lines.of_buyer(tx, selling.campaign, known.buyer, states)
    chosen = [line for line in mine if not named or line.sku in named or set(line.candidates) & named]
    if not chosen:
        raise NothingToAcceptError("Khách không còn giữ món nào để hủy.")
    freed = {sku for line in chosen if (sku := waitlist.free(tx, line))}
    _close_empty_cart(tx, selling, known.buyer, now, staff)
    served = waitlist.serve(tx, selling, now, freed)
    cancelled = tuple(WantedLine(line.keyword, line.sku, line.quantity, line.candidates) for line in chosen)
    result = Captured(
        known.id,
        Outcome.CANCEL_SUGGESTED,
        reason_text(Reason.REFUSAL, reading.lines + reading.doubtful),
        lines=cancelled,
        spans=reading.spans,
    )
    return _with_cart(tx, selling, result, known.buyer), served


def _close_empty_cart(tx: Transaction, selling: Selling, buyer: int, now: int, staff: str | None) -> None:
    cart = orders.open_cart(tx, selling.campaign, buyer)
    if cart is not None and not lines.of_order(tx, cart.id, [LineState.RESERVED]):
        orders.update(tx, cart.id, now, status=OrderStatus.CANCELLED)
        orders.record(tx, cart.id, "cancelled", {}, now, staff)


def pause(tx: Transaction, selling: Selling) -> None:
    """Pause capture: comments are shown but not decided (product.md §2.11)."""
    campaigns.set_paused(tx, selling.campaign, True)


def resume(tx: Transaction, selling: Selling) -> Sequence[str]:
    """Let capture go on; the ids of comments that came meanwhile and are offered now as suggestions."""
    campaigns.set_paused(tx, selling.campaign, False)
    held_back = [known for known in comments.paused(tx, selling.campaign) if known.outcome is Outcome.IGNORED]
    return [known.id for known in held_back if _suggest(tx, selling, known, Reason.PAUSED)]


# How far back a keyword added late looks (product.md §2.13), in milliseconds.
LATE_KEYWORD = 600_000


def offer_late_keywords(tx: Transaction, selling: Selling, now: int) -> Sequence[str]:
    """After a keyword was added: offer the matching comments of the last 10 minutes (product.md §2.13)."""
    passed_over = [
        known
        for known in comments.since(tx, selling.campaign, now - LATE_KEYWORD)
        if known.outcome is Outcome.IGNORED and not selling.script.is_own(known.author_id)
    ]
    return [known.id for known in passed_over if _suggest(tx, selling, known, Reason.LATE_KEYWORD)]


def _suggest(tx: Transaction, selling: Selling, known: StoredComment, reason: Reason) -> bool:
    """Make a suggestion of a comment that was passed over; False where it names no product."""
    reading = selling.reader.read(known.text)
    wishes = reading.lines + reading.doubtful
    if not wishes:
        return False
    result = Captured(
        known.id,
        Outcome.SUGGESTED,
        reason_text(reason, wishes, known.phone),
        phone=known.phone,
        lines=tuple(map(_wanted, wishes)),
        spans=reading.spans,
    )
    _store(tx, selling, result, spans=comments.dump_spans(reading.spans))
    return True


def set_on_air(tx: Transaction, selling: Selling, keyword: str | None) -> None:
    """Say which keyword is being shown (*đang lên sóng*); None: none is (product.md §2.13)."""
    campaigns.set_on_air(tx, selling.campaign, keyword)
