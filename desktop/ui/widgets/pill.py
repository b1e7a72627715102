"""Pills: a short word with an icon on a soft fill. Painted by delegates, and as a widget of its own."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import Theme, Tone

ICON = 14
GAP = 5
PADDING = 9


@dataclass(frozen=True, slots=True)
class Pill:
    """A pill ready to paint: colours as `#rrggbb`, no fill where `fill` is empty, `width` in pixels."""

    text: str
    icon: str
    colour: str
    fill: str
    width: float


def lay_out_pill(text: str, icon: str, colours: tuple[str, str], font: QFont, room: float) -> Pill:
    """A pill that is at most `room` wide; its text is elided to fit."""
    metrics = QFontMetricsF(font)
    frame = 2 * PADDING + (ICON + GAP if icon else 0)
    fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room - frame))
    return Pill(fitting, icon, *colours, width=frame + metrics.horizontalAdvance(fitting))


def paint_pill(painter: QPainter, rect: QRectF, pill: Pill, font: QFont, theme: Theme) -> None:
    """Paint `pill` over the whole of `rect`, with half-round ends."""
    left = rect.left() + PADDING
    if pill.fill:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(pill.fill))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    if pill.icon:
        ratio = painter.device().devicePixelRatioF()
        icon = theme.icons.pixmap(pill.icon, pill.colour, ICON, ratio)
        painter.drawPixmap(QPointF(left, rect.center().y() - ICON / 2), icon)
        left += ICON + GAP
    painter.setPen(QColor(pill.colour))
    painter.setFont(font)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(QRectF(left, rect.top(), rect.right() - left, rect.height()), flags, pill.text)


class Chip(QWidget):
    """A pill as a widget. It shows something and cannot be clicked; hidden while it has no text."""

    HEIGHT = 26

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text, self._icon, self._tone, self._widest = "", "", Tone.NEUTRAL, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()
        theme.changed.connect(self.update)

    @property
    def text(self) -> str:
        """The word that is shown."""
        return self._text

    def show_pill(self, text: str, icon: str, tone: Tone, *, widest: str = "", tooltip: str = "") -> None:
        """Show this pill; `widest` is a text that keeps the room, so that figures do not make it jump."""
        self._text, self._icon, self._tone, self._widest = text, icon, tone, widest
        self.setAccessibleName(text)
        self.setToolTip(tooltip)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the text, or as the widest one."""
        font, room = self._theme.fonts.small_strong, 4096
        texts = (self._text, self._widest)
        widths = (lay_out_pill(text, self._icon, ("", ""), font, room).width for text in texts)
        return QSize(round(max(widths)) + 1, self.HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill over the whole widget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._theme.fonts.small_strong
        colours = self._theme.tokens.tone(self._tone)
        pill = lay_out_pill(self._text, self._icon, colours, font, self.width())
        paint_pill(painter, QRectF(self.rect()), pill, font, self._theme)
