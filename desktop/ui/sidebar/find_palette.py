"""Find anything (Ctrl+K): a field at the top of the screen, and what was found below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.services.buyer_rows import Found, FoundKind
from desktop.ui import formats
from desktop.ui.sidebar.words import person
from desktop.ui.theme import Theme
from desktop.ui.widgets.row_table import make_row_table

WIDTH = 560
ROW_HEIGHT = 32
MOST_ROWS = 12
TITLE, DETAIL = range(2)
FOUND = Qt.ItemDataRole.UserRole


class FindPalette(QFrame):
    """Lies over the screen and stops nobody's work: Esc, or the keyboard going elsewhere, ends it.

    Signals: `searched(text)` as it is typed, `chosen(Found)`.
    """

    searched = Signal(str)
    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("findPalette")
        self._theme, self._screen = theme, parent
        self._came_from: QWidget | None = None
        self._heads = {
            FoundKind.BUYER: self.tr("Khách"),
            FoundKind.ORDER: self.tr("Đơn"),
            FoundKind.PRODUCT: self.tr("Sản phẩm"),
            FoundKind.COMMENT: self.tr("Bình luận"),
        }
        self.field, self.list, self.none = _Field(self), _Results(self), QLabel(self)
        self._drawing = QAction(self)
        self.field.addAction(self._drawing, QLineEdit.ActionPosition.LeadingPosition)
        self._build()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)
        self.field.textChanged.connect(self._type)
        self.field.stepped.connect(self.list.step)
        self.field.returnPressed.connect(self._enter)
        self.field.given_up.connect(self.end)
        self.list.itemClicked.connect(lambda item: self._choose(item.row()))
        theme.changed.connect(self._tint)
        self._tint()
        self.hide()

    def open(self) -> None:
        """Open at the top, the keyboard in the field."""
        if self.isHidden():
            self._came_from = self.window().focusWidget()
        self.field.selectAll()
        self.show()
        self.place()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._type(self.field.text())

    def end(self) -> None:
        """Close; the keyboard goes back where it was."""
        if not self.isHidden():
            had_focus = self.isAncestorOf(self.window().focusWidget())
            self.hide()
            if had_focus and self._came_from is not None and self._came_from.isVisible():
                self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_found(self, text: str, found: Sequence[Found]) -> None:
        """Show what was found by this text, unless another one is typed by now."""
        if text != self.field.text() or self.isHidden():
            return
        self.list.show_found(found, self._heads, self._theme)
        words = self.tr("Không tìm thấy “{text}”. Thử tên, SĐT, mã đơn, STT, mã hàng.")
        self.none.setText(words.format(text=formats.shown(text.strip())))
        self.none.setVisible(bool(text.strip()) and not found)
        self.place()

    def place(self) -> None:
        """In the middle of the screen's top."""
        self.setFixedWidth(min(WIDTH, self._screen.width() - 32))
        self.list.setFixedHeight(min(MOST_ROWS, self.list.rowCount()) * ROW_HEIGHT)
        self.list.setVisible(self.list.rowCount() > 0)
        self.adjustSize()
        self.move((self._screen.width() - self.width()) // 2, 56)

    def _type(self, text: str) -> None:
        if text.strip():
            self.searched.emit(text)
        else:
            self.show_found(text, ())

    def _enter(self) -> None:
        self._choose(self.list.currentRow())

    def _choose(self, row: int) -> None:
        item = self.list.item(row, TITLE) if row >= 0 else None
        found = item.data(FOUND) if item is not None else None
        if found is not None:
            self.end()
            self.chosen.emit(found)

    def _focus_moved(self, _before: QWidget | None, focus: QWidget | None) -> None:
        if self.isVisible() and focus is not None and not self.isAncestorOf(focus):
            self.end()

    def _build(self) -> None:
        self.setAccessibleName(self.tr("Tìm nhanh"))
        self.field.setAccessibleName(self.tr("Tìm khách, đơn, SĐT, sản phẩm, bình luận"))
        self.field.setPlaceholderText(self.tr("Tìm khách, SĐT, mã đơn, STT, mã hàng, bình luận…"))
        self.field.setFixedHeight(38)
        self.field.setMaxLength(80)
        self.none.setProperty("role", "muted")
        self.none.setWordWrap(True)
        self.none.setContentsMargins(8, 6, 8, 6)
        self.none.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(6)
        for widget in (self.field, self.none, self.list):
            layout.addWidget(widget)

    def _tint(self) -> None:
        self._drawing.setIcon(self._theme.icons.icon("search", self._theme.tokens.muted, 16))


class _Results(QTableWidget):
    """Groups under headings; only what was found can be chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, 2, parent)
        self.setAccessibleName(self.tr("Kết quả tìm"))
        make_row_table(self, ROW_HEIGHT)
        columns = self.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        columns.resizeSection(DETAIL, 210)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)

    def show_found(self, found: Sequence[Found], heads: dict[FoundKind, str], theme: Theme) -> None:
        """Show these, the first chosen."""
        self.clearSpans()
        self.setRowCount(0)
        last: FoundKind | None = None
        for one in found:
            if one.kind is not last:
                self._add_head(heads[one.kind], theme)
                last = one.kind
            self._add(one, theme)
        self.setCurrentCell(1 if found else -1, TITLE)

    def step(self, by: int) -> None:
        """Choose the next one, over headings, round the ends."""
        items = ((row, self.item(row, TITLE)) for row in range(self.rowCount()))
        rows = [row for row, item in items if item is not None and item.data(FOUND) is not None]
        if rows:
            at = rows.index(self.currentRow()) if self.currentRow() in rows else -1
            self.setCurrentCell(rows[(at + by) % len(rows)], TITLE)

    def _add_head(self, text: str, theme: Theme) -> None:
        row = self.rowCount()
        self.insertRow(row)
        item = QTableWidgetItem(text)
        item.setFont(theme.fonts.small_strong)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.setItem(row, TITLE, item)
        self.setSpan(row, TITLE, 1, 2)

    def _add(self, found: Found, theme: Theme) -> None:
        row = self.rowCount()
        self.insertRow(row)
        title = person(found.title) if found.kind is FoundKind.BUYER else formats.shown(found.title)
        detail = person(found.detail) if found.kind is FoundKind.COMMENT else formats.shown(found.detail)
        for column, text in enumerate((title, detail)):
            item = QTableWidgetItem(" ".join(text.split()))
            item.setData(FOUND, found)
            item.setToolTip(text)
            item.setFont(theme.fonts.body if column == TITLE else theme.fonts.small)
            if column == DETAIL:
                item.setForeground(QColor(theme.tokens.muted))
            right = Qt.AlignmentFlag.AlignRight if column == DETAIL else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(right | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(row, column, item)


class _Field(QLineEdit):
    """↑ and ↓ choose in the list. Signals: `stepped(by)`, `given_up` (Esc)."""

    stepped = Signal(int)
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()
