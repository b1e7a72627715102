"""What other channels do to the shop while a live runs: stock sold or counted, products changed.

This is the control's `/stock` and `/product` (contracts.md §5), and the changes that wait for a call: with
`before_call` a change happens just before that many-th call from now, which is how a list shifts between
two of its pages. Must not know of HTTP.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from random import Random
from typing import Any

from desktop.sandbox.clock import Clock
from desktop.sandbox.omni.goods import Goods, Kind, Stock
from desktop.sandbox.omni.making import make_product, make_variant, stock_up, with_pictures
from desktop.sandbox.omni.records import Balance, Product, Variant
from desktop.sandbox.omni.store import Store
from desktop.sandbox.omni.times import Ticks, ticks

WAITING = ("before_call", "target")
STOCK_KEYS = ("sku", "variant_id", "location_id", "quantity", "adjust", "committed", "incoming", *WAITING)
VARIANT_KEYS = ("sku", "price", "compare_at_price", "options", "barcode", "quantity", "tracked", "backorder")
PRODUCT_KEYS = ("id", "title", "tags", "vendor", "picture", "hidden", "variants")
CHANGE_KEYS = (*PRODUCT_KEYS, "variant_id", "new_sku", "delete", *VARIANT_KEYS, *WAITING)
Change = Callable[[], dict[str, Any]]


class ShopEvents:
    """Carries changes out, at once or before a coming call."""

    def __init__(self, store: Store, clock: Clock, random: Random) -> None:
        self._store, self._clock, self._random = store, clock, random
        self._waiting: list[tuple[str, int, Change]] = []

    def before(self, target: str) -> None:
        """A call of that target is about to be answered: what waits for it happens now."""
        counted = [(t, left - (t == target), change) for t, left, change in self._waiting]
        self._waiting = [waiting for waiting in counted if waiting[1] > 0]
        for _, left, change in counted:
            if left <= 0:
                with suppress(KeyError, ValueError):  # what it would change may be gone by now
                    change()

    def stock(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        """Stock of a variant: `quantity` is counted anew, `adjust` added. Raises ValueError, KeyError."""
        variant = self._variant(raw)
        if not {"quantity", "adjust", "committed", "incoming"} & set(raw):
            raise ValueError("quantity, adjust, committed or incoming must be told")
        if "location_id" in raw and int(raw["location_id"]) not in self._store.locations:
            raise ValueError(f"there is no location {raw['location_id']}")
        return self._when(raw, "omni.inventory_locations", lambda: self._count(variant.id, raw))

    def product(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        """Make a product, change one (or a variant of it), or `delete` it. Raises ValueError, KeyError."""
        if "id" not in raw and "variants" in raw:
            goods = self._goods(raw)
            return self._when(raw, "omni.products", lambda: self._make(goods))
        variant = None if "id" in raw else self._variant(raw)
        product_id = int(raw["id"]) if variant is None else variant.product_id
        if (product := self._store.products.get(product_id)) is None:
            raise ValueError(f"there is no product {product_id}")
        if raw.get("delete"):
            return self._when(raw, "omni.products", lambda: self._delete(product.id, variant))
        own = _variant_changes(raw)
        return self._when(raw, "omni.products", lambda: self._change(product.id, variant, raw, own))

    def _when(self, raw: Mapping[str, Any], target: str, change: Change) -> dict[str, Any]:
        if "before_call" not in raw:
            return change()
        call, target = int(raw["before_call"]), str(raw.get("target", target))
        if call < 1:
            raise ValueError("before_call must be 1 or more")
        self._waiting.append((target, call, change))
        return {"waiting_for": target, "before_call": call}

    @property
    def _now(self) -> Ticks:
        return ticks(self._clock.now())

    def _variant(self, raw: Mapping[str, Any]) -> Variant:
        """The one that `variant_id` or `sku` names."""
        if "variant_id" in raw:
            return self._variant_by_id(int(raw["variant_id"]))
        if "sku" not in raw:
            raise ValueError("sku or variant_id must be told")
        found = self._store.variants_with(str(raw["sku"]))
        if len(found) != 1:
            raise ValueError(f"there are {len(found)} variants with the SKU {raw['sku']}")
        return found[0]

    def _variant_by_id(self, variant_id: int) -> Variant:
        if (variant := self._store.variant(variant_id)) is None:
            raise ValueError(f"there is no variant {variant_id}")
        return variant

    def _count(self, variant_id: int, raw: Mapping[str, Any]) -> dict[str, Any]:
        """Without a location `quantity` is the total: it goes to the primary one, the others are emptied."""
        store, now, variant = self._store, self._now, self._variant_by_id(variant_id)
        location_id = int(raw.get("location_id", store.primary.id))
        if "quantity" in raw and "location_id" not in raw:
            for other in store.stock_of(variant.id):
                store.set_on_hand(variant, other.location_id, 0, now)
        balance = store.balance(variant, location_id, now)
        changed = replace(
            balance,
            on_hand=int(raw.get("quantity", balance.on_hand)) + int(raw.get("adjust", 0)),
            committed=int(raw.get("committed", balance.committed)),
            incoming=int(raw.get("incoming", balance.incoming)),
            updated_at=now,
        )
        store.put_balance(changed)
        return self._told_stock(variant)

    def _told_stock(self, variant: Variant) -> dict[str, Any]:
        rows = self._store.stock_of(variant.id)
        return {
            "variant_id": variant.id,
            "sku": variant.sku,
            "available": sum(row.available for row in rows),
            "locations": list(map(_told_balance, rows)),
        }

    def _goods(self, raw: Mapping[str, Any]) -> Goods:
        kinds = tuple(self._kind(variant) for variant in raw["variants"])
        if not kinds:
            raise ValueError("a product has at least one variant")
        width = max(len(kind.values) for kind in kinds)
        names = ("Màu sắc", "Kích thước", "Chất liệu")[:width] or ("Title",)
        if picture := raw.get("picture"):
            kinds = tuple(replace(kind, picture=str(picture)) for kind in kinds)
        return Goods(
            title=str(raw["title"]),
            product_type="Khác",
            options=names,
            kinds=kinds,
            vendor=str(raw.get("vendor", "Khác")),
            tags=raw.get("tags"),
            hidden=bool(raw.get("hidden", False)),
        )

    def _kind(self, raw: Mapping[str, Any]) -> Kind:
        if unknown := sorted(set(raw) - set(VARIANT_KEYS)):
            raise ValueError(f"unknown keys: {', '.join(unknown)}; there are {', '.join(VARIANT_KEYS)}")
        return Kind(
            sku=raw.get("sku"),
            values=tuple(map(str, raw.get("options", ()))),
            price=_money("price", raw["price"]),
            stock=(Stock(int(raw.get("quantity", 0))),),
            compare_at_price=_money("compare_at_price", raw.get("compare_at_price", 0)),
            barcode=raw.get("barcode"),
            tracked=bool(raw.get("tracked", True)),
            backorder=bool(raw.get("backorder", False)),
        )

    def _make(self, goods: Goods) -> dict[str, Any]:
        return _told(make_product(self._store, self._random, goods, self._now))

    def _delete(self, product_id: int, variant: Variant | None) -> dict[str, Any]:
        product = self._store.products[product_id]
        kept = tuple(v for v in product.variants if variant is not None and v.id != variant.id)
        if kept:
            self._store.put(replace(product, variants=kept, updated_at=self._now))
        else:
            self._store.remove(product_id)
        return {"deleted": product_id if variant is None else variant.id}

    def _change(
        self, product_id: int, variant: Variant | None, raw: Mapping[str, Any], own: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Change the product; what belongs to variants changes in the one named, or in all of them."""
        now, product = self._now, self._store.products[product_id]
        named = {v.id for v in product.variants if variant is None or v.id == variant.id}
        variants = tuple(
            replace(v, **own, updated_at=now) if own and v.id in named else v for v in product.variants
        )
        said = {name: raw[name] for name in ("title", "tags", "vendor", "hidden") if name in raw}
        product = replace(product, **said, variants=variants, updated_at=now)
        if picture := raw.get("picture"):
            product = with_pictures(self._store, product, [str(picture)] * len(variants), now)
        self._store.put(product)
        for added in raw.get("variants", ()):
            product = self._add(product, self._kind(added))
        return _told(product)

    def _add(self, product: Product, kind: Kind) -> Product:
        now = self._now
        variant = make_variant(self._store, kind, product.id, len(product.variants) + 1, now)
        product = replace(product, variants=(*product.variants, variant), updated_at=now)
        self._store.put(product)
        stock_up(self._store, self._random, variant, kind, now)
        return product


def _variant_changes(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What a change says of variants, as their fields. A SKU names the variant; `new_sku` changes it."""
    own: dict[str, Any] = {n: _money(n, raw[n]) for n in ("price", "compare_at_price") if n in raw}
    own |= {name: bool(raw[name]) for name in ("tracked", "backorder") if name in raw}
    own |= {"sku": raw["new_sku"]} if "new_sku" in raw else {}
    own |= {"barcode": raw["barcode"]} if "barcode" in raw else {}
    return own | ({"options": tuple(map(str, raw["options"]))} if "options" in raw else {})


def _told(product: Product) -> dict[str, Any]:
    variants = [{"id": v.id, "sku": v.sku, "price": str(v.price)} for v in product.variants]
    return {"id": product.id, "title": product.title, "variants": variants}


def _told_balance(balance: Balance) -> dict[str, Any]:
    return {"location_id": balance.location_id, "on_hand": balance.on_hand, "committed": balance.committed}


def _money(name: str, value: Any) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError(f"{name} must be a number") from error
