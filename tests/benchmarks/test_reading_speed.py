"""Reading stays cheap: bounds that hold on a busy machine, too (the exact figures are in RESULTS.md)."""

from __future__ import annotations

import pytest

from . import material, measure


@pytest.fixture(scope="module")
def messages() -> list[str]:
    return material.messages()[::4]


def test_reading_the_corpus_with_300_keywords(messages: list[str]) -> None:
    """The target is p99 ≤ 2 ms; here the median has to do, with the same bound."""
    assert measure.times(material.reader(300), messages, rounds=1).at(0.5) < 2


def test_2000_keywords_cost_little_more_than_50(messages: list[str]) -> None:
    """The target is 1.5 times; a search through the keywords would cost 40."""
    assert measure.flatness(material.reader(50), material.reader(2_000), messages, rounds=3) < 2.5


@pytest.mark.parametrize("piece", material.HARD)
def test_twice_the_characters_cost_about_twice_the_time(piece: str) -> None:
    """What grows with the square of the length takes four times as long (product.md §2 names no limit)."""
    reader = material.reader(300)
    short, long = (material.stretched(piece, length) for length in (2_000, 4_000))
    cost = [measure.best_times(reader, [message], rounds=3).at(0) for message in (short, long)]
    assert cost[1] < cost[0] * 3.2 + 2, f"{cost[0]:.1f} ms → {cost[1]:.1f} ms"
