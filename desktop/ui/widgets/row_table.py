"""A plain list of rows, or a table of fixed columns, out of a QTableView.

A QTableView with fixed sections lays out nothing at an insertion, where a QListView lays out every row
(architecture.md §5).
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView


def make_row_table(view: QTableView, row_height: int) -> None:
    """One stretched column, rows of `row_height` pixels, no grid, one whole row selected at a time."""
    rows, columns = view.verticalHeader(), view.horizontalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setMinimumSectionSize(row_height)
    rows.setDefaultSectionSize(row_height)
    columns.hide()
    columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setCornerButtonEnabled(False)
    view.setTabKeyNavigation(False)
    view.setMouseTracking(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalScrollBar().setSingleStep(row_height)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)


def make_column_table(view: QTableView, row_height: int, header_height: int) -> None:
    """As `make_row_table`, with a header over columns whose widths the caller sets."""
    make_row_table(view, row_height)
    columns = view.horizontalHeader()
    columns.show()
    columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    columns.setMinimumSectionSize(24)
    columns.setFixedHeight(header_height)
    columns.setHighlightSections(False)
    columns.setSectionsClickable(False)
