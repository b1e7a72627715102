"""Reasons and results in words a seller understands (product.md §2), Vietnamese. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from desktop.domain.capture.decision import Reason
from desktop.domain.capture.lines import Doubt, LineReading
from desktop.domain.capture.outcome import Outcome


class _Counted(Protocol):
    """A line of a result."""

    @property
    def keyword(self) -> str: ...

    @property
    def quantity(self) -> int: ...


_REASONS = {
    Reason.OWN: "bình luận của trang hoặc nhân viên",
    Reason.BEFORE_START: "viết trước khi chiến dịch bắt đầu",
    Reason.PAUSED: "viết lúc tạm dừng chốt",
    Reason.CHAT: "không có mã sản phẩm",
    Reason.SAME_ID: "bình luận này đã nhận rồi",
    Reason.EDITED: "khách đã sửa bình luận, đơn giữ nguyên",
    Reason.QUESTION: "khách đang hỏi",
    Reason.REFUSAL: "khách muốn hủy, chờ shop duyệt",
    Reason.CONDITION: "khách chỉ lấy khi có điều kiện",
    Reason.NOT_PLAIN: "chưa rõ là chốt đơn, thiếu SĐT",
    Reason.AMBIGUOUS: "từ không dấu có hai nghĩa",
    Reason.DOUBTFUL_LINE: "chưa chắc, nhờ shop xem lại",
    Reason.MANUAL: "đang chốt đơn thủ công",
    Reason.BLOCKED: "khách đang bị chặn",
    Reason.NO_AUTHOR: "không thấy tên khách và thiếu SĐT",
    Reason.LATE_KEYWORD: "khớp mã vừa thêm",
    Reason.ON_AIR: "không ghi mã, có thể là món đang lên sóng",
}
_DOUBTS = {
    Doubt.NEAR_KEYWORD: "gần giống mã {keyword}",
    Doubt.NO_SUCH_VARIANT: "{keyword} không có phân loại này",
    Doubt.OVER_LIMIT: "{keyword} ×{quantity} vượt số lượng một dòng",
    Doubt.ZERO: "{keyword} số lượng 0",
    Doubt.UNCLEAR_QUANTITY: "{keyword} có hai số lượng",
}
_OUTCOMES = {
    Outcome.MISSING_VARIANT: "chưa chọn phân loại",
    Outcome.MISSING_PHONE: "thiếu SĐT, đang giữ hàng",
    Outcome.OUT_OF_STOCK: "hết hàng mở bán, đã vào danh sách chờ",
    Outcome.REPEAT: "đã có trong giỏ",
}
_MISSED = {str(Reason.CLOSED): "Món đang đóng", str(Reason.PAUSED): "Lúc tạm dừng"}


def count(line: _Counted) -> str:
    """`A01 ×2`."""
    return f"{line.keyword} ×{line.quantity}"


def reason_text(
    reason: Reason,
    lines: Sequence[LineReading] = (),
    phone: str | None = None,
    closed: Sequence[str] = (),
    outcome: Outcome | None = None,
    short: Sequence[_Counted] = (),
) -> str:
    """Why a comment became what it became, one line: `từ khoá A01 ×2, SĐT 0912345678`."""
    parts: list[str] = []
    if reason is Reason.CLOSED:
        parts.append(f"{', '.join(closed).upper()} đang đóng, không bán")
    elif reason is Reason.COMPLETION:
        parts.append("bổ sung cho món đang chờ")
    elif reason is not Reason.ORDER:
        parts.append(_REASONS[reason])
    sure = [line for line in lines if line.doubt is None]
    if sure:
        parts.append("từ khoá " + ", ".join(map(count, sure)))
    parts += [
        _DOUBTS[line.doubt].format(keyword=line.keyword, quantity=line.quantity)
        for line in lines
        if line.doubt is not None
    ]
    if phone:
        parts.append(f"SĐT {phone}")
    if outcome in _OUTCOMES:
        parts.append(_OUTCOMES[outcome])
    elif short:
        parts.append("hết " + ", ".join(map(count, short)))
    return ", ".join(parts) or "không có gì để chốt"


def badge_text(outcome: Outcome, result: Mapping[str, Any], *, is_edited: bool = False) -> str:
    """The result of a comment in a few words for the feed: `QL-000042 · A01×2`.

    `result` is the stored object: `lines`, `unfilled`, `suggested` (each with label and quantity), `order`,
    `place` on the waitlist, `cancelled` where staff carried the refusal out, `missed` why a comment with a
    keyword came to nothing: whoever sees a code without an order asks why (product.md §2).
    """
    badge = _result_badge(outcome, result)
    return f"{badge} · đã sửa" if is_edited and badge else badge


def _result_badge(outcome: Outcome, result: Mapping[str, Any]) -> str:
    lines = ", ".join(_short_count(line) for line in result.get("lines", ()))
    short = ", ".join(_short_count(line) for line in result.get("unfilled", ()))
    if result.get("cancelled"):
        return f"Đã hủy {lines}"
    match outcome:
        case Outcome.ORDERED:
            return " · ".join(filter(None, (result.get("order"), lines)))
        case Outcome.PARTLY_ORDERED:
            return " · ".join(filter(None, (result.get("order"), lines, f"hết {short}")))
        case Outcome.MISSING_VARIANT:
            return f"Thiếu phân loại: {lines}"
        case Outcome.MISSING_PHONE:
            return f"Thiếu SĐT · giữ {lines}"
        case Outcome.OUT_OF_STOCK:
            place = result.get("place")
            return f"Hết hàng · chờ thứ {place}" if place else f"Hết hàng: {short}"
        case Outcome.SUGGESTED:
            return f"Gợi ý: {lines}" if lines else "Gợi ý"
        case Outcome.CANCEL_SUGGESTED:
            return f"Hủy {lines}?" if lines else "Hủy đơn?"
        case Outcome.IGNORED:
            return _MISSED.get(str(result.get("missed")), "")
    return {Outcome.QUESTION: "Câu hỏi", Outcome.REPEAT: "Đã có trong giỏ"}.get(outcome, "")


def accepted_text(outcome: Outcome, result: Mapping[str, Any]) -> str:
    """What came of accepting a suggestion, one sentence; `result` as for `badge_text`."""
    badge = badge_text(outcome, result)
    if result.get("cancelled"):
        return f"{badge}."
    if outcome is Outcome.REPEAT:
        return "Món này đã có trong giỏ của khách, đơn giữ nguyên."
    return f"Đã nhận gợi ý: {badge}." if badge else "Đã nhận gợi ý."


def _short_count(line: Mapping[str, Any]) -> str:
    return f"{line['label']}×{line['quantity']}"
