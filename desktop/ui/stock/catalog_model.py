"""The catalogue as a model that holds only what was looked at: rows come in stretches, when painted."""

from __future__ import annotations

from collections import deque
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

from desktop.domain.money import dong
from desktop.services.catalog_rows import CatalogPage, CatalogRow
from desktop.ui import formats

ROW = Qt.ItemDataRole.UserRole
STRETCH = 100
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class Column(IntEnum):
    """The columns, from left to right."""

    PRODUCT = 0
    SKU = 1
    PRICE = 2
    STOCK = 3
    COMMITTED = 4
    AVAILABLE = 5
    CAMPAIGNS = 6


FIGURES = frozenset({Column.PRICE, Column.STOCK, Column.COMMITTED, Column.AVAILABLE})


class CatalogModel(QAbstractTableModel):
    """As many rows as match, of which those seen so far are known; asks for the others by stretches of 100.

    Signals: `wanted(stretch)` when a row of a stretch that is missing or outdated is looked at. Whoever
    answers must not do so before the signal returns: it comes in the middle of painting.
    """

    wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self._rows: dict[int, tuple[CatalogRow, ...]] = {}
        self._places: dict[str, int] = {}
        self._fresh: set[int] = set()
        self._asked: set[int] = set()
        self._looked_at: deque[int] = deque([0], maxlen=2)

    def take(self, page: CatalogPage, *, anew: bool) -> None:
        """Show a stretch; `anew` forgets all others, because they answered another question."""
        stretch = page.offset // STRETCH
        if anew:
            self.beginResetModel()
            self._rows, self._fresh, self._asked = {stretch: page.rows}, {stretch}, set()
            self._total = page.total
            self._note_places()
            self.endResetModel()
            return
        self._resize(page.total)
        before, self._rows[stretch] = self._rows.get(stretch, ()), page.rows
        self._fresh.add(stretch)
        self._asked.discard(stretch)
        self._note_places()
        changed = [at for at, row in enumerate(page.rows) if at >= len(before) or before[at] != row]
        if changed:
            self._tell(stretch * STRETCH + changed[0], stretch * STRETCH + changed[-1])

    def outdate(self) -> None:
        """Keep showing what there is, and ask anew for what is looked at: nothing is painted for that."""
        self._fresh.clear()
        self._asked.clear()
        for stretch in dict.fromkeys(self._looked_at):
            self._want(stretch)

    def give_up(self, stretch: int) -> None:
        """This stretch will not come; it is asked for again when it is next looked at."""
        self._asked.discard(stretch)

    def row(self, place: int) -> CatalogRow | None:
        """The row at this place, None while it is not there yet, or where there is no such place."""
        rows = self._rows.get(place // STRETCH, ())
        offset = place % STRETCH
        return rows[offset] if offset < len(rows) else None

    def place_of(self, sku: str) -> int | None:
        """Where this SKU stands among what was seen, None where it is not known."""
        return self._places.get(sku)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many variants match."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Always the same."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The column's name, above its figures."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in FIGURES else _LEFT
        return _title(Column(section)) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The whole row for the delegate, the cell's text for screen readers."""
        if not index.isValid():
            return None
        if role == ROW:
            self._want(index.row() // STRETCH)
            return self.row(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self.row(index.row())
            return None if row is None else spoken(row, Column(index.column()))
        return None

    def _note_places(self) -> None:
        """Anew from all that is known; of a row in two stretches the place that was read last counts."""
        by_age = sorted(self._rows.items(), key=lambda item: item[0] in self._fresh)
        self._places = {
            row.sku: stretch * STRETCH + offset for stretch, rows in by_age for offset, row in enumerate(rows)
        }

    def _want(self, stretch: int) -> None:
        if self._looked_at[-1] != stretch:
            self._looked_at.append(stretch)
        if stretch not in self._fresh and stretch not in self._asked:
            self._asked.add(stretch)
            self.wanted.emit(stretch)

    def _resize(self, total: int) -> None:
        """Rows come and go at the end, so that the list stays where it is."""
        if total > self._total:
            self.beginInsertRows(_ROOT, self._total, total - 1)
            self._total = total
            self.endInsertRows()
        elif total < self._total:
            self.beginRemoveRows(_ROOT, total, self._total - 1)
            self._total = total
            self._rows = {
                at: rows[: total - at * STRETCH] for at, rows in self._rows.items() if at * STRETCH < total
            }
            self.endRemoveRows()

    def _tell(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))


def spoken(row: CatalogRow, column: Column) -> str:
    """One cell in words."""
    match column:
        case Column.PRODUCT:
            return " · ".join(filter(None, (row.product, row.variant)))
        case Column.SKU:
            return row.sku
        case Column.PRICE:
            return dong(row.price)
        case Column.CAMPAIGNS:
            return ", ".join(row.campaigns)
        case _:
            count = figure(row, column)
            return "–" if count is None else formats.grouped(count)


def figure(row: CatalogRow, column: Column) -> int | None:
    """The quantity of a column of quantities; None where nobody counts it."""
    if not row.is_tracked and column is not Column.COMMITTED:
        return None
    counts = {Column.STOCK: row.stock, Column.COMMITTED: row.committed, Column.AVAILABLE: row.available}
    return counts[column]


def _title(column: Column) -> str:
    return {
        Column.PRODUCT: _translate("Sản phẩm"),
        Column.SKU: _translate("SKU"),
        Column.PRICE: _translate("Giá"),
        Column.STOCK: _translate("Tồn Omni"),
        Column.COMMITTED: _translate("Đã đặt"),
        Column.AVAILABLE: _translate("Có thể bán"),
        Column.CAMPAIGNS: _translate("Chiến dịch"),
    }[column]


def _translate(text: str) -> str:
    return QCoreApplication.translate("Catalog", text)
