"""The leaky bucket of a shop: 80 calls deep, leaking 4 a second (omni_carriers.md §1.4)."""

from __future__ import annotations

import math

from desktop.sandbox.omni.errors import OmniError

SIZE, LEAK = 80, 4.0
WAIT = 2.0
HEADER = "X-Haravan-Api-Call-Limit"


class Bucket:
    """Counts calls. Times are wall seconds: a throttled client waits there."""

    def __init__(self) -> None:
        self._level = 0.0
        self._leaked_at = 0.0
        self._closed_until = 0.0

    def count(self, wall: float) -> None:
        """Take a call in. Raises OmniError 429 where the bucket is full, or the wait is not over."""
        self._leak(wall)
        if wall >= self._closed_until and self._level + 1 <= SIZE:
            self._level += 1
            return
        if wall >= self._closed_until:
            self._closed_until = wall + WAIT
        raise self._refusal(wall)

    def fill(self, wall: float, wait: float = WAIT) -> OmniError:
        """Somebody else has filled the bucket: nothing passes for `wait` seconds. Answers the refusal."""
        self._level, self._leaked_at = float(SIZE), wall
        self._closed_until = max(self._closed_until, wall + wait)
        return self._refusal(wall)

    def _refusal(self, wall: float) -> OmniError:
        left = math.ceil((self._closed_until - wall) * 10 - 1e-6) / 10
        return OmniError(429, headers={HEADER: f"{SIZE}/{SIZE}", "Retry-After": str(left)})

    def _leak(self, wall: float) -> None:
        self._level = max(0.0, self._level - (wall - self._leaked_at) * LEAK)
        self._leaked_at = wall

    def headers(self, wall: float) -> dict[str, str]:
        """The header that is on every answer: `32/80`."""
        self._leak(wall)
        return {HEADER: f"{math.ceil(self._level - 1e-6)}/{SIZE}"}
