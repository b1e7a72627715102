"""What a row of the feed looks like: highlights in the right place, long and odd texts in their bounds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from desktop.domain.capture.outcome import Outcome, Span, SpanKind
from desktop.services.live_rows import FeedRow
from desktop.ui import formats
from desktop.ui.live.feed_layout import (
    ACCEPTED_BY_KEY,
    BADGES,
    MARGIN,
    ROW_HEIGHT,
    TEXT_LEFT,
    FeedLayout,
    lay_out_message,
    lay_out_row,
    span_rects,
    utf16_spans,
)
from desktop.ui.live.feed_model import FeedModel
from desktop.ui.theme import LIGHT, Theme

from .rows import feed_row


def lay_out(theme: Theme, row: FeedRow, width: int = 800) -> FeedLayout:
    return lay_out_row(row, FeedModel().author(row), row.running_number, width, theme.fonts, theme.tokens)


def test_spans_count_code_points_and_qt_counts_utf16_units() -> None:
    """contracts.md §4: spans are in characters; an emoji is one of those and two of Qt's units."""
    text = "🥰🥰 A01 👍🏽 x2"
    spans = [Span(3, 6, SpanKind.KEYWORD), Span(10, 12, SpanKind.QUANTITY)]
    assert [text[span.start : span.end] for span in spans] == ["A01", "x2"]
    units = text.encode("utf-16-le")
    found = [units[2 * start : 2 * end].decode("utf-16-le") for start, end, _ in utf16_spans(text, spans)]
    assert found == ["A01", "x2"]


def test_the_highlight_lies_behind_its_word_also_after_emoji(theme: Theme) -> None:
    text = "🥰😘❤️ A01 nhé"
    place = text.index("A01")
    layout, highlights = lay_out_message(
        text, [Span(place, place + 3, SpanKind.KEYWORD)], 700, theme.fonts.message, LIGHT
    )
    start = formats.utf16_length(text[:place])
    line = layout.lineAt(0)
    (left, _), (right, _) = line.cursorToX(start), line.cursorToX(start + 3)  # type: ignore[misc]
    assert len(highlights) == 1
    assert highlights[0].rect.left() <= left < right <= highlights[0].rect.right()
    assert highlights[0].rect.width() == pytest.approx(right - left, abs=6)
    assert highlights[0].fill == LIGHT.soft


def test_a_highlight_over_two_lines_has_a_part_on_each(theme: Theme) -> None:
    text = "0912 345 678 " * 3
    layout, highlights = lay_out_message(
        text, [Span(0, len(text), SpanKind.PHONE)], 180, theme.fonts.message, LIGHT
    )
    assert layout.lineCount() == 2
    assert len(highlights) == 2
    assert highlights[1].rect.top() > highlights[0].rect.top()


@pytest.mark.parametrize(
    "message",
    [
        "",
        "\0\0A01\0",
        "A01\nB05\r\n\u2028x2",
        "ha" * 4_000,
        "🥰" * 8_000,
        "A01 \ud83d x2",
        "\u202eA01\u202c",
        "Ấ̃̃̃" * 50,
    ],
    ids=["empty", "NUL", "line breaks", "8,000", "emoji", "half a pair", "direction", "marks"],
)
def test_any_text_paints_within_its_row(theme: Theme, message: str) -> None:
    """Bad input of the issue: 8,000 characters, NUL bytes, without text."""
    row = feed_row(0, message, spans=(Span(0, len(message), SpanKind.KEYWORD),))
    layout = lay_out(theme, row, 400)
    assert layout.message.lineCount() <= 2
    assert layout.message_at.y() + layout.message.boundingRect().bottom() <= ROW_HEIGHT
    image = QImage(400, ROW_HEIGHT, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    layout.message.draw(painter, layout.message_at)
    painter.end()


def test_a_long_message_ends_in_an_ellipsis_and_its_spans_stay_true(theme: Theme) -> None:
    text = "A01 " + "địa chỉ rất dài " * 40
    layout, highlights = lay_out_message(
        text, [Span(0, 3, SpanKind.KEYWORD), Span(600, 610, SpanKind.PHONE)], 300, theme.fonts.message, LIGHT
    )
    assert layout.text().endswith("…")
    assert layout.lineCount() == 2
    last = layout.lineAt(1)
    assert last.textStart() + last.textLength() == formats.utf16_length(layout.text())
    assert [highlight.fill for highlight in highlights] == [LIGHT.soft]
    assert span_rects(layout, 10_000, 10_010) == []


def test_what_was_left_out_is_told_even_where_the_rest_would_fit(theme: Theme) -> None:
    """A text of blanks fits on one line however long it is; the code behind them must not vanish silently."""
    layout, _ = lay_out_message("\0" * 7_990 + "A01 x2", [], 300, theme.fonts.message, LIGHT)
    assert layout.text().endswith("…")


def test_a_short_message_is_not_elided(theme: Theme) -> None:
    layout, _ = lay_out_message("A01 x2", [], 300, theme.fonts.message, LIGHT)
    assert layout.text() == "A01 x2"


@pytest.mark.parametrize("width", [360, 700, 1200])
def test_long_names_and_badges_give_way_and_nothing_overlaps(theme: Theme, width: int) -> None:
    row = feed_row(0, "A01 " * 100, buyer_name="Nguyễn Thị Hoàng Phương " * 5, badge="QL-1 · A01×1, " * 9)
    layout = lay_out(theme, row, width)
    assert layout.badge is not None
    assert layout.name.endswith("…") or width > 700
    assert layout.name_rect.left() == TEXT_LEFT
    assert layout.name_rect.right() < layout.time_rect.left()
    assert layout.time_rect.right() <= layout.badge_rect.left()
    assert layout.badge_rect.right() == pytest.approx(width - MARGIN)
    texts_end = layout.message_at.x() + layout.message.boundingRect().right()
    assert texts_end <= layout.badge_rect.left()


def test_every_outcome_has_a_badge_with_a_word_and_all_but_silence_an_icon(theme: Theme) -> None:
    """§9: colour is never the only signal."""
    assert set(BADGES) == set(Outcome)
    for outcome in set(Outcome) - {Outcome.IGNORED}:
        layout = lay_out(theme, feed_row(0, outcome=outcome, badge="chữ"))
        assert layout.badge is not None
        key = " · F4 nhận" if outcome in ACCEPTED_BY_KEY else ""
        assert layout.badge.text == "chữ" + key
        assert not theme.icons.pixmap(layout.badge.icon, layout.badge.colour, 14, 1.0).isNull()
    assert lay_out(theme, feed_row(0, badge="")).badge is None


def test_the_pages_own_comments_are_muted_and_hidden_names_are_said(theme: Theme) -> None:
    """§2.11: comments without author are shown all the same."""
    own = lay_out(theme, feed_row(0, is_own=True))
    assert own.name_colour == own.message_colour == LIGHT.muted
    hidden = lay_out(theme, feed_row(0, buyer_name=None, author_id=None))
    assert (hidden.name, hidden.initials) == ("Khách ẩn tên", "")


def test_a_person_keeps_the_colour(theme: Theme) -> None:
    first, second = lay_out(theme, feed_row(1)), lay_out(theme, feed_row(1, message="khác", revision=9))
    assert first.avatar_colour == second.avatar_colour
    assert len({LIGHT.avatar(f"u{number}") for number in range(200)}) == len(LIGHT.avatars)


def test_tooltip_tells_the_whole_text_and_the_reason_and_is_no_markup(theme: Theme) -> None:
    model = FeedModel()
    model.take([feed_row(0, "<b>A01</b>\nx2", reason="từ khoá A01 & SĐT")])
    tooltip = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert isinstance(tooltip, str)
    assert "&lt;b&gt;A01&lt;/b&gt;<br>x2" in tooltip
    assert "từ khoá A01 &amp; SĐT" in tooltip


def test_a_screen_reader_hears_name_text_and_result() -> None:
    model = FeedModel()
    model.take([feed_row(0, "A01\0x2")])
    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Khách 0: A01 x2. QL-000001 · A01×2"


def test_a_comment_without_text_says_so_quietly(theme: Theme) -> None:
    """A sticker or photo comes with an empty message (graph_api.md §1.4)."""
    layout = lay_out(theme, replace(feed_row(1), message=" ", spans=()))
    assert layout.message.text() == "(nhãn dán hoặc ảnh)"
    assert layout.message_colour == theme.tokens.muted
