"""The shop of the rehearsal: what it sells tonight, and the script that says so.

It holds no comment and no buyer's words; those are `phrases` and `stories`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from .people import Person

PAGE_NAME = "Shop Mây"
TITLE = "Xả kho áo len 21/11"
PAGE_ID = "104729583615204"
STAFF_NAMES = ("Lan Shop Mây", "Minh Shop Mây", "Thảo Shop Mây", "Ly Shop Mây", "Tú Shop Mây")


@dataclass(frozen=True, slots=True)
class Variant:
    """One SKU: option values in order, units on sale (None: no limit), Omni's stock, picture's file name."""

    sku: str
    options: tuple[str, ...]
    open_sale: int | None
    stock: int
    picture: str


@dataclass(frozen=True, slots=True)
class Product:
    """A product as the seller speaks of it. `price` in đồng; `noun` and `units` are the buyers' words."""

    name: str
    keywords: tuple[str, ...]
    price: int
    noun: str
    units: tuple[str, ...]
    variants: tuple[Variant, ...]

    @property
    def code(self) -> str:
        """The keyword that names the product on the screen."""
        return self.keywords[0]

    @property
    def has_choice(self) -> bool:
        """Whether an order must say which variant."""
        return len(self.variants) > 1


def _sweaters() -> tuple[Variant, ...]:
    figures = {"S": (12, 18), "M": (20, 34), "L": (14, 22)}
    return tuple(
        Variant(f"AOLEN-{sku}-{size}", (colour, size), open_sale, stock, f"ao-len-{sku.lower()}.png")
        for sku, colour in (("KEM", "Kem"), ("DEN", "Đen"))
        for size, (open_sale, stock) in figures.items()
    )


def _shoes() -> tuple[Variant, ...]:
    figures = {"36": (5, 8), "37": (6, 9), "38": (6, 7), "39": (4, 4)}
    return tuple(
        Variant(f"GIAY-{size}", (size,), open_sale, stock, "giay.png")
        for size, (open_sale, stock) in figures.items()
    )


def _one(sku: str, options: str, open_sale: int | None, stock: int, picture: str) -> tuple[Variant]:
    values = tuple(options.split(" / ")) if options else ()
    return (Variant(sku, values, open_sale, stock, picture),)


PRODUCTS: tuple[Product, ...] = (
    Product("Áo len cổ lọ", ("A01",), 299_000, "áo", ("cái", "chiếc"), _sweaters()),
    Product(
        "Áo len vặn thừng",
        ("A02",),
        329_000,
        "áo",
        ("cái", "chiếc"),
        _one("VANTHUNG-DEN-L", "Đen / L", 20, 65, "ao-van-thung.png"),
    ),
    Product(
        "Khăn choàng",
        ("B05",),
        149_000,
        "khăn",
        ("cái", "chiếc"),
        _one("KHAN-DODO", "Đỏ đô", 60, 71, "khan-choang.png"),
    ),
    Product(
        "Nến thơm quế", ("C11",), 99_000, "nến", ("hộp", "cây"), _one("NEN-QUE", "", None, 0, "nen-thom.png")
    ),
    Product(
        "Váy nhung",
        ("D02",),
        459_000,
        "váy",
        ("cái", "chiếc"),
        _one("VAY-XANHREU-S", "Xanh rêu / S", 18, 20, "vay-nhung-s.png"),
    ),
    Product(
        "Váy nhung",
        ("D03",),
        459_000,
        "váy",
        ("cái", "chiếc"),
        _one("VAY-XANHREU-M", "Xanh rêu / M", 10, 12, "vay-nhung-m.png"),
    ),
    Product(
        "Tất cổ cao", ("E07",), 79_000, "tất", ("set", "bộ"), _one("TAT-SET3", "Set 3 đôi", 80, 96, "tat.png")
    ),
    Product("Giày búp bê", ("F09",), 389_000, "giày", ("đôi",), _shoes()),
    Product(
        "Mũ len beret",
        ("G12",),
        119_000,
        "mũ",
        ("cái", "chiếc"),
        (
            Variant("MU-NAU", ("Nâu",), 25, 30, "mu-nau.png"),
            Variant("MU-BE", ("Be",), 25, 28, "mu-be.png"),
        ),
    ),
    Product(
        "Túi tote vải", ("H08",), 189_000, "túi", ("cái", "chiếc"), _one("TUI-TOTE", "", 3, 6, "tui-tote.png")
    ),
    Product(
        "Set quà Noel",
        ("S15", "set noel"),
        249_000,
        "set",
        ("set", "bộ"),
        _one("SET-NOEL", "", 30, 30, "set-noel.png"),
    ),
)
HOT, SCARCE = "A02", "H08"
_IN_THE_PLOT = (HOT, SCARCE)

MESSAGES: Mapping[str, Sequence[str]] = {
    "cart": [
        "Dạ {name} ơi, shop ghi cho mình: {lines}. Tạm tính {total}, {name} xem giúp shop nha.",
        "Shop nhận đơn của {name} rồi ạ: {lines}, tổng {total}. Cảm ơn {name} nhiều!",
        "{name} chốt thành công nha: {lines} — {total}. Tan live shop gọi xác nhận ạ.",
        "Giỏ của {name} đây ạ: {lines}. Tổng {total}, chưa gồm phí ship.",
    ],
    "ask_missing": [
        "Dạ {name} cho shop xin {missing} để giữ {lines} cho mình nha.",
        "{name} ơi, đơn của mình còn thiếu {missing}, nhắn lại giúp shop với ạ.",
        "Shop đang giữ {lines} cho {name}, mình bổ sung {missing} để shop lên đơn nhé.",
    ],
    "out_of_stock": [
        "Dạ {short} vừa hết mất rồi {name} ơi. Nhắn CHỜ để shop giữ chỗ cho mình nha.",
        "Tiếc quá, {name} chậm một xíu thôi: {short} hết hàng rồi ạ. Nhắn CHỜ, có lại shop báo liền.",
        "{short} đã hết rồi ạ. {name} nhắn CHỜ để shop ưu tiên khi có khách nhường nhé.",
    ],
}


def product(keyword: str) -> Product:
    """The product of a code. Raises StopIteration for a code that the shop does not sell."""
    return next(p for p in PRODUCTS if keyword in p.keywords)


def script(rng: Random, buyers: Sequence[Person], staff: Sequence[Person]) -> dict[str, Any]:
    """The script of contracts.md §4, every field said. The quantities depend on `rng`."""
    return {
        "name": TITLE,
        "kind": "livestream",
        "mode": "auto",
        "page_id": PAGE_ID,
        "staff_ids": [person.id for person in staff],
        "started_at": None,
        "require_phone": True,
        "use_known_phone": True,
        "repeat": "ignore",
        "max_per_line": 20,
        "hold_minutes": 30,
        "waitlist": "manual",
        "respect_stock": False,
        "auto_reply": True,
        "confirm": False,
        "hide_phone": False,
        "warehouse": None,
        "buyers": _on_file(rng, buyers),
        "messages": {kind: list(wordings) for kind, wordings in MESSAGES.items()},
        "products": [_row(rng, p, v) for p in PRODUCTS for v in p.variants],
    }


def _on_file(rng: Random, buyers: Sequence[Person]) -> list[dict[str, Any]]:
    """One buyer in five is on file, some without a phone; one never picked up and is blocked."""
    known = rng.sample(buyers, len(buyers) // 5)
    return [
        {"id": person.id, "phone": None if number % 5 == 4 else person.phone, "blocked": number == 0}
        for number, person in enumerate(known)
    ]


def _row(rng: Random, product: Product, variant: Variant) -> dict[str, Any]:
    more = 0 if product.code in _IN_THE_PLOT else rng.randint(0, 4)
    return {
        "sku": variant.sku,
        "product": product.name,
        "variant": " / ".join(variant.options),
        "options": list(variant.options),
        "price": product.price,
        "keywords": list(product.keywords),
        "open_sale": None if variant.open_sale is None else variant.open_sale + more,
        "stock": variant.stock and variant.stock + more,
        "tracked": True,
        "open": True,
    }


def pictures() -> dict[str, str]:
    """The picture of every SKU, by file name under resources/rehearsal/pictures."""
    return {v.sku: v.picture for p in PRODUCTS for v in p.variants}
