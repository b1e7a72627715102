"""The main window: rail of screens, the screens, status bar. Assembly only."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from concurrent.futures import Executor

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QMainWindow, QStackedWidget, QWidget

from desktop.services.catalog_rows import OmniConnection, RefreshProgress
from desktop.ui.errands import Spawn
from desktop.ui.live.campaign_view import CampaignView, named_apart
from desktop.ui.live.chimes import SystemChime, TrayNotices
from desktop.ui.live.desk import LiveDesk
from desktop.ui.live.screen import LiveScreen
from desktop.ui.live.top_bar import TopBar
from desktop.ui.page import Page, Presenter, StockPage
from desktop.ui.pictures import Pictures
from desktop.ui.rail import Rail
from desktop.ui.rehearsal_banner import RehearsalBanner
from desktop.ui.sidebar.desk import BuyerDesk
from desktop.ui.status_bar import StatusBar
from desktop.ui.stock.desk import CatalogDesk
from desktop.ui.stock.presenter import StockPresenter
from desktop.ui.stock.refresh_presenter import RefreshPresenter
from desktop.ui.stock.screen import StockScreen
from desktop.ui.stylesheet import stylesheet
from desktop.ui.theme import Theme
from desktop.ui.window_memory import WindowMemory

SMALLEST = (1_024, 600)
AT_FIRST = (1_366, 768)
LIVE, STOCK = "live", "stock"
SOUND_MUTED, NOTICES_MUTED = "sound_muted", "notices_muted"


def utc_now() -> int:
    """The time now, UTC milliseconds."""
    return time.time_ns() // 1_000_000


def bring_to_front(window: QWidget) -> None:
    """Another start of the program asks for this window (product.md §9)."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


class MainWindow(QMainWindow):
    """The whole program on the screen.

    `desk` and `buyers` are those of the campaign to begin with, None for none; `catalog` is asked for
    products; `spawn(name, coroutine)` runs tasks under supervision, `pool` reads picture files,
    `storage_label` says where the data lies ("máy này · đã mã hoá"), `rehearsal` marks the demo, `clock`
    tells UTC milliseconds. Without a `chime` nothing sounds and nothing is noticed, without a `catalog`
    there is no product screen and nothing to refresh. Call `theme.prepare(application)` before, `start()`
    once the loop runs, `stop()` at shutdown.

    Signals: `closing` when the user closes the window; the window itself stops nothing else.
    """

    closing = Signal()

    def __init__(
        self,
        desk: LiveDesk | None,
        spawn: Spawn,
        theme: Theme,
        pool: Executor,
        *,
        staff: str,
        storage_label: str,
        catalog: CatalogDesk | None = None,
        buyers: BuyerDesk | None = None,
        chime: SystemChime | None = None,
        rehearsal: bool = False,
        clock: Callable[[], int] = utc_now,
    ) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Quầy Live"))
        self.setMinimumSize(*SMALLEST)
        self.resize(*AT_FIRST)
        self.spawn, self.theme, self.clock = spawn, theme, clock
        self.pictures = Pictures(pool, self)
        self.rail, self.stack = Rail(theme, self), QStackedWidget(self)
        self.status = StatusBar(theme, staff=staff, storage_label=storage_label, parent=self)
        self.banner = RehearsalBanner(theme, self) if rehearsal else None
        self.live: CampaignView | None = None
        self.screen_stock: StockScreen | None = None
        self.refresh: RefreshPresenter | None = None
        self._presenters: list[Presenter] = []
        self._pages: dict[str, QWidget] = {}
        self._is_started, self._views = False, itertools.count(1)
        self._memory: WindowMemory | None = None
        self._chime, self._notices = chime, TrayNotices(theme, self)
        self._assemble()
        self.rail.add_screen(LIVE, "radio", self.tr("Live"))
        if catalog is not None:
            self._add_stock(catalog)
        if desk is not None:
            self.open_campaign(desk, buyers)
        self.rail.chosen.connect(self.show_screen)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def screen_live(self) -> LiveScreen:
        """The live screen of the campaign on show."""
        assert self.live is not None
        return self.live.screen

    def start(self) -> None:
        """Fill the window and follow the live."""
        self._is_started = True
        for presenter in self._presenters:
            presenter.start()
        if self.live is not None:
            self.live.start()
        self._show_page()

    def stop(self) -> None:
        """Follow no longer; the window keeps what it shows."""
        self._is_started = False
        if self.live is not None:
            self.live.stop()
        for presenter in self._presenters:
            presenter.stop()

    def add_page(self, name: str, page: QWidget, *presenters: Presenter) -> None:
        """Add a screen, which the rail's button of that name shows, with what keeps it true."""
        self.stack.addWidget(page)
        self._pages[name] = page
        self._presenters += presenters

    def add_presenter(self, presenter: Presenter) -> None:
        """Start and stop this one with the window."""
        self._presenters.append(presenter)

    def open_campaign(self, desk: LiveDesk, buyers: BuyerDesk | None = None) -> None:
        """Show this campaign on the live screen, without buyers no sidebar; the one before is left."""
        before, view = self.live, self._campaign_view(desk, buyers)
        self.live = view
        self.stack.addWidget(view.screen)
        self.stack.setCurrentWidget(view.screen)
        self.show_live_page(view.screen)
        if before is not None:
            self.stack.removeWidget(before.screen)
            before.discard()
        if self._is_started:
            view.start()
            self.show_screen(LIVE)

    def leave_campaign(self) -> None:
        """No campaign is on show any more; whoever calls shows another page in its place."""
        view, self.live = self.live, None
        if view is not None:
            self.stack.removeWidget(view.screen)
            view.discard()
            self.status.forget_source()

    def show_live_page(self, page: QWidget) -> None:
        """From now on the rail's Live button shows this page of the stack: a live, the list, a set-up."""
        self._pages[LIVE] = page

    def show_screen(self, name: str) -> None:
        """Bring a screen into sight, and the keyboard to it."""
        self.rail.show_chosen(name)
        self.stack.setCurrentWidget(self._pages[name])
        if self.refresh is not None:
            self.refresh.tell()
        self._show_page()

    def remember(self, memory: WindowMemory) -> None:
        """Take over how the window was, and keep in memory what it becomes."""
        memory.restore_window(self)
        self._memory = memory
        if self.screen_stock is not None:
            view = self.screen_stock.list.view
            view.set_columns(memory.widths(STOCK))
            view.columns_changed.connect(lambda widths: memory.keep_widths(STOCK, widths))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the user closed the window."""
        super().closeEvent(event)
        if self._memory is not None:
            self._memory.keep_window(self)
        self.closing.emit()

    def _campaign_view(self, desk: LiveDesk, buyers: BuyerDesk | None) -> CampaignView:
        spawn = named_apart(self.spawn, next(self._views))
        view = CampaignView(desk, buyers, spawn, self.theme, self.pictures, self.clock, self)
        view.presenter.source_changed.connect(self.status.show_source)
        view.presenter.write_lag_changed.connect(self.status.show_write_lag)
        view.presenter.storage_fault_changed.connect(self.status.show_storage_fault)
        if self.refresh is not None:
            self._share_refresh(view.screen, self.refresh)
        if self._chime is not None:
            view.alert(self._chime, self._notices)
        if self._memory is not None:
            self._remember_mutes(view.screen.top_bar, self._memory)
            self._remember_widths(view.screen, self._memory)
        return view

    def _remember_mutes(self, bar: TopBar, memory: WindowMemory) -> None:
        bar.mute_sound(memory.flag(SOUND_MUTED))
        bar.mute_notices(memory.flag(NOTICES_MUTED))
        bar.sound_muted.connect(lambda muted: memory.keep_flag(SOUND_MUTED, muted))
        bar.notices_muted.connect(lambda muted: memory.keep_flag(NOTICES_MUTED, muted))

    def _remember_widths(self, screen: LiveScreen, memory: WindowMemory) -> None:
        screen.set_widths(memory.widths(LIVE))
        screen.widths_changed.connect(lambda widths: memory.keep_widths(LIVE, widths))

    def _add_stock(self, catalog: CatalogDesk) -> None:
        """The product screen, and the refresh that it shares with the live screen."""
        stock = self.screen_stock = StockScreen(self.theme, self.pictures, self.clock, self)
        refresh = self.refresh = RefreshPresenter(catalog, self)
        self.add_page(STOCK, stock, StockPresenter(catalog, self.spawn, stock), refresh)
        self.rail.add_screen(STOCK, "boxes", self.tr("Sản phẩm"))
        refresh.connected.connect(self._show_connection)
        refresh.progressed.connect(self._show_progress)
        refresh.refused.connect(self._refuse_refresh)
        self._share_refresh(stock, refresh)
        QShortcut(QKeySequence("F5"), self, refresh.refresh)

    def _share_refresh(self, screen: LiveScreen | StockScreen, refresh: RefreshPresenter) -> None:
        screen.refresh_asked.connect(refresh.refresh)
        screen.stop_asked.connect(refresh.halt)

    def _show_page(self) -> None:
        page: object = self.stack.currentWidget()
        if isinstance(page, Page):
            self.status.show_keys(page.key_hints())
            page.take_focus()

    def _show_connection(self, connection: OmniConnection) -> None:
        page: object = self.stack.currentWidget()
        if isinstance(page, StockPage):
            page.show_connection(connection)
        if isinstance(page, Page):
            self.status.show_keys(page.key_hints())

    def _show_progress(self, progress: RefreshProgress) -> None:
        page: object = self.stack.currentWidget()
        if isinstance(page, StockPage):
            page.show_progress(progress)

    def _refuse_refresh(self, sentence: str) -> None:
        page: object = self.stack.currentWidget()
        if isinstance(page, StockPage):
            page.refuse_refresh(sentence)

    def _assemble(self) -> None:
        central = QWidget(self)
        central.setObjectName("central")
        grid = QGridLayout(central)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        if self.banner is not None:
            grid.addWidget(self.banner, 0, 0, 1, 2)
            self.banner.end_asked.connect(self.close)
        grid.addWidget(self.rail, 1, 0)
        grid.addWidget(self.stack, 1, 1)
        grid.addWidget(self.status, 2, 0, 1, 2)
        self.setCentralWidget(central)

    def _dress(self) -> None:
        self.setStyleSheet(stylesheet(self.theme.tokens))
        self.setWindowIcon(self.theme.icons.icon("radio", self.theme.tokens.accent, 64))
