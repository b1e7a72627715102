"""The screen of all campaigns and lives, shown for *Live* while no campaign is open. It asks nobody."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from desktop.services.lives_rows import BindChoice, LifeRow, LivesList, RowAction
from desktop.ui.live_setup.campaigns_head import CampaignsHead
from desktop.ui.live_setup.life_list import LifeList
from desktop.ui.live_setup.trouble_strip import TroubleStrip
from desktop.ui.theme import Theme, Tone
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.text_button import ButtonRole, TextButton

TICK = 1_000


class CampaignsScreen(QWidget):
    """Head, trouble, list. Ids of campaigns are ints, of lives text.

    Signals: `open_asked(campaign)`, `configure_asked(campaign)`,
    `create_asked(campaign to copy or None, live or None)`, `connect_asked` for the settings of the page;
    `sync_asked`, and `bind_asked`, `go_on_asked` (BindChoice), `end_asked`, `reopen_asked`,
    `delete_asked` (campaign) for the presenter; `came_into_sight`.
    """

    open_asked = Signal(int)
    configure_asked = Signal(int)
    create_asked = Signal(object, object)
    connect_asked = Signal()
    sync_asked = Signal()
    bind_asked = Signal(object)
    go_on_asked = Signal(object)
    end_asked = Signal(int)
    reopen_asked = Signal(int)
    delete_asked = Signal(int)
    came_into_sight = Signal()

    def __init__(self, theme: Theme, clock: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.head = CampaignsHead(theme, clock, self)
        self.trouble = TroubleStrip(theme, self)
        self.list = LifeList(theme, clock, self)
        self.notice_line = Notice(theme, self)
        self.create_button = TextButton(
            theme, self.tr("Tạo livestream mới"), self, icon="plus", role=ButtonRole.PRIMARY
        )
        self.connect_button = TextButton(theme, self.tr("Kết nối trang"), self, role=ButtonRole.PRIMARY)
        self.create_first_button = TextButton(theme, self.tr("Tạo livestream mới"), self, icon="plus")
        buttons = (self.connect_button, self.create_button, self.create_first_button)
        self.empty = EmptyState(theme, *buttons, parent=self)
        self._ticker = QTimer(self, interval=TICK)
        self._build()
        self._connect()

    @property
    def notice(self) -> Callable[[str, Tone], None]:
        """Tell something once, below the list."""
        return self.notice_line.tell

    def key_hints(self) -> str:
        """The keys of this screen, for the status bar."""
        return self.tr("↑↓ chọn · Enter mở · F5 đồng bộ · Ctrl+N tạo livestream mới")

    def take_focus(self) -> None:
        """Bring the keyboard to the list, or to what is to be done first."""
        if self.list.isVisibleTo(self):
            self.list.take_focus()
            return
        first = self.connect_button if not self.connect_button.isHidden() else self.create_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_list(self, listed: LivesList) -> None:
        """Show the whole list, or what stands in its place."""
        self.head.show_page(listed.page, listed.synced_at)
        self.list.show_rows(listed.rows)
        has_page = listed.page is not None
        sentence = listed.trouble if listed.rows or has_page else ""
        self.trouble.tell(sentence, has_page=has_page, asks_token=listed.asks_token)
        self.head.create_button.setVisible(bool(listed.rows))
        self.head.create_button.ask_as(ButtonRole.PLAIN if self.list.leading else ButtonRole.PRIMARY)
        if listed.rows:
            self._stack.setCurrentWidget(self.list)
        else:
            self._show_empty(has_page=has_page)

    def show_syncing(self, syncing: bool) -> None:
        """Whether Facebook is being asked just now."""
        self.head.show_syncing(syncing)

    def ask_sync(self) -> None:
        """Ask Facebook for the lives, unless that is under way (F5)."""
        if self.head.sync_button.isVisibleTo(self) and self.head.sync_button.isEnabled():
            self.sync_asked.emit()

    def event(self, event: QEvent) -> bool:
        """F5 is *Đồng bộ* while the keyboard is here, whatever it is in the window around."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_F5
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F5 asks Facebook."""
        if event.key() == Qt.Key.Key_F5:
            self.ask_sync()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """In sight: ages run, and the presenter may fill it."""
        super().showEvent(event)
        self._ticker.start()
        self.came_into_sight.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight: nothing runs here."""
        super().hideEvent(event)
        self._ticker.stop()

    def _act(self, row: LifeRow, action: RowAction, choice: BindChoice | None) -> None:
        match action:
            case RowAction.CREATE:
                self.create_asked.emit(None, row.live_id)
            case RowAction.COPY:
                self.create_asked.emit(row.campaign_id, None)
            case RowAction.CONNECT:
                self.connect_asked.emit()
            case RowAction.BIND:
                self.bind_asked.emit(choice)
            case RowAction.GO_ON:
                self.go_on_asked.emit(choice or row.choices[0])
            case _:
                signals = {
                    RowAction.OPEN: self.open_asked,
                    RowAction.CONFIGURE: self.configure_asked,
                    RowAction.END: self.end_asked,
                    RowAction.REOPEN: self.reopen_asked,
                    RowAction.DELETE: self.delete_asked,
                }
                signals[action].emit(row.campaign_id)

    def _show_empty(self, *, has_page: bool) -> None:
        self.connect_button.setVisible(not has_page)
        self.create_first_button.setVisible(not has_page)
        self.create_button.setVisible(has_page)
        if has_page:
            self.empty.tell(
                "radio",
                self.tr("Chưa có buổi live nào"),
                self.tr(
                    "Tạo livestream mới để chọn sản phẩm và từ khoá trước. Khi trang lên sóng, "
                    "quầy tự gắn vào buổi live đó và bắt đầu chốt đơn."
                ),
            )
        else:
            self.empty.tell(
                "unplug",
                self.tr("Chưa kết nối trang Facebook"),
                self.tr(
                    "Kết nối trang để thấy các buổi live và đọc bình luận. "
                    "Trong lúc đó vẫn có thể soạn sẵn kịch bản cho buổi tới."
                ),
            )
        self._stack.setCurrentWidget(self.empty)

    def _create(self) -> None:
        self.create_asked.emit(None, None)

    def _tick(self) -> None:
        self.head.tick()

    def _connect(self) -> None:
        self._ticker.timeout.connect(self._tick)
        self.head.sync_button.clicked.connect(self.ask_sync)
        for button in (self.head.create_button, self.create_button, self.create_first_button):
            button.clicked.connect(self._create)
        self.connect_button.clicked.connect(self.connect_asked)
        self.trouble.connect_asked.connect(self.connect_asked)
        self.trouble.again_asked.connect(self.ask_sync)
        self.list.acted.connect(self._act)
        QShortcut(QKeySequence.StandardKey.New, self, self._create)

    def _build(self) -> None:
        card = QFrame(self)
        card.setObjectName("card")
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 8, 1, 8)
        inside.setSpacing(0)
        inside.addLayout(self._stack, 1)
        inside.addWidget(self.notice_line)
        around = QVBoxLayout()
        around.setContentsMargins(16, 16, 16, 16)
        around.addWidget(card)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.trouble)
        layout.addLayout(around, 1)
