"""The feed: follow or stay, one insertion per batch, immutable rows (product.md §9, architecture.md §5)."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.capture.outcome import Outcome
from desktop.ui.live.feed_model import FeedModel
from desktop.ui.live.feed_view import FeedView
from desktop.ui.theme import DARK, Theme, ThemeChoice

from .rows import feed_row, feed_rows


@pytest.fixture
def model(qapp: QApplication) -> FeedModel:
    return FeedModel()


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, model: FeedModel) -> FeedView:
    view = FeedView(theme, model)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    model.take(feed_rows(0, 100))
    settle()
    return view


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def top_row(view: FeedView) -> tuple[int, int]:
    """The first row in sight, and how many pixels of it are hidden above."""
    index = view.indexAt(QPoint(5, 0))
    return index.row(), -view.visualRect(index).top()


def test_the_feed_follows_while_it_is_at_the_bottom(view: FeedView, model: FeedModel) -> None:
    """§9: it follows the newest only while it is at the bottom."""
    model.take(feed_rows(100, 130))
    settle()
    assert view.indexAt(QPoint(5, view.viewport().height() - 5)).row() == 129
    assert view.unseen == 0
    assert view.pill.isHidden()


def test_the_feed_stays_put_to_the_pixel_when_scrolled_up(view: FeedView, model: FeedModel) -> None:
    """§9: otherwise it stays put and says "N bình luận mới"."""
    view.verticalScrollBar().setValue(1_234)
    before = top_row(view)
    for first in range(100, 1_124, 64):
        model.take(feed_rows(first, first + 64))
        settle()
    assert top_row(view) == before
    assert view.unseen == 1_024
    assert view.pill.isVisible()
    assert view.pill.text() == "1.024 bình luận mới"
    assert view.viewport().geometry().contains(view.pill.geometry())


def test_the_feed_stays_put_when_it_is_resized(view: FeedView, model: FeedModel) -> None:
    view.verticalScrollBar().setValue(1_234)
    before = top_row(view)
    view.resize(700, 420)
    settle()
    assert top_row(view) == before


def test_a_following_feed_still_follows_after_a_resize(view: FeedView, model: FeedModel) -> None:
    view.resize(700, 300)
    settle()
    model.take(feed_rows(100, 101))
    settle()
    assert view.is_following
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


def test_pressing_the_pill_goes_to_the_newest(qtbot: QtBot, view: FeedView, model: FeedModel) -> None:
    view.verticalScrollBar().setValue(0)
    model.take(feed_rows(100, 105))
    settle()
    qtbot.mouseClick(view.pill, Qt.MouseButton.LeftButton)
    settle()
    assert view.is_following
    assert view.unseen == 0
    assert view.pill.isHidden()


def test_end_goes_to_the_newest_and_scrolling_down_by_hand_too(
    qtbot: QtBot, view: FeedView, model: FeedModel
) -> None:
    for go in (
        lambda: qtbot.keyClick(view, Qt.Key.Key_End),
        lambda: view.verticalScrollBar().setValue(view.verticalScrollBar().maximum()),
    ):
        view.verticalScrollBar().setValue(0)
        assert not view.is_following
        last = model.rowCount()
        model.take(feed_rows(last, last + 1))
        settle()
        assert view.unseen == 1
        go()
        assert view.is_following
        assert view.unseen == 0


def test_one_insertion_per_batch(model: FeedModel) -> None:
    """architecture.md §2: one begin/endInsertRows for a batch, however large."""
    inserted = QSignalSpy(model.rowsInserted)
    model.take(feed_rows(0, 500))
    assert inserted.count() == 1
    assert inserted.at(0)[1:] == [0, 499]
    assert model.comment_ids() == [f"c{number}" for number in range(500)]


def test_a_change_replaces_the_row_with_one_data_changed_and_nothing_else(model: FeedModel) -> None:
    """architecture.md §5: a change replaces the row and emits one dataChanged."""
    model.take(feed_rows(0, 10))
    changed, inserted, reset = (
        QSignalSpy(signal) for signal in (model.dataChanged, model.rowsInserted, model.modelReset)
    )
    newer = replace(model.row(4), revision=2, badge="Đã hủy", outcome=Outcome.CANCEL_SUGGESTED)
    model.take([newer])
    assert model.row(4) is newer
    assert (changed.count(), inserted.count(), reset.count()) == (1, 0, 0)
    assert changed.at(0)[0].row() == changed.at(0)[1].row() == 4


def test_an_older_revision_never_replaces_a_newer_one(model: FeedModel) -> None:
    model.take([feed_row(0, revision=3, badge="mới")])
    model.take([feed_row(0, revision=2, badge="cũ")])
    assert model.row(0).badge == "mới"
    assert model.rowCount() == 1


def test_a_comment_told_twice_in_one_batch_stands_once(model: FeedModel) -> None:
    model.take([feed_row(0), feed_row(0)])
    assert model.comment_ids() == ["c0"]


def test_layouts_are_kept_by_what_they_depend_on(theme: Theme, view: FeedView, model: FeedModel) -> None:
    """architecture.md §5: (id, revision, width, font, dpr) and the theme; nothing else."""
    delegate = view.delegate
    row = model.row(0)
    first = delegate.layout_of(row, 800, 1.0)
    assert delegate.layout_of(row, 800, 1.0) is first
    assert delegate.layout_of(replace(row, revision=2), 800, 1.0) is not first
    assert delegate.layout_of(row, 801, 1.0) is not first
    assert delegate.layout_of(row, 800, 2.0) is not first
    theme.choose(ThemeChoice.DARK)
    assert theme.tokens is DARK
    assert delegate.layout_of(row, 800, 1.0) is not first


def test_painting_again_measures_nothing_anew(
    view: FeedView, model: FeedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.grab()
    monkeypatch.setattr("desktop.ui.live.feed_delegate.lay_out_row", _must_not_be_called)
    view.grab()


def _must_not_be_called(*_: object) -> None:
    raise AssertionError("measured while painting")


def test_appending_costs_the_same_at_any_length(qtbot: QtBot, theme: Theme) -> None:
    """architecture.md §5: at 10,000 rows at most three times what it costs at 500."""
    costs = {length: min(_append_cost(qtbot, theme, length) for _ in range(3)) for length in (500, 10_000)}
    assert costs[10_000] <= 3 * costs[500], costs


def _append_cost(qtbot: QtBot, theme: Theme, length: int) -> float:
    """Seconds for twenty batches of 20 comments, each painted, on top of `length` comments."""
    model = FeedModel()
    view = FeedView(theme, model)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    model.take(feed_rows(0, length))
    settle()
    started = time.perf_counter()
    for first in range(length, length + 400, 20):
        model.take(feed_rows(first, first + 20))
        settle()
    cost = time.perf_counter() - started
    view.hide()
    return cost
