"""A page with its lives in the sandbox, over real sockets, and the services that list and read them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from sandbox.stage import LIVE, PAGE, VIDEO

from desktop.clients.graph.client import GraphClient
from desktop.clients.graph.comment_source import Pace
from desktop.clients.graph.usage import Interval
from desktop.clients.http import Backoff
from desktop.clients.secret import Secret
from desktop.sandbox.scenario import parse
from desktop.sandbox.server import RunningSandbox, serve
from desktop.services import orders
from desktop.services.broadcasts import Broadcasts
from desktop.services.live import wall_clock
from desktop.services.live_rows import ChangeSet
from desktop.services.lives import LivesDesk
from desktop.services.lives_rows import CampaignBound, ConnectedPage, LifeRow, LivesChanged, Section
from desktop.services.selling import start_campaign
from desktop.storage import campaigns, comments
from desktop.storage.campaigns import CampaignRecord
from desktop.storage.database import Database
from desktop.system.events import EventBus
from desktop.system.tasks import TaskSupervisor

__all__ = ["LIVE", "PAGE", "VIDEO"]

HOUR = 3_600_000
SHOP = ConnectedPage(PAGE, "Tiệm thử")
QUICK = Pace(
    interval=Interval(active=0.02, quiet=0.02),
    backoff=Backoff(first=0.02, limit=0.1),
    sweep_every=0.2,
    look_quiet=0.02,
    look_busy=0.02,
    end_grace=0.3,
    relogin=0.1,
    relogin_later=30.0,
    refused=0.1,
)
WITHIN = 20.0


@dataclass(slots=True)
class Stage:
    """A shop's program and the Facebook that it reads. `page` None: none is connected."""

    sandbox: RunningSandbox
    http: httpx.AsyncClient
    client: GraphClient
    database: Database
    bus: EventBus
    tasks: TaskSupervisor
    page: ConnectedPage | None = SHOP
    skew: int = 0
    bound: list[CampaignBound] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        for kind in (CampaignBound, LivesChanged, ChangeSet):
            self.bus.subscribe(kind, lambda _: self._news.set())
        self.bus.subscribe(CampaignBound, self.bound.append)

    def clock(self) -> int:
        """The shop's PC, whose clock may be wrong by `skew` ms."""
        return wall_clock() + self.skew

    def desk(self) -> LivesDesk:
        return LivesDesk(
            self.database,
            self.bus,
            self.clock,
            lambda: self.client if self.page else None,
            lambda: self.page,
        )

    def broadcasts(self, **options: Any) -> Broadcasts:
        return Broadcasts(self.database, self.bus, self.tasks, pace=QUICK, clock=self.clock, **options)

    async def control(self, path: str, **body: Any) -> dict[str, Any]:
        """POST to the sandbox's control, which must take it."""
        answer = await self.http.post(f"{self.sandbox.announcement['control']}/{path}", json=body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def live(self, status: str = "LIVE", **values: Any) -> str:
        """A new live on the page; its id."""
        return str((await self.control("live", new=True, status=status, **values))["id"])

    async def say(self, message: str, who: str = "u1", live: str = LIVE) -> str:
        """A viewer comments; the comment's id."""
        author = {"id": who, "name": f"Khách {who}"}
        told = await self.control("comment", live_id=live, message=message, **{"from": author})
        return str(told["id"])

    def save(self, *, ago: int = 0, page: str | None = PAGE, live: str | None = None, **rules: Any) -> int:
        """A campaign saved so many milliseconds ago (below zero: still to come); its id."""
        product = {"sku": "KHAN", "product": "Khăn", "price": 1_000, "keywords": ["B05"]}
        script = {"name": "Xả kho", "products": [product]} | rules
        return int(
            self.database.write_sync(
                start_campaign, script, live_video_id=live, now=self.clock() - ago, page_id=page
            )
        )

    def campaign(self, campaign: int) -> CampaignRecord:
        return self.database.read_sync(campaigns.get, campaign)

    def stored(self, campaign: int) -> list[str]:
        """The ids of a campaign's comments, in order of arrival."""
        return [row.id for row in self.database.read_sync(comments.of_campaign, campaign)]

    def ordered(self) -> dict[str, int]:
        """Units by campaign's name and buyer."""
        listed = self.database.read_sync(orders.listed)
        return {f"{one.campaign} {one.buyer_id}": sum(line.quantity for line in one.lines) for one in listed}

    async def until(self, done: Callable[[], Any]) -> None:
        """Wait until an event of the program makes this true."""
        async with asyncio.timeout(WITHIN):
            while not done():
                self._news.clear()
                await self._news.wait()


def rows_of(rows: tuple[LifeRow, ...], section: Section) -> list[LifeRow]:
    return [row for row in rows if row.section is section]


@asynccontextmanager
async def staged() -> AsyncIterator[Stage]:
    """A page whose first live (LIVE) is on the air since now."""
    raw = {
        "name": "thử", "seed": 7, "page": {"id": PAGE, "name": SHOP.name}, "script": {}, "comments": [],
        "live": {"id": LIVE, "video_id": VIDEO, "title": "Xả kho sáng", "duration": 36_000},
    }  # fmt: skip
    database = Database.open(None)
    try:
        async with (
            await serve(parse(raw)) as sandbox,
            httpx.AsyncClient(timeout=10, trust_env=False, verify=False) as http,
            GraphClient(sandbox.announcement["graph"], Secret(sandbox.announcement["page_token"])) as client,
        ):
            stage = Stage(sandbox, http, client, database, EventBus(), TaskSupervisor())
            try:
                yield stage
            finally:
                await stage.tasks.shutdown()
    finally:
        database.close()
