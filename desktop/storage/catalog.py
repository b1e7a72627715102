"""The local catalogue: variants with Omni's figures, found by words, chip and location (product.md §3).

A list of 10,000 variants takes one pass over them for the counts and one walk along an index for the rows.
Must not know how Omni is read; that is `storage.catalog_sync`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import Case, Expression, Field, fn

from desktop.domain.capture.text import fold
from desktop.domain.catalog import SCARCE_AT_MOST, CatalogFilter
from desktop.storage.models import Campaign, CampaignProduct, Location, OrderLine, StockLevel, Variant
from desktop.storage.transaction import Row, Transaction


@dataclass(frozen=True, slots=True)
class Wanted:
    """The part of the catalogue that is asked for. All words of `search` occur; `location` is a name."""

    search: str = ""
    filter: CatalogFilter = CatalogFilter.ALL
    location: str | None = None


@dataclass(frozen=True, slots=True)
class CatalogVariant:
    """A variant as listed, with the figures of all selling locations, or of the one asked for.

    `is_removed`: Omni has it no more.
    """

    sku: str
    product: str
    variant: str
    price: int
    compare_at_price: int | None
    on_hand: int | None
    committed: int | None
    available: int | None
    fetched_at: int | None
    is_tracked: bool
    is_local: bool
    barcode: str
    grams: int | None
    picture: str | None
    is_removed: bool


@dataclass(frozen=True, slots=True)
class Level:
    """The stock of a variant at a location, by the location's name."""

    location: str
    on_hand: int | None
    committed: int | None
    available: int


@dataclass(frozen=True, slots=True)
class OnSale:
    """A campaign that sells a variant: keywords, and the counters of its open sale."""

    sku: str
    campaign: str
    keywords: tuple[str, ...]
    open_sale: int | None
    taken: int


@dataclass(frozen=True, slots=True)
class LocalVariant:
    """What the shop itself says of a variant that Omni does not know; `stock` None is unknown."""

    sku: str
    product: str
    variant: str
    price: int
    stock: int | None
    barcode: str
    grams: int | None


def search_text(product: str, variant: str, sku: str, barcode: str) -> str:
    """What a search looks through: lower case, without accents."""
    return "\n".join(map(fold, (product, variant, sku, barcode)))


# --- the list --------------------------------------------------------------------------------------------

_CHIPS = (CatalogFilter.ON_SALE, CatalogFilter.SOLD_OUT, CatalogFilter.SCARCE, CatalogFilter.LOCAL)


def counts(tx: Transaction, wanted: Wanted) -> dict[CatalogFilter, int]:
    """How many variants stand under each chip, by search and location."""
    sums = [fn.SUM(Case(None, [(_under(chip, wanted.location), 1)], 0)) for chip in _CHIPS]
    row = tx.row(_narrowed(tx, wanted, [fn.COUNT(Variant.sku), *sums])) or ()
    return dict(zip((CatalogFilter.ALL, *_CHIPS), (int(number or 0) for number in row), strict=True))


def page(tx: Transaction, wanted: Wanted, offset: int, limit: int) -> list[CatalogVariant]:
    """A stretch of the list, by name; the variants of a product in Omni's order."""
    query = _narrowed(tx, wanted, [Variant.sku])
    if wanted.filter is not CatalogFilter.ALL:
        query = query.where(_under(wanted.filter, wanted.location))
    query = query.order_by(Variant.name, Variant.position, Variant.sku).offset(offset).limit(limit)
    skus = [sku for (sku,) in tx.rows(query)]
    found = {row.sku: row for row in _of(tx, skus, wanted.location)}
    return [found[sku] for sku in skus]


def whole(tx: Transaction) -> list[CatalogVariant]:
    """The whole catalogue in the list's order."""
    query = _narrowed(tx, Wanted(), _columns(None))
    return list(map(_listed, tx.rows(query.order_by(Variant.name, Variant.position, Variant.sku))))


def get(tx: Transaction, sku: str) -> CatalogVariant | None:
    """One variant, also one that Omni has no more; None where there is none."""
    return next(iter(_of(tx, [sku], None)), None)


def _of(tx: Transaction, skus: Collection[str], location: str | None) -> list[CatalogVariant]:
    """These variants, in no order."""
    query = Variant.select(*_columns(location)).where(Variant.sku.in_(list(skus)))
    if location is not None:
        query = query.join(StockLevel, on=(StockLevel.sku == Variant.sku))
        query = query.where(StockLevel.location == _place(location))
    return list(map(_listed, tx.rows(query)))


def _listed(row: Row) -> CatalogVariant:
    values = [*row[:9], bool(row[9]), bool(row[10]), *row[11:14], row[14] is not None]
    return CatalogVariant(*values)


def _columns(location: str | None) -> list[Field]:
    return [
        Variant.sku,
        Variant.product,
        Variant.variant,
        Variant.price,
        Variant.compare_at_price,
        *_figures(location),
        Variant.is_tracked,
        Variant.is_local,
        Variant.barcode,
        Variant.grams,
        Variant.picture,
        Variant.removed_at,
    ]


def _figures(location: str | None) -> tuple[Field, Field, Field, Field]:
    """On hand, committed, available, and when they were read."""
    if location is None:
        return Variant.on_hand, Variant.committed, Variant.stock, Variant.stock_fetched_at
    return StockLevel.on_hand, StockLevel.committed, StockLevel.available, StockLevel.fetched_at


def _narrowed(tx: Transaction, wanted: Wanted, columns: Sequence[Any]) -> Any:
    """These columns of the variants shown, by search and location; removed ones only while on sale."""
    query = Variant.select(*columns).where(Variant.removed_at.is_null() | _is_on_sale())
    for word in fold(wanted.search).split():
        query = query.where(Variant.search.contains(word) | Variant.sku.in_(_with_keyword(tx, word)))
    return query if wanted.location is None else query.where(_has_level(wanted.location))


def _has_level(location: str, *conditions: Expression) -> Expression:
    """Whether a variant has a stock level at that location, and one that meets the conditions."""
    place = StockLevel.location == _place(location)
    found: Expression = Variant.sku.in_(StockLevel.select(StockLevel.sku).where(place, *conditions))
    return found


def _place(location: str) -> Any:
    """The id of the location with that name; of several, of Omni's first."""
    named = Location.select(Location.id).where(Location.name == location)
    return named.order_by(Location.position).limit(1)


def _is_on_sale() -> Expression:
    found: Expression = Variant.sku.in_(CampaignProduct.select(CampaignProduct.sku).where(_sells()))
    return found


def _sells() -> Expression:
    """Whether a campaign's product is on sale. Campaigns do not end yet: one that sells once, sells."""
    return CampaignProduct.is_open == True  # noqa: E712 (a bare column is no condition for PostgreSQL)


def _under(chip: CatalogFilter, location: str | None) -> Expression:
    """Whether a variant stands under a chip. Only what is kept and not sold on backorder runs out (§3)."""
    if chip is CatalogFilter.ON_SALE:
        return _is_on_sale()
    if chip is CatalogFilter.LOCAL:
        return _is_local()
    units = Variant.stock if location is None else StockLevel.available
    few = units <= 0 if chip is CatalogFilter.SOLD_OUT else units.between(1, SCARCE_AT_MOST)
    runs_out: Expression = Variant.is_tracked & ~Variant.allows_backorder
    return runs_out & (few if location is None else _has_level(location, few))


def _is_local() -> Expression:
    return Variant.is_local == True  # noqa: E712 (a bare column is no condition for PostgreSQL)


def _with_keyword(tx: Transaction, word: str) -> list[str]:
    """The SKUs on sale under a keyword with these letters, accents aside."""
    rows = tx.rows(CampaignProduct.select(CampaignProduct.sku, CampaignProduct.keywords).where(_sells()))
    return sorted({sku for sku, keywords in rows if word in fold(_joined(keywords))})


def _joined(keywords: str) -> str:
    return "\n".join(json.loads(keywords))


# --- one variant -----------------------------------------------------------------------------------------


def locations(tx: Transaction) -> list[str]:
    """The names of Omni's locations, in Omni's order."""
    return [name for (name,) in tx.rows(Location.select(Location.name).order_by(Location.position))]


def levels(tx: Transaction, sku: str) -> list[Level]:
    """The stock of a variant at each location that Omni has told of."""
    query = (
        StockLevel.select(Location.name, StockLevel.on_hand, StockLevel.committed, StockLevel.available)
        .join(Location, on=(Location.id == StockLevel.location))
        .where(StockLevel.sku == sku)
        .order_by(Location.position)
    )
    return [Level(*row) for row in tx.rows(query)]


def on_sale(tx: Transaction, skus: Collection[str] | None = None) -> dict[str, list[OnSale]]:
    """By SKU the campaigns that sell it, the newest first; of these SKUs, or of all."""
    product = CampaignProduct
    query = (
        product.select(
            product.sku,
            Campaign.name,
            product.keywords,
            product.open_sale,
            product.reserved + product.sold,
        )
        .join(Campaign, on=(Campaign.id == product.campaign))
        .where(_sells())
        .order_by(product.campaign.desc(), product.position)
    )
    if skus is not None:
        query = query.where(product.sku.in_(sorted(skus)))
    found: dict[str, list[OnSale]] = {}
    for sku, campaign, keywords, open_sale, taken in tx.rows(query):
        sold = OnSale(sku, campaign, tuple(json.loads(keywords)), open_sale, taken)
        found.setdefault(sku, []).append(sold)
    return found


def is_needed(tx: Transaction, sku: str) -> bool:
    """Whether a campaign or an order names this SKU: then it cannot go away or be called otherwise."""
    named = (
        CampaignProduct.select(CampaignProduct.sku).where(CampaignProduct.sku == sku).limit(1),
        OrderLine.select(OrderLine.id).where(OrderLine.sku == sku).limit(1),
    )
    return any(tx.row(query) is not None for query in named)


# --- local variants --------------------------------------------------------------------------------------


def local(tx: Transaction, skus: Collection[str]) -> dict[str, LocalVariant | None]:
    """These SKUs as far as they are there: what the shop says of the local ones, None for Omni's."""
    query = Variant.select(
        Variant.sku,
        Variant.product,
        Variant.variant,
        Variant.price,
        Variant.stock,
        Variant.barcode,
        Variant.grams,
        Variant.is_local,
    ).where(Variant.sku.in_(sorted(skus)))
    return {row[0]: LocalVariant(*row[:-1]) if row[-1] else None for row in tx.rows(query)}


def add_local(tx: Transaction, variants: Sequence[LocalVariant], now: int) -> bool:
    """New local variants; False where the SKU of one is taken: then the transaction must be given up."""
    rows = [{**_told(variant, now), "is_local": True} for variant in variants]
    pieces = (rows[at : at + 500] for at in range(0, len(rows), 500))
    return sum(tx.changed(Variant.insert_many(piece).on_conflict_ignore()) for piece in pieces) == len(rows)


def change_local(tx: Transaction, sku: str, variant: LocalVariant, now: int) -> bool:
    """Change a local variant; False where there is none of that SKU."""
    query = Variant.update(**_told(variant, now)).where(Variant.sku == sku, _is_local())
    return tx.changed(query) == 1


def remove_local(tx: Transaction, sku: str) -> bool:
    """Take a local variant away; False where there is none of that SKU."""
    return tx.changed(Variant.delete().where(Variant.sku == sku, _is_local())) == 1


def _told(variant: LocalVariant, now: int) -> dict[str, Any]:
    """The columns; the shop's own figure is all there is: nothing of it is committed elsewhere."""
    return {
        "sku": variant.sku,
        "product": variant.product,
        "variant": variant.variant,
        "price": variant.price,
        "stock": variant.stock,
        "on_hand": variant.stock,
        "committed": None if variant.stock is None else 0,
        "stock_fetched_at": None if variant.stock is None else now,
        "closed_since": 0,
        "barcode": variant.barcode,
        "grams": variant.grams,
        "name": fold(variant.product),
        "search": search_text(variant.product, variant.variant, variant.sku, variant.barcode),
    }


# --- pictures --------------------------------------------------------------------------------------------


def picture_addresses(tx: Transaction, skus: Collection[str]) -> list[tuple[str, str, str | None]]:
    """SKU, address of the picture in Omni, and the file shown for it, of these variants that have one."""
    query = Variant.select(Variant.sku, Variant.picture_url, Variant.picture)
    rows = tx.rows(query.where(Variant.sku.in_(sorted(skus)), Variant.picture_url.is_null(False)))
    return [(sku, url, picture) for sku, url, picture in rows]


def skus_on_sale(tx: Transaction) -> list[str]:
    """All SKUs that a campaign sells."""
    query = CampaignProduct.select(CampaignProduct.sku).where(_sells()).distinct()
    return [sku for (sku,) in tx.rows(query.order_by(CampaignProduct.sku))]


def set_picture(tx: Transaction, url: str, path: str) -> list[str]:
    """Show this file for the picture at `url`; the SKUs that had another one."""
    query = (
        Variant.update(picture=path)
        .where(Variant.picture_url == url, Variant.picture.is_null() | (Variant.picture != path))
        .returning(Variant.sku)
    )
    return [sku for (sku,) in tx.rows(query)]
