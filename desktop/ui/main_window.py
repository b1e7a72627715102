"""The main window: rail of screens, the live screen, status bar. Assembly only."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QMainWindow, QWidget

from desktop.ui.live.presenter import LiveDesk, LivePresenter, Spawn
from desktop.ui.live.screen import LiveScreen
from desktop.ui.pictures import Pictures
from desktop.ui.rail import Rail
from desktop.ui.status_bar import StatusBar
from desktop.ui.stylesheet import stylesheet
from desktop.ui.theme import Theme

SMALLEST = (1_024, 600)
AT_FIRST = (1_366, 768)


def utc_now() -> int:
    """The time now, UTC milliseconds."""
    return time.time_ns() // 1_000_000


class MainWindow(QMainWindow):
    """The whole program on the screen.

    `desk` is asked for rows, `spawn(name, coroutine)` runs tasks under supervision, `pool` reads picture
    files, `storage_label` says where the data lies ("máy này · đã mã hoá"), `rehearsal` marks the demo,
    `clock` tells UTC milliseconds. Call `theme.prepare(application)` before, `start()` once the loop runs,
    `stop()` at shutdown.

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
        rehearsal: bool = False,
        clock: Callable[[], int] = utc_now,
    ) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Quầy Live"))
        self.setMinimumSize(*SMALLEST)
        self.resize(*AT_FIRST)
        self._theme = theme
        self.screen_live = LiveScreen(theme, Pictures(pool, self), clock, rehearsal=rehearsal, parent=self)
        self.rail = Rail(theme, self)
        self.status = StatusBar(
            theme, staff=staff, storage_label=storage_label, keys=self._key_hints(), parent=self
        )
        self._assemble()
        self.presenter = LivePresenter(desk, spawn, self.screen_live)
        self.presenter.source_changed.connect(self.status.show_source)
        self.presenter.write_lag_changed.connect(self.status.show_write_lag)
        self.presenter.storage_fault_changed.connect(self.status.show_storage_fault)
        self.rail.live_chosen.connect(self.screen_live.feed.view.setFocus)
        QShortcut(QKeySequence.StandardKey.Find, self, self.screen_live.products.focus_filter)
        theme.changed.connect(self._dress)
        self._dress()

    def start(self) -> None:
        """Fill the window and follow the live."""
        self.presenter.start()
        self.screen_live.feed.view.setFocus()

    def stop(self) -> None:
        """Follow no longer; the window keeps what it shows."""
        self.presenter.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the user closed the window."""
        super().closeEvent(event)
        self.closing.emit()

    def _assemble(self) -> None:
        central = QWidget(self)
        central.setObjectName("central")
        grid = QGridLayout(central)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.rail, 0, 0)
        grid.addWidget(self.screen_live, 0, 1)
        grid.addWidget(self.status, 1, 0, 1, 2)
        self.setCentralWidget(central)

    def _key_hints(self) -> str:
        return self.tr("↑↓ chọn · Enter sửa mở bán · Ctrl+F tìm mã · End bình luận mới nhất")

    def _dress(self) -> None:
        self.setStyleSheet(stylesheet(self._theme.tokens))
        self.setWindowIcon(self._theme.icons.icon("radio", self._theme.tokens.accent, 64))
