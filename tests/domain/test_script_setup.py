"""A script being set up: its checks, codes and a comment tried on it (product.md §1, §2.3–2.12, §3, §4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.capture.outcome import Outcome
from desktop.domain.codes import next_code, safer_code, same_keyword, split_keywords, with_codes
from desktop.domain.comment_trial import CommentTrial, shown_phone
from desktop.domain.default_wordings import default_messages
from desktop.domain.errors import ScriptFault
from desktop.domain.messages import AUTO_REPLY_KINDS, MessageKind, unknown_placeholders
from desktop.domain.script import CaptureMode, parse_script
from desktop.domain.script_checks import Finding, Place, Severity, check, errors
from desktop.domain.script_draft import DraftLine, LineBefore, ScriptDraft, raw_script, rebased

NOW = 1_795_268_021_000
MINUTE = 60_000


def line(sku: str, *keywords: str, product: str = "", **fields: Any) -> DraftLine:
    return DraftLine(sku, product or f"Món {sku}", keywords=keywords, price=100_000, **fields)


SHOP = (
    line("AO-KEM-M", "A01", product="Áo len cổ lọ", variant="Kem / M", open_sale=20, stock=34),
    line("AO-KEM-L", "A01", product="Áo len cổ lọ", variant="Kem / L", open_sale=20, stock=34),
    line("KHAN", "B05", "khăn choàng", product="Khăn choàng", variant="Đỏ đô", open_sale=3, stock=41),
)


def draft(*lines: DraftLine, **fields: Any) -> ScriptDraft:
    return ScriptDraft(name="Xả kho", messages=default_messages(), lines=lines or SHOP, **fields)


def found(one: ScriptDraft, place: Place) -> list[Finding]:
    return [finding for finding in check(one, NOW) if finding.place is place]


def only(one: ScriptDraft, place: Place) -> Finding:
    (finding,) = found(one, place)
    return finding


# --- checks ----------------------------------------------------------------------------------------------


def test_the_draft_a_newcomer_begins_with_lacks_only_products() -> None:
    empty = ScriptDraft(name="Live 21/11", messages=default_messages())
    assert [finding.text for finding in check(empty, NOW)] == [
        "Kịch bản chưa có sản phẩm nào: thêm ít nhất một sản phẩm."
    ]
    assert check(draft(), NOW) == ()


def test_4_the_default_wordings_are_enough_and_fill_only_what_there_is() -> None:
    for kind in (*AUTO_REPLY_KINDS, MessageKind.CONFIRM):
        wordings = default_messages()[kind]
        assert len(set(wordings)) >= 3
        assert not any(map(unknown_placeholders, wordings))
    assert all("Nhắn CHỜ để shop giữ chỗ" in text for text in default_messages()[MessageKind.OUT_OF_STOCK])


@pytest.mark.parametrize(
    ("keyword", "words", "suggestion"),
    [
        ("1", "Chỉ là một con số, dễ nhầm. Nên dùng A01", "A01"),
        ("c", "Chỉ là một chữ cái, dễ nhầm. Nên dùng C01", "C01"),
        ("sale", "sale là từ thường gặp, dễ nhầm. Nên dùng A01", "A01"),
    ],
)
def test_2_12_risky_keywords_are_warned_about_with_a_better_one(
    keyword: str, words: str, suggestion: str
) -> None:
    finding = only(draft(line("S", keyword)), Place.KEYWORDS)
    assert (finding.severity, finding.text, finding.suggestion) == (Severity.WARN, words, suggestion)


@pytest.mark.parametrize("keyword", ["A01", "b 05", "khăn choàng", "áo 2 dây"])
def test_2_12_other_keywords_are_not(keyword: str) -> None:
    assert found(draft(line("S", keyword)), Place.KEYWORDS) == []


def test_a_keyword_used_by_two_products_is_an_error_named_by_the_first() -> None:
    finding = only(draft(*SHOP, line("TAT", "b-05", product="Tất cổ cao")), Place.KEYWORDS)
    assert finding.severity is Severity.ERROR
    assert finding.sku == "TAT"
    assert finding.text == "b-05 đã dùng cho Khăn choàng Đỏ đô"


def test_2_5_variants_of_one_product_share_their_keyword_rightly() -> None:
    assert found(draft(), Place.KEYWORDS) == []


def test_2_5_the_same_variant_twice_under_one_keyword_could_never_be_chosen() -> None:
    twin = line("AO-KEM-M2", "A01", product="Áo len cổ lọ", variant="Kem / M")
    finding = only(draft(*SHOP, twin), Place.KEYWORDS)
    assert (finding.severity, finding.sku) == (Severity.ERROR, "AO-KEM-M2")
    assert finding.text == "A01 đã dùng cho Áo len cổ lọ Kem · M"


@pytest.mark.parametrize("keyword", ["#", "…", "+"])
def test_a_keyword_that_no_comment_can_name_is_an_error(keyword: str) -> None:
    (finding,) = errors(check(draft(line("S", keyword)), NOW))
    assert finding.text == f"{keyword} không có chữ hay số: đặt mã khác"


def test_a_line_without_keyword_is_an_error_with_the_next_code() -> None:
    finding = only(draft(*SHOP, line("TAT")), Place.KEYWORDS)
    assert (finding.severity, finding.text) == (Severity.ERROR, "Chưa có từ khoá. Nên dùng A02")


def test_3_open_sale_above_omnis_stock_is_a_warning_and_counts_what_is_taken() -> None:
    over = line("S", "A01", open_sale=20, stock=12)
    assert only(draft(over), Place.OPEN_SALE).text == "Lớn hơn tồn Omni"
    assert only(draft(replace(over, is_local=True)), Place.OPEN_SALE).text == "Lớn hơn tồn ở máy"
    assert found(draft(replace(over, taken=8)), Place.OPEN_SALE) == []
    assert found(draft(replace(over, stock=None)), Place.OPEN_SALE) == []
    assert found(draft(replace(over, is_tracked=False)), Place.OPEN_SALE) == []
    assert found(draft(replace(over, open_sale=None)), Place.OPEN_SALE) == []
    assert found(draft(over, mode=CaptureMode.MANUAL), Place.OPEN_SALE) == []


def test_3_a_product_open_in_another_campaign_is_warned_about() -> None:
    finding = only(draft(line("S", "A01", elsewhere=("Live 20/11",))), Place.PRODUCT)
    assert (finding.severity, finding.text) == (Severity.WARN, "Đang mở bán ở Live 20/11")


def test_3_stock_older_than_five_minutes_is_stale_but_the_shops_own_is_not() -> None:
    old = line("S", "A01", stock=5, stock_fetched_at=NOW - 6 * MINUTE)
    assert only(draft(old), Place.STOCK).text == "Tồn đọc từ 6 phút trước"
    assert found(draft(replace(old, stock_fetched_at=NOW - 5 * MINUTE)), Place.STOCK) == []
    assert found(draft(replace(old, is_local=True)), Place.STOCK) == []


def test_4_unknown_placeholders_are_errors_that_name_the_wording() -> None:
    wrong = draft().with_wordings("cart", ("a {name}", "b {lines}", "Tổng {tong}"))
    (finding,) = errors(check(wrong, NOW))
    assert (finding.kind, finding.number) == ("cart", 2)
    assert "{tong}" in finding.text


def test_4_fewer_than_three_wordings_are_warned_about_only_where_they_are_used() -> None:
    few = draft().with_wordings("cart", ("a", "b", " "))
    assert "mới 2 cách nói" in only(few, Place.MESSAGES).text
    assert found(replace(few, auto_reply=False), Place.MESSAGES) == []
    none = draft().with_wordings("confirm", ())
    assert found(none, Place.MESSAGES) == []
    assert "không nhắn" in only(replace(none, confirm=True), Place.MESSAGES).text


def test_a_script_needs_a_name() -> None:
    (finding,) = errors(check(replace(draft(), name="  "), NOW))
    assert finding.place is Place.NAME


@given(
    st.lists(st.sampled_from(["A01", "a 01", "1", "c", "#", "", "sale", "khăn choàng", "B05"]), max_size=4)
)
def test_what_has_no_error_can_be_saved(keywords: list[str]) -> None:
    """The checks are never laxer than `parse_script` and the reader."""
    one = draft(line("X", *keywords), line("Y", "D02"))
    if not errors(check(one, NOW)):
        parse_script(raw_script(one))
    CommentTrial(one).read("a01 0912345678")


# --- codes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("taken", "code"),
    [
        ((), "A01"),
        (("A01", "A02"), "A03"),
        (("a01", "B05", "A07"), "A08"),
        (("SP001", "SP002", "khăn"), "SP003"),
        (("A99",), "A100"),
        (("khăn choàng", "1"), "A01"),
    ],
)
def test_the_next_code_follows_the_shops_pattern(taken: tuple[str, ...], code: str) -> None:
    assert next_code(taken) == code


@given(st.lists(st.from_regex(r"[A-Z]{1,2}[0-9]{1,3}", fullmatch=True), max_size=30))
def test_the_next_code_is_free_and_not_risky(taken: list[str]) -> None:
    code = next_code(taken)
    assert same_keyword(code) not in map(same_keyword, taken)
    assert found(draft(line("S", code)), Place.KEYWORDS) == []


def test_a_bare_number_keeps_its_figure_in_the_safer_code() -> None:
    assert safer_code("1", ["A01", "1"]) == "B01"
    assert safer_code("07", []) == "A07"


def test_keywords_of_one_field_are_parted_by_commas_and_stand_once() -> None:
    assert split_keywords(" A01,  khăn   choàng ; a 01 ,, ") == ("A01", "khăn choàng")


def test_2_5_products_added_get_codes_and_variants_share_theirs() -> None:
    added = [line("N1", product="Nón", variant="M"), line("N2", product="Nón", variant="L"), line("T")]
    lines = with_codes(SHOP, added)
    assert [one.keywords for one in lines[3:]] == [("A02",), ("A02",), ("A03",)]
    (joined,) = with_codes(SHOP[:1], [line("X", product="áo len cổ lọ", variant="Đen / M")])[1:]
    assert joined.keywords == ("A01",)
    (twin,) = with_codes(SHOP[:2], [line("X", product="Áo len cổ lọ", variant="Kem / L")])[2:]
    assert twin.keywords == ("A02",)


def test_a_keyword_without_letter_or_digit_is_refused_by_name_in_a_script_too() -> None:
    with pytest.raises(ScriptFault, match="Từ khoá # của sản phẩm S không có chữ hay số"):
        parse_script({"products": [{"sku": "S", "price": 1, "keywords": ["#"]}]})


# --- the draft -------------------------------------------------------------------------------------------


def test_what_is_saved_tells_no_stock_but_a_trial_does() -> None:
    """A saved script must not set the shop's own figures back to what they were when it was opened."""
    assert "stock" not in raw_script(draft())["products"][0]
    assert raw_script(draft(), with_stock=True)["products"][0]["stock"] == 34


def test_blank_wordings_and_fields_unseen() -> None:
    one = replace(draft(), kept={"warehouse": "k1"}, messages={"cart": ("a", " "), "thanks": ("",)})
    raw = raw_script(one)
    assert raw["messages"] == {"cart": ["a"]}
    assert parse_script(raw).warehouse == "k1"


def test_new_stock_is_no_change_of_the_script_but_a_keyword_is() -> None:
    one = draft()
    assert replace(one, lines=tuple(replace(row, stock=1, price=5) for row in one.lines)).typed == one.typed
    assert one.with_line(replace(one.lines[0], keywords=("A09",))).typed != one.typed
    assert replace(one, hold_minutes=5).typed != one.typed


def test_what_is_typed_goes_on_over_what_is_stored_now() -> None:
    stored = replace(draft(), campaign_id=7, lines=(replace(SHOP[0], before=LineBefore(20, True)),))
    merged = rebased(replace(draft(), name="Khác"), stored)
    assert (merged.name, merged.campaign_id) == ("Khác", 7)
    assert [row.before for row in merged.lines] == [LineBefore(20, True), None, None]


# --- a comment tried -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("comment", "outcome", "text"),
    [
        ("a01 kem m x2 0912345678", Outcome.ORDERED, "Đơn: Áo len cổ lọ Kem M ×2 · 0912 345 678"),
        ("A01 kem m", Outcome.MISSING_PHONE, "Thiếu SĐT: giữ Áo len cổ lọ Kem M ×1 trong 30 phút"),
        ("a01 0912345678", Outcome.MISSING_VARIANT, "Thiếu phân loại: A01 Áo len cổ lọ ×1"),
        ("b05 x5 0912345678", Outcome.OUT_OF_STOCK, "Hết hàng mở bán: Khăn choàng Đỏ đô ×5"),
        (
            "a01 kem m b05 x5 0912345678",
            Outcome.PARTLY_ORDERED,
            "Đơn: Áo len cổ lọ Kem M ×1 · 0912 345 678 · hết hàng mở bán: Khăn choàng Đỏ đô ×5",
        ),
        ("b05 còn không", Outcome.QUESTION, "Câu hỏi, không lên đơn"),
        ("không lấy b05 nữa", Outcome.CANCEL_SUGGESTED, "Hủy Khăn choàng Đỏ đô ×1? Chờ shop duyệt"),
        ("shop đẹp quá", Outcome.IGNORED, "Không lên đơn: không có mã sản phẩm"),
        ("", Outcome.IGNORED, ""),
    ],
)
def test_a_comment_tried_says_what_it_would_become(comment: str, outcome: Outcome, text: str) -> None:
    tried = CommentTrial(draft()).read(comment)
    assert (tried.outcome, tried.text) == (outcome, text)


def test_2_3_a_near_miss_is_a_suggestion_with_its_reason() -> None:
    tried = CommentTrial(draft()).read("BO5 0912345678")
    assert tried.outcome is Outcome.SUGGESTED
    assert "gần giống mã B05" in tried.text


def test_2_7_without_the_need_of_a_phone_it_is_an_order() -> None:
    tried = CommentTrial(draft(require_phone=False)).read("b05")
    assert (tried.outcome, tried.text) == (Outcome.ORDERED, "Đơn: Khăn choàng Đỏ đô ×1")


def test_1_in_manual_mode_it_is_a_suggestion() -> None:
    assert CommentTrial(draft(mode=CaptureMode.MANUAL)).read("b05 0912345678").outcome is Outcome.SUGGESTED


def test_2_11_a_product_closed_for_sale_is_not_captured() -> None:
    closed = draft(replace(SHOP[2], is_open=False))
    assert CommentTrial(closed).read("b05 0912345678").text == "Không lên đơn: B05 đang đóng, không bán"


def test_what_is_taken_already_is_not_sold_twice() -> None:
    tried = CommentTrial(draft(replace(SHOP[2], taken=2))).read("b05 x2 0912345678")
    assert tried.outcome is Outcome.OUT_OF_STOCK


def test_a_comment_can_be_tried_before_there_is_any_product() -> None:
    assert CommentTrial(ScriptDraft(lines=())).read("a01 0912345678").outcome is Outcome.IGNORED


def test_a_phone_is_shown_in_groups() -> None:
    assert shown_phone("0912345678") == "0912 345 678"
