"""Who holds a product and who waits for it, beside its row (product.md §9). It stops nobody's work.

A plain panel over the feed and no window of its own: comments go on below it, and Esc, or the keyboard
going elsewhere, ends it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.services.live_rows import HolderRow, Holding, ProductRow, WaiterRow
from desktop.ui import formats
from desktop.ui.theme import Theme
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.icon_button import IconButton
from desktop.ui.widgets.popover import Popover
from desktop.ui.widgets.row_table import make_row_table

WIDTH = 432
ROW_HEIGHT = 32
MOST_ROWS = 11
NAME, QUANTITY, WHERE, ACT = range(4)
LINE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the list: who, how many, where. `waiter` is the line that can be offered, 0: none."""

    name: str
    quantity: str
    where: str
    act: str = ""
    waiter: int = 0


class HoldersPopover(Popover):
    """One product's holders and waiters. `sku` is the product on show, empty while hidden.

    Signals: `offer_asked(line)`, the line of a waiter who is to be served.
    """

    offer_asked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("holders")
        self._theme, self.sku = theme, ""
        self.setFixedWidth(WIDTH)
        self._title, self._sums = ElidedLabel("", self), QLabel(self)
        self.none = QLabel(self.tr("Chưa có ai giữ hay chờ món này."), self)
        self.list = _List(self)
        self.hint = QLabel(self)
        self.close_button = IconButton(theme, "x", self.tr("Đóng"), self)
        self._build()
        self.close_button.clicked.connect(self.end)
        self.list.chosen.connect(self.offer_asked)

    def show_holding(self, holding: Holding, product: ProductRow) -> None:
        """Show this; while it is on show already, what is in sight of the list stays in sight."""
        self.sku = holding.sku
        code = product.keywords[0] if product.keywords else product.sku
        self._title.setText(formats.shown(" · ".join(filter(None, (code, product.product, product.variant)))))
        self._sums.setText(self._sum(holding))
        at, chosen = self.list.verticalScrollBar().value(), self.list.chosen_waiter
        self._fill(holding, product)
        self._fit()
        self.list.choose(chosen)
        self.list.verticalScrollBar().setValue(at)
        self.setAccessibleName(self.tr("Ai giữ và ai chờ {code}").format(code=code))

    def open_at(self, corner: QPoint, focus: QWidget | None = None) -> None:
        """Open at this corner, from the top of the list, the first who waits chosen."""
        self.list.choose(0)
        self.list.scrollToTop()
        super().open_at(corner, focus or (self.list if self.list.rowCount() else self.close_button))

    def end(self) -> None:
        """Close; nothing is on show any more."""
        self.sku = ""
        super().end()

    def _fit(self) -> None:
        self.list.setFixedHeight(min(MOST_ROWS, self.list.rowCount()) * ROW_HEIGHT + 2)
        self.adjustSize()

    def _sum(self, holding: Holding) -> str:
        held = sum(row.quantity for row in holding.holders if not row.is_closed)
        closed = sum(row.quantity for row in holding.holders if row.is_closed)
        waiting = sum(row.quantity for row in holding.waiters)
        text = self.tr("Đang giữ {held} · đã chốt {closed} · đang chờ {waiting}")
        return text.format(
            held=formats.grouped(held), closed=formats.grouped(closed), waiting=formats.grouped(waiting)
        )

    def _fill(self, holding: Holding, product: ProductRow) -> None:
        holders = [
            _Entry(self._name(row.buyer_name), f"×{formats.grouped(row.quantity)}", self._where(row))
            for row in holding.holders
        ]
        waiters = [self._waiter(row, product) for row in holding.waiters]
        self.list.show_parts(
            [(self.tr("Đang giữ"), holders), (self.tr("Đang chờ, ai trước đứng trước"), waiters)],
            self._theme,
        )
        self.none.setVisible(not holders and not waiters)
        self.list.setVisible(bool(holders or waiters))
        offers = self.tr("↑↓ chọn người chờ · Enter hoặc bấm Mời để giữ hàng cho họ")
        none_fits = self.tr("Chưa đủ hàng để mời ai: tăng số mở bán trước.")
        self.hint.setText(offers if any(waiter.act for waiter in waiters) else none_fits)
        self.hint.setVisible(bool(waiters))

    def _waiter(self, row: WaiterRow, product: ProductRow) -> _Entry:
        """The word that offers stands where the units are there."""
        fits = product.remaining is None or row.quantity <= product.remaining
        return _Entry(
            self._name(row.buyer_name),
            f"×{formats.grouped(row.quantity)}",
            self.tr("chờ thứ {place}").format(place=row.place),
            self.tr("Mời") if fits else "",
            row.line,
        )

    def _name(self, name: str) -> str:
        return formats.shown(name).strip() or self.tr("Khách ẩn tên")

    def _where(self, row: HolderRow) -> str:
        if row.hold_until is not None:
            until = formats.clock_time(row.hold_until)[:5]
            return self.tr("chờ SĐT, giữ tới {time}").format(time=until)
        code = row.order_code or ""
        return self.tr("{code} · đã chốt").format(code=code) if row.is_closed else code

    def _build(self) -> None:
        self._title.setFont(self._theme.fonts.title)
        for label in (self._sums, self.none, self.hint):
            label.setProperty("role", "muted")
        for label in (self._sums, self.hint):
            label.setFont(self._theme.fonts.small)
        self.close_button.setObjectName("flatButton")
        self.close_button.setFixedSize(28, 28)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 10, 12)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._sums)
        layout.addWidget(self.none)
        layout.addWidget(self.list)
        layout.addWidget(self.hint)


class _List(QTableWidget):
    """Lines under headings: name, quantity, where, and the word that offers.

    Signals: `chosen(line)` of a waiter, by Enter or a click on that word.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, 4, parent)
        self.setAccessibleName(self.tr("Người giữ và người chờ"))
        make_row_table(self, ROW_HEIGHT)
        columns = self.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        columns.resizeSection(QUANTITY, 52)
        columns.resizeSection(WHERE, 158)
        columns.resizeSection(ACT, 56)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.cellClicked.connect(self._clicked)

    @property
    def chosen_waiter(self) -> int:
        """The line of the waiter who is chosen, 0: none."""
        return self._waiter_at(self.currentRow())

    def choose(self, waiter: int) -> None:
        """Choose this waiter, the first one where this one is not (or no longer) there."""
        places = [row for row in range(self.rowCount()) if self._waiter_at(row)]
        place = next((row for row in places if self._waiter_at(row) == waiter), None)
        if place is None:
            place = next(iter(places), None)
        if place is not None:
            self.setCurrentCell(place, NAME)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter offers to the waiter who is chosen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose_at(self.currentRow())
        else:
            super().keyPressEvent(event)

    def _clicked(self, row: int, column: int) -> None:
        if column == ACT:
            self._choose_at(row)

    def _choose_at(self, row: int) -> None:
        if waiter := self._waiter_at(row):
            self.chosen.emit(waiter)

    def _waiter_at(self, row: int) -> int:
        item = self.item(row, NAME)
        return int(item.data(LINE) or 0) if item is not None else 0

    def show_parts(self, parts: Sequence[tuple[str, Sequence[_Entry]]], theme: Theme) -> None:
        """Show each part under its heading; a part without lines has none."""
        shown = [(heading, lines) for heading, lines in parts if lines]
        self.clearSpans()
        self.setRowCount(0)
        self.setRowCount(sum(1 + len(lines) for _, lines in shown))
        row = 0
        for heading, lines in shown:
            self._put_heading(row, heading, theme)
            for line in lines:
                row += 1
                self._put_line(row, line, theme)
            row += 1

    def _put_heading(self, row: int, text: str, theme: Theme) -> None:
        item = QTableWidgetItem(text)
        item.setFont(theme.fonts.small_strong)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.setItem(row, NAME, item)
        self.setSpan(row, NAME, 1, 4)

    def _put_line(self, row: int, line: _Entry, theme: Theme) -> None:
        for column, text in enumerate((line.name, line.quantity, line.where, line.act)):
            if not text:
                continue
            item = QTableWidgetItem(text)
            item.setFont(theme.fonts.strong if column in (QUANTITY, ACT) else theme.fonts.body)
            item.setData(LINE, line.waiter)
            if column == ACT:
                item.setForeground(QColor(theme.tokens.accent))
            if column == NAME:
                item.setToolTip(text)
            right = Qt.AlignmentFlag.AlignRight if column != NAME else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(right | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(row, column, item)
