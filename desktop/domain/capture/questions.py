"""Questions (product.md §2.7): `B05 còn không?`, `giá bao nhiêu`, `váy hay quần`. Looks at words only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.domain.capture.intent_reading import Intent, IntentReading, Roles, indexes_of, key_at
from desktop.domain.capture.text import CommentText, Piece, PieceKind
from desktop.domain.capture.vocabulary import (
    NEGATIONS,
    ORDER_VERBS,
    PARTICLES,
    QUESTION_TAILS,
    QUESTION_WORDS,
    STILL,
    words,
)

_NO = "(?:khong|ko|kg|hok|hong|khum|kh|hem|hk)"
_QUESTIONS = (
    "bao nhieu|bao nhiu|bnhieu|bnhiu|nhieu tien|nhiu tien|bao lau|bao gio|khi nao",
    "luc nao|the nao|nhu nao|ntn",
    "lam sao|tai sao|vi sao|sao vay|o dau|may gio|may ngay|may tien|may k|la gi",
    "gi vay|xin gia|hay khong|hay la",
    "gia sao|gia nhiu|gia bn|gia bnh|gia nhieu|gia the nao|size nao|mau nao|loai nao|cai nao|con nao",
    f"(?:con|co|dc|duoc|phai|dung|vua|mac) (?:\\S+ ){{0,4}}?{_NO}\\b(?! (?:lay|mua|dat|chot))",
    "con k\\b|con hang k\\b|(?:duoc|dc) k\\b|chua (?:a|shop|ad|ban|em|chi|vay|nhi)\\b",
    "bn (?:tien|vay|v|z|day|the|a|shop|1|mot|k|c|chi|em|ad)\\b",
)
_QUESTION_PHRASES = re.compile(rf"\b(?:{'|'.join(_QUESTIONS)})")
_TRIGGERS = QUESTION_WORDS | {"hay", "?"}
_SHOP = words("shop sop ad")
_WISH = words("ước")
_GOOD = words("quá ghê lắm thế vậy thật nha nhé ạ á")
_OTHERS = words("chồng vợ mẹ má ba bố con lại ý")
_STARS = ("1", "2", "3", "4", "5")
# In a text with accents these are other words: `may` is no `mấy` there.
_ACCENTED_ONLY = frozenset(["may", "dau", "gi", "hoi", "nhieu"])
# What the accent-free phrases also match: `bảo nhiều`.
_OTHER_WORDS = frozenset(["bảo", "bạo"])


def find_question(text: CommentText, roles: Roles) -> IntentReading | None:
    """Where a comment asks, by a word, a phrase, its last word, or `còn`."""
    pieces = text.pieces
    for index in indexes_of(text, roles, _TRIGGERS):
        if _asks(text, roles, index):
            return IntentReading(Intent.QUESTION, index, index)
    match = _QUESTION_PHRASES.search(text.flat)
    if match is not None and not _is_other(text, match):
        index = next(i for i, piece in enumerate(pieces) if piece.end > match.start())
        return IntentReading(Intent.QUESTION, index, index)
    tail = _tail(pieces, roles)
    if tail is not None and (pieces[tail].key in QUESTION_TAILS or _is_shop_a(pieces, tail)):
        return IntentReading(Intent.QUESTION, tail, tail)
    return _asks_whether_left(text, roles)


def _asks(text: CommentText, roles: Roles, index: int) -> bool:
    """`bao nhiêu`, `gì`, `váy hay quần`; not `không sao`, `chẳng nghe gì`, `hay quá`, `5 sao`."""
    pieces, piece = text.pieces, text.pieces[index]
    if piece.text == "?":
        return True
    if text.has_accents and not piece.has_accent and piece.flat in _ACCENTED_ONLY:
        return False
    if piece.key == "hay":
        behind = pieces[index + 1] if index + 1 < len(pieces) else None
        return index > 0 and behind is not None and behind.kind is PieceKind.WORD and behind.key not in _GOOD
    if key_at(pieces, index - 1) in _WISH:
        return False
    if piece.flat == "sao" and key_at(pieces, index - 1) in _STARS:
        return False
    if piece.flat == "hoi" and key_at(pieces, index + 1) in _OTHERS:
        return False  # `để em hỏi chồng rồi lấy`: no question to the shop.
    return not any(
        pieces[at].key in NEGATIONS and roles[at] is None for at in range(max(0, index - 3), index)
    )


def _is_shop_a(pieces: Sequence[Piece], index: int) -> bool:
    """`… à shop`, `… shop à`; `à` elsewhere only draws breath."""
    beside = {key_at(pieces, index - 1), key_at(pieces, index + 1)}
    return pieces[index].text == "à" and not beside.isdisjoint(_SHOP)


def _is_other(text: CommentText, match: re.Match[str]) -> bool:
    typed = text.text[match.start() : match.end()]
    return not _OTHER_WORDS.isdisjoint(typed.split())


def _tail(pieces: Sequence[Piece], roles: Roles) -> int | None:
    """The last word that is more than a particle."""
    for index in range(len(pieces) - 1, -1, -1):
        if pieces[index].kind is PieceKind.SIGN or pieces[index].key in PARTICLES:
            continue
        glued = pieces[index].glued and index > 0 and pieces[index - 1].kind is PieceKind.NUMBER
        return None if roles[index] is not None or glued else index
    return None


def _asks_whether_left(text: CommentText, roles: Roles) -> IntentReading | None:
    """`B05 còn ạ`: asks whether there are any; with an order verb it is a condition."""
    still = indexes_of(text, roles, STILL)
    if not still:
        return None
    orders = bool(indexes_of(text, roles, ORDER_VERBS))
    return IntentReading(Intent.CONDITION if orders else Intent.QUESTION, still[0], still[0])
