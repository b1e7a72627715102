"""What staff do while the live runs, handed to the desk: accept, pause, open and close, on air, who holds.

It shows only what the desk answered; rows and counts follow with the commit (architecture.md §2).
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject

from desktop.ui import formats
from desktop.ui.live.desk import FAULTS, LiveDesk, Spawn
from desktop.ui.live.screen import LiveScreen
from desktop.ui.theme import Tone
from desktop.ui.widgets.notice import Notice

Work = Callable[[], Coroutine[Any, Any, None]]


class OperatingPresenter(QObject):
    """Between the controls of the live screen and the desk. `spawn` runs a task under supervision."""

    def __init__(self, desk: LiveDesk, spawn: Spawn, screen: LiveScreen) -> None:
        super().__init__(screen)
        self._desk, self._spawn, self._screen = desk, spawn, screen
        self._running: set[str] = set()
        screen.feed.accept_asked.connect(self._accept)
        screen.top_bar.pause_asked.connect(self._pause)

    def _accept(self, comment_id: str) -> None:
        self._do(f"accept {comment_id}", lambda: self._accepting(comment_id), self._screen.feed.notice)

    def _pause(self, paused: bool) -> None:
        self._do("pause", lambda: self._pausing(paused), self._screen.feed.notice)

    def _do(self, name: str, work: Work, notice: Notice) -> None:
        """Run one thing unless it runs already: a key held down asks once."""
        if name not in self._running:
            self._running.add(name)
            self._spawn(name, self._told(name, work, notice))

    async def _told(self, name: str, work: Work, notice: Notice) -> None:
        try:
            await work()
        except FAULTS as error:
            notice.tell(str(error), Tone.INFO)
        finally:
            self._running.discard(name)

    async def _accepting(self, comment_id: str) -> None:
        self._screen.feed.notice.tell(await self._desk.accept(comment_id), Tone.OK)

    async def _pausing(self, paused: bool) -> None:
        offered = await self._desk.set_paused(paused)
        notice = self._screen.feed.notice
        if paused:
            notice.tell(self.tr("Đã tạm dừng chốt. Bình luận vẫn hiện, chưa thành đơn. F8 để chốt tiếp."))
        elif offered:
            text = self.tr("Chốt tiếp. {count} bình luận lúc tạm dừng đang chờ ở Gợi ý.", None, offered)
            notice.tell(text.format(count=formats.grouped(offered)), Tone.INFO)
        else:
            notice.tell(self.tr("Chốt tiếp. Lúc tạm dừng không có bình luận nào cần xem lại."), Tone.OK)
