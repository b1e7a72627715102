"""A button with a word, and an icon where it has one, that follows the theme."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.theme import Theme, restyle

HEIGHT = 32


class ButtonRole(StrEnum):
    """How much a button asks to be pressed. The stylesheet dresses each."""

    PRIMARY = "primary"
    PLAIN = "plain"
    DANGER = "danger"


class TextButton(QPushButton):
    """Takes the focus by Tab and leaves it where it is at a click; Enter presses it."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        parent: QWidget | None = None,
        *,
        icon: str = "",
        role: ButtonRole = ButtonRole.PLAIN,
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._role = theme, icon, role
        self.setProperty("role", str(role))
        self._show_text(text)
        self.setFont(theme.fonts.strong if role is ButtonRole.PRIMARY else theme.fonts.body)
        self.setFixedHeight(HEIGHT)
        self.setIconSize(QSize(16, 16))
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self._tint)
        self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt leaves Enter to the default button of a dialog; the button that has the keyboard comes first."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def ask_as(self, role: ButtonRole) -> None:
        """Ask to be pressed as much as this role does from now on: one button at a time leads."""
        if role is not self._role:
            self._role = role
            self.setFont(self._theme.fonts.strong if role is ButtonRole.PRIMARY else self._theme.fonts.body)
            restyle(self, "role", str(role))
            self._tint()

    def say(self, text: str, icon: str) -> None:
        """Show another word and icon."""
        if (text, icon) != (self.accessibleName(), self._icon):
            self._icon = icon
            self._show_text(text)
            self._tint()

    def _show_text(self, text: str) -> None:
        """The style leaves too little room between icon and word; a blank widens it."""
        self.setText(f"\N{NO-BREAK SPACE}{text}" if self._icon else text)
        self.setAccessibleName(text)

    def _tint(self) -> None:
        tokens = self._theme.tokens
        colours = {ButtonRole.PRIMARY: tokens.on_accent, ButtonRole.DANGER: tokens.bad}
        colour = colours.get(self._role, tokens.muted)
        self.setIcon(self._theme.icons.icon(self._icon, colour, 16) if self._icon else QIcon())
