"""The time that the stand-in servers live in. Must not sleep: whoever waits, waits elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime


class Clock:
    """Sandbox time: it starts at the wall's time and runs `speed` times as fast. All values are UTC seconds.

    What happens in the live (comments, states) goes by `now`; what happens on the network (call budgets)
    goes by `wall`, because the client at the other end lives there. Tests give a `wall` that they step.
    """

    def __init__(self, speed: float = 1.0, wall: Callable[[], float] = time.time) -> None:
        self.wall = wall
        self._speed = speed
        self._origin = wall()

    def now(self) -> float:
        """Sandbox time in UTC seconds."""
        return self._origin + (self.wall() - self._origin) * self._speed

    def milliseconds(self) -> int:
        """Sandbox time in UTC milliseconds."""
        return round(self.now() * 1000)


def graph_time(seconds: float) -> str:
    """UTC seconds as Graph writes them: no colon in the offset, whole seconds (graph_api.md §1.3)."""
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")
