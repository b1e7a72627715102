"""The people of the rehearsal: invented names, phones and typing habits.

Every number here is drawn by chance; none was taken from anybody. What they say is in `phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from .names import GIVEN, NICKNAMES, PLACES, PREFIXES, SHOPS, STREETS, SURNAMES
from .typing_habits import Habit, draw_habit, without_accents

_PLAIN_SURNAMES = frozenset(map(without_accents, SURNAMES))
PRONOUNS = ("em", "em", "em", "em", "mình", "mình", "chị", "chị", "tui", "cô")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who comments. `phone` in normal form (0912345678); `zest`: how often, 1 to 4."""

    id: str
    name: str
    phone: str
    me: str
    place: str
    address: str
    habit: Habit
    zest: int = 1

    @property
    def given_name(self) -> str:
        """What the shop calls the person: the last word that is no surname, for many write those last."""
        words = self.name.split()
        return next((w for w in reversed(words) if without_accents(w) not in _PLAIN_SURNAMES), words[-1])


def crowd(rng: Random, size: int) -> tuple[Person, ...]:
    """`size` people, no two of whom share an id, a name or a phone."""
    ids = _distinct(lambda: _commenter_id(rng), size)
    names = _distinct(lambda: _name(rng), size)
    phones = _distinct(lambda: _phone(rng), size)
    return tuple(
        Person(
            id=person_id,
            name=name,
            phone=phone,
            me=rng.choice(PRONOUNS),
            place=rng.choice(PLACES),
            address=_address(rng),
            habit=draw_habit(rng),
            zest=rng.choices((1, 2, 3, 4), (50, 28, 14, 8))[0],
        )
        for person_id, name, phone in zip(ids, names, phones, strict=True)
    )


def deck(rng: Random, people: Sequence[Person]) -> Iterator[Person]:
    """Everybody in turn, endlessly: shuffled anew each round, the zealous several times a round."""
    counts = [person.zest for person in people]
    while True:
        yield from rng.sample(people, counts=counts, k=sum(counts))


def _distinct(draw: Callable[[], str], size: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < size:
        found[draw()] = None
    return list(found)


def _commenter_id(rng: Random) -> str:
    return str(rng.randint(2 * 10**15, 9 * 10**15 - 1))


def _phone(rng: Random) -> str:
    """An invented mobile number without the rows and runs that make a number somebody's pride."""
    while True:
        phone = rng.choice(PREFIXES) + f"{rng.randrange(10**7):07}"
        if not re.search(r"(\d)\1\1|0123|1234|2345|3456|4567|5678|6789|(\d\d)\2\2", phone):
            return phone


def _name(rng: Random) -> str:
    shape = rng.choices((_full, _reversed, _given_only, _bare, _nickname, _shop), (38, 20, 12, 12, 11, 7))[0]
    return shape(rng)


def _full(rng: Random) -> str:
    return f"{rng.choice(SURNAMES)} {rng.choice(GIVEN)}"


def _reversed(rng: Random) -> str:
    return f"{rng.choice(GIVEN)} {rng.choice(SURNAMES)}"


def _given_only(rng: Random) -> str:
    return rng.choice([name for name in GIVEN if " " in name])


def _bare(rng: Random) -> str:
    return without_accents(rng.choice((_full, _reversed))(rng))


def _nickname(rng: Random) -> str:
    return rng.choice(NICKNAMES)


def _shop(rng: Random) -> str:
    return rng.choice(SHOPS)


def _address(rng: Random) -> str:
    street, place = rng.choice(STREETS), rng.choice(PLACES)
    number, lane = rng.randint(2, 199), rng.randint(2, 60)
    return rng.choice(
        (
            f"số {number} ngõ {lane} {street}",
            f"{number}/{lane} {street} {place}",
            f"{number} {street}, {place}",
            f"thôn {rng.randint(1, 9)} xã Hòa Bình {place}",
            f"chung cư {street} tòa B phòng {number}",
        )
    )
