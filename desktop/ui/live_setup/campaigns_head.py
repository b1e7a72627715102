"""The head of the list of campaigns: title, page, how old the list is, and the two things to begin with."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.services.lives_rows import ConnectedPage
from desktop.ui import formats
from desktop.ui.live_setup.life_words import synced
from desktop.ui.theme import Theme
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.text_button import ButtonRole, TextButton

HEIGHT = 56


class CampaignsHead(QFrame):
    """The buttons are public for the screen, which connects them."""

    def __init__(self, theme: Theme, clock: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setFixedHeight(HEIGHT)
        self._clock = clock
        self._page: ConnectedPage | None = None
        self._synced_at: int | None = None
        self._is_syncing = False
        self.title, self.state = QLabel(self.tr("Live"), self), ElidedLabel("", self)
        self.title.setFont(theme.fonts.title)
        self.state.setProperty("role", "muted")
        self.sync_button = TextButton(theme, self.tr("Đồng bộ"), self, icon="refresh-cw")
        self.sync_button.setToolTip("F5")
        self.create_button = TextButton(
            theme, self.tr("Tạo livestream mới"), self, icon="plus", role=ButtonRole.PRIMARY
        )
        self.create_button.setToolTip("Ctrl+N")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.state, 1)
        layout.addWidget(self.sync_button)
        layout.addWidget(self.create_button)

    def show_page(self, page: ConnectedPage | None, synced_at: int | None) -> None:
        """Whose lives these are, and as of when (UTC ms). Without a page there is nothing to ask."""
        self._page, self._synced_at = page, synced_at
        self.sync_button.setVisible(page is not None)
        self.tick()

    def show_syncing(self, syncing: bool) -> None:
        """Whether Facebook is being asked just now."""
        self._is_syncing = syncing
        self.sync_button.setEnabled(not syncing)
        self.sync_button.say(
            self.tr("Đang đồng bộ…") if syncing else self.tr("Đồng bộ"),
            "hourglass" if syncing else "refresh-cw",
        )

    def tick(self) -> None:
        """Time has passed: the list is older."""
        if self._page is None:
            self.state.setText(self.tr("chưa kết nối trang"))
            return
        age = synced(self._synced_at, self._clock())
        self.state.setText(f"{formats.shown(self._page.name)} · {age}")
