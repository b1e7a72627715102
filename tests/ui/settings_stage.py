"""The settings before the real desks and a real sandbox, all on this thread.

What the presenter spawns runs to its end on an asyncio loop of its own, on which the sandbox answers too: no
Qt loop is inside it, so nothing is nested.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.sandbox.graph.records import Person
from desktop.sandbox.scenario import Scenario, ScenarioComment
from desktop.sandbox.server import RunningSandbox, serve
from desktop.services.connections import Connections
from desktop.services.live import wall_clock
from desktop.services.staff import StaffDesk
from desktop.services.vault import MemoryVault
from desktop.storage.database import Database
from desktop.system.events import EventBus
from desktop.ui.settings.presenter import SettingsPresenter
from desktop.ui.settings.screen import SetupScreen
from desktop.ui.stylesheet import stylesheet
from desktop.ui.theme import Theme

PAGE, NAME = "1001", "Shop Mây"
SCENARIO = Scenario(
    "s",
    1,
    PAGE,
    NAME,
    "5001",
    "6001",
    "Xả kho",
    60.0,
    {},
    (ScenarioComment(0.0, "6001_1", "A01", "u1", "Lan"),),
)


class SettingsStage:
    """The desks behind the screen. While it `holds`, tasks wait in `held` until they are let go."""

    def __init__(self, theme: Theme, loop: asyncio.AbstractEventLoop, sandbox: RunningSandbox) -> None:
        self.loop, self.sandbox = loop, sandbox
        self.database, self.vault, self.bus = Database.open(None), MemoryVault(), EventBus()
        self.ahead = 0
        told = sandbox.announcement
        self.desk = Connections(
            self.database,
            self.vault,
            self.bus,
            graph_url=told["graph"],
            graph_version="v26.0",
            omni_url=told["omni"],
            clock=lambda: wall_clock() + self.ahead,
        )
        self.staff = StaffDesk(self.database, self.bus)
        self.holds = False
        self.held: list[Coroutine[Any, Any, None]] = []
        self.theme = theme

    def build(
        self, *, key_card: QWidget | None = None, rehearsal: bool = False
    ) -> tuple[SetupScreen, SettingsPresenter]:
        screen = SetupScreen(self.theme, key_card, rehearsal=rehearsal)
        screen.setStyleSheet(stylesheet(self.theme.tokens))
        self.theme.changed.connect(lambda: screen.setStyleSheet(stylesheet(self.theme.tokens)))
        return screen, SettingsPresenter(self.desk, self.staff, self.spawn, screen)

    def spawn(self, _name: str, work: Coroutine[Any, Any, None]) -> None:
        self.held.append(work)
        # What a running task spawns comes after it.
        if not self.holds and not self.loop.is_running():
            self.let_go()

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(work)

    def let_go(self) -> None:
        """Run what was held, to its end."""
        self.holds = False
        while self.held:
            self.run(self.held.pop(0))

    # What Facebook says

    @property
    def page_token(self) -> str:
        return self.sandbox.world.tokens.page_token

    @property
    def user_token(self) -> str:
        return self.sandbox.world.tokens.user_token

    @property
    def omni_token(self) -> str:
        return self.sandbox.announcement["omni_token"]

    @property
    def app(self) -> tuple[str, str]:
        return self.sandbox.world.tokens.app_id, self.sandbox.world.tokens.app_secret

    def share(self, page_id: str, name: str) -> str:
        tokens, page = self.sandbox.world.tokens, Person(page_id, name)
        tokens.share(page, is_shared=True)
        return tokens.page_token_of(page, self.sandbox.world.clock.now())

    def set_token(self, state: str = "valid", without: tuple[str, ...] = ()) -> None:
        tokens = self.sandbox.world.tokens
        known = tokens.find(tokens.page_token)
        assert known is not None
        scopes = tuple(scope for scope in known.scopes if scope not in without)
        tokens.change(tokens.page_token, state, scopes, self.sandbox.world.clock.now())

    @property
    def kept(self) -> Mapping[str, str]:
        return self.vault.read()


@contextmanager
def settings_stage(theme: Theme) -> Iterator[SettingsStage]:
    loop = asyncio.new_event_loop()
    try:
        sandbox = loop.run_until_complete(serve(SCENARIO))
        stage = SettingsStage(theme, loop, sandbox)
        try:
            yield stage
        finally:
            for work in stage.held:
                work.close()
            stage.database.close()
            loop.run_until_complete(sandbox.close())
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
