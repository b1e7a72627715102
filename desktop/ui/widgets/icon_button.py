"""A flat button with an icon, optionally with a word below, that follows the theme."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.ui.theme import Theme


class IconButton(QToolButton):
    """Shows `icon` in the accent colour while checked, else muted. `label` is also its accessible name."""

    def __init__(
        self, theme: Theme, icon: str, label: str, parent: QWidget | None = None, *, captioned: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self.setAccessibleName(label)
        self.setText(label)
        self.setToolTip("" if captioned else label)
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonTextUnderIcon if captioned else style.ToolButtonIconOnly)
        self.setIconSize(QSize(20, 20) if captioned else QSize(18, 18))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFont(theme.fonts.tiny)
        self.toggled.connect(self._tint)
        theme.changed.connect(self._tint)
        self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as the blank does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _tint(self) -> None:
        tokens = self._theme.tokens
        colour = tokens.accent if self.isChecked() else tokens.muted
        self.setIcon(self._theme.icons.icon(self._icon, colour, self.iconSize().width()))
