"""One campaign or live in the list: painted words and figures, buttons, and a line that asks or presses."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.services.lives_rows import BindChoice, LifeRow, RowAction, RowState
from desktop.ui import formats
from desktop.ui.live_setup.life_strip import LifeStrip
from desktop.ui.live_setup.life_words import action_word, badge, bind_word, second_line, summary
from desktop.ui.theme import Theme, Tone
from desktop.ui.widgets.icon_button import IconButton
from desktop.ui.widgets.pill import lay_out_pill, paint_pill
from desktop.ui.widgets.tabular import paint_tabular, tabular_width
from desktop.ui.widgets.text_button import ButtonRole, TextButton

HEIGHT = 64
MARGIN = 16
TEXT_LEFT = 144
FIGURE_WIDTH = 76
BUTTONS_WIDTH = 268
ASKED_FIRST = frozenset({RowAction.END, RowAction.DELETE})
"""What is asked about in place before it is done."""
_SEEN = {
    RowState.LIVE: (RowAction.CREATE, RowAction.CONFIGURE, RowAction.OPEN),
    RowState.OFF_AIR: (RowAction.END, RowAction.OPEN),
    RowState.OPEN: (RowAction.CONFIGURE, RowAction.OPEN),
    RowState.WAITING: (RowAction.CONFIGURE,),
    RowState.ENDED: (RowAction.COPY, RowAction.OPEN),
    RowState.OVER: (RowAction.CREATE,),
}
"""Which actions have a button on the row itself, the last one against the edge; others are in the menu."""


class _Words(NamedTuple):
    """A text, its place, font and colour."""

    text: str
    rect: QRectF
    font: QFont
    colour: str


class LifeRowFrame(QFrame):
    """Shows a LifeRow. The row that is current is a stop for Tab, and so are its buttons.

    Signals: `acted(row, action, choice or None)` when something is to be done, `chosen(key)` when it was
    clicked or took the keyboard, `left(step)` for the arrow keys: −1 up, 1 down, ±1000 to an end.
    """

    acted = Signal(object, object, object)
    chosen = Signal(str)
    left = Signal(int)

    def __init__(
        self, theme: Theme, row: LifeRow, clock: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._clock, self.row = theme, clock, row
        self._is_current, self._is_hovered, self._leads = False, False, True
        self.buttons: dict[RowAction, TextButton] = {}
        self._menu: QMenu | None = None
        self.menu_button = IconButton(theme, "ellipsis-vertical", self.tr("Việc khác"), self)
        self.strip = LifeStrip(theme, self)
        self._build()
        self.menu_button.clicked.connect(self.open_menu)
        self.strip.acted.connect(self._act)
        self.strip.confirmed.connect(lambda action: self.acted.emit(self.row, action, None))
        self.strip.ended.connect(self._strip_ended)
        theme.changed.connect(self.update)
        self._show_row()
        self.make_current(False)

    @property
    def menu(self) -> QMenu:
        """Everything that may be done; made when it is first asked for."""
        if self._menu is None:
            self._menu = QMenu(self)
        return self._menu

    @property
    def key(self) -> str:
        """What the row is known by."""
        return self.row.key

    def show_row(self, row: LifeRow) -> None:
        """Show it as it is now; what was being asked about it stays asked while it may still be done."""
        if row != self.row:
            self.row = row
            self._show_row()

    def lead(self, leads: bool) -> None:
        """Whether what asks to be pressed in the whole list is here."""
        self._leads = leads
        self.strip.lead(leads)
        for action, button in self.buttons.items():
            button.ask_as(self._role(action))

    def make_current(self, current: bool) -> None:
        """Whether Tab stops at this row and its buttons."""
        self._is_current = current
        policy = Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)
        self.strip.make_reachable(current)
        inner = Qt.FocusPolicy.TabFocus if current else Qt.FocusPolicy.NoFocus
        for button in (*self.buttons.values(), self.menu_button):
            button.setFocusPolicy(inner)
        self.update()

    def has_keyboard(self) -> bool:
        """Whether the keyboard is on the row or something in it."""
        return self.hasFocus() or self.isAncestorOf(self.window().focusWidget())

    def tick(self) -> None:
        """Time has passed."""
        self.setAccessibleName(self._summary())
        self.update()

    def open_menu(self) -> None:
        """Show everything that may be done, below the button."""
        self._fill_menu()
        self.chosen.emit(self.key)
        self.menu.popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height() + 4)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows leave the row, Enter does the first thing, Delete asks, the menu key opens the menu."""
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -8,
            Qt.Key.Key_PageDown: 8,
            Qt.Key.Key_Home: -1000,
            Qt.Key.Key_End: 1000,
        }
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if (step := steps.get(Qt.Key(event.key()))) is not None:
            self.left.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hasFocus():
            self._act_first()
        elif event.key() == Qt.Key.Key_Delete and RowAction.DELETE in self.row.actions:
            self._act(RowAction.DELETE, None)
        elif event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and shift):
            self.open_menu()
        elif event.key() == Qt.Key.Key_Escape and self.strip.is_asking:
            self.strip.give_up()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses the row."""
        super().mousePressEvent(event)
        self.chosen.emit(self.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click does the first thing."""
        super().mouseDoubleClickEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._act_first()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button opens the menu where the mouse is."""
        self._fill_menu()
        self.chosen.emit(self.key)
        self.menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The row with the keyboard is the current one."""
        super().focusInEvent(event)
        self.chosen.emit(self.key)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The mark of the keyboard goes."""
        super().focusOutEvent(event)
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The row under the mouse is tinted."""
        super().enterEvent(event)
        self._is_hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is elsewhere."""
        super().leaveEvent(event)
        self._is_hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, the badge, the words and the figures."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        right = self._paint_figures(painter, self._buttons_left() - MARGIN)
        self._paint_badge(painter)
        for words in self._words(right - MARGIN):
            painter.setFont(words.font)
            painter.setPen(QColor(words.colour))
            painter.drawText(words.rect, Qt.AlignmentFlag.AlignVCenter, words.text)

    def _paint_ground(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        marks = self._is_current and self.has_keyboard()
        ground = tokens.selected if marks else tokens.hover if self._is_hovered else tokens.surface
        painter.fillRect(self.rect(), QColor(ground))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens.line))
        if marks:
            painter.fillRect(0, 0, 3, self.height() - 1, QColor(tokens.accent))

    def _paint_badge(self, painter: QPainter) -> None:
        word, icon, colours = badge(self.row, self._theme.tokens)
        font = self._theme.fonts.small_strong
        pill = lay_out_pill(word, icon, colours, font, TEXT_LEFT - MARGIN - 8)
        paint_pill(painter, QRectF(MARGIN, HEIGHT / 2 - 12, pill.width, 24), pill, font, self._theme)

    def _words(self, right: float) -> list[_Words]:
        fonts, tokens = self._theme.fonts, self._theme.tokens
        room = max(24.0, right - TEXT_LEFT)
        paused = self._paused_pill_width()
        name = _fitting(formats.shown(self.row.name), fonts.strong, room - paused)
        second = _fitting(second_line(self.row, self._clock()), fonts.small, room)
        top = HEIGHT / 2 - 20 if second else HEIGHT / 2 - 10
        words = [_Words(name, QRectF(TEXT_LEFT, top, room, 20), fonts.strong, tokens.text)]
        if paused:
            left = TEXT_LEFT + QFontMetricsF(fonts.strong).horizontalAdvance(name) + 8
            rect = QRectF(left, top, paused, 20)
            words.append(
                _Words(self.tr("Tạm dừng chốt"), rect, fonts.small_strong, tokens.tone(Tone.WARN)[0])
            )
        words.append(_Words(second, QRectF(TEXT_LEFT, top + 20, room, 20), fonts.small, tokens.muted))
        return words

    def _paused_pill_width(self) -> float:
        if not self.row.is_paused:
            return 0.0
        font = self._theme.fonts.small_strong
        return QFontMetricsF(font).horizontalAdvance(self.tr("Tạm dừng chốt")) + 16

    def _paint_figures(self, painter: QPainter, right: float) -> float:
        """Comments, orders, products, against the buttons; how far left they reach."""
        if self.row.campaign_id is None:
            return right
        right = self.width() - MARGIN - BUTTONS_WIDTH - MARGIN
        figures = (
            (self.row.products, self.tr("sản phẩm")),
            (self.row.orders, self.tr("đơn")),
            (self.row.comments, self.tr("bình luận")),
        )
        tokens, fonts = self._theme.tokens, self._theme.fonts
        for count, word in figures:
            text = formats.grouped(count)
            wide = tabular_width(text, fonts.strong)
            painter.setFont(fonts.strong)
            painter.setPen(QColor(tokens.text if count else tokens.muted))
            paint_tabular(painter, QRectF(right - wide, HEIGHT / 2 - 20, wide, 20), text)
            painter.setFont(fonts.small)
            painter.setPen(QColor(tokens.muted))
            rect = QRectF(right - FIGURE_WIDTH, HEIGHT / 2, FIGURE_WIDTH, 20)
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, word)
            right -= FIGURE_WIDTH
        return right

    def _buttons_left(self) -> float:
        shown = [button for button in (*self.buttons.values(), self.menu_button) if not button.isHidden()]
        return float(min((button.x() for button in shown), default=self.width()))

    def _show_row(self) -> None:
        self._show_buttons()
        self.strip.show_row(self.row)
        self.setAccessibleName(self._summary())
        lines = (formats.shown(self.row.name), second_line(self.row, self._clock()))
        self.setToolTip("<qt>" + "<br>".join(escape(line) for line in lines if line) + "</qt>")
        self.make_current(self._is_current)
        self.updateGeometry()

    def _summary(self) -> str:
        return summary(self.row, badge(self.row, self._theme.tokens).word, self._clock())

    def _show_buttons(self) -> None:
        wanted = [a for a in _SEEN.get(self.row.state, ()) if a in self.row.actions]
        if self.row.campaign_id is None and self.row.is_urgent:
            wanted = []
        for action in [
            action for action in self.buttons if action not in wanted or self._is_outdated(action)
        ]:
            button = self.buttons.pop(action)
            button.hide()
            button.deleteLater()
        for place, action in enumerate(wanted):
            if action not in self.buttons:
                self.buttons[action] = self._button(action)
            self._line.insertWidget(1 + place, self.buttons[action])
        rest = [action for action in self.row.actions if action not in wanted]
        self.menu_button.setVisible(bool(rest) and not (self.row.campaign_id is None and self.row.is_urgent))
        stops = [self, *(self.buttons[action] for action in wanted), self.menu_button, self.strip]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _role(self, action: RowAction) -> ButtonRole:
        leads = self._leads and action is RowAction.OPEN and self.row.state is RowState.LIVE
        return ButtonRole.PRIMARY if leads else ButtonRole.PLAIN

    def _is_outdated(self, action: RowAction) -> bool:
        return bool(self.buttons[action].property("role") != self._role(action))

    def _button(self, action: RowAction) -> TextButton:
        button = TextButton(self._theme, action_word(action), self, role=self._role(action))
        button.setAccessibleName(f"{action_word(action)}: {formats.shown(self.row.name)}")
        button.clicked.connect(lambda: self._act(action, None))
        return button

    def _fill_menu(self) -> None:
        self.menu.clear()
        for action in self.row.actions:
            if action in (RowAction.BIND, RowAction.GO_ON):
                for choice in self.row.choices:
                    entry = self.menu.addAction(bind_word(self.row, choice.label))
                    entry.triggered.connect(lambda _=False, a=action, c=choice: self._act(a, c))
                continue
            entry = self.menu.addAction(action_word(action))
            entry.triggered.connect(lambda _=False, action=action: self._act(action, None))

    def _act_first(self) -> None:
        """What Enter and a double click do: never what has to be asked first."""
        if self.row.actions:
            action = self.row.actions[0]
            self._act(action, self.row.choices[0] if action is RowAction.BIND else None)

    def _act(self, action: RowAction, choice: BindChoice | None) -> None:
        self.chosen.emit(self.key)
        if action in ASKED_FIRST:
            self.strip.ask(action)
        else:
            self.acted.emit(self.row, action, choice)

    def _strip_ended(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self.menu_button.setFixedSize(32, 32)
        self.menu_button.setObjectName("flatButton")
        self._line = QHBoxLayout()
        self._line.setContentsMargins(0, 0, MARGIN, 0)
        self._line.setSpacing(8)
        self._line.addStretch(1)
        self._line.addWidget(self.menu_button)
        top = QWidget(self)
        top.setFixedHeight(HEIGHT)
        top.setLayout(self._line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addWidget(self.strip)


def _fitting(text: str, font: QFont, room: float) -> str:
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
