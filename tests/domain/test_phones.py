"""Vietnamese mobile numbers (product.md §2.2)."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scripts import pieces, read

from desktop.domain.capture.outcome import SpanKind

NUMBERS = st.builds("0{}{}".format, st.sampled_from("35789"), st.from_regex(r"[0-9]{8}", fullmatch=True))


def grouped(digits: str, sizes: tuple[int, ...], gap: str) -> str:
    """`0912345678`, (4, 3, 3), `.` → `0912.345.678`."""
    groups, at = [], 0
    for size in sizes:
        groups.append(digits[at : at + size])
        at += size
    return gap.join(groups)


def spellings(number: str) -> list[str]:
    """Every way of product.md §2.2 to type a number."""
    rest = number[1:]
    return [
        number,
        f"+84{rest}",
        f"+84 {rest}",
        f"(+84) {rest}",
        f"84{rest}",
        f"84 {rest}",
        *(grouped(number, (4, 3, 3), gap) for gap in (" ", ".", "-")),
        *(grouped(number, (3, 3, 4), gap) for gap in (" ", ".", "-")),
        grouped(number, (2,) * 5, " "),
        grouped(number, (1,) * 10, " "),
        f"({number[:4]}) {number[4:7]} {number[7:]}",
        f"({number[:4]}){number[4:]}",
        "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in number),
        number.replace("0", "o"),
        number.replace("0", "O", 1),
        f"0{rest[:3]}\u200b{rest[3:]}",
    ]


@given(NUMBERS)
@settings(max_examples=40, deadline=None)
@example("0900000000")
@example("0345000000")
def test_2_2_every_spelling_of_a_number_is_its_normal_form(number: str) -> None:
    for typed in spellings(number):
        for message in (typed, f"B05 {typed}", f"sđt {typed} nha shop", f"B05 x2, {typed}."):
            reading = read(message)
            assert reading.phones == (number,), message
            assert pieces(reading, SpanKind.PHONE)[0].strip("(+) ") in message


@given(NUMBERS, st.from_regex(r"[0-9]{1,9}", fullmatch=True), st.booleans())
@settings(max_examples=60, deadline=None)
def test_2_2_longer_digit_runs_are_no_phones(number: str, more: str, before: bool) -> None:
    run = more + number if before else number + more
    if run.startswith(("84", "0084")):
        return  # With its country code a number is longer.
    assert read(f"chuyển khoản {run}").phones == ()
    assert read(run).phones == ()


@given(NUMBERS)
@settings(max_examples=30, deadline=None)
def test_2_2_a_digit_too_few_is_no_phone(number: str) -> None:
    assert read(f"B05 {number[:-1]}").phones == ()


@pytest.mark.parametrize(
    "message",
    [
        "0000000000",
        "0212345678",
        "0112345678",
        "0612345678",
        "+85512345678",
        "+1 912345678",
        "giá 0912345678d",
        "1.500.000",
        "299.000",
        "21/11/2026",
        "21.11.2026 13.00",
        "DH0912345678",
        "mã đơn 0912345678",
        "stk 0912345678",
        "spx0912345678",
        "0912.345.678.999",
        "091234567890123",
    ],
)
def test_2_2_what_only_looks_like_a_number(message: str) -> None:
    assert read(message).phones == ()


def test_2_2_numbers_stand_in_the_order_typed() -> None:
    assert read("B05 0912345678 hoặc 0987654321").phones == ("0912345678", "0987654321")


@given(NUMBERS, st.integers(1, 9))
@settings(max_examples=30, deadline=None)
def test_2_4_a_phone_is_no_quantity(number: str, quantity: int) -> None:
    [line] = read(f"B05 {quantity} {number}").lines
    assert line.quantity == quantity
