"""Messages to buyers: placeholders, rotation, one message (product.md §4)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.messages import PLACEHOLDERS, MessageKind, compose, fill, rotate, unknown_placeholders

WORDINGS = ("Chào {name}", "{name} ơi", "Dạ {name}")


@pytest.mark.parametrize(
    ("wording", "unknown"),
    [
        ("Chào {name}: {lines}, {total}", []),
        ("{short} hết, còn thiếu {missing}, {link}", []),
        ("Chào {ten} {name} {}", ["ten", ""]),
        ("Chào {name", ["{"]),
        ("Chào }name{", ["}", "{"]),
        ("{{name}}", ["{", "}"]),
        ("{ name }", [" name "]),
    ],
)
def test_4_placeholders_are_checked(wording: str, unknown: list[str]) -> None:
    assert unknown_placeholders(wording) == unknown


@given(st.dictionaries(st.sampled_from(sorted(PLACEHOLDERS)), st.text(max_size=10), min_size=6))
@settings(max_examples=60, deadline=None)
def test_4_what_buyers_wrote_is_never_expanded_again(values: dict[str, str]) -> None:
    filled = fill("<{name}|{lines}>", values)
    assert filled == f"<{values['name']}|{values['lines']}>"


def test_4_a_name_like_a_placeholder_stays_a_name() -> None:
    assert fill("Chào {name}: {total}", {"name": "{total}", "total": "299.000"}) == "Chào {total}: 299.000"
    assert fill("Chào {name}{link}", {"name": "Lan"}) == "Chào Lan"


def test_4_all_wordings_take_their_turn_and_a_key_keeps_its_own() -> None:
    chosen = [rotate(WORDINGS, f"comment-{number}") for number in range(60)]
    assert set(chosen) == set(WORDINGS)
    assert chosen == [rotate(WORDINGS, f"comment-{number}") for number in range(60)]


def test_4_one_message_says_its_parts_in_order() -> None:
    messages: dict[str, tuple[str, ...]] = {
        MessageKind.CART: ("Giỏ {name}",),
        MessageKind.OUT_OF_STOCK: ("{short} hết",),
    }
    kinds = (MessageKind.CART, MessageKind.OUT_OF_STOCK)
    assert compose(kinds, messages, {"name": "Lan", "short": "B05"}, "c1") == "Giỏ Lan\nB05 hết"
    assert compose((), messages, {}, "c1") == ""
