"""A line that stays while something is wrong with the whole list, and what helps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.ui.theme import Theme, Tone, restyle
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.text_button import TextButton

HEIGHT = 48


class TroubleStrip(QFrame):
    """Hidden while nothing is wrong. Signals: `connect_asked`, `again_asked`."""

    connect_asked = Signal()
    again_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setFixedHeight(HEIGHT)
        self._theme = theme
        self._icon, self.sentence = QLabel(self), ElidedLabel("", self)
        self.sentence.setFont(theme.fonts.small_strong)
        self.connect_button = TextButton(theme, self.tr("Kết nối trang"), self)
        self.again_button = TextButton(theme, self.tr("Thử lại"), self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self.sentence, 1)
        layout.addWidget(self.connect_button)
        layout.addWidget(self.again_button)
        self.connect_button.clicked.connect(self.connect_asked)
        self.again_button.clicked.connect(self.again_asked)
        theme.changed.connect(self._tint)
        for part in (self, self.sentence):
            restyle(part, "tone", str(Tone.WARN))
        self._tint()
        self.hide()

    def tell(self, sentence: str, *, has_page: bool, asks_token: bool) -> None:
        """Show this sentence; an empty one hides the line. Only what helps has a button."""
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.connect_button.setVisible(asks_token or not has_page)
        self.again_button.setVisible(has_page)
        self.setVisible(bool(sentence))

    def _tint(self) -> None:
        colour = self._theme.tokens.tone(Tone.WARN)[0]
        self._icon.setPixmap(self._theme.icons.pixmap("triangle-alert", colour, 16, self.devicePixelRatioF()))
