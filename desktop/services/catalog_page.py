"""A page of Omni's products taken into the catalogue, in one transaction (product.md §3).

A variant is known by its SKU here and by its id in Omni. Omni lets SKUs be empty, doubled and changed: then
the key is the SKU with Omni's id behind (`AO-M#1234`), and what a campaign or an order names keeps its key.
Never touches open sale, and deletes nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.clients.omni.resources import Product, ProductVariant
from desktop.services.catalog_changes import VariantChange
from desktop.storage import campaigns, catalog, catalog_sync
from desktop.storage.catalog_sync import KnownVariant, OmniVariant
from desktop.storage.transaction import Transaction

_NO_CHOICE = "Default Title"


@dataclass(frozen=True, slots=True)
class Arriving:
    """A variant read from Omni: the SKU it has there, and whether its price could be read."""

    sku: str
    told: OmniVariant
    has_price: bool


@dataclass(frozen=True, slots=True)
class ArrivingProduct:
    """A product read from Omni. `is_whole`: a variant that is missing here was deleted there."""

    id: str
    variants: tuple[Arriving, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """What a page changed: `skus` are all that it holds, `stocked` those whose stock Omni keeps.

    `fresh` are new here, `touched` have other values than before, are new, or gone. `doubled` are SKUs that
    another variant in Omni has too.
    """

    skus: tuple[str, ...] = ()
    stocked: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()
    changes: tuple[VariantChange, ...] = ()
    new_products: int = 0
    doubled: tuple[str, ...] = ()


def arriving(products: Iterable[Product]) -> tuple[ArrivingProduct, ...]:
    """What a page says, ready to be stored. Pure work for a thread: a page takes some milliseconds."""
    return tuple(
        ArrivingProduct(
            product.id,
            tuple(_arriving(product, variant, place) for place, variant in enumerate(product.variants)),
            product.unreadable == 0,
        )
        for product in products
    )


def _arriving(product: Product, variant: ProductVariant, place: int) -> Arriving:
    options = [option for option in variant.options if option != _NO_CHOICE]
    told = OmniVariant(
        product=product.title.strip() or variant.sku.strip() or product.id,
        variant="" if variant.title == _NO_CHOICE else variant.title.strip() or " / ".join(options),
        price=variant.price or 0,
        compare_at_price=variant.compare_at_price or None,
        barcode=variant.barcode.strip(),
        grams=variant.grams,
        options=json.dumps(options, ensure_ascii=False),
        position=place if variant.position is None else variant.position,
        is_tracked=variant.is_tracked,
        allows_backorder=variant.allows_backorder,
        picture_url=_picture(product, variant),
        omni_product=product.id,
        omni_variant=variant.id,
        updated_at=variant.updated_at,
    )
    return Arriving(variant.sku.strip(), told, variant.price is not None)


def _picture(product: Product, variant: ProductVariant) -> str | None:
    """The variant's own picture, else the product's first that is not of other variants, else its first."""
    images = [image for image in product.images if image.url]
    own = [image for image in images if image.id == variant.image_id or variant.id in image.variant_ids]
    common = [image for image in images if not image.variant_ids]
    return next((image.url for image in (*own, *common, *images)), None)


def take_products(tx: Transaction, products: Sequence[ArrivingProduct], now: int) -> Taken:
    """Store a page: new variants, changed ones, and those that their product has no more. `now` UTC ms."""
    page = _Page(tx, products)
    for product in products:
        for variant in product.variants:
            page.take(variant)
    catalog_sync.insert(tx, page.fresh)
    left = _remove(tx, [known.sku for known in page.known if page.is_missing(known)], now)
    stocked = {left.follows.get(sku, sku): is_stocked for sku, is_stocked in page.stocked.items()}
    changes = [*page.changes, *(VariantChange(sku, "", is_gone=True) for sku in left.gone)]
    return Taken(
        skus=tuple(stocked),
        stocked=tuple(sku for sku, is_stocked in stocked.items() if is_stocked),
        fresh=tuple(page.fresh),
        touched=tuple(dict.fromkeys((*page.fresh, *page.touched, *left.gone, *left.follows.values()))),
        changes=labelled(tx, changes),
        new_products=sum(map(page.is_new, products)),
        doubled=tuple(page.doubled),
    )


def remove_variants(tx: Transaction, skus: Collection[str], now: int) -> Taken:
    """Mark variants as gone from Omni: the whole list was just read, without them."""
    left = _remove(tx, skus, now)
    followed = tuple(left.follows.values())
    return Taken(
        skus=followed,
        stocked=followed,
        touched=(*left.gone, *followed, *left.follows),
        changes=labelled(tx, [VariantChange(sku, "", is_gone=True) for sku in left.gone]),
    )


def labelled(tx: Transaction, changes: Sequence[VariantChange]) -> tuple[VariantChange, ...]:
    """The changes under the name that sellers use: the keyword of what is on sale, else the product's."""
    if not changes:
        return ()
    skus = {change.sku for change in changes}
    on_sale, names = catalog.on_sale(tx), campaigns.variant_names(tx, skus)
    holders = Counter(sold[0].keywords[0] for sold in on_sale.values())

    def label(sku: str) -> str:
        product, variant = names[sku]
        if sku not in on_sale:
            return " ".join(filter(None, (product, variant)))
        keyword = on_sale[sku][0].keywords[0]
        return f"{keyword} {variant.replace(' / ', ' ')}".strip() if holders[keyword] > 1 else keyword

    return tuple(replace(change, label=label(change.sku)) for change in changes)


@dataclass(frozen=True, slots=True)
class _Left:
    """Variants that Omni has no more: the SKUs `gone`, and by its former key the SKU that one took over."""

    gone: tuple[str, ...]
    follows: dict[str, str]


def _remove(tx: Transaction, skus: Collection[str], now: int) -> _Left:
    """Mark variants as gone. One deleted in Omni and made anew with the same SKU goes on under its key."""
    gone = catalog_sync.remove(tx, skus, now)
    follows: dict[str, str] = {}
    for successor in catalog_sync.marked_with_id(tx) if gone else ():
        sku = successor.sku.rpartition("#")[0]
        if sku in gone and sku not in follows.values() and not catalog.is_needed(tx, successor.sku):
            catalog_sync.delete(tx, successor.sku)
            catalog_sync.change(tx, sku, successor.told, sku)
            follows[successor.sku] = sku
    return _Left(tuple(sku for sku in gone if sku not in follows.values()), follows)


class _Page:
    """A page on its way into the tables.

    `known` are the variants that are there, `fresh` those to insert, `stocked` tells of each SKU whether
    Omni keeps its stock.
    """

    def __init__(self, tx: Transaction, products: Sequence[ArrivingProduct]) -> None:
        self._tx = tx
        variants = [variant for product in products for variant in product.variants]
        self._whole = {product.id for product in products if product.is_whole}
        self._told = {variant.told.omni_variant for variant in variants}
        skus = {variant.sku for variant in variants}
        self.known = catalog_sync.known(tx, self._told, {product.id for product in products}, skus)
        self._by_id = {known.told.omni_variant: known for known in self.known}
        self._by_sku: dict[str, KnownVariant | None] = {known.sku: known for known in self.known}
        self.fresh: dict[str, OmniVariant] = {}
        self._fresh_ids: set[str] = set()
        self.stocked: dict[str, bool] = {}
        self.touched: list[str] = []
        self.changes: list[VariantChange] = []
        self.doubled: list[str] = []

    def take(self, variant: Arriving) -> None:
        """Bring one variant up to date, or note it down as new."""
        known = self._match(variant)
        sku = self._insert(variant) if known is None else self._change(known, variant)
        self.stocked[sku] = variant.told.is_tracked

    def is_missing(self, known: KnownVariant) -> bool:
        """Whether its product came whole and without it."""
        told = known.told
        return known.is_omnis and told.omni_product in self._whole and told.omni_variant not in self._told

    def is_new(self, product: ArrivingProduct) -> bool:
        """Whether nothing of it was there before."""
        ids = {variant.told.omni_variant for variant in product.variants}
        return bool(ids) and ids <= self._fresh_ids

    def _match(self, variant: Arriving) -> KnownVariant | None:
        """The row of this variant: by its id, or one of its SKU that stands for nothing in Omni now."""
        if found := self._by_id.get(variant.told.omni_variant):
            return found
        same = self._by_sku.get(variant.sku)
        return same if same and not same.is_omnis else None

    def _key(self, variant: Arriving) -> str:
        """A free SKU: its own, else with its id behind."""
        if variant.sku and variant.sku not in self._by_sku:
            return variant.sku
        return f"{variant.sku}#{variant.told.omni_variant}"

    def _insert(self, variant: Arriving) -> str:
        sku = self._key(variant)
        if variant.sku and sku != variant.sku:
            self.doubled.append(variant.sku)
        self.fresh[sku] = variant.told
        self._fresh_ids.add(variant.told.omni_variant)
        self._by_sku[sku] = None
        return sku

    def _change(self, known: KnownVariant, variant: Arriving) -> str:
        told = variant.told if variant.has_price else replace(variant.told, price=known.told.price)
        sku = self._new_key(known, variant)
        if known.is_omnis and known.told == told and known.sku == sku:
            return sku
        catalog_sync.change(self._tx, known.sku, told, sku)
        after = KnownVariant(sku, told, is_local=False, is_removed=False)
        self._by_sku.pop(known.sku, None)
        self._by_sku[sku] = self._by_id[told.omni_variant] = after
        self.touched.append(sku)
        if not known.is_local:
            self.changes.append(_change(known, after))
        return sku

    def _new_key(self, known: KnownVariant, variant: Arriving) -> str:
        """Its SKU after a change in Omni; what a campaign or an order names keeps the one it has."""
        if known.sku == variant.sku:
            return known.sku
        sku = self._key(variant)
        return known.sku if sku == known.sku or catalog.is_needed(self._tx, known.sku) else sku


def _change(before: KnownVariant, after: KnownVariant) -> VariantChange:
    old, new = _name(before.told), _name(after.told)
    prices = (before.told.price, after.told.price)
    return VariantChange(
        after.sku,
        "",
        price=prices if prices[0] != prices[1] else None,
        old_name=old if old != new else None,
        is_gone=False if before.is_removed else None,
    )


def _name(told: OmniVariant) -> str:
    return " ".join(filter(None, (told.product, told.variant)))
