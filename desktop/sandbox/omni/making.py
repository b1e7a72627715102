"""Makes a product of goods: gives ids, times, handle, pictures and stock. Used by catalogue and changes."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from desktop.sandbox.omni.goods import Goods, Kind
from desktop.sandbox.omni.records import Balance, Image, Option, Product, Unit, Variant
from desktop.sandbox.omni.store import Store
from desktop.sandbox.omni.times import SECOND, Ticks, ragged
from desktop.sandbox.rehearsal.typing_habits import without_accents


def make_product(store: Store, random: Random, goods: Goods, at: Ticks) -> Product:
    """Put a new product with these goods into the store, made at that time."""
    product_id = store.ids.next()
    variants = tuple(
        make_variant(store, kind, product_id, place, at) for place, kind in enumerate(goods.kinds, 1)
    )
    product = Product(
        id=product_id,
        title=goods.title,
        handle=_handle(goods.title, product_id),
        product_type=goods.product_type,
        vendor=goods.vendor,
        created_at=at,
        updated_at=max(at, ragged(at + random.randint(SECOND // 100, 9 * SECOND), random)),
        published_at=at - SECOND if goods.published else None,
        variants=variants,
        options=tuple(Option(store.ids.next(), name) for name in goods.options),
        tags=goods.tags,
        body_html=goods.body_html,
        published_scope="global" if goods.published else "pos",
        hidden=goods.hidden,
    )
    product = with_pictures(store, product, [kind.picture for kind in goods.kinds], at)
    store.put(product)
    for variant, kind in zip(product.variants, goods.kinds, strict=True):
        stock_up(store, random, variant, kind, at)
    return product


def make_variant(store: Store, kind: Kind, product_id: int, position: int, at: Ticks) -> Variant:
    """A variant of that kind, not yet in the store."""
    units = (Unit(store.ids.next(), kind.unit, 1, int(kind.price)),) if kind.unit else ()
    return Variant(
        id=store.ids.next(),
        product_id=product_id,
        position=position,
        sku=kind.sku,
        price=kind.price,
        created_at=at,
        updated_at=at,
        options=kind.values,
        barcode=kind.barcode,
        compare_at_price=kind.compare_at_price,
        grams=kind.grams,
        tracked=kind.tracked,
        backorder=kind.backorder,
        advance=kind.advance,
        units=units,
    )


def with_pictures(store: Store, product: Product, files: list[str | None], at: Ticks) -> Product:
    """The product with one image per file, shown on the variants whose place in `files` has it."""
    images = []
    for place, file in enumerate(dict.fromkeys(file for file in files if file), 1):
        shown = tuple(v.id for v, own in zip(product.variants, files, strict=True) if own == file)
        images.append(Image(store.ids.next(), product.id, place, file, shown, at, at))
    image_of = {variant_id: image.id for image in images for variant_id in image.variant_ids}
    variants = tuple(replace(v, image_id=image_of.get(v.id)) for v in product.variants)
    return replace(product, images=tuple(images), variants=variants)


def stock_up(store: Store, random: Random, variant: Variant, kind: Kind, at: Ticks) -> None:
    """Balances for the locations that the kind has figures for; an untracked variant has none."""
    if not variant.tracked:
        return
    for location_id, stock in zip(store.locations, kind.stock, strict=False):
        counted = ragged(at + random.randint(0, 3600 * SECOND), random)
        store.add_balance(
            Balance(
                id=store.ids.next(),
                location_id=location_id,
                product_id=variant.product_id,
                variant_id=variant.id,
                on_hand=stock.on_hand,
                committed=stock.committed,
                incoming=stock.incoming,
                updated_at=counted,
            )
        )


def _handle(title: str, product_id: int) -> str:
    words = re.findall(r"[a-z0-9]+", without_accents(title).lower())
    return "-".join([*words, str(product_id % 1000)])
