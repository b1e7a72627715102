"""GET /{live-id}/comments against graph_api.md §1.4, §1.5 and §1.8."""

from __future__ import annotations

from typing import Any

import pytest

from .stage import LIVE, PAGE, START, VIDEO, WHOLE, numbers, raw_comment, staged

COMMENTS = f"/v26.0/{LIVE}/comments"


async def test_a_comment_appears_when_its_time_has_come() -> None:
    async with staged(raw_comment(1, 1), raw_comment(2, 5)) as stage:
        assert await stage.told(COMMENTS, **WHOLE) == {"data": []}
        stage.wall.step(1)
        assert await stage.numbers(**WHOLE) == [1]
        stage.wall.step(3.9)
        assert await stage.numbers(**WHOLE) == [1]
        stage.wall.step(0.1)
        assert await stage.numbers(**WHOLE) == [1, 2]


async def test_time_runs_speed_times_as_fast() -> None:
    async with staged(raw_comment(1, 10), raw_comment(2, 11), speed=10) as stage:
        stage.wall.step(1)
        body = await stage.told(COMMENTS, **WHOLE)
        assert numbers(body["data"]) == [1]
        assert body["data"][0]["created_time"] == "2027-01-15T08:00:10+0000"


async def test_default_fields_and_shape() -> None:
    async with staged(raw_comment(1, 0.7)) as stage:
        stage.wall.step(1)
        body = await stage.told(COMMENTS)
        row = body["data"][0]
        assert row == {
            "created_time": "2027-01-15T08:00:00+0000",
            "from": {"name": "An Nguyễn", "id": "u1"},
            "message": "em lấy A01",
            "id": f"{VIDEO}_1",
        }
        assert set(body["paging"]) == {"cursors"} and set(body["paging"]["cursors"]) == {"before", "after"}


async def test_nested_fields_bring_the_id_along_and_leave_out_what_is_missing() -> None:
    async with staged(raw_comment(1, 0), raw_comment(2, 0, parent=f"{VIDEO}_1")) as stage:
        wanted = "message,from{name},parent{message,from{id}},attachment"
        rows = (await stage.told(COMMENTS, **WHOLE, fields=wanted))["data"]
        author = {"name": "An Nguyễn", "id": "u1"}
        assert rows[0] == {"message": "em lấy A01", "from": author, "id": f"{VIDEO}_1"}
        parent = {"message": "em lấy A01", "from": {"id": "u1"}, "id": f"{VIDEO}_1"}
        assert rows[1] == {"message": "em lấy A01", "from": author, "parent": parent, "id": f"{VIDEO}_2"}


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, [1, 5]),
        ({"filter": "stream"}, [1, 4, 5]),
        ({"live_filter": "no_filter"}, [1, 2, 3, 5]),
        ({"filter": "stream", "live_filter": "no_filter"}, [1, 2, 3, 4, 5]),
        ({"order": "reverse_chronological"}, [5, 1]),
    ],
)
async def test_defaults_hide_replies_and_low_quality(parameters: dict[str, str], expected: list[int]) -> None:
    comments = (
        raw_comment(1, 0),
        raw_comment(2, 1, "A2"),
        raw_comment(3, 2, "chốt đơn", low_quality=True),
        raw_comment(4, 3, parent=f"{VIDEO}_1"),
        raw_comment(5, 4),
    )
    async with staged(*comments) as stage:
        stage.wall.step(10)
        assert await stage.numbers(**parameters) == expected


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("live_filter", "stream"),
        ("filter", "all"),
        ("order", "newest"),
        ("limit", "-1"),
        ("since", "hôm qua"),
    ],
)
async def test_a_value_that_graph_does_not_know_is_error_100_and_names_it(parameter: str, value: str) -> None:
    async with staged() as stage:
        status, code, _, message = await stage.refused(COMMENTS, **{parameter: value})
        assert (status, code) == (400, 100) and parameter in message


@pytest.mark.parametrize(
    ("asked", "code"), [("id,colour", 100), ("from{id", 2500), ("id,,from", 2500), ("}", 2500)]
)
async def test_a_wrong_fields_list_is_refused(asked: str, code: int) -> None:
    async with staged(raw_comment(1, 0)) as stage:
        assert (await stage.refused(COMMENTS, **WHOLE, fields=asked))[:2] == (400, code)


async def test_since_and_until_include_their_second() -> None:
    async with staged(*(raw_comment(n, n / 2) for n in range(6))) as stage:
        stage.wall.step(10)
        since = str(int(START) + 1)
        assert await stage.numbers(**WHOLE, since=since) == [2, 3, 4, 5]
        assert await stage.numbers(**WHOLE, since="2027-01-15T08:00:01+0000") == [2, 3, 4, 5]
        assert await stage.numbers(**WHOLE, until=since) == [0, 1, 2, 3]
        assert await stage.numbers(**WHOLE, since=since, until=since) == [2, 3]


async def test_limit_is_25_by_default_and_100_at_most() -> None:
    async with staged(*(raw_comment(n, 0) for n in range(130))) as stage:
        assert len(await stage.numbers()) == 25
        assert len(await stage.numbers(limit="100")) == 100
        assert len(await stage.numbers(limit="5000")) == 100


@pytest.mark.parametrize("order", ["chronological", "reverse_chronological"])
async def test_cursors_lead_through_all_pages_and_back(order: str) -> None:
    asked = WHOLE | {"order": order, "limit": "3"}
    async with staged(*(raw_comment(n, n // 4) for n in range(8))) as stage:
        stage.wall.step(10)
        first = await stage.told(COMMENTS, **asked)
        second = await stage.told(COMMENTS, **asked, after=first["paging"]["cursors"]["after"])
        last = await stage.told(COMMENTS, **asked, after=second["paging"]["cursors"]["after"])
        found = [n for body in (first, second, last) for n in numbers(body["data"])]
        assert found == (list(range(8)) if order == "chronological" else list(range(7, -1, -1)))
        assert "next" in first["paging"] and "previous" not in first["paging"]
        assert "next" not in last["paging"] and "after" in last["paging"]["cursors"]
        beyond = await stage.told(COMMENTS, **asked, after=last["paging"]["cursors"]["after"])
        assert beyond == {"data": []}
        back = await stage.told(COMMENTS, **asked, before=last["paging"]["cursors"]["before"])
        assert numbers(back["data"]) == numbers(second["data"])


async def test_next_is_an_absolute_address_with_the_token_in_it() -> None:
    async with staged(*(raw_comment(n, 0) for n in range(3))) as stage:
        address = stage.sandbox.announcement["graph"] + COMMENTS
        bearer = {"Authorization": f"Bearer {stage.token}"}
        response = await stage.client.get(address, params={"limit": "2"}, headers=bearer)
        following = response.json()["paging"]["next"]
        assert following.startswith(address + "?") and f"access_token={stage.token}" in following
        assert numbers((await stage.client.get(following)).json()["data"]) == [2]


async def test_a_wrong_cursor_is_error_100() -> None:
    async with staged(raw_comment(1, 0)) as stage:
        for cursor in ("MQZDZD", "%%%", "bnVsbA"):
            assert (await stage.refused(COMMENTS, after=cursor))[:2] == (400, 100)


async def test_a_late_comment_comes_behind_newer_ones_but_keeps_its_time() -> None:
    async with staged(raw_comment(1, 1, late=5), raw_comment(2, 3)) as stage:
        stage.wall.step(4)
        assert await stage.numbers(**WHOLE) == [2]
        stage.wall.step(2)
        body = await stage.told(COMMENTS, **WHOLE)
        assert numbers(body["data"]) == [1, 2]
        assert body["data"][0]["created_time"] == "2027-01-15T08:00:01+0000"


async def test_edited_hidden_and_deleted_comments_change_at_their_time() -> None:
    edited = raw_comment(1, 0, edited={"at": 5, "message": "em lấy B02"})
    async with staged(edited, raw_comment(2, 0, hidden_at=5), raw_comment(3, 0, deleted_at=5)) as stage:
        asked = WHOLE | {"fields": "message,is_hidden"}

        async def rows() -> list[Any]:
            return [(r["message"], r["is_hidden"]) for r in (await stage.told(COMMENTS, **asked))["data"]]

        assert await rows() == [("em lấy A01", False)] * 3
        stage.wall.step(5)
        assert await rows() == [("em lấy B02", False), ("em lấy A01", True)]
        assert (await stage.refused(f"/v26.0/{VIDEO}_3"))[1:3] == (100, 33)


async def test_from_is_missing_for_hidden_authors_and_for_user_tokens_but_not_for_the_page() -> None:
    async with staged(raw_comment(1, 0) | {"from": None}, raw_comment(2, 0)) as stage:
        await stage.control("/comment", **{"from": "page", "message": "Shop chào cả nhà"})

        async def authors() -> list[str | None]:
            rows = (await stage.told(COMMENTS, **WHOLE))["data"]
            return [row["from"]["id"] if "from" in row else None for row in rows]

        assert await authors() == [None, "u1", PAGE]
        await stage.control("/switch", user_token=True)
        assert await authors() == [None, None, PAGE]


async def test_a_share_of_comments_has_no_from_and_always_the_same_ones() -> None:
    async with staged(*(raw_comment(n, 0) for n in range(100))) as stage:
        await stage.control("/switch", from_missing_share=0.3)

        async def missing() -> list[int]:
            return numbers([r for r in (await stage.told(COMMENTS, **WHOLE))["data"] if "from" not in r])

        first = await missing()
        assert 15 <= len(first) <= 45 and await missing() == first
        await stage.control("/switch", from_missing_share=1)
        assert len(await missing()) == 100


async def test_ranked_order_wins_and_the_summary_tells() -> None:
    async with staged(*(raw_comment(n, n) for n in range(20))) as stage:
        stage.wall.step(30)
        asked = WHOLE | {"summary": "true"}
        plain = await stage.told(COMMENTS, **asked)
        assert plain["summary"] == {"order": "chronological", "total_count": 20, "can_comment": True}
        await stage.control("/switch", ranked_order=True)
        ranked = await stage.told(COMMENTS, **asked)
        assert ranked["summary"]["order"] == "ranked"
        assert numbers(ranked["data"]) != sorted(numbers(ranked["data"]))
        assert sorted(numbers(ranked["data"])) == list(range(20))
        paged = await stage.told(COMMENTS, **asked | {"limit": "7"})
        rest = (await stage.client.get(paged["paging"]["next"])).json()
        assert numbers(paged["data"] + rest["data"]) == numbers(ranked["data"])[:14]


async def test_comments_of_anything_but_a_live_or_a_comment_are_not_found() -> None:
    async with staged(raw_comment(1, 0)) as stage:
        for node in (f"{PAGE}_{VIDEO}", "12345"):
            status, code, subcode, message = await stage.refused(f"/v26.0/{node}/comments")
            assert (status, code, subcode) == (400, 100, 33)
            assert message.startswith(
                f"Unsupported get request. Object with ID '{node}' does not exist, cannot"
            )


async def test_one_comment_and_its_replies_can_be_read() -> None:
    reply = raw_comment(2, 1, "dạ có ạ", parent=f"{VIDEO}_1")
    async with staged(raw_comment(1, 0), reply) as stage:
        stage.wall.step(3)
        fields = "message,comment_count,can_reply_privately,live_broadcast_timestamp,object{id}"
        assert await stage.told(f"/{VIDEO}_1", fields=fields) == {
            "message": "em lấy A01",
            "comment_count": 1,
            "can_reply_privately": True,
            "live_broadcast_timestamp": 0,
            "object": {"id": VIDEO},
            "id": f"{VIDEO}_1",
        }
        assert numbers((await stage.told(f"/{VIDEO}_1/comments"))["data"]) == [2]
