"""The page's posts and their comments (graph_api.md §1.1, §1.4, §1.5), and the control that makes them."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from .stage import LIVE, PAGE, VIDEO, WHOLE, Stage, numbers, raw_comment, staged

POST = f"{PAGE}_5500"
COMMENTS = f"/v26.0/{POST}/comments"
ON_A_POST = {key: value for key, value in WHOLE.items() if key != "live_filter"}


async def posted(stage: Stage, *messages: str, **rest: Any) -> list[int]:
    """A post with these comments, a second apart; their numbers."""
    await stage.control("/post", id=POST, message="Áo len A01, khăn B05")
    told = []
    for message in messages:
        told.append(await stage.control("/comment", post_id=POST, message=message, **rest))
        stage.wall.step(1)
    return numbers(told)


async def refused_by_control(stage: Stage, path: str, **body: Any) -> str:
    response: httpx.Response = await stage.client.post(
        stage.sandbox.announcement["control"] + path, json=body
    )
    assert response.status_code == 400, response.text
    return str(response.json()["error"])


async def test_a_post_tells_what_it_is() -> None:
    async with staged() as stage:
        made = await stage.control("/post", message="Áo len A01")
        assert made["id"].startswith(f"{PAGE}_")
        fields = "id,message,created_time,permalink_url,is_published,from"
        assert await stage.told(f"/v26.0/{made['id']}", fields=fields) == {
            "id": made["id"],
            "message": "Áo len A01",
            "created_time": "2027-01-15T08:00:00+0000",
            "permalink_url": f"https://www.facebook.com/{PAGE}/posts/{made['id'].partition('_')[2]}",
            "is_published": True,
            "from": {"name": "Tiệm thử", "id": PAGE},
        }
        assert set(await stage.told(f"/{made['id']}")) == {"created_time", "message", "id"}
        assert "node type (Post)" in (await stage.refused(f"/{made['id']}", fields="status"))[3]


@pytest.mark.parametrize("edge", ["posts", "published_posts"])
async def test_posts_are_listed_newest_first_in_pages_and_lives_are_none_of_them(edge: str) -> None:
    async with staged() as stage:
        ids = []
        for words in ("một", "hai", "ba"):
            stage.wall.step(1)
            ids.append((await stage.control("/post", message=words))["id"])
        await stage.control("/post", message="bản nháp", is_published=False)
        first = await stage.told(f"/{PAGE}/{edge}", limit="2", fields="id")
        assert [row["id"] for row in first["data"]] == [ids[2], ids[1]]
        rest = (await stage.client.get(first["paging"]["next"])).json()
        assert [row["id"] for row in rest["data"]] == [ids[0]] and "next" not in rest["paging"]
        await stage.control("/token", missing_scopes=["pages_read_engagement"])
        assert (await stage.refused(f"/{PAGE}/{edge}"))[1] == 10


async def test_comments_of_a_post_have_its_number_in_their_id_and_know_no_broadcast() -> None:
    async with staged(raw_comment(1, 0)) as stage:
        (number,) = await posted(stage, "lấy A01 0912345678")
        fields = "message,permalink_url,object,live_broadcast_timestamp,can_reply_privately"
        assert (await stage.told(COMMENTS, **ON_A_POST, fields=fields))["data"] == [
            {
                "message": "lấy A01 0912345678",
                "permalink_url": f"https://www.facebook.com/{PAGE}/posts/5500?comment_id={number}",
                "can_reply_privately": True,
                "id": f"5500_{number}",
            }
        ]
        assert await stage.numbers(**WHOLE) == [1]
        rows = (await stage.client.get(stage.sandbox.announcement["control"] + "/comments")).json()["data"]
        assert [(row.get("live_id"), row.get("post_id")) for row in rows] == [(LIVE, None), (None, POST)]


async def test_the_filter_of_lives_counts_for_nothing_and_the_level_does() -> None:
    """§1.4: `live_filter` is for live objects only; that a post ignores any value of it is UNVERIFIED."""
    async with staged() as stage:
        first, low = await posted(stage, "A1", "chốt đơn", low_quality=True)
        reply = await stage.control("/comment", post_id=POST, message="dạ", parent=f"5500_{first}")
        for parameters in ({}, {"live_filter": "filter_low_quality"}, {"live_filter": "stream"}):
            assert numbers((await stage.told(COMMENTS, **parameters))["data"]) == [first, low]
        whole = numbers((await stage.told(COMMENTS, **ON_A_POST))["data"])
        assert whole == [first, low, *numbers([reply])]
        assert (await stage.refused(COMMENTS, filter="all"))[1] == 100


async def test_since_cursors_and_ranked_order_are_those_of_a_live() -> None:
    async with staged() as stage:
        said = await posted(stage, *(f"A{number:02}" for number in range(12)))
        since = await stage.told(COMMENTS, **ON_A_POST, since="2027-01-15T08:00:09+0000")
        assert numbers(since["data"]) == said[9:]
        paged = await stage.told(COMMENTS, **ON_A_POST | {"limit": "7", "summary": "true"})
        rest = (await stage.client.get(paged["paging"]["next"])).json()
        assert numbers(paged["data"] + rest["data"]) == said
        assert paged["summary"] == {"order": "chronological", "total_count": 12, "can_comment": True}
        await stage.control("/switch", ranked_order=True)
        ranked = await stage.told(COMMENTS, **ON_A_POST | {"summary": "true"})
        assert ranked["summary"]["order"] == "ranked"
        assert numbers(ranked["data"]) != said == sorted(numbers(ranked["data"]))


async def test_a_reply_to_a_comment_on_a_post_stands_under_it() -> None:
    """§2.1, by the same call as on a live."""
    async with staged() as stage:
        (number,) = await posted(stage, "A01")
        answer = await stage.post(f"/v26.0/5500_{number}/comments", message="đã ghi")
        assert answer.json()["id"].startswith("5500_")
        rows = (await stage.told(COMMENTS, **ON_A_POST, fields="message,parent{id},from{id}"))["data"]
        assert rows[1]["parent"] == {"id": f"5500_{number}"} and rows[1]["from"] == {"id": PAGE}


async def test_rights_of_a_post_are_those_of_reading_comments_without_the_feature_of_lives() -> None:
    """§1.8, §3.3: the Live Video API feature is for lives."""
    async with staged() as stage:
        said = await posted(stage, "A01")
        await stage.control("/switch", live_feature=False)
        assert (await stage.refused(f"/v26.0/{LIVE}/comments"))[1] == 200
        assert numbers((await stage.told(COMMENTS))["data"]) == said
        await stage.control("/token", missing_scopes=["pages_read_user_content"])
        assert (await stage.refused(COMMENTS))[1] == 10


async def test_the_post_id_of_a_live_leads_nowhere_and_none_can_be_made() -> None:
    """§1.1."""
    async with staged() as stage:
        for path in (f"/{PAGE}_{VIDEO}", f"/{PAGE}_{VIDEO}/comments", f"/{PAGE}_{LIVE}", "/5500"):
            assert (await stage.refused(path))[1:3] == (100, 33)
        for wrong in (f"{PAGE}_{VIDEO}", f"{PAGE}_{LIVE}", "5500", "77_5500", f"{PAGE}_5_5", f"{PAGE}_"):
            await refused_by_control(stage, "/post", id=wrong)
        await posted(stage)
        assert "already" in await refused_by_control(stage, "/post", id=POST)
        assert "no post" in await refused_by_control(stage, "/comment", post_id=f"{PAGE}_1", message="A01")
        assert "both" in await refused_by_control(stage, "/comment", post_id=POST, live_id=LIVE)


async def test_faults_meet_posts_by_their_own_names() -> None:
    async with staged() as stage:
        await posted(stage)
        for target, path in (("graph.post", f"/{POST}"), ("graph.posts", f"/{PAGE}/posts")):
            await stage.control("/fault", target=target, kind="status", code=613)
            assert (await stage.refused(path))[1] == 613
            assert (await stage.get(path)).status_code == 200
