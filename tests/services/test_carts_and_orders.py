"""Carts, numbers, closing and cancelling (product.md §1, §2.9–2.10, §5), and what logs may hold."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from live_shop import MINUTE, OTHER_PHONE, PAGE, PHONE, LiveShop, product

from desktop.domain.capture.outcome import Outcome
from desktop.domain.orders import OrderStatus
from desktop.domain.stock import LineState
from desktop.services.orders import OrderFault
from desktop.services.suggestions import NothingToAcceptError
from desktop.system.logs import start_logging

OpenShop = Callable[..., LiveShop]
TWO = (product("B05"), product("D02"))


def test_2_10_a_confirmed_cart_goes_back_to_draft_when_something_joins_it(shop: OpenShop) -> None:
    live = shop(*TWO)
    code = live.comment(f"B05 {PHONE}").order
    assert code is not None
    live.confirm(code)
    joined = live.comment("D02")
    assert (joined.order, joined.status) == (code, OrderStatus.DRAFT)


def test_2_9_a_repeat_leaves_a_confirmed_cart_confirmed(shop: OpenShop) -> None:
    live = shop(*TWO)
    code = live.comment(f"B05 {PHONE}").order
    assert code is not None
    live.confirm(code)
    assert live.comment("B05").outcome is Outcome.REPEAT
    assert live.cart(code).status is OrderStatus.CONFIRMED


def test_2_10_after_closed_a_new_cart_opens_under_the_same_running_number(shop: OpenShop) -> None:
    live = shop(*TWO)
    first = live.comment(f"B05 {PHONE}", "u1")
    live.comment(f"B05 {OTHER_PHONE}", "u2")
    assert not live.close("c1").short
    second = live.comment("B05", "u1")
    assert second.outcome is Outcome.ORDERED
    assert second.order != first.order
    assert [(order.buyer_id, order.running_number) for order in live.orders()] == [
        ("u1", 1),
        ("u2", 2),
        ("u1", 1),
    ]


def test_1_numbers_go_by_first_order_not_by_first_comment(shop: OpenShop) -> None:
    live = shop(*TWO)
    live.comment("B05 còn không?", "u1")
    live.comment(f"B05 {PHONE}", "u2")
    live.comment(f"B05 {OTHER_PHONE}", "u1")
    assert [(order.buyer_id, order.running_number) for order in live.orders()] == [("u2", 1), ("u1", 2)]


@pytest.mark.parametrize(
    ("repeat", "quantity", "outcome", "held"),
    [
        ("ignore", 3, Outcome.REPEAT, 2),
        ("add", 3, Outcome.ORDERED, 5),
        ("replace", 3, Outcome.ORDERED, 3),
        ("replace", 1, Outcome.ORDERED, 1),
        ("replace", 9, Outcome.OUT_OF_STOCK, 2),
        ("add", 9, Outcome.OUT_OF_STOCK, 2),
    ],
)
def test_2_9_repeats(shop: OpenShop, repeat: str, quantity: int, outcome: Outcome, held: int) -> None:
    live = shop(product("B05", open_sale=6), repeat=repeat)
    live.comment(f"B05 x2 {PHONE}")
    assert live.comment(f"B05 x{quantity}").outcome is outcome
    assert live.counters("B05").reserved == held


def test_2_9_the_same_comment_id_counts_once_however_often_it_arrives(shop: OpenShop) -> None:
    live = shop(product("B05", open_sale=9), repeat="add")
    for _ in range(3):
        live.comment(f"B05 x2 {PHONE}", comment_id="same")
    assert live.counters("B05").reserved == 2
    assert live.outbox() == {"same": ["cart"]}
    assert len(live.orders()[0].comment_ids) == 1


def test_2_2_a_number_that_the_page_or_staff_posts_belongs_to_nobody(shop: OpenShop) -> None:
    live = shop(*TWO, staff_ids=["2001"])
    assert live.comment(f"Hotline shop {PHONE}", PAGE).outcome is Outcome.IGNORED
    assert live.comment(f"Zalo em {OTHER_PHONE}", "2001").outcome is Outcome.IGNORED
    copied = live.comment(f"B05 {PHONE}", "u1")
    assert (copied.outcome, copied.phone) == (Outcome.MISSING_PHONE, None)
    own = live.comment(f"B05 {OTHER_PHONE} 0905111222", "u2")
    assert (own.outcome, own.phone) == (Outcome.ORDERED, "0905111222")


def test_2_7_a_phone_given_once_is_known_for_the_rest_of_the_campaign(shop: OpenShop) -> None:
    live = shop(*TWO, use_known_phone=False)
    live.comment(f"B05 còn không {PHONE}?", "u1")
    assert live.comment("D02", "u1").phone == PHONE


def test_2_7_a_phone_on_file_counts_where_the_script_allows_it(shop: OpenShop) -> None:
    on_file = [{"id": "u1", "phone": PHONE}]
    assert shop(buyers=on_file).comment("B05").outcome is Outcome.ORDERED
    assert shop(buyers=on_file, use_known_phone=False).comment("B05").outcome is Outcome.MISSING_PHONE


def test_2_7_without_require_phone_the_order_stands_and_the_phone_joins_later(shop: OpenShop) -> None:
    live = shop(require_phone=False)
    order = live.comment("B05")
    assert (order.outcome, order.phone, order.replies) == (Outcome.ORDERED, None, ("cart", "ask_missing"))
    with pytest.raises(OrderFault, match="SĐT"):
        live.close("c1")
    live.comment(PHONE)
    assert live.cart(order.order).phone == PHONE
    assert live.close("c1").short == ()


def test_2_11_comments_of_a_pause_are_shown_and_offered_when_it_goes_on(shop: OpenShop) -> None:
    live = shop(*TWO)
    live.pause()
    assert live.comment(f"B05 {PHONE}", "u1").outcome is Outcome.IGNORED
    live.comment("đẹp quá", "u2")
    assert live.orders() == []
    assert live.resume() == ["c1"]
    assert live.stored("c1").outcome is Outcome.SUGGESTED
    accepted = live.accept("c1")
    assert (accepted.outcome, accepted.phone) == (Outcome.ORDERED, PHONE)
    assert live.comment(f"D02 {OTHER_PHONE}", "u3").outcome is Outcome.ORDERED


def test_2_11_a_pause_does_not_stop_the_clock(shop: OpenShop) -> None:
    live = shop(product("B05", open_sale=1), hold_minutes=1)
    live.comment("B05", "u1")
    live.pause()
    released, _ = live.wait(MINUTE)
    assert [line.comment for line in released] == ["c1"]


@pytest.mark.parametrize(
    ("message", "outcome"),
    [
        (f"B0S {PHONE}", Outcome.ORDERED),
        ("B05 đẹp quá", Outcome.MISSING_PHONE),
        (f"B05 x21 {PHONE}", Outcome.ORDERED),
        (f"A01 XL {PHONE}", Outcome.MISSING_VARIANT),
        (f"huy nha B05 {PHONE}", Outcome.ORDERED),
    ],
)
def test_2_7_staff_accept_a_suggestion_of_every_kind(shop: OpenShop, message: str, outcome: Outcome) -> None:
    live = shop(product("B05"), product("A01-M", "M"), product("A01-L", "L"))
    assert live.comment(message).outcome is Outcome.SUGGESTED
    assert live.accept("c1").outcome is outcome
    assert live.stored("c1").outcome is outcome


def test_2_11_a_blocked_buyer_is_served_only_by_staff(shop: OpenShop) -> None:
    live = shop(buyers=[{"id": "u1", "phone": PHONE, "blocked": True}])
    assert live.comment("B05").outcome is Outcome.SUGGESTED
    assert live.counters("B05").reserved == 0
    assert live.accept("c1").outcome is Outcome.ORDERED


def test_2_11_without_author_only_a_phone_orders_and_staff_may_accept_the_rest(shop: OpenShop) -> None:
    live = shop(*TWO)
    assert live.comment(f"B05 {PHONE}", None).outcome is Outcome.ORDERED
    assert live.comment("B05", None).outcome is Outcome.SUGGESTED
    assert live.accept("c2").outcome is Outcome.MISSING_PHONE
    assert len(live.orders()) == 1


def test_2_7_an_accepted_refusal_frees_what_it_names(shop: OpenShop) -> None:
    live = shop(product("B05", open_sale=5), product("D02", open_sale=5))
    code = live.comment(f"B05 x2, D02 {PHONE}").order
    assert live.comment("hủy B05 giúp em").outcome is Outcome.CANCEL_SUGGESTED
    assert live.counters("B05").reserved == 2
    live.accept("c2")
    assert (live.counters("B05").reserved, live.counters("D02").reserved) == (0, 1)
    assert live.cart(code).status is OrderStatus.DRAFT


def test_2_7_an_accepted_refusal_of_everything_cancels_the_cart(shop: OpenShop) -> None:
    live = shop(product("B05", open_sale=5))
    code = live.comment(f"B05 x2 {PHONE}").order
    live.comment("hủy đơn giúp em")
    live.accept("c2")
    assert live.counters("B05").reserved == 0
    assert live.cart(code).status is OrderStatus.CANCELLED


@pytest.mark.parametrize("message", ["đẹp quá", f"B05 {PHONE}", "B05 còn không?"])
def test_2_only_suggestions_can_be_accepted(shop: OpenShop, message: str) -> None:
    live = shop(*TWO)
    live.comment(message)
    with pytest.raises(NothingToAcceptError):
        live.accept("c1")
    with pytest.raises(NothingToAcceptError):
        live.accept("?")


def test_2_accepting_twice_orders_once(shop: OpenShop) -> None:
    live = shop(product("B05", open_sale=9), repeat="add")
    live.comment(f"B0S {PHONE}")
    live.accept("c1")
    with pytest.raises(NothingToAcceptError):
        live.accept("c1")
    assert live.counters("B05").reserved == 1


def test_5_closing_sells_and_a_short_line_closes_nothing(shop: OpenShop) -> None:
    live = shop(product("B05", stock=5), product("D02", stock=1))
    live.comment(f"B05 x2, D02 x2 {PHONE}")
    short = live.close("c1")
    assert [(line.sku, line.wanted, line.stock) for line in short.short] == [("D02", 2, 1)]
    assert live.orders()[0].status is OrderStatus.CONFIRMED
    assert live.counters("B05").sold == 0
    live.tell_stock(D02=2)
    assert live.close("c1").short == ()
    assert (live.counters("B05").sold, live.counters("B05").reserved) == (2, 0)
    assert live.orders()[0].status is OrderStatus.CLOSED


def test_5_cancelling_a_closed_order_returns_stock_and_open_sale(shop: OpenShop) -> None:
    live = shop(product("B05", open_sale=2, stock=2))
    live.comment(f"B05 x2 {PHONE}", "u1")
    live.close("c1")
    assert live.stock("B05").available == 0
    live.cancel("c1")
    assert live.stock("B05").available == 2
    assert (live.counters("B05").sold, live.counters("B05").reserved) == (0, 0)
    assert live.comment(f"B05 x2 {OTHER_PHONE}", "u2").outcome is Outcome.ORDERED


def test_5_cancelling_takes_the_whole_order_and_what_its_comments_wait_for(shop: OpenShop) -> None:
    live = shop(product("B05", open_sale=2), product("D02", open_sale=0))
    live.comment(f"B05 x2, D02 {PHONE}")
    live.cancel("c1")
    assert {line.state for line in live.lines("c1")} == {LineState.REMOVED}
    assert live.waitlist("D02") == []
    assert live.orders()[0].status is OrderStatus.CANCELLED
    with pytest.raises(OrderFault):
        live.cancel("c1")


def test_4_one_comment_queues_one_message_whatever_comes_of_it(shop: OpenShop) -> None:
    live = shop(
        product("B05", open_sale=1), product("D02", open_sale=0), product("A01-M", "M"), product("A01-L", "L")
    )
    mixed = live.comment(f"B05, D02, A01 {PHONE}")
    assert mixed.replies == ("cart", "ask_missing", "out_of_stock")
    assert live.outbox() == {"c1": ["cart", "ask_missing", "out_of_stock"]}
    live.comment("size M")
    assert list(live.outbox()) == ["c1", "c2"]


def test_4_with_the_switches_off_nothing_is_queued(shop: OpenShop) -> None:
    live = shop(product("B05", open_sale=0), auto_reply=False, confirm=False)
    live.comment(f"B05 {PHONE}")
    assert live.outbox() == {}


def test_8_phones_never_reach_a_log(shop: OpenShop, caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    """Whatever happens to a comment: its phone, and its text, stay out of records and of the log file."""
    live = shop(product("B05", open_sale=1, stock=1), product("D02", open_sale=0), waitlist="auto")
    stop = start_logging(tmp_path / "log.txt", "DEBUG")
    try:
        logging.getLogger("desktop").warning("the file is written")
        with caplog.at_level(logging.DEBUG, "desktop"):
            everything_happens(live)
    finally:
        stop()
    ours = [record for record in caplog.records if record.name.startswith("desktop")]
    said = [f"{record.getMessage()} {record.args!r} {record.exc_text}" for record in ours]
    said.append((tmp_path / "log.txt").read_text("utf-8"))
    assert "the file is written" in said[-1]
    assert [text for text in said for secret in (PHONE, OTHER_PHONE, "bí mật") if secret in text] == []


def everything_happens(live: LiveShop) -> None:
    """Orders, refusals, suggestions, closing, cancelling, faults and time."""
    live.comment(f"B05, D02 {PHONE} bí mật", "u1")
    live.comment(f"B05 {OTHER_PHONE} bí mật", "u2")
    live.comment(f"B0S {OTHER_PHONE} bí mật", "u2")
    live.accept("c3")
    live.close("c1")
    live.cancel("c1")
    live.wait(31 * MINUTE)
    with pytest.raises(OrderFault) as fault:
        live.cancel("c1")
    assert PHONE not in str(fault.value)
