"""What the tables keep by themselves, and the queries over them (architecture.md §4)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from peewee import IntegrityError
from shelf import NOW, SKU, buyer, comment, line, move, put_on_sale

from desktop.domain.capture.outcome import Outcome, Span, SpanKind
from desktop.domain.orders import OrderStatus
from desktop.domain.stock import LineState
from desktop.storage import buyers, campaigns, comments, lines, migrations, orders, outbox
from desktop.storage.database import Database
from desktop.storage.models import Comment, OrderLine, OutboxMessage
from desktop.storage.outbox import OutboxState
from desktop.storage.transaction import Transaction

OpenDatabase = Callable[..., Database]


@pytest.fixture
def db(opened: OpenDatabase, location: Path) -> Database:
    return opened(location, migrations.ALL)


def test_2_9_a_comment_id_is_stored_once_however_often_it_arrives(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 5)
        assert comment(tx, campaign, "c1", message="B05")
        assert not comment(tx, campaign, "c1", message="D02")
        assert not comment(tx, put_on_sale(tx, 5), "c1")
        kept = comments.get(tx, "c1")
        assert kept is not None
        assert (kept.message, kept.campaign) == ("B05", campaign)
        assert sum(comments.count_by_outcome(tx, campaign).values()) == 1

    db.write_sync(fn)


def test_4_the_database_itself_refuses_a_second_comment_of_an_id(db: Database) -> None:
    campaign = db.write_sync(put_on_sale, 5)
    db.write_sync(comment, campaign, "c1")
    with pytest.raises(IntegrityError, match="UNIQUE"):
        db.write_sync(_insert_plainly, campaign)


def _insert_plainly(tx: Transaction, campaign: int) -> None:
    row = {"message": "", "created_at": 0, "received_at": 0, "received": "", "outcome": "", "spans": ""}
    tx.execute(Comment.insert(id="c1", campaign=campaign, result="", **row))


@pytest.mark.parametrize(
    ("first", "second", "fits"),
    [
        (OrderStatus.DRAFT, OrderStatus.DRAFT, False),
        (OrderStatus.CONFIRMED, OrderStatus.DRAFT, False),
        (OrderStatus.CLOSED, OrderStatus.DRAFT, True),
        (OrderStatus.COMPLETED, OrderStatus.DRAFT, True),
        (OrderStatus.CANCELLED, OrderStatus.DRAFT, True),
        (OrderStatus.CANCELLED, OrderStatus.CANCELLED, True),
    ],
)
def test_1_one_open_cart_per_buyer_and_campaign_is_kept_by_the_database(
    db: Database, first: OrderStatus, second: OrderStatus, fits: bool
) -> None:
    def two_carts(tx: Transaction) -> None:
        campaign, who = put_on_sale(tx, 5), buyer(tx)
        for status in (first, second):
            cart = orders.create(tx, campaign, who, None, NOW, None)
            orders.update(tx, cart.id, NOW, status=status)

    if fits:
        db.write_sync(two_carts)
        return
    with pytest.raises(IntegrityError, match="UNIQUE"):
        db.write_sync(two_carts)


def test_1_every_buyer_and_every_campaign_has_a_cart_of_its_own(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign, other = put_on_sale(tx, 5), put_on_sale(tx, 5)
        lan, mai = buyer(tx, "lan"), buyer(tx, "mai")
        carts = [orders.create(tx, c, b, None, NOW, None) for c in (campaign, other) for b in (lan, mai)]
        found = [orders.open_cart(tx, c, b) for c in (campaign, other) for b in (lan, mai)]
        assert [cart.id for cart in found if cart] == [cart.id for cart in carts]

    db.write_sync(fn)


def test_1_running_numbers_go_by_first_order_and_stay_with_the_buyer(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign, other = put_on_sale(tx, 5), put_on_sale(tx, 5)
        lan, mai = buyer(tx, "lan"), buyer(tx, "mai")
        assert _numbers(tx, campaign, [lan, mai, lan, mai]) == [1, 2, 1, 2]
        assert _numbers(tx, other, [mai, lan]) == [1, 2]

    db.write_sync(fn)


def _numbers(tx: Transaction, campaign: int, who: list[int]) -> list[int]:
    numbers = []
    for one in who:
        order = orders.create(tx, campaign, one, None, NOW, None)
        orders.update(tx, order.id, NOW, status=OrderStatus.CLOSED)
        numbers.append(order.running_number)
    return numbers


@pytest.mark.parametrize("quantity", [0, -1])
def test_4_a_line_of_nothing_is_refused(db: Database, quantity: int) -> None:
    campaign = db.write_sync(put_on_sale, 5)
    with pytest.raises(IntegrityError, match="CHECK"):
        db.write_sync(line, campaign, quantity)


def test_4_comment_and_number_of_a_line_are_unique(db: Database) -> None:
    def fn(tx: Transaction) -> list[int]:
        campaign = put_on_sale(tx, 5)
        made = [line(tx, campaign), line(tx, campaign)]
        return [tx.scalar(OrderLine.select(OrderLine.number).where(OrderLine.id == m.id)) for m in made]

    assert db.write_sync(fn) == [0, 1]
    with pytest.raises(IntegrityError, match="UNIQUE"):
        db.write_sync(lambda tx: tx.execute(OrderLine.update(number=0)))


def test_4_rows_hang_on_what_exists(db: Database) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        db.write_sync(comment, 99, "c1")


def test_3_the_waitlist_is_first_come_first_served_and_a_place_can_be_kept(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 0)
        waiting = [line(tx, campaign, who=who, comment_id=who) for who in ("lan", "mai", "hoa")]
        places = []
        for one in waiting:
            move(tx, one, LineState.WAITLISTED)
            places.append(lines.queue(tx, one.id, None))
        assert [found.comment for found in lines.waitlist(tx, campaign, SKU)] == ["lan", "mai", "hoa"]
        move(tx, waiting[0], LineState.REMOVED)
        newer = line(tx, campaign, 2, who="lan", comment_id="lan-2")
        move(tx, newer, LineState.WAITLISTED)
        assert lines.queue(tx, newer.id, places[0]) == places[0]
        assert [found.comment for found in lines.waitlist(tx, campaign, SKU)] == ["lan-2", "mai", "hoa"]
        assert lines.waitlist(tx, campaign, "?") == []

    db.write_sync(fn)


def test_3_holds_run_out_at_their_time_the_first_first(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 5)
        for comment_id, until in (("late", NOW + 20), ("soon", NOW + 10), ("never", NOW + 99)):
            held = line(tx, campaign, comment_id=comment_id)
            assert move(tx, held, LineState.HELD)
            lines.hold(tx, held.id, until)
        assert lines.expired(tx, campaign, NOW + 9) == []
        assert [held.comment for held in lines.expired(tx, campaign, NOW + 20)] == ["soon", "late"]

    db.write_sync(fn)


def test_2_5_an_open_variant_is_narrowed_to_the_choice(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 5)
        wanted = {"campaign": campaign, "buyer": buyer(tx), "comment": "c1", "keyword": "A01"}
        made = lines.add(tx, skus=["M", "L", "XL"], quantity=1, price=1, **wanted)  # type: ignore[arg-type]
        assert (made.sku, made.candidates) == (None, ("M", "L", "XL"))
        lines.narrow(tx, made.id, ["M", "L"], 2)
        assert lines.get(tx, made.id).sku is None
        lines.narrow(tx, made.id, ["L"], 3)
        chosen = lines.get(tx, made.id)
        assert (chosen.sku, chosen.candidates, chosen.price) == ("L", ("L",), 3)

    db.write_sync(fn)


PAYLOAD = {"parts": ["cart", "out_of_stock"], "short": [{"sku": SKU, "quantity": 1}]}


def _reply(tx: Transaction, campaign: int, comment_id: str, conversation: str = "buyer:1") -> None:
    outbox.add_reply(
        tx,
        campaign=campaign,
        comment=comment_id,
        conversation=conversation,
        payload=PAYLOAD,
        now=NOW,
        due=NOW + 10_000,
    )


def test_4_one_comment_has_at_most_one_message(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 5)
        _reply(tx, campaign, "c1")
        _reply(tx, campaign, "c1", "buyer:2")
        [message] = outbox.pending_replies(tx, campaign)
        assert (message.comment, message.payload) == ("c1", PAYLOAD)
        assert outbox.pending_replies(tx, campaign, "buyer:2") == []

    db.write_sync(fn)


def test_4_a_message_waits_until_it_is_due_and_keeps_its_conversations_order(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign, other = put_on_sale(tx, 5), put_on_sale(tx, 5)
        for at, comment_id in enumerate(["c1", "c2", "c3"]):
            _reply(tx, campaign, comment_id, f"buyer:{at % 2}")
        _reply(tx, other, "c9")
        row = tx.row(OutboxMessage.select(OutboxMessage.next_attempt_at, OutboxMessage.state))
        assert row == (NOW + 10_000, "pending")
        assert [m.comment for m in outbox.pending_replies(tx, campaign)] == ["c1", "c2", "c3"]
        assert [m.comment for m in outbox.pending_replies(tx, campaign, "buyer:0")] == ["c1", "c3"]

    db.write_sync(fn)


def test_3_a_message_not_sent_yet_can_be_changed_and_taken_back(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 5)
        _reply(tx, campaign, "c1")
        [message] = outbox.pending_replies(tx, campaign)
        outbox.change(tx, message.id, {"parts": ["cart"], "short": []})
        assert outbox.pending_replies(tx, campaign)[0].payload == {"parts": ["cart"], "short": []}
        outbox.drop(tx, message.id)
        assert outbox.pending_replies(tx, campaign) == []

    db.write_sync(fn)


@pytest.mark.parametrize("state", [state for state in OutboxState if state is not OutboxState.PENDING])
def test_4_what_may_have_left_is_neither_changed_nor_taken_back(db: Database, state: OutboxState) -> None:
    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 5)
        _reply(tx, campaign, "c1")
        [message] = outbox.pending_replies(tx, campaign)
        tx.execute(OutboxMessage.update(state=state))
        outbox.change(tx, message.id, {})
        outbox.drop(tx, message.id)
        [(kept,)] = tx.rows(OutboxMessage.select(OutboxMessage.payload))
        assert "out_of_stock" in kept
        assert outbox.pending_replies(tx, campaign) == []

    db.write_sync(fn)


def test_1_a_buyer_is_found_by_identity_and_page(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        lan = buyers.ensure(tx, "commenter", "1001", "u1", "Lan", NOW)
        assert buyers.ensure(tx, "commenter", "1001", "u1", "Lan Nguyễn", NOW).id == lan.id
        assert buyers.get(tx, lan.id).name == "Lan Nguyễn"
        assert buyers.ensure(tx, "commenter", "1001", "u1", "", NOW).name == "Lan Nguyễn"
        assert buyers.ensure(tx, "commenter", "2002", "u1", "", NOW).id != lan.id
        assert buyers.ensure(tx, "phone", "1001", "u1", "", NOW).id != lan.id
        assert buyers.commenter(tx, lan.id) == "u1"
        assert buyers.find(tx, "commenter", "1001", "?") is None

    db.write_sync(fn)


def test_1_a_phone_may_belong_to_several_buyers(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        for who in ("u1", "u2"):
            buyers.set_phone(tx, buyer(tx, who), "0912345678")
        assert {buyers.phone_on_file(tx, buyer(tx, who)) for who in ("u1", "u2")} == {"0912345678"}

    db.write_sync(fn)


def test_2_2_the_phone_given_last_in_a_campaign_counts_there(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign, other, who = put_on_sale(tx, 5), put_on_sale(tx, 5), buyer(tx)
        for at, phone in enumerate(["0912345678", None, "0987654321", None]):
            comment(tx, campaign, f"c{at}", buyer=who, phone=phone)
        assert buyers.campaign_phone(tx, campaign, who) == "0987654321"
        assert buyers.campaign_phone(tx, other, who) is None

    db.write_sync(fn)


def test_2_2_numbers_of_page_and_staff_are_known_as_the_shops_own(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign, who = put_on_sale(tx, 5), buyer(tx)
        comment(tx, campaign, "c1", author_id="1001", phone="0911111111 0922222222")
        comment(tx, campaign, "c2", author_id="u1", phone="0933333333", buyer=who)
        assert comments.own_phones(tx, campaign, ["1001", "2001"]) == {"0911111111", "0922222222"}
        assert comments.own_phones(tx, campaign, []) == set()
        assert comments.own_phones(tx, put_on_sale(tx, 5), ["1001"]) == set()

    db.write_sync(fn)


def test_2_13_a_result_and_its_spans_come_back_as_they_went(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 5)
        spans = (Span(0, 3, SpanKind.KEYWORD), Span(4, 6, SpanKind.QUANTITY))
        comment(tx, campaign, "c1", spans=comments.dump_spans(spans), was_paused=True)
        comments.settle(tx, "c1", Outcome.ORDERED, {"reason": "từ khoá"}, was_paused=False)
        kept = comments.get(tx, "c1")
        assert kept is not None
        assert (kept.spans, kept.outcome, kept.result) == (spans, Outcome.ORDERED, {"reason": "từ khoá"})
        assert (kept.revision, kept.was_paused) == (2, False)
        assert comments.paused(tx, campaign) == []

    db.write_sync(fn)


def test_2_comments_are_told_in_order_of_arrival(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 5)
        for comment_id in ("z", "a", "m"):
            comment(tx, campaign, comment_id)
        told = comments.of_campaign(tx, campaign)
        assert [one.id for one in told] == ["z", "a", "m"]
        assert [one.id for one in comments.of_campaign(tx, campaign, after=told[0].sequence)] == ["a", "m"]
        assert [one.id for one in comments.of_campaign(tx, campaign, ids=["m", "z"])] == ["z", "m"]
        assert [one.id for one in comments.of_campaign(tx, campaign, limit=1)] == ["z"]
        assert comments.known_ids(tx, ["a", "?"]) == {"a"}

    db.write_sync(fn)


def test_3_a_products_figures_count_the_held_and_the_waiting(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 10, 7)
        deeds: list[tuple[LineState, int]] = [
            (LineState.HELD, 2),
            (LineState.RESERVED, 3),
            (LineState.SOLD, 1),
            (LineState.WAITLISTED, 4),
            (LineState.LAPSED, 5),
        ]
        for at, (state, quantity) in enumerate(deeds):
            move(tx, line(tx, campaign, quantity, comment_id=f"c{at}"), state)
        [found] = campaigns.product_figures(tx, campaign)
        assert (found.open_sale, found.reserved, found.sold) == (10, 5, 1)
        assert (found.held, found.waiting, found.stock) == (2, 4, 7)
        assert campaigns.product_figures(tx, campaign, ["?"]) == []

    db.write_sync(fn)


def test_4_neither_clock_nor_watermark_goes_back(db: Database) -> None:
    def fn(tx: Transaction) -> tuple[Any, ...]:
        campaign = put_on_sale(tx, 5)
        campaigns.advance(tx, campaign, 20, 10)
        campaigns.advance(tx, campaign, 10, 5)
        campaigns.start(tx, campaign, 7)
        campaigns.start(tx, campaign, 8)
        found = campaigns.get(tx, campaign)
        return found.clock, found.watermark, found.started_at

    assert db.write_sync(fn) == (20, 10, 7)


def test_5_every_change_of_an_order_grows_its_revision_and_its_time(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        order = orders.create(tx, put_on_sale(tx, 5), buyer(tx), "0912345678", NOW, "Mai")
        orders.update(tx, order.id, NOW + 5, status=OrderStatus.CANCELLED)
        orders.record(tx, order.id, "cancelled", {"comment": "c1"}, NOW + 5, "Mai")
        changed = orders.get(tx, order.id)
        assert (changed.created_at, changed.updated_at) == (NOW, NOW + 5)
        assert tx.sql("SELECT revision FROM orders") == [(2,)]
        assert tx.sql("SELECT at, staff, kind FROM order_event") == [(NOW + 5, "Mai", "cancelled")]
        assert orders.count(tx, order.campaign) == 0
        assert [one.id for one in orders.listed(tx, status=OrderStatus.CANCELLED)] == [order.id]
        assert orders.listed(tx, status=OrderStatus.DRAFT) == []

    db.write_sync(fn)
