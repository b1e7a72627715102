"""Paints a cell of the catalogue from a layout that is kept; rows and pictures never hold it up."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.services.catalog_rows import CatalogRow
from desktop.ui.pictures import Pictures
from desktop.ui.stock.catalog_cells import (
    MARGIN,
    ROW_HEIGHT,
    TEXT_LEFT,
    THUMBNAIL,
    Cell,
    CellKey,
    Look,
    lay_out_cell,
)
from desktop.ui.stock.catalog_model import ROW, Column
from desktop.ui.theme import Theme
from desktop.ui.widgets.pill import paint_pill
from desktop.ui.widgets.tabular import paint_tabular

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class CatalogDelegate(QStyledItemDelegate):
    """The painter of the catalogue. `hovered_row` is the row under the mouse, −1 for none."""

    CAPACITY = 1_024

    def __init__(
        self, theme: Theme, pictures: Pictures, clock: Callable[[], int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._pictures, self._clock = theme, pictures, clock
        self._cells: OrderedDict[CellKey, Cell] = OrderedDict()
        self.hovered_row = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is equally high."""
        return QSize(0, ROW_HEIGHT)

    def cell_of(self, row: CatalogRow, column: Column, width: int) -> Cell:
        """The layout of a cell at this width, measured at most once while it is kept."""
        theme, now = self._theme, self._clock()
        key = CellKey(row, column, width, now // 60_000, theme.fonts.body.key(), theme.tokens.name)
        cell = self._cells.get(key)
        if cell is None:
            cell = lay_out_cell(row, column, width, Look(theme.fonts, theme.tokens, now))
            self._cells[key] = cell
            if len(self._cells) > self.CAPACITY:
                self._cells.popitem(last=False)
        return cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell; its row is read once."""
        row: CatalogRow | None = index.data(ROW)
        rect, column = QRectF(option.rect), Column(index.column())
        painter.save()
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, option, index)
        painter.translate(rect.topLeft())
        if row is None:
            self._paint_awaited(painter, rect, column)
        else:
            cell = self.cell_of(row, column, int(rect.width()))
            if column is Column.PRODUCT:
                self._paint_picture(painter, row, cell)
            self._paint_cell(painter, cell)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        tokens, flag = self._theme.tokens, QStyle.StateFlag
        state: QStyle.StateFlag = option.state
        selected, hovered = state & flag.State_Selected, index.row() == self.hovered_row
        ground = tokens.selected if selected else tokens.hover if hovered else tokens.surface
        painter.fillRect(rect, QColor(ground))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(tokens.line))
        if selected and index.column() == Column.PRODUCT:
            focused = bool(state & flag.State_Active) and option.widget.hasFocus()
            mark = tokens.accent if focused else tokens.muted
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height() - 1), QColor(mark))

    def _paint_awaited(self, painter: QPainter, rect: QRectF, column: Column) -> None:
        """A row that is being read: blocks where its words will be."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.tokens.neutral_soft))
        if column is Column.PRODUCT:
            painter.drawRoundedRect(QRectF(MARGIN, 8, THUMBNAIL, THUMBNAIL), 6, 6)
            painter.drawRoundedRect(QRectF(TEXT_LEFT, 20, min(140.0, rect.width() - TEXT_LEFT - 8), 12), 4, 4)

    def _paint_picture(self, painter: QPainter, row: CatalogRow, cell: Cell) -> None:
        rect = QRectF(MARGIN, (ROW_HEIGHT - THUMBNAIL) / 2, THUMBNAIL, THUMBNAIL)
        ratio = painter.device().devicePixelRatioF()
        picture = self._pictures.thumbnail(row.picture, THUMBNAIL, ratio)
        if picture is not None:
            painter.drawPixmap(rect.topLeft(), picture)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.tokens.neutral_soft))
        painter.drawRoundedRect(rect, 6, 6)
        painter.setPen(QColor(self._theme.tokens.muted))
        painter.setFont(self._theme.fonts.small_strong)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, cell.initials)

    def _paint_cell(self, painter: QPainter, cell: Cell) -> None:
        for text in cell.texts:
            painter.setFont(text.font)
            painter.setPen(QColor(text.colour))
            if text.is_figure:
                paint_tabular(painter, text.rect, text.text)
            else:
                painter.drawText(text.rect, _LEFT, text.text)
        for rect, pill, font in cell.pills:
            paint_pill(painter, rect, pill, font, self._theme)
