"""The live screen: top bar, product panel left, feed in the middle. Assembly and widths only."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.live.feed_panel import FeedPanel
from desktop.ui.live.product_panel import ProductPanel
from desktop.ui.live.top_bar import TopBar
from desktop.ui.pictures import Pictures
from desktop.ui.theme import Theme

WIDE_FROM = 1_440
PANEL_WIDE, PANEL_NARROW = 336, 300


class LiveScreen(QWidget):
    """Its parts are public for the presenter, which fills them."""

    def __init__(
        self,
        theme: Theme,
        pictures: Pictures,
        clock: Callable[[], int],
        *,
        rehearsal: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.top_bar = TopBar(theme, clock, rehearsal=rehearsal, parent=self)
        self.products = ProductPanel(theme, pictures, clock, self)
        self.feed = FeedPanel(theme, self)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.products)
        below.addWidget(self.feed, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top_bar)
        layout.addLayout(below, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The product panel is narrower in a narrow window."""
        super().resizeEvent(event)
        self.products.setFixedWidth(PANEL_WIDE if self.width() >= WIDE_FROM else PANEL_NARROW)
