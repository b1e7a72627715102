"""Chips that filter and count, F4 and F8 (product.md §9, §2.7, §2.11)."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.capture.outcome import Outcome
from desktop.services.live_rows import ChangeSet, FeedFilter, FeedRow, filter_counts
from desktop.storage.errors import DiskFullError
from desktop.ui.live.feed_filter import ShownComments
from desktop.ui.live.feed_model import FeedModel
from desktop.ui.live.feed_view import FeedView
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Theme

from .conftest import Desk
from .rows import feed_row


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def mixed(first: int, last: int) -> list[FeedRow]:
    """Every outcome in turn."""
    outcomes = list(Outcome)
    return [feed_row(number, outcome=outcomes[number % len(outcomes)]) for number in range(first, last)]


def shown_ids(shown: ShownComments) -> list[str]:
    return [shown.row(place).comment_id for place in range(shown.rowCount())]


def expected(model: FeedModel, chip: FeedFilter) -> list[str]:
    rows = (model.row(place) for place in range(model.rowCount()))
    return [row.comment_id for row in rows if chip.passes(row.outcome)]


@pytest.fixture
def model(qapp: QApplication) -> FeedModel:
    return FeedModel()


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, model: FeedModel) -> FeedView:
    view = FeedView(theme, model)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    model.take(mixed(0, 400))
    settle()
    return view


def fill(window: MainWindow, desk: Desk, qtbot: QtBot, rows: list[FeedRow]) -> None:
    desk.rows += rows
    desk.publish(ChangeSet(comments_added=tuple(row.comment_id for row in rows)))
    qtbot.waitUntil(lambda: window.screen_live.feed.model.rowCount() == len(desk.rows))


@pytest.mark.parametrize("chip", list(FeedFilter))
def test_each_chip_shows_what_it_counts_also_of_what_comes_later(model: FeedModel, chip: FeedFilter) -> None:
    """§9: chips filter and count."""
    model.take(mixed(0, 100))
    shown = ShownComments(model)
    shown.narrow(chip)
    inserted = QSignalSpy(shown.rowsInserted)
    model.take(mixed(100, 200))
    ids = shown_ids(shown)
    assert ids == expected(model, chip)
    counts = filter_counts(dict.fromkeys(Outcome, 20))
    assert len(ids) == counts[chip] > 0
    assert inserted.count() == 1, "architecture.md §5: one insertion per batch"


def test_a_changed_comment_comes_and_goes_and_takes_its_place(model: FeedModel) -> None:
    model.take(mixed(0, 40))
    shown = ShownComments(model)
    shown.narrow(FeedFilter.SUGGESTED)
    removed, inserted, changed = (
        QSignalSpy(signal) for signal in (shown.rowsRemoved, shown.rowsInserted, shown.dataChanged)
    )
    place = shown.place_of("c15")
    assert place == 1
    model.take([replace(model.row(15), revision=2, badge="mới")])
    assert (changed.count(), removed.count()) == (1, 0)
    model.take([replace(model.row(15), revision=3, outcome=Outcome.ORDERED)])
    assert removed.count() == 1 and shown.place_of("c15") is None
    model.take([replace(model.row(15), revision=4, outcome=Outcome.SUGGESTED)])
    assert inserted.count() == 1 and shown.place_of("c15") == 1
    assert shown_ids(shown) == expected(model, FeedFilter.SUGGESTED)


def test_a_filtered_feed_follows_at_the_bottom_and_stays_put_elsewhere(
    view: FeedView, model: FeedModel
) -> None:
    """§9: the follow rule holds under a chip; only what passes is counted as new."""
    view.narrow(FeedFilter.ORDERED)
    settle()
    assert view.is_following
    model.take(mixed(400, 420))
    settle()
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    view.verticalScrollBar().setValue(330)
    before = view.indexAt(QPoint(5, 0)).row(), view.visualRect(view.indexAt(QPoint(5, 0))).top()
    model.take(mixed(420, 440))
    settle()
    top = view.indexAt(QPoint(5, 0))
    assert (top.row(), view.visualRect(top).top()) == before
    assert view.unseen == 4


def test_rows_that_go_above_leave_the_rest_where_it_is(view: FeedView, model: FeedModel) -> None:
    """§9: it stays put, to the pixel, also when a comment higher up ceases to pass."""
    view.narrow(FeedFilter.SUGGESTED)
    settle()
    view.verticalScrollBar().setValue(610)
    index = view.indexAt(QPoint(5, 0))
    before = view.shown.row(index.row()).comment_id, view.visualRect(index).top()
    for revision, outcome in ((2, Outcome.ORDERED), (3, Outcome.SUGGESTED)):
        model.take([replace(model.row(5), revision=revision, outcome=outcome)])
        settle()
        index = view.indexAt(QPoint(5, 0))
        assert (view.shown.row(index.row()).comment_id, view.visualRect(index).top()) == before
        assert view.unseen == 0


def test_the_chosen_comment_stays_chosen_if_it_passes(view: FeedView) -> None:
    view.setCurrentIndex(view.shown.index(5, 0))
    view.narrow(FeedFilter.SUGGESTED)
    assert view.chosen is not None and view.chosen.comment_id == "c5"
    view.narrow(FeedFilter.QUESTION)
    assert view.chosen is None
    view.narrow(FeedFilter.ALL)
    settle()
    assert view.shown.rowCount() == 400 and view.is_following


def test_ten_thousand_comments_are_filtered_at_once(qtbot: QtBot, theme: Theme, model: FeedModel) -> None:
    """§9 and architecture.md §3: choosing a chip costs less than 100 ms at 10,000 comments, painted."""
    view = FeedView(theme, model)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    model.take(mixed(0, 10_000))
    settle()
    costs = []
    for chip in (FeedFilter.ORDERED, FeedFilter.ALL, FeedFilter.SUGGESTED):
        began = time.perf_counter()
        view.narrow(chip)
        settle()
        costs.append(time.perf_counter() - began)
    assert max(costs) < 0.1, costs
    began = time.perf_counter()
    model.take(mixed(10_000, 10_020))
    settle()
    assert time.perf_counter() - began < 0.1


def test_the_chips_tell_the_counts_of_the_commit(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    fill(window, desk, qtbot, mixed(0, 1_200))
    chips = window.screen_live.feed.chips.chips.chips
    assert chips[FeedFilter.ALL].text() == "Tất cả 1.200"
    assert chips[FeedFilter.ORDERED].text() == "Đơn 240"
    assert chips[FeedFilter.SUGGESTED].accessibleName() == "Gợi ý 120"
    desk.rows[5] = replace(desk.rows[5], revision=2, outcome=Outcome.ORDERED)
    desk.publish(ChangeSet(comments_changed=("c5",)))
    qtbot.waitUntil(lambda: chips[FeedFilter.SUGGESTED].text() == "Gợi ý 119")
    assert chips[FeedFilter.ORDERED].text() == "Đơn 241"


def test_chips_fold_into_a_menu_where_they_do_not_fit(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    """§9: they fold into a menu when the window is narrow, the last ones first; at 1280 they all fit."""
    fill(window, desk, qtbot, mixed(0, 1_300))
    chips = window.screen_live.feed.chips
    for width, folded in ((1_366, False), (1_280, False), (1_024, True), (1_280, False)):
        window.resize(width, 720)
        settle()
        assert window.width() == width
        assert chips.is_folded == folded, width
    window.resize(1_024, 600)
    settle()
    kept = chips.in_sight
    assert 3 <= len(kept) < 7 and kept == list(chips.chips.chips)[: len(kept)]
    assert chips.chips.width() + 6 + chips.folded.width() <= chips.width()
    assert chips.folded.text() == f"+{7 - len(kept)}" and not chips.folded.isChecked()
    offered = [action for action in chips.menu_of_chips.actions() if action.isVisible()]
    assert len(offered) == 7 - len(kept) and offered[-1].text().startswith("Câu hỏi")


def test_a_folded_chip_that_is_chosen_is_said_by_the_button(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    """§9: what the feed is filtered by is always in sight, in words and in colour."""
    fill(window, desk, qtbot, mixed(0, 1_300))
    feed = window.screen_live.feed
    window.resize(1_024, 600)
    settle()
    action = feed.chips.menu_of_chips.actions()[-1]
    action.trigger()
    assert feed.view.shown.narrowing.chip is FeedFilter.QUESTION
    assert feed.chips.folded.text() == action.text() and feed.chips.folded.isChecked()
    assert action.isChecked()
    assert feed.chips.chips.width() + 6 + feed.chips.folded.width() <= feed.chips.width()
    qtbot.mouseClick(feed.chips.chips.chips[FeedFilter.ORDERED], Qt.MouseButton.LeftButton)
    settle()
    assert feed.view.shown.narrowing.chip is FeedFilter.ORDERED
    assert feed.chips.folded.text().startswith("+") and not feed.chips.folded.isChecked()


def test_asking_how_wide_the_chips_are_changes_nothing(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    """Layouts ask at any time, for widths at which the choice would be folded; what is said stays."""
    fill(window, desk, qtbot, mixed(0, 1_300))
    chips = window.screen_live.feed.chips
    window.resize(1_024, 600)
    settle()
    last = chips.in_sight[-1]
    qtbot.mouseClick(chips.chips.chips[last], Qt.MouseButton.LeftButton)
    said = chips.folded.text()
    assert said.startswith("+") and chips.least and chips.sizeHint() and chips.minimumSizeHint()
    assert chips.folded.text() == said and not chips.folded.isChecked()


def test_a_chip_without_comments_says_so(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    fill(window, desk, qtbot, [feed_row(0)])
    feed = window.screen_live.feed
    feed.chips.chips.choose(FeedFilter.QUESTION)
    assert feed.none_pass.isVisible() and not feed.view.isVisible() and not feed.empty.isVisible()
    fill(window, desk, qtbot, [feed_row(1, outcome=Outcome.QUESTION)])
    assert feed.view.isVisible()


def test_f4_accepts_the_chosen_suggestion_and_says_what_came(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    """§9: F4 accept the suggestion; the undo toast tells it, no dialog."""
    fill(window, desk, qtbot, [feed_row(0), feed_row(1, outcome=Outcome.SUGGESTED)])
    feed = window.screen_live.feed
    feed.view.setCurrentIndex(feed.view.shown.index(1, 0))
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert desk.accepted == ["c1"]
    assert feed.toast.text == "Đã nhận gợi ý: QL-000009 · A01×1" and not feed.notice.text
    qtbot.waitUntil(lambda: feed.model.row(1).outcome is Outcome.ORDERED)


def test_f4_goes_through_the_suggestions_one_after_the_other(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    fill(window, desk, qtbot, [feed_row(number, outcome=Outcome.SUGGESTED) for number in range(4)])
    feed = window.screen_live.feed
    feed.chips.chips.choose(FeedFilter.SUGGESTED)
    feed.view.setCurrentIndex(feed.view.shown.index(0, 0))
    for left in (3, 2, 1, 0):
        qtbot.keyClick(window, Qt.Key.Key_F4)
        qtbot.waitUntil(lambda left=left: feed.view.shown.rowCount() == left)
    assert desk.accepted == ["c0", "c1", "c2", "c3"]


def test_f4_without_anything_to_accept_is_one_quiet_sentence(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    feed = window.screen_live.feed
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert feed.notice.text == "Chọn một bình luận có gợi ý rồi bấm F4."
    fill(window, desk, qtbot, [feed_row(0)])
    feed.view.setCurrentIndex(feed.view.shown.index(0, 0))
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert feed.notice.text == "Bình luận này không có gợi ý nào để nhận."
    desk.fault = DiskFullError(Path("quay.db"))
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert feed.notice.text == str(desk.fault)


def test_a_refusal_says_what_it_would_give_up_before_it_is_done(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    """The issue, 3: cancel suggestions; what F4 frees is in plain sight, and it can be taken back."""
    fill(window, desk, qtbot, [feed_row(0), feed_row(1, outcome=Outcome.CANCEL_SUGGESTED), feed_row(2)])
    feed = window.screen_live.feed
    feed.view.setFocus()
    feed.view.setCurrentIndex(feed.view.shown.index(0, 0))
    qtbot.keyClick(feed.view, Qt.Key.Key_Down)
    assert feed.notice.text == "F4 sẽ hủy của Khách c1: B05×3; thôi chờ D02×1." and not desk.accepted
    qtbot.keyClick(feed.view, Qt.Key.Key_Down)
    assert not feed.notice.text
    qtbot.keyClick(feed.view, Qt.Key.Key_Up)
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert desk.accepted == ["c1"] and feed.toast.isVisible() and not feed.notice.text


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_of_a_row_accepts_too(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    """§9: the menu shows the keys; a refusal is worded as what it does."""
    rows = [feed_row(0), feed_row(1, outcome=Outcome.CANCEL_SUGGESTED)]
    fill(window, desk, qtbot, rows)
    view = window.screen_live.feed.view
    for place, text, enabled in ((0, "Nhận gợi ý\tF4", False), (1, "Hủy món khách bỏ\tF4", True)):
        view.setCurrentIndex(view.shown.index(place, 0))
        view.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
        (action,) = view.row_menu.actions()
        assert (action.text(), action.isEnabled()) == (text, enabled)
        view.row_menu.close()
    view.row_menu.actions()[0].trigger()
    assert desk.accepted == ["c1"]


def test_f8_pauses_and_goes_on_and_everybody_sees_it(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    """§9 F8, §2.11: colour, word and button tell it; going on says how many comments are offered."""
    bar, notice = window.screen_live.top_bar, window.screen_live.feed.notice
    qtbot.keyClick(window, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: bar.paused.text == "Đang tạm dừng chốt")
    assert desk.is_paused and bar.property("paused") is True
    assert bar.mode.isHidden(), "it does not run by itself now"
    assert bar.pause_button.accessibleName() == "Chốt tiếp"
    desk.offered = 3
    bar.pause_button.click()
    qtbot.waitUntil(bar.paused.isHidden)
    assert not desk.is_paused and bar.mode.text == "Chốt tự động"
    assert notice.text == "Chốt tiếp. 3 bình luận lúc tạm dừng đang chờ ở Gợi ý."


def test_the_keys_that_the_status_bar_tells_work(window: MainWindow) -> None:
    """§9: the menu shows the keys; what is not built is not told."""
    assert "F4 nhận gợi ý" in window.status.keys and "F8 tạm dừng" in window.status.keys
    assert "F2" not in window.status.keys and "F3" not in window.status.keys
