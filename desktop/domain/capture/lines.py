"""Putting keywords, options and quantities of a comment together into lines (product.md §2.4–2.6)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from desktop.domain.capture.keyword_index import KeywordHit
from desktop.domain.capture.numbers import Quantity
from desktop.domain.capture.options import (
    OptionHit,
    combine,
    has_colours,
    has_sizes,
    is_partial_value,
    matching,
)
from desktop.domain.capture.text import CommentText
from desktop.domain.capture.vocabulary import words
from desktop.domain.script import ScriptProduct


class Doubt(StrEnum):
    """Why a line is only a suggestion."""

    NEAR_KEYWORD = "near_keyword"
    NO_SUCH_VARIANT = "no_such_variant"
    OVER_LIMIT = "over_limit"
    ZERO = "zero"
    UNCLEAR_QUANTITY = "unclear_quantity"


@dataclass(frozen=True, slots=True)
class LineReading:
    """One line a comment asks for. `skus` are what it may be: one where the variant is known."""

    keyword: str
    quantity: int
    skus: tuple[str, ...]
    doubt: Doubt | None = None

    @property
    def sku(self) -> str | None:
        """The SKU where only one is possible."""
        return self.skus[0] if len(self.skus) == 1 else None


@dataclass(frozen=True, slots=True)
class Choice:
    """The options and quantities of a comment, for lines that wait for them (product.md §2.8)."""

    options: tuple[OptionHit, ...] = ()
    amounts: tuple[Quantity, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """The folded option values."""
        return tuple(hit.value for hit in self.options)


NO_CHOICE = Choice()


@dataclass(slots=True)
class _Segment:
    """A keyword hit and the options and quantities that belong to it."""

    hit: KeywordHit
    options: list[OptionHit] = field(default_factory=list)
    amounts: list[Quantity] = field(default_factory=list)

    def add(self, attribute: OptionHit | Quantity) -> None:
        if isinstance(attribute, Quantity):
            self.amounts.append(attribute)
        else:
            self.options.append(attribute)


Variants = Mapping[str, tuple[ScriptProduct, ...]]
_SEPARATORS = frozenset([",", ";", ".", "+", "/", "&", "|", "!"])
_AND = words("và va với còn")


def read_lines(
    text: CommentText,
    hits: Sequence[KeywordHit],
    variants: Variants,
    options: Sequence[OptionHit],
    amounts: Sequence[Quantity],
    max_per_line: int,
) -> tuple[tuple[LineReading, ...], tuple[LineReading, ...], tuple[str, ...]]:
    """The sure lines, the doubtful ones, and the keywords that are closed for sale."""
    lines: list[LineReading] = []
    closed: list[str] = []
    for segment in _segments(text, hits, variants, options, amounts):
        candidates = _candidates(segment, variants)
        if candidates:
            lines.extend(_lines_of(segment, candidates))
        else:
            closed.extend(segment.hit.keywords)
    merged = [_limited(line, max_per_line) for line in _merged(lines)]
    sure = tuple(line for line in merged if line.doubt is None)
    doubtful = tuple(line for line in merged if line.doubt is not None)
    return sure, doubtful, tuple(closed)


def choose(
    choice: Choice, keyword: str, candidates: Sequence[ScriptProduct], quantity: int
) -> list[LineReading]:
    """What a choice makes of an open line: one line, or several (`1 M 1 L`); `quantity` where none is said.

    Empty where the choice does not speak of these variants.
    """
    own = [hit for hit in choice.options if matching(candidates, [hit.value])]
    if not own:
        return []
    segment = _Segment(KeywordHit((keyword,), -1, -1, near=False), own, list(choice.amounts))
    return [line for line in _lines_of(segment, list(candidates), quantity) if line.doubt is None]


def _segments(
    text: CommentText,
    hits: Sequence[KeywordHit],
    variants: Variants,
    options: Sequence[OptionHit],
    amounts: Sequence[Quantity],
) -> list[_Segment]:
    """Each attribute goes to the nearest keyword (product.md §2.4)."""
    segments = [_Segment(hit) for hit in hits]
    if not segments:
        return []
    attributes: list[OptionHit | Quantity] = [*options, *(a for a in amounts if not a.for_each)]
    attributes.sort(key=lambda item: item.first)
    prefix = _is_prefix_style(segments, attributes)
    for attribute in attributes:
        _nearest(text, segments, attribute, prefix, variants).add(attribute)
    for amount in (a for a in amounts if a.for_each):
        for segment in segments:
            if not segment.amounts:
                segment.add(amount)
    return segments


def _is_prefix_style(segments: Sequence[_Segment], attributes: Sequence[OptionHit | Quantity]) -> bool:
    """`1 B05 2 D02`: something stands before the first keyword and nothing behind the last."""
    before = any(item.last < segments[0].hit.first for item in attributes)
    behind = any(item.first > segments[-1].hit.last for item in attributes)
    return len(segments) > 1 and before and not behind


def _nearest(
    text: CommentText,
    segments: Sequence[_Segment],
    attribute: OptionHit | Quantity,
    prefix: bool,
    variants: Variants,
) -> _Segment:
    number = bisect_left(segments, attribute.first, key=lambda segment: segment.hit.first)
    if number in (0, len(segments)):
        return segments[min(number, len(segments) - 1)]
    left, right = segments[number - 1], segments[number]
    parted_left = _is_parted(text, left.hit.last + 1, attribute.first)
    parted_right = _is_parted(text, attribute.last + 1, right.hit.first)
    if parted_left != parted_right:
        return right if parted_left else left
    if isinstance(attribute, OptionHit):
        fits = [bool(matching(_candidates(part, variants), [attribute.value])) for part in (left, right)]
        if fits[0] != fits[1]:
            return left if fits[0] else right
    return right if prefix else left


def _candidates(segment: _Segment, variants: Variants) -> list[ScriptProduct]:
    return [product for keyword in segment.hit.keywords for product in variants[keyword] if product.open]


def _is_parted(text: CommentText, start: int, end: int) -> bool:
    """Whether a comma, an `và` or the end of a line stands between pieces `start - 1` and `end`."""
    between = text.pieces[start:end]
    if any(piece.text in _SEPARATORS or piece.key in _AND for piece in between):
        return True
    before, behind = text.pieces[start - 1], text.pieces[end]
    gap_start, gap_end = text.span(before.start, before.end)[1], text.span(behind.start, behind.end)[0]
    return "\n" in text.message[gap_start:gap_end]


def _lines_of(segment: _Segment, candidates: list[ScriptProduct], default: int = 1) -> Iterator[LineReading]:
    keyword = segment.hit.keywords[0]
    near = Doubt.NEAR_KEYWORD if segment.hit.near else None
    useful = [hit for hit in segment.options if not _says_nothing(hit, candidates)]
    groups = combine(useful, candidates)
    for group, amount in zip(groups, _amounts_of(segment.amounts, groups), strict=True):
        fitting = matching(candidates, [hit.value for hit in group])
        doubt = near or (None if fitting else Doubt.NO_SUCH_VARIANT)
        skus = tuple(product.sku for product in (fitting or candidates))
        quantity = default if amount is None else amount
        if quantity < 0:
            doubt, quantity = doubt or Doubt.UNCLEAR_QUANTITY, -quantity
        yield LineReading(keyword, quantity, skus, doubt)


def _says_nothing(hit: OptionHit, candidates: Sequence[ScriptProduct]) -> bool:
    """A number where the product has no sizes is a body's; a plainly named choice always says something."""
    if matching(candidates, [hit.value]):
        return False
    if is_partial_value(hit.value, candidates):
        return True
    if hit.value.isdigit() or hit.value[:1].isdigit():
        return not has_sizes(candidates)
    if hit.named:
        return False
    return not (has_sizes(candidates) or has_colours(candidates))


def _amounts_of(amounts: Sequence[Quantity], groups: Sequence[Sequence[OptionHit]]) -> list[int | None]:
    """One quantity for each group of options; negative marks one that contradicts another."""
    if len(groups) == 1:
        values = list(dict.fromkeys(amount.value for amount in amounts))
        return [values[0] if len(values) == 1 else -values[-1]] if values else [None]
    if len(amounts) == 1 and amounts[0].for_each:
        return [amounts[0].value] * len(groups)
    result: list[int | None] = [None] * len(groups)
    varying = _varying(groups)
    prefix = bool(amounts) and amounts[0].first < min(hit.first for group in varying for hit in group)
    for amount in amounts:
        number = _group_of(amount, varying, prefix)
        result[number] = amount.value if result[number] is None else -amount.value
    return result


def _varying(groups: Sequence[Sequence[OptionHit]]) -> list[list[OptionHit]]:
    """The options that tell the groups apart."""
    return [
        [hit for hit in group if sum(hit in other for other in groups) == 1] or list(group)
        for group in groups
    ]


def _group_of(amount: Quantity, varying: Sequence[Sequence[OptionHit]], prefix: bool) -> int:
    """The options beside a quantity: behind it where quantities come first (`1M 1L`), else before it."""
    if prefix:
        behind = [n for n, group in enumerate(varying) if any(hit.first > amount.last for hit in group)]
        return behind[0] if behind else len(varying) - 1
    before = [n for n, group in enumerate(varying) if any(hit.last < amount.first for hit in group)]
    return before[-1] if before else 0


def _merged(lines: Sequence[LineReading]) -> list[LineReading]:
    """The same SKU, or the same open keyword, twice in a comment adds up (product.md §2.6)."""
    merged: dict[tuple[str, tuple[str, ...], Doubt | None], LineReading] = {}
    for line in lines:
        key = (line.keyword if line.sku is None else "", line.skus, line.doubt)
        before = merged.get(key)
        merged[key] = line if before is None else replace(before, quantity=before.quantity + line.quantity)
    return list(merged.values())


def _limited(line: LineReading, max_per_line: int) -> LineReading:
    """Over the limit per line, or 0: suggestion (product.md §2.4)."""
    if line.doubt is not None or 0 < line.quantity <= max_per_line:
        return line
    return replace(line, doubt=Doubt.ZERO if line.quantity == 0 else Doubt.OVER_LIMIT)
