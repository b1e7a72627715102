"""Reading many products and their stock: what changed since the last time, page after page.

Products are asked oldest change first. A row that changes while we read jumps to the end, and all rows
behind it move up: turning to "page 2" would then skip one. So pages are not turned by number: the next one is
asked by time, from the last change seen on, and where more rows than a page share one second, those are asked
by id. Only a list that keeps to no order is read by number. Facts: omni_carriers.md §1.6, §1.8.

Must not store anything: a page's `watermark` counts only once the reader has committed that page.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from itertools import pairwise

from desktop.clients.omni.client import PAGE_LIMIT, OmniClient, Page
from desktop.clients.omni.limiter import Priority
from desktop.clients.omni.resources import InventoryLevel, Product

log = logging.getLogger(__name__)

OVERLAP_MILLISECONDS = 120_000
"""How far before the watermark a reading begins: a change may show up later than its time says."""
MOST_PAGES = 10_000
"""Where a list that never ends is left alone."""

_SECOND = 1000

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
    async with aclosing(reading.by_time()) as pages:
        async for page in pages:
            yield page
    while await reading.lacks_some():
        log.warning("Omni counts more products than it lists in order: reading them by number")
        async with aclosing(reading.by_number()) as pages:
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
        self._watermark = self._newest = watermark
        self._seen: dict[str, int | None] = {}
        self._nameless = 0
        self._pages = 0
        self._last_time = 0
        self._is_sorted = True
        self._before_again = -1

    async def by_time(self) -> AsyncGenerator[ProductPage]:
        """All pages, each from the last change of the one before on; gives up where they are out of order."""
        start = self._bound
        while self._pages < MOST_PAGES:
            page = await self._client.products(updated_since=start)
            yield self._note(page)
            if self._is_end(page) or not self._is_sorted:
                return
            second, asked = _last_second(page), (start or 0) // _SECOND * _SECOND
            if second is None or second < asked:
                return  # Not what was asked for.
            if start is None or second > asked:
                start = second
                continue
            async with aclosing(self._within(second)) as pages:
                async for inner in pages:
                    yield inner
            start = second + _SECOND

    async def _within(self, second: int) -> AsyncGenerator[ProductPage]:
        """All products changed within a second, by id; the watermark waits before them."""
        last_id, known = "0", set[str]()
        while self._pages < MOST_PAGES:
            page = await self._client.products(
                updated_since=second, updated_until=second + _SECOND, since_id=last_id
            )
            if known.issuperset(page.ids) or not page.ids[-1]:
                return
            yield self._note(page, is_by_time=False)
            if self._is_end(page):
                return
            known.update(page.ids)
            last_id = page.ids[-1]

    async def by_number(self) -> AsyncGenerator[ProductPage]:
        """All pages by their number: for a list that keeps to no order."""
        before: Page[Product] | None = None
        for number in range(1, MOST_PAGES):
            page = await self._client.products(updated_since=self._bound, page=number)
            if before is not None and page.ids == before.ids:
                return  # The number is ignored: there will never be another page.
            yield self._note(page, is_by_time=False)
            if self._is_end(page):
                return
            before = page

    def report(self) -> None:
        """Tell the progress."""
        if self._progress is not None:
            self._progress(len(self._seen), max(self._total, len(self._seen)))

    async def lacks_some(self) -> bool:
        """Whether the list must be read again: fewer listed than counted, also when they are counted anew.

        Not where reading again has already brought nothing more.
        """
        if not self._is_short() or len(self._seen) == self._before_again:
            return False
        self._before_again = len(self._seen)
        self._total = await self._client.product_count(updated_since=self._bound)
        return self._is_short()

    def closing_page(self) -> ProductPage | None:
        """An empty page with the last watermark, where no page has told it."""
        if self._newest == self._watermark:
            return None
        return ProductPage((), self._pages, max(self._total, len(self._seen)), self._newest)

    def _is_short(self) -> bool:
        return len(self._seen) + self._nameless < self._total

    def _is_end(self, page: Page[Product]) -> bool:
        """A short page ends the list, unless more were counted: Haravan's pages may be shorter than told."""
        return not page.ids or (page.is_last and not self._is_short())

    def _note(self, page: Page[Product], *, is_by_time: bool = True) -> ProductPage:
        fresh = tuple(product for product in page.rows if self._is_news(product))
        self._nameless += page.ids.count("")
        self._pages += 1
        self._move_on(_times(fresh), page.server_time, is_by_time)
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

    def _move_on(self, times: Sequence[int], server_time: int | None, is_by_time: bool) -> None:
        """The watermark follows new rows that come in order of time; else it waits until they do again."""
        if is_by_time:
            self._is_sorted = self._is_sorted and _are_sorted((self._last_time, *times))
        self._last_time = max(self._last_time, *times, 0)
        # A time beyond Haravan's own clock would hide all changes until then.
        reached = self._last_time if server_time is None else min(self._last_time, server_time)
        if times and reached > (self._newest or 0):
            self._newest = reached
        if is_by_time and self._is_sorted:
            self._watermark = self._newest


def _last_second(page: Page[Product]) -> int | None:
    """The second of the page's last change (UTC milliseconds); None where no time can be read."""
    times = _times(page.rows)
    return times[-1] // _SECOND * _SECOND if times else None


def _are_sorted(times: Sequence[int]) -> bool:
    """Whether the seconds are in order; within one they may be in any."""
    return all(earlier // _SECOND <= later // _SECOND for earlier, later in pairwise(times))


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
    """Whether the answer may have been cut.

    Nobody can tell at how many rows it is (50 or 250, says omni_carriers.md §1.6 and §1.8), but it will be a
    round number; an answer that happens to be as long costs one call more.
    """
    return found < most and len(page.ids) % 10 == 0
