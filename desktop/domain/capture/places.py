"""Words that are an address (product.md §2.7: "name or address around it"). Looks at words only."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.capture.outcome import SpanKind
from desktop.domain.capture.text import CommentText, Piece, PieceKind
from desktop.domain.capture.vocabulary import ADDRESS_MARKERS, ADDRESS_WORDS, GIVEN_NAMES

# How many markers and signs may stand before the place: `ship về: `, `đ/c: `.
_LOOK_AHEAD = 6


def mark_addresses(text: CommentText, roles: list[SpanKind | None]) -> None:
    """Give the words behind `ship về`, `đc`, `phường` … the role of an address, while they look like one."""
    inside = False
    for index, piece in enumerate(text.pieces):
        if roles[index] is SpanKind.ADDRESS:
            inside = True
        elif roles[index] is not None or piece.text in ("?", "!", ";"):
            inside = False
        elif piece.key in ADDRESS_MARKERS and _is_place_word(text, roles, index + 1):
            inside, roles[index] = True, SpanKind.ADDRESS
        elif inside and piece.kind is not PieceKind.SIGN:
            inside = _is_place_word(text, roles, index)
            roles[index] = SpanKind.ADDRESS if inside else None


def _is_marker(pieces: Sequence[Piece], index: int) -> bool:
    """A sign, `ship`, `về`, and the second word of `địa chỉ`."""
    piece = pieces[index]
    if piece.kind is PieceKind.SIGN or piece.key in ADDRESS_MARKERS:
        return True
    return piece.flat == "chi" and index > 0 and pieces[index - 1].flat == "dia"


def _is_place_word(text: CommentText, roles: Sequence[SpanKind | None], index: int) -> bool:
    """A number, a capitalised word, or one of those that addresses are made of."""
    at = index
    while at < len(text.pieces) and at < index + _LOOK_AHEAD and _is_marker(text.pieces, at):
        at += 1
    if at >= len(text.pieces) or roles[at] not in (None, SpanKind.ADDRESS):
        return False
    piece = text.pieces[at]
    if piece.kind is PieceKind.NUMBER or roles[at] is SpanKind.ADDRESS:
        return True
    return text.is_capitalised(piece) or piece.key in ADDRESS_WORDS or piece.key in GIVEN_NAMES
