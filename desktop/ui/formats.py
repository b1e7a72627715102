"""Numbers, times and text as the shop reads them. Pure; no widget here.

Times come in as UTC milliseconds and are shown in Vietnam's time, whatever the PC is set to (product.md).
"""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def grouped(number: int) -> str:
    """A count with dots: `1.284`."""
    return f"{number:,}".replace(",", ".")


def clock_time(moment: int) -> str:
    """UTC milliseconds as `20:33:41` in Vietnam; empty where the platform cannot tell such a time."""
    try:
        return datetime.fromtimestamp(moment / 1000, UTC).astimezone(VIETNAM).strftime("%H:%M:%S")
    except (OverflowError, OSError, ValueError):
        return ""


def day(moment: int) -> str:
    """UTC milliseconds as `21/11/2026` in Vietnam; empty where the platform cannot tell such a time."""
    try:
        return datetime.fromtimestamp(moment / 1000, UTC).astimezone(VIETNAM).strftime("%d/%m/%Y")
    except (OverflowError, OSError, ValueError):
        return ""


def running_time(milliseconds: int) -> str:
    """A length of time as `01:24:07`; never negative."""
    seconds = max(0, milliseconds) // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def seconds(milliseconds: int) -> str:
    """A short length of time as `0,6 s`."""
    return f"{milliseconds / 1000:.1f}".replace(".", ",") + "\N{NO-BREAK SPACE}s"


def age(milliseconds: int) -> str:
    """How long ago, in the largest unit that fits: `12 giây`, `6 phút`, `3 giờ`, `2 ngày`."""
    total = max(0, milliseconds) // 1000
    for size, text in (
        (86_400, _translate("{count} ngày")),
        (3_600, _translate("{count} giờ")),
        (60, _translate("{count} phút")),
    ):
        if total >= size:
            return text.format(count=total // size)
    return _translate("{count} giây").format(count=total)


def initials(name: str) -> str:
    """The first letters of the last two words that begin with a letter: `Trần Thu Hà` → `TH`."""
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0].upper() for word in words[-2:])


def shown(text: str) -> str:
    """Text that a painter can be given, of exactly as many characters, so that positions stay true.

    Control characters and line breaks become blanks, direction marks nothing visible, halves of a
    surrogate pair the replacement character.
    """
    return text if text.isprintable() else "".join(map(_shown_character, text))


def _shown_character(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    if category == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    if (
        category == "Cf"
        and letter not in "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
        and ord(letter) < 0xE0000
    ):
        return "\N{ZERO WIDTH SPACE}"
    return letter


def utf16_length(text: str) -> int:
    """How many UTF-16 units, Qt's measure of position, this text takes."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _translate(text: str) -> str:
    return QCoreApplication.translate("Formats", text)
