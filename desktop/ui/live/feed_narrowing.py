"""Which comments the feed shows: by what became of them, by who handled them, by time. No widget here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from desktop.domain.capture.outcome import Outcome
from desktop.services.live_rows import FeedFilter, FeedRow
from desktop.ui.formats import VIETNAM

MINUTE = 60_000
# The lengths of time that are one click away, in milliseconds.
WINDOWS = (5 * MINUTE, 15 * MINUTE, 60 * MINUTE)
# Stands for comments that nobody handled by hand.
NOBODY = ""
_TIME = re.compile(r"\s*(\d{1,2})\s*(?:[:hg.]\s*(\d{1,2})?)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time: the last `window` milliseconds, or from `since` to `until` (UTC ms, None: open)."""

    window: int | None = None
    since: int | None = None
    until: int | None = None

    def holds(self, moment: int, now: int) -> bool:
        """Whether a moment lies in it at `now`."""
        since = now - self.window if self.window is not None else self.since
        return (since is None or moment >= since) and (self.until is None or moment < self.until)


ALWAYS = Span()


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a comment must be to be shown. `staff` None is anybody, `NOBODY` who was handled by none."""

    chip: FeedFilter = FeedFilter.ALL
    staff: str | None = None
    time: Span = ALWAYS

    def passes(self, row: FeedRow, now: int) -> bool:
        """Whether this comment is shown at `now` (UTC ms)."""
        return bool(self.places([row], now))

    def places(self, rows: Sequence[FeedRow], now: int) -> list[int]:
        """Which of these comments are shown at `now`, by their places; quick with tens of thousands."""
        kept: list[int] | range = range(len(rows))
        if self.chip is not FeedFilter.ALL:
            outcomes = {outcome for outcome in Outcome if self.chip.passes(outcome)}
            kept = [place for place in kept if rows[place].outcome in outcomes]
        if self.staff is not None:
            kept = [place for place in kept if (rows[place].staff or NOBODY) == self.staff]
        if self.time != ALWAYS:
            kept = [place for place in kept if self.time.holds(rows[place].created_at, now)]
        return list(kept)


def span_of(since: str, until: str, now: int) -> Span | None:
    """The stretch between two times of day as typed, `20:15`, `20h15` or `20`; empty is open.

    The first is the latest such time up to `now`, the other the next one after it. None where one is no time.
    """
    first, last = _minutes(since), _minutes(until)
    if (since.strip() and first is None) or (until.strip() and last is None):
        return None
    begin = None if first is None else _latest(first, now)
    if last is None:
        return Span(since=begin)
    end = _latest(last, now if begin is None else begin)
    if begin is not None and end < begin:
        end += 24 * 60 * MINUTE
    return Span(since=begin, until=end + MINUTE)  # The minute that is named is part of it.


def _minutes(text: str) -> int | None:
    """Minutes since midnight; None where it is no time of day."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hours, minutes = int(match[1]), int(match[2] or 0)
    return hours * 60 + minutes if hours < 24 and minutes < 60 else None


def _latest(minutes: int, now: int) -> int:
    """The latest moment up to `now` at which Vietnam's clocks show this, UTC milliseconds."""
    here = datetime.fromtimestamp(now / 1000, UTC).astimezone(VIETNAM)
    then = here.replace(hour=minutes // 60, minute=minutes % 60, second=0, microsecond=0)
    if then > here:
        then -= timedelta(days=1)
    return round(then.timestamp() * 1000)
