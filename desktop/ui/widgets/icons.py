"""Lucide icons in any colour and size. Knows the drawings, not what they stand for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


class Icons:
    """The drawings of a folder, tinted and kept. Raises FileNotFoundError for an unknown name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drawings: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def pixmap(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        """One icon: `size` in device-independent pixels, `ratio` physical pixels for each of them."""
        key = (name, colour, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._render(*key)
        return self._pixmaps[key]

    def icon(self, name: str, colour: str, size: int) -> QIcon:
        """One icon for a button, sharp on every screen."""
        result = QIcon()
        for ratio in (1.0, 1.5, 2.0, 3.0):
            result.addPixmap(self.pixmap(name, colour, size, ratio))
        return result

    def _drawing(self, name: str) -> str:
        if name not in self._drawings:
            self._drawings[name] = (self._folder / f"{name}.svg").read_text("utf-8")
        return self._drawings[name]

    def _render(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        svg = self._drawing(name).replace("currentColor", colour)
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap
