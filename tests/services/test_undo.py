"""Taking back what staff did last (product.md §4, §9): everything as it was, or a sentence and nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from live_shop import MINUTE, OTHER_PHONE, PHONE, LiveShop, OpenShop, opened, product

from desktop.domain.capture.outcome import Outcome
from desktop.domain.orders import OPEN_CART, OrderStatus
from desktop.domain.stock import LineState
from desktop.services import suggestions, undo, waitlist
from desktop.services.carrying import tick
from desktop.services.live_desk import CampaignDesk
from desktop.services.live_rows import ChangeSet, DeskError, UndoOffer
from desktop.services.replies import GATHERING
from desktop.services.undo import UndoError, UndoShelf, UndoStep
from desktop.storage import lines, models, outbox
from desktop.storage.database import Database
from desktop.storage.transaction import Transaction
from desktop.system.events import EventBus

# How long the toast stands (product.md §4), in milliseconds.
TOAST = 6_000
PRODUCTS = (
    product("B05", open_sale=4),
    product("D02", open_sale=2),
    product("A01-M", "M", open_sale=3),
    product("A01-L", "L", open_sale=1),
)


def accept(live: LiveShop, comment_id: str) -> UndoStep:
    """As the desk does it (F4)."""

    def act(tx: Transaction) -> UndoStep:
        tick(tx, live.selling, live.now)
        watch = undo.watch(tx, live.selling, comments=[comment_id])
        suggestions.accept(tx, live.selling, comment_id, live.now, "Mai")
        return watch.done(tx, "Đã nhận gợi ý.")

    step: UndoStep = live.run(act)
    return step


def take_back(live: LiveShop, step: UndoStep) -> undo.Undone:
    done: undo.Undone = live.run(undo.undo, live.selling, step, live.now, "Mai")
    return done


def picture(live: LiveShop) -> dict[str, Any]:
    """All that must be as it was: what counts of lines, open carts, comments, messages, counters.

    A line that was removed and an order that was cancelled by the undo count for nothing any more.
    """

    def read(tx: Transaction) -> dict[str, Any]:
        campaign = live.selling.campaign
        every = models.OrderLine.select(models.OrderLine.id).where(models.OrderLine.campaign == campaign)
        kept = [lines.get(tx, row[0]) for row in tx.rows(every.order_by(models.OrderLine.id))]
        o, c, m = models.Order, models.Comment, models.OutboxMessage
        return {
            "lines": [line for line in kept if line.state is not LineState.REMOVED],
            "orders": tx.rows(
                o.select(o.id, o.buyer, o.status, o.phone, o.address, o.note, o.running_number)
                .where(o.status.in_(list(OPEN_CART)))
                .order_by(o.id)
            ),
            "comments": tx.rows(
                c.select(
                    c.id, c.outcome, c.result, c.phone, c.order, c.buyer, c.staff, c.was_paused
                ).order_by(c.sequence)
            ),
            "messages": sorted(
                (row[0], json.dumps(json.loads(row[1])), row[2])
                for row in tx.rows(m.select(m.key, m.payload, m.next_attempt_at))
            ),
            "phones": tx.rows(models.Buyer.select(models.Buyer.id, models.Buyer.phone)),
        }

    seen: dict[str, Any] = live.run(read)
    sold = live.run(
        lambda tx: {row[0] for row in tx.rows(models.CampaignProduct.select(models.CampaignProduct.sku))}
    )
    return seen | {"counters": [live.counters(sku) for sku in sorted(sold)]}


def test_9_an_accepted_suggestion_is_taken_back_whole(shop: OpenShop) -> None:
    live = shop(*PRODUCTS)
    live.comment("BO5 x2 0912345678", comment_id="c1")
    before = picture(live)
    step = accept(live, "c1")
    assert live.counters("B05").reserved == 2 and live.stored("c1").outcome is Outcome.ORDERED
    done = take_back(live, step)
    assert picture(live) == before
    assert (done.comments, done.skus) == (("c1",), ("B05",))


def test_5_the_order_that_was_made_stays_in_the_history_as_cancelled(shop: OpenShop) -> None:
    """Its code has been seen: it is not given to somebody else, and the undo is stamped."""
    live = shop(*PRODUCTS)
    live.comment(f"BO5 {PHONE}", comment_id="c1")
    take_back(live, accept(live, "c1"))
    (order,) = live.orders()
    assert (order.order, order.status) == ("QL-000001", OrderStatus.CANCELLED)
    assert [(line.sku, line.quantity) for line in order.lines] == [("B05", 1)]
    assert live.run(_history, 1)[-1] == ("undone", "Mai")
    assert live.comment(f"B05 {OTHER_PHONE}", "u2").order == "QL-000002"


def test_9_it_can_be_accepted_again_after_it_was_taken_back(shop: OpenShop) -> None:
    live = shop(*PRODUCTS)
    live.comment(f"BO5 {PHONE}", comment_id="c1")
    take_back(live, accept(live, "c1"))
    again = live.accept("c1")
    assert (again.outcome, live.counters("B05").reserved) == (Outcome.ORDERED, 1)
    assert live.outbox()["c1"] == ["cart"]


def test_9_a_line_added_to_a_cart_leaves_it_as_it_was(shop: OpenShop) -> None:
    live = shop(*PRODUCTS)
    live.comment(f"D02 {PHONE}", comment_id="c1")
    live.confirm("QL-000001")
    live.comment("BO5 0987654321", comment_id="c2")
    before = picture(live)
    take_back(live, accept(live, "c2"))
    assert picture(live) == before
    (order,) = live.orders()
    assert (order.status, order.phone) == (OrderStatus.CONFIRMED, PHONE)
    assert [line.sku for line in order.lines] == ["D02"]
    live.cancel("c1")
    (order,) = live.orders()
    assert [line.sku for line in order.lines] == ["D02"], "what was taken back is no part of the order"


def test_9_a_cancellation_is_taken_back_with_its_units_and_its_message(shop: OpenShop) -> None:
    live = shop(*PRODUCTS)
    live.comment(f"B05 x3 {PHONE}", comment_id="c1")
    live.comment(f"B05 x2 {OTHER_PHONE}", "u2", "c2")
    live.comment("không lấy B05 nữa", comment_id="c3")
    before = picture(live)
    assert before["messages"][-1][0] == "reply:c2"
    step = accept(live, "c3")
    assert live.counters("B05").reserved == 0 and "c2" not in live.outbox()
    take_back(live, step)
    assert picture(live) == before, "the other buyer still waits and is told so again"


def test_9_what_waiters_got_stays_theirs(shop: OpenShop) -> None:
    """The freed units went to who waits: the cancellation can no longer be taken back, and nothing moves."""
    live = shop(product("B05", open_sale=2), waitlist="auto")
    live.comment(f"B05 x2 {PHONE}", comment_id="c1")
    live.comment(f"B05 {OTHER_PHONE}", "u2", "c2")
    live.comment("không lấy B05 nữa", comment_id="c3")
    step = accept(live, "c3")
    after = picture(live)
    with pytest.raises(UndoError, match="người khác lấy"):
        take_back(live, step)
    assert picture(live) == after and live.recount() == []


def test_3_units_that_an_undo_frees_go_to_who_waits(shop: OpenShop) -> None:
    live = shop(product("B05", open_sale=1), waitlist="auto")
    live.comment(f"BO5 {PHONE}", comment_id="c1")
    step = accept(live, "c1")
    live.comment(f"B05 {OTHER_PHONE}", "u2", "c2")
    done = take_back(live, step)
    assert [(line.comment, line.sku) for line in done.offered] == [("c2", "B05")]
    assert live.counters("B05").reserved == 1 and live.stored("c1").outcome is Outcome.SUGGESTED


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda live: live.comment(f"D02 {PHONE}"),
        lambda live: live.cancel("c1"),
        lambda live: live.close("c1"),
        lambda live: live.confirm("QL-000001"),
    ],
    ids=["the buyer orders more", "cancelled", "closed", "confirmed"],
)
def test_9_an_order_that_changed_since_is_left_alone(
    shop: OpenShop, meanwhile: Callable[[LiveShop], Any]
) -> None:
    live = shop(*PRODUCTS)
    live.comment(f"BO5 {PHONE}", comment_id="c1")
    step = accept(live, "c1")
    meanwhile(live)
    after = picture(live)
    with pytest.raises(UndoError, match="thay đổi sau đó"):
        take_back(live, step)
    assert picture(live) == after


def test_1_a_cancelled_cart_does_not_come_back_beside_a_new_one(shop: OpenShop) -> None:
    live = shop(*PRODUCTS)
    live.comment(f"B05 {PHONE}", comment_id="c1")
    live.comment("hủy đơn giúp em", comment_id="c2")
    step = accept(live, "c2")
    live.comment(f"D02 {PHONE}", comment_id="c3")
    with pytest.raises(UndoError, match="thay đổi sau đó"):
        take_back(live, step)
    assert live.recount() == []


def test_4_messages_of_staffs_actions_wait_longer_than_the_toast_stands(shop: OpenShop) -> None:
    live = shop(*PRODUCTS)
    live.comment(f"BO5 {PHONE}", comment_id="c1")
    accept(live, "c1")
    due = live.run(lambda tx: tx.scalar(models.OutboxMessage.select(models.OutboxMessage.next_attempt_at)))
    assert due - live.now >= TOAST and GATHERING >= TOAST


def test_4_what_the_buyer_was_told_is_not_taken_back(shop: OpenShop) -> None:
    live = shop(*PRODUCTS)
    live.comment(f"BO5 {PHONE}", comment_id="c1")
    step = accept(live, "c1")
    live.run(lambda tx: tx.execute(models.OutboxMessage.update(state=outbox.OutboxState.SENT)))
    with pytest.raises(UndoError, match="nhắn tin"):
        take_back(live, step)
    assert live.counters("B05").reserved == 1


def test_2_5_a_variant_that_was_chosen_is_open_again(shop: OpenShop) -> None:
    live = shop(*PRODUCTS)
    live.comment(f"A01 {PHONE}", comment_id="c1")
    live.pause()
    live.comment("A01 size L", comment_id="c2")
    live.resume()
    before = picture(live)
    step = accept(live, "c2")
    assert live.counters("A01-L").reserved == 1
    take_back(live, step)
    assert picture(live) == before


def test_a_comment_without_author_is_nobodys_again(shop: OpenShop) -> None:
    live = shop(*PRODUCTS)
    live.comment("BO5 x2", None, "c1")
    before = picture(live)
    take_back(live, accept(live, "c1"))
    assert {**picture(live), "phones": ()} == {**before, "phones": ()}


def _history(tx: Transaction, order: int) -> list[tuple[str, str | None]]:
    event = models.OrderEvent
    query = event.select(event.kind, event.staff).where(event.order == order).order_by(event.id)
    return [(row[0], row[1]) for row in tx.rows(query)]


WORDS = (
    "B05",
    "BO5 x2",
    "D02 x2",
    "DO2",
    "B05 D02",
    "A01",
    "A01 M",
    "size L",
    "B05 x9",
    "không lấy B05 nữa",
    "hủy đơn giúp em",
    "nếu còn thì B05",
)
ARRIVALS = st.lists(
    st.tuples(st.sampled_from(WORDS), st.integers(1, 3), st.booleans(), st.sampled_from([0, 0, 20 * MINUTE])),
    min_size=1,
    max_size=9,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    arrivals=ARRIVALS,
    rules=st.fixed_dictionaries(
        {
            "repeat": st.sampled_from(["ignore", "add", "replace"]),
            "require_phone": st.booleans(),
            "waitlist": st.sampled_from(["manual", "auto"]),
        }
    ),
    which=st.integers(0, 8),
)
def test_3_act_and_undo_leave_everything_as_it_was(
    arrivals: list[tuple[str, int, bool, int]], rules: dict[str, Any], which: int
) -> None:
    """Whatever came before: counters, lines, carts, comments and messages are the same again.

    Where units of the act went to a waiter meanwhile it is refused, and changes nothing.
    """
    database = Database.open(None)
    try:
        live = opened(database, *PRODUCTS, **rules)
        for text, who, with_phone, pause in arrivals:
            live.wait(pause)
            live.comment(f"{text} 09123456{who}8" if with_phone else text, f"u{who}")
        live.wait(0)
        live.run(waitlist.serve, live.selling, live.now, [entry["sku"] for entry in PRODUCTS])
        suggested = [
            f"c{number}"
            for number in range(1, len(arrivals) + 1)
            if live.stored(f"c{number}").outcome in (Outcome.SUGGESTED, Outcome.CANCEL_SUGGESTED)
        ]
        if not suggested:
            return
        before = picture(live)
        try:
            step = accept(live, suggested[which % len(suggested)])
        except suggestions.NothingToAcceptError:
            return
        assert live.recount() == []
        after = picture(live)
        try:
            take_back(live, step)
        except UndoError as error:
            assert str(error) == undo.TAKEN and rules["waitlist"] == "auto"
            assert picture(live) == after
        else:
            again = picture(live)
            if rules["waitlist"] == "manual":
                assert again == before
            else:
                assert _of(step, again) == _of(step, before), "what others got by it stays theirs"
        assert live.recount() == []
    finally:
        database.close()


def _of(step: UndoStep, seen: dict[str, Any]) -> dict[str, Any]:
    """A picture of these buyers alone."""
    return {
        "lines": [line for line in seen["lines"] if line.buyer in step.buyers],
        "orders": [row for row in seen["orders"] if row[1] in step.buyers],
        "comments": [row for row in seen["comments"] if row[5] in step.buyers],
    }


class Counter:
    """A live and the desk before it."""

    def __init__(self, database: Database) -> None:
        self.live = opened(database, *PRODUCTS)
        self.shelf = UndoShelf()
        self.desk = CampaignDesk(
            database,
            EventBus(),
            self.live.selling,
            page_name="Shop Mây",
            staff="Mai",
            clock=lambda: self.live.now,
            undo_shelf=self.shelf,
        )
        self.told: list[ChangeSet] = []
        self.offers: list[UndoOffer | None] = []
        self.desk.subscribe(self.told.append)
        self.desk.watch_undo(self.offers.append)


@pytest.fixture
def counter() -> Iterator[Counter]:
    database = Database.open(None)
    yield Counter(database)
    database.close()


async def test_9_the_desk_offers_to_take_back_and_does_it(counter: Counter) -> None:
    counter.live.comment("BO5 x2 0987654321", comment_id="c1")
    await counter.desk.accept("c1")
    assert counter.offers == [UndoOffer("Đã nhận gợi ý: QL-000001 · B05×2")]
    assert counter.live.run(_staff_of, "c1") == "Mai"
    assert await counter.desk.undo() == "Đã hoàn tác: nhận gợi ý: QL-000001 · B05×2."
    assert counter.offers[-1] is None
    assert counter.live.stored("c1").outcome is Outcome.SUGGESTED
    assert counter.live.run(_staff_of, "c1") is None
    change = counter.told[-1]
    assert (change.comments_changed, change.products_changed) == (("c1",), ("B05",))
    with pytest.raises(DeskError, match="Không có gì để hoàn tác"):
        await counter.desk.undo()


async def test_9_a_refused_undo_is_a_sentence_and_no_longer_offered(counter: Counter) -> None:
    counter.live.comment(f"BO5 {PHONE}", comment_id="c1")
    await counter.desk.accept("c1")
    counter.live.close("c1")
    with pytest.raises(DeskError, match="thay đổi sau đó"):
        await counter.desk.undo()
    assert counter.offers[-1] is None
    with pytest.raises(DeskError, match="Không có gì"):
        await counter.desk.undo()


async def test_9_only_the_newest_step_is_kept(counter: Counter) -> None:
    counter.live.comment(f"BO5 {PHONE}", comment_id="c1")
    counter.live.comment(f"DO2 {OTHER_PHONE}", "u2", comment_id="c2")
    await counter.desk.accept("c1")
    await counter.desk.accept("c2")
    first = counter.shelf.step
    assert first is not None and "D02" in first.sentence
    counter.shelf.clear(replace(first))
    assert counter.shelf.step is first, "an older step does not take the newer one away"
    counter.desk.forget_undo()
    assert counter.offers[-1] is None


def _staff_of(tx: Transaction, comment_id: str) -> str | None:
    found: str | None = tx.scalar(
        models.Comment.select(models.Comment.staff).where(models.Comment.id == comment_id)
    )
    return found
