"""The comments that pass the chip that is down, as a model over the feed's. Counts and formats nothing.

A proxy of Qt would tell thousands of single removals at a change of the filter; this one resets once, and
still tells one insertion per batch (architecture.md §5).
"""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.services.live_rows import FeedFilter, FeedRow
from desktop.ui.live.feed_model import FeedModel

_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class ShownComments(QAbstractTableModel):
    """One column, in order of arrival. `filter` says what is shown."""

    def __init__(self, comments: FeedModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._comments, self.filter = comments, FeedFilter.ALL
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
        """Show what passes this chip."""
        self.beginResetModel()
        self.filter = to
        self._places = [place for place in range(self._comments.rowCount()) if self._passes(place)]
        self.endResetModel()

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

    def _passes(self, source: int) -> bool:
        return self.filter.passes(self._comments.row(source).outcome)

    def _shown_at(self, source: int) -> int | None:
        at = bisect_left(self._places, source)
        return at if at < len(self._places) and self._places[at] == source else None

    def _came(self, _parent: QModelIndex, first: int, last: int) -> None:
        fresh = [place for place in range(first, last + 1) if self._passes(place)]
        if fresh:
            self._insert(len(self._places), fresh)

    def _insert(self, at: int, places: list[int]) -> None:
        self.beginInsertRows(_ROOT, at, at + len(places) - 1)
        self._places[at:at] = places
        self.endInsertRows()

    def _changed(self, first: QModelIndex, _last: QModelIndex) -> None:
        """A comment that changed may begin or cease to pass. The feed's model tells one at a time."""
        source = first.row()
        at, passes = self._shown_at(source), self._passes(source)
        if at is None and passes:
            self._insert(bisect_left(self._places, source), [source])
        elif at is not None and not passes:
            self.beginRemoveRows(_ROOT, at, at)
            del self._places[at]
            self.endRemoveRows()
        elif at is not None:
            index = self.index(at, 0)
            self.dataChanged.emit(index, index)
