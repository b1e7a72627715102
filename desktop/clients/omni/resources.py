"""Haravan's resources as frozen dataclasses (omni_carriers.md §1.7–1.9, §1.16).

Must not know JSON; that is `parse`. Ids are opaque strings, money is đồng, times are UTC milliseconds, weight
is grams. Texts are empty and numbers and times None where Haravan did not tell them.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Shop:
    """The shop that the token belongs to. `myharavan_domain` names it for good, `domain` may change."""

    id: str
    name: str
    email: str = field(repr=False)
    phone: str = field(repr=False)
    domain: str
    myharavan_domain: str
    currency: str
    timezone: str
    province: str
    created_at: int | None


@dataclass(frozen=True, slots=True)
class Location:
    """A place with stock. `type` is `default`, or `ontheroad` for goods on their way."""

    id: str
    name: str
    type: str
    is_primary: bool
    is_unavailable_quantity: bool
    address: str
    ward: str
    district: str
    province: str
    phone: str = field(repr=False)
    updated_at: int | None


@dataclass(frozen=True, slots=True)
class ProductImage:
    """A picture of a product; without `variant_ids` it is of all its variants. `url` is where it lies."""

    id: str
    product_id: str
    url: str
    filename: str
    position: int | None
    variant_ids: tuple[str, ...]
    updated_at: int | None


@dataclass(frozen=True, slots=True)
class ProductVariant:
    """What is sold. `options` are its values in the product's order (`("Đen", "S")`).

    `inventory_quantity` is of all locations together; `inventory_management` and `inventory_policy` are
    Haravan's words.
    """

    id: str
    product_id: str
    title: str
    sku: str
    barcode: str
    price: int | None
    compare_at_price: int | None
    grams: int | None
    position: int | None
    inventory_management: str
    inventory_policy: str
    inventory_quantity: int | None
    image_id: str
    options: tuple[str, ...]
    created_at: int | None
    updated_at: int | None

    @property
    def is_tracked(self) -> bool:
        """Whether Haravan keeps its stock; where not, stock never refuses a sale (omni_carriers.md §1.7)."""
        return bool(self.inventory_management)

    @property
    def allows_backorder(self) -> bool:
        """Whether it is sold on when the stock is gone."""
        return self.inventory_policy == "continue"


@dataclass(frozen=True, slots=True)
class Product:
    """A product with all its variants and pictures, both in Haravan's order.

    `unreadable` counts variants and pictures left out: a variant missing here was not deleted then.
    """

    id: str
    title: str
    handle: str
    product_type: str
    vendor: str
    tags: tuple[str, ...]
    published_scope: str
    published_at: int | None
    option_names: tuple[str, ...]
    variants: tuple[ProductVariant, ...]
    images: tuple[ProductImage, ...]
    created_at: int | None
    updated_at: int | None
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class InventoryLevel:
    """A variant's stock at a location, in units; any of them may be negative (omni_carriers.md §1.8)."""

    id: str
    variant_id: str
    product_id: str
    location_id: str
    on_hand: int | None
    committed: int | None
    incoming: int | None
    available: int
    updated_at: int | None


@dataclass(frozen=True, slots=True)
class Address:
    """A customer's address. `name` is "last first" as Haravan joins it; the codes are of Haravan's lists."""

    id: str
    name: str = field(repr=False)
    first_name: str = field(repr=False)
    last_name: str = field(repr=False)
    phone: str = field(repr=False)
    address1: str = field(repr=False)
    ward: str
    ward_code: str
    district: str
    district_code: str
    province: str
    province_code: str
    city: str
    zip: str
    country_code: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer. `addresses` are the latest, at most ten, and the default one in any case."""

    id: str
    first_name: str = field(repr=False)
    last_name: str = field(repr=False)
    email: str = field(repr=False)
    phone: str = field(repr=False)
    note: str = field(repr=False)
    tags: tuple[str, ...]
    state: str
    orders_count: int | None
    total_spent: int | None
    last_order_id: str
    last_order_name: str
    last_order_at: int | None
    addresses: tuple[Address, ...]
    created_at: int | None
    updated_at: int | None

    @property
    def name(self) -> str:
        """The name as Haravan writes it: last name first."""
        return f"{self.last_name} {self.first_name}".strip()


@dataclass(frozen=True, slots=True)
class Metafield:
    """A field of one's own on an owner. `value` is a text whatever its type; `value_type` names that."""

    id: str
    namespace: str
    key: str
    value: str
    value_type: str
    description: str
    owner_id: str
    owner_resource: str
    created_at: int | None
    updated_at: int | None
