"""The stock of a variant at each location, as a small table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.services.catalog_rows import LevelRow
from desktop.ui import formats
from desktop.ui.theme import Theme
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.figure_label import FigureLabel

MARGIN = 16
LINE = 28


class LevelList(QWidget):
    """Location, on hand, committed, available. Its rows are made once and used again."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[tuple[ElidedLabel, FigureLabel, FigureLabel, FigureLabel]] = []
        self._shown: tuple[LevelRow, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(MARGIN, 0, MARGIN, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        titles = (self.tr("Kho"), self.tr("Tồn"), self.tr("Đã đặt"), self.tr("Có thể bán"))
        for column, text in enumerate(titles):
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(self._title(text), 0, column, side)

    @property
    def shown(self) -> tuple[LevelRow, ...]:
        """What it shows."""
        return self._shown

    def show_levels(self, levels: Sequence[LevelRow]) -> None:
        """Show these locations."""
        self._shown = tuple(levels)
        self.setVisible(bool(levels))
        while len(self._rows) < len(levels):
            self._rows.append(self._new_row())
        for place, row in enumerate(self._rows):
            for label in row:
                label.setVisible(place < len(levels))
        for (name, *figures), level in zip(self._rows, levels, strict=False):
            name.setText(formats.shown(level.location))
            counts = (level.on_hand, level.committed, level.available)
            for label, count in zip(figures, counts, strict=True):
                label.setText(formats.grouped(count))
                label.updateGeometry()

    def _title(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setFont(self._theme.fonts.small)
        label.setProperty("role", "muted")
        label.setFixedHeight(LINE)
        return label

    def _new_row(self) -> tuple[ElidedLabel, FigureLabel, FigureLabel, FigureLabel]:
        row = (ElidedLabel("", self), FigureLabel(self), FigureLabel(self), FigureLabel(self))
        place = len(self._rows) + 1
        row[3].setFont(self._theme.fonts.strong)
        for column, label in enumerate(row):
            label.setFixedHeight(LINE)
            self._grid.addWidget(label, place, column)
        return row
