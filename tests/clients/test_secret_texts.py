"""Secrets never show (issue: tokens never in logs or messages)."""

from __future__ import annotations

import logging

import pytest

from desktop.clients.secret import Secret, guard_http_logs, redact

TOKEN = "EAAGm0PX4ZCpsBAKZCZBqwerty1234567890"


def test_secret_does_not_show_itself() -> None:
    secret = Secret(f" {TOKEN}\n")
    assert secret.reveal() == TOKEN
    shown = f"{secret} {secret!r} {[secret]}"
    assert TOKEN not in shown and "EAA" not in shown


@pytest.mark.parametrize(
    ("value", "sendable"), [(TOKEN, True), ("", False), ("EAA b", False), ("token tiếng Việt", False)]
)
def test_only_header_safe_tokens_are_sendable(value: str, sendable: bool) -> None:
    assert Secret(value).is_sendable() is sendable


@pytest.mark.parametrize(
    "text",
    [
        f"https://graph.facebook.com/v26.0/1/comments?limit=5&access_token={TOKEN}&after=x",
        f'{{"access_token":"{TOKEN}","token_type":"bearer"}}',
        f"{{'access_token': '{TOKEN}'}}",
        f"authorization: Bearer {TOKEN}",
        f"Malformed access token {TOKEN}",
        f"next=https%3A%2F%2Fgraph%2F%3Faccess_token%3D{TOKEN}",
        "access_token=123|abcDEFsecretpart",
        "appsecret_proof=9f86d081884c7d659a2feaa0c55ad015abcDEFsecretpart&x=1",
        "client_secret=abcDEFsecretpart",
    ],
)
def test_redact_takes_tokens_out(text: str) -> None:
    clean = redact(text)
    assert TOKEN[3:] not in clean and "secretpart" not in clean and "***" in clean
    assert redact(clean) == clean


@pytest.mark.parametrize(
    "phone",
    [
        "0912345678",
        "+84912345678",
        "84 912 345 678",
        "09.1234.5678",
        "091-234-5678",
        "(091) 234 5678",
        "O9I2345678".replace("I", "1"),
        "０９１２３４５６７８",
        "+84 (0)912 345 678",
    ],
)
def test_redact_takes_phone_numbers_out(phone: str) -> None:
    clean = redact(f"chốt A01 {phone} nhé")
    assert clean.startswith("chốt A01 ") and "***" in clean
    assert "5678" not in clean and "５６７８" not in clean


@pytest.mark.parametrize(
    "text", ["911936075671494_911936769004758", "HTTP/1.1 200 OK, 1760000000", "chốt A01 x2", "299.000 ₫"]
)
def test_redact_leaves_the_rest(text: str) -> None:
    assert redact(text) == text


def test_redact_takes_named_secrets_of_any_shape() -> None:
    assert redact("Malformed: mat-khau-dan-nham!", Secret("mat-khau-dan-nham!")) == "Malformed: ***"


def test_addresses_logged_by_httpx_are_redacted(caplog: pytest.LogCaptureFixture) -> None:
    guard_http_logs()
    guard_http_logs()
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("httpx").info("HTTP Request: GET %s", f"https://x/?access_token={TOKEN}")
    assert TOKEN not in caplog.text and "access_token=***" in caplog.text
