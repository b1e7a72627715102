"""Looks out for lives while a campaign needs one: it waits for its first, or its live is over and another
may follow. Must not bind by itself; that is done by the desk it asks through.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.clients.clock import Clock, SystemClock
from desktop.clients.graph.advice import DEFAULT_THROTTLE_SECONDS
from desktop.clients.graph.client import GraphClient
from desktop.clients.graph.errors import ErrorKind, GraphError
from desktop.clients.graph.usage import Interval
from desktop.clients.http import Backoff
from desktop.services.lives import Failure, LivesDesk
from desktop.services.lives_rows import LivesChanged
from desktop.storage import campaigns, lives
from desktop.storage.database import Database
from desktop.storage.transaction import Transaction
from desktop.system.events import EventBus

SOON_AFTER_END = 30 * 60.0
"""How long after a live was seen over another one is looked out for by itself, in seconds."""


@dataclass(frozen=True, slots=True)
class LookoutPace:
    """Seconds. `interval` between looks, `idle` between looks at the database
    while none is, `refused` after a refusal that only staff can mend, `backoff` after passing failures.
    """

    interval: Interval = field(default_factory=lambda: Interval(active=5.0, quiet=5.0, slowest=60.0))
    backoff: Backoff = field(default_factory=lambda: Backoff(first=5.0, limit=60.0))
    idle: float = 5.0
    refused: float = 60.0


class LiveLookout:
    """Run `run` under supervision for as long as the program runs; it asks Facebook only while that is due.

    `wake` makes it look at once: a page was connected, a campaign was saved. LivesChanged does so too.
    """

    def __init__(
        self,
        database: Database,
        bus: EventBus,
        desk: LivesDesk,
        client: Callable[[], GraphClient | None],
        *,
        pace: LookoutPace | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._database, self._bus, self._desk, self._client = database, bus, desk, client
        self._pace, self._clock = pace or LookoutPace(), clock or SystemClock()
        self._wake = asyncio.Event()
        self._is_idle = True
        self._over_since: dict[str, float] = {}
        self._failures = 0
        self._keep_away_until = -math.inf

    def wake(self) -> None:
        """Look at once, whatever it is waiting for; a rate limit is waited out all the same."""
        self._wake.set()

    async def run(self) -> None:
        """Look, wait, look again, until cancelled. Raises StorageError."""
        unsubscribe = self._bus.subscribe(LivesChanged, self._changed)
        try:
            while True:
                seconds = await self._look()
                await self._clock.wait(self._wake, seconds)
                self._wake.clear()
        finally:
            unsubscribe()

    def _changed(self, _: LivesChanged) -> None:
        """A campaign may wait now; while one did already, the next look comes soon enough."""
        if self._is_idle:
            self._wake.set()

    async def _look(self) -> float:
        """Ask where that is due; the seconds to wait until the next look."""
        self._is_idle = not await self._is_due()
        if self._is_idle:
            return self._pace.idle
        away = self._keep_away_until - self._clock.monotonic()
        if away > 0:
            return away
        await self._desk.sync()
        return self._rest(self._desk.failure)

    async def _is_due(self) -> bool:
        """Whether a campaign waits for a live, or has lost its live a short while ago."""
        has_waiting, over = await self._database.read(wanting)
        now = self._clock.monotonic()
        self._over_since = {live_id: self._over_since.get(live_id, now) for live_id in over}
        return has_waiting or any(now - since < SOON_AFTER_END for since in self._over_since.values())

    def _rest(self, failure: Failure | None) -> float:
        client = self._client()
        if client is None:
            return self._pace.idle
        if failure is None:
            self._failures = 0
            return self._away(self._pace.interval.seconds(client.last_usage, is_active=True))
        self._failures += 1
        if not isinstance(failure, GraphError):
            return self._pace.backoff.delay(self._failures)
        if failure.kind is ErrorKind.THROTTLE:
            return self._away(float(failure.regain_seconds or DEFAULT_THROTTLE_SECONDS))
        if failure.kind in (ErrorKind.RETRY, ErrorKind.REDUCE):
            return self._pace.backoff.delay(self._failures)
        return self._pace.refused

    def _away(self, seconds: float) -> float:
        """Asking sooner would only extend a rate limit."""
        if seconds > self._pace.interval.slowest:
            self._keep_away_until = self._clock.monotonic() + seconds
        return seconds


def wanting(tx: Transaction) -> tuple[bool, tuple[str, ...]]:
    """Whether a campaign waits for a live, and the lives that are over with their campaigns still open."""
    open_ones = [record.live_video_id for record in campaigns.running(tx)]
    known = [lives.get(tx, live_id) for live_id in open_ones if live_id is not None]
    return bool(campaigns.waiting(tx)), tuple(live.id for live in known if live is not None and live.is_over)
