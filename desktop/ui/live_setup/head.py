"""The head of the set-up screen: the script's name, what it is bound to, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from desktop.domain.script_draft import ScriptDraft, ScriptStage
from desktop.ui import formats
from desktop.ui.theme import Theme, Tone, restyle
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.pill import Chip
from desktop.ui.widgets.text_button import ButtonRole, TextButton

HEIGHT = 56
NAME_LEAST, NAME_MOST, NAME_ROOM = 72, 300, 22
LONGEST_NAME = 80


class ScriptHead(QFrame):
    """The buttons are public for the screen. Signals: `named(text)` when another name was typed."""

    named = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setFixedHeight(HEIGHT)
        self._theme = theme
        self._is_empty, self._is_asking = True, False
        self.back = QPushButton(self.tr("Live") + " ›", self)
        self.name = _Name(self)
        self.badge, self.sentence = Chip(theme, self), ElidedLabel("", self)
        self.copy_button = TextButton(theme, self.tr("Chép kịch bản cũ…"), self)
        self.trial_button = TextButton(theme, self.tr("Thử với live cũ…"), self)
        self.save_button = TextButton(theme, self.tr("Lưu cấu hình"), self, role=ButtonRole.PRIMARY)
        self._build()
        self.name.textEdited.connect(self._take_name)

    def show_draft(self, draft: ScriptDraft) -> None:
        """Show the name and what the script is bound to."""
        if self.name.text() != draft.name and not self.name.hasFocus():
            self.name.setText(draft.name)
            self.name.setCursorPosition(0)
        self._fit_name()
        text, icon, tone = self._stage(draft.stage, is_bound=draft.live_id is not None)
        self.badge.show_pill(text, icon, tone)
        self.sentence.setText(self._sentence(draft))
        self._is_empty = not draft.lines
        self._show_lead()

    def give_way(self, is_asking: bool) -> None:
        """Whether a question below asks to be answered first."""
        self._is_asking = is_asking
        self._show_lead()

    def _show_lead(self) -> None:
        """One button leads: adding products while there are none, the answer while something is asked."""
        gives_way = self._is_empty or self._is_asking
        self.save_button.ask_as(ButtonRole.PLAIN if gives_way else ButtonRole.PRIMARY)

    def show_name_fault(self, sentence: str) -> None:
        """What is wrong with the name; empty for nothing."""
        restyle(self.name, "invalid", bool(sentence))
        self.name.setToolTip(sentence or formats.shown(self.name.text()))
        self.name.setAccessibleDescription(sentence)

    def _stage(self, stage: ScriptStage, *, is_bound: bool) -> tuple[str, str, Tone]:
        if stage is ScriptStage.ENDED:
            return self.tr("Đã kết thúc"), "", Tone.NEUTRAL
        if is_bound:
            return self.tr("Đã gắn live"), "link", Tone.ACCENT
        return self.tr("Chờ live"), "", Tone.INFO

    def _sentence(self, draft: ScriptDraft) -> str:
        if draft.live_id is not None:
            return formats.shown(draft.live_title)
        if not draft.page_name:
            return self.tr("chưa kết nối trang nào: kết nối trong Cài đặt để kịch bản tự gắn vào live")
        text = self.tr("gắn vào buổi live đầu tiên của {page} bắt đầu sau khi lưu")
        return text.format(page=formats.shown(draft.page_name))

    def _take_name(self, text: str) -> None:
        self._fit_name()
        self.named.emit(text)

    def _fit_name(self) -> None:
        wide = QFontMetrics(self.name.font()).horizontalAdvance(self.name.text()) + NAME_ROOM
        self.name.setFixedWidth(max(NAME_LEAST, min(NAME_MOST, wide)))

    def _build(self) -> None:
        self.back.setObjectName("crumb")
        self.back.setFixedHeight(32)
        self.back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.back.setAutoDefault(False)
        self.back.setAccessibleName(self.tr("Về danh sách live"))
        self.back.setToolTip(self.tr("Về danh sách live (Esc)"))
        prefix = QLabel(self.tr("Cấu hình:"), self)
        prefix.setFont(self._theme.fonts.title)
        self.name.setObjectName("scriptName")
        self.name.setFont(self._theme.fonts.title)
        self.name.setAccessibleName(self.tr("Tên kịch bản"))
        self.name.setPlaceholderText(self.tr("Đặt tên kịch bản"))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setFixedHeight(32)
        self.sentence.setProperty("role", "muted")
        self.save_button.setToolTip("Ctrl+S")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 16, 0)
        layout.setSpacing(8)
        layout.addWidget(self.back)
        layout.addWidget(prefix)
        layout.addWidget(self.name)
        layout.setSpacing(6)
        layout.addSpacing(2)
        layout.addWidget(self.badge)
        layout.addSpacing(2)
        layout.addWidget(self.sentence, 1)
        for button in (self.copy_button, self.trial_button, self.save_button):
            layout.addWidget(button)
        self._fit_name()


class _Name(QLineEdit):
    """Enter ends the typing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)
