"""Listening to a live or a post: comments in, decided in batches, one transaction each (architecture.md §2).

Nothing is told before its commit, and no batch is given up: a database that cannot write now is tried again.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from desktop.clients.graph.comment_source import CommentBatch
from desktop.domain.capture.reading import Reading
from desktop.domain.comments import Comment
from desktop.services.capture import Arrival
from desktop.services.captured import Captured
from desktop.services.carrying import tick
from desktop.services.live_rows import ChangeSet
from desktop.services.selling import Selling, ServedLine, load
from desktop.storage import campaigns, lines
from desktop.storage.database import Database
from desktop.storage.errors import StorageError
from desktop.storage.transaction import Transaction

_log = logging.getLogger(__name__)
_MOST = 500
_RETRY_FIRST, _RETRY_LONGEST = 0.5, 15.0
_TICK_EVERY = 2.0

T = TypeVar("T")
Read = list[tuple[Comment, Reading]]
BeforeDeciding = Callable[[Selling, Read], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Handled:
    """A committed batch: the results in order, and what changed."""

    results: tuple[Captured, ...]
    changes: ChangeSet


def wall_clock() -> int:
    """The time now, UTC milliseconds."""
    return time.time_ns() // 1_000_000


class LiveListener:
    """Takes the comments of one live or post into the database. `selling` is renewed when the script changes.

    `on_handled` is called on the loop after every commit; `on_fault` with one sentence when the database
    cannot write, and with "" when it can again. `before_deciding` is awaited between the reading of a batch
    and its transaction, so that figures may be read anew; it must not raise and not take long.
    """

    def __init__(
        self,
        database: Database,
        selling: Selling,
        batches: AsyncGenerator[CommentBatch, None],
        *,
        on_handled: Callable[[Handled], None],
        on_fault: Callable[[str], None],
        clock: Callable[[], int] = wall_clock,
        before_deciding: BeforeDeciding | None = None,
    ) -> None:
        self.selling = selling
        self._database = database
        self._before_deciding = before_deciding
        self._batches = batches
        self._on_handled, self._on_fault = on_handled, on_fault
        self._clock = clock
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """End after the batch in hand; nothing that was read is lost."""
        self._stopping.set()

    async def run(self) -> None:
        """Listen until a live has ended or `stop` is called."""
        try:
            while (batch := await self._next()) is not None:
                await self._take(batch)
        finally:
            await self._batches.aclose()

    async def keep_time(self) -> None:
        """Release holds that run out while nobody writes, until `stop` is called."""
        while not self._stopping.is_set():
            handled = await self._persist(
                lambda: self._database.write(_tick_if_due, self.selling, self._clock())
            )
            if handled is not None:
                self._on_handled(handled)
            await _either(self._stopping.wait(), asyncio.sleep(_TICK_EVERY))

    async def _next(self) -> CommentBatch | None:
        """The next batch; None at the end or once stopped."""
        if self._stopping.is_set():
            return None
        return await _either(anext(self._batches, None), self._stopped())

    async def _stopped(self) -> None:
        await self._stopping.wait()

    async def _take(self, batch: CommentBatch) -> None:
        arrived = time.monotonic()
        parts = [batch.comments[start : start + _MOST] for start in range(0, len(batch.comments), _MOST)]
        for number, comments in enumerate(parts):
            watermark = batch.watermark if number == len(parts) - 1 else None
            handled = await self._handle(comments, watermark, arrived)
            self._on_handled(handled)

    async def _handle(self, comments: Sequence[Comment], watermark: int | None, arrived: float) -> Handled:
        """Read outside the transaction, decide inside; read again where the script changed meanwhile."""
        while True:
            selling = self.selling
            read = await asyncio.to_thread(_read, selling, comments)
            if self._before_deciding is not None:
                await self._before_deciding(selling, read)
            results = await self._persist(self._writing(selling, read, watermark))
            if results is not None:
                lag = round((time.monotonic() - arrived) * 1000)
                return Handled(tuple(results), changes_of(results, lag))
            self.selling = await self._persist(self._loading(selling))

    def _writing(
        self, selling: Selling, read: Read, watermark: int | None
    ) -> Callable[[], Coroutine[Any, Any, list[Captured] | None]]:
        return lambda: self._database.write(capture_batch, selling, read, watermark, self._clock())

    def _loading(self, selling: Selling) -> Callable[[], Coroutine[Any, Any, Selling]]:
        return lambda: self._database.read(load, selling.campaign, stock_is_fresh=selling.stock_is_fresh)

    async def _persist(self, write: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Write, again and again where the disk or the file refuses: a batch is never given up."""
        rest = _RETRY_FIRST
        while True:
            try:
                result = await write()
            except StorageError as error:
                _log.warning("storing failed: %s", type(error).__name__)
                self._on_fault(str(error))
                await _either(self._stopping.wait(), asyncio.sleep(rest))
                if self._stopping.is_set():
                    raise
                rest = min(rest * 2, _RETRY_LONGEST)
            else:
                if rest > _RETRY_FIRST:
                    self._on_fault("")
                return result


async def _either(work: Coroutine[Any, Any, T], end: Coroutine[Any, Any, Any]) -> T | None:
    """The result of `work`, or None where `end` is done first; the other one is cancelled and gone."""
    loop = asyncio.get_running_loop()
    first, second = loop.create_task(work), loop.create_task(end)
    try:
        await asyncio.wait({first, second}, return_when=asyncio.FIRST_COMPLETED)
        return first.result() if first.done() else None
    finally:
        for task in (first, second):
            task.cancel()
        await asyncio.gather(first, second, return_exceptions=True)


def _read(selling: Selling, comments: Sequence[Comment]) -> Read:
    return [(comment, selling.reader.read(comment.message)) for comment in comments]


def capture_batch(
    tx: Transaction, selling: Selling, read: Read, watermark: int | None, now: int
) -> list[Captured] | None:
    """Decide a batch in order of arrival, and move the watermark with it.

    None, and nothing done, where the script's revision is not the one the batch was read by.
    """
    campaign = campaigns.get(tx, selling.campaign)
    if campaign.revision != selling.revision:
        return None
    clock = max(now, campaign.clock)
    arrival = Arrival(tx, selling, [comment.id for comment, _reading in read])
    results: list[Captured] = []
    for comment, reading in read:
        clock = max(clock, comment.created_at or 0)
        results.append(arrival.take(comment, reading, clock))
    campaigns.advance(tx, selling.campaign, clock, watermark)
    return results


def _tick_if_due(tx: Transaction, selling: Selling, now: int) -> Handled | None:
    """Release holds that have run out; None where none has."""
    now = max(now, campaigns.get(tx, selling.campaign).clock)
    if not lines.expired(tx, selling.campaign, now):
        return None
    released, offered = tick(tx, selling, now)
    return Handled((), ChangeSet(products_changed=_skus(released, offered), campaign_changed=bool(offered)))


def changes_of(results: Sequence[Captured], lag: int | None = None) -> ChangeSet:
    """What a batch of results changed on the screens; `lag` is how long storing took, in milliseconds."""
    return ChangeSet(
        comments_added=tuple(result.comment for result in results if result.is_new),
        comments_changed=tuple(result.comment for result in results if not result.is_new),
        products_changed=tuple(dict.fromkeys(sku for result in results for sku in _touched(result))),
        campaign_changed=bool(results),
        write_lag=lag,
    )


def _touched(result: Captured) -> Iterator[str]:
    yield from (line.sku for line in (*result.lines, *result.unfilled) if line.sku)
    yield from _skus(result.released, result.offered)


def _skus(*served: Sequence[ServedLine]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.sku for part in served for line in part))
