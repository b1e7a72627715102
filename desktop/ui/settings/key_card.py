"""Step 1 of the first run, and of the settings: where the data's key lies, and its recovery code (§8)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QRectF, QStandardPaths, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.services.key_desk import KeyRow
from desktop.ui.settings.backup_dialog import BackupDialog
from desktop.ui.settings.code_box import CodeBox
from desktop.ui.settings.recovery_page import lay_on_a4, paint_sheet, recovery_sheet
from desktop.ui.settings.wrapping import breakable
from desktop.ui.theme import Theme, Tone
from desktop.ui.widgets.link_button import LinkButton
from desktop.ui.widgets.pill import Chip
from desktop.ui.widgets.text_button import TextButton

SAID_FOR = 2_000
"""How long a button says that the code was copied, milliseconds."""


class KeyCard(QWidget):
    """The body of a step. `clock` tells UTC milliseconds.

    Signals: `printed` once the code is on its way to paper, `file_chosen(Path, text)` to write it to,
    `backup_chosen(Path, code)` of another PC, `saved` once the code is remembered as saved, and
    `reopen_asked(KeyedBackup)`: close everything and start anew with that data.
    """

    printed = Signal()
    file_chosen = Signal(object, str)
    backup_chosen = Signal(object, str)
    saved = Signal()
    reopen_asked = Signal(object)

    def __init__(self, theme: Theme, clock: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._clock, self._row = theme, clock, KeyRow("", None, False)
        self.told, self.box = QLabel(self), CodeBox(theme, self)
        self.to_print = TextButton(theme, self.tr("In"), self, icon="printer")
        self.to_save = TextButton(theme, self.tr("Lưu tệp"), self, icon="save")
        self.to_copy = TextButton(theme, self.tr("Chép"), self, icon="copy")
        self.to_show = TextButton(theme, self.tr("Hiện mã"), self, icon="eye")
        self.chip, self.message = Chip(theme, self), QLabel(self)
        self._warning, self.hint = QLabel(self), QLabel(self)
        self.to_backup = LinkButton(theme, self.tr("Có dữ liệu ở máy khác? Mở bằng mã khôi phục…"), self)
        self.print_dialog: QPrintDialog | None = None
        self._printer: QPrinter | None = None  # The dialog does not keep it.
        self.file_dialog: QFileDialog | None = None
        self.backup_dialog: BackupDialog | None = None
        self._copied = QTimer(self, interval=SAID_FOR, singleShot=True)
        self._build()
        self._connect()
        theme.changed.connect(self._tint)
        self._tint()
        self.show_key(self._row)

    def show_key(self, row: KeyRow) -> None:
        """Show where the key lies; its code until that is saved, and then only when asked for."""
        was_saved, self._row = self._row.is_saved, row
        self.told.setText(breakable(row.told))
        self.box.show_code(row.code or "")
        has_code = row.code is not None
        self._reveal(has_code and not row.is_saved)
        for button in (self.to_print, self.to_save, self.to_copy):
            button.setVisible(has_code)
        self.to_show.setVisible(has_code and row.is_saved)
        self.chip.show_pill(self.tr("Đã lưu") if has_code and row.is_saved else "", "check", Tone.OK)
        for part in (self._warning, self.hint):
            part.setVisible(has_code and not row.is_saved)
        self.to_backup.setVisible(has_code)
        self.say("")
        if has_code and row.is_saved and not was_saved:
            self.saved.emit()

    def say(self, sentence: str) -> None:
        """What went wrong; nothing hides it."""
        self.message.setText(breakable(sentence))
        self.message.setVisible(bool(sentence))

    def print_code(self) -> None:
        """Ask for a printer."""
        printer = self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        lay_on_a4(printer)
        printer.setDocName(self.tr("Mã khôi phục Quầy Live"))
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self._print(printer))
        dialog.finished.connect(dialog.deleteLater)
        self.print_dialog = dialog
        QDialog.open(dialog)

    def save_code(self) -> None:
        """Ask for a file."""
        dialog = QFileDialog(self, self.tr("Lưu mã khôi phục"), _documents())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Tệp chữ (*.txt)"))
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(self.tr("Mã khôi phục Quầy Live.txt"))
        dialog.fileSelected.connect(self._save)
        dialog.finished.connect(dialog.deleteLater)
        self.file_dialog = dialog
        dialog.open()

    def copy_code(self) -> None:
        """Put the code on the clipboard, and say so on the button."""
        QGuiApplication.clipboard().setText(self._row.code or "")
        self.to_copy.say(self.tr("Đã chép"), "check")
        self._copied.start()

    def ask_backup(self) -> None:
        """Ask for the backup of another PC and its code."""
        dialog = BackupDialog(self._theme, self)
        dialog.submitted.connect(self.backup_chosen)
        dialog.finished.connect(self._forget_backup_dialog)
        self.backup_dialog = dialog
        dialog.open()

    def _print(self, printer: QPrinter) -> None:
        painter = QPainter()
        if self._row.code is None or not painter.begin(printer):
            self.say(self.tr("Chưa in được; hãy kiểm tra máy in rồi in lại, hoặc lưu thành tệp."))
            return
        page = QRectF(printer.pageRect(QPrinter.Unit.DevicePixel))
        page.moveTo(0, 0)
        paint_sheet(painter, page, recovery_sheet(self._row.code, self._clock()), printer.resolution())
        painter.end()
        self.printed.emit()

    def _save(self, name: str) -> None:
        if self._row.code is not None:
            self.file_chosen.emit(Path(name), recovery_sheet(self._row.code, self._clock()).text)

    def _reveal(self, is_shown: bool) -> None:
        self.box.setVisible(is_shown)
        self.to_show.say(
            self.tr("Ẩn mã") if is_shown else self.tr("Hiện mã"), "eye-off" if is_shown else "eye"
        )

    def _forget_backup_dialog(self) -> None:
        self.backup_dialog = None

    def _connect(self) -> None:
        self.to_print.clicked.connect(self.print_code)
        self.to_save.clicked.connect(self.save_code)
        self.to_copy.clicked.connect(self.copy_code)
        self.to_show.clicked.connect(lambda: self._reveal(self.box.isHidden()))
        self.to_backup.clicked.connect(self.ask_backup)
        self._copied.timeout.connect(lambda: self.to_copy.say(self.tr("Chép"), "copy"))

    def _build(self) -> None:
        self.told.setProperty("role", "muted")
        self.hint.setProperty("role", "warn")
        self.hint.setText(self.tr("Mất mã này và hỏng máy thì không ai mở lại được dữ liệu."))
        self.message.setProperty("role", "bad")
        for label in (self.told, self.hint, self.message):
            label.setWordWrap(True)
        hint = QHBoxLayout()
        hint.setSpacing(8)
        hint.addWidget(self._warning)
        hint.addWidget(self.hint, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.to_print, self.to_save, self.to_copy, self.to_show):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        buttons.addWidget(self.chip)
        buttons.addStretch(1)
        link = QHBoxLayout()
        link.addWidget(self.to_backup)
        link.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.told)
        layout.addWidget(self.box)
        layout.addLayout(hint)
        layout.addLayout(buttons)
        layout.addWidget(self.message)
        layout.addLayout(link)
        layout.addStretch(1)

    def _tint(self) -> None:
        colour = self._theme.tokens.warn
        self._warning.setPixmap(
            self._theme.icons.pixmap("triangle-alert", colour, 16, self.devicePixelRatioF())
        )


def _documents() -> str:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return place if place and QDir(place).exists() else QDir.homePath()
