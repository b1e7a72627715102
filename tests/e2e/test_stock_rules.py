"""Every sentence of product.md §3 that needs no network, and §5's closing and cancelling, by replay.

Unreachable through replay, and so not here: a queued message checked again before it leaves, the 60 s age of
a reading (replay's is always fresh), staff's own orders, a product open in two campaigns, what screens say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .replay_run import (
    MESSAGES,
    ORDERED,
    PHONE,
    Json,
    answer_to,
    clock,
    comment,
    control,
    limited,
    probe,
    product,
    replay,
    script,
    sizes,
    units,
)


def order(comment_id: str, words: str = "B05", minutes: float = 0) -> Json:
    """An order comment with a phone, by a buyer of its own."""
    return comment(comment_id, f"{words} {PHONE}", f"u-{comment_id}", clock(minutes))


def raise_to(quantity: int | None, sku: str = "B05") -> Json:
    return control("open_sale", sku=sku, quantity=quantity)


def close(comment_id: str) -> Json:
    return control("close", comment_id=comment_id)


def cancel(comment_id: str) -> Json:
    return control("cancel", comment_id=comment_id)


def stocked(stock: int | None, **fields: Any) -> list[Json]:
    return [product("B05", stock=stock, **fields), product("D02")]


# ---- §3 remaining = open_sale − reserved − sold


def test_3_reserved_units_leave_the_remaining() -> None:
    lines = [order("c1", "B05 x2"), order("c2"), order("c3")]
    assert replay(limited(3), lines).outcomes == ["ordered", "ordered", "out_of_stock"]


def test_3_sold_units_leave_the_remaining() -> None:
    lines = [order("c1", "B05 x2"), close("c1"), order("c2", "B05 x2"), order("c3")]
    result = replay(limited(3), lines)
    assert (result.answers[1]["closed"], result.outcomes) == (True, ["ordered", "out_of_stock", "ordered"])


def test_3_a_line_is_reserved_whole_or_not_at_all() -> None:
    result = replay(limited(3), [order("c1", "B05 x2"), order("c2", "B05 x2"), probe()])
    assert (result["c2"]["lines"], units(result["c2"], "unfilled")) == ([], {"B05": 2})
    assert result.last["quantity"] == 2


def test_3_lines_of_one_comment_are_reserved_each_for_itself() -> None:
    products = [product("B05", open_sale=1), product("D02", open_sale=2)]
    result = replay(script(products=products), [order("c1", "B05 x2 D02 x2")])
    assert (result["c1"]["outcome"], units(result["c1"])) == ("partly_ordered", {"D02": 2})


def test_3_open_sale_of_zero_sells_nothing() -> None:
    result = replay(limited(0), [order("c1")])
    assert (result["c1"]["outcome"], result["c1"]["order"]) == ("out_of_stock", None)


def test_3_recount_agrees_after_every_kind_of_move() -> None:
    lines = [
        order("c1", "B05 x3"),
        order("c2", "B05 x2"),
        cancel("c1"),
        close("c2"),
        comment("c3", "B05 x4"),
        order("c4", "B05", 31),
        probe(),
    ]
    assert replay(limited(9), lines).last["quantity"] == 2 + 1


# ---- §3 Nothing is armed or remembered as "sold out"


def test_3_the_very_next_order_after_raising_becomes_an_order() -> None:
    """The shop sold out, raised open sale: no out-of-stock promise is left, the next comment is an order."""
    lines = [order("c1"), order("c2"), raise_to(2), order("c3")]
    result = replay(limited(1, messages=MESSAGES), lines)
    assert result.outcomes == ["ordered", "out_of_stock", "ordered"]
    assert (result["c2"]["replies"], result["c3"]["replies"]) == (["out_of_stock"], ["cart"])
    assert result["c3"]["unfilled"] == []


def test_3_the_buyer_who_was_refused_may_order_after_raising() -> None:
    lines = [order("c1"), comment("c2", f"B05 {PHONE}"), raise_to(2), comment("c3", f"B05 {PHONE}")]
    assert replay(limited(1), lines)["c3"]["outcome"] == "ordered"


def test_3_a_refused_quantity_does_not_refuse_a_smaller_one() -> None:
    assert replay(limited(1), [order("c1", "B05 x2"), order("c2")]).outcomes == ["out_of_stock", "ordered"]


# ---- §3 open_sale empty


def test_3_empty_open_sale_has_no_limit() -> None:
    lines = [order(f"c{n}", "B05 x20") for n in range(20)]
    assert set(replay(script(products=stocked(0)), lines).outcomes) == {"ordered"}


def test_3_empty_open_sale_sends_the_cart_message_even_if_omni_shows_none() -> None:
    answer = answer_to(f"B05 {PHONE}", products=stocked(0), messages=MESSAGES)
    assert (answer["outcome"], answer["replies"]) == ("ordered", ["cart"])


def test_3_empty_open_sale_is_checked_when_the_order_is_closed() -> None:
    result = replay(script(products=stocked(2)), [order("c1", "B05 x3 D02"), close("c1")])
    assert (result.last["closed"], result.last["error"]) == (False, None)
    assert result.last["short"] == [{"sku": "B05", "wanted": 3, "stock": 2}]


def test_3_open_sale_taken_away_has_no_limit() -> None:
    lines = [order("c1"), order("c2"), raise_to(None), order("c3", "B05 x20")]
    result = replay(limited(1), lines)
    assert (result.answers[2]["quantity"], result["c3"]["outcome"]) == (None, "ordered")


# ---- §3 open_sale set


def test_3_used_up_open_sale_sends_the_out_of_stock_message() -> None:
    result = replay(limited(1, messages=MESSAGES), [order("c1"), order("c2")])
    assert (result["c2"]["replies"], units(result["c2"], "unfilled")) == (["out_of_stock"], {"B05": 1})


@pytest.mark.parametrize("stock", [0, None])
def test_3_omnis_figure_does_not_decide_by_itself(stock: int | None) -> None:
    result = replay(script(products=stocked(stock, open_sale=1)), [order("c1"), order("c2")])
    assert result.outcomes == ["ordered", "out_of_stock"]


def test_3_respect_stock_must_fit_omnis_stock_too() -> None:
    rules = script(products=stocked(3, open_sale=9), respect_stock=True)
    result = replay(rules, [order("c1", "B05 x4"), order("c2", "B05 x3"), order("c3")])
    assert result.outcomes == ["out_of_stock", "ordered", "out_of_stock"]


def test_3_respect_stock_must_fit_open_sale_too() -> None:
    rules = script(products=stocked(9, open_sale=1), respect_stock=True)
    assert replay(rules, [order("c1"), order("c2")]).outcomes == ["ordered", "out_of_stock"]


def test_3_respect_stock_less_our_units_that_omni_does_not_know() -> None:
    """A draft is not known to Omni: a new reading of 4 with 2 units held leaves 2."""
    lines = [
        order("c1", "B05 x2"),
        control("refresh_stock", stock={"B05": 4}),
        order("c2", "B05 x3"),
        order("c3", "B05 x2"),
    ]
    result = replay(script(products=stocked(2, open_sale=99), respect_stock=True), lines)
    assert result.outcomes == ["ordered", "out_of_stock", "ordered"]


def test_3_respect_stock_counts_a_closed_order_once() -> None:
    lines = [order("c1", "B05 x2"), close("c1"), order("c2", "B05 x2"), order("c3")]
    result = replay(script(products=stocked(3, open_sale=9), respect_stock=True), lines)
    assert result.outcomes == ["ordered", "out_of_stock", "ordered"]


def test_3_respect_stock_follows_a_new_reading() -> None:
    lines = [order("c1"), control("refresh_stock", stock={"B05": 1}), order("c2")]
    result = replay(script(products=stocked(0, open_sale=9), respect_stock=True), lines)
    assert result.outcomes == ["out_of_stock", "ordered"]


def test_3_respect_stock_an_unknown_stock_never_refuses() -> None:
    rules = script(products=stocked(None, open_sale=9), respect_stock=True)
    assert replay(rules, [order("c1", "B05 x5")]).outcomes == ["ordered"]


def test_3_untracked_variant_is_never_refused_by_stock() -> None:
    rules = script(products=stocked(0, open_sale=2, tracked=False), respect_stock=True)
    result = replay(rules, [order("c1", "B05 x2"), close("c1"), order("c2")])
    assert (result.outcomes, result.answers[1]["closed"]) == (["ordered", "out_of_stock"], True)


# ---- §3 Freed units and the waitlist


def test_3_cancelling_frees_units_at_once() -> None:
    result = replay(limited(1), [order("c1"), order("c2"), cancel("c1"), order("c3")])
    assert result.outcomes == ["ordered", "out_of_stock", "ordered"]


def test_3_a_hold_that_runs_out_frees_units_at_once() -> None:
    lines = [
        comment("c1", "B05"),
        order("c2", minutes=1),
        control("clock", to=clock(31)),
        order("c3", minutes=31),
    ]
    result = replay(limited(1), lines)
    assert result.outcomes == ["missing_phone", "out_of_stock", "ordered"]
    (released,) = result.answers[2]["released"]
    assert (released["comment_id"], released["sku"], released["quantity"]) == ("c1", "B05", 1)


@pytest.mark.parametrize("freed", [raise_to(2), cancel("c1")], ids=["raise", "cancel"])
def test_3_manual_waitlist_leaves_units_to_the_next_comment(freed: Json) -> None:
    result = replay(limited(1), [order("c1"), order("c2"), freed, order("c3")])
    assert result.answers[2]["offered"] == []
    assert result["c3"]["outcome"] == "ordered"


@pytest.mark.parametrize("freed", [raise_to(2), cancel("c1")], ids=["raise", "cancel"])
def test_3_auto_waitlist_serves_those_waiting(freed: Json) -> None:
    result = replay(limited(1, waitlist="auto"), [order("c1"), order("c2"), freed, order("c3")])
    (offered,) = result.answers[2]["offered"]
    assert (offered["comment_id"], offered["sku"], offered["quantity"]) == ("c2", "B05", 1)
    assert offered["order"]
    assert result["c3"]["outcome"] == "out_of_stock"


def test_3_auto_waitlist_first_come_first_served() -> None:
    lines = [order("c1"), order("c2"), order("c3"), raise_to(1), raise_to(2)]
    result = replay(limited(0, waitlist="auto"), lines)
    assert [[o["comment_id"] for o in a["offered"]] for a in result.answers[3:]] == [["c1"], ["c2"]]


def test_3_auto_waitlist_passes_over_a_line_that_does_not_fit_whole() -> None:
    lines = [order("c1", "B05 x3"), order("c2"), raise_to(2), order("c3"), raise_to(5), probe()]
    result = replay(limited(0, waitlist="auto"), lines)
    assert [o["comment_id"] for o in result.answers[2]["offered"]] == ["c2"]
    assert result["c3"]["outcome"] == "ordered"
    assert [(o["comment_id"], o["quantity"]) for o in result.answers[4]["offered"]] == [("c1", 3)]
    assert result.last["quantity"] == 5


def test_3_auto_waitlist_serves_nobody_twice() -> None:
    result = replay(limited(0, waitlist="auto"), [order("c1"), raise_to(1), raise_to(9), probe()])
    assert (result.answers[2]["offered"], result.last["quantity"]) == ([], 1)


def test_3_auto_waitlist_joins_the_open_cart() -> None:
    products = [product("B05", open_sale=5), product("D02", open_sale=0)]
    lines = [order("c1", "B05 D02 x2"), raise_to(2, "D02")]
    result = replay(script(products=products, waitlist="auto"), lines)
    (offered,) = result.last["offered"]
    assert (offered["sku"], offered["quantity"], offered["order"]) == ("D02", 2, result["c1"]["order"])


def test_3_auto_waitlist_serves_what_a_hold_left_before_the_line_is_decided() -> None:
    lines = [comment("c1", "B05"), order("c2", minutes=1), order("c3", minutes=31)]
    answer = replay(limited(1, waitlist="auto"), lines)["c3"]
    assert [r["comment_id"] for r in answer["released"]] == ["c1"]
    assert [o["comment_id"] for o in answer["offered"]] == ["c2"]
    assert answer["outcome"] == "out_of_stock"


def test_3_lowering_below_what_is_held_clamps_and_says_so() -> None:
    result = replay(limited(9), [order("c1", "B05 x4"), raise_to(2), order("c2")])
    assert (result.answers[1]["quantity"], result["c2"]["outcome"]) == (4, "out_of_stock")


def test_3_lowering_counts_what_is_sold_as_held() -> None:
    result = replay(limited(9), [order("c1", "B05 x4"), close("c1"), order("c2"), raise_to(2)])
    assert (result.answers[1]["closed"], result.last["quantity"]) == (True, 5)


def test_3_lowering_counts_a_missing_phone_hold() -> None:
    assert replay(limited(9), [comment("c1", "B05 x3"), raise_to(0)]).last["quantity"] == 3


def test_3_lowering_above_what_is_held_is_exact() -> None:
    result = replay(limited(9), [order("c1", "B05 x4"), raise_to(5), order("c2"), order("c3")])
    assert result.answers[1]["quantity"] == 5
    assert result.outcomes == ["ordered", "ordered", "out_of_stock"]


def test_3_setting_a_limit_on_an_unlimited_product_clamps() -> None:
    result = replay(limited(None), [order("c1", "B05 x4"), raise_to(1), order("c2")])
    assert (result.answers[1]["quantity"], result["c2"]["outcome"]) == (4, "out_of_stock")


@pytest.mark.parametrize("message", [f"BO5 {PHONE}", f"B05 x5 {PHONE}"], ids=["near miss", "over the limit"])
def test_3_accepted_suggestions_take_from_the_same_counters(message: str) -> None:
    rules = limited(5, max_per_line=4)
    result = replay(rules, [comment("c1", message), control("accept", comment_id="c1"), probe(), order("c2")])
    assert result.answers[1]["outcome"] == "ordered"
    assert result.answers[2]["quantity"] == units(result.answers[1])["B05"]
    assert result["c2"]["outcome"] == "out_of_stock"


def test_3_accepting_never_oversells() -> None:
    lines = [comment("c1", f"BO5 {PHONE}"), order("c2"), control("accept", comment_id="c1"), probe()]
    result = replay(limited(1), lines)
    assert (result.answers[2]["outcome"], result.last["quantity"]) == ("out_of_stock", 1)


def test_3_variants_of_a_keyword_have_counters_of_their_own() -> None:
    rules = script(products=sizes("A01", "M", "L", open_sale=1))
    result = replay(rules, [order("c1", "A01 M"), order("c2", "A01 M"), order("c3", "A01 L")])
    assert result.outcomes == ["ordered", "out_of_stock", "ordered"]


def test_3_a_chosen_variant_that_is_used_up_is_out_of_stock() -> None:
    """§2.8: the completed line is decided then, on the figures of that moment."""
    rules = script(products=sizes("A01", "M", "L", open_sale=1))
    lines = [comment("c1", f"A01 {PHONE}"), order("c2", "A01 M"), comment("c3", "size M")]
    assert replay(rules, lines)["c3"]["outcome"] == "out_of_stock"


# ---- §3 Refresh


def test_3_refresh_never_touches_open_sale() -> None:
    lines = [order("c1"), control("refresh_stock", stock={"B05": 100}), order("c2"), probe()]
    result = replay(script(products=stocked(0, open_sale=1)), lines)
    assert result.outcomes == ["ordered", "out_of_stock"]
    assert result.last["quantity"] == 1


def test_3_refresh_serves_the_next_closing() -> None:
    lines = [order("c1", "B05 x3"), close("c1"), control("refresh_stock", stock={"B05": 3}), close("c1")]
    result = replay(script(products=stocked(0)), lines)
    assert [result.answers[1]["closed"], result.answers[3]["closed"]] == [False, True]


# ---- §5 Closing and cancelling


def test_5_short_closing_creates_nothing_and_names_the_lines() -> None:
    products = [product("B05", stock=2, open_sale=9), product("D02", stock=9, open_sale=9)]
    lines = [order("c1", "B05 x3 D02 x4"), close("c1"), order("c2", "D02 x5"), close("c2")]
    result = replay(script(products=products), lines)
    assert [s["sku"] for s in result.answers[1]["short"]] == ["B05"]
    assert (result.answers[3]["closed"], result.answers[3]["short"]) == (True, [])


def test_5_after_a_short_closing_the_order_stays_open() -> None:
    lines = [comment("c1", f"B05 x3 {PHONE}"), close("c1"), comment("c2", f"D02 {PHONE}")]
    result = replay(script(products=stocked(2)), lines)
    assert result["c1"]["order"] == result["c2"]["order"]


def test_5_closing_counts_what_was_closed_since_the_reading() -> None:
    lines = [order("c1", "B05 x3"), order("c2", "B05 x3"), close("c1"), close("c2")]
    result = replay(script(products=stocked(5)), lines)
    assert [result.answers[2]["closed"], result.answers[3]["closed"]] == [True, False]
    assert result.last["short"] == [{"sku": "B05", "wanted": 3, "stock": 2}]


def test_5_a_new_reading_knows_what_was_closed_before() -> None:
    lines = [
        order("c1", "B05 x3"),
        order("c2", "B05 x3"),
        close("c1"),
        control("refresh_stock", stock={"B05": 3}),
        close("c2"),
    ]
    assert replay(script(products=stocked(3)), lines).last["closed"] is True


def test_5_unknown_stock_is_never_short() -> None:
    result = replay(script(), [order("c1", "B05 x20"), close("c1")])
    assert (result.last["closed"], result.last["short"]) == (True, [])


def test_5_closing_twice_sells_once() -> None:
    result = replay(limited(9), [order("c1", "B05 x3"), close("c1"), close("c1"), probe()])
    assert (result.answers[1]["closed"], result.last["quantity"]) == (True, 3)


def test_5_closing_needs_a_phone() -> None:
    answer = replay(script(), [comment("c1", "B05"), close("c1")]).last
    assert answer["error"] or answer["closed"] is False


def test_5_phone_and_lines_suffice_for_closing() -> None:
    assert replay(script(), [order("c1"), close("c1")]).last["closed"] is True


def test_5_cancelling_takes_the_whole_order() -> None:
    products = [product("B05", open_sale=1), product("D02", open_sale=1)]
    lines = [
        comment("c1", f"B05 {PHONE}"),
        comment("c2", f"D02 {PHONE}"),
        cancel("c2"),
        order("c3", "B05 D02"),
    ]
    assert replay(script(products=products), lines)["c3"]["outcome"] == "ordered"


def test_5_cancelling_twice_frees_once() -> None:
    lines = [order("c1", "B05 x2"), order("c2", "B05 x2"), cancel("c1"), cancel("c1"), probe()]
    assert replay(limited(9), lines).last["quantity"] == 2


def test_5_cancelling_a_closed_order_returns_open_sale() -> None:
    """Goods that have not left return to stock and open sale."""
    result = replay(limited(1), [order("c1"), close("c1"), order("c2"), cancel("c1"), order("c3")])
    assert (result.answers[1]["closed"], result.answers[3]["error"]) == (True, None)
    assert result.outcomes == ["ordered", "out_of_stock", "ordered"]


def test_5_cancelling_a_closed_order_returns_stock() -> None:
    lines = [order("c1"), order("c2"), close("c1"), close("c2"), cancel("c1"), close("c2")]
    result = replay(script(products=stocked(1)), lines)
    assert [a["closed"] for a in (result.answers[2], result.answers[3], result.answers[5])] == [
        True,
        False,
        True,
    ]


# ---- §3 held against a model: whatever happens, what is held never exceeds open sale

SKUS = ("B05", "D02", "E07")
Step = tuple[Any, ...]

baskets = st.dictionaries(st.sampled_from(SKUS), st.integers(1, 3), min_size=1, max_size=3)
limits = st.tuples(st.just("limit"), st.sampled_from(SKUS), st.none() | st.integers(0, 7))
cancels = st.tuples(st.just("cancel"), st.integers(0, 40))
jumps = st.tuples(st.just("clock"), st.integers(1, 40))
phones = st.tuples(st.just("phone"), st.integers(0, 40))


def buys(kind: str, buyers: st.SearchStrategy[int | None]) -> st.SearchStrategy[Step]:
    """Order comments with a phone ("buy") or without ("hold"), by the buyers drawn; None is a new buyer."""
    return st.tuples(st.just(kind), buyers, baskets)


def phone_of(buyer: str) -> str:
    return f"09123{int(buyer[1:]):05d}"


def recording(steps: list[Step]) -> list[Json]:
    """Turn drawn steps into lines; a cancel and a phone alone look back at a comment told before."""
    lines: list[Json] = []
    minutes = 0
    for number, step in enumerate(steps, 100):
        told = [line for line in lines if "id" in line]
        match step:
            case ("limit", sku, quantity):
                lines.append(raise_to(quantity, sku))
            case ("clock", jump):
                minutes += jump
                lines.append(control("clock", to=clock(minutes)))
            case ("cancel", back) if told:
                lines.append(cancel(told[back % len(told)]["id"]))
            case ("phone", back) if told:
                who = told[back % len(told)]["from"]["id"]
                lines.append(comment(f"c{number}", phone_of(who), who, clock(minutes)))
            case ("buy" | "hold" as kind, buyer, basket):
                who = f"u{number if buyer is None else buyer}"
                words = [f"{sku} x{quantity}" for sku, quantity in basket.items()]
                words += [phone_of(who)] if kind == "buy" else []
                lines.append(comment(f"c{number}", " ".join(words), who, clock(minutes)))
    return [*lines, *(probe(sku) for sku in SKUS)]


class Ledger:
    """What buyers hold, told from the answers alone: units in orders, and units waiting for a phone."""

    def __init__(self, open_sale: int) -> None:
        self.limits: dict[str, int | None] = dict.fromkeys(SKUS, open_sale)
        self.orders: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.owners: dict[str, str] = {}
        self.cancelled: set[str] = set()
        self.went_into: dict[str, str] = {}  # comment → order
        self.holds: dict[tuple[str, str], tuple[str, int]] = {}  # (buyer, SKU) → comment, quantity

    def held(self, sku: str) -> int:
        in_orders = sum(lines[sku] for lines in self.orders.values())
        return in_orders + sum(quantity for (_, s), (_, quantity) in self.holds.items() if s == sku)

    def read(self, line: Json, answer: Json) -> None:
        """Take one line and its answer into the books, and hold the answer against them."""
        self.read_released(answer["released"])
        before = {sku: self.held(sku) for sku in SKUS}
        for served in answer["offered"]:
            assert served["order"] not in self.cancelled
            self.order(served["comment_id"], served["order"], served)
        if line.get("control") == "open_sale":
            self.read_limit(line["sku"], line["quantity"], answer["quantity"], before[line["sku"]])
        elif line.get("control") == "cancel" and answer["error"] is None:
            self.read_cancel(self.went_into.get(line["comment_id"]))
        elif "id" in line:
            self.read_comment(line["from"]["id"], answer)
        for sku, limit in self.limits.items():
            assert limit is None or self.held(sku) <= limit

    def order(self, comment_id: str, code: str, line: Json) -> None:
        self.went_into[comment_id] = code
        self.orders[code][line["sku"]] += line["quantity"]

    def read_released(self, released: list[Json]) -> None:
        gone = {(r["sku"], r["comment_id"], r["quantity"]) for r in released}
        kept = {key: hold for key, hold in self.holds.items() if (key[1], *hold) not in gone}
        assert len(self.holds) - len(kept) == len(released), "released what nobody held"
        self.holds = kept

    def read_limit(self, sku: str, wanted: int | None, in_force: int | None, held: int) -> None:
        assert in_force == (None if wanted is None else max(wanted, held))
        self.limits[sku] = in_force

    def read_cancel(self, code: str | None) -> None:
        if code is not None:
            self.orders.pop(code, None)
            self.cancelled.add(code)

    def read_comment(self, buyer: str, answer: Json) -> None:
        if answer["order"] is not None:
            self.went_into[answer["comment_id"]] = answer["order"]
        if answer["outcome"] in ORDERED:
            assert answer["phone"] == phone_of(buyer)
            assert answer["order"] not in self.cancelled
            assert self.owners.setdefault(answer["order"], buyer) == buyer
        for line in answer["lines"]:
            if answer["outcome"] in ORDERED:
                self.holds.pop((buyer, line["sku"]), None)
                self.order(answer["comment_id"], answer["order"], line)
            elif answer["outcome"] == "missing_phone":
                self.holds[buyer, line["sku"]] = (answer["comment_id"], line["quantity"])
        for short in answer["unfilled"]:
            limit = self.limits[short["sku"]]
            assert limit is not None, "a product without a limit is never short"
            assert self.held(short["sku"]) + short["quantity"] > limit, "refused although it fits"


def check_books(open_sale: int, steps: list[Step], **overrides: Any) -> None:
    lines = recording(steps)
    products = [product(sku, open_sale=open_sale) for sku in SKUS]
    result = replay(script(products=products, **overrides), lines)
    assert result.exit_code == 0
    ledger = Ledger(open_sale)
    for line, answer in zip(lines, result.answers, strict=True):
        ledger.read(line, answer)


FEW = st.integers(0, 3)
NEW = st.none()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 6), st.lists(buys("buy", FEW) | cancels | limits, min_size=3, max_size=25))
def test_3_repeats_cancels_and_raises_never_oversell(open_sale: int, steps: list[Step]) -> None:
    """§3 with §2.9 `add`: at every line the units in orders fit open sale, nobody is refused what fits."""
    check_books(open_sale, steps, repeat="add")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 6), st.lists(buys("buy", NEW) | cancels | limits, min_size=3, max_size=25))
def test_3_auto_waitlist_never_oversells(open_sale: int, steps: list[Step]) -> None:
    """§3: freed units become orders of those who wait, and never more units than open sale has."""
    check_books(open_sale, steps, waitlist="auto")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 6), st.lists(buys("hold", NEW) | phones | jumps | limits, min_size=3, max_size=25))
def test_3_holds_completions_and_time_never_oversell(open_sale: int, steps: list[Step]) -> None:
    """§3 with §2.7, §2.8: lines held for a phone, completed or run out, fit open sale at every line."""
    check_books(open_sale, steps)


def test_3_the_same_phone_of_two_buyers_makes_two_orders() -> None:
    lines = [comment("c1", f"B05 {PHONE}", "u1"), comment("c2", f"B05 {PHONE}", "u2")]
    result = replay(script(), [*lines, comment("c3", f"D02 {PHONE}", "u1")])
    assert result["c1"]["order"] == result["c3"]["order"] != result["c2"]["order"]
