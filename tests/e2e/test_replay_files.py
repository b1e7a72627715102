"""contracts.md §2 and §4 to the letter: what `quaylive replay` reads, what it prints, how it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from .replay_run import (
    MESSAGES,
    ORDERED,
    OTHER_PHONE,
    PAGE,
    PHONE,
    Json,
    Line,
    ReplayResult,
    answer_to,
    answers,
    clock,
    comment,
    control,
    jsonl,
    limited,
    probe,
    product,
    replay,
    run_cli,
    run_process,
    script,
    sizes,
    units,
)

COMMENT_KEYS = {
    "comment_id",
    "outcome",
    "phone",
    "lines",
    "unfilled",
    "suggested",
    "order",
    "status",
    "replies",
    "released",
    "offered",
    "spans",
    "reason",
}
OUTCOMES = ORDERED | {
    "missing_variant",
    "missing_phone",
    "out_of_stock",
    "suggested",
    "cancel_suggested",
    "question",
    "repeat",
    "ignored",
}
WHOLE_SCRIPT = """
{"name": "Xả kho áo len 21/11", "kind": "livestream", "mode": "auto", "page_id": "1001", "staff_ids": [],
 "started_at": null, "require_phone": true, "use_known_phone": true, "repeat": "ignore", "max_per_line": 20,
 "hold_minutes": 30, "waitlist": "manual", "respect_stock": false, "auto_reply": true, "confirm": false,
 "hide_phone": false, "warehouse": null,
 "buyers": [{"id": "u7", "phone": "0912345678", "blocked": false}],
 "messages": {"cart": ["…"], "out_of_stock": ["…"]},
 "products": [{"sku": "AOLEN-KEM-M", "product": "Áo len cổ lọ", "variant": "Kem / M", "options": ["Kem", "M"],
               "price": 299000, "keywords": ["A01"], "open_sale": 20, "stock": 34,
               "tracked": true, "open": true}]}
"""
AFTERWARDS = comment("after", f"B05 {PHONE}", "u9", clock(5))


def assert_refused(result: ReplayResult, named: str = "") -> None:
    """Exit 2 with nothing printed but one clear Vietnamese line on stderr."""
    assert (result.exit_code, result.answers) == (2, [])
    assert_one_clear_line(result.stderr)
    assert named in result.stderr


def assert_one_clear_line(stderr: str) -> None:
    assert len(stderr.strip().splitlines()) == 1
    assert "Traceback" not in stderr
    assert re.search("[À-ỹ]", stderr), "not Vietnamese"


def of_products(**fields: Any) -> Json:
    """A script whose only product has one field more, or another value."""
    return script(products=[product("B05") | fields])


# ---- §4 The form of an answer


def test_4_the_example_of_the_contract() -> None:
    result = replay(WHOLE_SCRIPT, [comment("c1", "A01 x2 0912345678")])
    order = result["c1"].pop("order")
    assert result["c1"].pop("reason")
    assert re.fullmatch(r"QL-\d{6}", order)
    assert result["c1"] == {
        "comment_id": "c1",
        "outcome": "ordered",
        "phone": "0912345678",
        "lines": [{"sku": "AOLEN-KEM-M", "quantity": 2}],
        "unfilled": [],
        "suggested": [],
        "status": "DRAFT",
        "replies": ["cart"],
        "released": [],
        "offered": [],
        "spans": [[0, 3, "keyword"], [4, 6, "quantity"], [7, 17, "phone"]],
    }


LIVELY: list[Line] = [
    comment("c1", f"B05 x2 {PHONE}"),
    comment("c2", "B05"),
    comment("c3", "A01", "u2"),
    comment("c4", f"A01 M {OTHER_PHONE}", "u3"),
    comment("c5", "B05 còn không?", "u4"),
    comment("c6", "hủy B05"),
    comment("c7", f"BO5 {PHONE}", "u5"),
    comment("c8", f"B05 x9 D02 {OTHER_PHONE}", "u6"),
    comment("c9", f"B05 x9 {OTHER_PHONE}", "u7"),
    comment("c10", "D02", "u8"),
    comment("c11", "chào shop", PAGE),
    comment("c12", None, None),
    comment("c13", "đẹp quá", "u9", clock(45)),
]


def lively() -> list[Json]:
    products = [product("B05", open_sale=5), product("D02"), *sizes("A01", "M", "L")]
    return replay(script(products=products, messages=MESSAGES), LIVELY).answers


def test_4_every_comment_is_answered_with_every_field() -> None:
    for answer in lively():
        assert set(answer) == COMMENT_KEYS
        assert answer["outcome"] in OUTCOMES
        assert isinstance(answer["reason"], str)
        assert answer["phone"] is None or re.fullmatch(r"0\d{9}", answer["phone"])
        assert isinstance(answer["order"], str | None)
        assert (answer["status"] is None) == (answer["order"] is None)
        assert set(answer["replies"]) <= {"cart", "confirm", "ask_missing", "out_of_stock"}


def test_4_lines_have_sku_and_quantity_or_an_open_variant() -> None:
    for answer in lively():
        for line in answer["lines"] + answer["unfilled"]:
            closed = set(line) == {"sku", "quantity"} and isinstance(line["sku"], str)
            opened = set(line) == {"sku", "keyword", "quantity", "candidates"} and line["sku"] is None
            assert closed or opened
            assert type(line["quantity"]) is int


def test_4_spans_are_inside_the_message_as_received() -> None:
    for line, answer in zip(LIVELY, lively(), strict=True):
        assert isinstance(line, dict)
        for start, end, kind in answer["spans"]:
            assert 0 <= start < end <= len(line.get("message", ""))
            assert isinstance(kind, str)


def test_4_released_holds_have_their_four_fields() -> None:
    answer = lively()[-1]
    assert [(r["comment_id"], r["sku"], r["quantity"]) for r in answer["released"]] == [("c10", "D02", 1)]
    assert set(answer["released"][0]) == {"comment_id", "sku", "quantity", "order"}


def test_4_offered_waiters_have_their_four_fields() -> None:
    lines = [comment("c1", f"B05 x2 {PHONE}"), control("open_sale", sku="B05", quantity=2)]
    (offered,) = replay(limited(0, waitlist="auto"), lines).last["offered"]
    assert set(offered) == {"comment_id", "sku", "quantity", "order"}
    assert re.fullmatch(r"QL-\d{6}", offered["order"])


def test_4_one_answer_for_each_non_blank_line_in_order() -> None:
    lines: list[Line] = [
        "",
        comment("c1", "chào"),
        "   ",
        control("clock", to=clock(1)),
        "\t",
        comment("c2", "hi"),
        "",
    ]
    result = replay(script(), lines)
    assert [a.get("comment_id", a.get("control")) for a in result.answers] == ["c1", "clock", "c2"]
    assert result.exit_code == 0


def test_4_nothing_to_replay() -> None:
    result = replay(script())
    assert (result.answers, result.exit_code) == ([], 0)


# ---- §4 The script


def test_4_whole_script_of_the_contract_is_accepted() -> None:
    result = replay(WHOLE_SCRIPT, [comment("c1", "A01", "u7")])
    assert (result.exit_code, result["c1"]["outcome"], result["c1"]["phone"]) == (0, "ordered", PHONE)


def test_4_only_sku_price_and_keywords_are_needed() -> None:
    least = {"products": [{"sku": "B05", "price": 1000, "keywords": ["B05"]}]}
    result = replay(least, [comment("c1", f"B05 x20 {PHONE}"), comment("c2", "B05", "u2")])
    assert (result.exit_code, result.outcomes) == (0, ["ordered", "missing_phone"])
    assert [a["replies"] for a in result.answers] == [[], []]


@pytest.mark.parametrize("field", ["sku", "price", "keywords"])
def test_4_missing_product_field_is_refused_by_name(field: str) -> None:
    bare = product("B05")
    del bare[field]
    assert_refused(replay(script(products=[bare])), field)


@pytest.mark.parametrize(
    ("rules", "name"),
    [
        (script(opensale=3), "opensale"),
        (of_products(colour="red"), "colour"),
        (script(buyers=[{"id": "u1", "telephone": PHONE}]), "telephone"),
        (script(messages={"hello": ["Chào {name}"]}), "hello"),
        (script(messages={"cart": ["Chào {nickname}"]}), "nickname"),
    ],
    ids=["field", "product field", "buyer field", "message kind", "placeholder"],
)
def test_4_what_is_unknown_is_refused_by_name(rules: Json, name: str) -> None:
    assert_refused(replay(rules, [AFTERWARDS]), name)


@pytest.mark.parametrize(
    "kind",
    [
        "cart",
        "confirm",
        "ask_missing",
        "thanks",
        "out_of_stock",
        "waitlist_offer",
        "cart_reminder",
        "order_confirmation",
        "payment_link",
    ],
)
def test_4_message_kinds_are_those_of_product_md(kind: str) -> None:
    assert replay(script(messages={kind: ["Chào bạn", "Shop chào bạn", "Xin chào"]})).exit_code == 0


@pytest.mark.parametrize("name", ["name", "lines", "short", "total", "missing", "link"])
def test_4_placeholders_are_those_of_product_md(name: str) -> None:
    assert replay(script(messages={"cart": [f"Chào {{{name}}}"]})).exit_code == 0


@pytest.mark.parametrize(
    ("rules", "field"),
    [
        (script(kind="bazaar"), "kind"),
        (script(mode="turbo"), "mode"),
        (script(repeat="twice"), "repeat"),
        (script(waitlist="later"), "waitlist"),
        (script(require_phone="có"), "require_phone"),
        (script(max_per_line="nhiều"), "max_per_line"),
        (script(hold_minutes=-5), "hold_minutes"),
        (script(products="B05"), "products"),
        (of_products(open_sale=-1), "open_sale"),
        (of_products(open_sale="20"), "open_sale"),
        (of_products(price="299k"), "price"),
        (of_products(keywords="B05"), "keywords"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_4_unusable_value_is_refused_with_its_field(rules: Json, field: str) -> None:
    assert_refused(replay(rules, [AFTERWARDS]), field)


@pytest.mark.parametrize("kind", ["livestream", "sales_post", "messenger_shopping"])
def test_4_kinds_of_campaign(kind: str) -> None:
    assert replay(script(kind=kind)).exit_code == 0


def test_4_the_same_sku_twice_is_refused() -> None:
    assert_refused(replay(script(products=[product("B05", ["B05"]), product("B05", ["B06"])])), "B05")


@pytest.mark.parametrize("text", ["", "{", "không phải JSON", "[]", "42", "null", '"B05"', "[" * 100_000])
def test_2_unreadable_script_is_one_clear_line(text: str) -> None:
    assert_refused(replay(text, [AFTERWARDS]))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00{", b"\x00" * 64, bytes(range(256))])
def test_2_binary_script_is_one_clear_line(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "script.json"
    path.write_bytes(content)
    run = run_cli(["replay", "--script", str(path)])
    assert (run.exit_code, run.stdout) == (2, "")
    assert_one_clear_line(run.stderr)


def test_4_manual_mode_makes_no_order_by_itself() -> None:
    lines = [comment("c1", f"B05 x2 {PHONE}"), control("accept", comment_id="c1")]
    result = replay(script(mode="manual"), lines)
    assert (result["c1"]["outcome"], result["c1"]["order"]) == ("suggested", None)
    assert (result.last["outcome"], units(result.last)) == ("ordered", {"B05": 2})


# ---- §2 Use and exit codes


@pytest.mark.parametrize("argv", [["replay"], ["replay", "--script"], ["replay", "--nonsense"], ["dance"]])
def test_2_wrong_use_is_exit_2_and_one_clear_line(argv: list[str]) -> None:
    run = run_cli(argv)
    assert (run.exit_code, run.stdout) == (2, "")
    assert_one_clear_line(run.stderr)


def test_2_script_that_is_not_there(tmp_path: Path) -> None:
    run = run_cli(["replay", "--script", str(tmp_path / "absent.json")])
    assert (run.exit_code, run.stdout) == (2, "")
    assert_one_clear_line(run.stderr)
    assert "absent.json" in run.stderr


@pytest.mark.parametrize("name", ["absent.jsonl", "."])
def test_2_comments_that_cannot_be_opened(name: str, tmp_path: Path) -> None:
    path = tmp_path / "script.json"
    path.write_text(json.dumps(script()), encoding="utf-8")
    run = run_cli(["replay", "--script", str(path), str(tmp_path / name)])
    assert (run.exit_code, run.stdout) == (2, "")
    assert_one_clear_line(run.stderr)


def test_2_script_that_is_a_folder(tmp_path: Path) -> None:
    run = run_cli(["replay", "--script", str(tmp_path)])
    assert run.exit_code == 2
    assert_one_clear_line(run.stderr)


def written(tmp_path: Path, lines: list[Line], rules: Json | None = None) -> tuple[str, str]:
    """The paths of a script and of a recording."""
    rules_file, recording = tmp_path / "kịch bản.json", tmp_path / "bình luận.jsonl"
    rules_file.write_text(json.dumps(rules or script(), ensure_ascii=False), encoding="utf-8")
    recording.write_bytes(jsonl(lines))
    return str(rules_file), str(recording)


def test_2_process_reads_a_file(tmp_path: Path) -> None:
    rules, recording = written(tmp_path, LIVELY)
    run = run_process(["replay", "--script", rules, recording], tmp_path)
    assert (run.exit_code, run.stderr) == (0, "")
    assert [a["comment_id"] for a in answers(run)] == [f"c{n}" for n in range(1, 14)]


def test_2_process_reads_stdin(tmp_path: Path) -> None:
    rules, _ = written(tmp_path, [])
    run = run_process(["replay", "--script", rules], tmp_path, jsonl([comment("c1", f"lấy B05 nhé {PHONE}")]))
    assert (run.exit_code, answers(run)[0]["outcome"]) == (0, "ordered")


def test_2_process_keeps_findings_for_its_exit_code(tmp_path: Path) -> None:
    rules, recording = written(tmp_path, ["rác", AFTERWARDS])
    run = run_process(["replay", "--script", rules, recording], tmp_path)
    assert (run.exit_code, len(answers(run)), "Traceback" in run.stderr) == (1, 2, False)


def test_2_process_refuses_an_unknown_field(tmp_path: Path) -> None:
    rules, recording = written(tmp_path, [AFTERWARDS], script(opensale=3))
    run = run_process(["replay", "--script", rules, recording], tmp_path)
    assert (run.exit_code, run.stdout) == (2, "")
    assert_one_clear_line(run.stderr)
    assert "opensale" in run.stderr


def test_2_process_on_a_console_of_another_encoding(tmp_path: Path) -> None:
    """A Windows console in cp1252 has no `ạ`: what goes in and out is UTF-8 all the same."""
    rules, _ = written(tmp_path, [])
    given = jsonl([comment("c1", "hủy B05 ạ"), comment("c2", f"cho em B05 với ạ {PHONE}")])
    run = run_process(
        ["replay", "--script", rules], tmp_path, given, PYTHONIOENCODING="cp1252", PYTHONUTF8="0"
    )
    assert (run.exit_code, [a["outcome"] for a in answers(run)]) == (0, ["cancel_suggested", "ordered"])


def test_2_replays_of_one_profile_do_not_know_each_other(tmp_path: Path) -> None:
    rules, recording = written(tmp_path, [comment("c1", f"B05 {PHONE}")], limited(1))
    runs = [run_process(["replay", "--script", rules, recording], tmp_path) for _ in range(2)]
    assert [answers(run)[0]["outcome"] for run in runs] == ["ordered", "ordered"]


# ---- §4 Input: comments


@pytest.mark.parametrize(
    "bare",
    [
        {"id": "c1"},
        {"id": "c1", "message": None, "from": None, "created_time": None},
        {"id": "c1", "message": "", "from": {}},
        {"id": "c1", "message": "chào", "attachment": {"type": "sticker"}, "like_count": 3},
    ],
)
def test_4_only_the_id_is_indispensable(bare: Json) -> None:
    result = replay(script(), [bare, AFTERWARDS])
    assert (result.exit_code, result["c1"]["outcome"], result["after"]["outcome"]) == (
        0,
        "ignored",
        "ordered",
    )


def test_4_comment_without_a_time_is_decided_at_the_clock() -> None:
    late = comment("c2", "B05", "u2")
    del late["created_time"]
    lines = [control("clock", to=clock(60)), late, comment("c3", f"B05 {PHONE}", "u3", clock(61))]
    result = replay(limited(1), lines)
    assert result.outcomes == ["missing_phone", "out_of_stock"]


@pytest.mark.parametrize(
    "rest", ["x" * 8000, "rất đẹp " * 1000, "1 " * 4000, "B05 " * 2000, PHONE * 800, "😍" * 8000, "(" * 8000]
)
def test_4_comment_of_8000_characters(rest: str) -> None:
    result = replay(script(), [comment("c1", rest[:8000]), AFTERWARDS])
    assert (result.exit_code, result["after"]["outcome"]) == (0, "ordered")
    assert set(result["c1"]) == COMMENT_KEYS
    assert result["c1"]["phone"] is None


def test_4_order_in_a_comment_of_8000_characters() -> None:
    answer = answer_to(f"B05 x2 {PHONE} " + "đẹp quá shop ơi " * 490)
    assert (answer["outcome"], units(answer), answer["phone"]) == ("ordered", {"B05": 2}, PHONE)


@pytest.mark.parametrize("message", ["B05\x00", "\x00", f"B05 \x00 {PHONE}", "B05\x00\x01\x1b[31m"])
def test_4_nul_bytes_in_a_comment(message: str) -> None:
    result = replay(script(), [comment("c1", message), AFTERWARDS])
    assert (result.exit_code, result["after"]["outcome"]) == (0, "ordered")
    assert set(result["c1"]) == COMMENT_KEYS


@pytest.mark.parametrize("text", [r"B05 \ud83d", r"\ud83d\ude0d \udc00 B05", r"\u2028\u2029\u0085"])
def test_4_lone_surrogates_and_odd_line_ends(text: str) -> None:
    result = replay(script(), [f'{{"id": "c1", "message": "{text}", "from": {{"id": "u1"}}}}', AFTERWARDS])
    assert (result.exit_code, result["after"]["outcome"]) == (0, "ordered")
    assert set(result["c1"]) == COMMENT_KEYS


def test_4_lines_that_end_as_on_windows() -> None:
    lines: list[Line] = [
        json.dumps(comment("c1", f"B05 {PHONE}")) + "\r",
        "\r",
        json.dumps(AFTERWARDS) + "\r",
    ]
    result = replay(script(), lines)
    assert (result.exit_code, result.outcomes) == (0, ["ordered", "ordered"])


def test_4_comments_out_of_order_are_decided_as_they_come() -> None:
    lines = [comment("c1", f"B05 {PHONE}", at=clock(5)), comment("c2", f"B05 {OTHER_PHONE}", "u2", clock(0))]
    assert replay(limited(1), lines).outcomes == ["ordered", "out_of_stock"]


def test_4_the_same_id_twice_is_answered_twice_and_counts_once() -> None:
    once = comment("c1", f"B05 {PHONE}")
    result = replay(limited(5), [once, AFTERWARDS, once, probe()])
    assert [a.get("comment_id") for a in result.answers[:3]] == ["c1", "after", "c1"]
    assert (result.answers[2]["outcome"] in ORDERED, result.last["quantity"]) == (False, 2)


# ---- §4 Input: lines that cannot be read

UNREADABLE: list[Line] = [
    "không phải JSON",
    '{"id": "c1", "message": ',
    "[]",
    "42",
    "null",
    '"B05 0912345678"',
    '{"message": "B05 0912345678"}',
    b'{"id": "c1", "message": "\xff\xfe"}',
    b"\x00\x00\x00",
    "[" * 100_000,
]


@pytest.mark.parametrize("line", UNREADABLE, ids=range(len(UNREADABLE)))
def test_4_unreadable_line_is_told_and_the_run_goes_on(line: Line) -> None:
    result = replay(script(), [comment("c0", "chào"), line, AFTERWARDS])
    assert (result.exit_code, len(result.answers)) == (1, 3)
    assert set(result.answers[1]) == {"line", "error"}
    assert result.answers[1]["line"] == 2
    assert result.answers[1]["error"]
    assert result["after"]["outcome"] == "ordered"
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "line",
    [
        {"id": 7, "message": ["B05"]},
        {"id": "c1", "message": 5},
        {"id": "c1", "from": "u1"},
        {"id": "c1", "created_time": "hôm qua"},
        {"id": ""},
        {"control": "dance"},
        {"control": 5},
        {"control": "open_sale"},
        {"control": "open_sale", "sku": "B05", "quantity": -1},
        {"control": "open_sale", "sku": "B05", "quantity": "ba"},
        {"control": "refresh_stock", "stock": 5},
        {"control": "refresh_stock", "stock": {"B05": "ba"}},
        {"control": "clock"},
        {"control": "clock", "to": "mai"},
        {"control": "cancel"},
        {"control": "close", "comment_id": 5},
    ],
    ids=str,
)
def test_4_odd_line_never_stops_the_run(line: Json) -> None:
    result = replay(script(), [line, AFTERWARDS])
    assert len(result.answers) == 2
    assert (result["after"]["outcome"], "Traceback" in result.stderr) == ("ordered", False)
    assert result.exit_code in (0, 1)


@pytest.mark.parametrize(
    "line",
    [
        control("dance"),
        control("open_sale"),
        control("open_sale", sku="B05", quantity=-1),
        control("open_sale", sku="B05", quantity="ba"),
        control("clock", to="mai"),
        control("cancel"),
    ],
    ids=str,
)
def test_4_unusable_control_says_its_error(line: Json) -> None:
    assert replay(script(), [line]).last["error"]


# ---- §4 The clock


def test_4_clock_control_moves_time() -> None:
    result = replay(limited(1), [comment("c1", "B05"), control("clock", to=clock(31))])
    assert (result.last["control"], result.last["error"]) == ("clock", None)
    assert [r["comment_id"] for r in result.last["released"]] == ["c1"]


def test_4_clock_is_the_greatest_time_so_far() -> None:
    lines = [
        control("clock", to=clock(60)),
        comment("c1", "B05", at=clock(0)),
        comment("c2", f"B05 {PHONE}", "u2", clock(40)),
        control("clock", to=clock(20)),
        comment("c3", f"B05 {PHONE}", "u3", clock(50)),
        comment("c4", f"B05 {PHONE}", "u4", clock(91)),
    ]
    result = replay(limited(1), lines)
    assert result.outcomes == ["missing_phone", "out_of_stock", "out_of_stock", "ordered"]


def test_4_holds_are_released_before_the_line_is_decided() -> None:
    lines = [comment("c1", "B05 x2"), comment("c2", f"B05 x2 {PHONE}", "u2", clock(31))]
    answer = replay(limited(2), lines)["c2"]
    assert answer["outcome"] == "ordered"
    assert [(r["comment_id"], r["quantity"]) for r in answer["released"]] == [("c1", 2)]


def test_4_holds_are_released_by_whatever_comment_passes() -> None:
    lines = [
        comment("c1", "B05 D02"),
        comment("c2", "đẹp quá", "u2", clock(31)),
        comment("c3", "hi", at=clock(32)),
    ]
    result = replay(script(), lines)
    assert sorted(r["sku"] for r in result["c2"]["released"]) == ["B05", "D02"]
    assert result["c3"]["released"] == []


def test_4_a_completed_hold_is_not_released_later() -> None:
    lines = [comment("c1", "B05"), comment("c2", PHONE), control("clock", to=clock(90)), probe()]
    result = replay(limited(1), lines)
    assert (result.answers[2]["released"], result.last["quantity"]) == ([], 1)


# ---- §4 Replies: the parts of the ONE message

SHORT_AND_VARIANT = [product("B05"), product("D02", open_sale=0), *sizes("A01", "M", "L")]


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        (f"B05 {PHONE}", ["cart"]),
        ("B05", ["ask_missing"]),
        (f"A01 {PHONE}", ["ask_missing"]),
        (f"D02 {PHONE}", ["out_of_stock"]),
        (f"B05 D02 {PHONE}", ["cart", "out_of_stock"]),
        (f"B05 A01 {PHONE}", ["ask_missing", "cart"]),
        (f"B05 D02 A01 {PHONE}", ["ask_missing", "cart", "out_of_stock"]),
        ("B05 D02", ["ask_missing", "out_of_stock"]),
        ("B05 còn không?", []),
        ("chào shop", []),
    ],
)
def test_4_replies_are_the_parts_of_one_message(message: str, parts: list[str]) -> None:
    assert sorted(answer_to(message, products=SHORT_AND_VARIANT, messages=MESSAGES)["replies"]) == parts


@pytest.mark.parametrize("message", [f"B05 {PHONE}", "B05", f"D02 {PHONE}"])
@pytest.mark.parametrize("switches", [{"messages": {}}, {"messages": MESSAGES, "auto_reply": False}])
def test_4_no_reply_without_a_message_or_with_the_switch_off(message: str, switches: Json) -> None:
    assert answer_to(message, products=SHORT_AND_VARIANT, **switches)["replies"] == []


def test_4_only_the_kinds_that_the_script_has() -> None:
    rules: Json = {"products": SHORT_AND_VARIANT, "messages": {"out_of_stock": MESSAGES["out_of_stock"]}}
    assert answer_to(f"B05 D02 {PHONE}", **rules)["replies"] == ["out_of_stock"]


def test_4_confirm_switch_alone() -> None:
    answer = answer_to(f"B05 {PHONE}", messages=MESSAGES, auto_reply=False, confirm=True)
    assert answer["replies"] == ["confirm"]


@pytest.mark.parametrize("confirm", [True, False])
def test_4_confirm_is_part_of_the_message_where_switched_on(confirm: bool) -> None:
    answer = answer_to(f"B05 {PHONE}", messages=MESSAGES, confirm=confirm)
    assert ("confirm" in answer["replies"]) is confirm


# ---- §4 Controls

CONTROLS = [
    control("open_sale", sku="B05", quantity=3),
    control("open_sale", sku="B05", quantity=None),
    control("refresh_stock", stock={"B05": 3, "D02": 0}),
    control("cancel", comment_id="c1"),
    control("clock", to=clock(3)),
    control("close", comment_id="c1"),
    control("pause"),
    control("resume"),
]


@pytest.mark.parametrize("line", CONTROLS, ids=str)
def test_4_a_control_answers_with_its_fields(line: Json) -> None:
    answer = replay(script(), [comment("c1", f"B05 {PHONE}"), line]).last
    own = {"open_sale": {"quantity"}, "close": {"closed", "short"}}.get(line["control"], set())
    assert {"control", "released", "offered", "error"} | own <= set(answer)
    assert (answer["control"], answer["released"], answer["offered"]) == (line["control"], [], [])
    assert answer["error"] is None


UNKNOWN = [
    control("open_sale", sku="Z99", quantity=3),
    control("refresh_stock", stock={"Z99": 3}),
    control("cancel", comment_id="nobody"),
    control("close", comment_id="nobody"),
    control("accept", comment_id="nobody"),
]


@pytest.mark.parametrize("line", UNKNOWN, ids=str)
def test_4_unknown_sku_or_comment_is_an_error_and_exit_0(line: Json) -> None:
    result = replay(script(), [line, AFTERWARDS])
    assert (result.exit_code, result["after"]["outcome"]) == (0, "ordered")
    assert isinstance(result.answers[0]["error"], str)
    assert result.answers[0]["error"]
    assert result.answers[0]["control"] == line["control"]


@pytest.mark.parametrize("kind", ["cancel", "close"])
def test_4_a_comment_that_went_into_no_order_is_an_error(kind: str) -> None:
    result = replay(script(), [comment("c1", "đẹp quá"), control(kind, comment_id="c1")])
    assert (result.exit_code, bool(result.last["error"])) == (0, True)


@pytest.mark.parametrize(("wanted", "in_force"), [(9, 9), (3, 3), (2, 3), (0, 3), (None, None)])
def test_4_open_sale_answers_the_quantity_in_force(wanted: int | None, in_force: int | None) -> None:
    lines = [comment("c1", f"B05 x3 {PHONE}"), control("open_sale", sku="B05", quantity=wanted)]
    assert replay(limited(5), lines).last["quantity"] == in_force


def test_4_refresh_stock_of_one_leaves_the_others() -> None:
    products = [product("B05", stock=0), product("D02", stock=0)]
    lines = [
        comment("c1", f"B05 D02 {PHONE}"),
        control("refresh_stock", stock={"B05": 5}),
        control("close", comment_id="c1"),
    ]
    result = replay(script(products=products), lines)
    assert [short["sku"] for short in result.last["short"]] == ["D02"]


def test_4_accept_gives_the_fields_of_a_comment() -> None:
    lines = [comment("c1", f"BO5 x2 {PHONE}"), control("accept", comment_id="c1")]
    answer = replay(script(messages=MESSAGES), lines).last
    assert {"control", "error"} | COMMENT_KEYS <= set(answer)
    assert (answer["control"], answer["comment_id"], answer["error"]) == ("accept", "c1", None)
    assert (answer["outcome"], units(answer), answer["status"]) == ("ordered", {"B05": 2}, "DRAFT")


def test_4_accept_of_praise_asks_for_the_phone() -> None:
    lines = [comment("c1", "B05 đẹp quá"), control("accept", comment_id="c1"), comment("c2", PHONE)]
    result = replay(script(), lines)
    assert (result.answers[1]["outcome"], result["c2"]["outcome"]) == ("missing_phone", "ordered")


def test_4_accept_serves_a_blocked_buyer() -> None:
    lines = [comment("c1", f"B05 {PHONE}"), control("accept", comment_id="c1")]
    result = replay(script(buyers=[{"id": "u1", "phone": PHONE, "blocked": True}]), lines)
    assert result.last["outcome"] == "ordered"


def test_4_accepting_twice_orders_once() -> None:
    twice = [control("accept", comment_id="c1")] * 2
    result = replay(limited(9, repeat="add"), [comment("c1", f"BO5 {PHONE}"), *twice, probe()])
    assert result.last["quantity"] == 1


def test_4_accepted_suggestion_can_be_cancelled_and_closed() -> None:
    for kind in ("cancel", "close"):
        lines = [
            comment("c1", f"BO5 {PHONE}"),
            control("accept", comment_id="c1"),
            control(kind, comment_id="c1"),
        ]
        assert replay(script(), lines).last["error"] is None


def test_4_resume_without_pause_and_pause_twice_are_harmless() -> None:
    kinds = ["resume", "pause", "pause", "resume"]
    result = replay(script(), [*(control(kind) for kind in kinds), AFTERWARDS])
    assert (result.exit_code, result["after"]["outcome"]) == (0, "ordered")


def test_4_controls_work_while_capture_is_paused() -> None:
    lines = [comment("c1", f"B05 {PHONE}"), control("pause"), control("cancel", comment_id="c1"), probe()]
    assert replay(limited(1), lines).last["quantity"] == 0
