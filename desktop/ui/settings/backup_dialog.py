"""The dialog that takes another PC's backup and code while the data of this one is open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.settings.backup_form import BackupForm
from desktop.ui.theme import Theme
from desktop.ui.widgets.text_button import ButtonRole, TextButton

WIDTH = 520


class BackupDialog(QDialog):
    """Open it with `open()`. It stays until `accept()`, or says why not with `refuse(sentence)`.

    Signals: `submitted(Path, code)`.
    """

    submitted = Signal(object, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Mở dữ liệu từ máy khác"))
        self.setFixedWidth(WIDTH)
        self._theme = theme
        self.form = BackupForm(theme, self)
        self.save = TextButton(theme, self.tr("Mở dữ liệu"), self, role=ButtonRole.PRIMARY)
        self.cancel = TextButton(theme, self.tr("Thôi"), self)
        self._build()
        self.save.setDefault(True)
        self.form.changed.connect(self._refresh)
        self.form.submitted.connect(self._submit)
        self.save.clicked.connect(self._submit)
        self.cancel.clicked.connect(self.reject)
        self._refresh()
        self.form.setFocus()

    def event(self, event: QEvent) -> bool:
        """What is wrong may take a line more: as high as is needed."""
        is_handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.resize(WIDTH, self.heightForWidth(WIDTH))
        return is_handled

    def refuse(self, sentence: str) -> None:
        """It could not be taken: say why, and let it be mended."""
        self.form.setEnabled(True)
        self.form.code.refuse(sentence)
        self._refresh()
        self.form.code.setFocus()

    def _submit(self) -> None:
        if self.form.path is not None and self.save.isEnabled():
            self.form.setEnabled(False)
            self._refresh()
            self.submitted.emit(self.form.path, self.form.code.text)

    def _refresh(self) -> None:
        is_busy = not self.form.isEnabled()
        self.save.setEnabled(self.form.is_complete and not is_busy)
        self.save.say(self.tr("Đang kiểm tra…") if is_busy else self.tr("Mở dữ liệu"), "")

    def _build(self) -> None:
        title = QLabel(self.windowTitle(), self)
        title.setFont(self._theme.fonts.title)
        about = QLabel(
            self.tr(
                "Quầy Live mở lại với dữ liệu của máy đó. Dữ liệu đang có ở máy này được cất riêng,"
                " không mất."
            ),
            self,
        )
        about.setProperty("role", "muted")
        about.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(4)
        layout.addWidget(title)
        layout.addWidget(about)
        layout.addSpacing(16)
        layout.addWidget(self.form)
        layout.addSpacing(16)
        layout.addLayout(buttons)
