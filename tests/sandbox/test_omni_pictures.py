"""Pictures of the products over HTTP: there, missing, huge, and no pictures at all."""

from __future__ import annotations

import struct

import httpx
import pytest

from .omni_stage import Shop, opened

PNG = b"\x89PNG\r\n\x1a\n"
MEGA = 1_000_000


async def source(shop: Shop) -> str:
    return str((await shop.told("products"))[0]["images"][0]["src"])


async def test_a_picture_is_at_its_absolute_address_and_wants_no_token() -> None:
    async with opened() as shop:
        src = await source(shop)
        assert src.startswith(f"{shop.base}/pictures/") and src.endswith("/ao-len-kem.png")
        picture = await shop.client.get(src)
        assert picture.status_code == 200 and picture.headers["content-type"] == "image/png"
        assert picture.content.startswith(PNG)
        assert "X-Haravan-Api-Call-Limit" not in picture.headers


async def test_nothing_else_is_sent_from_there() -> None:
    async with opened() as shop:
        for name in ("no.png", "..%2F..%2F..%2Fpyproject.toml", "%2Fetc%2Fpasswd", ""):
            assert (await shop.client.get(f"{shop.base}/pictures/1/{name}")).status_code == 404, name


async def test_pictures_go_missing_or_stop_being_pictures_by_switch() -> None:
    async with opened() as shop:
        src = await source(shop)
        await shop.control("/switch", omni_pictures="missing")
        assert (await shop.client.get(src)).status_code == 404
        await shop.control("/switch", omni_pictures="not_an_image")
        broken = await shop.client.get(src)
        assert (broken.status_code, broken.headers["content-type"]) == (200, "image/png")
        assert not broken.content.startswith(PNG)
        await shop.control("/switch", omni_pictures="as_they_are")
        assert (await shop.client.get(src)).content.startswith(PNG)


async def test_one_product_can_have_a_picture_that_goes_wrong() -> None:
    async with opened() as shop:
        await shop.control("/product", sku="NEN", picture="gone.png")
        await shop.control("/product", sku="AO-KEM-M", picture="not-an-image.png")
        sweater, candle, _ = await shop.told("products")
        assert (await shop.client.get(candle["images"][0]["src"])).status_code == 404
        assert not (await shop.client.get(sweater["images"][0]["src"])).content.startswith(PNG)


async def test_a_huge_picture_is_true_has_20_megapixels_and_comes_without_its_length() -> None:
    async with opened() as shop:
        await shop.control("/product", sku="NEN", picture="huge.png")
        src = (await shop.told("products", sku="NEN"))[0]["images"][0]["src"]
        size, head = 0, b""
        async with shop.client.stream("GET", src) as response:
            assert "content-length" not in response.headers
            async for piece in response.aiter_raw():
                head, size = head[:64] + piece[: 64 - len(head[:64])], size + len(piece)
        width, height = struct.unpack(">II", head[16:24])
        assert head.startswith(PNG) and width * height == 20 * MEGA and 29 * MEGA < size < 32 * MEGA


async def test_who_stops_reading_a_huge_picture_disturbs_nobody() -> None:
    async with opened() as shop:
        await shop.control("/switch", omni_pictures="huge")
        src = await source(shop)
        async with shop.client.stream("GET", src) as response:
            assert (await anext(response.aiter_raw())).startswith(PNG)
            assert (await shop.get("shop")).status_code == 200  # while the picture is on its way
        assert (await shop.get("shop")).status_code == 200


@pytest.mark.parametrize("code", [403, 404, 500, 503])
async def test_the_picture_server_refuses_by_fault(code: int) -> None:
    async with opened() as shop:
        src = await source(shop)
        await shop.control("/fault", target="omni.pictures", kind="status", code=code)
        refused = await shop.client.get(src)
        assert refused.status_code == code and refused.headers["content-type"].startswith("text/html")
        assert (await shop.client.get(src)).status_code == 200


async def test_pictures_come_slowly_cut_or_never_by_fault() -> None:
    async with opened() as shop:
        src = await source(shop)
        await shop.control("/fault", target="omni.pictures", kind="slow", delay=0.05)
        assert (await shop.client.get(src)).content.startswith(PNG)
        await shop.control("/fault", target="omni.pictures", kind="truncate")
        with pytest.raises(httpx.RemoteProtocolError):
            await shop.client.get(src)
        await shop.control("/fault", target="omni.pictures", kind="timeout")
        with pytest.raises(httpx.ReadTimeout):
            await shop.client.get(src, timeout=0.1)
