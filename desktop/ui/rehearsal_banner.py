"""The strip over a rehearsal: nothing here is real, and nothing leaves this computer (product.md §9)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.text_button import TextButton

HEIGHT = 36


class RehearsalBanner(QFrame):
    """Stands over every screen for as long as the rehearsal lasts. Signals: `end_asked`."""

    end_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rehearsalBanner")
        self.setFixedHeight(HEIGHT)
        self._theme = theme
        self._icon = QLabel(self)
        word = QLabel(self.tr("TẬP DƯỢT"), self)
        word.setFont(theme.fonts.strong)
        self.sentence = ElidedLabel(
            self.tr("Buổi live mẫu chạy trên máy này, không gửi gì tới Facebook hay khách thật."), self
        )
        self.end_button = TextButton(theme, self.tr("Kết thúc tập dượt"), self)
        self.end_button.setFixedHeight(26)
        self.end_button.clicked.connect(self.end_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 12, 0)
        layout.setSpacing(8)
        for widget in (self._icon, word):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.sentence, 1)
        layout.addWidget(self.end_button)
        theme.changed.connect(self._tint)
        self._tint()

    def _tint(self) -> None:
        colour, ratio = self._theme.tokens.warn, self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.icons.pixmap("clapperboard", colour, 16, ratio))
