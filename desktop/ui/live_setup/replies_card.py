"""The card of messages: *Trả lời tự động* and *Tin xác nhận* with their wordings (product.md §4)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.messages import MessageKind
from desktop.domain.money import dong
from desktop.domain.script_draft import DraftLine, ScriptDraft
from desktop.ui.live_setup.wording_pane import WordingPane
from desktop.ui.theme import Theme
from desktop.ui.widgets.switch import Switch


class RepliesCard(QFrame):
    """Signals: `changed(field of ScriptDraft, value)`, `wordings_changed(kind, wordings)`, by staff only."""

    changed = Signal(str, object)
    wordings_changed = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme = theme
        self.auto_reply = Switch(theme, self.tr("Trả lời tự động"), self)
        self.confirm = Switch(theme, self.tr("Tin xác nhận"), self)
        self.replies = WordingPane(
            theme,
            {
                MessageKind.CART: self.tr("Giỏ hàng"),
                MessageKind.ASK_MISSING: self.tr("Hỏi thiếu"),
                MessageKind.OUT_OF_STOCK: self.tr("Hết hàng"),
            },
            self,
        )
        self.confirmation = WordingPane(theme, {MessageKind.CONFIRM: self.tr("Xác nhận")}, self)
        self._build()
        self.auto_reply.clicked.connect(lambda is_on: self.changed.emit("auto_reply", is_on))
        self.confirm.clicked.connect(lambda is_on: self.changed.emit("confirm", is_on))
        for pane in (self.replies, self.confirmation):
            pane.changed.connect(self.wordings_changed)

    def show_draft(self, draft: ScriptDraft) -> None:
        """Show switches and wordings of a draft; nothing is told."""
        self.auto_reply.setChecked(draft.auto_reply)
        self.confirm.setChecked(draft.confirm)
        self.replies.setVisible(draft.auto_reply)
        self.confirmation.setVisible(draft.confirm)
        values = self._example(draft)
        for pane in (self.replies, self.confirmation):
            pane.show_wordings(draft.messages, values)

    def show_wording(self, kind: str, number: int) -> None:
        """Bring one wording into sight, and the keyboard to it."""
        pane = self.confirmation if kind == MessageKind.CONFIRM else self.replies
        pane.show_wording(kind, number)

    def _example(self, draft: ScriptDraft) -> Mapping[str, str]:
        """What a buyer of the first product would read."""
        line = draft.lines[0] if draft.lines else DraftLine("A01", self.tr("Áo len cổ lọ"), "Kem / M")
        price = line.price or 299_000
        units = f"{line.title.replace(' · ', ' ')} ×2"
        return {
            "name": self.tr("Thu Hà"),
            "lines": units,
            "short": units,
            "total": dong(2 * price),
            "missing": self.tr("số điện thoại"),
            "link": "https://…",
        }

    def _build(self) -> None:
        note = QLabel(self.tr("Bản này chưa tự gửi tin; lời nhắn được lưu sẵn."), self)
        note.setProperty("role", "muted")
        note.setFont(self._theme.fonts.small)
        note.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._head(self.tr("Trả lời tự động"), self.auto_reply))
        layout.addLayout(self._inset(note, self.replies))
        divider = QFrame(self)
        divider.setObjectName("cardDivider")
        layout.addWidget(divider)
        layout.addWidget(self._head(self.tr("Tin xác nhận"), self.confirm, is_flat=True))
        self._below = self._inset(self.confirmation)
        layout.addLayout(self._below)

    def _head(self, words: str, switch: Switch, *, is_flat: bool = False) -> QFrame:
        head, title = QFrame(self), QLabel(words, self)
        head.setObjectName("plainHead" if is_flat else "panelHead")
        head.setFixedHeight(40)
        title.setFont(self._theme.fonts.strong)
        line = QHBoxLayout(head)
        line.setContentsMargins(16, 0, 12, 0)
        line.addWidget(title)
        line.addStretch(1)
        line.addWidget(switch, 0, Qt.AlignmentFlag.AlignVCenter)
        return head

    @staticmethod
    def _inset(*widgets: QWidget) -> QVBoxLayout:
        layout = QVBoxLayout()
        layout.setContentsMargins(16, 8, 16, 10)
        layout.setSpacing(8)
        for widget in widgets:
            layout.addWidget(widget)
        return layout
