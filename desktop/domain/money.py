"""Money as the shop writes it. Amounts are whole đồng; there are no fractions anywhere (product.md)."""

from __future__ import annotations


def dong(amount: int) -> str:
    """An amount in đồng as `299.000 ₫`; a negative one as `-299.000 ₫`."""
    return f"{amount:,}".replace(",", ".") + "\N{NO-BREAK SPACE}₫"
