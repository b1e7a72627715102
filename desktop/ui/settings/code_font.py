"""The typeface of recovery codes: monospaced, so that groups stand below each other."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

_KNOWN = ("Cascadia Mono", "Consolas", "SF Mono", "Menlo", "DejaVu Sans Mono", "Liberation Mono")


def code_font(pixels: int) -> QFont:
    """The system's own, of those that tell letters and digits well apart where it has one."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    present = set(QFontDatabase.families())
    if known := next((family for family in _KNOWN if family in present), ""):
        font.setFamily(known)
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(pixels)
    return font
