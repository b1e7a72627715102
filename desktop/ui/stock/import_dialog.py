"""The dialog that shows what importing a file would do, before anything is done."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from desktop.domain.money import dong
from desktop.services.catalog_rows import ImportPreview, ImportRow
from desktop.ui import formats
from desktop.ui.theme import Theme
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.filter_chips import FilterChips
from desktop.ui.widgets.row_table import make_column_table
from desktop.ui.widgets.text_button import ButtonRole, TextButton

SIZE = (1_080, 560)
ROW_HEIGHT, HEADER_HEIGHT = 36, 34
ALL, WRONG = "all", "wrong"
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class ImportColumn(IntEnum):
    """The columns, from left to right."""

    NUMBER = 0
    SKU = 1
    PRODUCT = 2
    VARIANT = 3
    PRICE = 4
    STOCK = 5
    OUTCOME = 6


_WIDTHS = {
    ImportColumn.NUMBER: 62,
    ImportColumn.SKU: 120,
    ImportColumn.PRODUCT: 164,
    ImportColumn.VARIANT: 86,
    ImportColumn.PRICE: 100,
    ImportColumn.STOCK: 64,
}
_FIGURES = (ImportColumn.NUMBER, ImportColumn.PRICE, ImportColumn.STOCK)


class ImportModel(QAbstractTableModel):
    """The rows of a preview, all or only those that cannot be taken."""

    def __init__(self, theme: Theme, preview: ImportPreview, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._all = theme, preview.rows
        self._rows = preview.rows

    def show_only(self, which: str) -> None:
        """Show `ALL` or `WRONG` rows."""
        self.beginResetModel()
        self._rows = self._all if which == ALL else tuple(row for row in self._all if row.error)
        self.endResetModel()

    def unread_rows(self) -> list[int]:
        """The rows on show of which nothing could be read: their sentence has the whole row."""
        return [place for place, row in enumerate(self._rows) if row.draft is None]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Always the same."""
        return 0 if parent.isValid() else len(ImportColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The column's name, above its figures."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(ImportColumn(section))
        return _title(ImportColumn(section)) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The cell's text and dress: rows with an error carry an icon and their sentence in red."""
        row, column = self._rows[index.row()], ImportColumn(index.column())
        tokens = self._theme.tokens
        wrong = bool(row.error) and column is _outcome_column(row)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _words(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return row.error or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(column)
            case Qt.ItemDataRole.ForegroundRole:
                is_quiet = row.error or column in (ImportColumn.NUMBER, ImportColumn.VARIANT)
                return QColor(tokens.bad if wrong else tokens.muted if is_quiet else tokens.text)
            case Qt.ItemDataRole.DecorationRole:
                return self._theme.icons.icon("circle-alert", tokens.bad, 16) if wrong else None
            case _:
                return None


class ImportDialog(QDialog):
    """What each row of a file would do. Open it with `open()`.

    Signals: `confirmed(ImportPreview)`. It stays open until `accept()`, or says why not with `refuse`.
    """

    confirmed = Signal(object)

    def __init__(self, theme: Theme, preview: ImportPreview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Nhập sản phẩm từ tệp"))
        self.resize(*SIZE)
        self._theme, self._preview = theme, preview
        self._wrong = len(preview.rows) - preview.usable
        self.model = ImportModel(theme, preview, self)
        self.table = QTableView(self)
        self.chips = FilterChips(theme, {ALL: self.tr("Tất cả"), WRONG: self.tr("Dòng lỗi")}, self)
        self.message = ElidedLabel("", self)
        self.cancel = TextButton(theme, self.tr("Thôi"), self)
        self.save = TextButton(theme, self._promise(), self, role=ButtonRole.PRIMARY)
        self._build()
        self.save.setEnabled(preview.usable > 0)
        self.save.setDefault(True)
        self.chips.chosen.connect(self.model.show_only)
        self.model.modelReset.connect(self._span_unread)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._confirm)

    def refuse(self, sentence: str) -> None:
        """It could not be imported: say why."""
        self.message.setText(sentence)
        self.save.setEnabled(True)

    def _promise(self) -> str:
        """What pressing the button will do."""
        usable, wrong = formats.grouped(self._preview.usable), formats.grouped(self._wrong)
        if not self._preview.usable:
            return self.tr("Không có dòng nào nhập được")
        text = self.tr("Nhập {usable} dòng, bỏ qua {wrong}") if self._wrong else self.tr("Nhập {usable} dòng")
        return text.format(usable=usable, wrong=wrong) if self._wrong else text.format(usable=usable)

    def _confirm(self) -> None:
        self.save.setEnabled(False)
        self.message.setText("")
        self.confirmed.emit(self._preview)

    def _span_unread(self) -> None:
        self.table.clearSpans()
        for place in self.model.unread_rows():
            self.table.setSpan(place, ImportColumn.SKU, 1, len(ImportColumn) - ImportColumn.SKU)

    def _build(self) -> None:
        title = QLabel(self.windowTitle(), self)
        title.setFont(self._theme.fonts.title)
        file = ElidedLabel(formats.shown(self._preview.file_name), self)
        file.setProperty("role", "muted")
        self.message.setProperty("role", "bad")
        self.chips.show_counts({ALL: len(self._preview.rows), WRONG: self._wrong})
        self.chips.chips[WRONG].setVisible(self._wrong > 0)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title)
        head.addWidget(file, 1)
        head.addWidget(self.chips)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.message, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addWidget(self._prepared_table(), 1)
        layout.addLayout(foot)

    def _prepared_table(self) -> QTableView:
        table = self.table
        table.setObjectName("framedTable")
        table.setAccessibleName(self.tr("Các dòng của tệp"))
        make_column_table(table, ROW_HEIGHT, HEADER_HEIGHT)
        table.setModel(self.model)
        self._span_unread()
        table.horizontalHeader().setFont(self._theme.fonts.small)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        header = table.horizontalHeader()
        header.setSectionResizeMode(ImportColumn.OUTCOME, QHeaderView.ResizeMode.Stretch)
        return table


def _outcome_column(row: ImportRow) -> ImportColumn:
    """Where it says what will be done, or why nothing is."""
    return ImportColumn.SKU if row.draft is None else ImportColumn.OUTCOME


def _words(row: ImportRow, column: ImportColumn) -> str:
    draft = row.draft
    if column is ImportColumn.NUMBER:
        return formats.grouped(row.number)
    if column is _outcome_column(row):
        return row.error or (_translate("Tạo mới") if row.is_new else _translate("Cập nhật"))
    if draft is None:
        return ""
    return {
        ImportColumn.SKU: draft.sku,
        ImportColumn.PRODUCT: draft.product,
        ImportColumn.VARIANT: draft.variant,
        ImportColumn.PRICE: dong(draft.price),
        ImportColumn.STOCK: "–" if draft.stock is None else formats.grouped(draft.stock),
    }[column]


def _side(column: ImportColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _FIGURES else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _title(column: ImportColumn) -> str:
    return {
        ImportColumn.NUMBER: _translate("Dòng"),
        ImportColumn.SKU: _translate("SKU"),
        ImportColumn.PRODUCT: _translate("Sản phẩm"),
        ImportColumn.VARIANT: _translate("Phân loại"),
        ImportColumn.PRICE: _translate("Giá"),
        ImportColumn.STOCK: _translate("Tồn"),
        ImportColumn.OUTCOME: _translate("Sẽ làm gì"),
    }[column]


def _translate(text: str) -> str:
    return QCoreApplication.translate("Import", text)
