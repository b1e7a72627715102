"""The intent of a comment as a type, and how the parts of its reading look at words. Decides nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.capture.outcome import SpanKind
from desktop.domain.capture.text import CommentText, Piece

Roles = Sequence[SpanKind | None]


class Intent(StrEnum):
    """What the words around the codes say."""

    PLAIN = "plain"
    DOUBTFUL = "doubtful"
    CONDITION = "condition"
    QUESTION = "question"
    REFUSAL = "refusal"
    AMBIGUOUS_REFUSAL = "ambiguous_refusal"


@dataclass(frozen=True, slots=True)
class IntentReading:
    """The intent and the pieces `[first, last]` that show it, where a word does."""

    intent: Intent
    first: int | None = None
    last: int | None = None


def key_at(pieces: Sequence[Piece], index: int) -> str:
    """The comparison key of a piece, "" beyond the ends."""
    return pieces[index].key if 0 <= index < len(pieces) else ""


def indexes_of(text: CommentText, roles: Roles, keys: Collection[str]) -> list[int]:
    """Where free words with these keys stand. Rules begin here, so that a long chat costs little."""
    return [index for index, piece in enumerate(text.pieces) if piece.key in keys and roles[index] is None]
