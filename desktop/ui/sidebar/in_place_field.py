"""A field that shows what is stored and takes something else. What was typed is never lost by itself.

A change from outside while something is being typed is told below the field, and the typed text stays;
Enter then writes over it, Esc takes what is stored.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from desktop.ui.theme import Theme, restyle

CAPTION = 52


class InPlaceField(QWidget):
    """One line beside a caption. `as_shown` says how the stored text is shown (a phone in groups).

    Signals: `submitted(what was seen or None, what was typed)` by Enter or by leaving the field.
    """

    submitted = Signal(object, str)

    def __init__(
        self,
        theme: Theme,
        caption: str,
        name: str,
        parent: QWidget | None = None,
        *,
        as_shown: Callable[[str], str] = str,
    ) -> None:
        super().__init__(parent)
        self._as_shown = as_shown
        self._seen: str | None = None
        self.field, self.hint = _Line(self), QLabel(self)
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(name)
        self.field.setFixedHeight(32)
        self.field.setMaxLength(500)
        self.hint.setWordWrap(True)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setFont(theme.fonts.tiny)
        self.hint.hide()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(2)
        layout.addWidget(captioned(theme, caption, self), 0, 0)
        layout.addWidget(self.field, 0, 1)
        layout.addWidget(self.hint, 1, 1)
        self.field.returnPressed.connect(self.submit)
        self.field.left.connect(self.submit)
        self.field.given_up.connect(self.revert)
        self.field.textEdited.connect(lambda: self._say("", "muted"))

    @property
    def is_dirty(self) -> bool:
        """Whether something else is typed than is stored."""
        return self.field.text() != self._shown(self._seen)

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.field.text()

    def show_value(self, value: str | None) -> None:
        """What is stored now; typed text stays, and a conflict with it is told."""
        if self.is_dirty:
            if value != self._seen:
                self._seen = value
                told = self._shown(value) or self.tr("(trống)")
                text = self.tr("Vừa đổi thành “{value}”. Enter để ghi đè, Esc để lấy giá trị mới.")
                self._say(text.format(value=told), "warn")
            return
        self.take(value)

    def take(self, value: str | None) -> None:
        """Show this, whatever was typed."""
        self._seen = value
        self.field.setText(self._shown(value))
        self.field.setCursorPosition(0)
        self.field.setToolTip(self.field.text())
        self._say("", "muted")

    def restore(self, typed: str) -> None:
        """Go on with what was typed before."""
        self.field.setText(typed)

    def submit(self) -> None:
        """Hand on what is typed, if it differs."""
        if self.is_dirty:
            self.submitted.emit(self._seen, self.field.text())

    def revert(self) -> None:
        """Show what is stored."""
        self.take(self._seen)

    def refuse(self, sentence: str) -> None:
        """What was typed could not be stored: it stays, with the reason below."""
        self._say(sentence, "bad")

    def accept(self) -> None:
        """What was typed is stored."""
        self._seen = self.field.text()

    def _shown(self, value: str | None) -> str:
        return self._as_shown(value) if value else ""

    def _say(self, text: str, role: str) -> None:
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
        restyle(self.hint, "role", role)
        restyle(self.field, "invalid", role == "bad")


def captioned(theme: Theme, text: str, parent: QWidget) -> QLabel:
    """The caption before a field of the sidebar; all are of one width."""
    label = QLabel(text, parent)
    label.setFont(theme.fonts.small)
    label.setProperty("role", "muted")
    label.setFixedWidth(CAPTION)
    return label


class _Line(QLineEdit):
    """Signals: `given_up` (Esc while something else is typed), `left` when the focus goes elsewhere."""

    given_up = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up what was typed; where nothing was, it belongs to who holds the field."""
        owner = self.parentWidget()
        if event.key() == Qt.Key.Key_Escape:
            if isinstance(owner, InPlaceField) and owner.is_dirty:
                self.given_up.emit()
            else:
                event.ignore()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed counts as entered, unless only another window is in front for a while."""
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        ):
            self.left.emit()
