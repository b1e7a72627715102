"""The list of campaigns and lives (issue "Going live", point 2): by eye, mouse and keyboard, in bad cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.lives_rows import BindChoice, LifeRow, RowAction, RowState, Section
from desktop.storage.errors import DiskFullError
from desktop.ui.live_setup.campaign_note import CampaignNotePresenter
from desktop.ui.live_setup.campaign_switch import CampaignSwitch, SwitchPresenter
from desktop.ui.live_setup.campaigns_presenter import CampaignsPresenter
from desktop.ui.live_setup.campaigns_screen import CampaignsScreen
from desktop.ui.live_setup.life_list import ENDED_AT_FIRST
from desktop.ui.live_setup.life_strip import LifeStrip
from desktop.ui.live_setup.life_words import badge, moment, second_line, synced
from desktop.ui.stylesheet import stylesheet
from desktop.ui.theme import DARK, LIGHT, Theme
from desktop.ui.widgets.text_button import TextButton

from .catalog_desk import refusal
from .conftest import run_at_once
from .life_rows import DAY, HOUR, Lives, ended, listed, off_air, over, running, unclaimed, waiting
from .rows import NOW

# The screen that is not there has no window manager for sizes and menus, and says so.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise\\(\\)", "grabbing the keyboard")

LONG = "Xả kho toàn bộ áo len cổ lọ, váy nhung, khăn choàng và quà tặng Noel cuối năm, đồng giá từ 99.000"


class Shown:
    """The screen in a window, its presenter, and the desk behind."""

    def __init__(self, qtbot: QtBot, theme: Theme, lives: Lives) -> None:
        self.lives, self._qtbot = lives, qtbot
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.screen = CampaignsScreen(theme, lambda: NOW, self.window)
        self.window.setCentralWidget(self.screen)
        self.window.setStyleSheet(stylesheet(theme.tokens))
        self.window.resize(1208, 680)
        self.presenter = CampaignsPresenter(lives, run_at_once, self.screen)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.presenter.start()
        self.screen.take_focus()

    @property
    def keys(self) -> list[str]:
        return self.screen.list.keys

    def spy(self, signal: str) -> QSignalSpy:
        return QSignalSpy(getattr(self.screen, signal))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key, pressed and let go over whatever has the keyboard then."""
        for stroke in (self._qtbot.keyPress, self._qtbot.keyRelease):
            focus = self.window.focusWidget()
            assert focus is not None
            stroke(focus, key, modifier)

    def click(self, button: QWidget) -> None:
        """The mouse, on something that can be seen."""
        assert button.isVisible() and button.isEnabled()
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def pick(self, menu: QMenu, word: str) -> None:
        """The mouse, on an entry of an open menu."""
        assert menu.isVisible()
        entry = next(entry for entry in menu.actions() if word in entry.text())
        self._qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())


Open = Callable[..., Shown]


@pytest.fixture
def open_list(qtbot: QtBot, theme: Theme) -> Iterator[Open]:
    """`open_list(row, …)`: the screen with these rows, keyboard on it."""
    shown: list[Shown] = []

    def open_screen(*rows: LifeRow, lives: Lives | None = None) -> Shown:
        shown.append(Shown(qtbot, theme, lives or Lives(*rows)))
        return shown[-1]

    yield open_screen
    for one in shown:
        one.presenter.stop()


# What is shown


def test_sections_come_in_order_with_how_many_there_are(open_list: Open) -> None:
    shown = open_list(ended(), waiting(), over(), running())
    assert shown.keys == ["c1", "c3", "c10", "l66"]
    titles = shown.screen.list._titles
    assert [titles[section].text() for section in Section] == [
        "Đang chạy  1",
        "Đang chờ  1",
        "Đã kết thúc  1",
        "Live trên Facebook chưa có chiến dịch  1",
    ]


@pytest.mark.parametrize("state", list(RowState))
def test_every_state_is_a_word_and_an_icon_and_only_what_is_on_the_air_has_the_live_colour(
    state: RowState,
) -> None:
    """product.md §9: colour is never the only signal."""
    for tokens in (LIGHT, DARK):
        word, icon, (ink, ground) = badge(running(state=state), tokens)
        assert word and icon
        assert (ground == tokens.live) is (state is RowState.LIVE)
        assert ink != ground


def test_when_is_said_as_short_as_can_be() -> None:
    assert moment(NOW, NOW) == "20:33"
    assert moment(NOW - 2 * DAY, NOW) == "20:33 19/11"
    assert moment(NOW - 400 * DAY, NOW) == "20:33 17/10/2025"
    assert moment(10**18, NOW) == "–"
    assert second_line(waiting(), NOW) == "Lưu lúc 19:53 · Nhận buổi live kế tiếp của Shop Mây."
    assert second_line(running(), NOW) == "Xả kho cuối mùa, đồng giá từ 99k · Bắt đầu lúc 19:09"


def test_the_age_of_the_list_is_always_said(open_list: Open) -> None:
    shown = open_list(running())
    assert shown.screen.head.state.text() == "Shop Mây · đồng bộ 12 giây trước"
    assert synced(None, NOW) == "chưa đồng bộ"
    assert synced(NOW - 1_000, NOW) == "vừa đồng bộ"
    assert synced(NOW - 3 * HOUR, NOW) == "đồng bộ 3 giờ trước"


def test_a_row_is_read_out_whole(open_list: Open) -> None:
    shown = open_list(running(), off_air())
    name = shown.screen.list.frames["c1"].accessibleName()
    for part in ("LIVE", "Xả kho áo len 21/11", "1.284 bình luận", "212 đơn"):
        assert part in name
    assert "gắn chiến dịch này tiếp vào" in shown.screen.list.frames["c2"].accessibleName()


def test_many_ended_campaigns_are_folded_and_unfolded(open_list: Open, qtbot: QtBot) -> None:
    shown = open_list(*(ended(number) for number in range(10, 40)))
    qtbot.waitUntil(lambda: len(shown.keys) == ENDED_AT_FIRST)
    shown.screen.list.ensureWidgetVisible(shown.screen.list.more_button)
    shown.click(shown.screen.list.more_button)
    qtbot.waitUntil(lambda: len(shown.keys) == 30)
    assert shown.screen.list.current == f"c{10 + ENDED_AT_FIRST}", "the keyboard is on the first new one"
    assert not shown.screen.list.more_button.isVisible()


def test_without_anything_one_thing_is_to_be_done(open_list: Open) -> None:
    shown = open_list()
    assert shown.screen.empty.title.text() == "Chưa có buổi live nào"
    assert not shown.screen.head.create_button.isVisible(), "one thing at a time asks for attention"
    created = shown.spy("create_asked")
    shown.press(Qt.Key.Key_Space)
    assert created.at(0) == [None, None]


def test_without_a_page_connecting_it_comes_first(open_list: Open) -> None:
    lives = Lives()
    lives.listed = listed(page=None, trouble="Chưa kết nối trang Facebook nào: bấm Kết nối trang.")
    shown = open_list(lives=lives)
    assert shown.screen.empty.title.text() == "Chưa kết nối trang Facebook"
    assert not shown.screen.trouble.isVisible() and not shown.screen.head.sync_button.isVisible()
    connected, created = shown.spy("connect_asked"), shown.spy("create_asked")
    shown.click(shown.screen.connect_button)
    shown.click(shown.screen.create_first_button)
    assert (connected.count(), created.count()) == (1, 1)


def test_a_campaign_without_a_page_keeps_its_row_and_the_way_out(open_list: Open) -> None:
    lives = Lives(waiting())
    sentence = "Chưa kết nối trang Facebook nào: bấm Kết nối trang để thấy các buổi live."
    lives.listed = listed(waiting(), page=None, trouble=sentence)
    shown = open_list(lives=lives)
    assert shown.screen.trouble.sentence.text() == sentence
    connected = shown.spy("connect_asked")
    shown.click(shown.screen.trouble.connect_button)
    assert connected.count() == 1 and not shown.screen.trouble.again_button.isVisible()


@pytest.mark.parametrize("asks_token", [True, False])
def test_a_failed_sync_says_what_to_do_and_offers_only_what_helps(open_list: Open, asks_token: bool) -> None:
    lives = Lives(running())
    lives.listed = listed(running(), trouble="Token Facebook đã hết hạn: dán token mới của trang.")
    object.__setattr__(lives.listed, "asks_token", asks_token)
    shown = open_list(lives=lives)
    assert shown.screen.trouble.connect_button.isVisible() is asks_token
    before = lives.syncs
    lives.listed = listed(running())
    shown.click(shown.screen.trouble.again_button)
    assert lives.syncs == before + 1 and not shown.screen.trouble.isVisible()


# By mouse


def test_by_mouse_a_campaign_is_opened_set_up_copied_and_made(open_list: Open) -> None:
    shown = open_list(running(), waiting(), ended())
    frames = shown.screen.list.frames
    opened, configured, created = map(shown.spy, ("open_asked", "configure_asked", "create_asked"))
    shown.click(frames["c1"].buttons[RowAction.OPEN])
    shown.click(frames["c3"].buttons[RowAction.CONFIGURE])
    shown.click(frames["c10"].buttons[RowAction.COPY])
    shown.click(shown.screen.head.create_button)
    assert opened.at(0) == [1] and configured.at(0) == [3]
    assert [created.at(0), created.at(1)] == [[10, None], [None, None]]


def test_a_double_click_opens(open_list: Open, qtbot: QtBot) -> None:
    shown = open_list(running(), waiting())
    opened, configured = shown.spy("open_asked"), shown.spy("configure_asked")
    for key in ("c1", "c3"):
        qtbot.mouseDClick(shown.screen.list.frames[key], Qt.MouseButton.LeftButton, pos=QPoint(300, 30))
    assert opened.at(0) == [1] and configured.at(0) == [3]


def test_by_mouse_a_campaign_is_ended_only_after_the_question_in_place(open_list: Open) -> None:
    shown = open_list(running())
    frame = shown.screen.list.frames["c1"]
    shown.click(frame.menu_button)
    shown.pick(frame.menu, "Kết thúc")
    assert frame.strip.text.startswith("Kết thúc chiến dịch này?") and shown.lives.done == []
    shown.click(frame.strip.buttons[1])
    assert frame.strip.text == "" and shown.lives.done == []
    shown.click(frame.menu_button)
    shown.pick(frame.menu, "Kết thúc")
    shown.click(frame.strip.buttons[0])
    assert shown.lives.done == [("end", 1)]
    assert shown.screen.notice_line.text.startswith("Đã kết thúc chiến dịch.")
    shown.click(frame.menu_button)
    shown.pick(frame.menu, "Mở lại")
    assert shown.lives.done[-1] == ("reopen", 1)


def test_by_mouse_a_campaign_goes_on_in_the_live_started_again(open_list: Open) -> None:
    shown = open_list(off_air())
    strip = shown.screen.list.frames["c2"].strip
    assert "Trang đang có buổi live mới “Live lại”" in strip.text
    (go_on,) = strip.buttons
    shown.click(go_on)
    assert shown.lives.done == [("go_on", 2, "7799")]


def test_by_mouse_a_live_without_campaign_gets_the_waiting_one_or_a_new_one(open_list: Open) -> None:
    shown = open_list(unclaimed(), waiting())
    bind, create = shown.screen.list.frames["l7799"].strip.buttons
    created = shown.spy("create_asked")
    shown.click(bind)
    shown.click(create)
    assert shown.lives.done == [("bind", 3, "7799")] and created.at(0) == [None, "7799"]


def test_of_several_waiting_campaigns_one_is_chosen(open_list: Open) -> None:
    choices = (BindChoice(3, "7799", "Set quà Noel"), BindChoice(5, "7799", "Áo phao"))
    shown = open_list(unclaimed(choices=choices))
    strip = shown.screen.list.frames["l7799"].strip
    shown.click(strip.buttons[0])
    shown.pick(strip.menu, "Áo phao")
    assert shown.lives.done == [("bind", 5, "7799")]


def test_a_campaign_of_another_page_leads_to_connecting_it(open_list: Open) -> None:
    row = running(
        state=RowState.OPEN,
        note="Chiến dịch này của trang khác: kết nối lại đúng trang đó.",
        is_urgent=True,
        actions=(*running().actions, RowAction.CONNECT),
    )
    shown = open_list(row)
    connected = shown.spy("connect_asked")
    shown.click(shown.screen.list.frames["c1"].strip.buttons[0])
    assert connected.count() == 1


# By keyboard


def test_by_keyboard_rows_are_walked_and_opened(open_list: Open) -> None:
    shown = open_list(running(), waiting(), ended())
    opened, configured = shown.spy("open_asked"), shown.spy("configure_asked")
    shown.press(Qt.Key.Key_Return)
    shown.press(Qt.Key.Key_Down)
    shown.press(Qt.Key.Key_Return)
    assert opened.at(0) == [1] and configured.at(0) == [3]
    walked = []
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Up, Qt.Key.Key_PageDown):
        shown.press(key)
        walked.append(shown.screen.list.current)
    assert walked == ["c10", "c1", "c1", "c10"]


def test_tab_stops_at_one_row_and_its_buttons_only(open_list: Open) -> None:
    """Thirty campaigns are not ninety stops."""
    shown = open_list(running(), *(waiting(number) for number in range(20, 30)))
    stops = []
    for _ in range(6):
        stops.append(shown.window.focusWidget())
        shown.press(Qt.Key.Key_Tab)
    frame = shown.screen.list.frames["c1"]
    assert stops[:4] == [
        frame,
        frame.buttons[RowAction.CONFIGURE],
        frame.buttons[RowAction.OPEN],
        frame.menu_button,
    ]
    assert not any(isinstance(stop, type(frame)) for stop in stops[1:])


def test_by_keyboard_a_waiting_campaign_is_deleted_after_the_question(open_list: Open) -> None:
    shown = open_list(waiting(), ended())
    shown.press(Qt.Key.Key_Delete)
    frame = shown.screen.list.frames["c3"]
    assert frame.strip.is_asking and frame.strip.buttons[0].hasFocus()
    shown.press(Qt.Key.Key_Escape)
    assert not frame.strip.is_asking and frame.hasFocus() and shown.lives.done == []
    shown.press(Qt.Key.Key_Delete)
    shown.press(Qt.Key.Key_Return)
    assert shown.lives.done == [("delete", 3)]
    assert shown.keys == ["c10"] and shown.screen.list.frames["c10"].hasFocus()


def test_delete_asks_nothing_where_nothing_can_be_deleted(open_list: Open) -> None:
    shown = open_list(running())
    shown.press(Qt.Key.Key_Delete)
    assert not shown.screen.list.frames["c1"].strip.is_asking


def test_by_keyboard_the_menu_ends_a_campaign(open_list: Open, qtbot: QtBot) -> None:
    shown = open_list(running())
    frame = shown.screen.list.frames["c1"]
    shown.press(Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert frame.menu.isVisible()
    for _ in frame.menu.actions():
        qtbot.keyClick(frame.menu, Qt.Key.Key_Down)
    qtbot.keyClick(frame.menu, Qt.Key.Key_Return)
    shown.press(Qt.Key.Key_Return)
    assert shown.lives.done == [("end", 1)]


def test_by_keyboard_the_notes_buttons_are_reached(open_list: Open) -> None:
    shown = open_list(off_air())
    frame = shown.screen.list.frames["c2"]
    for _ in range(8):
        if shown.window.focusWidget() in frame.strip.buttons:
            break
        shown.press(Qt.Key.Key_Tab)
    shown.press(Qt.Key.Key_Return)
    assert shown.lives.done == [("go_on", 2, "7799")]


def test_f5_asks_facebook_and_ctrl_n_makes_a_livestream(open_list: Open) -> None:
    shown = open_list(running())
    before, created = shown.lives.syncs, shown.spy("create_asked")
    shown.press(Qt.Key.Key_F5)
    shown.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert shown.lives.syncs == before + 1 and created.count() == 1


def test_f5_is_ours_although_the_window_around_has_another_meaning_for_it(open_list: Open) -> None:
    shown = open_list(running())
    around = QShortcut(QKeySequence("F5"), shown.window)
    theirs = QSignalSpy(around.activated)
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier)
    override.ignore()
    QApplication.sendEvent(shown.window.focusWidget(), override)
    assert override.isAccepted()
    before = shown.lives.syncs
    shown.press(Qt.Key.Key_F5)
    assert (shown.lives.syncs, theirs.count()) == (before + 1, 0)


# Between the screen and the desk


def test_coming_into_sight_it_reads_and_asks_once(open_list: Open) -> None:
    shown = open_list(running())
    assert (shown.lives.reads, shown.lives.syncs) == (1, 1)
    shown.window.hide()
    shown.window.show()
    assert shown.lives.syncs == 1, "Facebook was asked a moment ago"


def test_what_is_bound_meanwhile_is_shown_and_the_choice_stays(open_list: Open, qtbot: QtBot) -> None:
    shown = open_list(running(), waiting())
    shown.press(Qt.Key.Key_Down)
    shown.lives.change(3, section=Section.RUNNING, state=RowState.LIVE, actions=running().actions, note="")
    qtbot.waitUntil(lambda: shown.screen.list.frames["c3"].row.state is RowState.LIVE)
    assert shown.screen.list.current == "c3" and shown.screen.list.frames["c3"].hasFocus()
    assert shown.keys == ["c1", "c3"]


def test_opening_leads_while_on_the_air_only(open_list: Open, qtbot: QtBot) -> None:
    shown = open_list(running())
    frame = shown.screen.list.frames["c1"]
    assert frame.buttons[RowAction.OPEN].property("role") == "primary"
    shown.lives.change(1, state=RowState.OFF_AIR, actions=off_air().actions)
    qtbot.waitUntil(lambda: frame.row.state is RowState.OFF_AIR)
    assert frame.buttons[RowAction.OPEN].property("role") == "plain"
    assert list(frame.buttons) == [RowAction.END, RowAction.OPEN]


def leading(screen: CampaignsScreen) -> list[str]:
    """The buttons on the screen that ask to be pressed."""
    shown = [button for button in screen.findChildren(TextButton) if button.isVisible()]
    return [button.text().strip() for button in shown if button.property("role") == "primary"]


def test_one_button_leads(open_list: Open) -> None:
    """The issue: one thing at a time asks for attention; what presses goes before what runs."""
    assert leading(open_list(ended()).screen) == ["Tạo livestream mới"]
    assert leading(open_list(running(), waiting()).screen) == ["Mở"]
    assert leading(open_list(running(), unclaimed(), off_air()).screen) == ["Gắn chiến dịch đang chờ"]


def test_a_question_stays_open_while_figures_change(open_list: Open, qtbot: QtBot) -> None:
    shown = open_list(waiting())
    shown.press(Qt.Key.Key_Delete)
    shown.lives.change(3, products=9)
    frame = shown.screen.list.frames["c3"]
    qtbot.waitUntil(lambda: frame.row.products == 9)
    assert frame.strip.is_asking
    shown.lives.change(3, actions=(RowAction.CONFIGURE, RowAction.COPY), comments=1)
    qtbot.waitUntil(lambda: not frame.strip.is_asking)


def test_out_of_sight_nothing_is_read(open_list: Open, qtbot: QtBot) -> None:
    shown = open_list(running())
    shown.window.hide()
    reads = shown.lives.reads
    qtbot.waitUntil(lambda: not shown.presenter._soon.isActive())
    shown.lives.tell()
    assert not shown.presenter._soon.isActive() and shown.lives.reads == reads
    shown.window.show()
    assert shown.lives.reads == reads + 1


@pytest.mark.parametrize("fault", [refusal("Buổi live này đã có chiến dịch khác."), DiskFullError(Path("x"))])
def test_what_cannot_be_done_is_a_sentence_below_the_list(open_list: Open, fault: Exception) -> None:
    shown = open_list(off_air())
    shown.lives.fault = fault
    shown.click(shown.screen.list.frames["c2"].strip.buttons[0])
    assert shown.screen.notice_line.text == str(fault)


def test_while_facebook_is_asked_it_is_not_asked_again(open_list: Open) -> None:
    shown = open_list(running())
    shown.screen.show_syncing(True)
    assert shown.screen.head.sync_button.accessibleName() == "Đang đồng bộ…"
    before = shown.lives.syncs
    shown.press(Qt.Key.Key_F5)
    assert shown.lives.syncs == before
    shown.screen.show_syncing(False)
    assert shown.screen.head.sync_button.isEnabled()


def test_nothing_is_cut_off_in_a_small_window(open_list: Open) -> None:
    """1024 is the narrowest window: the rail leaves 952. Words give way, buttons and figures do not."""
    figures = {"comments": 128_400, "orders": 12_112, "products": 1_200}
    shown = open_list(
        running(name=LONG, live_title=LONG + ".", is_paused=True, **figures), unclaimed(name=LONG)
    )
    shown.window.resize(952, 560)
    for frame in shown.screen.list.frames.values():
        buttons = [*frame.buttons.values(), *frame.strip.buttons]
        assert all(button.width() >= button.sizeHint().width() for button in buttons)
        assert all(frame.rect().contains(button.geometry()) for button in frame.buttons.values())


# The switch in the live screen's bar


@pytest.fixture
def switch(qtbot: QtBot, theme: Theme) -> CampaignSwitch:
    switch = CampaignSwitch(theme)
    qtbot.addWidget(switch)
    switch.setStyleSheet(stylesheet(theme.tokens))
    switch.show_campaign(1, "Xả kho áo len 21/11")
    switch.show()
    return switch


def test_the_switch_offers_the_running_campaigns_and_the_list(switch: CampaignSwitch, qtbot: QtBot) -> None:
    lives = Lives(running(), running(4, "Live phụ"), unclaimed(), waiting(), ended())
    SwitchPresenter(lives, run_at_once, switch)
    chosen, asked = QSignalSpy(switch.chosen), QSignalSpy(switch.list_asked)
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    entries = [entry for entry in switch.menu_of_campaigns.actions() if not entry.isSeparator()]
    assert [entry.text() for entry in entries] == [
        "Xả kho áo len 21/11 · LIVE",
        "Live phụ · LIVE",
        "Danh sách live",
    ]
    assert [entry.isChecked() for entry in entries] == [True, False, False]
    for entry in entries:
        entry.trigger()
    assert chosen.count() == 1 and chosen.at(0) == [4] and asked.count() == 1
    switch.menu_of_campaigns.close()


def test_the_switch_gives_way_and_says_the_whole_name(switch: CampaignSwitch) -> None:
    switch.show_campaign(1, LONG)
    switch.resize(200, 32)
    assert switch.text().endswith("…") and switch.toolTip() == LONG
    assert LONG in switch.accessibleName()


def test_where_the_list_cannot_be_read_the_switch_still_leads_to_it(
    switch: CampaignSwitch, qtbot: QtBot
) -> None:
    lives = Lives(running())
    lives.fault = refusal("Ổ đĩa đầy.")
    SwitchPresenter(lives, run_at_once, switch)
    switch.setFocus()
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert [entry.text() for entry in switch.menu_of_campaigns.actions() if entry.text()] == [
        "Danh sách live"
    ]
    switch.menu_of_campaigns.close()


# What presses about the campaign that is open


@pytest.fixture
def strip(qtbot: QtBot, theme: Theme) -> LifeStrip:
    strip = LifeStrip(theme)
    qtbot.addWidget(strip)
    strip.resize(900, 48)
    return strip


def test_the_open_campaign_is_asked_to_go_on_where_it_is_shown(strip: LifeStrip, qtbot: QtBot) -> None:
    lives = Lives(off_air(), running())
    note = CampaignNotePresenter(lives, run_at_once, strip)
    note.start()
    note.follow(1)
    assert strip.text == "", "nothing presses there"
    note.follow(2)
    assert "Trang đang có buổi live mới" in strip.text
    qtbot.mouseClick(strip.buttons[0], Qt.MouseButton.LeftButton)
    assert lives.done == [("go_on", 2, "7799")]
    note.stop()


def test_what_cannot_be_gone_on_with_is_told(strip: LifeStrip, qtbot: QtBot) -> None:
    lives = Lives(off_air())
    note = CampaignNotePresenter(lives, run_at_once, strip)
    note.follow(2)
    refused = QSignalSpy(note.refused)
    lives.fault = refusal("Buổi live này đã có chiến dịch khác.")
    qtbot.mouseClick(strip.buttons[0], Qt.MouseButton.LeftButton)
    assert refused.count() and refused.at(0) == ["Buổi live này đã có chiến dịch khác."]


def test_the_open_campaign_is_ended_where_it_is_shown(strip: LifeStrip, qtbot: QtBot) -> None:
    """Ending asks in place, in the live screen too; nothing is ended where the answer is no."""
    lives = Lives(running())
    note = CampaignNotePresenter(lives, run_at_once, strip)
    note.follow(1)
    ended = QSignalSpy(note.ended)
    note.ask_end()
    assert strip.is_asking and "Kết thúc" in strip.text
    qtbot.mouseClick(strip.buttons[1], Qt.MouseButton.LeftButton)
    assert lives.done == [] and not ended.count()
    note.ask_end()
    qtbot.mouseClick(strip.buttons[0], Qt.MouseButton.LeftButton)
    assert lives.done == [("end", 1)] and ended.count() == 1
