"""The rail of screens at the left edge, with the theme switch at its foot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.icon_button import IconButton
from desktop.ui.widgets.theme_switch import ThemeSwitch

WIDTH = 72


class Rail(QFrame):
    """One button a screen, in the order they were added; the first is down at the beginning.

    Signals: `chosen(name)`, also for the screen on show: pressing that brings the keyboard back to it.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        self._theme = theme
        self._group = QButtonGroup(self)
        self.buttons: dict[str, IconButton] = {}
        self._screens = QVBoxLayout()
        self._screens.setSpacing(4)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(4)
        self._foot.setContentsMargins(0, 0, 0, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 12)
        layout.addLayout(self._screens)
        layout.addStretch(1)
        layout.addLayout(self._foot)
        self._switch = ThemeSwitch(theme, self)
        layout.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignHCenter)

    def add_screen(self, name: str, icon: str, label: str, *, at_foot: bool = False) -> None:
        """Add a button for a screen, at the foot where told. Only what exists has one (product.md §9)."""
        button = self._button(icon, label, self._foot if at_foot else self._screens)
        button.setCheckable(True)
        button.setChecked(not self.buttons)
        button.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(button)
        self.buttons[name] = button

    def add_action(self, icon: str, label: str, act: Callable[[], None]) -> None:
        """Add a button at the foot that does something and shows no screen."""
        self._button(icon, label, self._foot).clicked.connect(act)

    def _button(self, icon: str, label: str, column: QVBoxLayout) -> IconButton:
        button = IconButton(self._theme, icon, label, self, captioned=True)
        button.setObjectName("railButton")
        button.setFixedSize(64, 52)
        self.setTabOrder(button, self._switch.buttons()[0])
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button

    def show_chosen(self, name: str) -> None:
        """Mark this screen as the one on show."""
        self.buttons[name].setChecked(True)
