"""The list of products: choosing, stepping and editing the open sale of each in place."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QMenu, QTableView, QToolTip, QWidget

from desktop.domain.money import dong
from desktop.services.live_rows import ProductRow
from desktop.ui import formats
from desktop.ui.live.keyword_editor import KeywordEditor
from desktop.ui.live.open_sale_editor import OpenSaleEditor, StepButtons
from desktop.ui.live.product_delegate import ProductDelegate, Stepping
from desktop.ui.live.product_layout import (
    MARGIN,
    ROW_HEIGHT,
    TEXT_LEFT,
    exceeds_stock,
    figures_rect,
    omni_age,
    remaining_rect,
)
from desktop.ui.live.product_model import ROW, ProductFilter
from desktop.ui.pictures import Pictures
from desktop.ui.theme import Theme
from desktop.ui.widgets.row_table import make_row_table

HOLDING_KEY, ON_AIR_KEY, OPEN_KEY, KEYWORD_KEY = "Ctrl+G", "Ctrl+L", "Ctrl+D", "Ctrl+T"


class ProductView(QTableView):
    """The products that pass the filter.

    Signals: `open_sale_set(sku, quantity or None)`, `open_sale_stepped(sku, by)`, `open_asked(sku, is_open)`,
    `on_air_asked(sku or None)`, `holding_asked(sku)` and `keyword_typed(sku, text)` as the user asked.
    """

    open_sale_set = Signal(str, object)
    open_sale_stepped = Signal(str, int)
    open_asked = Signal(str, bool)
    on_air_asked = Signal(object)
    holding_asked = Signal(str)
    keyword_typed = Signal(str, str)

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
        self.row_menu = QMenu(self)
        self._add_shortcuts()
        self.steps = StepButtons(theme, self.viewport())
        self.editor = OpenSaleEditor(theme, self.viewport())
        self.keyword_editor = KeywordEditor(theme, self.viewport())
        self.setModel(products)
        self.steps.stepped.connect(self.open_sale_stepped)
        self.editor.submitted.connect(self.open_sale_set)
        self.editor.closed.connect(self._edited)
        self.keyword_editor.submitted.connect(self.keyword_typed)
        self.keyword_editor.closed.connect(self._edited)
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

    def edit_chosen(self) -> None:
        """Edit the open sale of the chosen product (Enter)."""
        self.edit_open_sale(self.currentIndex())

    def edit_keyword(self) -> None:
        """Open the field for a new keyword over the chosen product (Ctrl+T)."""
        if row := self.chosen:
            self.scrollTo(self.currentIndex())
            self._hide_steps()
            self.keyword_editor.open_for(row)
            self._place_tools()

    def toggle_open(self) -> None:
        """Ask to close the chosen product for sale, or to open it again (Ctrl+D)."""
        if row := self.chosen:
            self.open_asked.emit(row.sku, not row.is_open)

    def toggle_on_air(self) -> None:
        """Ask to mark the chosen product as being shown, or no longer (Ctrl+L)."""
        if row := self.chosen:
            self.on_air_asked.emit(None if row.is_on_air else row.sku)

    def ask_holding(self) -> None:
        """Ask who holds the chosen product (Ctrl+G)."""
        if row := self.chosen:
            self.holding_asked.emit(row.sku)

    @property
    def chosen(self) -> ProductRow | None:
        """The product that is chosen."""
        index = self.currentIndex()
        row: ProductRow | None = index.data(ROW) if index.isValid() else None
        return row

    def rect_of(self, sku: str) -> QRect | None:
        """Where a product's row lies in the viewport; None where it is filtered out."""
        return self._rect_of(sku)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done about the product under the mouse, or the chosen one by the menu key."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            self._fill_menu(index.data(ROW))
            at = self.visualRect(index).center() if by_key else event.pos()
            self.row_menu.popup(self.viewport().mapToGlobal(at))

    def _fill_menu(self, row: ProductRow) -> None:
        """The menu shows the keys (product.md §9)."""
        on_air = self.tr("Thôi lên sóng") if row.is_on_air else self.tr("Đánh dấu lên sóng")
        opening = self.tr("Đóng bán") if row.is_open else self.tr("Mở bán lại")
        self.row_menu.clear()
        for text, key, act in (
            (self.tr("Ai giữ, ai chờ"), HOLDING_KEY, self.ask_holding),
            (self.tr("Sửa mở bán"), "Enter", self.edit_chosen),
            (self.tr("Thêm từ khoá…"), KEYWORD_KEY, self.edit_keyword),
            (on_air, ON_AIR_KEY, self.toggle_on_air),
            (opening, OPEN_KEY, self.toggle_open),
        ):
            self.row_menu.addAction(f"{text}\t{key}").triggered.connect(act)

    def _add_shortcuts(self) -> None:
        """They act on the chosen product while the list has the keyboard."""
        for key, act in (
            (HOLDING_KEY, self.ask_holding),
            (KEYWORD_KEY, self.edit_keyword),
            (ON_AIR_KEY, self.toggle_on_air),
            (OPEN_KEY, self.toggle_open),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

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
        hand = self._is_on(figures_rect, index, event.position()) or self._is_on(
            remaining_rect, index, event.position()
        )
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on *còn N* shows who holds the product, one on the small figures edits them (§9)."""
        super().mouseReleaseEvent(event)
        index, at = self.indexAt(event.position().toPoint()), event.position()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._is_on(remaining_rect, index, at):
            self.holding_asked.emit(index.data(ROW).sku)
        elif self._is_on(figures_rect, index, at):
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

    def _is_on(self, part: Callable[[int], QRectF], index: QModelIndex, position: QPointF) -> bool:
        if not index.isValid():
            return False
        rect = self.visualRect(index)
        return part(rect.width()).contains(position - QPointF(rect.topLeft()))

    def _step_on(self, index: QModelIndex) -> None:
        row: ProductRow | None = index.data(ROW) if index.isValid() else None
        if row is None or row.open_sale is None or self._is_editing:
            self._hide_steps()
        elif row.sku != self._stepping.sku:
            self._stepping.sku = row.sku
            self.steps.serve(row)
            self.steps.show()
            self._place_tools()

    @property
    def _is_editing(self) -> bool:
        return bool(self.editor.sku or self.keyword_editor.sku)

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
        keyword = self.keyword_editor
        self._place(keyword, keyword.sku, keyword.close_editor, _editor_rect)
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
    return QRect(row.left() + TEXT_LEFT, row.top() + 34, row.width() - TEXT_LEFT - MARGIN, 52)
