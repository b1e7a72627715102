"""`quaylive doctor` finds what is wrong, and says of each thing what to do (contracts.md §2)."""

from __future__ import annotations

import asyncio
import time
from contextlib import closing
from dataclasses import replace
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import NoReturn

import pytest

from desktop.clients.graph.client import GraphClient
from desktop.clients.graph.errors import GraphError
from desktop.sandbox.scenario import Scenario, ScenarioComment
from desktop.sandbox.server import RunningSandbox, serve
from desktop.services import doctor
from desktop.services.data_key import open_database
from desktop.services.doctor import (
    FONTS,
    Finding,
    Verdict,
    examine_computer,
    examine_keyring,
    examine_services,
)
from desktop.services.listening import open_campaign
from desktop.storage import migrations
from desktop.storage.database import Database, Transaction
from desktop.system.passphrase_file import PassphraseFile
from desktop.system.secret_faults import KeyringLockedError
from desktop.system.secrets import TokenFile
from desktop.system.settings import Settings

KEY = bytes(range(32))
SCRIPT = {
    "name": "Xả kho",
    "messages": {},
    "products": [{"sku": "AO", "product": "Áo", "price": 1000, "keywords": ["A01"], "open_sale": 5}],
}
SCENARIO = Scenario(
    "s",
    1,
    "1001",
    "Tiệm Thử",
    "5001",
    "6001",
    "Live",
    60.0,
    {},
    (ScenarioComment(0.0, "5001_1", "A01", "u1", "Lan"),),
)


class Holder:
    """A place for the key that gives what it is told to give."""

    told = "Khoá ở chỗ thử."

    def __init__(self, key: bytes | None = None, fault: Exception | None = None) -> None:
        self.key, self.fault = key, fault

    def load(self) -> bytes | None:
        if self.fault:
            raise self.fault
        return self.key

    def keep(self, key: bytes) -> NoReturn:
        raise AssertionError("the doctor keeps no key")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load({"profile": str(tmp_path / "profile")}, {})


def wrong(findings: list[Finding]) -> list[str]:
    return [finding.sentence for finding in findings if finding.verdict is Verdict.WRONG]


def shown(findings: list[Finding]) -> str:
    """All lines, each held to the form: a mark, one Vietnamese sentence, what to do unless it is good."""
    for finding in findings:
        line = str(finding)
        assert line[:2] in ("✓ ", "! ", "✗ ") and line.endswith((".", "”.")) and "\n" not in line, line
        says_what = ("hãy", ": ", "giữ nguyên", "bỏ qua")
        assert finding.verdict is Verdict.GOOD or any(word in line for word in says_what), line
    return "\n".join(map(str, findings))


def computer(settings: Settings, fonts: Path = FONTS) -> list[Finding]:
    findings = list(examine_computer(settings, fonts))
    shown(findings)
    return findings


async def services(settings: Settings, ahead: int = 0) -> list[Finding]:
    async with asyncio.timeout(20):
        now = time.time_ns() // 1_000_000 + ahead
        findings = [finding async for finding in examine_services(settings, lambda: now)]
    told = shown(findings)
    assert "EAA" not in told
    return findings


def sold(settings: Settings) -> None:
    with closing(open_database(settings)) as database:
        database.write_sync(open_campaign, SCRIPT, "5001", page_id="1001", now=0)


def test_a_fresh_computer_has_nothing_wrong_and_gets_no_database(settings: Settings) -> None:
    assert wrong(computer(settings)) == []
    assert not settings.database.exists()
    assert settings.key_file is not None and not settings.key_file.exists()


def test_a_used_database_is_told_with_its_version_and_count(settings: Settings) -> None:
    sold(settings)
    told = shown(computer(settings))
    assert f"phiên bản {migrations.ALL[-1].number}, 1 chiến dịch" in told
    assert "✓ Số đếm tồn của mọi chiến dịch khớp với đơn." in told


def test_a_counter_that_is_not_the_sum_of_its_lines_is_wrong(settings: Settings) -> None:
    """product.md §3: the recount of every campaign is empty."""
    sold(settings)

    def spoil(tx: Transaction) -> None:
        tx.sql("UPDATE campaign_product SET reserved = 2")

    with closing(open_database(settings)) as database:
        database.write_sync(spoil)
    assert "AO (Xả kho)" in wrong(computer(settings))[0]


def test_a_key_file_that_is_gone_damaged_or_of_another_database_is_wrong(settings: Settings) -> None:
    sold(settings)
    key_file = settings.key_file
    assert key_file is not None
    good = key_file.read_bytes()
    key_file.write_text("0" * 64, "utf-8")
    assert "Khoá này không mở được" in wrong(computer(settings))[0]
    key_file.write_text("hỏng", "utf-8")
    assert "không phải tệp khoá" in wrong(computer(settings))[0]
    key_file.unlink()
    found = wrong(computer(settings))
    assert len(found) == 1 and "Không thấy tệp khoá" in found[0] and not key_file.exists()
    key_file.write_bytes(good)
    key_file.chmod(0o644)
    assert "! Người khác trên máy đọc được tệp khoá" in shown(computer(settings))


def test_a_plain_or_newer_database_is_told(settings: Settings, tmp_path: Path) -> None:
    plain = replace(settings, database=tmp_path / "plain.db", key_file=None)
    Database.open(plain.database).close()
    assert "! Dữ liệu là tệp thường" in shown(computer(plain)) and wrong(computer(plain)) == []
    newer = migrations.runner.Migration(9_999, "newer", lambda tx: None, major=99)
    Database.open(plain.database, migrations=(*migrations.ALL, newer)).close()
    assert "bản Quầy Live mới hơn" in wrong(computer(plain))[0]


def test_damaged_settings_are_told_and_do_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text("{", "utf-8")
    found = computer(Settings.load({"profile": str(tmp_path)}, {}))
    assert any(finding.verdict is Verdict.NOTICE and "settings.json" in finding.sentence for finding in found)
    assert wrong(found) == []


def test_a_missing_or_damaged_font_is_wrong(settings: Settings, tmp_path: Path) -> None:
    assert "BeVietnamPro-Regular.ttf" in wrong(computer(settings, tmp_path))[0]
    for path in FONTS.glob("*.ttf"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert wrong(computer(settings, tmp_path)) == []
    (tmp_path / "BeVietnamPro-Bold.ttf").write_text("<html>", "utf-8")
    assert "BeVietnamPro-Bold.ttf" in wrong(computer(settings, tmp_path))[0]


def test_a_profile_that_is_a_file_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("x", "utf-8")
    found = wrong(computer(Settings.load({"profile": str(tmp_path / "profile")}, {})))
    assert len(found) == 1 and "--profile" in found[0]


def test_qt_that_is_missing_or_known_to_crash_is_wrong(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """architecture.md §6: 6.12 aborts on Python 3.11."""
    monkeypatch.setattr(doctor, "version", lambda name: "6.12.0")
    assert "Qt 6.12.0" in wrong(computer(settings))[0]

    def absent(name: str) -> NoReturn:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(doctor, "version", absent)
    assert "Qt" in wrong(computer(settings))[0]


def test_the_tokens_of_the_keyring_are_used_after_those_of_the_environment(settings: Settings) -> None:
    settings.profile.make()
    TokenFile(settings.profile, KEY).keep("graph_token", "kept-graph")
    TokenFile(settings.profile, KEY).keep("omni_token", "kept-omni")
    finding, found = examine_keyring(replace(settings, graph_token="told"), Holder(KEY))
    assert finding.verdict is Verdict.GOOD
    assert (found.graph_token, found.omni_token) == ("told", "kept-omni")


def test_a_keyring_out_of_reach_is_wrong_only_where_tokens_hang_on_it(settings: Settings) -> None:
    for holder in (None, Holder(fault=KeyringLockedError())):
        finding, found = examine_keyring(settings, holder)
        assert finding.verdict is Verdict.NOTICE and found is settings
        shown([finding])
    assert examine_keyring(settings, Holder())[0].verdict is Verdict.GOOD
    settings.profile.make()
    TokenFile(settings.profile, KEY).keep("graph_token", "kept")
    for holder in (None, Holder(fault=KeyringLockedError()), Holder(), Holder(bytes(32))):
        finding, found = examine_keyring(settings, holder)
        assert finding.verdict is Verdict.WRONG and found is settings
        shown([finding])
    PassphraseFile(settings.profile.passphrase_file, "mật khẩu dài").keep(KEY)
    assert "mật khẩu" in examine_keyring(settings)[0].sentence


def at(sandbox: RunningSandbox, settings: Settings) -> Settings:
    told = sandbox.announcement
    return replace(
        settings,
        graph_url=told["graph"],
        graph_token=told["page_token"],
        omni_url=told["omni"],
        omni_token=told["omni_token"],
    )


def set_token(sandbox: RunningSandbox, state: str, *without: str) -> None:
    tokens = sandbox.world.tokens
    found = tokens.find(tokens.page_token)
    assert found is not None
    scopes = tuple(scope for scope in found.scopes if scope not in without)
    tokens.change(tokens.page_token, state, scopes, sandbox.world.clock.now())


async def test_good_tokens_are_told_by_page_and_shop(settings: Settings) -> None:
    async with await serve(SCENARIO) as sandbox:
        found = await services(at(sandbox, settings))
        other = await services(replace(at(sandbox, settings), page_id="999"))
    assert {finding.verdict for finding in found} == {Verdict.GOOD}
    assert "Đồng hồ máy khớp" in shown(found) and "“Tiệm Thử”" in shown(found) and "cửa hàng" in shown(found)
    assert "không phải trang 999" in wrong(other)[0]


async def test_where_the_app_demands_a_proof_the_kept_app_secret_signs(settings: Settings) -> None:
    settings.profile.make()
    async with await serve(SCENARIO) as sandbox:
        tokens = sandbox.world.tokens
        sandbox.world.switches = replace(sandbox.world.switches, appsecret=True)
        kept = {"graph_token": tokens.page_token, "app_secret": tokens.app_secret}
        for name, secret in kept.items():
            TokenFile(settings.profile, KEY).keep(name, secret)
        _, found = examine_keyring(replace(at(sandbox, settings), graph_token=None), Holder(KEY))
        assert wrong(await services(found)) == []
        (told,) = wrong(await services(replace(found, app_secret=None)))
        assert "đòi chữ ký" in told
    assert tokens.app_secret in found.secrets and tokens.app_secret not in repr(found)


async def test_a_missing_permission_is_told_with_what_it_is_for(settings: Settings) -> None:
    """Issue: which permissions are missing and what for; a live cannot be read without some of them."""
    async with await serve(SCENARIO) as sandbox:
        set_token(sandbox, "valid", "pages_read_user_content", "pages_messaging")
        found = await services(at(sandbox, settings))
    assert wrong(found) == [
        "Token thiếu quyền pages_read_user_content để đọc bình luận của người xem;"
        " hãy cấp quyền rồi dán token mới."
    ]
    assert "! Token thiếu quyền pages_messaging để nhắn tin cho người mua" in shown(found)


async def test_what_is_refused_tells_the_missing_permission_where_facebook_does_not(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """graph_api.md §3.4: debug_token answers some tokens only."""

    async def refused(self: GraphClient) -> NoReturn:
        raise GraphError(100, message="(#100) You must provide an app access token")

    monkeypatch.setattr(GraphClient, "token_state", refused)
    async with await serve(SCENARIO) as sandbox:
        good = await services(at(sandbox, settings))
        set_token(sandbox, "valid", "pages_read_user_content")
        lacking = await services(at(sandbox, settings))
    assert wrong(good) == [] and "Đọc được danh sách live và bình luận" in shown(good)
    assert len(wrong(lacking)) == 1 and "pages_read_user_content" in wrong(lacking)[0]


@pytest.mark.parametrize("state", ["expired", "password_changed", "logged_out", "checkpoint"])
async def test_a_dead_token_is_wrong_and_omni_is_still_asked(settings: Settings, state: str) -> None:
    async with await serve(SCENARIO) as sandbox:
        set_token(sandbox, state)
        found = await services(at(sandbox, settings))
    assert len(wrong(found)) == 1 and "token" in wrong(found)[0]
    assert "✓ Đồng hồ" in shown(found) and "✓ Token Omni" in shown(found)


async def test_a_users_token_is_not_a_pages(settings: Settings) -> None:
    async with await serve(SCENARIO) as sandbox:
        user = sandbox.world.tokens.user_token
        found = await services(replace(at(sandbox, settings), graph_token=user))
    assert any("của người dùng" in sentence for sentence in wrong(found))


@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        (110_000, "✓ Đồng hồ máy khớp"),
        (-110_000, "✓ Đồng hồ máy khớp"),
        (180_000, "! Đồng hồ máy nhanh 3 phút"),
        (-86_400_000, "! Đồng hồ máy chậm 24 giờ"),
    ],
)
async def test_a_clock_more_than_two_minutes_off_is_told(settings: Settings, ahead: int, told: str) -> None:
    """Issue: the PC's clock a day off."""
    async with await serve(SCENARIO) as sandbox:
        assert told in shown(await services(at(sandbox, settings), ahead))


async def test_a_wrong_omni_token_and_nobody_at_the_addresses_are_wrong(settings: Settings) -> None:
    async with await serve(SCENARIO) as sandbox:
        there = at(sandbox, settings)
        assert len(wrong(await services(replace(there, omni_token="sai")))) == 1
    gone = await services(there)
    assert len(wrong(gone)) == 2 and "Đồng hồ" not in shown(gone)


async def test_without_tokens_nobody_is_asked(settings: Settings) -> None:
    found = await services(replace(settings, graph_url="http://127.0.0.1:9", omni_url="http://127.0.0.1:9"))
    assert [finding.verdict for finding in found] == [Verdict.NOTICE, Verdict.NOTICE]
