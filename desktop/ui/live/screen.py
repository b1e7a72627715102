"""The live screen: top bar, product panel left, feed in the middle. Assembly and widths only."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.catalog_rows import OmniConnection, RefreshProgress
from desktop.services.live_rows import CampaignRow, Holding
from desktop.ui.live.feed_panel import FeedPanel
from desktop.ui.live.holders_popover import HoldersPopover
from desktop.ui.live.product_panel import ProductPanel
from desktop.ui.live.screen_keys import fill_key_menu
from desktop.ui.live.top_bar import TopBar
from desktop.ui.pictures import Pictures
from desktop.ui.theme import Theme

WIDE_FROM = 1_440
PANEL_WIDE, PANEL_NARROW = 336, 300


class LiveScreen(QWidget):
    """Its parts are public for the presenter, which fills them.

    Signals: `came_into_sight`; `refresh_asked`, `stop_asked` for the stock of Omni.
    """

    came_into_sight = Signal()
    refresh_asked = Signal()
    stop_asked = Signal()

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
        self.feed = FeedPanel(theme, self, clock=clock)
        self.holders = HoldersPopover(theme, self)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.products)
        below.addWidget(self.feed, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top_bar)
        layout.addLayout(below, 1)
        fill_key_menu(self)
        self.products.refresh_asked.connect(self.refresh_asked)
        self.products.stop_asked.connect(self.stop_asked)
        QShortcut(QKeySequence.StandardKey.Find, self, self.products.focus_filter)
        QShortcut(QKeySequence("F4"), self, self.feed.accept_chosen)
        QShortcut(QKeySequence("F8"), self, self.top_bar.toggle_pause)

    def key_hints(self) -> str:
        """The keys of this screen, for the status bar."""
        if self.products.can_refresh:
            return self.tr(
                "↑↓ chọn · Enter sửa mở bán · F4 nhận gợi ý · F5 tồn kho · F8 tạm dừng · Ctrl+F tìm mã"
                " · End mới nhất"
            )
        return self.tr(
            "↑↓ chọn · Enter sửa mở bán · F4 nhận gợi ý · F8 tạm dừng · Ctrl+F tìm mã · End mới nhất"
        )

    def take_focus(self) -> None:
        """Bring the keyboard to the feed, to the products while there is no comment yet."""
        (self.feed.view if self.feed.view.isVisibleTo(self) else self.products.view).setFocus()

    def show_campaign(self, campaign: CampaignRow) -> None:
        """The campaign at the head, the counts on the chips."""
        self.top_bar.show_campaign(campaign)
        self.feed.head.show_counts(campaign.counts)

    def open_holders(self, holding: Holding) -> None:
        """Show who holds a product and who waits, beside its row."""
        row = self.products.model.row_of(holding.sku)
        if row is not None:
            self.holders.show_holding(holding, row)
            rect = self.products.view.rect_of(holding.sku)
            top = self.products.view.viewport().mapTo(self, QPoint(0, rect.top() if rect else 0))
            self.holders.open_at(QPoint(self.products.width() + 8, top.y()))

    def show_connection(self, connection: OmniConnection) -> None:
        """Whether there is an Omni to refresh from."""
        self.products.show_connection(connection)

    def show_progress(self, progress: RefreshProgress) -> None:
        """How the refresh does."""
        self.products.show_progress(progress)

    def refuse_refresh(self, sentence: str) -> None:
        """The refresh could not begin."""
        self.products.notice.tell(sentence)

    def showEvent(self, event: QShowEvent) -> None:
        """In sight: the presenter may fill it."""
        super().showEvent(event)
        self.came_into_sight.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The product panel is narrower in a narrow window; what lay beside a row is closed."""
        super().resizeEvent(event)
        self.holders.end()
        self.products.setFixedWidth(PANEL_WIDE if self.width() >= WIDE_FROM else PANEL_NARROW)
