"""The catalogue against the stand-in for Omni, over real sockets, with a clock on which nothing has to wait.

The sandbox, the client, its queue and the services all live by this clock: a wait makes it jump.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import httpx

from desktop.clients.omni.client import OmniClient
from desktop.clients.secret import Secret
from desktop.domain.catalog import CatalogFilter
from desktop.domain.comments import Author, Comment
from desktop.sandbox.scenario import Scenario, parse
from desktop.sandbox.server import RunningSandbox, serve
from desktop.services.catalog import CatalogDesk
from desktop.services.catalog_refresh import CatalogRefresh
from desktop.services.catalog_rows import CatalogChange, CatalogRow, RefreshProgress, RefreshState
from desktop.services.live_rows import ChangeSet
from desktop.services.selling import Selling, load, start_campaign
from desktop.services.stock_reading import StockReader
from desktop.storage.database import Database
from desktop.system.events import EventBus
from desktop.system.tasks import TaskSupervisor

PAGE, LIVE = "1001", "7700"
SALE = (
    {"sku": "AO-KEM-M", "product": "Áo len", "variant": "Kem / M", "options": ["Kem", "M"], "price": 299000,
     "keywords": ["A01"], "stock": 34},
    {"sku": "AO-DEN-L", "product": "Áo len", "variant": "Đen / L", "options": ["Đen", "L"], "price": 299000,
     "keywords": ["A01"], "stock": 5},
    {"sku": "NEN", "product": "Nến thơm quế", "price": 99000, "keywords": ["B05"], "stock": 0},
    {"sku": "QUA", "product": "Quà kèm", "price": 0, "keywords": ["Q9"], "stock": 5, "tracked": False},
)  # fmt: skip
WITHIN = 20.0


class StageClock:
    """Real time plus what was waited for; used by the client (Clock) and as the sandbox's wall."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def wall(self) -> float:
        return time.time() + self.ahead

    def now(self) -> int:
        return round(self.wall() * 1000)

    def monotonic(self) -> float:
        return time.monotonic() + self.ahead

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        await asyncio.sleep(0)
        if not event.is_set():
            self.ahead += seconds
        return event.is_set()

    def step(self, seconds: float) -> None:
        self.ahead += seconds


@dataclass(slots=True)
class Stage:
    """A shop's program and the Omni that it reads."""

    sandbox: RunningSandbox
    database: Database
    client: OmniClient
    http: httpx.AsyncClient
    clock: StageClock
    bus: EventBus
    tasks: TaskSupervisor
    refresh: CatalogRefresh
    desk: CatalogDesk
    sellings: list[Selling]
    told: list[RefreshProgress] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    async def control(self, path: str, **body: Any) -> Any:
        """POST to the sandbox's control, which must take it."""
        answer = await self.http.post(f"{self.sandbox.announcement['control']}/{path}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def fault(self, kind: str, target: str = "omni.products", **more: Any) -> None:
        await self.control("fault", target=target, kind=kind, **more)

    async def calls(self, path: str = "") -> list[str]:
        """The targets of Omni's calls so far."""
        answer = await self.http.get(f"{self.sandbox.announcement['control']}/log")
        return [str(row["path"]) for row in answer.json()["requests"] if path in str(row["path"])]

    async def refreshed(self) -> RefreshProgress:
        """Press *Cập nhật* and wait for the end."""
        self.desk.start_refresh()
        return await self.ended()

    async def ended(self) -> RefreshProgress:
        """Wait until the refresh under way has ended in some way."""
        over = asyncio.Event()

        def follow(change: CatalogChange) -> None:
            if change.progress and change.progress.state is not RefreshState.RUNNING:
                over.set()

        end_following = self.desk.subscribe(follow)
        if self.desk.progress().state is RefreshState.RUNNING:
            await asyncio.wait_for(over.wait(), WITHIN)
        end_following()
        return self.desk.progress()

    async def until(self, done: int) -> None:
        """Wait until a refresh has got so far."""
        reached = asyncio.Event()

        def follow(change: CatalogChange) -> None:
            if change.progress and change.progress.done >= done:
                reached.set()

        end_following = self.desk.subscribe(follow)
        await asyncio.wait_for(reached.wait(), WITHIN)
        end_following()

    async def row(self, sku: str) -> CatalogRow:
        detail = await self.desk.detail(sku)
        assert detail is not None, sku
        return detail.row

    async def rows(self, search: str = "", chip: CatalogFilter = CatalogFilter.ALL) -> list[str]:
        page = await self.desk.page(search, chip, None, 0, 10_000)
        return [row.sku for row in page.rows]

    def sell(self, *products: dict[str, Any], **rules: Any) -> Selling:
        """A campaign that sells these; it runs from now on."""
        script = {"page_id": PAGE, "products": list(products) or [dict(row) for row in SALE], **rules}
        campaign = self.database.write_sync(start_campaign, script, live_video_id=None, now=self.clock.now())
        self.sellings.append(self.database.read_sync(load, campaign))
        return self.sellings[-1]

    def comment(self, number: int, message: str, who: str = "u1") -> Comment:
        return Comment(f"c{number}", message, self.clock.now(), Author(who, f"Khách {who}"), raw="{}")


def scenario(filler: int, products: Sequence[dict[str, Any]]) -> Scenario:
    raw = {
        "name": "thử", "seed": 7, "page": {"id": PAGE, "name": "Tiệm Mây"}, "script": {}, "comments": [],
        "live": {"id": LIVE, "video_id": "8800", "title": "Xả kho", "duration": 36_000},
    }  # fmt: skip
    script = {"products": [dict(row) for row in products]}
    return replace(parse(raw), script=script, filler_products=filler)


@asynccontextmanager
async def opened(
    filler: int = 0, products: Sequence[dict[str, Any]] = SALE, database: Database | None = None
) -> AsyncIterator[Stage]:
    """A shop in Omni with these products and so many others, and a program that knows none of them yet."""
    clock = StageClock()
    async with (
        await serve(scenario(filler, products), wall=clock.wall) as sandbox,
        httpx.AsyncClient(timeout=10, trust_env=False, verify=False) as http,
        program(sandbox, http, clock, database) as stage,
    ):
        yield stage


@asynccontextmanager
async def program(
    sandbox: RunningSandbox, http: httpx.AsyncClient, clock: StageClock, database: Database | None = None
) -> AsyncIterator[Stage]:
    """The program alone, on a database of its own where none is given: how it starts and ends."""
    kept = database or Database.open(None)
    told = sandbox.announcement
    bus, tasks, sellings = EventBus(), TaskSupervisor(), list[Selling]()
    try:
        async with OmniClient(told["omni"], Secret(told["omni_token"]), clock=clock) as client:
            reader = StockReader(kept, client, clock=clock.now)
            refresh = CatalogRefresh(kept, client, reader, bus, tasks, sellings=lambda: sellings, clock=clock)
            desk = CatalogDesk(kept, bus, refresh, clock=clock.now)
            stage = Stage(sandbox, kept, client, http, clock, bus, tasks, refresh, desk, sellings)
            bus.subscribe(CatalogChange, lambda c: stage.told.append(c.progress) if c.progress else None)
            bus.subscribe(ChangeSet, lambda change: stage.changed.extend(change.products_changed))
            yield stage
            await tasks.shutdown()
    finally:
        if database is None:
            kept.close()
