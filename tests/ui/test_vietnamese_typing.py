"""Vietnamese typing programs in every field of the live screen (product.md §9).

Unikey and EVKey take letters back with Backspace and type the composed one anew; an input method of the
system commits a text in place of what stands before the caret. Either way the text is right and no shortcut
fires.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.domain.capture.outcome import Outcome
from desktop.services.live_rows import ChangeSet, UndoOffer
from desktop.ui.main_window import MainWindow

from .conftest import Desk
from .rows import feed_row


def unikey(field: QLineEdit, typed: str, gone: int, composed: str) -> None:
    """Letters, then `gone` times Backspace, then the composed letters as key events with text."""
    QTest.keyClicks(field, typed)
    for _ in range(gone):
        QTest.keyClick(field, Qt.Key.Key_Backspace)
    for letter in composed:
        # What the program injects has a text and no key of any shortcut.
        QTest.sendKeyEvent(
            QTest.KeyAction.Click, field, Qt.Key.Key_unknown, letter, Qt.KeyboardModifier.NoModifier
        )


def commit(field: QLineEdit, typed: str, gone: int, composed: str) -> None:
    """The same by an input method: preedit, then a commit that replaces what stands before the caret."""
    QTest.keyClicks(field, typed)
    QApplication.sendEvent(field, QInputMethodEvent(composed, []))
    event = QInputMethodEvent()
    event.setCommitString(composed, -gone, gone)
    QApplication.sendEvent(field, event)


def product_filter(window: MainWindow) -> QLineEdit:
    return window.screen_live.products.filter


def open_sale(window: MainWindow) -> QLineEdit:
    view = window.screen_live.products.view
    view.edit_open_sale(view.model().index(0, 0))
    view.editor.field.clear()
    return view.editor.field


def keyword(window: MainWindow) -> QLineEdit:
    view = window.screen_live.products.view
    view.setCurrentIndex(view.model().index(0, 0))
    view.edit_keyword()
    return view.keyword_editor.field


def since(window: MainWindow) -> QLineEdit:
    window.screen_live.feed.open_narrower()
    return window.screen_live.feed.narrower.since


@pytest.fixture
def busy(window: MainWindow, desk: Desk, qtbot: QtBot) -> MainWindow:
    """A suggestion is chosen and an undo is offered: whatever fires would be seen."""
    desk.rows.append(feed_row(0, outcome=Outcome.SUGGESTED))
    desk.publish(ChangeSet(comments_added=("c0",)))
    feed = window.screen_live.feed
    qtbot.waitUntil(lambda: feed.model.rowCount() == 1)
    feed.view.setCurrentIndex(feed.view.shown.index(0, 0))
    desk.offer_undo(UndoOffer("Đã hủy B05×1"))
    return window


@pytest.mark.parametrize("way", [unikey, commit])
@pytest.mark.parametrize("open_field", [product_filter, open_sale, keyword, since])
@pytest.mark.parametrize(
    ("steps", "text"),
    [
        ([("a", 0, ""), ("o", 0, ""), ("s", 3, "áo")], "áo"),
        ([("de", 2, "đe"), ("n", 3, "đèn")], "đèn"),
        ([("vay", 3, "váy"), (" le", 2, "lê")], "váy lê"),
        ([("uow", 3, "ươ"), ("ng", 0, "")], "ương"),
    ],
)
def test_9_what_is_composed_is_what_stands_there_and_no_key_fires(
    busy: MainWindow,
    desk: Desk,
    way: Callable[[QLineEdit, str, int, str], None],
    open_field: Callable[[MainWindow], QLineEdit],
    steps: list[tuple[str, int, str]],
    text: str,
) -> None:
    field = open_field(busy)
    field.setFocus()
    for typed, gone, composed in steps:
        way(field, typed, gone, composed)
    assert field.text() == text
    assert field.hasFocus() and not desk.accepted and not desk.is_paused
    assert busy.screen_live.feed.toast.isVisible(), "nothing was taken back"


def test_9_no_shortcut_of_the_screen_is_a_bare_letter(window: MainWindow) -> None:
    keys = [shortcut.key() for shortcut in window.findChildren(QShortcut)]
    assert len(keys) >= 8
    for key in keys:
        combination = key[0]
        bare = combination.keyboardModifiers() == Qt.KeyboardModifier.NoModifier
        assert not bare or combination.key() >= Qt.Key.Key_Escape, key.toString()
