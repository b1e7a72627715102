"""A comment's text made comparable, and the way back to what the buyer typed (product.md §2.1)."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scripts import reader

from desktop.domain.capture.outcome import SpanKind
from desktop.domain.capture.text import accent_key, fold, normalise

# Everything a keyboard or a broken client may send, and more of what live chat is made of.
CHAT = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "bBoO05２５ 1٣x*+-.#/(),:?đĐủựễạ\u0301\u0323\u200b\u200d\ufeff\x00\nﬁ℃①İßſ😀🇻🇳\ud83d"
        ),
    ),
    max_size=60,
)
READER = reader()


@given(CHAT)
@settings(max_examples=150, deadline=None)
@example("İİİ B05")
@example("\u0301\u0301B05")
@example("\ud83dB05\x00 2")
def test_2_1_no_text_is_unreadable_and_every_character_knows_where_it_came_from(message: str) -> None:
    text = normalise(message)
    assert len(text.text) == len(text.flat)
    origins = [text.span(at, at + 1) for at in range(len(text.text))]
    for start, end in origins:
        assert 0 <= start < end <= len(message)
    assert [start for start, _ in origins] == sorted(start for start, _ in origins)
    for piece in text.pieces:
        assert text.text[piece.start : piece.end] == piece.text


@given(CHAT)
@settings(max_examples=150, deadline=None)
def test_2_1_what_was_read_is_made_of_what_was_typed(message: str) -> None:
    """Round trip: every character of the normalised text comes from the characters its span covers."""
    text = normalise(message)
    for at, character in enumerate(text.text):
        start, end = text.span(at, at + 1)
        assert character in normalise(message[start:end]).text


@given(CHAT)
@settings(max_examples=150, deadline=None)
@example("")
@example("\u200b")
@example("O¼")
@example("¼5 B05½")
@example("B05 x2 0912345678 size M 1m6 149k không lấy nữa")
def test_2_1_spans_lie_in_the_message_in_order_and_never_overlap(message: str) -> None:
    spans = READER.read(message).spans
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(message)
        end = span.end


@pytest.mark.parametrize(
    "typed",
    [
        "B05",
        "b05",
        "Ｂ０５",
        "B\u200b0\u200b5",
        "\ufeffB05",
        "B05\u200d",
        "Ⓑ05",
    ],
)
def test_2_1_keyword_is_found_and_shown_as_typed(typed: str) -> None:
    message = f"lấy {typed} nha"
    reading = READER.read(message)
    [span] = [span for span in reading.spans if span.kind is SpanKind.KEYWORD]
    shown = message[span.start : span.end].strip("\u200b\u200d\ufeff")
    assert shown == typed.strip("\u200b\u200d\ufeff")
    assert [line.sku for line in reading.lines] == ["B05"]


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_2_1_span_covers_the_whole_word_in_every_unicode_form(
    form: Literal["NFC", "NFD", "NFKC", "NFKD"],
) -> None:
    words = unicodedata.normalize(form, "khăn choàng lụa")
    message = unicodedata.normalize(form, f"để chị {words} ạ")
    reading = READER.read(message)
    assert [message[span.start : span.end] for span in reading.spans if span.kind is SpanKind.KEYWORD] == [
        words
    ]


@pytest.mark.parametrize(
    ("one", "other"), [("hủy", "huỷ"), ("hòa", "hoà"), ("thủy", "thuỷ"), ("khỏe", "khoẻ"), ("lóa", "loá")]
)
def test_2_1_both_ways_of_placing_a_tone_are_equal(one: str, other: str) -> None:
    assert accent_key(one) == accent_key(other)


@pytest.mark.parametrize(("one", "other"), [("bo", "bỏ"), ("con", "còn"), ("dat", "đặt"), ("ma", "mã")])
def test_2_1_accents_count_where_the_buyer_typed_them(one: str, other: str) -> None:
    assert accent_key(one) != accent_key(other)
    assert fold(one) == fold(other)


def test_2_1_a_text_without_any_accent_is_known_as_such() -> None:
    assert not normalise("cho em khan choang").has_accents
    assert normalise("cho em khăn choang").has_accents
    assert not normalise("B05 … 😀 ①").has_accents


def test_2_1_control_characters_part_words() -> None:
    assert [piece.text for piece in normalise("B05\x00D02\tx2").pieces] == ["b", "05", "d", "02", "x", "2"]
    assert not normalise("B05\x00D02").pieces[2].glued


@given(st.text(max_size=40))
@settings(max_examples=80, deadline=None)
def test_2_1_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
