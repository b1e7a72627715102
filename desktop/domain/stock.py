"""Open sale and reservations (product.md §3): what a line's state means for the counters. No storage."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LineState(StrEnum):
    """Where a line stands.

    WANTED: just asked for. OPEN: its variant is not known. HELD: reserved until a phone comes or the
    hold runs out. LAPSED: the hold ran out. WAITLISTED: there was not enough. RESERVED: in a cart.
    SOLD: in a closed order. REMOVED: given up.
    """

    WANTED = "wanted"
    OPEN = "open"
    HELD = "held"
    LAPSED = "lapsed"
    WAITLISTED = "waitlisted"
    RESERVED = "reserved"
    SOLD = "sold"
    REMOVED = "removed"


RESERVING = frozenset({LineState.HELD, LineState.RESERVED})
WAITING = (LineState.OPEN, LineState.HELD, LineState.LAPSED, LineState.WAITLISTED)

# A reading of Omni's stock counts for this long (product.md §3), in milliseconds.
FRESH_STOCK = 60_000


@dataclass(frozen=True, slots=True)
class Counters:
    """What a line puts on its product's counters, in units."""

    reserved: int
    sold: int

    def __sub__(self, other: Counters) -> Counters:
        return Counters(self.reserved - other.reserved, self.sold - other.sold)


def counters(state: LineState, quantity: int) -> Counters:
    """What a line of this state and quantity weighs. A reservation hangs on its line (product.md §3)."""
    return Counters(
        reserved=quantity if state in RESERVING else 0,
        sold=quantity if state is LineState.SOLD else 0,
    )


def clamp_open_sale(wanted: int | None, reserved: int, sold: int) -> int | None:
    """Lowering below what is held clamps to what is held (product.md §3); None is no limit."""
    return None if wanted is None else max(wanted, reserved + sold)
