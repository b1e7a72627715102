"""The undo toast of the live screen and Ctrl+Z (product.md §4, §9)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.capture.outcome import Outcome
from desktop.services.live_rows import ChangeSet, DeskError, UndoOffer
from desktop.ui.live.undo_toast import STANDS_FOR, UndoToast
from desktop.ui.main_window import MainWindow

from .conftest import Desk
from .rows import feed_row, feed_rows


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


@pytest.fixture
def toast(window: MainWindow, desk: Desk, qtbot: QtBot) -> UndoToast:
    """A suggestion was accepted a moment ago."""
    desk.rows += [feed_row(0), feed_row(1, outcome=Outcome.SUGGESTED)]
    desk.publish(ChangeSet(comments_added=("c0", "c1")))
    feed = window.screen_live.feed
    qtbot.waitUntil(lambda: feed.model.rowCount() == 2)
    feed.view.setFocus()
    feed.view.setCurrentIndex(feed.view.shown.index(1, 0))
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert feed.toast.isVisible()
    return feed.toast


def ctrl_z(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_it_says_what_was_done_and_the_key_that_takes_it_back(toast: UndoToast) -> None:
    assert toast.text == "Đã nhận gợi ý: QL-000009 · A01×1"
    assert toast.accessibleName() == "Đã nhận gợi ý: QL-000009 · A01×1. Bấm Ctrl+Z để hoàn tác."
    assert toast.button.accessibleName() == "Hoàn tác" and toast.button.toolTip() == "Ctrl+Z"


def test_what_fits_is_not_cut_off(toast: UndoToast) -> None:
    settle()
    assert toast._text.shown_text() == toast.text


def test_ctrl_z_takes_it_back_once(window: MainWindow, desk: Desk, qtbot: QtBot, toast: UndoToast) -> None:
    feed = window.screen_live.feed
    ctrl_z(qtbot, window)
    assert not toast.isVisible()
    assert feed.notice.text == "Đã hoàn tác: nhận gợi ý: QL-000009 · A01×1."
    qtbot.waitUntil(lambda: feed.model.row(1).outcome is Outcome.SUGGESTED)
    feed.notice.tell("")
    ctrl_z(qtbot, window)
    assert not feed.notice.text, "the key means nothing while nothing is offered"


def test_its_button_is_reached_by_tab_and_pressed(window: MainWindow, qtbot: QtBot, toast: UndoToast) -> None:
    for _ in range(60):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        if window.focusWidget() is toast.button:
            break
    assert window.focusWidget() is toast.button
    qtbot.keyClick(toast.button, Qt.Key.Key_Space)
    assert window.screen_live.feed.notice.text.startswith("Đã hoàn tác")


def test_a_refused_undo_is_said(window: MainWindow, desk: Desk, qtbot: QtBot, toast: UndoToast) -> None:
    desk.fault = DeskError("Hàng đã có người khác lấy, không hoàn tác được.")
    ctrl_z(qtbot, window)
    assert window.screen_live.feed.notice.text == str(desk.fault)


def test_it_goes_after_six_seconds_but_not_under_the_mouse(
    window: MainWindow, desk: Desk, qtbot: QtBot, toast: UndoToast
) -> None:
    """§4: messages wait as long as the toast stands; the desk is told that it is over."""
    assert STANDS_FOR == 6_000 == toast._timer.interval() and toast._timer.isActive()
    QApplication.sendEvent(toast, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    assert not toast._timer.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast._timer.isActive()
    toast.button.setFocus()
    settle()
    assert not toast._timer.isActive(), "nor while the keyboard is on it"
    window.screen_live.feed.view.setFocus()
    settle()
    assert toast._timer.isActive()
    toast._timer.timeout.emit()
    assert not toast.isVisible() and desk.before_act is None


def test_esc_in_it_and_its_cross_close_it(
    window: MainWindow, desk: Desk, qtbot: QtBot, toast: UndoToast
) -> None:
    toast.button.setFocus()
    qtbot.keyClick(toast.button, Qt.Key.Key_Escape)
    assert not toast.isVisible() and desk.before_act is None
    desk.offer_undo(UndoOffer("Đã hủy B05×1"))
    toast.close_button.click()
    assert not toast.isVisible()


def test_one_at_a_time(desk: Desk, toast: UndoToast) -> None:
    desk.offer_undo(UndoOffer("Đã mời Lan: B05×1"))
    assert toast.text == "Đã mời Lan: B05×1"
    desk.offer_undo(None)
    assert not toast.isVisible()


def test_the_newest_comment_is_never_below_it(
    window: MainWindow, desk: Desk, qtbot: QtBot, toast: UndoToast
) -> None:
    """§9: the feed follows the newest; what has just come is what staff look at."""
    feed = window.screen_live.feed
    desk.rows += feed_rows(2, 60)
    desk.publish(ChangeSet(comments_added=("c2",)))
    qtbot.waitUntil(lambda: feed.model.rowCount() == 60)
    settle()
    desk.offer_undo(UndoOffer("Đã nhận gợi ý: QL-000009"))
    desk.rows += feed_rows(60, 61)
    desk.publish(ChangeSet(comments_added=("c60",)))
    qtbot.waitUntil(lambda: feed.model.rowCount() == 61)
    settle()
    view = feed.view
    newest = view.visualRect(view.shown.index(60, 0))
    assert view.is_following and view.viewport().rect().contains(newest)
    assert view.viewport().mapTo(feed, newest.bottomLeft()).y() < toast.geometry().top()
    high = view.height()
    toast.close_button.click()
    settle()
    assert view.height() > high and view.is_following, "its room goes with it"


@pytest.mark.parametrize("width", [1_024, 1_280, 1_366])
def test_it_never_covers_the_new_comments_nor_leaves_the_feed(
    window: MainWindow, desk: Desk, qtbot: QtBot, toast: UndoToast, width: int
) -> None:
    """§9: "↓ N bình luận mới" stays in sight."""
    feed = window.screen_live.feed
    window.resize(width, 720)
    settle()
    desk.rows += feed_rows(2, 60)
    desk.publish(ChangeSet(comments_added=("c2",)))
    qtbot.waitUntil(lambda: feed.model.rowCount() == 60)
    settle()
    feed.view.verticalScrollBar().setValue(0)
    desk.rows += feed_rows(60, 70)
    desk.publish(ChangeSet(comments_added=("c60",)))
    qtbot.waitUntil(feed.view.pill.isVisible)
    desk.offer_undo(UndoOffer("Đã nhận gợi ý: QL-000009 · " + ", ".join(["A01 Kem M×12"] * 12)))
    settle()
    pill = feed.view.pill.rect().translated(feed.view.pill.mapTo(feed, feed.view.pill.rect().topLeft()))
    assert not toast.geometry().intersects(pill)
    assert feed.rect().contains(toast.geometry())


def test_a_field_takes_back_its_own_letters_first(
    window: MainWindow, desk: Desk, qtbot: QtBot, toast: UndoToast
) -> None:
    """Ctrl+Z in a field that has something to take back is the field's; in one that has nothing, ours."""
    field = window.screen_live.products.filter
    field.setFocus()
    qtbot.keyClicks(field, "b05")
    ctrl_z(qtbot, window)
    assert toast.isVisible() and field.text() != "b05"
    while field.isUndoAvailable():
        ctrl_z(qtbot, window)
    assert toast.isVisible()
    ctrl_z(qtbot, window)
    assert not toast.isVisible() and window.screen_live.feed.notice.text.startswith("Đã hoàn tác")


def test_what_the_toast_tells_is_not_told_twice(window: MainWindow, desk: Desk, toast: UndoToast) -> None:
    """One thing at a time asks for attention."""
    assert not window.screen_live.feed.notice.text
    desk.rows[0] = replace(desk.rows[0], revision=2)
