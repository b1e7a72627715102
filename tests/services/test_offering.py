"""Staff offer units to one who waits (product.md §3: offered by staff, with one key)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from live_shop import MESSAGES, OTHER_PHONE, PHONE, LiveShop, opened, product

from desktop.domain.capture.outcome import Outcome
from desktop.domain.messages import MessageKind
from desktop.domain.stock import LineState
from desktop.services.live_desk import CampaignDesk
from desktop.services.live_rows import ChangeSet, DeskError
from desktop.storage import models
from desktop.storage.database import Database
from desktop.system.events import EventBus

WITHOUT_OFFER = {kind: texts for kind, texts in MESSAGES.items() if kind is not MessageKind.WAITLIST_OFFER}


class Counter:
    """A live where B05 is sold out: u1 has one, u2 (×2), u3 and u4 (no phone) wait; the desk before it."""

    def __init__(self, database: Database, **rules: object) -> None:
        self.live: LiveShop = opened(database, product("B05", open_sale=1), product("D02"), **rules)
        self.desk = CampaignDesk(
            database,
            EventBus(),
            self.live.selling,
            page_name="Shop Mây",
            staff="Mai",
            clock=lambda: self.live.now,
        )
        self.told: list[ChangeSet] = []
        self.desk.subscribe(self.told.append)
        self.live.comment(f"B05 {PHONE}", "u1", "c1")
        self.live.comment(f"B05 x2 {OTHER_PHONE}", "u2", "c2")
        self.live.comment("B05 0905111222", "u3", "c3")
        self.live.comment("B05", "u4", "c4")

    async def line_of(self, place: int) -> int:
        waiter = (await self.desk.holding("B05")).waiters[place - 1]
        assert waiter.place == place
        return waiter.line


@pytest.fixture
def database() -> Iterator[Database]:
    database = Database.open(None)
    yield database
    database.close()


@pytest.fixture
def counter(database: Database) -> Counter:
    return Counter(database)


async def test_3_exactly_the_waiter_who_was_chosen_is_served(counter: Counter) -> None:
    live = counter.live
    live.set_open_sale("B05", 2)
    assert await counter.desk.offer(await counter.line_of(2)) == "Đã mời Khách u3: QL-000002 · B05×1."
    assert live.waitlist("B05") == ["c2", "c4"], "who stands before keeps the place"
    assert live.counters("B05").reserved == 2 and live.recount() == []
    change = counter.told[-1]
    assert (change.comments_changed, change.products_changed) == (("c3",), ("B05",))


async def test_9_the_comment_tells_what_its_buyer_has_now_and_who_saw_to_it(counter: Counter) -> None:
    live = counter.live
    live.set_open_sale("B05", 2)
    await counter.desk.offer(await counter.line_of(2))
    (row,) = await counter.desk.feed_rows(ids=["c3"])
    assert (row.outcome, row.badge, row.order_code) == (Outcome.ORDERED, "QL-000002 · B05×1", "QL-000002")
    staff = live.run(
        lambda tx: tx.scalar(models.Comment.select(models.Comment.staff).where(models.Comment.id == "c3"))
    )
    assert staff == "Mai"
    event = models.OrderEvent
    stamped = live.run(lambda tx: tx.rows(event.select(event.staff).where(event.order == 2)))
    assert {row[0] for row in stamped} == {"Mai"}


async def test_3_a_line_is_reserved_whole_or_not_at_all(counter: Counter) -> None:
    live = counter.live
    live.set_open_sale("B05", 2)
    with pytest.raises(DeskError, match="B05 chỉ còn 1, Khách u2 cần 2"):
        await counter.desk.offer(await counter.line_of(1))
    assert live.counters("B05").reserved == 1 and live.waitlist("B05") == ["c2", "c3", "c4"]


async def test_3_without_a_phone_the_units_are_held(counter: Counter) -> None:
    live = counter.live
    live.set_open_sale("B05", 2)
    assert await counter.desk.offer(await counter.line_of(3)) == "Đã mời Khách u4: giữ B05×1, chờ SĐT."
    assert [line.state for line in live.lines("c4")] == [LineState.HELD]
    assert live.stored("c4").outcome is Outcome.MISSING_PHONE
    assert live.comment(OTHER_PHONE, "u4").outcome is Outcome.ORDERED


async def test_3_who_waits_no_longer_is_not_served_twice(counter: Counter) -> None:
    live = counter.live
    live.set_open_sale("B05", 5)
    line = await counter.line_of(2)
    await counter.desk.offer(line)
    for gone in (line, 10_000):
        with pytest.raises(DeskError, match="không còn chờ"):
            await counter.desk.offer(gone)
    assert live.counters("B05").reserved == 2


async def test_4_the_offer_has_its_own_words_where_the_script_has_them(counter: Counter) -> None:
    counter.live.set_open_sale("B05", 2)
    await counter.desk.offer(await counter.line_of(2))
    assert counter.live.outbox()["c3"] == ["waitlist_offer"]


@pytest.mark.parametrize(
    ("rules", "parts"), [({"messages": WITHOUT_OFFER}, ["cart"]), ({"auto_reply": False}, None)]
)
async def test_4_else_the_usual_ones_and_none_with_the_switch_off(
    database: Database, rules: dict[str, object], parts: list[str] | None
) -> None:
    counter = Counter(database, **rules)
    counter.live.set_open_sale("B05", 2)
    await counter.desk.offer(await counter.line_of(2))
    assert counter.live.outbox().get("c3") == parts


async def test_3_the_rest_of_a_partly_filled_order(counter: Counter) -> None:
    live = counter.live
    live.comment(f"D02, B05 {PHONE}", "u5", "c5")
    live.set_open_sale("B05", 2)
    await counter.desk.offer(await counter.line_of(4))
    known = live.stored("c5")
    assert known.outcome is Outcome.ORDERED
    assert [row["sku"] for row in known.result["lines"]] == ["D02", "B05"]


async def test_9_an_offer_is_taken_back(counter: Counter) -> None:
    live = counter.live
    live.set_open_sale("B05", 2)
    waiting, queued, before = live.waitlist("B05"), live.outbox(), live.stored("c3").result
    await counter.desk.offer(await counter.line_of(2))
    assert await counter.desk.undo() == "Đã hoàn tác: mời Khách u3: QL-000002 · B05×1."
    assert live.waitlist("B05") == waiting and live.counters("B05").reserved == 1
    assert live.stored("c3").result == before and live.stored("c3").outcome is Outcome.OUT_OF_STOCK
    assert live.recount() == []
    assert set(live.outbox()) == set(queued), "a unit is free again: who waits needs no refusal"
