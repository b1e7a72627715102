"""Omni's stock read anew, and a live that decides by it (product.md §3, `respect_stock`)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from catalog_stage import Stage, opened

from desktop.clients.graph.reading import CommentBatch
from desktop.clients.omni.product_feed import read_inventory
from desktop.domain.capture.outcome import Outcome
from desktop.services import orders
from desktop.services.captured import Captured
from desktop.services.live import Handled, LiveListener
from desktop.services.selling import Selling
from desktop.services.stock_reading import FreshStock, StockReader, ask, take_stock
from desktop.storage import catalog_sync, lines, stock

PHONE = "0912345678"
CANDLE = {"sku": "NEN", "product": "Nến", "price": 99_000, "keywords": ["B05"], "open_sale": 50}
RESPECT = {"respect_stock": True}


class Live:
    """A live that takes comments one by one and reads stock anew before it decides."""

    def __init__(self, stage: Stage, selling: Selling, within: float = 3.0) -> None:
        self.stage = stage
        self.comments: asyncio.Queue[CommentBatch] = asyncio.Queue()
        self.handled: asyncio.Queue[Handled] = asyncio.Queue()
        self.sent = 0
        reader = StockReader(stage.database, stage.client, clock=stage.clock.now)
        self.fresh = FreshStock(stage.database, reader, stage.bus, clock=stage.clock.now, within=within)
        self.listener = LiveListener(
            stage.database,
            selling,
            self._batches(),
            on_handled=self.handled.put_nowait,
            on_fault=lambda sentence: None,
            clock=stage.clock.now,
            before_deciding=self.fresh.before_deciding,
        )

    async def _batches(self) -> AsyncGenerator[CommentBatch, None]:
        while True:
            yield await self.comments.get()

    async def says(self, message: str, who: str = "u1") -> Captured:
        """A comment arrives; what became of it."""
        self.sent += 1
        comment = self.stage.comment(self.sent, message, who)
        self.comments.put_nowait(CommentBatch((comment,), self.stage.clock.now(), page_filled=False))
        handled = await asyncio.wait_for(self.handled.get(), 20)
        return handled.results[0]


@asynccontextmanager
async def live(stage: Stage, selling: Selling, within: float = 3.0) -> AsyncGenerator[Live, None]:
    running = Live(stage, selling, within)
    task = stage.tasks.spawn("live", running.listener.run())
    try:
        yield running
    finally:
        running.listener.stop()
        await asyncio.wait_for(task, 10)


async def levels_read(stage: Stage) -> int:
    return len(await stage.calls("/inventory_locations"))


async def test_a_reading_older_than_a_minute_is_taken_anew_before_the_decision() -> None:
    async with opened() as stage:
        selling = stage.sell(CANDLE, **RESPECT)
        await stage.refreshed()
        async with live(stage, selling) as running:
            assert (await running.says(f"B05 {PHONE}")).outcome is Outcome.OUT_OF_STOCK
            before = await levels_read(stage)
            await stage.control("stock", sku="NEN", quantity=3)
            assert (await running.says(f"B05 {PHONE}", "u2")).outcome is Outcome.OUT_OF_STOCK
            assert await levels_read(stage) == before  # A reading of less than a minute counts.
            stage.clock.step(61)
            assert (await running.says(f"B05 x2 {PHONE}", "u3")).outcome is Outcome.ORDERED
            assert await levels_read(stage) == before + 1
            assert (await running.says(f"B05 x2 {PHONE}", "u4")).outcome is Outcome.OUT_OF_STOCK
            assert "NEN" in stage.changed


async def test_exactly_what_the_batch_names_is_read() -> None:
    """Not what is on backorder, untracked, without limit, unknown to Omni, or not named."""
    async with opened() as stage:
        await stage.control("product", sku="AO-DEN-L", backorder=True)
        selling = stage.sell(
            CANDLE,
            {"sku": "AO-KEM-M", "price": 1, "keywords": ["A01"], "open_sale": 5},
            {"sku": "AO-DEN-L", "price": 1, "keywords": ["A02"], "open_sale": 5},
            {"sku": "QUA", "price": 1, "keywords": ["Q99"], "open_sale": 5, "tracked": False},
            {"sku": "RIENG", "price": 1, "keywords": ["R10"], "open_sale": 5},
            **RESPECT,
        )
        await stage.refreshed()
        stage.clock.step(61)
        async with live(stage, selling) as running:
            before = await levels_read(stage)
            for message in ("A02", "Q99", "R10", "shop ơi xinh quá"):
                await running.says(f"{message} {PHONE}", message)
            assert await levels_read(stage) == before
            await running.says(f"A01 {PHONE}")
            await running.says(f"A01 {PHONE}", "u2")
            assert await levels_read(stage) == before + 1
        aged = stage.database.read_sync(catalog_sync.stock_of, ["NEN", "AO-KEM-M"])
        assert (aged["NEN"].fetched_at or 0) < (aged["AO-KEM-M"].fetched_at or 0)


async def test_a_phone_that_completes_a_waiting_line_reads_its_stock() -> None:
    """§2.8: those whose line waits are decided by what is there now."""
    async with opened() as stage:
        selling = stage.sell(CANDLE, **RESPECT)
        await stage.refreshed()
        async with live(stage, selling) as running:
            assert (await running.says("B05")).outcome is Outcome.OUT_OF_STOCK
            await stage.control("stock", sku="NEN", quantity=3)
            stage.clock.step(61)
            assert (await running.says(f"số em đây {PHONE}")).outcome is Outcome.ORDERED


@pytest.mark.parametrize("rules", [{}, {"respect_stock": True, "mode": "manual"}])
async def test_where_stock_does_not_decide_nothing_is_read(rules: dict[str, Any]) -> None:
    async with opened() as stage:
        selling = stage.sell(CANDLE, **rules)
        await stage.refreshed()
        stage.clock.step(61)
        before = await levels_read(stage)
        async with live(stage, selling) as running:
            await running.says(f"B05 {PHONE}")
        assert await levels_read(stage) == before


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "status", "code": 403},
        {"kind": "status", "code": 429, "delay": 90.0},
        {"kind": "timeout"},
        {"kind": "html", "count": 9},
    ],
    ids=lambda fault: fault["kind"],
)
async def test_a_failed_reading_never_refuses_and_omni_is_left_alone_for_a_while(
    fault: dict[str, Any],
) -> None:
    async with opened() as stage:
        selling = stage.sell(CANDLE, **RESPECT)
        await stage.refreshed()
        stage.clock.step(61)
        await stage.fault(target="omni.inventory_locations", **fault)
        async with live(stage, selling, within=0.2) as running:
            assert (await running.says(f"B05 {PHONE}")).outcome is Outcome.ORDERED
            asked = await levels_read(stage)
            assert (await running.says(f"B05 {PHONE}", "u2")).outcome is Outcome.ORDERED
            assert await levels_read(stage) == asked


async def test_a_commenters_clock_ahead_of_ours_does_not_make_every_reading_stale() -> None:
    async with opened() as stage:
        selling = stage.sell(CANDLE, **RESPECT)
        await stage.refreshed()
        async with live(stage, selling) as running:
            stage.clock.step(300)  # Facebook's clock, as the comments show it …
            ahead = stage.comment(1, f"B05 {PHONE}")
            stage.clock.step(-300)  # … while this computer's goes five minutes slow.
            running.comments.put_nowait(CommentBatch((ahead,), stage.clock.now(), page_filled=False))
            handled = await asyncio.wait_for(running.handled.get(), 20)
            assert handled.results[0].outcome is Outcome.OUT_OF_STOCK


@pytest.mark.parametrize("waitlist", ["auto", "manual"])
async def test_new_stock_serves_who_waits_where_stock_counts(waitlist: str) -> None:
    async with opened() as stage:
        selling = stage.sell(CANDLE, **RESPECT, waitlist=waitlist)
        await stage.refreshed()
        async with live(stage, selling) as running:
            await running.says(f"B05 x2 {PHONE}")
        await stage.control("stock", sku="NEN", quantity=3)
        await stage.refreshed()
        waiting = stage.database.read_sync(lines.waitlist, selling.campaign, "NEN")
        counters = stage.database.read_sync(stock.open_sale, selling.campaign, "NEN")
        assert counters is not None
        assert (len(waiting), counters.reserved) == ((0, 2) if waitlist == "auto" else (1, 0))


async def test_before_a_comment_is_decided_those_who_wait_get_the_new_stock() -> None:
    async with opened() as stage:
        selling = stage.sell(CANDLE, **RESPECT, waitlist="auto")
        await stage.refreshed()
        async with live(stage, selling) as running:
            await running.says(f"B05 x2 {PHONE}")
            await stage.control("stock", sku="NEN", quantity=2)
            stage.clock.step(61)
            late = await running.says(f"B05 {PHONE}", "u2")
            assert late.outcome is Outcome.OUT_OF_STOCK and late.place == 1
            counters = stage.database.read_sync(stock.open_sale, selling.campaign, "NEN")
            assert counters and counters.reserved == 2


# --- readings and what was closed meanwhile --------------------------------------------------------------


async def ordered(stage: Stage, running: Live, quantity: int, who: str) -> Callable[[], None]:
    """Somebody has so many in the cart; what closes it."""
    result = await running.says(f"B05 x{quantity} {PHONE}", who)
    assert result.outcome is Outcome.ORDERED, result
    comment = result.comment

    def close() -> None:
        stage.database.write_sync(orders.close, running.listener.selling, comment, stage.clock.now())

    return close


async def test_units_closed_after_the_reading_began_stay_counted() -> None:
    async with opened() as stage:
        await stage.control("stock", sku="NEN", quantity=20)
        selling = stage.sell(CANDLE, **RESPECT)
        await stage.refreshed()
        async with live(stage, selling) as running:
            before, after = [await ordered(stage, running, n, f"u{n}") for n in (2, 3)]
            before()
            database = stage.database
            question = database.read_sync(ask, ["NEN"])
            inventory = await read_inventory(stage.client, list(question.ids.values()))
            after()  # While the answer is on its way.
            assert figure(stage).closed_since == 5
            now = stage.clock.now()
            database.write_sync(take_stock, question, question.places, inventory, inventory.read_at, [], now)
            assert (figure(stage).stock, figure(stage).closed_since) == (20, 3)


async def test_an_older_reading_never_replaces_a_newer_one() -> None:
    async with opened() as stage:
        await stage.refreshed()
        database = stage.database
        question = database.read_sync(ask, ["NEN"])
        old = await read_inventory(stage.client, list(question.ids.values()))
        await stage.control("stock", sku="NEN", quantity=8)
        stage.clock.step(1)
        await StockReader(database, stage.client, clock=stage.clock.now).read(["NEN"])
        now = stage.clock.now()
        taken = database.write_sync(take_stock, question, question.places, old, old.read_at, [], now)
        assert taken.skus == () and figure(stage).stock == 8
        # Unless that was made by a clock that has been put back since.
        stage.clock.step(-7200)
        await stage.control("stock", sku="NEN", quantity=4)
        await StockReader(database, stage.client, clock=stage.clock.now).read(["NEN"])
        assert figure(stage).stock == 4


async def test_after_two_readings_at_once_nothing_closed_is_forgotten() -> None:
    """Which of them knew of it is not sure: it stays counted until the next reading."""
    async with opened() as stage:
        await stage.control("stock", sku="NEN", quantity=20)
        selling = stage.sell(CANDLE, **RESPECT)
        await stage.refreshed()
        async with live(stage, selling) as running:
            close_first, close_second = [await ordered(stage, running, n, f"u{n}") for n in (2, 3)]
            close_first()
            database = stage.database
            asked = [database.read_sync(ask, ["NEN"]) for _ in range(2)]
            read = []
            for question in asked:
                read.append(await read_inventory(stage.client, list(question.ids.values())))
                stage.clock.step(1)
            now = stage.clock.now()
            for question, inventory, between in zip(asked, read, (close_second, lambda: None), strict=True):
                database.write_sync(
                    take_stock, question, question.places, inventory, inventory.read_at, [], now
                )
                between()
            assert figure(stage).closed_since == 3


async def test_goods_on_the_road_are_not_for_sale() -> None:
    async with opened() as stage:
        await stage.refreshed()
        places = stage.database.read_sync(catalog_sync.places)
        closed = [catalog_sync.Place(p.id, p.name, p.name != "Kho Hoàn Kiếm") for p in places]
        stage.database.write_sync(catalog_sync.set_places, closed)
        question = stage.database.read_sync(ask, ["AO-KEM-M"])
        inventory = await read_inventory(stage.client, list(question.ids.values()))
        now = stage.clock.now() + 1
        stage.database.write_sync(take_stock, question, question.places, inventory, now, [], now)
        row = await stage.row("AO-KEM-M")
        assert (row.stock, row.available) == (11, 11)
        detail = await stage.desk.detail("AO-KEM-M")
        assert detail and sum(level.available for level in detail.levels) == 34


def figure(stage: Stage) -> stock.StockFigure:
    found = stage.database.read_sync(stock.stock_figure, "NEN")
    assert found is not None
    return found
