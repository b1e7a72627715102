"""Omni's stock of some SKUs read anew: for a refresh, and just before a live decides on it (product.md §3).

A reading counts from the moment it was asked for. Units closed after that stay counted as ours, and an older
reading never replaces a newer one. Who waits is served with what came. Never touches open sale.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from desktop.clients.http import HttpError
from desktop.clients.omni.client import OmniClient
from desktop.clients.omni.errors import OmniError
from desktop.clients.omni.limiter import Priority
from desktop.clients.omni.product_feed import Inventory, read_inventory
from desktop.clients.omni.resources import InventoryLevel, Location
from desktop.clients.secret import Secret
from desktop.domain.script import CaptureMode
from desktop.domain.stock import FRESH_STOCK
from desktop.services.carrying import tick
from desktop.services.catalog_changes import VariantChange
from desktop.services.catalog_page import labelled
from desktop.services.catalog_rows import CatalogChange
from desktop.services.live import BeforeDeciding, Read, wall_clock
from desktop.services.live_rows import ChangeSet
from desktop.services.open_sale import serve_new_stock
from desktop.services.selling import Selling, ServedLine, load
from desktop.storage import campaigns, catalog_sync
from desktop.storage.catalog_sync import LevelFigures, Place, StockAfter, StockBefore
from desktop.storage.database import Database
from desktop.storage.errors import StorageError
from desktop.storage.transaction import Transaction
from desktop.system.events import EventBus

_log = logging.getLogger(__name__)

_ON_THE_ROAD = "ontheroad"


@dataclass(frozen=True, slots=True)
class StockQuestion:
    """What is to be asked: Omni's ids by SKU, where, and what was known before asking."""

    ids: Mapping[str, str]
    places: tuple[Place, ...]
    before: Mapping[str, StockBefore]


@dataclass(frozen=True, slots=True)
class StockTaken:
    """What new readings changed: the SKUs read, the changes in words, and who was served."""

    skus: tuple[str, ...] = ()
    changes: tuple[VariantChange, ...] = ()
    released: tuple[ServedLine, ...] = ()
    offered: tuple[ServedLine, ...] = ()

    def as_changes(self) -> ChangeSet:
        """For the live screen."""
        served = (line.sku for line in (*self.released, *self.offered))
        return ChangeSet(
            products_changed=tuple(dict.fromkeys((*self.skus, *served))), campaign_changed=bool(self.offered)
        )


class StockReader:
    """Reads Omni's stock and stores it. Every call raises as OmniClient and Database do."""

    def __init__(
        self, database: Database, client: OmniClient, *, clock: Callable[[], int] = wall_clock
    ) -> None:
        self._database, self._client, self._clock = database, client, clock

    async def read(
        self,
        skus: Collection[str],
        sellings: Sequence[Selling] = (),
        *,
        priority: Priority = Priority.NORMAL,
        within: float | None = None,
        not_before: int = 0,
    ) -> StockTaken:
        """Read these SKUs' stock at every location; serve who waits for it in the campaigns of `sellings`.

        SKUs that Omni does not know, or whose stock it does not keep, are passed over. `within`: TimeoutError
        after so many seconds of asking. `not_before` (UTC ms): what the asking campaign's clock said, which
        may be ahead of this computer's.
        """
        question = await self._database.read(ask, skus)
        if not question.ids:
            return StockTaken()
        async with asyncio.timeout(within):
            places = question.places or await self.read_places()
            ids, where = list(question.ids.values()), [place.id for place in places]
            inventory = await read_inventory(self._client, ids, where, priority=priority)
        read_at = max(inventory.read_at, not_before)
        return await self._database.write(
            take_stock, question, places, inventory, read_at, sellings, self._clock()
        )

    async def read_places(self) -> tuple[Place, ...]:
        """Read the locations anew and store them."""
        places = tuple(map(_place, await self._client.locations()))
        await self._database.write(catalog_sync.set_places, places)
        return places


def _place(location: Location) -> Place:
    """What is on its way, or said to be not available, cannot be sold now."""
    is_selling = location.type != _ON_THE_ROAD and not location.is_unavailable_quantity
    return Place(location.id, location.name, is_selling)


def ask(tx: Transaction, skus: Collection[str]) -> StockQuestion:
    """What a reading of these SKUs needs to know before it asks."""
    ids = catalog_sync.omni_ids(tx, skus)
    return StockQuestion(ids, tuple(catalog_sync.places(tx)), catalog_sync.stock_of(tx, ids))


def take_stock(
    tx: Transaction,
    question: StockQuestion,
    places: Sequence[Place],
    inventory: Inventory,
    read_at: int,
    sellings: Sequence[Selling],
    now: int,
) -> StockTaken:
    """Store an answer asked for at `read_at`, and serve who waits (both UTC ms)."""
    now_there = catalog_sync.omni_ids(tx, question.ids)
    # Without those that went away, or stand for something else, since we asked.
    ids = {sku: omni_id for sku, omni_id in now_there.items() if question.ids[sku] == omni_id}
    known = catalog_sync.stock_of(tx, ids)
    levels = _by_variant(inventory)
    after = {
        sku: _reading(levels.get(omni_id, ()), places, read_at, question.before[sku], known[sku])
        for sku, omni_id in ids.items()
        if not _is_outdated(read_at, known[sku], now)
    }
    at = max(now, read_at)
    current = [_current(tx, selling) for selling in sellings]
    ticked = [tick(tx, selling, _clock_of(tx, selling, at)) for selling in current]
    catalog_sync.set_stock(tx, after)
    served = [serve_new_stock(tx, selling, list(after), _clock_of(tx, selling, at)) for selling in current]
    changes = [
        VariantChange(sku, "", stock=(before, reading.stock))
        for sku, reading in after.items()
        if (before := known[sku].stock) is not None and reading.stock is not None and before != reading.stock
    ]
    return StockTaken(
        skus=tuple(after),
        changes=labelled(tx, changes),
        released=tuple(line for released, _ in ticked for line in released),
        offered=tuple(line for lines in (*(offered for _, offered in ticked), *served) for line in lines),
    )


def _by_variant(inventory: Inventory) -> dict[str, list[InventoryLevel]]:
    found: dict[str, list[InventoryLevel]] = {}
    for (variant, _), level in inventory.levels.items():
        found.setdefault(variant, []).append(level)
    return found


def _is_outdated(read_at: int, known: StockBefore, now: int) -> bool:
    """Whether a newer reading is there; one from the future was made by a clock since put right."""
    return known.fetched_at is not None and read_at < known.fetched_at <= now


def _reading(
    levels: Sequence[InventoryLevel],
    places: Sequence[Place],
    read_at: int,
    asked: StockBefore,
    known: StockBefore,
) -> StockAfter:
    """The figures of one variant. What Omni keeps and has nowhere is none.

    Omni knows what was closed before we asked. If another reading came in between, that is not sure any more,
    and all stays counted: rather too few than oversold, until the next reading.
    """
    selling = {place.id for place in places if place.is_selling}
    kept = {place.id for place in places}
    sold_from = [level for level in levels if level.location_id in selling]
    is_first_since = known.fetched_at == asked.fetched_at
    return StockAfter(
        stock=sum(level.available for level in sold_from),
        on_hand=sum(level.available if level.on_hand is None else level.on_hand for level in sold_from),
        committed=sum(level.committed or 0 for level in sold_from),
        fetched_at=read_at,
        closed_since=max(0, known.closed_since - (asked.closed_since if is_first_since else 0)),
        levels=tuple(_figures(level) for level in levels if level.location_id in kept),
    )


def _figures(level: InventoryLevel) -> LevelFigures:
    return LevelFigures(level.location_id, level.on_hand, level.committed, level.available, level.incoming)


def _current(tx: Transaction, selling: Selling) -> Selling:
    """The campaign by its script of this moment."""
    if campaigns.get(tx, selling.campaign).revision == selling.revision:
        return selling
    return load(tx, selling.campaign, stock_is_fresh=selling.stock_is_fresh)


def _clock_of(tx: Transaction, selling: Selling, now: int) -> int:
    return max(now, campaigns.get(tx, selling.campaign).clock)


# --- before a live decides -------------------------------------------------------------------------------

WITHIN = 3.0
"""Seconds that a batch of comments waits for new figures at most."""
REST = 20.0
"""Seconds without asking after it failed, so that a dead Omni does not slow the live down."""
MARGIN = 5_000
"""Milliseconds that a reading must still be fresh for when the deciding begins."""


class FreshStock:
    """Takes the stock anew that the batch in hand will be decided on, where its reading grows too old.

    `before_deciding` is LiveListener's hook. Never raises: a failed reading never refuses (product.md §3).
    """

    def __init__(
        self,
        database: Database,
        reader: StockReader,
        bus: EventBus,
        *,
        clock: Callable[[], int] = wall_clock,
        within: float = WITHIN,
    ) -> None:
        self._database, self._reader, self._bus = database, reader, bus
        self._clock, self._within = clock, within
        self._resting_until = 0.0

    async def before_deciding(self, selling: Selling, read: Read) -> None:
        """Read anew what this batch names, or completes, and whose reading is older than 60 s."""
        script = selling.script
        if not script.respect_stock or selling.stock_is_fresh or script.mode is not CaptureMode.AUTO:
            return
        if time.monotonic() < self._resting_until:
            return
        try:
            await self._read(selling, read)
        except (OmniError, HttpError, StorageError, TimeoutError) as error:
            _log.warning("stock was not read before deciding: %s", type(error).__name__)
            self._resting_until = time.monotonic() + REST

    async def _read(self, selling: Selling, read: Read) -> None:
        skus, now = await self._database.read(_outdated, selling, read, self._clock())
        if not skus:
            return
        taken = await self._reader.read(
            skus, [selling], priority=Priority.URGENT, within=self._within, not_before=now
        )
        self._bus.publish(taken.as_changes())
        self._bus.publish(CatalogChange(rows_changed=bool(taken.skus)))


def _outdated(tx: Transaction, selling: Selling, read: Read, now: int) -> tuple[list[str], int]:
    """The SKUs to read, and the campaign's clock (UTC ms)."""
    campaign = campaigns.get(tx, selling.campaign)
    now = max(now, campaign.clock, *(comment.created_at or 0 for comment, _ in read))
    named = {sku for _, reading in read for line in reading.lines for sku in line.skus}
    completing = {
        comment.author.id
        for comment, reading in read
        if comment.author is not None and (reading.phones or reading.choice.options)
    }
    if completing:
        named |= catalog_sync.awaited(tx, selling.campaign, selling.page, completing)
    return catalog_sync.outdated(tx, selling.campaign, named, now - FRESH_STOCK + MARGIN), now


@asynccontextmanager
async def fresh_stock(
    database: Database, url: str, token: str | None, bus: EventBus
) -> AsyncIterator[BeforeDeciding | None]:
    """The listener's hook for one run without a window; None where there is no Omni token."""
    if not token:
        yield None
        return
    async with OmniClient(url, Secret(token)) as client:
        yield FreshStock(database, StockReader(database, client), bus).before_deciding
