"""Tokens, rights, the secret's proof and call budgets against graph_api.md §3 and §4."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import pytest

from .stage import LIVE, PAGE, VIDEO, WHOLE, Stage, raw_comment, staged

COMMENTS = f"/v26.0/{LIVE}/comments"


async def tokens(stage: Stage) -> dict[str, str]:
    return dict((await stage.client.get(stage.sandbox.announcement["control"] + "/token")).json())


def proof(secret: str, token: str) -> str:
    return hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()


async def test_the_token_may_come_in_the_header_or_the_query_and_must_come() -> None:
    async with staged() as stage:
        address = stage.sandbox.announcement["graph"] + "/me"
        bearer = {"Authorization": f"Bearer {stage.token}"}
        assert (await stage.client.get(address, headers=bearer)).json()["id"] == PAGE
        assert (await stage.refused("/me", access_token=""))[:2] == (400, 104)
        assert (await stage.refused("/me", access_token="EAAnope"))[:3] == (400, 190, None)


@pytest.mark.parametrize(
    ("state", "subcode", "words"),
    [
        ("expired", 463, "Session has expired on Friday, 15-Jan-27"),
        ("password_changed", 460, "changed their password"),
        ("logged_out", 467, "the user logged out"),
        ("checkpoint", 459, "checkpoint"),
    ],
)
async def test_a_dead_token_is_190_with_the_reason_as_subcode(state: str, subcode: int, words: str) -> None:
    async with staged() as stage:
        await stage.control("/token", state=state)
        status, code, found, message = await stage.refused(COMMENTS)
        assert (status, code, found) == (400, 190, subcode) and words in message
        await stage.control("/token", state="valid")
        assert (await stage.get(COMMENTS)).status_code == 200


async def test_a_missing_scope_is_10_for_reading_and_200_for_writing() -> None:
    async with staged(raw_comment(1, 0)) as stage:
        await stage.control("/token", missing_scopes=["pages_read_user_content", "pages_manage_engagement"])
        status, code, _, message = await stage.refused(COMMENTS)
        assert (status, code) == (400, 10) and "'pages_read_user_content' permission" in message
        reply = await stage.post(f"/{VIDEO}_1/comments", message="dạ")
        assert (reply.status_code, reply.json()["error"]["code"]) == (403, 200)
        await stage.control("/token", missing_scopes=["pages_read_engagement"])
        assert (await stage.refused(f"/{LIVE}"))[1] == 10
        assert (await stage.refused(f"/{PAGE}/live_videos"))[1] == 10
        assert (await stage.get(COMMENTS)).status_code == 200


async def test_without_the_live_feature_only_comments_answer_403() -> None:
    async with staged(raw_comment(1, 0)) as stage:
        await stage.control("/switch", live_feature=False)
        assert await stage.refused(COMMENTS) == (403, 200, None, "(#200) Missing Permissions")
        assert (await stage.get(f"/{LIVE}")).status_code == 200
        assert (await stage.get(f"/{PAGE}/live_videos")).status_code == 200


async def test_the_secrets_proof_is_asked_for_when_switched_on_and_always_checked() -> None:
    async with staged() as stage:
        secret = (await tokens(stage))["app_secret"]
        assert (await stage.refused("/me", appsecret_proof="0" * 64))[1] == 100
        assert (await stage.get("/me", appsecret_proof=proof(secret, stage.token))).status_code == 200
        await stage.control("/switch", appsecret=True)
        assert await stage.refused("/me") == (
            400,
            100,
            None,
            "API calls from the server require an appsecret_proof argument",
        )
        assert (await stage.get("/me", appsecret_proof=proof(secret, stage.token))).status_code == 200


async def test_a_user_finds_the_pages_token_and_renews_the_own() -> None:
    async with staged() as stage:
        known = await tokens(stage)
        mine = {"access_token": known["user_token"]}
        accounts = (await stage.told("/v26.0/me/accounts", **mine))["data"]
        assert accounts[0]["access_token"] == stage.token and accounts[0]["id"] == PAGE
        assert "MODERATE" in accounts[0]["tasks"]
        assert (await stage.told("/me", **mine))["id"] != PAGE
        assert (await stage.refused("/v26.0/me/accounts"))[1] == 100  # a page has no accounts
        asked = {
            "grant_type": "fb_exchange_token",
            "client_id": known["app_id"],
            "client_secret": known["app_secret"],
            "fb_exchange_token": known["user_token"],
            "access_token": "",
        }
        fresh = await stage.told("/v26.0/oauth/access_token", **asked)
        assert fresh["token_type"] == "bearer" and fresh["expires_in"] == 5_183_944
        assert (await stage.told("/me/accounts", access_token=fresh["access_token"]))["data"]
        wrong = await stage.refused("/oauth/access_token", **asked | {"client_secret": "x"})
        assert wrong[:2] == (400, 1)
        await stage.control("/token", token=known["user_token"], state="expired")
        assert (await stage.refused("/oauth/access_token", **asked))[1:3] == (190, 463)


async def test_a_user_token_runs_out_by_itself() -> None:
    async with staged() as stage:
        mine = {"access_token": (await tokens(stage))["user_token"]}
        stage.wall.step(61 * 86_400)
        assert (await stage.refused("/me", **mine))[1:3] == (190, 463)
        assert (await stage.get("/me")).status_code == 200  # a page's token does not (§3.1)


async def test_debug_token_tells_what_a_token_is_and_why_it_is_dead() -> None:
    async with staged() as stage:
        known = await tokens(stage)
        app = {"access_token": f"{known['app_id']}|{known['app_secret']}", "input_token": stage.token}
        told = (await stage.told("/v26.0/debug_token", **app))["data"]
        assert told["is_valid"] and told["type"] == "PAGE" and told["profile_id"] == PAGE
        assert told["expires_at"] == 0 and "pages_read_user_content" in told["scopes"]
        assert {"scope": "pages_messaging", "target_ids": [PAGE]} in told["granular_scopes"]
        await stage.control("/token", state="password_changed")
        told = (await stage.told("/v26.0/debug_token", **app))["data"]
        assert not told["is_valid"] and (told["error"]["code"], told["error"]["subcode"]) == (190, 460)
        unknown = (await stage.told("/debug_token", **app | {"input_token": "EAAnope"}))["data"]
        assert not unknown["is_valid"] and unknown["error"]["code"] == 190
        assert (await stage.refused("/debug_token", access_token="EAAnope"))[1] == 190


def usage(response: Any) -> tuple[int, int, int]:
    """Call counts of both headers, and the minutes."""
    app = json.loads(response.headers["x-app-usage"])
    business = json.loads(response.headers["x-business-use-case-usage"])[PAGE][0]
    assert business["type"] == "pages"
    return app["call_count"], business["call_count"], business["estimated_time_to_regain_access"]


async def test_usage_rises_to_the_budget_then_calls_are_refused_until_the_time_is_over() -> None:
    async with staged() as stage:
        assert "x-app-usage" not in (await stage.get("/me")).headers  # only once enough calls were made
        await stage.control("/switch", budget=5, regain_minutes=3)
        seen = [usage(await stage.get(COMMENTS, **WHOLE)) for _ in range(4)]
        assert seen == [(40, 40, 0), (60, 60, 0), (80, 80, 0), (100, 100, 0)]
        refused = await stage.get(COMMENTS, **WHOLE)
        assert refused.status_code == 400 and usage(refused)[2] == 3
        error = refused.json()["error"]
        assert (error["type"], error["code"]) == ("OAuthException", 80001)
        assert error["message"].startswith("(#80001) There have been too many calls to this Page account.")
        stage.wall.step(120)
        assert usage(await stage.get(COMMENTS))[2] == 2  # one minute left, and one for calling meanwhile
        stage.wall.step(119)
        assert (await stage.refused(COMMENTS))[1] == 80001
        stage.wall.step(61)
        assert usage(await stage.get(COMMENTS)) == (20, 20, 0)


async def test_calls_of_more_than_an_hour_ago_do_not_count() -> None:
    async with staged() as stage:
        await stage.control("/switch", budget=4)
        for _ in range(4):
            await stage.told("/me")
        stage.wall.step(3600)
        assert usage(await stage.get("/me"))[0] == 25


async def test_a_user_token_over_its_budget_is_17() -> None:
    async with staged() as stage:
        await stage.control("/switch", budget=1, user_token=True)
        await stage.told(COMMENTS)
        assert (await stage.refused(COMMENTS))[:2] == (400, 17)


async def test_a_user_lists_several_pages_each_with_its_own_token_in_pages_of_a_list() -> None:
    async with staged(raw_comment(1, 0)) as stage:
        mine = {"access_token": (await tokens(stage))["user_token"]}
        other = (await stage.control("/page", id="2002", name="Tiệm hai"))["token"]
        first = await stage.told("/me/accounts", fields="id,name,access_token", limit="1", **mine)
        assert [row["id"] for row in first["data"]] == [PAGE] and "next" in first["paging"]
        after = first["paging"]["cursors"]["after"]
        second = await stage.told("/me/accounts", fields="id,access_token", after=after, **mine)
        assert second["data"] == [{"id": "2002", "access_token": other}] and "next" not in second["paging"]
        assert (await stage.told("/me", access_token=other))["name"] == "Tiệm hai"
        assert (await stage.told("/2002/live_videos", access_token=other))["data"] == []
        assert (await stage.refused(COMMENTS, access_token=other))[1:3] == (100, 33)
        for page in (PAGE, "2002"):
            await stage.control("/page", id=page, shared=False)
        assert (await stage.told("/me/accounts", **mine)) == {"data": []}


async def test_a_pages_dead_token_is_told_anew_and_a_system_users_never_expires() -> None:
    async with staged() as stage:
        await stage.control("/token", state="password_changed")
        mine = {"access_token": (await tokens(stage))["user_token"]}
        fresh = (await stage.told("/me/accounts", **mine))["data"][0]["access_token"]
        assert fresh != stage.token and (await stage.told("/me", access_token=fresh))["id"] == PAGE
        system = (await stage.control("/token", new="SYSTEM_USER"))["token"]
        told = (await stage.told("/debug_token", access_token=fresh, input_token=system))["data"]
        assert (told["type"], told["expires_at"]) == ("SYSTEM_USER", 0)
        assert (await stage.told("/me/accounts", access_token=system))["data"][0]["id"] == PAGE
