"""The window before the main one: opens the data by keyboard alone, and by mouse alone (§8, §9)."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from keyring import errors as keyring_errors
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.data_key import OpenedData
from desktop.services.unlocking import Unlocking, UnlockState, UnlockStep
from desktop.storage.database import Database
from desktop.storage.restore import back_up
from desktop.system.loop import Loop
from desktop.system.paths import Profile
from desktop.system.recovery_code import recovery_code
from desktop.system.secret_faults import KeyringLockedError, KeyringRefusedError
from desktop.system.secrets import KeyringHolder
from desktop.system.settings import Settings
from desktop.system.tasks import TaskSupervisor
from desktop.ui.settings.code_entry import CodeEntry
from desktop.ui.settings.unlock_presenter import UnlockPresenter
from desktop.ui.settings.unlock_window import UnlockWindow
from desktop.ui.theme import Theme

# The screen that is not there does not know sizes of windows.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

KEY, OTHER_KEY = bytes(range(32)), bytes(range(100, 132))
CODE = recovery_code(KEY)
PASSPHRASE = "mat khau cua quay"
OTHER_PC = "Mở dữ liệu từ máy khác…"
Step = UnlockStep


class Ring:
    """A keyring in memory; priority 0 is none."""

    def __init__(self, priority: float = 1.0) -> None:
        self.priority = priority
        self.kept: dict[tuple[str, str], str] = {}
        self.fault: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        if self.fault:
            raise self.fault
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.fault:
            raise self.fault
        self.kept[service, username] = password


class Start:
    """One start of the program, up to the data being open."""

    def __init__(self, loop: Loop, theme: Theme, folder: Path, ring: Ring) -> None:
        self.loop, self.tasks, self.opened = loop, TaskSupervisor(), list[OpenedData]()
        self.settings = Settings.load({"profile": str(folder)}, {})
        self.window = UnlockWindow(theme)
        self.presenter = UnlockPresenter(
            Unlocking(self.settings, backend=ring), self.tasks.spawn, self.window
        )
        self.presenter.opened.connect(self.opened.append)
        self.window.show()

    def run(self, story: Callable[[], Awaitable[None]]) -> None:
        """Begin, let it happen, end."""

        async def told() -> None:
            self.presenter.start()
            await self.settled()
            await story()
            assert await self.tasks.shutdown() == ()

        try:
            self.loop.run_until_complete(asyncio.wait_for(told(), 20))
        finally:
            for opened in self.opened:
                opened.database.close()

    async def settled(self) -> None:
        """Until nothing is tried any more."""
        for _ in range(2_000):
            if not self.tasks.running:
                return
            await asyncio.sleep(0.005)
        raise AssertionError(f"still tried: {self.tasks.running}")


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[Loop]:
    before = qapp.quitOnLastWindowClosed()
    with Loop(qapp) as loop:
        yield loop
    qapp.setQuitOnLastWindowClosed(before)


@pytest.fixture
def begin(loop: Loop, theme: Theme, qtbot: QtBot, tmp_path: Path) -> Callable[[Ring], Start]:
    def start(ring: Ring) -> Start:
        begun = Start(loop, theme, tmp_path / "profile", ring)
        qtbot.addWidget(begun.window)
        return begun

    return start


def data_under(folder: Path, key: bytes) -> Profile:
    profile = Profile(folder)
    profile.make()
    with closing(Database.open(profile.database, key=key)):
        pass
    return profile


def press(qtbot: QtBot, window: QWidget, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type into whatever has the focus."""
    focused = window.focusWidget()
    assert focused is not None
    qtbot.keyClicks(focused, text)
    qtbot.keyClick(focused, end)


def compose(widget: QWidget, letter: str) -> None:
    """A letter as a Vietnamese typing program sends it: with no key of its own."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def click(qtbot: QtBot, widget: QWidget) -> None:
    assert widget.isVisible() and widget.isEnabled()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def tab_to(qtbot: QtBot, window: QWidget, wanted: QWidget) -> None:
    for _ in range(20):
        if window.focusWidget() is wanted:
            return
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {wanted.accessibleName()}")


# Whole stories


def test_a_first_run_without_keyring_by_keyboard_alone(begin: Callable[[Ring], Start], qtbot: QtBot) -> None:
    """Issue: the passphrase file where there is no keyring. Enter goes on, and the next start asks for it."""
    first = begin(Ring(0.0))

    async def story() -> None:
        window = first.window
        assert window.page is window.new_page and "keyring" in window.sentence.text()
        press(qtbot, window, PASSPHRASE)
        press(qtbot, window, PASSPHRASE[:-1])
        assert not first.tasks.running, "two that differ are not taken"
        press(qtbot, window, PASSPHRASE[-1])
        await first.settled()
        assert len(first.opened) == 1

    first.run(story)
    second = begin(Ring(0.0))

    async def again() -> None:
        window = second.window
        assert window.page is window.passphrase_page
        press(qtbot, window, "sai mat khau")
        await second.settled()
        assert "không đúng" in window.message.text() and not second.opened
        tab_to(qtbot, window, window.passphrase_page.passphrase.field)
        window.passphrase_page.passphrase.field.selectAll()
        press(qtbot, window, PASSPHRASE)
        await second.settled()
        assert len(second.opened) == 1

    second.run(again)


def test_a_lost_key_comes_back_by_mouse_alone(
    begin: Callable[[Ring], Start], qtbot: QtBot, tmp_path: Path
) -> None:
    """§8: losing the keyring means typing the code, here pasted from the saved file."""
    data_under(tmp_path / "profile", KEY)
    ring = Ring()
    start = begin(ring)

    async def story() -> None:
        window = start.window
        assert window.page is window.code_page and not window.primary.isEnabled()
        QGuiApplication.clipboard().setText(f"\n   {CODE.lower()}\n")
        window.code_page.code.field.paste()
        assert window.code_page.code.told == "✓ Đủ 14 nhóm"
        click(qtbot, window.primary)
        await start.settled()
        assert len(start.opened) == 1 and ring.kept

    start.run(story)


def test_a_locked_keyring_is_tried_again_by_enter(
    begin: Callable[[Ring], Start], qtbot: QtBot, tmp_path: Path
) -> None:
    """Issue, bad input: the keyring locked."""
    ring = Ring()
    KeyringHolder(data_under(tmp_path / "profile", KEY), ring).keep(KEY)
    ring.fault = keyring_errors.KeyringLocked("locked")
    start = begin(ring)

    async def story() -> None:
        window = start.window
        assert window.sentence.text() == str(KeyringLockedError())
        assert window.focusWidget() is window.primary
        qtbot.keyClick(window.primary, Qt.Key.Key_Return)
        assert not window.primary.isEnabled() and window.primary.accessibleName() == "Đang mở…"
        await start.settled()
        assert not start.opened and window.primary.isEnabled()
        ring.fault = None
        qtbot.keyClick(window.primary, Qt.Key.Key_Space)
        await start.settled()
        assert len(start.opened) == 1

    start.run(story)


def test_a_wrong_code_says_what_to_do_and_may_be_mended(
    begin: Callable[[Ring], Start], qtbot: QtBot, tmp_path: Path
) -> None:
    """Issue, bad input: a wrong recovery code."""
    data_under(tmp_path / "profile", KEY)
    start = begin(Ring())

    async def story() -> None:
        window = start.window
        press(qtbot, window, recovery_code(OTHER_KEY).replace("-", ""))
        await start.settled()
        assert "dữ liệu khác" in window.code_page.code.told and not start.opened
        field = window.code_page.code.field
        assert window.focusWidget() is field and field.property("invalid") is True
        field.selectAll()
        press(qtbot, window, CODE.lower().replace("-", " "))
        await start.settled()
        assert len(start.opened) == 1

    start.run(story)


@pytest.mark.parametrize("by_keyboard", [True, False])
def test_another_pcs_data_is_opened_by_backup_and_code(
    begin: Callable[[Ring], Start], qtbot: QtBot, tmp_path: Path, by_keyboard: bool
) -> None:
    """Issue: opening the database on another PC with the code; here on one without a keyring."""
    back_up(data_under(tmp_path / "other", OTHER_KEY).database, tmp_path / "b.db", OTHER_KEY)
    start = begin(Ring(0.0))

    async def story() -> None:
        window, form = start.window, start.window.backup_page.form
        if by_keyboard:
            tab_to(qtbot, window, window.to_backup)
            qtbot.keyClick(window.to_backup, Qt.Key.Key_Return)
            tab_to(qtbot, window, form.choose)
            qtbot.keyClick(form.choose, Qt.Key.Key_Space)
        else:
            click(qtbot, window.to_backup)
            click(qtbot, form.choose)
        assert form.file_dialog is not None
        form.file_dialog.fileSelected.emit(str(tmp_path / "b.db"))
        form.file_dialog.reject()
        assert form.file.text() == "b.db" and window.focusWidget() is form.code.field
        if by_keyboard:
            press(qtbot, window, CODE)
        else:
            form.code.field.insertPlainText(CODE)
            click(qtbot, window.primary)
        await start.settled()
        assert "không mở được bản sao lưu b.db" in form.code.told and not start.opened
        form.code.clear()
        form.code.field.insertPlainText(recovery_code(OTHER_KEY))
        click(qtbot, window.primary)
        await start.settled()
        assert window.page is window.new_page and "Mã khôi phục đúng" in window.sentence.text()
        press(qtbot, window, PASSPHRASE)
        press(qtbot, window, PASSPHRASE)
        await start.settled()
        assert start.opened[0].key == OTHER_KEY

    start.run(story)


# The window by itself


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> UnlockWindow:
    window = UnlockWindow(theme)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.mark.parametrize(
    ("state", "primary", "links"),
    [
        (UnlockState(Step.NEW_PASSPHRASE), "Đặt mật khẩu", [OTHER_PC]),
        (UnlockState(Step.NEW_PASSPHRASE, has_data=True), "Đặt mật khẩu", []),
        (UnlockState(Step.PASSPHRASE, has_data=True), "Mở dữ liệu", ["Nhập mã khôi phục"]),
        (UnlockState(Step.UNREACHABLE, "x", has_data=True), "Thử lại", ["Nhập mã khôi phục"]),
        (UnlockState(Step.UNREACHABLE, "x"), "Thử lại", []),
        (UnlockState(Step.KEY_MISSING, "x", has_data=True), "Mở dữ liệu", ["Thử lại", OTHER_PC]),
        (UnlockState(Step.WRONG_KEY, "x", has_data=True), "Mở dữ liệu", ["Thử lại", OTHER_PC]),
        (UnlockState(Step.UNUSABLE, "x", has_data=True), "Thử lại", [OTHER_PC]),
    ],
)  # fmt: skip
def test_each_state_asks_one_thing_and_offers_what_helps(
    window: UnlockWindow, qtbot: QtBot, state: UnlockState, primary: str, links: list[str]
) -> None:
    window.show_state(state)
    shown = [button for button in window.findChildren(QAbstractButton) if button.isVisible()]
    assert [b.accessibleName() for b in shown if b.property("role") == "primary"] == [primary]
    named = {b.accessibleName() for b in shown if b.property("role") == "link"}
    assert named == {*links, "Thoát"}
    assert not state.sentence or window.sentence.text() == state.sentence
    for widget in (*shown, *window.findChildren(QLineEdit)):
        if widget.isVisible():
            assert widget.accessibleName(), widget
            if widget.isEnabled():
                tab_to(qtbot, window, widget)


def test_escape_goes_back_and_then_leaves(window: UnlockWindow, qtbot: QtBot) -> None:
    left = QSignalSpy(window.quit_asked)
    window.show_state(UnlockState(Step.UNREACHABLE, "x", has_data=True))
    click(qtbot, window.to_code)
    assert window.page is window.code_page
    qtbot.keyClick(window.code_page.code.field, Qt.Key.Key_Escape)
    assert window.page is window.retry_page and left.count() == 0
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert left.count() == 1
    click(qtbot, window.to_quit)
    window.close()
    assert left.count() == 3


def test_while_something_is_tried_nothing_else_can_be(window: UnlockWindow, qtbot: QtBot) -> None:
    window.show_state(UnlockState(Step.PASSPHRASE, has_data=True))
    asked = QSignalSpy(window.passphrase_entered)
    press(qtbot, window, PASSPHRASE)
    window.show_busy()
    qtbot.keyClick(window.passphrase_page.passphrase.field, Qt.Key.Key_Return)
    assert asked.count() == 1 and not window.to_code.isEnabled()
    window.refuse(str(KeyringRefusedError()))
    assert window.message.text() == str(KeyringRefusedError()) and window.to_code.isEnabled()


def test_the_eye_shows_what_is_typed_and_the_rule_says_how_far_it_is(
    window: UnlockWindow, qtbot: QtBot
) -> None:
    window.show_state(UnlockState(Step.NEW_PASSPHRASE))
    page = window.new_page
    assert page.rule.text() == "Ít nhất 8 ký tự"
    qtbot.keyClicks(page.first.field, PASSPHRASE)
    assert page.rule.text().startswith("✓ Đủ dài") and not window.primary.isEnabled()
    click(qtbot, page.first.eye)
    assert page.first.field.displayText() == PASSPHRASE
    assert page.second.field.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClicks(page.second.field, "mat khau cua qua")
    assert "chưa giống" not in page.rule.text(), "not while it is still being typed"
    compose(page.second.field, "ỳ")
    assert "chưa giống" in page.rule.text() and page.second.field.property("invalid") is True


def test_a_path_in_a_sentence_is_never_cut_off(window: UnlockWindow) -> None:
    window.show_state(UnlockState(Step.UNUSABLE, f"Không mở được {'/thư-mục-rất-dài' * 12}; hãy thử lại."))
    QApplication.processEvents()
    label = window.sentence
    assert label.fontMetrics().horizontalAdvance("Không mở được") < label.width()
    assert label.height() >= label.heightForWidth(label.width()) > 3 * label.fontMetrics().lineSpacing()
    assert window.width() == 496


# The recovery code as it is typed


@pytest.fixture
def entry(qtbot: QtBot, theme: Theme) -> CodeEntry:
    entry = CodeEntry(theme)
    qtbot.addWidget(entry)
    entry.show()
    return entry


def test_groups_are_made_while_typing_and_counted(entry: CodeEntry, qtbot: QtBot) -> None:
    qtbot.keyClicks(entry.field, "7kq2m9xd4o")
    assert entry.text == "7KQ2-M9XD-40"
    assert entry.told.startswith("2/14 nhóm")
    qtbot.keyClicks(entry.field, "il")
    assert entry.text == "7KQ2-M9XD-4011"
    entry.clear()
    qtbot.keyClicks(entry.field, CODE)
    assert entry.text.replace("\n", "-") == CODE and entry.typed().is_whole
    assert [len(line) for line in entry.text.splitlines()] == [34, 34]


def test_letters_put_in_or_taken_out_in_the_middle_keep_the_cursor(entry: CodeEntry, qtbot: QtBot) -> None:
    qtbot.keyClicks(entry.field, "AAAABBBBCCCC")
    cursor = entry.field.textCursor()
    cursor.setPosition(2)
    entry.field.setTextCursor(cursor)
    qtbot.keyClicks(entry.field, "77")
    assert (entry.text, entry.field.textCursor().position()) == ("AA77-AABB-BBCC-CC", 4)
    for _ in range(2):
        qtbot.keyClick(entry.field, Qt.Key.Key_Backspace)
    assert (entry.text, entry.field.textCursor().position()) == ("AAAA-BBBB-CCCC", 2)
    qtbot.keyClick(entry.field, Qt.Key.Key_End)
    for _ in range(5):
        qtbot.keyClick(entry.field, Qt.Key.Key_Backspace)
    assert entry.text == "AAAA-BBB", "no hyphen stands in the way"


def test_a_vietnamese_typing_program_is_noticed_at_once(entry: CodeEntry, qtbot: QtBot) -> None:
    """§9: Unikey sends Backspace and a composed letter."""
    qtbot.keyClicks(entry.field, "7KQA")
    qtbot.keyClick(entry.field, Qt.Key.Key_Backspace)
    compose(entry.field, "â")
    assert entry.text == "7KQÂ" and "bộ gõ tiếng Việt" in entry.told
    assert entry.field.property("invalid") is True
    qtbot.keyClick(entry.field, Qt.Key.Key_Backspace)
    assert entry.told.startswith("0/14 nhóm") and entry.field.property("invalid") is False


@pytest.mark.parametrize(
    "pasted",
    [CODE.lower(), CODE.replace("-", "\n"), CODE.replace("-", ""), f"  {CODE.replace('0', 'o')}\r\n\t"],
)
def test_paste_works_however_it_was_copied(entry: CodeEntry, pasted: str) -> None:
    data = QMimeData()
    data.setText(pasted)
    entry.field.insertFromMimeData(data)
    assert entry.text.replace("\n", "-") == CODE and entry.told == "✓ Đủ 14 nhóm"


def test_a_paste_of_something_else_is_said_and_does_no_harm(entry: CodeEntry) -> None:
    data = QMimeData()
    data.setText("không phải mã " * 10_000)
    entry.field.insertFromMimeData(data)
    assert "hãy" in entry.told and len(entry.text) < 500


def test_enter_submits_and_tab_leaves(entry: CodeEntry, qtbot: QtBot) -> None:
    asked = QSignalSpy(entry.submitted)
    qtbot.keyClicks(entry.field, "7KQ2")
    qtbot.keyClick(entry.field, Qt.Key.Key_Enter)
    assert asked.count() == 1 and entry.text == "7KQ2"
    assert entry.field.tabChangesFocus()


def test_the_tests_here_ask_no_real_keyring() -> None:
    assert os.environ["PYTHON_KEYRING_BACKEND"] == "keyring.backends.fail.Keyring"
