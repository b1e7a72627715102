"""What the catalogue is made from before it has ids and times: goods as a shop would list them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Stock:
    """Figures at one location."""

    on_hand: int
    committed: int = 0
    incoming: int = 0


@dataclass(frozen=True, slots=True)
class Kind:
    """One variant to be. `stock` is by location in order; a location that is missing never had any."""

    sku: str | None
    values: tuple[str, ...]
    price: Decimal
    stock: tuple[Stock, ...] = ()
    compare_at_price: Decimal = Decimal(0)
    barcode: str | None = None
    grams: Decimal = Decimal(0)
    tracked: bool = True
    backorder: bool = False
    advance: bool = True
    picture: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Goods:
    """One product to be; `options` are the names of its choices."""

    title: str
    product_type: str
    options: tuple[str, ...]
    kinds: tuple[Kind, ...]
    vendor: str = "Khác"
    tags: str | None = None
    body_html: str = ""
    published: bool = True
    hidden: bool = False
