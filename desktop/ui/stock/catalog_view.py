"""The table of variants: choosing one by mouse and keyboard, and keeping it chosen while rows change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QToolTip, QWidget

from desktop.services.catalog_rows import CatalogRow
from desktop.ui import formats
from desktop.ui.pictures import Pictures
from desktop.ui.stock.catalog_cells import LEAST_WIDTH, ROW_HEIGHT, column_widths, stock_age
from desktop.ui.stock.catalog_delegate import CatalogDelegate
from desktop.ui.stock.catalog_model import ROW, CatalogModel, Column
from desktop.ui.theme import Theme
from desktop.ui.widgets.row_table import make_column_table

HEADER_HEIGHT = 34
Index = QModelIndex | QPersistentModelIndex


class CatalogView(QTableView):
    """The rows of a CatalogModel.

    Signals: `row_chosen(sku)` when another variant is chosen by the user, `edit_asked(sku)` by Enter or a
    double click, `removal_asked(sku)` by Delete, `columns_changed(widths by column number)` when the user
    drags a column's border.
    """

    row_chosen = Signal(str)
    edit_asked = Signal(str)
    removal_asked = Signal(str)
    columns_changed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        model: CatalogModel,
        pictures: Pictures,
        clock: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._catalog, self._clock, self._theme = model, clock, theme
        self._chosen, self._is_following, self._awaits_row, self._reveals = "", False, False, False
        self.setObjectName("catalog")
        self.setAccessibleName(self.tr("Danh sách sản phẩm"))
        self._delegate = CatalogDelegate(theme, pictures, clock, self)
        self.setItemDelegate(self._delegate)
        make_column_table(self, ROW_HEIGHT, HEADER_HEIGHT)
        self._widths: dict[Column, int] = {}
        self._is_sharing = False
        header = self.horizontalHeader()
        header.setFont(theme.fonts.small)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.sectionResized.connect(self._drag_column)
        # Every pixel is painted here, so that scrolling moves the picture and paints new rows only.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setModel(model)
        model.dataChanged.connect(self._follow_chosen)
        model.modelReset.connect(self._follow_chosen)
        pictures.ready.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)

    @property
    def chosen(self) -> str:
        """The SKU that is chosen, empty for none. It may be out of the list's sight."""
        return self._chosen

    def choose(self, sku: str) -> None:
        """Choose this variant and bring it into sight once its row is there; told as if the user had."""
        self._awaits_row, self._reveals = False, bool(sku)
        self._note_chosen(sku)
        self._follow_chosen()

    def choose_first(self) -> None:
        """Choose the first row, where there is one."""
        row = self._catalog.row(0)
        if row is not None:
            self.choose(row.sku)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another row, by the user's hand."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._is_following:
            row: CatalogRow | None = current.data(ROW)
            self._awaits_row = row is None
            if row is not None:
                self._note_chosen(row.sku)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits the chosen variant, Delete asks to remove it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen:
            self.edit_asked.emit(self._chosen)
        elif event.key() == Qt.Key.Key_Delete and self._chosen:
            self.removal_asked.emit(self._chosen)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click edits."""
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid() and self._chosen:
            self.edit_asked.emit(self._chosen)

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
        self._share()

    def set_columns(self, widths: Mapping[int, int]) -> None:
        """Give columns the widths that the user once gave them, by number."""
        known = {int(column) for column in Column} - {Column.PRODUCT}
        self._widths = {Column(number): width for number, width in widths.items() if number in known}
        self._share()

    def _share(self) -> None:
        self._is_sharing = True
        for column, width in column_widths(self.viewport().width(), self._widths).items():
            self.setColumnWidth(column, width)
        self._is_sharing = False

    def _drag_column(self, number: int, before: int, after: int) -> None:
        """The user drags the right border of a column; of the product's, the one behind it gives way."""
        if self._is_sharing:
            return
        if number == Column.PRODUCT:
            self._widths[Column.SKU] = max(LEAST_WIDTH, self.columnWidth(Column.SKU) + before - after)
        else:
            self._widths[Column(number)] = max(LEAST_WIDTH, after)
        self._share()
        self.columns_changed.emit({int(column): width for column, width in self._widths.items()})

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground below the last row, then the rows."""
        viewport = self.viewport()
        top = self.verticalHeader().length() - self.verticalOffset()
        if top < viewport.height():
            ground = QRect(0, max(0, top), viewport.width(), viewport.height())
            QPainter(viewport).fillRect(ground, QColor(self._theme.tokens.surface))
        super().paintEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Build the tooltip only when it is asked for."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            row: CatalogRow | None = index.data(ROW) if index.isValid() else None
            text = "" if row is None else self.tooltip(row)
            QToolTip.showText(event.globalPos(), text, self.viewport(), self.visualRect(index))
            return True
        return super().viewportEvent(event)

    def tooltip(self, row: CatalogRow) -> str:
        """What does not fit in the cells, spelled out."""
        lines = [" · ".join(filter(None, (row.product, row.variant))), row.sku, ", ".join(row.campaigns)]
        age = stock_age(row, self._clock())
        if age is not None and row.stock is not None:
            text = self.tr("Tồn Omni {stock}, đọc cách đây {age}")
            lines.append(text.format(stock=formats.grouped(row.stock), age=formats.age(age)))
        elif not row.is_local and not row.is_tracked:
            lines.append(self.tr("Omni không theo dõi tồn của sản phẩm này"))
        return "<qt>" + "<br>".join(escape(formats.shown(line)) for line in lines if line) + "</qt>"

    def _note_chosen(self, sku: str) -> None:
        if sku != self._chosen:
            self._chosen = sku
            self.row_chosen.emit(sku)

    def _follow_chosen(self) -> None:
        """After rows changed: the chosen variant stays chosen, where it stands now.

        One that was chosen before its row was there is known now.
        """
        if self._awaits_row and (row := self._catalog.row(self.currentIndex().row())) is not None:
            self._awaits_row = False
            self._note_chosen(row.sku)
        if self._awaits_row:
            return
        place = self._catalog.place_of(self._chosen) if self._chosen else None
        self._is_following = True
        self.setAutoScroll(False)
        if place is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif place != self.currentIndex().row():
            self.selectRow(place)
        self.setAutoScroll(True)
        self._is_following = False
        if place is not None and self._reveals:
            self._reveals = False
            self.scrollTo(self.currentIndex())

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self.viewport().update()
