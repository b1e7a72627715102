"""The second way to a page: App ID, App Secret and a user's token, exchanged for one that lives long."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.settings.token_row import FIELD_HEIGHT, SecretField
from desktop.ui.theme import Theme
from desktop.ui.widgets.text_button import ButtonRole, TextButton


class ExchangeForm(QWidget):
    """Three fields and a button. Enter goes on to the next empty field, in the last it submits.

    Signals: `submitted(app id, app secret, token)`; `edited`.
    """

    submitted = Signal(str, str, str)
    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.app_id = QLineEdit(self)
        self.app_id.setFixedHeight(FIELD_HEIGHT)
        self.app_id.setAccessibleName(self.tr("App ID"))
        self.app_id.setPlaceholderText(self.tr("Dãy số của ứng dụng"))
        self.app_secret = SecretField(theme, self.tr("App Secret"), self.tr("Chuỗi 32 ký tự"), self)
        self.token = SecretField(theme, self.tr("User token"), self.tr("Bắt đầu bằng EAA"), self)
        self.button = TextButton(theme, self.tr("Đổi và kiểm tra"), self, role=ButtonRole.PRIMARY)
        self.button.setFixedHeight(FIELD_HEIGHT)
        self._build()
        self.button.clicked.connect(self._submit)
        for field in self._fields():
            field.returnPressed.connect(self._go_on)
            field.textEdited.connect(self.edited)

    def show_busy(self, is_busy: bool) -> None:
        """While it is checked the texts stay, and cannot be changed."""
        self.button.say(self.tr("Đang đổi token…") if is_busy else self.tr("Đổi và kiểm tra"), "")
        self.button.setEnabled(not is_busy)
        for field in self._fields():
            field.setReadOnly(is_busy)

    def clear(self) -> None:
        """Forget what was typed."""
        self.app_id.clear()
        self.app_secret.clear()
        self.token.clear()

    def take_focus(self) -> None:
        """Bring the keyboard to the first field that is empty."""
        next((field for field in self._fields() if not field.text()), self.app_id).setFocus()

    def _fields(self) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
        return self.app_id, self.app_secret.field, self.token.field

    def _go_on(self) -> None:
        empty = [field for field in self._fields() if not field.text().strip()]
        if empty:
            empty[0].setFocus()
        else:
            self._submit()

    def _submit(self) -> None:
        app_id, secret, token = (field.text() for field in self._fields())
        if not self.app_id.isReadOnly():
            self.submitted.emit(app_id, secret, token)

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        for words, field in (
            (self.tr("App ID"), self.app_id),
            (self.tr("App Secret"), self.app_secret),
            (self.tr("User token"), self.token),
        ):
            label = QLabel(words, self)
            label.setFixedHeight(FIELD_HEIGHT)
            label.setMinimumWidth(88)
            form.addRow(label, field)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(form)
        layout.addLayout(foot)
