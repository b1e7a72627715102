"""Comments of a live or a post as a stream, by polling (graph_api.md §1.7). Must not interpret or store one.

Nothing is lost: every reading goes oldest first and overlaps the one before, a page that fails keeps what was
read and moves nothing, the page cap only delays, and comments that show up late are swept up (`watermark`).
The end of a live is followed by one last reading to the end; a post has none.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import math
import random
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field, replace

from desktop.clients.clock import Clock, SystemClock
from desktop.clients.graph.advice import CATCHING_UP, Purpose, throttled
from desktop.clients.graph.client import CommentPage, GraphClient, LiveVideo
from desktop.clients.graph.errors import GraphError
from desktop.clients.graph.live_watch import LiveWatch, NoWatch, Watch
from desktop.clients.graph.reading import POST_PACE, CommentBatch, Origin, Pace, ReadingState, SourceReading
from desktop.clients.graph.recovery import Recovery, Verdict
from desktop.clients.graph.watermark import Watermark
from desktop.clients.http import HttpError
from desktop.clients.secret import Secret
from desktop.domain.comments import Comment

__all__ = ["CommentBatch", "CommentSource", "Origin", "Pace", "ReadingState", "SourceReading"]

log = logging.getLogger(__name__)

_CHRONOLOGICAL = "chronological"


@dataclass(slots=True)
class _Reading:
    """One reading of up to `max_pages` pages, or the next part of one that the page cap stopped.

    `begun_at` is where the watermark stood, `after` the cursor of what is left, None at the end.
    """

    since: int
    begun_at: int
    is_sweep: bool
    is_last: bool
    after: str | None = None
    rows: list[Comment] = field(default_factory=list)
    has_begun: bool = False
    error: GraphError | HttpError | None = None

    @property
    def is_filled(self) -> bool:
        """Whether it stopped at the page cap with more to read."""
        return self.error is None and self.after is not None

    @property
    def is_ordered(self) -> bool:
        """Whether Facebook gave the rows oldest first, as asked; ranked comments win over it (§1.4)."""
        times = [row.created_at for row in self.rows if row.created_at is not None]
        return times == sorted(times)


class CommentSource:
    """Reads one live, or one post of the page (`origin`); `batches` may run once at a time.

    A post is read the same way, but calmer, and never ends by itself: `until_ended` means nothing there.
    `watermark` is where an earlier run got to; without it the reading begins at the start (`from_start`) or 5
    minutes ago. A consumer that could not store a batch makes a new source from its last stored watermark.
    """

    def __init__(
        self,
        client: GraphClient,
        object_id: str,
        *,
        origin: Origin = Origin.LIVE,
        watermark: int | None = None,
        from_start: bool = False,
        until_ended: bool = True,
        max_cycles: int | None = None,
        pace: Pace | None = None,
        clock: Clock | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.reading = SourceReading(ReadingState.CONNECTING)
        self.unreadable = 0
        """How many comment rows could not be read."""
        self._client, self._object_id = client, object_id
        self._is_live = origin is Origin.LIVE
        self._pace = pace or (Pace() if self._is_live else POST_PACE)
        self._clock: Clock = clock or SystemClock()
        self._from_start, self._until_ended, self._max_cycles = from_start, until_ended, max_cycles
        purpose = Purpose.COMMENTS if self._is_live else Purpose.POST_COMMENTS
        self._recovery = Recovery(self._pace, chance, purpose)
        self._watch: Watch = NoWatch()
        if self._is_live:
            self._watch = LiveWatch(client, object_id, self._pace, self._clock)
        self._mark: Watermark | None = None if watermark is None else Watermark(watermark)
        self._resume: _Reading | None = None
        self._order: str | None = None
        self._began_at: int | None = None
        self._offset = 0
        """Facebook's clock less the computer's, in milliseconds."""
        self._last_sweep = self._last_news = -math.inf
        self._wake = asyncio.Event()
        self._listeners: list[Callable[[SourceReading], None]] = []

    @property
    def live(self) -> LiveVideo | None:
        """The live as last seen; None before the first answer, and for a post."""
        return self._watch.live

    def on_status(self, listener: Callable[[SourceReading], None]) -> Callable[[], None]:
        """Call `listener` after every reading and change of state; the function returned ends that."""
        self._listeners.append(listener)

        def stop() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return stop

    def use_token(self, token: Secret) -> None:
        """Go on with this token at once, whatever the source is waiting for."""
        self._client.use_token(token)
        self._recovery.renewed()
        self._wake.set()

    async def batches(self) -> AsyncGenerator[CommentBatch, None]:
        """The comments, as they come, until a live has ended (or `max_cycles` readings are done).

        No failure ends it or is raised: it is told by `reading` and `on_status`, and tried again.
        """
        self._tell(self.reading)
        for cycle in itertools.count(1):
            reading, mark = await self._read()
            new = mark.take(reading.rows)
            delay = self._settle(reading, mark, new)
            if new:
                yield CommentBatch(new, mark.at, reading.is_filled)
            if reading.is_last and reading.error is None and not reading.is_filled:
                self._tell(replace(self.reading, state=ReadingState.ENDED, advice=""))
                return
            if cycle == self._max_cycles:
                return
            await self._pause(delay)

    async def _read(self) -> tuple[_Reading, Watermark]:
        """One reading: the live's state where that is due, then pages of comments."""
        error: GraphError | HttpError | None = None
        self._began_at = self._began_at or self._clock.now()
        try:
            await self._watch.look(is_active=self._has_news_within(self._pace.look_quiet))
        except GraphError as refusal:
            error = refusal
        self._set_clock()
        self._mark = self._mark or self._first_mark()
        reading = self._next_reading(self._mark)
        reading.error = error
        if error is None:
            await self._read_pages(reading)
        return reading, self._mark

    def _first_mark(self) -> Watermark:
        """Where to begin without a watermark, by Facebook's clock: the computer's may be wrong."""
        if not self._from_start:
            began = (self._began_at or 0) + self._offset
            return Watermark(began - round(self._pace.first_look_back * 1000))
        live = self._watch.live
        return Watermark((live and live.started_at) or 0)

    def _next_reading(self, mark: Watermark) -> _Reading:
        """A reading that goes on where the page cap stopped the last one, or a new one."""
        if self._resume is not None:
            reading, self._resume = self._resume, None
            return reading
        is_sweep = (
            self._watch.is_over or mark.is_sweep_due or not self._has_swept_within(self._pace.sweep_every)
        )
        since = mark.sweep_since if is_sweep else mark.since(self._recovery.limit)
        is_last = self._until_ended and self._watch.is_closing
        return _Reading(since, mark.at, since <= mark.sweep_since, is_last)

    async def _read_pages(self, reading: _Reading) -> None:
        """Read up to the page cap; a failure is kept in `reading.error` with what was read before it."""
        for _ in range(self._pace.max_pages):
            try:
                page = await self._client.comments_page(
                    self._object_id,
                    since=reading.since,
                    after=reading.after,
                    limit=self._recovery.limit,
                    ask_order=self._order is None,
                    is_live=self._is_live,
                )
            except (GraphError, HttpError) as error:
                reading.error = error
                return
            self._note(page)
            self._set_clock()
            reading.rows += page.comments
            reading.has_begun, reading.after = True, page.after
            if page.after is None:
                return

    def _note(self, page: CommentPage) -> None:
        self._order = self._order or page.order or _CHRONOLOGICAL
        self.unreadable += page.unreadable
        self.reading = replace(self.reading, lag_ms=page.elapsed, last_answer_at=self._clock.now())

    def _settle(self, reading: _Reading, mark: Watermark, new: tuple[Comment, ...]) -> float:
        """Draw the consequences of a reading: the watermark, the state told, the seconds to wait."""
        if new:
            self._last_news = self._clock.monotonic()
        if reading.error is not None:
            mark.rewind(new)
            verdict = self._recovery.failed(reading.error, has_begun=reading.has_begun)
            log.warning("reading the comments failed: %s", reading.error)
        else:
            verdict = self._settle_success(reading, mark, new)
        self._tell(replace(self.reading, state=verdict.state, error=reading.error, advice=verdict.advice))
        return verdict.delay

    def _settle_success(self, reading: _Reading, mark: Watermark, new: tuple[Comment, ...]) -> Verdict:
        self._recovery.succeeded()
        is_gapless = not reading.is_filled or (self._order == _CHRONOLOGICAL and reading.is_ordered)
        mark.advance(reading.rows, new, self._clock.now() + self._offset, is_gapless=is_gapless)
        if reading.is_filled:
            self._resume = replace(reading, rows=[])
        elif reading.is_sweep:
            mark.swept(reading.begun_at)
            self._last_sweep = self._clock.monotonic()
        usage = self._client.last_usage
        is_active = self._has_news_within(self._pace.active_for)
        delay = self._pace.interval.seconds(usage, is_active=is_active, is_behind=reading.is_filled)
        if usage.regain_seconds:
            return Verdict(ReadingState.THROTTLED, delay, throttled(usage.regain_seconds))
        if reading.is_filled:
            return Verdict(ReadingState.DELAYED, delay, CATCHING_UP)
        return Verdict(ReadingState.READING, delay, "")

    def _has_swept_within(self, seconds: float) -> bool:
        return self._clock.monotonic() - self._last_sweep < seconds

    def _has_news_within(self, seconds: float) -> bool:
        return self._clock.monotonic() - self._last_news < seconds

    def _set_clock(self) -> None:
        """Take over Facebook's clock from the answer that has just come, if one has."""
        if self._client.last_server_time is not None:
            self._offset = self._client.last_server_time - self._clock.now()

    def _tell(self, reading: SourceReading) -> None:
        self.reading = reading
        for listener in tuple(self._listeners):
            try:
                listener(reading)
            except Exception:
                log.exception("a listener of the comment source failed")

    async def _pause(self, seconds: float) -> None:
        await self._clock.wait(self._wake, seconds)
        self._wake.clear()
