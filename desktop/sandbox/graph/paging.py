"""Cursor paging over rows that already stand in order (graph_api.md §1.4). Must not know what a row is.

A cursor names a place in the order, not a count of rows: what appears meanwhile shifts nothing.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from urllib.parse import urlencode

from desktop.sandbox.graph.errors import GraphError, wrong_parameter

DEFAULT_LIMIT = 25
GREATEST_LIMIT = 100


class Row(Protocol):
    """Whatever has an id."""

    @property
    def id(self) -> str:
        """The id, which decides between rows of the same key."""


R = TypeVar("R", bound=Row)
Ranked = tuple[float, R]  # the key by which the row stands in order, and the row


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a listing that is asked for."""

    limit: int
    after: tuple[float, str] | None
    before: tuple[float, str] | None


def window(parameters: Mapping[str, str]) -> Window:
    """The window of `limit`, `after` and `before`. Raises GraphError 100 where one makes no sense."""
    text = parameters.get("limit", str(DEFAULT_LIMIT))
    if not text.isdecimal():
        raise wrong_parameter("limit", "a non-negative integer")
    after, before = parameters.get("after", ""), parameters.get("before", "")
    return Window(min(int(text), GREATEST_LIMIT), _place(after), _place(before))


def page(
    rows: Sequence[Ranked[R]], asked: Window, url: str, parameters: Mapping[str, str], *, descending: bool
) -> tuple[list[R], dict[str, Any]]:
    """The rows of the window and the `paging` object, empty where there are no rows.

    `after` is given on the last page too; only `next` tells that there is another one.
    """
    places = [(key, row.id) for key, row in rows]
    first, last = 0, len(rows)
    if asked.after is not None:
        first = sum(not _follows(place, asked.after, descending) for place in places)
    if asked.before is not None:
        last = sum(_follows(asked.before, place, descending) for place in places)
        first = max(first, last - asked.limit)
    last = min(last, first + asked.limit)
    if first >= last:
        return [], {}
    cursors = {"before": _cursor(places[first]), "after": _cursor(places[last - 1])}
    paging: dict[str, Any] = {"cursors": cursors}
    if last < len(rows):
        paging["next"] = _link(url, parameters, "after", cursors["after"])
    if first > 0:
        paging["previous"] = _link(url, parameters, "before", cursors["before"])
    return [row for _, row in rows[first:last]], paging


def _follows(place: tuple[float, str], other: tuple[float, str], descending: bool) -> bool:
    return place < other if descending else place > other


def _link(url: str, parameters: Mapping[str, str], name: str, cursor: str) -> str:
    kept = {key: value for key, value in parameters.items() if key not in ("after", "before")}
    return f"{url}?{urlencode(kept | {name: cursor})}"


def _cursor(place: tuple[float, str]) -> str:
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def _place(cursor: str) -> tuple[float, str] | None:
    if not cursor:
        return None
    try:
        key, row_id = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return float(key), str(row_id)
    except (ValueError, TypeError) as error:
        raise GraphError(100, "(#100) Invalid cursors values") from error
