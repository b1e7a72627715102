"""Codes for products: the next one by the shop's own pattern, and a safer one for a risky keyword. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from string import ascii_uppercase

from desktop.domain.capture.keyword_index import Risk, canonical, risk_of
from desktop.domain.capture.text import fold
from desktop.domain.script_draft import DraftLine

_CODE = re.compile(r"([A-Z]{1,3})(\d{1,4})")
_FIRST, _WIDTH = "A", 2


def split_keywords(text: str) -> tuple[str, ...]:
    """The keywords typed into one field: parted by commas, each once, blanks around them dropped."""
    found: dict[str, str] = {}
    for word in (" ".join(word.split()) for word in re.split(r"[,;\n]", text)):
        if word:
            found.setdefault(same_keyword(word) or word, word)
    return tuple(found.values())


def has_letters(keyword: str) -> bool:
    """Whether a keyword has a letter or a digit: without one no comment can name it."""
    return any(character.isalnum() for character in keyword)


def same_keyword(keyword: str) -> str:
    """The form under which two spellings are the same keyword (product.md §2.3); "" where it is none."""
    return canonical(keyword) if has_letters(keyword) else ""


def next_code(taken: Iterable[str]) -> str:
    """The next free code by the pattern used most: `A03` behind `A01`, `A02`; `A01` for the first."""
    codes = [(match[1], match[2]) for word in taken if (match := _CODE.fullmatch(word.strip().upper()))]
    if not codes:
        return f"{_FIRST}{1:0{_WIDTH}}"
    prefix = Counter(letters for letters, _ in codes).most_common(1)[0][0]
    mine = [digits for letters, digits in codes if letters == prefix]
    width = max(map(len, mine))
    return f"{prefix}{max(map(int, mine)) + 1:0{width}}"


def safer_code(keyword: str, taken: Collection[str]) -> str:
    """A code in place of a risky keyword; a bare number keeps its figure where that is free: `1` → `B01`."""
    known = {same_keyword(word) for word in taken}
    match risk_of(same_keyword(keyword)):
        case Risk.NUMBER:
            options = [f"{letter}{int(same_keyword(keyword)):02}" for letter in ascii_uppercase]
        case Risk.LETTER if fold(keyword)[-1:].upper() in ascii_uppercase:
            options = [f"{fold(keyword)[-1:].upper()}{number:02}" for number in range(1, 100)]
        case _:
            options = []
    return next((code for code in options if same_keyword(code) not in known), next_code(taken))


def with_codes(lines: Sequence[DraftLine], added: Sequence[DraftLine]) -> tuple[DraftLine, ...]:
    """The lines with those added behind them; each that has no keyword gets one (product.md §2.5).

    Variants of one product share their code, for buyers name the variant beside it.
    """
    result = list(lines)
    for line in added:
        result.append(line if line.keywords else replace(line, keywords=_code_for(line, result)))
    return tuple(result)


def product_key(line: DraftLine) -> str:
    """What tells one product from another: its name, or the SKU where it has none."""
    return fold(line.product).strip() or line.sku


def _code_for(line: DraftLine, lines: Sequence[DraftLine]) -> tuple[str, ...]:
    siblings = [other for other in lines if other.keywords and product_key(other) == product_key(line)]
    for code in dict.fromkeys(other.keywords[0] for other in siblings):
        named = [other.variant for other in siblings if code in other.keywords]
        if line.variant and line.variant not in named and all(named):
            return (code,)
    return (next_code(word for other in lines for word in other.keywords),)
