"""The products of the campaign as a model, and the filter over it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from desktop.domain.capture.text import fold
from desktop.domain.money import dong
from desktop.services.live_rows import ProductRow

ROW = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class ProductModel(QAbstractTableModel):
    """One column, one ProductRow each, in the order of the script."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ProductRow] = []
        self._places: dict[str, int] = {}

    @property
    def rows(self) -> Sequence[ProductRow]:
        """All products."""
        return self._rows

    def place_of(self, sku: str) -> int | None:
        """Where this SKU stands, None where it is not in the campaign."""
        return self._places.get(sku)

    def row_of(self, sku: str) -> ProductRow | None:
        """The row of this SKU."""
        place = self._places.get(sku)
        return None if place is None else self._rows[place]

    def take(self, rows: Sequence[ProductRow]) -> None:
        """Show exactly these products. Where only figures changed, only their rows are told."""
        if [row.sku for row in rows] != [row.sku for row in self._rows]:
            self._reset(rows)
            return
        for place, row in enumerate(rows):
            if row != self._rows[place]:
                self._rows[place] = row
                index = self.index(place, 0)
                self.dataChanged.emit(index, index)

    def _reset(self, rows: Sequence[ProductRow]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self._places = {row.sku: place for place, row in enumerate(rows)}
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many products there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Always one."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The whole row for the delegate; a sentence that begins with the code, so typing it jumps there."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(row)
        return None

    def _spoken(self, row: ProductRow) -> str:
        name = " ".join((*row.keywords[:1], row.product, row.variant, dong(row.price)))
        if not row.is_open:
            name += ", " + self.tr("đã đóng")
        elif row.is_on_air:
            name += ", " + self.tr("đang lên sóng")
        if row.remaining is None:
            return self.tr("{name}, không giới hạn, đã bán {count}").format(
                name=name, count=row.reserved + row.sold
            )
        return self.tr("{name}, còn {remaining} trên {limit}").format(
            name=name, remaining=row.remaining, limit=row.open_sale
        )


class ProductFilter(QSortFilterProxyModel):
    """Products of which every typed word occurs in code, name, variant or SKU, accents aside."""

    def __init__(self, model: ProductModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self._products = model
        self.setSourceModel(model)
        self.setDynamicSortFilter(False)

    def narrow(self, text: str) -> None:
        """Show what matches this text, everything where it is blank."""
        self._words = fold(text).split()
        self.invalidate()

    def exact(self, text: str) -> int | None:
        """The row here whose code is exactly this text, None where there is none."""
        wanted = fold(text).replace(" ", "")
        for place in range(self.rowCount()):
            row: ProductRow = self.index(place, 0).data(ROW)
            if any(fold(word).replace(" ", "") == wanted for word in row.keywords):
                return place
        return None

    def index_of(self, sku: str) -> QModelIndex:
        """Where this SKU stands here; an invalid index where it is filtered out or unknown."""
        place = self._products.place_of(sku)
        return QModelIndex() if place is None else self.mapFromSource(self._products.index(place, 0))

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Whether every word occurs."""
        row = self._products.rows[source_row]
        text = fold(" ".join((*row.keywords, row.product, row.variant, row.sku)))
        return all(word in text for word in self._words)
