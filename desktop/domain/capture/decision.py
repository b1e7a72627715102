"""Deciding a comment (product.md §2.7–2.12): Reading + the buyer's situation → what to try.

Pure: it neither reserves nor writes. `decide` says which lines to try and how; the caller tries them in
its transaction and `conclude` names the outcome.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.capture.intent_reading import Intent
from desktop.domain.capture.lines import NO_CHOICE, Choice, LineReading
from desktop.domain.capture.outcome import Outcome
from desktop.domain.capture.reading import Reading
from desktop.domain.messages import MessageKind
from desktop.domain.script import CaptureMode, Script


class Reason(StrEnum):
    """Why a comment became what it became; worded in domain/wording.py."""

    ORDER = "order"
    OWN = "own"
    BEFORE_START = "before_start"
    PAUSED = "paused"
    CLOSED = "closed"
    CHAT = "chat"
    SAME_ID = "same_id"
    EDITED = "edited"
    QUESTION = "question"
    REFUSAL = "refusal"
    CONDITION = "condition"
    NOT_PLAIN = "not_plain"
    AMBIGUOUS = "ambiguous"
    DOUBTFUL_LINE = "doubtful_line"
    MANUAL = "manual"
    BLOCKED = "blocked"
    NO_AUTHOR = "no_author"
    ON_AIR = "on_air"
    LATE_KEYWORD = "late_keyword"
    COMPLETION = "completion"


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of buyer and campaign when a comment is decided.

    `own_phones` are numbers that the page or its staff posted (product.md §2.2). `waits` says that lines
    of this buyer wait in this campaign, `has_cart` that a cart is open. `forced`: staff accepted it.
    """

    has_author: bool = True
    is_own: bool = False
    is_before_start: bool = False
    is_paused: bool = False
    is_blocked: bool = False
    waits: bool = False
    has_cart: bool = False
    own_phones: Collection[str] = ()
    on_air: LineReading | None = None
    forced: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do about a comment. `outcome` is set where nothing needs to be tried.

    `take` are the lines to try, `lines` what a suggestion would be, `suggested` what stands beside sure
    lines. `completes` says that lines that wait are to be decided too (product.md §2.8).
    """

    reason: Reason
    outcome: Outcome | None = None
    phone: str | None = None
    take: tuple[LineReading, ...] = ()
    lines: tuple[LineReading, ...] = ()
    suggested: tuple[LineReading, ...] = ()
    choice: Choice = NO_CHOICE
    completes: bool = False


def decide(reading: Reading, situation: Situation, script: Script) -> Plan:
    """What to do about a comment, by the first rule that holds."""
    if situation.is_own:
        return Plan(Reason.OWN, Outcome.IGNORED)
    phone = next((number for number in reading.phones if number not in situation.own_phones), None)
    if situation.is_before_start:
        return Plan(Reason.BEFORE_START, Outcome.IGNORED, phone)
    if situation.is_paused and not situation.forced:
        return Plan(Reason.PAUSED, Outcome.IGNORED, phone)
    if _refuses(reading, situation):
        return Plan(Reason.REFUSAL, Outcome.CANCEL_SUGGESTED, phone, lines=reading.lines + reading.doubtful)
    if not reading.names_products:
        return _without_keyword(reading, situation, phone)
    return _with_keyword(reading, situation, script, phone)


def _refuses(reading: Reading, situation: Situation) -> bool:
    """A refusal, phone or not; without a keyword it means the buyer's cart (product.md §2.7)."""
    if reading.intent is not Intent.REFUSAL:
        return False
    return reading.names_products or situation.has_cart or situation.waits or reading.refuses_order


def _without_keyword(reading: Reading, situation: Situation, phone: str | None) -> Plan:
    if reading.closed:
        return Plan(Reason.CLOSED, Outcome.IGNORED, phone)
    if situation.waits and (phone is not None or reading.is_only_options):
        return Plan(Reason.COMPLETION, phone=phone, choice=reading.choice, completes=True)
    if reading.intent is Intent.QUESTION and phone is None:
        return Plan(Reason.QUESTION, Outcome.QUESTION)
    if situation.on_air is not None and reading.has_order_verb:
        return Plan(Reason.ON_AIR, Outcome.SUGGESTED, phone, lines=(situation.on_air,))
    return Plan(Reason.CHAT, Outcome.IGNORED, phone)


def _with_keyword(reading: Reading, situation: Situation, script: Script, phone: str | None) -> Plan:
    every = reading.lines + reading.doubtful
    doubt = None if situation.forced else _doubt(reading, situation, script, phone)
    if doubt is Reason.QUESTION:
        return Plan(doubt, Outcome.QUESTION)
    if doubt is not None:
        return Plan(doubt, Outcome.SUGGESTED, phone, lines=every)
    if situation.forced:
        return Plan(Reason.ORDER, phone=phone, take=every, completes=phone is not None)
    return Plan(
        Reason.ORDER, phone=phone, take=reading.lines, suggested=reading.doubtful, completes=phone is not None
    )


def _doubt(reading: Reading, situation: Situation, script: Script, phone: str | None) -> Reason | None:
    """Why a comment with keywords is no order; None where it is one (product.md §2.7, §2.11)."""
    if phone is None and reading.intent is Intent.QUESTION:
        return Reason.QUESTION
    if reading.intent is Intent.AMBIGUOUS_REFUSAL:
        return Reason.AMBIGUOUS
    if phone is None and reading.intent is Intent.CONDITION:
        return Reason.CONDITION
    if phone is None and reading.intent is not Intent.PLAIN:
        return Reason.NOT_PLAIN
    if not reading.lines:
        return Reason.DOUBTFUL_LINE
    if situation.is_blocked:
        return Reason.BLOCKED
    if phone is None and not situation.has_author:
        return Reason.NO_AUTHOR
    return Reason.MANUAL if script.mode is CaptureMode.MANUAL else None


class LineResult(StrEnum):
    """What came of one line."""

    ORDERED = "ordered"
    OPEN = "open"
    HELD = "held"
    SHORT = "short"
    REPEATED = "repeated"


# Several results in one comment are named by the first that holds (product.md §2.7).
_NAMES = (
    (LineResult.ORDERED, Outcome.ORDERED),
    (LineResult.OPEN, Outcome.MISSING_VARIANT),
    (LineResult.HELD, Outcome.MISSING_PHONE),
    (LineResult.SHORT, Outcome.OUT_OF_STOCK),
    (LineResult.REPEATED, Outcome.REPEAT),
)


def conclude(results: Collection[LineResult]) -> Outcome:
    """The outcome of a comment whose lines were tried; IGNORED where nothing came of it."""
    outcome = next((name for result, name in _NAMES if result in results), Outcome.IGNORED)
    if outcome is Outcome.ORDERED and LineResult.SHORT in results:
        return Outcome.PARTLY_ORDERED
    return outcome


def replies(
    results: Collection[LineResult], script: Script, *, phone_missing: bool
) -> tuple[MessageKind, ...]:
    """The parts of the ONE message that a comment causes (product.md §4), as far as the script has them."""
    wanted: list[MessageKind] = []
    ordered = LineResult.ORDERED in results
    missing = LineResult.OPEN in results or LineResult.HELD in results or (ordered and phone_missing)
    if script.auto_reply:
        wanted += [MessageKind.CART] * ordered
    if script.confirm:
        wanted += [MessageKind.CONFIRM] * (ordered and not missing)
    if script.auto_reply:
        wanted += [MessageKind.ASK_MISSING] * missing
        wanted += [MessageKind.OUT_OF_STOCK] * (LineResult.SHORT in results)
    return tuple(kind for kind in wanted if script.messages.get(kind))
