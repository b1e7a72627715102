"""Everything behind the window of one shop, built once, in order, and ended in the contrary order.

Part of the composition root (app.py): it knows all services and no widget, and holds no rule.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from desktop.clients.graph.client import GraphClient
from desktop.clients.http import Backoff
from desktop.clients.secret import Secret
from desktop.domain.errors import UserFault
from desktop.services.broadcasts import Broadcasts
from desktop.services.buyer_desk import BuyerDesk
from desktop.services.catalog import CatalogDesk
from desktop.services.clock_check import clock_complaint
from desktop.services.connection_rows import Connected, PageAccess
from desktop.services.connections import Connections
from desktop.services.listening import graph_client
from desktop.services.live import wall_clock
from desktop.services.live_desk import CampaignDesk
from desktop.services.live_lookout import LiveLookout
from desktop.services.lives import LivesDesk
from desktop.services.lives_rows import ConnectedPage
from desktop.services.omni_link import OmniLink
from desktop.services.script_editing import ScriptDesk
from desktop.services.staff import StaffDesk
from desktop.services.staff_rows import StaffChanged
from desktop.services.troubles import Troubles
from desktop.services.undo import UndoShelf
from desktop.services.vault import Vault
from desktop.storage.database import Database
from desktop.system.events import EventBus
from desktop.system.logs import redact_also
from desktop.system.settings import Settings
from desktop.system.tasks import TaskSupervisor

_LOOKOUT, _FIND_PAGE = "lookout", "find-page"
_ASK_AGAIN = Backoff(first=5.0, limit=60.0)
_SOON = 2.0
"""The window waits so many seconds at most for the page of a token that was told without it."""


@dataclass(frozen=True, slots=True)
class ShopStation:
    """What a shop is opened with at this station: its data, its secrets, who was there last.

    `remember_staff` keeps a name for the next start; it may block and is called beside the loop.
    """

    database: Database
    vault: Vault
    staff: str | None = None
    remember_staff: Callable[[str | None], None] | None = None
    refresh_at_start: bool = False


class Shop:
    """The desks of one shop, public for the window. Used on the event loop's thread.

    `start` begins reading; `close` ends it, input first (architecture.md §3). The database stays open.
    """

    def __init__(
        self, settings: Settings, station: ShopStation, bus: EventBus, tasks: TaskSupervisor
    ) -> None:
        self._settings, self._station, self._bus, self._tasks = settings, station, bus, tasks
        self._database = database = station.database
        self._shelf = UndoShelf()
        self.troubles = Troubles()
        self._client: GraphClient | None = None
        self._open_now = Connected()
        self._errands = itertools.count(1)
        self._buyers: dict[int, BuyerDesk] = {}
        self._ends: list[Callable[[], None]] = []
        self.catalog = CatalogDesk(database, bus)
        self.broadcasts = Broadcasts(
            database, bus, tasks, staff=station.staff or settings.staff, undo_shelf=self._shelf
        )
        self.omni = OmniLink(
            database,
            bus,
            tasks,
            self.catalog,
            url=settings.omni_url,
            pictures=settings.profile.pictures,
            sellings=lambda: self.broadcasts.sellings,
        )
        self.broadcasts.before_deciding = self.omni.before_deciding
        self.connections = Connections(
            database,
            station.vault,
            bus,
            graph_url=settings.graph_url,
            graph_version=settings.graph_version,
            omni_url=settings.omni_url,
        )
        self.staff = StaffDesk(database, bus, at_desk=station.staff, remember=station.remember_staff)
        self.lives = LivesDesk(database, bus, wall_clock, self._graph, self._page)
        self.lookout = LiveLookout(database, bus, self.lives, self._graph)
        self.scripts = ScriptDesk(
            database, bus, wall_clock, self._page_name, self._graph, want_pictures=self.catalog.want
        )

    async def start(self) -> None:
        """Connect with what is kept, follow what runs, look out for lives. Raises StorageError."""
        self._ends = [
            self._bus.subscribe(Connected, self._connected),
            self._bus.subscribe(StaffChanged, lambda change: self._serve(change.at_desk)),
        ]
        if self._settings.told_staff is not None:
            with suppress(UserFault):  # A name that cannot be one: the button says that nobody is chosen.
                await self.staff.be_at_desk(self._settings.told_staff)
        try:
            await self._use(await self.connections.access(), refresh=self._station.refresh_at_start)
        except UserFault as fault:  # The kept tokens cannot be read: they are pasted anew.
            self.troubles.say_tokens(str(fault))
        else:
            finding = self._tasks.spawn(_FIND_PAGE, self._find_page())
            await asyncio.wait({finding}, timeout=_SOON)
        await self.broadcasts.start()
        self._tasks.supervise(_LOOKOUT, self.lookout.run)

    async def campaign(self, campaign_id: int) -> tuple[CampaignDesk, BuyerDesk]:
        """The desks of a campaign, always the same ones; its live is read from now on."""
        live = await self.broadcasts.follow(campaign_id)
        self.catalog.want(live.selling.products)
        if campaign_id not in self._buyers:
            self._buyers[campaign_id] = BuyerDesk(
                self._database,
                self._bus,
                live.selling,
                staff=live.staff,
                undo_shelf=self._shelf,
            )
        return live, self._buyers[campaign_id]

    @property
    def running(self) -> int | None:
        """The newest campaign that is being read now; None where none is."""
        return max((selling.campaign for selling in self.broadcasts.sellings), default=None)

    async def close(self) -> None:
        """Stop the input, finish what is in hand, close the clients."""
        for end in self._ends:
            end()
        await self.broadcasts.shutdown()
        await self._tasks.stop(_LOOKOUT)
        await self._tasks.stop(_FIND_PAGE)
        await self.omni.close()
        if self._client is not None:
            await self._client.aclose()

    def _graph(self) -> GraphClient | None:
        return self._client

    def _page(self) -> ConnectedPage | None:
        page = self._open_now.page
        return None if page is None else ConnectedPage(page.id, page.name)

    def _page_name(self) -> tuple[str, str] | None:
        page = self._open_now.page
        return None if page is None else (page.id, page.name)

    def _serve(self, name: str | None) -> None:
        """Somebody else is at the desk."""
        self.broadcasts.set_staff(name)
        for desk in self._buyers.values():
            desk.staff = name

    def _connected(self, connected: Connected) -> None:
        self._tasks.spawn(f"connect {next(self._errands)}", self._use(connected, refresh=True))

    async def _find_page(self) -> None:
        """The environment may tell a token of an unknown page: ask Facebook whose it is, until it answers."""
        failures = 0
        while not await self._has_found_page():
            failures += 1
            await asyncio.sleep(_ASK_AGAIN.delay(failures))

    async def _has_found_page(self) -> bool:
        try:
            await self.connections.find_page()
            await self._use(await self.connections.access(), refresh=False)
        except UserFault as fault:
            self.troubles.say_tokens(str(fault))
            return False
        return True

    def _tell_clock(self, server_time: int) -> None:
        self.troubles.say_clock(clock_complaint(wall_clock() - server_time))

    async def _use(self, connected: Connected, *, refresh: bool) -> None:
        """Go over to what is connected now; what stayed the same is not disturbed."""
        if connected.page is not None:
            self.troubles.say_tokens("")
        before, self._open_now = self._open_now, connected
        redact_also(secret.reveal() for secret in _secrets_of(connected))
        if connected.page != before.page:
            await self._read_page(before.page, connected.page)
        if connected.omni != before.omni:
            await self.omni.use(connected.omni.token.reveal() if connected.omni else None, refresh=refresh)
        self.lookout.wake()

    async def _read_page(self, before: PageAccess | None, page: PageAccess | None) -> None:
        """With a new token of the same page the same client goes on, at once."""
        if self._client is not None and _is_same_access(before, page) and page is not None:
            self._client.use_token(page.token)
            self.broadcasts.use_token(page.token)
            return
        left, self._client = self._client, self._client_of(page)
        await self.broadcasts.use_client(self._client, page.id if page else None)
        if left is not None:
            await left.aclose()

    def _client_of(self, page: PageAccess | None) -> GraphClient | None:
        if page is None:
            return None
        settings = self._settings
        client = graph_client(
            settings.graph_url, page.token.reveal(), settings.graph_version, page.app_secret
        )
        client.on_server_time = self._tell_clock
        return client


def _secrets_of(connected: Connected) -> Iterator[Secret]:
    if connected.page is not None:
        yield connected.page.token
        if connected.page.app_secret is not None:
            yield connected.page.app_secret
    if connected.omni is not None:
        yield connected.omni.token


def _is_same_access(before: PageAccess | None, page: PageAccess | None) -> bool:
    """Whether two accesses differ in nothing but the token and the page's name."""
    if before is None or page is None:
        return False
    nothing = Secret("")
    return replace(before, token=nothing, name="") == replace(page, token=nothing, name="")
