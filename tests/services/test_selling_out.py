"""Open sale used up, raised and freed; the waitlist; what stays in the outbox (product.md §3, §4)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from live_shop import MINUTE, OTHER_PHONE, PHONE, SECOND, LiveShop, product

from desktop.domain.capture.outcome import Outcome
from desktop.domain.orders import OrderStatus
from desktop.domain.stock import LineState
from desktop.services.open_sale import NotInManualModeError, UnknownSkuError

OpenShop = Callable[..., LiveShop]


def sold_out(shop: OpenShop, **rules: object) -> LiveShop:
    """One unit of B05, which u1 has; u2 was told that it is out of stock."""
    live = shop(product("B05", open_sale=1), **rules)
    assert live.comment(f"B05 {PHONE}", "u1").outcome is Outcome.ORDERED
    assert live.comment(f"B05 {OTHER_PHONE}", "u2").outcome is Outcome.OUT_OF_STOCK
    assert live.outbox() == {"c1": ["cart"], "c2": ["out_of_stock"]}
    return live


def told_out_of_stock(live: LiveShop) -> list[str]:
    """The comments whose waiting message says that something is out of stock."""
    return [comment for comment, parts in live.outbox().items() if "out_of_stock" in parts]


def test_3_after_raising_the_very_next_order_comment_becomes_an_order(shop: OpenShop) -> None:
    """A seller who sold out and then raises: no out-of-stock message is left in the outbox for it."""
    live = sold_out(shop)
    live.set_open_sale("B05", 2)
    order = live.comment("B05 0905111222", "u3")
    assert (order.outcome, order.status, order.unfilled) == (Outcome.ORDERED, OrderStatus.DRAFT, ())
    assert live.outbox()["c3"] == ["cart"]
    assert told_out_of_stock(live) == []


def test_3_after_raising_the_buyer_who_was_refused_gets_the_unit_and_no_refusal(shop: OpenShop) -> None:
    live = sold_out(shop)
    live.set_open_sale("B05", 2)
    assert live.comment("B05", "u2").outcome is Outcome.ORDERED
    assert live.outbox() == {"c1": ["cart"], "c3": ["cart"]}
    assert live.waitlist("B05") == []


@pytest.mark.parametrize("frees", ["raise", "cancel", "refusal", "hold"])
def test_3_whatever_frees_units_takes_untrue_refusals_back(shop: OpenShop, frees: str) -> None:
    live = shop(product("B05", open_sale=1), hold_minutes=1)
    live.comment("B05" if frees == "hold" else f"B05 {PHONE}", "u1")
    assert live.comment(f"B05 {OTHER_PHONE}", "u2").outcome is Outcome.OUT_OF_STOCK
    if frees == "raise":
        live.set_open_sale("B05", 2)
    elif frees == "cancel":
        live.cancel("c1")
    elif frees == "refusal":
        assert live.comment("không lấy B05 nữa", "u1").outcome is Outcome.CANCEL_SUGGESTED
        assert "c2" in live.outbox()  # A refusal frees nothing by itself (§2.7).
        live.accept("c3")
    else:
        live.wait(MINUTE)
    assert "c2" not in live.outbox()
    assert live.waitlist("B05") == ["c2"]
    assert live.comment("B05 0905111222", "u3").outcome is Outcome.ORDERED


def test_3_a_refusal_that_is_still_true_stays(shop: OpenShop) -> None:
    """Two units came free, three were wanted: that line is still short, the other is not."""
    live = shop(product("B05", open_sale=0), product("D02", open_sale=0))
    live.comment(f"B05 x3, D02 x1 {PHONE}", "u1")
    live.comment(f"B05 x2 {OTHER_PHONE}", "u2")
    live.set_open_sale("B05", 2)
    assert live.outbox() == {"c1": ["out_of_stock"]}
    live.set_open_sale("D02", 1)
    assert live.outbox() == {"c1": ["out_of_stock"]}
    live.set_open_sale("B05", 3)
    assert live.outbox() == {}


def test_3_of_a_partly_filled_order_only_the_untrue_part_is_taken_back(shop: OpenShop) -> None:
    live = shop(product("B05", open_sale=5), product("D02", open_sale=0))
    assert live.comment(f"B05, D02 {PHONE}", "u1").outcome is Outcome.PARTLY_ORDERED
    assert live.outbox() == {"c1": ["cart", "out_of_stock"]}
    live.set_open_sale("D02", 1)
    assert live.outbox() == {"c1": ["cart"]}


def test_3_a_refusal_by_omnis_stock_is_not_taken_back_by_open_sale(shop: OpenShop) -> None:
    """`respect_stock`: raising open sale does not make the goods."""
    live = shop(product("B05", open_sale=10, stock=1), respect_stock=True)
    assert live.comment(f"B05 x2 {PHONE}", "u1").outcome is Outcome.OUT_OF_STOCK
    live.set_open_sale("B05", 11)
    assert live.outbox() == {"c1": ["out_of_stock"]}


def test_3_auto_waitlist_who_is_served_is_not_told_out_of_stock(shop: OpenShop) -> None:
    live = sold_out(shop, waitlist="auto")
    done = live.set_open_sale("B05", 2)
    assert [(line.comment, line.order) for line in done.offered] == [("c2", "QL-000002")]
    assert told_out_of_stock(live) == []
    assert live.outbox()["c2"] == ["cart"]


def test_3_auto_waitlist_serves_first_come_first_served_and_passes_over_what_does_not_fit(
    shop: OpenShop,
) -> None:
    live = shop(product("B05", open_sale=0), waitlist="auto")
    for who, quantity in (("u1", 2), ("u2", 3), ("u3", 1), ("u4", 1)):
        live.comment(f"B05 x{quantity} 09{who[1] * 8}", who)
    done = live.set_open_sale("B05", 4)
    assert [line.comment for line in done.offered] == ["c1", "c3", "c4"]
    assert live.waitlist("B05") == ["c2"]
    assert live.counters("B05").reserved == 4


def test_3_auto_waitlist_holds_for_those_whose_phone_is_missing(shop: OpenShop) -> None:
    live = shop(product("B05", open_sale=0), waitlist="auto", hold_minutes=1)
    live.comment("B05", "u1")
    [offered] = live.set_open_sale("B05", 1).offered
    assert (offered.comment, offered.order) == ("c1", None)
    assert [line.state for line in live.lines("c1")] == [LineState.HELD]
    released, _ = live.wait(MINUTE)
    assert [line.comment for line in released] == ["c1"]
    assert live.counters("B05").reserved == 0


def test_3_manual_waitlist_leaves_the_unit_to_the_next_comment(shop: OpenShop) -> None:
    live = sold_out(shop)
    assert live.set_open_sale("B05", 2).offered == ()
    assert live.waitlist("B05") == ["c2"]
    assert live.comment("B05 0905111222", "u3").outcome is Outcome.ORDERED


def test_2_9_a_newer_wording_keeps_the_place_on_the_waitlist(shop: OpenShop) -> None:
    """product.md §2.9: a waiting line is taken over by the newer wording."""
    live = shop(product("B05", open_sale=0))
    for who in ("u1", "u2", "u3"):
        live.comment(f"B05 09{who[1] * 8}", who)
    assert live.comment("B05 x2", "u1").outcome is Outcome.OUT_OF_STOCK
    assert live.waitlist("B05") == ["c4", "c2", "c3"]
    assert [line.state for line in live.lines("c1")] == [LineState.REMOVED]
    assert [line.quantity for line in live.lines("c4")] == [2]


def test_2_9_units_held_are_never_given_up_for_a_wish_that_does_not_fit(shop: OpenShop) -> None:
    live = shop(product("B05", open_sale=3))
    assert live.comment("B05 x2", "u1").outcome is Outcome.MISSING_PHONE
    assert live.comment("B05 x4", "u1").outcome is Outcome.OUT_OF_STOCK
    assert live.counters("B05").reserved == 2
    assert live.comment("B05 x3", "u1").outcome is Outcome.MISSING_PHONE
    assert live.counters("B05").reserved == 3


def test_2_8_a_phone_completes_what_is_held_and_queues_anew_what_ran_out(shop: OpenShop) -> None:
    live = shop(product("B05", open_sale=1), product("D02", open_sale=1), hold_minutes=1)
    live.comment("B05, D02", "u1")
    live.wait(MINUTE)
    assert live.comment(f"D02 {OTHER_PHONE}", "u2").outcome is Outcome.ORDERED
    done = live.comment(PHONE, "u1")
    assert done.outcome is Outcome.PARTLY_ORDERED
    assert [line.sku for line in done.lines] == ["B05"]
    assert [line.sku for line in done.unfilled] == ["D02"]
    assert live.waitlist("D02") == ["c1"]


def test_2_8_a_hold_ends_at_its_time_and_not_before(shop: OpenShop) -> None:
    live = shop(product("B05", open_sale=1), hold_minutes=2)
    live.comment("B05", "u1")
    assert live.wait(2 * MINUTE - 1) == ([], [])
    assert live.comment(f"B05 {OTHER_PHONE}", "u2").outcome is Outcome.OUT_OF_STOCK
    released, _ = live.wait(1)
    assert [line.comment for line in released] == ["c1"]
    assert live.comment("B05", "u2").outcome is Outcome.ORDERED


def test_3_lowering_clamps_and_tells_what_is_in_force(shop: OpenShop) -> None:
    live = shop(product("B05", open_sale=10))
    live.comment(f"B05 x3 {PHONE}", "u1")
    live.comment("B05 x2", "u2")
    assert live.set_open_sale("B05", 1).quantity == 5
    assert live.set_open_sale("B05", None).quantity is None
    assert live.comment("B05 x20 0905111222", "u3").outcome is Outcome.ORDERED


@pytest.mark.parametrize(("age", "outcome"), [(59, Outcome.OUT_OF_STOCK), (61, Outcome.ORDERED)])
def test_3_respect_stock_by_a_reading_not_older_than_sixty_seconds(
    shop: OpenShop, age: int, outcome: Outcome
) -> None:
    """In a live (not a replay) readings age; a stale one never refuses."""
    live = shop(product("B05", open_sale=10, stock=1), respect_stock=True)
    live.now += age * SECOND
    assert live.comment(f"B05 x2 {PHONE}", "u1").outcome is outcome


def test_3_respect_stock_new_figures_serve_those_waiting(shop: OpenShop) -> None:
    live = shop(product("B05", open_sale=10, stock=0), respect_stock=True, waitlist="auto")
    assert live.comment(f"B05 x2 {PHONE}", "u1").outcome is Outcome.OUT_OF_STOCK
    told = live.tell_stock(B05=2, X99=1)
    assert told.unknown == ("X99",)
    assert [line.comment for line in told.offered] == ["c1"]


def test_3_manual_mode_has_no_open_sale(shop: OpenShop) -> None:
    live = shop(product("B05", open_sale=1), mode="manual")
    assert live.counters("B05").open_sale is None
    with pytest.raises(NotInManualModeError):
        live.set_open_sale("B05", 5)
    with pytest.raises(UnknownSkuError):
        shop().set_open_sale("X99", 5)
