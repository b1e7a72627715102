"""Suggestions made of what was passed over: edits, late keywords, what is on air (product.md §2.11, 2.13)."""

from __future__ import annotations

from live_shop import MINUTE, PAGE, PHONE, LiveShop, OpenShop, product

from desktop.domain.capture.outcome import Outcome
from desktop.services import suggestions
from desktop.services.listening import open_campaign
from desktop.services.selling import load, resume_campaign
from desktop.storage import campaigns


def with_keyword(live: LiveShop, sku: str) -> None:
    """The seller adds a product to the script in the middle of the live."""
    script = {"page_id": PAGE, "products": [product("B05"), product(sku)]}
    live.run(resume_campaign, live.selling.campaign, script, now=live.now)
    live.selling = live.run(load, live.selling.campaign)


def test_2_11_an_edit_never_changes_an_order_and_is_kept_beside_it(shop: OpenShop) -> None:
    live = shop(product("B05", open_sale=5))
    assert live.comment(f"B05 {PHONE}", comment_id="c1").outcome is Outcome.ORDERED
    edited = live.comment(f"B05 x4 {PHONE}", comment_id="c1")
    assert (edited.outcome, edited.lines[0].quantity, edited.is_new) == (Outcome.SUGGESTED, 4, False)
    assert live.counters("B05").reserved == 1
    known = live.stored("c1")
    assert (known.outcome, known.text) == (Outcome.ORDERED, f"B05 x4 {PHONE}")


def test_2_11_chatter_edited_into_an_order_becomes_a_suggestion_that_staff_can_accept(shop: OpenShop) -> None:
    live = shop(product("B05", open_sale=5))
    live.comment("chào shop", comment_id="c1")
    live.comment(f"B05 x2 {PHONE}", comment_id="c1")
    assert live.stored("c1").outcome is Outcome.SUGGESTED
    assert live.accept("c1").outcome is Outcome.ORDERED
    assert live.counters("B05").reserved == 2


def test_2_11_the_pages_own_edit_suggests_nothing(shop: OpenShop) -> None:
    live = shop()
    live.comment("giá B05 99k", PAGE, "c1")
    assert live.comment("giá B05 89k", PAGE, "c1").outcome is Outcome.REPEAT


def test_2_13_a_keyword_added_late_offers_the_comments_of_the_last_10_minutes(shop: OpenShop) -> None:
    live = shop()
    live.comment(f"D02 x2 {PHONE}", comment_id="old")
    live.wait(10 * MINUTE + 1)
    live.comment(f"D02 {PHONE}", comment_id="new")
    live.comment("D02", PAGE, "own")
    live.comment("đẹp quá", comment_id="chat")
    with_keyword(live, "D02")
    assert live.run(suggestions.offer_late_keywords, live.selling, live.now, ["d-02"]) == ["new"]
    assert live.stored("new").outcome is Outcome.SUGGESTED
    assert live.stored("old").outcome is Outcome.IGNORED
    assert live.accept("new").outcome is Outcome.ORDERED


def test_2_13_a_script_with_a_new_product_offers_only_what_names_that(shop: OpenShop) -> None:
    """`listen` resumed with another script: what was passed over for another reason stays so."""
    live = shop()
    live.pause()
    live.comment(f"B05 {PHONE}", comment_id="paused")
    live.comment(f"D02 {PHONE}", "u2", comment_id="early")
    script = {"page_id": PAGE, "products": [product("B05"), product("D02")]}
    assert live.run(campaigns.bind, live.selling.campaign, "live", None, PAGE)
    live.run(open_campaign, script, "live", page_id=PAGE, now=live.now)
    assert live.stored("early").outcome is Outcome.SUGGESTED
    assert live.stored("paused").outcome is Outcome.IGNORED


def test_2_13_an_order_without_a_code_is_a_suggestion_for_the_product_on_air(shop: OpenShop) -> None:
    live = shop(product("A01-M", "M"), product("A01-L", "L"))
    assert live.comment(f"lấy 2 M {PHONE}").outcome is Outcome.IGNORED
    live.run(suggestions.set_on_air, live.selling, "A01")
    result = live.comment(f"lấy 2 M {PHONE}", "u2")
    assert (result.outcome, result.lines[0].sku, result.lines[0].quantity) == (Outcome.SUGGESTED, "A01-M", 2)
    assert live.accept("c2").lines == result.lines
    live.run(suggestions.set_on_air, live.selling, None)
    assert live.comment(f"lấy 2 M {PHONE}", "u3").outcome is Outcome.IGNORED


def test_2_11_comments_from_the_pause_are_offered_when_it_goes_on(shop: OpenShop) -> None:
    live = shop(product("B05", open_sale=3))
    live.pause()
    assert live.comment(f"B05 {PHONE}", comment_id="c1").outcome is Outcome.IGNORED
    live.comment("đẹp quá", comment_id="c2")
    assert live.resume() == ["c1"]
    assert live.stored("c1").outcome is Outcome.SUGGESTED
    assert live.accept("c1").outcome is Outcome.ORDERED
