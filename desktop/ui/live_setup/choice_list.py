"""A list of a few columns from which one row is chosen: earlier scripts, earlier lives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.row_table import make_column_table

ROW_HEIGHT, HEADER_HEIGHT = 40, 34
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: its title, its width in pixels (0: what is left), whether figures stand in it."""

    title: str
    width: int = 0
    is_figure: bool = False


class _Rows(QAbstractTableModel):
    def __init__(self, columns: Sequence[ListColumn], parent: QObject) -> None:
        super().__init__(parent)
        self._columns = columns
        self._cells: tuple[tuple[str, ...], ...] = ()

    def show_cells(self, cells: Sequence[tuple[str, ...]]) -> None:
        self.beginResetModel()
        self._cells = tuple(cells)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        return self._columns[section].title if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._cells[index.row()][index.column()]
        return self._side(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        is_figure = self._columns[column].is_figure
        side = Qt.AlignmentFlag.AlignRight if is_figure else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class ChoiceList(QTableView):
    """`name` is its accessible name. Signals: `taken(place)` by Enter or a double click, `moved(place)`."""

    taken = Signal(int)
    moved = Signal(int)

    def __init__(
        self, theme: Theme, name: str, columns: Sequence[ListColumn], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("framedTable")
        self.setAccessibleName(name)
        self._rows = _Rows(columns, self)
        make_column_table(self, ROW_HEIGHT, HEADER_HEIGHT)
        self.setModel(self._rows)
        header = self.horizontalHeader()
        header.setFont(theme.fonts.small)
        for place, column in enumerate(columns):
            if column.width:
                self.setColumnWidth(place, column.width)
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    @property
    def place(self) -> int:
        """The row chosen, −1 for none."""
        return self.currentIndex().row()

    def show_cells(self, cells: Sequence[tuple[str, ...]]) -> None:
        """Show these rows, the first chosen."""
        self._rows.show_cells(cells)
        if cells:
            self.setCurrentIndex(self._rows.index(0, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another row."""
        super().currentChanged(current, previous)
        self.moved.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.place >= 0:
            self.taken.emit(self.place)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """So does a double click."""
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.taken.emit(self.place)
