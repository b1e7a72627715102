"""Money on the screen (product.md, head: whole đồng, `299.000 ₫`)."""

import pytest

from desktop.domain.money import dong


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "0\N{NO-BREAK SPACE}₫"),
        (999, "999\N{NO-BREAK SPACE}₫"),
        (299_000, "299.000\N{NO-BREAK SPACE}₫"),
        (1_250_000, "1.250.000\N{NO-BREAK SPACE}₫"),
        (-50_000, "-50.000\N{NO-BREAK SPACE}₫"),
    ],
)
def test_dong_groups_by_thousands_and_never_breaks_before_the_sign(amount: int, text: str) -> None:
    assert dong(amount) == text
