"""The live screen: top bar, products left, feed in the middle, the buyer right. Assembly and widths only."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop.services.catalog_rows import OmniConnection, RefreshProgress
from desktop.services.live_rows import CampaignRow, Holding, SourceState, SourceStatus
from desktop.ui.live.feed_panel import FeedPanel
from desktop.ui.live.holders_popover import HoldersPopover
from desktop.ui.live.product_panel import ProductPanel
from desktop.ui.live.screen_keys import fill_key_menu
from desktop.ui.live.source_words import source_words
from desktop.ui.live.top_bar import TopBar
from desktop.ui.live_setup.trouble_strip import TroubleStrip
from desktop.ui.pictures import Pictures
from desktop.ui.sidebar.find_palette import FindPalette
from desktop.ui.sidebar.panel import NARROW, WIDE, SidebarPanel
from desktop.ui.theme import Theme
from desktop.ui.widgets.icon_button import IconButton
from desktop.ui.widgets.text_button import TextButton

WIDE_FROM = 1_440
PANEL_WIDE, PANEL_NARROW, FEED_LEAST = 336, 300, 360
ASKS_TOKEN = frozenset({SourceState.RELOGIN, SourceState.FORBIDDEN})
"""What only connecting the page anew mends."""


class LiveScreen(QWidget):
    """Its parts are public for the presenter, which fills them.

    Signals: `came_into_sight`; `refresh_asked`, `stop_asked` for the stock of Omni; `order_asked` (F3);
    `buyer_asked` for that of the chosen comment; `sidebar_opened` when the sidebar comes into sight again;
    `widths_changed(pixels by part)` when the user drags a border between parts.
    """

    came_into_sight = Signal()
    widths_changed = Signal(object)
    order_asked = Signal()
    buyer_asked = Signal()
    sidebar_opened = Signal()
    refresh_asked = Signal()
    stop_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        pictures: Pictures,
        clock: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.top_bar, self.trouble = TopBar(theme, clock, self), TroubleStrip(theme, self)
        self.products = ProductPanel(theme, pictures, clock, self)
        self.feed = FeedPanel(theme, self, clock=clock)
        self.holders = HoldersPopover(theme, self)
        self.sidebar = SidebarPanel(theme, pictures, self)
        self.sidebar.hide()
        self.palette_of_finds = FindPalette(theme, self)
        self.sidebar_button = IconButton(theme, "chevron-left", self.tr("Mở khung khách"), self)
        self.find_button = TextButton(theme, self.tr("Tìm · Ctrl+K"), self, icon="search")
        self.find_button.setFixedHeight(28)
        self.find_button.setToolTip(self.tr("Tìm khách, SĐT, mã đơn, STT, mã hàng, bình luận"))
        self.find_button.hide()
        self.top_bar.add_button(self.find_button)
        self._widths: dict[int, int] = {}
        self._usual = (PANEL_NARROW, NARROW)
        self._parts = QSplitter(Qt.Orientation.Horizontal, self)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._parts, 1)
        below.addWidget(self._folded_sidebar())
        self._split()
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top_bar)
        layout.addWidget(self.trouble)
        layout.addLayout(below, 1)
        self.products.refresh_asked.connect(self.refresh_asked)
        self.products.stop_asked.connect(self.stop_asked)
        QShortcut(QKeySequence.StandardKey.Find, self, self.products.focus_filter)
        QShortcut(QKeySequence("F4"), self, self.feed.accept_chosen)
        QShortcut(QKeySequence("F8"), self, self.top_bar.toggle_pause)
        fill_key_menu(self)
        self._add_sidebar_keys()

    def key_hints(self) -> str:
        """The keys of this screen, for the status bar."""
        serves = self.find_button.isVisibleTo(self)
        hints = (
            self.tr("↑↓ chọn"),
            self.tr("Enter mở khách") if serves else self.tr("Enter sửa mở bán"),
            self.tr("F3 tạo đơn") if serves else "",
            self.tr("F4 nhận gợi ý"),
            self.tr("F5 tồn kho") if self.products.can_refresh else "",
            self.tr("F8 tạm dừng"),
            self.tr("Ctrl+K tìm") if serves else self.tr("Ctrl+F tìm mã"),
            self.tr("End mới nhất"),
        )
        return " · ".join(filter(None, hints))

    def take_focus(self) -> None:
        """Bring the keyboard to the feed, to the products while there is no comment yet."""
        (self.feed.view if self.feed.view.isVisibleTo(self) else self.products.view).setFocus()

    def show_campaign(self, campaign: CampaignRow) -> None:
        """The campaign at the head, the counts on the chips."""
        self.top_bar.show_campaign(campaign)
        self.feed.head.show_counts(campaign.counts)

    def show_source(self, status: SourceStatus) -> None:
        """How the comment source does; where only a new token helps, the way to it stands beside it."""
        self.top_bar.show_source(status)
        sentence = source_words(status).sentence if status.state in ASKS_TOKEN else ""
        self.trouble.tell(sentence, has_page=False, asks_token=True)

    def add_strip(self, strip: QWidget) -> None:
        """A line below the top bar for what presses; it is there only while it says something."""
        self._column.insertWidget(1, strip)

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
        is_wide = self.width() >= WIDE_FROM
        self._usual = (PANEL_WIDE, WIDE) if is_wide else (PANEL_NARROW, NARROW)
        self._share()
        if self.palette_of_finds.isVisible():
            self.palette_of_finds.place()

    def serve_buyers(self) -> None:
        """There is a desk of buyers: the sidebar, its keys in the menu, and the search."""
        self.find_button.show()
        keys = self.top_bar.keys
        keys.add_line()
        keys.add(self.tr("Mở khách của bình luận"), "Enter", self.buyer_asked.emit)
        keys.add(self.tr("Đơn thủ công"), "F3", self.order_asked.emit)
        keys.add(self.tr("Tìm nhanh"), "Ctrl+K", self.palette_of_finds.open)
        keys.add(self.tr("Thông tin khách"), "Alt+1", self._go_to_phone)
        keys.add(self.tr("Giỏ hàng"), "Alt+2", self._go_to_cart)
        self.open_sidebar()

    def set_widths(self, widths: Mapping[int, int]) -> None:
        """Give the products (0) and the sidebar (2) the widths that the user once gave them."""
        self._widths = {part: width for part, width in widths.items() if part in (0, 2)}
        self._share()

    def _split(self) -> None:
        parts = self._parts
        parts.setObjectName("liveParts")
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(1)
        for part, least in ((self.products, PANEL_NARROW), (self.feed, FEED_LEAST), (self.sidebar, NARROW)):
            part.setMinimumWidth(least)
            parts.addWidget(part)
        parts.setStretchFactor(1, 1)
        for place in (1, 2):
            parts.handle(place).setAccessibleName(self.tr("Kéo để đổi độ rộng"))
        parts.splitterMoved.connect(self._note_widths)

    def _share(self) -> None:
        """The feed gets what the parts at its sides leave, which give way where that is too little."""
        room = self.width() - (0 if self._fold.isHidden() else self._fold.width())
        left, right = (self._widths.get(part, usual) for part, usual in zip((0, 2), self._usual, strict=True))
        right = 0 if self.sidebar.isHidden() else right
        if left + right + FEED_LEAST > room:
            left, right = self._usual[0], self._usual[1] if right else 0
        self._parts.setSizes([left, max(FEED_LEAST, room - left - right), right])

    def _note_widths(self) -> None:
        """The user has dragged a border."""
        sizes = self._parts.sizes()
        self._widths[0] = sizes[0]
        if not self.sidebar.isHidden():
            self._widths[2] = sizes[2]
        self.widths_changed.emit(dict(self._widths))

    def open_sidebar(self) -> None:
        """Bring the buyer's sidebar into sight."""
        if self.sidebar.isHidden():
            self.sidebar.show()
            self._fold.hide()
            self._share()
            self.sidebar_opened.emit()

    def close_sidebar(self) -> None:
        """Put the sidebar away; the keyboard goes to the feed."""
        self.sidebar.hide()
        self._fold.show()
        self._share()
        self.take_focus()

    def go_to_comment(self, comment_id: str) -> None:
        """Bring a comment into sight and choose it; where it is left out, all are shown first."""
        view = self.feed.view
        if view.shown.place_of(comment_id) is None:
            self.feed.show_all()
        place = view.shown.place_of(comment_id)
        if place is not None:
            index = view.shown.index(place, 0)
            view.setCurrentIndex(index)
            view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_product(self, sku: str) -> None:
        """Bring a product into sight and choose it."""
        self.products.filter.clear()
        index = self.products.products.index_of(sku)
        if index.isValid():
            self.products.view.setCurrentIndex(index)
            self.products.view.scrollTo(index)
            self.products.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _folded_sidebar(self) -> QFrame:
        """What is left of the sidebar while it is put away: a strip with a button."""
        fold = self._fold = QFrame(self)
        fold.setObjectName("sidebarFold")
        fold.setFixedWidth(36)
        self.sidebar_button.setObjectName("flatButton")
        self.sidebar_button.setFixedSize(28, 28)
        column = QVBoxLayout(fold)
        column.setContentsMargins(4, 8, 4, 8)
        column.addWidget(self.sidebar_button)
        column.addStretch(1)
        fold.hide()
        return fold

    def _add_sidebar_keys(self) -> None:
        self.sidebar.close_asked.connect(self.close_sidebar)
        self.sidebar.feed_asked.connect(self.take_focus)
        self.sidebar_button.clicked.connect(self.open_sidebar)
        self.find_button.clicked.connect(self.palette_of_finds.open)
        for key, act in (
            ("F3", self.order_asked.emit),
            ("Ctrl+K", self.palette_of_finds.open),
            ("Alt+1", self._go_to_phone),
            ("Alt+2", self._go_to_cart),
        ):
            QShortcut(QKeySequence(key), self, act)

    def _go_to_phone(self) -> None:
        self.open_sidebar()
        if self.sidebar.view is not None and not self.sidebar.shows_form:
            self.sidebar.cart.focus_phone()

    def _go_to_cart(self) -> None:
        self.open_sidebar()
        if self.sidebar.view is not None and not self.sidebar.shows_form:
            self.sidebar.cart.focus_cart()
