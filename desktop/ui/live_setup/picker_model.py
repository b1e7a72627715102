"""The products that were found, to be ticked: what to show in a cell, and which are ticked."""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from desktop.domain.money import dong
from desktop.domain.script_draft import DraftLine
from desktop.services.script_rows import FoundProducts
from desktop.ui import formats
from desktop.ui.theme import Theme

_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class PickerColumn(IntEnum):
    """The columns, from left to right."""

    PRODUCT = 0
    SKU = 1
    PRICE = 2
    STOCK = 3
    ELSEWHERE = 4


_FIGURES = (PickerColumn.PRICE, PickerColumn.STOCK)


class PickerModel(QAbstractTableModel):
    """`there` are the SKUs that the script has already. What is ticked stays so while others are looked for.

    Signals: `ticked` when a tick came or went.
    """

    ticked = Signal()

    def __init__(self, theme: Theme, there: Collection[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._there = theme, frozenset(there)
        self._rows: tuple[DraftLine, ...] = ()
        self._ticked: dict[str, DraftLine] = {}

    @property
    def chosen(self) -> tuple[DraftLine, ...]:
        """What is ticked, in the order of ticking."""
        return tuple(self._ticked.values())

    def show_found(self, found: FoundProducts) -> None:
        """Show what was found."""
        self.beginResetModel()
        self._rows = found.lines
        self.endResetModel()

    def sku(self, place: int) -> str:
        """The SKU of a row; empty where there is none."""
        return self._rows[place].sku if 0 <= place < len(self._rows) else ""

    def place_of(self, sku: str) -> int:
        """Where a SKU stands; the first row where it does not."""
        return next((place for place, line in enumerate(self._rows) if line.sku == sku), 0)

    def toggle(self, place: int) -> None:
        """Tick a row, or take the tick away; nothing for one that the script has already."""
        line = self._rows[place]
        if line.sku in self._there:
            return
        if self._ticked.pop(line.sku, None) is None:
            self._ticked[line.sku] = line
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(PickerColumn) - 1))
        self.ticked.emit()

    def is_there(self, place: int) -> bool:
        """Whether the script has this product already."""
        return self._rows[place].sku in self._there

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many were found."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Always the same."""
        return 0 if parent.isValid() else len(PickerColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The column's name, above its figures."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(PickerColumn(section))
        return _title(PickerColumn(section)) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The cell's text and tick; what is there already is muted."""
        line, column = self._rows[index.row()], PickerColumn(index.column())
        is_there, tokens = line.sku in self._there, self._theme.tokens
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(line, column)
            case Qt.ItemDataRole.DecorationRole if column is PickerColumn.PRODUCT:
                return self._tick(is_on=is_there or line.sku in self._ticked, is_there=is_there)
            case Qt.ItemDataRole.AccessibleTextRole if column is PickerColumn.PRODUCT:
                is_on = is_there or line.sku in self._ticked
                state = _translate("đã đánh dấu") if is_on else _translate("chưa đánh dấu")
                return f"{line.title}, {state}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(column)
            case Qt.ItemDataRole.ForegroundRole:
                if column is PickerColumn.ELSEWHERE and not is_there:
                    return QColor(tokens.warn)
                return QColor(tokens.muted if is_there or column is PickerColumn.SKU else tokens.text)
            case Qt.ItemDataRole.ToolTipRole:
                return self._words(line, column)
        return None

    def _tick(self, *, is_on: bool, is_there: bool) -> object:
        """A box of our own: the style's is all but invisible on a dark ground."""
        tokens = self._theme.tokens
        colour = tokens.accent if is_on and not is_there else tokens.muted
        return self._theme.icons.icon("square-check" if is_on else "square", colour, 18)

    def _words(self, line: DraftLine, column: PickerColumn) -> str:
        match column:
            case PickerColumn.PRODUCT:
                return formats.shown(line.title)
            case PickerColumn.SKU:
                return formats.shown(line.sku)
            case PickerColumn.PRICE:
                return dong(line.price)
            case PickerColumn.STOCK:
                known = line.is_tracked and line.stock is not None
                return formats.grouped(line.stock or 0) if known else "–"
        if line.sku in self._there:
            return _translate("Đã có trong live")
        return formats.shown(", ".join(line.elsewhere))


def _side(column: PickerColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _FIGURES else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _title(column: PickerColumn) -> str:
    return {
        PickerColumn.PRODUCT: _translate("Sản phẩm"),
        PickerColumn.SKU: _translate("SKU"),
        PickerColumn.PRICE: _translate("Giá"),
        PickerColumn.STOCK: _translate("Tồn"),
        PickerColumn.ELSEWHERE: _translate("Đang mở bán ở"),
    }[column]


def _translate(text: str) -> str:
    return QCoreApplication.translate("Picker", text)
