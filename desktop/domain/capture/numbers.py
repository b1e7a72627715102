"""What the numbers of a comment are (product.md §2.4): body size, price, date, address, then quantities.

Phones, keywords and options are known before; this module only looks at what they left.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.capture.options import is_street
from desktop.domain.capture.outcome import SpanKind
from desktop.domain.capture.text import CommentText, Piece, PieceKind
from desktop.domain.capture.vocabulary import (
    ADDRESSED,
    DOZENS,
    HUNDREDS,
    NUMERALS,
    OPTION_WORDS,
    ORDER_VERBS,
    ORDER_WORDS,
    POLITENESS,
    TENS,
    UNITS,
    WEAK_UNITS,
    words,
)

Roles = list[SpanKind | None]

_HEIGHT = r"(?:1 ?m ?[3-9]\d|1m[3-9]|1[.,][3-9]\d? ?m|m[4-9]\d?|1[3-9]\d ?cm)(?![\w])"
_WEIGHT = r"\d{2,3}(?:[.,]\d)? ?(?:kg|ky|ki|kilo|can|k)?(?![\w])"
_BODY_SIZES = (
    re.compile(rf"(?<!\w){_HEIGHT}(?:[ ,/\-–]*(?:nang |va |n )?{_WEIGHT})?"),
    re.compile(rf"(?<!\w)(?:nang|can nang|can|cao)[ :]*{_WEIGHT}"),
    re.compile(r"(?<!\w)(?:cao)[ :]*1[3-9]\d(?!\w)"),
    re.compile(
        r"(?<!\w)(?:eo|nguc|mong|hong|bung|dui|vai|chan|vong|v|bap tay)[ :]*(?:[123][ :]+)?\d{2,3}"
        r"(?: ?cm)?(?!\w)"
    ),
    re.compile(r"(?<!\w)(?:size|sz|sai|siz|co|so do)[ :]*\d{2,3}(?:[ /\-,]+\d{2,3}){0,2}(?!\w)"),
    re.compile(r"(?<!\w)\d{2,3} ?cm(?!\w)"),
    re.compile(r"(?<!\w)\d{1,2} ?(?:tuoi|t|thang)[ ,]*\d{1,2} ?(?:kg|ky|ki)(?!\w)"),
    re.compile(r"(?<!\w)(?:em|e|chi|c|minh|me)(?: nang| can nang)? [3-9]\d ?(?:kg|ky|ki)(?!\w)"),
    re.compile(r"(?<!\w)(?:be|con|chau|nhoc)(?: nang| can nang)? \d{1,2} ?(?:kg|ky|ki)(?!\w)"),
)
_PRICES = (
    re.compile(r"(?<!\w)\d{1,3}(?:[.,]\d{3})+ ?(?:d|k|vnd|dong|₫)?(?!\w)"),
    re.compile(r"(?<!\w)\d+(?:[.,]\d+)?(?:k|ka|d|vnd|₫|tr\d{0,3}|trieu)(?!\w)"),
    re.compile(r"(?<!\w)\d+ ?(?:nghin|ngan|vnd|dong|trieu|cu|lit|xi)(?: \d)?(?!\w)"),
    re.compile(r"(?<!\w)(?:\d{2,} k|gia \d+)(?!\w)"),
)
_DATES = (
    re.compile(r"(?<!\w)\d{1,2}(?P<sign>[/.\-])\d{1,2}(?P=sign)\d{2,4}(?!\w)"),
    re.compile(r"(?<!\w)\d{1,2}/\d{1,2}(?![\w/])"),
    re.compile(r"(?<![\w.\-])\d{1,2}(?:-|\.)\d{1,2}(?![\w.\-/])"),  # A date, a range or a fraction: `8-3`.
    re.compile(r"(?<!\w)(?:ngay|mung|thang|thu|t)[ :]?(?:\d{1,2})(?!\w)"),
    re.compile(r"(?<!\w)\d{1,2} ?(?:h|gio|g)(?: ?\d{1,2})?(?:p|phut|ruoi)?(?!\w)"),
    re.compile(r"(?<!\w)\d{1,2}:\d{2}(?!\w)"),
    re.compile(r"(?<!\w)\d+ ?(?:phut|p|tieng|ngay|hom|tuan|thang|tuoi|giay|t)(?!\w)"),
)
_ADDRESSES = (
    re.compile(
        r"(?<!\w)(?:so nha|ngo|ngach|hem|kiet|to|khu|lo|tang|lau|phong|phuong|p|quan|q|duong"
        r"|duong so|thon|ap|xom|kp|khu pho|doi|km|toa|block|can ho|ql|tl|tinh lo|quoc lo"
        r"|chung cu)(?: so)?[ .]{0,2}\d+[a-z]?(?!\w)"
    ),
    re.compile(r"(?<!\w)so[ :]?\d+[a-z]?(?:/\d+[a-z]?)*(?!\w)"),
    re.compile(r"(?<!\w)\d+[a-z]?(?:/\d+[a-z]?)+(?!\w)"),
)


def _joined(patterns: tuple[re.Pattern[str], ...]) -> re.Pattern[str]:
    """One pattern instead of several: a long comment is gone through once."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns))


_KINDS = (
    (SpanKind.BODY_SIZE, _joined(_BODY_SIZES)),
    (SpanKind.PRICE, _joined(_PRICES)),
    (SpanKind.DATE, _joined(_DATES)),
    (SpanKind.ADDRESS, _joined(_ADDRESSES)),
)
_HAS_DIGIT = re.compile(r"\d")


def _mark_streets(text: CommentText, roles: Roles) -> None:
    """`12 Hàng Bạc Hà Nội`: a number before capitalised words, and the words."""
    for index, piece in enumerate(text.pieces):
        if piece.kind is not PieceKind.NUMBER or roles[index] is not None or not is_street(text, index + 1):
            continue
        at = index
        while at < len(text.pieces) and roles[at] is None and (at == index or _is_name(text, at)):
            roles[at] = SpanKind.ADDRESS
            at += 1


def _is_name(text: CommentText, index: int) -> bool:
    piece = text.pieces[index]
    return piece.kind is PieceKind.WORD and text.is_capitalised(piece)


def classify(text: CommentText, roles: Roles) -> None:
    """Give body sizes, prices, dates and addresses their role, in this order (product.md §2.4)."""
    if not _HAS_DIGIT.search(text.flat):
        return
    starts = [piece.start for piece in text.pieces]
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text.flat):
            _claim(text, roles, starts, match, kind)
    _mark_streets(text, roles)


def _claim(text: CommentText, roles: Roles, starts: list[int], match: re.Match[str], kind: SpanKind) -> None:
    first = bisect_left(starts, match.start())
    last = bisect_left(starts, match.end())
    if kind is SpanKind.BODY_SIZE and _is_counted_weight(text, match):
        return
    if _is_other_word(text, first, kind):
        return
    if any(roles[first:last]) or first >= last:
        return
    roles[first:last] = [kind] * (last - first)


def _is_counted_weight(text: CommentText, match: re.Match[str]) -> bool:
    """`cân 2 kg` is goods, `cân 50` a body."""
    numbers = re.findall(r"\d+", match.group())
    return match.group().startswith("can ") and int(numbers[0]) < 20


def _is_other_word(text: CommentText, first: int, kind: SpanKind) -> bool:
    """The patterns know no accents: `cô 50` is no `cỡ 50`, `chị Thu 2` no `thứ 2`, `tờ 2` no `tổ 2`."""
    word = text.pieces[first] if first < len(text.pieces) else None
    if word is None or word.kind is not PieceKind.WORD:
        return False
    if word.has_accent:
        return word.key not in _HEADS[kind]
    before = text.pieces[first - 1] if first else None
    is_name = text.is_capitalised(word) and text.has_accents
    return word.flat == "co" or (
        word.flat in _NAME_LIKE and (is_name or (before is not None and before.key in ADDRESSED))
    )


# The words that may stand before such a number, as they are written.
_HEADS = {
    SpanKind.BODY_SIZE: words(
        "cao nặng cân eo ngực mông hông bụng đùi vai chân vòng bắp size cỡ số em chị mình mẹ con bé cháu nhóc"
    ),
    SpanKind.PRICE: words("giá"),
    SpanKind.DATE: words("ngày mùng mồng tháng thứ"),
    SpanKind.ADDRESS: words(
        "số ngõ ngách hẻm kiệt tổ khu lô tầng lầu phòng phường quận đường thôn ấp xóm đội tòa toà căn "
        "tỉnh quốc chung"
    ),
}
_NAME_LIKE = frozenset(["thu", "thang", "mung", "ngay"])


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at pieces `[first, last]`. `for_each` is `mỗi loại 1 cái`: it counts for every keyword."""

    value: int
    first: int
    last: int
    marked: bool
    for_each: bool = False


def quantities(text: CommentText, roles: Roles) -> list[Quantity]:
    """The quantities of a comment, in order; their pieces get the role.

    Bare numbers need a keyword beside them, with only options between (product.md §2.4).
    """
    found = [*_marked(text, roles), *_bare(text, roles)]
    return sorted(found, key=lambda quantity: quantity.first)


def _marked(text: CommentText, roles: Roles) -> Iterator[Quantity]:
    for index in range(len(text.pieces)):
        if roles[index] is not None:
            continue
        number = _number(text.pieces, roles, index)
        bounds = None if number is None else _marked_bounds(text, roles, index, number[1])
        if number is None or bounds is None:
            continue
        first, last = bounds
        roles[first : last + 1] = [SpanKind.QUANTITY] * (last + 1 - first)
        yield Quantity(number[0], first, last, marked=True, for_each=_is_for_each(text.pieces, first))


def _number(pieces: tuple[Piece, ...], roles: Roles, index: int) -> tuple[int, int] | None:
    """The value of a number or number words that begin here, and their last piece."""
    piece = pieces[index]
    if piece.kind is PieceKind.NUMBER:
        value = min(int(piece.text[:9]), MOST_COUNTED)
        return (value * 10, index + 1) if _key_at(pieces, roles, index + 1) in DOZENS else (value, index)
    return _number_words(pieces, roles, index) if piece.key in NUMERALS or piece.key in TENS else None


# More than anybody orders; longer numbers count as this, to be refused as too much.
MOST_COUNTED = 99_999


def _number_words(pieces: tuple[Piece, ...], roles: Roles, index: int) -> tuple[int, int]:
    """`hai`, `mười hai`, `hai mươi mốt`, `hai chục`; the value, and the last piece."""
    first = NUMERALS.get(pieces[index].key)
    last = index
    if first is None or first == 10:
        value = 10
    elif _key_at(pieces, roles, index + 1) in TENS:
        value, last = first * 10, index + 1
    elif _key_at(pieces, roles, index + 1) in HUNDREDS:
        return first * 100, index + 1
    else:
        return first, index
    behind = NUMERALS.get(_key_at(pieces, roles, last + 1))
    return (value + behind, last + 1) if behind is not None and behind < 10 else (value, last)


def _key_at(pieces: tuple[Piece, ...], roles: Roles, index: int) -> str:
    return pieces[index].key if _stands_free(roles, index) else ""


def _marked_bounds(text: CommentText, roles: Roles, index: int, last: int) -> tuple[int, int] | None:
    """The pieces of a marked quantity around the number `[index, last]`, or None where it is not marked."""
    pieces = text.pieces
    if _has_unit(text, roles, last):
        first = index - 1 if _is_mark(pieces, roles, index) else index
        return first, last + 1
    if last > index and pieces[last].key in DOZENS:
        return index, last
    if pieces[index].kind is not PieceKind.NUMBER:
        return None
    if _is_for_each(pieces, index) and _may_end_bare(text, roles, index):
        return index, index
    if _is_mark(pieces, roles, index):
        return index - 1, index
    if _stands_free(roles, index + 1) and pieces[index + 1].flat in ("x", "*", "×"):
        behind = index + 2
        if not (_stands_free(roles, behind) and pieces[behind].kind is PieceKind.NUMBER):
            return index, index + 1
    amount = _amount_words(pieces, roles, index)
    if amount is not None:
        return amount, index
    is_count = len(pieces[index].text) <= 3 and not pieces[index].text.startswith("0")
    if (
        (is_count or pieces[index].text == "0")
        and _behind_verb(pieces, roles, index)
        and _may_end_bare(text, roles, index)
    ):
        return index, index
    return None


def _stands_free(roles: Roles, index: int) -> bool:
    return 0 <= index < len(roles) and roles[index] is None


def _is_mark(pieces: tuple[Piece, ...], roles: Roles, index: int) -> bool:
    """`x2`, `x 2`, `*2`, `+2`; a plus that stands away from its number only joins (`B05 + 2 D02`)."""
    if not _stands_free(roles, index - 1):
        return False
    before = pieces[index - 1]
    if before.flat in ("x", "×", "*"):
        return True
    return before.flat == "+" and pieces[index].glued and len(pieces[index].text) <= 3


def _has_unit(text: CommentText, roles: Roles, index: int) -> bool:
    pieces = text.pieces
    if not _stands_free(roles, index + 1):
        return False
    unit = pieces[index + 1]
    if unit.key not in UNITS:
        return False
    if unit.glued and unit.flat == "c" and is_street(text, index + 2):
        return False  # A house: `16C Lê Lợi`.
    if unit.key in WEAK_UNITS:
        return SpanKind.KEYWORD in roles[max(0, index - 1) : index] + roles[index + 2 : index + 3]
    if unit.flat == "c" and not unit.glued and pieces[index].kind is not PieceKind.NUMBER:
        return False
    behind = index + 2
    return not (behind < len(pieces) and pieces[behind].glued and pieces[behind].kind is PieceKind.NUMBER)


def _amount_words(pieces: tuple[Piece, ...], roles: Roles, index: int) -> int | None:
    """Where `sl 2`, `sl: 2`, `số lượng 2` begins."""
    at = index - 1
    while at >= 0 and pieces[at].text in (":", "=", ".", "-"):
        at -= 1
    if at >= 0 and _stands_free(roles, at) and pieces[at].flat == "sl":
        return at
    if at >= 1 and _stands_free(roles, at) and (pieces[at - 1].flat, pieces[at].flat) == ("so", "luong"):
        return at - 1
    return None


def _behind_verb(pieces: tuple[Piece, ...], roles: Roles, index: int) -> bool:
    """`lấy 2`, `cho em 2`: an order verb right before, a pronoun at most between."""
    at = index - 1
    if at >= 1 and _stands_free(roles, at) and pieces[at].key in ADDRESSED:
        at -= 1
    if at < 0 or not _stands_free(roles, at):
        return False
    is_followed_by_person = index + 1 < len(pieces) and pieces[index + 1].key in ADDRESSED
    return pieces[at].key in ORDER_VERBS or (pieces[at].key in _GIVE and not is_followed_by_person)


_GIVE = words("cho để xin")


def _bare(text: CommentText, roles: Roles) -> Iterator[Quantity]:
    pieces = text.pieces
    has_keyword = SpanKind.KEYWORD in roles or SpanKind.NEAR_KEYWORD in roles
    if not has_keyword and SpanKind.OPTION not in roles:
        return
    for index, piece in enumerate(pieces):
        if roles[index] is not None or piece.kind is not PieceKind.NUMBER or len(piece.text) > 2:
            continue
        if _is_list_number(text, index):
            continue
        before = _beside_keyword(pieces, roles, index, -1, has_keyword=has_keyword)
        after = _beside_keyword(pieces, roles, index, +1, has_keyword=has_keyword)
        if not (before or after) or not (after or _may_end_bare(text, roles, index)):
            continue
        roles[index] = SpanKind.QUANTITY
        yield Quantity(int(piece.text), index, index, marked=False)


_JOINTS = frozenset(":-/=()[]_#")
# A quantity beside a keyword's second option stands behind what was said of the first (`đen M 1 kem L 2`).
_PASSED = (SpanKind.OPTION, SpanKind.QUANTITY)


def _beside_keyword(
    pieces: tuple[Piece, ...], roles: Roles, index: int, step: int, *, has_keyword: bool
) -> bool:
    """Whether a keyword stands right beside, with only its options between (`A01 size M 2`)."""
    at, distance = index + step, 0
    while 0 <= at < len(pieces) and distance < 16:
        if roles[at] in (SpanKind.KEYWORD, SpanKind.NEAR_KEYWORD):
            return True
        joins = pieces[at].text in _JOINTS or (pieces[at].text == "," and distance > 0)
        passes = roles[at] in _PASSED or (roles[at] is None and pieces[at].key in OPTION_WORDS)
        if roles[at] is SpanKind.OPTION and (step > 0 or not has_keyword):
            return True
        if not (passes or joins):
            return False
        at, distance = at + step, distance + 1
    return False


def _may_end_bare(text: CommentText, roles: Roles, index: int) -> bool:
    """A bare number counts only before the end, a phone, a keyword, punctuation or an order word."""
    pieces = text.pieces
    if index + 1 >= len(pieces):
        return True
    behind, role = pieces[index + 1], roles[index + 1]
    if role is not None:
        return role in (SpanKind.PHONE, SpanKind.KEYWORD, SpanKind.NEAR_KEYWORD, SpanKind.OPTION)
    if behind.kind is PieceKind.SIGN:
        return behind.text not in ("/", "%", "'") or not behind.glued
    if is_street(text, index + 1) or (behind.glued and len(behind.flat) == 1):
        return False  # A house number: `12 Hàng Bạc`, `12B`.
    return behind.key in ORDER_WORDS or behind.key in POLITENESS or behind.key in OPTION_WORDS


def _is_list_number(text: CommentText, index: int) -> bool:
    """`1. B05` at the beginning of a line, `2) D02`: numbers of a list."""
    pieces = text.pieces
    if index + 2 >= len(pieces) or not pieces[index + 1].glued or pieces[index + 2].glued:
        return False
    if pieces[index + 1].text == ")":
        return index == 0 or pieces[index - 1].text != "("
    if pieces[index + 1].text != ".":
        return False
    start = text.span(pieces[index].start, pieces[index].end)[0]
    return (
        not text.message[:start].strip() or "\n" in text.message[:start].rpartition(pieces[index - 1].text)[2]
    )


def _is_for_each(pieces: tuple[Piece, ...], first: int) -> bool:
    """`mỗi loại 1 cái`, `mỗi mã 2`."""
    return any(piece.key in _EACH for piece in pieces[max(0, first - 3) : first])


_EACH = words("mỗi mổi moi")
