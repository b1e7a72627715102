"""Call budgets: the usage headers that rise, and the throttle at their end (graph_api.md §4.3, §4.4)."""

from __future__ import annotations

import json
import math
from collections import deque

from desktop.sandbox.graph.errors import GraphError

HOUR = 3600.0


class Usage:
    """Counts calls of the last hour against a budget. Times are wall seconds: a throttled client waits there.

    Over the budget every call is refused until `regain_minutes` have passed without one call too many:
    each call made meanwhile puts the end off by a minute.
    """

    def __init__(self) -> None:
        self._calls: deque[float] = deque()
        self._closed_until = 0.0

    def count(self, wall: float, budget: int, regain_minutes: float, code: int) -> None:
        """Count one call. Raises GraphError `code` (80001 for a page, 17 for a user) when throttled."""
        if wall < self._closed_until:
            self._closed_until += 60
            raise GraphError(code)
        if self._closed_until:
            self._calls.clear()
            self._closed_until = 0.0
        self._calls.append(wall)
        self._forget(wall)
        if len(self._calls) > budget:
            self._closed_until = wall + regain_minutes * 60
            raise GraphError(code)

    def _forget(self, wall: float) -> None:
        while self._calls and self._calls[0] <= wall - HOUR:
            self._calls.popleft()

    def headers(self, wall: float, budget: int, page_id: str) -> dict[str, str]:
        """The usage headers: none before the first percent is used, as Graph does."""
        self._forget(wall)
        percent = 100 * len(self._calls) // budget
        if percent < 1:
            return {}
        usage = {"call_count": percent, "total_cputime": percent // 2, "total_time": percent // 2}
        minutes = math.ceil(max(0.0, self._closed_until - wall) / 60)
        business = [{"type": "pages", **usage, "estimated_time_to_regain_access": minutes}]
        return {
            "X-App-Usage": json.dumps(usage),
            "X-Business-Use-Case-Usage": json.dumps({page_id: business}),
        }
