"""What is measured on: the corpus, scripts of any size, very long comments. Measures nothing."""

from __future__ import annotations

import json
import random
import unicodedata
from pathlib import Path
from typing import Any

from desktop.domain.capture.reading import Reader
from desktop.domain.script import parse_script

CORPUS = Path(__file__).parent.parent / "corpus"
LONG = 8_000

# Two-word keywords of the kind shops give: every tenth keyword is one of them with a number behind.
_NAMES = ("đầm hoa", "áo len", "son kem", "váy xòe", "túi cói", "khăn lụa", "mũ nan", "giày bệt")


def messages() -> list[str]:
    """Every comment of the corpus, also those that only prepare another one."""
    found: list[str] = []
    for line in (CORPUS / "comments.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        rows = [*entry.get("before", []), entry]
        found += [row["message"] for row in rows if isinstance(row.get("message"), str)]
    return found


def script(keywords: int) -> dict[str, Any]:
    """The corpus's main script, cut or filled up to this many keywords. Every fourth filler has a size."""
    raw: dict[str, Any] = json.loads((CORPUS / "scripts" / "main.json").read_text("utf-8"))
    kept = list(dict.fromkeys(word for product in raw["products"] for word in product["keywords"]))[:keywords]
    products = [product for product in raw["products"] if set(product["keywords"]) <= set(kept)]
    return raw | {"products": products + [_filler(number) for number in range(keywords - len(kept))]}


def _filler(number: int) -> dict[str, Any]:
    letter = "HKPQRTVXY"[number % 9]
    word = f"{_NAMES[number % 8]} {number}" if number % 10 == 0 else f"{letter}{number + 100}"
    options = [("S", "M", "L")[number % 3]] if number % 4 == 0 else []
    return {
        "sku": f"THEM-{number}",
        "product": f"Hàng thêm {number}",
        "options": options,
        "price": 99_000,
        "keywords": [word],
        "open_sale": 1_000,
    }


def reader(keywords: int) -> Reader:
    """A reader that knows this many keywords."""
    return Reader(parse_script(script(keywords)))


def stories() -> list[str]:
    """Comments of 8,000 characters as somebody may paste them: talk, and one order at the end."""
    chance = random.Random(20)
    talk = [message for message in messages() if not any(c.isdigit() for c in message)]
    order = " chốt em B05 x2 0912345678"
    return [
        stretched(" ".join(chance.sample(talk, len(talk))) + " ")[: -len(order)] + order for _ in range(9)
    ]


def long_messages() -> list[str]:
    """Fifty comments of 8,000 characters: real chat in a row, and what makes patterns work hard."""
    chance = random.Random(8_000)
    chat = messages()
    found = [stretched(" ".join(chance.sample(chat, len(chat)))) for _ in range(15)]
    found += [stretched(piece) for piece in HARD]
    found += [unicodedata.normalize("NFD", found[0])[:LONG], stretched("b05\u200b 2 ")]
    while len(found) < 50:
        found.append("".join(chance.choices("0123456789o .-()xkmbđệ?+,a", k=LONG)))
    return found


HARD = (
    *(
        "a",
        "0",
        "o",
        "1 ",
        "9 ",
        "09",
        "0912345678 ",
        "0 9 1 2 ",
        "(",
        "( ",
        "+84 ",
        "84",
        "0-",
        "0.",
        "o.o-",
    ),
    *("b05 ", "B05 2 D02 3 ", "b-", "b 0 5 ", "x", "x2 ", "b05x2", "khăn choàng ", "khăn ", "hủy ", "k lấy "),
    *(
        "con b05 ",
        "còn b05 không ",
        "ai bỏ ",
        "ship về ",
        "số 12/3/4 ",
        "1m6 50kg ",
        "149k ",
        "😀",
        "?",
        "\n",
    ),
)


def stretched(piece: str, length: int = LONG) -> str:
    """A piece over and over, so many characters."""
    return (piece * (length // len(piece) + 1))[:length]
