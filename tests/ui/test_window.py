"""The window as a whole: keyboard, names for screen readers, every usual size (product.md §9)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QShortcut
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.live_rows import CampaignRow
from desktop.ui.live.screen import FEED_LEAST, PANEL_NARROW, PANEL_WIDE, LiveScreen
from desktop.ui.live.top_bar import LiveBadge
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Theme
from desktop.ui.window_memory import WindowMemory

from .conftest import Desk
from .rows import NOW


def controls(window: MainWindow) -> Iterator[QWidget]:
    """Everything that takes the focus."""
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not _is_inner(widget):
            yield widget


def _is_inner(widget: QWidget) -> bool:
    """Headers and the buttons inside a field belong to the control around them."""
    parent = widget.parentWidget()
    return type(widget).__name__ == "QHeaderView" or isinstance(parent, QLineEdit)


def test_every_control_has_an_accessible_name(window: MainWindow) -> None:
    """§9: every control has an accessible name."""
    window.screen_live.products.view.setCurrentIndex(window.screen_live.products.products.index(0, 0))
    found = list(controls(window))
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in found
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert len(found) >= 10
    assert not nameless


def test_every_button_is_reached_by_tab(window: MainWindow) -> None:
    """§9: keyboard access to everything."""
    for button in window.findChildren(QAbstractButton):
        if not isinstance(button.parentWidget(), QLineEdit) and "cornerbutton" not in button.objectName():
            assert button.focusPolicy() & Qt.FocusPolicy.TabFocus, button.accessibleName()


def test_no_shortcut_is_a_bare_letter(window: MainWindow) -> None:
    """§9: Vietnamese typing programs rewrite letters."""
    shortcuts = [shortcut.key().toString() for shortcut in window.findChildren(QShortcut)]
    assert shortcuts
    assert all("+" in keys or keys.startswith("F") for keys in shortcuts)


def test_ctrl_f_goes_to_the_filter(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.screen_live.products.filter.hasFocus()


@pytest.mark.parametrize(
    ("size", "panel"), [((1280, 720), PANEL_NARROW), ((1366, 768), PANEL_NARROW), ((1600, 900), PANEL_WIDE)]
)
def test_nothing_is_cut_off_at_the_usual_sizes(
    window: MainWindow, desk: Desk, qtbot: QtBot, size: tuple[int, int], panel: int
) -> None:
    """§9: 1280×720 and 1366×768 must be good."""
    desk.add_comments(30)
    qtbot.waitUntil(lambda: window.screen_live.feed.model.rowCount() == 30)
    window.resize(*size)
    for _ in range(3):
        QApplication.processEvents()
    assert (window.width(), window.height()) == size
    assert window.screen_live.products.width() == panel
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.width() >= label.fontMetrics().horizontalAdvance(label.text()), label.text()
            assert label.height() >= label.fontMetrics().height(), label.text()
    assert window.screen_live.feed.view.horizontalScrollBar().maximum() == 0
    assert window.screen_live.products.view.horizontalScrollBar().maximum() == 0


def test_a_campaign_with_a_long_name_does_not_widen_the_window(window: MainWindow) -> None:
    long = "Xả kho áo len mùa đông siêu sale cuối năm cho cả nhà " * 6
    campaign = CampaignRow(1, long, long, "LIVE", NOW, 1_284, 212, True, True)
    window.screen_live.top_bar.show_campaign(campaign)
    window.resize(1280, 720)
    QApplication.processEvents()
    assert window.width() == 1280
    assert window.screen_live.top_bar.source.geometry().right() < 1280 - 72
    assert window.screen_live.top_bar.switch.toolTip().strip() == long.strip()


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("LIVE", "LIVE 01:24:07"),
        ("UNPUBLISHED", "Đang chờ"),
        ("SCHEDULED_LIVE", "Đang chờ"),
        ("LIVE_STOPPED", "Đã kết thúc"),
        ("VOD", "Đã kết thúc"),
        ("", "Đang chờ"),
    ],
)
def test_the_badge_says_the_state_of_the_live(qtbot: QtBot, theme: Theme, status: str, text: str) -> None:
    """graph_api.md §1.1: the words of LiveVideo.status."""
    badge = LiveBadge(theme, lambda: NOW)
    qtbot.addWidget(badge)
    badge.show_state(status, NOW - 5_047_000)
    assert badge.text == badge.accessibleName() == text


def test_the_badge_does_not_move_with_the_seconds(qtbot: QtBot, theme: Theme) -> None:
    now = [NOW]
    badge = LiveBadge(theme, lambda: now[0])
    qtbot.addWidget(badge)
    badge.show_state("LIVE", NOW)
    widths = set()
    for _ in range(120):
        now[0] += 1_111_000
        widths.add(badge.sizeHint().width())
    assert len(widths) == 1


def test_the_empty_feed_says_something_kind(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    feed = window.screen_live.feed
    assert feed.empty.isVisible()
    assert not feed.view.isVisible()
    desk.add_comments(1)
    qtbot.waitUntil(feed.view.isVisible)
    assert not feed.empty.isVisible()


def test_closing_the_window_is_told(window: MainWindow) -> None:
    closing = QSignalSpy(window.closing)
    window.close()
    assert closing.count() == 1


def test_dragged_widths_of_the_live_screen_are_kept_for_the_next_start(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """§9: sizes are remembered, in every width of the window and after a new start."""
    memory, screen = WindowMemory(tmp_path / "window.ini"), window.screen_live
    screen.widths_changed.connect(lambda widths: memory.keep_widths("live", widths))
    handle = screen.findChild(QSplitter, "liveParts").handle(1)
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=handle.rect().center())
    qtbot.mouseMove(handle, handle.rect().center() + QPoint(48, 0))
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=handle.rect().center() + QPoint(48, 0))
    dragged = screen.products.width()
    assert dragged > PANEL_NARROW
    window.resize(1600, 900)
    QApplication.processEvents()
    assert screen.products.width() == dragged
    memory.write()
    other = LiveScreen(window.theme, window.pictures, lambda: NOW, window)
    other.set_widths(WindowMemory(tmp_path / "window.ini").widths("live"))
    other.resize(1294, 700)
    other.show()
    QApplication.processEvents()
    assert other.products.width() == dragged


def test_nonsense_widths_leave_the_feed_its_room(window: MainWindow) -> None:
    window.screen_live.set_widths({0: 2_000, 2: 3_000, 9: 1})
    QApplication.processEvents()
    assert window.screen_live.feed.width() >= FEED_LEAST
