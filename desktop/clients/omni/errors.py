"""Haravan's errors, classed by HTTP status, with all the shapes of `errors` made one list of texts.

Must not word anything for the screen; that is `advice`. Facts: omni_carriers.md §1.1, §1.5.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from desktop.clients.secret import Secret, redact

DEFAULT_RETRY_SECONDS = 2.0
"""How long to wait after a 429 that does not say how long: what Haravan's own example says."""

_MOST_TEXTS = 20
_LONGEST_TEXT = 300
_DEEPEST = 6


class ErrorKind(StrEnum):
    """What to do about an error."""

    RELOGIN = "relogin"
    """The token was revoked, made anew, or never was one."""
    SCOPE = "scope"
    """The token lacks a permission."""
    MISSING = "missing"
    """There is no such thing, or there is no more."""
    INVALID = "invalid"
    """Haravan refuses what was asked: asking again brings the same."""
    THROTTLE = "throttle"
    """Too many calls."""
    RETRY = "retry"
    """Haravan has a passing trouble."""


_BY_STATUS: Mapping[int, ErrorKind] = {
    401: ErrorKind.RELOGIN,
    403: ErrorKind.SCOPE,
    404: ErrorKind.MISSING,
    429: ErrorKind.THROTTLE,
}


def kind_of(status: int) -> ErrorKind:
    """The class of an HTTP status; 2xx with an error inside is INVALID like any other refusal."""
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    return ErrorKind.RETRY if status >= 500 or status == 408 else ErrorKind.INVALID


class OmniError(Exception):
    """An error that Haravan told. Its texts are redacted.

    status       the HTTP status, which may be 200
    texts        what Haravan says, one text for each fault, in English; may be empty
    scope        the permission that the call needs, for SCOPE
    retry_after  seconds to wait, for THROTTLE; None else
    """

    # Not a frozen dataclass: contextlib writes `__traceback__` on exceptions that pass through it.

    def __init__(
        self,
        status: int,
        texts: tuple[str, ...] = (),
        *,
        scope: str = "",
        retry_after: float | None = None,
    ) -> None:
        self.status, self.kind = status, kind_of(status)
        self.texts = tuple(redact(text) for text in texts)
        self.scope, self.retry_after = scope, retry_after
        super().__init__(f"HTTP {status} {self.kind}: {'; '.join(self.texts)}")


def error_in(
    status: int, body: Any, headers: Mapping[str, str], *secrets: Secret | None, scope: str = ""
) -> OmniError | None:
    """The error of a decoded answer; None where it is none.

    An error body inside HTTP 200 is an error too (omni_carriers.md §1.1). `secrets` are taken out of its
    texts; `headers` ignore case.
    """
    said = _said(body)
    texts = tuple(redact(text, *secrets) for text in texts_of(said))
    if 200 <= status < 300 and not texts:
        return None
    wait = retry_after_of(headers) if status == 429 else None
    return OmniError(status, texts, scope=scope, retry_after=wait)


def texts_of(errors: Any) -> tuple[str, ...]:
    """`errors` as one list: a text, a list of texts, or an object of lists (omni_carriers.md §1.5).

    A text of an object is preceded by its field, as Haravan writes it itself ("Key can't be blank");
    `base` is no field.
    """
    found = (text[:_LONGEST_TEXT] for text in _flat(errors, _DEEPEST) if text)
    return tuple(text for _, text in zip(range(_MOST_TEXTS), found, strict=False))


def retry_after_of(headers: Mapping[str, str]) -> float:
    """Seconds of `Retry-After`, which Haravan writes as a decimal (`2.0`)."""
    try:
        seconds = float(headers.get("retry-after", ""))
    except ValueError:
        return DEFAULT_RETRY_SECONDS
    return seconds if 0 <= seconds < math.inf else DEFAULT_RETRY_SECONDS


def _said(body: Any) -> Any:
    if not isinstance(body, Mapping):
        return None
    return body.get("errors") or body.get("error")


def _flat(value: Any, depth: int) -> Iterator[str]:
    if depth == 0 or value is None:
        return
    if isinstance(value, Mapping):
        for key, inner in value.items():
            prefix = "" if key == "base" else f"{key} "
            yield from (f"{prefix}{text}" for text in _flat(inner, depth - 1))
    elif isinstance(value, list):
        for inner in value:
            yield from _flat(inner, depth - 1)
    else:
        yield str(value).strip()
