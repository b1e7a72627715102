"""The middle of the live screen: a head, the feed, and a kind word while it is empty."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QStackedLayout, QVBoxLayout, QWidget

from desktop.services.live_rows import FeedFilter
from desktop.ui.live.feed_filter import utc_now
from desktop.ui.live.feed_head import FeedHead
from desktop.ui.live.feed_model import FeedModel
from desktop.ui.live.feed_view import FeedView
from desktop.ui.live.narrow_popover import NarrowPopover
from desktop.ui.live.undo_toast import EDGE as TOAST_EDGE
from desktop.ui.live.undo_toast import HEIGHT as TOAST_HEIGHT
from desktop.ui.live.undo_toast import UndoToast
from desktop.ui.theme import Theme, Tone
from desktop.ui.widgets.notice import Notice

# How often what has grown too old for the chosen stretch of time leaves the feed, in milliseconds.
AGE_EVERY = 5_000


class FeedPanel(QFrame):
    """Holds the feed's model and view, the head over it, a line for notices below and the undo toast.

    Signals: `accept_asked(comment id)`.
    """

    accept_asked = Signal(str)

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, clock: Callable[[], int] = utc_now
    ) -> None:
        super().__init__(parent)
        self.setObjectName("feedPanel")
        self._theme = theme
        self.model = FeedModel(self)
        self.view = FeedView(theme, self.model, self, clock=clock)
        self.head = FeedHead(theme, clock, self)
        self.chips = self.head.chips
        self.notice = Notice(theme, self)
        self.empty = _EmptyFeed(theme, self)
        self.none_pass = QLabel(self.tr("Không có bình luận nào ở mục này."), self)
        self.none_pass.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.none_pass.setProperty("role", "muted")
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.none_pass)
        self._stack.addWidget(self.view)
        self._free = QWidget(self)
        self._free.setFixedHeight(TOAST_HEIGHT + 2 * TOAST_EDGE)
        self._free.hide()
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addLayout(self._stack, 1)
        layout.addWidget(self._free)
        layout.addWidget(self.notice)
        for changed in (self.view.shown.rowsInserted, self.view.shown.rowsRemoved, self.model.rowsInserted):
            changed.connect(self._show_what_there_is)
        self.chips.chosen.connect(self._narrow)
        self.view.accept_asked.connect(self.accept_asked)
        self.narrower = NarrowPopover(theme, clock, self)
        self.toast = UndoToast(theme, self)
        self.toast.installEventFilter(self)
        self._ager = QTimer(self, interval=AGE_EVERY)
        self._connect()

    def _connect(self) -> None:
        self.model.rowsInserted.connect(self._count)
        self.head.narrow_asked.connect(self.open_narrower)
        self.head.clear_asked.connect(self.narrower.clear)
        self.narrower.changed.connect(self._narrow_further)
        self._ager.timeout.connect(self.view.shown.drop_old)
        self.view.unseen_changed.connect(self._place_toast)
        self.view.resized.connect(self._place_toast)

    def accept_chosen(self) -> None:
        """Ask to accept what the chosen comment suggests (F4)."""
        row = self.view.chosen
        if row is None:
            self.notice.tell(self.tr("Chọn một bình luận có gợi ý rồi bấm F4."), Tone.INFO)
        else:
            self.accept_asked.emit(row.comment_id)

    def open_narrower(self) -> None:
        """Let staff and time be chosen, below the button that stands for it."""
        self.narrower.offer_staff(self.model.staff())
        button = self.head.narrow_button
        corner = button.mapTo(self, QPoint(button.width() - self.narrower.width(), button.height() + 6))
        self.narrower.open_at(corner, self.narrower.staff_choice)

    def show_all(self) -> None:
        """Leave no comment out: the first chip, anybody's, of all the time."""
        self.narrower.clear()
        self.chips.chips.choose(FeedFilter.ALL)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The toast stays over the foot of the feed."""
        super().resizeEvent(event)
        self._place_toast()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While the toast stands there the feed ends above it: the newest comment is never covered."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._free.setVisible(event.type() == QEvent.Type.Show)
            self._column.activate()
        return super().eventFilter(watched, event)

    def _place_toast(self) -> None:
        """At the foot, below the last comment in sight and "↓ N bình luận mới"."""
        area = (self._stack.currentWidget() or self.empty).geometry()
        self.toast.stand_over(area if self._free.isHidden() else area.united(self._free.geometry()))

    def _count(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.head.rate.note(self.model.row(place).created_at for place in range(first, last + 1))

    def _narrow_further(self) -> None:
        self.view.narrow_by(self.narrower.staff, self.narrower.time)
        self.head.show_narrowing(self.narrower.words)
        if self.narrower.time.window is None:
            self._ager.stop()
        else:
            self._ager.start()
        self._show_what_there_is()

    def _narrow(self, to: FeedFilter) -> None:
        self.view.narrow(to)
        self._show_what_there_is()

    def _show_what_there_is(self) -> None:
        if self.view.shown.rowCount():
            self._stack.setCurrentWidget(self.view)
        else:
            self._stack.setCurrentWidget(self.none_pass if self.model.rowCount() else self.empty)


class _EmptyFeed(QWidget):
    """What stands in the feed before the first comment."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = QLabel(self)
        title = QLabel(self.tr("Chưa có bình luận nào"), self)
        title.setFont(theme.fonts.title)
        text = QLabel(self.tr("Bình luận của khách sẽ hiện ở đây ngay khi có người viết."), self)
        text.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setSpacing(6)
        layout.addStretch(2)
        for label in (self._icon, title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        layout.addStretch(3)
        theme.changed.connect(self._tint)
        self._tint()

    def _tint(self) -> None:
        ratio, colour = self.devicePixelRatioF(), self._theme.tokens.muted
        self._icon.setPixmap(self._theme.icons.pixmap("message-circle", colour, 40, ratio))
