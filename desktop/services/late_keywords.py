"""A keyword added while the live runs, with the comments that used it too early (product.md §2.13).

Plain functions `fn(tx, …)`, one transaction each.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.domain.capture.keyword_index import KeywordIndex, canonical
from desktop.domain.script import ScriptProduct
from desktop.services import suggestions
from desktop.services.selling import Selling, load
from desktop.storage import campaigns
from desktop.storage.transaction import Transaction

LONGEST = 40


class KeywordError(ValueError):
    """A keyword cannot be added; the text is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class KeywordAdded:
    """What came of it: `skus` that have the keyword now, ids of the comments `offered` as suggestions.

    `is_risky`: it counts only at the beginning of a short comment (product.md §2.12).
    """

    keyword: str
    skus: tuple[str, ...]
    offered: tuple[str, ...]
    is_risky: bool


def add_keyword(tx: Transaction, selling: Selling, sku: str, text: str, now: int) -> KeywordAdded:
    """Let a keyword mean this product from now on, with the variants that its first keyword chooses among.

    The script's revision grows, so that comments in hand are read again. Raises KeywordError.
    """
    product = selling.products.get(sku)
    if product is None:
        raise KeywordError(f"Không có SKU {sku} trong chiến dịch này.")
    variants = _variants(selling, product)
    keyword = _checked(selling, variants, text)
    _store(tx, selling, variants, keyword)
    offered = suggestions.offer_late_keywords(tx, load(tx, selling.campaign), now, [keyword])
    risky = bool(KeywordIndex([keyword]).risky)
    return KeywordAdded(keyword, tuple(one.sku for one in variants), tuple(offered), risky)


def keywords_added(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    """The keywords, in their canonical form, that a script (contracts.md §4) has and had not before."""
    return _keywords(after) - _keywords(before)


def _keywords(raw: Mapping[str, Any]) -> set[str]:
    return {canonical(word) for product in raw.get("products", ()) for word in product["keywords"]}


def _variants(selling: Selling, product: ScriptProduct) -> list[ScriptProduct]:
    """The products that share this one's first keyword: what the new keyword chooses among too."""
    shared = canonical(product.keywords[0])
    return [one for one in selling.products.values() if shared in map(canonical, one.keywords)]


def _checked(selling: Selling, variants: Sequence[ScriptProduct], text: str) -> str:
    """The keyword as it is stored. Raises KeywordError where it is none, or taken."""
    keyword = " ".join(text.split())
    if not any(character.isalnum() for character in keyword):
        raise KeywordError("Từ khoá cần ít nhất một chữ cái hoặc chữ số.")
    if len(keyword) > LONGEST:
        raise KeywordError(f"Từ khoá dài nhất {LONGEST} ký tự.")
    form = canonical(keyword)
    for product in selling.products.values():
        if form in map(canonical, product.keywords):
            if product in variants:
                raise KeywordError(f"{keyword} đã là từ khoá của món này rồi.")
            raise KeywordError(f"{keyword} đã dùng cho {product.product or product.sku}.")
    return keyword


def _store(tx: Transaction, selling: Selling, variants: Sequence[ScriptProduct], keyword: str) -> None:
    """Only the keywords change: what is open, the figures and all else of a running campaign stay."""
    raw = json.loads(campaigns.get(tx, selling.campaign).script)
    skus = {product.sku for product in variants}
    for entry in raw["products"]:
        if entry["sku"] in skus:
            entry["keywords"] = [*entry["keywords"], keyword]
            campaigns.set_keywords(tx, selling.campaign, entry["sku"], entry["keywords"])
    campaigns.set_script(tx, selling.campaign, json.dumps(raw, ensure_ascii=False))
