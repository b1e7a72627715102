"""What a buyer wants, and how it is written: code, quantity and variant in the forms of product.md §2.3–§2.6.

It draws wishes from the shop's products and writes them; phones and sentences around them are elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from .shop import Product, Variant
from .typing_habits import Habit, write_code

NUMBER_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu")
LOOKALIKE = {"0": "O", "1": "I", "2": "Z", "5": "S", "7": "T", "8": "B", "9": "g"}


@dataclass(frozen=True, slots=True)
class Wish:
    """So many of a variant; `variant` None where the buyer does not say which."""

    product: Product
    variant: Variant | None
    quantity: int = 1


def draw_wish(rng: Random, product: Product) -> Wish:
    """A wish for the product: mostly one, sometimes two or three, rarely more."""
    quantity = rng.choices((1, 2, 3, 4, 5, 10), (70, 19, 6, 2, 2, 1))[0]
    return Wish(product, rng.choice(product.variants), quantity)


def undecided(wish: Wish) -> Wish:
    """The same wish from somebody who forgets to say which variant."""
    return replace(wish, variant=None)


def write_wish(rng: Random, habit: Habit, wish: Wish) -> str:
    """One line of an order, e.g. `a01 2 cái size M kem`."""
    return write_wishes(rng, habit, (wish,))


def write_wishes(rng: Random, habit: Habit, wishes: Sequence[Wish]) -> str:
    """Several lines as one person writes them: all in one manner, `1 B05 2 D02` or `B05 1 D02 2`."""
    before = rng.random() < 0.25
    said = len(wishes) > 1 and rng.random() < 0.6
    joint = rng.choice((" ", " ", ", ", " và ", " + ", "\n"))
    return joint.join(_line(rng, habit, wish, before=before, say_one=said) for wish in wishes)


def _line(rng: Random, habit: Habit, wish: Wish, *, before: bool, say_one: bool) -> str:
    code = write_code(habit, rng.choice(wish.product.keywords))
    choice = write_choice(rng, wish)
    say = wish.quantity > 1 or say_one or rng.random() < 0.25
    quantity = _quantity(rng, wish, before=before) if say else ""
    order = (
        (quantity, code, choice)
        if before
        else rng.choice(((code, choice, quantity), (code, quantity, choice)))
    )
    return " ".join(part for part in order if part)


def _quantity(rng: Random, wish: Wish, *, before: bool) -> str:
    number, unit = wish.quantity, rng.choice(wish.product.units)
    forms = [f"{number}", f"{number}", f"{number} {unit}", f"lấy {number}"]
    if number < len(NUMBER_WORDS):
        forms.append(f"{NUMBER_WORDS[number]} {unit}")
    if not before:
        forms += [f"x{number}", f"x{number}", f"{number}x", f"*{number}", f"+{number}", f"{number}c"]
        forms += [f"sl {number}", f"sl:{number}", f"số lượng {number}"]
    return rng.choice(forms)


def write_choice(rng: Random, wish: Wish) -> str:
    """The variant in words; empty where there is nothing to choose, or the buyer does not say it."""
    if wish.variant is None or not wish.variant.options:
        return ""
    if not wish.product.has_choice:
        return rng.choice(("", "", "", wish.variant.options[0].lower()))
    return rng.choice(_choices(wish.variant.options))


def _choices(options: Sequence[str]) -> list[str]:
    if len(options) == 1:
        value = options[0]
        return (
            [f"size {value}", f"sz {value}", value]
            if value.isdigit()
            else [value.lower(), f"màu {value.lower()}"]
        )
    colour, size = options[0].lower(), options[1]
    return [
        f"{colour} {size}",
        f"{size} {colour}",
        f"{size.lower()} {colour}",
        f"size {size} màu {colour}",
        f"màu {colour} size {size}",
        f"{colour} size {size}",
        f"sz {size} {colour}",
    ]


def two_sizes(rng: Random, habit: Habit, product: Product) -> str:
    """Two variants under one keyword, `A01 1M 1L đen` (product.md §2.5)."""
    first, second = rng.sample(product.variants, 2)
    code = write_code(habit, product.code)
    if len(first.options) == 1:
        return f"{code} 1 {first.options[0].lower()} 1 {second.options[0].lower()}"
    colour = first.options[0].lower()
    sizes = sorted({v.options[1] for v in product.variants})
    one, other = rng.sample(sizes, 2)
    return rng.choice(
        (f"{code} 1{one} 1{other} {colour}", f"{code} {colour} 1{one} {rng.randint(1, 2)}{other}")
    )


def near_miss(rng: Random, product: Product) -> str:
    """The code with a letter that only looks like the right one, or a figure forgotten (product.md §2.3)."""
    letter, tens, ones = tuple(product.code)
    misses = [letter + LOOKALIKE.get(tens, tens) + ones, letter + tens + LOOKALIKE.get(ones, ones)]
    if tens == "0":
        misses += [letter + ones, f"{letter.lower()} o{ones}"]
    return rng.choice([miss for miss in misses if miss != product.code])
