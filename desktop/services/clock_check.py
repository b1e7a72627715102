"""How far the computer's clock may be off, and what to say where it is. The one place of this rule.

Lives, holds and waiting lists hang on the time; a clock that is off reads no live rightly.
"""

from __future__ import annotations

CLOCK_LIMIT = 120_000
"""How far the computer's clock may be off, in milliseconds. Facebook tells whole seconds."""


def clock_complaint(ahead: int) -> str:
    """The sentence for a clock that is `ahead` milliseconds before Facebook's; empty while it is near."""
    if abs(ahead) <= CLOCK_LIMIT:
        return ""
    direction = "nhanh" if ahead > 0 else "chậm"
    return f"Đồng hồ máy {direction} {length(abs(ahead))} so với Facebook; hãy bật tự chỉnh ngày giờ của máy."


def length(milliseconds: int) -> str:
    """A length of time in minutes, hours or days, whichever tells it best."""
    minutes = round(milliseconds / 60_000)
    if minutes < 120:
        return f"{minutes} phút"
    hours = round(minutes / 60)
    return f"{hours} giờ" if hours < 72 else f"{round(hours / 24)} ngày"
