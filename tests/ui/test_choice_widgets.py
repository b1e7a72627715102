"""The switch and the segmented buttons: by mouse, by keyboard, and as a screen reader meets them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.stylesheet import stylesheet
from desktop.ui.theme import Theme, ThemeChoice
from desktop.ui.widgets.choice_button import ChoiceButton
from desktop.ui.widgets.segmented_buttons import SegmentedButtons
from desktop.ui.widgets.switch import Switch

# The screen that is not there has no window manager to tell a window's size to, and says so.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def shelf(qtbot: QtBot, theme: Theme) -> QWidget:
    """A window with both, in sight and active."""
    window = QWidget()
    window.setStyleSheet(stylesheet(theme.tokens))
    layout = QHBoxLayout(window)
    layout.addWidget(Switch(theme, "Trả lời tự động", window))
    words = {"ignore": "Bỏ qua", "add": "Cộng thêm", "replace": "Thay"}
    layout.addWidget(SegmentedButtons(theme, "Nhắc lại mã", words, window))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    return window


def test_a_switch_turns_at_a_click_by_space_and_by_enter(shelf: QWidget) -> None:
    switch = shelf.findChild(Switch)
    assert isinstance(switch, Switch)
    told: list[bool] = []
    switch.clicked.connect(lambda is_on: told.append(is_on))
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
    switch.setFocus()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    QTest.keyClick(switch, Qt.Key.Key_Return)
    assert told == [True, False, True]
    read = QAccessible.queryAccessibleInterface(switch)
    assert read.text(QAccessible.Text.Name) == "Trả lời tự động"
    assert read.state().checkable
    assert read.state().checked


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_9_on_and_off_differ_by_more_than_colour(shelf: QWidget, theme: Theme, choice: ThemeChoice) -> None:
    """The knob stands at the other end: colour is never the only signal."""
    theme.choose(choice)
    switch = shelf.findChild(Switch)
    assert isinstance(switch, Switch)

    def shown(x: int) -> str:
        return switch.grab().toImage().pixelColor(x, switch.height() // 2).name()

    left, right = 13, switch.width() - 13
    assert shown(left) == theme.tokens.surface
    assert shown(right) != theme.tokens.surface
    switch.setChecked(True)
    assert shown(right) == theme.tokens.on_accent
    assert shown(left) == theme.tokens.accent


def test_the_menu_of_a_choice_reads_from_left_to_right(qtbot: QtBot, theme: Theme) -> None:
    """The arrow stands behind the word of the button; the tick stands before the words of its menu."""
    choice = ChoiceButton(theme, "Kho: {choice}", "Tất cả")
    qtbot.addWidget(choice)
    assert choice.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert choice.menu_of_choices.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_one_segment_is_down_and_only_staff_are_told(shelf: QWidget) -> None:
    segments = shelf.findChild(SegmentedButtons)
    assert isinstance(segments, SegmentedButtons)
    told: list[str] = []
    segments.chosen.connect(told.append)
    assert segments.choice == "ignore"
    segments.choose("replace")
    assert (segments.choice, told) == ("replace", [])
    QTest.mouseClick(segments.buttons["add"], Qt.MouseButton.LeftButton)
    assert (segments.choice, told) == ("add", ["add"])


def test_the_arrows_choose_a_segment_and_tab_goes_past(shelf: QWidget) -> None:
    segments = shelf.findChild(SegmentedButtons)
    assert isinstance(segments, SegmentedButtons)
    told: list[str] = []
    segments.chosen.connect(told.append)
    segments.buttons["ignore"].setFocus()
    QTest.keyClick(segments.buttons["ignore"], Qt.Key.Key_Right)
    assert (segments.choice, told) == ("add", ["add"])
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), Switch)


def test_a_segment_is_named_with_what_it_chooses(shelf: QWidget) -> None:
    segments = shelf.findChild(SegmentedButtons)
    assert isinstance(segments, SegmentedButtons)
    segments.show_word("add", "Cộng thêm 2")
    button = QAccessible.queryAccessibleInterface(segments.buttons["add"])
    assert button.text(QAccessible.Text.Name) == "Nhắc lại mã: Cộng thêm 2"
