"""Tin bán hàng: `quaylive listen` on a post of the page, the same path as on a live (product.md §1).

The program and the stand-in servers are processes of their own (contracts.md §2, §5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from desktop.domain.capture.outcome import Outcome
from desktop.storage import stock
from desktop.storage.database import Database

from .running import (
    LIVE,
    PAGE,
    SCRIPT,
    VIDEO,
    Json,
    Sandbox,
    Shop,
    chatter,
    one_sentence,
    sandbox,
    scenario,
    told_once,
    wait_until,
)

POST = f"{PAGE}_5500"
SALES: Json = SCRIPT | {"name": "Áo len đăng bán", "kind": "sales_post"}
COUNTERS = "SELECT campaign, sku, open_sale, reserved, sold FROM campaign_product ORDER BY campaign, sku"


@dataclass(slots=True)
class PostShop(Shop):
    """A PC of the shop that listens to the post."""

    @property
    def live(self) -> str:
        """The post's id, which `--live` takes too."""
        return POST


@contextmanager
def post_on(folder: Path, comments: Sequence[Json] = (), *words: str) -> Iterator[Sandbox]:
    """Servers with a live of these comments, and a post without any."""
    with sandbox(folder, scenario(comments), *words) as servers:
        servers.control("post", id=POST, message="Áo len A01, khăn B05, túi D02")
        yield servers


def post(servers: Sandbox, message: str, buyer: int, **rest: Any) -> str:
    """Somebody comments on the post; the comment's id."""
    return servers.say(message, buyer, post_id=POST, **rest)


def put(servers: Sandbox, rows: Sequence[Json]) -> list[str]:
    """Put these comments on the post, with what a row tells of `id` and `created_time`; their ids."""
    with httpx.Client(base_url=servers.told["control"], timeout=10, trust_env=False) as control:
        known = ("id", "message", "from", "created_time")
        bodies = [{key: row[key] for key in known if key in row} | {"post_id": POST} for row in rows]
        return [str(control.post("comment", json=body).raise_for_status().json()["id"]) for body in bodies]


def chat(servers: Sandbox, count: int) -> list[str]:
    """Comments of all kinds on the post, now; their ids."""
    return put(servers, [{"message": row["message"], "from": row["from"]} for row in chatter(count, 1)])


def heard(shop: Shop, ids: Sequence[str]) -> tuple[str, list[Json]]:
    """Listen until all of these are told; stdout, and its rows."""
    with shop.listening() as listener:
        wait_until(lambda: len(listener.rows) >= len(ids), f"{len(ids)} lines")
        assert listener.interrupt() == 130 and listener.err == ""
        assert sorted(told_once(listener.rows)) == sorted(ids)
        return listener.out, listener.rows


def assert_whole(shop: Shop, ids: Sequence[str]) -> None:
    """Each comment is stored once, nothing is oversold, the counters agree with the lines."""
    assert sorted(shop.stored()) == sorted(ids)
    assert shop.ask("SELECT sku FROM campaign_product WHERE reserved + sold > open_sale") == []
    with closing(Database.open(shop.database)) as database:
        assert database.read_sync(stock.recount, 1) == []


def test_order_comments_on_a_post_are_orders(tmp_path: Path) -> None:
    """§1, §2: captured, reserved and answered; §2.11 the page's own comment is not."""
    with post_on(tmp_path) as servers:
        said = {
            post(servers, "A01 M 0912345678", 1): Outcome.ORDERED,
            post(servers, "B05 x2", 2): Outcome.MISSING_PHONE,
            post(servers, "B05 còn không?", 3): Outcome.QUESTION,
            post(servers, "B05 5 cái 0901234567", 4): Outcome.OUT_OF_STOCK,
            str(
                servers.control("comment", post_id=POST, message="D02 0912345679", **{"from": "page"})["id"]
            ): (Outcome.IGNORED),
        }
        shop = PostShop(tmp_path, servers, SALES)
        with shop.listening("--for", "3") as listener:
            assert listener.wait() == 0
            assert listener.err == ""
            assert {row["comment_id"]: row["outcome"] for row in listener.rows} == said
        assert {known.partition("_")[0] for known in said} == {"5500"}
        assert servers.asked("graph.post") == 1 and servers.asked("graph.live") == 0
        assert shop.ask("SELECT kind, live_video_id, page_id FROM campaign") == [("sales_post", POST, PAGE)]
        assert shop.ask("SELECT status FROM orders ORDER BY id")[0] == ("DRAFT",)
        assert_whole(shop, list(said))


def test_the_same_comments_give_the_same_result_on_a_live_and_on_a_post(tmp_path: Path) -> None:
    """Issue 3: the same path. Line by line on stdout, and in counters, carts and order lines."""
    said = chatter(120, 3)
    with post_on(tmp_path, said) as servers:
        rows = wait_until(lambda: len(told := servers.comments()) == 120 and told, "the whole live")
        ids = put(servers, [row | {"id": row["id"].replace(VIDEO, "5500", 1)} for row in rows])
        (tmp_path / "live").mkdir()
        (tmp_path / "post").mkdir()
        shops = Shop(tmp_path / "live", servers), PostShop(tmp_path / "post", servers, SALES)
        on_live, _ = heard(shops[0], [row["id"] for row in rows])
        on_post, _ = heard(shops[1], ids)
    told = [out.replace(f'"{VIDEO}_', '"5500_').splitlines() for out in (on_live, on_post)]
    assert len(told[0]) == 120 and told[0] == told[1]
    assert sum('"outcome": "ordered"' in line for line in told[1]) > 10
    for table in (
        COUNTERS,
        "SELECT sku, quantity, state FROM order_line ORDER BY id",
        "SELECT name, phone FROM buyer",
    ):
        stored = [shop.ask(table) for shop in shops]
        assert stored[0] == stored[1] != []


def test_killed_and_started_again_it_goes_on_with_the_post(tmp_path: Path) -> None:
    """contracts.md §4: counters, open sale and carts go on; what was said meanwhile is read, also late."""
    with post_on(tmp_path) as servers:
        first = chat(servers, 60)
        shop = PostShop(tmp_path, servers, SALES)
        with shop.listening() as listener:
            wait_until(lambda: len(listener.rows) == 60, "the first part")
            listener.kill()
            before = listener.rows
        counters = shop.ask(COUNTERS)
        late = post(servers, "D02 0912345699", 90, late=2)
        second = [*chat(servers, 60), late]
        shop.script = SALES | {"products": [row | {"open_sale": 500} for row in SCRIPT["products"]]}
        with shop.listening() as listener:
            shop.wait_for([*first, *second])
            assert listener.interrupt() == 130
            assert listener.err == ""
            after = listener.rows
        assert set(told_once(after)).isdisjoint(told_once(before))
        assert sorted(told_once([*before, *after])) == sorted([*first, *second])
        assert shop.ask("SELECT COUNT(*) FROM campaign") == [(1,)]
        assert [row[:3] for row in shop.ask(COUNTERS)] == [row[:3] for row in counters]
        assert all(now[3] >= then[3] for now, then in zip(shop.ask(COUNTERS), counters, strict=True))
        assert_whole(shop, [*first, *second])


def test_faults_lose_and_double_nothing(tmp_path: Path) -> None:
    """graph_api.md §1.7, contracts.md §5: cut connections, a cut answer, rows that come twice."""
    with post_on(tmp_path) as servers:
        ids = chat(servers, 150)
        for fault in ("disconnect", "truncate"):
            servers.fault(fault, count=1)
        servers.fault("duplicate", count=20)
        shop = PostShop(tmp_path, servers, SALES)
        with shop.listening() as listener:
            shop.wait_for(ids)
            ids.append(post(servers, "D02 0912345698", 91))
            shop.wait_for(ids)
            assert listener.interrupt() == 130
            assert sorted(told_once(listener.rows)) == sorted(ids)
            lines = listener.err.splitlines()
        assert "Traceback" not in "".join(lines) and len(lines) == len(set(lines))
        assert_whole(shop, ids)


@pytest.mark.parametrize(
    ("asked", "script", "words"),
    [
        (f"{PAGE}_1", SALES, "bài viết"),
        (f"{PAGE}_{VIDEO}", SALES, "bài viết"),
        (LIVE, SALES, "bài viết"),
        (POST, SCRIPT, "buổi live"),
    ],
    ids=["unknown", "post id of a live", "a live", "a post with a script of a live"],
)
def test_what_is_no_post_is_told_before_anything_is_stored(
    tmp_path: Path, asked: str, script: Json, words: str
) -> None:
    """§1.1: {page}_{video} leads nowhere; contracts.md §2: exit code 2, one sentence."""
    with post_on(tmp_path) as servers:
        shop = Shop(tmp_path, servers, script)
        with shop.listening("--live", asked) as listener:
            assert listener.wait() == 2
            assert f"Không tìm thấy {words} này" in one_sentence(listener.err)
        assert shop.ask("SELECT id FROM campaign") == [] and servers.asked() == 0


def test_a_post_has_no_end_to_wait_for(tmp_path: Path) -> None:
    """`--until-ended` is refused with what to use instead, before anybody is asked."""
    with post_on(tmp_path) as servers:
        shop = PostShop(tmp_path, servers, SALES)
        with shop.listening("--until-ended", "--for", "3") as listener:
            assert listener.wait() == 2
            assert "--for" in one_sentence(listener.err)
        assert servers.log()["requests"] == []


def test_a_product_open_on_a_live_and_on_a_post_has_counters_of_its_own_in_each(tmp_path: Path) -> None:
    """§3: open_sale is a campaign's; a buyer has a cart in each (§2.10)."""
    with post_on(tmp_path) as servers:
        on_live = [servers.say("B05 x6 0912345678", 1), servers.say("B05 0912345670", 2)]
        on_post = [post(servers, "B05 x6 0912345678", 1), post(servers, "B05 0912345671", 3)]
        outcomes = _outcomes(Shop(tmp_path, servers), on_live)
        outcomes |= _outcomes(PostShop(tmp_path, servers, SALES), on_post)
    assert [outcomes[known] for known in (*on_live, *on_post)] == ["ordered", "out_of_stock"] * 2
    shop = Shop(tmp_path, servers)
    assert [row for row in shop.ask(COUNTERS) if row[1] == "KHAN"] == [
        (1, "KHAN", 6, 6, 0),
        (2, "KHAN", 6, 6, 0),
    ]
    carts = shop.ask("SELECT campaign, buyer FROM orders ORDER BY campaign")
    assert [campaign for campaign, _ in carts] == [1, 2] and carts[0][1] == carts[1][1]


def test_a_live_and_a_post_share_the_stock_of_omni_where_it_counts(tmp_path: Path) -> None:
    """§3 `respect_stock`: a line must fit Omni's stock less our units, whichever campaign holds them."""
    products = [row | ({"stock": 8} if row["sku"] == "KHAN" else {}) for row in SCRIPT["products"]]
    script = {"respect_stock": True, "products": products}
    with post_on(tmp_path) as servers:
        on_live = servers.say("B05 x6 0912345678", 1)
        too_much, fits = post(servers, "B05 x3 0912345670", 2), post(servers, "B05 x2 0912345671", 3)
        outcomes = _outcomes(Shop(tmp_path, servers, SCRIPT | script), [on_live])
        outcomes |= _outcomes(PostShop(tmp_path, servers, SALES | script), [too_much, fits])
    assert [outcomes[known] for known in (on_live, too_much, fits)] == ["ordered", "out_of_stock", "ordered"]
    rows = [row for row in Shop(tmp_path, servers).ask(COUNTERS) if row[1] == "KHAN"]
    assert rows == [(1, "KHAN", 6, 6, 0), (2, "KHAN", 6, 2, 0)]


def _outcomes(shop: Shop, ids: Sequence[str]) -> dict[str, str]:
    """What became of these comments, by their ids."""
    _, rows = heard(shop, ids)
    return {row["comment_id"]: row["outcome"] for row in rows}
