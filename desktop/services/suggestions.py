"""Suggestions: accepted by staff (F4), or made of comments that were passed over (product.md §2.11, §2.13).

Plain functions `fn(tx, …)`, one transaction each, safe to run again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial

from desktop.domain.capture.decision import Plan, Reason
from desktop.domain.capture.intent_reading import Intent
from desktop.domain.capture.keyword_index import canonical
from desktop.domain.capture.lines import LineReading
from desktop.domain.capture.outcome import Outcome
from desktop.domain.capture.reading import Reading
from desktop.domain.orders import OrderStatus
from desktop.domain.stock import WAITING, LineState
from desktop.domain.wording import reason_text
from desktop.services import waitlist
from desktop.services.captured import Captured, store, wanted, with_cart
from desktop.services.carrying import carry_out, tick
from desktop.services.selling import Selling, ServedLine, WantedLine
from desktop.storage import buyers, campaigns, comments, lines, orders
from desktop.storage.comments import StoredComment
from desktop.storage.lines import Line
from desktop.storage.transaction import Transaction

# How far back a keyword added late looks (product.md §2.13), in milliseconds.
LATE_KEYWORD = 600_000


class NothingToAcceptError(LookupError):
    """Staff accepted a comment that suggests nothing; the text is a Vietnamese sentence."""


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
    if result.cancelled:  # Nothing is left to decide about it.
        store(tx, selling, replace(result, outcome=Outcome.IGNORED), was_paused=False, staff=staff)
    else:
        store(tx, selling, result, was_paused=False, staff=staff)
    return replace(result, released=tuple(released), offered=tuple(offered))


def _accept_order(
    tx: Transaction, selling: Selling, known: StoredComment, reading: Reading, now: int, staff: str | None
) -> Captured:
    wishes = tuple(wish for wish in _accepted_lines(known, reading) if _is_open(selling, wish))
    if not wishes and reading.closed:
        codes = ", ".join(reading.closed).upper()
        raise NothingToAcceptError(f"{codes} đang đóng, không bán. Mở bán lại rồi nhận gợi ý.")
    if not wishes:
        raise NothingToAcceptError("Bình luận này không có gợi ý nào để nhận.")
    buyer = buyers.get(tx, known.buyer) if known.buyer is not None else None
    if buyer is None:
        buyer = buyers.ensure(tx, "comment", selling.page, known.id, known.author_name or "", now)
        comments.update(tx, known.id, buyer=buyer.id)
    phone = known.phone or next(iter(reading.phones), None)
    plan = Plan(Reason.ORDER, phone=phone, take=wishes, completes=phone is not None)
    return carry_out(tx, selling, known.id, reading, plan, buyer, now, staff)


def _accepted_lines(known: StoredComment, reading: Reading) -> tuple[LineReading, ...]:
    """What staff accept: all lines of a suggestion, or the near misses beside lines already decided."""
    if known.result.get("cancelled"):
        return ()
    if known.outcome is Outcome.SUGGESTED or known.was_paused or known.edited_message is not None:
        wishes = reading.lines + reading.doubtful or _suggested_lines(known)
    else:
        wishes = reading.doubtful if known.result.get("suggested") else ()
    return tuple(wish for wish in wishes if wish.quantity > 0)


def _is_open(selling: Selling, wish: LineReading) -> bool:
    """Whether something of a line is still open for sale: it may have been closed since it was suggested."""
    return any(sku in selling.products and selling.products[sku].open for sku in wish.skus)


def _suggested_lines(known: StoredComment) -> tuple[LineReading, ...]:
    """What was suggested of a comment that names no code itself (*đang lên sóng*)."""
    return tuple(
        LineReading(row["keyword"], row["quantity"], tuple([row["sku"]] if row["sku"] else row["candidates"]))
        for row in known.result.get("lines", ())
    )


def _accept_refusal(
    tx: Transaction, selling: Selling, known: StoredComment, reading: Reading, now: int, staff: str | None
) -> tuple[Captured, list[ServedLine]]:
    """Free what the buyer refused: the SKUs named, or everything where none is named."""
    chosen = _refused_lines(tx, selling, known, reading)
    freed = {sku for line in chosen if (sku := waitlist.free(tx, line))}
    _close_empty_cart(tx, selling, chosen[0].buyer, now, staff)
    served = waitlist.serve(tx, selling, now, freed)
    cancelled = tuple(WantedLine(line.keyword, line.sku, line.quantity, line.candidates) for line in chosen)
    result = Captured(
        known.id,
        Outcome.CANCEL_SUGGESTED,
        reason_text(Reason.REFUSAL, reading.lines + reading.doubtful),
        lines=cancelled,
        spans=reading.spans,
        cancelled=True,
    )
    return with_cart(tx, selling, result, known.buyer), served


def _refused_lines(tx: Transaction, selling: Selling, known: StoredComment, reading: Reading) -> list[Line]:
    """The lines that a refusal means, at least one. Raises NothingToAcceptError."""
    if known.buyer is None:
        raise NothingToAcceptError("Không rõ khách nào nên chưa hủy được. Mở đơn và hủy tay giúp shop.")
    named = {sku for line in reading.lines + reading.doubtful for sku in line.skus}
    states = (*WAITING, LineState.RESERVED)
    mine = lines.of_buyer(tx, selling.campaign, known.buyer, states)
    chosen = [line for line in mine if not named or line.sku in named or set(line.candidates) & named]
    if not chosen:
        raise NothingToAcceptError("Khách không còn giữ món nào để hủy.")
    return chosen


def refusal(tx: Transaction, selling: Selling, comment_id: str) -> str:
    """What accepting a refusal would give up now, one sentence; nothing is changed.

    Raises NothingToAcceptError where it would give up nothing.
    """
    known = comments.get(tx, comment_id)
    if known is None or known.outcome is not Outcome.CANCEL_SUGGESTED:
        raise NothingToAcceptError("Bình luận này không xin hủy món nào.")
    chosen = _refused_lines(tx, selling, known, selling.reader.read(known.text))
    held = [line for line in chosen if line.state in (LineState.HELD, LineState.RESERVED)]
    waiting = [line for line in chosen if line not in held]
    parts = [", ".join(map(partial(_told, selling), held))] if held else []
    if waiting:
        parts.append(f"thôi chờ {', '.join(map(partial(_told, selling), waiting))}")
    name = buyers.get(tx, chosen[0].buyer).name.strip() or "khách"
    return f"F4 sẽ hủy của {name}: {'; '.join(parts)}."


def _told(selling: Selling, line: Line) -> str:
    wish = WantedLine(line.keyword, line.sku, line.quantity, line.candidates)
    return f"{selling.label(wish)}×{line.quantity}"


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


def offer_late_keywords(
    tx: Transaction, selling: Selling, now: int, keywords: Collection[str]
) -> Sequence[str]:
    """After these keywords were added: offer the comments of the last 10 minutes that name one of them.

    What was passed over for another reason is none of their business (product.md §2.13).
    """
    added = set(map(canonical, keywords))
    passed_over = [
        known
        for known in comments.since(tx, selling.campaign, now - LATE_KEYWORD)
        if known.outcome is Outcome.IGNORED
        and not known.result.get("cancelled")
        and not selling.script.is_own(known.author_id)
    ]
    return [known.id for known in passed_over if _suggest(tx, selling, known, Reason.LATE_KEYWORD, added)]


def _suggest(
    tx: Transaction,
    selling: Selling,
    known: StoredComment,
    reason: Reason,
    added: AbstractSet[str] | None = None,
) -> bool:
    """Make a suggestion of a comment that was passed over; False where it names no product.

    With `added`, canonical forms of keywords, False too where it names none of these.
    """
    reading = selling.reader.read(known.text)
    wishes = reading.lines + reading.doubtful
    if not wishes or (added is not None and added.isdisjoint(canonical(wish.keyword) for wish in wishes)):
        return False
    refuses = reading.intent is Intent.REFUSAL
    result = Captured(
        known.id,
        Outcome.CANCEL_SUGGESTED if refuses else Outcome.SUGGESTED,
        reason_text(reason, wishes, known.phone),
        phone=known.phone,
        lines=tuple(map(wanted, wishes)),
        spans=reading.spans,
    )
    store(tx, selling, result, spans=comments.dump_spans(reading.spans))
    return True


def set_on_air(tx: Transaction, selling: Selling, keyword: str | None) -> None:
    """Say which keyword is being shown (*đang lên sóng*); None: none is (product.md §2.13)."""
    campaigns.set_on_air(tx, selling.campaign, keyword)
