"""Faults of Omni to order, as a client meets them on the wire (omni_carriers.md §1.5, §1.18.13)."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from .omni_stage import Shop, opened

LIMIT = "X-Haravan-Api-Call-Limit"


async def order(shop: Shop, kind: str, target: str = "omni.products", **more: Any) -> None:
    await shop.control("/fault", target=target, kind=kind, **more)


@pytest.mark.parametrize("code", [400, 401, 403, 404, 422, 500])
async def test_a_status_of_omnis_own_is_json_with_errors(code: int) -> None:
    async with opened() as shop:
        await order(shop, "status", code=code)
        response = await shop.get("products")
        assert response.status_code == code and response.json()["errors"] and response.headers[LIMIT]
        assert (await shop.get("products")).status_code == 200


@pytest.mark.parametrize("code", [502, 503, 504])
async def test_a_status_of_a_server_in_between_is_a_page(code: int) -> None:
    async with opened() as shop:
        await order(shop, "status", code=code)
        response = await shop.get("products")
        assert response.status_code == code and response.headers["content-type"].startswith("text/html")
        assert "Facebook" not in response.text


@pytest.mark.parametrize(
    "errors", ["Key can't be blank", ["a", "b"], {"base": ["Cannot delete the customers default address"]}]
)
async def test_errors_come_as_a_sentence_a_list_or_an_object_of_lists(errors: Any) -> None:
    async with opened() as shop:
        await order(shop, "status", code=422, errors=errors)
        assert await shop.refused("products") == (422, errors)
        await order(shop, "status", code=422, message="mã bị trùng")
        assert await shop.refused("products") == (422, "mã bị trùng")


async def test_a_throttle_to_order_fills_the_bucket_until_the_wait_is_over() -> None:
    async with opened() as shop:
        await order(shop, "status", code=429, delay=1.25)
        first = await shop.get("products")
        assert (first.status_code, first.headers["Retry-After"], first.headers[LIMIT]) == (
            429,
            "1.3",
            "80/80",
        )
        again = await shop.get("products")  # 0.25 s later
        assert (again.status_code, again.headers["Retry-After"]) == (429, "1.0")
        shop.wall.step(0.75)
        assert (await shop.get("products")).status_code == 200


async def test_a_whole_page_can_come_twice() -> None:
    async with opened() as shop:
        once = await shop.told("products")
        await order(shop, "duplicate")
        assert await shop.told("products") == once * 2
        await order(shop, "duplicate", target="omni.inventory_locations")
        rows = await shop.told("inventory_locations")
        assert rows[: len(rows) // 2] == rows[len(rows) // 2 :]


async def test_html_comes_with_200() -> None:
    async with opened() as shop:
        await order(shop, "html")
        response = await shop.get("products")
        assert response.status_code == 200 and "<title>Haravan</title>" in response.text


async def test_cut_and_silent_answers() -> None:
    async with opened() as shop:
        for kind, error in (
            ("truncate", httpx.RemoteProtocolError),
            ("disconnect", httpx.TransportError),
            ("lost_response", httpx.TransportError),
        ):
            await order(shop, kind)
            with pytest.raises(error):
                await shop.get("products")
        await order(shop, "timeout")
        with pytest.raises(httpx.ReadTimeout):
            await shop.client.get(f"{shop.base}/com/products.json", headers=shop.headers, timeout=0.1)
        await order(shop, "slow", delay=0.05)
        assert len(await shop.told("products")) == 3


async def test_a_fault_hits_its_own_target_and_the_star_all_of_omni() -> None:
    async with opened() as shop:
        await order(shop, "status", target="omni.inventory_locations", code=500)
        assert (await shop.get("products")).status_code == 200
        assert (await shop.get("inventory_locations")).status_code == 500
        await order(shop, "status", target="omni.*", code=500, count=3)
        for path in ("customers", "shop", "nothing"):
            assert (await shop.get(path)).status_code == 500, path
        assert (await shop.get("locations")).status_code == 200
