"""What the shop in Omni is made of: frozen records. Must not know of requests or JSON.

Times are ticks (`times`), money is Decimal đồng, for Omni tells four decimals.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.sandbox.omni.times import Ticks


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure of a variant: `ratio` base units, with a price of its own in whole đồng."""

    id: int
    name: str
    ratio: int
    price: int


@dataclass(frozen=True, slots=True)
class Variant:
    """A variant. Without `options` it is the one of a product without a choice ("Default Title").

    `tracked`: Omni keeps its stock; `backorder`: it may be sold beyond it (§1.7). `advance`: the answer
    carries `inventory_advance`, which some shops have and some do not.
    """

    id: int
    product_id: int
    position: int
    sku: str | None
    price: Decimal
    created_at: Ticks
    updated_at: Ticks
    options: tuple[str, ...] = ()
    barcode: str | None = None
    compare_at_price: Decimal = Decimal(0)
    grams: Decimal = Decimal(0)
    tracked: bool = True
    backorder: bool = False
    advance: bool = True
    image_id: int | None = None
    units: tuple[Unit, ...] = ()

    @property
    def title(self) -> str:
        """The option values as one text: "Đen / S"."""
        return " / ".join(self.options) or "Default Title"


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of a product; `file` is its name on the picture server."""

    id: int
    product_id: int
    position: int
    file: str
    variant_ids: tuple[int, ...]
    created_at: Ticks
    updated_at: Ticks


@dataclass(frozen=True, slots=True)
class Option:
    """What a choice is called; the values stand in the variants only (§1.7)."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Product:
    """A product with its variants in order of position; there is always one."""

    id: int
    title: str
    handle: str
    product_type: str
    vendor: str
    created_at: Ticks
    updated_at: Ticks
    published_at: Ticks | None
    variants: tuple[Variant, ...]
    options: tuple[Option, ...]
    images: tuple[Image, ...] = ()
    tags: str | None = None
    body_html: str = ""
    published_scope: str = "global"
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Location:
    """A place that keeps stock."""

    id: int
    name: str
    address: str
    province: str
    province_code: str
    district: str
    district_code: str
    ward: str
    ward_code: str
    zip: str
    phone: str
    is_primary: bool
    created_at: Ticks
    updated_at: Ticks


@dataclass(frozen=True, slots=True)
class Balance:
    """The stock of one variant at one location; any figure may be negative (§1.8)."""

    id: int
    location_id: int
    product_id: int
    variant_id: int
    on_hand: int
    committed: int
    incoming: int
    updated_at: Ticks

    @property
    def available(self) -> int:
        """What may be sold."""
        return self.on_hand - self.committed

    @property
    def created_at(self) -> Ticks:
        """Balances tell no time of creation; the listing knows them by this one."""
        return self.updated_at


@dataclass(frozen=True, slots=True)
class Address:
    """An address of a customer, three levels deep as Omni keeps them (§1.16)."""

    id: int
    street: str
    province: str
    province_code: str
    district: str
    district_code: str
    ward: str
    ward_code: str
    first_name: str
    last_name: str | None
    phone: str | None
    default: bool
    created_at: Ticks = 0
    updated_at: Ticks = 0


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer. The guest is the shared one of all orders without a customer (§1.9)."""

    id: int
    email: str | None
    phone: str | None
    first_name: str
    last_name: str | None
    addresses: tuple[Address, ...]
    orders_count: int
    total_spent: Decimal
    created_at: Ticks
    updated_at: Ticks
    last_order_id: int | None = None
    last_order_name: str | None = None
    last_order_at: Ticks | None = None
    tags: str | None = None
    note: str | None = None
    birthday: Ticks | None = None
    gender: int | None = None
    state: str = "Disabled"

    @property
    def name(self) -> str:
        """Last name first, with the blank that Omni leaves where there is none (§1.1)."""
        return f"{self.last_name or ''} {self.first_name}"


@dataclass(frozen=True, slots=True)
class Metafield:
    """A field of the shop's own, on an object or on the shop itself ("shop")."""

    id: int
    owner: str
    owner_id: int
    namespace: str
    key: str
    value: str | int
    created_at: Ticks
    updated_at: Ticks
    description: str | None = None
