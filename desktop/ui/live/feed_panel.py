"""The middle of the live screen: a head, the feed, and a kind word while it is empty."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from desktop.services.live_rows import FeedFilter
from desktop.ui.live.feed_chips import FeedChips
from desktop.ui.live.feed_model import FeedModel
from desktop.ui.live.feed_view import FeedView
from desktop.ui.live.undo_toast import UndoToast
from desktop.ui.theme import Theme, Tone
from desktop.ui.widgets.notice import Notice


class FeedPanel(QFrame):
    """Holds the feed's model and view, the chips over it, a line for notices below and the undo toast.

    Signals: `accept_asked(comment id)`.
    """

    accept_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("feedPanel")
        self._theme = theme
        self.model = FeedModel(self)
        self.view = FeedView(theme, self.model, self)
        self.chips = FeedChips(theme, self)
        self.notice = Notice(theme, self)
        self.empty = _EmptyFeed(theme, self)
        self.none_pass = QLabel(self.tr("Không có bình luận nào ở mục này."), self)
        self.none_pass.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.none_pass.setProperty("role", "muted")
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.none_pass)
        self._stack.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addLayout(self._stack, 1)
        layout.addWidget(self.notice)
        for changed in (self.view.shown.rowsInserted, self.view.shown.rowsRemoved, self.model.rowsInserted):
            changed.connect(self._show_what_there_is)
        self.chips.chosen.connect(self._narrow)
        self.view.accept_asked.connect(self.accept_asked)
        self.toast = UndoToast(theme, self)
        self.view.unseen_changed.connect(self._place_toast)
        self.view.resized.connect(self._place_toast)

    def accept_chosen(self) -> None:
        """Ask to accept what the chosen comment suggests (F4)."""
        row = self.view.chosen
        if row is None:
            self.notice.tell(self.tr("Chọn một bình luận có gợi ý rồi bấm F4."), Tone.INFO)
        else:
            self.accept_asked.emit(row.comment_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The toast stays over the foot of the feed."""
        super().resizeEvent(event)
        self._place_toast()

    def _place_toast(self) -> None:
        """Above "↓ N bình luận mới", which it never covers."""
        shown = self._stack.currentWidget() or self.empty
        lift = self.view.pill.height() + 8 if self.view.unseen else 0
        self.toast.stand_over(shown.geometry().adjusted(0, 0, 0, -lift))

    def _head(self) -> QFrame:
        head = QFrame(self)
        head.setObjectName("panelHead")
        head.setFixedHeight(42)
        title = QLabel(self.tr("Bình luận"), head)
        title.setFont(self._theme.fonts.title)
        layout = QHBoxLayout(head)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(self.chips, 1)
        return head

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
