"""What can become of a comment (contracts.md §4), and the parts of it that the feed highlights."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """The results of deciding a comment, by the names of contracts.md §4."""

    ORDERED = "ordered"
    PARTLY_ORDERED = "partly_ordered"
    MISSING_VARIANT = "missing_variant"
    MISSING_PHONE = "missing_phone"
    OUT_OF_STOCK = "out_of_stock"
    SUGGESTED = "suggested"
    CANCEL_SUGGESTED = "cancel_suggested"
    QUESTION = "question"
    REPEAT = "repeat"
    IGNORED = "ignored"


class SpanKind(StrEnum):
    """What a stretch of a comment was recognised as."""

    KEYWORD = "keyword"
    NEAR_KEYWORD = "near_keyword"
    QUANTITY = "quantity"
    PHONE = "phone"
    OPTION = "option"
    BODY_SIZE = "body_size"
    PRICE = "price"
    DATE = "date"
    ADDRESS = "address"
    INTENT = "intent"


CODES = (SpanKind.KEYWORD, SpanKind.NEAR_KEYWORD)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch `[start, end)` of the message as received, in characters."""

    start: int
    end: int
    kind: SpanKind
