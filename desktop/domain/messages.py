"""Messages to buyers (product.md §4): kinds, placeholders, composing. Sending is not done here."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from enum import StrEnum


class MessageKind(StrEnum):
    """The kinds of messages a script may word (product.md §4)."""

    CART = "cart"
    CONFIRM = "confirm"
    ASK_MISSING = "ask_missing"
    THANKS = "thanks"
    OUT_OF_STOCK = "out_of_stock"
    WAITLIST_OFFER = "waitlist_offer"
    CART_REMINDER = "cart_reminder"
    ORDER_CONFIRMATION = "order_confirmation"
    PAYMENT_LINK = "payment_link"


PLACEHOLDERS = frozenset({"name", "lines", "short", "total", "missing", "link"})

# The switch "Trả lời tự động" answers with these, "Tin xác nhận" with CONFIRM (product.md §4).
AUTO_REPLY_KINDS = (MessageKind.CART, MessageKind.ASK_MISSING, MessageKind.OUT_OF_STOCK)

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def unknown_placeholders(wording: str) -> list[str]:
    """The placeholders of a wording that nobody fills, in order; a stray brace counts as one."""
    unknown = [name for name in _PLACEHOLDER.findall(wording) if name not in PLACEHOLDERS]
    rest = _PLACEHOLDER.sub("", wording)
    return unknown + [brace for brace in rest if brace in "{}"]


def rotate(wordings: Sequence[str], key: str) -> str:
    """One of the wordings, chosen by a key (the comment id): the same key gives the same wording again.

    Rotation keeps Facebook from taking equal texts for spam (graph_api.md §2.1).
    """
    return wordings[zlib.crc32(key.encode()) % len(wordings)]


def fill(wording: str, values: Mapping[str, str]) -> str:
    """The wording with its placeholders replaced; text that buyers wrote is never expanded again."""
    return _PLACEHOLDER.sub(lambda match: values.get(match.group(1), ""), wording)


def compose(
    kinds: Sequence[MessageKind],
    messages: Mapping[str, Sequence[str]],
    values: Mapping[str, str],
    key: str,
) -> str:
    """The ONE message that a comment causes: its parts in the order given, a line each (product.md §4)."""
    return "\n".join(fill(rotate(messages[kind], key), values) for kind in kinds)
