"""A slim level bar as a widget. Knows a share, not what it is a share of."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.bar import paint_bar


class LevelBar(QWidget):
    """Shows `share` (0 to 1) of its width in the accent colour; an empty track while it is not known."""

    def __init__(self, theme: Theme, name: str, height: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._share = theme, 0.0
        self.setAccessibleName(name)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def share(self) -> float:
        """What it shows."""
        return self._share

    def show_share(self, share: float) -> None:
        """Show this share; repaints only this bar, and only if it changed."""
        if share != self._share:
            self._share = share
            self.setAccessibleDescription(f"{share:.0%}")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar over the whole widget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        paint_bar(painter, QRectF(self.rect()), self._share, tokens.accent, tokens.track)
