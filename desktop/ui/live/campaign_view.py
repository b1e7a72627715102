"""The live screen of one campaign with what keeps it true: made when it is opened, ended when it is left."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject

from desktop.ui.errands import Spawn
from desktop.ui.live.alert_presenter import AlertPresenter
from desktop.ui.live.alerts import Alerts, Notices
from desktop.ui.live.chimes import SystemChime
from desktop.ui.live.desk import LiveDesk
from desktop.ui.live.operating_presenter import OperatingPresenter
from desktop.ui.live.presenter import LivePresenter
from desktop.ui.live.screen import LiveScreen
from desktop.ui.page import Presenter
from desktop.ui.pictures import Pictures
from desktop.ui.sidebar.desk import BuyerDesk
from desktop.ui.sidebar.find_presenter import FindPresenter
from desktop.ui.sidebar.form_presenter import FormPresenter
from desktop.ui.sidebar.presenter import SidebarPresenter
from desktop.ui.theme import Theme


def named_apart(spawn: Spawn, number: int) -> Spawn:
    """The tasks of a view that is being left may still run when those of the next one begin."""

    def named(name: str, work: Coroutine[Any, Any, None]) -> object:
        return spawn(f"{name} @{number}", work)

    return named


class CampaignView(QObject):
    """Its parts are public; `screen` is shown by the window. Without `buyers` there is no sidebar."""

    def __init__(
        self,
        desk: LiveDesk,
        buyers: BuyerDesk | None,
        spawn: Spawn,
        theme: Theme,
        pictures: Pictures,
        clock: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.spawn, self._desk, self._clock = spawn, desk, clock
        self._others: list[Presenter] = []
        self.screen = LiveScreen(theme, pictures, clock)
        self.presenter = LivePresenter(desk, spawn, self.screen)
        self.operating = OperatingPresenter(desk, spawn, self.screen)
        self.sidebar: SidebarPresenter | None = None
        if buyers is not None:
            self.sidebar = SidebarPresenter(buyers, spawn, self.screen)
            FormPresenter(buyers, spawn, self.screen, self.sidebar)
            FindPresenter(buyers, spawn, self.screen, self.sidebar)

    def alert(self, chime: SystemChime, notices: Notices) -> None:
        """Tell what is new by sound and by the system's notices, from `start` on."""
        alerts = Alerts(chime, notices, self._clock)
        self._others.append(AlertPresenter(self._desk, self.spawn, self.screen, alerts, chime))

    def add(self, presenter: Presenter) -> None:
        """One more that keeps the screen true; it begins at once, and ends with the view."""
        self._others.append(presenter)
        presenter.start()

    def start(self) -> None:
        """Fill the screen and follow the live."""
        self.presenter.start()
        for presenter in self._others:
            presenter.start()
        if self.sidebar is not None:
            self.sidebar.start()

    def stop(self) -> None:
        """Follow no longer; the screen keeps what it shows."""
        self.presenter.stop()
        for presenter in self._others:
            presenter.stop()
        if self.sidebar is not None:
            self.sidebar.stop()

    def discard(self) -> None:
        """Follow no longer, and delete the screen."""
        self.stop()
        self.screen.deleteLater()
        self.deleteLater()
