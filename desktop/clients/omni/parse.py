"""Haravan's JSON → our frozen resources, as tolerant as its answers are ragged (omni_carriers.md §1.1).

Must not fail on a row: a row without ids is None, unknown fields are ignored, a value that cannot be read is
as one that was not told. Expects numbers with a point as Decimal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any, TypeVar

from desktop.clients.graph.parse import storable
from desktop.clients.omni.resources import (
    Address,
    Customer,
    InventoryLevel,
    Location,
    Metafield,
    Product,
    ProductImage,
    ProductVariant,
    Shop,
)

T = TypeVar("T")
Row = Mapping[str, Any]

_LARGEST = 2**63 - 1
"""What a database takes as an integer."""
_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d*))?\s*(Z|[+-]\d\d:?\d\d)?", re.IGNORECASE | re.ASCII
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


# --- values ---------------------------------------------------------------------------------------------


def money_of(value: Any) -> int | None:
    """An amount in whole đồng, halves rounded away from zero (`600000.0000`, 5, "299000.5")."""
    return _whole(value, ROUND_HALF_UP)


def count_of(value: Any) -> int | None:
    """A number of pieces; of a broken piece none can be sold, so it is rounded down."""
    return _whole(value, ROUND_FLOOR)


def _whole(value: Any, rounding: str) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    try:
        # A number with more digits than a Decimal has fails here, before it could become a giant integer.
        number = int(Decimal(value).quantize(Decimal(1), rounding=rounding))
    except (ArithmeticError, ValueError):
        return None
    return number if abs(number) <= _LARGEST else None


def time_of(value: Any) -> int | None:
    """UTC milliseconds of a time with 0 to 7 digits of fraction, with `Z`, an offset, or neither (UTC)."""
    found = _TIME.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    day, clock, fraction, zone = found.groups()
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=UTC) - _offset(zone or "Z")
    except (ValueError, OverflowError):
        return None
    seconds = (moment - _EPOCH) // timedelta(seconds=1)
    return seconds * 1000 + int(f"{fraction or ''}000"[:3])


def _offset(zone: str) -> timedelta:
    if zone in "Zz":
        return timedelta()
    size = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return -size if zone[0] == "-" else size


def time_text(milliseconds: int) -> str:
    """A filter's value: whole seconds, rounded down, for nothing says that a filter knows fractions."""
    return (_EPOCH + timedelta(seconds=milliseconds // 1000)).strftime("%Y-%m-%dT%H:%M:%SZ")


def text_of(value: Any) -> str:
    """A text; numbers become one (a barcode may come as `789`), anything else is empty."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    return ""


def id_of(value: Any) -> str:
    """An id; empty for none. Haravan's ids are integers, and 0 stands for none."""
    text = text_of(value).strip()
    return "" if text == "0" else text


def tags_of(value: Any) -> tuple[str, ...]:
    """Tags out of ONE comma-joined text, in order, each once; a list is understood too."""
    parts = value if isinstance(value, list) else text_of(value).split(",")
    tags = (text_of(part).strip() for part in parts)
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def rows_of(value: Any, read: Callable[[Any], T | None]) -> tuple[tuple[T, ...], int]:
    """The rows of a list that can be read, and how many cannot; nothing where there is no list."""
    rows = value if isinstance(value, list) else []
    found = tuple(row for row in map(read, rows) if row is not None)
    return found, len(rows) - len(found)


def _identified(value: Any) -> tuple[Row, str]:
    """A row with its id, which is empty where it is none or has none."""
    return (value, id_of(value.get("id"))) if isinstance(value, Mapping) else ({}, "")


# --- resources ------------------------------------------------------------------------------------------


def shop_of(value: Any) -> Shop | None:
    """The shop; None without an id."""
    row, shop_id = _identified(value)
    if not shop_id:
        return None
    return Shop(
        id=shop_id,
        name=text_of(row.get("name")),
        email=text_of(row.get("email")),
        phone=text_of(row.get("phone")),
        domain=text_of(row.get("domain")),
        myharavan_domain=text_of(row.get("myharavan_domain")),
        currency=text_of(row.get("currency")),
        timezone=text_of(row.get("timezone")),
        province=text_of(row.get("province")),
        created_at=time_of(row.get("created_at")),
    )


def location_of(value: Any) -> Location | None:
    """A location; None without an id."""
    row, location_id = _identified(value)
    if not location_id:
        return None
    return Location(
        id=location_id,
        name=text_of(row.get("name")),
        type=text_of(row.get("type")),
        is_primary=row.get("is_primary") is True,
        is_unavailable_quantity=row.get("is_unavailable_quantity") is True,
        address=text_of(row.get("address1")),
        ward=text_of(row.get("ward")),
        district=text_of(row.get("district")),
        province=text_of(row.get("province")),
        phone=text_of(row.get("phone")),
        updated_at=time_of(row.get("updated_at")),
    )


def product_of(value: Any) -> Product | None:
    """A product with its variants and pictures; None without an id."""
    row, product_id = _identified(value)
    if not product_id:
        return None
    variants, bad_variants = rows_of(row.get("variants"), lambda inner: variant_of(inner, product_id))
    images, bad_images = rows_of(row.get("images"), lambda inner: image_of(inner, product_id))
    options, _ = rows_of(row.get("options"), _option_name)
    return Product(
        id=product_id,
        title=text_of(row.get("title")),
        handle=text_of(row.get("handle")),
        product_type=text_of(row.get("product_type")),
        vendor=text_of(row.get("vendor")),
        tags=tags_of(row.get("tags")),
        published_scope=text_of(row.get("published_scope")),
        published_at=time_of(row.get("published_at")),
        option_names=options,
        variants=variants,
        images=images,
        created_at=time_of(row.get("created_at")),
        updated_at=time_of(row.get("updated_at")),
        unreadable=bad_variants + bad_images,
    )


def _option_name(value: Any) -> str | None:
    return text_of(value.get("name")) if isinstance(value, Mapping) else None


def variant_of(value: Any, product_id: str = "") -> ProductVariant | None:
    """A variant; None without an id. `product_id` is of the product that it stands in."""
    row, variant_id = _identified(value)
    if not variant_id:
        return None
    return ProductVariant(
        id=variant_id,
        product_id=id_of(row.get("product_id")) or product_id,
        title=text_of(row.get("title")),
        sku=text_of(row.get("sku")),
        barcode=text_of(row.get("barcode")),
        price=money_of(row.get("price")),
        compare_at_price=money_of(row.get("compare_at_price")),
        grams=_whole(row.get("grams"), ROUND_HALF_UP),
        position=count_of(row.get("position")),
        inventory_management=text_of(row.get("inventory_management")).strip(),
        inventory_policy=text_of(row.get("inventory_policy")),
        inventory_quantity=count_of(row.get("inventory_quantity")),
        image_id=id_of(row.get("image_id")),
        options=_options(row),
        created_at=time_of(row.get("created_at")),
        updated_at=time_of(row.get("updated_at")),
    )


def _options(row: Row) -> tuple[str, ...]:
    values = (text_of(row.get(key)) for key in ("option1", "option2", "option3"))
    return tuple(value for value in values if value)


def image_of(value: Any, product_id: str = "") -> ProductImage | None:
    """A picture of a product; None without an id. Its times lack even the `Z` (omni_carriers.md §1.1)."""
    row, image_id = _identified(value)
    if not image_id:
        return None
    variants = row.get("variant_ids")
    return ProductImage(
        id=image_id,
        product_id=id_of(row.get("product_id")) or product_id,
        url=text_of(row.get("src")),
        filename=text_of(row.get("filename")),
        position=count_of(row.get("position")),
        variant_ids=tuple(filter(None, map(id_of, variants))) if isinstance(variants, list) else (),
        updated_at=time_of(row.get("updated_at")),
    )


def level_of(value: Any) -> InventoryLevel | None:
    """A stock level; None where variant, location or the available units are not told."""
    row = value if isinstance(value, Mapping) else {}
    variant_id, location_id = id_of(row.get("variant_id")), id_of(row.get("loc_id"))
    # "commited" is Haravan's own spelling.
    on_hand, committed = count_of(row.get("qty_onhand")), count_of(row.get("qty_commited"))
    available = count_of(row.get("qty_available"))
    if available is None and on_hand is not None and committed is not None:
        available = on_hand - committed
    if not variant_id or not location_id or available is None:
        return None
    return InventoryLevel(
        id=id_of(row.get("id")),
        variant_id=variant_id,
        product_id=id_of(row.get("product_id")),
        location_id=location_id,
        on_hand=on_hand,
        committed=committed,
        incoming=count_of(row.get("qty_incoming")),
        available=available,
        updated_at=time_of(row.get("updated_at")),
    )


def customer_of(value: Any) -> Customer | None:
    """A customer with the addresses told; None without an id."""
    row, customer_id = _identified(value)
    if not customer_id:
        return None
    return Customer(
        id=customer_id,
        first_name=text_of(row.get("first_name")),
        last_name=text_of(row.get("last_name")),
        email=text_of(row.get("email")),
        phone=text_of(row.get("phone")),
        note=text_of(row.get("note")),
        tags=tags_of(row.get("tags")),
        state=text_of(row.get("state")),
        orders_count=count_of(row.get("orders_count")),
        total_spent=money_of(row.get("total_spent")),
        last_order_id=id_of(row.get("last_order_id")),
        last_order_name=text_of(row.get("last_order_name")),
        last_order_at=time_of(row.get("last_order_date")),
        addresses=_addresses(row),
        created_at=time_of(row.get("created_at")),
        updated_at=time_of(row.get("updated_at")),
    )


def _addresses(row: Row) -> tuple[Address, ...]:
    found, _ = rows_of(row.get("addresses"), address_of)
    default = address_of(row.get("default_address"))
    if default is None or any(address.id == default.id for address in found):
        return found
    return (*found, default)


def address_of(value: Any) -> Address | None:
    """An address of a customer; None without an id."""
    row, address_id = _identified(value)
    if not address_id:
        return None
    return Address(
        id=address_id,
        name=text_of(row.get("name")).strip(),
        first_name=text_of(row.get("first_name")),
        last_name=text_of(row.get("last_name")),
        phone=text_of(row.get("phone")),
        address1=text_of(row.get("address1")),
        ward=text_of(row.get("ward")),
        ward_code=text_of(row.get("ward_code")),
        district=text_of(row.get("district")),
        district_code=text_of(row.get("district_code")),
        province=text_of(row.get("province")),
        province_code=text_of(row.get("province_code")),
        city=text_of(row.get("city")),
        zip=text_of(row.get("zip")),
        country_code=text_of(row.get("country_code")),
        is_default=row.get("default") is True,
    )


def metafield_of(value: Any) -> Metafield | None:
    """A metafield; None without an id."""
    row, metafield_id = _identified(value)
    if not metafield_id:
        return None
    return Metafield(
        id=metafield_id,
        namespace=text_of(row.get("namespace")),
        key=text_of(row.get("key")),
        value=text_of(row.get("value")),
        value_type=text_of(row.get("value_type")),
        description=text_of(row.get("description")),
        owner_id=id_of(row.get("owner_id")),
        owner_resource=text_of(row.get("owner_resource")),
        created_at=time_of(row.get("created_at")),
        updated_at=time_of(row.get("updated_at")),
    )
