"""The key's card: the code until it is printed or saved, then on request; another PC's data (§8)."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.data_key import PLAIN, OpenedData
from desktop.services.key_change import KeyedBackup
from desktop.services.key_desk import KeyDesk, KeyRow
from desktop.storage.database import Database
from desktop.storage.restore import back_up
from desktop.system.loop import Loop
from desktop.system.paths import Profile
from desktop.system.recovery_code import recovery_code
from desktop.system.tasks import TaskSupervisor
from desktop.ui.settings.code_box import CodeBox
from desktop.ui.settings.key_card import KeyCard
from desktop.ui.settings.key_presenter import KeyPresenter
from desktop.ui.settings.recovery_page import lay_on_a4, paint_sheet, recovery_sheet
from desktop.ui.theme import Theme

from .rows import NOW

# The screen that is not there does not know sizes of windows.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

KEY, OTHER_KEY = bytes(range(32)), bytes(range(100, 132))
CODE = recovery_code(KEY)
HELD = "Khoá được cất trong kho khoá của máy này."
UNSAVED, SAVED = KeyRow(HELD, CODE, False), KeyRow(HELD, CODE, True)


@pytest.fixture
def card(qtbot: QtBot, theme: Theme) -> KeyCard:
    card = KeyCard(theme, lambda: NOW)
    qtbot.addWidget(card)
    card.resize(600, 320)
    card.show()
    return card


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[Loop]:
    before = qapp.quitOnLastWindowClosed()
    with Loop(qapp) as loop:
        yield loop
    qapp.setQuitOnLastWindowClosed(before)


class Settings:
    """The card on the real desk behind it, on the program's loop."""

    def __init__(self, loop: Loop, card: KeyCard, profile: Profile, key: bytes | None) -> None:
        profile.make()
        self.card, self.tasks, self._loop = card, TaskSupervisor(), loop
        self._database = Database.open(profile.database, key=key)
        opened = OpenedData(self._database, key, PLAIN if key is None else HELD)
        self.presenter = KeyPresenter(KeyDesk(profile, opened), self.tasks.spawn, card)

    def run(self, story: Callable[[], Awaitable[None]]) -> None:
        async def told() -> None:
            self.presenter.start()
            await self.settled()
            await story()
            assert await self.tasks.shutdown() == ()

        with closing(self._database):
            self._loop.run_until_complete(asyncio.wait_for(told(), 20))

    async def settled(self) -> None:
        for _ in range(2_000):
            if not self.tasks.running:
                return
            await asyncio.sleep(0.005)
        raise AssertionError(f"still runs: {self.tasks.running}")


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "profile")


def click(qtbot: QtBot, widget: QWidget) -> None:
    assert widget.isVisible() and widget.isEnabled()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def choose_file(dialog: QFileDialog | None, path: Path) -> None:
    """What people do in a dialog that looks different on each system."""
    assert dialog is not None and dialog.isVisible()
    dialog.fileSelected.emit(str(path))
    dialog.done(QFileDialog.DialogCode.Accepted)


# What it shows


def test_until_it_is_saved_the_code_is_in_sight_with_what_losing_it_means(card: KeyCard) -> None:
    card.show_key(UNSAVED)
    assert card.told.text() == HELD and card.box.isVisible() and card.box.code == CODE
    assert "không ai mở lại được" in card.hint.text() and card.hint.isVisible()
    assert card.chip.text == "" and not card.to_show.isVisible()


def test_saved_it_is_hidden_until_somebody_asks(card: KeyCard, qtbot: QtBot) -> None:
    card.show_key(SAVED)
    assert not card.box.isVisible() and card.chip.text == "Đã lưu" and not card.hint.isVisible()
    click(qtbot, card.to_show)
    assert card.box.isVisible() and card.to_show.accessibleName() == "Ẩn mã"
    click(qtbot, card.to_show)
    assert not card.box.isVisible()


def test_a_plain_database_has_nothing_to_print_and_says_so(card: KeyCard) -> None:
    card.show_key(KeyRow(PLAIN, None, True))
    assert "chưa mã hoá" in card.told.text() and card.chip.text == ""
    assert not [button for button in card.findChildren(QAbstractButton) if button.isVisible()]


def test_every_control_has_a_name_and_enter_presses_it(card: KeyCard, qtbot: QtBot) -> None:
    card.show_key(SAVED)
    for button in card.findChildren(QAbstractButton):
        assert button.accessibleName() and button.focusPolicy() & Qt.FocusPolicy.TabFocus
    card.to_show.setFocus()
    qtbot.keyClick(card.to_show, Qt.Key.Key_Return)
    assert card.box.isVisible()
    card.to_copy.setFocus()
    qtbot.keyClick(card.to_copy, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == CODE and card.to_copy.accessibleName() == "Đã chép"
    qtbot.waitUntil(lambda: card.to_copy.accessibleName() == "Chép")


def test_the_box_holds_two_lines_of_seven_groups_and_a_screen_reader_spells_it(
    qtbot: QtBot, theme: Theme
) -> None:
    box = CodeBox(theme)
    qtbot.addWidget(box)
    for code in (CODE, "-".join(["WWWW"] * 14), "-".join(["1111"] * 14)):
        box.show_code(code)
        assert box.sizeHint().width() < 400 and 50 < box.sizeHint().height() < 80
    assert "1 1 1 1" in box.accessibleName()
    picture = box.grab().toImage()
    assert picture.pixelColor(4, picture.height() // 2).name() == theme.tokens.soft


# Printing and saving


def printed_to(card: KeyCard, path: Path) -> None:
    """Print as the dialog would have it, into a file."""
    dialog = card.print_dialog
    assert dialog is not None
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(path))
    dialog.done(QPrintDialog.DialogCode.Accepted)


def test_printed_it_is_remembered_for_this_key_only(
    loop: Loop, theme: Theme, card: KeyCard, qtbot: QtBot, profile: Profile, tmp_path: Path
) -> None:
    """Issue: the recovery code shown to print or save."""
    saved = QSignalSpy(card.saved)

    async def story() -> None:
        click(qtbot, card.to_print)
        printed_to(card, tmp_path / "code.pdf")
        await settings.settled()
        assert (tmp_path / "code.pdf").read_bytes().startswith(b"%PDF")
        assert card.chip.text == "Đã lưu" and saved.count() == 1

    settings = Settings(loop, card, profile, KEY)
    settings.run(story)
    marker = profile.code_marker.read_text("utf-8")
    assert CODE[:4] not in marker and KEY.hex()[:8] not in marker
    for key, is_saved in ((KEY, True), (OTHER_KEY, False)):
        desk = KeyDesk(profile, OpenedData(Database(None, None, (), 1.0), key, HELD))
        assert asyncio.run(desk.key_row()).is_saved is is_saved


def test_saved_to_a_file_by_keyboard_it_can_be_typed_from_there(
    loop: Loop, card: KeyCard, qtbot: QtBot, profile: Profile, tmp_path: Path
) -> None:
    async def story() -> None:
        card.to_save.setFocus()
        qtbot.keyClick(card.to_save, Qt.Key.Key_Return)
        choose_file(card.file_dialog, tmp_path / "no folder" / "mã.txt")
        await settings.settled()
        assert "Không ghi được mã.txt" in card.message.text() and card.chip.text == ""
        qtbot.keyClick(card.to_save, Qt.Key.Key_Return)
        choose_file(card.file_dialog, tmp_path / "mã.txt")
        await settings.settled()
        assert card.chip.text == "Đã lưu" and not card.message.isVisible()

    settings = Settings(loop, card, profile, KEY)
    settings.run(story)
    text = (tmp_path / "mã.txt").read_text("utf-8")
    assert CODE.replace("-", "") in "".join(text.split()).replace("-", "")
    assert "Quầy Live" in text and "21/11/2026" in text and "két" in text
    if sys.platform != "win32":
        assert (tmp_path / "mã.txt").stat().st_mode & 0o777 == 0o600


def test_copying_is_not_saving(loop: Loop, card: KeyCard, qtbot: QtBot, profile: Profile) -> None:
    async def story() -> None:
        click(qtbot, card.to_copy)
        await settings.settled()

    settings = Settings(loop, card, profile, KEY)
    settings.run(story)
    assert card.chip.text == "" and not profile.code_marker.exists()


@pytest.mark.qt_log_ignore("Returned false", "propagateSizeHints")
def test_a_printer_that_does_not_begin_is_said_and_nothing_is_marked(card: KeyCard, qtbot: QtBot) -> None:
    card.show_key(UNSAVED)
    printed = QSignalSpy(card.printed)
    click(qtbot, card.to_print)
    printed_to(card, Path("/no/such/folder/x.pdf"))
    assert "Chưa in được" in card.message.text() and printed.count() == 0


def test_the_sheet_is_one_a4_page_with_all_its_words_inside(theme: Theme, qapp: QApplication) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    lay_on_a4(printer)
    page = printer.pageRect(QPrinter.Unit.Millimeter)
    assert 180 < page.width() <= 210 and 270 < page.height() <= 297
    picture = QImage(827, 1169, QImage.Format.Format_RGB32)  # A4 at 100 dots per inch
    picture.fill("white")
    painter = QPainter(picture)
    paint_sheet(painter, QRectF(picture.rect()), recovery_sheet(CODE, NOW), 100)
    painter.end()
    inked = [
        (x, y)
        for y in range(0, picture.height(), 2)
        for x in range(0, picture.width(), 2)
        if picture.pixelColor(x, y).lightness() < 128
    ]
    assert min(x for x, _ in inked) > 30 and max(x for x, _ in inked) < 827 - 30
    assert min(y for _, y in inked) > 30 and max(y for _, y in inked) < 900


# Another PC's data


def backup_of_another_pc(folder: Path) -> Path:
    with closing(Database.open(folder / "other.db", key=OTHER_KEY)):
        pass
    back_up(folder / "other.db", folder / "b.db", OTHER_KEY)
    return folder / "b.db"


@pytest.mark.parametrize("by_keyboard", [True, False])
def test_another_pcs_backup_is_checked_and_then_the_program_starts_anew(
    loop: Loop, card: KeyCard, qtbot: QtBot, profile: Profile, tmp_path: Path, by_keyboard: bool
) -> None:
    """A wrong code is said in the dialog, and nothing is touched while the data is open."""
    path = backup_of_another_pc(tmp_path)
    asked = QSignalSpy(card.reopen_asked)

    def submit(code: str) -> None:
        dialog = card.backup_dialog
        assert dialog is not None
        dialog.form.code.clear()
        dialog.form.code.field.insertPlainText(code)
        if by_keyboard:
            qtbot.keyClick(dialog.form.code.field, Qt.Key.Key_Return)
        else:
            click(qtbot, dialog.save)

    async def story() -> None:
        if by_keyboard:
            card.to_backup.setFocus()
            qtbot.keyClick(card.to_backup, Qt.Key.Key_Return)
        else:
            click(qtbot, card.to_backup)
        dialog = card.backup_dialog
        assert dialog is not None and not dialog.save.isEnabled()
        if by_keyboard:
            qtbot.keyClick(dialog.form.choose, Qt.Key.Key_Return)
        else:
            click(qtbot, dialog.form.choose)
        choose_file(dialog.form.file_dialog, path)
        submit(CODE)
        assert not dialog.save.isEnabled()
        await settings.settled()
        assert "không mở được bản sao lưu b.db" in dialog.form.code.told and asked.count() == 0
        submit(recovery_code(OTHER_KEY))
        await settings.settled()
        assert card.backup_dialog is None and asked.count() == 1
        assert asked.at(0)[0] == KeyedBackup(path, OTHER_KEY)

    settings = Settings(loop, card, profile, KEY)
    settings.run(story)


def test_a_dialog_left_while_it_checks_changes_nothing(
    loop: Loop, card: KeyCard, qtbot: QtBot, profile: Profile, tmp_path: Path
) -> None:
    path = backup_of_another_pc(tmp_path)
    asked = QSignalSpy(card.reopen_asked)

    async def story() -> None:
        click(qtbot, card.to_backup)
        dialog = card.backup_dialog
        assert dialog is not None
        dialog.form.show_path(path)
        dialog.form.code.field.insertPlainText(recovery_code(OTHER_KEY))
        click(qtbot, dialog.save)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        await settings.settled()
        assert card.backup_dialog is None and asked.count() == 0

    settings = Settings(loop, card, profile, KEY)
    settings.run(story)
