"""The head over the feed: chips, the button that narrows further, what is narrowed to, comments a minute."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.services.live_rows import FeedFilter
from desktop.ui.live.comment_rate import RateLine, RateShown
from desktop.ui.live.feed_chips import FeedChips
from desktop.ui.theme import Theme
from desktop.ui.widgets.filter_chips import HEIGHT as CHIP_HEIGHT
from desktop.ui.widgets.icon_button import IconButton

HEIGHT, MARGIN, GAP, BUTTON = 42, 16, 8, 28
WIDEST_WORDS = 220


class FeedHead(QFrame):
    """Lays its parts out by the room there is: the line gives way first, then the title, then the
    number, then chips fold.

    Folded chips leave room for the number again.

    Signals: `narrow_asked` at its button, `clear_asked` at the chip that tells what is left out.
    """

    narrow_asked = Signal()
    clear_asked = Signal()

    def __init__(self, theme: Theme, clock: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panelHead")
        self.setFixedHeight(HEIGHT)
        self._theme = theme
        self._title = QLabel(self.tr("Bình luận"), self)
        self._title.setFont(theme.fonts.title)
        self.chips, self.rate = FeedChips(theme, self), RateLine(theme, clock, self)
        self.narrow_button = IconButton(theme, "list", self.tr("Lọc theo nhân viên và thời gian"), self)
        self.narrow_button.setObjectName("flatButton")
        self.narrow_button.setFixedSize(BUTTON, BUTTON)
        self.narrow_button.setCheckable(True)
        self.active = QPushButton(self)
        self._dress_active()
        self._build()
        self.narrow_button.clicked.connect(self._ask)
        self.active.clicked.connect(self.clear_asked)
        theme.changed.connect(self._tint)
        self._tint()

    def show_counts(self, counts: Mapping[FeedFilter, int]) -> None:
        """How many comments there are behind each chip."""
        self.chips.show_counts(counts)
        self._arrange()

    def show_narrowing(self, words: str) -> None:
        """What the feed is narrowed to besides the chip, empty: nothing."""
        metrics = self.active.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, WIDEST_WORDS)
        self.active.setText(shown)
        self.active.setAccessibleName(self.tr("Bỏ lọc {words}").format(words=words))
        self.active.setToolTip(self.active.accessibleName())
        self.active.setVisible(bool(words))
        self.narrow_button.setChecked(bool(words))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange by the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        number, both = self.rate.widths()
        title = self._title.sizeHint().width() + GAP
        room = self.width() - 2 * MARGIN - BUTTON - GAP
        if not self.active.isHidden():
            room -= self.active.sizeHint().width() + GAP
        every = self.chips.sizeHint().width()
        spare = room - GAP - (every if every <= room else self.chips.least)
        if every + GAP + both + title <= room:
            shown = RateShown.ALL
        else:
            shown = RateShown.NUMBER if spare >= number else RateShown.NOTHING
        self._title.setVisible(shown is not RateShown.NOTHING and every + GAP + number + title <= room)
        self.rate.show_as(shown)

    def _ask(self) -> None:
        """The button looks pressed while something is left out, not because it was pressed."""
        self.narrow_button.setChecked(not self.active.isHidden())
        self.narrow_asked.emit()

    def _dress_active(self) -> None:
        self.active.setProperty("role", "chip")
        self.active.setAccessibleName(self.tr("Bỏ lọc"))
        self.active.setCheckable(True)
        self.active.setChecked(True)
        self.active.setFont(self._theme.fonts.body)
        self.active.setFixedHeight(CHIP_HEIGHT)
        self.active.setIconSize(QSize(14, 14))
        self.active.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.active.setAutoDefault(False)
        self.active.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.active.hide()

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN, 0, MARGIN, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._title)
        layout.addWidget(self.chips, 1)
        for widget in (self.active, self.narrow_button, self.rate):
            layout.addWidget(widget)

    def _tint(self) -> None:
        self.active.setIcon(self._theme.icons.icon("x", self._theme.tokens.accent, 14))
