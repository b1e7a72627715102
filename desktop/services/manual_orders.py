"""Orders that staff make by hand (F3): for a comment, for a buyer, or for a name with a phone.

They take from the same counters as comments do (product.md §3). Plain functions `fn(tx, …)`.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.capture.decision import LineResult, Plan, Reason
from desktop.domain.capture.lines import NO_CHOICE, LineReading
from desktop.domain.capture.outcome import Outcome
from desktop.domain.capture.reading import Reading
from desktop.domain.stock import WAITING, LineState
from desktop.domain.wording import badge_text
from desktop.services import waitlist
from desktop.services.buyer_rows import (
    DraftLine,
    ManualDone,
    ManualDraft,
    ManualOrder,
    ShortError,
)
from desktop.services.captured import Captured, store, stored_form
from desktop.services.carrying import carry_out, tick
from desktop.services.cart_edits import Edited, Stamp, check_wish, hand_desk, read_phone, room_for
from desktop.services.live_rows import DeskError
from desktop.services.selling import Selling, WantedLine
from desktop.storage import buyers, comments, lines, orders
from desktop.storage.buyers import BuyerRecord
from desktop.storage.comments import StoredComment
from desktop.storage.transaction import Transaction

_ORDERED = (Outcome.ORDERED, Outcome.PARTLY_ORDERED)


def draft_of_comment(tx: Transaction, selling: Selling, comment_id: str) -> ManualDraft:
    """What a comment suggests for a manual order: its lines, sure and doubtful, and the phone."""
    known = _comment(tx, selling, comment_id)
    reading = selling.reader.read(known.text)
    has_ordered = known.outcome in _ORDERED
    buyer = buyers.get(tx, known.buyer) if known.buyer is not None else None
    on_file = waitlist.known_phone(tx, selling, buyer.id) if buyer else None
    return ManualDraft(
        comment_id=known.id,
        buyer=known.buyer,
        name=known.author_name or (buyer.name if buyer else ""),
        message=known.text,
        phone=known.phone or next(iter(reading.phones), None) or on_file or "",
        lines=_suggested(known, reading),
        warning=_warning(known, buyer, has_ordered),
    )


def draft_of_buyer(tx: Transaction, selling: Selling, buyer: int) -> ManualDraft:
    """An empty manual order for a known buyer."""
    known = buyers.get(tx, buyer)
    phone = waitlist.known_phone(tx, selling, buyer) or ""
    warning = "Khách đang bị chặn." if known.is_blocked else ""
    return ManualDraft(None, buyer, known.name, "", phone, (), warning)


def make(tx: Transaction, selling: Selling, order: ManualOrder, by: Stamp) -> tuple[ManualDone, Edited]:
    """Make a manual order: all of its lines, or none. Raises ShortError, DeskError."""
    released, offered = tick(tx, selling, by.now)
    if not order.lines:
        raise DeskError("Đơn chưa có món nào. Gõ mã sản phẩm rồi tạo đơn.")
    for wish in order.lines:
        check_wish(selling, wish)
    phone = read_phone(order.phone) if order.phone.strip() else None
    known = _comment(tx, selling, order.comment_id) if order.comment_id is not None else None
    buyer = buyers.get(tx, order.buyer) if order.buyer is not None else whose(tx, selling, order, by)
    if known is not None and known.outcome not in _ORDERED:
        result = _for_comment(tx, selling, known, order, phone, buyer, by)
        unfilled, sentence = result.unfilled, _made_text(selling, result)
    else:
        unfilled, sentence = _for_buyer(tx, selling, order, phone, buyer, by)
    if unfilled and not order.to_waitlist:
        raise ShortError(_short_text(tx, selling, unfilled, by.now))
    skus = tuple(sku for wish in order.lines for sku in wish.skus)
    return ManualDone(buyer.id, sentence), Edited(skus, (*released, *offered), sentence.removesuffix("."))


def _comment(tx: Transaction, selling: Selling, comment_id: str) -> StoredComment:
    known = comments.get(tx, comment_id)
    if known is None or known.campaign != selling.campaign:
        raise DeskError("Bình luận này không thuộc chiến dịch đang mở.")
    if selling.script.is_own(known.author_id):
        raise DeskError("Bình luận này của trang hoặc nhân viên, không tạo đơn được.")
    return known


def _suggested(known: StoredComment, reading: Reading) -> tuple[DraftLine, ...]:
    """The lines read, or those suggested of a comment that names no code (*đang lên sóng*).

    Of a comment that ordered already only what stands beside its order, not decided yet.
    """
    wishes = reading.lines + reading.doubtful
    if known.outcome in _ORDERED:
        wishes = reading.doubtful if known.result.get("suggested") else ()
    read = [DraftLine(line.keyword, line.skus, max(1, line.quantity), line.doubt is None) for line in wishes]
    if read:
        return tuple(read)
    return tuple(
        DraftLine(
            row["keyword"], tuple([row["sku"]] if row["sku"] else row["candidates"]), row["quantity"], False
        )
        for row in known.result.get("lines", ())
        if known.outcome is Outcome.SUGGESTED
    )


def _warning(known: StoredComment, buyer: BuyerRecord | None, has_ordered: bool) -> str:
    if buyer is not None and buyer.is_blocked:
        return "Khách đang bị chặn."
    if has_ordered:
        return "Bình luận này đã thành đơn. Món thêm ở đây vào cùng giỏ."
    return ""


def whose(tx: Transaction, selling: Selling, order: ManualOrder, by: Stamp) -> BuyerRecord:
    """The buyer that an order is for, made where there is none yet (product.md §1). Raises DeskError."""
    known = _comment(tx, selling, order.comment_id) if order.comment_id is not None else None
    number = order.buyer if order.buyer is not None else (known.buyer if known else None)
    if number is not None:
        return buyers.get(tx, number)
    name = " ".join(order.name.split())
    if known is not None:
        buyer = buyers.ensure(tx, "comment", selling.page, known.id, known.author_name or name, by.now)
        comments.update(tx, known.id, buyer=buyer.id)
        return buyer
    if not order.phone.strip():
        raise DeskError("Khách chưa bình luận thì cần SĐT. Gõ SĐT rồi tạo đơn.")
    phone = read_phone(order.phone)
    return buyers.ensure(tx, "phone", selling.page, phone, name, by.now, phone)


def _for_comment(
    tx: Transaction,
    selling: Selling,
    known: StoredComment,
    order: ManualOrder,
    phone: str | None,
    buyer: BuyerRecord,
    by: Stamp,
) -> Captured:
    """The comment becomes the order, as an accepted suggestion does; what it waited for is asked anew."""
    places = _give_up_waiting(tx, known)
    takes = tuple(LineReading(wish.keyword, wish.quantity, wish.skus) for wish in order.lines)
    plan = Plan(Reason.ORDER, phone=phone, take=takes, completes=phone is not None)
    rules = hand_desk(tx, selling, buyer.id, by).selling
    reading = selling.reader.read(known.text)
    result = carry_out(tx, rules, known.id, reading, plan, buyer, by.now, by.staff)
    for line in lines.of_comments(tx, [known.id], [LineState.WAITLISTED]):
        if line.sku in places:
            lines.queue(tx, line.id, places[line.sku])
    store(tx, selling, result, was_paused=False, staff=by.staff)
    return result


def _give_up_waiting(tx: Transaction, known: StoredComment) -> dict[str, int]:
    """Take back what the comment still waits for; its places on the waitlist by SKU, which it keeps."""
    waiting = lines.of_comments(tx, [known.id], WAITING)
    for line in waiting:
        waitlist.free(tx, line)
    return {line.sku: line.queue for line in waiting if line.sku and line.state is LineState.WAITLISTED}


def _for_buyer(
    tx: Transaction, selling: Selling, order: ManualOrder, phone: str | None, buyer: BuyerRecord, by: Stamp
) -> tuple[tuple[WantedLine, ...], str]:
    """Lines that answer no comment; what was short of them, and a sentence."""
    if phone is not None and phone != buyer.phone:
        buyers.set_phone(tx, buyer.id, phone)
    desk = hand_desk(tx, selling, buyer.id, by, given=phone)
    placed = [desk.take(LineReading(wish.keyword, wish.quantity, wish.skus)) for wish in order.lines]
    if phone is not None:
        placed += desk.complete(NO_CHOICE, placed)
    cart = orders.open_cart(tx, selling.campaign, buyer.id)
    if order.comment_id is not None and cart is not None:
        comments.update(tx, order.comment_id, order=cart.id, staff=by.staff)
    told = ", ".join(f"{selling.label(done.line)} ×{done.line.quantity}" for done in placed)
    sentence = f"Đã tạo đơn: {cart.code} · {told}." if cart else f"Đã giữ cho khách: {told}."
    return tuple(done.line for done in placed if done.result is LineResult.SHORT), sentence


def _made_text(selling: Selling, result: Captured) -> str:
    """What came of an order for a comment, one sentence."""
    told = ", ".join(f"{selling.label(line)} ×{line.quantity}" for line in (*result.lines, *result.unfilled))
    match result.outcome:
        case Outcome.OUT_OF_STOCK:
            return f"Đã đưa vào danh sách chờ: {told}."
        case Outcome.MISSING_PHONE:
            return f"Đã giữ hàng, chờ SĐT: {told}."
    badge = badge_text(result.outcome, stored_form(selling, result))
    return f"Đã tạo đơn: {badge}." if badge else "Đã tạo đơn."


def _short_text(tx: Transaction, selling: Selling, short: Sequence[WantedLine], now: int) -> str:
    parts = []
    for line in short:
        left = room_for(tx, selling, line.sku or "", line.quantity, now)
        name = selling.label(line)
        parts.append(f"{name} chỉ còn {left}" if left else f"{name} đã hết")
    return f"{', '.join(parts)}. Bớt số lượng, hoặc đưa khách vào danh sách chờ."
