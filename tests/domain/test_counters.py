"""What lines weigh on the counters, and clamping (product.md §3); order codes; reasons in words (§2)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.capture.decision import Reason
from desktop.domain.capture.lines import Doubt, LineReading
from desktop.domain.capture.outcome import Outcome
from desktop.domain.orders import OPEN_CART, OrderStatus, order_code, order_number
from desktop.domain.stock import Counters, LineState, clamp_open_sale, counters
from desktop.domain.wording import reason_text

UNITS = st.integers(0, 10**6)
STATES = st.sampled_from(LineState)
HOLDING = {LineState.HELD, LineState.RESERVED, LineState.SOLD}


@given(STATES, st.integers(1, 10**6))
@settings(max_examples=60, deadline=None)
def test_3_only_held_reserved_and_sold_lines_weigh_and_only_once(state: LineState, quantity: int) -> None:
    weight = counters(state, quantity)
    assert weight.reserved + weight.sold == (quantity if state in HOLDING else 0)
    assert (weight.sold > 0) is (state is LineState.SOLD)


@given(st.lists(st.tuples(STATES, st.integers(1, 99)), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_3_the_changes_of_a_lines_life_add_up_to_its_last_state(life: list[tuple[LineState, int]]) -> None:
    total = Counters(0, 0)
    before = counters(LineState.WANTED, 1)
    for state, quantity in life:
        after = counters(state, quantity)
        change = after - before
        total = Counters(total.reserved + change.reserved, total.sold + change.sold)
        before = after
    assert total == counters(*life[-1])


@given(st.none() | UNITS, UNITS, UNITS)
@settings(max_examples=60, deadline=None)
def test_3_lowering_below_what_is_held_clamps(wanted: int | None, reserved: int, sold: int) -> None:
    in_force = clamp_open_sale(wanted, reserved, sold)
    if wanted is None:
        assert in_force is None
        return
    assert in_force is not None
    assert in_force - reserved - sold >= 0
    assert in_force == wanted or (wanted < reserved + sold == in_force)


@given(st.integers(1, 10**9))
@settings(max_examples=40, deadline=None)
def test_1_an_orders_code_tells_its_number(number: int) -> None:
    assert order_number(order_code(number)) == number


def test_1_codes_are_padded_and_what_is_none_is_none() -> None:
    assert order_code(123) == "QL-000123"
    assert order_code(1_234_567) == "QL-1234567"
    for text in ("", "QL-", "QL-12a", "000123", "ql-000123", "QL--1"):
        assert order_number(text) is None


def test_1_an_open_cart_is_draft_or_confirmed() -> None:
    assert set(OPEN_CART) == {OrderStatus.DRAFT, OrderStatus.CONFIRMED}


LINE = LineReading("B05", 2, ("B05",))


@pytest.mark.parametrize("reason", Reason)
def test_2_every_reason_has_a_sentence(reason: Reason) -> None:
    text = reason_text(reason, (LINE,), "0912345678", ("e09",))
    assert "0912345678" in text
    assert "B05 ×2" in text
    assert reason_text(reason, closed=("e09",)).strip()


@pytest.mark.parametrize("doubt", Doubt)
def test_2_every_doubt_names_its_keyword(doubt: Doubt) -> None:
    text = reason_text(Reason.DOUBTFUL_LINE, (LineReading("B05", 2, ("B05",), doubt),))
    assert "B05" in text
    assert text != reason_text(Reason.DOUBTFUL_LINE)


def test_2_the_sentence_of_the_contract() -> None:
    text = reason_text(Reason.ORDER, (LineReading("A01", 2, ("S",)),), "0912345678")
    assert text == "từ khoá A01 ×2, SĐT 0912345678"


@pytest.mark.parametrize(
    ("outcome", "word"),
    [
        (Outcome.MISSING_VARIANT, "phân loại"),
        (Outcome.MISSING_PHONE, "thiếu SĐT"),
        (Outcome.OUT_OF_STOCK, "hết hàng"),
        (Outcome.REPEAT, "giỏ"),
    ],
)
def test_2_an_outcome_that_is_no_order_says_what_is_missing(outcome: Outcome, word: str) -> None:
    assert word in reason_text(Reason.ORDER, (LINE,), outcome=outcome)


def test_2_what_was_short_is_named() -> None:
    text = reason_text(Reason.ORDER, (LINE,), outcome=Outcome.PARTLY_ORDERED, short=(LINE,))
    assert "hết B05 ×2" in text
