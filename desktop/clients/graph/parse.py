"""Graph's JSON → our frozen types, as tolerant as Facebook is loose (graph_api.md §1.2–1.5, §1.8).

Must not fail on a row: what cannot be read is None, unknown fields are ignored, texts stay as they came.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from desktop.domain.comments import Author, Comment

_MILLISECONDS_FROM = 100_000_000_000
"""A bare number from here on is milliseconds: as seconds it would be the year 5138."""


def comment_of(row: Any) -> Comment | None:
    """The comment of a row; None where not even an id can be read. `raw` is the row as JSON."""
    if not isinstance(row, Mapping):
        return None
    comment_id = id_of(row.get("id"))
    if comment_id is None:
        return None
    message, created = row.get("message"), row.get("created_time")
    return Comment(
        comment_id,
        storable(message) if isinstance(message, str) else "",
        time_of(created),
        author_of(row.get("from")),
        raw_of(row),
    )


def author_of(value: Any) -> Author | None:
    """The author of `from`; None where Facebook hides it (graph_api.md §1.8)."""
    if not isinstance(value, Mapping):
        return None
    author_id, name = id_of(value.get("id")), value.get("name")
    return Author(author_id, storable(name) if isinstance(name, str) else "") if author_id else None


def id_of(value: Any) -> str | None:
    """An id as a string: Graph sends strings, relays sometimes numbers. None where it is neither or empty."""
    if isinstance(value, str):
        return storable(value) or None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def time_of(value: Any) -> int | None:
    """UTC milliseconds of `2018-08-30T18:47:02+0000`, another ISO 8601 form, or a unix time; None else."""
    if isinstance(value, bool):
        return None
    try:
        if isinstance(value, int | float):
            return _unix(float(value))
        return _of_text(value.strip()) if isinstance(value, str) else None
    except (ValueError, OverflowError):
        return None


def _of_text(text: str) -> int | None:
    if text.replace(".", "", 1).isdecimal():
        return _unix(float(text))
    moment = datetime.fromisoformat(text)
    return _unix((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def _unix(value: float) -> int | None:
    if not math.isfinite(value) or not 0 <= value < _MILLISECONDS_FROM * 1000:
        return None
    return int(value) if value >= _MILLISECONDS_FROM else round(value * 1000)


def storable(text: str) -> str:
    """`text` with what no database takes, half a surrogate pair, replaced. NUL characters stay: data."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def raw_of(row: Any) -> str:
    """A decoded row as JSON text again; empty for one nested so deeply that it cannot be written."""
    try:
        return storable(json.dumps(row, ensure_ascii=False, separators=(",", ":")))
    except RecursionError:
        return ""


def next_cursor(body: Mapping[str, Any]) -> str | None:
    """The cursor of the next page, None on the last one.

    Only `paging.next` says that there is another page; `cursors.after` stands on the last one too
    (graph_api.md §1.4). The address itself is never followed: it holds the token and any host it likes.
    """
    paging = body.get("paging")
    if not isinstance(paging, Mapping) or not isinstance(paging.get("next"), str):
        return None
    cursors = paging.get("cursors")
    after = cursors.get("after") if isinstance(cursors, Mapping) else None
    return after if isinstance(after, str) and after else _cursor_in(paging["next"])


def _cursor_in(address: str) -> str | None:
    try:
        return parse_qs(urlsplit(address).query).get("after", [None])[0]
    except ValueError:
        return None
