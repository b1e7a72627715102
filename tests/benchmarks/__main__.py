"""`python3 run.py bench`: measures, prints a table and then one JSON object (contracts.md §1).

Exit code 1 where a target is missed.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from dataclasses import asdict, dataclass

from . import frames, material, measure, refreshing


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number; `most` is the target, None where there is none."""

    name: str
    value: float
    unit: str
    most: float | None = None

    @property
    def is_missed(self) -> bool:
        return self.most is not None and self.value > self.most

    def row(self) -> str:
        target = "" if self.most is None else f"≤ {self.most:g}"
        verdict = "" if self.most is None else ("missed" if self.is_missed else "held")
        return f"{self.name:<58}{self.value:>10.3f} {self.unit:<12}{target:>7}  {verdict}".rstrip()


def figures() -> list[Figure]:
    """Everything that is measured, in the order of the issue's sentence."""
    messages, reader = material.messages(), material.reader(300)
    small, large = material.reader(50), material.reader(2_000)
    reader.read(messages[0])
    corpus = measure.times(reader, messages, rounds=5)
    long = measure.best_times(reader, material.long_messages(), rounds=5)
    stories = measure.best_times(reader, material.stories(), rounds=9)
    chat = measure.best_times(reader, material.long_messages()[:15], rounds=9)
    return [
        Figure("reading, 300 keywords, corpus: p50", corpus.at(0.5), "ms"),
        Figure("reading, 300 keywords, corpus: p99", corpus.at(0.99), "ms", 2),
        Figure("reading, 300 keywords, corpus: worst", corpus.at(1), "ms"),
        Figure("reading 8,000 characters, talk and one order: worst of 9", stories.at(1), "ms", 20),
        Figure("reading 8,000 characters, 200 orders in a row: median", chat.at(0.5), "ms", 20),
        Figure("reading 8,000 characters, made to be hard: worst of 50", long.at(1), "ms", 20),
        Figure("2,000 keywords against 50", measure.flatness(small, large, messages, 9), "times", 1.5),
        Figure("deciding, batches of 50, plain file", measure.deciding(300, 500, 50, None), "comments/s"),
        Figure(
            "deciding, batches of 50, encrypted file",
            measure.deciding(300, 500, 50, bytes(range(32))),
            "comments/s",
        ),
        *_of_refreshing(5_000),
        *_of_frames(5_000, "live"),
        *_of_frames(5_000, "stock"),
    ]


def _of_refreshing(variants: int) -> list[Figure]:
    """A first refresh from Omni: 60 calls at once, then 4 a second, and a loop that stays free."""
    done = refreshing.refreshing(variants)
    name = f"refreshing {done.variants:,} variants"
    return [
        Figure(f"{name}: whole", done.seconds, "s"),
        Figure(f"{name}: calls", len(done.times), "calls"),
        Figure(f"{name}: pace at the end", done.rate, "calls/s", 4.05),
        Figure(f"{name}: calls over burst and pace", max(0.0, done.most_over_pace), "calls", 1),
        Figure(f"{name}: calls refused (429)", done.refused, "calls", 0),
        Figure(f"{name}: worst callback of the loop", done.callbacks.worst, "ms", 8),
    ]


def _of_frames(variants: int, screen: str) -> list[Figure]:
    """What the GUI thread misses of a beat of 2 ms meanwhile, the whole program running."""
    seen = frames.during_a_refresh(variants, screen)
    name = f"window meanwhile, screen {screen}"
    return [
        Figure(f"{name}: p99", seen.at(0.99), "ms", 16),
        Figure(f"{name}: worst", seen.worst, "ms", 16),
        Figure(f"{name}: over 16 ms, of {len(seen.gaps):,} beats", seen.over(16), "beats"),
    ]


def main() -> int:
    found = figures()
    python = ".".join(platform.python_version_tuple()[:2])
    lines = [f"Python {python}, {os.cpu_count()} cores, {len(material.messages())} comments", ""]
    lines += [figure.row() for figure in found]
    lines.append(json.dumps([asdict(figure) for figure in found], ensure_ascii=False))
    sys.stdout.write("\n".join(lines) + "\n")
    return int(any(figure.is_missed for figure in found))


if __name__ == "__main__":
    sys.exit(main())
