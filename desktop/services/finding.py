"""Finding anything by what is typed (Ctrl+K): buyers, orders, products, comments of one campaign.

Texts are kept folded in memory and added to as they come, so that a search reads no table from its
beginning: at 50,000 comments a search takes milliseconds (tests/services/test_finding.py measures it).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from desktop.domain.capture.text import fold
from desktop.domain.orders import order_code
from desktop.domain.script import ScriptProduct
from desktop.services.buyer_rows import Found, FoundKind
from desktop.services.selling import Selling
from desktop.storage import desk
from desktop.storage.desk import BuyerFound
from desktop.storage.transaction import Transaction

MOST = 8
LEAST_DIGITS = 4
# Of so many buyers of a name it is asked who is in this campaign.
MOST_LIKELY = 500
_ORDER = re.compile(r"(?:ql)?-?0*(\d{1,9})")
_NUMBER = re.compile(r"(?:stt)?0*(\d{1,5})")


@dataclass(slots=True)
class FoldedTexts:
    """The folded names of buyers and comments of a campaign, as far as they were read."""

    names: dict[int, str] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    last_buyer: int = 0
    last_comment: int = 0
    changed: set[str] = field(default_factory=set)

    def catch_up(self, tx: Transaction, campaign: int) -> None:
        """Read what came since, and the comments that are said to have changed."""
        for buyer, name in desk.buyer_names(tx, self.last_buyer):
            self.names[buyer] = fold(name)
            self.last_buyer = max(self.last_buyer, buyer)
        for sequence, comment, text in desk.comment_texts(tx, campaign, self.last_comment):
            self.comments[comment] = fold(text)
            self.last_comment = sequence
        if self.changed:
            again, self.changed = self.changed, set()
            for _sequence, comment, text in desk.comment_texts(tx, campaign, 0, again):
                self.comments[comment] = fold(text)

    def named(self, words: Collection[str]) -> Iterator[int]:
        """Buyers of whose name every word is a part."""
        return (buyer for buyer, name in self.names.items() if all(word in name for word in words))

    def said(self, text: str) -> Iterator[str]:
        """Comments with this text in them, newest first."""
        return (comment for comment in reversed(self.comments) if text in self.comments[comment])


def find(tx: Transaction, selling: Selling, texts: FoldedTexts, typed: str) -> tuple[Found, ...]:
    """What is found, grouped, at most 8 of each kind. Nothing for a blank text."""
    text = " ".join(fold(typed).split())
    if not text:
        return ()
    texts.catch_up(tx, selling.campaign)
    return (
        *_buyers(tx, selling, texts, text),
        *_orders(tx, selling, text),
        *_products(selling, text),
        *_comments(tx, texts, text),
    )


def _buyers(tx: Transaction, selling: Selling, texts: FoldedTexts, text: str) -> Iterator[Found]:
    """By running number, by phone, by name; those of this campaign first."""
    ids: list[int] = []
    if match := _NUMBER.fullmatch(text.replace(" ", "")):
        ids += desk.buyers_by_number(tx, selling.campaign, int(match.group(1)))
    digits = _digits(text)
    if len(digits) >= LEAST_DIGITS:
        ids += desk.buyers_by_phone(tx, digits, MOST)
    ids += _named(tx, selling, texts, text)
    shown = list(dict.fromkeys(ids))[:MOST]
    for buyer in desk.found_buyers(tx, selling.campaign, shown):
        yield Found(FoundKind.BUYER, str(buyer.id), buyer.name, _buyer_detail(buyer), buyer.id)


def _named(tx: Transaction, selling: Selling, texts: FoldedTexts, text: str) -> list[int]:
    if text.replace(" ", "").isdigit():
        return []
    named = sorted(texts.named(text.split()), key=lambda buyer: not texts.names[buyer].startswith(text))
    likely = named[:MOST_LIKELY]
    here = desk.writers_of(tx, selling.campaign, likely) if len(likely) > MOST else set(likely)
    return sorted(likely, key=lambda buyer: buyer not in here)[:MOST]


def _digits(text: str) -> str:
    """The digits of a number typed in any way, the country code as a zero; empty for other texts."""
    if re.search(r"[^\d\s.\-+()]", text):
        return ""
    digits = re.sub(r"\D", "", text)
    return "0" + digits[2:] if text.lstrip("( ").startswith("+84") else digits


def _buyer_detail(buyer: BuyerFound) -> str:
    number = f"STT {buyer.running_number}" if buyer.running_number is not None else ""
    phone = buyer.phone or ""
    shown = f"{phone[:4]} {phone[4:7]} {phone[7:]}" if len(phone) == 10 else phone
    return " · ".join(filter(None, (number, shown)))


def _orders(tx: Transaction, selling: Selling, text: str) -> Iterator[Found]:
    match = _ORDER.fullmatch(text.replace(" ", ""))
    order = desk.order_found(tx, int(match.group(1))) if match else None
    if order is not None and order.campaign == selling.campaign:
        detail = f"{order.name} · STT {order.running_number}"
        yield Found(FoundKind.ORDER, order_code(order.id), order_code(order.id), detail, order.buyer)


def _products(selling: Selling, text: str) -> list[Found]:
    """Codes that begin with what was typed first, then names and SKUs that contain it."""
    code = text.replace(" ", "").replace("-", "")
    ranked = [
        (rank, number, product)
        for number, product in enumerate(selling.products.values())
        if (rank := _rank(product, text, code)) is not None
    ]
    return [_product(product) for _rank, _number, product in sorted(ranked, key=lambda one: one[:2])[:MOST]]


def _rank(product: ScriptProduct, text: str, code: str) -> int | None:
    codes = [fold(word).replace(" ", "").replace("-", "") for word in product.keywords]
    if code in codes:
        return 0
    if any(word.startswith(code) for word in codes):
        return 1
    haystack = fold(" ".join((product.product, product.variant, product.sku)))
    return 2 if all(word in haystack for word in text.split()) else None


def _product(product: ScriptProduct) -> Found:
    title = " ".join(filter(None, (product.keywords[0], product.product)))
    return Found(FoundKind.PRODUCT, product.sku, title, product.variant)


def _comments(tx: Transaction, texts: FoldedTexts, text: str) -> Iterable[Found]:
    ids: list[str] = []
    for comment in texts.said(text):
        ids.append(comment)
        if len(ids) == MOST:
            break
    return (
        Found(FoundKind.COMMENT, comment, message, name, buyer)
        for comment, buyer, name, message, _at in desk.found_comments(tx, ids)
    )
