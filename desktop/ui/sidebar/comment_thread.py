"""What the buyer wrote in this live, as bubbles, newest last. Measured once per width, painted often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from desktop.services.buyer_rows import BuyerComment
from desktop.ui import formats
from desktop.ui.live.feed_layout import BADGES
from desktop.ui.theme import Theme
from desktop.ui.widgets.row_table import make_row_table

ROW = Qt.ItemDataRole.UserRole
MARGIN, PADDING, GAP = 12, 10, 3
FOOT = 16
MOST_LINES = 4
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class ThreadModel(QAbstractTableModel):
    """One column, one BuyerComment each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[BuyerComment] = ()

    def take(self, rows: Sequence[BuyerComment]) -> None:
        """Show exactly these."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many comments there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Always one."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row for the delegate; a sentence for screen readers and as tooltip."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ". ".join(filter(None, (self.text(row), row.badge)))
        return self.text(row)[:1_000] if role == Qt.ItemDataRole.ToolTipRole else None

    def text(self, row: BuyerComment) -> str:
        """What was written; a sticker or picture has no words."""
        return formats.shown(row.message).strip() or self.tr("(nhãn dán hoặc ảnh)")


@dataclass(frozen=True, slots=True)
class _Measured:
    text: str
    width: float
    height: float


class _Bubbles(QStyledItemDelegate):
    """Paints a bubble with the text, and the time and result below it."""

    def __init__(self, theme: Theme, model: ThreadModel, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self._kept: dict[tuple[BuyerComment, int], _Measured] = {}

    def height_of(self, row: BuyerComment, width: int) -> int:
        """How high this row is at this width, in pixels."""
        return round(self._measured(row, width).height + 2 * 6 + FOOT + GAP + 6)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: BuyerComment = index.data(ROW)
        rect, tokens, fonts = QRectF(option.rect), self._theme.tokens, self._theme.fonts
        measured = self._measured(row, int(rect.width()))
        bubble = QRectF(
            rect.left() + MARGIN, rect.top() + 3, measured.width + 2 * PADDING, measured.height + 12
        )
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.accent if is_chosen else tokens.line))
        painter.setBrush(QColor(tokens.background))
        painter.drawRoundedRect(bubble.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        painter.setPen(QColor(tokens.text))
        painter.setFont(fonts.body)
        inside = bubble.adjusted(PADDING, 6, 0, -6)
        painter.drawText(inside, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft), measured.text)
        self._paint_foot(painter, QRectF(bubble.left() + 2, bubble.bottom() + GAP, rect.width(), FOOT), row)
        painter.restore()

    def _paint_foot(self, painter: QPainter, rect: QRectF, row: BuyerComment) -> None:
        tokens, font = self._theme.tokens, self._theme.fonts.tiny
        metrics = QFontMetricsF(font)
        time = formats.clock_time(row.created_at)
        painter.setFont(font)
        painter.setPen(QColor(tokens.muted))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, flags, time)
        if not row.badge:
            return
        icon, tone = BADGES[row.outcome]
        colour = tokens.muted if tone is None else tokens.tone(tone)[0]
        left = rect.left() + metrics.horizontalAdvance(time) + 8
        if icon:
            pixmap = self._theme.icons.pixmap(icon, colour, 12, painter.device().devicePixelRatioF())
            painter.drawPixmap(int(left), int(rect.center().y() - 6), pixmap)
            left += 16
        room = rect.width() - left - 2 * MARGIN + rect.left()
        painter.setPen(QColor(colour))
        badge = metrics.elidedText(formats.shown(row.badge), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, rect.top(), room, rect.height()), flags, badge)

    def _measured(self, row: BuyerComment, width: int) -> _Measured:
        key = (row, width)
        if key not in self._kept:
            if len(self._kept) > 400:
                self._kept.clear()
            self._kept[key] = self._measure(self._model.text(row), width - 2 * MARGIN - 2 * PADDING)
        return self._kept[key]

    def _measure(self, text: str, room: int) -> _Measured:
        metrics = QFontMetricsF(self._theme.fonts.body)
        most = metrics.lineSpacing() * MOST_LINES
        flags = int(Qt.TextFlag.TextWordWrap)
        text = text[:600]
        rect = metrics.boundingRect(QRectF(0, 0, room, 10_000), flags, text)
        while rect.height() > most + 1 and len(text) > 8:
            text = text[: max(8, int(len(text) * 0.85))].rstrip() + "…"
            rect = metrics.boundingRect(QRectF(0, 0, room, 10_000), flags, text)
        return _Measured(text, min(room, rect.width() + 2), rect.height())


class CommentThread(QTableView):
    """Signals: `comment_asked(comment id)` by Enter or double click: the feed is to show it; `fitted` when
    its rows are of another height.
    """

    comment_asked = Signal(str)
    fitted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.thread_model = ThreadModel(self)
        self._bubbles = _Bubbles(theme, self.thread_model, self)
        self.setAccessibleName(self.tr("Bình luận của khách trong live"))
        self.setModel(self.thread_model)
        self.setItemDelegate(self._bubbles)
        make_row_table(self, 24)
        self.activated.connect(lambda index: self.comment_asked.emit(index.data(ROW).comment_id))
        theme.changed.connect(self.viewport().update)

    def show_comments(self, rows: Sequence[BuyerComment]) -> None:
        """Show these, the newest in sight."""
        if tuple(rows) == self.thread_model.rows:
            return
        self.thread_model.take(rows)
        self._fit()
        self.scrollToBottom()

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        high = sum(self._bubbles.height_of(row, self._room()) for row in self.thread_model.rows)
        return QSize(200, high + 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        for place, row in enumerate(self.thread_model.rows):
            self.setRowHeight(place, self._bubbles.height_of(row, self._room()))
        self.updateGeometry()
        self.fitted.emit()

    def _room(self) -> int:
        return max(120, self.viewport().width())
