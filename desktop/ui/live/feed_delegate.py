"""Paints a row of the feed from a layout that is kept. Measures nothing while painting."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.services.live_rows import FeedRow
from desktop.ui.live.feed_layout import (
    AVATAR,
    MARGIN,
    ROW_HEIGHT,
    FeedLayout,
    LayoutKey,
    lay_out_row,
)
from desktop.ui.live.feed_model import ROW, FeedModel
from desktop.ui.theme import Theme
from desktop.ui.widgets.pill import paint_pill

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class RowState:
    """How the view wants a row to be painted."""

    selected: bool
    focused: bool
    hovered: bool


class FeedDelegate(QStyledItemDelegate):
    """The painter of the feed. Keeps the layouts of the rows seen last, `CAPACITY` of them."""

    CAPACITY = 256

    def __init__(self, theme: Theme, model: FeedModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self._layouts: OrderedDict[LayoutKey, FeedLayout] = OrderedDict()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is equally high."""
        return QSize(0, ROW_HEIGHT)

    def layout_of(self, row: FeedRow, width: int, ratio: float) -> FeedLayout:
        """The layout of a row at this width, measured at most once while it is kept."""
        theme = self._theme
        number = self._model.running_number(row)
        font, look = theme.fonts.body.key(), theme.tokens.name
        key = LayoutKey(row.comment_id, row.revision, number, width, font, ratio, look)
        layout = self._layouts.get(key)
        if layout is None:
            layout = lay_out_row(row, self._model.author(row), number, width, theme.fonts, theme.tokens)
            self._layouts[key] = layout
            if len(self._layouts) > self.CAPACITY:
                self._layouts.popitem(last=False)
        else:
            self._layouts.move_to_end(key)
        return layout

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row; its data is read once."""
        row: FeedRow = index.data(ROW)
        rect: QRectF = QRectF(option.rect)
        layout = self.layout_of(row, int(rect.width()), painter.device().devicePixelRatioF())
        painter.save()
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, _state(option))
        painter.translate(rect.topLeft())
        self._paint_avatar(painter, layout)
        self._paint_text(painter, layout)
        if layout.badge:
            paint_pill(painter, layout.badge_rect, layout.badge, self._theme.fonts.small_strong, self._theme)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: RowState) -> None:
        tokens = self._theme.tokens
        ground = tokens.selected if state.selected else tokens.hover if state.hovered else tokens.surface
        painter.fillRect(rect, QColor(ground))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(tokens.line))
        if state.selected:
            mark = tokens.accent if state.focused else tokens.muted
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height() - 1), QColor(mark))

    def _paint_avatar(self, painter: QPainter, layout: FeedLayout) -> None:
        theme, rect = self._theme, QRectF(MARGIN, (ROW_HEIGHT - AVATAR) / 2, AVATAR, AVATAR)
        painter.setPen(Qt.PenStyle.NoPen)
        if layout.initials:
            painter.setBrush(QColor(layout.avatar_colour))
            painter.drawEllipse(rect)
            painter.setPen(QColor(theme.tokens.on_avatar))
            painter.setFont(theme.fonts.strong)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, layout.initials)
            return
        painter.setBrush(QColor(theme.tokens.neutral_soft))
        painter.drawEllipse(rect)
        icon = theme.icons.pixmap(
            layout.avatar_icon, theme.tokens.muted, 18, painter.device().devicePixelRatioF()
        )
        painter.drawPixmap(QPointF(rect.center().x() - 9, rect.center().y() - 9), icon)

    def _paint_text(self, painter: QPainter, layout: FeedLayout) -> None:
        fonts, tokens = self._theme.fonts, self._theme.tokens
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(fonts.strong)
        painter.setPen(QColor(layout.name_colour))
        painter.drawText(layout.name_rect, flags, layout.name)
        painter.setFont(fonts.small)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(layout.time_rect, flags, layout.time)
        painter.setPen(Qt.PenStyle.NoPen)
        for highlight in layout.highlights:
            painter.setBrush(QColor(highlight.fill))
            painter.drawRoundedRect(highlight.rect.translated(layout.message_at), 4, 4)
        painter.setPen(QColor(layout.message_colour))
        layout.message.draw(painter, layout.message_at)


def _state(option: QStyleOptionViewItem) -> RowState:
    flags: QStyle.StateFlag = option.state
    state = QStyle.StateFlag
    return RowState(
        selected=bool(flags & state.State_Selected),
        focused=bool(flags & state.State_HasFocus),
        hovered=bool(flags & state.State_MouseOver),
    )
