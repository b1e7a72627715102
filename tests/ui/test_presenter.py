"""The live presenter: coalesced changes, one insertion a batch, quick clicks added up."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from desktop.services.live_rows import ChangeSet, OpenSaleAnswer, SourceState, SourceStatus
from desktop.services.troubles import Trouble
from desktop.storage.errors import DiskFullError
from desktop.ui.live.presenter import LivePresenter
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Theme

from .conftest import Desk, run_at_once


def test_many_changes_within_33_ms_are_one_read_and_one_insertion(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    """architecture.md §2: presenters coalesce per 33 ms, one begin/endInsertRows."""
    model = window.screen_live.feed.model
    inserted, before = QSignalSpy(model.rowsInserted), desk.feed_reads
    for _ in range(20):
        desk.add_comments(5)
    qtbot.waitUntil(lambda: model.rowCount() == 100)
    assert inserted.count() == 1
    assert desk.feed_reads == before + 1
    assert model.comment_ids() == [row.comment_id for row in desk.rows]


def test_changed_comments_are_read_anew(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    model = window.screen_live.feed.model
    desk.add_comments(3)
    qtbot.waitUntil(lambda: model.rowCount() == 3)
    desk.rows[1] = replace(desk.rows[1], revision=2, badge="Đã hủy")
    desk.publish(ChangeSet(comments_changed=("c1",)))
    qtbot.waitUntil(lambda: model.row(1).badge == "Đã hủy")


def test_the_window_shows_campaign_source_and_lag(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    bar, status = window.screen_live.top_bar, window.status
    assert bar.badge.text == "LIVE 00:01:00"
    assert bar.source.text == "Graph 0,6\N{NO-BREAK SPACE}s"
    assert bar.mode.text == "Chốt tự động"
    desk.add_comments(2)
    desk.publish(ChangeSet(write_lag=4))
    qtbot.waitUntil(lambda: status.write_lag.text() == "Trễ ghi 4 ms")
    assert bar.counts.text() == "Shop Mây · 2 bình luận · 0 đơn"


@pytest.mark.parametrize("state", list(SourceState))
def test_every_state_of_the_source_has_a_word_and_trouble_a_sentence(
    qtbot: QtBot, window: MainWindow, desk: Desk, state: SourceState
) -> None:
    """§9: colour is never the only signal."""
    desk.publish(ChangeSet(source=SourceStatus(state, 600, 0)))
    source = window.screen_live.top_bar.source
    qtbot.waitUntil(lambda: window.status.shown is not None and window.status.shown.state == state)
    assert source.text
    calm = {SourceState.CONNECTING, SourceState.READING}
    assert bool(window.status.advice.text()) == (state not in calm)
    is_of_token = state in (SourceState.RELOGIN, SourceState.FORBIDDEN)
    assert window.status.connect_button.isVisible() == is_of_token, "the way to a new token stands beside it"


def test_what_hinders_the_station_is_said_where_nothing_weightier_is(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    """Bad input of the issue: the PC's clock a day off."""
    status = window.status
    status.show_trouble(Trouble("Đồng hồ máy nhanh 24 giờ."))
    assert (status.advice.text(), status.advice.property("role")) == ("Đồng hồ máy nhanh 24 giờ.", "warn")
    assert not status.connect_button.isVisible()
    desk.publish(ChangeSet(source=SourceStatus(SourceState.OFFLINE)))
    qtbot.waitUntil(lambda: status.advice.text().startswith("Mất kết nối tới Facebook"))
    desk.publish(ChangeSet(source=SourceStatus(SourceState.READING)))
    qtbot.waitUntil(lambda: status.advice.text() == "Đồng hồ máy nhanh 24 giờ.")
    status.show_trouble(Trouble("Không đọc được token: dán lại.", asks_token=True))
    with qtbot.waitSignal(status.connect_asked):
        status.connect_button.click()
    status.show_trouble(Trouble())
    assert not status.advice.text() and not status.connect_button.isVisible()


def test_the_sources_own_advice_is_shown_in_red(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    desk.publish(ChangeSet(source=SourceStatus(SourceState.RELOGIN, message="Hãy đăng nhập lại Facebook.")))
    qtbot.waitUntil(lambda: window.status.advice.text() == "Hãy đăng nhập lại Facebook.")
    assert window.status.advice.property("role") == "bad"


@pytest.mark.parametrize("state", [SourceState.RELOGIN, SourceState.FORBIDDEN])
def test_a_token_that_ends_in_mid_live_has_the_way_to_a_new_one_beside_it(
    qtbot: QtBot, window: MainWindow, desk: Desk, state: SourceState
) -> None:
    """The issue: a token expired in mid-live; what is to be done is one click away."""
    trouble = window.screen_live.trouble
    assert not trouble.isVisible()
    desk.publish(ChangeSet(source=SourceStatus(state)))
    qtbot.waitUntil(trouble.isVisible)
    assert "kết nối lại" in trouble.sentence.text()
    with qtbot.waitSignal(trouble.connect_asked):
        qtbot.mouseClick(trouble.connect_button, Qt.MouseButton.LeftButton)
    desk.publish(ChangeSet(source=SourceStatus(SourceState.READING, 300)))
    qtbot.waitUntil(lambda: not trouble.isVisible())


def test_a_database_that_cannot_write_is_said_until_it_can(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    """Bad input of the issue: a full disk; it weighs more than what the source has to say."""
    desk.publish(ChangeSet(storage_fault="Ổ đĩa đã đầy."))
    qtbot.waitUntil(lambda: window.status.advice.text() == "Ổ đĩa đã đầy.")
    desk.publish(ChangeSet(source=SourceStatus(SourceState.OFFLINE)))
    qtbot.waitUntil(lambda: window.screen_live.top_bar.source.text == "Mất kết nối")
    assert window.status.advice.text() == "Ổ đĩa đã đầy."
    desk.publish(ChangeSet(storage_fault=""))
    qtbot.waitUntil(lambda: window.status.advice.text().startswith("Mất kết nối tới Facebook"))


def test_what_could_not_be_read_is_read_again(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    """Nothing lost: a change whose rows could not be read stays due."""
    desk.fault = DiskFullError(Path("quay.db"))
    desk.add_comments(3)
    qtbot.waitUntil(lambda: "đã đầy" in window.screen_live.products.notice.text)
    desk.fault = None
    qtbot.waitUntil(lambda: window.screen_live.feed.model.rowCount() == 3, timeout=3_000)


def test_one_refresh_at_a_time(qtbot: QtBot, theme: Theme, pool: ThreadPoolExecutor, desk: Desk) -> None:
    """What changes while rows are being read follows after; two readers never race for the model."""
    begun: list[Coroutine[Any, Any, None]] = []
    window = MainWindow(
        desk, lambda _, work: begun.append(work), theme, pool, staff="Lan", storage_label="máy này"
    )
    qtbot.addWidget(window)
    window.start()
    qtbot.waitUntil(lambda: len(begun) == 1)
    desk.add_comments(2)
    timers = window.live.presenter.findChildren(QTimer)
    assert [timer.isActive() for timer in timers] == [False]
    run_at_once("", begun[0])
    qtbot.waitUntil(lambda: len(begun) == 2)
    run_at_once("", begun[1])
    assert window.screen_live.feed.model.rowCount() == 2
    window.stop()


def test_after_stop_nothing_is_read(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    window.stop()
    assert desk.callbacks == []
    window.stop()


class SlowDesk(Desk):
    """Answers a set open sale only when `gate` opens."""

    def __init__(self) -> None:
        super().__init__()
        self.gate: asyncio.Event | None = None

    async def set_open_sale(self, sku: str, quantity: int | None) -> OpenSaleAnswer:
        if self.gate:
            await self.gate.wait()
        return await super().set_open_sale(sku, quantity)


async def test_quick_clicks_add_up_before_the_first_is_saved(window: MainWindow) -> None:
    """Three presses of +5 while the first is on its way are +15, saved in at most two writes."""
    slow, tasks = SlowDesk(), list[asyncio.Task[None]]()
    slow.gate = asyncio.Event()

    def spawn(name: str, work: Coroutine[Any, Any, None]) -> None:
        tasks.append(asyncio.get_running_loop().create_task(work, name=name))

    screen = window.screen_live
    screen.products.open_sale_stepped.disconnect()
    LivePresenter(slow, spawn, screen)
    for _ in range(3):
        screen.products.open_sale_stepped.emit("SKU-A01", 5)
    await asyncio.sleep(0)
    slow.gate.set()
    await asyncio.gather(*tasks)
    assert len(tasks) == 1
    assert slow.asked == [("SKU-A01", 35)]
    screen.products.open_sale_stepped.emit("SKU-A01", -1)
    await asyncio.gather(*tasks)
    assert slow.asked[-1] == ("SKU-A01", 34)
