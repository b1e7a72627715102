"""Reading many products and their stock: what changed since the last time, page after page.

Products are asked oldest change first. A row that changes while we read jumps to the end, and all rows behind
it move up: turning to "page 2" would then skip one. So the next page is asked by time instead, from the last
change seen on; only where more rows than a page share one second is it turned by number, and then the page
before is read once more to see that nothing moved. Facts: omni_carriers.md §1.6, §1.8.

Must not store anything: a page's `watermark` counts only once the reader has committed that page.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from itertools import pairwise

from desktop.clients.omni.client import LEVELS_LIMIT, PAGE_LIMIT, OmniClient, Page
from desktop.clients.omni.limiter import Priority
from desktop.clients.omni.resources import InventoryLevel, Product

log = logging.getLogger(__name__)

OVERLAP_MILLISECONDS = 120_000
"""How far before the watermark a reading begins: a change may show up later than its time says."""
RESTARTS = 5
"""How often a second full of changes is begun anew because its rows moved."""
MOST_PAGES = 10_000

Progress = Callable[[int, int], None]
"""Called with the rows read so far and how many there will be, as far as known."""


@dataclass(frozen=True, slots=True)
class ProductPage:
    """What one page brought that is new or changed; may be empty.

    `page` counts from 1, `total` is how many products there are to read in all, `unreadable` the parts left
    out. After the commit of these products `watermark` (UTC milliseconds, None: from the beginning) may be
    stored, and is the `since` from which to go on: after the last page next time, after any other one now.
    """

    products: tuple[Product, ...]
    page: int
    total: int
    watermark: int | None
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class Inventory:
    """Stock by variant and location. `read_at` is when its oldest part was asked for (UTC milliseconds).

    `untold` are the variants that Omni said nothing of: deleted, or never stocked anywhere.
    """

    levels: Mapping[tuple[str, str], InventoryLevel]
    untold: frozenset[str]
    read_at: int

    def available(self, variant_id: str) -> int | None:
        """Available units at all locations read together, may be negative; None where untold."""
        found = [level.available for (variant, _), level in self.levels.items() if variant == variant_id]
        return sum(found) if found else None


async def read_products(
    client: OmniClient, since: int | None, progress: Progress | None = None
) -> AsyncGenerator[ProductPage]:
    """Products changed since the stored watermark (None: all), each version once, oldest change first.

    May be stopped between any two pages (`aclose`) and gone on with from the last watermark stored. Deleted
    products are not told. Raises as OmniClient does.
    """
    bound = None if since is None else max(0, since - OVERLAP_MILLISECONDS)
    reading = _Reading(client, bound, since, await client.product_count(updated_since=bound), progress)
    reading.report()
    async with aclosing(reading.walk(by_time=True)) as pages:
        async for page in pages:
            yield page
    if reading.is_short() and await reading.is_still_short():
        log.warning("Omni counts more products than it listed: reading the list once more")
        async with aclosing(reading.walk(by_time=False)) as pages:
            async for page in pages:
                yield page
    last = reading.closing_page()
    if last is not None:
        yield last


class _Reading:
    """One reading of the list: what was seen, and how far it got."""

    def __init__(
        self,
        client: OmniClient,
        bound: int | None,
        watermark: int | None,
        total: int,
        progress: Progress | None,
    ) -> None:
        self._client, self._bound, self._progress = client, bound, progress
        self._total = total
        self._watermark = self._newest = self._told = watermark
        self._seen: dict[str, int | None] = {}
        self._nameless = 0
        self._pages = 0
        self._last_time = 0
        self._is_sorted = True

    async def walk(self, *, by_time: bool) -> AsyncGenerator[ProductPage]:
        """All pages of the list; without `by_time` they are turned by number alone."""
        start, number, restarts = self._bound, 1, 0
        before: Page[Product] | None = None
        while self._pages < MOST_PAGES:
            page = await self._client.products(updated_since=start, page=number)
            if before is not None and page.ids == before.ids:
                return  # The number is ignored: there will never be another page.
            if before is not None and await self._moved(start, number - 1, before):
                if restarts < RESTARTS:
                    number, before, restarts = 1, None, restarts + 1
                    continue
                self._is_sorted = False  # Something may be missing before these rows.
            yield self._note(page)
            if page.is_last:
                return
            later = self._later(start, page) if by_time else None
            if later is None:
                number, before = number + 1, page
            else:
                start, number, before, restarts = later, 1, None, 0

    def report(self) -> None:
        """Tell the progress."""
        if self._progress is not None:
            self._progress(len(self._seen), max(self._total, len(self._seen)))

    def is_short(self) -> bool:
        """Whether fewer products were listed than counted."""
        return len(self._seen) + self._nameless < self._total

    async def is_still_short(self) -> bool:
        """The same by a new count: some may have been deleted meanwhile."""
        self._total = await self._client.product_count(updated_since=self._bound)
        return self.is_short()

    def closing_page(self) -> ProductPage | None:
        """An empty page with the last watermark, where no page has told it."""
        if self._newest == self._told:
            return None
        return ProductPage((), self._pages, self._total, self._newest)

    async def _moved(self, start: int | None, number: int, before: Page[Product]) -> bool:
        return (await self._client.products(updated_since=start, page=number)).ids != before.ids

    def _note(self, page: Page[Product]) -> ProductPage:
        fresh = tuple(product for product in page.rows if self._is_news(product))
        self._nameless += page.ids.count("")
        self._pages += 1
        self._move_on(_times(fresh), page.server_time)
        self.report()
        total = max(self._total, len(self._seen))
        return ProductPage(fresh, self._pages, total, self._watermark, page.unreadable)

    def _is_news(self, product: Product) -> bool:
        """Whether this version is newer than the one seen; takes note of it."""
        known, changed = self._seen.get(product.id), product.updated_at
        if product.id in self._seen and (changed is None or (known is not None and changed <= known)):
            return False
        self._seen[product.id] = changed
        return True

    def _move_on(self, times: Sequence[int], server_time: int | None) -> None:
        """The watermark follows the new rows so long as they come in order; else it waits for the end."""
        self._is_sorted = self._is_sorted and all(a <= b for a, b in pairwise((self._last_time, *times)))
        self._last_time = max(self._last_time, *times, 0)
        # A time beyond Haravan's own clock would hide all changes until then.
        reached = self._last_time if server_time is None else min(self._last_time, server_time)
        if times and reached > (self._newest or 0):
            self._newest = reached
        if self._is_sorted:
            self._watermark = self._told = self._newest

    def _later(self, start: int | None, page: Page[Product]) -> int | None:
        """From when on to ask next: the last row's second, None where that leads no further."""
        times = _times(page.rows)
        if not times or not self._is_sorted:
            return None
        second = times[-1] // 1000 * 1000
        return second if start is None or second > start // 1000 * 1000 else None


def _times(products: Sequence[Product]) -> list[int]:
    return [product.updated_at for product in products if product.updated_at is not None]


async def read_inventory(
    client: OmniClient,
    variant_ids: Sequence[str],
    location_ids: Sequence[str] = (),
    progress: Progress | None = None,
    *,
    priority: Priority = Priority.NORMAL,
) -> Inventory:
    """The stock of any number of variants, 50 in a call, at these locations (none: at all of the shop's).

    `progress` counts variants. Raises as OmniClient does, and ValueError without variants.
    """
    wanted = list(dict.fromkeys(variant_ids))
    if not wanted:
        raise ValueError("no variants")
    places = list(dict.fromkeys(location_ids)) or [location.id for location in await client.locations()]
    levels: dict[tuple[str, str], InventoryLevel] = {}
    read_at: list[int] = []
    for done, chunk in _chunks(wanted):
        for nearby in (places[at : at + PAGE_LIMIT] for at in range(0, max(1, len(places)), PAGE_LIMIT)):
            found, asked_at = await _levels(client, chunk, nearby, priority)
            levels |= found
            read_at.append(asked_at)
        if progress is not None:
            progress(done, len(wanted))
    untold = frozenset(wanted) - {variant for variant, _ in levels}
    return Inventory(levels, untold, min(read_at))


def _chunks(ids: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    for at in range(0, len(ids), PAGE_LIMIT):
        chunk = ids[at : at + PAGE_LIMIT]
        yield at + len(chunk), chunk


async def _levels(
    client: OmniClient, variants: Sequence[str], locations: Sequence[str], priority: Priority
) -> tuple[dict[tuple[str, str], InventoryLevel], int]:
    """All levels of at most 50 variants at at most 50 locations, and when they were asked for."""
    found: dict[tuple[str, str], InventoryLevel] = {}
    seen: set[str] = set()
    asked_at: list[int] = []
    last_id = ""
    while True:
        page = await client.inventory(variants, locations, since_id=last_id, priority=priority)
        asked_at.append(page.asked_at)
        for level in page.rows:
            _keep_newer(found, level)
        is_news = not seen.issuperset(page.ids)
        seen.update(page.ids)
        last_id = page.ids[-1] if page.ids else ""
        if not (is_news and last_id and _may_go_on(page, len(found), len(variants) * len(locations))):
            return found, min(asked_at)


def _keep_newer(levels: dict[tuple[str, str], InventoryLevel], level: InventoryLevel) -> None:
    key = (level.variant_id, level.location_id)
    if key not in levels or (level.updated_at or 0) >= (levels[key].updated_at or 0):
        levels[key] = level


def _may_go_on(page: Page[InventoryLevel], found: int, most: int) -> bool:
    """Whether the answer may have been cut: at its own limit, or at the 50 of all other lists."""
    if most and found >= most:
        return False
    return not page.is_last or len(page.ids) in (PAGE_LIMIT, LEVELS_LIMIT)
