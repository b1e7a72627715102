"""A slim level bar, painted by delegates."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter


def paint_bar(painter: QPainter, rect: QRectF, share: float, colour: str, track: str) -> None:
    """Fill `share` (0 to 1) of `rect` from the left; what is not empty shows at least a round dot."""
    radius = rect.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(track))
    painter.drawRoundedRect(rect, radius, radius)
    if share > 0:
        filled = QRectF(rect)
        filled.setWidth(max(rect.height(), rect.width() * min(1.0, share)))
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(filled, radius, radius)
