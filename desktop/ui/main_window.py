"""The main window: rail of screens, the screens, status bar. Assembly only."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QMainWindow, QStackedWidget, QWidget

from desktop.services.catalog_rows import OmniConnection, RefreshProgress
from desktop.ui.live.desk import LiveDesk, Spawn
from desktop.ui.live.operating_presenter import OperatingPresenter
from desktop.ui.live.presenter import LivePresenter
from desktop.ui.live.screen import LiveScreen
from desktop.ui.pictures import Pictures
from desktop.ui.rail import Rail
from desktop.ui.sidebar.desk import BuyerDesk
from desktop.ui.sidebar.find_presenter import FindPresenter
from desktop.ui.sidebar.form_presenter import FormPresenter
from desktop.ui.sidebar.presenter import SidebarPresenter
from desktop.ui.status_bar import StatusBar
from desktop.ui.stock.desk import CatalogDesk
from desktop.ui.stock.presenter import StockPresenter
from desktop.ui.stock.refresh_presenter import RefreshPresenter
from desktop.ui.stock.screen import StockScreen
from desktop.ui.stylesheet import stylesheet
from desktop.ui.theme import Theme

SMALLEST = (1_024, 600)
AT_FIRST = (1_366, 768)
LIVE, STOCK = "live", "stock"


def utc_now() -> int:
    """The time now, UTC milliseconds."""
    return time.time_ns() // 1_000_000


class MainWindow(QMainWindow):
    """The whole program on the screen.

    `desk` and `catalog` are asked for rows, `spawn(name, coroutine)` runs tasks under supervision, `pool`
    reads picture files, `storage_label` says where the data lies ("máy này · đã mã hoá"), `rehearsal` marks
    the demo, `clock` tells UTC milliseconds. Without a `catalog` there is no product screen and nothing to
    refresh; without `buyers` there is no sidebar. Call `theme.prepare(application)` before, `start()` once
    the loop runs, `stop()` at shutdown.

    Signals: `closing` when the user closes the window; the window itself stops nothing else.
    """

    closing = Signal()

    def __init__(
        self,
        desk: LiveDesk,
        spawn: Spawn,
        theme: Theme,
        pool: Executor,
        *,
        staff: str,
        storage_label: str,
        catalog: CatalogDesk | None = None,
        buyers: BuyerDesk | None = None,
        rehearsal: bool = False,
        clock: Callable[[], int] = utc_now,
    ) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Quầy Live"))
        self.setMinimumSize(*SMALLEST)
        self.resize(*AT_FIRST)
        self._theme, self._pictures = theme, Pictures(pool, self)
        self.rail, self.stack = Rail(theme, self), QStackedWidget(self)
        self.screen_live = LiveScreen(theme, self._pictures, clock, rehearsal=rehearsal, parent=self)
        self.screen_stock: StockScreen | None = None
        self.stock: StockPresenter | None = None
        self.refresh: RefreshPresenter | None = None
        self._screens: dict[str, LiveScreen | StockScreen] = {LIVE: self.screen_live}
        self.status = StatusBar(
            theme, staff=staff, storage_label=storage_label, keys=self.screen_live.key_hints(), parent=self
        )
        self._assemble()
        self.presenter = LivePresenter(desk, spawn, self.screen_live)
        self.operating = OperatingPresenter(desk, spawn, self.screen_live)
        self.sidebar: SidebarPresenter | None = None
        if buyers is not None:
            self._serve_buyers(buyers, spawn)
        self.presenter.source_changed.connect(self.status.show_source)
        self.presenter.write_lag_changed.connect(self.status.show_write_lag)
        self.presenter.storage_fault_changed.connect(self.status.show_storage_fault)
        if catalog is not None:
            self._add_stock(catalog, spawn, clock)
        self.rail.chosen.connect(self.show_screen)
        theme.changed.connect(self._dress)
        self._dress()

    def start(self) -> None:
        """Fill the window and follow the live."""
        self.presenter.start()
        if self.sidebar is not None:
            self.sidebar.start()
            self.status.show_keys(self.screen_live.key_hints())
        if self.stock is not None and self.refresh is not None:
            self.stock.start()
            self.refresh.start()
        self.screen_live.take_focus()

    def stop(self) -> None:
        """Follow no longer; the window keeps what it shows."""
        self.presenter.stop()
        if self.sidebar is not None:
            self.sidebar.stop()
        if self.stock is not None and self.refresh is not None:
            self.stock.stop()
            self.refresh.stop()

    def show_screen(self, name: str) -> None:
        """Bring a screen into sight, and the keyboard to it."""
        screen = self._screens[name]
        self.rail.show_chosen(name)
        self.stack.setCurrentWidget(screen)
        self.status.show_keys(screen.key_hints())
        if self.refresh is not None:
            self.refresh.tell()
        screen.take_focus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the user closed the window."""
        super().closeEvent(event)
        self.closing.emit()

    def _serve_buyers(self, buyers: BuyerDesk, spawn: Spawn) -> None:
        """The sidebar, orders by hand, and finding anything."""
        self.sidebar = SidebarPresenter(buyers, spawn, self.screen_live)
        FormPresenter(buyers, spawn, self.screen_live, self.sidebar)
        FindPresenter(buyers, spawn, self.screen_live, self.sidebar)

    def _add_stock(self, catalog: CatalogDesk, spawn: Spawn, clock: Callable[[], int]) -> None:
        """The product screen, and the refresh that it shares with the live screen."""
        stock = self.screen_stock = StockScreen(self._theme, self._pictures, clock, self)
        self._screens[STOCK] = stock
        self.stack.addWidget(stock)
        self.rail.add_screen(STOCK, "boxes", self.tr("Sản phẩm"))
        self.stock = StockPresenter(catalog, spawn, stock)
        refresh = self.refresh = RefreshPresenter(catalog, self)
        refresh.connected.connect(self._show_connection)
        refresh.progressed.connect(self._show_progress)
        refresh.refused.connect(self._refuse_refresh)
        for screen in (self.screen_live, stock):
            screen.refresh_asked.connect(refresh.refresh)
            screen.stop_asked.connect(refresh.halt)
        QShortcut(QKeySequence("F5"), self, refresh.refresh)

    def _on_show(self) -> LiveScreen | StockScreen:
        return next(screen for screen in self._screens.values() if screen is self.stack.currentWidget())

    def _show_connection(self, connection: OmniConnection) -> None:
        self._on_show().show_connection(connection)
        self.status.show_keys(self._on_show().key_hints())

    def _show_progress(self, progress: RefreshProgress) -> None:
        self._on_show().show_progress(progress)

    def _refuse_refresh(self, sentence: str) -> None:
        self._on_show().refuse_refresh(sentence)

    def _assemble(self) -> None:
        self.rail.add_screen(LIVE, "radio", self.tr("Live"))
        self.stack.addWidget(self.screen_live)
        central = QWidget(self)
        central.setObjectName("central")
        grid = QGridLayout(central)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.rail, 0, 0)
        grid.addWidget(self.stack, 0, 1)
        grid.addWidget(self.status, 1, 0, 1, 2)
        self.setCentralWidget(central)

    def _dress(self) -> None:
        self.setStyleSheet(stylesheet(self._theme.tokens))
        self.setWindowIcon(self._theme.icons.icon("radio", self._theme.tokens.accent, 64))
