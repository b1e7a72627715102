"""Finding keywords (product.md §2.3, §2.12)."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripts import doubts, pieces, product, read, reader, units

from desktop.domain.capture.keyword_index import KeywordIndex, canonical
from desktop.domain.capture.lines import Doubt
from desktop.domain.capture.outcome import SpanKind

LETTERS = st.sampled_from("bdghknpqrty")


@pytest.mark.parametrize(
    "typed", ["B05", "b05", "B 05", "B-05", "b.05", "#B05", "# b 05", "B_05", "b 05", "B - 05"]
)
def test_2_3_spellings_of_a_code(typed: str) -> None:
    for message in (typed, f"lấy {typed}", f"{typed} 0912345678", f"({typed})"):
        assert units(read(message)) == {"B05": 1}, message


@given(LETTERS, st.integers(0, 999), st.sampled_from(["", " ", "-", ".", "#"]), st.booleans())
@settings(max_examples=60, deadline=None)
def test_2_3_every_code_is_met_by_every_spelling(letter: str, number: int, joint: str, upper: bool) -> None:
    """Of a whole code with two digits or more; a single digit across a blank is §2.3's `C 1`."""
    code = f"{letter}{number:02}"
    typed = f"#{code}" if joint == "#" else f"{letter}{joint}{number:02}"
    assert units(read(typed.upper() if upper else typed, product(code.upper()))) == {code.upper(): 1}


@pytest.mark.parametrize("message", ["AB05", "B050", "B055", "B05A", "XB05", "1B05x", "B051", "mab05"])
def test_2_3_a_keyword_is_a_whole_token(message: str) -> None:
    assert units(read(message)) == {}


@pytest.mark.parametrize(
    ("message", "sku"), [("khăn choàng", "khăn choàng"), ("khăn choàng lụa", "khăn choàng lụa")]
)
def test_2_3_the_longer_keyword_wins(message: str, sku: str) -> None:
    assert units(read(f"lấy {message} 2")) == {sku: 2}


def test_2_3_the_longer_code_wins() -> None:
    both = (product("SET"), product("SET 10"))
    assert units(read("SET 10 0912345678", *both)) == {"SET 10": 1}


@pytest.mark.parametrize("message", ["cho c 1 cái", "size M 2", "sz m 2", "để chị c 1", "lấy c 1 chiếc"])
def test_2_3_a_blank_counts_only_where_no_pronoun_size_or_unit_is_near(message: str) -> None:
    reading = read(message, product("C1"), product("M2"), product("B05"))
    assert not reading.names_products, message


@pytest.mark.parametrize(
    ("message", "sku"), [("C 1", "C1"), ("lấy C 1", "C1"), ("chốt m 2 nha", "M2"), ("c-1 1 cái", "C1")]
)
def test_2_3_a_blank_counts_where_nothing_speaks_against_it(message: str, sku: str) -> None:
    assert units(read(message, product("C1"), product("M2"))) == {sku: 1}


@pytest.mark.parametrize("typed", ["BO5", "bo5", "B0S", "B5", "B005", "b 5"])
def test_2_3_a_near_miss_of_a_code_is_a_suggestion(typed: str) -> None:
    reading = read(f"{typed} 0912345678")
    assert units(reading) == {}
    assert doubts(reading) == {"B05": Doubt.NEAR_KEYWORD}
    assert pieces(reading, SpanKind.NEAR_KEYWORD) == [typed]


def test_2_3_b5_is_itself_where_it_exists() -> None:
    assert units(read("B5", product("B05"), product("B5"))) == {"B5": 1}


def test_2_3_one_wrong_accent_is_a_near_miss_but_none_at_all_is_not() -> None:
    assert units(read("lay khan choang")) == {"khăn choàng": 1}
    assert doubts(read("lấy khăn choang")) == {"khăn choàng": Doubt.NEAR_KEYWORD}


def test_2_3_without_accents_two_keywords_may_be_one_word() -> None:
    """`dam hoa` may be either: nothing is ordered by itself."""
    reading = read("dam hoa 0912345678", product("đầm hoa"), product("đậm hoa"))
    assert units(reading) == {}
    assert reading.doubtful[0].doubt is Doubt.NEAR_KEYWORD


def test_2_3_a_sure_line_stands_beside_a_near_miss() -> None:
    reading = read("D02 x2 BO5")
    assert units(reading) == {"D02": 2}
    assert doubts(reading) == {"B05": Doubt.NEAR_KEYWORD}


@pytest.mark.parametrize(
    ("one", "other"), [("b 05", "B-05"), ("#B05", "b05"), ("Ｂ０５", "b.05"), ("Khăn  Choàng", "khăn choàng")]
)
def test_2_3_spellings_have_one_canonical_form(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize("text", ["", " ", "#", "- _ .", "#-"])
def test_2_3_signs_alone_are_no_keyword_and_no_fault(text: str) -> None:
    assert canonical(text) == ""


@pytest.mark.parametrize("keyword", ["12", "A", "set", "size", "mua", "hoa"])
def test_2_12_bare_numbers_letters_and_ordinary_words_are_risky(keyword: str) -> None:
    assert KeywordIndex([canonical(keyword)]).risky == {canonical(keyword)}


@pytest.mark.parametrize("keyword", ["A01", "12A", "khăn choàng", "SP12", "combo 2"])
def test_2_12_codes_are_not_risky(keyword: str) -> None:
    assert KeywordIndex([canonical(keyword)]).risky == set()


def test_2_12_a_risky_keyword_counts_only_at_the_beginning_of_a_short_comment() -> None:
    twelve = product("12")
    assert units(read("12 0912345678", twelve)) == {"12": 1}
    assert not read("lấy 12 0912345678", twelve).names_products
    assert not read(
        "12 giờ rồi mà sao shop chưa gọi cho em vậy shop ơi em chờ từ sáng", twelve
    ).names_products


def calls(products: int) -> int:
    """How many calls reading one comment takes with so many products in the script."""
    taught = reader(*(product(f"H{number + 100}") for number in range(products)))
    message = "lấy H101 x2 với H105, sđt 0912345678 nha shop, ship về 12/3 Lê Lợi, em cao 1m6"
    assert units(taught.read(message)) == {"H101": 2, "H105": 1}
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        taught.read(message)
    finally:
        sys.setprofile(None)
    return count


def test_2_3_reading_costs_by_the_comment_and_not_by_the_script() -> None:
    assert calls(2_000) < calls(20) * 1.05
