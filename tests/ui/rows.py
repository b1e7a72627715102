"""Rows to show in the tests."""

from __future__ import annotations

from desktop.domain.capture.outcome import Outcome, Span, SpanKind
from desktop.services.live_rows import FeedRow, ProductRow

NOW = 1_795_268_021_000


def feed_row(number: int = 0, message: str = "A01 x2 0912345678", **changes: object) -> FeedRow:
    values: dict[str, object] = {
        "comment_id": f"c{number}",
        "sequence": number + 1,
        "revision": 1,
        "buyer_name": f"Khách {number}",
        "author_id": f"u{number}",
        "created_at": NOW + number * 1_000,
        "message": message,
        "spans": (Span(0, 3, SpanKind.KEYWORD),) if message.startswith("A01") else (),
        "outcome": Outcome.ORDERED,
        "badge": "QL-000001 · A01×2",
        "reason": "từ khoá A01 ×2, SĐT 0912345678",
    }
    return FeedRow(**(values | changes))  # type: ignore[arg-type]


def feed_rows(first: int, last: int) -> list[FeedRow]:
    return [feed_row(number) for number in range(first, last)]


def product_row(code: str, name: str = "Áo len cổ lọ", **changes: object) -> ProductRow:
    values: dict[str, object] = {
        "sku": f"SKU-{code}",
        "keywords": (code,),
        "product": name,
        "variant": "Kem / M",
        "price": 299_000,
        "open_sale": 20,
        "reserved": 14,
        "sold": 2,
        "held": 1,
        "waiting": 0,
        "stock": 34,
        "stock_fetched_at": NOW - 12_000,
        "tracked": True,
        "is_open": True,
        "picture": None,
    }
    return ProductRow(**(values | changes))  # type: ignore[arg-type]
