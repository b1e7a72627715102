"""`quaylive listen` as a process against stand-in servers of another process (contracts.md §2, §4)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.capture.outcome import Outcome
from desktop.storage import stock
from desktop.storage.database import Database

from .running import (
    QUICKLY,
    SCRIPT,
    Json,
    Running,
    Shop,
    chatter,
    comment,
    one_sentence,
    sandbox,
    scenario,
    told_once,
    wait_until,
)

FORM = (
    "comment_id", "outcome", "phone", "lines", "unfilled", "suggested", "order", "status", "replies",
    "released", "offered", "spans", "reason",
)  # fmt: skip


@contextmanager
def shop_on(folder: Path, comments: Sequence[Json], *words: str, **more: Any) -> Iterator[Shop]:
    """A shop in front of a live with these comments."""
    with sandbox(folder, scenario(comments, **more), *words) as servers:
        yield Shop(folder, servers)


def ids_of(comments: Sequence[Json]) -> list[str]:
    return [str(row["id"]) for row in comments]


def recounted(shop: Shop) -> list[Any]:
    """Products whose counters are not the sum of their lines, by the program's own recount."""
    with closing(Database.open(shop.database)) as database:
        return database.read_sync(stock.recount, 1)


def assert_whole(shop: Shop, ids: Sequence[str]) -> None:
    """Each comment is stored once, nothing is oversold, the counters agree."""
    assert sorted(shop.stored()) == sorted(ids)
    over = shop.ask("SELECT sku FROM campaign_product WHERE reserved + sold > open_sale")
    assert over == [] and recounted(shop) == []


def test_a_line_for_every_comment_in_the_form_of_the_contract(tmp_path: Path) -> None:
    """contracts.md §4; `--for` ends by itself, with 0; §2.11 the page's own comment is never captured."""
    said = [
        comment(1, 0, "A01 M 0912345678", 1),
        comment(2, 0, "B05 x2", 2),
        comment(3, 0, "B05 còn không?", 3),
        comment(4, 0, "A01 0987654321", 4),
        comment(5, 0, "em thích màu này ghê", 5),
        comment(6, 0, "B05 5 cái 0901234567", 6),
        comment(7, 0, "A01 M 0912345679") | {"from": {"id": "1001", "name": "Tiệm thử"}},
    ]
    with shop_on(tmp_path, said) as shop, shop.listening("--for", "4") as listener:
        assert listener.wait() == 0
        assert listener.err == ""
        rows = {row["comment_id"]: row for row in listener.rows}
    assert [list(row) for row in rows.values()] == [list(FORM)] * 7
    assert [rows[known]["outcome"] for known in ids_of(said)] == [
        Outcome.ORDERED,
        Outcome.MISSING_PHONE,
        Outcome.QUESTION,
        Outcome.MISSING_VARIANT,
        Outcome.IGNORED,
        Outcome.OUT_OF_STOCK,
        Outcome.IGNORED,
    ]
    ordered = rows[said[0]["id"]]
    assert ordered["lines"] == [{"sku": "AOLEN-M", "quantity": 1}] and ordered["phone"] == "0912345678"
    assert ordered["order"] == "QL-000001" and ordered["status"] == "DRAFT" and ordered["replies"] == ["cart"]
    assert ordered["spans"][0] == [0, 3, "keyword"] and ordered["reason"]
    assert rows[said[5]["id"]]["unfilled"] == [{"sku": "KHAN", "quantity": 5}]
    assert_whole(shop, ids_of(said))


def test_a_number_of_seconds_ends_it_with_the_batch_in_hand_finished(tmp_path: Path) -> None:
    """`--for N`: what was told is stored and what is stored was told, in the midst of a live."""
    with shop_on(tmp_path, chatter(400, 20)) as shop, shop.listening("--for", "3") as listener:
        assert listener.wait(20) == 0
        assert 10 < len(listener.rows) < 400
        assert told_once(listener.rows) == shop.stored()
    assert recounted(shop) == []


def test_ctrl_c_finishes_the_batch_in_hand(tmp_path: Path) -> None:
    """contracts.md §2: Ctrl-C ends cleanly with 130; every stored comment was told."""
    with shop_on(tmp_path, chatter(900, 9)) as shop, shop.listening() as listener:
        wait_until(lambda: len(listener.rows) > 50, "the first comments")
        assert listener.interrupt() == 130
        assert listener.err == ""
        assert told_once(listener.rows) == shop.stored()
    assert recounted(shop) == []


def test_a_live_that_was_over_before_is_read_to_its_end(tmp_path: Path) -> None:
    """`--until-ended` on a recording: all of it, then 0. A burst of 350 in one second goes in whole."""
    said = chatter(350, 1)
    with shop_on(tmp_path, said) as shop:
        wait_until(lambda: len(shop.servers.comments()) == 350, "the whole live")
        shop.servers.control("live", status="VOD")
        with shop.listening("--until-ended") as listener:
            assert listener.wait() == 0
            assert listener.err == "" and sorted(told_once(listener.rows)) == sorted(ids_of(said))
    assert_whole(shop, ids_of(said))


@pytest.mark.prove
def test_a_live_that_ends_meanwhile_is_read_to_its_last_late_comment(tmp_path: Path) -> None:
    """`--until-ended`: the end is seen by the live's state alone and late comments are waited for (§1.7)."""
    said = [*chatter(12, 2), comment(900, 4, "D02 0912345678", 50, late=8)]
    with shop_on(tmp_path, said) as shop, shop.listening("--until-ended") as listener:
        shop.wait_for(ids_of(said[:12]))
        shop.servers.control("live", status="LIVE_STOPPED")
        assert listener.wait(60) == 0
        assert listener.err == "" and sorted(told_once(listener.rows)) == sorted(ids_of(said))
    assert_whole(shop, ids_of(said))


def test_killed_in_mid_live_and_started_again_it_goes_on(tmp_path: Path) -> None:
    """contracts.md §4: resumed, counters, open sale and carts go on; no comment twice, none lost."""
    said = chatter(240, 32)
    with shop_on(tmp_path, said, *QUICKLY) as shop:
        with shop.listening() as listener:
            wait_until(lambda: len(listener.rows) > 60, "the first part")
            listener.kill()
            before = listener.rows
        codes = dict(shop.ask("SELECT buyer, id FROM orders"))
        carts = _open_sale_of(shop)
        assert 0 < len(shop.stored()) < 240 and set(told_once(before)) <= set(shop.stored())
        shop.script = SCRIPT | {"products": [row | {"open_sale": 500} for row in SCRIPT["products"]]}
        with shop.listening() as listener:
            shop.wait_for(ids_of(said))
            assert listener.interrupt() == 130
            after = listener.rows
    assert set(told_once(after)).isdisjoint(told_once(before))
    assert _open_sale_of(shop) == carts == {"AOLEN-M": 9, "AOLEN-L": 9, "KHAN": 6, "TUI": None}
    assert codes.items() <= dict(shop.ask("SELECT buyer, id FROM orders")).items()
    assert shop.ask("SELECT COUNT(*), MAX(revision) FROM campaign") == [(1, 2)]
    assert_whole(shop, ids_of(said))


def _open_sale_of(shop: Shop) -> dict[str, int | None]:
    return dict(shop.ask("SELECT sku, open_sale FROM campaign_product"))


FAULTS: dict[str, list[Json]] = {
    "duplicate": [{"kind": "duplicate", "count": 30}],
    "late": [{"kind": "late", "count": 40, "delay": 5}],
    "cut": [{"kind": "disconnect", "count": 1}, {"kind": "truncate", "count": 1}],
    "html": [{"kind": "html", "count": 1}, {"kind": "html", "code": 502, "count": 1}],
    "server": [{"kind": "status", "code": 503, "count": 1}, {"kind": "status", "code": 2, "count": 1}],
    "too_much": [{"kind": "status", "code": 1, "count": 2}],
}


@pytest.mark.parametrize(
    "names", [("duplicate", "late", "cut"), ("html", "server", "too_much")], ids="+".join
)
def test_faults_in_mid_live_lose_and_double_nothing(tmp_path: Path, names: Sequence[str]) -> None:
    """graph_api.md §1.7, contracts.md §5: one live for each fault, all at the same time."""
    said = chatter(150, 24)
    with ExitStack() as stack:
        runs = [(name, *_faulty(stack, tmp_path / name, said)) for name in names]
        for name, shop, _ in runs:
            wait_until(lambda shop=shop: len(shop.stored()) > 5, "the first comments")
            for fault in FAULTS[name]:
                shop.servers.fault(**fault)
        for _, shop, listener in runs:
            shop.wait_for(ids_of(said), 40)
            assert listener.interrupt() == 130
            assert sorted(told_once(listener.rows)) == sorted(ids_of(said))
            assert "Traceback" not in listener.err
    for name, shop, listener in runs:
        assert_whole(shop, ids_of(said))
        lines = listener.err.splitlines()
        assert len(lines) == len(set(lines)), f"{name}: said twice"


def _faulty(stack: ExitStack, folder: Path, said: Sequence[Json]) -> tuple[Shop, Running]:
    folder.mkdir()
    shop = stack.enter_context(shop_on(folder, said, *QUICKLY))
    return shop, stack.enter_context(shop.listening())


def test_a_rate_limit_is_told_once_and_kept_and_loses_nothing(tmp_path: Path) -> None:
    """graph_api.md §4.1: asking on would extend it. Started again later, it reads what it has missed."""
    said = chatter(60, 3)
    with ExitStack() as stack:
        runs = {code: _faulty(stack, tmp_path / str(code), said) for code in (613, 80001)}
        for code, (shop, listener) in runs.items():
            wait_until(lambda listener=listener: len(listener.rows) > 5, "the first comments")
            shop.servers.fault("status", code=code, count=1)
            wait_until(lambda listener=listener: listener.err, "the sentence")
        for shop, listener in runs.values():
            asked = shop.servers.asked()
            wait_until(lambda shop=shop: len(shop.servers.comments()) == 60, "the whole live")
            assert shop.servers.asked() == asked
            assert "giới hạn số lần đọc" in one_sentence(listener.err)
            assert listener.interrupt() == 130
        for shop, _ in runs.values():
            asked = shop.servers.asked()
            with shop.listening() as listener:
                # All may have been read before: it must be there to hear Ctrl-C at all.
                wait_until(lambda shop=shop, asked=asked: shop.servers.asked() > asked, "the first question")
                shop.wait_for(ids_of(said))
                assert listener.interrupt() == 130
            assert_whole(shop, ids_of(said))


@pytest.mark.prove
def test_a_throttled_listener_comes_back_by_itself(tmp_path: Path) -> None:
    """graph_api.md §4.3: it waits the minute that the header tells, then reads all it has missed."""
    said = chatter(200, 20)
    with shop_on(tmp_path, said) as shop, shop.listening() as listener:
        wait_until(lambda: len(listener.rows) > 5, "the first comments")
        shop.servers.control("switch", budget=shop.servers.asked() + 2, regain_minutes=1)
        shop.wait_for(ids_of(said), 150)
        assert listener.interrupt() == 130
        assert listener.err.count("giới hạn số lần đọc") == 1
    assert_whole(shop, ids_of(said))


def test_two_listeners_on_one_live_and_one_database_never_double(tmp_path: Path) -> None:
    """product.md §2.9, §3: each comment counts once whoever read it; the script is one campaign only."""
    said = chatter(200, 24)
    with shop_on(tmp_path, said, *QUICKLY) as shop, shop.listening() as first, shop.listening() as second:
        shop.wait_for(ids_of(said))
        assert (first.interrupt(), second.interrupt()) == (130, 130)
        assert first.err == second.err == ""
        assert sorted(told_once([*first.rows, *second.rows])) == sorted(ids_of(said))
    assert shop.ask("SELECT COUNT(*) FROM campaign") == [(1,)]
    assert_whole(shop, ids_of(said))


def test_a_raise_at_the_desk_reaches_the_listener(tmp_path: Path) -> None:
    """§3: nothing is remembered as sold out; the next order comment is decided on the figures of then."""
    said = [comment(number, 0, "B05 x3 0912345678", number) for number in (1, 2, 3)]
    with shop_on(tmp_path, said) as shop, shop.listening() as listener:
        shop.wait_for(ids_of(said))
        assert [row["outcome"] for row in listener.rows] == ["ordered", "ordered", "out_of_stock"]
        with closing(Database.open(shop.database)) as database:
            assert database.write_sync(stock.set_open_sale, 1, "KHAN", 9) is not None
        again = shop.servers.say("B05 x3 0987654321", 4)
        shop.wait_for([again])
        assert wait_until(lambda: listener.rows[3:], "its line")[0]["outcome"] == "ordered"
        assert listener.interrupt() == 130
    assert recounted(shop) == []


def test_what_is_said_of_a_live_holds_no_secret(tmp_path: Path) -> None:
    """House rule: tokens and phone numbers never reach stderr or the log; the token never stdout either."""
    with shop_on(tmp_path, chatter(40, 2)) as shop:
        with shop.listening(env=shop.env(log_level="DEBUG")) as listener:
            shop.wait_for(ids_of(chatter(40, 2)))
            shop.servers.control("token", state="expired")
            wait_until(lambda: listener.err, "the sentence")
            assert listener.interrupt() == 130
        token = shop.servers.told["page_token"]
        log = shop.log()
        assert "reading the comments failed" in log
        assert token not in json.dumps(listener.rows) + listener.err + log
        assert not any(f"09123456{end:02}" in listener.err + log for end in range(100))
