"""The polling recipe of graph_api.md §1.7, written anew, gets every comment; one scenario gives one live."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import Any

import httpx

from .stage import LIVE, START, WHOLE, Stage, numbers, raw_comment, staged

OVERLAP = 11  # seconds: late comments are up to 10 s behind what was already seen


async def poll(stage: Stage, since: int, seen: dict[int, str]) -> int:
    """One cycle of the recipe: up to ten pages, no progress of the watermark where one of them fails."""
    response = await stage.get(f"/v26.0/{LIVE}/comments", **WHOLE | {"since": str(since - OVERLAP)})
    newest = since
    for _ in range(10):
        if response.status_code != 200:
            return since
        body = response.json()
        for row in body["data"]:
            seen.setdefault(numbers([row])[0], row["message"])
            newest = max(newest, int(datetime.fromisoformat(row["created_time"]).timestamp()))
        following = body.get("paging", {}).get("next")
        if following is None:
            return newest
        response = await stage.client.get(following)
    return newest


def burst(seed: int) -> list[dict[str, Any]]:
    """Sixty seconds, 700 comments, 400 of them within two seconds; some late, some replies, some deleted."""
    random = Random(seed)
    comments = []
    for number in range(700):
        at = random.uniform(20, 22) if number < 400 else random.uniform(0, 60)
        rest: dict[str, Any] = {}
        if random.random() < 0.1:
            rest["late"] = random.uniform(1, 10)
        if random.random() < 0.02:
            rest["deleted_at"] = at + 15
        comments.append(raw_comment(number, at, random.choice(["1", "A2", "A01 x2", "em lấy B02"]), **rest))
    return comments


async def test_the_recipe_gets_every_comment_of_a_burst_despite_faults() -> None:
    async with staged(*burst(3)) as stage:
        await stage.control("/fault", target="graph.comments", kind="truncate", probability=0.1)
        await stage.control("/fault", target="graph.comments", kind="status", code=2, probability=0.1)
        await stage.control("/fault", target="graph.comments", kind="duplicate", probability=0.1)
        seen: dict[int, str] = {}
        since = int(START) - 300
        for _ in range(40):
            stage.wall.step(2)
            try:
                since = await poll(stage, since, seen)
            except httpx.TransportError:
                continue
        assert sorted(seen) == list(range(700))
        assert set(await stage.shown()) == set(seen)


async def test_the_defaults_of_graph_would_have_lost_comments() -> None:
    """The traps are really there: one page, default filters, no cursor (§1.8)."""
    async with staged(*burst(3)) as stage:
        seen: set[int] = set()
        for _ in range(40):
            stage.wall.step(2)
            seen |= set(await stage.numbers(order="reverse_chronological"))
        assert len(seen) < 500


async def test_the_same_scenario_gives_the_same_live() -> None:
    async def run(seed: int) -> tuple[list[bytes], Any]:
        async with staged(*burst(5), seed=seed) as stage:
            await stage.control("/switch", from_missing_share=0.2)
            await stage.control("/fault", target="graph.comments", kind="late", probability=0.3)
            await stage.control("/fault", target="graph.comments", kind="status", code=2, probability=0.3)
            pages = []
            for _ in range(10):
                stage.wall.step(6)
                response = await stage.get(f"/{LIVE}/comments", **WHOLE)
                graph = stage.sandbox.announcement["graph"].encode()
                pages.append(response.content.replace(graph, b""))
            return pages, (await stage.log())["shown"]

    assert await run(1) == await run(1)
    assert await run(1) != await run(2)
