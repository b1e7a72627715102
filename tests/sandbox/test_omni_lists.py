"""Lists of Omni: what they hold, filters, order, pages, and how they shift (omni_carriers.md §1.6–1.9)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from desktop.sandbox.omni.times import SECOND, read, written

from .omni_stage import Shop, opened
from .stage import START

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?")


def ids(rows: Any) -> list[int]:
    return [row["id"] for row in rows]


async def test_the_script_s_rows_are_omnis_products_with_their_stock() -> None:
    async with opened() as shop:
        products = await shop.told("products")
        assert [product["title"] for product in products] == ["Áo len", "Nến thơm", "Quà kèm"]
        sweater, candle, gift = products
        assert [(o["name"], o["position"]) for o in sweater["options"]] == [("Màu sắc", 1), ("Kích thước", 2)]
        assert [(v["sku"], v["title"], v["price"], v["inventory_quantity"]) for v in sweater["variants"]] == [
            ("AO-KEM-M", "Kem / M", 299000, 34),
            ("AO-DEN-M", "Đen / M", 319000, 1),
        ]
        assert [o["name"] for o in candle["options"]] == ["Title"]
        (only,) = candle["variants"]
        assert (only["title"], only["option1"], only["option2"]) == ("Default Title", "Default Title", None)
        (untracked,) = gift["variants"]
        assert (untracked["inventory_management"], untracked["inventory_advance"]) == (None, None)
        assert await shop.stock("QUA") == []


async def test_stock_is_split_between_two_places() -> None:
    async with opened() as shop:
        names = {row["id"]: row["name"] for row in await shop.told("locations")}
        rows = await shop.stock("AO-KEM-M")
        assert [(names[row["loc_id"]], row["qty_onhand"], row["qty_available"]) for row in rows] == [
            ("Kho Hoàn Kiếm", 23, 23),
            ("Kho Thủ Đức", 11, 11),
        ]
        advance = (await shop.variant("AO-KEM-M"))["inventory_advance"]
        assert advance == {"qty_available": 34, "qty_onhand": 34, "qty_commited": 0, "qty_incoming": 0}


async def test_money_has_four_decimals_and_text_stays_vietnamese() -> None:
    async with opened() as shop:
        text = (await shop.get("products")).text
        assert '"price":299000.0000,' in text and '"grams":300.0000,' in text and '"title":"Áo len"' in text


async def test_times_are_ragged_and_pictures_in_products_lack_the_zone() -> None:
    """§1.1: 0 to 7 digits, no zeros at the end, Z everywhere but in a product's images."""
    async with opened(filler=60) as shop:
        products = await shop.told("products")
        times = [product["updated_at"] for product in products]
        times += [variant["created_at"] for product in products for variant in product["variants"]]
        assert all(time.endswith("Z") and MOMENT.fullmatch(time[:-1]) for time in times)
        digits = {len(time.rstrip("Z").partition(".")[2]) for time in times}
        assert {0, 1, 3, 7} <= digits and not any(time.endswith("0Z") and "." in time for time in times)
        images = [image for product in products for image in product["images"]]
        assert images and all(MOMENT.fullmatch(image["updated_at"]) for image in images)
        alone = await shop.told(f"products/{products[0]['id']}/images")
        assert alone[0]["updated_at"] == images[0]["updated_at"] + "Z"


@pytest.mark.parametrize(
    "text",
    [
        "2021-09-08T19:55:44Z",
        "2021-09-08T19:55:44.1Z",
        "2021-09-08T19:55:44.3618601Z",
        "2021-09-08T00:00:00Z",
    ],
)
def test_times_are_read_as_they_are_written(text: str) -> None:
    assert written(read("updated_at_min", text)) == text


def test_times_are_read_with_zones_and_as_dates() -> None:
    day = read("x", "2021-09-08")
    assert day == read("x", "2021-09-08T07:00:00+07:00") == read("x", "2021-09-08T07:00:00 0700")
    assert read("x", "2021-09-08 00:00:01.5") - day == SECOND * 3 // 2


async def test_pages_have_50_rows_and_a_greater_limit_is_cut_silently() -> None:
    async with opened(filler=120) as shop:
        assert await shop.told("products/count") == 123
        for query in ({}, {"limit": "250"}, {"limit": "0"}, {"limit": "x"}, {"page": "0"}, {"page": "-2"}):
            assert len(await shop.told("products", **query)) == 50, query
        pages = [await shop.told("products", page=str(page)) for page in (1, 2, 3, 4)]
        assert [len(page) for page in pages] == [50, 50, 23, 0]
        found = [row for page in pages for row in ids(page)]
        assert found == sorted(set(found)) and len(found) == 123
        await shop.control("/switch", omni_page_cap=250)
        assert len(await shop.told("products", limit="250")) == 123


async def test_since_id_walks_through_a_list_too() -> None:
    async with opened(filler=120) as shop:
        found, since = [], 0
        while rows := await shop.told("products", since_id=str(since)):
            found += ids(rows)
            since = found[-1]
        assert len(found) == len(set(found)) == 123


async def test_products_are_filtered_by_what_the_documentation_names() -> None:
    async with opened(filler=40) as shop:
        products = await shop.told("products")
        first, second = products[0], products[4]
        assert ids(await shop.told("products", sku="AO-DEN-M")) == [first["id"]]
        assert ids(await shop.told("products", handle=second["handle"])) == [second["id"]]
        assert ids(await shop.told("products", ids=f"{second['id']}, {first['id']},77")) == ids(
            [first, second]
        )
        vendors = {p["id"] for p in products if p["vendor"] == "Khác"}
        assert set(ids(await shop.told("products", vendor="Khác"))) == vendors
        assert await shop.told("products/count", vendor="Khác") == len(vendors)
        barcode = next(v["barcode"] for p in products for v in p["variants"] if v["barcode"])
        assert len(await shop.told("products", barcode=barcode)) == 1
        assert await shop.told("products", collection_id="9") == []


@pytest.mark.parametrize("name", ["updated_at", "created_at"])
async def test_bounds_of_time_are_inclusive_to_the_last_digit(name: str) -> None:
    async with opened(filler=40) as shop:
        products = sorted(await shop.told("products"), key=lambda p: read(name, p[name]))
        bound = products[20][name]
        later = await shop.told("products", **{f"{name}_min": bound}, order=f"{name} asc")
        assert ids(later) == ids(products[20:])
        earlier = await shop.told("products", **{f"{name}_max": bound}, order=f"{name} desc")
        assert ids(earlier) == ids(products[20::-1])
        assert await shop.told("products/count", **{f"{name}_min": bound}) == len(products) - 20


async def test_fields_are_chosen_and_the_id_always_comes() -> None:
    async with opened() as shop:
        (row, *_) = await shop.told("products", fields="title, handle,nothing")
        assert set(row) == {"id", "title", "handle"}
        variant = await shop.variant("NEN")
        assert await shop.told(f"variants/{variant['id']}", fields="sku") == {
            "id": variant["id"],
            "sku": "NEN",
        }


async def test_variants_and_images_of_a_product() -> None:
    async with opened() as shop:
        sweater, *_ = await shop.told("products")
        path = f"products/{sweater['id']}"
        assert await shop.told(path) == sweater
        assert await shop.told(f"{path}/variants") == sweater["variants"]
        assert await shop.told(f"{path}/variants/count") == 2
        assert ids(await shop.told(f"{path}/variants", limit="1", page="2")) == ids(sweater["variants"][1:])
        assert await shop.told(f"variants/{sweater['variants'][1]['id']}") == sweater["variants"][1]
        assert await shop.told(f"{path}/images/count") == 2
        black = sweater["images"][1]
        assert black["variant_ids"] == ids(sweater["variants"][1:])
        assert sweater["variants"][1]["image_id"] == black["id"]
        assert (await shop.told(f"{path}/images/{black['id']}"))["src"] == black["src"]


async def test_balances_are_found_by_place_and_variant_and_paged_by_since_id_only() -> None:
    async with opened(filler=200) as shop:
        first = await shop.told("inventory_locations")
        assert len(first) == 250 == len(await shop.told("inventory_locations", limit="1000"))
        assert await shop.told("inventory_locations", page="2") == first  # there is no such parameter
        rows, since = list(first), first[-1]["id"]
        while more := await shop.told("inventory_locations", since_id=str(since)):
            rows, since = rows + more, more[-1]["id"]
        assert len(set(ids(rows))) == len(rows) == len(shop.sandbox.world.shop.balances)
        place, variant = rows[7]["loc_id"], rows[7]["variant_id"]
        here = await shop.told("inventory_locations", location_ids=str(place), variant_ids=str(variant))
        assert here == [rows[7]]
        misspelt = await shop.told("inventory_locations", vatiant_ids=str(variant))
        assert misspelt == await shop.told("inventory_locations", variant_ids=str(variant))
        newest = await shop.told("inventory_locations", order="updated_at", direction="desc", limit="1")
        assert newest[0]["updated_at"] == max((row["updated_at"] for row in rows), key=lambda t: read("t", t))


async def test_some_stock_is_negative_and_available_is_on_hand_less_committed() -> None:
    async with opened(filler=200) as shop:
        rows = await shop.told("inventory_locations")
        assert all(row["qty_available"] == row["qty_onhand"] - row["qty_commited"] for row in rows)
        assert any(row["qty_available"] < 0 for row in rows) and any(row["qty_onhand"] < 0 for row in rows)


@pytest.mark.parametrize(
    ("path", "query", "errors"),
    [
        ("products", {"updated_at_min": "hôm qua"}, "updated_at_min is not a date"),
        ("products", {"created_at_max": "2021-13-01"}, "created_at_max is not a date"),
        ("products", {"order": "smell"}, "order must be one of id, created_at, updated_at"),
        ("products", {"order": "id up"}, "direction must be asc or desc"),
        ("products", {"ids": "1,x"}, {"ids": ["is invalid"]}),
        ("inventory_locations", {"variant_ids": "1," * 51}, {"variant_ids": ["has more than 50 ids"]}),
        ("inventory_locations", {"location_ids": "1," * 51}, {"location_ids": ["has more than 50 ids"]}),
    ],
)
async def test_what_omni_cannot_read_is_422_in_both_shapes(
    path: str, query: dict[str, str], errors: Any
) -> None:
    """§1.5: a sentence, or an object of lists."""
    async with opened() as shop:
        assert await shop.refused(path, **query) == (422, errors)


async def test_the_guest_is_a_customer_of_hundreds_of_orders() -> None:
    async with opened() as shop:
        (guest,) = await shop.told("customers/search", query="guest@haravan.com")
        assert (guest["first_name"], guest["phone"], guest["addresses"]) == ("---", None, [])
        assert guest["orders_count"] >= 300 and guest["default_address"] is None


async def test_customers_are_counted_paged_and_found_by_phone_name_and_mail() -> None:
    async with opened() as shop:
        count = await shop.told("customers/count")
        assert count == 62 and len(await shop.told("customers", page="2")) == 12
        (buyer,) = await shop.told("customers/search", query="0912345678")
        assert await shop.told(f"customers/{buyer['id']}") == buyer
        rows = await shop.told("customers/search", query="")
        dates = [read("t", row["last_order_date"] or "1970-01-01") for row in rows]
        assert dates == sorted(dates, reverse=True)
        somebody = next(row for row in rows if row["addresses"])
        assert somebody["default_address"] in somebody["addresses"]
        folded = await shop.told("customers/search", query=somebody["first_name"].upper())
        assert somebody["id"] in ids(folded)


async def test_metafields_belong_to_the_shop_or_to_what_the_path_or_query_names() -> None:
    async with opened() as shop:
        own, product = await shop.told("metafields"), (await shop.told("products"))[0]["id"]
        assert [(f["key"], f["value_type"], type(f["value"])) for f in own] == [
            ("kho_mac_dinh", "string", str),
            ("ke_hang", "integer", int),
        ]
        (field,) = await shop.told(f"products/{product}/metafields")
        owner = {"metafield[owner_resource]": "product", "metafield[owner_id]": str(product)}
        assert await shop.told("metafields", **owner) == [field]
        assert await shop.told(f"products/{product}/metafields/{field['id']}") == field
        assert await shop.told(f"products/{product}/metafields/count") == 1
        assert await shop.told("metafields", namespace="other") == []
        assert (await shop.refused("products/1/metafields"))[0] == 404


async def pages(shop: Shop, **query: str) -> list[int]:
    """Every page of the products, as a client that trusts in `page` would read them."""
    found: list[int] = []
    for page in range(1, 100):
        rows = await shop.told("products", page=str(page), limit="10", **query)
        found += ids(rows)
        if len(rows) < 10:
            return found
    raise AssertionError("the list has no end")


async def test_rows_repeat_and_go_missing_between_pages_when_switched_on() -> None:
    async with opened(filler=100) as shop:
        everything = set(await pages(shop))
        await shop.control("/switch", omni_shifting_rows=True)
        found = await pages(shop)
        assert len(found) > len(set(found)), "no row came twice"
        assert set(found) < everything, "no row was missed"
        steady = await pages(shop, order="id asc")
        assert steady == sorted(everything)


async def test_equal_times_stand_in_any_order_when_switched_on() -> None:
    async with opened(filler=60) as shop:
        for product in list(shop.sandbox.world.shop.products)[:40]:
            await shop.control("/product", id=product, tags="x")  # all at one moment of a clock that stands
        assert await pages(shop, order="updated_at") == await pages(shop, order="updated_at")
        await shop.control("/switch", omni_shifting_rows=True)
        runs = [await pages(shop, order="updated_at") for _ in range(2)]
        assert runs[0] != runs[1]


async def test_inventory_advance_can_be_missing_everywhere() -> None:
    async with opened() as shop:
        await shop.control("/switch", omni_inventory_advance=False)
        assert (await shop.variant("AO-KEM-M"))["inventory_advance"] is None
        assert (await shop.variant("AO-KEM-M"))["inventory_quantity"] == 34


async def test_the_same_seed_opens_the_same_shop() -> None:
    async def whole(seed: int) -> list[str]:
        async with opened(filler=30, seed=seed) as shop:
            paths = ("products", "inventory_locations", "customers", "metafields", "locations")
            return [(await shop.get(path)).text.replace(shop.base, "") for path in paths]

    assert await whole(1) == await whole(1)
    assert await whole(1) != await whole(2)


async def test_times_of_the_shop_lie_before_its_opening() -> None:
    async with opened(filler=60) as shop:
        opened_at = int(START) * SECOND
        for path in ("products", "customers", "inventory_locations"):
            assert all(read("t", row["updated_at"]) <= opened_at for row in await shop.told(path)), path
