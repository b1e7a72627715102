"""A sentence on a ground of its tone that stays until it is taken away, with an icon before it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.ui.theme import Theme, Tone, restyle

_ICONS = {Tone.WARN: "triangle-alert", Tone.BAD: "circle-alert", Tone.OK: "circle-check"}


class Sentence(QFrame):
    """Hidden while it has nothing to say. It never takes the focus."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sentence")
        self._theme, self._tone = theme, Tone.BAD
        self._icon, self._text = QLabel(self), QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        theme.changed.connect(self._tint)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, tone: Tone = Tone.BAD) -> None:
        """Say this; nothing hides it."""
        self._tone = tone
        for part in (self, self._text):
            restyle(part, "tone", str(tone))
        self._text.setText(text)
        self.setAccessibleName(text)
        self._tint()
        self.setVisible(bool(text))

    def _tint(self) -> None:
        colour = self._theme.tokens.tone(self._tone)[0]
        icon = _ICONS.get(self._tone, "info")
        self._icon.setPixmap(self._theme.icons.pixmap(icon, colour, 16, self.devicePixelRatioF()))
