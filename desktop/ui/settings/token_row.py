"""A field for a secret, with an eye to show it and a button that has it checked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.ui.theme import Theme, restyle
from desktop.ui.widgets.icon_button import IconButton
from desktop.ui.widgets.text_button import ButtonRole, TextButton

FIELD_HEIGHT = 34
EYE = 34


class SecretField(QWidget):
    """A password field and its eye. `field` is public; the eye shows the text until it is pressed again."""

    def __init__(self, theme: Theme, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit(self)
        self.field.setFixedHeight(FIELD_HEIGHT)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(hint)
        self.eye = IconButton(theme, "eye", self.tr("Hiện chữ: {name}").format(name=name), self)
        self.eye.setObjectName("flatButton")
        self.eye.setCheckable(True)
        self.eye.setFixedSize(EYE, FIELD_HEIGHT)
        self.eye.toggled.connect(self._show)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.eye)
        self.setFocusProxy(self.field)

    def clear(self) -> None:
        """Forget what was typed, and hide what comes next."""
        self.field.clear()
        self.eye.setChecked(False)

    def _show(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.field.setEchoMode(mode.Normal if is_shown else mode.Password)


class TokenRow(QWidget):
    """Signals: `submitted(text)` by Enter or the button; `edited` when staff change the text."""

    submitted = Signal(str)
    edited = Signal()

    def __init__(self, theme: Theme, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.secret = SecretField(theme, name, hint, self)
        self.field = self.secret.field
        self.button = TextButton(theme, self.tr("Kiểm tra"), self, role=ButtonRole.PRIMARY)
        self.button.setFixedHeight(FIELD_HEIGHT)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.secret, 1)
        layout.addWidget(self.button)
        self.field.returnPressed.connect(self._submit)
        self.field.textEdited.connect(self._edited)
        self.button.clicked.connect(self._submit)
        self.setFocusProxy(self.field)

    def show_busy(self, is_busy: bool) -> None:
        """While it is checked the text stays, and cannot be changed."""
        self.button.say(self.tr("Đang kiểm tra…") if is_busy else self.tr("Kiểm tra"), "")
        self.button.setEnabled(not is_busy)
        self.field.setReadOnly(is_busy)

    def show_main(self, is_main: bool) -> None:
        """Whether checking is what is to be done; else another button asks to be pressed."""
        self.button.ask_as(ButtonRole.PRIMARY if is_main else ButtonRole.PLAIN)

    def show_wrong(self, is_wrong: bool) -> None:
        """Mark the field whose text was refused."""
        restyle(self.field, "invalid", is_wrong)

    def clear(self) -> None:
        """Forget what was typed."""
        self.secret.clear()
        self.show_wrong(False)

    def _submit(self) -> None:
        if not self.field.isReadOnly():
            self.submitted.emit(self.field.text())

    def _edited(self) -> None:
        self.show_wrong(False)
        self.edited.emit()
