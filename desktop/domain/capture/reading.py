"""Reading a comment: text → phones, lines, intent, with spans and reasons (product.md §2.1–2.7).

Pure text work, the same for every buyer: it knows the script's words, but neither stock nor carts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.domain.capture.intent import read_intent
from desktop.domain.capture.intent_reading import Intent, IntentReading
from desktop.domain.capture.keyword_index import KeywordHit, KeywordIndex, canonical, without_addresses
from desktop.domain.capture.lines import NO_CHOICE, Choice, LineReading, read_lines
from desktop.domain.capture.numbers import classify, quantities
from desktop.domain.capture.options import (
    OptionHit,
    OptionIndex,
    foreign_options,
    is_size_or_colour,
    matching,
    variant_options,
)
from desktop.domain.capture.outcome import Span, SpanKind
from desktop.domain.capture.phones import Phone, find_phones
from desktop.domain.capture.places import mark_addresses
from desktop.domain.capture.plainness import name_words
from desktop.domain.capture.text import CommentText, PieceKind, normalise
from desktop.domain.capture.vocabulary import OPTION_WORDS, ORDER_VERBS, POLITENESS
from desktop.domain.script import Script, ScriptProduct

# A comment that begins with a risky keyword may have this many further words (product.md §2.12: "short").
_SHORT = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """What a comment says. `lines` are sure, `doubtful` are near misses, bad choices and odd quantities.

    `phones` are in normal form, in order. `choice` are the options and quantities named.
    `is_only_options`: nothing but them, a phone and politeness is there. `refuses_order`: an order
    as a whole is refused (`hủy đơn`). `closed` are the keywords named that are closed for sale.
    """

    message: str
    phones: tuple[str, ...] = ()
    lines: tuple[LineReading, ...] = ()
    doubtful: tuple[LineReading, ...] = ()
    intent: Intent = Intent.DOUBTFUL
    choice: Choice = NO_CHOICE
    is_only_options: bool = False
    has_order_verb: bool = False
    refuses_order: bool = False
    closed: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def names_products(self) -> bool:
        """Whether any keyword, sure or near, was found."""
        return bool(self.lines or self.doubtful)


# A comment with more codes is no order; what stands behind is not read.
_MOST_CODES = 40
# In a longer comment (in pieces) that names nothing, numbers are not looked at.
_LONG = 400


class Reader:
    """Reads comments by one revision of a script. Building it costs with the keywords, reading does not."""

    def __init__(self, script: Script) -> None:
        self._max_per_line = script.max_per_line
        self._variants: dict[str, tuple[ScriptProduct, ...]] = {}
        for product in script.products:
            for keyword in dict.fromkeys(map(canonical, product.keywords)):
                self._variants[keyword] = (*self._variants.get(keyword, ()), product)
        self._shown = {canonical(word): word for product in script.products for word in product.keywords}
        self._keywords = KeywordIndex(self._variants)
        self._options = OptionIndex(script.products)
        self._neutral = name_words(product.product for product in script.products)

    def read(self, message: str) -> Reading:
        """Read one comment of any length (product.md §2.1–2.7)."""
        text = normalise(message)
        roles: list[SpanKind | None] = [None] * len(text.pieces)
        phones = find_phones(text.flat)
        _mark_phones(text, roles, phones)
        hits = self._hits(text, roles)
        if len(hits) > _MOST_CODES:
            text = text.up_to(hits[_MOST_CODES].first)
            hits, roles = hits[:_MOST_CODES], roles[: len(text.pieces)]
        for hit in hits:
            _mark(roles, hit, SpanKind.NEAR_KEYWORD if hit.near else SpanKind.KEYWORD)
        chosen = self._find_options(text, roles, hits)
        foreign = foreign_options(text, roles, self._options.values) if hits else []
        for option in foreign:
            _mark(roles, option, SpanKind.OPTION)
        counts = bool(hits or chosen) or len(text.pieces) <= _LONG
        if counts:
            classify(text, roles)
        amounts = quantities(text, roles) if counts else []
        mark_addresses(text, roles)
        sure, doubtful, closed = read_lines(
            text, hits, self._variants, [*chosen, *foreign], amounts, self._max_per_line
        )
        intent = read_intent(text, roles, self._neutral)
        begins = {hit.first for hit in hits} | {hit.first for hit in (*chosen, *foreign)}
        begins |= {amount.first for amount in amounts}
        return Reading(
            message=message,
            phones=tuple(phone.number for phone in phones),
            lines=self._as_written(sure),
            doubtful=self._as_written(doubtful),
            intent=intent.intent,
            choice=Choice(tuple(chosen), tuple(amounts)),
            is_only_options=bool(chosen) and not hits and _is_only_options(text, roles),
            has_order_verb=bool(amounts) or _has_order_verb(text, roles),
            refuses_order=intent.intent is Intent.REFUSAL and _names_order(text),
            closed=closed,
            spans=_spans(text, roles, intent, begins),
        )

    def on_air_line(self, keyword: str, reading: Reading) -> LineReading | None:
        """The line that a comment without a code means while a keyword is shown (product.md §2.13).

        None where the keyword is not on sale, or the option named is none of its own.
        """
        variants = [product for product in self._variants.get(canonical(keyword), ()) if product.open]
        fitting = matching(variants, reading.choice.values)
        if not fitting:
            return None
        quantity = reading.choice.amounts[0].value if reading.choice.amounts else 1
        return LineReading(keyword, max(1, quantity), tuple(product.sku for product in fitting))

    def _as_written(self, lines: Sequence[LineReading]) -> tuple[LineReading, ...]:
        return tuple(replace(line, keyword=self._shown[line.keyword]) for line in lines)

    def _hits(self, text: CommentText, roles: Sequence[SpanKind | None]) -> list[KeywordHit]:
        taken = [role is not None for role in roles]
        hits = self._keywords.find(text, taken, self._options.values)
        kept = [hit for hit in hits if not set(hit.keywords) <= self._keywords.risky]
        risky = [hit for hit in hits if set(hit.keywords) <= self._keywords.risky and not hit.near]
        if risky and not kept and self._leads(text, roles, risky[0]):
            kept = [risky[0]]
        return without_addresses(text, kept)

    @staticmethod
    def _leads(text: CommentText, roles: Sequence[SpanKind | None], hit: KeywordHit) -> bool:
        """Product.md §2.12: the comment begins with a risky keyword and is short."""
        before = [piece for piece in text.pieces[: hit.first] if piece.text != "#"]
        others = [
            piece
            for index, piece in enumerate(text.pieces)
            if index > hit.last and roles[index] is None and piece.kind is not PieceKind.SIGN
        ]
        return not before and len(others) <= _SHORT

    def _find_options(
        self, text: CommentText, roles: list[SpanKind | None], hits: Sequence[KeywordHit]
    ) -> list[OptionHit]:
        """The option words that belong to a keyword of the comment, or all where it has none."""
        found = self._options.find(text, roles)
        if hits:
            known = {v for hit in hits for keyword in hit.keywords for v in self._values(keyword)}
            found = [
                hit if hit.value in known else replace(hit, named=hit.named or _plainly(text, hit))
                for hit in found
                if hit.value in known or hit.named or is_size_or_colour(hit.value)
            ]
        for hit in found:
            _mark(roles, hit, SpanKind.OPTION)
        return found

    def _values(self, keyword: str) -> set[str]:
        return {value for product in self._variants[keyword] for value in variant_options(product)}


def _plainly(text: CommentText, hit: OptionHit) -> str:
    """A colour typed with its accents, small: it was meant, though `màu` does not stand before."""
    piece = text.pieces[hit.first]
    return "colour" if piece.has_accent and not text.is_capitalised(piece) else ""


def _mark_phones(text: CommentText, roles: list[SpanKind | None], phones: Sequence[Phone]) -> None:
    starts = [piece.start for piece in text.pieces]
    for phone in phones:
        for index in range(bisect_right(starts, phone.start) - 1, bisect_left(starts, phone.end)):
            roles[index] = SpanKind.PHONE


def _mark(roles: list[SpanKind | None], hit: KeywordHit | OptionHit, kind: SpanKind) -> None:
    roles[hit.first : hit.last + 1] = [kind] * (hit.last + 1 - hit.first)


def _has_order_verb(text: CommentText, roles: Sequence[SpanKind | None]) -> bool:
    return any(
        role is None and piece.key in ORDER_VERBS for role, piece in zip(roles, text.pieces, strict=True)
    )


def _names_order(text: CommentText) -> bool:
    """`hủy đơn`, `bỏ hết giúp em`: the whole cart is meant."""
    return any(piece.flat in ("don", "het", "order", "gio") for piece in text.pieces)


def _is_only_options(text: CommentText, roles: Sequence[SpanKind | None]) -> bool:
    """Whether an option stands alone (product.md §2.8): nothing else but politeness and a phone."""
    return all(
        role in (SpanKind.OPTION, SpanKind.PHONE, SpanKind.QUANTITY)
        or piece.kind is PieceKind.SIGN
        or piece.key in POLITENESS
        or piece.key in OPTION_WORDS
        or piece.key in ORDER_VERBS
        for role, piece in zip(roles, text.pieces, strict=True)
    )


def _spans(
    text: CommentText, roles: Sequence[SpanKind | None], intent: IntentReading, begins: set[int]
) -> tuple[Span, ...]:
    """Neighbouring pieces of one thing as one span of the message as received."""
    shown = list(roles)
    if intent.first is not None and intent.last is not None:
        for index in range(intent.first, min(intent.last, len(shown) - 1) + 1):
            shown[index] = shown[index] or SpanKind.INTENT
    spans: list[Span] = []
    for index, role in enumerate(shown):
        if role is None:
            continue
        start, end = text.span(text.pieces[index].start, text.pieces[index].end)
        if spans and shown[index - 1] is role and index not in begins:
            spans[-1] = Span(spans[-1].start, end, role)
        elif (
            start := max(start, spans[-1].end if spans else 0)
        ) < end:  # `¼` is one character, three pieces.
            spans.append(Span(start, end, role))
    return tuple(spans)
