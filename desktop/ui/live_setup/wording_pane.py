"""Writing the wordings of messages: one at a time, with its places to fill shown and a preview below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.domain.default_wordings import ENOUGH_WORDINGS
from desktop.domain.messages import PLACEHOLDERS, MessageKind, fill, unknown_placeholders
from desktop.ui import formats
from desktop.ui.theme import Theme, restyle
from desktop.ui.widgets.icon_button import IconButton
from desktop.ui.widgets.segmented_buttons import SegmentedButtons
from desktop.ui.widgets.text_button import TextButton

EDITOR_HEIGHT = 62
LONGEST = 1_000
_PLACE = re.compile(r"\{([^{}]*)\}")


class WordingPane(QWidget):
    """The wordings of some kinds of messages. `words` by kind; with one kind there are no tabs.

    Signals: `changed(kind, wordings)` by the user's hand.
    """

    changed = Signal(str, object)

    def __init__(self, theme: Theme, words: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, dict(words)
        self._wordings: dict[str, tuple[str, ...]] = dict.fromkeys(words, ())
        self._values: Mapping[str, str] = {}
        self._kind, self._at, self._is_showing = next(iter(words)), 0, False
        self.tabs = SegmentedButtons(theme, self.tr("Loại tin"), words, self)
        self.editor, self.preview, self.place = QPlainTextEdit(self), QLabel(self), QLabel(self)
        self._highlighter = PlaceHighlighter(theme, self.editor.document())
        self.fillers = {name: self._filler(name) for name in _SHOWN_PLACES}
        self.previous = IconButton(theme, "chevron-left", self.tr("Cách nói trước"), self)
        self.following = IconButton(theme, "chevron-right", self.tr("Cách nói sau"), self)
        self.remove = IconButton(theme, "trash-2", self.tr("Bỏ cách nói này"), self)
        self.add = TextButton(theme, self.tr("Cách nói khác"), self, icon="plus")
        self.add.setToolTip(self.tr("Từ 3 cách trở lên để Facebook không chặn"))
        self.advice = QLabel(self)
        self._build()
        self._connect()

    @property
    def kind(self) -> str:
        """The kind on show."""
        return self._kind

    def show_wordings(self, messages: Mapping[str, Sequence[str]], values: Mapping[str, str]) -> None:
        """Show these wordings; `values` fill the places in the preview."""
        self._values = values
        self._wordings = {kind: tuple(messages.get(kind, ())) for kind in self._words}
        self._show()

    def show_wording(self, kind: str, number: int) -> None:
        """Bring one wording into sight, and the keyboard to it."""
        self.tabs.choose(kind)
        self._kind, self._at = kind, number
        self._show()
        self.editor.setFocus()

    def _turn(self, kind: str) -> None:
        self._kind, self._at = kind, 0
        self._show()

    def _step(self, by: int) -> None:
        self._at += by
        self._show()

    def _add(self) -> None:
        """Begin another wording; the field is there to be typed into."""
        self._wordings[self._kind] = (*self._wordings[self._kind], "")
        self._at = len(self._wordings[self._kind]) - 1
        self._show()
        self.editor.setFocus()

    def _remove(self) -> None:
        wordings = list(self._wordings[self._kind])
        del wordings[self._at]
        self._wordings[self._kind] = tuple(wordings)
        self._at = max(0, self._at - 1)
        self.changed.emit(self._kind, self._wordings[self._kind])
        self._show()

    def _take(self) -> None:
        if self._is_showing:
            return
        text, wordings = self.editor.toPlainText(), list(self._wordings[self._kind])
        if len(text) > LONGEST:
            text = text[:LONGEST]
        if wordings:
            wordings[self._at] = text
        else:
            wordings = [text]
        self._wordings[self._kind] = tuple(wordings)
        self._show_words()
        self.changed.emit(self._kind, self._wordings[self._kind])

    def _fill_in(self, name: str) -> None:
        self.editor.insertPlainText(f"{{{name}}}")
        self.editor.setFocus()

    def _show(self) -> None:
        wordings = self._wordings[self._kind]
        self._at = min(self._at, max(0, len(wordings) - 1))
        text = wordings[self._at] if wordings else ""
        if self.editor.toPlainText() != text:
            self._is_showing = True
            self.editor.setPlainText(text)
            self.editor.moveCursor(QTextCursor.MoveOperation.End)
            self._is_showing = False
        self._show_words()

    def _show_words(self) -> None:
        wordings = self._wordings[self._kind]
        text, count = self.editor.toPlainText(), len(wordings)
        self.place.setText(f"{self._at + 1}/{count}" if count else "0")
        self.previous.setEnabled(self._at > 0)
        self.following.setEnabled(self._at + 1 < count)
        self.remove.setEnabled(count > 0)
        unknown = unknown_placeholders(text)
        restyle(self.editor, "invalid", bool(unknown))
        restyle(self.preview, "role", "bad" if unknown else "muted")
        self.preview.setText(self._fault(unknown[0]) if unknown else fill(text, self._values))
        self._show_advice(count)
        for name, button in self.fillers.items():
            button.setVisible(name in _PLACES_OF[self._kind])
        for kind, words in self._words.items():
            self.tabs.show_word(kind, f"{words} {formats.grouped(len(self._wordings[kind]))}")
        self.editor.setAccessibleName(
            self.tr("{kind}, cách nói {number}").format(kind=self._words[self._kind], number=self._at + 1)
        )

    def _show_advice(self, count: int) -> None:
        """Only where there are too few: then it asks for attention."""
        if not count:
            text = self.tr("Chưa có cách nói nào nên không nhắn.")
        else:
            text = self.tr("Nên có từ 3 cách trở lên để Facebook không chặn.")
        self.advice.setText(text)
        self.advice.setVisible(count < ENOUGH_WORDINGS)

    def _fault(self, name: str) -> str:
        shown = name if name in ("{", "}") else f"{{{name}}}"
        return self.tr("Không có chỗ điền {name}: sửa lại, hoặc bấm nút dưới đây để chèn.").format(name=shown)

    def _filler(self, name: str) -> TextButton:
        words = {
            "name": self.tr("Tên khách"),
            "lines": self.tr("Món đặt"),
            "total": self.tr("Tổng tiền"),
            "missing": self.tr("Thiếu gì"),
            "short": self.tr("Món hết"),
        }[name]
        button = TextButton(self._theme, words, self)
        button.setFont(self._theme.fonts.small)
        button.setFixedHeight(26)
        button.setToolTip(f"{{{name}}}")
        button.setAccessibleName(self.tr("Chèn {place}").format(place=words))
        return button

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._turn)
        self.editor.textChanged.connect(self._take)
        self.previous.clicked.connect(lambda: self._step(-1))
        self.following.clicked.connect(lambda: self._step(1))
        self.remove.clicked.connect(self._remove)
        self.add.clicked.connect(self._add)
        for name, button in self.fillers.items():
            button.clicked.connect(lambda _=False, name=name: self._fill_in(name))

    def _build(self) -> None:
        self.editor.setObjectName("wording")
        self.editor.setFixedHeight(EDITOR_HEIGHT)
        self.editor.setTabChangesFocus(True)
        self.editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.preview.setWordWrap(True)
        self.preview.setTextFormat(Qt.TextFormat.PlainText)
        self.preview.setFont(self._theme.fonts.small)
        self.preview.setAccessibleName(self.tr("Khách sẽ thấy"))
        self.place.setProperty("role", "muted")
        self.place.setFont(self._theme.fonts.small)
        self.advice.setWordWrap(True)
        self.advice.setFont(self._theme.fonts.small)
        self.advice.setProperty("role", "warn")
        fillers = QHBoxLayout()
        fillers.setSpacing(6)
        for filler in self.fillers.values():
            fillers.addWidget(filler)
        fillers.addStretch(1)
        steps = QHBoxLayout()
        steps.setSpacing(4)
        self.add.setFixedHeight(30)
        steps.addWidget(self.add)
        steps.addStretch(1)
        for button in (self.previous, self.following, self.remove):
            button.setFixedSize(28, 28)
            button.setObjectName("flatButton")
        steps.addWidget(self.previous)
        steps.addWidget(self.place)
        steps.addWidget(self.following)
        steps.addWidget(self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        if len(self._words) > 1:
            layout.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self.tabs.hide()
        layout.addWidget(self.editor)
        layout.addLayout(fillers)
        layout.addWidget(self.preview)
        layout.addLayout(steps)
        layout.addWidget(self.advice)


_SHOWN_PLACES = ("name", "lines", "short", "missing", "total")
_PLACES_OF: Mapping[str, tuple[str, ...]] = {
    MessageKind.CART: ("name", "lines", "total"),
    MessageKind.ASK_MISSING: ("name", "lines", "missing"),
    MessageKind.OUT_OF_STOCK: ("name", "short"),
    MessageKind.CONFIRM: ("name", "lines", "total"),
}


class PlaceHighlighter(QSyntaxHighlighter):
    """Tints the places to fill; one that nobody fills stands in red."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """One line of the wording."""
        tokens = self._theme.tokens
        for match in _PLACE.finditer(text):
            is_known = match[1] in PLACEHOLDERS
            look = QTextCharFormat()
            look.setFontWeight(QFont.Weight.DemiBold)
            look.setForeground(QColor(tokens.accent if is_known else tokens.bad))
            look.setBackground(QColor(tokens.soft if is_known else tokens.bad_soft))
            start = formats.utf16_length(text[: match.start()])
            self.setFormat(start, formats.utf16_length(match[0]), look)
