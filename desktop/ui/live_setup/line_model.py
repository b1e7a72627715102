"""The products of a draft as a model: what to paint in a cell, and what was typed into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from desktop.domain.script_checks import Finding, Place, Severity
from desktop.domain.script_draft import DraftLine
from desktop.ui import formats

ROW = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class LineColumn(IntEnum):
    """The columns, from left to right."""

    PRODUCT = 0
    PRICE = 1
    KEYWORDS = 2
    OPEN_SALE = 3
    STOCK = 4
    MENU = 5


FIELDS = (LineColumn.KEYWORDS, LineColumn.OPEN_SALE)
FIGURES = frozenset({LineColumn.PRICE, LineColumn.OPEN_SALE, LineColumn.STOCK})
_PLACES = {
    LineColumn.PRODUCT: Place.PRODUCT,
    LineColumn.KEYWORDS: Place.KEYWORDS,
    LineColumn.OPEN_SALE: Place.OPEN_SALE,
    LineColumn.STOCK: Place.STOCK,
}


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with what was found about it."""

    line: DraftLine
    findings: tuple[Finding, ...] = ()

    def finding(self, column: LineColumn) -> Finding | None:
        """What to say in a cell: an error before a warning; None for nothing."""
        mine = [finding for finding in self.findings if finding.place is _PLACES.get(column)]
        errors = [finding for finding in mine if finding.severity is Severity.ERROR]
        return next(iter(errors or mine), None)

    @property
    def is_tall(self) -> bool:
        """Whether a field of it has a line of words below."""
        return any(self.finding(column) for column in FIELDS)


class LineModel(QAbstractTableModel):
    """The rows of a draft. Signals: `edited(sku, LineColumn, text)` when a field was left changed."""

    edited = Signal(str, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ShownLine, ...] = ()

    def show_lines(self, lines: Sequence[DraftLine], findings: Sequence[Finding]) -> None:
        """Show these lines; where only their words changed, rows stay where they are."""
        by_sku: dict[str, list[Finding]] = {}
        for finding in findings:
            by_sku.setdefault(finding.sku, []).append(finding)
        rows = tuple(ShownLine(line, tuple(by_sku.get(line.sku, ()))) for line in lines)
        before, self_skus = self._rows, [row.line.sku for row in rows]
        if [row.line.sku for row in before] != self_skus:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        changed = [place for place, row in enumerate(rows) if row != before[place]]
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(LineColumn) - 1))

    def row(self, place: int) -> ShownLine | None:
        """The row at this place; None where there is none."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, sku: str) -> int | None:
        """Where a SKU stands; None where it is not there."""
        return next((place for place, row in enumerate(self._rows) if row.line.sku == sku), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many products."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Always the same."""
        return 0 if parent.isValid() else len(LineColumn)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Keywords and open sale can be typed into."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in FIELDS else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The column's name, above its figures."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in FIGURES else _LEFT
        return _title(LineColumn(section)) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The whole row for the delegate, the text for the editor and for screen readers."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = LineColumn(index.column())
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.EditRole:
                return typed(row.line, column)
            case Qt.ItemDataRole.DisplayRole:
                return shown(row.line, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(finding.text for finding in row.findings) or None
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A field was left: told only where it says something else now."""
        row = self.row(index.row())
        text = str(value).strip()
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        if text != typed(row.line, LineColumn(index.column())):
            self.edited.emit(row.line.sku, index.column(), text)
        return True


def typed(line: DraftLine, column: LineColumn) -> str:
    """The text of a field."""
    if column is LineColumn.KEYWORDS:
        return ", ".join(line.keywords)
    if column is LineColumn.OPEN_SALE:
        return "" if line.open_sale is None else str(line.open_sale)
    return ""


def shown(line: DraftLine, column: LineColumn) -> str:
    """The text of a cell."""
    match column:
        case LineColumn.PRODUCT:
            return line.title
        case LineColumn.PRICE:
            return dong(line.price)
        case LineColumn.KEYWORDS:
            return typed(line, column)
        case LineColumn.OPEN_SALE:
            if line.open_sale is None:
                return _translate("không giới hạn")
            return formats.grouped(line.open_sale)
        case LineColumn.STOCK:
            known = line.is_tracked and line.stock is not None
            return formats.grouped(line.stock or 0) if known else "–"
    return ""


def spoken(row: ShownLine, column: LineColumn) -> str:
    """One cell in words, with what was found about it."""
    if column is LineColumn.MENU:
        return _translate("Thao tác với {product}").format(product=row.line.title)
    finding = row.finding(column)
    words = f"{_title(column)}: {shown(row.line, column) or _translate('trống')}"
    return f"{words}. {finding.text}" if finding else words


def _title(column: LineColumn) -> str:
    return {
        LineColumn.PRODUCT: _translate("Sản phẩm"),
        LineColumn.PRICE: _translate("Giá"),
        LineColumn.KEYWORDS: _translate("Từ khoá"),
        LineColumn.OPEN_SALE: _translate("Số lượng mở bán"),
        LineColumn.STOCK: _translate("Tồn Omni"),
        LineColumn.MENU: "",
    }[column]


def _translate(text: str) -> str:
    return QCoreApplication.translate("ScriptLines", text)
