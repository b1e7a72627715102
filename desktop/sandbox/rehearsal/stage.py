"""The stage of the rehearsal: who can be called upon, and how a pattern becomes a comment's words.

It draws words and people by chance, and knows no story; those are in `stories`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from . import phrases
from .people import Person
from .shop import Product
from .typing_habits import TEENCODE, type_out, write_code, write_phone
from .wishes import Wish, draw_wish, write_choice, write_wish

_NOT_SOLD = {
    "giày": ("size 40", "size 35", "màu đen"),
    "nến": ("mùi sả", "mùi trà"),
    "set": ("màu đỏ", "hộp to hơn"),
    "khăn": ("màu be", "màu đen"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A comment before it has an id. Times in seconds of the live; `person` None: without author."""

    at: float
    person: Person | None
    message: str
    reply_to: Draft | None = None
    low_quality: bool = False
    edited_at: float | None = None
    edited_message: str | None = None
    hidden_at: float | None = None
    deleted_at: float | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """Chance, the people in turn, and who speaks for the shop."""

    rng: Random
    buyers: Iterator[Person]
    everybody: Iterator[Person]
    strangers: Iterator[Person]
    page: Person
    staff: Sequence[Person]
    names: Sequence[str]

    def soon(self, at: float, earliest: float, latest: float) -> float:
        """A moment between `earliest` and `latest` seconds after `at`."""
        return at + self.rng.uniform(earliest, latest)

    def draft(
        self, at: float, person: Person, patterns: Sequence[str], product: Product, item: str = ""
    ) -> Draft:
        """One of the patterns as this person types it."""
        return Draft(at, person, self.say(person, patterns, product, item))

    def say(
        self, person: Person, patterns: Sequence[str], product: Product, item: str = "", to: str = ""
    ) -> str:
        """The words alone. `item`: the order as written; `to`: who is spoken to."""
        slots = self._slots(person, product, item, to)
        return type_out(self.rng, person.habit, self.rng.choice(patterns), slots)

    def write(self, person: Person, wish: Wish) -> str:
        """A wish in this person's way of typing."""
        return write_wish(self.rng, person.habit, wish)

    def _slots(self, person: Person, product: Product, item: str, to: str) -> dict[str, str]:
        rng, me = self.rng, self._pronoun(person)
        wish = draw_wish(rng, product)
        height = f"1m{rng.randint(48, 70)}"
        return {
            "item": item,
            "code": write_code(person.habit, product.code),
            "product": product.name,
            "noun": product.noun,
            "price": _price(rng, product.price),
            "phone": write_phone(rng, person.habit, person.phone),
            "phone2": person.phone[:-2] + f"{rng.randrange(100):02}",
            "me": me,
            "name": person.name,
            "place": person.place,
            "address": person.address,
            "height": rng.choice((height, f"1m{rng.randint(5, 7)}")),
            "weight": f"{rng.randint(42, 68)}kg",
            "waist": str(rng.randint(60, 78)),
            "size": rng.choice(("M", "L", "size M", "size L")),
            "size2": f"{rng.randint(100, 999)}",
            "option": write_choice(rng, wish) or rng.choice(("size M", "màu đen")),
            "other": rng.choice(_NOT_SOLD.get(product.noun, ("size XL", "màu trắng", "màu hồng"))),
            "friend": rng.choice(self.names),
            "friend2": rng.choice(self.names),
            "to": to or rng.choice(self.names),
            "emoji": rng.choice(phrases.EMOJI),
            "thanks": rng.choice(phrases.THANKS).format(me=me),
            "hello": rng.choice(phrases.HELLO),
        }

    def _pronoun(self, person: Person) -> str:
        short = TEENCODE.get(person.me)
        return short[0] if short and person.habit.teencode else person.me


def _price(rng: Random, price: int) -> str:
    thousands = price // 1000
    return rng.choice((f"{thousands}k", f"{thousands}k", f"{thousands}.000đ"))
