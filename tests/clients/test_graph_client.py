"""The typed calls of the Graph client against a stub (graph_api.md §1.2–1.4, §3.5)."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging

import httpx
import pytest
from aiohttp import web
from graph_stub import LIVE, START, TOKEN, GraphStub, Reply, failure, serving

from desktop.clients.graph.client import GraphClient, LiveVideo, Page
from desktop.clients.graph.errors import ErrorKind, GraphError
from desktop.clients.http import NetworkError, ProtocolError, ProtocolKind
from desktop.clients.secret import Secret


async def test_comments_are_asked_with_every_default_that_hides_orders_switched_off() -> None:
    """graph_api.md §1.4: filter, live_filter, order, fields."""
    stub = GraphStub()
    async with stub.client() as client:
        await client.comments_page(LIVE, since=START + 1999, after="c5", limit=70)
    path, query, headers = stub.calls[0]
    assert path == f"/v26.0/{LIVE}/comments"
    assert query == {
        "filter": "stream",
        "live_filter": "no_filter",
        "order": "chronological",
        "fields": "id,message,created_time,from",
        "limit": "70",
        "since": str(START // 1000 + 1),
        "after": "c5",
    }
    assert headers["authorization"] == f"Bearer {TOKEN}"


async def test_the_proof_is_signed_with_the_app_secret() -> None:
    """graph_api.md §3.5."""
    stub = GraphStub()
    async with stub.client(app_secret=Secret("app-secret")) as client:
        await client.live_video(LIVE)
    expected = hmac.new(b"app-secret", TOKEN.encode(), hashlib.sha256).hexdigest()
    assert stub.calls[0][1]["appsecret_proof"] == expected


async def test_unreadable_rows_are_counted_and_left_out() -> None:
    stub = GraphStub()
    stub.plan("comments", Reply({"data": [{"id": "1"}, {"message": "x"}, None, {"id": 2}]}))
    async with stub.client() as client:
        page = await client.comments_page(LIVE)
    assert [comment.id for comment in page.comments] == ["1", "2"] and page.unreadable == 2


@pytest.mark.parametrize("body", [{}, {"data": None}, {"data": {}}, {"paging": {}}, [], "x", None, 5])
async def test_200_without_data_is_an_error_not_an_empty_page(body: object) -> None:
    """graph_api.md §1.4."""
    stub = GraphStub()
    stub.plan("comments", Reply(body))
    async with stub.client() as client:
        with pytest.raises(ProtocolError) as caught:
            await client.comments_page(LIVE)
    assert caught.value.kind is ProtocolKind.SHAPE


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (failure(190, 463, status=200), ErrorKind.RELOGIN),
        (failure(613, status=400), ErrorKind.THROTTLE),
        (failure(200, status=403), ErrorKind.CONFIG),
        (failure(2, status=500), ErrorKind.RETRY),
        (Reply({"success": False}), ErrorKind.RETRY),
    ],
)
async def test_an_error_is_an_error_at_any_http_status(reply: Reply, kind: ErrorKind) -> None:
    """graph_api.md §4.1."""
    stub = GraphStub()
    stub.plan("comments", reply)
    async with stub.client() as client:
        with pytest.raises(GraphError) as caught:
            await client.comments_page(LIVE)
    assert caught.value.kind is kind


async def test_service_unavailable_with_200_is_an_error() -> None:
    stub = GraphStub()
    stub.plan("comments", Reply(b"Service Unavailable"))
    async with stub.client() as client:
        with pytest.raises(ProtocolError):
            await client.comments_page(LIVE)


async def test_regain_time_comes_with_the_error_in_seconds() -> None:
    stub = GraphStub()
    stub.plan("comments", failure(80001, regain=7))
    async with stub.client() as client:
        with pytest.raises(GraphError) as caught:
            await client.comments_page(LIVE)
    assert caught.value.regain_seconds == 420


@pytest.mark.parametrize("token", ["", "  ", "dán nhầm câu này", "EAA\x00x"])
async def test_a_token_that_cannot_be_one_is_not_even_sent(token: str) -> None:
    stub = GraphStub()
    async with stub.client(token) as client:
        with pytest.raises(GraphError) as caught:
            await client.live_video(LIVE)
    assert caught.value.kind is ErrorKind.RELOGIN and stub.calls == []


async def test_a_live_is_read_with_its_video_and_start() -> None:
    async with GraphStub().client() as client:
        live = await client.live_video(LIVE)
    assert live == LiveVideo(LIVE, "LIVE", video_id="902", started_at=START)
    assert not live.is_over and LiveVideo("1", "LIVE_STOPPED", views=5).is_over


@pytest.mark.parametrize("live_id", ["../me", "1?x=1", "a/b", "..", ".", "", "  ", "1\0", "#"])
async def test_a_mistyped_live_id_cannot_lead_to_another_path(live_id: str) -> None:
    raw: list[bytes] = []
    stub = GraphStub()

    async def handler(request: web.Request) -> web.Response:
        raw.append(request.raw_path.encode())
        return web.json_response(failure(100, 33).body, status=400)

    async with serving(handler) as url, GraphClient(url, Secret(TOKEN)) as client:
        with pytest.raises(GraphError):
            await client.comments_page(live_id)
    assert len(raw) == 1 and raw[0].split(b"?")[0].count(b"/") == 3
    assert raw[0].startswith(b"/v26.0/") and stub.calls == []


async def test_lists_of_lives_and_pages() -> None:
    """graph_api.md §1.3; times carry `+0000`, titles may be missing."""
    seen: list[dict[str, str]] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append(dict(request.query))
        if request.path == "/v26.0/me":
            return web.json_response({"id": "1001", "name": "Shop"})
        rows = [
            {"id": "1", "status": "LIVE", "title": "Xả kho", "creation_time": "2025-10-09T08:53:20+0000"},
            {"id": "2", "status": "VOD", "live_views": 3},
            {"status": "LIVE"},
        ]
        return web.json_response({"data": rows})

    async with serving(handler) as url, GraphClient(url, Secret(TOKEN)) as client:
        assert await client.me() == Page("1001", "Shop")
        assert await client.live_videos("1001") == (LiveVideo("1", "LIVE", "Xả kho", created_at=START),)
        assert [live.id for live in await client.live_videos("1001", ())] == ["1", "2"]
    assert json.loads(seen[1]["broadcast_status"]) == ["LIVE"] and "broadcast_status" not in seen[2]


async def test_a_refused_list_falls_back_to_the_videos_and_their_ids_work() -> None:
    """graph_api.md §1.3."""

    async def handler(request: web.Request) -> web.Response:
        if request.path == "/v26.0/1001/videos":
            assert request.query["fields"] == "id,live_status"
            return web.json_response({"data": [{"id": "7", "live_status": "LIVE"}, {"id": "8"}]})
        if request.path == "/v26.0/7" and request.query["fields"] == "id,live_status":
            return web.json_response({"id": "7", "live_status": "VOD"})
        return web.json_response(failure(100).body, status=400)

    async with serving(handler) as url, GraphClient(url, Secret(TOKEN)) as client:
        assert await client.live_videos("1001") == (LiveVideo("7", "LIVE"),)
        assert (await client.live_video("7")).is_over


async def test_where_both_lists_are_refused_the_first_refusal_is_told() -> None:
    async def handler(request: web.Request) -> web.Response:
        error = failure(200) if request.path.endswith("/live_videos") else failure(100)
        return web.json_response(error.body, status=400)

    async with serving(handler) as url, GraphClient(url, Secret(TOKEN)) as client:
        with pytest.raises(GraphError) as caught:
            await client.live_videos("1001")
    assert caught.value.code == 200


async def test_a_dead_token_does_not_fall_back() -> None:
    calls: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        calls.append(request.path)
        return web.json_response(failure(190, 460).body, status=401)

    async with serving(handler) as url, GraphClient(url, Secret(TOKEN)) as client:
        with pytest.raises(GraphError):
            await client.live_videos("1001")
    assert len(calls) == 1


async def test_neither_logs_nor_errors_hold_token_or_proof(caplog: pytest.LogCaptureFixture) -> None:
    async def handler(request: web.Request) -> web.Response:
        told = f"Malformed access token {TOKEN} ({request.path_qs}) 0912345678"
        return web.json_response({"error": {"message": told, "code": 190}}, status=400)

    proof = hmac.new(b"app-secret", TOKEN.encode(), hashlib.sha256).hexdigest()
    with caplog.at_level(logging.DEBUG):
        async with serving(handler) as url:
            client = GraphClient(url, Secret(TOKEN), app_secret=Secret("app-secret"))
            async with client:
                with pytest.raises(GraphError) as caught:
                    await client.comments_page(LIVE)
    ours = "\n".join(r.getMessage() for r in caplog.records if not r.name.startswith("aiohttp"))
    shown = f"{ours} {caught.value} {caught.value!r} {caught.value.message} {client!r} {vars(client)}"
    assert TOKEN not in shown and proof not in shown and "0912345678" not in shown
    assert "/comments" in ours


async def test_facebooks_clock_is_told_of_the_last_request_only() -> None:
    """An old answer's time, compared with the clock of now, would be a wrong offset."""
    stub = GraphStub()
    stub.plan("live", None, httpx.ConnectError("down"))
    async with stub.client() as client:
        await client.live_video(LIVE)
        assert client.last_server_time == stub.clock.now()
        with pytest.raises(NetworkError):
            await client.live_video(LIVE)
        assert client.last_server_time is None
