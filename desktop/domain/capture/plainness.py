"""Whether a comment is plainly an order (product.md §2.7): nothing around the codes but order words,
quantity, variant, politeness, name or address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.domain.capture.intent_reading import Roles, key_at
from desktop.domain.capture.outcome import SpanKind
from desktop.domain.capture.text import CommentText, Piece, PieceKind
from desktop.domain.capture.vocabulary import (
    ADDRESS_WORDS,
    ADDRESSED,
    AMBIGUOUS,
    COLOURS,
    GIVEN_NAMES,
    OPTION_WORDS,
    ORDER_WORDS,
    PARTICLES,
    POLITENESS,
    PRAISE,
    SIZES,
    SURNAMES,
    UNITS,
    words,
)

_PLAIN = ORDER_WORDS | POLITENESS | UNITS | COLOURS | SIZES | frozenset(["x", "sl"]) | words("lượng")
# `đã lấy`, `đặt rồi`, `hôm qua`: what was ordered already.
_PAST = words("đã rồi ròi rùi hôm vừa mới bữa nãy")
# Signs of somebody who does not order.
_SAD = frozenset("❌👎💔😭😢🙅🚫")
_NAMED = words("tên")
_FLAT_NAMES = frozenset(name for name in SURNAMES | GIVEN_NAMES if name.isascii() and name.isalpha())
_NAME_LENGTH = 4


def first_doubt(text: CommentText, roles: Roles, neutral: frozenset[str]) -> int | None:
    """The first word that is more than a plain order has; None where it is plain.

    `neutral` are the words of the products' names (`name_words`).
    """
    free = (index for index, role in enumerate(roles) if role is None)
    return next((index for index in free if _doubts(text, roles, index, neutral)), None)


def name_words(names: Iterable[str]) -> frozenset[str]:
    """The words of products' names, as typed with accents and without."""
    return frozenset(key for name in names for key in words(name.casefold()))


def _doubts(text: CommentText, roles: Roles, index: int, neutral: frozenset[str]) -> bool:
    """Whether a word is neither order word, politeness, unit, name nor part of a product's name."""
    piece = text.pieces[index]
    if piece.kind is not PieceKind.WORD:
        return piece.text in _SAD
    if piece.key in _PAST or _is_unclear_con(text, index):
        return True
    if piece.glued and index and text.pieces[index - 1].kind is PieceKind.NUMBER and len(piece.flat) <= 2:
        return False
    if not piece.has_accent and piece.flat in PRAISE:
        return not _is_endearment(text, index)
    if piece.key in OPTION_WORDS:
        return SpanKind.OPTION not in roles[max(0, index - 3) : index + 3]
    if piece.key in neutral or (not piece.has_accent and piece.flat in neutral):
        return False
    is_plain = piece.key in _PLAIN or _shortened(piece) in _PLAIN
    return not is_plain and not _is_person(text, index) and not _is_place(text, index)


def _is_place(text: CommentText, index: int) -> bool:
    """`Hà Nội`, `ha noi`: a place word, capitalised or beside another one."""
    if text.pieces[index].key not in ADDRESS_WORDS:
        return False
    beside = (key_at(text.pieces, index - 1), key_at(text.pieces, index + 1))
    return text.is_capitalised(text.pieces[index]) or any(key in ADDRESS_WORDS for key in beside)


def _is_unclear_con(text: CommentText, index: int) -> bool:
    """`con B05` without accents: `con` the unit, or `còn` (product.md §2.7)."""
    if text.pieces[index].flat != "con" or text.has_accents:
        return False
    return index == 0 or text.pieces[index - 1].kind is not PieceKind.NUMBER


def _is_endearment(text: CommentText, index: int) -> bool:
    """`shop iu`, `chị yêu`."""
    before = key_at(text.pieces, index - 1)
    return text.pieces[index].flat in ("iu", "yeu") and (before in ADDRESSED or before in PARTICLES)


def _shortened(piece: Piece) -> str:
    """`nhaaaa` → `nha`: buyers draw out what they mean kindly."""
    return re.sub(r"(.)\1+(\d?)$", r"\1\2", piece.key)


def _is_person(text: CommentText, index: int) -> bool:
    """A name: capitalised, or behind `tên` or a form of address, with other names between."""
    piece = text.pieces[index]
    if text.has_accents and piece.flat in AMBIGUOUS and text.is_capitalised(piece):
        return True  # `Huy` in a text with accents is no `hủy` (product.md §2.1).
    for at in range(index, max(-1, index - _NAME_LENGTH), -1):
        if not _is_name_word(text.pieces[at]):
            return False
        before = key_at(text.pieces, at - 1)
        if text.is_capitalised(text.pieces[at]) or before in ADDRESSED or before in _NAMED:
            return True
    return False


def _is_name_word(piece: Piece) -> bool:
    if piece.has_accent:
        return piece.key in SURNAMES or piece.key in GIVEN_NAMES
    return piece.flat in _FLAT_NAMES
