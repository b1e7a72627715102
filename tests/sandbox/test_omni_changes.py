"""Other channels at work: stock and products changed by the control (contracts.md §5, §1.18.14)."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.sandbox.omni.times import read, ticks, written

from .omni_stage import Shop, opened


async def moved(shop: Shop, since: str) -> list[str]:
    """The SKUs whose stock has changed after that time, by an incremental reading."""
    shop.wall.step(1)
    rows = await shop.told("inventory_locations", updated_at_min=since)
    variants = [await shop.told(f"variants/{row['variant_id']}") for row in rows]
    return sorted({variant["sku"] for variant in variants})


def now(shop: Shop) -> str:
    return written(ticks(shop.wall()))


async def test_stock_is_set_to_a_total_and_its_time_moves() -> None:
    async with opened() as shop:
        before = now(shop)
        shop.wall.step(10)
        told = await shop.control("/stock", sku="AO-KEM-M", quantity=0)
        assert (told["sku"], told["available"]) == ("AO-KEM-M", 0)
        assert [row["qty_onhand"] for row in await shop.stock("AO-KEM-M")] == [0, 0]
        assert await moved(shop, before) == ["AO-KEM-M"]
        await shop.control("/stock", sku="AO-KEM-M", quantity=12)
        assert [row["qty_onhand"] for row in await shop.stock("AO-KEM-M")] == [12, 0]
        assert (await shop.variant("AO-KEM-M"))["inventory_quantity"] == 12


async def test_stock_of_one_place_is_set_adjusted_committed_and_may_be_negative() -> None:
    async with opened() as shop:
        variant = await shop.variant("AO-DEN-M")
        third = (await shop.told("locations"))[2]["id"]
        told = await shop.control("/stock", variant_id=variant["id"], location_id=third, quantity=7)
        assert told["available"] == 8
        await shop.control("/stock", variant_id=variant["id"], location_id=third, adjust=-9, committed=1)
        row = (await shop.stock("AO-DEN-M"))[-1]
        assert (row["loc_id"], row["qty_onhand"], row["qty_commited"], row["qty_available"]) == (
            third,
            -2,
            1,
            -3,
        )


async def test_stock_moves_no_time_of_the_product() -> None:
    """Who looks for changed stock has to read inventory_locations (the stricter reading of §1.8)."""
    async with opened() as shop:
        before = (await shop.told("products"))[0]["updated_at"]
        await shop.control("/stock", sku="AO-KEM-M", adjust=-3)
        assert (await shop.told("products"))[0]["updated_at"] == before


async def test_a_price_and_a_name_change_and_are_found_by_time() -> None:
    async with opened() as shop:
        before = now(shop)
        shop.wall.step(10)
        await shop.control("/product", sku="AO-KEM-M", price=279000)
        (changed,) = await shop.told("products", updated_at_min=before)
        assert [v["price"] for v in changed["variants"]] == [279000, 319000]
        untouched = changed["variants"][1]["updated_at"]
        assert read("t", untouched) < read("t", changed["variants"][0]["updated_at"])
        shop.wall.step(10)
        await shop.control("/product", id=changed["id"], title="Áo len mới", price="1500.25", tags="live,mới")
        text = (await shop.get(f"products/{changed['id']}")).text
        assert text.count('"price":1500.2500') == 2 and '"title":"Áo len mới"' in text
        assert '"tags":"live,mới"' in text


async def test_a_variant_becomes_untracked_or_sold_on_backorder() -> None:
    async with opened() as shop:
        await shop.control("/product", sku="NEN", backorder=True)
        assert (await shop.variant("NEN"))["inventory_policy"] == "continue"
        await shop.control("/product", sku="NEN", tracked=False, new_sku="NEN-2")
        variant = await shop.variant("NEN-2")
        assert (variant["inventory_management"], variant["inventory_advance"]) == (None, None)


async def test_a_product_is_made_with_variants_and_stock() -> None:
    async with opened() as shop:
        told = await shop.control(
            "/product",
            title="Khăn choàng",
            tags="live",
            picture="khan-choang.png",
            variants=[
                {
                    "sku": "KHAN-DO",
                    "price": 149000,
                    "options": ["Đỏ"],
                    "quantity": 9,
                    "barcode": "8930000000012",
                },
                {"sku": None, "price": 149000, "options": ["Be"], "tracked": False},
            ],
        )
        product = await shop.told(f"products/{told['id']}")
        assert [(v["sku"], v["option1"], v["inventory_quantity"]) for v in product["variants"]] == [
            ("KHAN-DO", "Đỏ", 9),
            (None, "Be", 0),
        ]
        assert (await shop.client.get(product["images"][0]["src"])).status_code == 200
        shop.wall.step(5)
        more = await shop.control("/product", id=told["id"], variants=[{"sku": "KHAN-XAM", "price": 1}])
        assert len(more["variants"]) == 3
        assert await shop.told(f"products/{told['id']}/variants/count") == 3


async def test_two_variants_may_have_the_same_sku() -> None:
    async with opened() as shop:
        variants = [{"sku": "NEN", "price": 1}]
        await shop.control("/product", title="Nến trùng mã", variants=variants)
        assert len(await shop.told("products", sku="NEN")) == 2


async def test_a_variant_and_a_product_are_deleted_with_their_stock() -> None:
    async with opened() as shop:
        sweater = (await shop.told("products"))[0]
        first, second = sweater["variants"]
        await shop.control("/product", sku="AO-KEM-M", delete=True)
        assert (await shop.refused(f"variants/{first['id']}"))[0] == 404
        assert await shop.told("inventory_locations", variant_ids=str(first["id"])) == []
        assert [v["id"] for v in (await shop.told("products"))[0]["variants"]] == [second["id"]]
        await shop.control("/product", variant_id=second["id"], delete=True)  # the last one takes it along
        assert (await shop.refused(f"products/{sweater['id']}"))[0] == 404
        assert await shop.told("inventory_locations", variant_ids=str(second["id"])) == []
        candle = (await shop.told("products", sku="NEN"))[0]["id"]
        assert (await shop.control("/product", id=candle, delete=True))["deleted"] == candle
        assert await shop.told("products/count") == 1


async def test_a_variant_is_deleted_between_two_pages() -> None:
    """`before_call`: just before the second call from now, so that the list shifts under the reader."""
    async with opened(filler=20) as shop:
        told = await shop.control("/product", sku="NEN", delete=True, before_call=2)
        assert told == {"waiting_for": "omni.products", "before_call": 2}
        first = await shop.told("products", limit="5")
        second = await shop.told("products", limit="5", page="2")
        assert first[1]["title"] == "Nến thơm"
        left = [row["id"] for row in await shop.told("products")]
        found = [row["id"] for row in first + second if row["id"] in left]
        assert found == left[:4] + left[5:10]  # what slid to the first page was read with neither


async def test_a_variant_goes_while_its_product_stays() -> None:
    async with opened() as shop:
        variant = await shop.variant("AO-DEN-M")
        await shop.control("/product", sku="AO-DEN-M", delete=True, before_call=2)
        assert len((await shop.told("products"))[0]["variants"]) == 2
        assert len((await shop.told("products"))[0]["variants"]) == 1
        assert await shop.told("inventory_locations", variant_ids=str(variant["id"])) == []


async def test_stock_changes_before_a_call_of_another_target() -> None:
    async with opened() as shop:
        await shop.control("/stock", sku="NEN", quantity=5, before_call=1, target="omni.shop")
        assert (await shop.variant("NEN"))["inventory_quantity"] == 0
        await shop.get("shop")
        assert (await shop.variant("NEN"))["inventory_quantity"] == 5


async def test_a_waiting_change_of_what_is_gone_lapses() -> None:
    async with opened() as shop:
        await shop.control("/stock", sku="NEN", quantity=5, before_call=1)
        await shop.control("/product", sku="NEN", price=5, before_call=1)
        await shop.control("/product", sku="NEN", delete=True)
        assert (await shop.get("inventory_locations")).status_code == 200
        assert (await shop.get("products")).status_code == 200


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/stock", {"sku": "NEN"}),
        ("/stock", {"quantity": 3}),
        ("/stock", {"sku": "NOPE", "quantity": 3}),
        ("/stock", {"variant_id": 1, "quantity": 3}),
        ("/stock", {"sku": "NEN", "location_id": 1, "quantity": 3}),
        ("/stock", {"sku": "NEN", "quantity": "nhiều"}),
        ("/stock", {"sku": "NEN", "amount": 3}),
        ("/stock", {"sku": "NEN", "quantity": 3, "before_call": 0}),
        ("/product", {"id": 1, "price": 3}),
        ("/product", {"sku": "NEN", "price": "rẻ"}),
        ("/product", {"title": "Rỗng", "variants": []}),
        ("/product", {"title": "Sai", "variants": [{"price": 1, "colour": "red"}]}),
        ("/product", {"title": "Thiếu giá", "variants": [{"sku": "X"}]}),
        ("/switch", {"omni_page_cap": 0}),
        ("/switch", {"omni_pictures": "blurred"}),
        ("/fault", {"target": "omni.weather", "kind": "html"}),
    ],
)
async def test_what_cannot_be_done_is_a_400_with_one_sentence(path: str, body: dict[str, Any]) -> None:
    async with opened() as shop:
        response = await shop.client.post(shop.sandbox.announcement["control"] + path, json=body)
        assert response.status_code == 400 and response.json()["error"]
