"""The middle of the live screen: a head, the feed, and a kind word while it is empty."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from desktop.ui import formats
from desktop.ui.live.feed_model import FeedModel
from desktop.ui.live.feed_view import FeedView
from desktop.ui.theme import Theme


class FeedPanel(QFrame):
    """Holds the feed's model and view."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("feedPanel")
        self._theme = theme
        self.model = FeedModel(self)
        self.view = FeedView(theme, self.model, self)
        self._count = QLabel(self)
        self.empty = _EmptyFeed(theme, self)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addLayout(self._stack, 1)
        self.model.rowsInserted.connect(self._counted)

    def _head(self) -> QFrame:
        head = QFrame(self)
        head.setObjectName("panelHead")
        head.setFixedHeight(42)
        title = QLabel(self.tr("Bình luận"), head)
        title.setFont(self._theme.fonts.title)
        self._count.setProperty("role", "muted")
        layout = QHBoxLayout(head)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(self._count)
        layout.addStretch(1)
        return head

    def _counted(self) -> None:
        self._count.setText(formats.grouped(self.model.rowCount()))
        self._stack.setCurrentWidget(self.view)


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
