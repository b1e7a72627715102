"""The table of a draft's products: typing from field to field, and what can be done with a row."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QMenu, QTableView, QWidget

from desktop.domain.script_checks import Place
from desktop.ui.live_setup.line_delegate import ROW_HEIGHT, TALL_HEIGHT, LineDelegate
from desktop.ui.live_setup.line_model import FIELDS, LineColumn, LineModel
from desktop.ui.pictures import Pictures
from desktop.ui.theme import Theme
from desktop.ui.widgets.row_table import make_column_table

HEADER_HEIGHT = 34
_WIDTHS = {LineColumn.OPEN_SALE: 136, LineColumn.STOCK: 76, LineColumn.MENU: 36}
Index = QModelIndex | QPersistentModelIndex


class LineView(QTableView):
    """The rows of a LineModel.

    Signals: `removal_asked(sku)`, `move_asked(sku, by)`, `open_asked(sku, is_open)`,
    `code_asked(sku, keyword)` to take a suggested code.
    """

    removal_asked = Signal(str)
    move_asked = Signal(str, int)
    open_asked = Signal(str, bool)
    code_asked = Signal(str, str)

    def __init__(
        self,
        theme: Theme,
        model: LineModel,
        pictures: Pictures,
        clock: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines, self._has_open_sale = model, True
        self._chosen = ""
        self.setObjectName("scriptLines")
        self.setAccessibleName(self.tr("Sản phẩm trong live"))
        self._delegate = LineDelegate(theme, pictures, clock, self)
        self.setItemDelegate(self._delegate)
        make_column_table(self, ROW_HEIGHT, HEADER_HEIGHT)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.horizontalHeader().setFont(theme.fonts.small)
        self.row_menu = QMenu(self)
        self.setModel(model)
        model.modelReset.connect(self._settle)
        model.dataChanged.connect(self._settle_rows)
        pictures.ready.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)

    @property
    def chosen(self) -> str:
        """The SKU of the row that the keyboard is at; empty for none."""
        row = self._lines.row(self.currentIndex().row())
        return row.line.sku if row else ""

    def show_open_sale(self, has_open_sale: bool) -> None:
        """Open sale counts in AUTO mode only (product.md §1)."""
        self._has_open_sale = has_open_sale
        self.setColumnHidden(LineColumn.OPEN_SALE, not has_open_sale)
        self._share_width()

    def edit_field(self, sku: str, column: LineColumn) -> None:
        """Begin to type into a field, brought into sight."""
        place = self._lines.place_of(sku)
        if place is not None and not self.isColumnHidden(column):
            self._edit(self._lines.index(place, column))

    def commit(self) -> None:
        """Take over what is being typed."""
        editor = self._editor()
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tab goes on to the next field, behind the last one to the next control."""
        at, kind = QPersistentModelIndex(self.currentIndex()), QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, kind.NoHint)
        if hint in (kind.EditNextItem, kind.EditPreviousItem):
            self._go_on(at, 1 if hint is kind.EditNextItem else -1)
        elif hint is kind.SubmitModelCache:
            self._go_down(at, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a field, the arrows up and down go to the field above and below."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            step = steps.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
                at = QPersistentModelIndex(self.currentIndex())
                self.commit()
                self._go_down(at, step)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter types into the field, Delete removes the row, Alt with an arrow moves it."""
        has_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        key, sku = Qt.Key(event.key()), self.chosen
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # The field has had it, and the delegate sees to it.
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and sku:
            self._enter(self.currentIndex())
        elif key == Qt.Key.Key_Delete and sku:
            self.removal_asked.emit(sku)
        elif has_alt and sku and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_asked.emit(sku, -1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a field types into it, on the dots opens the menu."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        if index.column() in FIELDS:
            self._edit(index)
        elif index.column() == LineColumn.MENU:
            self._open_menu(self.visualRect(index).bottomLeft())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of a row, by the right button and by the menu key."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._open_menu(self.visualRect(self.currentIndex()).bottomLeft())
        elif (index := self.indexAt(event.pos())).isValid():
            self.setCurrentIndex(index)
            self._open_menu(event.pos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By Tab the keyboard comes to a field at once."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            index = self.currentIndex()
            if not index.isValid() and self._lines.rowCount():
                index = self._lines.index(0, LineColumn.KEYWORDS)
            if index.isValid():
                self.setCurrentIndex(index.siblingAtColumn(LineColumn.KEYWORDS))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The whole row under the mouse is tinted."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the mouse any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share what room there is."""
        super().resizeEvent(event)
        self._share_width()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Note which product it is, so that it stays chosen when rows move."""
        super().currentChanged(current, previous)
        row = self._lines.row(current.row()) if current.isValid() else None
        if row is not None:
            self._chosen = row.line.sku

    def _share_width(self) -> None:
        total, widths = self.viewport().width(), dict(_WIDTHS)
        widths[LineColumn.PRICE] = 96
        if not self._has_open_sale:
            widths[LineColumn.OPEN_SALE] = 0
        rest = total - sum(widths.values())
        widths[LineColumn.KEYWORDS] = max(240, round(rest * 0.44))
        widths[LineColumn.PRODUCT] = max(180, rest - widths[LineColumn.KEYWORDS])
        for column, width in widths.items():
            if width:
                self.setColumnWidth(column, width)

    def _editor(self) -> QWidget | None:
        index = self.currentIndex()
        editor = self.indexWidget(index) if index.isValid() else None
        if editor is not None:
            return editor
        return next((child for child in self.viewport().findChildren(QLineEdit) if child.isVisible()), None)

    def _edit(self, index: Index) -> None:
        index = self._lines.index(index.row(), index.column())
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.edit(index)

    def _enter(self, index: QModelIndex) -> None:
        if index.column() == LineColumn.MENU:
            self._open_menu(self.visualRect(index).bottomLeft())
        else:
            column = LineColumn(index.column()) if index.column() in FIELDS else LineColumn.KEYWORDS
            self._edit(index.siblingAtColumn(column))

    def _fields(self) -> list[LineColumn]:
        return [column for column in FIELDS if not self.isColumnHidden(column)]

    def _go_on(self, at: Index, step: int) -> None:
        """To the next field in reading order, or out of the table."""
        fields = self._fields()
        if not at.isValid():
            return
        place = at.row() * len(fields) + fields.index(LineColumn(at.column())) + step
        row, field = divmod(place, len(fields))
        if 0 <= row < self._lines.rowCount():
            self._edit(self._lines.index(row, fields[field]))
        else:
            self.focusNextPrevChild(step > 0)

    def _go_down(self, at: Index, step: int) -> None:
        if not at.isValid():
            return
        row = at.row() + step
        if 0 <= row < self._lines.rowCount():
            self._edit(self._lines.index(row, at.column()))
        else:
            self.setFocus()

    def _open_menu(self, at: QPoint) -> None:
        sku = self.chosen
        place = self._lines.place_of(sku)
        row = self._lines.row(place) if place is not None else None
        if row is None or place is None:
            return
        self.commit()
        menu, finding = self.row_menu, row.finding(LineColumn.KEYWORDS)
        menu.clear()
        if finding is not None and finding.place is Place.KEYWORDS and finding.suggestion:
            code = finding.suggestion
            action = menu.addAction(self.tr("Dùng mã {code}").format(code=code))
            action.triggered.connect(lambda: self.code_asked.emit(sku, code))
        is_open = row.line.is_open
        action = menu.addAction(self.tr("Đóng bán") if is_open else self.tr("Mở bán"))
        action.triggered.connect(lambda: self.open_asked.emit(sku, not is_open))
        for words, step, keys in (
            (self.tr("Lên trên"), -1, "Alt+↑"),
            (self.tr("Xuống dưới"), 1, "Alt+↓"),
        ):
            action = menu.addAction(f"{words}\t{keys}")
            action.setEnabled(0 <= place + step < self._lines.rowCount())
            action.triggered.connect(lambda _=False, step=step: self.move_asked.emit(sku, step))
        action = menu.addAction(self.tr("Bỏ khỏi live") + "\tDelete")
        action.triggered.connect(lambda: self.removal_asked.emit(sku))
        menu.popup(self.viewport().mapToGlobal(at))

    def _settle(self) -> None:
        """After rows came or went: heights, and the product that was chosen stays chosen."""
        self._settle_rows()
        place = self._lines.place_of(self._chosen)
        if place is not None:
            column = LineColumn.KEYWORDS
            self.setCurrentIndex(self._lines.index(place, column))

    def _settle_rows(self) -> None:
        for place in range(self._lines.rowCount()):
            row = self._lines.row(place)
            height = TALL_HEIGHT if row is not None and row.is_tall else ROW_HEIGHT
            if self.rowHeight(place) != height:
                self.setRowHeight(place, height)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self.viewport().update()
