"""The chips over the feed, folded into one button with a menu where they do not fit (product.md §9)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from desktop.services.live_rows import FeedFilter
from desktop.ui.theme import Theme
from desktop.ui.widgets.filter_chips import HEIGHT, FilterChips


class FeedChips(QWidget):
    """Chips in a row, or the button that folds them. Signals: `chosen(FeedFilter)`."""

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
        """Whether the button stands for the chips."""
        return not self.folded.isHidden()

    def show_counts(self, counts: Mapping[FeedFilter, int]) -> None:
        """Show how many comments there are behind each chip."""
        self.chips.show_counts({str(chip): number for chip, number in counts.items()})
        for key, action in self._actions.items():
            action.setText(self.chips.chips[key].text())
        self._show_choice()
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold by the room there is."""
        super().resizeEvent(event)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        """The button alone, so that the chips never widen the window."""
        return QSize(self.folded.sizeHint().width(), HEIGHT)

    def sizeHint(self) -> QSize:
        """All chips in a row."""
        return QSize(self.chips.sizeHint().width(), HEIGHT)

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
        self.folded.setFont(self._theme.fonts.body)
        self.folded.setFixedHeight(HEIGHT)
        self.folded.setIconSize(QSize(14, 14))
        self.folded.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.folded.setAutoDefault(False)
        self.folded.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _choose(self, key: str) -> None:
        self._show_choice()
        self._fold()
        self.chosen.emit(FeedFilter(key))

    def _show_choice(self) -> None:
        text = self.chips.chips[self.chips.choice].text()
        self.folded.setText(text)
        self.folded.setAccessibleName(self.tr("Lọc bình luận: {choice}").format(choice=text))
        self._actions[self.chips.choice].setChecked(True)

    def _fold(self) -> None:
        """Lay out what fits; nothing else of the row moves."""
        wide = self.chips.sizeHint().width()
        fits = wide <= self.width()
        self.chips.setVisible(fits)
        self.folded.setVisible(not fits)
        self.chips.setGeometry(0, 0, wide, HEIGHT)
        self.folded.setGeometry(0, 0, min(self.width(), self.folded.sizeHint().width()), HEIGHT)

    def _open(self) -> None:
        self.menu_of_chips.popup(self.folded.mapToGlobal(QPoint(0, HEIGHT + 4)))

    def _tint(self) -> None:
        self.folded.setIcon(self._theme.icons.icon("chevron-down", self._theme.tokens.muted, 14))
