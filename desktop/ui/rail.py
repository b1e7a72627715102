"""The rail of screens at the left edge, with the theme switch at its foot."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.icon_button import IconButton
from desktop.ui.widgets.theme_switch import ThemeSwitch

WIDTH = 72


class Rail(QFrame):
    """One button a screen. Signals: `live_chosen`."""

    live_chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 12)
        layout.addWidget(self._live_button(theme), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        layout.addWidget(ThemeSwitch(theme, self), 0, Qt.AlignmentFlag.AlignHCenter)

    def _live_button(self, theme: Theme) -> IconButton:
        """The screen on show; pressing it brings the keyboard back to the feed."""
        button = IconButton(theme, "radio", self.tr("Live"), self, captioned=True)
        button.setObjectName("railButton")
        button.setCheckable(True)
        button.setChecked(True)
        button.setFixedSize(60, 52)
        button.clicked.connect(lambda: button.setChecked(True))
        button.clicked.connect(self.live_chosen)
        return button
