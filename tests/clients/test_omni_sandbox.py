"""The client against the sandbox over real sockets, as if it were Haravan (omni_carriers.md §1.18)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from desktop.clients.omni.client import OmniClient
from desktop.clients.omni.errors import ErrorKind, OmniError
from desktop.clients.omni.limiter import Priority
from desktop.clients.omni.product_feed import ProductPage, read_inventory, read_products
from desktop.clients.pictures import PictureClient, PictureError, PictureKind
from desktop.clients.secret import Secret
from desktop.sandbox.scenario import Scenario
from desktop.sandbox.server import RunningSandbox, serve

SALE = [
    {"sku": "AO-KEM-M", "product": "Áo len", "options": ["Kem", "M"], "price": 299000, "stock": 34},
    {"sku": "AO-DEN-M", "product": "Áo len", "options": ["Đen", "M"], "price": 319000, "stock": 1},
    {"sku": "QUA", "product": "Quà kèm", "options": [], "price": 0, "stock": 5, "tracked": False},
]
PICTURES = {"AO-KEM-M": "ao-len-kem.png"}
PROGRAM = ("desktop.clients", "httpx", "httpcore")
"""The loggers of the program's side; the servers' own are their own affair."""


class Wall:
    """The clock of both sides: where the client waits, time passes at Haravan too."""

    def __init__(self) -> None:
        self.seconds = 1_700_000_000.0

    def __call__(self) -> float:
        return self.seconds

    def now(self) -> int:
        return round(self.seconds * 1000)

    def monotonic(self) -> float:
        return self.seconds

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        self.seconds += seconds
        await asyncio.sleep(0)
        return event.is_set()


@dataclass(frozen=True, slots=True)
class Opened:
    """A running sandbox, the client under test, and the control."""

    sandbox: RunningSandbox
    client: OmniClient
    wall: Wall
    plain: httpx.AsyncClient

    async def control(self, path: str, **body: Any) -> Any:
        """POST to the control, which must take it."""
        response = await self.plain.post(self.sandbox.announcement["control"] + path, json=body)
        assert response.status_code == 200, response.text
        return response.json()

    async def asked(self) -> list[dict[str, Any]]:
        """The requests that came to Omni."""
        log = (await self.plain.get(self.sandbox.announcement["control"] + "/log")).json()
        return [request for request in log["requests"] if request["target"].startswith("omni.")]

    async def read(self, since: int | None = None) -> list[ProductPage]:
        return [page async for page in read_products(self.client, since)]


@asynccontextmanager
async def opened(filler: int = 0) -> AsyncIterator[Opened]:
    wall = Wall()
    script = {"products": SALE}
    scenario = Scenario(
        "s", 1, "1001", "Shop", "5001", "6001", "Xả kho", 60.0, script, (), (), PICTURES, filler
    )
    async with (
        await serve(scenario, wall=wall) as sandbox,
        httpx.AsyncClient(timeout=5, trust_env=False, verify=False) as plain,
        OmniClient(
            sandbox.announcement["omni"], Secret(sandbox.announcement["omni_token"]), clock=wall
        ) as client,
    ):
        yield Opened(sandbox, client, wall, plain)


def titles(pages: list[ProductPage]) -> dict[str, str]:
    return {product.id: product.title for page in pages for product in page.products}


async def test_a_whole_shop_is_read_without_one_429() -> None:
    """§1.4: the bucket is never overfilled, and nothing is left out of a row."""
    async with opened(filler=700) as shop:
        begin = shop.wall.seconds
        assert (await shop.client.shop()).currency == "VND"
        pages = await shop.read()
        products = [product for page in pages for product in page.products]
        assert len(titles(pages)) == len(products) == await shop.client.product_count() > 700
        assert sum(page.unreadable for page in pages) == 0
        variants = [variant for product in products for variant in product.variants]
        assert all(variant.price is not None and variant.updated_at is not None for variant in variants)
        stock = await read_inventory(shop.client, [variant.id for variant in variants])
        requests, seconds = await shop.asked(), shop.wall.seconds - begin
    assert {request["status"] for request in requests} == {200}
    assert len(requests) <= 60 + 4 * seconds + 1
    assert {variant for variant, _ in stock.levels} | stock.untold == {variant.id for variant in variants}


async def test_a_refresh_of_5000_variants_keeps_to_4_requests_a_second() -> None:
    """The stock of 5,000 variants are 100 calls: a burst of 60, then 4 a second, with room for the urgent."""
    variants = [str(10_000_000 + n) for n in range(5000)]
    async with opened() as shop:
        begin, places = shop.wall.seconds, [place.id for place in await shop.client.locations()]
        await read_inventory(shop.client, variants, places)
        seconds = shop.wall.seconds - begin
        urgent_at = shop.wall.seconds
        await shop.client.inventory(variants[:1], places, priority=Priority.URGENT)
        assert shop.wall.seconds == urgent_at  # It did not wait.
        requests = await shop.asked()
    assert len(requests) == 102 and {request["status"] for request in requests} == {200}
    assert seconds == pytest.approx((101 - 60) / 4, abs=0.3)


async def test_what_another_channel_changes_comes_with_the_next_reading() -> None:
    """§1.18.14, and product.md §3: what changed is told, stock as it stands now."""
    async with opened(filler=60) as shop:
        first = await shop.read()
        (variant,) = [v for p in first for q in p.products for v in q.variants if v.sku == "AO-DEN-M"]
        shop.wall.seconds += 600
        await shop.control("/product", sku="AO-DEN-M", price=279000)
        await shop.control("/stock", sku="AO-DEN-M", quantity=-3)
        shop.wall.seconds += 600
        later = await shop.read(first[-1].watermark)
        found = {v.id: v for page in later for product in page.products for v in product.variants}
        assert found[variant.id].price == 279_000 and len(found) < 60
        stock = await read_inventory(shop.client, [variant.id])
    assert min(level.available for level in stock.levels.values()) < 0


async def test_untracked_goods_are_told_as_such() -> None:
    async with opened() as shop:
        variants = {v.sku: v for page in await shop.read() for p in page.products for v in p.variants}
    assert not variants["QUA"].is_tracked and variants["AO-KEM-M"].is_tracked
    assert variants["AO-KEM-M"].options == ("Kem", "M") and variants["AO-KEM-M"].price == 299_000


@pytest.mark.parametrize("call", [2, 3, 4])
@pytest.mark.parametrize("is_deleted", [False, True])
async def test_rows_that_move_between_two_pages_hide_none(call: int, is_deleted: bool) -> None:
    async with opened(filler=160) as shop:
        products = [product for page in await shop.read() for product in page.products]
        shop.wall.seconds += 600
        change: dict[str, Any] = {"delete": True} if is_deleted else {"title": "Đổi tên"}
        oldest = products[0]
        await shop.control("/product", id=int(oldest.id), before_call=call, target="omni.products", **change)
        pages = await shop.read()
    assert {product.id for product in products[1:]} <= set(titles(pages))
    if not is_deleted:
        assert titles(pages)[oldest.id] == "Đổi tên"


@pytest.mark.parametrize("switches", [{"omni_shifting_rows": True}, {"omni_page_cap": 20}])
async def test_no_switch_of_the_lists_hides_a_product(switches: dict[str, Any]) -> None:
    async with opened(filler=200) as shop:
        count = await shop.client.product_count()
        await shop.control("/switch", **switches)
        pages = await shop.read()
    assert len(titles(pages)) == count


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "status", "code": 429, "delay": 1.25},
        {"kind": "status", "code": 500},
        {"kind": "status", "code": 502},
        {"kind": "html"},
        {"kind": "truncate"},
        {"kind": "disconnect"},
        {"kind": "lost_response"},
        {"kind": "duplicate"},
    ],
)
async def test_every_passing_fault_is_waited_out(fault: dict[str, Any]) -> None:
    """§1.18.13, on each page in turn; a page whose rows come twice brings them once."""
    async with opened(filler=120) as shop:
        count = await shop.client.product_count()
        await shop.control("/fault", target="omni.products", count=2, **fault)
        pages = await shop.read()
    products = [product.id for page in pages for product in page.products]
    assert len(products) == len(set(products)) == count


@pytest.mark.parametrize("errors", ["Key can't be blank", {"base": ["Key can't be blank"]}])
async def test_a_refusal_comes_in_either_shape(errors: Any) -> None:
    async with opened() as shop:
        await shop.control("/fault", target="omni.products", kind="status", code=422, errors=errors)
        with pytest.raises(OmniError) as caught:
            await shop.read()
    assert caught.value.texts == ("Key can't be blank",)


async def test_a_wrong_token_and_a_missing_scope_are_told_apart() -> None:
    async with opened() as shop:
        good = shop.sandbox.announcement["omni_token"]
        shop.client.use_token(Secret("wrong" + good))
        with pytest.raises(OmniError) as caught:
            await shop.client.shop()
        assert caught.value.kind is ErrorKind.RELOGIN
        shop.client.use_token(Secret(good))
        await shop.control("/fault", target="omni.products", kind="status", code=403)
        with pytest.raises(OmniError) as caught:
            await shop.client.products()
    assert caught.value.kind is ErrorKind.SCOPE and caught.value.scope == "com.read_products"


async def test_customers_and_metafields_are_read() -> None:
    async with opened() as shop:
        pages = [await shop.client.customers(page=number) for number in (1, 2, 3)]
        customers = {customer.id: customer for page in pages for customer in page.rows}
        someone = next(customer for customer in customers.values() if customer.phone)
        found = await shop.client.customer_search(someone.phone)
        metafields = await shop.client.metafields()
    assert sum(page.unreadable for page in (*pages, found)) + metafields.unreadable == 0
    assert len(customers) > 50 and all(customer.name for customer in customers.values())
    assert someone.id in found.ids and metafields.rows


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("as_they_are", None),
        ("missing", PictureKind.MISSING),
        ("huge", PictureKind.TOO_LARGE),
        ("not_an_image", PictureKind.NOT_A_PICTURE),
    ],
)
async def test_a_products_picture_is_fetched_or_told_why_not(state: str, kind: PictureKind | None) -> None:
    async with opened() as shop, PictureClient() as client:
        await shop.control("/switch", omni_pictures=state)
        (image, *_) = [image for page in await shop.read() for p in page.products for image in p.images]
        told: PictureKind | None = None
        try:
            assert len(await client.fetch(image.url)) > 100
        except PictureError as error:
            told = error.kind
        for _ in range(50):
            await asyncio.sleep(0)  # The body half read ends.
    assert told is kind


async def test_nothing_of_the_program_logs_the_token(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with opened() as shop:
        token = shop.sandbox.announcement["omni_token"]
        await shop.control("/fault", target="omni.products", kind="status", code=500)
        await shop.read()
    texts = [r.getMessage() for r in caplog.records if r.name.startswith(PROGRAM)]
    assert texts and not any(token in text for text in texts)
