"""A button that looks like a link: another way, beside the one button that asks to be pressed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.theme import Theme

HEIGHT = 32


class LinkButton(QPushButton):
    """Takes the focus by Tab; Enter or the blank presses it."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "link")
        self.setFont(theme.fonts.body)
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(text)
        self.setAutoDefault(True)  # Outside of dialogs, too, Enter presses it.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
