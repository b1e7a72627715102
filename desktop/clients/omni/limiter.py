"""The queue before Haravan's leaky bucket: one for each shop (omni_carriers.md §1.4).

Must not send anything itself, and knows an answer only by its headers.
"""

from __future__ import annotations

import asyncio
import bisect
import itertools
import math
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import IntEnum

from desktop.clients.clock import Clock, SystemClock
from desktop.clients.omni.errors import OmniError

BUCKET_SIZE = 80
LEAK_PER_SECOND = 4.0
URGENT_RESERVE = 20
"""Room of the bucket that only urgent calls may use."""
PATIENCE_SECONDS = 60.0
"""A wait that Haravan imposes and that is longer than this fails the calls instead of hanging them."""

_ROUNDING = 1e-9
_LIMIT = re.compile(r"\s*(\d{1,6})\s*/\s*(\d{1,6})\s*")


class Priority(IntEnum):
    """Who goes first. Staff stand waiting for URGENT: an order, the stock of what is about to be closed."""

    URGENT = 0
    NORMAL = 1


class Bucket:
    """Haravan's bucket as far as we know it: our own calls, and what the answers tell of others'.

    It never believes less than our own calls add up to, so the leak is kept to whatever the headers say.
    Times are seconds of any clock that only grows.
    """

    def __init__(self, now: float) -> None:
        self.size = BUCKET_SIZE
        self._level = 0.0
        self._at = now

    def level(self, now: float) -> float:
        """The calls in the bucket."""
        return max(0.0, self._level - (now - self._at) * LEAK_PER_SECOND)

    def add(self, now: float) -> None:
        """One call goes in."""
        self._level, self._at = self.level(now) + 1, now

    def told(self, level: float, size: int, now: float) -> None:
        """There are at least `level` calls in it, and it holds `size`; a larger one is not made use of."""
        self.size = max(1, min(BUCKET_SIZE, size))
        self._level, self._at = max(self.level(now), min(level, BUCKET_SIZE)), now

    def seconds_to_room(self, priority: Priority, now: float) -> float:
        """How long until a call of this priority fits; 0 where it does."""
        reserve = 0 if priority is Priority.URGENT else URGENT_RESERVE
        room = max(1, self.size - reserve)
        excess = self.level(now) + 1 - room
        return excess / LEAK_PER_SECOND if excess > _ROUNDING else 0.0


@dataclass(slots=True, eq=False)
class Call:
    """A call on its way. `overlapped` counts the others under way at any moment of it."""

    overlapped: int


@dataclass(slots=True, order=True)
class _Waiter:
    priority: Priority
    place: int
    event: asyncio.Event = field(default_factory=asyncio.Event, compare=False)


class CallQueue:
    """Lets calls through as fast as the bucket allows, urgent ones first, each kind in order of arrival.

    All clients of one shop share one queue. A cancelled waiter leaves no trace.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._bucket = Bucket(self._clock.monotonic())
        self._held_until = -math.inf
        self._places = itertools.count()
        self._waiting: list[_Waiter] = []
        self._under_way: list[Call] = []

    @property
    def waiting(self) -> int:
        """How many calls wait for their turn."""
        return len(self._waiting)

    def level(self) -> float:
        """How full the bucket is believed to be, in calls."""
        return self._bucket.level(self._clock.monotonic())

    def place(self) -> int:
        """A place in the order of arrival, for a call that may have to be repeated."""
        return next(self._places)

    @asynccontextmanager
    async def turn(
        self, priority: Priority = Priority.NORMAL, place: int | None = None
    ) -> AsyncIterator[Call]:
        """Waits for this call's turn; the call is made inside.

        `place` is an earlier `place()`, so that a repeated call is not last again. Raises OmniError (429)
        where Haravan wants a longer wait than PATIENCE_SECONDS.
        """
        await self._wait_turn(_Waiter(priority, self.place() if place is None else place))
        # No await from here to the filling: nobody else may take this room.
        call = Call(len(self._under_way))
        for other in self._under_way:
            other.overlapped += 1
        self._under_way.append(call)
        self._bucket.add(self._clock.monotonic())
        try:
            yield call
        finally:
            self._under_way.remove(call)

    def answered(self, call: Call, headers: Mapping[str, str]) -> None:
        """Take note of an answer's `X-Haravan-Api-Call-Limit`; one that cannot be read tells nothing."""
        found = _LIMIT.fullmatch(headers.get("x-haravan-api-call-limit", ""))
        if found is None:
            return
        # The number is of the moment Haravan counted this call; it may hold none of those that ran beside.
        level, size = int(found[1]) + call.overlapped, int(found[2])
        self._bucket.told(level, size, self._clock.monotonic())

    def hold(self, seconds: float) -> None:
        """Nothing leaves for so long: Haravan said 429, and its bucket is full."""
        now = self._clock.monotonic()
        self._held_until = max(self._held_until, now + seconds)
        self._bucket.told(self._bucket.size, self._bucket.size, now)
        for waiter in self._waiting:
            waiter.event.set()

    async def _wait_turn(self, waiter: _Waiter) -> None:
        bisect.insort(self._waiting, waiter)
        try:
            while (seconds := self._seconds_for(waiter)) > 0:
                waiter.event.clear()
                if seconds == math.inf:
                    await waiter.event.wait()
                else:
                    await self._clock.wait(waiter.event, seconds)
        finally:
            self._waiting.remove(waiter)
            if self._waiting:
                self._waiting[0].event.set()

    def _seconds_for(self, waiter: _Waiter) -> float:
        """How long this waiter has to wait at least; infinite for all but the first in the queue."""
        now = self._clock.monotonic()
        held = self._held_until - now
        if held > PATIENCE_SECONDS:
            raise OmniError(429, ("held back by Haravan",), retry_after=held)
        if waiter is not self._waiting[0]:
            return math.inf
        return max(held, self._bucket.seconds_to_room(waiter.priority, now))
