"""Filler products: the rest of a Vietnamese shop's shelves, invented from the seed.

They have what real shops have: goods without a code, stock that is not kept, sold on backorder or below
zero, prices with decimals, pictures that are gone. Must not know ids, times or the store.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from random import Random

from desktop.sandbox.omni.goods import Goods, Kind, Stock
from desktop.sandbox.omni.shelves import COLOURS, SHELVES, TAGS, VENDORS, Shelf
from desktop.sandbox.rehearsal.typing_habits import without_accents

SHARE_WITHOUT_SKU, SHARE_UNTRACKED, SHARE_BACKORDER, SHARE_NEGATIVE = 0.02, 0.05, 0.04, 0.02
SHARE_WIDE = 0.01  # in every colour and every size there is
SHARE_WITHOUT_ADVANCE, SHARE_ODD_PRICE, SHARE_LOST_PICTURE, SHARE_WITHOUT_PICTURE = 0.1, 0.02, 0.03, 0.1


def goods(random: Random, count: int) -> Iterator[Goods]:
    """`count` products, about four variants each; no two have the same SKU."""
    for number in range(1, count + 1):
        yield _goods(random, random.choice(SHELVES), number)


def _goods(random: Random, shelf: Shelf, number: int) -> Goods:
    title = " ".join(
        filter(None, (random.choice(shelf.nouns), random.choice(shelf.styles), random.choice(shelf.details)))
    )
    options, choices = _choices(random, shelf)
    price = Decimal(random.randint(*shelf.prices) * 1000)
    tags = random.sample(TAGS, random.randint(0, 3))
    return Goods(
        title=title,
        product_type=shelf.product_type,
        options=options,
        kinds=_kinds(random, shelf, f"{_initials(title)}{number:04}", choices, price),
        vendor=random.choice(VENDORS),
        tags=",".join(tags) or None,
        body_html=f"<p>{title}, giao toàn quốc, đổi trả trong 7 ngày.</p>" if random.random() < 0.7 else "",
        published=random.random() < 0.95,
        hidden=random.random() < 0.02,
    )


def _choices(random: Random, shelf: Shelf) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The names of the options, and the values of every variant."""
    if shelf.sizes and random.random() < SHARE_WIDE:
        return ("Màu sắc", "Kích thước"), [*product(COLOURS, shelf.sizes)]
    colours = random.sample(COLOURS, random.choice((1, 2, 2, 3, 4))) if shelf.coloured else []
    first = random.randint(0, 1)
    sizes = shelf.sizes[first : first + random.randint(2, 4)]
    if colours and sizes:
        return ("Màu sắc", "Kích thước"), [*product(colours, sizes)]
    if colours:
        return ("Màu sắc",), [(colour,) for colour in colours]
    return ("Title",), [()]


def _kinds(
    random: Random, shelf: Shelf, code: str, choices: list[tuple[str, ...]], price: Decimal
) -> tuple[Kind, ...]:
    pictures = _pictures(random, shelf, choices)
    tracked, backorder = random.random() >= SHARE_UNTRACKED, random.random() < SHARE_BACKORDER
    advance = random.random() >= SHARE_WITHOUT_ADVANCE
    unit = shelf.unit if random.random() < 0.05 else None
    return tuple(
        Kind(
            sku=_sku(random, code, values),
            values=values,
            price=_price(random, price, values),
            compare_at_price=price * 5 / 4 if random.random() < 0.2 else Decimal(0),
            barcode=_barcode(random) if unit or random.random() < 0.5 else None,
            grams=Decimal(shelf.grams),
            stock=_stock(random),
            tracked=tracked,
            backorder=backorder,
            advance=advance,
            picture=pictures.get(values[0] if values else ""),
            unit=unit,
        )
        for values in choices
    )


def _pictures(random: Random, shelf: Shelf, choices: list[tuple[str, ...]]) -> dict[str, str]:
    """A picture per colour; some products have none, and some name one that is gone."""
    if random.random() < SHARE_WITHOUT_PICTURE:
        return {}
    if random.random() < SHARE_LOST_PICTURE:
        return {values[0] if values else "": "anh-da-xoa.jpg" for values in choices}
    return {values[0] if values else "": random.choice(shelf.pictures) for values in choices}


def _sku(random: Random, code: str, values: tuple[str, ...]) -> str | None:
    if random.random() < SHARE_WITHOUT_SKU:
        return None
    return "-".join([code, *(without_accents(value).upper().replace(" ", "") for value in values)])


def _price(random: Random, price: Decimal, values: tuple[str, ...]) -> Decimal:
    if random.random() < SHARE_ODD_PRICE:
        return price + Decimal(random.randint(1, 9999)) / 10_000
    return price + 20_000 if values[-1:] == ("XL",) else price


def _barcode(random: Random) -> str:
    digits = f"893{random.randrange(10**9):09}"
    odd_even = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-odd_even % 10}"


def _stock(random: Random) -> tuple[Stock, ...]:
    """Figures at one to three locations; sometimes more is promised than is there."""
    figures = []
    for _ in range(random.choice((1, 2, 2, 3))):
        on_hand = max(0, round(random.gauss(18, 15)))
        committed = random.randint(0, min(on_hand, 4))
        if random.random() < SHARE_NEGATIVE:
            on_hand, committed = random.randint(-5, 2), random.randint(3, 9)
        figures.append(Stock(on_hand, committed, random.choice((0, 0, 0, 10))))
    return tuple(figures)


def _initials(title: str) -> str:
    return "".join(word[0] for word in without_accents(title).upper().split()[:4])
