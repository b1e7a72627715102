"""A one-line label that ends in "…" where it does not fit; the whole text is its tooltip then."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class ElidedLabel(QLabel):
    """A plain-text label that gives way: it may shrink to nothing and never widens its window."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show another text, on one line."""
        super().setText(" ".join(text.split()))
        self._refresh_tooltip()

    def minimumSizeHint(self) -> QSize:
        """Nothing wide."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tooltip depends on what fits."""
        super().resizeEvent(event)
        self._refresh_tooltip()

    def shown_text(self) -> str:
        """What fits."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, self.shown_text())

    def _refresh_tooltip(self) -> None:
        self.setToolTip("" if self.shown_text() == self.text() else self.text())
