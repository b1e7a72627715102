"""Paints a product's row from a layout that is kept; picture files never hold it up."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.services.live_rows import ProductRow
from desktop.ui.live.product_layout import (
    MARGIN,
    ROW_HEIGHT,
    THUMBNAIL,
    ProductKey,
    ProductLayout,
    lay_out_product,
)
from desktop.ui.live.product_model import ROW
from desktop.ui.pictures import RADIUS, Pictures
from desktop.ui.theme import Theme
from desktop.ui.widgets.bar import paint_bar
from desktop.ui.widgets.pill import paint_pill

Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True)
class Stepping:
    """The SKU on whose row the step buttons lie, empty for none."""

    sku: str = ""


class ProductDelegate(QStyledItemDelegate):
    """The painter of the product panel. `clock` tells UTC milliseconds, for the age of the stock."""

    CAPACITY = 512

    def __init__(
        self,
        theme: Theme,
        pictures: Pictures,
        stepping: Stepping,
        clock: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._pictures, self._stepping, self._clock = theme, pictures, stepping, clock
        self._layouts: OrderedDict[ProductKey, ProductLayout] = OrderedDict()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is equally high, so that rows never move under the mouse."""
        return QSize(0, ROW_HEIGHT)

    def layout_of(self, row: ProductRow, width: int) -> ProductLayout:
        """The layout of a row at this width, measured at most once while it is kept."""
        theme, now, stepping = self._theme, self._clock(), row.sku == self._stepping.sku
        key = ProductKey(row, width, stepping, now // 60_000, theme.fonts.body.key(), theme.tokens.name)
        layout = self._layouts.get(key)
        if layout is None:
            layout = lay_out_product(row, width, now, theme.fonts, theme.tokens, stepping=stepping)
            self._layouts[key] = layout
            if len(self._layouts) > self.CAPACITY:
                self._layouts.popitem(last=False)
        return layout

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row; its data is read once."""
        row: ProductRow = index.data(ROW)
        rect = QRectF(option.rect)
        layout = self.layout_of(row, int(rect.width()))
        painter.save()
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, option.state)
        painter.translate(rect.topLeft())
        painter.setOpacity(layout.opacity)
        self._paint_picture(painter, row, layout)
        self._paint_content(painter, layout)
        painter.setOpacity(1)
        for chip_rect, pill in layout.chips:
            paint_pill(painter, chip_rect, pill, self._theme.fonts.tiny, self._theme)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        tokens, flag = self._theme.tokens, QStyle.StateFlag
        selected, hovered = state & flag.State_Selected, state & flag.State_MouseOver
        ground = tokens.selected if selected else tokens.hover if hovered else tokens.surface
        painter.fillRect(rect, QColor(ground))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(tokens.line))
        if selected and state & flag.State_HasFocus:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height() - 1), QColor(tokens.accent))

    def _paint_picture(self, painter: QPainter, row: ProductRow, layout: ProductLayout) -> None:
        ratio = painter.device().devicePixelRatioF()
        rect = QRectF(MARGIN, 12, THUMBNAIL, THUMBNAIL)
        picture = self._pictures.thumbnail(row.picture, THUMBNAIL, ratio)
        if picture is not None:
            painter.drawPixmap(rect.topLeft(), picture)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.tokens.neutral_soft))
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        painter.setPen(QColor(self._theme.tokens.text))
        painter.setFont(self._theme.fonts.title)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, layout.initials)

    def _paint_content(self, painter: QPainter, layout: ProductLayout) -> None:
        tokens = self._theme.tokens
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.soft))
        painter.drawRoundedRect(layout.code_rect, 5, 5)
        for word in layout.words:
            side = Qt.AlignmentFlag.AlignRight if word.right else Qt.AlignmentFlag.AlignLeft
            painter.setFont(word.font)
            painter.setPen(QColor(word.colour))
            painter.drawText(word.rect, side | Qt.AlignmentFlag.AlignVCenter, word.text)
        if layout.bar:
            paint_bar(painter, *layout.bar, track=tokens.track)
        if layout.infinity:
            ratio = painter.device().devicePixelRatioF()
            icon = self._theme.icons.pixmap("infinity", tokens.text, 24, ratio)
            painter.drawPixmap(QPointF(layout.infinity.topLeft()), icon)
