"""A label for a figure: against the right edge, every digit of the same width."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from desktop.ui.widgets.tabular import paint_tabular, tabular_width


class FigureLabel(QLabel):
    """One line, painted in the label's own font and colour."""

    def sizeHint(self) -> QSize:
        """As wide as the figure."""
        return QSize(round(tabular_width(self.text(), self.font())) + 1, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figure."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().windowText().color())
        wide = tabular_width(self.text(), self.font())
        paint_tabular(painter, QRectF(self.width() - wide, 0, wide, self.height()), self.text())
