"""Quantities, variants and several keywords (product.md §2.4–2.6)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripts import COATS, doubts, pieces, product, read, units

from desktop.domain.capture.lines import Doubt
from desktop.domain.capture.options import OptionHit, combine, matching, variant_options
from desktop.domain.capture.outcome import SpanKind
from desktop.domain.capture.reading import Reader
from desktop.domain.script import ScriptProduct, parse_script

MARKED = [
    *(
        "x{n}",
        "x {n}",
        "{n}x",
        "*{n}",
        "+{n}",
        "sl {n}",
        "sl:{n}",
        "sl: {n}",
        "số lượng {n}",
        "lấy {n}",
        "{n}",
    ),
    *(
        "{n} cái",
        "{n}cái",
        "{n}c",
        "{n} chiếc",
        "{n} bộ",
        "{n} đôi",
        "{n} hộp",
        "{n} set",
        "{n} gói",
        "{n} chai",
    ),
    *("{n} cây", "{n} kg"),
]


@pytest.mark.parametrize("mark", MARKED)
@given(quantity=st.integers(1, 20))
@settings(max_examples=4, deadline=None)
def test_2_4_quantity_behind_the_keyword(mark: str, quantity: int) -> None:
    amount = mark.format(n=quantity)
    assert units(read(f"B05 {amount}")) == {"B05": quantity}
    assert units(read(f"B05 {amount} 0912345678")) == {"B05": quantity}


@pytest.mark.parametrize("mark", [mark for mark in MARKED if not mark.startswith(("sl", "+", "*", "x"))])
@given(quantity=st.integers(1, 20))
@settings(max_examples=4, deadline=None)
def test_2_4_quantity_before_the_keyword(mark: str, quantity: int) -> None:
    assert units(read(f"{mark.format(n=quantity)} B05 0912345678")) == {"B05": quantity}


@pytest.mark.parametrize(
    ("word", "number"), [("một", 1), ("hai", 2), ("ba", 3), ("bốn", 4), ("mười", 10), ("nam", 5)]
)
def test_2_4_numerals_with_a_unit(word: str, number: int) -> None:
    assert units(read(f"lấy {word} cái B05")) == {"B05": number}


@given(st.integers(1, 20), st.integers(1, 20))
@settings(max_examples=25, deadline=None)
def test_2_4_each_quantity_belongs_to_the_nearest_keyword(first: int, second: int) -> None:
    wanted = {"B05": first, "D02": second}
    assert units(read(f"{first} B05 {second} D02")) == wanted
    assert units(read(f"B05 {first} D02 {second}")) == wanted
    assert units(read(f"B05 x{first}, D02 x{second} 0912345678")) == wanted


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("B05 1m6", SpanKind.BODY_SIZE),
        ("B05 cao 1m6 nặng 50kg", SpanKind.BODY_SIZE),
        ("B05 1m58 48kg", SpanKind.BODY_SIZE),
        ("B05 eo 66", SpanKind.BODY_SIZE),
        ("B05 149k", SpanKind.PRICE),
        ("B05 149.000", SpanKind.PRICE),
        ("B05 giá 149", SpanKind.PRICE),
        ("B05 ngày 21", SpanKind.DATE),
        ("B05 21/11", SpanKind.DATE),
        ("B05 ship 12 ngõ 5", SpanKind.ADDRESS),
        ("B05 số 12 Lê Lợi", SpanKind.ADDRESS),
    ],
)
def test_2_4_body_sizes_prices_dates_and_addresses_are_no_quantities(message: str, kind: SpanKind) -> None:
    reading = read(f"{message} 0912345678")
    assert units(reading) == {"B05": 1}
    assert pieces(reading, kind)


@pytest.mark.parametrize(
    ("message", "doubt"), [("B05 x21", Doubt.OVER_LIMIT), ("B05 0", Doubt.ZERO), ("B05 x0", Doubt.ZERO)]
)
def test_2_4_over_the_limit_or_zero_is_a_suggestion(message: str, doubt: Doubt) -> None:
    assert units(read(message)) == {}
    assert doubts(read(message)) == {"B05": doubt}


def test_2_4_the_limit_is_the_scripts() -> None:
    assert units(read("B05 x5", max_per_line=5)) == {"B05": 5}
    assert doubts(read("B05 x6", max_per_line=5)) == {"B05": Doubt.OVER_LIMIT}


def test_2_4_two_quantities_for_one_keyword_are_a_suggestion() -> None:
    assert doubts(read("B05 x2 x3")) == {"B05": Doubt.UNCLEAR_QUANTITY}


@pytest.mark.parametrize("message", ["B05 123", "B05 2026 nha"])
def test_2_4_a_bare_number_has_at_most_two_digits(message: str) -> None:
    assert units(read(message)) == {"B05": 1}


def test_2_4_what_equals_an_option_is_no_quantity() -> None:
    shoes = [product("G10", size) for size in ("36", "37", "38")]
    assert units(read("G10 37", *shoes)) == {"G10-37": 1}
    assert units(read("G10 37 x2", *shoes)) == {"G10-37": 2}


@pytest.mark.parametrize("words", ["đen M", "den m", "M đen", "màu đen size M", "Đen/M"])
def test_2_5_options_choose_accents_optional(words: str) -> None:
    assert units(read(f"A01 {words}")) == {"A01-Đen-M": 1}


def test_2_5_two_options_of_a_kind_make_two_lines() -> None:
    assert units(read("A01 đen 1M 1L")) == {"A01-Đen-M": 1, "A01-Đen-L": 1}
    assert units(read("A01 đen M L 2")) == {"A01-Đen-M": 1, "A01-Đen-L": 2}


def test_2_5_what_stays_open_waits_with_its_candidates() -> None:
    [line] = read("A01 đen x2").lines
    assert (line.sku, line.quantity, line.skus) == (None, 2, ("A01-Đen-M", "A01-Đen-L"))


def test_2_5_the_only_variant_left_is_chosen() -> None:
    assert units(read("A01 L")) == {"A01-Đen-L": 1}


@pytest.mark.parametrize("words", ["XL", "kem L", "size 3XL", "màu tím"])
def test_2_5_a_choice_that_no_variant_has_is_a_suggestion(words: str) -> None:
    reading = read(f"A01 {words} 0912345678")
    assert units(reading) == {}
    assert doubts(reading) == {"A01": Doubt.NO_SUCH_VARIANT}


def test_2_5_options_come_from_the_variants_name_where_none_are_told() -> None:
    assert variant_options(ScriptProduct("S", 1, ("A01",), variant="Đen / M")) == ("den", "m")
    assert variant_options(ScriptProduct("S", 1, ("A01",), variant="x", options=("Kem",))) == ("kem",)


@given(st.sets(st.sampled_from(["kem", "den", "m", "l"]), max_size=3))
@settings(max_examples=30, deadline=None)
def test_2_5_matching_variants_have_every_value(values: set[str]) -> None:
    fitting = matching(COATS, values)
    assert list(fitting) == [coat for coat in COATS if values <= set(variant_options(coat))]


def test_2_5_equally_many_of_two_kinds_go_together_in_order() -> None:
    hits = [OptionHit(value, at, at) for at, value in enumerate(["kem", "m", "den", "l"])]
    assert [[hit.value for hit in line] for line in combine(hits, COATS)] == [["kem", "m"], ["den", "l"]]


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_2_6_the_same_keyword_twice_adds_up(quantities: list[int]) -> None:
    message = ", ".join(f"B05 x{quantity}" for quantity in quantities)
    assert units(read(message)) == {"B05": sum(quantities)}


def test_2_6_adding_up_may_go_over_the_limit() -> None:
    assert doubts(read("B05 x15, B05 x15")) == {"B05": Doubt.OVER_LIMIT}


def test_2_11_a_closed_product_makes_no_line_and_is_named() -> None:
    reading = read("E09 0912345678", product("E09", open=False))
    assert (reading.lines, reading.doubtful, reading.closed) == ((), (), ("e09",))
    beside = read("E09 B05", product("E09", open=False), product("B05"))
    assert units(beside) == {"B05": 1}


@pytest.mark.parametrize(
    ("message", "quantity"),
    [
        ("chốt cho cô 5 B05, số cô 0979 350 306", 5),
        ("cho co 2 b05 0979350306", 2),
        ("chị Thu 2 B05 0979350306", 2),
        ("anh Thắng 3 B05 0979350306", 3),
        ("B05 mặc cỡ 38 0979350306", 1),
        ("B05 thứ 7 giao nha 0979350306", 1),
    ],
)
def test_2_4_a_person_before_a_number_is_no_size_and_no_date(message: str, quantity: int) -> None:
    """The patterns of sizes and dates know no accents; the words before the number do."""
    script = parse_script({"products": [{"sku": "B05", "price": 1, "keywords": ["B05"]}]})
    reading = Reader(script).read(message)
    assert [(line.keyword, line.quantity) for line in reading.lines] == [("B05", quantity)]


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("1 A01 kem M 2 D02", {"A01-Kem-M": 1, "D02": 2}),
        ("A01 kem M\n3 D02", {"A01-Kem-M": 1, "D02": 3}),
        ("2 A01 kem M\n3 D02", {"A01-Kem-M": 2, "D02": 3}),
        ("1 B05 lấy 2 A01 kem M 1 cái D02", {"B05": 1, "A01-Kem-M": 2, "D02": 1}),
        ("2 #B05", {"B05": 2}),
    ],
)
def test_2_4_an_option_goes_where_it_fits_and_a_new_line_parts(message: str, wanted: dict[str, int]) -> None:
    assert units(read(message)) == wanted
