"""What the state of the comment source is called, and how it looks. No widget here."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop.services.live_rows import SourceState, SourceStatus
from desktop.ui import formats
from desktop.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The word for the chip, the sentence for the status bar (empty while all is well), icon and tone."""

    word: str
    sentence: str
    icon: str
    tone: Tone


def source_words(status: SourceStatus) -> SourceWords:
    """How to show this state; the source's own advice, where it gives one, is the sentence."""
    word, icon, tone, advice = {
        SourceState.CONNECTING: (_translate("Đang kết nối"), "plug-zap", Tone.NEUTRAL, ""),
        SourceState.READING: (_translate("Graph"), "wifi", Tone.OK, ""),
        SourceState.DELAYED: (
            _translate("Graph chậm"),
            "timer",
            Tone.WARN,
            _translate("Facebook trả lời chậm, bình luận có thể đến trễ."),
        ),
        SourceState.THROTTLED: (
            _translate("Facebook giới hạn"),
            "gauge",
            Tone.WARN,
            _translate("Facebook đang giới hạn tốc độ, Quầy Live đọc thưa hơn và sẽ đọc bù."),
        ),
        SourceState.OFFLINE: (
            _translate("Mất kết nối"),
            "wifi-off",
            Tone.BAD,
            _translate(
                "Mất kết nối tới Facebook. Kiểm tra mạng; có mạng lại sẽ đọc bù, không sót bình luận."
            ),
        ),
        SourceState.RELOGIN: (
            _translate("Cần đăng nhập lại"),
            "log-in",
            Tone.BAD,
            _translate("Facebook không còn nhận đăng nhập này. Hãy kết nối lại trang."),
        ),
        SourceState.FORBIDDEN: (
            _translate("Thiếu quyền"),
            "ban",
            Tone.BAD,
            _translate("Trang chưa cho quyền đọc bình luận. Hãy kết nối lại và cho đủ quyền."),
        ),
        SourceState.ENDED: (
            _translate("Ngừng đọc"),
            "circle-stop",
            Tone.NEUTRAL,
            _translate("Buổi live đã kết thúc, bình luận đã đọc hết. Live lại thì quầy sẽ hỏi để gắn tiếp."),
        ),
    }[status.state]
    if status.lag is not None and status.state in (SourceState.READING, SourceState.DELAYED):
        word = f"{word} {formats.seconds(status.lag)}"
    return SourceWords(word, status.message or advice, icon, tone)


def _translate(text: str) -> str:
    return QCoreApplication.translate("Source", text)
