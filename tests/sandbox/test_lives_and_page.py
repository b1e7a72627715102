"""The page, its lives and their lifecycle against graph_api.md §1.1 to §1.3."""

from __future__ import annotations

import pytest

from .stage import LIVE, PAGE, VIDEO, WHOLE, raw_comment, staged

LIVES = f"/v26.0/{PAGE}/live_videos"


async def test_the_list_of_lives_with_its_default_fields() -> None:
    async with staged() as stage:
        body = await stage.told(LIVES)
        assert set(body["data"][0]) == {"id", "title", "status", "embed_html"}
        assert body["data"][0]["id"] == LIVE and "cursors" in body["paging"]


async def test_lives_are_listed_by_status_newest_first_and_in_pages() -> None:
    async with staged() as stage:
        stage.wall.step(5)
        planned = await stage.control("/live", new=True, status="SCHEDULED_LIVE")
        stage.wall.step(5)
        other = await stage.control("/live", new=True, title="Đợt hai")

        async def ids(**parameters: str) -> list[str]:
            return [row["id"] for row in (await stage.told(LIVES, **parameters))["data"]]

        assert await ids() == [other["id"], planned["id"], LIVE]
        assert await ids(broadcast_status='["LIVE"]') == [other["id"], LIVE]
        assert await ids(broadcast_status='["SCHEDULED_LIVE","VOD"]', source="owner") == [planned["id"]]
        assert await ids(broadcast_status='["VOD"]') == []
        first = await stage.told(LIVES, limit="2", fields="id")
        assert (await stage.client.get(first["paging"]["next"])).json()["data"] == [{"id": LIVE}]
        assert (await stage.refused(LIVES, broadcast_status='["LIVE_NOW"]'))[1] == 100
        assert (await stage.refused(LIVES, source="me"))[1] == 100


async def test_a_live_tells_its_state_and_has_two_ids() -> None:
    async with staged() as stage:
        stage.wall.step(30)
        fields = "status,video{id},permalink_url,live_views,total_views,broadcast_start_time,from"
        live = await stage.told(f"/v26.0/{LIVE}", fields=fields)
        assert live["status"] == "LIVE" and live["video"] == {"id": VIDEO} != {"id": live["id"]}
        assert live["permalink_url"] == f"/{PAGE}/videos/{VIDEO}/"
        assert isinstance(live["live_views"], int) and isinstance(live["total_views"], str)
        assert live["broadcast_start_time"] == "2027-01-15T08:00:00+0000"
        assert live["from"] == {"name": "Tiệm thử", "id": PAGE}
        video = await stage.told(f"/{VIDEO}", fields="id,live_status,permalink_url")
        assert video == {"id": VIDEO, "live_status": "LIVE", "permalink_url": live["permalink_url"]}


async def test_a_live_ends_and_becomes_a_recording_while_comments_go_on() -> None:
    async with staged(raw_comment(1, 10), raw_comment(2, 90)) as stage:
        seen = []
        for _ in range(12):
            stage.wall.step(10)
            live = await stage.told(f"/{LIVE}", fields="status,live_views")
            seen.append(live["status"])
            assert live["live_views"] > 0  # still told after the end (§1.2)
        assert seen == ["LIVE"] * 5 + ["LIVE_STOPPED"] + ["PROCESSING"] * 3 + ["VOD"] * 3
        assert await stage.numbers(**WHOLE) == [1, 2]


@pytest.mark.parametrize("before", ["SCHEDULED_LIVE", "UNPUBLISHED"])
async def test_a_live_that_has_not_begun_is_silent_and_begins_when_told(before: str) -> None:
    async with staged(raw_comment(1, 10)) as stage:
        stage.wall.step(5)
        assert (await stage.control("/live", status=before))["status"] == before
        stage.wall.step(100)
        live = await stage.told(f"/{LIVE}", fields="status,broadcast_start_time")
        assert live == {"status": before, "id": LIVE}
        assert await stage.numbers(**WHOLE) == []
        await stage.control("/live", status="LIVE")
        stage.wall.step(10)
        live = await stage.told(f"/{LIVE}", fields="status,broadcast_start_time")
        assert live == {"status": "LIVE", "broadcast_start_time": "2027-01-15T08:01:45+0000", "id": LIVE}
        assert await stage.numbers(**WHOLE) == [1]


async def test_control_ends_a_live_at_once() -> None:
    async with staged() as stage:
        stage.wall.step(1)
        for status in ("LIVE_STOPPED", "PROCESSING", "VOD"):
            await stage.control("/live", id=LIVE, status=status)
            assert (await stage.told(f"/{LIVE}", fields="status"))["status"] == status


async def test_a_new_live_has_comments_of_its_own() -> None:
    async with staged(raw_comment(1, 0)) as stage:
        live = await stage.control("/live", id="4242", video_id="4343", title="Khác")
        assert live == {"id": "4242", "video_id": "4343", "title": "Khác", "status": "LIVE"}
        added = await stage.control("/comment", live_id="4242", message="B02 x3")
        body = await stage.told("/4242/comments", **WHOLE)
        assert [row["id"] for row in body["data"]] == [added["id"]]
        assert await stage.numbers(**WHOLE) == [1]


async def test_the_recordings_are_listed_too_and_their_ids_take_comments() -> None:
    """The way out where the list of lives is refused (§1.3)."""
    async with staged(raw_comment(1, 0)) as stage:
        await stage.control("/live", new=True, status="SCHEDULED_LIVE")
        rows = (await stage.told(f"/v26.0/{PAGE}/videos", fields="id,live_status"))["data"]
        assert rows == [{"id": VIDEO, "live_status": "LIVE"}]
        body = await stage.told(f"/v26.0/{VIDEO}/comments", **WHOLE)
        assert [row["id"] for row in body["data"]] == [f"{VIDEO}_1"]


async def test_the_page_by_its_id_and_as_me() -> None:
    async with staged() as stage:
        assert await stage.told(f"/v26.0/{PAGE}", fields="id,name") == {"id": PAGE, "name": "Tiệm thử"}
        assert await stage.told("/me") == {"id": PAGE, "name": "Tiệm thử"}


async def test_unknown_objects_edges_and_versions() -> None:
    async with staged() as stage:
        assert (await stage.refused("/v26.0/1"))[:3] == (400, 100, 33)
        assert (await stage.refused(f"/v26.0/{LIVE}/colours"))[:2] == (400, 2500)
        assert (await stage.refused(f"/v99.0/{LIVE}"))[:2] == (400, 2500)
        assert (await stage.refused(f"/{LIVE}", fields="nickname"))[3].endswith(
            "nonexisting field (nickname) on node type (LiveVideo)"
        )
        assert (await stage.refused("/một%0Ahai"))[:3] == (400, 100, 33)


async def test_versions_and_trace_headers() -> None:
    async with staged() as stage:
        for path, served in (("/v25.0/me", "v25.0"), ("/me", "v26.0"), ("/v3.2/me", "v21.0")):
            response = await stage.get(path)
            assert response.status_code == 200
            assert response.headers["facebook-api-version"] == served
            assert response.headers["x-fb-trace-id"]
        response = await stage.get("/1")
        assert response.json()["error"]["fbtrace_id"] == response.headers["x-fb-trace-id"]
        assert response.headers["www-authenticate"].startswith('OAuth "Facebook Platform"')
