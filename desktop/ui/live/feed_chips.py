"""The chips over the feed: as many as there is room for, the last ones in a menu behind “+3” (§9)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from desktop.services.live_rows import FeedFilter
from desktop.ui.theme import Theme
from desktop.ui.widgets.filter_chips import GAP, HEIGHT, FilterChips

KEPT = 3
"""So many chips stay in sight before anything else of the head does."""


class FeedChips(QWidget):
    """Chips in a row, the last ones folded behind a button. Signals: `chosen(FeedFilter)`."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chips = FilterChips(theme, self._words(), self)
        self.folded = QPushButton(self)
        self.menu_of_chips = QMenu(self)
        self._actions = self._filled_menu()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._dress_folded()
        self.chips.chosen.connect(self._choose)
        self.folded.clicked.connect(self._open)
        theme.changed.connect(self._tint)
        self._tint()
        self.show_counts({})

    @property
    def is_folded(self) -> bool:
        """Whether the button stands for some of the chips."""
        return not self.folded.isHidden()

    @property
    def in_sight(self) -> list[str]:
        """The keys of the chips that are not folded."""
        return [key for key, chip in self.chips.chips.items() if not chip.isHidden()]

    def show_counts(self, counts: Mapping[FeedFilter, int]) -> None:
        """Show how many comments there are behind each chip."""
        self.chips.show_counts({str(chip): number for chip, number in counts.items()})
        for key, action in self._actions.items():
            action.setText(self.chips.chips[key].text())
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold by the room there is."""
        super().resizeEvent(event)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        """The button alone, so that the chips never widen the window."""
        return QSize(self._folded_width(0), HEIGHT)

    def sizeHint(self) -> QSize:
        """All chips in a row."""
        return QSize(self._width(len(self.chips.chips)), HEIGHT)

    @property
    def least(self) -> int:
        """The width that the chips want before anything else of the head is shown."""
        return self._width(KEPT)

    def _words(self) -> dict[str, str]:
        return {
            FeedFilter.ALL: self.tr("Tất cả"),
            FeedFilter.ORDERED: self.tr("Đơn"),
            FeedFilter.MISSING_PHONE: self.tr("Thiếu SĐT"),
            FeedFilter.OUT_OF_STOCK: self.tr("Hết hàng"),
            FeedFilter.SUGGESTED: self.tr("Gợi ý"),
            FeedFilter.CANCEL: self.tr("Hủy?"),
            FeedFilter.QUESTION: self.tr("Câu hỏi"),
        }

    def _filled_menu(self) -> dict[str, QAction]:
        group, actions = QActionGroup(self), dict[str, QAction]()
        for key in self.chips.chips:
            action = actions[key] = self.menu_of_chips.addAction("")
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _=False, key=key: self.chips.choose(key))
        return actions

    def _dress_folded(self) -> None:
        self.folded.setProperty("role", "chip")
        self.folded.setCheckable(True)
        self.folded.setFont(self._theme.fonts.body)
        self.folded.setFixedHeight(HEIGHT)
        self.folded.setIconSize(QSize(14, 14))
        self.folded.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.folded.setAutoDefault(False)
        self.folded.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _choose(self, key: str) -> None:
        self._fold()
        self.chosen.emit(FeedFilter(key))

    def _width(self, count: int) -> int:
        """The room that the first `count` chips take, with the button behind them where some are folded."""
        chips = list(self.chips.chips.values())
        wide = sum(chip.sizeHint().width() + GAP for chip in chips[:count])
        return wide - GAP if count == len(chips) else wide + self._folded_width(count)

    def _folded_width(self, count: int) -> int:
        """How wide the button is with so many chips before it; what it says now is not touched."""
        metrics = self.folded.fontMetrics()
        frame = self.folded.sizeHint().width() - metrics.horizontalAdvance(self.folded.text())
        return frame + metrics.horizontalAdvance(self._folded_text(count))

    def _folded_text(self, count: int) -> str:
        """The choice where that is behind the button, else how many are."""
        left = list(self.chips.chips)[count:]
        choice = self.chips.choice
        return self.chips.chips[choice].text() if choice in left else f"+{len(left)}"

    def _say_folded(self, count: int) -> None:
        left = list(self.chips.chips)[count:]
        self.folded.setText(self._folded_text(count))
        self.folded.setChecked(self.chips.choice in left)
        name = ", ".join(self.chips.chips[key].text() for key in left)
        self.folded.setAccessibleName(self.tr("Lọc khác: {choices}").format(choices=name))
        self.folded.setToolTip(name)

    def _fold(self) -> None:
        """Show as many as fit, in order, and the menu of the others; nothing else of the row moves."""
        keys = list(self.chips.chips)
        count = next((n for n in range(len(keys), 0, -1) if self._width(n) <= self.width()), 0)
        for place, key in enumerate(keys):
            self.chips.chips[key].setVisible(place < count)
            self._actions[key].setVisible(place >= count)
        self._actions[self.chips.choice].setChecked(True)
        self._say_folded(count)
        self.chips.setVisible(count > 0)
        self.folded.setVisible(count < len(keys))
        wide = sum(self.chips.chips[key].sizeHint().width() + GAP for key in keys[:count])
        self.chips.setGeometry(0, 0, max(0, wide - GAP), HEIGHT)
        self.folded.setGeometry(wide, 0, min(self.width() - wide, self.folded.sizeHint().width()), HEIGHT)
        self._tint()

    def _open(self) -> None:
        """The button looks pressed while the choice is behind it, not because it was pressed."""
        self.folded.setChecked(self.chips.choice not in self.in_sight)
        self.menu_of_chips.popup(self.folded.mapToGlobal(QPoint(0, HEIGHT + 4)))

    def _tint(self) -> None:
        tokens = self._theme.tokens
        colour = tokens.accent if self.folded.isChecked() else tokens.muted
        self.folded.setIcon(self._theme.icons.icon("chevron-down", colour, 14))
