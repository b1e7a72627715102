"""A new user connects page and Omni and names the staff, by mouse only and by keyboard only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.settings.screen import SetupScreen
from desktop.ui.theme import Theme

from .settings_stage import NAME, PAGE, SettingsStage, settings_stage

# The screen that is not there has no window manager to tell a window's size to, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def stage(theme: Theme) -> Iterator[SettingsStage]:
    with settings_stage(theme) as stage:
        yield stage


@pytest.fixture
def screen(qtbot: QtBot, stage: SettingsStage) -> Iterator[SetupScreen]:
    screen, presenter = stage.build()
    qtbot.addWidget(screen)
    screen.resize(1294, 740)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    presenter.start()
    screen.take_focus()
    yield screen
    presenter.stop()


def held() -> QWidget:
    """What has the keyboard."""
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def paste(qtbot: QtBot, text: str) -> None:
    """Ctrl+V where the keyboard is."""
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(held(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def paste_by_mouse(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    """A click into the field, and *Paste* of its menu."""
    qtbot.mouseClick(field, LEFT)
    assert field.hasFocus()
    QGuiApplication.clipboard().setText(text)
    menu = field.createStandardContextMenu()
    next(action for action in menu.actions() if action.objectName() == "edit-paste").trigger()
    menu.deleteLater()


def tab_to(qtbot: QtBot, wanted: QWidget) -> None:
    """Tab until `wanted` has the keyboard."""
    for _ in range(40):
        if wanted.hasFocus():
            return
        qtbot.keyClick(held(), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {wanted.accessibleName()}")


def test_by_mouse_only(qtbot: QtBot, stage: SettingsStage, screen: SetupScreen) -> None:
    """Issue: tried as a new user, mouse only."""
    assert screen.title.text() == "Bắt đầu với Quầy Live"
    assert screen.side.title.text() == "Chưa có token?"

    def click(button: QPushButton) -> None:
        assert button.isVisible() and button.isEnabled(), button.accessibleName()
        qtbot.mouseClick(button, LEFT)

    paste_by_mouse(qtbot, screen.page.row.field, f" “{stage.page_token}” ")
    click(screen.page.row.button)
    assert f"Trang: {NAME}: đúng trang" in screen.page.table.told
    assert "Đọc bình luận: pages_read_user_content: thấy tên khách" in screen.page.table.told
    click(screen.page.connect_button)
    assert stage.kept["graph_token"] == stage.page_token and stage.kept["page_id"] == PAGE
    assert screen.page_step.is_done and not screen.page_step.is_open and screen.omni_step.is_open
    assert screen.page.row.field.text() == ""

    paste_by_mouse(qtbot, screen.omni.row.field, stage.omni_token)
    click(screen.omni.row.button)
    assert screen.omni.shop.text().startswith("Cửa hàng: ")
    click(screen.omni.connect_button)
    assert stage.kept["omni_token"] == stage.omni_token
    assert screen.staff_step.is_open

    paste_by_mouse(qtbot, screen.staff.field, "Lan")
    click(screen.staff.add_button)
    assert stage.staff.at_desk == "Lan"
    assert screen.title.text() == "Cài đặt" and screen.side.title.text() == "Sẵn sàng"
    with qtbot.waitSignal(screen.create_live_asked):
        click(screen.side.create_button)


def test_by_keyboard_only(qtbot: QtBot, stage: SettingsStage, screen: SetupScreen) -> None:
    """Issue: tried as a new user, keyboard only: paste, Enter, Enter, and so on to the end."""
    assert screen.page.row.field.hasFocus(), "the keyboard is where the next thing to do is"
    paste(qtbot, stage.page_token)
    qtbot.keyClick(held(), Qt.Key.Key_Return)
    assert screen.page.connect_button.hasFocus()
    qtbot.keyClick(held(), Qt.Key.Key_Return)
    assert stage.kept["graph_token"] == stage.page_token

    assert screen.omni.row.field.hasFocus()
    paste(qtbot, stage.omni_token)
    qtbot.keyClick(held(), Qt.Key.Key_Enter)
    assert screen.omni.connect_button.hasFocus()
    qtbot.keyClick(held(), Qt.Key.Key_Space)
    assert stage.kept["omni_token"] == stage.omni_token

    assert screen.staff.field.hasFocus()
    qtbot.keyClicks(held(), "Lan")
    qtbot.keyClick(held(), Qt.Key.Key_Return)
    assert screen.staff.field.hasFocus() and screen.staff.field.text() == ""
    qtbot.keyClicks(held(), "Mai")
    qtbot.keyClick(held(), Qt.Key.Key_Return)
    assert [line.name for line in screen.staff.lines] == ["Lan", "Mai"]
    assert screen.title.text() == "Cài đặt"

    tab_to(qtbot, screen.staff.lines[1].choose_button)
    qtbot.keyClick(held(), Qt.Key.Key_Return)
    assert stage.staff.at_desk == "Mai"

    tab_to(qtbot, screen.side.create_button)
    with qtbot.waitSignal(screen.create_live_asked):
        qtbot.keyClick(held(), Qt.Key.Key_Return)


def test_app_id_and_secret_by_keyboard_with_a_choice_of_pages(
    qtbot: QtBot, stage: SettingsStage, screen: SetupScreen
) -> None:
    """Issue: app id and secret and a user token exchanged for it."""
    other = stage.share("2002", "Góc Vintage")
    tab_to(qtbot, screen.page.other_way)
    qtbot.keyClick(held(), Qt.Key.Key_Return)
    assert screen.page.form.app_id.hasFocus()
    for text in (*stage.app, stage.user_token):
        paste(qtbot, text)
        qtbot.keyClick(held(), Qt.Key.Key_Return)
    assert screen.page.options.hasFocus() and screen.page.options.count() == 2
    qtbot.keyClick(held(), Qt.Key.Key_Down)
    qtbot.keyClick(held(), Qt.Key.Key_Return)
    assert "Trang: Góc Vintage: đúng trang" in screen.page.table.told
    assert screen.page.connect_button.hasFocus()
    qtbot.keyClick(held(), Qt.Key.Key_Return)
    assert stage.kept["graph_token"] == other
    assert (stage.kept["app_id"], stage.kept["app_secret"]) == stage.app
    assert all(not field.text() for field in screen.page.form._fields())


def test_omni_can_be_done_later(qtbot: QtBot, stage: SettingsStage, screen: SetupScreen) -> None:
    paste(qtbot, stage.page_token)
    qtbot.keyClick(held(), Qt.Key.Key_Return)
    qtbot.keyClick(held(), Qt.Key.Key_Return)
    assert screen.side.title.text() == "Còn một bước"
    tab_to(qtbot, screen.omni.later_button)
    qtbot.keyClick(held(), Qt.Key.Key_Return)
    assert not screen.omni_step.is_open and screen.staff.field.hasFocus()
    qtbot.keyClicks(held(), "Lan")
    qtbot.keyClick(held(), Qt.Key.Key_Return)
    assert screen.is_complete and screen.title.text() == "Cài đặt"


def test_rehearsal_is_one_click_away_and_the_guide_another(qtbot: QtBot, screen: SetupScreen) -> None:
    with qtbot.waitSignal(screen.rehearsal_asked):
        qtbot.mouseClick(screen.side.rehearse_button, LEFT)
