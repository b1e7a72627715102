"""How many comments come a minute: counted as they come, and painted small (product.md §9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import IntEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import formats
from desktop.ui.theme import Theme

MINUTES = 15
SLICE = 1_000
_PER_MINUTE = 60_000 // SLICE
_KEPT = (MINUTES + 1) * _PER_MINUTE
REFRESH = 5_000
LINE_WIDTH, HEIGHT, GAP = 64, 26, 8


class CommentRate:
    """Counts comments second by second, and forgets those older than a quarter of an hour."""

    def __init__(self) -> None:
        self._slices: dict[int, int] = {}
        self._newest = 0

    def note(self, moments: Iterable[int]) -> None:
        """Comments were written at these moments (UTC ms), in any order."""
        for moment in moments:
            at = moment // SLICE
            if at > self._newest - _KEPT:
                self._slices[at] = self._slices.get(at, 0) + 1
                self._newest = max(self._newest, at)
        if len(self._slices) > 2 * _KEPT:
            self._slices = {at: count for at, count in self._slices.items() if at > self._newest - _KEPT}

    def per_minute(self, now: int) -> int:
        """How many came in the last minute, as of `now`."""
        return self._sum(now // SLICE)

    def minutes(self, now: int) -> list[int]:
        """How many came in each of the last fifteen minutes, the oldest first."""
        last = now // SLICE
        return [self._sum(last - _PER_MINUTE * back) for back in reversed(range(MINUTES))]

    def _sum(self, last: int) -> int:
        return sum(self._slices.get(at, 0) for at in range(last - _PER_MINUTE + 1, last + 1))


class RateShown(IntEnum):
    """How much of it there is room for."""

    NOTHING = 0
    NUMBER = 1
    ALL = 2


class RateLine(QWidget):
    """A line of the last fifteen minutes with "86/phút" behind it; `clock` tells UTC milliseconds.

    Its time is the comments': it goes on from the newest one, so that a PC whose clock is wrong counts right.
    """

    def __init__(self, theme: Theme, clock: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._clock, self.rate = theme, clock, CommentRate()
        self._shown, self._minutes = RateShown.ALL, [0] * MINUTES
        self._newest, self._noted_at, self._is_history = 0, clock(), False
        self.text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self, interval=REFRESH)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        theme.changed.connect(self.update)
        self.refresh()

    @property
    def shown(self) -> RateShown:
        """How much of it is on show."""
        return RateShown.NOTHING if self.isHidden() else self._shown

    def widths(self) -> tuple[int, int]:
        """How wide the number is, and all of it, at up to four figures."""
        number = round(QFontMetricsF(self._theme.fonts.small).horizontalAdvance(self._worded(8_888))) + 2
        return number, number + GAP + LINE_WIDTH

    def show_as(self, shown: RateShown) -> None:
        """Show this much."""
        self._shown = shown
        self.setVisible(shown is not RateShown.NOTHING)
        self.updateGeometry()
        self.update()

    def note(self, moments: Iterable[int]) -> None:
        """Count comments written at these moments (UTC ms); the first ones may be of a live long over."""
        written, now = list(moments), self._clock()
        if not written:
            return
        newest = max(written)
        if self._newest == 0 and now - newest > MINUTES * 60_000:
            self._newest, self._is_history = now, True
        else:
            self._newest = newest if self._is_history else max(newest, self._now())
            self._is_history = False
        self._noted_at = now
        self.rate.note(written)
        self.refresh()

    def _now(self) -> int:
        """The comments' time."""
        return self._newest + self._clock() - self._noted_at

    def refresh(self) -> None:
        """Show what holds now."""
        self._minutes = self.rate.minutes(self._now())
        self.text = self._worded(self._minutes[-1])
        spoken = self.tr("{count} bình luận mỗi phút", None, self._minutes[-1])
        self.setAccessibleName(spoken.format(count=self._minutes[-1]))
        most = self.tr("15 phút qua, nhiều nhất {count} bình luận một phút")
        self.setToolTip(most.format(count=formats.grouped(max(self._minutes))))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as what is shown of it."""
        number, both = self.widths()
        return QSize(both if self._shown is RateShown.ALL else number, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line at the left, the number at the right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._shown is RateShown.ALL:
            self._paint_line(painter, QRectF(1, 5, LINE_WIDTH - 2, HEIGHT - 10))
        painter.setPen(QColor(self._theme.tokens.muted))
        painter.setFont(self._theme.fonts.small)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(self.rect()), right, self.text)

    def _paint_line(self, painter: QPainter, area: QRectF) -> None:
        top, step = max(1, *self._minutes), area.width() / (MINUTES - 1)
        points = [
            QPointF(area.left() + place * step, area.bottom() - area.height() * count / top)
            for place, count in enumerate(self._minutes)
        ]
        painter.setPen(QPen(QColor(self._theme.tokens.accent), 1.5))
        painter.drawPolyline(QPolygonF(points))

    def _worded(self, count: int) -> str:
        return self.tr("{count}/phút").format(count=formats.grouped(count))
