"""The result of a trial as a model: a comment, what it would become, and what it had become then."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor

from desktop.domain.capture.outcome import Outcome
from desktop.services.script_rows import TrialReport, TrialRow
from desktop.ui import formats
from desktop.ui.live.feed_layout import BADGES
from desktop.ui.theme import Theme

_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class TrialColumn(IntEnum):
    """The columns, from left to right."""

    NAME = 0
    MESSAGE = 1
    OUTCOME = 2
    LINES = 3
    REASON = 4
    BEFORE = 5


class TrialFilter(StrEnum):
    """The chips over the result."""

    ALL = "all"
    ORDERED = "ordered"
    MISSING = "missing"
    SHORT = "short"
    SUGGESTED = "suggested"
    CANCEL = "cancel"
    QUESTION = "question"
    OTHER = "other"
    DIFFERENT = "different"


_SHOWS: Mapping[TrialFilter, tuple[Outcome, ...]] = {
    TrialFilter.ORDERED: (Outcome.ORDERED, Outcome.PARTLY_ORDERED),
    TrialFilter.MISSING: (Outcome.MISSING_PHONE, Outcome.MISSING_VARIANT),
    TrialFilter.SHORT: (Outcome.OUT_OF_STOCK,),
    TrialFilter.SUGGESTED: (Outcome.SUGGESTED,),
    TrialFilter.CANCEL: (Outcome.CANCEL_SUGGESTED,),
    TrialFilter.QUESTION: (Outcome.QUESTION,),
    TrialFilter.OTHER: (Outcome.IGNORED, Outcome.REPEAT),
}


def passes(chip: TrialFilter, row: TrialRow) -> bool:
    """Whether a row is shown under a chip."""
    if chip is TrialFilter.ALL:
        return True
    return row.differs if chip is TrialFilter.DIFFERENT else row.outcome in _SHOWS[chip]


def counts(report: TrialReport) -> dict[TrialFilter, int]:
    """How many rows stand under each chip."""
    by_outcome = {
        chip: sum(report.counts.get(outcome, 0) for outcome in shown) for chip, shown in _SHOWS.items()
    }
    differing = sum(row.differs for row in report.rows)
    return {TrialFilter.ALL: len(report.rows), **by_outcome, TrialFilter.DIFFERENT: differing}


class TrialModel(QAbstractTableModel):
    """The rows of a report under one chip."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._report = TrialReport(())
        self._rows: tuple[TrialRow, ...] = ()

    def show_report(self, report: TrialReport, chip: TrialFilter = TrialFilter.ALL) -> None:
        """Show these rows of a report."""
        self.beginResetModel()
        self._report = report
        self._rows = tuple(row for row in report.rows if passes(chip, row))
        self.endResetModel()

    def show_only(self, chip: TrialFilter) -> None:
        """Show the rows of another chip."""
        self.show_report(self._report, chip)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Always the same."""
        return 0 if parent.isValid() else len(TrialColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The column's name."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT
        return _title(TrialColumn(section)) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The cell's text and dress: an outcome has its icon and tone, a difference stands out."""
        row, column = self._rows[index.row()], TrialColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return _words(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _LEFT
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(self._colour(row, column))
            case Qt.ItemDataRole.DecorationRole:
                return self._icon(row, column)
            case Qt.ItemDataRole.FontRole if column is TrialColumn.OUTCOME:
                return self._theme.fonts.small_strong
        return None

    def _colour(self, row: TrialRow, column: TrialColumn) -> str:
        tokens = self._theme.tokens
        match column:
            case TrialColumn.OUTCOME:
                return self._tone(row.outcome)
            case TrialColumn.BEFORE:
                return tokens.warn if row.differs else tokens.muted
            case TrialColumn.NAME | TrialColumn.REASON:
                return tokens.muted
        return tokens.text

    def _icon(self, row: TrialRow, column: TrialColumn) -> object:
        icon = BADGES[row.outcome][0] if column is TrialColumn.OUTCOME else ""
        if column is TrialColumn.BEFORE and row.differs:
            icon = "history"
        return self._theme.icons.icon(icon, self._colour(row, column), 14) if icon else None

    def _tone(self, outcome: Outcome) -> str:
        tone = BADGES[outcome][1]
        return self._theme.tokens.tone(tone)[0] if tone else self._theme.tokens.muted


def outcome_words(outcome: Outcome) -> str:
    """An outcome in a word or two."""
    return {
        Outcome.ORDERED: _translate("Đơn"),
        Outcome.PARTLY_ORDERED: _translate("Đơn, thiếu món"),
        Outcome.MISSING_VARIANT: _translate("Thiếu phân loại"),
        Outcome.MISSING_PHONE: _translate("Thiếu SĐT"),
        Outcome.OUT_OF_STOCK: _translate("Hết hàng"),
        Outcome.SUGGESTED: _translate("Gợi ý"),
        Outcome.CANCEL_SUGGESTED: _translate("Hủy?"),
        Outcome.QUESTION: _translate("Câu hỏi"),
        Outcome.REPEAT: _translate("Đã có trong giỏ"),
        Outcome.IGNORED: _translate("Bỏ qua"),
    }[outcome]


def _words(row: TrialRow, column: TrialColumn) -> str:
    match column:
        case TrialColumn.NAME:
            return formats.shown(row.name) or _translate("(không tên)")
        case TrialColumn.MESSAGE:
            return formats.shown(row.message) or _translate("(nhãn dán hoặc ảnh)")
        case TrialColumn.OUTCOME:
            return outcome_words(row.outcome)
        case TrialColumn.LINES:
            return formats.shown(row.lines)
        case TrialColumn.REASON:
            return formats.shown(row.reason)
    return outcome_words(row.before) if row.before is not None else ""


def _title(column: TrialColumn) -> str:
    return {
        TrialColumn.NAME: _translate("Khách"),
        TrialColumn.MESSAGE: _translate("Bình luận"),
        TrialColumn.OUTCOME: _translate("Sẽ thành"),
        TrialColumn.LINES: _translate("Món"),
        TrialColumn.REASON: _translate("Vì sao"),
        TrialColumn.BEFORE: _translate("Lúc đó"),
    }[column]


def _translate(text: str) -> str:
    return QCoreApplication.translate("Trial", text)
