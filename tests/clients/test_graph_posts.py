"""Posts of the page and their comments: by a stub on a still clock, and by the sandbox over real sockets.

The rules are those of a live (graph_api.md §1.4, §1.7) but for the end, the pace and `live_filter`.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import httpx
import pytest
from graph_stub import START, GraphStub, Reply, failure

from desktop.clients.graph.client import GraphClient, Post
from desktop.clients.graph.comment_source import CommentSource, Origin, Pace, ReadingState
from desktop.clients.graph.errors import ErrorKind, GraphError
from desktop.clients.graph.reading import POST_PACE
from desktop.clients.graph.usage import Interval
from desktop.clients.http import Backoff, ProtocolError
from desktop.clients.secret import Secret
from desktop.sandbox.scenario import Scenario
from desktop.sandbox.server import RunningSandbox, serve

PAGE, LIVE, VIDEO = "1001", "5001", "6001"
POST = f"{PAGE}_5500"
QUICK = Pace(
    interval=Interval(active=0.05, quiet=0.05),
    backoff=Backoff(first=0.05, limit=0.1),
    sweep_every=0.2,
    relogin=0.1,
    relogin_later=0.1,
    refused=0.1,
)


async def _read(source: CommentSource) -> list[str]:
    ids: list[str] = []
    async with contextlib.aclosing(source.batches()) as batches:
        async for batch in batches:
            ids += [comment.id for comment in batch.comments]
    return ids


async def test_a_post_is_asked_for_its_comments_and_for_nothing_else() -> None:
    """§1.4: `live_filter` is for live objects only. The rest of the recipe is that of a live (§1.7)."""
    stub = GraphStub()
    stub.add("c1", 30)
    async with stub.client() as client:
        ids = await _read(
            CommentSource(
                client, POST, origin=Origin.POST, from_start=True, clock=stub.clock, max_cycles=3, pace=QUICK
            )
        )
    assert ids == ["c1"]
    assert {path for path, _, _ in stub.calls} == {f"/v26.0/{POST}/comments"}
    for query in stub.asked("comments"):
        assert "live_filter" not in query
        assert (query["filter"], query["order"], query["limit"]) == ("stream", "chronological", "100")
    assert [query.get("since") for query in stub.asked("comments")] == [None, None, str(START // 1000)]


async def test_a_post_does_not_end_by_itself_and_is_read_more_calmly_than_a_live() -> None:
    """5 s while comments come, 20 s else, below the 30 s of silence at which the watchdog warns (§9)."""
    stub = GraphStub(status="VOD")
    stub.add("c1", 70)
    async with stub.client() as client:
        source = CommentSource(
            client,
            POST,
            origin=Origin.POST,
            from_start=True,
            until_ended=True,
            clock=stub.clock,
            max_cycles=14,
        )
        assert await _read(source) == ["c1"]
    assert source.reading.state is ReadingState.READING and source.live is None
    assert stub.clock.waits == [20.0, *[5.0] * 6, *[20.0] * 6]
    assert POST_PACE.interval.slowest < 30


async def test_a_late_comment_on_a_quiet_post_is_found() -> None:
    stub = GraphStub()
    stub.add("new", 90)
    stub.add("late", 85, late=20)
    async with stub.client() as client:
        source = CommentSource(
            client, POST, origin=Origin.POST, from_start=True, clock=stub.clock, max_cycles=8
        )
        assert await _read(source) == ["new", "late"]


async def test_posts_are_read_from_what_facebook_tells() -> None:
    """A row without id is left out, a missing message or time is none."""
    row = {"id": POST, "message": "Áo", "created_time": "2025-10-09T08:53:20+0000"}
    rows = [row | {"permalink_url": "https://x", "is_published": False}, {"message": "?"}, {"id": 7}, None]
    stub = GraphStub()
    stub.plan(
        "live", Reply({"data": rows}), Reply(row), Reply({"message": "?"}), Reply({"error": {"code": 2}})
    )
    async with stub.client() as client:
        assert await client.posts(PAGE, limit=3) == (
            Post(POST, "Áo", START, "https://x", is_published=False),
            Post("7"),
        )
        assert await client.post(POST) == Post(POST, "Áo", START)
        with pytest.raises(ProtocolError):
            await client.post(POST)
        with pytest.raises(GraphError):
            await client.post(POST)
    path, query, _ = stub.calls[0]
    assert path == f"/v26.0/{PAGE}/published_posts" and query["limit"] == "3"


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (failure(100, 33), "bài viết"),
        (failure(10), "bình luận dưới bài viết"),
        (failure(200), "pages_read_user_content"),
        (failure(3), "bài viết"),
        (failure(100), "mã bài viết"),
    ],
)
async def test_what_is_refused_is_told_in_words_of_a_post(refusal: Reply, words: str) -> None:
    stub = GraphStub()
    stub.plan("comments", refusal)
    async with stub.client() as client:
        source = CommentSource(client, POST, origin=Origin.POST, clock=stub.clock, max_cycles=1)
        assert await _read(source) == []
    assert source.reading.state is ReadingState.FORBIDDEN
    assert words in source.reading.advice and "live" not in source.reading.advice.lower()


class Stand:
    """A sandbox with a post on it, in front of a client."""

    def __init__(self, sandbox: RunningSandbox, client: GraphClient, http: httpx.AsyncClient) -> None:
        self.client = client
        self.watermark: int | None = None
        self._url, self._http = sandbox.announcement["control"], http

    async def control(self, path: str, **body: Any) -> dict[str, Any]:
        answer = await self._http.post(f"{self._url}/{path}", json=body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def comments(self, count: int, **rest: Any) -> list[str]:
        """Comments on the post, numbered; their ids."""
        told = [await self.control("comment", post_id=POST, message=f"A{n:02}", **rest) for n in range(count)]
        return [row["id"] for row in told]

    async def read(self, wanted: int, **options: Any) -> list[str]:
        """The ids that a source reads until it has so many; an end before is a failure."""
        source = CommentSource(self.client, POST, origin=Origin.POST, pace=QUICK, **options)
        ids: list[str] = []
        async with asyncio.timeout(20), contextlib.aclosing(source.batches()) as batches:
            async for batch in batches:
                ids += [comment.id for comment in batch.comments]
                self.watermark = batch.watermark
                if len(ids) >= wanted:
                    return ids
        raise AssertionError(f"it ended with {len(ids)} of {wanted}")


@contextlib.asynccontextmanager
async def _stand(speed: float = 20.0) -> Any:
    scenario = Scenario("s", 1, PAGE, "Shop", LIVE, VIDEO, "Xả kho", 60.0, {}, ())
    async with (
        await serve(scenario, speed=speed) as sandbox,
        GraphClient(sandbox.announcement["graph"], Secret(sandbox.announcement["page_token"])) as client,
        httpx.AsyncClient() as http,
    ):
        stand = Stand(sandbox, client, http)
        await stand.control("post", id=POST, message="Áo len A01")
        yield stand


async def test_the_posts_of_the_page_and_one_of_them() -> None:
    async with _stand() as stand:
        other = await stand.control("post", message="Khăn B05", created_time=4_000_000_000)
        posts = await stand.client.posts(PAGE)
        assert [(post.id, post.message) for post in posts] == [
            (other["id"], "Khăn B05"),
            (POST, "Áo len A01"),
        ]
        assert posts[0].created_at == 4_000_000_000_000 and posts[0].is_published
        assert await stand.client.post(POST) == posts[1]
        assert posts[1].permalink.endswith("/posts/5500")


async def test_no_post_and_the_post_id_of_a_live_are_unknown() -> None:
    """§1.1: {page}_{video} leads nowhere; a live is no post and a post no live."""
    async with _stand() as stand:
        for wrong in (f"{PAGE}_1", f"{PAGE}_{VIDEO}", LIVE):
            with pytest.raises(GraphError) as caught:
                await stand.client.post(wrong)
            assert caught.value.kind is ErrorKind.FINAL and caught.value.code == 100
        with pytest.raises(GraphError) as caught:
            await stand.client.live_video(POST)
        assert caught.value.kind is ErrorKind.FINAL


@pytest.mark.parametrize("is_ranked", [False, True])
async def test_a_post_with_many_comments_is_read_whole_in_pages_and_later_ones_too(is_ranked: bool) -> None:
    """Low quality, replies and authorless ones included; ranked order wins over the one asked for (§1.4)."""
    async with _stand() as stand:
        await stand.control("switch", ranked_order=is_ranked)
        ids = await stand.comments(120, low_quality=True)
        ids += await stand.comments(5, parent=ids[0]) + await stand.comments(5, **{"from": None})
        assert sorted(await stand.read(130, from_start=True)) == sorted(ids)


async def test_a_post_is_read_on_from_the_watermark() -> None:
    """§1.7: with the overlap of a live, not from the beginning."""
    async with _stand() as stand:
        old = await stand.comments(3, created_time=START // 1000)
        near = await stand.comments(1)
        assert sorted(await stand.read(4, from_start=True)) == sorted(old + near)
        assert stand.watermark is not None and stand.watermark > START
        more = await stand.comments(2)
        found = await stand.read(1, watermark=stand.watermark)
        assert set(more) <= set(found) <= {*near, *more}


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "disconnect", "count": 3},
        {"kind": "html", "count": 2},
        {"kind": "truncate", "count": 2},
        {"kind": "status", "code": 2, "count": 2},
        {"kind": "status", "code": 1, "count": 2},
        {"kind": "status", "code": 190, "count": 4},
        {"kind": "duplicate", "count": 10},
    ],
    ids=lambda fault: f"{fault['kind']}{fault.get('code', '')}",
)
async def test_faults_lose_and_double_nothing(fault: dict[str, Any]) -> None:
    async with _stand() as stand:
        ids = await stand.comments(40)
        await stand.control("fault", target="graph.comments", **fault)
        assert sorted(await stand.read(40, from_start=True)) == sorted(ids)


async def test_late_comments_on_a_post_are_swept_up() -> None:
    async with _stand() as stand:
        late = await stand.comments(3, late=8)
        ids = late + await stand.comments(20)
        assert sorted(await stand.read(23, from_start=True)) == sorted(ids)
