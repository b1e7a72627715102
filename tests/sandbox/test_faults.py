"""Each kind of fault of contracts.md §5, as a client meets it on the wire."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from .stage import LIVE, PAGE, VIDEO, WHOLE, Stage, numbers, raw_comment, staged

COMMENTS = f"/v26.0/{LIVE}/comments"


async def order(stage: Stage, kind: str, target: str = "graph.comments", **more: Any) -> dict[str, Any]:
    return await stage.control("/fault", target=target, kind=kind, **more)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (1, 500),
        (2, 500),
        (4, 400),
        (10, 400),
        (17, 400),
        (190, 400),
        (200, 403),
        (368, 400),
        (613, 400),
        (80001, 400),
    ],
)
async def test_status_with_a_graph_code_is_its_envelope(code: int, status: int) -> None:
    async with staged(raw_comment(1, 0)) as stage:
        await order(stage, "status", code=code)
        response = await stage.get(COMMENTS)
        assert (response.status_code, response.json()["error"]["code"]) == (status, code)
        assert response.json()["error"]["fbtrace_id"] and response.headers["facebook-api-version"]
        assert await stage.numbers() == [1]


async def test_status_takes_a_subcode_and_a_message() -> None:
    async with staged() as stage:
        await order(stage, "status", code=190, subcode=463)
        assert "Session has expired" in (await stage.refused(COMMENTS))[3]
        await order(stage, "status", code=100, subcode=33, message="xin lỗi")
        assert await stage.refused(COMMENTS) == (400, 100, 33, "xin lỗi")


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
async def test_status_with_an_http_status_is_a_page_of_some_server_in_between(code: int) -> None:
    async with staged() as stage:
        await order(stage, "status", code=code)
        response = await stage.get(COMMENTS)
        assert response.status_code == code and response.headers["content-type"].startswith("text/html")


async def test_html_comes_with_200_or_the_code() -> None:
    async with staged() as stage:
        await order(stage, "html")
        await order(stage, "html", code=502)
        first, second = await stage.get(COMMENTS), await stage.get(COMMENTS)
        assert (first.status_code, second.status_code) == (200, 502)
        assert first.text.startswith("<!DOCTYPE html>")


async def test_timeout_hangs_until_the_client_gives_up() -> None:
    async with staged(raw_comment(1, 0)) as stage:
        await order(stage, "timeout")
        address = stage.sandbox.announcement["graph"] + COMMENTS
        with pytest.raises(httpx.ReadTimeout):
            await stage.client.get(address, params={"access_token": stage.token}, timeout=0.2)
        assert await stage.shown() == []
        assert await stage.numbers() == [1]


async def test_timeout_is_bounded() -> None:
    async with staged() as stage:
        await order(stage, "timeout", delay=0.05)
        with pytest.raises(httpx.RemoteProtocolError):
            await stage.get(COMMENTS)


async def test_disconnect_carries_nothing_out() -> None:
    async with staged(raw_comment(1, 0)) as stage:
        await order(stage, "disconnect", "graph.reply")
        with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
            await stage.post(f"/{VIDEO}_1/comments", message="dạ")
        assert (await stage.log())["effects"] == []


async def test_lost_response_carries_the_effect_out() -> None:
    async with staged(raw_comment(1, 0)) as stage:
        await order(stage, "lost_response", "graph.reply")
        with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
            await stage.post(f"/{VIDEO}_1/comments", message="dạ")
        log = await stage.log()
        assert [(e["kind"], e["message"]) for e in log["effects"]] == [("reply", "dạ")]
        assert (log["requests"][-1]["fault"], log["requests"][-1]["status"]) == ("lost_response", None)
        assert [row["message"] for row in (await stage.told(f"/{VIDEO}_1/comments"))["data"]] == ["dạ"]


async def test_truncate_begins_right_and_is_cut() -> None:
    async with staged(raw_comment(1, 0)) as stage:
        whole = (await stage.get(COMMENTS)).content
        await order(stage, "truncate")
        address = stage.sandbox.announcement["graph"] + COMMENTS
        received = b""
        with pytest.raises(httpx.RemoteProtocolError):
            async with stage.client.stream("GET", address, params={"access_token": stage.token}) as response:
                assert response.status_code == 200
                async for piece in response.aiter_bytes():
                    received += piece
        assert received == whole[: len(whole) // 2]


async def test_slow_comes_late_in_pieces_and_whole() -> None:
    async with staged(raw_comment(1, 0)) as stage:
        await order(stage, "slow", delay=0.2)
        loop = asyncio.get_running_loop()
        begin = loop.time()
        assert await stage.numbers() == [1]
        assert loop.time() - begin >= 0.19
        assert await stage.shown() == [1]


async def test_a_slow_answer_passes_a_read_timeout_that_is_shorter_than_all_of_it() -> None:
    """Bytes keep coming: only a limit on the whole call notices (§1.7)."""
    async with staged(raw_comment(1, 0)) as stage:
        await order(stage, "slow", delay=0.8)
        address = stage.sandbox.announcement["graph"] + COMMENTS
        response = await stage.client.get(address, params={"access_token": stage.token}, timeout=0.6)
        assert numbers(response.json()["data"]) == [1]


async def test_duplicate_repeats_rows() -> None:
    async with staged(raw_comment(1, 0), raw_comment(2, 0)) as stage:
        await order(stage, "duplicate")
        assert await stage.numbers() == [1, 2, 1, 2]
        assert await stage.shown() == [1, 2]


async def test_late_lets_the_next_comments_appear_behind_newer_ones() -> None:
    async with staged(*(raw_comment(n, n) for n in range(1, 5))) as stage:
        stage.wall.step(1)
        assert await order(stage, "late", count=2, delay=2.5) == {"delayed": [f"{VIDEO}_2", f"{VIDEO}_3"]}
        stage.wall.step(3)
        assert await stage.numbers(**WHOLE) == [1, 4]
        stage.wall.step(2)
        assert await stage.numbers(**WHOLE) == [1, 2, 3, 4]


async def test_late_waits_for_comments_that_are_added() -> None:
    async with staged() as stage:
        await order(stage, "late", delay=5)
        await stage.control("/comment", message="trễ", id=f"{VIDEO}_1")
        await stage.control("/comment", message="không trễ", id=f"{VIDEO}_2")
        assert await stage.numbers(**WHOLE) == [2]
        stage.wall.step(5)
        assert await stage.numbers(**WHOLE) == [1, 2]


@pytest.mark.parametrize("kind", ["disconnect", "lost_response", "truncate", "html", "status"])
async def test_what_was_not_received_whole_is_not_logged_as_shown(kind: str) -> None:
    async with staged(raw_comment(1, 0)) as stage:
        more: dict[str, Any] = {"code": 502} if kind == "status" else {}
        await order(stage, kind, **more)
        try:
            await stage.get(COMMENTS)
        except httpx.TransportError:
            assert kind in ("disconnect", "lost_response", "truncate")
        assert await stage.shown() == []


async def test_a_fault_hits_its_target_alone_and_as_often_as_ordered() -> None:
    async with staged(raw_comment(1, 0)) as stage:
        await order(stage, "status", "graph.live", code=2, count=2)
        paths = (COMMENTS, f"/{PAGE}/live_videos", "/me", f"/{PAGE}", f"/{VIDEO}_1")
        assert [(await stage.get(path)).status_code for path in paths] == [200] * 5
        assert [(await stage.get(f"/{LIVE}")).status_code for _ in range(3)] == [500, 500, 200]


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("graph.live_videos", f"/{PAGE}/live_videos"),
        ("graph.live", f"/v26.0/{LIVE}"),
        ("graph.live", f"/{VIDEO}"),
        ("graph.comments", f"/{VIDEO}_1/comments"),
        ("graph.comment", f"/{VIDEO}_1"),
        ("graph.page", f"/{PAGE}"),
        ("graph.token", "/debug_token"),
        ("graph.*", "/me"),
    ],
)
async def test_every_target_is_hit(target: str, path: str) -> None:
    async with staged(raw_comment(1, 0)) as stage:
        await order(stage, "status", target, code=2)
        assert (await stage.refused(path))[1] == 2


async def test_probability_hits_some_and_the_seed_decides_which() -> None:
    async def hits(seed: int) -> list[bool]:
        async with staged(seed=seed) as stage:
            await order(stage, "status", code=2, probability=0.5)
            return [(await stage.get(COMMENTS)).status_code == 500 for _ in range(40)]

    first = await hits(1)
    assert 8 <= sum(first) <= 32
    assert await hits(1) == first and await hits(2) != first


async def test_a_count_ends_what_a_probability_began() -> None:
    async with staged() as stage:
        await order(stage, "status", code=2, probability=0.5, count=3)
        assert sum([(await stage.get(COMMENTS)).status_code == 500 for _ in range(40)]) == 3


async def test_waiting_faults_are_listed_and_can_be_cleared() -> None:
    async with staged() as stage:
        await order(stage, "html", count=3)
        await stage.get(COMMENTS)
        address = stage.sandbox.announcement["control"] + "/fault"
        waiting = (await stage.client.get(address)).json()["waiting"]
        assert [(fault["kind"], fault["count"]) for fault in waiting] == [("html", 2)]
        assert (await stage.client.delete(address)).json() == {"waiting": []}
        assert (await stage.get(COMMENTS)).json() == {"data": []}


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({"target": "graph.colours", "kind": "html"}, "graph.colours"),
        ({"target": "graph.*", "kind": "explode"}, "explode"),
        ({"target": "graph.*"}, "kind"),
        ({"target": "graph.*", "kind": "status"}, "code"),
        ({"target": "graph.*", "kind": "html", "count": -1}, "count"),
        ({"target": "graph.*", "kind": "html", "probability": "often"}, "probability"),
        ({"target": "graph.*", "kind": "html", "when": 3}, "when"),
        ({"target": "graph.live", "kind": "late"}, "late"),
        ([1], "object"),
    ],
)
async def test_an_order_that_makes_no_sense_is_refused_by_name(body: object, word: str) -> None:
    async with staged() as stage:
        response = await stage.client.post(stage.sandbox.announcement["control"] + "/fault", json=body)
        assert response.status_code == 400 and word in response.json()["error"]
