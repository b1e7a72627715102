"""A small square picture of a product; an empty square while there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.pictures import Pictures
from desktop.ui.theme import Theme


class Thumbnail(QWidget):
    """Shows the file that `show_picture` names, as soon as it is read."""

    def __init__(self, theme: Theme, pictures: Pictures, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._pictures, self._path = theme, pictures, ""
        self.setFixedSize(size, size)
        pictures.ready.connect(self.update)
        theme.changed.connect(self.update)

    def show_picture(self, path: str | None) -> None:
        """Show this file; None: none."""
        self._path = path or ""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, or its place."""
        painter = QPainter(self)
        pixmap = self._pictures.thumbnail(self._path, self.width(), self.devicePixelRatioF())
        if pixmap is not None:
            painter.drawPixmap(0, 0, pixmap)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.tokens.neutral_soft))
        painter.drawRoundedRect(self.rect(), 6, 6)
