"""The line below a row of the list: a note that presses, with what helps, or a question before an end."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QWidget

from desktop.services.lives_rows import LifeRow, RowAction
from desktop.ui import formats
from desktop.ui.live_setup.life_words import action_word, bind_word, question
from desktop.ui.theme import Theme, Tone, restyle
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.text_button import ButtonRole, TextButton

HEIGHT = 48


class LifeStrip(QFrame):
    """Hidden while there is nothing to say or to ask.

    Signals: `acted(action, choice or None)`, `confirmed(action)` when the question was answered with yes,
    `ended` when a question is over.
    """

    acted = Signal(object, object)
    confirmed = Signal(object)
    ended = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setFixedHeight(HEIGHT)
        self._theme, self._row = theme, None
        self._asked: RowAction | None = None
        self._leads, self._leading = True, list[TextButton]()
        self._icon, self._text = QLabel(self), ElidedLabel("", self)
        self._text.setFont(theme.fonts.small_strong)
        self.buttons: list[TextButton] = []
        self._menu: QMenu | None = None
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(16, 0, 16, 0)
        self._line.setSpacing(8)
        self._line.addWidget(self._icon)
        self._line.addWidget(self._text, 1)
        self._policy = Qt.FocusPolicy.NoFocus
        theme.changed.connect(self._tint)
        self.hide()

    _row: LifeRow | None

    @property
    def menu(self) -> QMenu:
        """What a button with several choices opens."""
        if self._menu is None:
            self._menu = QMenu(self)
        return self._menu

    @property
    def is_asking(self) -> bool:
        """Whether a question is open."""
        return self._asked is not None

    @property
    def text(self) -> str:
        """What it says, empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def show_row(self, row: LifeRow) -> None:
        """Show the note of this row; an open question stays while it may still be answered."""
        before, self._row = self._row, row
        if self._asked is not None and self._asked in row.actions:
            return
        self._asked = None
        if before is None or (before.note, before.actions, before.choices) != (
            row.note,
            row.actions,
            row.choices,
        ):
            self._show_note()

    def ask(self, action: RowAction) -> None:
        """Ask whether to do this; the keyboard goes to the answer."""
        self._asked, self._leading = action, []
        yes = TextButton(self._theme, action_word(action), self, role=ButtonRole.DANGER)
        yes.clicked.connect(self._confirm)
        no = TextButton(self._theme, self.tr("Thôi"), self)
        no.clicked.connect(self.give_up)
        self._say(question(action), [yes, no])
        yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_up(self) -> None:
        """The answer is no."""
        self._asked = None
        self._show_note()
        self.ended.emit()

    def lead(self, leads: bool) -> None:
        """Whether its first button is the one on the screen that asks to be pressed."""
        self._leads = leads
        for button in self._leading:
            button.ask_as(ButtonRole.PRIMARY if leads else ButtonRole.PLAIN)

    def make_reachable(self, reachable: bool) -> None:
        """Whether Tab stops at its buttons."""
        self._policy = Qt.FocusPolicy.TabFocus if reachable else Qt.FocusPolicy.NoFocus
        for button in self.buttons:
            button.setFocusPolicy(self._policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        pressed = next((button for button in self.buttons if button.hasFocus()), None)
        if pressed is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            pressed.click()
        else:
            super().keyPressEvent(event)

    def _confirm(self) -> None:
        action, self._asked = self._asked, None
        self._show_note()
        self.ended.emit()
        if action is not None:
            self.confirmed.emit(action)

    def _show_note(self) -> None:
        row, self._leading = self._row, []
        if row is None or not row.is_urgent or not row.note:
            self.hide()
            self._clear()
            return
        self._say(formats.shown(row.note), self._helpful(row))

    def _helpful(self, row: LifeRow) -> list[TextButton]:
        """What helps with the note: binding, going on, or a campaign for this live."""
        buttons: list[TextButton] = []
        for action in row.actions:
            if action is RowAction.BIND and row.campaign_id is not None:
                continue
            if action in (RowAction.BIND, RowAction.GO_ON):
                text = self.tr("Gắn chiến dịch đang chờ") if action is RowAction.BIND else action_word(action)
                buttons.append(self._button(text, action, row, leads=True))
            elif action is RowAction.CREATE:
                buttons.append(self._button(action_word(action), action, row, leads=not buttons))
            elif action is RowAction.CONNECT:
                buttons.append(self._button(action_word(action), action, row, leads=False))
        return buttons

    def _button(self, text: str, action: RowAction, row: LifeRow, *, leads: bool) -> TextButton:
        """A button; where there are several to choose from it opens a menu of them."""
        role = ButtonRole.PRIMARY if leads and self._leads else ButtonRole.PLAIN
        button = TextButton(self._theme, text, self, role=role)
        if leads:
            self._leading.append(button)
        choices = row.choices if action in (RowAction.BIND, RowAction.GO_ON) else ()
        if len(choices) > 1:
            button.clicked.connect(lambda: self._choose(button, action, row))
        else:
            button.clicked.connect(lambda: self.acted.emit(action, choices[0] if choices else None))
        return button

    def _choose(self, button: TextButton, action: RowAction, row: LifeRow) -> None:
        self.menu.clear()
        for choice in row.choices:
            entry = self.menu.addAction(bind_word(row, choice.label))
            entry.triggered.connect(lambda _=False, choice=choice: self.acted.emit(action, choice))
        self.menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _say(self, text: str, buttons: list[TextButton]) -> None:
        self._clear()
        self._text.setText(text)
        self.buttons = buttons
        before: QWidget = self
        for button in buttons:
            button.setFocusPolicy(self._policy)
            self._line.addWidget(button)
            button.show()
            QWidget.setTabOrder(before, button)
            before = button
        for part in (self, self._text):
            restyle(part, "tone", str(Tone.WARN))
        self._tint()
        self.setAccessibleName(text)
        self.show()

    def _clear(self) -> None:
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []

    def _tint(self) -> None:
        colour = self._theme.tokens.tone(Tone.WARN)[0]
        self._icon.setPixmap(self._theme.icons.pixmap("triangle-alert", colour, 16, self.devicePixelRatioF()))
