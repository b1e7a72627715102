"""How long reading and deciding take. Shows nothing; numbers are nanoseconds unless named otherwise."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from desktop.domain.capture.reading import Reader
from desktop.domain.comments import Author, Comment
from desktop.services.capture import capture
from desktop.services.selling import Selling, load, start_campaign
from desktop.storage.database import Database
from desktop.storage.transaction import Transaction

from . import material

BEGIN = 1_795_266_000_000

# The processor's time, which leaves out what else the machine does; the wall's where that ticks too coarsely.
_ticks = time.get_clock_info("process_time").resolution
_clock = time.process_time_ns if _ticks < 1e-5 else time.perf_counter_ns


@dataclass(frozen=True, slots=True)
class Times:
    """Samples in nanoseconds, sorted."""

    samples: tuple[int, ...]

    def at(self, share: float) -> float:
        """The quantile in milliseconds: `at(0.99)` is p99, `at(1)` the worst."""
        index = min(len(self.samples) - 1, int(len(self.samples) * share))
        return self.samples[index] / 1e6


@contextmanager
def no_collector() -> Iterator[None]:
    """The program collects garbage from a timer and not under a comment (architecture.md §6); so here."""
    was_enabled = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def times(reader: Reader, messages: Sequence[str], rounds: int) -> Times:
    """Each message read so often, every reading a sample."""
    with no_collector():
        samples = [_once(reader, message) for _ in range(rounds) for message in messages]
    return Times(tuple(sorted(samples)))


def best_times(reader: Reader, messages: Sequence[str], rounds: int) -> Times:
    """The best of some readings for each message: what it costs, without what else the machine does."""
    with no_collector():
        best = [min(_once(reader, message) for _ in range(rounds)) for message in messages]
    return Times(tuple(sorted(best)))


def flatness(small: Reader, large: Reader, messages: Sequence[str], rounds: int) -> float:
    """How many times longer the large script takes: the ratio of medians of whole passes, run in turn."""
    passes: tuple[list[int], list[int]] = ([], [])
    with no_collector():
        for _ in range(rounds):
            for reader, found in zip((small, large), passes, strict=True):
                begun = _clock()
                for message in messages:
                    reader.read(message)
                found.append(_clock() - begun)
    return median(passes[1]) / median(passes[0])


def _once(reader: Reader, message: str) -> int:
    begun = _clock()
    reader.read(message)
    return _clock() - begun


def deciding(keywords: int, comments: int, batch: int, key: bytes | None) -> float:
    """Comments per second, read and decided in batches on a database file, one transaction a batch."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(Path(folder, "bench.db"), key=key)
        try:
            selling = database.write_sync(_begun, keywords)
            arriving = _arriving(comments)
            begun = time.perf_counter()
            for at in range(0, comments, batch):
                database.write_sync(_capture_batch, selling, arriving[at : at + batch])
            return comments / (time.perf_counter() - begun)
        finally:
            database.close()


def _begun(tx: Transaction, keywords: int) -> Selling:
    campaign = start_campaign(tx, material.script(keywords), live_video_id=None, now=BEGIN)
    return load(tx, campaign)


def _arriving(count: int) -> list[Comment]:
    """The corpus's comments, over and over, from 200 buyers, three a second."""
    chat = material.messages()
    return [
        Comment(
            f"c{number}",
            chat[number % len(chat)],
            BEGIN + number * 333,
            Author(f"u{number * 7 % 200}", f"Khách {number * 7 % 200}"),
        )
        for number in range(count)
    ]


def _capture_batch(tx: Transaction, selling: Selling, batch: Sequence[Comment]) -> None:
    readings = [selling.reader.read(comment.message) for comment in batch]
    for comment, reading in zip(batch, readings, strict=True):
        capture(tx, selling, comment, reading, comment.created_at or 0)
