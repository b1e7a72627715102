"""Haravan's errors in every shape, and the one sentence that each becomes (omni_carriers.md §1.5)."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.clients.http import NetworkError, NetworkKind, ProtocolError, ProtocolKind
from desktop.clients.omni.advice import advise
from desktop.clients.omni.errors import ErrorKind, OmniError, error_in, kind_of, retry_after_of, texts_of
from desktop.clients.secret import Secret

TOKEN = "9b1fdeadbeef00aa"


@pytest.mark.parametrize(
    ("errors", "texts"),
    [
        ("Key can't be blank", ("Key can't be blank",)),
        (
            {"base": ["Cannot delete the customers default address"]},
            ("Cannot delete the customers default address",),
        ),
        (["a", "b"], ("a", "b")),
        (
            {"phone": ["has already been taken"], "email": ["is invalid", "is too long"]},
            ("phone has already been taken", "email is invalid", "email is too long"),
        ),
        ({"price": "must be a number"}, ("price must be a number",)),
        ({"line_items": [{"quantity": ["is not available"]}]}, ("line_items quantity is not available",)),
        ([1, None, "", {"base": None}], ("1",)),
        (None, ()),
        ({}, ()),
        ("", ()),
    ],
)
def test_errors_of_any_shape_are_one_list_of_texts(errors: Any, texts: tuple[str, ...]) -> None:
    """§1.5: a string, a list, or an object of lists."""
    assert texts_of(errors) == texts


def test_endless_and_deep_errors_are_cut() -> None:
    deep: Any = "x"
    for _ in range(500):
        deep = [deep]
    assert texts_of(deep) == ()
    assert len(texts_of(["y"] * 1000)) == 20
    assert len(texts_of("z" * 10_000)[0]) == 300


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, ErrorKind.RELOGIN),
        (403, ErrorKind.SCOPE),
        (404, ErrorKind.MISSING),
        (400, ErrorKind.INVALID),
        (422, ErrorKind.INVALID),
        (429, ErrorKind.THROTTLE),
        (408, ErrorKind.RETRY),
        (500, ErrorKind.RETRY),
        (502, ErrorKind.RETRY),
        (503, ErrorKind.RETRY),
        (200, ErrorKind.INVALID),
    ],
)
def test_the_status_says_what_to_do(status: int, kind: ErrorKind) -> None:
    assert kind_of(status) is kind
    error = error_in(status, {"errors": "no"}, {})
    assert error is not None and (error.kind, error.status, error.texts) == (kind, status, ("no",))


def test_an_error_inside_200_is_an_error_and_an_ordinary_body_is_none() -> None:
    """§1.1."""
    assert error_in(200, {"products": []}, {}) is None
    assert error_in(200, {"count": 0, "errors": None}, {}) is None
    assert error_in(200, [], {}) is None
    assert error_in(200, {"errors": ["Cookie not allowed"]}, {}) is not None
    assert error_in(200, {"error": "invalid"}, {}) is not None


@pytest.mark.parametrize("body", [None, [], "no", {"errors": {}}, {}])
def test_a_status_alone_is_an_error_whatever_the_body(body: Any) -> None:
    error = error_in(401, body, {})
    assert error is not None and error.texts == ()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2.0", 2.0),
        ("0.35", 0.35),
        ("7", 7.0),
        ("", 2.0),
        ("soon", 2.0),
        ("-1", 2.0),
        ("nan", 2.0),
        ("inf", 2.0),
    ],
)
def test_retry_after_is_a_decimal(text: str, seconds: float) -> None:
    """§1.4; what cannot be read waits as long as Haravan's own example."""
    assert retry_after_of({"retry-after": text}) == seconds
    error = error_in(429, {}, {"retry-after": text})
    assert error is not None and error.retry_after == seconds


def test_no_text_holds_the_token_or_a_phone_number() -> None:
    body = {"errors": {"base": [f"token {TOKEN} is dead"], "phone": ["0912345678 has already been taken"]}}
    error = error_in(422, body, {}, Secret(TOKEN))
    assert error is not None
    for text in (str(error), repr(error), advise(error)):
        assert TOKEN not in text and "0912345678" not in text


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OmniError(401), ("token", "Ứng dụng riêng", "dán lại")),
        (OmniError(403, scope="com.read_products"), ("com.read_products", "đọc sản phẩm", "bật quyền")),
        (
            OmniError(403, ("requires com.write_orders",), scope="com.read_shop"),
            ("com.write_orders", "bật quyền"),
        ),
        (OmniError(403), ("thiếu quyền",)),
        (OmniError(404), ("bị xoá", "Cập nhật thông tin sản phẩm")),
        (OmniError(422, ("phone has already been taken.",)), ("phone has already been taken)", "sửa lại")),
        (OmniError(422), ("mã 422",)),
        (OmniError(429, retry_after=2.4), ("3 giây",)),
        (OmniError(429, retry_after=3600.0), ("60 phút",)),
        (OmniError(502), ("sự cố", "thử lại")),
        (NetworkError(NetworkKind.DNS), ("DNS",)),
        (NetworkError(NetworkKind.TIMEOUT), ("quá lâu",)),
        (ProtocolError(ProtocolKind.HTML, 200), ("Wi-Fi",)),
        (ProtocolError(ProtocolKind.HTML, 502), ("sự cố",)),
        (ProtocolError(ProtocolKind.TOO_LARGE, 200), ("quá nhiều dữ liệu",)),
        (ProtocolError(ProtocolKind.NOT_JSON, 302), ("Wi-Fi",)),
        (ProtocolError(ProtocolKind.SHAPE, 200), ("sự cố",)),
    ],
)
def test_each_error_is_one_sentence_that_says_what_to_do(error: Any, words: tuple[str, ...]) -> None:
    sentence = advise(error)
    assert all(word in sentence for word in words), sentence
    assert sentence.endswith(".") and "\n" not in sentence and ". " not in sentence


@pytest.mark.parametrize("kind", list(NetworkKind))
def test_every_fault_of_the_network_has_its_sentence(kind: NetworkKind) -> None:
    assert advise(NetworkError(kind)).endswith(".")
