"""The feed: comments under each other, the newest at the bottom, and the rule for following them.

The feed follows the newest comment only while it is at the bottom. Otherwise it stays where it is, to
the pixel, and a pill tells how many came meanwhile (product.md §9).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QTableView, QWidget

from desktop.domain.capture.outcome import Outcome
from desktop.services.live_rows import FeedFilter, FeedRow
from desktop.ui import formats
from desktop.ui.live.feed_delegate import FeedDelegate
from desktop.ui.live.feed_filter import ShownComments, utc_now
from desktop.ui.live.feed_layout import ACCEPTED_BY_KEY, ROW_HEIGHT
from desktop.ui.live.feed_model import FeedModel
from desktop.ui.live.feed_narrowing import Span
from desktop.ui.theme import Theme
from desktop.ui.widgets.row_table import make_row_table


class FeedView(QTableView):
    """A table of one column with fixed row heights, so that a batch costs the same at any length.

    `shown` are the comments that pass the chip, `pill` is the button "↓ N bình luận mới".
    Signals: `unseen_changed` with the number of comments that came while the feed stayed put;
    `accept_asked(comment id)` as chosen from the row's menu; `row_chosen(comment id)`; `resized`.
    """

    unseen_changed = Signal(int)
    accept_asked = Signal(str)
    row_chosen = Signal(str)
    resized = Signal()

    def __init__(
        self,
        theme: Theme,
        model: FeedModel,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], int] = utc_now,
    ) -> None:
        super().__init__(parent)
        self._following, self._unseen = True, 0
        self.setAccessibleName(self.tr("Bình luận"))
        self.shown = ShownComments(model, self, clock=clock)
        self.setModel(self.shown)
        self.row_menu = QMenu(self)
        self.delegate = FeedDelegate(theme, model, self)
        self.setItemDelegate(self.delegate)
        make_row_table(self, ROW_HEIGHT)
        self.pill = NewCommentsButton(theme, self)
        self.pill.clicked.connect(self.go_to_newest)
        self.unseen_changed.connect(self._show_pill)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._scrolled)
        bar.rangeChanged.connect(self._range_changed)
        self.shown.rowsInserted.connect(self._inserted)
        self.shown.rowsRemoved.connect(self._removed)
        model.numbered.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)

    @property
    def is_following(self) -> bool:
        """Whether the newest comment is kept in sight."""
        return self._following

    @property
    def unseen(self) -> int:
        """How many comments came since the feed was last at the bottom."""
        return self._unseen

    @property
    def chosen(self) -> FeedRow | None:
        """The comment that is chosen."""
        index = self.currentIndex()
        return self.shown.row(index.row()) if index.isValid() else None

    def narrow(self, to: FeedFilter) -> None:
        """Show what passes this chip, from the newest on; the chosen comment stays chosen if it does."""
        self._narrow(lambda: self.shown.narrow(to))

    def narrow_by(self, staff: str | None, time: Span) -> None:
        """Show what these handled and what was written then, as `narrow` does."""
        self._narrow(lambda: self.shown.narrow_by(staff, time))

    def _narrow(self, narrow: Callable[[], None]) -> None:
        chosen = self.chosen
        narrow()
        place = self.shown.place_of(chosen.comment_id) if chosen else None
        if place is not None:
            self.setCurrentIndex(self.shown.index(place, 0))
        self.go_to_newest()

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell which comment is chosen now."""
        super().currentChanged(current, previous)
        if row := self.chosen:
            self.row_chosen.emit(row.comment_id)

    def go_to_newest(self) -> None:
        """Scroll to the bottom and follow from there."""
        self.scrollToBottom()
        self._set_following(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End goes to the newest comment; everything else is the table's."""
        if event.key() == Qt.Key.Key_End:
            self.go_to_newest()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done about the comment under the mouse, or the chosen one by the menu key."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            self._fill_menu(self.shown.row(index.row()))
            at = self.visualRect(index).center() if by_key else event.pos()
            self.row_menu.popup(self.viewport().mapToGlobal(at))

    def _fill_menu(self, row: FeedRow) -> None:
        refuses = row.outcome is Outcome.CANCEL_SUGGESTED
        self.row_menu.clear()
        accept = self.row_menu.addAction(self.tr("Hủy món khách bỏ") if refuses else self.tr("Nhận gợi ý"))
        accept.setText(f"{accept.text()}\tF4")
        accept.setEnabled(row.outcome in ACCEPTED_BY_KEY)
        accept.triggered.connect(lambda: self.accept_asked.emit(row.comment_id))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pill in its place, and tell."""
        super().resizeEvent(event)
        self._place_pill()
        self.resized.emit()

    def _scrolled(self, value: int) -> None:
        self._set_following(value >= self.verticalScrollBar().maximum())

    def _range_changed(self, _minimum: int, maximum: int) -> None:
        if self._following:
            self.verticalScrollBar().setValue(maximum)

    def _inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        if last < self.shown.rowCount() - 1:
            self._shift(first, last - first + 1)
        elif not self._following:
            self._set_unseen(self._unseen + last - first + 1)

    def _removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._shift(first, first - last - 1)

    def _shift(self, first: int, rows: int) -> None:
        """Rows came (or went, if negative) within the feed: what is in sight stays where it is."""
        bar = self.verticalScrollBar()
        if not self._following and first * ROW_HEIGHT < bar.value():
            value = bar.value() + rows * ROW_HEIGHT
            self.updateGeometries()
            bar.setValue(value)

    def _set_following(self, following: bool) -> None:
        self._following = following
        if following:
            self._set_unseen(0)

    def _set_unseen(self, unseen: int) -> None:
        if unseen != self._unseen:
            self._unseen = unseen
            self.unseen_changed.emit(unseen)

    def _show_pill(self, unseen: int) -> None:
        self.pill.show_count(unseen)
        self._place_pill()

    def _place_pill(self) -> None:
        self.pill.adjustSize()
        area = self.viewport().geometry()
        self.pill.move(area.center().x() - self.pill.width() // 2, area.bottom() - self.pill.height() - 15)


class NewCommentsButton(QPushButton):
    """The pill over the feed: how many comments came below; pressing it goes there."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("newComments")
        self.setFont(theme.fonts.strong)
        self.setFixedHeight(30)
        self.setIconSize(QSize(16, 16))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Phím End"))
        theme.changed.connect(self._tint)
        self._tint()
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show the number of new comments; hide at none."""
        text = self.tr("{count} bình luận mới", None, count).format(count=formats.grouped(count))
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(count > 0)

    def _tint(self) -> None:
        self.setIcon(self._theme.icons.icon("arrow-down", self._theme.tokens.on_accent, 16))
