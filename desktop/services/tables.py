"""Rows as CSV and XLSX files that a spreadsheet opens without running anything. Knows no columns.

A cell that a spreadsheet would take for a formula gets an apostrophe in front; `plain` takes it off again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: Any) -> Any:
    """The cell as text where it would run as a formula: buyers choose their names."""
    if isinstance(value, str) and value.startswith(_STARTS_FORMULA):
        return "'" + value
    return value


def plain(text: str) -> str:
    """A cell's text as it was before `harmless`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_STARTS_FORMULA) else text


def csv_file(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """CSV in UTF-8 with the mark, by which Excel knows it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([list(map(harmless, row)) for row in rows])
    return ("\ufeff" + out.getvalue()).encode()


def xlsx_file(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """An Excel workbook with one sheet of that title."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.append(list(columns))
    for row in rows:
        sheet.append([harmless(_printable(value)) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _printable(value: Any) -> Any:
    """The cell without control characters, which no workbook takes."""
    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
