"""Choosing whose and which time's comments the feed shows. What it chooses holds at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.live.feed_narrowing import ALWAYS, MINUTE, NOBODY, WINDOWS, Span, span_of
from desktop.ui.theme import Theme, restyle
from desktop.ui.widgets.choice_button import ChoiceButton
from desktop.ui.widgets.filter_chips import FilterChips
from desktop.ui.widgets.icon_button import IconButton
from desktop.ui.widgets.popover import Popover
from desktop.ui.widgets.text_button import TextButton

WIDTH = 448
ALL_TIME, BETWEEN = "all", "between"


class NarrowPopover(Popover):
    """Staff and time. Signals: `changed` when what is chosen is another; ask `staff`, `time` and `words`."""

    changed = Signal()

    def __init__(self, theme: Theme, clock: Callable[[], int], parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Lọc bình luận"))
        self._clock = clock
        self._told: tuple[str | None, Span] = (None, ALWAYS)
        self.staff_choice = ChoiceButton(theme, "{choice}", self.tr("Tất cả"), self)
        self.windows = FilterChips(theme, self._window_words(), self)
        self.since, self.until = self._time_field(self.tr("Từ giờ")), self._time_field(self.tr("Đến giờ"))
        self.hint, self.clear_button = QLabel("", self), TextButton(theme, self.tr("Bỏ lọc"), self)
        self.close_button = IconButton(theme, "x", self.tr("Đóng"), self)
        self._build(theme)
        self.staff_choice.chosen.connect(self._tell)
        self.windows.chosen.connect(self._take_window)
        for field in (self.since, self.until):
            field.textEdited.connect(self._take_times)
            field.returnPressed.connect(self.end)
        self.clear_button.clicked.connect(self.clear)
        self.close_button.clicked.connect(self.end)
        self.adjustSize()

    @property
    def staff(self) -> str | None:
        """Who must have handled a comment: None anybody, `NOBODY` none."""
        choice = self.staff_choice.choice
        return NOBODY if choice == self._nobody else choice

    @property
    def time(self) -> Span:
        """The stretch of time that is shown; of what is no time of day, all."""
        key = self.windows.choice if not self._is_between else BETWEEN
        if key == BETWEEN:
            return span_of(self.since.text(), self.until.text(), self._clock()) or ALWAYS
        return ALWAYS if key == ALL_TIME else Span(window=int(key))

    @property
    def words(self) -> str:
        """What is chosen in few words, empty where nothing is left out."""
        when = ""
        if self._is_between and self.time != ALWAYS:
            when = f"{self.since.text().strip() or '…'}–{self.until.text().strip() or '…'}"
        elif not self._is_between and self.time.window is not None:
            when = self._window_words()[self.windows.choice]
        return " · ".join(filter(None, (self.staff_choice.choice, when)))

    def offer_staff(self, names: Sequence[str]) -> None:
        """Who may be chosen: those who handled something."""
        chosen = self.staff_choice.choice
        more = [chosen] if chosen not in (None, self._nobody, *names) and chosen else []
        self.staff_choice.offer((self._nobody, *names, *more))

    def clear(self) -> None:
        """Leave nothing out."""
        self.staff_choice.choose(None)
        self.windows.choose(ALL_TIME)

    @property
    def _nobody(self) -> str:
        return self.tr("Chưa ai xử lý")

    @property
    def _is_between(self) -> bool:
        return bool(self.since.text().strip() or self.until.text().strip())

    def _window_words(self) -> dict[str, str]:
        words = {ALL_TIME: self.tr("Cả buổi")}
        for window in WINDOWS:
            minutes = window // MINUTE
            text = self.tr("{count} phút") if minutes < 60 else self.tr("{count} giờ")
            words[str(window)] = text.format(count=minutes if minutes < 60 else minutes // 60)
        return words

    def _take_window(self, _key: str) -> None:
        for field in (self.since, self.until):
            field.clear()
        self._take_times()

    def _take_times(self) -> None:
        """While times are typed the chips say nothing."""
        span = span_of(self.since.text(), self.until.text(), self._clock())
        self.hint.setText("" if span else self.tr("Nhập giờ như 20:15"))
        for field in (self.since, self.until):
            restyle(field, "invalid", span is None and bool(field.text().strip()))
        self._tell()

    def _tell(self) -> None:
        if (self.staff, self.time) != self._told:
            self._told = (self.staff, self.time)
            self.changed.emit()

    def _time_field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        field.setPlaceholderText("20:15")
        field.setMaxLength(8)
        field.setFixedSize(QSize(72, 30))
        return field

    def _build(self, theme: Theme) -> None:
        title = QLabel(self.tr("Lọc bình luận"), self)
        title.setFont(theme.fonts.title)
        self.close_button.setObjectName("flatButton")
        self.close_button.setFixedSize(28, 28)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 10, 14)
        layout.setSpacing(10)
        layout.addLayout(_row(title, self.close_button, stretch=0))
        layout.addLayout(_row(self._label(self.tr("Nhân viên")), self.staff_choice))
        layout.addLayout(_row(self._label(self.tr("Thời gian")), self.windows))
        between = _row(self._label(self.tr("Từ")), self.since, QLabel(self.tr("đến"), self), self.until)
        layout.addLayout(between)
        self.hint.setProperty("role", "bad")
        self.hint.setFont(theme.fonts.small)
        layout.addLayout(_row(self.clear_button, self.hint))

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("role", "muted")
        label.setFixedWidth(72)
        return label


def _row(*widgets: QWidget, stretch: int | None = None) -> QHBoxLayout:
    """Side by side; what is left goes behind the last, or to the one at `stretch`."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, 1 if place == stretch else 0, Qt.AlignmentFlag.AlignVCenter)
    if stretch is None:
        row.addStretch(1)
    return row
