"""The comments that pass what the feed is narrowed to, as a model over the feed's. Formats nothing.

A proxy of Qt would tell thousands of single removals at a change of the filter; this one resets once, and
still tells one insertion per batch (architecture.md §5).
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.services.live_rows import FeedFilter, FeedRow
from desktop.ui.live.feed_model import FeedModel
from desktop.ui.live.feed_narrowing import Narrowing, Span

_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


def utc_now() -> int:
    """The time now, UTC milliseconds."""
    return time.time_ns() // 1_000_000


class ShownComments(QAbstractTableModel):
    """One column, in order of arrival. `narrowing` says what is shown, `clock` tells UTC milliseconds."""

    def __init__(
        self, comments: FeedModel, parent: QObject | None = None, *, clock: Callable[[], int] = utc_now
    ) -> None:
        super().__init__(parent)
        self._comments, self._clock, self.narrowing = comments, clock, Narrowing()
        self._places = list(range(comments.rowCount()))
        comments.rowsInserted.connect(self._came)
        comments.dataChanged.connect(self._changed)

    def row(self, place: int) -> FeedRow:
        """The comment shown at this place."""
        return self._comments.row(self._places[place])

    def place_of(self, comment_id: str) -> int | None:
        """Where this comment is shown, None where it is not."""
        source = self._comments.place_of(comment_id)
        return None if source is None else self._shown_at(source)

    def narrow(self, to: FeedFilter) -> None:
        """Show what passes this chip, of those handled by whom and written when it was before."""
        self._narrow(replace(self.narrowing, chip=to))

    def narrow_by(self, staff: str | None, time: Span) -> None:
        """Show what these handled (None: anybody) and what was written then, under the same chip."""
        self._narrow(replace(self.narrowing, staff=staff, time=time))

    def drop_old(self) -> None:
        """Time passed: the oldest rows may have left the stretch of time that is shown."""
        now, gone = self._clock(), 0
        while gone < len(self._places) and not self._passes(self._places[gone], now):
            gone += 1
        if gone:
            self.beginRemoveRows(_ROOT, 0, gone - 1)
            del self._places[:gone]
            self.endRemoveRows()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many comments pass."""
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Always one."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What the feed's model says of the comment."""
        if not index.isValid():
            return None
        return self._comments.data(self._comments.index(self._places[index.row()], 0), role)

    def _narrow(self, to: Narrowing) -> None:
        self.beginResetModel()
        self.narrowing = to
        self._places = to.places(self._comments.rows, self._clock())
        self.endResetModel()

    def _passes(self, source: int, now: int) -> bool:
        return self.narrowing.passes(self._comments.row(source), now)

    def _shown_at(self, source: int) -> int | None:
        at = bisect_left(self._places, source)
        return at if at < len(self._places) and self._places[at] == source else None

    def _came(self, _parent: QModelIndex, first: int, last: int) -> None:
        came = self._comments.rows[first : last + 1]
        fresh = self.narrowing.places(came, self._clock())
        if fresh:
            self._insert(len(self._places), [first + place for place in fresh])

    def _insert(self, at: int, places: list[int]) -> None:
        self.beginInsertRows(_ROOT, at, at + len(places) - 1)
        self._places[at:at] = places
        self.endInsertRows()

    def _changed(self, first: QModelIndex, _last: QModelIndex) -> None:
        """A comment that changed may begin or cease to pass. The feed's model tells one at a time."""
        source = first.row()
        at, passes = self._shown_at(source), self._passes(source, self._clock())
        if at is None and passes:
            self._insert(bisect_left(self._places, source), [source])
        elif at is not None and not passes:
            self.beginRemoveRows(_ROOT, at, at)
            del self._places[at]
            self.endRemoveRows()
        elif at is not None:
            index = self.index(at, 0)
            self.dataChanged.emit(index, index)
