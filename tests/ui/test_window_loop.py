"""The window on the program's own loop, with supervised tasks: as the composition root builds it."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services.live_rows import FeedRow
from desktop.system.loop import Loop
from desktop.system.tasks import TaskSupervisor
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Theme

from .conftest import Desk


class WaitingDesk(Desk):
    """Takes a moment for every answer, as a database does."""

    async def feed_rows(
        self, after_sequence: int | None = None, ids: Collection[str] = ()
    ) -> Sequence[FeedRow]:
        await asyncio.sleep(0.005)
        return await super().feed_rows(after_sequence, ids)


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[Loop]:
    before = qapp.quitOnLastWindowClosed()
    with Loop(qapp) as loop:
        yield loop
    qapp.setQuitOnLastWindowClosed(before)


def test_a_burst_reaches_the_window_complete_and_in_order(loop: Loop, theme: Theme, qtbot: QtBot) -> None:
    """architecture.md §2: commit → ChangeSet → presenter → feed; the ids are the same at both ends."""
    desk, tasks = WaitingDesk(), TaskSupervisor()
    window = MainWindow(desk, tasks.spawn, theme, loop.pool, staff="Lan", storage_label="máy này")
    qtbot.addWidget(window)
    window.show()

    async def live() -> None:
        complete, model = asyncio.Event(), window.screen_live.feed.model
        model.rowsInserted.connect(lambda: complete.set() if model.rowCount() == 420 else None)
        window.start()
        for _ in range(60):
            desk.add_comments(7)
            await asyncio.sleep(0.003)
        async with asyncio.timeout(5):
            await complete.wait()
        qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        window.close()
        window.stop()
        assert await tasks.shutdown() == ()

    loop.run_until_complete(live())
    assert window.screen_live.feed.model.comment_ids() == [row.comment_id for row in desk.rows]
    assert window.screen_live.feed.view.unseen == 0
    assert desk.feed_reads < 60
