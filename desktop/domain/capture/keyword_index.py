"""Finding keywords in a comment (product.md §2.3), at a cost that does not grow with their number.

A trie over the pieces of a keyword (`B05` is `b`, `05`), one with accents and one without, and two
dictionaries for near misses. Must not know quantities, phones or the meaning of the words around.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from desktop.domain.capture.text import CommentText, Piece, PieceKind, accent_key, fold, normalise
from desktop.domain.capture.vocabulary import (
    ADDRESSED,
    ORDER_VERBS,
    SIZE_WORDS,
    UNITS,
    is_ordinary_word,
    words,
)

# Letters and digits that thumbs and eyes mix up; only tokens with a digit in them are compared so.
_CONFUSED = str.maketrans("oilsz", "01152")
_JOINERS = frozenset("-._")
# A token of more characters is no code, nor a near miss of one.
_LONGEST_CODE = 12


@dataclass(frozen=True, slots=True)
class KeywordHit:
    """A keyword at pieces `[first, last]`. `near` says that it only looks like one of `keywords`."""

    keywords: tuple[str, ...]
    first: int
    last: int
    near: bool


class Risk(StrEnum):
    """Why a keyword is met by chance (product.md §2.12)."""

    NUMBER = "number"
    LETTER = "letter"
    WORD = "word"


def risk_of(keyword: str) -> Risk | None:
    """Why a keyword in its canonical form is risky; None where it is not."""
    return _risk(normalise(keyword).pieces)


_NOTHING = Piece(PieceKind.SIGN, "", "", "", 0, 0, False)


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    keywords: set[str] = field(default_factory=set)


def canonical(keyword: str) -> str:
    """The form under which spellings of one keyword are the same: `b 05` and `B-05` are `b05`.

    Empty for a text of signs that no keyword is made of.
    """
    pieces = [
        piece for piece in normalise(keyword).pieces if piece.text not in _JOINERS and piece.text != "#"
    ]
    joined = "".join(
        ("" if piece.glued or _code_joint(before, piece) else " ") + piece.text
        for before, piece in zip([*pieces[:1], *pieces], pieces, strict=False)
    )
    return joined.strip()


def _code_joint(before: Piece, piece: Piece) -> bool:
    return before.kind is not piece.kind


class KeywordIndex:
    """The keywords of a script, ready to be found. Built once per revision of the script."""

    def __init__(self, keywords: Iterable[str]) -> None:
        self._accented, self._folded = _Node(), _Node()
        self._skeletons: dict[str, set[str]] = {}
        self._unpadded: dict[str, set[str]] = {}
        self._glued: set[str] = set()
        self.risky: set[str] = set()
        for keyword in {canonical(keyword) for keyword in keywords}:
            self._add(keyword)

    def _add(self, keyword: str) -> None:
        pieces = normalise(keyword).pieces
        self._grow(self._accented, [piece.key for piece in pieces], keyword)
        self._grow(self._folded, [piece.flat for piece in pieces], keyword)
        glued = fold(keyword).replace(" ", "")
        self._glued.add(glued)
        if any(piece.kind is PieceKind.NUMBER for piece in pieces) and any(c.isalpha() for c in glued):
            self._skeletons.setdefault(glued.translate(_CONFUSED), set()).add(keyword)
            self._unpadded.setdefault(_unpad(pieces), set()).add(keyword)
        if _risk(pieces) is not None:
            self.risky.add(keyword)

    @staticmethod
    def _grow(root: _Node, steps: Sequence[str], keyword: str) -> None:
        node = root
        for step in steps:
            node = node.children.setdefault(step, _Node())
        node.keywords.add(keyword)

    def find(self, text: CommentText, taken: Sequence[bool], options: frozenset[str]) -> list[KeywordHit]:
        """The keywords of a comment, left to right, the longer first.

        `taken` marks pieces that are something else already (phones); `options` are option values of
        the script: a letter that is one is no keyword across a blank (`A01 M 2` is no M2).
        """
        hits: list[KeywordHit] = []
        behind = -1
        for index in self._candidates(text):
            if index > behind and not taken[index]:
                hit = self._at(text, index, taken, options)
                if hit is not None:
                    hits.append(hit)
                    behind = hit.last
        return hits

    def _candidates(self, text: CommentText) -> list[int]:
        """Where a keyword, or what looks like one, can begin: the rest of a long chat is not looked at."""
        accented, folded = self._accented.children, self._folded.children
        following = [*text.pieces[1:], _NOTHING]
        return [
            index
            for index, (piece, behind) in enumerate(zip(text.pieces, following, strict=False))
            if piece.key in accented
            or piece.flat in folded
            or (behind.kind is not PieceKind.SIGN and (behind.glued or _is_letter(piece)))
        ]

    def _at(
        self, text: CommentText, index: int, taken: Sequence[bool], options: frozenset[str]
    ) -> KeywordHit | None:
        piece = text.pieces[index]
        if piece.kind is PieceKind.SIGN:
            return None
        if not _starts_token(text.pieces, index):
            return self._behind_number(text, index, taken, options)
        exact = folded = None
        if piece.key in self._accented.children:
            exact = self._longest(self._accented, text, index, taken, options, accents=True)
        if piece.flat in self._folded.children:
            folded = self._longest(self._folded, text, index, taken, options, accents=False)
        if exact and (folded is None or exact.last >= folded.last):
            return exact
        if folded:
            sure = not text.has_accents and len(folded.keywords) == 1
            return folded if sure else KeywordHit(folded.keywords, folded.first, folded.last, near=True)
        return self._near(text, index, taken)

    def _behind_number(
        self, text: CommentText, index: int, taken: Sequence[bool], options: frozenset[str]
    ) -> KeywordHit | None:
        """`2b05`: a code with its number glued before it is no whole token, but plainly looks like one."""
        before = text.pieces[index - 1]
        if before.kind is not PieceKind.NUMBER or len(before.text) > 1 or before.glued:
            return None
        hit = self._longest(self._folded, text, index, taken, options, accents=False)
        if hit is None or hit.first == hit.last:
            return None
        return replace(hit, near=True)

    def _longest(
        self,
        root: _Node,
        text: CommentText,
        index: int,
        taken: Sequence[bool],
        options: frozenset[str],
        *,
        accents: bool,
    ) -> KeywordHit | None:
        node, at, best, pieces = root, index, None, text.pieces
        blanks = False
        while at < len(pieces) and not taken[at]:
            child = node.children.get(pieces[at].key if accents else pieces[at].flat)
            if child is None:
                break
            node = child
            if node.keywords and _ends_token(pieces, at):
                inner_blank = blanks and self._blank_inserted(text, index, at)
                if not inner_blank or _may_hold_blank(pieces, index, at, options):
                    best = KeywordHit(tuple(sorted(node.keywords)), index, at, near=False)
            following = _next_in_keyword(pieces, at)
            if following is None:
                break
            blanks = blanks or not pieces[following].glued
            at = following
        return best

    @staticmethod
    def _blank_inserted(text: CommentText, first: int, last: int) -> bool:
        """Whether a blank stands between the letters and the digits of a code: `B 05`."""
        pieces = [piece for piece in text.pieces[first : last + 1] if piece.kind is not PieceKind.SIGN]
        return (
            len(pieces) == 2
            and pieces[0].kind is not pieces[1].kind
            and not _joined(text.pieces, first, last)
        )

    def _near(self, text: CommentText, index: int, taken: Sequence[bool]) -> KeywordHit | None:
        """A token, or two across a blank, that differs from a keyword by a confusion or a leading zero."""
        last = _token_end(text.pieces, index)
        if last == index and len(text.pieces[index].flat) > 1:
            return None  # Only letters, or only digits.
        hit = self._near_token(text, index, last, taken)
        if hit is not None or len(text.pieces[index].flat) > 1 or not _has_number_behind(text.pieces, last):
            return hit
        return self._near_token(text, index, _token_end(text.pieces, last + 1), taken)

    def _near_token(
        self, text: CommentText, first: int, last: int, taken: Sequence[bool]
    ) -> KeywordHit | None:
        pieces = text.pieces[first : last + 1]
        token = "".join(piece.flat for piece in pieces)
        if any(taken[first : last + 1]) or not _is_code(token):
            return None
        if any(piece.has_accent for piece in pieces) or token in self._glued:
            return None  # The keyword itself, only parted where it may not be: `size M 2`.
        keywords = self._skeletons.get(token.translate(_CONFUSED)) or self._unpadded.get(_unpad(pieces))
        if not keywords or (token[0] == "x" and token[1:].isdigit()):
            return None
        return KeywordHit(tuple(sorted(keywords)), first, last, near=True)


def _is_letter(piece: Piece) -> bool:
    return piece.kind is PieceKind.WORD and len(piece.flat) == 1


def _has_number_behind(pieces: Sequence[Piece], index: int) -> bool:
    return index + 1 < len(pieces) and pieces[index + 1].kind is not PieceKind.SIGN


def _is_code(token: str) -> bool:
    return any(c.isdigit() for c in token) and not token[0].isdigit() and len(token) <= _LONGEST_CODE


def _unpad(pieces: Sequence[Piece]) -> str:
    return "".join(
        (piece.flat.lstrip("0") or "0") if piece.kind is PieceKind.NUMBER else piece.flat for piece in pieces
    )


def _risk(pieces: Sequence[Piece]) -> Risk | None:
    if len(pieces) != 1:
        return None
    piece = pieces[0]
    if piece.kind is PieceKind.NUMBER:
        return Risk.NUMBER
    if len(piece.flat) == 1:
        return Risk.LETTER
    return Risk.WORD if is_ordinary_word(piece.flat) else None


def _starts_token(pieces: Sequence[Piece], index: int) -> bool:
    """A keyword is a whole token; a quantity may be glued before it (`2xB05`)."""
    piece = pieces[index]
    if not piece.glued or index == 0:
        return True
    before = pieces[index - 1]
    return before.kind is PieceKind.SIGN or (before.flat == "x" and index >= 2 and pieces[index - 1].glued)


def _ends_token(pieces: Sequence[Piece], index: int) -> bool:
    """A keyword is a whole token; `x2` and a bracket may be glued behind it."""
    if index + 1 >= len(pieces) or not pieces[index + 1].glued:
        return True
    behind = pieces[index + 1]
    if behind.kind is PieceKind.SIGN:
        return True
    return (
        behind.flat == "x"
        and index + 2 < len(pieces)
        and pieces[index + 2].kind is PieceKind.NUMBER
        and pieces[index + 2].glued
    )


def _token_end(pieces: Sequence[Piece], index: int) -> int:
    """The last piece of a token, as far as it may be a code: a longer one is none, wherever it ends."""
    last, behind = index, pieces[index + 1 : index + 1 + _LONGEST_CODE]
    for piece in behind:
        if not piece.glued or piece.kind is PieceKind.SIGN:
            break
        last += 1
    return last


def _next_in_keyword(pieces: Sequence[Piece], index: int) -> int | None:
    """The next piece of the same keyword: glued, behind blanks, or behind one of `- . _`."""
    following = index + 1
    if following >= len(pieces):
        return None
    if pieces[following].text in _JOINERS:
        following += 1
        if following >= len(pieces):
            return None
    return following if pieces[following].kind is not PieceKind.SIGN else None


def _joined(pieces: Sequence[Piece], first: int, last: int) -> bool:
    return any(piece.text in _JOINERS for piece in pieces[first : last + 1])


# Behind these stands a place, not a code: `toà G5`, `số nhà 12A` (product.md §2.4).
_PLACE_HEADS = words("lô toà tòa block phòng ngõ hẻm đc chỉ lầu tầng")


def without_addresses(text: CommentText, hits: Sequence[KeywordHit]) -> list[KeywordHit]:
    """Codes that stand in an address are none where another code is there, else only near ones."""
    placed = [hit for hit in hits if _in_address(text.pieces, text, hit)]
    others = [hit for hit in hits if hit not in placed]
    return others or [replace(hit, near=True) for hit in placed]


def _in_address(pieces: Sequence[Piece], text: CommentText, hit: KeywordHit) -> bool:
    at = hit.first - 1
    while at >= 0 and pieces[at].text in (":", ".", "/", "-"):
        at -= 1
    head = pieces[at].key if at >= 0 else ""
    before = pieces[at - 1].key if at >= 1 else ""
    if head in _PLACE_HEADS or (before, head) in _PLACE_PAIRS:
        return True
    if pieces[hit.first].kind is not PieceKind.NUMBER:
        return False
    street = pieces[hit.last + 1 : hit.last + 3]
    is_street = len(street) == 2 and all(text.is_capitalised(p) for p in street if p.kind is PieceKind.WORD)
    return head in _NUMBER_HEADS or (is_street and all(p.kind is PieceKind.WORD for p in street))


_NUMBER_HEADS = words("số")
_PLACE_PAIRS = {
    (accent_key(first), accent_key(second))
    for first, second in (("số", "nhà"), ("so", "nha"), ("căn", "hộ"), ("can", "ho"), ("đ", "c"), ("d", "c"))
}


def _may_hold_blank(pieces: Sequence[Piece], first: int, last: int, options: frozenset[str]) -> bool:
    """Product.md §2.3: no pronoun or size word before, no unit behind (`cho c 1 cái` is no C1)."""
    before = pieces[first - 1].key if first else ""
    behind = pieces[last + 1].key if last + 1 < len(pieces) else ""
    letter, number = pieces[first].flat, pieces[last].text
    if before in ADDRESSED or before in SIZE_WORDS or (behind in UNITS and pieces[last + 1].flat != letter):
        return False
    if len(letter) > 1 or number.startswith("0") or len(number) > 1:
        return True
    if before == "cho" and letter in ADDRESSED:
        return False
    return not (letter in options and first > 0 and before not in ORDER_VERBS)
