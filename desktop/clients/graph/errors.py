"""Graph's errors, classed by code and subcode (graph_api.md §3.6, §4.2).

Never by type or HTTP status: rate limits come as HTTP 400 with the type of a login error (§4.1). Must not
word anything for the screen; that is `advice`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from desktop.clients.secret import Secret, redact


class ErrorKind(StrEnum):
    """What to do about an error: the class of graph_api.md §4.2."""

    RETRY = "retry"
    """Facebook has a passing trouble."""
    REDUCE = "reduce"
    """As RETRY, asking for fewer rows."""
    THROTTLE = "throttle"
    """Too many calls: stop until access is regained."""
    RELOGIN = "relogin"
    """The token is dead, or its user has to see to it on facebook.com."""
    CONFIG = "config"
    """A permission, a feature or a setting is missing."""
    BLOCKED = "blocked"
    """Held for policy: stop writing, tell staff."""
    FINAL = "final"
    """Asking again brings the same."""
    UNKNOWN_OUTCOME = "unknown_outcome"
    """It may have been done although an error came back: never repeat a write."""


NO_SUCH_OBJECT = (100, 33)
CHECKPOINT_SUBCODES = frozenset({459, 464})
"""The user must visit facebook.com before any token of theirs works again."""

_BY_SUBCODE: Mapping[tuple[int, int], ErrorKind] = {
    (1, 99): ErrorKind.RETRY,
    (1, 1357046): ErrorKind.UNKNOWN_OUTCOME,
    (2, 2018344): ErrorKind.FINAL,
    (10, 2018278): ErrorKind.FINAL,
    (10, 2534022): ErrorKind.FINAL,
    (10, 2018065): ErrorKind.FINAL,
    (10, 2018108): ErrorKind.FINAL,
    (10, 1893063): ErrorKind.BLOCKED,
    (200, 1545041): ErrorKind.FINAL,
    (613, 2018338): ErrorKind.FINAL,
}

_BY_CODE: Mapping[int, ErrorKind] = {
    1: ErrorKind.REDUCE,
    2: ErrorKind.RETRY,
    3: ErrorKind.CONFIG,
    4: ErrorKind.THROTTLE,
    10: ErrorKind.CONFIG,
    17: ErrorKind.THROTTLE,
    32: ErrorKind.THROTTLE,
    100: ErrorKind.FINAL,
    102: ErrorKind.RELOGIN,
    104: ErrorKind.CONFIG,
    190: ErrorKind.RELOGIN,
    341: ErrorKind.THROTTLE,
    368: ErrorKind.BLOCKED,
    459: ErrorKind.RELOGIN,
    506: ErrorKind.FINAL,
    551: ErrorKind.FINAL,
    613: ErrorKind.THROTTLE,
    803: ErrorKind.FINAL,
    804: ErrorKind.FINAL,
    1705: ErrorKind.RETRY,
    2022: ErrorKind.BLOCKED,
    2500: ErrorKind.CONFIG,
    2635: ErrorKind.CONFIG,
    10800: ErrorKind.FINAL,
    10801: ErrorKind.FINAL,
    10900: ErrorKind.FINAL,
    10902: ErrorKind.FINAL,
    10903: ErrorKind.FINAL,
    2018218: ErrorKind.FINAL,
    2018247: ErrorKind.FINAL,
    2018300: ErrorKind.FINAL,
    2018321: ErrorKind.RETRY,
    9000001: ErrorKind.FINAL,
}

_PERMISSION_CODES = range(200, 300)
_BUSINESS_LIMIT_CODES = range(80000, 80015)


def kind_of(code: int, subcode: int | None, *, transient: bool | None = None) -> ErrorKind:
    """The class of a code and subcode. A code that nobody wrote down is final only where Facebook says so."""
    if subcode is not None and (code, subcode) in _BY_SUBCODE:
        return _BY_SUBCODE[code, subcode]
    if code in _BY_CODE:
        return _BY_CODE[code]
    if code in _PERMISSION_CODES:
        return ErrorKind.CONFIG
    if code in _BUSINESS_LIMIT_CODES:
        return ErrorKind.THROTTLE
    return ErrorKind.FINAL if transient is False else ErrorKind.RETRY


class GraphError(Exception):
    """An error that Graph told. All texts are redacted; nothing changes them after the making.

    code, subcode    Graph's numbers; code 0 where it gave none (`{"success": false}`)
    kind             what to do about it
    message          Graph's English text, for logs
    user_title, user_message  Graph's text for people, in the language of the account; may be empty
    trace_id         what Meta's support asks for; may be empty
    regain_seconds   when access comes back after THROTTLE, None where it was not told
    """

    # Not a frozen dataclass: contextlib writes `__traceback__` on exceptions that pass through it.

    def __init__(
        self,
        code: int,
        subcode: int | None = None,
        *,
        message: str = "",
        user_title: str = "",
        user_message: str = "",
        trace_id: str = "",
        transient: bool | None = None,
        regain_seconds: int | None = None,
    ) -> None:
        self.code, self.subcode = code, subcode
        self.kind = kind_of(code, subcode, transient=transient)
        self.message = redact(message)
        self.user_title, self.user_message = redact(user_title), redact(user_message)
        self.trace_id, self.regain_seconds = redact(trace_id), regain_seconds
        number = f"{code}" if subcode is None else f"{code}/{subcode}"
        super().__init__(f"{number} {self.kind}: {self.message}")


def error_in(body: Any, *secrets: Secret | None, regain_seconds: int | None = None) -> GraphError | None:
    """The error in a decoded answer, whatever its HTTP status; None where it holds none.

    `secrets` are taken out of its texts. `{"success": false}` is an error too (graph_api.md §4.1).
    """
    if not isinstance(body, Mapping):
        return None
    error = body.get("error")
    if error is None:
        return GraphError(0, message="success: false") if body.get("success") is False else None
    if not isinstance(error, Mapping):
        error = {"message": error, "code": 0}

    def text(key: str) -> str:
        value = error.get(key)
        return redact(str(value), *secrets) if value is not None else ""

    transient = error.get("is_transient")
    return GraphError(
        _number(error.get("code")) or 0,
        _number(error.get("error_subcode")),
        message=text("message"),
        user_title=text("error_user_title"),
        user_message=text("error_user_msg"),
        trace_id=text("fbtrace_id"),
        transient=transient if isinstance(transient, bool) else None,
        regain_seconds=regain_seconds or None,
    )


def _number(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return None
