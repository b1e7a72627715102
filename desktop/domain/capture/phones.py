"""Vietnamese mobile numbers in a comment (product.md §2.2). Says where they stand and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A run of digit groups with blanks, dots, dashes or brackets inside; `o` may stand for zero.
_RUN = re.compile(r"\(?\+?\(?[0-9o](?:[0-9o]|[ .\-()]{1,3}(?=[0-9o(])){7,}")
_GROUP = re.compile(r"[0-9o]+")
_DATE = re.compile(r"(?<!\d)\d{1,2}[.\-]\d{1,2}[.\-](?:19|20)\d\d(?!\d)")
_MOBILE = re.compile(r"0[35789][0-9]{8}")
_PREFIX_WORDS = ("sdt", "dt", "zalo", "tel", "phone", "so", "hotline", "call", "dthoai", "mobile", "zl", "sd")
# Behind a number these make it money: `0912345678d` is no phone.
_MONEY_SUFFIX = re.compile(r"(?:k|d|vnd|dong|₫)(?![a-z0-9])")
# What stands before a number of another sort: order codes, parcel codes, bank accounts.
_CODES = re.compile(
    r"(?:^|[^a-z])(?:dh|hd|ql|ma|md|mvd|don|ma don|van don|order|code|id|stk|tk|so tk"
    r"|tai khoan|spx|ghn|ghtk|vtp)"
    r"[ :.#_\-]{0,3}$"
)
_GLUED = re.compile(r"([a-z]+|[0-9]+)([\-./#_]?)$")
_KEYWORD_BEFORE = re.compile(r"[a-z]+[\-. ]?[0-9]+[\-./#_]$")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in normal form (`0912345678`) and where it stands in the flat text."""

    number: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Group:
    digits: str
    start: int
    end: int


def find_phones(flat: str) -> list[Phone]:
    """Every valid phone of a flat (accent-free, lower-case) text, in order."""
    if sum(character in "0123456789o" for character in flat) < 9:
        return []
    masked = _DATE.sub(lambda date: "#" * len(date.group()), flat)
    phones: list[Phone] = []
    for run in _RUN.finditer(masked):
        phones.extend(_phones_of_run(masked, run.start(), run.end()))
    return phones


def _phones_of_run(flat: str, start: int, end: int) -> Iterator[Phone]:
    groups = _split_glued(flat, start, end)
    index = 0
    while index < len(groups):
        found = _phone_from(flat, groups, index)
        if found is None:
            index += 1
            continue
        phone, index = found
        yield phone


def _split_glued(flat: str, start: int, end: int) -> list[_Group]:
    return [
        _Group(match.group().replace("o", "0"), start + match.start(), start + match.end())
        for match in _GROUP.finditer(flat[start:end])
        if any(character.isdigit() for character in match.group()) or match.end() - match.start() == 1
    ]


def _phone_from(flat: str, groups: list[_Group], index: int) -> tuple[Phone, int] | None:
    """The phone that begins with this group and ends where a group ends, and the next group's index."""
    if groups[index].digits[0] not in "08" or not _may_begin(flat, groups[index].start):
        return None
    digits = ""
    for last in range(index, min(index + 13, len(groups))):
        digits += groups[last].digits
        if len(digits) < 10:
            continue
        number = _normal_form(digits, _has_plus(flat, groups[index].start))
        if number is not None:
            if not _may_end(flat, groups, last):
                return None
            return Phone(number, groups[index].start, groups[last].end), last + 1
        if len(digits) > 14:
            return None
    return None


def _normal_form(digits: str, has_plus: bool) -> str | None:
    """`0912345678` of digits with or without country code; None where they are no mobile number."""
    for prefix in ("0084", "84"):
        if digits.startswith(prefix) and len(digits) >= len(prefix) + 9:
            rest = digits.removeprefix(prefix)
            national = rest if rest.startswith("0") else "0" + rest
            return national if _MOBILE.fullmatch(national) else None
    if has_plus:
        return None
    return digits if _MOBILE.fullmatch(digits) else None


def _has_plus(flat: str, start: int) -> bool:
    before = flat[max(0, start - 2) : start]
    return "+" in before and flat.startswith("84", start)


def _may_begin(flat: str, start: int) -> bool:
    """A phone does not continue a word, a longer number or an order code (`DH-0912…`)."""
    before = flat[max(0, start - 24) : start].rstrip("(+")
    if _CODES.search(before):
        return False
    match = _GLUED.search(before)
    if match is None:
        return True
    word, sign = match.groups()
    if word.isdigit():
        return bool(sign) and _KEYWORD_BEFORE.search(before) is not None
    return bool(sign) or word in _PREFIX_WORDS


def _may_end(flat: str, groups: list[_Group], last: int) -> bool:
    """A phone is not the head of a longer run (`0912.345.678.999`) and is not money."""
    end = groups[last].end
    if re.match(r"[a-z]", flat[end : end + 1]) and _MONEY_SUFFIX.match(flat, end):
        return False
    if last + 1 == len(groups):
        return True
    gap = flat[end : groups[last + 1].start]
    inner = last > 0 and flat[groups[last - 1].end : groups[last].start] == gap
    following = groups[last + 1].digits
    return not (inner and gap in (".", "-") and len(following) >= 2 and not following.startswith("0"))
