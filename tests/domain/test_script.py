"""The form of a script (contracts.md §4): defaults, and faults that name what is wrong."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripts import parsed, raw_script

from desktop.domain.errors import ScriptFault
from desktop.domain.messages import MessageKind
from desktop.domain.script import (
    CampaignKind,
    CaptureMode,
    RepeatPolicy,
    Script,
    WaitlistMode,
    parse_script,
    parse_time,
)


def fault(raw: Any) -> str:
    with pytest.raises(ScriptFault) as refused:
        parse_script(raw)
    return str(refused.value)


def with_product(**fields: Any) -> dict[str, Any]:
    return {"products": [{"sku": "B05", "price": 1, "keywords": ["B05"], **fields}]}


def test_4_everything_but_sku_price_and_keywords_has_its_default() -> None:
    script = parsed(raw_script())
    [product] = script.products
    assert script == Script(products=script.products)
    assert (product.sku, product.price, product.keywords) == ("B05", 149_000, ("B05",))
    assert (product.open_sale, product.stock, product.tracked, product.open) == (None, None, True, True)
    assert (script.kind, script.mode) == (CampaignKind.LIVESTREAM, CaptureMode.AUTO)
    assert (script.repeat, script.waitlist) == (RepeatPolicy.IGNORE, WaitlistMode.MANUAL)
    assert (script.max_per_line, script.hold_minutes) == (20, 30)
    assert (script.require_phone, script.use_known_phone, script.auto_reply) == (True, True, True)
    assert (script.confirm, script.respect_stock, script.hide_phone) == (False, False, False)


def test_4_started_at_is_utc_milliseconds() -> None:
    assert parsed(raw_script(started_at="2026-11-21T20:00:00+07:00")).started_at == 1_795_266_000_000
    assert parsed(raw_script(started_at="2026-11-21T13:00:00+0000")).started_at == 1_795_266_000_000
    assert parse_time("2026-11-21T13:00:00") == 1_795_266_000_000
    assert parse_time("hôm qua") is parse_time(5) is parse_time(None) is None


WRONG: dict[str, list[Any]] = {
    "name": [5, []],
    "kind": ["tiktok", 1, None, []],
    "mode": ["Auto", True],
    "page_id": [1001, True],
    "staff_ids": ["2001", [2001], None],
    "started_at": ["hôm qua", 1_795_266_000, "21/11/2026"],
    "require_phone": ["true", 1, None],
    "use_known_phone": ["no"],
    "repeat": ["adds", None],
    "max_per_line": [0, -1, "20", 2.5, True, None],
    "hold_minutes": [-1, "30", 1.5],
    "waitlist": ["auto "],
    "respect_stock": [0],
    "auto_reply": ["có"],
    "confirm": [1],
    "hide_phone": [[]],
    "warehouse": [1],
    "buyers": [{}, "u7"],
    "products": [{}, "B05"],
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in WRONG.items() for value in values]
)
def test_4_a_wrong_value_is_refused_by_its_field(name: str, value: Any) -> None:
    assert name in fault(raw_script(**{name: value}))


def test_every_field_of_a_script_has_wrong_values_here() -> None:
    assert {field.name for field in fields(Script)} == {*WRONG, "messages"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sku", 5),
        ("price", -1),
        ("price", "149000"),
        ("price", 149.5),
        ("keywords", "B05"),
        ("keywords", [5]),
        ("options", "M"),
        ("open_sale", -1),
        ("open_sale", "20"),
        ("stock", "34"),
        ("tracked", 1),
        ("open", "yes"),
        ("product", 5),
        ("variant", []),
    ],
)
def test_4_a_wrong_value_of_a_product_is_refused_by_its_field(name: str, value: Any) -> None:
    assert name in fault(with_product(**{name: value}))


@pytest.mark.parametrize("missing", ["sku", "price", "keywords"])
def test_4_what_a_product_cannot_do_without(missing: str) -> None:
    raw = with_product()
    del raw["products"][0][missing]
    assert missing in fault(raw)


@pytest.mark.parametrize("keywords", [[], [""], ["  "], ["B05", ""]])
def test_4_a_product_needs_a_keyword_that_says_something(keywords: list[str]) -> None:
    assert "từ khoá" in fault(with_product(keywords=keywords))


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (raw_script(colour="red"), "colour"),
        (with_product(size="M"), "size"),
        (raw_script(buyers=[{"id": "u1", "vip": True}]), "vip"),
        (raw_script(messages={"hello": ["x"]}), "hello"),
        (raw_script(messages={"cart": ["Chào {ten}"]}), "{ten}"),
        (raw_script(messages={"cart": ["Chào {"]}), "{"),
        (raw_script(messages={"cart": "Chào"}), "cart"),
        (raw_script(messages={"cart": [1]}), "cart"),
        (raw_script(messages=[]), "messages"),
        ([], "kịch bản"),
        (None, "kịch bản"),
        ({"products": []}, "sản phẩm"),
        ({"products": [*with_product()["products"] * 2]}, "B05"),
    ],
)
def test_4_what_is_unknown_or_missing_is_named(raw: Any, named: str) -> None:
    assert named in fault(raw)


@pytest.mark.parametrize("kind", MessageKind)
def test_4_every_message_kind_and_placeholder_is_known(kind: MessageKind) -> None:
    wording = "{name} {lines} {short} {total} {missing} {link}"
    assert parsed(raw_script(messages={kind: [wording]})).messages == {kind: (wording,)}


def test_4_a_kind_without_wordings_says_nothing() -> None:
    assert parsed(raw_script(messages={"cart": []})).messages == {}


def test_2_11_page_and_staff_are_the_shops_own() -> None:
    script = parsed(raw_script(page_id="1001", staff_ids=["2001"]))
    assert [script.is_own(who) for who in ("1001", "2001", "u1", None)] == [True, True, False, False]
    assert not parsed(raw_script()).is_own(None)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(Script.__dataclass_fields__)), JSON)
@settings(max_examples=150, deadline=None)
def test_4_no_json_value_is_more_than_a_fault(name: str, value: Any) -> None:
    """Whatever stands in a field: a script, or a fault that a person can mend; never another error."""
    raw = json.loads(json.dumps(raw_script(**{name: value})))
    try:
        parse_script(raw)
    except ScriptFault as refused:
        assert str(refused).strip()
