"""What a reading of Omni needs of the catalogue: variants by Omni's ids, stock levels, how far it got.

Must not know how Omni is asked, nor what a change means.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields

from peewee import SQL, ValuesList, fn

from desktop.domain.capture.text import fold
from desktop.domain.stock import WAITING
from desktop.storage.catalog import search_text
from desktop.storage.models import (
    BuyerIdentity,
    CampaignProduct,
    Location,
    OrderLine,
    StockLevel,
    SyncState,
    Variant,
)
from desktop.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class OmniVariant:
    """A variant as Omni tells it; `options` is a JSON list of values, `updated_at` UTC ms."""

    product: str
    variant: str
    price: int
    compare_at_price: int | None
    barcode: str
    grams: int | None
    options: str
    position: int
    is_tracked: bool
    allows_backorder: bool
    picture_url: str | None
    omni_product: str
    omni_variant: str
    updated_at: int | None


@dataclass(frozen=True, slots=True)
class KnownVariant:
    """A variant that is there. `told` is what Omni said of it last, with the ids null where it is local."""

    sku: str
    told: OmniVariant
    is_local: bool
    is_removed: bool

    @property
    def is_omnis(self) -> bool:
        """Whether it stands for a variant that Omni has."""
        return not self.is_local and not self.is_removed


@dataclass(frozen=True, slots=True)
class Place:
    """A location of Omni; what lies at one that is not `is_selling` cannot be sold now."""

    id: str
    name: str
    is_selling: bool


@dataclass(frozen=True, slots=True)
class LevelFigures:
    """The stock of a variant at a location, by the location's id."""

    location: str
    on_hand: int | None
    committed: int | None
    available: int
    incoming: int | None


@dataclass(frozen=True, slots=True)
class StockBefore:
    """What was known of a variant's stock: `closed_since` its reading of `fetched_at` (UTC ms)."""

    stock: int | None
    fetched_at: int | None
    closed_since: int


@dataclass(frozen=True, slots=True)
class StockAfter:
    """A new reading: what may be sold and what it is made of; None where Omni tells nothing."""

    stock: int | None
    on_hand: int | None
    committed: int | None
    fetched_at: int
    closed_since: int
    levels: tuple[LevelFigures, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the reading of a resource got. `watermark` is by Omni's clock, None from the beginning."""

    watermark: int | None
    page: int
    done: int
    total: int | None
    started_at: int
    finished_at: int | None


_TOLD = tuple(getattr(Variant, field.name) for field in fields(OmniVariant))


# --- variants --------------------------------------------------------------------------------------------


def known(
    tx: Transaction, omni_variants: Collection[str], omni_products: Collection[str], skus: Collection[str]
) -> list[KnownVariant]:
    """The variants that have one of these ids, belong to one of these products, or have one of these SKUs."""
    return _known(
        tx,
        Variant.omni_variant.in_(sorted(omni_variants))
        | Variant.omni_product.in_(sorted(omni_products))
        | Variant.sku.in_(sorted(skus)),
    )


def marked_with_id(tx: Transaction) -> list[KnownVariant]:
    """Those of Omni's variants whose SKU has the id behind, for another had the plain one."""
    return _known(tx, Variant.sku.contains("#") & _is_omnis())


def _known(tx: Transaction, condition: object) -> list[KnownVariant]:
    query = Variant.select(Variant.sku, *_TOLD, Variant.is_local, Variant.removed_at).where(condition)
    return [
        KnownVariant(row[0], _omni_variant(row[1:-2]), bool(row[-2]), row[-1] is not None)
        for row in tx.rows(query.order_by(Variant.sku))
    ]


def _omni_variant(values: Sequence[object]) -> OmniVariant:
    told = dict(zip((field.name for field in fields(OmniVariant)), values, strict=True))
    flags = {name: bool(told[name]) for name in ("is_tracked", "allows_backorder")}
    return OmniVariant(**(told | flags))  # type: ignore[arg-type]  # the columns have the fields' types


def insert(tx: Transaction, variants: Mapping[str, OmniVariant]) -> None:
    """New variants of Omni, by the SKU they are to be known by; their stock is not known yet."""
    rows = [{"sku": sku, **_columns(sku, told), "is_local": False} for sku, told in variants.items()]
    if rows:
        tx.execute(Variant.insert_many(rows))


def change(tx: Transaction, sku: str, told: OmniVariant, new_sku: str) -> None:
    """Store what Omni tells of a variant, which it has (again). Stock that is not kept is not known."""
    values = {"sku": new_sku, **_columns(new_sku, told), "is_local": False, "removed_at": None}
    if not told.is_tracked:
        values |= {"stock": None, "on_hand": None, "committed": None, "stock_fetched_at": None}
    tx.execute(Variant.update(**values).where(Variant.sku == sku))


def _columns(sku: str, told: OmniVariant) -> dict[str, object]:
    search = search_text(told.product, told.variant, sku, told.barcode)
    return asdict(told) | {"name": fold(told.product), "search": search}


def remove(tx: Transaction, skus: Collection[str], now: int) -> list[str]:
    """Mark variants as gone from Omni; those that were not marked before. Nothing is deleted."""
    query = Variant.update(removed_at=now).where(Variant.sku.in_(sorted(skus)), Variant.removed_at.is_null())
    return [sku for (sku,) in tx.rows(query.returning(Variant.sku))]


def delete(tx: Transaction, sku: str) -> None:
    """Take a variant away that no campaign and no order names."""
    tx.execute(Variant.delete().where(Variant.sku == sku))


def live(tx: Transaction) -> list[tuple[str, bool, int | None]]:
    """All variants that Omni has: SKU, whether its stock is kept, and when it was read (UTC ms)."""
    query = Variant.select(Variant.sku, Variant.is_tracked, Variant.stock_fetched_at).where(_is_omnis())
    return [(sku, bool(kept), at) for sku, kept, at in tx.rows(query.order_by(Variant.name, Variant.sku))]


def product_count(tx: Transaction) -> int:
    """How many products of Omni are known and not gone."""
    query = Variant.select(fn.COUNT(fn.DISTINCT(Variant.omni_product))).where(_is_omnis())
    return int(tx.scalar(query) or 0)


def skus_outside(tx: Transaction, omni_products: Collection[str]) -> list[str]:
    """The SKUs of Omni's variants that belong to none of these products."""
    query = Variant.select(Variant.sku, Variant.omni_product).where(_is_omnis()).order_by(Variant.sku)
    return [sku for sku, product in tx.rows(query) if product not in omni_products]


def omni_ids(tx: Transaction, skus: Collection[str]) -> dict[str, str]:
    """By SKU Omni's id of the variant, of those whose stock Omni keeps."""
    query = Variant.select(Variant.sku, Variant.omni_variant).where(
        Variant.sku.in_(sorted(skus)), Variant.is_tracked, _is_omnis()
    )
    return dict(tx.rows(query))


def _is_omnis() -> object:
    return Variant.omni_variant.is_null(False) & Variant.removed_at.is_null()


# --- stock -----------------------------------------------------------------------------------------------


def places(tx: Transaction) -> list[Place]:
    """All locations, in Omni's order."""
    query = Location.select(Location.id, Location.name, Location.is_selling).order_by(Location.position)
    return [Place(place, name, bool(selling)) for place, name, selling in tx.rows(query)]


def set_places(tx: Transaction, wanted: Sequence[Place]) -> None:
    """Make these the locations; the stock levels of others go with them."""
    tx.execute(Location.delete().where(Location.id.not_in([place.id for place in wanted])))
    for position, place in enumerate(wanted):
        query = Location.insert(**asdict(place), position=position)
        tx.execute(
            query.on_conflict(
                conflict_target=[Location.id],
                update={"name": place.name, "is_selling": place.is_selling, "position": position},
            )
        )


def stock_of(tx: Transaction, skus: Collection[str]) -> dict[str, StockBefore]:
    """By SKU what is known of its stock now."""
    query = Variant.select(Variant.sku, Variant.stock, Variant.stock_fetched_at, Variant.closed_since)
    rows = tx.rows(query.where(Variant.sku.in_(sorted(skus))))
    return {sku: StockBefore(*figures) for sku, *figures in rows}


def outdated(tx: Transaction, campaign: int, skus: Collection[str], since: int) -> list[str]:
    """Those of these SKUs whose stock can refuse a line in this campaign and was read before `since`.

    Where open sale is empty stock does not decide, nor that of what is sold on backorder (product.md §3).
    """
    product = CampaignProduct
    query = (
        Variant.select(Variant.sku)
        .join(product, on=(product.sku == Variant.sku))
        .where(
            product.campaign == campaign,
            product.open_sale.is_null(False),
            Variant.sku.in_(sorted(skus)),
            Variant.is_tracked,
            ~Variant.allows_backorder,
            _is_omnis(),
            Variant.stock_fetched_at.is_null() | (Variant.stock_fetched_at < since),
        )
    )
    return [sku for (sku,) in tx.rows(query.order_by(Variant.sku))]


def awaited(tx: Transaction, campaign: int, page: str, commenters: Collection[str]) -> set[str]:
    """The SKUs that lines of these commenters wait for in this campaign, in any way."""
    line, who = OrderLine, BuyerIdentity
    query = (
        line.select(line.sku, line.candidates)
        .join(who, on=(who.buyer == line.buyer))
        .where(
            line.campaign == campaign,
            line.state.in_(WAITING),
            who.page == page,
            who.external_id.in_(sorted(commenters)),
        )
    )
    return {sku for known, open_to in tx.rows(query) for sku in ([known] if known else json.loads(open_to))}


def set_stock(tx: Transaction, after: Mapping[str, StockAfter]) -> None:
    """Store new readings of the stock by SKU, in place of those before."""
    tx.execute(StockLevel.delete().where(StockLevel.sku.in_(sorted(after))))
    rows = [
        {"sku": sku, "fetched_at": reading.fetched_at, **asdict(level)}
        for sku, reading in after.items()
        for level in reading.levels
    ]
    if rows:
        tx.execute(StockLevel.insert_many(rows))
    if after:
        _update_figures(tx, after)


def _update_figures(tx: Transaction, after: Mapping[str, StockAfter]) -> None:
    """One statement for all: 50 by themselves take four times as long, and a live waits meanwhile."""
    figures = ("stock", "on_hand", "committed", "fetched_at", "closed_since")
    rows = [(sku, *(getattr(reading, name) for name in figures)) for sku, reading in sorted(after.items())]
    query = Variant.update(
        stock=SQL("told.column2"),
        on_hand=SQL("told.column3"),
        committed=SQL("told.column4"),
        stock_fetched_at=SQL("told.column5"),
        closed_since=SQL("told.column6"),
    )
    tx.execute(query.from_(ValuesList(rows).alias("told")).where(Variant.sku == SQL("told.column1")))


# --- how far a reading got -------------------------------------------------------------------------------


def standing(tx: Transaction, resource: str) -> Standing | None:
    """How far the reading of a resource got; None where it never began."""
    columns = (getattr(SyncState, field.name) for field in fields(Standing))
    row = tx.row(SyncState.select(*columns).where(SyncState.resource == resource))
    return Standing(*row) if row else None


def newest_standing(tx: Transaction) -> Standing | None:
    """How far the reading that began last got."""
    columns = (getattr(SyncState, field.name) for field in fields(Standing))
    row = tx.row(SyncState.select(*columns).order_by(SyncState.started_at.desc()).limit(1))
    return Standing(*row) if row else None


def set_standing(tx: Transaction, resource: str, now: Standing) -> None:
    """Keep how far the reading of a resource got."""
    values = asdict(now)
    query = SyncState.insert(resource=resource, **values)
    tx.execute(query.on_conflict(conflict_target=[SyncState.resource], update=values))
