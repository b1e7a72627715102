"""Orders and their states (product.md §5). No storage."""

from __future__ import annotations

from enum import StrEnum


class OrderStatus(StrEnum):
    """Nháp, Đã xác nhận, Đã chốt, Hoàn thành, Đã hủy."""

    DRAFT = "DRAFT"
    CONFIRMED = "CONFIRMED"
    CLOSED = "CLOSED"
    COMPLETED = "COMPLETED"
    CANCELLED = "CANCELLED"


OPEN_CART = (OrderStatus.DRAFT, OrderStatus.CONFIRMED)


def order_code(number: int) -> str:
    """`QL-000123` of an order's number."""
    return f"QL-{number:06d}"


def order_number(code: str) -> int | None:
    """The number of an order's code; None where it is none."""
    digits = code.removeprefix("QL-")
    return int(digits) if code.startswith("QL-") and digits.isdigit() else None
