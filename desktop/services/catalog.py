"""What the product screen asks for and does: the local catalogue, its refresh from Omni, import and export.

A variant that Omni knows is Omni's: it is changed there and read anew. One that Omni does not know is the
shop's own, and stays on this database.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from desktop.domain.catalog import CatalogFilter
from desktop.services import local_variants
from desktop.services.catalog_export import write_catalog
from desktop.services.catalog_import import import_rows, judge, read_file
from desktop.services.catalog_refresh import CatalogRefresh
from desktop.services.catalog_rows import (
    CatalogChange,
    CatalogDetail,
    CatalogPage,
    CatalogRow,
    ImportPreview,
    LevelRow,
    OmniConnection,
    ProductDraft,
    RefreshProgress,
    SellingRow,
)
from desktop.services.live import wall_clock
from desktop.services.live_rows import ChangeSet
from desktop.services.product_pictures import ProductPictures
from desktop.storage import catalog
from desktop.storage.catalog import CatalogVariant, OnSale, Wanted
from desktop.storage.database import Database
from desktop.storage.transaction import Transaction
from desktop.system.events import EventBus

NO_OMNI = "Chưa nối với Haravan Omni: dán token ứng dụng riêng vào phần Cài đặt để đọc sản phẩm và tồn kho."


class CatalogDesk:
    """The desk of the product screen. Used on the event loop's thread.

    Without a `refresh` there is no Omni, and the catalogue is the shop's own. Coroutines raise DeskError,
    one sentence, and StorageError.
    """

    def __init__(
        self,
        database: Database,
        bus: EventBus,
        refresh: CatalogRefresh | None = None,
        *,
        pictures: ProductPictures | None = None,
        clock: Callable[[], int] = wall_clock,
    ) -> None:
        self._database, self._bus, self._refresh = database, bus, refresh
        self._pictures, self._clock = pictures, clock

    # --- the refresh -------------------------------------------------------------------------------------

    def connect(self, refresh: CatalogRefresh | None, pictures: ProductPictures | None = None) -> None:
        """Read from this Omni from now on, None: from none; the screens are told."""
        self._refresh, self._pictures = refresh, pictures
        self._bus.publish(CatalogChange(connection=self.connection()))

    def connection(self) -> OmniConnection:
        """Whether there is an Omni to read from, and which shop's."""
        return self._refresh.connection if self._refresh else OmniConnection(message=NO_OMNI)

    def want(self, skus: Iterable[str]) -> None:
        """Fetch the pictures of these variants where Omni has any and they are not here yet."""
        if self._pictures:
            self._pictures.want(skus)

    def start_refresh(self) -> None:
        """Begin, or go on where a stopped or failed one ended; returns at once. Nothing while one runs."""
        if self._refresh:
            self._refresh.start()

    def stop_refresh(self) -> None:
        """End the refresh under way; what was read stays. Returns at once."""
        if self._refresh:
            self._refresh.stop()

    def progress(self) -> RefreshProgress:
        """How the refresh does now."""
        return self._refresh.progress if self._refresh else RefreshProgress()

    def subscribe(self, callback: Callable[[CatalogChange], None]) -> Callable[[], None]:
        """Call back after every commit and progress; returns what ends that."""
        return self._bus.subscribe(CatalogChange, callback)

    # --- the list ----------------------------------------------------------------------------------------

    async def page(
        self, search: str, chip: CatalogFilter, location: str | None, offset: int, limit: int, /
    ) -> CatalogPage:
        """A stretch of the list: all words of `search` occur (accents aside), stock of this location only."""
        wanted = Wanted(search, chip, location)
        page = await self._database.read(_page, wanted, offset, limit)
        self.want(row.sku for row in page.rows)
        return page

    async def detail(self, sku: str) -> CatalogDetail | None:
        """Everything about one variant; None where it is gone."""
        return await self._database.read(_detail, sku)

    async def locations(self) -> Sequence[str]:
        """The names of Omni's locations, in Omni's order."""
        return await self._database.read(catalog.locations)

    # --- the shop's own variants -------------------------------------------------------------------------

    async def create(self, draft: ProductDraft) -> None:
        """Add a local variant."""
        await self._change(local_variants.create, draft)

    async def edit(self, sku: str, draft: ProductDraft) -> None:
        """Change a local variant; its SKU may change too, where no campaign and no order names it."""
        await self._change(local_variants.edit, sku, draft)

    async def remove(self, sku: str) -> None:
        """Remove a local variant that no campaign and no order names."""
        await self._change(local_variants.remove, sku)

    async def _change(self, change: Callable[..., tuple[str, ...]], *args: object) -> None:
        skus = await self._database.write(change, *args, self._clock())
        self._bus.publish(ChangeSet(products_changed=skus))
        self._bus.publish(CatalogChange(rows_changed=True))

    # --- files -------------------------------------------------------------------------------------------

    async def preview_import(self, path: Path) -> ImportPreview:
        """Read a CSV or XLSX file and say what importing it would do; imports nothing."""
        rows = await asyncio.to_thread(read_file, path)
        return ImportPreview(path.name, await self._database.read(judge, rows))

    async def run_import(self, preview: ImportPreview) -> None:
        """Import the rows of the preview that can be taken, in one transaction."""
        await self._change(import_rows, preview)

    async def export(self, path: Path) -> None:
        """Write the whole catalogue to a CSV or XLSX file, by the path's suffix."""
        rows = await self._database.read(_all_rows)
        await asyncio.to_thread(write_catalog, rows, path)


def _page(tx: Transaction, wanted: Wanted, offset: int, limit: int) -> CatalogPage:
    counts = catalog.counts(tx, wanted)
    rows = catalog.page(tx, wanted, offset, limit)
    return CatalogPage(_rows(tx, rows), offset, counts[wanted.filter], counts)


def _all_rows(tx: Transaction) -> tuple[CatalogRow, ...]:
    on_sale = catalog.on_sale(tx)
    return tuple(_row(variant, on_sale.get(variant.sku, ())) for variant in catalog.whole(tx))


def _rows(tx: Transaction, variants: Sequence[CatalogVariant]) -> tuple[CatalogRow, ...]:
    on_sale = catalog.on_sale(tx, [variant.sku for variant in variants])
    return tuple(_row(variant, on_sale.get(variant.sku, ())) for variant in variants)


def _row(variant: CatalogVariant, on_sale: Sequence[OnSale]) -> CatalogRow:
    return CatalogRow(
        sku=variant.sku,
        product=variant.product,
        variant=variant.variant,
        price=variant.price,
        compare_at_price=variant.compare_at_price,
        stock=variant.available if variant.is_local else variant.on_hand,
        committed=variant.committed,
        available=variant.available,
        stock_fetched_at=variant.fetched_at,
        is_tracked=variant.is_tracked,
        is_local=variant.is_local,
        barcode=variant.barcode,
        grams=variant.grams,
        campaigns=tuple(dict.fromkeys(sold.campaign for sold in on_sale)),
        picture=variant.picture,
        is_removed=variant.is_removed,
    )


def _detail(tx: Transaction, sku: str) -> CatalogDetail | None:
    variant = catalog.get(tx, sku)
    if variant is None:
        return None
    on_sale = catalog.on_sale(tx, [sku]).get(sku, [])
    levels = (
        LevelRow(
            level.location,
            level.available if level.on_hand is None else level.on_hand,
            level.committed or 0,
            level.available,
        )
        for level in catalog.levels(tx, sku)
    )
    selling = (SellingRow(sold.campaign, sold.keywords, sold.open_sale, sold.taken) for sold in on_sale)
    return CatalogDetail(_row(variant, on_sale), tuple(levels), tuple(selling))
