"""The cells of a CSV or XLSX file as texts, however it was saved. Knows no columns.

CSV comes in UTF-8 with or without the mark, UTF-16, or the Vietnamese Windows code page, with commas,
semicolons or tabs: which of these it is shows only by its header, so all readings are offered.
"""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from desktop.services.live_rows import DeskError

MOST_BYTES = 20 << 20
_MOST_UNPACKED = 200 << 20
_MOST_COLUMNS = 100

Sheet = list[list[str]]


def read_sheet(path: Path, most_rows: int) -> list[Sheet]:
    """The possible readings of a file, at most so many rows and one more. Raises DeskError."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise DeskError(f"Tệp {path.name} lớn quá 20 MB: chia thành nhiều tệp nhỏ hơn.")
        content = path.read_bytes()
    except OSError as error:
        raise DeskError(
            f"Không mở được tệp {path.name}: đóng tệp nếu đang mở trong Excel rồi thử lại."
        ) from error
    if content.startswith(b"PK"):
        return [_xlsx(path.name, content, most_rows + 1)]
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise DeskError(f"Tệp {path.name} là Excel đời cũ (.xls): lưu lại thành .xlsx hoặc CSV rồi mở.")
    text = _decoded(path.name, content)
    return [_csv(path.name, text, mark, most_rows + 1) for mark in ",;\t"]


def _decoded(name: str, content: bytes) -> str:
    encodings = ["utf-8-sig", "cp1258"]
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\0" in content[:200]:
        encodings = ["utf-16-le" if content[1:2] == b"\0" else "utf-16-be"]
    for encoding in encodings:
        try:
            # The Windows code page writes tones as marks of their own behind the letter.
            return unicodedata.normalize("NFC", content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise DeskError(f"Tệp {name} không đọc được chữ tiếng Việt: lưu lại dạng CSV UTF-8 hoặc .xlsx.")


def _csv(name: str, text: str, mark: str, most: int) -> Sheet:
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        return [row[:_MOST_COLUMNS] for row in islice(rows, most)]
    except csv.Error as error:
        raise DeskError(
            f"Tệp {name} không phải là bảng CSV: mở bằng Excel rồi lưu lại thành .xlsx."
        ) from error


def _xlsx(name: str, content: bytes, most: int) -> Sheet:
    fault = DeskError(f"Tệp {name} không mở được như Excel: mở bằng Excel rồi lưu lại thành .xlsx.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            # A small file may unpack into gigabytes.
            if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
                raise fault
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            return list(_cells(book.worksheets[0], most)) if book.worksheets else []
        finally:
            book.close()
    except (zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError) as error:
        raise fault from error


def _cells(sheet: Any, most: int) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # What a file says of its own size may be wrong.
    for row in islice(sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS), most):
        yield list(map(_text, row))


def _text(value: Any) -> str:
    """A cell as people see it: numbers without the fraction that Excel keeps for itself."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unicodedata.normalize("NFC", str(value)).strip()
