"""Lists of Omni: filters, order and pages (omni_carriers.md §1.6, §1.8). Must not know what a row is.

There is no cursor and no link: a page is a slice of what the list is at that moment, so rows that change
meanwhile repeat or are missed. That is Omni's way, and what a client has to live with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Protocol, TypeVar

from desktop.sandbox.omni import times
from desktop.sandbox.omni.errors import invalid, invalid_field
from desktop.sandbox.omni.times import SECOND, Ticks

DEFAULT_LIMIT = 50
SHIFT = 3  # places that a row may move between two pages when the order is left open


class Row(Protocol):
    """What has an id and two times."""

    @property
    def id(self) -> int:
        """The id, by which rows stand in order where no other is asked for."""

    @property
    def created_at(self) -> Ticks:
        """When it was made."""

    @property
    def updated_at(self) -> Ticks:
        """When it last changed."""


R = TypeVar("R", bound=Row)
Key = Callable[[Any], Any]


def _by_id(row: Row) -> int:
    return row.id


def _by_creation(row: Row) -> Ticks:
    return row.created_at


def _by_update(row: Row) -> Ticks:
    return row.updated_at


ORDERS: Mapping[str, Key] = {"id": _by_id, "created_at": _by_creation, "updated_at": _by_update}


@dataclass(frozen=True, slots=True)
class Terms:
    """How a list is asked for where the question leaves it open: its own default order, cap, and unrest.

    `shuffle`: what the order leaves open is decided anew at every call (None: it stands still).
    `pages`: whether `page` counts; inventory_locations knows only `since_id`.
    """

    default_limit: int = DEFAULT_LIMIT
    cap: int = DEFAULT_LIMIT
    pages: bool = True
    orders: Mapping[str, Key] | None = None
    default_order: str = ""
    shuffle: Random | None = None


def filtered(rows: Iterable[R], query: Mapping[str, str]) -> list[R]:
    """The rows that `ids`, `since_id` and the bounds of time leave; bounds are inclusive."""
    kept = list(rows)
    if "ids" in query:
        wanted = numbers(query, "ids")
        kept = [row for row in kept if row.id in wanted]
    if "since_id" in query:
        since = number(query, "since_id", 0)
        kept = [row for row in kept if row.id > since]
    for name in ("created_at", "updated_at"):
        kept = _between(kept, query, name, ORDERS[name])
    return kept


def _between(rows: list[R], query: Mapping[str, str], name: str, key: Key) -> list[R]:
    if text := query.get(f"{name}_min"):
        first = times.read(f"{name}_min", text)
        rows = [row for row in rows if key(row) >= first]
    if text := query.get(f"{name}_max"):
        last = times.read(f"{name}_max", text)
        rows = [row for row in rows if key(row) <= last]
    return rows


def page(rows: Iterable[R], query: Mapping[str, str], terms: Terms) -> Sequence[R]:
    """The page that is asked for, out of rows in order of their ids; a limit over the cap is the cap."""
    ordered = _ordered(filtered(rows, query), query, terms)
    limit = number(query, "limit", terms.default_limit)
    limit = min(limit, terms.cap) if limit > 0 else terms.default_limit
    first = (max(number(query, "page", 1), 1) - 1) * limit if terms.pages else 0
    return ordered[first : first + limit]


def _ordered(rows: list[R], query: Mapping[str, str], terms: Terms) -> Sequence[R]:
    name, _, direction = query.get("order", terms.default_order).strip().partition(" ")
    direction = (direction.strip() or query.get("direction", "")).lower() or "asc"
    if direction not in ("asc", "desc"):
        raise invalid("direction must be asc or desc")
    if not name:
        return rows if "since_id" in query else _loosened(rows, terms.shuffle)
    orders = terms.orders or ORDERS
    if name.lower() not in orders:
        raise invalid(f"order must be one of {', '.join(orders)}")
    key = orders[name.lower()]
    if terms.shuffle is not None and key is not _by_id:
        rows = terms.shuffle.sample(rows, len(rows))
        key = _to_the_second(key)
    return sorted(rows, key=key, reverse=direction == "desc")


def _loosened(rows: list[R], shuffle: Random | None) -> list[R]:
    """The rows, each up to some places away from its own."""
    if shuffle is None:
        return rows
    places = {row.id: place + shuffle.uniform(0, SHIFT) for place, row in enumerate(rows)}
    return sorted(rows, key=lambda row: places[row.id])


def _to_the_second(key: Key) -> Key:
    return lambda row: key(row) // SECOND


def numbers(query: Mapping[str, str], name: str, most: int | None = None) -> frozenset[int]:
    """The ids of a comma-joined parameter. Raises OmniError 422 for what is no id, or too many."""
    texts = [text.strip() for text in query[name].split(",") if text.strip()]
    if not all(map(_is_id, texts)):
        raise invalid_field(name, "is invalid")
    if most is not None and len(texts) > most:
        raise invalid_field(name, f"has more than {most} ids")
    return frozenset(map(int, texts))


def number(query: Mapping[str, str], name: str, default: int) -> int:
    """A whole number; what is none is taken for the default, as Omni refuses no page or limit."""
    text = query.get(name, "").strip()
    return int(text) if _is_id(text.removeprefix("-")) else default


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 19  # what 64 bits hold


def chosen(body: Mapping[str, Any], query: Mapping[str, str]) -> dict[str, Any]:
    """The object with the `fields` asked for; its id always comes along, unknown names are passed over."""
    wanted = {name.strip() for name in query.get("fields", "").split(",") if name.strip()}
    return {name: value for name, value in body.items() if not wanted or name == "id" or name in wanted}
