"""Times as Omni keeps and writes them: 100 ns ticks, ISO 8601 with 0 to 7 digits of a second.

omni_carriers.md §1.1. Must not read a clock.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from random import Random

from desktop.sandbox.omni.errors import invalid

Ticks = int  # 100 ns since 1970, UTC: what Omni's seven digits count
SECOND: Ticks = 10_000_000
DAY: Ticks = 86_400 * SECOND
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,7}))?)?\s*(Z|[+\- ]\d\d:?\d\d)?)?"
)


def ticks(seconds: float) -> Ticks:
    """UTC seconds as ticks, to the millisecond."""
    return round(seconds * 1000) * (SECOND // 1000)


def ragged(moment: Ticks, random: Random) -> Ticks:
    """The moment with as many digits as chance leaves it: cut to 0–7, never put later."""
    step = 10 ** random.choice((0, 4, 4, 4, 5, 6, 7))
    return moment // step * step


def written(moment: Ticks, *, zone: str = "Z") -> str:
    """The moment as Omni writes it: trailing zeros of the fraction are left out; images lack the `Z`."""
    seconds, fraction = divmod(moment, SECOND)
    text = (_EPOCH + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")
    digits = f"{fraction:07}".rstrip("0")
    return f"{text}.{digits}{zone}" if digits else f"{text}{zone}"


def read(name: str, text: str) -> Ticks:
    """The moment of a parameter, UTC where it names no zone. Raises OmniError 422 for what is none."""
    if (match := _MOMENT.fullmatch(text.strip())) is None:
        raise invalid(f"{name} is not a date")
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    try:
        clock = (int(hour or 0), int(minute or 0), int(second or 0))
        whole = datetime(int(year), int(month), int(day), *clock, tzinfo=UTC)
    except ValueError as error:
        raise invalid(f"{name} is not a date") from error
    seconds = round((whole - _EPOCH).total_seconds()) - _offset(zone)
    return seconds * SECOND + int((fraction or "").ljust(7, "0"))


def _offset(zone: str | None) -> int:
    """Seconds east of UTC. A `+` that was not escaped arrives as a blank."""
    if zone in (None, "Z"):
        return 0
    assert zone is not None
    seconds = int(zone[1:3]) * 3600 + int(zone[-2:]) * 60
    return -seconds if zone[0] == "-" else seconds
