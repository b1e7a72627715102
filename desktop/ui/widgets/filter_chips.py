"""Chips over a list, one of them down: each a word and a count."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from desktop.ui import formats
from desktop.ui.theme import Theme

HEIGHT, GAP = 26, 6


class FilterChips(QWidget):
    """`words` by key, in order; the first is down at the beginning. Signals: `chosen(key)`."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, words: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = dict(words)
        self._group = QButtonGroup(self)
        self.chips = {key: self._chip(theme, key) for key in self._words}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        for chip in self.chips.values():
            layout.addWidget(chip)
        next(iter(self.chips.values())).setChecked(True)

    @property
    def choice(self) -> str:
        """The key of the chip that is down."""
        return next(key for key, chip in self.chips.items() if chip.isChecked())

    def choose(self, key: str) -> None:
        """Press this chip."""
        self.chips[key].click()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many there are behind each chip; without a count only its word."""
        for key, chip in self.chips.items():
            count = counts.get(key)
            text = self._words[key] if count is None else f"{self._words[key]} {formats.grouped(count)}"
            chip.setText(text)
            chip.setAccessibleName(text)

    def _chip(self, theme: Theme, key: str) -> QPushButton:
        chip = QPushButton(self._words[key], self)
        chip.setProperty("role", "chip")
        chip.setFont(theme.fonts.body)
        chip.setFixedHeight(HEIGHT)
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setAccessibleName(self._words[key])
        chip.clicked.connect(lambda: self.chosen.emit(key))
        self._group.addButton(chip)
        return chip
