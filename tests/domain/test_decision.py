"""Deciding a comment (product.md §2.7–2.13), and naming what came of it."""

from __future__ import annotations

from itertools import chain, combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripts import read

from desktop.domain.capture.decision import LineResult, Plan, Reason, Situation, conclude, decide, replies
from desktop.domain.capture.intent import Intent
from desktop.domain.capture.lines import Doubt, LineReading
from desktop.domain.capture.outcome import Outcome
from desktop.domain.capture.reading import Reading
from desktop.domain.messages import MessageKind
from desktop.domain.script import CaptureMode, Script

PHONE = "0912345678"
LINE = LineReading("B05", 1, ("B05",))
NEAR = LineReading("D02", 1, ("D02",), Doubt.NEAR_KEYWORD)
SCRIPT = Script()


def reading(intent: Intent = Intent.PLAIN, **fields: Any) -> Reading:
    return Reading("…", intent=intent, **fields)


def sure(intent: Intent = Intent.PLAIN, phone: bool = False, **fields: Any) -> Reading:
    return reading(intent, lines=(LINE,), phones=(PHONE,) if phone else (), **fields)


def plan(said: Reading, script: Script = SCRIPT, **situation: Any) -> Plan:
    return decide(said, Situation(**situation), script)


@pytest.mark.parametrize(
    ("intent", "outcome", "reason"),
    [
        (Intent.PLAIN, None, Reason.ORDER),
        (Intent.DOUBTFUL, Outcome.SUGGESTED, Reason.NOT_PLAIN),
        (Intent.CONDITION, Outcome.SUGGESTED, Reason.CONDITION),
        (Intent.AMBIGUOUS_REFUSAL, Outcome.SUGGESTED, Reason.AMBIGUOUS),
        (Intent.QUESTION, Outcome.QUESTION, Reason.QUESTION),
        (Intent.REFUSAL, Outcome.CANCEL_SUGGESTED, Reason.REFUSAL),
    ],
)
def test_2_7_without_a_phone_only_a_plain_order_counts(
    intent: Intent, outcome: Outcome | None, reason: Reason
) -> None:
    decided = plan(sure(intent))
    assert (decided.outcome, decided.reason) == (outcome, reason)
    assert decided.take == ((LINE,) if outcome is None else ())


@pytest.mark.parametrize(
    ("intent", "outcome"),
    [
        (Intent.PLAIN, None),
        (Intent.DOUBTFUL, None),
        (Intent.CONDITION, None),
        (Intent.QUESTION, None),
        (Intent.AMBIGUOUS_REFUSAL, Outcome.SUGGESTED),
        (Intent.REFUSAL, Outcome.CANCEL_SUGGESTED),
    ],
)
def test_2_7_keyword_and_phone_are_an_order_but_never_a_refusal(
    intent: Intent, outcome: Outcome | None
) -> None:
    decided = plan(sure(intent, phone=True))
    assert decided.outcome is outcome
    assert decided.phone == PHONE
    assert bool(decided.take) is (outcome is None)


@pytest.mark.parametrize(
    ("situation", "outcome", "reason"),
    [
        ({"is_own": True}, Outcome.IGNORED, Reason.OWN),
        ({"is_before_start": True}, Outcome.IGNORED, Reason.BEFORE_START),
        ({"is_paused": True}, Outcome.IGNORED, Reason.PAUSED),
        ({"is_blocked": True}, Outcome.SUGGESTED, Reason.BLOCKED),
        ({"has_author": False}, None, Reason.ORDER),
    ],
)
def test_2_11_never_captured(situation: dict[str, Any], outcome: Outcome | None, reason: Reason) -> None:
    decided = plan(sure(phone=True), **situation)
    assert (decided.outcome, decided.reason) == (outcome, reason)


def test_2_11_without_author_an_order_only_by_phone() -> None:
    assert plan(sure(), has_author=False).reason is Reason.NO_AUTHOR
    assert plan(sure(), has_author=False).outcome is Outcome.SUGGESTED


def test_2_11_in_manual_mode_what_would_be_an_order_is_a_suggestion() -> None:
    decided = plan(sure(phone=True), Script(mode=CaptureMode.MANUAL))
    assert (decided.outcome, decided.reason, decided.lines) == (Outcome.SUGGESTED, Reason.MANUAL, (LINE,))


def test_2_2_the_pages_number_belongs_to_nobody_and_the_first_other_one_counts() -> None:
    both = reading(lines=(LINE,), phones=(PHONE, "0987654321"))
    assert plan(both, own_phones={PHONE}).phone == "0987654321"
    assert plan(sure(phone=True), own_phones={PHONE}).phone is None


def test_2_3_a_near_miss_never_orders_by_itself() -> None:
    alone = plan(reading(doubtful=(NEAR,), phones=(PHONE,)))
    assert (alone.outcome, alone.reason, alone.lines) == (Outcome.SUGGESTED, Reason.DOUBTFUL_LINE, (NEAR,))
    beside = plan(reading(lines=(LINE,), doubtful=(NEAR,), phones=(PHONE,)))
    assert (beside.outcome, beside.take, beside.suggested) == (None, (LINE,), (NEAR,))


@given(
    st.sampled_from(Intent),
    st.booleans(),
    st.fixed_dictionaries(
        {
            name: st.booleans()
            for name in ("has_author", "is_own", "is_before_start", "is_paused", "is_blocked")
        }
    ),
)
@settings(max_examples=120, deadline=None)
def test_2_11_what_must_not_be_captured_is_never_tried(
    intent: Intent, phone: bool, situation: dict[str, Any]
) -> None:
    decided = plan(sure(intent, phone=phone), **situation)
    if (
        situation["is_own"]
        or situation["is_before_start"]
        or situation["is_paused"]
        or situation["is_blocked"]
    ):
        assert decided.take == ()
        assert decided.outcome is not None
    if intent in (Intent.REFUSAL, Intent.AMBIGUOUS_REFUSAL):
        assert decided.take == ()
    if decided.take:
        assert phone or (intent is Intent.PLAIN and situation["has_author"])


@pytest.mark.parametrize("message", [PHONE, "size M", f"đen nha {PHONE}"])
def test_2_8_a_phone_or_an_option_alone_completes_only_where_lines_wait(message: str) -> None:
    alone = read(message)
    completing = plan(alone, waits=True)
    assert (completing.reason, completing.outcome, completing.completes) == (Reason.COMPLETION, None, True)
    assert completing.phone == (PHONE if PHONE in message else None)
    assert plan(alone).outcome is Outcome.IGNORED


def test_2_7_a_refusal_without_a_keyword_means_the_cart_where_there_is_one() -> None:
    refusal = reading(Intent.REFUSAL)
    assert plan(refusal).outcome is Outcome.IGNORED
    assert plan(refusal, has_cart=True).outcome is Outcome.CANCEL_SUGGESTED
    assert plan(refusal, waits=True).outcome is Outcome.CANCEL_SUGGESTED
    assert plan(reading(Intent.REFUSAL, refuses_order=True)).outcome is Outcome.CANCEL_SUGGESTED


def test_2_13_the_product_on_air_is_suggested_for_an_order_without_a_code() -> None:
    order = reading(has_order_verb=True, phones=(PHONE,))
    assert plan(order).outcome is Outcome.IGNORED
    on_air = plan(order, on_air=LINE)
    assert (on_air.outcome, on_air.lines, on_air.phone) == (Outcome.SUGGESTED, (LINE,), PHONE)


def test_2_11_closed_products_are_ignored() -> None:
    closed = plan(reading(closed=("e09",), phones=(PHONE,)))
    assert (closed.outcome, closed.reason) == (Outcome.IGNORED, Reason.CLOSED)


@pytest.mark.parametrize("situation", [{"is_blocked": True}, {"is_paused": True}, {"has_author": False}])
def test_2_11_what_staff_accept_is_tried(situation: dict[str, Any]) -> None:
    doubtful = reading(Intent.DOUBTFUL, lines=(LINE,), doubtful=(NEAR,))
    assert plan(doubtful, forced=True, **situation).take == (LINE, NEAR)


RANK = (LineResult.ORDERED, LineResult.OPEN, LineResult.HELD, LineResult.SHORT, LineResult.REPEATED)
NAMES = (
    Outcome.ORDERED,
    Outcome.MISSING_VARIANT,
    Outcome.MISSING_PHONE,
    Outcome.OUT_OF_STOCK,
    Outcome.REPEAT,
)
SUBSETS = [set(some) for some in chain.from_iterable(combinations(RANK, n) for n in range(len(RANK) + 1))]


@pytest.mark.parametrize("results", SUBSETS, ids=lambda results: "+".join(sorted(results)) or "none")
def test_2_7_several_results_are_named_by_the_first_that_holds(results: set[LineResult]) -> None:
    """All 32 combinations of what may come of lines."""
    if LineResult.ORDERED in results and LineResult.SHORT in results:
        assert conclude(results) is Outcome.PARTLY_ORDERED
        return
    expected = next((name for result, name in zip(RANK, NAMES, strict=True) if result in results), None)
    assert conclude(results) is (expected or Outcome.IGNORED)


EVERY = Script(messages=dict.fromkeys(MessageKind, ("…",)), confirm=True)
CART, ASK, OUT = MessageKind.CART, MessageKind.ASK_MISSING, MessageKind.OUT_OF_STOCK


@pytest.mark.parametrize(
    ("results", "phone_missing", "parts"),
    [
        ({LineResult.ORDERED}, False, (CART, MessageKind.CONFIRM)),
        ({LineResult.ORDERED}, True, (CART, ASK)),
        ({LineResult.ORDERED, LineResult.SHORT}, False, (CART, MessageKind.CONFIRM, OUT)),
        ({LineResult.ORDERED, LineResult.OPEN}, False, (CART, ASK)),
        ({LineResult.HELD}, True, (ASK,)),
        ({LineResult.OPEN}, False, (ASK,)),
        ({LineResult.SHORT}, True, (OUT,)),
        ({LineResult.HELD, LineResult.SHORT}, True, (ASK, OUT)),
        ({LineResult.REPEATED}, False, ()),
        (set(), True, ()),
    ],
)
def test_4_one_message_says_all_there_is(
    results: set[LineResult], phone_missing: bool, parts: tuple[MessageKind, ...]
) -> None:
    assert replies(results, EVERY, phone_missing=phone_missing) == parts


@pytest.mark.parametrize("results", SUBSETS, ids=lambda results: "+".join(sorted(results)) or "none")
def test_4_the_switches_and_the_scripts_messages_bound_what_is_said(results: set[LineResult]) -> None:
    both_off = Script(messages=EVERY.messages, auto_reply=False, confirm=False)
    assert replies(results, both_off, phone_missing=False) == ()
    assert replies(results, Script(confirm=True), phone_missing=False) == ()
    only_confirm = Script(messages=EVERY.messages, auto_reply=False, confirm=True)
    assert set(replies(results, only_confirm, phone_missing=False)) <= {MessageKind.CONFIRM}
    no_confirm = Script(messages=EVERY.messages, auto_reply=True, confirm=False)
    assert MessageKind.CONFIRM not in replies(results, no_confirm, phone_missing=False)
