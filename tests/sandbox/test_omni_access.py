"""Who may call Omni, how, and how often (omni_carriers.md §1.1–1.5)."""

from __future__ import annotations

from typing import Any

import pytest

from .omni_stage import Shop, opened
from .stage import START

LIMIT = "X-Haravan-Api-Call-Limit"


async def raw(shop: Shop, path: str, method: str = "GET", **headers: str) -> tuple[int, Any]:
    response = await shop.client.request(method, f"{shop.base}/com/{path}.json", headers=headers)
    return response.status_code, response.json()


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer nope", "Basic {token}", "{token}"])
async def test_a_missing_or_wrong_token_is_401(header: str) -> None:
    async with opened() as shop:
        header = header.format(token=shop.sandbox.announcement["omni_token"])
        assert await raw(shop, "shop", Authorization=header) == (401, {"errors": "Unauthorized"})
        assert (await shop.get("shop")).status_code == 200


async def test_a_revoked_token_is_401_until_it_is_valid_again() -> None:
    async with opened() as shop:
        token = shop.sandbox.announcement["omni_token"]
        await shop.control("/token", token=token, state="revoked")
        assert (await shop.refused("shop"))[0] == 401
        await shop.control("/token", token=token, state="valid")
        assert (await shop.told("shop"))["name"] == "Tiệm thử"


@pytest.mark.parametrize(
    ("scope", "path"),
    [
        ("com.read_products", "products"),
        ("com.read_products", "products/count"),
        ("com.read_inventories", "inventory_locations"),
        ("com.read_shop", "locations"),
        ("com.read_shop", "shop"),
        ("com.read_shop", "metafields"),
        ("com.read_customers", "customers/search"),
    ],
)
async def test_a_missing_scope_is_403_and_touches_nothing_else(scope: str, path: str) -> None:
    async with opened() as shop:
        token = shop.sandbox.announcement["omni_token"]
        told = await shop.control("/token", token=token, missing_scopes=[scope])
        assert scope.replace("read_", "write_") not in told["scopes"]
        assert await shop.refused(path) == (403, f"Missing scope {scope}")
        other = "customers" if scope != "com.read_customers" else "products"
        assert (await shop.get(other)).status_code == 200
        await shop.control("/token", token=token, missing_scopes=[])
        assert (await shop.get(path)).status_code == 200


async def test_writing_includes_reading_and_is_not_built() -> None:
    async with opened() as shop:
        token = shop.sandbox.announcement["omni_token"]
        json = {**shop.headers, "Content-Type": "application/json"}
        assert (await raw(shop, "products", "POST", **json))[0] == 501
        assert (await raw(shop, "shop", "PUT", **json))[0] == 403
        told = await shop.control("/token", token=token, missing_scopes=["com.write_products"])
        assert "com.read_products" in told["scopes"]
        assert (await raw(shop, "products", "POST", **json))[0] == 403


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "text/json"])
async def test_a_wrong_content_type_is_400(kind: str) -> None:
    async with opened() as shop:
        for method in ("GET", "POST"):
            status, body = await raw(shop, "products", method, **shop.headers, **{"Content-Type": kind})
            assert (status, list(body)) == (400, ["errors"])
        right = {"Content-Type": "application/json; charset=utf-8"}
        assert (await raw(shop, "products", **shop.headers, **right))[0] == 200


async def test_a_post_with_cookies_is_200_with_an_error() -> None:
    async with opened() as shop:
        headers = {**shop.headers, "Content-Type": "application/json", "Cookie": "session=1"}
        status, body = await raw(shop, "products", "POST", **headers)
        assert status == 200 and list(body) == ["errors"]
        assert "products" in (await raw(shop, "products", **headers))[1]


@pytest.mark.parametrize(
    "path",
    ["orderz", "products/x", "products/1", "variants/1", "products/1/variants", "customers/1", "shop/1"],
)
async def test_what_is_not_there_is_404(path: str) -> None:
    async with opened() as shop:
        assert await shop.refused(path) == (404, "Not Found")


async def test_paths_without_com_or_json_are_404() -> None:
    async with opened() as shop:
        for path in ("/com/products", "/products.json", "/", "/com/.json", "/com//products.json"):
            response = await shop.client.get(shop.base + path, headers=shop.headers)
            assert response.status_code == 404 and response.json()["errors"], path


async def burst(shop: Shop, calls: int) -> list[tuple[int, str, str | None]]:
    answers = []
    for _ in range(calls):
        answer = await shop.client.get(f"{shop.base}/com/products/count.json", headers=shop.headers)
        answers.append((answer.status_code, answer.headers[LIMIT], answer.headers.get("Retry-After")))
    return answers


async def test_the_bucket_holds_80_calls_and_then_throttles_for_2_seconds() -> None:
    async with opened() as shop:
        assert await burst(shop, 80) == [(200, f"{n}/80", None) for n in range(1, 81)]
        assert await burst(shop, 2) == [(429, "80/80", "2.0")] * 2


async def test_a_call_before_the_wait_is_over_is_throttled_again() -> None:
    async with opened() as shop:
        await burst(shop, 81)
        shop.wall.step(0.75)
        assert await burst(shop, 1) == [(429, "80/80", "1.3")]  # never less than what is left
        shop.wall.step(1.2)
        assert await burst(shop, 1) == [(429, "80/80", "0.1")]
        shop.wall.step(0.05)
        assert await burst(shop, 9) == [(200, f"{n}/80", None) for n in range(73, 81)] + [
            (429, "80/80", "2.0")
        ]


async def test_the_bucket_leaks_4_a_second_and_no_lower_than_empty() -> None:
    async with opened() as shop:
        await burst(shop, 40)
        shop.wall.step(5)
        assert await burst(shop, 1) == [(200, "21/80", None)]
        shop.wall.step(0.1)
        assert await burst(shop, 1) == [(200, "22/80", None)]  # 21.6, told as the calls that it takes
        shop.wall.step(100)
        assert await burst(shop, 1) == [(200, "1/80", None)]


async def test_four_calls_a_second_are_never_throttled() -> None:
    async with opened() as shop:
        for _ in range(200):
            shop.wall.step(0.25)
            assert (await burst(shop, 1))[0][:2] == (200, "1/80")


async def test_refusals_carry_the_limit_too_and_a_stranger_uses_none_of_it() -> None:
    async with opened() as shop:
        stranger = await shop.client.get(f"{shop.base}/com/shop.json")
        assert (stranger.status_code, stranger.headers[LIMIT]) == (401, "0/80")
        assert (await shop.get("nothing")).headers[LIMIT] == "1/80"


async def test_the_log_has_omnis_requests_without_the_token() -> None:
    async with opened() as shop:
        await shop.get("products", limit="2")
        await shop.get("nothing")
        log = (await shop.client.get(shop.sandbox.announcement["control"] + "/log")).json()
        assert [(row["target"], row["path"], row["query"], row["status"]) for row in log["requests"]] == [
            ("omni.products", "/com/products.json", {"limit": "2"}, 200),
            ("omni.unknown", "/com/nothing.json", {}, 404),
        ]
        assert log["requests"][0]["time"] == (START + 0.25) * 1000
        assert shop.sandbox.announcement["omni_token"] not in str(log)


@pytest.mark.parametrize("body", [{"state": "tired"}, {"missing_scopes": ["com.read_minds"]}])
async def test_token_changes_that_cannot_be_are_400(body: dict[str, Any]) -> None:
    async with opened() as shop:
        told = {"token": shop.sandbox.announcement["omni_token"], **body}
        response = await shop.client.post(shop.sandbox.announcement["control"] + "/token", json=told)
        assert response.status_code == 400 and response.json()["error"]
