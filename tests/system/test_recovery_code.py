"""The recovery code survives paper, fingers and typing programs, or says what is wrong (product.md §8)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.system.recovery_code import RecoveryCodeError, key_of, recovery_code, typed_code, typed_letters

KEYS = st.binary(min_size=32, max_size=32)
KEY = bytes(range(32))
CODE = recovery_code(KEY)


@given(KEYS)
def test_a_code_gives_its_key_back(key: bytes) -> None:
    code = recovery_code(key)
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}", code)
    assert key_of(code) == key


@given(KEYS, st.data())
def test_layout_case_and_lookalikes_do_not_matter(key: bytes, data: st.DataObject) -> None:
    """§8: read tolerantly: case, blanks and hyphens, O for 0, I and L for 1, full-width letters."""
    written = {"0": "0Ooo０", "1": "1IiLl"}
    typed = []
    for letter in recovery_code(key).replace("-", ""):
        choices = written.get(letter, letter + letter.lower())
        typed.append(data.draw(st.sampled_from(choices)))
        typed.append(data.draw(st.sampled_from(["", " ", "-", "–", "\n", "\u200b", " - ", "\u00a0", "_"])))
    assert key_of("".join(typed)) == key


def test_every_single_slip_of_a_letter_is_noticed() -> None:
    letters = CODE.replace("-", "")
    tried = 0
    for place, right in enumerate(letters):
        for wrong in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".replace(right, ""):
            tried += 1
            with pytest.raises(RecoveryCodeError, match="gõ sai"):
                key_of(letters[:place] + wrong + letters[place + 1 :])
    assert tried == 56 * 31


def test_two_groups_or_letters_in_the_wrong_order_are_noticed() -> None:
    groups = CODE.split("-")
    for place in range(13):
        swapped = [*groups[:place], groups[place + 1], groups[place], *groups[place + 2 :]]
        with pytest.raises(RecoveryCodeError):
            key_of("-".join(swapped))
    letters = CODE.replace("-", "")
    for place in range(55):
        if letters[place] != letters[place + 1]:
            with pytest.raises(RecoveryCodeError):
                key_of(letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :])


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "có 0 ký tự"),
        (CODE[:-5], "có 52 ký tự"),
        (CODE + "-0000", "có 60 ký tự"),
        (CODE.replace("0", "U", 1), "ký tự “U”"),
        ("Â" + CODE[1:], "tắt bộ gõ tiếng Việt"),
        ("đ" + CODE[1:], "tắt bộ gõ tiếng Việt"),
        ("!" + CODE[1:], "ký tự “!”"),
        ("ß" + CODE[1:], "RecoveryCodeError"),
        ("\ud800" + CODE[1:], "RecoveryCodeError"),
        ("€" * 500, "ký tự “€”"),
    ],
)
def test_what_is_no_code_gets_one_sentence_that_says_what_to_do(typed: str, told: str) -> None:
    with pytest.raises(RecoveryCodeError) as fault:
        key_of(typed)
    sentence = str(fault.value)
    assert told in sentence or told == type(fault.value).__name__
    assert "; hãy " in sentence and sentence.endswith(".") and ". " not in sentence and "\n" not in sentence


@given(st.text())
def test_any_text_is_a_key_or_a_sentence(text: str) -> None:
    try:
        assert len(key_of(text)) == 32
    except RecoveryCodeError as fault:
        assert "hãy" in str(fault)


def test_a_wrong_key_length_is_a_bug_and_not_a_code() -> None:
    with pytest.raises(ValueError, match="32 bytes, not 31"):
        recovery_code(bytes(31))


def test_a_code_underway_is_counted_and_not_blamed() -> None:
    """The field says how many groups are there; only what more typing cannot mend is a fault."""
    for count in range(len(CODE)):
        typed = typed_code(CODE[:count].lower())
        assert not typed.fault and not typed.is_whole
        assert typed.full_groups == len(CODE[:count].replace("-", "")) // 4
    whole = typed_code(CODE)
    assert whole.is_whole and whole.groups == tuple(CODE.split("-")) and not whole.fault


@pytest.mark.parametrize(
    ("text", "word"), [("7kqâ", "bộ gõ"), ("7K?", "“?”"), (CODE + "7", "thừa"), (CODE[:-1], "")]
)
def test_what_cannot_become_a_code_is_said_at_once(text: str, word: str) -> None:
    typed = typed_code(text)
    assert word in typed.fault and bool(word) == bool(typed.fault) and not typed.is_whole


@given(st.text())
def test_nothing_typed_is_an_error(text: str) -> None:
    typed = typed_code(text)
    assert "".join(typed.groups) == typed_letters(text)
    assert all(len(group) == 4 for group in typed.groups[:-1])
