"""Haravan's ragged values (omni_carriers.md §1.1), and its example answers, which must parse whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.clients.omni import parse
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

EXAMPLES = Path(__file__).parents[2] / "../shared/facts/omni_examples"


@pytest.mark.parametrize(
    ("text", "dong"),
    [
        ("600000.0000", 600_000),
        ("299000.5", 299_001),
        ("299000.4999", 299_000),
        ("-100000.5", -100_001),
        ("0.0", 0),
        ("1000000", 1_000_000),
        ("1.5e5", 150_000),
        ("2.61380000E+8", 261_380_000),
        ('"600000.0000"', 600_000),
        ('"2 đồng"', None),
        ('""', None),
        ("true", None),
        ("null", None),
        ("[1]", None),
        ("1e400", None),
        ("-1e999999", None),
        ("99999999999999999999.0", None),
        ("9223372036854775807", 2**63 - 1),
        ("9223372036854775808", None),
        ('"NaN"', None),
        ('"Infinity"', None),
    ],
)
def test_money_is_whole_dong_and_never_a_float(text: str, dong: int | None) -> None:
    assert parse.money_of(json.loads(text, parse_float=Decimal)) == dong


def test_a_float_is_not_taken_for_money() -> None:
    """Floats cannot come from the client; if one did, it would be a fault to see and not a price."""
    assert parse.money_of(299000.5) is None


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_money_is_never_more_than_half_a_dong_off(amount: Decimal) -> None:
    dong = parse.money_of(amount)
    assert dong is not None and abs(Decimal(dong) - amount) <= Decimal("0.5")


@pytest.mark.parametrize(
    ("value", "count"),
    [(5, 5), (-3, -3), (Decimal("12.0000"), 12), (Decimal("2.9"), 2), (Decimal("-0.5"), -1), ("7", 7)],
)
def test_counts_may_be_negative_or_decimal_and_broken_pieces_do_not_count(value: Any, count: int) -> None:
    assert parse.count_of(value) == count


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("2021-09-08T19:55:44Z", 1_631_130_944_000),
        ("2021-09-08T19:55:44", 1_631_130_944_000),
        ("2021-09-08T19:55:44.1Z", 1_631_130_944_100),
        ("2021-09-08T19:55:44.12Z", 1_631_130_944_120),
        ("2021-09-08T19:55:44.3618601Z", 1_631_130_944_361),
        ("2021-09-08T19:55:44.9999999", 1_631_130_944_999),
        ("2021-09-08T19:55:44.Z", 1_631_130_944_000),
        (" 2021-09-08 19:55:44z ", 1_631_130_944_000),
        ("2021-09-09T02:55:44+07:00", 1_631_130_944_000),
        ("2021-09-08T14:55:44-0500", 1_631_130_944_000),
        ("1969-12-31T23:59:59.5Z", -500),
        ("2021-09-31T19:55:44Z", None),
        ("0001-01-01T00:00:00+07:00", None),
        ("2021-09-08", None),
        ("hôm qua", None),
        ("", None),
        (None, None),
        (1_631_130_944, None),
        ("2021-09-08T19:55:44Z" * 1000, None),
    ],
)
def test_times_have_any_fraction_and_any_zone_or_none(text: Any, milliseconds: int | None) -> None:
    assert parse.time_of(text) == milliseconds


@given(st.integers(0, 4_000_000_000_000))
def test_a_filters_time_is_the_second_that_holds_the_moment(milliseconds: int) -> None:
    assert parse.time_of(parse.time_text(milliseconds)) == milliseconds // 1000 * 1000


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        ("VIP,a1,a2", ("VIP", "a1", "a2")),
        (" live , A1 ,,live ", ("live", "A1")),
        (None, ()),
        ("", ()),
        (["x", "y"], ("x", "y")),
        ({"a": 1}, ()),
    ],
)
def test_tags_are_one_comma_joined_text(value: Any, tags: tuple[str, ...]) -> None:
    assert parse.tags_of(value) == tags


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (1028655526, "1028655526"),
        (2**63, str(2**63)),
        ("12", "12"),
        (" 7 ", "7"),
        (0, ""),
        (None, ""),
        (True, ""),
    ],
)
def test_ids_are_opaque_texts(value: Any, found: str) -> None:
    assert parse.id_of(value) == found


def test_texts_that_no_database_takes_are_mended() -> None:
    assert parse.text_of("Áo \ud83d") == "Áo \ufffd"


def test_a_row_without_an_id_is_left_out_and_counted() -> None:
    rows, unreadable = parse.rows_of([{"id": 1}, {"title": "x"}, None, [], {"id": None}, 5], parse.product_of)
    assert [row.id for row in rows] == ["1"] and unreadable == 5


def test_a_product_tells_how_many_of_its_variants_are_missing() -> None:
    row = {"id": 1, "variants": [{"id": 2, "price": "x"}, {"sku": "A"}, "?"], "images": [{"src": "http://x"}]}
    product = parse.product_of(row)
    assert product is not None and product.unreadable == 3
    assert [(v.id, v.product_id, v.price) for v in product.variants] == [("2", "1", None)]


@pytest.mark.parametrize("field", ["variants", "images", "options", "tags", "title", "updated_at"])
@pytest.mark.parametrize("value", [None, 5, "x", {}, [], [None], True, Decimal("1.5")])
def test_no_field_of_a_product_can_break_it(field: str, value: Any) -> None:
    product = parse.product_of({"id": 1, field: value})
    assert product is not None and product.id == "1"


def test_untracked_and_backorder_are_told_from_haravans_words() -> None:
    def variant(**more: Any) -> ProductVariant:
        found = parse.variant_of({"id": 1, **more})
        assert found is not None
        return found

    assert not variant(inventory_management=None).is_tracked
    assert not variant(inventory_management="").is_tracked
    assert variant(inventory_management="haravan").is_tracked
    assert variant(inventory_policy="continue").allows_backorder
    assert not variant(inventory_policy="deny").allows_backorder


def test_stock_may_be_negative_and_is_counted_where_it_is_not_told() -> None:
    row = {"id": 9, "variant_id": 1, "loc_id": 2, "qty_onhand": 3, "qty_commited": 8}
    level = parse.level_of(row | {"qty_available": Decimal("-5.0")})
    assert level is not None and level.available == -5
    computed = parse.level_of(row)
    assert computed is not None and computed.available == -5
    assert parse.level_of({"id": 9, "variant_id": 1, "loc_id": 2, "qty_onhand": 3}) is None
    assert parse.level_of(row | {"loc_id": None}) is None


def test_a_default_address_beyond_the_ten_is_among_the_addresses() -> None:
    row = {"id": 1, "addresses": [{"id": 2}], "default_address": {"id": 3, "default": True}}
    customer = parse.customer_of(row)
    assert customer is not None and [(a.id, a.is_default) for a in customer.addresses] == [
        ("2", False),
        ("3", True),
    ]


def test_people_do_not_show_in_reprs() -> None:
    row = {"id": 1, "phone": "0912345678", "email": "lan@x.vn", "first_name": "Lan"}
    customer = parse.customer_of(row | {"addresses": [row | {"address1": "12 Lê Lợi"}]})
    assert customer is not None and customer.phone == "0912345678"
    for private in ("0912345678", "lan@x.vn", "Lan", "Lê Lợi"):
        assert private not in repr(customer)


# --- Haravan's example answers ----------------------------------------------------------------------------

RESOURCES: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "shop": ("shop", parse.shop_of),
    "locations": ("location", parse.location_of),
    "location": ("location", parse.location_of),
    "products": ("products", parse.product_of),
    "product": ("products", parse.product_of),
    "variants": ("product-variants", parse.variant_of),
    "variant": ("product-variants", parse.variant_of),
    "images": ("product-images", parse.image_of),
    "image": ("product-images", parse.image_of),
    "inventory_locations": ("inventory-locations", parse.level_of),
    "customers": ("customer", parse.customer_of),
    "customer": ("customer", parse.customer_of),
    "addresses": ("customer-address", parse.address_of),
    "customer_address": ("customer-address", parse.address_of),
    "metafields": ("metafield", parse.metafield_of),
    "metafield": ("metafield", parse.metafield_of),
}


def example(name: str) -> list[Any]:
    """The bodies of a page's answers (not of its requests, which have no head)."""
    path = EXAMPLES / f"{name}.json"
    if not path.exists():
        pytest.skip("Haravan's example answers are not beside this repository")
    steps = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    return [step["json"] for step in steps if step["head"].startswith("HTTP/1.1 20")]


def examples_of(key: str) -> list[Any]:
    """Every row that stands under this key in the example answers."""
    found: list[Any] = []
    for body in example(RESOURCES[key][0]):
        value = body.get(key) if isinstance(body, dict) else None
        found += value if isinstance(value, list) else [value] if value is not None else []
    return found


def parsed(kind: type) -> Iterator[Any]:
    """Every object of this kind in all example answers, those inside others too."""
    for key, (_, read) in RESOURCES.items():
        yield from _inside(kind, [read(row) for row in examples_of(key)])


def _inside(kind: type, values: Any) -> Iterator[Any]:
    for value in values:
        if isinstance(value, kind):
            yield value
        for name in ("variants", "images", "addresses"):
            yield from _inside(kind, getattr(value, name, ()))


@pytest.mark.parametrize("key", sorted(RESOURCES))
def test_haravans_example_answers_parse_whole(key: str) -> None:
    """No row is left out, nor any part of one."""
    rows = examples_of(key)
    assert rows, f"no example of {key}"
    for row in rows:
        found = RESOURCES[key][1](row)
        assert found is not None
        assert getattr(found, "unreadable", 0) == 0


KINDS = [
    Shop, Location, Product, ProductVariant, ProductImage, InventoryLevel, Customer, Address, Metafield
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_filled_by_the_examples(kind: type) -> None:
    """A field that no example fills would be a name that we made up."""
    found = list(parsed(kind))
    assert found
    # An object of the docs is known to be told with a `fields` filter; a field is filled if any one fills it.
    for name in (field.name for field in fields(kind)):
        assert any(getattr(one, name) not in (None, "", ()) for one in found), f"{kind.__name__}.{name}"


def test_the_examples_values_are_read_as_they_stand() -> None:
    """By hand, one of each kind: what the test above cannot know is whether a field took the right value."""
    product = parse.product_of(examples_of("products")[0])
    assert product is not None
    assert (product.id, product.title, product.handle) == ("1028655526", "Váy Quây dài", "vay-quay-dai")
    assert (product.created_at, product.updated_at) == (1_603_337_823_058, 1_603_337_828_195)
    assert (product.option_names, product.tags, product.published_scope) == (("Color",), (), "global")
    assert product.variants == (
        ProductVariant(
            id="1063014645",
            product_id="1028655526",
            title="Đen / S",
            sku="AO551",
            barcode="",
            price=600_000,
            compare_at_price=800_000,
            grams=0,
            position=1,
            inventory_management="",
            inventory_policy="deny",
            inventory_quantity=0,
            image_id="1169154560",
            options=("Đen", "S"),
            created_at=1_603_337_823_058,
            updated_at=1_603_337_823_121,
        ),
    )
    picture = product.images[0]
    assert (picture.variant_ids, picture.updated_at) == (("1063014645",), 1_603_337_823_058)
    assert picture.url.startswith("https://product.hstatic.net/200000244883/product/nu-7_")
    level = parse.level_of(examples_of("inventory_locations")[0])
    assert level == InventoryLevel(
        id="1003098484",
        variant_id="1064240649",
        product_id="1028183686",
        location_id="1007284",
        on_hand=0,
        committed=0,
        incoming=0,
        available=0,
        updated_at=1_628_065_922_010,
    )


def test_the_examples_shop_place_and_buyer_are_read_as_they_stand() -> None:
    shop = parse.shop_of(examples_of("shop")[0])
    assert shop is not None and (shop.id, shop.name, shop.currency) == ("200000244883", "shop-2", "VND")
    place = parse.location_of(examples_of("locations")[0])
    assert place is not None and (place.id, place.is_primary, place.type) == ("991324", True, "default")
    assert (place.ward, place.district, place.province) == ("Phường 03", "Quận Phú Nhuận", "Hồ Chí Minh")
    buyer = parse.customer_of(examples_of("customers")[0])
    assert buyer is not None and (buyer.orders_count, buyer.total_spent) == (28, 261_380_000)
    assert (buyer.name, buyer.last_order_id, buyer.last_order_name) == (
        "Haravan Demo",
        "1146065300",
        "#100027",
    )
    assert buyer.last_order_at == 1_603_438_624_000
    home = buyer.addresses[0]
    assert (home.ward_code, home.district_code, home.province_code) == ("27208", "HC476", "HC")
    assert home.is_default and len(buyer.addresses) == 1
    whole_number = parse.metafield_of(examples_of("metafields")[1])
    assert whole_number is not None and (whole_number.value, whole_number.value_type) == ("25", "integer")
