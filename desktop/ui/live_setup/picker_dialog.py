"""The dialog in which products are ticked for a live: type to find, Space ticks, Enter adds."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.services.script_rows import FoundProducts
from desktop.ui import formats
from desktop.ui.live_setup.picker_model import PickerColumn, PickerModel
from desktop.ui.theme import Theme
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.row_table import make_column_table
from desktop.ui.widgets.text_button import ButtonRole, TextButton

SIZE = (960, 560)
ROW_HEIGHT, HEADER_HEIGHT = 40, 34
SEARCH_AFTER = 120
_WIDTHS = {
    PickerColumn.SKU: 150,
    PickerColumn.PRICE: 104,
    PickerColumn.STOCK: 76,
    PickerColumn.ELSEWHERE: 160,
}


class PickerDialog(QDialog):
    """`there` are the SKUs that the script has already. Open it with `open()`.

    Signals: `searched(text)` when typing has paused, `picked(lines)` as it closes.
    """

    searched = Signal(str)
    picked = Signal(object)

    def __init__(self, theme: Theme, there: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Thêm sản phẩm vào live"))
        self.resize(*SIZE)
        self._theme = theme
        self.model = PickerModel(theme, there, self)
        self.search, self.table = QLineEdit(self), _Table(self)
        self.count = ElidedLabel("", self)
        self.cancel = TextButton(theme, self.tr("Thôi"), self)
        self.add = TextButton(theme, self.tr("Thêm"), self, role=ButtonRole.PRIMARY)
        self.empty = EmptyState(theme, parent=self)
        self._found = FoundProducts((), 0)
        self._pause = QTimer(self, interval=SEARCH_AFTER, singleShot=True)
        self._build()
        self._connect()
        self._count()
        self.search.setFocus()

    def show_found(self, found: FoundProducts) -> None:
        """Show what was found; the row that was chosen stays so where it is found again."""
        if found.lines and found == self._found:
            return
        chosen = self.model.sku(self.table.currentIndex().row())
        self._found = found
        self.model.show_found(found)
        if found.lines:
            self.table.setCurrentIndex(self.model.index(self.model.place_of(chosen), 0))
            self._stack.setCurrentWidget(self.table)
        else:
            self._show_nothing()
        self._count()

    def say(self, sentence: str) -> None:
        """The list could not be read: say why."""
        self.count.setText(sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search, the arrow down goes to the list, Enter adds what is ticked."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self.table.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
                return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        if self.model.chosen:
            self._pick()
        elif self.model.rowCount():
            self.table.setFocus()

    def _pick(self) -> None:
        if self.model.chosen:
            self.picked.emit(self.model.chosen)
            self.accept()

    def _show_nothing(self) -> None:
        text = " ".join(self.search.text().split())
        title = self.tr("Không tìm thấy “{text}”").format(text=text) if text else self.tr("Chưa có sản phẩm")
        advice = self.tr("Gõ ít chữ hơn, hoặc đóng lại và bấm Tạo sản phẩm để tạo mới ngay.")
        self.empty.tell("search-x" if text else "boxes", title, advice)
        self._stack.setCurrentWidget(self.empty)

    def _count(self) -> None:
        chosen = len(self.model.chosen)
        self.add.setEnabled(chosen > 0)
        words = self.tr("Thêm {count} sản phẩm", None, chosen).format(count=formats.grouped(chosen))
        self.add.say(words if chosen else self.tr("Thêm"), "")
        left = self._found.total - len(self._found.lines)
        if left > 0:
            text = self.tr("Đang hiện {shown} trong {total}: gõ thêm chữ để tìm tiếp.")
            shown, total = formats.grouped(len(self._found.lines)), formats.grouped(self._found.total)
            self.count.setText(text.format(shown=shown, total=total))
        else:
            self.count.setText(self.tr("Phím cách để đánh dấu, Enter để thêm"))

    def _connect(self) -> None:
        self._pause.timeout.connect(lambda: self.searched.emit(self.search.text()))
        self.search.textChanged.connect(lambda: self._pause.start())
        self.table.toggled.connect(self.model.toggle)
        self.table.entered_row.connect(self._pick_or_tick)
        self.model.ticked.connect(self._count)
        self.cancel.clicked.connect(self.reject)
        self.add.clicked.connect(self._pick)
        self.search.installEventFilter(self)

    def _pick_or_tick(self, place: int) -> None:
        """Enter adds what is ticked; with nothing ticked it ticks the row and adds it."""
        if not self.model.chosen:
            self.model.toggle(place)
        self._pick()

    def _build(self) -> None:
        title = QLabel(self.windowTitle(), self)
        title.setFont(self._theme.fonts.title)
        self.search.setPlaceholderText(self.tr("Tìm tên, mã, SKU (không cần dấu)"))
        self.search.setAccessibleName(self.tr("Tìm sản phẩm"))
        self.search.setFixedHeight(34)
        self.search.setMaxLength(80)
        glass = QAction(self)
        glass.setIcon(self._theme.icons.icon("search", self._theme.tokens.muted, 16))
        self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.count.setProperty("role", "muted")
        self._prepare_table()
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(self.search)
        layout.addLayout(self._stack, 1)
        layout.addLayout(foot)

    def _prepare_table(self) -> None:
        table = self.table
        table.setObjectName("framedTable")
        table.setAccessibleName(self.tr("Sản phẩm tìm thấy"))
        make_column_table(table, ROW_HEIGHT, HEADER_HEIGHT)
        table.setIconSize(QSize(18, 18))
        table.setModel(self.model)
        table.horizontalHeader().setFont(self._theme.fonts.small)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(PickerColumn.PRODUCT, QHeaderView.ResizeMode.Stretch)


class _Table(QTableView):
    """Space or a click ticks a row. Signals: `toggled(place)`, `entered_row(place)` by Enter."""

    toggled = Signal(int)
    entered_row = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index: QModelIndex | QPersistentModelIndex = self.currentIndex()
        if index.isValid() and event.key() == Qt.Key.Key_Space:
            self.toggled.emit(index.row())
        elif index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit(index.row())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.toggled.emit(index.row())
