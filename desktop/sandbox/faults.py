"""Faults to order: what goes wrong with which calls, how often (contracts.md §5). Must not touch the wire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from random import Random
from typing import Any

KINDS = (
    "status",
    "timeout",
    "disconnect",
    "lost_response",
    "html",
    "truncate",
    "slow",
    "duplicate",
    "late",
)
TARGETS = (
    "graph.*",
    "graph.live_videos",
    "graph.live",
    "graph.posts",
    "graph.post",
    "graph.comments",
    "graph.comment",
    "graph.reply",
    "graph.page",
    "graph.token",
    "omni.*",
    "omni.products",
    "omni.variants",
    "omni.images",
    "omni.pictures",
    "omni.inventory_locations",
    "omni.locations",
    "omni.shop",
    "omni.customers",
    "omni.metafields",
)
HTTP_STATUSES = frozenset({429, 500, 501, 502, 503, 504})  # never codes of Graph, so they mean themselves
DELAYS = {"timeout": 60.0, "slow": 2.0, "late": 5.0}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong.

    `count` is how many calls it hits, None for all; `probability` the chance of each call to be hit.
    `code` is Graph's error code, or an HTTP status (`status` and `html`); `message` is the refusal's text,
    `errors` Omni's in any of its shapes (omni_carriers.md §1.5); `delay` is in seconds: the longest hang,
    the time a slow answer takes, how late comments appear, or the wait that Omni's 429 demands.
    """

    target: str
    kind: str
    count: int | None = 1
    probability: float = 1.0
    code: int | None = None
    subcode: int | None = None
    message: str | None = None
    errors: Any = None
    delay: float = 0.0

    def hits(self, target: str) -> bool:
        """Whether calls of that target are meant."""
        return self.target == target or (self.target.endswith(".*") and target.startswith(self.target[:-1]))


def parse(raw: Mapping[str, Any]) -> Fault:
    """The fault of a control request. Raises ValueError that says in English what is wrong with it."""
    known = [field.name for field in fields(Fault)]
    if unknown := sorted(set(raw) - set(known)):
        raise ValueError(f"unknown keys: {', '.join(unknown)}; there are {', '.join(known)}")
    kind, target = raw.get("kind"), raw.get("target")
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r}; there are {', '.join(KINDS)}")
    if target not in TARGETS:
        raise ValueError(f"unknown target {target!r}; there are {', '.join(TARGETS)}")
    if kind == "status" and "code" not in raw:
        raise ValueError("kind status needs a code")
    if kind == "late" and target not in ("graph.comments", "graph.*"):
        raise ValueError("only graph.comments can be late")
    # A probability without a count goes on until it is cleared; without either the next call is hit.
    count = _number(raw, "count", int, None if "probability" in raw else 1)
    return Fault(
        target=target,
        kind=kind,
        count=count,
        probability=_number(raw, "probability", float, 1.0) or 0.0,
        code=_number(raw, "code", int, None),
        subcode=_number(raw, "subcode", int, None),
        message=None if raw.get("message") is None else str(raw["message"]),
        errors=raw.get("errors"),
        delay=_number(raw, "delay", float, DELAYS.get(kind, 0.0)) or 0.0,
    )


def _number(raw: Mapping[str, Any], name: str, kind: type[int] | type[float], default: Any) -> Any:
    value = raw.get(name, default)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, kind)) or value < 0:
        raise ValueError(f"{name} must be a non-negative {'integer' if kind is int else 'number'}")
    return kind(value)


class FaultPlan:
    """The faults that are ordered and not used up. Same seed and same calls, same faults."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._waiting: list[tuple[Fault, int | None]] = []

    def add(self, fault: Fault) -> None:
        """Order a fault, behind those ordered before."""
        self._waiting.append((fault, fault.count))

    def clear(self) -> None:
        """Forget all faults."""
        self._waiting.clear()

    def draw(self, target: str) -> Fault | None:
        """The fault that hits this call, if one does: the first ordered that is not used up."""
        for index, (fault, left) in enumerate(self._waiting):
            if fault.hits(target) and left != 0 and self._random.random() < fault.probability:
                self._waiting[index] = (fault, None if left is None else left - 1)
                self._waiting = [waiting for waiting in self._waiting if waiting[1] != 0]
                return fault
        return None

    def as_json(self) -> list[dict[str, Any]]:
        """The waiting faults, `count` being what is left of each."""
        return [asdict(fault) | {"count": left} for fault, left in self._waiting]
