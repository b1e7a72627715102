"""Figures that do not jump: every digit in a cell of the same width. The bundled font has none such."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter


def tabular_width(text: str, font: QFont) -> float:
    """How wide `paint_tabular` paints this text; equal for texts that differ in digits only."""
    metrics = QFontMetricsF(font)
    return sum(_advance(letter, metrics) for letter in text)


def paint_tabular(painter: QPainter, rect: QRectF, text: str) -> None:
    """Paint a line from the left of `rect`, vertically centred, with the painter's font and pen."""
    metrics, left = QFontMetricsF(painter.font()), rect.left()
    for letter in text:
        width = _advance(letter, metrics)
        painter.drawText(QRectF(left, rect.top(), width, rect.height()), Qt.AlignmentFlag.AlignCenter, letter)
        left += width


def _advance(letter: str, metrics: QFontMetricsF) -> float:
    return metrics.horizontalAdvance("0" if letter.isdecimal() else letter)
