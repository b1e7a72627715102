"""What the window that opens the data asks for, one thing at a time: a page for each (product.md §8)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.system.passphrase_file import SHORTEST_PASSPHRASE
from desktop.ui.settings.backup_form import BackupForm
from desktop.ui.settings.code_entry import CodeEntry
from desktop.ui.settings.passphrase_field import PassphraseField
from desktop.ui.theme import Theme, restyle


class Page(QWidget):
    """The fields of one question, and the word on the button that answers it.

    Signals: `submitted` by Enter in a field, `changed` when `is_ready` may have changed.
    """

    submitted = Signal()
    changed = Signal()

    def __init__(self, theme: Theme, primary: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.primary = primary
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(8)

    @property
    def is_ready(self) -> bool:
        """Whether there is something to try."""
        return True

    def refuse(self, sentence: str) -> bool:
        """Say what is wrong beside its field; False where this page has no place for it."""
        return False

    def clear(self) -> None:
        """Forget what was typed."""


class RetryPage(Page):
    """Nothing to type: only to try again."""


class PassphrasePage(Page):
    """The passphrase of this PC's data."""

    def __init__(self, theme: Theme, primary: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, primary, parent)
        self.passphrase = PassphraseField(theme, self.tr("Mật khẩu"), self)
        self.rows.addWidget(self.passphrase)
        self.setFocusProxy(self.passphrase)
        self.passphrase.edited.connect(self.changed)
        self.passphrase.submitted.connect(self.submitted)

    @property
    def is_ready(self) -> bool:
        """Whether anything is typed."""
        return bool(self.passphrase.text)

    def clear(self) -> None:
        """Forget what was typed."""
        self.passphrase.clear()


class NewPassphrasePage(Page):
    """A passphrase, typed twice, with its rule."""

    def __init__(self, theme: Theme, primary: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, primary, parent)
        self.first = PassphraseField(theme, self.tr("Mật khẩu mới"), self)
        self.second = PassphraseField(theme, self.tr("Gõ lại mật khẩu"), self)
        self.rule = QLabel(self)
        self.rule.setFont(theme.fonts.small)
        for widget in (self.first, self.second, self.rule):
            self.rows.addWidget(widget)
        self.setFocusProxy(self.first)
        self.first.submitted.connect(self.second.field.setFocus)
        self.second.submitted.connect(self.submitted)
        for field in (self.first, self.second):
            field.edited.connect(self._check)
        self._check()

    @property
    def is_ready(self) -> bool:
        """Long enough, and twice the same."""
        return len(self.first.text) >= SHORTEST_PASSPHRASE and self.first.text == self.second.text

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.second.clear()
        self._check()

    def _check(self) -> None:
        """The rule, ticked as far as it is kept; two that differ are told once the second is as long."""
        typed, again = self.first.text, self.second.text
        is_long = len(typed) >= SHORTEST_PASSPHRASE
        if not is_long:
            text, role = self.tr("Ít nhất {count} ký tự").format(count=SHORTEST_PASSPHRASE), "muted"
        elif typed == again:
            text, role = self.tr("✓ Đủ dài và hai lần gõ giống nhau"), "ok"
        elif len(again) >= len(typed):
            text, role = self.tr("Hai lần gõ chưa giống nhau; hãy gõ lại ô thứ hai"), "bad"
        else:
            text, role = self.tr("✓ Đủ dài; hãy gõ lại lần nữa"), "muted"
        self.rule.setText(text)
        restyle(self.rule, "role", role)
        restyle(self.second.field, "invalid", role == "bad")
        self.second.field.setAccessibleDescription(text)
        self.first.field.setAccessibleDescription(text)
        self.changed.emit()


class CodePage(Page):
    """The recovery code of this PC's data."""

    def __init__(self, theme: Theme, primary: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, primary, parent)
        self.code = CodeEntry(theme, self)
        self.rows.addWidget(self.code)
        self.setFocusProxy(self.code)
        self.code.changed.connect(self.changed)
        self.code.submitted.connect(self.submitted)

    @property
    def is_ready(self) -> bool:
        """Whether the code is whole."""
        return self.code.typed().is_whole

    def refuse(self, sentence: str) -> bool:
        """Below the code."""
        self.code.refuse(sentence)
        return True

    def clear(self) -> None:
        """Forget what was typed."""
        self.code.clear()


class BackupPage(Page):
    """A backup of another PC with its code."""

    def __init__(self, theme: Theme, primary: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, primary, parent)
        self.form = BackupForm(theme, self)
        self.rows.addWidget(self.form)
        self.setFocusProxy(self.form)
        self.form.changed.connect(self.changed)
        self.form.submitted.connect(self.submitted)

    @property
    def is_ready(self) -> bool:
        """Whether both are there."""
        return self.form.is_complete

    @property
    def path(self) -> Path:
        """The chosen file."""
        return self.form.path or Path()

    def refuse(self, sentence: str) -> bool:
        """Below the code."""
        self.form.code.refuse(sentence)
        return True

    def clear(self) -> None:
        """Forget both."""
        self.form.clear()
