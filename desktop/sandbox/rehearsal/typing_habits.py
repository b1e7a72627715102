"""How people type: accents, teencode, slips, capitals, and the many ways of writing a phone or a code.

Pure text work on a pattern and its slots; it knows neither products nor stories.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Habit:
    """One person's way of typing. `slips`: chance of a slip per comment; `pasted`: with unseen characters."""

    accents: bool
    teencode: bool
    case: str
    decomposed: bool
    slips: float
    phone: str
    code: str
    pasted: bool = False


TEENCODE: Mapping[str, tuple[str, ...]] = {
    "không": ("ko", "k", "hông", "kh", "hok"),
    "được": ("đc", "dc"),
    "gì": ("j", "gì"),
    "rồi": ("r", "rùi", "ròi"),
    "em": ("e",),
    "chị": ("c", "chị"),
    "mình": ("mk", "mik", "mình"),
    "với": ("vs", "zới"),
    "nhé": ("nhe", "nhá", "nhé"),
    "nha": ("nhaa", "nka", "nha"),
    "quá": ("wá", "quáa"),
    "vậy": ("v", "zậy"),
    "yêu": ("iu",),
    "bao nhiêu": ("bn", "bnhiu", "bao nhiu"),
    "cảm ơn": ("tks", "cảm ưn", "camon"),
    "sđt": ("sdt", "sđt"),
    "đẹp": ("đẹp", "đẹp xỉuu"),
    "biết": ("bít",),
    "nữa": ("nữa", "nx"),
    "luôn": ("lun", "luôn"),
    "bây giờ": ("bh", "giờ"),
}
# A slip in one of these would turn a refusal into an order: people may do that, a rehearsal should not.
_NO_SLIP = frozenset({"không", "hủy", "huỷ", "bỏ", "nữa", "thôi", "đừng", "nếu", "còn"})
_SLOT_OR_WORD = re.compile(r"\{\w+\}|[^\W\d_]+")

CASES = ("typed", "lower", "lower", "lower", "sentence", "sentence", "upper")
PHONE_FORMS: Mapping[str, tuple[int, Callable[[str], str]]] = {
    "plain": (46, lambda d: d),
    "4 3 3": (12, lambda d: f"{d[:4]} {d[4:7]} {d[7:]}"),
    "4.3.3": (8, lambda d: f"{d[:4]}.{d[4:7]}.{d[7:]}"),
    "3 3 4": (6, lambda d: f"{d[:3]} {d[3:6]} {d[6:]}"),
    "4-3-3": (4, lambda d: f"{d[:4]}-{d[4:7]}-{d[7:]}"),
    "2 by 2": (3, lambda d: " ".join(d[i : i + 2] for i in range(0, 10, 2))),
    "+84": (6, lambda d: f"+84{d[1:]}"),
    "+84 spaced": (4, lambda d: f"+84 {d[1:4]} {d[4:7]} {d[7:]}"),
    "84": (3, lambda d: f"84{d[1:]}"),
    "brackets": (2, lambda d: f"({d[:4]}) {d[4:7]} {d[7:]}"),
    "(+84)": (2, lambda d: f"(+84) {d[1:]}"),
    "letter O": (3, lambda d: d.replace("0", "O", 1)),
    "letters o": (2, lambda d: d.replace("0", "o")),
    "full width": (1, lambda d: d.translate({ord("0") + n: 0xFF10 + n for n in range(10)})),
}
CODE_FORMS: Mapping[str, tuple[int, Callable[[str], str]]] = {
    "upper": (44, str.upper),
    "lower": (34, str.lower),
    "hash": (5, lambda code: f"#{code}"),
    "dash": (6, lambda code: f"{code[0]}-{code[1:]}"),
    "dot": (5, lambda code: f"{code[0].lower()}.{code[1:]}"),
    "blank": (6, lambda code: f"{code[0]} {code[1:]}"),
}


def draw_habit(rng: Random) -> Habit:
    """A way of typing, as often as it is met in a live."""
    return Habit(
        accents=rng.random() < 0.62,
        teencode=rng.random() < 0.4,
        case=rng.choice(CASES),
        decomposed=rng.random() < 0.07,
        slips=rng.choice((0.0, 0.0, 0.05, 0.15)),
        phone=_weighted(rng, PHONE_FORMS),
        code=_weighted(rng, CODE_FORMS),
        pasted=rng.random() < 0.06,
    )


def _weighted(rng: Random, forms: Mapping[str, tuple[int, Callable[[str], str]]]) -> str:
    return rng.choices(list(forms), [weight for weight, _ in forms.values()])[0]


def write_phone(rng: Random, habit: Habit, phone: str) -> str:
    """The ten digits as this person types them: mostly by habit, now and then otherwise."""
    form = habit.phone if rng.random() < 0.8 else _weighted(rng, PHONE_FORMS)
    return PHONE_FORMS[form][1](phone)


def write_code(habit: Habit, keyword: str) -> str:
    """The keyword as this person types it. A keyword of several words is simply typed."""
    return keyword if " " in keyword else CODE_FORMS[habit.code][1](keyword)


def without_accents(text: str) -> str:
    """The text as typed without a Vietnamese typing program."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(c for c in letters if not unicodedata.combining(c)))


def type_out(rng: Random, habit: Habit, pattern: str, slots: Mapping[str, str]) -> str:
    """The pattern as this person types it. Slips and teencode spare what stands in the slots."""
    if habit.teencode:
        pattern = _teencode(rng, pattern)
    if rng.random() < habit.slips:
        pattern = _slip(rng, pattern)
    text = _in_case(habit.case, pattern.format_map(slots).strip().replace("lấy lấy", "lấy"))
    if habit.pasted:
        text = text.replace(" ", rng.choice((" \u200b", "\u00a0")), 1)
    if not habit.accents:
        return without_accents(text)
    return unicodedata.normalize("NFD" if habit.decomposed else "NFC", text)


def _teencode(rng: Random, pattern: str) -> str:
    pattern = pattern.replace("bao nhiêu", rng.choice(TEENCODE["bao nhiêu"]))
    pattern = pattern.replace("cảm ơn", rng.choice(TEENCODE["cảm ơn"]))

    def shorten(word: re.Match[str]) -> str:
        shorter = TEENCODE.get(word[0])
        return rng.choice(shorter) if shorter and rng.random() < 0.75 else word[0]

    return _SLOT_OR_WORD.sub(shorten, pattern)


def _slip(rng: Random, pattern: str) -> str:
    """One word with a letter dropped, doubled or out of turn."""
    words = [w for w in _SLOT_OR_WORD.finditer(pattern) if _may_slip(w[0])]
    if not words:
        return pattern
    word = rng.choice(words)
    at = rng.randint(1, len(word[0]) - 1)
    wrong = rng.choice(
        (
            word[0][:at] + word[0][at + 1 :],
            word[0][:at] + word[0][at] + word[0][at:],
            word[0][: at - 1] + word[0][at] + word[0][at - 1] + word[0][at + 1 :],
        )
    )
    return pattern[: word.start()] + wrong + pattern[word.end() :]


def _may_slip(word: str) -> bool:
    return len(word) >= 3 and not word.startswith("{") and word not in _NO_SLIP


def _in_case(case: str, text: str) -> str:
    if case == "lower":
        return text.lower()
    if case == "upper":
        return text.upper()
    if case == "sentence":
        return text[:1].upper() + text[1:]
    return text
