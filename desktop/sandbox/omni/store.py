"""The shop's things, found by id, and the changes that other channels make to them.

Must not know of requests, tokens or JSON. All times are ticks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random

from desktop.sandbox.omni.records import Balance, Customer, Location, Metafield, Product, Variant
from desktop.sandbox.omni.times import Ticks


class Ids:
    """Ids that rise by steps of chance, as those of a server with many shops do."""

    def __init__(self, random: Random, start: int) -> None:
        self._random = random
        self._last = start

    def next(self) -> int:
        """An id that is greater than all before."""
        self._last += self._random.randint(1, 9_000)
        return self._last


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the shop is."""

    id: int
    name: str
    slug: str
    phone: str
    created_at: Ticks


class Store:
    """The shop in Omni. Rows stand in order of their ids."""

    def __init__(self, identity: Identity, locations: Iterable[Location], ids: Ids) -> None:
        self.identity = identity
        self.ids = ids
        self.locations = {location.id: location for location in locations}
        self.products: dict[int, Product] = {}
        self.balances: dict[int, Balance] = {}
        self.customers: dict[int, Customer] = {}
        self.metafields: dict[int, Metafield] = {}
        self._product_of: dict[int, int] = {}
        self._balance_at: dict[tuple[int, int], int] = {}

    @property
    def primary(self) -> Location:
        """The location that stock goes to where none is named."""
        return next(location for location in self.locations.values() if location.is_primary)

    def put(self, product: Product) -> None:
        """Take a product in, or a changed one in place of the one with its id."""
        before = self.products.get(product.id)
        for variant in before.variants if before else ():
            del self._product_of[variant.id]
        self.products[product.id] = product
        self._product_of |= {variant.id: product.id for variant in product.variants}
        kept = {variant.id for variant in product.variants}
        self._forget_stock({variant.id for variant in before.variants} - kept if before else set())

    def remove(self, product_id: int) -> None:
        """Delete a product, its variants and their stock. Raises KeyError."""
        product = self.products.pop(product_id)
        gone = {variant.id for variant in product.variants}
        for variant_id in gone:
            del self._product_of[variant_id]
        self._forget_stock(gone)

    def _forget_stock(self, variant_ids: set[int]) -> None:
        gone = [place for place in self._balance_at if place[0] in variant_ids] if variant_ids else []
        for place in gone:
            del self.balances[self._balance_at.pop(place)]

    def variant(self, variant_id: int) -> Variant | None:
        """The variant of that id."""
        product = self.products.get(self._product_of.get(variant_id, 0))
        return next((v for v in product.variants if v.id == variant_id), None) if product else None

    def variants_with(self, sku: str) -> list[Variant]:
        """The variants of that SKU: nothing in Omni keeps two from having the same."""
        return [v for product in self.products.values() for v in product.variants if v.sku == sku]

    def stock_of(self, variant_id: int) -> list[Balance]:
        """The variant's balances, in order of the locations."""
        places = ((variant_id, location_id) for location_id in self.locations)
        return [self.balances[self._balance_at[place]] for place in places if place in self._balance_at]

    def balance(self, variant: Variant, location_id: int, now: Ticks) -> Balance:
        """The variant's balance there, made empty where there is none yet. Raises KeyError."""
        place = (variant.id, self.locations[location_id].id)
        if place in self._balance_at:
            return self.balances[self._balance_at[place]]
        return self.add_balance(
            Balance(self.ids.next(), location_id, variant.product_id, variant.id, 0, 0, 0, now)
        )

    def add_balance(self, balance: Balance) -> Balance:
        """Take in the first balance of a variant at a location."""
        self._balance_at[balance.variant_id, balance.location_id] = balance.id
        return self.put_balance(balance)

    def put_balance(self, balance: Balance) -> Balance:
        """Put a changed balance in place of the one with its id."""
        self.balances[balance.id] = balance
        return balance

    def set_on_hand(self, variant: Variant, location_id: int, quantity: int, now: Ticks) -> Balance:
        """Count the variant there anew; its `updated_at` moves, that of the product does not."""
        balance = self.balance(variant, location_id, now)
        return self.put_balance(replace(balance, on_hand=quantity, updated_at=now))
