"""Connecting a page and Omni, over the real sandbox (issue "Going live", point 1 and its bad inputs)."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from connection_stage import FROM_LAN, NAME, PAGE, revealed, staged

from desktop.clients.graph.client import GraphClient
from desktop.clients.graph.comment_source import CommentSource
from desktop.clients.graph.errors import GraphError
from desktop.clients.graph.reading import ReadingState
from desktop.clients.secret import Secret
from desktop.domain.errors import UserFault
from desktop.sandbox.graph.records import Comment, Person
from desktop.sandbox.scenario import ScenarioComment
from desktop.services.connection_rows import Connected, Granted, NamesSeen, PageCheck, PageChoice
from desktop.services.listening import open_campaign
from desktop.services.vault import (
    APP_ID,
    APP_SECRET,
    GRAPH_TOKEN,
    OMNI_SHOP,
    OMNI_TOKEN,
    PAGE_ID,
    MemoryVault,
    OverlaidVault,
    Vault,
)
from desktop.storage import pages
from desktop.storage.transaction import Transaction
from desktop.system.paths import Profile
from desktop.system.secret_faults import KeyringLockedError
from desktop.system.secrets import TokenFile

SCRIPT = {"name": "Xả kho", "messages": {}, "products": [{"sku": "AO", "price": 1000, "keywords": ["A01"]}]}


def one_sentence(fault: UserFault, *words: str) -> str:
    """One Vietnamese sentence that says what to do, without a token in it."""
    text = str(fault)
    assert text.endswith(".") and ". " not in text and "\n" not in text and "EAA0" not in text, text
    assert ": " in text or "hãy" in text, text
    assert len(text) <= 190, len(text)
    for word in words:
        assert word in text, text
    return text


async def refusal(work: object, *words: str) -> str:
    with pytest.raises(UserFault) as caught:
        await work  # type: ignore[misc]
    return one_sentence(caught.value, *words)


# --- a page's own token ----------------------------------------------------------------------------------


async def test_a_page_token_tells_the_page_its_permissions_and_that_names_are_seen() -> None:
    async with staged(FROM_LAN) as stage:
        check = await stage.check(stage.page_token)
        assert (check.page_id, check.page_name) == (PAGE, NAME)
        assert {row.granted for row in check.permissions} == {Granted.YES}
        assert check.names is NamesSeen.SEEN and check.is_enough
        assert check.knows_expiry and check.expires_at is None and check.notes == ()
        assert stage.told == [] and (await stage.desk.state()).page is None, "checking changes nothing"


async def test_a_checked_page_is_connected_kept_and_told() -> None:
    async with staged(FROM_LAN) as stage:
        await stage.desk.connect_page(await stage.check(stage.page_token))
        assert stage.vault.read() == {"graph_token": stage.page_token, "page_id": PAGE}
        state = await stage.desk.state()
        assert state.page is not None and (state.page.id, state.page.name) == (PAGE, NAME)
        assert state.page.connected_at is not None
        (told,) = stage.told
        assert told.page is not None and revealed(told.page.token) == stage.page_token
        assert stage.page_token not in repr(told) and stage.page_token not in repr(state)


async def test_a_token_of_a_system_user_opens_its_only_page() -> None:
    """Issue: paste a page or system-user token."""
    async with staged(FROM_LAN) as stage:
        check = await stage.check(stage.issue("SYSTEM_USER"))
        assert check.page_id == PAGE and revealed(check.access.token) == stage.page_token
        assert check.names is NamesSeen.SEEN


async def test_of_several_pages_staff_choose() -> None:
    async with staged(FROM_LAN) as stage:
        other = stage.share("2002", "Shop Mây")
        choice = await stage.choice(stage.user_token)
        assert [(option.page_id, option.page_name) for option in choice.options] == [
            (PAGE, NAME),
            ("2002", "Shop Mây"),
        ]
        assert other not in repr(choice)
        check = await stage.desk.check_option(choice.options[1])
        assert check.page_name == "Shop Mây" and revealed(check.access.token) == other
        assert check.names is NamesSeen.UNTRIED


async def test_a_hundred_and_more_pages_are_all_listed() -> None:
    async with staged() as stage:
        for number in range(130):
            stage.share(f"3{number:03}", f"Trang {number}")
        choice = await stage.choice(stage.user_token)
        assert len(choice.options) == 131
        assert len({option.page_id for option in choice.options}) == 131


async def test_a_user_without_pages_is_told_what_to_do() -> None:
    async with staged() as stage:
        stage.share(PAGE, NAME, is_shared=False)
        await refusal(stage.desk.check_page(stage.user_token), "chưa mở trang nào", "chọn trang")


async def test_a_user_who_may_not_list_pages_is_told_the_permission() -> None:
    async with staged() as stage:
        stage.set_token(stage.user_token, without=("pages_show_list",))
        await refusal(stage.desk.check_page(stage.user_token), "pages_show_list")


# --- names of strangers ----------------------------------------------------------------------------------


async def test_names_that_facebook_hides_are_told_with_what_it_means() -> None:
    """graph_api.md §1.8; product.md §2.11: comments without author order only by phone."""
    async with staged(FROM_LAN, ScenarioComment(0.0, "6001_2", "B05", "u2", "Mai")) as stage:
        await stage.desk.connect_page(await stage.check(stage.page_token))
        switches = stage.sandbox.world.switches
        object.__setattr__(switches, "from_missing_share", 1.0)
        check = await stage.desk.check_kept()
        assert check.names is NamesSeen.HIDDEN and check.is_enough
        assert any("không cho thấy tên khách" in note and "SĐT" in note for note in check.notes)


async def test_names_are_tried_on_a_post_where_no_live_has_comments() -> None:
    async with staged() as stage:
        assert (await stage.check(stage.page_token)).names is NamesSeen.UNTRIED
        stage.comment_on_a_post(Person(PAGE, NAME))
        assert (await stage.check(stage.page_token)).names is NamesSeen.UNTRIED, "the page is no stranger"
        stage.comment_on_a_post(Person("u1", "Lan"))
        assert (await stage.check(stage.page_token)).names is NamesSeen.SEEN


# --- permissions -----------------------------------------------------------------------------------------


async def test_a_missing_permission_is_told_with_what_does_not_work_without_it() -> None:
    async with staged(FROM_LAN) as stage:
        stage.set_token(stage.page_token, without=("pages_manage_engagement",))
        check = await stage.check(stage.page_token)
        missing = [row for row in check.permissions if row.granted is Granted.NO]
        assert [row.scope for row in missing] == ["pages_manage_engagement"]
        assert missing[0].without == "vẫn chốt được, không ẩn được SĐT"
        assert check.is_enough
        await stage.desk.connect_page(check)
        assert (await stage.desk.state()).page is not None


@pytest.mark.parametrize("scope", ["pages_read_engagement", "pages_read_user_content"])
async def test_without_the_right_to_read_it_is_not_enough(scope: str) -> None:
    async with staged(FROM_LAN) as stage:
        stage.set_token(stage.page_token, without=(scope,))
        check = await stage.check(stage.page_token)
        assert [row.scope for row in check.permissions if row.granted is Granted.NO] == [scope]
        assert not check.is_enough


async def test_the_closed_feature_gate_is_found_by_reading() -> None:
    """graph_api.md §1.8: 403 on comments with a token that has every scope."""
    async with staged(FROM_LAN) as stage:
        object.__setattr__(stage.sandbox.world.switches, "live_feature", False)
        check = await stage.check(stage.page_token)
        assert not check.is_enough
        assert any("Live Video API" in note for note in check.notes)


async def test_where_facebook_tells_no_scopes_reading_is_tried_and_the_rest_is_unknown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """graph_api.md §3.4: debug_token answers some tokens only."""

    async def refused(self: GraphClient, app: object = None) -> None:
        raise GraphError(100, message="(#100) You must provide an app access token")

    monkeypatch.setattr(GraphClient, "token_state", refused)
    async with staged(FROM_LAN) as stage:
        check = await stage.check(stage.page_token)
        assert [row.granted for row in check.permissions if row.is_needed] == [Granted.YES, Granted.YES]
        assert {row.granted for row in check.permissions if not row.is_needed} == {Granted.UNKNOWN}
        assert check.is_enough and not check.knows_expiry


# --- bad tokens ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("expired", "hết hạn"),
        ("password_changed", "Mật khẩu Facebook đã đổi"),
        ("logged_out", "đăng xuất"),
        ("checkpoint", "facebook.com"),
    ],
)
async def test_a_dead_token_says_why(state: str, words: str) -> None:
    async with staged() as stage:
        stage.set_token(stage.page_token, state)
        await refusal(stage.desk.check_page(stage.page_token), words, "token mới")


async def test_a_token_that_facebook_does_not_know_is_told() -> None:
    async with staged() as stage:
        await refusal(stage.desk.check_page("EAAzzzzzzzzzzzzzzzzzzzzzzzzz"), "không nhận token")


async def test_what_is_pasted_around_a_token_is_taken_off() -> None:
    async with staged() as stage:
        token = stage.page_token
        for text in (
            f"  {token}\n",
            f'"{token}"',
            f"“{token}”",
            f"access_token={token}",
            f"https://www.facebook.com/connect/login_success.html#access_token={token}&expires_in=5183944",
            f'{{"access_token": "{token}", "token_type": "bearer"}}',
            f"Bearer {token}",
            f"\ufeff{token}\u200b,",
            f"{token[:40]}\n{token[40:]}",
        ):
            assert (await stage.check(text)).page_id == PAGE, text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "còn trống"),
        ("  “” ", "còn trống"),
        ("0912345678", "chưa phải token Facebook"),
        ("mật khẩu của tôi", "chưa phải token Facebook"),
        ("EAA ngắn", "chưa phải token Facebook"),
        ("1234567890123456|AbCdEfGh", "token của ứng dụng"),
        ("0123456789abcdef0123456789abcdef", "App Secret"),
    ],
)
async def test_what_is_no_token_is_refused_and_never_sent(text: str, words: str) -> None:
    async with staged() as stage:
        await refusal(stage.desk.check_page(text), words)
        assert stage.sandbox.world.journal.as_json()["requests"] == []


async def test_without_network_it_says_so_and_asks_to_try_again() -> None:
    async with staged() as stage:
        away = stage.desk_with(graph_url="http://127.0.0.1:9")
        await refusal(away.check_page(stage.page_token), "Không nối được tới Facebook", "thử lại")


async def test_a_clock_a_day_off_is_told_and_hinders_nothing() -> None:
    """Issue: the PC's clock a day off."""
    async with staged(FROM_LAN, ahead=86_400_000) as stage:
        check = await stage.check(stage.page_token)
        (note,) = check.notes
        assert note == ("Đồng hồ máy nhanh 24 giờ so với Facebook; hãy bật tự chỉnh ngày giờ của máy.")
        await stage.desk.connect_page(check)
        assert (await stage.desk.check_kept()).notes == (note,)
    async with staged(FROM_LAN, ahead=100_000) as stage:
        assert (await stage.check(stage.page_token)).notes == ()


# --- another page ----------------------------------------------------------------------------------------


async def test_another_page_than_the_connected_one_must_be_meant() -> None:
    """Issue: a token of another page. Never silently."""
    async with staged(FROM_LAN) as stage:
        await stage.desk.connect_page(await stage.check(stage.page_token))
        check = await stage.check(stage.share("2002", "Shop Mây"))
        assert check.other_page == NAME
        said = await refusal(stage.desk.connect_page(check), "“Shop Mây”", f"“{NAME}”")
        assert said.startswith("Token này của trang")
        state = await stage.desk.state()
        assert state.page is not None and state.page.id == PAGE
        await stage.desk.connect_page(check, is_other_meant=True)
        state = await stage.desk.state()
        assert state.page is not None and state.page.id == "2002"
        again = await stage.check(stage.page_token)
        assert again.other_page == "Shop Mây"


async def test_another_page_than_that_of_the_campaigns_must_be_meant() -> None:
    async with staged(FROM_LAN) as stage:
        await stage.database.write(_campaign_of, "777", "Trang cũ")
        check = await stage.check(stage.page_token)
        assert check.other_page == "Trang cũ"
        await refusal(stage.desk.connect_page(check), "“Trang cũ”")
        await stage.database.write(_campaign_of, PAGE, NAME)
        assert (await stage.check(stage.page_token)).other_page is None


def _campaign_of(tx: Transaction, page_id: str, name: str) -> None:
    open_campaign(tx, SCRIPT, f"live-{page_id}", page_id=page_id, now=0)
    pages.keep(tx, page_id, name, 0)


async def test_the_same_page_again_is_no_other() -> None:
    async with staged(FROM_LAN) as stage:
        await stage.desk.connect_page(await stage.check(stage.page_token))
        renewed = stage.issue("PAGE")
        check = await stage.check(renewed)
        assert check.other_page is None
        await stage.desk.connect_page(check)
        assert stage.vault.read()["graph_token"] == renewed and len(stage.told) == 2


# --- app id and secret -----------------------------------------------------------------------------------


async def test_an_exchange_gives_the_pages_token_and_signs_calls_from_then_on() -> None:
    async with staged(FROM_LAN) as stage:
        tokens = stage.sandbox.world.tokens
        object.__setattr__(stage.sandbox.world.switches, "appsecret", True)
        found = await stage.desk.exchange(f" {tokens.app_id} ", tokens.app_secret, stage.user_token)
        assert isinstance(found, PageCheck) and found.page_id == PAGE
        await stage.desk.connect_page(found)
        kept = stage.vault.read()
        assert (kept["app_id"], kept["app_secret"]) == (tokens.app_id, tokens.app_secret)
        assert (await stage.desk.check_kept()).is_enough
        log = stage.sandbox.world.journal.as_json()["requests"]
        assert all("appsecret_proof" in row["query"] for row in log if row["path"].endswith("/me"))


async def test_an_exchange_with_several_pages_lets_staff_choose() -> None:
    async with staged(FROM_LAN) as stage:
        tokens = stage.sandbox.world.tokens
        stage.share("2002", "Shop Mây")
        found = await stage.desk.exchange(tokens.app_id, tokens.app_secret, stage.user_token)
        assert isinstance(found, PageChoice)
        check = await stage.desk.check_option(found.options[0])
        await stage.desk.connect_page(check)
        assert stage.vault.read()["app_id"] == tokens.app_id


async def test_a_page_token_with_an_app_is_taken_as_it_is() -> None:
    async with staged(FROM_LAN) as stage:
        tokens = stage.sandbox.world.tokens
        object.__setattr__(stage.sandbox.world.switches, "appsecret", True)
        await refusal(stage.desk.check_page(stage.page_token), "App Secret")
        found = await stage.desk.exchange(tokens.app_id, tokens.app_secret, stage.page_token)
        assert isinstance(found, PageCheck) and revealed(found.access.token) == stage.page_token


async def test_a_wrong_app_or_secret_or_token_is_named() -> None:
    async with staged() as stage:
        tokens = stage.sandbox.world.tokens
        good_id, good_secret, good = tokens.app_id, tokens.app_secret, stage.user_token
        await refusal(stage.desk.exchange(good_id, "0" * 32, good), "App Secret không đúng")
        await refusal(stage.desk.exchange("999999", good_secret, good), "App ID không đúng")
        await refusal(stage.desk.exchange("Tiệm", good_secret, good), "App ID chỉ gồm chữ số")
        await refusal(stage.desk.exchange(good_id, "", good), "App Secret là chuỗi")
        await refusal(stage.desk.exchange(good_id, good_secret, ""), "còn trống")
        stage.set_token(good, "expired")
        await refusal(stage.desk.exchange(good_id, good_secret, good), "hết hạn")


async def test_a_token_without_app_forgets_the_app_of_before() -> None:
    """A signature of another app would spoil every call."""
    async with staged(FROM_LAN, kept={"app_id": "1", "app_secret": "x"}) as stage:
        await stage.desk.connect_page(await stage.check(stage.page_token))
        assert "app_secret" not in stage.vault.read() and "app_id" not in stage.vault.read()


# --- later -----------------------------------------------------------------------------------------------


async def test_a_token_that_expires_in_mid_live_is_replaced_and_the_live_goes_on() -> None:
    """Issue: expired in mid-live → paste a new one → it goes on."""
    async with asyncio.timeout(20), staged(FROM_LAN) as stage:
        await stage.desk.connect_page(await stage.check(stage.page_token))
        client = GraphClient(stage.sandbox.announcement["graph"], Secret(stage.page_token))
        source = CommentSource(client, "5001", from_start=True)

        def renew(told: Connected) -> None:
            assert told.page is not None
            source.use_token(told.page.token)

        stage.desk.subscribe(renew)
        is_dead = asyncio.Event()
        end_following = source.on_status(
            lambda reading: is_dead.set() if reading.state is ReadingState.RELOGIN else None
        )
        async with client:
            batches = source.batches()
            first = await anext(batches)
            assert [comment.id for comment in first.comments] == ["6001_1"]
            stage.set_token(stage.page_token, "expired")
            coming = asyncio.ensure_future(anext(batches))
            await is_dead.wait()
            store, now = stage.sandbox.world.store, stage.sandbox.world.clock.now()
            store.add(Comment("6001_2", "5001", "B05", Person("u1", "Lan"), now, now))
            await stage.desk.connect_page(await stage.check(stage.issue("PAGE")))
            assert [comment.id for comment in (await coming).comments] == ["6001_2"]
            end_following()
            await batches.aclose()


async def test_disconnecting_forgets_the_token_and_keeps_the_name() -> None:
    async with staged(FROM_LAN) as stage:
        await stage.desk.connect_page(await stage.check(stage.page_token))
        await stage.desk.disconnect_page()
        assert stage.vault.read() == {}
        assert (await stage.desk.state()).page is None
        assert stage.told[-1] == Connected(None, None)
        assert await stage.database.read(pages.get, PAGE) is not None
        await refusal(stage.desk.check_kept(), "Chưa kết nối trang nào")


async def test_a_vault_out_of_reach_says_so() -> None:
    class Locked:
        def read(self) -> dict[str, str]:
            return {}

        def keep(self, name: str, token: str | None, /) -> None:
            raise KeyringLockedError

        def discard(self) -> None:
            raise AssertionError("what is locked is not lost")

    async with staged(FROM_LAN) as stage:
        desk = stage.desk_with(vault=Locked())
        check = await stage.check(stage.page_token)
        with pytest.raises(UserFault, match="đang khoá"):
            await desk.connect_page(check)
        assert stage.told == []


async def test_a_token_of_the_environment_finds_its_page_and_goes_with_nothing_that_is_kept() -> None:
    """contracts.md §3: QUAYLIVE_GRAPH_TOKEN without QUAYLIVE_PAGE_ID, over another page's kept token."""
    async with staged(FROM_LAN) as stage:
        below = MemoryVault(
            {GRAPH_TOKEN: "kept", PAGE_ID: "2002", APP_ID: "1", APP_SECRET: "of the kept", OMNI_SHOP: "Shop"}
        )
        told = OverlaidVault({GRAPH_TOKEN: stage.page_token, OMNI_TOKEN: "told"}, below)
        assert told.read() == {GRAPH_TOKEN: stage.page_token, OMNI_TOKEN: "told"}
        desk = stage.desk_with(vault=told)
        assert (await desk.access()).page is None
        await desk.find_page()
        found = (await desk.access()).page
        assert found is not None and (found.id, found.name, found.app_secret) == (PAGE, NAME, None)
        assert stage.told[-1].page == found and below.read()[GRAPH_TOKEN] == "kept"
        told.keep(GRAPH_TOKEN, None)
        assert (await desk.access()).page is None, "disconnected by staff"


@pytest.mark.parametrize(("page", "sentence"), [(None, "của tài khoản"), ("2002", "không phải trang 2002")])
async def test_a_token_of_the_environment_that_is_not_that_pages_is_told(
    page: str | None, sentence: str
) -> None:
    async with staged(FROM_LAN) as stage:
        token = stage.page_token if page else stage.user_token
        told = {GRAPH_TOKEN: token} | ({PAGE_ID: page} if page else {})
        desk = stage.desk_with(vault=OverlaidVault(told, MemoryVault()))
        await refusal(desk.find_page(), sentence)
        assert stage.told == []


async def test_tokens_are_kept_encrypted_in_the_profile(tmp_path: Path) -> None:
    """Issue: one key in the keyring, tokens encrypted under it."""
    profile = Profile(tmp_path)
    vault: Vault = TokenFile(profile, bytes(range(32)))
    async with staged(FROM_LAN) as stage:
        desk = stage.desk_with(vault=vault)
        await desk.connect_page(await stage.check(stage.page_token))
        assert stage.page_token.encode() not in profile.tokens.read_bytes()
        again = await stage.desk_with(vault=TokenFile(profile, bytes(range(32)))).access()
        assert again.page is not None and revealed(again.page.token) == stage.page_token


async def test_tokens_that_cannot_be_read_any_more_are_pasted_anew(tmp_path: Path) -> None:
    """Issue: the keyring gone."""
    profile = Profile(tmp_path)
    TokenFile(profile, bytes(range(32))).keep("graph_token", "kept under a key that is gone")
    async with staged(FROM_LAN) as stage:
        desk = stage.desk_with(vault=TokenFile(profile, bytes(32)))
        with pytest.raises(UserFault, match="dán lại các token"):
            await desk.state()
        check = await desk.check_page(stage.page_token)
        assert isinstance(check, PageCheck)
        await desk.connect_page(check)
        assert (await desk.state()).page is not None


# --- Omni ------------------------------------------------------------------------------------------------


async def test_omni_is_checked_by_the_shops_name_and_connected() -> None:
    async with staged() as stage:
        token = stage.sandbox.announcement["omni_token"]
        check = await stage.desk.check_omni(f" {token}\n")
        assert check.shop and token not in repr(check)
        await stage.desk.connect_omni(check)
        state = await stage.desk.state()
        assert state.omni_shop == check.shop and stage.vault.read()["omni_token"] == token
        assert stage.told[-1].omni is not None and stage.told[-1].page is None
        await stage.desk.disconnect_omni()
        assert (await stage.desk.state()).omni_shop is None and stage.vault.read() == {}


async def test_bad_omni_tokens_are_told() -> None:
    async with staged() as stage:
        await refusal(stage.desk.check_omni("sai" * 20), "Haravan không nhận token")
        await refusal(stage.desk.check_omni(""), "còn trống")
        await refusal(stage.desk.check_omni("0912345678"), "chưa phải token Haravan")
        away = stage.desk_with(omni_url="http://127.0.0.1:9")
        await refusal(away.check_omni("sai" * 20), "Không nối được tới Haravan")
        stage.sandbox.world.private_app.change("valid", ["com.read_shop"])
        await refusal(stage.desk.check_omni(stage.sandbox.announcement["omni_token"]), "com.read_shop")
