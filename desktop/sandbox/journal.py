"""What the stand-in servers were asked and what came of it: the record that tests compare with.

contracts.md §5.

Must not hold secrets: tokens are taken out of queries before they are written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

SECRET = frozenset(
    {"access_token", "appsecret_proof", "client_secret", "code", "fb_exchange_token", "input_token"}
)


@dataclass(frozen=True, slots=True)
class Request:
    """A request received, at sandbox milliseconds; `status` is None until answered, or if it never was."""

    time: int
    method: str
    path: str
    query: Mapping[str, str]
    target: str
    status: int | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that changed the page: a reply, a hidden comment; `details` say which."""

    time: int
    kind: str
    details: Mapping[str, Any]


class Journal:
    """Requests, effects, and when each comment was first handed out whole."""

    def __init__(self) -> None:
        self._requests: list[Request] = []
        self._effects: list[Effect] = []
        self._shown: dict[str, int] = {}

    def receive(self, request: Request) -> int:
        """Write down a request as it comes in; answers the number to settle it by."""
        clean = {name: "***" if name in SECRET else value for name, value in request.query.items()}
        self._requests.append(replace(request, query=clean))
        return len(self._requests) - 1

    def settle(self, number: int, *, status: int | None = None, fault: str | None = None) -> None:
        """Write down how a request ended."""
        self._requests[number] = replace(self._requests[number], status=status, fault=fault)

    def effect(self, time: int, kind: str, **details: Any) -> None:
        """Write down a change of the page."""
        self._effects.append(Effect(time, kind, details))

    def show(self, time: int, ids: Iterable[str]) -> None:
        """Write down comments that went out in an answer which was not cut."""
        for comment_id in ids:
            self._shown.setdefault(comment_id, time)

    def as_json(self) -> dict[str, Any]:
        """The whole record: `requests`, `shown` in order of first time, `effects`."""
        effects = [{"time": e.time, "kind": e.kind, **e.details} for e in self._effects]
        shown = [{"id": comment_id, "time": time} for comment_id, time in self._shown.items()]
        return {"requests": list(map(asdict, self._requests)), "shown": shown, "effects": effects}
