"""Omni's refusals: HTTP statuses and the shapes of `errors` (omni_carriers.md §1.5).

The texts of 401, 403, 404 and 429 are not documented; these are our own. Must not decide when to refuse.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MESSAGES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    422: "Key can't be blank",
    429: "Too Many Requests",
    500: "Internal Server Error",
}


class OmniError(Exception):
    """A call that Omni refuses. `errors` is a string, a list, or an object of lists (§1.5)."""

    def __init__(self, status: int, errors: Any = None, headers: Mapping[str, str] | None = None) -> None:
        self.status = status
        self.errors = MESSAGES.get(status, "Error") if errors is None else errors
        self.headers = dict(headers or {})
        super().__init__(f"{status} {self.errors}")

    def envelope(self) -> dict[str, Any]:
        """The JSON body of the refusal."""
        return {"errors": self.errors}


def invalid(text: str) -> OmniError:
    """422 in the shape of one sentence."""
    return OmniError(422, text)


def invalid_field(name: str, text: str) -> OmniError:
    """422 in the shape of an object of lists."""
    return OmniError(422, {name: [text]})
