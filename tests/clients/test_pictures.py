"""Fetching product pictures over real sockets: what is no picture, too large or too slow is told by type."""

from __future__ import annotations

import asyncio
import gzip
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx
import pytest
from aiohttp import web
from graph_stub import serving

from desktop.clients import pictures
from desktop.clients.http import NetworkError, NetworkKind
from desktop.clients.pictures import PictureClient, PictureError, PictureKind

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40
WEBP = b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 40
GIF = b"GIF89a" + b"\0" * 40


async def fetch(url: str) -> bytes:
    async with PictureClient() as client:
        return await client.fetch(url)


@dataclass(frozen=True, slots=True)
class Told:
    """What a fault told. The exception itself would hold the body half read, and its generators with it."""

    kind: PictureKind
    status: int
    is_passing: bool
    text: str


async def fault(url: str) -> Told:
    try:
        await fetch(url)
    except PictureError as error:
        told = Told(error.kind, error.status, error.is_passing, f"{error} {error!r}")
        del error
        await end_of_streams()
        return told
    pytest.fail("there was a picture")


async def end_of_streams() -> None:
    """Let the nested generators of a body half read end, one after another."""
    for _ in range(50):
        await asyncio.sleep(0)


@pytest.mark.parametrize("content", [PNG, JPEG, WEBP, GIF, b"GIF87a" + b"\0" * 9])
@pytest.mark.parametrize("content_type", ["image/png", "text/html", "application/octet-stream"])
async def test_a_picture_is_known_by_its_first_bytes(content: bytes, content_type: str) -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(body=content, content_type=content_type)

    async with serving(handler) as url:
        assert await fetch(f"{url}/a.jpg?v=1") == content


@pytest.mark.parametrize(
    "content",
    [
        b"<!doctype html><p>khong co anh</p>",
        b"<svg xmlns='http://www.w3.org/2000/svg'></svg>",
        b"RIFF\x24\0\0\0WAVEfmt ",
        b"\x89PNG",
        b"",
        b"BM" + b"\0" * 40,
        gzip.compress(PNG, mtime=0),
    ],
)
async def test_what_is_no_picture_is_refused_whatever_it_is_called(content: bytes) -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(body=content, content_type="image/png")

    async with serving(handler) as url:
        assert (await fault(url)).kind is PictureKind.NOT_A_PICTURE


async def test_a_packed_body_is_not_unpacked() -> None:
    """A small one could unpack into gigabytes; we ask for none, and who sends one all the same is refused."""
    asked: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        asked.append(request.headers["Accept-Encoding"])
        packed = gzip.compress(PNG + b"\0" * 50_000_000, mtime=0)
        return web.Response(body=packed, headers={"Content-Encoding": "gzip"}, content_type="image/png")

    async with serving(handler) as url:
        assert (await fault(url)).kind is PictureKind.NOT_A_PICTURE
    assert asked == ["identity"]


@pytest.mark.parametrize(
    ("status", "kind", "is_passing"),
    [
        (404, PictureKind.MISSING, False),
        (410, PictureKind.MISSING, False),
        (403, PictureKind.REFUSED, False),
        (204, PictureKind.REFUSED, False),
        (304, PictureKind.REFUSED, False),
        (429, PictureKind.REFUSED, True),
        (500, PictureKind.REFUSED, True),
        (502, PictureKind.REFUSED, True),
    ],
)
async def test_the_status_tells_missing_from_a_passing_trouble(
    status: int, kind: PictureKind, is_passing: bool
) -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(status=status, body=PNG if status == 403 else None)

    async with serving(handler) as url:
        error = await fault(url)
    assert (error.kind, error.status, error.is_passing) == (kind, status, is_passing)


async def test_a_picture_that_announces_too_much_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_PICTURE_BYTES", 1000)
    sent = 0

    async def handler(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse(headers={"Content-Length": "1001"})
        await response.prepare(request)
        sent += 1
        return response

    async with serving(handler) as url:
        assert (await fault(url)).kind is PictureKind.TOO_LARGE
    assert sent == 1


@pytest.mark.parametrize(("size", "fits"), [(1000, True), (1001, False)])
async def test_the_cap_is_exact(size: int, fits: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_PICTURE_BYTES", 1000)

    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        response.enable_chunked_encoding()  # No length announced.
        await response.prepare(request)
        await response.write(PNG + b"\0" * (size - len(PNG)))
        return response

    async with serving(handler) as url:
        if fits:
            assert len(await fetch(url)) == size
        else:
            assert (await fault(url)).kind is PictureKind.TOO_LARGE


async def test_a_stream_without_end_is_cut_off() -> None:
    """At 10 MB, however fast it comes, and long before the server would end."""
    written = 0

    async def handler(request: web.Request) -> web.StreamResponse:
        nonlocal written
        response = web.StreamResponse()
        await response.prepare(request)
        block = PNG + b"\0" * 262_144
        try:
            for _ in range(1000):
                await response.write(block)
                written += len(block)
        except ConnectionError:
            pass
        return response

    async with serving(handler) as url:
        assert (await fault(url)).kind is PictureKind.TOO_LARGE
    assert written < 4 * pictures.MAX_PICTURE_BYTES


@pytest.mark.parametrize("head", [b"", PNG])
async def test_a_picture_that_never_comes_to_an_end_takes_too_long(
    head: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "PICTURE_SECONDS", 0.2)
    over = asyncio.Event()

    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        if head:
            await response.write(head)
        await over.wait()
        return response

    async with serving(handler) as url:
        with pytest.raises(NetworkError) as caught:
            await fetch(url)
        over.set()
        assert caught.value.kind is NetworkKind.TIMEOUT
        del caught
        await end_of_streams()


async def test_a_cut_picture_is_a_disconnect() -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + PNG)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(handler, "127.0.0.1", 0)
    async with server:
        with pytest.raises(NetworkError) as caught:
            await fetch(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/a.png")
        assert caught.value.kind is NetworkKind.DISCONNECT
        del caught
        await end_of_streams()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a.png",
        "//cdn/a.png",
        "file:///etc/passwd",
        "ftp://x/a.png",
        "data:image/png;base64,iVBORw0KGgo=",
        "javascript:alert(1)",
        "http://",
        "http://[::1",
        "http://x\x00y/a.png",
        "http://lan:matkhau@127.0.0.1/a.png",
    ],
)
async def test_only_http_and_https_are_asked_and_no_login_is_sent(url: str) -> None:
    error = await fault(url)
    assert error.kind is PictureKind.BAD_ADDRESS and "matkhau" not in error.text


async def test_redirects_are_followed_a_few_times() -> None:
    async def handler(request: web.Request) -> web.Response:
        step = int(request.query.get("n", "0"))
        if step == 5:
            return web.Response(body=JPEG)
        target = f"/a?n={step + 1}" if step % 2 else f"{request.url.origin()}/a?n={step + 1}"
        return web.Response(status=(301, 302, 303, 307, 308)[step], headers={"Location": target})

    async with serving(handler) as url:
        assert await fetch(f"{url}/a") == JPEG
        async with serving(redirecting(f"{url}/a?n=0")) as other:
            assert (await fault(other)).kind is PictureKind.BAD_ADDRESS  # The sixth.


def redirecting(target: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": target} if target else {})

    return handler


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://x/a", "data:image/png,x", "", "/loop", "http://a:b@127.0.0.1/x"]
)
async def test_redirects_lead_to_http_or_nowhere(target: str) -> None:
    async with serving(redirecting(target)) as url:
        assert (await fault(f"{url}/a.png")).kind is PictureKind.BAD_ADDRESS


async def test_nothing_of_ours_goes_along(caplog: pytest.LogCaptureFixture) -> None:
    headers: list[dict[str, str]] = []

    async def handler(request: web.Request) -> web.Response:
        headers.append({name.lower(): value for name, value in request.headers.items()})
        response = web.Response(body=PNG)
        response.set_cookie("track", "1")
        return response

    with caplog.at_level(logging.DEBUG):
        async with serving(handler) as url, PictureClient() as client:
            for _ in range(2):
                await client.fetch(f"{url}/a.png?access_token=SECRET123456")
    assert len(headers) == 2
    assert set(headers[1]) <= {"host", "accept", "accept-encoding", "connection", "user-agent"}
    ours = [record.getMessage() for record in caplog.records if record.name != "aiohttp.access"]
    assert ours and not any("SECRET123456" in text for text in ours)


async def test_only_a_few_are_fetched_at_once_and_a_fault_makes_room_again() -> None:
    running = most = 0

    async def handler(request: web.Request) -> web.Response:
        nonlocal running, most
        running += 1
        most = max(most, running)
        for _ in range(20):
            await asyncio.sleep(0)
        running -= 1
        return web.Response(status=404) if request.path.endswith("0") else web.Response(body=PNG)

    async with serving(handler) as url, PictureClient() as client:
        found = await asyncio.gather(*(client.fetch(f"{url}/{n}") for n in range(30)), return_exceptions=True)
    assert sum(isinstance(one, bytes) for one in found) == 27
    assert 1 < most <= pictures.AT_ONCE


async def test_a_cancelled_fetch_makes_room_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "AT_ONCE", 1)
    arrived, over = asyncio.Event(), asyncio.Event()

    async def handler(request: web.Request) -> web.Response:
        if request.path == "/slow":
            arrived.set()
            await over.wait()
        return web.Response(body=PNG)

    async with serving(handler) as url, PictureClient() as client:
        slow = asyncio.ensure_future(client.fetch(f"{url}/slow"))
        await arrived.wait()
        slow.cancel()
        await asyncio.gather(slow, return_exceptions=True)
        assert await client.fetch(f"{url}/quick") == PNG
        over.set()


async def test_a_broken_location_header_is_told_as_a_fault() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"Location": "http://[::1"})

    async with PictureClient(transport=httpx.MockTransport(handle)) as client:
        with pytest.raises((PictureError, NetworkError)):
            await client.fetch("http://pictures.test/a.png")
