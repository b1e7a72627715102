"""A keyword added while the live runs (product.md §2.13, §2.12)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from live_shop import MINUTE, PAGE, PHONE, LiveShop, opened, product

from desktop.domain.capture.outcome import Outcome
from desktop.services.live import capture_batch
from desktop.services.live_desk import CampaignDesk
from desktop.services.live_rows import ChangeSet, DeskError
from desktop.services.selling import load
from desktop.storage import campaigns
from desktop.storage.database import Database
from desktop.system.events import EventBus


class Counter:
    """A live that sells B05 and A01 in two sizes, and the desk before it."""

    def __init__(self, database: Database) -> None:
        self.live: LiveShop = opened(
            database,
            product("B05", open_sale=5, stock=7),
            product("A01-M", "M", open_sale=3),
            product("A01-L", "L", open_sale=3),
        )
        self.desk = CampaignDesk(
            database, EventBus(), self.live.selling, page_name="Shop Mây", clock=lambda: self.live.now
        )
        self.told: list[ChangeSet] = []
        self.desk.subscribe(self.told.append)

    def renew(self) -> None:
        self.live.selling = self.live.run(load, self.live.selling.campaign)

    def script(self) -> dict[str, Any]:
        script: dict[str, Any] = json.loads(self.live.run(campaigns.get, self.live.selling.campaign).script)
        return script


@pytest.fixture
def counter() -> Iterator[Counter]:
    database = Database.open(None)
    yield Counter(database)
    database.close()


async def test_2_13_the_matching_comments_of_the_last_10_minutes_wait_as_suggestions(
    counter: Counter,
) -> None:
    live = counter.live
    live.comment(f"KHAN5 {PHONE}", "u1", "old")
    live.wait(10 * MINUTE + 1)
    live.comment(f"khan5 x2 {PHONE}", "u2", "c1")
    live.comment("Khan5 ạ", "u3", "c2")
    live.comment("đẹp quá", "u4", "chat")
    live.comment("KHAN5 149k", PAGE, "own")
    answer = await counter.desk.add_keyword("B05", "  KHAN5 ")
    assert (answer.keyword, answer.offered, answer.is_risky) == ("KHAN5", 2, False)
    assert [live.stored(c).outcome for c in ("old", "c1", "c2", "chat", "own")] == [
        Outcome.IGNORED,
        Outcome.SUGGESTED,
        Outcome.SUGGESTED,
        Outcome.IGNORED,
        Outcome.IGNORED,
    ]
    change = counter.told[-1]
    assert (change.comments_changed, change.products_changed) == (("c1", "c2"), ("B05",))
    assert (await counter.desk.accept("c1")) == "Đã nhận gợi ý: QL-000001 · KHAN5×2."


async def test_2_13_what_comes_later_is_taken_by_it_and_a_batch_in_hand_is_read_again(
    counter: Counter,
) -> None:
    live, old = counter.live, counter.live.selling
    await counter.desk.add_keyword("B05", "Z9")
    assert live.run(capture_batch, old, [], None, live.now) is None
    counter.renew()
    assert live.comment(f"Z9 {PHONE}").outcome is Outcome.ORDERED
    assert live.counters("B05").reserved == 1


async def test_2_13_only_comments_that_name_the_new_keyword_are_offered(counter: Counter) -> None:
    """What was passed over for another reason, here a pause, is none of its business."""
    live = counter.live
    live.pause()
    live.comment(f"B05 {PHONE}", "u1", "paused")
    answer = await counter.desk.add_keyword("B05", "Z9")
    assert answer.offered == 0 and live.stored("paused").outcome is Outcome.IGNORED
    assert live.resume() == ["paused"]


async def test_2_5_the_variants_of_a_product_get_it_together(counter: Counter) -> None:
    await counter.desk.add_keyword("A01-L", "LEN")
    counter.renew()
    rows = {row.sku: row.keywords for row in await counter.desk.product_rows()}
    assert rows == {"B05": ("B05",), "A01-M": ("A01", "LEN"), "A01-L": ("A01", "LEN")}
    assert counter.live.comment(f"LEN M {PHONE}").lines[0].sku == "A01-M"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("b-05", "đã dùng cho B05"),
        ("a 01", "đã là từ khoá của món này"),
        (" · ", "ít nhất một chữ"),
        ("", "ít nhất một chữ"),
        ("x" * 41, "dài nhất 40"),
    ],
)
async def test_2_13_a_keyword_that_is_taken_or_none_is_refused(
    counter: Counter, text: str, sentence: str
) -> None:
    """One keyword means one product: the issue's "a keyword used twice"."""
    before = counter.script()
    with pytest.raises(DeskError, match=sentence):
        await counter.desk.add_keyword("A01-M", text)
    assert counter.script() == before and counter.told == []


async def test_2_12_a_risky_keyword_is_added_and_said_to_be_risky(counter: Counter) -> None:
    for text in ("5", "k", "áo"):
        assert (await counter.desk.add_keyword("B05", text)).is_risky, text


async def test_3_a_running_campaign_keeps_its_figures_and_what_is_closed(counter: Counter) -> None:
    live = counter.live
    live.comment(f"B05 x2 {PHONE}")
    live.set_open_sale("B05", 9)
    await counter.desk.set_open_product("A01-M", False)
    live.tell_stock(B05=4)
    before, stock = live.counters("B05"), live.stock("B05")
    live.wait(MINUTE)
    await counter.desk.add_keyword("B05", "Z9")
    assert (live.counters("B05"), live.stock("B05")) == (before, stock)
    rows = {row.sku: row.is_open for row in await counter.desk.product_rows()}
    assert rows == {"B05": True, "A01-M": False, "A01-L": True}
