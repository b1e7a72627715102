"""Words and looks of orders and lines, for every part of the sidebar."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.domain.orders import OrderStatus
from desktop.domain.stock import LineState
from desktop.services.buyer_rows import CartLine
from desktop.ui import formats
from desktop.ui.theme import Tone


class Look(NamedTuple):
    """A word with icon and tone."""

    word: str
    icon: str
    tone: Tone


def status_look(status: OrderStatus | None) -> Look:
    """The state of an order; None: lines that wait, without an order yet."""
    match status:
        case OrderStatus.DRAFT:
            return Look(_translate("Nháp"), "pencil", Tone.NEUTRAL)
        case OrderStatus.CONFIRMED:
            return Look(_translate("Đã xác nhận"), "circle-check", Tone.OK)
        case OrderStatus.CLOSED:
            return Look(_translate("Đã chốt"), "lock", Tone.INFO)
        case OrderStatus.COMPLETED:
            return Look(_translate("Hoàn thành"), "badge-check", Tone.OK)
        case OrderStatus.CANCELLED:
            return Look(_translate("Đã hủy"), "ban", Tone.BAD)
    return Look(_translate("Đang chờ"), "hourglass", Tone.WARN)


def line_look(line: CartLine) -> Look | None:
    """What a line waits for; None where it is in the order."""
    match line.state:
        case LineState.HELD:
            until = formats.clock_time(line.hold_until or 0)[:5]
            return Look(_translate("Chờ SĐT đến {time}").format(time=until), "timer", Tone.WARN)
        case LineState.LAPSED:
            return Look(_translate("Hết giờ giữ"), "timer", Tone.WARN)
        case LineState.WAITLISTED:
            text = _translate("Chờ hàng, thứ {place}") if line.place else _translate("Đang chờ hàng")
            return Look(text.format(place=line.place), "hourglass", Tone.BAD)
        case LineState.OPEN:
            return Look(_translate("Chưa chọn phân loại"), "circle-alert", Tone.WARN)
    return None


def grouped_phone(phone: str) -> str:
    """`0912345678` as `0912 345 678`; anything else as it is."""
    is_plain = len(phone) == 10 and phone.isdecimal()
    return f"{phone[:4]} {phone[4:7]} {phone[7:]}" if is_plain else phone


def person(name: str) -> str:
    """A buyer's name; Facebook hides some (product.md §2.11)."""
    return formats.shown(name).strip() or _translate("Khách ẩn tên")


def _translate(text: str) -> str:
    return QCoreApplication.translate("Sidebar", text)
