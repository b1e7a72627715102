"""The clock of long-running clients, so that tests need no real waiting. Must not know what is timed."""

from __future__ import annotations

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    """Wall time, elapsed time, and a wait that an event cuts short."""

    def now(self) -> int:
        """UTC milliseconds."""

    def monotonic(self) -> float:
        """Seconds that only ever grow."""

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        """Wait until `event` is set or `seconds` are over; tell whether it was the event."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> int:
        """UTC milliseconds."""
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        """Seconds that only ever grow."""
        return time.monotonic()

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        """Wait until `event` is set or `seconds` are over; tell whether it was the event."""
        try:
            async with asyncio.timeout(seconds):
                return await event.wait()
        except TimeoutError:
            return False
