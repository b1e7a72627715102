"""What stands where a list would be while it has nothing to show: an icon, a title, a sentence, buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import Theme

WIDEST = 420


class EmptyState(QWidget):
    """Centred in the room it is given. The buttons are the caller's, who shows those that help.

    `widest` is the width of the sentence in pixels, where it breaks into lines.
    """

    def __init__(
        self, theme: Theme, *buttons: QPushButton, widest: int = WIDEST, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._drawing = theme, ""
        self._icon, self.title, self.sentence = QLabel(self), QLabel(self), QLabel(self)
        self.title.setFont(theme.fonts.title)
        self.sentence.setProperty("role", "muted")
        self.sentence.setWordWrap(True)
        self.sentence.setFixedWidth(widest)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        for label in (self._icon, self.title, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(8)
        layout.addLayout(self._line(buttons))
        layout.addStretch(3)
        theme.changed.connect(self._tint)

    def tell(self, icon: str, title: str, sentence: str) -> None:
        """Show these words."""
        self._drawing = icon
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.sentence.setFixedHeight(self.sentence.heightForWidth(self.sentence.width()))
        self._tint()

    def _line(self, buttons: tuple[QPushButton, ...]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addStretch(1)
        for button in buttons:
            button.setParent(self)
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _tint(self) -> None:
        if self._drawing:
            ratio, colour = self.devicePixelRatioF(), self._theme.tokens.muted
            self._icon.setPixmap(self._theme.icons.pixmap(self._drawing, colour, 40, ratio))
