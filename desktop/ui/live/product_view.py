"""The list of products: choosing, stepping and editing the open sale of each in place."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QTableView, QToolTip, QWidget

from desktop.domain.money import dong
from desktop.services.live_rows import ProductRow
from desktop.ui import formats
from desktop.ui.live.open_sale_editor import OpenSaleEditor, StepButtons
from desktop.ui.live.product_delegate import ProductDelegate, Stepping
from desktop.ui.live.product_layout import (
    MARGIN,
    ROW_HEIGHT,
    TEXT_LEFT,
    exceeds_stock,
    figures_rect,
    omni_age,
)
from desktop.ui.live.product_model import ROW, ProductFilter
from desktop.ui.pictures import Pictures
from desktop.ui.theme import Theme
from desktop.ui.widgets.row_table import make_row_table


class ProductView(QTableView):
    """The products that pass the filter.

    Signals: `open_sale_set(sku, quantity or None)` and `open_sale_stepped(sku, by)` as the user asked.
    """

    open_sale_set = Signal(str, object)
    open_sale_stepped = Signal(str, int)

    def __init__(
        self,
        theme: Theme,
        products: ProductFilter,
        pictures: Pictures,
        clock: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._products, self._clock, self._stepping = products, clock, Stepping()
        self.setAccessibleName(self.tr("Sản phẩm của chiến dịch"))
        self.setItemDelegate(ProductDelegate(theme, pictures, self._stepping, clock, self))
        make_row_table(self, ROW_HEIGHT)
        self.steps = StepButtons(theme, self.viewport())
        self.editor = OpenSaleEditor(theme, self.viewport())
        self.setModel(products)
        self.steps.stepped.connect(self.open_sale_stepped)
        self.editor.submitted.connect(self.open_sale_set)
        self.editor.closed.connect(self._edited)
        self.verticalScrollBar().valueChanged.connect(self._place_tools)
        products.modelReset.connect(self._place_tools)
        products.layoutChanged.connect(self._place_tools)
        pictures.ready.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)

    def refresh_steps(self) -> None:
        """After figures changed: a product that lost its limit has nothing to step."""
        row = self._row_of(self._stepping.sku)
        if row is not None and row.open_sale is None:
            self._hide_steps()

    def edit_open_sale(self, index: QModelIndex) -> None:
        """Open the editor over this row."""
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
            self._hide_steps()
            self.editor.open_for(index.data(ROW))
            self._place_tools()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits the open sale of the chosen product."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_open_sale(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The step buttons go with the chosen row, so that Tab reaches them."""
        super().currentChanged(current, previous)
        self._step_on(self.currentIndex())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The step buttons go with the mouse; the figures look as clickable as they are."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._step_on(index)
        hand = self._on_figures(index, event.position())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the figures edits them."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._on_figures(index, event.position()):
            self.edit_open_sale(index)

    def leaveEvent(self, event: QEvent) -> None:
        """Without the mouse, back to the chosen row."""
        super().leaveEvent(event)
        self._step_on(self.currentIndex() if self.hasFocus() else QModelIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what lies over a row in its place."""
        super().resizeEvent(event)
        self._place_tools()

    def viewportEvent(self, event: QEvent) -> bool:
        """Build the tooltip only when it is asked for."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            text = self.tooltip(index.data(ROW)) if index.isValid() else ""
            QToolTip.showText(event.globalPos(), text, self.viewport(), self.visualRect(index))
            return True
        return super().viewportEvent(event)

    def tooltip(self, row: ProductRow) -> str:
        """Everything about a product, spelled out."""
        lines = [f"{', '.join(row.keywords)} · {row.product} · {row.variant} · {dong(row.price)}", row.sku]
        held = self.tr(
            "Đang giữ {reserved} (trong đó {held} chờ SĐT), đã chốt {sold}, đang chờ hàng {waiting}"
        )
        lines.append(held.format(reserved=row.reserved, held=row.held, sold=row.sold, waiting=row.waiting))
        age = omni_age(row, self._clock())
        if age is not None:
            text = self.tr("Tồn Omni {stock}, đọc cách đây {age}")
            lines.append(text.format(stock=row.stock, age=formats.age(age)))
        if exceeds_stock(row):
            text = self.tr("Mở bán {limit}, lớn hơn tồn Omni {stock}")
            lines.append(text.format(limit=formats.grouped(row.open_sale or 0), stock=row.stock))
        return "<qt>" + "<br>".join(escape(formats.shown(line)) for line in lines) + "</qt>"

    def _on_figures(self, index: QModelIndex, position: QPointF) -> bool:
        if not index.isValid():
            return False
        rect = self.visualRect(index)
        return figures_rect(rect.width()).contains(position - QPointF(rect.topLeft()))

    def _step_on(self, index: QModelIndex) -> None:
        row: ProductRow | None = index.data(ROW) if index.isValid() else None
        if row is None or row.open_sale is None or self.editor.sku:
            self._hide_steps()
        elif row.sku != self._stepping.sku:
            self._stepping.sku = row.sku
            self.steps.serve(row)
            self.steps.show()
            self._place_tools()

    def _hide_steps(self) -> None:
        self._stepping.sku = ""
        self.steps.hide()
        self.viewport().update()

    def _edited(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._step_on(self.currentIndex())

    def _place_tools(self) -> None:
        """Lay the editor and the step buttons over their rows again, or end them with their rows."""
        self.viewport().update()
        self._place(self.editor, self.editor.sku, self.editor.close_editor, _editor_rect)
        self._place(self.steps, self._stepping.sku, self._hide_steps, self._steps_rect)

    def _place(
        self, tool: QWidget, sku: str, end: Callable[[], None], place: Callable[[QRect], QRect]
    ) -> None:
        if not sku:
            return
        rect = self._rect_of(sku)
        if rect is None:
            end()
        else:
            tool.setGeometry(place(rect))

    def _rect_of(self, sku: str) -> QRect | None:
        index = self._products.index_of(sku)
        return self.visualRect(index) if index.isValid() else None

    def _row_of(self, sku: str) -> ProductRow | None:
        row: ProductRow | None = self._products.index_of(sku).data(ROW)
        return row

    def _steps_rect(self, row: QRect) -> QRect:
        left = row.right() + 1 - MARGIN - self.steps.width()
        return QRect(left, row.top() + 62, self.steps.width(), self.steps.height())


def _editor_rect(row: QRect) -> QRect:
    return QRect(row.left() + TEXT_LEFT, row.top() + 34, row.width() - TEXT_LEFT - MARGIN, 48)
