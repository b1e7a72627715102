"""A recovery code to read, compare and write down: two lines of groups, every letter in a cell of its own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.settings.code_font import code_font
from desktop.ui.theme import Theme

LINES = 2
PADDING = (12, 8)
SIZE = 15
LEADING = 1.5


def code_size(code: str, font: QFont) -> tuple[float, float]:
    """How wide and high `paint_code` paints a code in this font."""
    metrics = QFontMetricsF(font)
    groups = _rows(code)[0]
    cells = sum(map(len, groups)) + len(groups) - 1
    return cells * metrics.horizontalAdvance("0"), LINES * metrics.height() * LEADING


def paint_code(painter: QPainter, rect: QRectF, code: str, colour: str, faint: str) -> None:
    """Paint the groups with the painter's font from the top left of `rect`; the hyphens are fainter."""
    metrics = QFontMetricsF(painter.font())
    cell, high = metrics.horizontalAdvance("0"), metrics.height() * LEADING
    for number, groups in enumerate(_rows(code)):
        left, top = rect.left(), rect.top() + number * high
        for place, group in enumerate(groups):
            if place:
                painter.setPen(QColor(faint))
                painter.drawText(QRectF(left, top, cell, high), Qt.AlignmentFlag.AlignCenter, "-")
                left += cell
            painter.setPen(QColor(colour))
            for letter in group:
                painter.drawText(QRectF(left, top, cell, high), Qt.AlignmentFlag.AlignCenter, letter)
                left += cell


class CodeBox(QWidget):
    """The code on the accent's ground. Nothing of it is shown while it is hidden."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.code = theme, ""
        self._font = code_font(SIZE)
        self._font.setWeight(QFont.Weight.DemiBold)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_code(self, code: str) -> None:
        """Show this code."""
        self.code = code
        # Letter by letter, or a screen reader makes words of it.
        self.setAccessibleName(self.tr("Mã khôi phục: {code}").format(code=" ".join(code)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as a line of groups."""
        if not self.code:
            return QSize(0, 0)
        wide, high = code_size(self.code, self._font)
        return QSize(round(wide) + 2 * PADDING[0], round(high) + 2 * PADDING[1])

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground and the groups."""
        if not self.code:
            return
        tokens, painter = self._theme.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.soft))
        painter.drawRoundedRect(self.rect(), 8, 8)
        painter.setFont(self._font)
        left, top = PADDING
        paint_code(
            painter, QRectF(self.rect()).adjusted(left, top, 0, 0), self.code, tokens.accent, tokens.muted
        )


def _rows(code: str) -> list[list[str]]:
    groups = code.split("-")
    half = (len(groups) + 1) // LINES
    return [groups[:half], groups[half:]]
