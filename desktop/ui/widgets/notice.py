"""A line that tells something once and goes by itself. It never takes the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.ui.theme import Theme, Tone, restyle

SHOWN_FOR = 12_000
_ICONS = {Tone.WARN: "triangle-alert", Tone.BAD: "circle-alert", Tone.OK: "circle-check"}


class Notice(QFrame):
    """An icon and a sentence on a ground of its tone; shown for twelve seconds."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._theme, self._tone = theme, Tone.WARN
        self._icon, self._text = QLabel(self), QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setFont(theme.fonts.small_strong)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(8)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        self._timer = QTimer(self, interval=SHOWN_FOR, singleShot=True)
        self._timer.timeout.connect(self.hide)
        theme.changed.connect(self._tint)
        self._tint()
        self.hide()

    @property
    def text(self) -> str:
        """The sentence on show, empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def tell(self, text: str, tone: Tone = Tone.WARN) -> None:
        """Show this sentence; an empty one hides the line."""
        self._tone = tone
        for part in (self, self._text):
            restyle(part, "tone", str(tone))
        self._tint()
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self._timer.start()

    def _tint(self) -> None:
        colour = self._theme.tokens.tone(self._tone)[0]
        icon = _ICONS.get(self._tone, "info")
        self._icon.setPixmap(self._theme.icons.pixmap(icon, colour, 16, self.devicePixelRatioF()))
