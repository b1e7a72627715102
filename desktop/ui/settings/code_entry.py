"""Where a recovery code is typed or pasted: grouped while it is typed, counted live (product.md §8)."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.system.recovery_code import GROUP, GROUPS, TypedCode, typed_code, typed_letters
from desktop.ui.settings.code_font import code_font
from desktop.ui.settings.wrapping import breakable
from desktop.ui.theme import Theme, restyle

LINE = GROUPS // 2
"""Groups on a line."""
LONGEST = 4 * GROUP * GROUPS
"""Of a paste that is no code, so many letters are looked at."""
SIZE = 17


class CodeField(QPlainTextEdit):
    """Two lines of groups. Case, hyphens and blanks do not matter; O is shown as 0, I and L as 1.

    Signals: `code_changed` after what counts changed, `submitted` by Enter. Tab leaves it.
    """

    code_changed = Signal()
    submitted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("codeField")
        self.setFont(code_font(SIZE))
        self.setAccessibleName(self.tr("Mã khôi phục"))
        self.setPlaceholderText(self.tr("VD: 7KQ2-M9XD-4TRA-W8HF-…"))
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        for bar in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(
            hints.ImhNoPredictiveText | hints.ImhUppercaseOnly | hints.ImhLatinOnly | hints.ImhSensitiveData
        )
        self.document().setDocumentMargin(8)
        self.setFixedHeight(2 * QFontMetrics(self.font()).lineSpacing() + 2 * 8 + 2)
        self._letters = ""
        self.textChanged.connect(self._regroup)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only, and no more than a code could be."""
        self.insertPlainText(source.text()[:LONGEST])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter has the code taken; there are no other lines to begin."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
            return
        super().keyPressEvent(event)

    def _regroup(self) -> None:
        """Write the letters anew in groups, the cursor behind the letter that it was behind."""
        text, cursor = self.toPlainText(), self.textCursor()
        letters = typed_letters(text)
        before = len(typed_letters(text[: cursor.position()]))
        grouped = _grouped(letters)
        if text != grouped:
            self.blockSignals(True)
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(grouped)
            cursor.setPosition(min(len(grouped), before + max(0, before - 1) // GROUP))
            self.setTextCursor(cursor)
            self.blockSignals(False)
        if letters != self._letters:
            self._letters = letters
            self.code_changed.emit()


class CodeEntry(QWidget):
    """The field with a line below it: how many groups are there, or what is wrong.

    Signals: `changed(TypedCode)`, `submitted` by Enter.
    """

    changed = Signal(object)
    submitted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field, self._told = CodeField(theme, self), QLabel(self)
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setFont(theme.fonts.small)
        # The room of two lines is always kept, so that nothing moves while somebody types.
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._told.setMinimumHeight(2 * QFontMetrics(theme.fonts.small).lineSpacing())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.field)
        layout.addWidget(self._told)
        self.setFocusProxy(self.field)
        self.field.code_changed.connect(self._read)
        self.field.submitted.connect(self.submitted)
        self._read()

    @property
    def text(self) -> str:
        """The code as far as it is typed."""
        return self.field.toPlainText()

    @property
    def told(self) -> str:
        """The line below the field."""
        return self._told.text()

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the whole code."""
        self._say(breakable(sentence), "bad")

    def clear(self) -> None:
        """Forget what was typed."""
        self.field.clear()
        self._read()

    def _read(self) -> None:
        typed = typed_code(self.text)
        if typed.fault:
            self._say(typed.fault, "bad")
        elif typed.is_whole:
            self._say(self.tr("✓ Đủ {count} nhóm").format(count=GROUPS), "ok")
        else:
            text = self.tr("{full}/{count} nhóm · gõ hoặc dán đều được")
            self._say(text.format(full=typed.full_groups, count=GROUPS), "muted")
        self.changed.emit(typed)

    def _say(self, text: str, role: str) -> None:
        self._told.setText(text)
        self.field.setAccessibleDescription(text)
        restyle(self._told, "role", role)
        restyle(self.field, "invalid", role == "bad")

    def typed(self) -> TypedCode:
        """What is typed, read."""
        return typed_code(self.text)


def _grouped(letters: str) -> str:
    """Groups joined by hyphens, and by a line break in the middle."""
    groups = [letters[start : start + GROUP] for start in range(0, len(letters), GROUP)]
    lines = [groups[:LINE], groups[LINE:]]
    return "\n".join("-".join(line) for line in lines if line)
