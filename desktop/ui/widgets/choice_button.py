"""A button that opens a list of choices below it and shows the one in force."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.ui.theme import Theme

WIDEST = 180


class ChoiceButton(QPushButton):
    """`label` is a pattern with `{choice}`. The first choice stands for none.

    Signals: `chosen(text or None)`, None for the first. The menu is a popup, never a nested loop.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, label: str, first: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._label, self._first = theme, label, first
        self._choices: tuple[str, ...] = ()
        self._choice: str | None = None
        self.menu_of_choices = QMenu(self)
        self._group = QActionGroup(self)
        self.setProperty("role", "chip")
        self.setFont(theme.fonts.body)
        self.setFixedHeight(26)
        self.setIconSize(QSize(14, 14))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # The arrow stands behind the word.
        self.menu_of_choices.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._open)
        theme.changed.connect(self._tint)
        self._tint()
        self.offer(())

    @property
    def choice(self) -> str | None:
        """The choice in force, None for the first."""
        return self._choice

    @property
    def choices(self) -> tuple[str, ...]:
        """What is offered after the first."""
        return self._choices

    def offer(self, choices: Sequence[str]) -> None:
        """Offer these after the first; a choice that is gone falls back to the first, and is told."""
        if tuple(choices) != self._choices or not self.menu_of_choices.actions():
            self._choices = tuple(choices)
            self._fill()
        if self._choice is not None and self._choice not in choices:
            self.choose(None)
        self._show()

    def choose(self, choice: str | None) -> None:
        """Take this choice and tell it if it is another."""
        changed, self._choice = choice != self._choice, choice
        self._show()
        if changed:
            self.chosen.emit(choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as the blank does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        self.menu_of_choices.clear()
        for choice in (None, *self._choices):
            action = self.menu_of_choices.addAction(self._first if choice is None else choice)
            action.setCheckable(True)
            action.setData(choice)
            self._group.addAction(action)
            action.triggered.connect(lambda _=False, choice=choice: self.choose(choice))

    def _open(self) -> None:
        self.menu_of_choices.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _show(self) -> None:
        shown = self._first if self._choice is None else self._choice
        metrics = QFontMetrics(self.font())
        text = self._label.format(choice=shown)
        self.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, WIDEST))
        self.setAccessibleName(text)
        for action in self.menu_of_choices.actions():
            action.setChecked(action.data() == self._choice)

    def _tint(self) -> None:
        self.setIcon(self._theme.icons.icon("chevron-down", self._theme.tokens.muted, 14))
