"""Sentences with paths in them, which have no blanks to break at and must not be cut off."""

from __future__ import annotations

_BREAK = "\N{ZERO WIDTH SPACE}"


def breakable(sentence: str) -> str:
    """The same to the eye; a line may end behind every slash."""
    return sentence.replace("/", f"/{_BREAK}").replace("\\", f"\\{_BREAK}")
