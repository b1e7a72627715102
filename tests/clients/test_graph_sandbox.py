"""The client against the sandbox over real sockets, as if it were Facebook (graph_api.md §7)."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Any

import httpx
import pytest

from desktop.clients.graph.client import GraphClient
from desktop.clients.graph.comment_source import CommentSource, Pace, ReadingState, SourceReading
from desktop.clients.graph.errors import ErrorKind, GraphError
from desktop.clients.graph.usage import Interval
from desktop.clients.http import Backoff
from desktop.clients.secret import Secret
from desktop.sandbox.scenario import Scenario, ScenarioComment
from desktop.sandbox.server import RunningSandbox, serve

LIVE = "5001"
PAGE = "1001"
SPEED = 150.0
PROGRAM = ("desktop.clients", "httpx", "httpcore")
"""The loggers of the program's side; the servers' own are their own affair."""
QUICK = Pace(
    interval=Interval(active=0.05, quiet=0.05),
    backoff=Backoff(first=0.05, limit=0.1),
    sweep_every=0.2,
    look_quiet=0.1,
    look_busy=0.2,
    end_grace=0.3,
    relogin=0.1,
    relogin_later=0.1,
    refused=0.1,
)


def _scenario(count: int = 300, seconds: float = 60.0) -> Scenario:
    """A minute of live: codes Facebook thinks low, replies, late and authorless comments, a burst."""
    comments = []
    for n in range(count):
        at = 30.0 if n % 3 == 0 else n * seconds * 0.9 / count
        has_author = n % 11 != 0
        comments.append(
            ScenarioComment(
                at,
                f"{LIVE}_{n}",
                "A01" if n % 2 else f"chốt A{n:02} 0912345678",
                f"u{n % 17}" if has_author else None,
                "Lan" if has_author else None,
                late=float(n % 10) if n % 5 == 0 else 0.0,
                parent=f"{LIVE}_1" if n % 13 == 0 and n > 1 else None,
                low_quality=n % 2 == 1,
            )
        )
    return Scenario("s", 1, PAGE, "Shop", LIVE, "6001", "Xả kho", seconds, {}, tuple(comments))


def _client(sandbox: RunningSandbox) -> GraphClient:
    return GraphClient(sandbox.announcement["graph"], Secret(sandbox.announcement["page_token"]))


async def _control(sandbox: RunningSandbox, path: str, body: dict[str, Any]) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{sandbox.announcement['control']}/{path}", json=body)
        assert answer.status_code < 300, answer.text


async def _fault(sandbox: RunningSandbox, **fault: Any) -> None:
    await _control(sandbox, "fault", {"target": "graph.comments", **fault})


async def _run(
    client: GraphClient, told: list[SourceReading] | None = None, **options: Any
) -> tuple[list[str], CommentSource]:
    source = CommentSource(client, LIVE, pace=QUICK, from_start=True, **options)
    if told is not None:
        source.on_status(told.append)
    ids: list[str] = []
    async with asyncio.timeout(20), contextlib.aclosing(source.batches()) as batches:
        async for batch in batches:
            ids += [comment.id for comment in batch.comments]
    return ids, source


async def test_a_whole_live_is_read_once_each_and_its_end_is_seen() -> None:
    scenario = _scenario()
    told: list[SourceReading] = []
    async with await serve(scenario, speed=SPEED) as sandbox, _client(sandbox) as client:
        ids, source = await _run(client, told)
    assert sorted(ids) == sorted(comment.id for comment in scenario.comments)
    assert told[-1].state is ReadingState.ENDED and source.unreadable == 0
    assert source.live is not None and source.live.video_id == "6001"


async def test_pages_and_lives_are_listed() -> None:
    async with await serve(_scenario(), speed=1) as sandbox, _client(sandbox) as client:
        assert (await client.me()).id == PAGE
        assert (await client.page(PAGE)).name == "Shop"
        lives = await client.live_videos(PAGE)
        assert [(live.id, live.status, live.title) for live in lives] == [(LIVE, "LIVE", "Xả kho")]
        assert await client.live_videos(PAGE, ("VOD",)) == ()
        live = await client.live_video(LIVE)
        assert live.video_id == "6001" and live.started_at is not None


async def test_an_unknown_live_and_a_wrong_token_are_told() -> None:
    async with await serve(_scenario(), speed=1) as sandbox:
        async with _client(sandbox) as client:
            for asked in (client.live_video("999"), client.comments_page("999")):
                with pytest.raises(GraphError) as caught:
                    await asked
                assert caught.value.kind is ErrorKind.FINAL and caught.value.code == 100
        async with GraphClient(sandbox.announcement["graph"], Secret("EAAwrong0123456789")) as client:
            with pytest.raises(GraphError) as caught:
                await client.comments_page(LIVE)
        assert caught.value.kind is ErrorKind.RELOGIN


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "disconnect", "count": 4},
        {"kind": "html", "count": 4},
        {"kind": "truncate", "count": 4},
        {"kind": "status", "code": 2, "count": 4},
        {"kind": "status", "code": 1, "count": 2},
        {"kind": "status", "code": 190, "count": 5},
        {"kind": "status", "code": 100, "count": 2},
        {"kind": "duplicate", "count": 20},
        {"kind": "late", "count": 20},
    ],
    ids=lambda fault: f"{fault['kind']}{fault.get('code', '')}",
)
async def test_faults_in_the_midst_of_a_live_lose_nothing(fault: dict[str, Any]) -> None:
    scenario = _scenario()
    async with await serve(scenario, speed=SPEED) as sandbox, _client(sandbox) as client:
        await _fault(sandbox, **fault)
        ids, _ = await _run(client)
    assert sorted(ids) == sorted(comment.id for comment in scenario.comments)


@pytest.mark.parametrize("code", [80001, 613])
async def test_rate_limits_are_obeyed(code: int) -> None:
    """graph_api.md §4.1: they come as HTTP 400. The wait that follows is not waited for here."""
    told: list[SourceReading] = []
    async with await serve(_scenario(), speed=SPEED) as sandbox, _client(sandbox) as client:
        await _fault(sandbox, kind="status", code=code, count=1)
        ids, source = await _run(client, told, max_cycles=1)
    assert ids == [] and source.reading.state is ReadingState.THROTTLED
    assert isinstance(source.reading.error, GraphError) and "phút" in source.reading.advice


async def test_a_rehearsal_is_read_with_no_token_or_phone_in_any_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        async with await serve(_scenario(), speed=SPEED) as sandbox, _client(sandbox) as client:
            token = sandbox.announcement["page_token"]
            await _fault(sandbox, kind="status", code=190, count=1)
            ids, _ = await _run(client, max_cycles=8)
    assert ids and token not in caplog.text
    ours = [
        r.getMessage() for r in caplog.records if r.name.startswith(("desktop.clients", "httpx", "httpcore"))
    ]
    assert ours and not any("0912345678" in line for line in ours)
