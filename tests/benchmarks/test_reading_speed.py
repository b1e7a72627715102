"""Reading stays cheap: bounds that hold on a busy machine, too (the exact figures are in RESULTS.md)."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from desktop.domain.capture.reading import Reader

from . import material, measure

Tracer = Any


@pytest.fixture(scope="module")
def messages() -> list[str]:
    return material.messages()[::4]


def test_reading_the_corpus_with_300_keywords(messages: list[str]) -> None:
    """The target is p99 ≤ 2 ms; here the median has to do, with the same bound."""
    assert measure.times(material.reader(300), messages, rounds=1).at(0.5) < 2


def test_2000_keywords_cost_little_more_than_50(messages: list[str]) -> None:
    """The target is 1.5 times; a search through the keywords would cost 40."""
    assert measure.flatness(material.reader(50), material.reader(2_000), messages, rounds=3) < 2.5


def steps(reader: Reader, message: str) -> int:
    """How many lines and calls of the program reading takes: the same on every machine."""
    taken = 0

    def count(_frame: object, _event: str, _argument: object) -> Tracer:
        nonlocal taken
        taken += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        reader.read(message)
    finally:
        sys.settrace(before)
    return taken


@pytest.mark.parametrize("piece", material.HARD)
def test_twice_the_characters_take_twice_the_steps(piece: str) -> None:
    """What grows with the square of the length would take four times as many."""
    reader = material.reader(50)
    short, long = (material.stretched(piece, length) for length in (1_000, 2_000))
    reader.read(long)
    assert steps(reader, long) < steps(reader, short) * 2.1 + 200
