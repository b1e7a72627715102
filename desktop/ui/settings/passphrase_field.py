"""A field for a passphrase, with an eye that shows it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.icon_button import IconButton

HEIGHT = 34


class PassphraseField(QWidget):
    """A label over a field and its eye. Signals: `edited`, `submitted` by Enter."""

    edited = Signal()
    submitted = Signal()

    def __init__(self, theme: Theme, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = QLabel(label, self)
        name.setFont(theme.fonts.small_strong)
        self.field = QLineEdit(self)
        self.field.setFixedHeight(HEIGHT)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(label)
        name.setBuddy(self.field)
        self.eye = IconButton(theme, "eye", self.tr("Hiện mật khẩu"), self)
        self.eye.setObjectName("flatButton")
        self.eye.setCheckable(True)
        self.eye.setFixedSize(HEIGHT, HEIGHT)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.field, 1)
        line.addWidget(self.eye)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(name)
        layout.addLayout(line)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self.edited)
        self.field.returnPressed.connect(self.submitted)
        self.eye.toggled.connect(self._show)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.field.text()

    def clear(self) -> None:
        """Forget what was typed, and hide what comes next."""
        self.field.clear()
        self.eye.setChecked(False)

    def _show(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.field.setEchoMode(mode.Normal if is_shown else mode.Password)
