"""Taking a live's comments into the database (architecture.md §2): batches, retries, revisions, the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from desktop.clients.graph.comment_source import CommentBatch
from desktop.domain.capture.outcome import Outcome
from desktop.domain.comments import Author, Comment
from desktop.services import live
from desktop.services.listening import open_campaign
from desktop.services.live import Handled, LiveListener, changes_of
from desktop.services.selling import Selling, resume_campaign
from desktop.storage import campaigns, comments, stock
from desktop.storage.database import Database
from desktop.storage.errors import DiskFullError
from desktop.storage.transaction import Transaction

NOW = 1_795_266_000_000
LIVE = "7700"


def script(*keywords: str, open_sale: int | None = 6, **rules: Any) -> dict[str, Any]:
    products = [
        {"sku": word, "price": 1_000, "keywords": [word], "open_sale": open_sale} for word in keywords
    ]
    return {"products": products} | rules


def comment(number: int, message: str = "B05 0912345678", buyer: int | None = None) -> Comment:
    author = Author(f"u{number if buyer is None else buyer}", "Lan")
    return Comment(f"c{number:04}", message, NOW + number, author)


def batch(*rows: Comment, watermark: int = NOW) -> CommentBatch:
    return CommentBatch(rows, watermark, page_filled=False)


async def given(*batches: CommentBatch) -> AsyncGenerator[CommentBatch, None]:
    for one in batches:
        yield one


class FailingDatabase:
    """A database whose next writes find the disk full; it counts them."""

    def __init__(self, database: Database, failures: int) -> None:
        self._database, self.failures = database, failures
        self.writes = 0
        self.wrote = asyncio.Event()

    async def write(self, fn: Callable[..., Any], *args: Any) -> Any:
        self.writes += 1
        if self.failures:
            self.failures -= 1
            raise DiskFullError(Path("shop.db"))
        result = await self._database.write(fn, *args)
        self.wrote.set()
        return result

    async def read(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return await self._database.read(fn, *args, **kwargs)


class Station:
    """A listener with everything it said, in order."""

    def __init__(self, database: Any, selling: Selling, batches: AsyncGenerator[CommentBatch, None]) -> None:
        self.handled: list[Handled] = []
        self.said: list[str] = []
        self.now = NOW
        self._news = asyncio.Event()
        self.listener = LiveListener(
            database,
            selling,
            batches,
            on_handled=lambda handled: self._note(self.handled, handled),
            on_fault=lambda sentence: self._note(self.said, sentence),
            clock=lambda: self.now,
        )

    @property
    def told(self) -> list[str]:
        return [result.comment for handled in self.handled for result in handled.results]

    def _note(self, where: list[Any], what: object) -> None:
        where.append(what)
        self._news.set()

    async def until(self, done: Callable[[], Any]) -> None:
        """Wait until what it said makes this true."""
        async with asyncio.timeout(5):
            while not done():
                self._news.clear()
                await self._news.wait()

    async def run(self) -> None:
        async with asyncio.timeout(10):
            await self.listener.run()


@pytest.fixture
def database() -> Iterator[Database]:
    opened = Database.open(None)
    yield opened
    opened.close()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries again at once."""
    monkeypatch.setattr(live, "_RETRY_FIRST", 0.001)


def begun(database: Database, raw: dict[str, Any] | None = None) -> Selling:
    selling, _ = database.write_sync(open_campaign, raw or script("B05"), LIVE, page_id="1001", now=NOW)
    return selling


def stored(database: Database) -> list[str]:
    return [row.id for row in database.read_sync(comments.of_campaign, 1)]


def watermark(database: Database) -> int:
    return int(database.read_sync(campaigns.get, 1).watermark)


async def test_a_batch_is_one_transaction_and_told_after_it(database: Database) -> None:
    """architecture.md §2: nothing is shown as done before its commit."""
    station = Station(database, begun(database), given(batch(comment(1), comment(2), watermark=NOW + 9)))
    seen: list[tuple[list[str], int]] = []
    station.listener._on_handled = lambda handled: seen.append((stored(database), watermark(database)))
    await station.run()
    assert seen == [(["c0001", "c0002"], NOW + 9)]


async def test_a_large_batch_goes_in_parts_of_500_and_the_watermark_with_the_last(database: Database) -> None:
    """architecture.md §2: at most 500 at once; a crash between two parts reads all of it again."""
    rows = [comment(number, "đẹp quá") for number in range(1_201)]
    station = Station(database, begun(database), given(batch(*rows, watermark=NOW + 5_000)))
    marks: list[int] = []
    station.listener._on_handled = lambda handled: (
        marks.append(watermark(database)),
        station.handled.append(handled),
    )
    await station.run()
    assert [len(handled.results) for handled in station.handled] == [500, 500, 201]
    assert marks == [0, 0, NOW + 5_000] and len(stored(database)) == 1_201


async def test_a_full_disk_is_told_and_tried_until_it_is_stored(database: Database, quick: None) -> None:
    """No batch is given up; the fault is taken back when the next write succeeds."""
    selling = begun(database)
    failing = FailingDatabase(database, failures=3)
    station = Station(failing, selling, given(batch(comment(1)), batch(comment(2))))
    await station.run()
    assert stored(database) == station.told == ["c0001", "c0002"]
    assert len(station.said) == 4 and station.said[-1] == "" and "đã đầy" in station.said[0]
    assert failing.writes == 5


async def test_stopped_while_the_disk_is_full_it_ends_with_the_fault(database: Database, quick: None) -> None:
    """What could not be stored was not told, and the watermark stands where it was."""
    station = Station(FailingDatabase(database, failures=10**6), begun(database), given(batch(comment(1))))
    running = asyncio.ensure_future(station.run())
    await station.until(lambda: station.said)
    station.listener.stop()
    with pytest.raises(DiskFullError):
        await running
    assert station.told == [] == stored(database) and watermark(database) == 0


async def test_a_script_that_changes_meanwhile_makes_the_batch_be_read_again(database: Database) -> None:
    """architecture.md §2: if the script's revision changed meanwhile the batch is read again."""
    selling = begun(database)
    changed = script("B05", "D02")
    database.write_sync(lambda tx: resume_campaign(tx, selling.campaign, changed, now=NOW))
    rows = (comment(1, "D02 0912345678"), comment(2, "B05 0912345679"))
    station = Station(database, selling, given(batch(*rows)))
    await station.run()
    assert [result.outcome for result in station.handled[0].results] == [Outcome.ORDERED] * 2
    assert station.listener.selling.revision == selling.revision + 1
    assert database.read_sync(stock.recount, 1) == []


@asynccontextmanager
async def waiting(station: Station, *works: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run `works` beside the test until the listener is stopped."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        yield
    finally:
        station.listener.stop()
        await asyncio.wait_for(asyncio.gather(*tasks), 10)


async def test_stop_ends_a_listener_that_waits_and_closes_its_source(database: Database) -> None:
    closed = asyncio.Event()

    async def silent() -> AsyncGenerator[CommentBatch, None]:
        try:
            yield batch(comment(1))
            await asyncio.Event().wait()
        finally:
            closed.set()

    station = Station(database, begun(database), silent())
    async with waiting(station, station.listener.run()):
        await station.until(lambda: station.told)
    assert closed.is_set() and stored(database) == ["c0001"]


async def test_stopped_before_it_ran_it_takes_nothing(database: Database) -> None:
    async with aclosing(given(batch(comment(1)))) as batches:
        station = Station(database, begun(database), batches)
        station.listener.stop()
        await station.run()
    assert stored(database) == []


async def test_holds_run_out_while_nobody_writes(database: Database) -> None:
    """product.md §2.7, §3: a hold that runs out frees its units at once, comment or no comment."""
    selling = begun(database, script("B05", hold_minutes=1))
    station = Station(database, selling, given(batch(comment(1, "B05 x4"))))
    await station.run()
    assert reserved(database) == 4
    station.now += 61_000
    async with waiting(station, station.listener.keep_time()):
        await station.until(lambda: len(station.handled) == 2)
    assert reserved(database) == 0
    assert station.handled[1].changes.products_changed == ("B05",) and station.handled[1].results == ()


async def test_time_that_passes_without_holds_changes_nothing(database: Database) -> None:
    watched = FailingDatabase(database, failures=0)
    station = Station(watched, begun(database), given())
    async with waiting(station, station.listener.keep_time()):
        await asyncio.wait_for(watched.wrote.wait(), 5)
    assert station.handled == [] == station.said


def reserved(database: Database) -> int:
    figures = database.read_sync(stock.open_sale, 1, "B05")
    assert figures is not None
    return figures.reserved


async def test_what_changed_names_comments_and_every_product_touched(
    database: Database,
) -> None:
    """architecture.md §2: a ChangeSet holds ids; a comment that came before is a change, not an addition."""
    selling = begun(database, script("B05", "D02"))
    rows = (comment(1, "B05 x2 0912345678"), comment(2, "hello"), comment(1, "B05 x2 0912345678"))
    station = Station(database, selling, given(batch(*rows)))
    await station.run()
    changes = changes_of(station.handled[0].results)
    assert changes.comments_added == ("c0001", "c0002") and changes.comments_changed == ("c0001",)
    assert changes.products_changed == ("B05",) and changes.campaign_changed
    lag = station.handled[0].changes.write_lag
    assert lag is not None and lag >= 0


def test_a_live_the_database_knows_is_resumed(database: Database) -> None:
    """contracts.md §4: counters, open sale and watermark go on; the script's words hold from now on."""
    first, mark = database.write_sync(open_campaign, script("B05"), LIVE, page_id="1001", now=NOW)
    assert mark is None

    def sell(tx: Transaction) -> None:
        stock.set_open_sale(tx, first.campaign, "B05", 99)
        campaigns.advance(tx, first.campaign, NOW, NOW + 7)

    database.write_sync(sell)
    again, mark = database.write_sync(
        open_campaign, script("B05", "D02", open_sale=1), LIVE, page_id="1001", now=NOW
    )
    assert (again.campaign, mark) == (first.campaign, NOW + 7) and again.revision == first.revision + 1
    assert open_sales(database, ("B05", "D02")) == [99, 1]


def open_sales(database: Database, skus: Iterable[str]) -> Sequence[int | None]:
    figures = [database.read_sync(stock.open_sale, 1, sku) for sku in skus]
    return [figure.open_sale if figure else None for figure in figures]
