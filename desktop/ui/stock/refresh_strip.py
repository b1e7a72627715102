"""The strip under the head of the product screen: how the refresh from Omni does, and what it changed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.services.catalog_rows import RefreshProgress, RefreshState
from desktop.ui.stock.refresh_words import changes_line, headline, share, time_left
from desktop.ui.theme import Theme, restyle
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.icon_button import IconButton
from desktop.ui.widgets.level_bar import LevelBar
from desktop.ui.widgets.text_button import TextButton

HEIGHT = 68
_ICONS = {
    RefreshState.STOPPED: ("circle-stop", "muted"),
    RefreshState.FAILED: ("circle-alert", "bad"),
    RefreshState.DONE: ("circle-check", "ok"),
}


class RefreshStrip(QFrame):
    """Hidden while there is nothing to tell. A fixed height: its news moves nothing around it.

    Signals: `stop_asked`, `go_on_asked`.
    """

    stop_asked = Signal()
    go_on_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("refreshStrip")
        self.setFixedHeight(HEIGHT)
        self._theme, self._shown = theme, RefreshProgress()
        self._icon, self.title, self.left = QLabel(self), ElidedLabel("", self), QLabel(self)
        self.bar = LevelBar(theme, self.tr("Tiến độ đọc Omni"), parent=self)
        self.button = TextButton(theme, self.tr("Dừng"), self)
        self.close_button = IconButton(theme, "x", self.tr("Đóng dòng này"), self)
        self.changes = ElidedLabel("", self)
        self._build()
        self.button.clicked.connect(self._press)
        self.close_button.clicked.connect(self.hide)
        theme.changed.connect(self._tint)
        self.hide()

    def show_progress(self, progress: RefreshProgress) -> None:
        """Show how it does."""
        before, self._shown = self._shown.state, progress
        self._show_words()
        self.bar.show_share(share(progress))
        if progress.state is not before:
            self._show_state()
            self.setVisible(progress.state is not RefreshState.IDLE and not _is_old_news(before, progress))

    def _show_words(self) -> None:
        progress = self._shown
        for label, text in ((self.title, headline(progress)), (self.changes, changes_line(progress))):
            if text != label.text():
                label.setText(text)
        self.left.setText(time_left(progress))
        if progress.state is RefreshState.RUNNING:
            self.title.setMinimumWidth(max(self.title.minimumWidth(), self.title.sizeHint().width()))

    def _show_state(self) -> None:
        state = self._shown.state
        running, over = state is RefreshState.RUNNING, state is RefreshState.DONE
        if not running:
            self.title.setMinimumWidth(0)
        self.bar.setVisible(running or state is RefreshState.STOPPED)
        self.left.setVisible(running)
        self.button.setVisible(not over)
        self.button.say(self.tr("Dừng") if running else self.tr("Tiếp tục"), "")
        self.close_button.setVisible(not running)
        self._line.setStretchFactor(self.title, 0 if self.bar.isVisibleTo(self) else 1)
        restyle(self.title, "role", "bad" if state is RefreshState.FAILED else "")
        self._tint()

    def _press(self) -> None:
        running = self._shown.state is RefreshState.RUNNING
        (self.stop_asked if running else self.go_on_asked).emit()

    def _build(self) -> None:
        self.left.setProperty("role", "muted")
        self.changes.setProperty("role", "muted")
        self.close_button.setFixedSize(28, 28)
        self.close_button.setObjectName("flatButton")
        self._line = QHBoxLayout()
        self._line.setSpacing(12)
        for widget in (self._icon, self.title, self.bar, self.left, self.button, self.close_button):
            self._line.addWidget(widget)
        self._line.setStretchFactor(self.bar, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 8)
        layout.setSpacing(2)
        layout.addLayout(self._line)
        layout.addWidget(self.changes)

    def _tint(self) -> None:
        icon, tone = _ICONS.get(self._shown.state, ("", ""))
        self._icon.setVisible(bool(icon))
        if icon:
            colour = getattr(self._theme.tokens, tone)
            self._icon.setPixmap(self._theme.icons.pixmap(icon, colour, 16, self.devicePixelRatioF()))


def _is_old_news(before: RefreshState, progress: RefreshProgress) -> bool:
    """A refresh that ended before the program began has nothing more to tell."""
    return before is RefreshState.IDLE and progress.state is RefreshState.DONE and not progress.change_count
