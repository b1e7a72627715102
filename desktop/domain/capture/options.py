"""Option words of a comment, and the variants they choose (product.md §2.5). Knows nothing of stock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from desktop.domain.capture.outcome import SpanKind
from desktop.domain.capture.text import CommentText, Piece, PieceKind, fold, normalise
from desktop.domain.capture.vocabulary import (
    ADDRESSED,
    COLOUR_WORDS,
    COLOURS,
    NEGATIONS,
    OPTION_WORDS,
    ORDER_VERBS,
    PARTICLES,
    SIZE_WORDS,
    SIZES,
    STILL,
    words,
)
from desktop.domain.script import ScriptProduct


@dataclass(frozen=True, slots=True)
class OptionHit:
    """Option words at pieces `[first, last]`; `value` is folded; `named`: `size` or `màu` stood before."""

    value: str
    first: int
    last: int
    named: str = ""


@dataclass(slots=True)
class _Node:
    """A word of an option value by its flat form; `keys` are the ways it is accented in the script."""

    keys: set[str] = field(default_factory=set)
    children: dict[str, _Node] = field(default_factory=dict)
    value: str | None = None


def variant_options(product: ScriptProduct) -> tuple[str, ...]:
    """The folded option values of a SKU, one a dimension; out of `variant` where `options` is empty."""
    return tuple(map(_folded, _option_names(product)))


def _option_names(product: ScriptProduct) -> tuple[str, ...]:
    return product.options or tuple(part for part in product.variant.split("/") if part.strip())


def _folded(name: str) -> str:
    return " ".join(fold(name).split())


def _is_typed_as(piece: Piece, keys: set[str]) -> bool:
    """Accents are optional, the tone alone may be missing; a wrong one is another word (`đó`, `cây`)."""
    return not piece.has_accent or piece.key in keys or piece.key in {key.rstrip("12345") for key in keys}


class OptionIndex:
    """All option values of a script, ready to be found in a comment."""

    def __init__(self, products: Iterable[ScriptProduct]) -> None:
        self._root = _Node()
        named = {name for product in products for name in _option_names(product)}
        self.values = frozenset(map(_folded, named))
        self._keys = frozenset(piece.key for name in named for piece in normalise(name).pieces)
        for name in named:
            node = self._root
            for piece in normalise(name).pieces:
                node = node.children.setdefault(piece.flat, _Node())
                node.keys.add(piece.key)
            node.value = _folded(name)

    def find(self, text: CommentText, roles: Sequence[SpanKind | None]) -> list[OptionHit]:
        """Every option value that stands free in the comment, the longer first; accents are optional."""
        hits: list[OptionHit] = []
        index = 0
        while index < len(text.pieces):
            hit = self._at(text, roles, index) if self._may_begin(text.pieces[index]) else None
            if hit is not None and not _is_other_word(text, roles, hit, self._keys):
                hits.append(hit)
            index = index + 1 if hit is None else hit.last + 1
        return hits

    def _may_begin(self, piece: Piece) -> bool:
        return piece.flat in self._root.children or piece.key in NEGATIONS

    def _at(self, text: CommentText, roles: Sequence[SpanKind | None], index: int) -> OptionHit | None:
        node, at, best = self._root, index, None
        pieces = text.pieces
        while at < len(pieces) and roles[at] is None:
            child = node.children.get(pieces[at].flat)
            if child is None and pieces[at].key in NEGATIONS:
                child = node.children.get("khong")  # `ko cay` is `Không cay`.
            if child is None or not _is_typed_as(pieces[at], child.keys):
                break
            node, at = child, at + 1
            if node.value is not None and _is_whole(text, index, at - 1):
                best = OptionHit(node.value, index, at - 1, _named(text, roles, index))
        return best


def _is_other_word(
    text: CommentText, roles: Sequence[SpanKind | None], hit: OptionHit, keys: frozenset[str]
) -> bool:
    """Words that only look like an option: in a name, an address, a date, or with another meaning."""
    pieces, piece = text.pieces, text.pieces[hit.first]
    if hit.named or hit.first != hit.last:
        return False
    before = pieces[hit.first - 1] if hit.first else None
    behind = pieces[hit.last + 1] if hit.last + 1 < len(pieces) else None
    if piece.kind is PieceKind.NUMBER:
        return (behind is not None and behind.text == "/" and behind.glued) or is_street(text, hit.last + 1)
    if piece.key in NEGATIONS:
        return _is_negation(pieces, roles, hit.first)
    if _is_in_name(text, roles, hit.first):
        return True
    if behind is not None and behind.flat in ("on", "oi") and piece.flat in ("cam", "m", "c", "e"):
        return True  # `cam on`, `m oi`
    if piece.flat == "m" and before is not None and before.key == "cho" and behind is not None:
        return behind.kind is PieceKind.NUMBER
    return not piece.has_accent and piece.key not in keys and piece.key in _FILLERS


_FILLERS = words("chị dạ ghi dâu đâu bỏ mô ở ơ") | {"chi", "da", "dau", "bo", "mo", "o"}


def _is_negation(pieces: Sequence[Piece], roles: Sequence[SpanKind | None], index: int) -> bool:
    """`hông lấy`, `còn hông shop`: southern `không`, not the colour."""
    behind = pieces[index + 1] if index + 1 < len(pieces) else None
    if behind is not None and (behind.key in ORDER_VERBS or behind.flat in ("can", "dat")):
        return True
    asks = any(piece.key in STILL or piece.flat == "con" for piece in pieces[max(0, index - 3) : index])
    at_end = all(
        piece.kind is PieceKind.SIGN or piece.key in PARTICLES or role is SpanKind.PHONE
        for piece, role in zip(pieces[index + 1 :], roles[index + 1 :], strict=True)
    )
    return asks or (at_end and pieces[index].key != "hong")


def _is_in_name(text: CommentText, roles: Sequence[SpanKind | None], index: int) -> bool:
    """`chị Hồng`, `Nguyễn Thị Hồng`, `12 Hồng Bàng`: capitalised beside a form of address or a name."""
    pieces = text.pieces
    if not text.is_capitalised(pieces[index]):
        return False
    if index and pieces[index - 1].key in ADDRESSED and roles[index - 1] is None:
        return True
    beside = [at for at in (index - 1, index + 1) if 0 <= at < len(pieces) and roles[at] is None]
    return any(
        text.is_capitalised(pieces[at]) and fold(pieces[at].text) not in _FLAT_COLOURS for at in beside
    )


def is_street(text: CommentText, index: int) -> bool:
    """Two capitalised words behind a number are a street (product.md §2.4: address before quantity)."""
    names = text.pieces[index : index + 2]
    return len(names) == 2 and all(
        piece.kind is PieceKind.WORD and text.is_capitalised(piece) for piece in names
    )


_FOREIGN = SIZES | frozenset(fold(colour) for colour in COLOURS) | {"ml", "gr"}


def foreign_options(
    text: CommentText, roles: Sequence[SpanKind | None], known: frozenset[str]
) -> list[OptionHit]:
    """Sizes and colours that no product of the script has but that were plainly meant as such."""
    hits: list[OptionHit] = []
    for index, piece in enumerate(text.pieces):
        if piece.flat not in _FOREIGN and piece.kind is not PieceKind.NUMBER:
            continue
        if roles[index] is not None or piece.flat in known or not _is_whole(text, index, index):
            continue
        named = _named(text, roles, index)
        is_size = named == "size" and (piece.flat in SIZES or piece.kind is PieceKind.NUMBER)
        is_size = is_size or (piece.flat in SIZES and len(piece.flat) > 1)
        is_colour = piece.key in COLOURS and (named == "colour" or piece.has_accent or not text.has_accents)
        is_weak = piece.flat in _WEAK_COLOURS and not named
        is_weak = is_weak and (not piece.has_accent or text.is_capitalised(piece))  # `Hàng Bạc`, `chị Mận`
        if is_size or (is_colour and not is_weak):
            hits.append(OptionHit(piece.flat, index, index, named or ("size" if is_size else "colour")))
        elif _is_measure(text, roles, index):
            hits.append(OptionHit(text.pieces[index - 1].text + piece.flat, index - 1, index, "size"))
    return hits


def _is_measure(text: CommentText, roles: Sequence[SpanKind | None], index: int) -> bool:
    """`30ml`: a number and a measure in one word."""
    piece = text.pieces[index]
    if piece.flat not in ("ml", "gr") or not piece.glued or roles[index - 1] is not None:
        return False
    return text.pieces[index - 1].kind is PieceKind.NUMBER


# Colour words that mean something else in chat unless `màu` stands before.
_WEAK_COLOURS = frozenset(
    ["be", "ghi", "cam", "than", "do", "lam", "bac", "duong", "ngoc", "com", "man", "tim", "hong"]
)


def _named(text: CommentText, roles: Sequence[SpanKind | None], index: int) -> str:
    at = index - 1
    while at >= 0 and text.pieces[at].text in (":", "="):
        at -= 1
    if at < 0 or text.pieces[at].key not in OPTION_WORDS:
        return ""
    if text.pieces[at].key in SIZE_WORDS:
        return "size"
    return "colour" if text.pieces[at].key in COLOUR_WORDS else ""


# `M1` is one of M; `m58` is a height.
MOST_GLUED = 20


def _is_whole(text: CommentText, first: int, last: int) -> bool:
    """An option is a whole word; a quantity may be glued before or behind (`1M`, `M1`)."""
    pieces = text.pieces
    if pieces[first].glued and first > 0 and pieces[first - 1].kind is PieceKind.WORD:
        return False
    if pieces[first].glued and first > 1 and pieces[first - 2].text in ",.":
        return False  # `1,6m` is a height.
    if pieces[first].kind is PieceKind.NUMBER and pieces[first].glued and first > 0:
        return pieces[first - 1].kind is PieceKind.SIGN and pieces[first - 1].text not in ".,/-"
    if last + 1 < len(pieces) and pieces[last + 1].glued:
        behind = pieces[last + 1]
        if behind.kind is PieceKind.WORD and not (
            pieces[last].kind is PieceKind.NUMBER and behind.flat == "x"
        ):
            return False
        if behind.kind is PieceKind.NUMBER and int(behind.text[:4]) > MOST_GLUED:
            return False
        if behind.kind is PieceKind.NUMBER and first > 0 and pieces[first].glued:
            return False  # `1m6` is a height.
    return True


def combine(hits: Sequence[OptionHit], variants: Sequence[ScriptProduct]) -> list[list[OptionHit]]:
    """The option words of one keyword, grouped into lines: `1M 1L` are two, `đen M` is one.

    One value a dimension in each line. Where one dimension has several values the others hold for all
    of its lines; where two have equally many they go together in order (`kem M đen L`).
    """
    by_dimension: dict[int, list[OptionHit]] = {}
    for hit in hits:
        dimension = _dimension(hit.value, variants)
        same = by_dimension.setdefault(dimension, [])
        if all(hit.value != other.value for other in same):
            same.append(hit)
    most = max((len(values) for values in by_dimension.values()), default=0)
    lines: list[list[OptionHit]] = []
    for number in range(max(most, 1)):
        chosen = [
            values[number if len(values) == most else min(number, len(values) - 1)]
            for values in by_dimension.values()
        ]
        lines.append(sorted(chosen, key=lambda hit: hit.first))
    return lines


def _dimension(value: str, variants: Sequence[ScriptProduct]) -> int:
    for variant in variants:
        options = variant_options(variant)
        if value in options:
            return options.index(value)
    return -1


def matching(variants: Sequence[ScriptProduct], values: Iterable[str]) -> tuple[ScriptProduct, ...]:
    """The variants that have every one of these option values."""
    wanted = set(values)
    return tuple(variant for variant in variants if wanted <= set(variant_options(variant)))


def is_partial_value(value: str, variants: Sequence[ScriptProduct]) -> bool:
    """Whether a word is part of an option value (`xanh` of `Xanh rêu`): it chooses nothing."""
    return any(value in option.split() and value != option for v in variants for option in variant_options(v))


def is_size_or_colour(value: str) -> bool:
    """Whether a folded value reads like a size or a colour of any goods."""
    return value in SIZES or all(word in _FLAT_COLOURS for word in value.split())


_FLAT_COLOURS = frozenset(fold(colour) for colour in COLOURS)


def has_sizes(variants: Sequence[ScriptProduct]) -> bool:
    """Whether these variants differ in something like a size."""
    options = {option for variant in variants for option in variant_options(variant)}
    return any(option in SIZES or option[:1].isdigit() for option in options)


def has_colours(variants: Sequence[ScriptProduct]) -> bool:
    """Whether these variants differ in something like a colour."""
    return any(
        word in _FLAT_COLOURS for v in variants for option in variant_options(v) for word in option.split()
    )
