"""The menu of all actions and their keys (product.md §9: one key, one meaning; the menu shows them)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from desktop.domain.capture.outcome import Outcome
from desktop.services.live_rows import ChangeSet, UndoOffer
from desktop.ui.main_window import MainWindow

from .conftest import Desk
from .rows import feed_row


def actions(window: MainWindow) -> dict[str, QAction]:
    """By key, or by word where there is none; as they are when the menu opens."""
    menu = window.screen_live.top_bar.keys.menu_of_keys
    menu.aboutToShow.emit()
    found = [action for action in menu.actions() if not action.isSeparator()]
    return {action.text().split("\t")[-1]: action for action in found}


def test_it_tells_every_action_with_its_key_once(window: MainWindow) -> None:
    menu = window.screen_live.top_bar.keys.menu_of_keys
    keys = [action.text().split("\t")[1] for action in menu.actions() if "\t" in action.text()]
    assert keys == [
        "F8",
        "F4",
        "Ctrl+Z",
        "F5",
        "Ctrl+F",
        "End",
        "Ctrl+G",
        "Enter",
        "Ctrl+T",
        "Ctrl+L",
        "Ctrl+D",
    ]
    assert len(set(keys)) == len(keys)
    assert not any(action.shortcut().toString() for action in menu.actions()), "heard where they belong"


def test_what_cannot_be_done_now_is_grey(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    feed = window.screen_live.feed
    assert not actions(window)["F4"].isEnabled() and not actions(window)["Ctrl+Z"].isEnabled()
    assert not actions(window)["F5"].isEnabled() and not actions(window)["Ctrl+G"].isEnabled()
    desk.rows.append(feed_row(0, outcome=Outcome.SUGGESTED))
    desk.publish(ChangeSet(comments_added=("c0",)))
    qtbot.waitUntil(lambda: feed.model.rowCount() == 1)
    feed.view.setCurrentIndex(feed.view.shown.index(0, 0))
    desk.offer_undo(UndoOffer("Đã hủy B05×1"))
    window.screen_live.products.view.setCurrentIndex(window.screen_live.products.products.index(0, 0))
    assert all(actions(window)[key].isEnabled() for key in ("F4", "Ctrl+Z", "Ctrl+G", "Ctrl+T"))


def test_it_does_what_the_keys_do(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    assert actions(window)["F8"].text() == "Tạm dừng chốt\tF8"
    actions(window)["F8"].trigger()
    qtbot.waitUntil(lambda: actions(window)["F8"].text() == "Chốt tiếp\tF8")
    assert desk.is_paused
    actions(window)["Ctrl+F"].trigger()
    assert window.screen_live.products.filter.hasFocus()
    actions(window)["Lọc theo nhân viên, thời gian"].trigger()
    assert window.screen_live.feed.narrower.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_it_opens_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    keys = window.screen_live.top_bar.keys
    keys.setFocus()
    qtbot.keyClick(keys, Qt.Key.Key_Space)
    assert keys.menu_of_keys.isVisible() and keys.accessibleName() == "Mọi thao tác và phím"
    keys.menu_of_keys.close()


def test_others_add_theirs(window: MainWindow) -> None:
    done: list[str] = []
    keys = window.screen_live.top_bar.keys
    keys.add("Tạo đơn", "F3", lambda: done.append("F3"), is_enabled=lambda: True, first=True)
    assert keys.menu_of_keys.actions()[0].text() == "Tạo đơn\tF3"
    keys.menu_of_keys.actions()[0].trigger()
    assert done == ["F3"]
