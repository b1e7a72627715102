"""No network, dead tokens, odd comments: `quaylive listen` as a process. One sentence each, nothing lost."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from e2e.running import Sandbox, Shop, comment, one_sentence, sandbox, scenario, wait_until

from desktop.domain.capture.outcome import Outcome

SAID = [comment(number, 0, f"D02 x2 091234567{number}", number) for number in range(5)]
IDS = [row["id"] for row in SAID]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with sandbox(tmp_path, scenario(SAID)) as servers:
        yield Shop(tmp_path, servers)


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_no_network_is_said_once_and_ended_with_findings(tmp_path: Path, unused_port: int) -> None:
    """It tries on for as long as it was asked to; never having read anything is a finding (1)."""
    shop = Shop(
        tmp_path,
        Sandbox({"graph": f"http://127.0.0.1:{unused_port}", "page_token": "EAAx", "live_video_id": "7"}),
    )
    with shop.listening("--for", "4") as listener:
        assert listener.wait() == 1
        assert "kiểm tra dây mạng hoặc Wi-Fi" in one_sentence(listener.err)
        assert listener.out == ""


def test_the_network_comes_back_and_nothing_is_missing(tmp_path: Path, unused_port: int) -> None:
    """The listener was there before Facebook could be reached."""
    told = {"graph": f"http://127.0.0.1:{unused_port}", "live_video_id": "7700"}
    raw = scenario(SAID)
    with sandbox(tmp_path, raw) as first:
        told["page_token"] = first.told["page_token"]  # tokens follow from the seed
    shop = Shop(tmp_path, Sandbox(told))
    with shop.listening() as listener:
        wait_until(lambda: listener.err, "the sentence")
        with sandbox(tmp_path, raw, "--port", str(unused_port)):
            shop.wait_for(IDS)
            assert listener.interrupt() == 130
    assert len(listener.rows) == 5 and "Wi-Fi" in one_sentence(listener.err)


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "nonsense://x"])
def test_an_unusable_proxy_is_said(shop: Shop, proxy: str) -> None:
    with shop.listening("--for", "1", env=shop.env() | {"ALL_PROXY": proxy, "all_proxy": proxy}) as listener:
        assert listener.wait() == 2
        assert "proxy" in one_sentence(listener.err)


@pytest.mark.parametrize(
    ("token", "says"),
    [
        ("EAAwrong0123456789abcdef", "đăng nhập Facebook lại"),
        ("không phải token", "đăng nhập Facebook lại"),
        ("", "QUAYLIVE_GRAPH_TOKEN"),
    ],
)
def test_a_wrong_token_is_said_before_anything_is_stored(shop: Shop, token: str, says: str) -> None:
    with shop.listening(env=shop.env(graph_token=token)) as listener:
        assert listener.wait() == 2
        sentence = one_sentence(listener.err)
    assert says in sentence and (not token or token not in sentence + shop.log())
    assert shop.ask("SELECT id FROM campaign") == []


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("expired", "hết hạn"),
        ("password_changed", "Mật khẩu"),
        ("logged_out", "đăng xuất"),
        ("checkpoint", "tạm giữ"),
    ],
)
def test_a_dead_token_at_the_start(shop: Shop, state: str, says: str) -> None:
    """graph_api.md §3.6: exit code 2 and what to do."""
    shop.servers.control("token", state=state)
    with shop.listening() as listener:
        assert listener.wait() == 2
        assert says in one_sentence(listener.err)
    assert shop.stored() == []


def test_a_missing_permission_and_an_unknown_live_at_the_start(shop: Shop) -> None:
    shop.servers.control("token", missing_scopes=["pages_read_engagement"])
    with shop.listening() as listener:
        assert listener.wait() == 2
        assert "pages_read_engagement" in one_sentence(listener.err)
    shop.servers.control("token", missing_scopes=[])
    shop.servers.told["live_video_id"] = "999"
    with shop.listening() as listener:
        assert listener.wait() == 2
        assert "Không tìm thấy buổi live này" in one_sentence(listener.err)


def test_a_token_that_dies_in_mid_live_is_said_once_and_the_next_run_has_everything(shop: Shop) -> None:
    """What was read stays; a new run with a token that lives reads what was missed."""
    with shop.listening() as listener:
        shop.wait_for(IDS)
        shop.servers.control("token", state="expired")
        wait_until(lambda: listener.err, "the sentence")
        missed = shop.servers.say("D02 x3 0912345999")
        assert listener.interrupt() == 130
        assert "Token Facebook đã hết hạn" in one_sentence(listener.err)
    shop.servers.control("token", state="valid")
    with shop.listening() as listener:
        shop.wait_for([missed])
        assert listener.interrupt() == 130
        assert listener.err == ""
    assert shop.stored() == [*IDS, missed]


@pytest.mark.prove
def test_a_token_that_lives_again_is_used_by_itself(shop: Shop) -> None:
    """After a minute it is tried again."""
    with shop.listening() as listener:
        shop.wait_for(IDS)
        shop.servers.control("token", state="expired")
        wait_until(lambda: listener.err, "the sentence")
        missed = shop.servers.say("D02 x3 0912345999")
        shop.servers.control("token", state="valid")
        shop.wait_for([missed], 90)
        assert listener.interrupt() == 130
        assert "Token Facebook đã hết hạn" in one_sentence(listener.err)


def test_comments_without_author_are_orders_by_phone_only(shop: Shop) -> None:
    """product.md §2.11, graph_api.md §1.5: `from` is missing for everybody with a user's token."""
    shop.servers.control("switch", from_missing_share=1.0)
    with shop.listening() as listener:
        shop.wait_for(IDS)
        without_phone = shop.servers.say("B05 x1")
        shop.wait_for([without_phone])
        rows = wait_until(lambda: len(listener.rows) == 6 and listener.rows, "the lines")
        assert listener.interrupt() == 130
        assert listener.err == ""
    assert [row["outcome"] for row in rows[:5]] == [Outcome.ORDERED] * 5
    assert len({row["order"] for row in rows[:5]}) == 5, "each phone is a buyer of its own"
    assert rows[5]["outcome"] == Outcome.SUGGESTED and rows[5]["order"] is None


def test_comments_of_every_odd_form_are_kept_and_none_stops_the_live(shop: Shop) -> None:
    """No text, 8,000 characters, NUL bytes, line ends: stored as they came, and the live goes on."""
    odd = {
        "none": "",
        "long": "đẹp quá shop ơi " * 499 + "D02 0912345678",
        "longest": "D02" * 2_666,
        "nul": "D02\x00 x2 0912345677\x00",
        "lines": "D02\r\n0912345676\u2028\t",
        "half": "D02 0912345675 \ud83d",
        "right to left": "\u202eD02 0912345674",
        "emoji": "🤩" * 4_000,
        "quotes": "D02'); DROP TABLE comment; -- 0912345673",
        "json": '{"control": "close"}',
    }
    with shop.listening() as listener:
        shop.wait_for(IDS)
        ids = {name: shop.servers.say(text, buyer) for buyer, (name, text) in enumerate(odd.items(), 50)}
        nameless = shop.servers.control(
            "comment", message="D02 0912345672", **{"from": {"id": "u90", "name": ""}}
        )
        ids["nameless"] = str(nameless["id"])
        last = shop.servers.say("D02 0912345671", 91)
        shop.wait_for([*ids.values(), last])
        wait_until(lambda: len(listener.rows) == 5 + len(ids) + 1, "the lines")
        assert listener.interrupt() == 130
        assert listener.err == ""
        outcome = {row["comment_id"]: row["outcome"] for row in listener.rows}
    kept = dict(shop.ask("SELECT id, message FROM comment"))
    assert kept[ids["nul"]] == odd["nul"] and kept[ids["long"]] == odd["long"] and kept[ids["none"]] == ""
    assert kept[ids["half"]] == "D02 0912345675 \ufffd"
    assert {name for name, known in ids.items() if outcome[known] == "ordered"} >= {
        "long",
        "lines",
        "half",
        "right to left",
        "nameless",
    }
    assert outcome[last] == "ordered" and outcome[ids["none"]] == "ignored"
