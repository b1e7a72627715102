"""A comment's text made comparable (product.md §2.1), each character still knowing where it came from.

NFKC, zero-width characters dropped, case folded. Must not know any word of the language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

_TONES = {"\u0300": "1", "\u0301": "2", "\u0303": "3", "\u0309": "4", "\u0323": "5"}
_ZERO_WIDTH = frozenset(
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
# What does not stay one character at its place: controls, halves of pairs, combining marks, zero widths.
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u0300-\u036f" + "".join(sorted(_ZERO_WIDTH)) + "]")
# An `x` between two codes stands for itself: `2xB05` is two of B05.
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"))
_PIECES = re.compile(r"(?<=[0-9])x(?=[a-z]{1,3}[0-9])|[^\W\d_]+|[0-9]+|\S")


class PieceKind(Enum):
    """What a piece is made of."""

    WORD = "word"
    NUMBER = "number"
    SIGN = "sign"


class Piece(NamedTuple):
    """A run of letters, a run of digits or one other sign; `start`, `end` count in the normalised text.

    `key` compares with accents and is blind to where the tone stands (`hủy` = `huỷ`), `flat` without.
    `glued` says that nothing stands between this piece and the one before.
    """

    kind: PieceKind
    text: str
    key: str
    flat: str
    start: int
    end: int
    glued: bool

    @property
    def has_accent(self) -> bool:
        """Whether the buyer typed an accent in it."""
        return self.text != self.flat


@dataclass(slots=True, frozen=True)
class CommentText:
    """A normalised comment. `flat` is `text` without accents, character by character.

    `origin[i]` is where character i of `text` stands in the message received; None: at the same place.
    """

    message: str
    text: str
    flat: str
    origin: tuple[tuple[int, int], ...] | None
    pieces: tuple[Piece, ...]
    has_accents: bool

    def up_to(self, index: int) -> CommentText:
        """The same comment without the pieces from `index` on."""
        end = self.pieces[index].start
        return replace(self, text=self.text[:end], flat=self.flat[:end], pieces=self.pieces[:index])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `[start, end)` of the normalised text stands in the message as received."""
        if self.origin is None:
            return start, end
        return self.origin[start][0], self.origin[end - 1][1]

    def is_capitalised(self, piece: Piece) -> bool:
        """Whether a word was typed with a capital first letter and small ones behind."""
        start, end = self.span(piece.start, piece.end)
        word = self.message[start:end]
        return word[:1].isupper() and word[1:].islower()


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Without accents, lower case; the length may change: `Đỏ đô` → `do do`."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d")


@lru_cache(maxsize=16384)
def accent_key(word: str) -> str:
    """A word with its tone moved to the end, so that both ways of placing it are equal (product.md §2.1)."""
    letters: list[str] = []
    tones: list[str] = []
    for character in unicodedata.normalize("NFD", word):
        (tones if character in _TONES else letters).append(_TONES.get(character, character))
    return unicodedata.normalize("NFC", "".join(letters)) + "".join(tones)


class _FlatCharacters(dict[int, str]):
    """For `str.translate`: each character without its accent, worked out when first met."""

    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFD", chr(code))[:1]
        self[code] = "d" if base == "đ" else base
        return self[code]


_FLAT = _FlatCharacters()


@lru_cache(maxsize=4096)
def _normal(cluster: str) -> str:
    composed = unicodedata.normalize("NFKC", cluster).casefold()
    dashed = unicodedata.normalize("NFC", composed).translate(_DASHES)
    kept = (c for c in dashed if not unicodedata.combining(c))
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in kept)


def _clusters(message: str) -> Iterator[tuple[str, int, int]]:
    """Base characters with the combining marks behind them: NFD text is read as NFC."""
    cluster, start, end = "", 0, 0
    for index, character in enumerate(message):
        if character in _ZERO_WIDTH:
            continue
        if cluster and character > "\u02ff" and unicodedata.combining(character):
            cluster, end = cluster + character, index + 1
            continue
        if cluster:
            yield cluster, start, end
        cluster, start, end = character, index, index + 1
    if cluster:
        yield cluster, start, end


def normalise(message: str) -> CommentText:
    """The comment ready to be read; linear in its length."""
    text, origin = _plain(message), None
    if text is None:
        text, origin = _mapped(message)
    flat = text if text.isascii() else text.translate(_FLAT)
    pieces = tuple(_pieces(text, flat))
    has_accents = any(piece.has_accent for piece in pieces if piece.kind is PieceKind.WORD)
    return CommentText(message, text, flat, origin, pieces, has_accents)


def _plain(message: str) -> str | None:
    """The normalised text where every character stays at its place, as in most comments; else None."""
    if _ODD.search(message) or not unicodedata.is_normalized("NFKC", message):
        return None
    folded = message.casefold().translate(_DASHES)
    return folded if len(folded) == len(message) else None


def _mapped(message: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The normalised text, and where each of its characters comes from."""
    characters: list[str] = []
    origin: list[tuple[int, int]] = []
    for cluster, start, end in _clusters(message):
        for character in _normal(cluster):
            characters.append(character)
            origin.append((start, end))
    return "".join(characters), tuple(origin)


def _pieces(text: str, flat: str) -> Iterator[Piece]:
    previous_end = -1
    for match in _PIECES.finditer(text):
        start, end = match.span()
        word = text[start:end]
        if word in _DIGITS or (word[0] in _DIGITS and word.isdigit() and word.isascii()):
            yield Piece(PieceKind.NUMBER, word, word, word, start, end, start == previous_end)
        elif word[0].isalpha():
            yield Piece(
                PieceKind.WORD, word, accent_key(word), flat[start:end], start, end, start == previous_end
            )
        else:
            yield Piece(PieceKind.SIGN, word, word, flat[start:end], start, end, start == previous_end)
        previous_end = end


_DIGITS = frozenset("0123456789")
