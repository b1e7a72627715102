"""How far a live has been read: where the next reading begins, and what of it is new. Must not ask anybody.

A comment may show up 1 to 10 s after its created_time, behind newer ones (graph_api.md §7 item 3), so reading
on from the newest one seen would miss it. Looking back 30 s costs no call while the comments of that time
fill half a page at most; in a burst the ordinary reading looks back only as far as half a page goes, and now
and then a *sweep* looks back to before the last sweep began, so that no late comment falls between two.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from desktop.domain.comments import Comment

LOOK_BACK = 30_000
"""How far a sweep, and any reading of a calm live, looks back at least, in milliseconds."""
SWEEP_AFTER = 15_000
"""How far the live may go on between two sweeps, in milliseconds of created_time."""
LATEST = LOOK_BACK - SWEEP_AFTER
"""How late a comment may show up to be found for certain, in milliseconds."""
OVERLAP = 1_000
"""How far every reading looks back: created_time has whole seconds, of which one may be half read."""
REMEMBERED = 20_000
"""How many ids are kept to tell new comments from known ones; the database knows all of them."""

_DAY = 86_400_000


class Watermark:
    """The greatest created_time read (`at`, UTC milliseconds; 0: read from the beginning)."""

    def __init__(self, at: int = 0) -> None:
        self.at = at
        self._ahead = at
        self._swept: int | None = None
        self._seen: dict[str, int] = {}
        self._recent: list[int] = []

    @property
    def sweep_since(self) -> int:
        """Where a sweep begins: UTC milliseconds, 0 for the beginning."""
        swept = self.at if self._swept is None else self._swept
        return max(0, min(self.at - LOOK_BACK, swept - LATEST))

    @property
    def is_sweep_due(self) -> bool:
        """Whether the live has gone on so far since the last sweep that another has to follow."""
        return self._swept is None or self.at - self._swept >= SWEEP_AFTER

    def since(self, limit: int) -> int:
        """Where an ordinary reading begins: UTC milliseconds. `limit` is the rows of a page."""
        horizon, fits = max(0, self.at - LOOK_BACK), max(1, limit // 2)
        if len(self._recent) <= fits:
            return horizon
        return max(horizon, min(self._recent[-fits], self.at - OVERLAP))

    def swept(self, begun_at: int) -> None:
        """A sweep has come to its end that began while the watermark stood at `begun_at`."""
        self._swept = begun_at

    def take(self, rows: Iterable[Comment]) -> tuple[Comment, ...]:
        """The comments among `rows` that are new or edited, by (created_time, id); they are known then.

        Those without a created_time come last: they are as new as their arrival.
        """
        new = {row.id: row for row in rows if self._seen.get(row.id) != hash(row.message)}
        self._seen |= {row.id: hash(row.message) for row in new.values()}
        for forgotten in list(self._seen)[: max(0, len(self._seen) - REMEMBERED)]:
            del self._seen[forgotten]
        return tuple(
            sorted(new.values(), key=lambda row: (row.created_at is None, row.created_at or 0, row.id))
        )

    def advance(self, rows: Iterable[Comment], new: Iterable[Comment], now: int, *, is_gapless: bool) -> None:
        """Move on over the rows of a reading that went well, never backwards; `new` are the new ones of them.

        Without `is_gapless` older rows may still follow (ranked order, page cap): the moving is put off to
        the reading that reaches the end. A created_time more than a day ahead of Facebook's clock `now` is an
        error and moves nothing, or the live would not be read again until then.
        """
        times = [row.created_at for row in rows if row.created_at is not None and row.created_at < now + _DAY]
        self._ahead = max([self._ahead, *times])
        if is_gapless:
            self.at = self._ahead
        self._remember(new)

    def rewind(self, new: Iterable[Comment]) -> None:
        """A reading failed: what it and those before it put off does not move anything."""
        self._ahead = self.at
        self._remember(new)

    def _remember(self, new: Iterable[Comment]) -> None:
        """Count the comments of the time that a sweep covers, to know how much looking back costs."""
        for comment in new:
            if comment.created_at is not None:
                insort(self._recent, comment.created_at)
        del self._recent[: bisect_left(self._recent, self.at - LOOK_BACK)]
