"""The control (contracts.md §5), what the page writes (graph_api.md §2.1, §2.2), and the log of both."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from desktop.sandbox.clock import Clock
from desktop.sandbox.control import control_application
from desktop.sandbox.world import World

from .stage import LIVE, PAGE, START, VIDEO, WHOLE, Stage, raw_comment, scenario, staged


async def listed(stage: Stage, path: str = "/comments") -> Any:
    return (await stage.client.get(stage.sandbox.announcement["control"] + path)).json()


async def test_a_comment_is_added_with_all_it_may_have() -> None:
    async with staged(raw_comment(1, 0)) as stage:
        stage.wall.step(20)
        told = await stage.control(
            "/comment",
            live_id=LIVE,
            message="B02 x2",
            id=f"{VIDEO}_55",
            parent=f"{VIDEO}_1",
            created_time="2027-01-15T08:00:10+0000",
            late=15,
            low_quality=True,
            **{"from": {"id": "u9", "name": "Bé Na"}},
        )
        assert told["created_time"] == "2027-01-15T08:00:10+0000" and told["from"]["name"] == "Bé Na"
        assert told["shown_at"] == (START + 25) * 1000
        assert await stage.numbers(**WHOLE) == [1]
        stage.wall.step(5)
        assert await stage.numbers(**WHOLE) == [1, 55]
        assert await stage.numbers(filter="stream") == [1]


async def test_a_comment_in_the_past_appears_at_once_and_one_without_author_has_no_from() -> None:
    async with staged() as stage:
        stage.wall.step(20)
        await stage.control("/comment", message="cũ", created_time=START + 3, **{"from": None})
        rows = (await stage.told(f"/{LIVE}/comments", **WHOLE))["data"]
        assert rows[0]["created_time"] == "2027-01-15T08:00:03+0000" and "from" not in rows[0]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/comment", {"live_id": "1"}),
        ("/comment", {"id": f"{VIDEO}_1"}),
        ("/comment", {"parent": "1"}),
        ("/comment", {"created_time": "hôm qua"}),
        ("/comment", {"from": 7}),
        ("/comment", {"colour": "red"}),
        ("/live", {"status": "LIVE_NOW"}),
        ("/live", {"id": "5", "video_id": VIDEO}),
        ("/token", {"state": "tired"}),
        ("/token", {"token": "EAAnope"}),
        ("/switch", {"turbo": True}),
        ("/switch", {"ranked_order": 1}),
        ("/switch", {"from_missing_share": 2}),
        ("/switch", {"budget": 0}),
    ],
)
async def test_what_cannot_be_done_is_a_400_with_one_sentence(path: str, body: dict[str, Any]) -> None:
    async with staged(raw_comment(1, 0)) as stage:
        response = await stage.client.post(stage.sandbox.announcement["control"] + path, json=body)
        assert response.status_code == 400 and response.json()["error"]


async def test_unknown_paths_and_bodies_answer_json_errors() -> None:
    async with staged() as stage:
        control = stage.sandbox.announcement["control"]
        answers = [
            await stage.client.post(control + "/stock", json={}),
            await stage.client.get(control + "/nowhere"),
            await stage.client.post(control + "/comment", content=b"{"),
            await stage.client.get(control + "/comment"),
        ]
        assert [answer.status_code for answer in answers] == [400, 404, 400, 405]
        assert all(answer.json()["error"] for answer in answers)


async def test_everything_visible_is_listed() -> None:
    deleted = raw_comment(3, 0, deleted_at=4)
    async with staged(raw_comment(1, 0), raw_comment(2, 9), deleted, raw_comment(4, 0, hidden_at=1)) as stage:
        stage.wall.step(5)
        other = await stage.control("/live", new=True)
        added = await stage.control("/comment", live_id=other["id"])
        rows = (await listed(stage))["data"]
        assert [(row["id"], row["is_hidden"]) for row in rows] == [
            (f"{VIDEO}_1", False),
            (f"{VIDEO}_4", True),
            (added["id"], False),
        ]
        assert [row["id"] for row in (await listed(stage, f"/comments?live_id={other['id']}"))["data"]] == [
            added["id"]
        ]


async def test_the_page_replies_hides_shows_edits_and_deletes() -> None:
    async with staged(raw_comment(1, 0)) as stage:
        comment = f"/v26.0/{VIDEO}_1"
        reply = (await stage.post(comment + "/comments", message="Dạ em ghi rồi ạ")).json()["id"]
        assert (await stage.told(f"/{reply}", fields="from,parent{id},message")) == {
            "from": {"name": "Tiệm thử", "id": PAGE},
            "parent": {"id": f"{VIDEO}_1"},
            "message": "Dạ em ghi rồi ạ",
            "id": reply,
        }
        for hide in ("true", "false"):
            assert (await stage.post(comment, is_hidden=hide)).json() == {"success": True}
            assert (await stage.told(comment, fields="is_hidden"))["is_hidden"] is (hide == "true")
        await stage.post(f"/{reply}", message="Dạ sửa ạ")
        assert (await stage.told(f"/{reply}"))["message"] == "Dạ sửa ạ"
        address = stage.sandbox.announcement["graph"] + f"/{reply}"
        await stage.client.delete(address, params={"access_token": stage.token})
        assert (await stage.refused(f"/{reply}"))[1:3] == (100, 33)
        kinds = [effect["kind"] for effect in (await stage.log())["effects"]]
        assert kinds == ["reply", "hide", "unhide", "edit", "delete"]


async def test_a_reply_may_come_as_json_and_says_its_fields() -> None:
    async with staged(raw_comment(1, 0)) as stage:
        address = stage.sandbox.announcement["graph"] + f"/{VIDEO}_1/comments?fields=id,message"
        bearer = {"Authorization": f"Bearer {stage.token}"}
        response = await stage.client.post(address, json={"message": "dạ"}, headers=bearer)
        assert response.json()["message"] == "dạ"


async def test_writing_that_graph_does_not_take() -> None:
    async with staged(raw_comment(1, 0)) as stage:
        for path, form, code in (
            (f"/{LIVE}/comments", {"message": "xin chào"}, 100),  # no top-level comment (§2.1)
            (f"/{VIDEO}_1/comments", {}, 100),
            (f"/{VIDEO}_1", {"is_hidden": "maybe"}, 100),
            (f"/{VIDEO}_1", {"message": "lời của người khác"}, 100),
            (f"/{VIDEO}_9/comments", {"message": "dạ"}, 100),
            (f"/{VIDEO}_1/likes", {}, 2500),
        ):
            response = await stage.post(path, **form)
            assert (response.status_code, response.json()["error"]["code"]) == (400, code), path
        assert (await stage.log())["effects"] == []


async def test_the_log_has_requests_without_secrets_and_comments_by_first_time() -> None:
    async with staged(raw_comment(1, 0), raw_comment(2, 3)) as stage:
        await stage.numbers(**WHOLE)
        stage.wall.step(4)
        await stage.refused(f"/v26.0/{LIVE}/comments", appsecret_proof="x" * 64)
        await stage.numbers(**WHOLE)
        log = await stage.log()
        assert log["now"] == (START + 4) * 1000
        start = int(START * 1000)
        assert [(row["id"], row["time"]) for row in log["shown"]] == [
            (f"{VIDEO}_1", start),
            (f"{VIDEO}_2", start + 4000),
        ]
        first, second, _ = log["requests"]
        assert (first["method"], first["path"], first["status"]) == ("GET", f"/v26.0/{LIVE}/comments", 200)
        assert first["query"] == {"access_token": "***", **WHOLE} and first["target"] == "graph.comments"
        assert second["status"] == 400 and second["query"]["appsecret_proof"] == "***"
        assert stage.token not in str(log)


async def test_pictures_are_sent_and_nothing_else(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    (pictures / "a.png").write_bytes(b"\x89PNG")
    (tmp_path / "secret.txt").write_text("no", "utf-8")
    application = control_application(World(scenario(), Clock()), pictures)
    async with TestClient(TestServer(application)) as client:
        picture = await client.get("/pictures/a.png")
        assert (picture.status, await picture.read()) == (200, b"\x89PNG")
        for name in ("b.png", "..%2Fsecret.txt", "%2E%2E"):
            assert (await client.get(f"/pictures/{name}")).status == 404, name
