"""The rehearsal live: as large, as varied and as repeatable as its seed promises.

The reader of comments is not asked here: what a comment is, these tests tell by their own plain patterns.
"""

from __future__ import annotations

import functools
import json
import os
import re
import string
import struct
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.script import parse_script
from desktop.sandbox.rehearsal import generate, phrases, plot, shop
from desktop.sandbox.rehearsal.stories import STORIES
from desktop.sandbox.scenario import Scenario, ScenarioComment, dump, parse

SEEDS = (7, 11, 2026)
ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "resources/rehearsal/pictures"
# fmt: off
SCRIPT_FIELDS = {
    "name", "kind", "mode", "page_id", "staff_ids", "started_at", "require_phone", "use_known_phone",
    "repeat", "max_per_line", "hold_minutes", "waitlist", "respect_stock", "auto_reply", "confirm",
    "hide_phone", "warehouse", "buyers", "messages", "products",
}
PRODUCT_FIELDS = {
    "sku", "product", "variant", "options", "price", "keywords", "open_sale", "stock", "tracked", "open",
}
# fmt: on

live = functools.cache(generate)


def plain(message: str) -> str:
    """Lower case without accents, zero-width characters or wide digits."""
    text = unicodedata.normalize("NFKD", message.lower().replace("đ", "d"))
    return "".join(c for c in text if not unicodedata.combining(c) and c != "\u200b")


def phones_in(message: str) -> list[str]:
    """The mobile numbers of a message, in normal form."""
    found = re.findall(r"(?:\(?\+?84\)?|[0o])(?:[ .()-]{0,2}[0-9o]){9}(?![0-9])", plain(message))
    digits = [re.sub(r"\D", "", number.replace("o", "0")) for number in found]
    return ["0" + number[-9:] for number in digits]


def of_people(scenario: Scenario) -> list[ScenarioComment]:
    """The comments that neither the page nor its staff wrote."""
    shop_ids = {scenario.page_id, *scenario.script["staff_ids"]}
    return [c for c in scenario.comments if c.author_id not in shop_ids]


def matching(scenario: Scenario, pattern: str) -> list[ScenarioComment]:
    return [c for c in of_people(scenario) if re.search(pattern, plain(c.message))]


def hot_orders(scenario: Scenario, start: float, end: float) -> list[ScenarioComment]:
    """What plainly orders the hot product: its code and a phone, no question mark, in this time."""
    comments = matching(scenario, r"\ba[-. ]?02\b")
    return [c for c in comments if start <= c.at < end and phones_in(c.message) and "?" not in c.message]


def raise_of(scenario: Scenario) -> tuple[float, int]:
    """When the hot product's open sale is raised, and to what."""
    sku = shop.product(shop.HOT).variants[0].sku
    (action,) = [a for a in scenario.desk if a.sku == sku]
    assert action.open_sale is not None
    return action.at, action.open_sale


def busiest(scenario: Scenario) -> tuple[int, float]:
    """The most comments within ten seconds, and when these begin."""
    times = [c.at for c in scenario.comments]
    return max((sum(t <= at < t + 10 for at in times), t) for t in times)


@pytest.mark.parametrize("seed", range(12))
def test_every_seed_gives_a_live_of_the_size_promised(seed: int) -> None:
    scenario = generate(seed)
    orders = [c for c in of_people(scenario) if phones_in(c.message)]
    assert 20 * 60 <= scenario.duration <= 26 * 60
    assert 700 <= len(scenario.comments) <= 900
    assert len({c.author_id for c in orders if c.author_id}) >= 60
    assert all(0 <= c.at < scenario.duration for c in scenario.comments)


@pytest.mark.parametrize("seed", SEEDS)
def test_goods_are_many_and_have_variants(seed: int) -> None:
    products = live(seed).script["products"]
    by_keyword = Counter(p["keywords"][0] for p in products)
    assert len(by_keyword) >= 8
    assert len(products) >= 14
    assert by_keyword["A01"] == 6
    assert by_keyword["F09"] == 4
    assert any(" " in keyword for p in products for keyword in p["keywords"])
    assert any(p["open_sale"] is None for p in products)


def test_same_seed_same_live() -> None:
    """In another process too, whose sets and dictionaries may be ordered otherwise."""
    program = (
        "import json; from desktop.sandbox import rehearsal, scenario; "
        "print(json.dumps(scenario.dump(rehearsal.generate(7))))"
    )
    other = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONHASHSEED": "12345", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert json.loads(other.stdout) == dump(generate(7))


def test_two_seeds_give_two_lives() -> None:
    one, other = live(7), live(11)
    assert one.live_id != other.live_id
    assert not {c.id for c in one.comments} & {c.id for c in other.comments}
    assert not {c.author_id for c in of_people(one)} & {c.author_id for c in of_people(other)} - {None}
    names, others = ({c.author_name for c in of_people(s)} for s in (one, other))
    assert len(names & others) < len(names) / 2
    texts, other_texts = ({c.message for c in s.comments} for s in (one, other))
    assert len(texts & other_texts) < len(texts) / 5
    sales, other_sales = ([p["open_sale"] for p in s.script["products"]] for s in (one, other))
    assert sales != other_sales


@pytest.mark.parametrize("seed", SEEDS)
def test_a_scenario_file_keeps_everything(seed: int) -> None:
    assert parse(json.loads(json.dumps(dump(live(seed))))) == live(seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_comment_ids_are_facebooks_and_unique(seed: int) -> None:
    comments = live(seed).comments
    assert len({c.id for c in comments}) == len(comments)
    assert all(re.fullmatch(rf"{live(seed).live_id}_\d{{16}}", c.id) for c in comments)
    assert [c.id for c in sorted(comments, key=lambda c: c.at)] == sorted(c.id for c in comments)
    assert all(re.fullmatch(r"\d{15,17}", c.author_id) for c in comments if c.author_id)


@pytest.mark.parametrize("seed", SEEDS)
def test_script_is_that_of_the_contract(seed: int) -> None:
    """contracts.md §4: every field, none besides; and the program takes it."""
    script = live(seed).script
    assert set(script) == SCRIPT_FIELDS
    assert all(set(p) == PRODUCT_FIELDS for p in script["products"])
    assert all(set(b) == {"id", "phone", "blocked"} for b in script["buyers"])
    assert script["page_id"] == live(seed).page_id
    assert script["started_at"] is None
    assert len(parse_script(script).products) == len(script["products"])


@pytest.mark.parametrize("seed", SEEDS)
def test_messages_have_three_wordings_and_known_placeholders(seed: int) -> None:
    """product.md §4."""
    messages: dict[str, list[str]] = live(seed).script["messages"]
    assert set(messages) == {"cart", "ask_missing", "out_of_stock"}
    for wordings in messages.values():
        assert len(set(wordings)) >= 3
        slots = {slot for text in wordings for _, slot, _, _ in string.Formatter().parse(text) if slot}
        assert slots <= {"name", "lines", "short", "total", "missing", "link"}


@pytest.mark.parametrize("seed", SEEDS)
def test_buyers_on_file_comment_and_one_is_blocked(seed: int) -> None:
    scenario = live(seed)
    buyers: list[dict[str, Any]] = scenario.script["buyers"]
    writers = {c.author_id for c in scenario.comments}
    assert sum(b["blocked"] for b in buyers) == 1
    assert sum(b["id"] in writers for b in buyers) >= len(buyers) - 2
    assert {b["phone"] is None for b in buyers} == {True, False}
    assert all(re.fullmatch(r"0[35789]\d{8}", b["phone"]) for b in buyers if b["phone"])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_buyer_has_one_phone(seed: int) -> None:
    """What a buyer posts is nearly always one number: the rest are a second phone, or a friend's comment."""
    said: dict[str, Counter[str]] = {}
    for comment in of_people(live(seed)):
        if comment.author_id and (phones := phones_in(comment.message)):
            said.setdefault(comment.author_id, Counter())[phones[0]] += 1
    foreign = sum(sum(c.values()) - c.most_common(1)[0][1] for c in said.values())
    assert foreign <= 0.05 * sum(c.total() for c in said.values())
    own = Counter(c.most_common(1)[0][0] for c in said.values() if c.total() >= 3)
    assert own.most_common(1)[0][1] == 1, "two buyers with one phone"


@pytest.mark.parametrize("seed", range(12))
def test_the_first_half_minute_fills_quickly(seed: int) -> None:
    early = [c for c in generate(seed).comments if c.at < 30]
    assert 15 <= len(early) <= 25
    assert sum(bool(phones_in(c.message)) for c in early) >= 6


@pytest.mark.parametrize("seed", range(12))
def test_the_burst_sells_the_hot_product_out(seed: int) -> None:
    """80 comments or more within ten seconds, on a shout, and more wanted than open_sale has."""
    scenario = generate(seed)
    count, start = busiest(scenario)
    shouts = [c.at for c in scenario.comments if c.author_id == scenario.page_id and shop.HOT in c.message]
    open_sale = next(p["open_sale"] for p in scenario.script["products"] if p["keywords"] == [shop.HOT])
    assert count >= 80
    assert any(start - 5 <= at <= start + 5 for at in shouts)
    assert len({c.author_id for c in hot_orders(scenario, start, start + 10)}) >= 2 * open_sale


@pytest.mark.parametrize("seed", range(12))
def test_a_raise_lets_orders_flow_again(seed: int) -> None:
    """After minutes of waiting the seller raises open sale, and says so; the buyers order at once."""
    scenario = generate(seed)
    at, quantity = raise_of(scenario)
    _, burst = busiest(scenario)
    open_sale = next(p["open_sale"] for p in scenario.script["products"] if p["keywords"] == [shop.HOT])
    assert quantity >= open_sale + 30
    assert at >= burst + 90
    assert len(hot_orders(scenario, at, at + 60)) >= 15
    assert hot_orders(scenario, burst + 10, at), "nobody asks in vain"


@pytest.mark.parametrize("seed", SEEDS)
def test_rhythm_has_a_quiet_stretch(seed: int) -> None:
    times = [c.at for c in live(seed).comments]
    quietest = min(sum(t <= at < t + 60 for at in times) for t in range(60, 1200, 10))
    assert quietest <= 15
    assert len(times) / live(seed).duration == pytest.approx(0.6, abs=0.1)


@pytest.mark.parametrize("seed", SEEDS)
def test_comments_come_as_facebook_sends_them(seed: int) -> None:
    """graph_api.md §1.4: replies, missing authors, empty texts, poor, late, edited, hidden, deleted."""
    scenario = live(seed)
    comments = scenario.comments
    at = {c.id: c.at for c in comments}
    late = [c for c in comments if c.late]
    assert len(late) >= 15
    assert all(1 <= c.late <= 10 for c in late)
    assert sum(c.author_id is None for c in comments) >= 5
    assert any(c.author_id is None and phones_in(c.message) for c in comments)
    assert sum(not c.message for c in comments) >= 3
    assert sum(c.low_quality for c in comments) >= 10
    assert sum(c.parent is not None for c in comments) >= 10
    assert all(at[c.parent] < c.at for c in comments if c.parent)
    changes = [(c.edited_at, c.hidden_at, c.deleted_at) for c in comments]
    assert all(sum(change[kind] is not None for change in changes) >= 4 for kind in range(3))
    assert all(
        c.at + c.late < moment for c, m in zip(comments, changes, strict=True) for moment in m if moment
    )
    assert all(c.edited_message != c.message for c in comments if c.edited_at is not None)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_page_and_its_staff_talk_of_codes_and_phones(seed: int) -> None:
    """product.md §2.11: these must never be captured, so they must be there."""
    scenario = live(seed)
    page = [c for c in scenario.comments if c.author_id == scenario.page_id]
    staff = [c for c in scenario.comments if c.author_id in scenario.script["staff_ids"]]
    assert sum(c.parent is not None for c in page) >= 10
    assert any(c.message.startswith("📌") for c in page)
    assert len(staff) >= 3
    assert any(re.search(r"\b[a-h]\d\d\b", plain(c.message)) for c in page)


CODE = r"\b[a-hs][-. ]?[01]\d\b"
KINDS = {
    "code and phone": rf"{CODE}.*\d{{3}}",
    "code after hash": r"#[a-z]\d\d",
    "code with a blank": r"\b[a-z] [01]\d\b",
    "several words": r"\bset noel\b",
    "x2": r"\bx ?[2-5]\b",
    "sl 2": r"\bsl[ :]\d",
    "2 cái": r"\b\d (cai|chiec|hop|doi|set|bo)\b",
    "hai cái": r"\b(mot|hai|ba|bon) (cai|chiec|hop|cay|doi|set|bo)\b",
    "*2": r"\*\d",
    "size": r"\b(size|sz) (s|m|l|3[6-9])\b",
    "colour": r"\b(kem|den|nau|be)\b",
    "two sizes": r"1 ?(m|s|l|3\d|nau|be) 1 ?(m|s|l|3\d|nau|be)\b",
    "near miss": r"\b[a-hs]o[1-9]\b|\b[a-hs][1-9]\b|\b[a-hs]0[a-z]\b",
    "refusal": r"\b(huy|bo|khong lay|ko lay|k lay)\b.*" + CODE,
    "condition": r"\b(neu con|ai bo|giam con|khi nao ve)\b",
    "still there": r"\b(con|het)\b.*(khong|k|ko|hong|kh|hok|chua)\b",
    "shipping": r"\b(ship|freeship)\b",
    "body": r"\b1m\d",
    "address": r"\b(ngo|thon|toa)\b",
    "praise": r"\b(dep|xinh|me qua|ung)\b",
    "no code": r"\b(dang mac|dang cam|tren tay|cho c 1 cai)\b",
    "over the limit": r"\b(30|50|99)\b|\b0 ?(cai|chiec|hop)?\b",
    "price": r"\d\d\d(k|\.000d)\b",
}


@pytest.mark.parametrize("kind", KINDS)
def test_everything_the_rules_speak_of_is_typed(kind: str) -> None:
    """product.md §2.2-§2.7: each way of saying it, in each live."""
    assert all(len(matching(live(seed), KINDS[kind])) >= 2 for seed in SEEDS)


@pytest.mark.parametrize("seed", SEEDS)
def test_phones_alone_and_in_many_forms(seed: int) -> None:
    """product.md §2.2 and §2.8."""
    texts = [c.message for c in of_people(live(seed)) if phones_in(c.message)]
    forms = (
        r"(?<!\d)0\d{9}",
        r"\d{4} \d{3} \d{3}",
        r"\d{4}\.\d{3}",
        r"\+84",
        r"(?<!\+)\b84\d{9}",
        r"[oO]\d{9}",
    )
    assert all(any(re.search(form, text) for text in texts) for form in forms)
    assert sum(not re.search(CODE, plain(text)) for text in texts) >= 10


@pytest.mark.parametrize("seed", SEEDS)
def test_repeats_and_equal_texts(seed: int) -> None:
    """product.md §2.9: pasted again by the same buyer, and by another."""
    orders = [c for c in of_people(live(seed)) if phones_in(c.message)]
    by_text: dict[str, list[str | None]] = {}
    for comment in orders:
        by_text.setdefault(comment.message, []).append(comment.author_id)
    assert sum(len(a) > len(set(a)) for a in by_text.values()) >= 5
    assert sum(len(set(a)) > 1 for a in by_text.values()) >= 3


@pytest.mark.parametrize("seed", SEEDS)
def test_buyers_type_as_people_do(seed: int) -> None:
    """product.md §2.1: with and without accents, in capitals, decomposed, seldom the same."""
    texts = [c.message for c in of_people(live(seed)) if len(c.message) > 12]
    bare = sum(text.isascii() for text in texts)
    assert 0.25 * len(texts) < bare < 0.75 * len(texts)
    assert sum(text.isupper() for text in texts) >= 20
    assert any(unicodedata.normalize("NFC", text) != text for text in texts)
    assert any("\u200b" in text or "\u00a0" in text for text in texts)
    assert len(set(texts)) > 0.85 * len(texts)


def test_phrase_book_is_rich_and_complete() -> None:
    """Sixty patterns or more, and no pattern with a slot that nobody fills."""
    patterns = {p for group in phrases.SAID_BY_BUYERS.values() for p in group}
    assert len(patterns) >= 60
    assert {"{", "}"}.isdisjoint("".join(c.message for seed in SEEDS for c in live(seed).comments))


def test_every_story_is_told_and_every_mood_knows_its_stories() -> None:
    moods = (plot.SELLING, plot.RUSHING, plot.SOLD_OUT, plot.EAGER, plot.QUIET, plot.RARE)
    told = {story for mood in moods for story in mood} | {story for story, _ in plot.OPENING}
    assert told | {"opening", "shout", "raised", "closing"} == set(STORIES)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_sku_has_a_picture_and_its_source(seed: int) -> None:
    scenario = live(seed)
    skus = {p["sku"] for p in scenario.script["products"]}
    assert set(scenario.pictures) == skus
    assert len(set(scenario.pictures.values())) >= 10
    for name in set(scenario.pictures.values()):
        picture = (PICTURES / name).read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert struct.unpack(">II", picture[16:24]) == (240, 240)
        assert (PICTURES / name).with_suffix(".svg").stat().st_size < 4096


@pytest.mark.parametrize("seed", SEEDS)
def test_desk_speaks_of_goods_in_the_script(seed: int) -> None:
    """A raise, a limit where there was none, and a lowering (product.md §3)."""
    before = {p["sku"]: p["open_sale"] for p in live(seed).script["products"]}
    turns = {
        "limit" if before[a.sku] is None else "raise" if (a.open_sale or 0) > before[a.sku] else "lower"
        for a in live(seed).desk
    }
    assert turns == {"limit", "raise", "lower"}
