"""The list of campaigns and lives: rows under the titles of their sections, walked through by the arrows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.services.lives_rows import LifeRow, RowAction, RowState, Section
from desktop.ui import formats
from desktop.ui.live_setup.life_row import LifeRowFrame
from desktop.ui.live_setup.life_words import section_title
from desktop.ui.theme import Theme
from desktop.ui.widgets.text_button import TextButton

TITLE_HEIGHT = 36
ENDED_AT_FIRST = 12
MORE_AT_ONCE = 24
NEW_AT_ONCE = 3
"""A row takes a good millisecond to make, and nothing may hold up a live for 8 (architecture.md §3)."""


class _Title(QLabel):
    """Over a section: its name and how many there are."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.fonts.small_strong)
        self.setProperty("role", "muted")
        self.setFixedHeight(TITLE_HEIGHT)
        self.setContentsMargins(16, 8, 16, 0)


class LifeList(QScrollArea):
    """Shows LifeRows. One row is current: Tab stops there, the arrows walk on.

    Signals: `acted(row, action, choice or None)`.
    """

    acted = Signal(object, object, object)

    def __init__(self, theme: Theme, clock: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._clock = theme, clock
        self._rows: tuple[LifeRow, ...] = ()
        self._ended_shown = ENDED_AT_FIRST
        self._current = ""
        self._order: list[str] = []
        self.frames: dict[str, LifeRowFrame] = {}
        self._titles: dict[Section, _Title] = {}
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._show)
        self.more_button = TextButton(theme, "", self)
        self.more_button.clicked.connect(self._show_more)
        self._build()

    @property
    def current(self) -> str:
        """The key of the current row, empty for none."""
        return self._current

    @property
    def keys(self) -> list[str]:
        """The rows in sight or by scrolling, from top to bottom."""
        return [key for key in self._order if key in self.frames]

    def show_rows(self, rows: Sequence[LifeRow]) -> None:
        """Show these; the current row stays, and so does what is in sight.

        Of many new rows the first come at once, the others a few at a time, so that nothing else waits.
        """
        self._rows = tuple(rows)
        self._show()

    def _show(self) -> None:
        hidden = {row.key for row in self._ended()[self._ended_shown :]}
        wanted = [row for row in self._rows if row.key not in hidden]
        lost_focus = self._drop_frames({row.key for row in wanted})
        shown = self._build_frames(wanted)
        for key, frame in self.frames.items():
            frame.lead(key == self.leading)
        self._arrange(shown, len(hidden))
        if len(shown) < len(wanted):
            self._later.start()
        if self._current not in self.frames:
            self._make_current(next(iter(self.keys), ""))
        if lost_focus:
            self.take_focus()

    def take_focus(self) -> None:
        """Bring the keyboard to the current row."""
        if self._current in self.frames:
            self.frames[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def leading(self) -> str:
        """The key of the row that asks first: an urgent one, else the live on the air; empty for none."""
        urgent = [row.key for row in self._rows if row.is_urgent]
        opens = [row for row in self._rows if RowAction.OPEN in row.actions]
        on_air = [row.key for row in opens if row.state is RowState.LIVE]
        return next(iter(urgent + on_air), "")

    def choose(self, key: str) -> None:
        """Make this row current and bring it into sight."""
        if key in self.frames:
            self._make_current(key)
            self.ensureWidgetVisible(self.frames[key], 0, TITLE_HEIGHT)

    def tick(self) -> None:
        """Time has passed: ages and days are painted anew."""
        for frame in self.frames.values():
            frame.tick()

    def _drop_frames(self, wanted: Collection[str]) -> bool:
        """Remove the rows that are gone; whether the keyboard was on one of them."""
        lost_focus = False
        for key in [key for key in self.frames if key not in wanted]:
            frame = self.frames.pop(key)
            lost_focus = lost_focus or frame.has_keyboard()
            frame.hide()
            frame.deleteLater()
        return lost_focus

    def _build_frames(self, wanted: Sequence[LifeRow]) -> list[LifeRow]:
        """Bring every row's frame up to date, and make a few of those that are missing; what can be shown."""
        shown, made = [], 0
        for row in wanted:
            if row.key in self.frames:
                self.frames[row.key].show_row(row)
            elif made < NEW_AT_ONCE:
                self.frames[row.key] = self._frame(row)
                made += 1
            else:
                continue
            shown.append(row)
        return shown

    def _frame(self, row: LifeRow) -> LifeRowFrame:
        frame = LifeRowFrame(self._theme, row, self._clock, self._content)
        frame.acted.connect(self.acted)
        frame.chosen.connect(self._make_current)
        frame.left.connect(self._walk)
        return frame

    def _arrange(self, shown: Sequence[LifeRow], hidden: int) -> None:
        """Put titles and rows in order, where the order has changed."""
        order: list[str] = []
        widgets: list[QWidget] = []
        counts = {section: sum(row.section is section for row in self._rows) for section in Section}
        for section in Section:
            of_section = [row for row in shown if row.section is section]
            title = self._titles[section]
            title.setVisible(bool(of_section))
            title.setText(f"{section_title(section)}  {formats.grouped(counts[section])}")
            if of_section:
                order += [str(section), *(row.key for row in of_section)]
                widgets += [title, *(self.frames[row.key] for row in of_section)]
            if section is Section.ENDED and hidden:
                text = self.tr("Xem thêm {count} chiến dịch cũ")
                self.more_button.say(text.format(count=formats.grouped(min(hidden, MORE_AT_ONCE))), "")
                order.append("more")
                widgets.append(self._more)
        self._more.setVisible(bool(hidden))
        if order != self._order:
            self._order = order
            self._lay_out(widgets)

    def _lay_out(self, widgets: Sequence[QWidget]) -> None:
        while self._column.count():
            self._column.takeAt(0)
        for widget in widgets:
            self._column.addWidget(widget)
            widget.show()
        self._column.addStretch(1)

    def _make_current(self, key: str) -> None:
        if key == self._current:
            return
        before, self._current = self._current, key
        for changed, is_current in ((before, False), (key, True)):
            if changed in self.frames:
                self.frames[changed].make_current(is_current)

    def _walk(self, step: int) -> None:
        keys = self.keys
        if not keys:
            return
        place = keys.index(self._current) if self._current in keys else 0
        self.choose(keys[max(0, min(len(keys) - 1, place + step))])
        self.take_focus()

    def _show_more(self) -> None:
        first = next((r.key for r in self._ended()[self._ended_shown :]), "")
        self._ended_shown += MORE_AT_ONCE
        self._show()
        self.choose(first)
        self.take_focus()

    def _ended(self) -> list[LifeRow]:
        return [row for row in self._rows if row.section is Section.ENDED]

    def _build(self) -> None:
        self.setAccessibleName(self.tr("Danh sách chiến dịch và buổi live"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content = QWidget()
        self._content.setObjectName("cardBody")
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 8)
        self._column.setSpacing(0)
        self._more = QWidget(self._content)
        line = QHBoxLayout(self._more)
        line.setContentsMargins(16, 8, 16, 8)
        line.addWidget(self.more_button)
        line.addStretch(1)
        self._titles = {section: _Title(self._theme, self._content) for section in Section}
        for title in self._titles.values():
            title.hide()
        self._more.hide()
        self.setWidget(self._content)
        self.setObjectName("cardBody")
