"""What the screens show of the people at the desk. Frozen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Somebody who may be at the desk."""

    id: int
    name: str
    is_at_desk: bool


@dataclass(frozen=True, slots=True)
class StaffChanged:
    """The names changed, or who is at the desk (None: nobody named); published on the bus."""

    names: tuple[str, ...]
    at_desk: str | None
