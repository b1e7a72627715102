"""What the words around the codes say (product.md §2.7)."""

from __future__ import annotations

import pytest
from scripts import read

from desktop.domain.capture.intent import Intent

ORDERS = [
    "B05", "b05 nha shop", "cho em B05 với ạ", "lấy 2 cái B05", "chốt B05 x2 nhé", "đặt B05 ạ",
    "mua D02 nha", "B05 ship về 12 Lê Lợi quận 1", "em Trang lấy B05", "chị Huệ B05 2", "để mình B05 nhé",
    "B05 ❤️", "B05!!!", "shop ơi cho c 1 B05", "order B05", "cho e xin B05", "giữ B05 cho em nha",
]  # fmt: skip
QUESTIONS = [
    "B05 còn không?", "B05 còn ko shop", "b05 con k", "B05 giá bao nhiêu", "B05 bn ạ",
    "B05 size nào vừa 50kg", "B05 có màu đen không", "shop ơi B05 còn hàng không ạ", "B05 ?",
    "B05 mấy tiền", "bao giờ giao B05", "B05 mặc đẹp không shop", "B05 hay D02 đẹp hơn",
]  # fmt: skip
REFUSALS = [
    "không lấy B05 nữa", "hủy B05", "huỷ B05 giúp em", "bỏ D02", "bỏ B05 ra giúp em",
    "em không mua B05 nữa ạ", "thôi khỏi lấy B05", "cancel B05", "ko lay B05 nua", "cho em rút lại B05",
    "k lấy b05 nữa",
]  # fmt: skip
CONDITIONS = [
    "nếu còn B05 thì cho em", "ai bỏ B05 thì để em", "ai bom B05 em lấy",
    "có ai nhả B05 không lấy cho em", "bạn nào không lấy B05 nhường em", "nếu B05 về thì lấy",
]  # fmt: skip
PRAISE = [
    "B05 đẹp quá", "mê B05 ghê", "B05 xinh thật", "em đã lấy B05 rồi", "hôm qua mua B05",
    "B05 hôm trước ưng lắm", "nhìn B05 thích quá", "B05 mặc mát lắm",
]  # fmt: skip


@pytest.mark.parametrize("message", ORDERS)
def test_2_7_nothing_but_order_words_is_plainly_an_order(message: str) -> None:
    assert read(message).intent is Intent.PLAIN


@pytest.mark.parametrize("message", QUESTIONS)
def test_2_7_a_question_is_a_question(message: str) -> None:
    assert read(message).intent is Intent.QUESTION


@pytest.mark.parametrize("message", REFUSALS)
def test_2_7_a_refusal_is_one_with_or_without_a_phone(message: str) -> None:
    assert read(message).intent is Intent.REFUSAL
    assert read(f"{message} 0912345678").intent is Intent.REFUSAL


@pytest.mark.parametrize(
    "message", ["đừng bỏ B05 của em", "shop đừng hủy B05 nha", "Huy lấy B05", "B05 bỏ vào giỏ"]
)
def test_2_7_a_word_of_refusal_that_refuses_nothing(message: str) -> None:
    assert read(message).intent is not Intent.REFUSAL


@pytest.mark.parametrize("message", CONDITIONS)
def test_2_7_a_condition_is_no_order(message: str) -> None:
    assert read(message).intent is Intent.CONDITION


@pytest.mark.parametrize("message", PRAISE)
def test_2_7_praise_and_past_tense_are_doubtful(message: str) -> None:
    assert read(message).intent is Intent.DOUBTFUL


@pytest.mark.parametrize(
    "message", ["con B05", "dat B05 ve chua", "em bo 1 cai", "huy nha B05", "bo nha B05 em"]
)
def test_2_7_words_of_two_meanings_never_make_a_plain_order(message: str) -> None:
    assert read(message).intent is not Intent.PLAIN


@pytest.mark.parametrize("message", ["hủy đơn giúp em", "bỏ hết giúp em", "huỷ giỏ nha"])
def test_2_7_a_refusal_without_a_code_may_mean_the_whole_order(message: str) -> None:
    assert read(message).refuses_order


@pytest.mark.parametrize("message", ["lấy 1 M 0912345678", "cho em 1 cái", "chốt nha"])
def test_2_13_an_order_word_without_a_code_is_noticed(message: str) -> None:
    reading = read(message)
    assert reading.has_order_verb
    assert not reading.names_products


@pytest.mark.parametrize(
    ("message", "alone"),
    [
        ("size M", True),
        ("đen nha shop", True),
        ("màu đen size m ạ", True),
        ("M đẹp quá", False),
        ("A01 M", False),
        ("0912345678", False),
    ],
)
def test_2_8_an_option_alone(message: str, alone: bool) -> None:
    assert read(message).is_only_options is alone
