"""The feed narrowed by staff and time, running numbers, comments a minute (product.md §9; the issue, 3)."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.capture.outcome import Outcome
from desktop.services.live_rows import ChangeSet, FeedFilter, FeedRow
from desktop.ui import formats
from desktop.ui.live.comment_rate import MINUTES, CommentRate, RateLine, RateShown
from desktop.ui.live.feed_filter import ShownComments
from desktop.ui.live.feed_head import FeedHead
from desktop.ui.live.feed_model import FeedModel
from desktop.ui.live.feed_narrowing import MINUTE, NOBODY, Span, span_of
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Theme

from .conftest import Desk
from .rows import NOW, feed_row, feed_rows


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def vietnam(hour: int, minute: int = 0, day: int = 21) -> int:
    return round(datetime(2026, 11, day, hour, minute, tzinfo=formats.VIETNAM).timestamp() * 1000)


def shown_ids(shown: ShownComments) -> list[str]:
    return [shown.row(place).comment_id for place in range(shown.rowCount())]


class Clock:
    """Time that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def model(qapp: QApplication) -> FeedModel:
    """c0 … c29, a minute apart, the last one now; Lan and Mai handled every third in turn."""
    model = FeedModel()
    staff = (None, "Lan", "Mai")
    model.take([feed_row(n, created_at=NOW - (29 - n) * MINUTE, staff=staff[n % 3]) for n in range(30)])
    return model


def test_it_shows_what_one_of_the_staff_handled_or_nobody(model: FeedModel, clock: Clock) -> None:
    shown = ShownComments(model, clock=clock)
    shown.narrow_by("Lan", Span())
    assert shown_ids(shown) == [f"c{n}" for n in range(1, 30, 3)]
    shown.narrow_by(NOBODY, Span())
    assert shown_ids(shown) == [f"c{n}" for n in range(0, 30, 3)]
    model.take([replace(model.row(0), revision=2, staff="Mai")])
    assert "c0" not in shown_ids(shown), "somebody has handled it now"
    assert model.staff() == ["Lan", "Mai"]


def test_it_shows_the_last_minutes_and_lets_the_old_ones_go(model: FeedModel, clock: Clock) -> None:
    shown = ShownComments(model, clock=clock)
    shown.narrow_by(None, Span(window=5 * MINUTE))
    assert shown_ids(shown) == [f"c{n}" for n in range(24, 30)]
    clock.now += 2 * MINUTE
    model.take([feed_row(30, created_at=clock.now)])
    shown.drop_old()
    assert shown_ids(shown) == ["c26", "c27", "c28", "c29", "c30"]


def test_chip_staff_and_time_hold_together(model: FeedModel, clock: Clock) -> None:
    model.take([replace(model.row(28), revision=2, outcome=Outcome.SUGGESTED)])
    shown = ShownComments(model, clock=clock)
    shown.narrow_by("Lan", Span(window=15 * MINUTE))
    shown.narrow(FeedFilter.SUGGESTED)
    assert shown_ids(shown) == ["c28"]
    shown.narrow(FeedFilter.ALL)
    assert shown_ids(shown) == ["c16", "c19", "c22", "c25", "c28"]


@pytest.mark.parametrize(
    ("since", "until", "first", "end"),
    [
        ("20:15", "20:20", vietnam(20, 15), vietnam(20, 21)),
        ("20h15", "", vietnam(20, 15), None),
        ("20", "20h", vietnam(20), vietnam(20, 1)),
        ("", "20:20", None, vietnam(20, 21)),
        ("23:50", "0:10", vietnam(23, 50, 20), vietnam(0, 11, 21)),
        ("", "", None, None),
    ],
)
def test_times_of_day_are_vietnams_and_the_latest_ones(
    since: str, until: str, first: int | None, end: int | None
) -> None:
    """product.md: Asia/Ho_Chi_Minh, whatever the PC is set to; a live may go past midnight."""
    assert span_of(since, until, vietnam(20, 33)) == Span(since=first, until=end)


@pytest.mark.parametrize("typed", ["25", "20:75", "tối", "20:15:30:1", "-3"])
def test_what_is_no_time_is_told_and_narrows_nothing(typed: str) -> None:
    assert span_of(typed, "", NOW) is None and span_of("", typed, NOW) is None


def fill(window: MainWindow, desk: Desk, qtbot: QtBot, rows: list[FeedRow]) -> None:
    desk.rows += rows
    desk.publish(ChangeSet(comments_added=tuple(row.comment_id for row in rows)))
    qtbot.waitUntil(lambda: window.screen_live.feed.model.rowCount() == len(desk.rows))


def test_by_keyboard_from_the_button_to_the_chip_that_takes_it_back(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    """§9: every control reachable by keyboard; what is left out is in plain sight and one click away."""
    fill(window, desk, qtbot, [feed_row(n, staff="Lan" if n % 2 else None) for n in range(20)])
    feed = window.screen_live.feed
    feed.head.narrow_button.setFocus()
    qtbot.keyClick(feed.head.narrow_button, Qt.Key.Key_Space)
    narrower = feed.narrower
    assert narrower.isVisible() and narrower.staff_choice.hasFocus()
    assert narrower.staff_choice.choices == ("Chưa ai xử lý", "Lan")
    narrower.staff_choice.choose("Lan")
    assert feed.view.shown.rowCount() == 10
    assert feed.head.active.isVisible() and feed.head.active.text() == "Lan"
    narrower.windows.choose(str(15 * MINUTE))
    assert feed.head.active.text() == "Lan · 15 phút"
    qtbot.keyClick(narrower.since, Qt.Key.Key_Escape)
    assert narrower.isHidden() and feed.head.narrow_button.hasFocus()
    feed.head.active.click()
    assert feed.view.shown.rowCount() == 20 and feed.head.active.isHidden()
    assert not feed.head.narrow_button.isChecked()


def test_from_to_is_typed_and_a_slip_is_said(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    rows = [feed_row(n, created_at=vietnam(20, n)) for n in range(30)]
    fill(window, desk, qtbot, rows)
    feed = window.screen_live.feed
    feed.head.narrow_button.click()
    narrower = feed.narrower
    qtbot.keyClicks(narrower.since, "20:10")
    qtbot.keyClicks(narrower.until, "20:12")
    assert shown_ids(feed.view.shown) == ["c10", "c11", "c12"]
    assert feed.head.active.text() == "20:10–20:12"
    narrower.until.setText("")
    qtbot.keyClicks(narrower.until, "99")
    assert narrower.hint.text() == "Nhập giờ như 20:15" and feed.view.shown.rowCount() == 30
    narrower.windows.choose(str(5 * MINUTE))
    assert narrower.since.text() == narrower.until.text() == ""
    assert feed.head.active.text() == "5 phút"


def test_the_running_number_stands_behind_the_name_of_all_comments_of_a_buyer(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    """The issue: running numbers in the feed; one that comes with a later comment shows at the earlier."""
    mine = {"author_id": "lan", "buyer_name": "Lan"}
    fill(window, desk, qtbot, [feed_row(0, outcome=Outcome.QUESTION, **mine), feed_row(1)])
    feed = window.screen_live.feed
    width = feed.view.viewport().width()

    def head(place: int) -> str:
        return feed.view.delegate.layout_of(feed.model.row(place), width, 1.0).time

    assert "STT" not in head(0)
    fill(window, desk, qtbot, [feed_row(2, running_number=1_042, **mine)])
    assert head(0).startswith("STT 1.042 · ") and head(2).startswith("STT 1.042 · ")
    assert "STT 1042" in str(feed.model.data(feed.model.index(0, 0)))
    assert "STT" not in head(1)
    desk.rows[2] = replace(desk.rows[2], revision=2, running_number=None)
    desk.publish(ChangeSet(comments_changed=("c2",)))
    qtbot.waitUntil(lambda: "STT" not in head(0))


def test_comments_a_minute_are_counted_as_they_come() -> None:
    rate = CommentRate()
    rate.note(NOW - second * 1_000 for second in range(0, 120, 2))
    assert rate.per_minute(NOW) == 30
    minutes = rate.minutes(NOW)
    assert len(minutes) == MINUTES and minutes[-1] == 30 and sum(minutes) == 60
    assert rate.per_minute(NOW + 90_000) == 0 and sum(rate.minutes(NOW + 90_000)) == 60
    rate.note(NOW + hour * 3_600_000 for hour in range(2_500))
    assert len(rate._slices) < 2_000, "what is over is forgotten"
    rate.note([0])
    assert sum(rate.minutes(NOW + 2_499 * 3_600_000)) == 1


@pytest.mark.parametrize("skew", [0, 86_400_000, -86_400_000])
def test_a_pc_whose_clock_is_a_day_off_counts_right(
    theme: Theme, qtbot: QtBot, clock: Clock, skew: int
) -> None:
    """The issue's bad input: the PC's clock a day off."""
    line = RateLine(theme, clock)
    qtbot.addWidget(line)
    line.note([NOW + skew - 50_000])
    clock.now += 1_000
    line.note([NOW + skew, NOW + skew + 1_000])
    assert line.text == "3/phút"
    clock.now += 61_000
    line.refresh()
    assert line.text == "0/phút"


def test_a_live_of_yesterday_is_not_counted_as_running(theme: Theme, qtbot: QtBot, clock: Clock) -> None:
    line = RateLine(theme, clock)
    qtbot.addWidget(line)
    line.note(NOW - 86_400_000 - second for second in range(500))
    assert line.text == "0/phút"


def test_counting_costs_nothing_to_speak_of(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    """architecture.md §3: with 10,000 comments in the feed, a batch of 50 is counted within 2 ms."""
    fill(window, desk, qtbot, [feed_row(n, created_at=NOW - (10_000 - n) * 60) for n in range(10_000)])
    rate = window.screen_live.feed.head.rate
    costs = []
    for _ in range(5):
        began = time.perf_counter()
        rate.note([NOW] * 50)
        costs.append(time.perf_counter() - began)
    assert min(costs) < 0.002, costs


@pytest.mark.parametrize(
    ("width", "shown"), [(1_600, RateShown.ALL), (1_366, RateShown.ALL), (1_024, RateShown.NUMBER)]
)
def test_the_line_is_shown_where_there_is_room(
    window: MainWindow, desk: Desk, qtbot: QtBot, width: int, shown: RateShown
) -> None:
    """Chips are worth more than the line."""
    fill(window, desk, qtbot, feed_rows(0, 30))
    window.resize(width, 720)
    settle()
    head = window.screen_live.feed.head
    assert head.rate.shown is shown, width
    assert head.rate.geometry().right() <= head.width() - 16


def test_the_line_gives_way_first_then_the_number_then_chips(qtbot: QtBot, theme: Theme) -> None:
    """Folded chips leave room for the number again, while three of them are in sight."""
    around = QWidget()
    qtbot.addWidget(around)
    head = FeedHead(theme, lambda: NOW, around)
    head.show_counts(dict.fromkeys(FeedFilter, 88))
    around.resize(1_000, 60)
    around.show()
    seen = []
    for width in range(1_000, 300, -4):
        head.setFixedWidth(width)
        settle()
        seen.append((head.rate.shown, len(head.chips.in_sight)))
    whole = [shown for shown, count in seen if count == 7]
    assert whole == sorted(whole, reverse=True) and set(whole) == set(RateShown)
    assert min(count for shown, count in seen if shown is RateShown.NUMBER) == 3
    assert seen[-1][1] < 3


def test_the_title_gives_way_to_the_number(qtbot: QtBot, theme: Theme) -> None:
    """What is below is plain to see; how fast they come is not."""
    around = QWidget()
    qtbot.addWidget(around)
    head = FeedHead(theme, lambda: NOW, around)
    head.show_counts(dict.fromkeys(FeedFilter, 88))
    around.resize(1_000, 60)
    around.show()
    seen = []
    for width in range(1_000, 300, -4):
        head.setFixedWidth(width)
        settle()
        seen.append((head.findChild(QLabel).isVisible(), head.rate.shown))
    assert [is_titled for is_titled, _ in seen] == sorted((is_titled for is_titled, _ in seen), reverse=True)
    assert {(True, RateShown.ALL), (True, RateShown.NUMBER), (False, RateShown.NUMBER)} <= set(seen)
    assert (False, RateShown.ALL) not in seen
