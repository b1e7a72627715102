"""What the window looked like when it was closed: size, place, columns, theme, mutes (product.md §9).

Kept in `window.ini` of the profile, of this computer alone. Must not hold anything of the shop.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow

from desktop.ui.theme import ThemeChoice

_GEOMETRY, _THEME = "window/geometry", "window/theme"
_WIDEST = 4_000


class WindowMemory:
    """Reads and writes one ini file; what is missing or damaged there counts as never set."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def restore_window(self, window: QMainWindow) -> bool:
        """Give the window the size and place it had; False where none is known.

        Qt itself moves it back where its screen is gone.
        """
        geometry = self._settings.value(_GEOMETRY)
        return isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)

    def keep_window(self, window: QMainWindow) -> None:
        """Remember the window's size and place."""
        self._settings.setValue(_GEOMETRY, window.saveGeometry())

    def widths(self, name: str) -> dict[int, int]:
        """The widths in pixels that the user gave columns of a table or parts of a screen, by number."""
        try:
            kept = json.loads(self.text(f"widths {name}") or "{}")
            return {int(number): int(width) for number, width in kept.items() if 0 < int(width) < _WIDEST}
        except (ValueError, TypeError, AttributeError):
            return {}

    def keep_widths(self, name: str, widths: Mapping[int, int]) -> None:
        """Remember such widths."""
        self.keep_text(f"widths {name}", json.dumps(dict(widths)))

    @property
    def theme(self) -> ThemeChoice:
        """The theme chosen; the system's where none was."""
        try:
            return ThemeChoice(str(self._settings.value(_THEME, ThemeChoice.SYSTEM)))
        except ValueError:
            return ThemeChoice.SYSTEM

    def keep_theme(self, choice: str) -> None:
        """Remember the theme chosen."""
        self._settings.setValue(_THEME, str(choice))

    def flag(self, name: str) -> bool:
        """Whether a switch is on; off where it never was set."""
        return str(self._settings.value(f"switches/{name}", "false")).lower() == "true"

    def keep_flag(self, name: str, is_on: bool) -> None:
        """Remember a switch."""
        self._settings.setValue(f"switches/{name}", "true" if is_on else "false")

    def text(self, name: str) -> str:
        """A text that was kept, empty where none was."""
        return str(self._settings.value(f"texts/{name}", "") or "")

    def keep_text(self, name: str, text: str) -> None:
        """Remember a text."""
        self._settings.setValue(f"texts/{name}", text)

    def write(self) -> None:
        """Bring everything to the disk now."""
        self._settings.sync()
