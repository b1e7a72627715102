"""The seed case (issue 3): sold out by Omni's figure, restocked in Omni, the next order comment is an order.

The program's parts are put together as for the window. Graph and Omni are the stand-ins, over real sockets;
the program's clock can be put ahead, so that a minute takes no minute.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from desktop.clients.clock import SystemClock
from desktop.clients.graph.client import GraphClient
from desktop.clients.graph.comment_source import CommentSource
from desktop.clients.graph.reading import Pace
from desktop.clients.graph.usage import Interval
from desktop.clients.omni.client import OmniClient
from desktop.clients.secret import Secret
from desktop.domain.capture.outcome import Outcome
from desktop.sandbox.scenario import parse
from desktop.sandbox.server import RunningSandbox, serve
from desktop.services.captured import Captured
from desktop.services.catalog import CatalogDesk
from desktop.services.catalog_refresh import CatalogRefresh
from desktop.services.catalog_rows import CatalogChange, RefreshState
from desktop.services.listening import open_campaign
from desktop.services.live import Handled, LiveListener
from desktop.services.live_desk import CampaignDesk
from desktop.services.stock_reading import FreshStock, StockReader
from desktop.storage import stock
from desktop.storage.database import Database
from desktop.system.events import EventBus
from desktop.system.tasks import TaskSupervisor

WITHIN = 20.0
QUICK = Pace(interval=Interval(active=0.1, quiet=0.1))
PHONE = "0912345678"
SCRIPT: dict[str, Any] = {
    "name": "Xả kho áo len",
    "page_id": "1001",
    "respect_stock": True,
    "messages": {"out_of_stock": ["{short} hết rồi"], "cart": ["Đã ghi {lines}"]},
    "products": [
        {"sku": "KHAN", "product": "Khăn choàng", "price": 149_000, "keywords": ["B05"], "open_sale": 20,
         "stock": 0},
        {"sku": "TUI", "product": "Túi tote", "price": 99_000, "keywords": ["D02"], "open_sale": 20,
         "stock": 9},
    ],
}  # fmt: skip


class ShiftedClock(SystemClock):
    """The computer's clock, so many milliseconds ahead."""

    ahead = 0

    def now(self) -> int:
        return super().now() + self.ahead


@dataclass(slots=True)
class Program:
    """The program while a live runs, and what became of the comments."""

    sandbox: RunningSandbox
    http: httpx.AsyncClient
    database: Database
    desk: CatalogDesk
    campaign: int
    clock: ShiftedClock
    results: dict[str, Captured] = field(default_factory=dict)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    def note(self, handled: Handled) -> None:
        self.results |= {result.comment: result for result in handled.results}
        self.came.set()

    async def control(self, path: str, **body: Any) -> Any:
        answer = await self.http.post(f"{self.sandbox.announcement['control']}/{path}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def says(self, message: str, who: str) -> Captured:
        """Somebody comments on Facebook; what becomes of it here."""
        author = {"id": who, "name": f"Khách {who}"}
        comment = str((await self.control("comment", message=message, **{"from": author}))["id"])
        async with asyncio.timeout(WITHIN):
            while comment not in self.results:
                self.came.clear()
                await self.came.wait()
        return self.results[comment]

    async def press_refresh(self) -> tuple[str, ...]:
        """*Cập nhật thông tin sản phẩm*; what it says has changed."""
        over = asyncio.Event()

        def follow(change: CatalogChange) -> None:
            if change.progress and change.progress.state is not RefreshState.RUNNING:
                over.set()

        end_following = self.desk.subscribe(follow)
        self.desk.start_refresh()
        await asyncio.wait_for(over.wait(), WITHIN)
        end_following()
        assert self.desk.progress().state is RefreshState.DONE, self.desk.progress().message
        return self.desk.progress().changes

    async def stock_readings(self) -> int:
        log = (await self.http.get(f"{self.sandbox.announcement['control']}/log")).json()
        return sum(request["target"] == "omni.inventory_locations" for request in log["requests"])

    def reserved(self, sku: str) -> int:
        counters = self.database.read_sync(stock.open_sale, self.campaign, sku)
        assert counters is not None
        return counters.reserved


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Program]:
    scenario = parse(
        {
            "name": "seed", "seed": 7, "page": {"id": "1001", "name": "Tiệm Mây"}, "script": SCRIPT,
            "comments": [], "filler_products": 30,
            "live": {"id": "7700", "video_id": "8800", "title": "Xả kho", "duration": 36_000},
        }
    )  # fmt: skip
    clock, bus, tasks = ShiftedClock(), EventBus(), TaskSupervisor()
    async with (
        await serve(scenario) as sandbox,
        httpx.AsyncClient(timeout=10, trust_env=False, verify=False) as http,
        OmniClient(
            sandbox.announcement["omni"], Secret(sandbox.announcement["omni_token"]), clock=clock
        ) as omni,
    ):
        told = sandbox.announcement
        database = Database.open(folder / "shop.db")
        selling, _ = await database.write(open_campaign, SCRIPT, "7700", page_id="1001", now=clock.now())
        reader = StockReader(database, omni, clock=clock.now)
        refresh = CatalogRefresh(database, omni, reader, bus, tasks, sellings=lambda: [selling], clock=clock)
        catalog = CatalogDesk(database, bus, refresh, clock=clock.now)
        program = Program(sandbox, http, database, catalog, selling.campaign, clock)
        live_desk = CampaignDesk(database, bus, selling, page_name="Tiệm Mây")
        graph = GraphClient(told["graph"], Secret(told["page_token"]), version="v26.0")
        source = CommentSource(graph, told["live_video_id"], from_start=True, pace=QUICK)
        fresh = FreshStock(database, reader, bus, clock=clock.now)

        def handled(batch: Handled) -> None:
            live_desk.show_handled(batch)
            program.note(batch)

        listener = LiveListener(
            database,
            selling,
            source.batches(),
            on_handled=handled,
            on_fault=live_desk.show_fault,
            clock=clock.now,
            before_deciding=fresh.before_deciding,
        )
        reading = tasks.spawn("live", listener.run())
        try:
            yield program
        finally:
            listener.stop()
            await asyncio.wait_for(reading, 10)
            await tasks.shutdown()
            await graph.aclose()
            await database.aclose()


async def sold_out(program: Program) -> None:
    """Where both cases begin: Omni has none, so a comment with keyword and phone is told so."""
    await program.press_refresh()
    first = await program.says(f"B05 {PHONE}", "u1")
    assert (first.outcome, first.place) == (Outcome.OUT_OF_STOCK, 1) and "out_of_stock" in first.replies
    other = await program.says(f"D02 {PHONE}", "u1")
    assert other.outcome is Outcome.ORDERED  # What Omni has is sold meanwhile.
    assert await program.control("stock", sku="KHAN", quantity=12)


async def test_restocked_in_omni_and_refreshed_the_next_comment_is_an_order(tmp_path: Path) -> None:
    async with running(tmp_path) as program:
        await sold_out(program)
        assert await program.press_refresh() == ("B05: tồn 0 → 12",)
        asked = await program.stock_readings()
        bought = await program.says(f"B05 x2 {PHONE}", "u2")
        assert (bought.outcome, bought.unfilled) == (Outcome.ORDERED, ())
        assert program.reserved("KHAN") == 2 and bought.order is not None
        assert await program.stock_readings() == asked  # The figure just read is good for a minute.


async def test_restocked_in_omni_without_a_refresh_the_reading_is_taken_anew_after_a_minute(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as program:
        await sold_out(program)
        assert (await program.says(f"B05 x2 {PHONE}", "u2")).outcome is Outcome.OUT_OF_STOCK
        asked = await program.stock_readings()
        program.clock.ahead = 61_000
        bought = await program.says(f"B05 x2 {PHONE}", "u3")
        assert (bought.outcome, program.reserved("KHAN")) == (Outcome.ORDERED, 2)
        assert await program.stock_readings() == asked + 1


async def test_open_sale_is_still_the_most_that_is_sold(tmp_path: Path) -> None:
    """§3: a refresh never touches open sale, and a line fits both figures or none."""
    async with running(tmp_path) as program:
        await sold_out(program)
        await program.control("stock", sku="KHAN", quantity=100)
        await program.press_refresh()
        assert (await program.says(f"B05 x19 {PHONE}", "u2")).outcome is Outcome.ORDERED
        assert (await program.says(f"B05 x2 {PHONE}", "u3")).outcome is Outcome.OUT_OF_STOCK
        assert (await program.says(f"B05 {PHONE}", "u4")).outcome is Outcome.ORDERED
        assert program.reserved("KHAN") == 20
