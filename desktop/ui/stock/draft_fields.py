"""What staff type into the fields of a product, read. Pure; no widget here."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from desktop.ui import formats

MOST_DONG = 999_999_999
MOST_UNITS = 999_999
MOST_GRAMS = 999_999
_PRICE = re.compile(r"(\d{1,3}(?:[.,]\d{3})+|\d+)(k|nghìn|ngàn)?(?:đồng|vnd|đ|₫)?")


class FieldError(ValueError):
    """What was typed cannot be taken. Its text says why, in one short Vietnamese sentence."""


def parse_price(text: str) -> int:
    """A price in đồng: `299000`, `299.000 ₫`, `299k`. Raises FieldError."""
    match = _PRICE.fullmatch("".join(text.casefold().split()))
    if not match:
        raise FieldError(_translate("Nhập giá bằng số, ví dụ 299.000"))
    price = int(re.sub(r"\D", "", match[1])) * (1_000 if match[2] else 1)
    if price > MOST_DONG:
        raise FieldError(_translate("Nhiều nhất là {most}").format(most=formats.grouped(MOST_DONG)))
    return price


def parse_count(text: str, most: int) -> int | None:
    """A whole number from 0 to `most`, thousands may have dots; None for nothing. Raises FieldError."""
    digits = "".join(text.split())
    if not digits:
        return None
    if not re.fullmatch(r"[0-9]+|[0-9]{1,3}(\.[0-9]{3})+", digits):
        raise FieldError(_translate("Chỉ nhập chữ số, hoặc để trống"))
    count = int(digits.replace(".", ""))
    if count > most:
        raise FieldError(_translate("Nhiều nhất là {most}").format(most=formats.grouped(most)))
    return count


def parse_word(text: str) -> str:
    """A text that must not be blank, on one line. Raises FieldError."""
    word = " ".join(text.split())
    if not word:
        raise FieldError(_translate("Ô này không được để trống"))
    return word


def _translate(text: str) -> str:
    return QCoreApplication.translate("DraftFields", text)
