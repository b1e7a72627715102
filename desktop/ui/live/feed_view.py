"""The feed: comments under each other, the newest at the bottom, and the rule for following them.

The feed follows the newest comment only while it is at the bottom. Otherwise it stays where it is, to
the pixel, and a pill tells how many came meanwhile (product.md §9).
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QTableView, QWidget

from desktop.ui import formats
from desktop.ui.live.feed_delegate import FeedDelegate
from desktop.ui.live.feed_layout import ROW_HEIGHT
from desktop.ui.live.feed_model import FeedModel
from desktop.ui.theme import Theme
from desktop.ui.widgets.row_table import make_row_table


class FeedView(QTableView):
    """A table of one column with fixed row heights, so that a batch costs the same at any length.

    `pill` is the button "↓ N bình luận mới".
    Signals: `unseen_changed` with the number of comments that came while the feed stayed put.
    """

    unseen_changed = Signal(int)

    def __init__(self, theme: Theme, model: FeedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._following, self._unseen = True, 0
        self.setAccessibleName(self.tr("Bình luận"))
        self.setModel(model)
        self.delegate = FeedDelegate(theme, model, self)
        self.setItemDelegate(self.delegate)
        make_row_table(self, ROW_HEIGHT)
        self.pill = NewCommentsButton(theme, self)
        self.pill.clicked.connect(self.go_to_newest)
        self.unseen_changed.connect(self._show_pill)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._scrolled)
        bar.rangeChanged.connect(self._range_changed)
        model.rowsInserted.connect(self._inserted)
        theme.changed.connect(self.viewport().update)

    @property
    def is_following(self) -> bool:
        """Whether the newest comment is kept in sight."""
        return self._following

    @property
    def unseen(self) -> int:
        """How many comments came since the feed was last at the bottom."""
        return self._unseen

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pill in its place."""
        super().resizeEvent(event)
        self._place_pill()

    def _scrolled(self, value: int) -> None:
        self._set_following(value >= self.verticalScrollBar().maximum())

    def _range_changed(self, _minimum: int, maximum: int) -> None:
        if self._following:
            self.verticalScrollBar().setValue(maximum)

    def _inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        if not self._following:
            self._set_unseen(self._unseen + last - first + 1)

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
