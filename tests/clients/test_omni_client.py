"""The typed calls of the Omni client, and what it does about faults (omni_carriers.md §1.1–1.9)."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from aiohttp import web
from graph_stub import FakeClock, serving
from omni_stub import START, TOKEN, OmniStub, Reply, level_row, product_row
from test_omni_parse import example

from desktop.clients.http import HttpClient, NetworkError, NetworkKind, ProtocolError, ProtocolKind
from desktop.clients.omni import client as client_module
from desktop.clients.omni.advice import advise
from desktop.clients.omni.client import ATTEMPTS, OmniClient
from desktop.clients.omni.errors import ErrorKind, OmniError
from desktop.clients.omni.limiter import CallQueue, Priority
from desktop.clients.secret import Secret

SHOP = {"shop": {"id": 200000244883, "name": "shop-2"}}
FULL = {"X-Haravan-Api-Call-Limit": "80/80", "Retry-After": "2.0"}
HTML = Reply(b"<!doctype html><h1>502 Bad Gateway</h1>", 502, {"Content-Type": "text/html"})


async def test_products_are_asked_oldest_change_first_in_pages_of_at_most_50() -> None:
    """§1.6: a limit above 50 is cut by Haravan without a word."""
    stub = OmniStub(products=[product_row(1, START)])
    async with stub.client() as client:
        page = await client.products(updated_since=START + 999, page=3, limit=250)
    path, query, headers = stub.calls[0]
    assert path == "/com/products.json"
    assert query.pop("fields").split(",") == client_module._PRODUCT_FIELDS.split(",")
    assert query == {
        "order": "updated_at asc",
        "limit": "50",
        "page": "3",
        "updated_at_min": "2025-10-09T08:53:20Z",
    }
    assert headers["authorization"] == f"Bearer {TOKEN}"
    assert headers["content-type"] == "application/json"
    assert page.rows == () and page.is_last


async def test_a_list_ends_with_a_page_that_is_shorter_than_asked_for() -> None:
    stub = OmniStub(products=[product_row(n, START) for n in range(1, 52)])
    async with stub.client() as client:
        first, second = await client.products(), await client.products(page=2)
    assert (len(first.rows), first.is_last) == (50, False)
    assert (len(second.rows), second.is_last) == (1, True)


async def test_rows_that_cannot_be_read_are_counted_and_do_not_end_the_list() -> None:
    rows: list[Any] = [product_row(n, START) for n in range(1, 49)]
    broken = {"id": 99, "variants": [{"sku": "no id"}]}
    stub = OmniStub()
    stub.plan(Reply({"products": [*rows, None, broken]}))
    async with stub.client() as client:
        page = await client.products()
    assert len(page.rows) == 49 and page.unreadable == 2
    assert page.ids[-2:] == ("", "99") and not page.is_last


async def test_money_never_passes_through_a_float() -> None:
    """A float would turn 0.1 + 0.2 like figures into other đồng; the number comes as Decimal."""
    seen: list[Any] = []
    stub = OmniStub()
    stub.plan(Reply(b'{"count": 9007199254740993.0}'))
    async with stub.client() as client:
        assert await client.product_count() == 9_007_199_254_740_993  # A float would end in …992.
    http = HttpClient("http://omni.test", transport=stub.transport(), decimals=True)
    stub.plan(Reply(b'{"price": 600000.0000}'))
    async with http:
        seen.append((await http.get("x")).body["price"])
    assert isinstance(seen[0], Decimal)


async def test_the_example_answers_come_whole_through_the_client() -> None:
    """Haravan's own answers, call by call; nothing is left out."""
    stub = OmniStub()
    stub.plan(*(Reply(_plain(example(name)[0])) for name in ("products", "customer", "metafield", "shop")))
    stub.plan(Reply(_plain(example("inventory-locations")[0])), Reply(_plain(example("location")[0])))
    async with stub.client() as client:
        products, customers = await client.products(), await client.customers()
        metafields, shop = await client.metafields(), await client.shop()
        levels, locations = await client.inventory(["1064240649"]), await client.locations()
    assert [len(page.rows) for page in (products, customers, metafields, levels)] == [1, 1, 1, 1]
    assert [page.unreadable for page in (products, customers, metafields, levels)] == [0, 0, 0, 0]
    assert shop.myharavan_domain == "https://shop-2.myharavan.com" and locations[0].id == "991324"
    assert products.rows[0].variants[0].price == 600_000 and customers.rows[0].total_spent == 261_380_000


def _plain(body: Any) -> Any:
    return json.loads(json.dumps(body, default=float))


async def test_stock_is_asked_for_at_most_50_variants_at_50_locations() -> None:
    """§1.8."""
    stub = OmniStub(levels=[level_row(1, 7, 8, -2.0)])
    async with stub.client() as client:
        page = await client.inventory(["7", "9"], ["8"], since_id="0")
        for variants, places in (([], ["1"]), (["1"] * 51, ["1"]), (["1"], ["1"] * 51)):
            with pytest.raises(ValueError, match="in one call"):
                await client.inventory(variants, places)
    assert [(level.variant_id, level.location_id, level.available) for level in page.rows] == [("7", "8", -2)]
    query = stub.asked("inventory_locations")[0]
    assert (query["variant_ids"], query["location_ids"], query["order"]) == ("7,9", "8", "id")


async def test_locations_are_read_to_the_end_even_where_the_page_is_ignored() -> None:
    stub = OmniStub(locations=[{"id": n, "name": f"Kho {n}"} for n in range(1, 61)])
    async with stub.client() as client:
        assert len(await client.locations()) == 60
    stub.plan(*[Reply({"locations": [{"id": n} for n in range(1, 51)]})] * 2)
    async with stub.client() as client:
        assert len(await client.locations()) == 50


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        (" 0912 345 678 ", "0912345678"),
        ("+84 912.345-678", "84912345678"),
        ("Lan 0912 345 678", "Lan 0912345678"),
        ("lan@x.vn", "lan@x.vn"),
        ("áo 12", "áo 12"),
    ],
)
async def test_a_search_sends_phones_whole_and_no_log_tells_them(
    typed: str, sent: str, caplog: pytest.LogCaptureFixture
) -> None:
    stub = OmniStub()
    stub.plan(Reply({"customers": [{"id": 5, "phone": "0912345678"}]}))
    with caplog.at_level(logging.DEBUG):
        async with stub.client() as client:
            page = await client.customer_search(typed)
    assert [customer.id for customer in page.rows] == ["5"]
    assert stub.asked("customers/search")[0]["query"] == sent
    assert "912345678" not in caplog.text and "912 345" not in caplog.text and "912+345" not in caplog.text


async def test_one_product_and_an_owners_metafields_are_asked_by_id() -> None:
    stub = OmniStub()
    stub.plan(Reply({"product": {"id": 5, "title": "Áo"}}), Reply({"metafields": []}))
    async with stub.client() as client:
        assert (await client.product("5")).title == "Áo"
        assert (await client.metafields("products", "../shop")).rows == ()
        with pytest.raises(OmniError) as caught:
            await client.product("6")
    assert caught.value.kind is ErrorKind.MISSING
    assert stub.calls[0][0] == "/com/products/5.json"
    assert stub.calls[1][0] == "/com/products/../shop/metafields.json"  # As decoded: sent as %2F.


@pytest.mark.parametrize("body", [{}, {"products": None}, {"products": {}}, [], 5, None, "x"])
async def test_200_without_the_list_is_an_error_and_not_an_empty_page(body: Any) -> None:
    stub = OmniStub()
    stub.plan(Reply(body))
    async with stub.client() as client:
        with pytest.raises(ProtocolError) as caught:
            await client.products()
    assert caught.value.kind is ProtocolKind.SHAPE and len(stub.calls) == 1


@pytest.mark.parametrize(
    ("call", "scope"),
    [
        (lambda client: client.products(), "com.read_products"),
        (lambda client: client.product_count(), "com.read_products"),
        (lambda client: client.inventory(["1"]), "com.read_inventories"),
        (lambda client: client.customers(), "com.read_customers"),
        (lambda client: client.customer_search("Lan"), "com.read_customers"),
        (lambda client: client.shop(), "com.read_shop"),
        (lambda client: client.locations(), "com.read_shop"),
        (lambda client: client.metafields("orders", "1"), "com.read_orders"),
        (lambda client: client.metafields("variants", "1"), "com.read_products"),
    ],
)
async def test_403_names_the_permission_that_the_call_needs(
    call: Callable[[OmniClient], Any], scope: str
) -> None:
    """§1.3."""
    stub = OmniStub()
    stub.plan(Reply({"errors": "Forbidden"}, 403))
    async with stub.client() as client:
        with pytest.raises(OmniError) as caught:
            await call(client)
    assert caught.value.kind is ErrorKind.SCOPE and scope in advise(caught.value)
    assert len(stub.calls) == 1  # Asking again would bring the same.


@pytest.mark.parametrize("body", [{"errors": "Unauthorized"}, b"", b"<html>login</html>"])
async def test_a_revoked_token_is_told_at_once_whatever_the_body(body: Any) -> None:
    stub = OmniStub()
    stub.plan(Reply(body, 401))
    async with stub.client() as client:
        with pytest.raises(OmniError) as caught:
            await client.shop()
    assert caught.value.kind is ErrorKind.RELOGIN and len(stub.calls) == 1


@pytest.mark.parametrize("token", ["", "   ", "mã\nbí mật", "dán nhầm"])
async def test_what_is_no_token_is_never_sent(token: str) -> None:
    stub = OmniStub()
    async with stub.client(token) as client:
        with pytest.raises(OmniError) as caught:
            await client.shop()
    assert caught.value.kind is ErrorKind.RELOGIN and stub.calls == []


async def test_a_new_token_is_used_from_the_next_call_on() -> None:
    stub = OmniStub()
    stub.plan(Reply(SHOP), Reply(SHOP))
    async with stub.client() as client:
        await client.shop()
        client.use_token(Secret("another"))
        await client.shop()
    assert [headers["authorization"] for _, _, headers in stub.calls] == [f"Bearer {TOKEN}", "Bearer another"]


async def test_429_is_waited_out_by_its_decimal_and_asked_again() -> None:
    """§1.4: the bucket was full, so besides the wait 19 calls must leak before a normal one fits."""
    stub, clock = OmniStub(), FakeClock()
    stub.plan(Reply({"errors": "Too many"}, 429, FULL | {"Retry-After": "0.35"}), Reply(SHOP))
    async with stub.client(clock=clock) as client:
        assert (await client.shop()).id == "200000244883"
    assert len(stub.calls) == 2 and clock.waits[0] == pytest.approx(5.25)
    stub.plan(Reply({"errors": "Too many"}, 429, {"Retry-After": "12.5"}), Reply({"count": 3}))
    before = clock.elapsed
    async with stub.client(clock=clock) as client:
        await client.product_count()
    assert clock.elapsed - before == pytest.approx(12.5)


@pytest.mark.parametrize("priority", list(Priority))
async def test_a_429_that_stays_is_not_hammered(priority: Priority) -> None:
    stub, clock = OmniStub(), FakeClock()
    stub.plan(*[Reply(b"Too many", 429, FULL)] * 20)
    async with stub.client(clock=clock) as client:
        with pytest.raises(OmniError) as caught:
            await client.inventory(["1"], priority=priority)
    assert caught.value.kind is ErrorKind.THROTTLE and caught.value.retry_after == 2.0
    assert len(stub.calls) == ATTEMPTS[priority]
    assert clock.elapsed >= 2.0 * (len(stub.calls) - 1)


async def test_a_429_of_an_hour_fails_at_once_and_the_next_call_is_not_even_sent(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    stub, clock = OmniStub(), FakeClock()
    stub.plan(Reply({}, 429, {"Retry-After": "3600"}))
    async with stub.client(clock=clock) as client:
        for _ in range(2):
            with pytest.raises(OmniError) as caught:
                await client.shop()
            assert "60 phút" in advise(caught.value)
    assert len(stub.calls) == 1 and clock.waits == [] and "again" not in caplog.text


async def test_a_429_holds_the_other_clients_of_the_shop_too() -> None:
    stub, clock = OmniStub(), FakeClock()
    queue = CallQueue(clock)
    stub.plan(Reply({}, 429, {"Retry-After": "50"}), Reply(SHOP), Reply(SHOP))
    async with stub.client(clock=clock, queue=queue) as one, stub.client(clock=clock, queue=queue) as two:
        await asyncio.gather(one.shop(), two.shop())
    assert len(stub.calls) == 3 and clock.elapsed >= 50


@pytest.mark.parametrize(
    "fault",
    [
        Reply({"errors": "Internal Server Error"}, 500),
        HTML,
        Reply(b"<html>bao tri</html>", 200, {"Content-Type": "text/html"}),
        Reply(b'{"shop":{"id":2', 200),
        Reply(b"", 503),
        Reply({}, 502),
        httpx.ReadTimeout("slow"),
        httpx.RemoteProtocolError("Server disconnected"),
    ],
)
async def test_what_passes_is_asked_again_with_growing_waits(fault: Any) -> None:
    stub, clock = OmniStub(), FakeClock()
    stub.plan(fault, fault, Reply(SHOP))
    async with stub.client(clock=clock) as client:
        assert (await client.shop()).name == "shop-2"
    assert len(stub.calls) == 3
    assert 0.75 <= clock.waits[0] <= 1.0 and 1.5 <= clock.waits[1] <= 2.0


async def test_what_does_not_pass_is_given_up_after_a_few_times() -> None:
    stub, clock = OmniStub(), FakeClock()
    stub.plan(*[HTML] * 20)
    async with stub.client(clock=clock) as client:
        with pytest.raises(ProtocolError) as caught:
            await client.shop()
    assert caught.value.status == 502 and len(stub.calls) == ATTEMPTS[Priority.NORMAL]
    assert sum(clock.waits) < 20


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (httpx.ConnectError("no route"), NetworkKind.NO_NETWORK),
        (httpx.ProxyError("proxy"), NetworkKind.PROXY),
    ],
)
async def test_a_dead_network_is_told_at_once(fault: Exception, kind: NetworkKind) -> None:
    stub = OmniStub()
    stub.plan(fault)
    async with stub.client() as client:
        with pytest.raises(NetworkError) as caught:
            await client.shop()
    assert caught.value.kind is kind and len(stub.calls) == 1


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ({"errors": "Key can't be blank"}, ("Key can't be blank",)),
        (
            {"errors": {"base": ["Cannot delete"], "page": ["is too high"]}},
            ("Cannot delete", "page is too high"),
        ),
        ({"errors": ["limit is too high"]}, ("limit is too high",)),
    ],
)
@pytest.mark.parametrize("status", [422, 400, 200])
async def test_a_refusal_is_told_once_in_either_shape(body: Any, texts: tuple[str, ...], status: int) -> None:
    """§1.5, and §1.1 for an error body inside 200."""
    stub = OmniStub()
    stub.plan(Reply(body, status))
    async with stub.client() as client:
        with pytest.raises(OmniError) as caught:
            await client.products()
    assert caught.value.kind is ErrorKind.INVALID and caught.value.texts == texts
    assert len(stub.calls) == 1


async def test_a_web_page_with_403_is_no_missing_permission() -> None:
    stub = OmniStub()
    stub.plan(Reply(b"<html>blocked</html>", 403, {"Content-Type": "text/html"}))
    async with stub.client() as client:
        with pytest.raises(ProtocolError) as caught:
            await client.shop()
    assert caught.value.kind is ProtocolKind.HTML


async def test_the_limit_of_every_answer_steers_the_queue() -> None:
    stub, clock = OmniStub(headers={"X-Haravan-Api-Call-Limit": "42/80"}), FakeClock()
    queue = CallQueue(clock)
    stub.plan(Reply(SHOP))
    async with stub.client(clock=clock, queue=queue) as client:
        await client.shop()
        assert queue.level() == pytest.approx(42)
        with pytest.raises(OmniError):
            await client.product("404")
    assert queue.level() == pytest.approx(43)


async def test_a_large_page_lets_the_loop_go_on_in_between(monkeypatch: pytest.MonkeyPatch) -> None:
    """architecture.md §3: no callback over 8 ms."""
    monkeypatch.setattr(client_module, "SLICE_SECONDS", 0.0)
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0)

    await client_module._in_slices([], lambda row: row)
    ticker = asyncio.ensure_future(tick())
    rows = await client_module._in_slices(list(range(50)), lambda row: row or None)
    ticker.cancel()
    assert len(rows) == 49 and ticks >= 45


async def test_no_cookie_is_ever_sent_back() -> None:
    """§1.1: a request that carries cookies comes back as an error inside HTTP 200."""
    cookies: list[str | None] = []

    async def handler(request: web.Request) -> web.Response:
        cookies.append(request.headers.get("Cookie"))
        response = web.json_response(SHOP)
        response.set_cookie("session", "x")
        response.headers.add("Set-Cookie", "b=y; Domain=127.0.0.1; Path=/")
        return response

    async with serving(handler) as url, OmniClient(url, Secret(TOKEN)) as client:
        for _ in range(3):
            await client.shop()
    assert cookies == [None, None, None]


async def test_faults_over_real_sockets_end_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cut connection, a web page, 429 and 500 one after another; the fifth answer is the shop."""
    faults = iter(["cut", "html", "throttle", "error"])
    calls: list[str] = []

    async def handler(request: web.Request) -> web.StreamResponse:
        calls.append(request.path)
        match next(faults, "well"):
            case "cut":
                assert request.transport is not None
                request.transport.close()
                return web.Response()
            case "html":
                return web.Response(text="<html>502</html>", status=502, content_type="text/html")
            case "throttle":
                return web.json_response({"errors": "slow down"}, status=429, headers=FULL)
            case "error":
                return web.json_response({"errors": "oops"}, status=500)
        return web.json_response(SHOP, headers={"X-Haravan-Api-Call-Limit": "3/80"})

    clock = FakeClock()
    async with serving(handler) as url, OmniClient(url, Secret(TOKEN), clock=clock) as client:
        assert (await client.shop()).id == "200000244883"
    assert calls == ["/com/shop.json"] * 5


@pytest.mark.parametrize("status", [200, 401, 403, 404, 422, 429, 500, 502])
@pytest.mark.parametrize("as_html", [False, True])
async def test_the_token_shows_nowhere(status: int, as_html: bool, caplog: pytest.LogCaptureFixture) -> None:
    """Not in logs, messages or reprs, even where the answer quotes it."""
    quoted = f"<p>token {TOKEN} for 0912345678</p>".encode()
    body: Any = quoted if as_html else {"errors": {"base": [f"token {TOKEN} for 0912345678"]}}
    stub = OmniStub()
    stub.plan(*[Reply(body, status, {"Retry-After": "0"})] * 9)
    with caplog.at_level(logging.DEBUG):
        async with stub.client() as client:
            with pytest.raises((OmniError, ProtocolError)) as caught:
                await client.shop()
            shown = f"{client!r} {vars(client)}"
    fault = caught.value
    assert isinstance(fault, OmniError | ProtocolError)
    shown += f"{fault} {fault!r} {fault.__dict__} {advise(fault)} {caplog.text}"
    assert TOKEN not in shown and "0912345678" not in shown
