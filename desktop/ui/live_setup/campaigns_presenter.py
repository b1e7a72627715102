"""Between the list of campaigns and the services behind it: reads, asks Facebook, hands on what staff decide.

It holds no rule. While the screen is out of sight it only notes that it is stale.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, QTimer

from desktop.services.lives_rows import BindChoice, LivesList
from desktop.ui.errands import Errands, Spawn
from desktop.ui.live_setup.campaigns_screen import CampaignsScreen
from desktop.ui.live_setup.lives_desk import LivesDesk
from desktop.ui.theme import Tone

COALESCE = 250
SYNC_AFTER = 60.0
"""Coming into sight, the list asks Facebook by itself where it last did so many seconds ago."""


class CampaignsPresenter(QObject):
    """Keeps the list true. `spawn(name, coroutine)` runs a task under supervision."""

    def __init__(self, desk: LivesDesk, spawn: Spawn, screen: CampaignsScreen) -> None:
        super().__init__(screen)
        self._desk, self._spawn, self._screen = desk, spawn, screen
        self._errands = Errands(spawn, lambda sentence: screen.notice(sentence, Tone.BAD))
        self._is_stale = True
        self._synced = -SYNC_AFTER
        self._unsubscribe: Callable[[], None] | None = None
        self._soon = QTimer(self, interval=COALESCE, singleShot=True)
        self._soon.timeout.connect(self._read_if_seen)
        screen.came_into_sight.connect(self._came_into_sight)
        screen.sync_asked.connect(self.sync)
        screen.bind_asked.connect(self._bind)
        screen.go_on_asked.connect(self._go_on)
        screen.end_asked.connect(self._end)
        screen.reopen_asked.connect(self._reopen)
        screen.delete_asked.connect(self._delete)

    def start(self) -> None:
        """Follow the changes from here on; the screen is filled when it comes into sight."""
        self._unsubscribe = self._desk.subscribe(self._changed)
        if self._screen.isVisible():
            self._came_into_sight()

    def stop(self) -> None:
        """Follow no longer."""
        self._soon.stop()
        if self._unsubscribe:
            self._unsubscribe()
            self._unsubscribe = None

    def sync(self) -> None:
        """Ask Facebook (*Đồng bộ*)."""
        self._errands.run("lives-sync", self._syncing)

    def _changed(self) -> None:
        self._is_stale = True
        if self._screen.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _came_into_sight(self) -> None:
        if self._unsubscribe is None:
            return
        if self._is_stale:
            self._read()
        if time.monotonic() - self._synced >= SYNC_AFTER:
            self.sync()

    def _read_if_seen(self) -> None:
        if self._screen.isVisible():
            self._read()

    def _read(self) -> None:
        self._errands.run("lives-list", self._reading)

    async def _reading(self) -> None:
        """Read until nothing changed meanwhile."""
        self._is_stale = True
        while self._is_stale:
            self._is_stale = False
            self._show(await self._desk.rows())

    async def _syncing(self) -> None:
        self._screen.show_syncing(True)
        self._synced = time.monotonic()
        try:
            self._show(await self._desk.sync())
        finally:
            self._screen.show_syncing(False)

    def _show(self, listed: LivesList) -> None:
        self._screen.show_list(listed)

    def _bind(self, choice: BindChoice) -> None:
        done = self.tr("Đã gắn chiến dịch vào buổi live. Bình luận từ đầu buổi đang được đọc.")
        self._act(lambda: self._desk.bind(choice.campaign_id, choice.live_id), done)

    def _go_on(self, choice: BindChoice) -> None:
        done = self.tr("Chiến dịch chạy tiếp ở buổi live mới. Đơn và số lượng đã có giữ nguyên.")
        self._act(lambda: self._desk.go_on(choice.campaign_id, choice.live_id), done)

    def _end(self, campaign: int) -> None:
        done = self.tr("Đã kết thúc chiến dịch. Bấm Mở lại trong danh sách nếu kết thúc nhầm.")
        self._act(lambda: self._desk.end(campaign), done)

    def _reopen(self, campaign: int) -> None:
        self._act(lambda: self._desk.reopen(campaign), self.tr("Đã mở lại chiến dịch."))

    def _delete(self, campaign: int) -> None:
        self._act(lambda: self._desk.delete(campaign), self.tr("Đã xoá chiến dịch."))

    def _act(self, work: Callable[[], Coroutine[Any, Any, None]], done: str) -> None:
        self._errands.run("lives-act", lambda: self._acting(work, done))

    async def _acting(self, work: Callable[[], Coroutine[Any, Any, None]], done: str) -> None:
        await work()
        self._screen.notice(done, Tone.OK)
        self._show(await self._desk.rows())
