"""Graph's refusals: code, subcode and the words that Graph uses for them (graph_api.md §3.5, §3.6, §4).

Must not decide when to refuse.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

DOCS = "https://developers.facebook.com/docs"
MESSAGES = {
    1: "An unknown error occurred",
    2: "An unexpected error has occurred. Please retry your request later.",
    4: "(#4) Application request limit reached",
    10: "(#10) Application does not have permission for this action",
    17: "(#17) User request limit reached",
    32: "(#32) Page request limit reached",
    100: "(#100) Invalid parameter",
    102: "Session key invalid or no longer valid",
    190: "Invalid OAuth access token - Cannot parse access token",
    200: "(#200) Missing Permissions",
    368: "The action attempted has been deemed abusive or is otherwise disallowed",
    506: "(#506) Duplicate status message",
    551: "(#551) This person isn't available right now.",
    613: "(#613) Calls to this api have exceeded the rate limit.",
    80001: "(#80001) There have been too many calls to this Page account. Wait a bit and try again. "
    f"For more info, please refer to {DOCS}/graph-api/overview/rate-limiting.",
}
SESSION_MESSAGES = {
    459: "Error validating access token: The user is enrolled in a blocking, logged-in checkpoint",
    460: "Error validating access token: The session has been invalidated because the user changed their "
    "password or Facebook has changed the session for security reasons.",
    467: "Error validating access token: The session is invalid because the user logged out.",
}
READING_REFUSED = (
    "(#10) This endpoint requires the '{scope}' permission or the 'Page Public Content Access' feature. "
    f"Refer to {DOCS}/apps/review/login-permissions#manage-pages and "
    f"{DOCS}/apps/review/feature#reference-PAGES_ACCESS for details."
)


class GraphError(Exception):
    """A call that Graph refuses. `status` is the HTTP status, mostly 400 even for rate limits (§4.1)."""

    def __init__(
        self,
        code: int,
        message: str | None = None,
        *,
        subcode: int | None = None,
        kind: str = "OAuthException",
        status: int | None = None,
    ) -> None:
        self.message = message if message is not None else MESSAGES.get(code, f"(#{code}) An error occurred")
        super().__init__(self.message)
        self.code, self.subcode, self.kind = code, subcode, kind
        self.status = status if status is not None else _status(code)

    def envelope(self, trace: str) -> dict[str, Any]:
        """The JSON body of the refusal (§4.1)."""
        body: dict[str, Any] = {"message": self.message, "type": self.kind, "code": self.code}
        if self.subcode is not None:
            body["error_subcode"] = self.subcode
        if self.code in (1, 2):
            body["is_transient"] = True
        return {"error": body | {"fbtrace_id": trace}}


def _status(code: int) -> int:
    if code in (1, 2):
        return 500
    return 403 if 200 <= code <= 299 else 400


def unknown_object(node_id: str, method: str = "GET") -> GraphError:
    """The object is not there, or not for this token: Graph tells the two apart to nobody (100/33)."""
    return GraphError(
        100,
        f"Unsupported {method.lower()} request. Object with ID '{node_id}' does not exist, cannot be "
        "loaded due to missing permissions, or does not support this operation. Please read the Graph API "
        f"documentation at {DOCS}/graph-api",
        subcode=33,
        kind="GraphMethodException",
    )


def unknown_path(path: str) -> GraphError:
    """An edge or version that Graph does not have."""
    return GraphError(2500, f"Unknown path components: /{path}")


def unknown_field(name: str, node: str) -> GraphError:
    """A field that this kind of node does not have."""
    return GraphError(100, f"(#100) Tried accessing nonexisting field ({name}) on node type ({node})")


def wrong_parameter(name: str, expected: str) -> GraphError:
    """A parameter whose value Graph does not take; `expected` is what it would take."""
    return GraphError(100, f"(#100) Param {name} must be {expected}")


def not_one_of(name: str, values: tuple[str, ...]) -> GraphError:
    """An enumeration parameter with a value of its own (for instance live_filter=stream, §1.4)."""
    return wrong_parameter(name, f"one of {{{', '.join(values)}}}")


def session_ended(subcode: int, expired_at: float, now: float) -> GraphError:
    """A dead token (190 with the reason as subcode, §3.6)."""
    expired = (
        f"Error validating access token: Session has expired on {_long_time(expired_at)}. "
        f"The current time is {_long_time(now)}."
    )
    return GraphError(190, SESSION_MESSAGES.get(subcode, expired), subcode=subcode)


def _long_time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%A, %d-%b-%y %H:%M:%S UTC")
