"""Buttons side by side of which one is down: a choice of two to four that is seen at a glance."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.ui.theme import Theme

HEIGHT = 30


class SegmentedButtons(QFrame):
    """`words` by key, in order; the first is down at the beginning. `label` names the whole.

    Tab enters at the button that is down, the arrows choose. Signals: `chosen(key)` by the user's hand.
    """

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, label: str, words: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("segmented")
        self.setAccessibleName(label)
        self.setFixedHeight(HEIGHT)
        self._theme, self._label = theme, label
        self._group = QButtonGroup(self)
        self.buttons = {key: self._button(key, word) for key, word in words.items()}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        for button in self.buttons.values():
            layout.addWidget(button)
        self.choose(next(iter(self.buttons)))

    @property
    def choice(self) -> str:
        """The key of the button that is down."""
        return next(key for key, button in self.buttons.items() if button.isChecked())

    def choose(self, key: str) -> None:
        """Show this choice; nothing is told."""
        self.buttons[key].setChecked(True)

    def show_word(self, key: str, word: str) -> None:
        """Another word on a button."""
        self.buttons[key].setText(word)
        self.buttons[key].setAccessibleName(f"{self._label}: {word}")

    def _button(self, key: str, word: str) -> QPushButton:
        button = QPushButton(word, self)
        button.setProperty("role", "segment")
        button.setFont(self._theme.fonts.small_strong)
        button.setFixedHeight(HEIGHT - 2)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(f"{self._label}: {word}")
        button.clicked.connect(lambda: self.chosen.emit(key))
        self._group.addButton(button)
        return button
