"""One reading of Omni's catalogue (product.md §3), as `catalog_refresh` runs it.

First the stock of what is on sale, for somebody waits for that; then the products that changed since the last
time, page by page, each in one transaction, and the stock of what is new among them; then all other stock, 50
variants a call. How far it got is stored with every page, so that a reading that was stopped, failed or cut
off goes on there. Omni does not tell what it deleted: fewer products there than here mean that the list is
read once more, and what is missing in it is gone.
"""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from desktop.clients.clock import Clock
from desktop.clients.omni.client import PAGE_LIMIT, OmniClient
from desktop.clients.omni.product_feed import ProductPage, read_products
from desktop.services.catalog_changes import ChangeLog
from desktop.services.catalog_page import ArrivingProduct, Taken, arriving, remove_variants, take_products
from desktop.services.catalog_rows import RefreshProgress, RefreshState
from desktop.services.live_rows import ChangeSet
from desktop.services.selling import Selling
from desktop.services.stock_reading import StockReader
from desktop.storage import catalog, catalog_sync
from desktop.storage.catalog_sync import Standing
from desktop.storage.database import Database
from desktop.storage.transaction import Transaction

SHOWN_CHANGES = 20
RECENT = 15 * 60_000
"""A reading that goes on within this time (milliseconds) need not read again the stock it read before."""
_AT_ONCE = 200  # variants marked as gone in one transaction: a live writes too

Show = Callable[[ChangeSet, RefreshProgress], None]


def standing_of(tx: Transaction) -> Standing | None:
    """How far the newest reading got, in variants; None where none ever began."""
    last = catalog_sync.newest_standing(tx)
    if last is None or last.finished_at is not None:
        return last
    done = sum(_is_done(row, last.started_at) for row in catalog_sync.live(tx))
    return replace(last, done=done)


def begin(tx: Transaction, resource: str, now: int) -> Standing:
    """Begin anew after a finished reading, or go on; `started_at` is since when a reading of stock counts."""
    last = catalog_sync.standing(tx, resource)
    if last is None:
        last = Standing(None, 0, 0, None, now, None)
    elif last.finished_at is not None:
        last = Standing(last.watermark, 0, 0, None, now, None)
    elif not now - RECENT <= last.started_at <= now:
        last = replace(last, started_at=now)
    catalog_sync.set_standing(tx, resource, last)
    return last


def take_page(
    tx: Transaction, resource: str, standing: Standing, products: Sequence[ArrivingProduct], now: int
) -> Taken:
    """Store a page, and with it how far the reading got."""
    taken = take_products(tx, products, now)
    catalog_sync.set_standing(tx, resource, standing)
    return taken


def _is_done(row: tuple[str, bool, int | None], since: int) -> bool:
    _, is_tracked, fetched_at = row
    return not is_tracked or (fetched_at is not None and fetched_at >= since)


class CatalogReading:
    """Reads everything once. `show` is called on the loop after every commit; `log` keeps what changed."""

    def __init__(
        self,
        database: Database,
        client: OmniClient,
        stock: StockReader,
        resource: str,
        sellings: Callable[[], Sequence[Selling]],
        clock: Clock,
        log: ChangeLog,
        show: Show,
    ) -> None:
        self._database, self._client, self._stock = database, client, stock
        self._resource, self._sellings, self._clock, self._show = resource, sellings, clock, show
        self._standing = Standing(None, 0, 0, None, clock.now(), None)
        self._log = log
        self._known: set[str] = set()
        self._left: dict[str, None] = {}
        self._expected = _Expected()
        self._pace = Pace(clock)

    async def read(self) -> None:
        """From the beginning, or from where the last one ended, to the end. Raises as OmniClient does."""
        self._standing = await self._database.write(begin, self._resource, self._clock.now())
        for row in await self._database.read(catalog_sync.live):
            self._note(row[0], is_left=not _is_done(row, self._standing.started_at))
        self._tell(ChangeSet())
        await self._stock.read_places()
        on_sale = await self._database.read(catalog.skus_on_sale)
        await self._read_stock([sku for sku in on_sale if sku in self._left])
        await self._read_products()
        await self._find_deleted()
        await self._read_stock(list(self._left))
        await self._finish()

    def _note(self, sku: str, *, is_left: bool) -> None:
        self._known.add(sku)
        if is_left:
            self._left[sku] = None

    # --- products ----------------------------------------------------------------------------------------

    async def _read_products(self) -> None:
        fresh: list[str] = []
        async with aclosing(read_products(self._client, self._standing.watermark)) as pages:
            async for page in pages:
                taken = await self._store(page, self._reached(page))
                self._expected.note(page, taken)
                self._take(taken)
                fresh += [sku for sku in taken.stocked if sku in self._left]
                while len(fresh) >= PAGE_LIMIT:
                    fresh, chunk = fresh[PAGE_LIMIT:], fresh[:PAGE_LIMIT]
                    await self._read_stock(chunk)
        await self._read_stock(fresh)

    def _reached(self, page: ProductPage) -> Standing:
        """How far this page brings the reading, as stored with it."""
        now = self._standing
        total = self._total or None
        return replace(now, watermark=page.watermark, page=page.page, done=self._done, total=total)

    async def _store(self, page: ProductPage, reached: Standing) -> Taken:
        """Store a page; folding its texts is work for a thread."""
        products = await asyncio.to_thread(arriving, page.products)
        now = self._clock.now()
        taken = await self._database.write(take_page, self._resource, reached, products, now)
        self._standing = reached
        return taken

    def _take(self, taken: Taken) -> None:
        """Note down what is to be read for what was stored, and tell it."""
        stocked, touched = set(taken.stocked), set(taken.touched)
        for sku in taken.skus:
            is_news = sku not in self._known or sku in touched
            self._note(sku, is_left=is_news and sku in stocked)
        for sku in touched.difference(taken.skus):
            self._known.discard(sku)
            self._left.pop(sku, None)
        self._log.add(taken.changes, taken.new_products, taken.doubled)
        self._tell(ChangeSet(products_changed=taken.touched))

    async def _find_deleted(self) -> None:
        """Mark what Omni has no more, where it has fewer products than we know."""
        if await self._client.product_count() >= await self._database.read(catalog_sync.product_count):
            return
        listed: set[str] = set()
        async with aclosing(read_products(self._client, None)) as pages:
            async for page in pages:
                self._take(await self._store(page, self._standing))
                listed.update(product.id for product in page.products)
        # A list that is not whole tells nothing of what is missing in it.
        if len(listed) >= await self._client.product_count():
            await self._remove(await self._database.read(catalog_sync.skus_outside, listed))

    async def _remove(self, skus: Sequence[str]) -> None:
        for at in range(0, len(skus), _AT_ONCE):
            piece, now = skus[at : at + _AT_ONCE], self._clock.now()
            self._take(await self._database.write(remove_variants, piece, now))

    # --- stock -------------------------------------------------------------------------------------------

    async def _read_stock(self, skus: Sequence[str]) -> None:
        for at in range(0, len(skus), PAGE_LIMIT):
            chunk = skus[at : at + PAGE_LIMIT]
            taken = await self._stock.read(chunk, self._sellings())
            for sku in chunk:
                self._left.pop(sku, None)
            self._log.add(taken.changes)
            self._tell(taken.as_changes())

    # --- progress ----------------------------------------------------------------------------------------

    async def _finish(self) -> None:
        now = self._clock.now()
        ended = replace(self._standing, done=self._done, total=self._done, finished_at=now)
        await self._database.write(catalog_sync.set_standing, self._resource, ended)
        self._show(
            ChangeSet(),
            replace(self._progress(RefreshState.DONE), total=self._done, seconds_left=None, finished_at=now),
        )

    @property
    def _done(self) -> int:
        return len(self._known) - len(self._left)

    @property
    def _total(self) -> int:
        return max(len(self._known), len(self._known) + self._expected.more)

    def _tell(self, changes: ChangeSet) -> None:
        self._pace.note(self._done)
        self._show(changes, self._progress(RefreshState.RUNNING))

    def _progress(self, state: RefreshState) -> RefreshProgress:
        return RefreshProgress(
            state=state,
            done=self._done,
            total=self._total or None,
            seconds_left=self._pace.seconds_for(self._total - self._done),
            changes=self._log.newest(SHOWN_CHANGES),
            change_count=self._log.count,
            untold=self._log.untold(SHOWN_CHANGES),
        )


@dataclass(slots=True)
class _Expected:
    """How many variants are still to come, by those that the products read so far brought on average."""

    products: int = 0
    fresh: int = 0
    more: int = 0

    def note(self, page: ProductPage, taken: Taken) -> None:
        """Take note of a page and of what was new in it."""
        self.products += len(page.products)
        self.fresh += len(taken.fresh)
        left = max(0, page.total - self.products)
        self.more = round(left * self.fresh / self.products) if self.products else 0


class Pace:
    """How fast it goes: over the last seconds, for the first calls are let through much faster than later."""

    OVER = 15.0
    FROM = 2.0

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._points: deque[tuple[float, int]] = deque()

    def note(self, done: int) -> None:
        """So much is done now."""
        now = self._clock.monotonic()
        self._points.append((now, done))
        while now - self._points[0][0] > self.OVER:
            self._points.popleft()

    def seconds_for(self, left: int) -> int | None:
        """Whole seconds that the rest will take, rounded up; None while that cannot be said."""
        (began, first), (now, last) = self._points[0], self._points[-1]
        if now - began < self.FROM or last <= first:
            return None
        return math.ceil(left * (now - began) / (last - first))
