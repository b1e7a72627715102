"""Secrets, and texts without them. Must not decide where a secret comes from or who may have it.

A token travels as a `Secret` and in the `Authorization` header only; whatever could reach a log, an
exception or the screen goes through `redact` first.
"""

from __future__ import annotations

import logging
import re

HIDDEN = "***"

_SHORTEST_KNOWN = 6
"""A secret shorter than this is not looked for in texts: it would tear words apart."""

_KEY_VALUE = re.compile(
    r"""(?ix) (?P<key> (?: access_token | appsecret_proof | client_secret | app_secret | input_token
    | fb_exchange_token | page_token ) ["']? \s* (?: = | : | %3D ) \s* ["']? ) (?! \*\*\* ) [^\s&"',;}\])]+"""
)
_BEARER = re.compile(r"(?i)(?P<key>\b(?:bearer|malformed access token):?\s+)[^\s\"',;]+")
_FACEBOOK_TOKEN = re.compile(r"EAA[A-Za-z0-9_-]{6,}")
_SEPARATOR = r"[\s.\-()]{0,2}"
_PHONE = re.compile(
    rf"(?<![\w])(?:\+?84{_SEPARATOR}(?:0{_SEPARATOR})?|[0０oO]{_SEPARATOR})[35789３５７８９]"
    rf"(?:{_SEPARATOR}[\doO]){{8}}(?!\d)"
)


class Secret:
    """A token or key that does not show itself: `repr`, `str` and `format` give `***`.

    Blanks around it are dropped, for secrets are mostly pasted.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value.strip().strip("\ufeff\u200b")

    def reveal(self) -> str:
        """The secret itself, for the header or the signature that needs it and for nothing else."""
        return self._value

    def is_sendable(self) -> bool:
        """Whether it can stand in an HTTP header: printable ASCII without blanks, and not empty."""
        return bool(self._value) and all("!" <= character <= "~" for character in self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return f"Secret({HIDDEN})"

    def __str__(self) -> str:
        return HIDDEN


def redact(text: str, *secrets: Secret | None) -> str:
    """`text` without tokens, signatures and Vietnamese mobile numbers, and without the given secrets.

    The secrets are named because a service may quote a token of a shape that nobody foresaw.
    """
    for secret in secrets:
        if secret is not None and len(secret.reveal()) >= _SHORTEST_KNOWN:
            text = text.replace(secret.reveal(), HIDDEN)
    text = _KEY_VALUE.sub(rf"\g<key>{HIDDEN}", text)
    text = _BEARER.sub(rf"\g<key>{HIDDEN}", text)
    text = _FACEBOOK_TOKEN.sub(HIDDEN, text)
    return _PHONE.sub(HIDDEN, text)


class RedactingFilter(logging.Filter):
    """Takes the secrets out of log records of libraries that log addresses, as httpx does at INFO."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace the record's message by its redacted form; always keeps the record."""
        record.msg, record.args = redact(record.getMessage()), ()
        return True


_FILTER = RedactingFilter()
_HTTP_LOGGERS = ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.proxy", "httpcore.socks")


def guard_http_logs() -> None:
    """Put the redacting filter on the loggers of httpx and httpcore; may be called any number of times."""
    for name in _HTTP_LOGGERS:
        logging.getLogger(name).addFilter(_FILTER)
