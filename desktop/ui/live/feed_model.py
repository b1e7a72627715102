"""The comments of the feed, as a model of immutable rows. Decides nothing and formats no pixel."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.services.live_rows import FeedRow
from desktop.ui import formats

ROW = Qt.ItemDataRole.UserRole
TOOLTIP_CHARACTERS = 3_000
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class FeedModel(QAbstractTableModel):
    """One column, one FeedRow each, in order of arrival.

    New rows come at the end, with one insertion per batch; a change replaces a row and emits one
    `dataChanged` for it (architecture.md §5). Signals: `numbered` when a buyer got or lost the running
    number, which all comments of this buyer show.
    """

    numbered = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FeedRow] = []
        self._places: dict[str, int] = {}
        self._numbers: dict[str, int] = {}

    @property
    def last_sequence(self) -> int | None:
        """The `sequence` of the newest row, None while there is none."""
        return self._rows[-1].sequence if self._rows else None

    @property
    def rows(self) -> Sequence[FeedRow]:
        """All rows, oldest first; not to be changed."""
        return self._rows

    def comment_ids(self) -> list[str]:
        """The ids of all comments, oldest first."""
        return [row.comment_id for row in self._rows]

    def place_of(self, comment_id: str) -> int | None:
        """Where this comment stands, None where it is not there."""
        return self._places.get(comment_id)

    def row(self, place: int) -> FeedRow:
        """The row at this place."""
        return self._rows[place]

    def take(self, rows: Sequence[FeedRow]) -> None:
        """Show these rows: known ids replace their row, unknown ones are appended by `sequence`."""
        for row in rows:
            if row.comment_id in self._places:
                self._replace(row)
        fresh = {row.comment_id: row for row in rows if row.comment_id not in self._places}
        self._append(sorted(fresh.values(), key=lambda row: row.sequence))
        self._note_numbers(rows)

    def running_number(self, row: FeedRow) -> int | None:
        """The buyer's number as read last, whichever comment it was read with."""
        return self._numbers.get(row.author_id) if row.author_id else row.running_number

    def _note_numbers(self, rows: Sequence[FeedRow]) -> None:
        changed = False
        for row in rows:
            if row.author_id and self._numbers.get(row.author_id) != row.running_number:
                changed = True
                if row.running_number is None:
                    del self._numbers[row.author_id]
                else:
                    self._numbers[row.author_id] = row.running_number
        if changed:
            self.numbered.emit()

    def staff(self) -> list[str]:
        """Who handled comments by hand, by name."""
        return sorted({row.staff for row in self._rows if row.staff}, key=str.casefold)

    def _replace(self, row: FeedRow) -> None:
        place = self._places[row.comment_id]
        if row.revision > self._rows[place].revision:
            self._rows[place] = row
            index = self.index(place, 0)
            self.dataChanged.emit(index, index)

    def _append(self, rows: Sequence[FeedRow]) -> None:
        if not rows:
            return
        first = len(self._rows)
        self.beginInsertRows(_ROOT, first, first + len(rows) - 1)
        self._rows.extend(rows)
        self._places.update({row.comment_id: first + offset for offset, row in enumerate(rows)})
        self.endInsertRows()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many comments there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Always one."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The whole row for the delegate, a sentence for screen readers, the full text as tooltip."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(row)
        return self._tooltip(row) if role == Qt.ItemDataRole.ToolTipRole else None

    def author(self, row: FeedRow) -> str:
        """Who wrote it; Facebook hides some names (product.md §2.11)."""
        return formats.shown(row.buyer_name).strip() if row.buyer_name else self.tr("Khách ẩn tên")

    def _spoken(self, row: FeedRow) -> str:
        message = formats.shown(row.message[:TOOLTIP_CHARACTERS])
        number = self.running_number(row)
        said = f"{self.author(row)}{f', STT {number}' if number else ''}: {message}"
        return ". ".join(filter(None, (said, row.badge)))

    def _tooltip(self, row: FeedRow) -> str:
        rest = len(row.message) - TOOLTIP_CHARACTERS
        lines = row.message[:TOOLTIP_CHARACTERS].splitlines()
        text = "<br>".join(escape(formats.shown(line)) for line in lines)
        if rest > 0:
            text += "… " + escape(self.tr("(còn {count} ký tự)").format(count=formats.grouped(rest)))
        reason = f"<p><b>{escape(formats.shown(row.reason))}</b></p>" if row.reason else ""
        staff = self.tr("{staff} đã xử lý").format(staff=formats.shown(row.staff)) if row.staff else ""
        return f"<qt><p>{text}</p>{reason}{f'<p>{escape(staff)}</p>' if staff else ''}</qt>"
