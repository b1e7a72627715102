"""The shared HTTP client tells faults of the environment from faults of the answer, over real sockets."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl

import httpx
import pytest
from aiohttp import web
from graph_stub import serving

from desktop.clients import http
from desktop.clients.http import Backoff, HttpClient, NetworkError, NetworkKind, ProtocolError, ProtocolKind
from desktop.clients.secret import Secret

TOKEN = "EAAHttpClientToken0123456789"


async def _get(url: str) -> http.Answer:
    async with HttpClient(url) as client:
        return await client.get("v26.0/me", {"fields": "id"}, bearer=Secret(TOKEN))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_answer_has_body_headers_and_server_time() -> None:
    async def handler(request: web.Request) -> web.Response:
        assert request.headers["Authorization"] == f"Bearer {TOKEN}"
        assert TOKEN not in request.path_qs
        headers = {"Date": "Thu, 09 Oct 2025 08:53:20 GMT", "X-App-Usage": "{}"}
        return web.json_response({"path": request.path_qs}, status=400, headers=headers)

    async with serving(handler) as url:
        answer = await _get(url + "/")
    assert (answer.status, answer.body) == (400, {"path": "/v26.0/me?fields=id"})
    assert answer.headers["x-app-usage"] == "{}" and answer.server_time == 1_760_000_000_000


@pytest.mark.parametrize(
    ("content", "content_type", "kind"),
    [
        (b"<!doctype html><p>Dang nhap Wi-Fi", "text/html", ProtocolKind.HTML),
        (b"  <html>", "application/json", ProtocolKind.HTML),
        (b"Service Unavailable", "text/plain", ProtocolKind.NOT_JSON),
        (b"", "application/json", ProtocolKind.NOT_JSON),
        (b'{"data":[{"id":"1"', "application/json", ProtocolKind.TRUNCATED),
        (b"[" * 200_000, "application/json", ProtocolKind.TRUNCATED),
        (b'{"data":"\xff\xfe"}', "application/json", ProtocolKind.TRUNCATED),
    ],
)
async def test_answers_that_are_no_json(content: bytes, content_type: str, kind: ProtocolKind) -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(body=content, content_type=content_type)

    async with serving(handler) as url:
        with pytest.raises(ProtocolError) as caught:
            await _get(url)
    assert caught.value.kind is kind and caught.value.status == 200


async def test_a_body_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "MAX_BODY_BYTES", 10_000)

    async def handler(request: web.Request) -> web.Response:
        return web.json_response(["x" * 20_000])

    async with serving(handler) as url:
        with pytest.raises(ProtocolError) as caught:
            await _get(url)
        assert caught.value.kind is ProtocolKind.TOO_LARGE
        del caught  # It holds the half-read body, whose nested generators end one after another.
        for _ in range(50):
            await asyncio.sleep(0)


async def test_nobody_listening_is_no_network_and_was_not_sent() -> None:
    with pytest.raises(NetworkError) as caught:
        await _get(f"http://127.0.0.1:{_free_port()}")
    assert caught.value.kind is NetworkKind.NO_NETWORK and not caught.value.sent


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"])
async def test_a_cut_connection_is_a_disconnect(head: bytes) -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(head)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(handler, "127.0.0.1", 0)
    async with server:
        with pytest.raises(NetworkError) as caught:
            await _get(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    assert caught.value.kind is NetworkKind.DISCONNECT and caught.value.sent


@pytest.mark.parametrize("constant", ["READ_SECONDS", "WHOLE_ANSWER_SECONDS"])
async def test_a_silent_server_is_a_timeout(constant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, constant, 0.1)
    over = asyncio.Event()

    async def handler(request: web.Request) -> web.Response:
        await over.wait()
        return web.json_response({})

    async with serving(handler) as url:
        with pytest.raises(NetworkError) as caught:
            await _get(url)
        over.set()
    assert caught.value.kind is NetworkKind.TIMEOUT


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        (socket.gaierror(-2, "Name or service not known"), NetworkKind.DNS),
        (ssl.SSLCertVerificationError("certificate verify failed"), NetworkKind.TLS),
        (OSError("no route"), NetworkKind.NO_NETWORK),
    ],
)
async def test_why_a_connection_could_not_be_made(cause: OSError, kind: NetworkKind) -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("All connection attempts failed") from cause

    async with HttpClient("https://graph.test", transport=httpx.MockTransport(handle)) as client:
        with pytest.raises(NetworkError) as caught:
            await client.get("me")
    assert caught.value.kind is kind


async def test_redirects_are_not_followed_for_the_token_would_go_along() -> None:
    visited: list[str] = []

    async def elsewhere(request: web.Request) -> web.Response:
        visited.append(request.path)
        return web.json_response({})

    async with serving(elsewhere) as other:

        async def handler(request: web.Request) -> web.Response:
            return web.Response(status=302, headers={"Location": other})

        async with serving(handler) as url:
            with pytest.raises(ProtocolError) as caught:
                await _get(url)
    assert caught.value.status == 302 and visited == []


async def test_loopback_never_goes_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{_free_port()}")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)

    async def handler(request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async with serving(handler) as url:
        assert (await _get(url)).body == {"ok": True}


def test_a_proxy_setting_that_cannot_be_used_is_the_environments_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ALL_PROXY", "gopher://127.0.0.1:1")
    with pytest.raises(NetworkError) as caught:
        HttpClient("https://graph.test")
    assert caught.value.kind is NetworkKind.PROXY


@pytest.mark.parametrize("url", ["", "graph.facebook.com", "ftp://x", "http://", "http://[::1"])
def test_a_base_url_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="not a base URL"):
        HttpClient(url)


async def test_no_fault_and_no_log_holds_the_token(caplog: pytest.LogCaptureFixture) -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(text=f"<p>{request.headers['Authorization']}</p>", content_type="text/html")

    with caplog.at_level(logging.DEBUG):
        async with serving(handler) as url:
            with pytest.raises(ProtocolError) as caught:
                await _get(url)
    assert TOKEN not in f"{caught.value} {caught.value!r} {caplog.text}"
    assert any(record.name.startswith("httpx") for record in caplog.records)


def test_backoff_doubles_up_to_its_limit() -> None:
    backoff = Backoff(first=2, factor=2, limit=60, jitter=0.25)
    assert [backoff.delay(n, lambda: 0.0) for n in (1, 2, 3, 5, 6, 7, 10_000)] == [2, 4, 8, 32, 60, 60, 60]
    assert backoff.delay(7, lambda: 1.0) == 45.0
