"""How much of Facebook's limits is used up, and how often to ask because of it (graph_api.md §4.3, §4.4).

Must not wait or ask by itself.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_PERCENT_KEYS = ("call_count", "total_time", "total_cputime")
_FLAT_HEADERS = ("x-app-usage", "x-page-usage")
_BUSINESS_HEADER = "x-business-use-case-usage"


@dataclass(frozen=True, slots=True)
class Usage:
    """The highest percentage of any limit (may exceed 100), and the seconds until access comes back."""

    percent: float = 0.0
    regain_seconds: int = 0


def usage_of(headers: Mapping[str, str]) -> Usage:
    """What the usage headers tell; the keys of `headers` ignore case or are lower case.

    Headers only appear after enough calls, and a malformed one tells nothing: both are no usage.
    """
    percent, regain = 0.0, 0.0
    for entry in _entries(headers):
        percent = max([percent, *(_positive(entry.get(key)) for key in _PERCENT_KEYS)])
        # Minutes (graph_api.md §4.3), unlike every other time of Graph.
        regain = max(regain, _positive(entry.get("estimated_time_to_regain_access")) * 60)
    return Usage(percent, math.ceil(regain))


def _entries(headers: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    for name in _FLAT_HEADERS:
        yield _object(headers.get(name))
    for uses in _object(headers.get(_BUSINESS_HEADER)).values():
        if isinstance(uses, list):
            yield from (use for use in uses if isinstance(use, Mapping))


def _object(header: str | None) -> Mapping[str, Any]:
    try:
        value = json.loads(header) if header else {}
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, Mapping) else {}


def _positive(value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return number if 0 < number < math.inf else 0.0


@dataclass(frozen=True, slots=True)
class Interval:
    """Seconds between two readings: `active` while comments come, `quiet` else, at most `slowest`.

    Up to `calm` percent of the limit nothing changes; from there to 100 % the pace sinks to `slowest`,
    gently first, so that a live stays quick as long as it may. `slowest` stays below the 30 s of silence at
    which the watchdog warns (product.md §9).
    """

    active: float = 2.0
    quiet: float = 5.0
    slowest: float = 25.0
    calm: float = 50.0

    def seconds(self, usage: Usage, *, is_active: bool, is_behind: bool = False) -> float:
        """How long to wait. `is_behind`: the last reading stopped before its end, more is already there."""
        if usage.regain_seconds:
            return float(usage.regain_seconds)
        base = 0.0 if is_behind else self.active if is_active else self.quiet
        strain = min(max((usage.percent - self.calm) / (100 - self.calm), 0.0), 1.0)
        return base + (self.slowest - base) * strain**2
