"""Where everything in a row of the feed goes: measured once, painted often.

Spans count characters (code points), Qt counts UTF-16 units: the conversion lives here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple, cast

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from desktop.domain.capture.outcome import Outcome, Span, SpanKind
from desktop.services.live_rows import FeedRow
from desktop.ui import formats
from desktop.ui.theme import Fonts, Tokens, Tone
from desktop.ui.widgets.pill import Pill, lay_out_pill

ROW_HEIGHT = 60
MARGIN = 16
AVATAR = 36
TEXT_LEFT = MARGIN + AVATAR + 14
LINE = 17
PILL_HEIGHT = 24
MESSAGE_LINES = 2
# Two lines of the narrowest letters on the widest screen hold fewer characters than this.
MESSAGE_CHARACTERS = 1_200
ELLIPSIS = "…"

# The badge of every outcome: icon and tone. Questions and what came of nothing stay quiet, without fill.
BADGES: dict[Outcome, tuple[str, Tone | None]] = {
    Outcome.ORDERED: ("circle-check", Tone.OK),
    Outcome.PARTLY_ORDERED: ("circle-slash", Tone.WARN),
    Outcome.MISSING_VARIANT: ("circle-alert", Tone.WARN),
    Outcome.MISSING_PHONE: ("phone-missed", Tone.WARN),
    Outcome.OUT_OF_STOCK: ("package-x", Tone.BAD),
    Outcome.SUGGESTED: ("lightbulb", Tone.INFO),
    Outcome.CANCEL_SUGGESTED: ("undo-2", Tone.WARN),
    Outcome.QUESTION: ("circle-question-mark", None),
    Outcome.REPEAT: ("repeat-2", None),
    Outcome.IGNORED: ("ban", None),
}

# What F4 accepts (product.md §9).
ACCEPTED_BY_KEY = frozenset({Outcome.SUGGESTED, Outcome.CANCEL_SUGGESTED})

SPAN_TONES: dict[SpanKind, Tone] = {
    SpanKind.KEYWORD: Tone.ACCENT,
    SpanKind.NEAR_KEYWORD: Tone.WARN,
    SpanKind.PHONE: Tone.INFO,
    SpanKind.QUANTITY: Tone.NEUTRAL,
    SpanKind.OPTION: Tone.NEUTRAL,
}
# These are only bold: with a ground too, the line would be all boxes.
UNFILLED = frozenset({SpanKind.QUANTITY, SpanKind.OPTION})


class LayoutKey(NamedTuple):
    """What a layout depends on; equal keys mean equal pictures (architecture.md §5)."""

    comment_id: str
    revision: int
    number: int | None
    width: int
    font: str
    ratio: float
    theme: str


@dataclass(frozen=True, slots=True)
class Highlight:
    """A recognised stretch of the message: where it lies within the message, and its fill."""

    rect: QRectF
    fill: str


@dataclass(frozen=True, slots=True)
class FeedLayout:
    """A row ready to paint, relative to its top left corner. The avatar has initials, or an icon if none."""

    avatar_colour: str
    initials: str
    avatar_icon: str
    name: str
    name_rect: QRectF
    name_colour: str
    time: str
    time_rect: QRectF
    message: QTextLayout
    message_at: QPointF
    message_colour: str
    highlights: tuple[Highlight, ...]
    badge: Pill | None
    badge_rect: QRectF


def lay_out_row(
    row: FeedRow, author: str, number: int | None, width: int, fonts: Fonts, tokens: Tokens
) -> FeedLayout:
    """Measure one row of `width` pixels; `number` is the running number of its buyer."""
    badge = _badge(row, width, fonts, tokens)
    badge_width = badge.width if badge else 0.0
    badge_rect = QRectF(
        width - MARGIN - badge_width, (ROW_HEIGHT - PILL_HEIGHT) / 2, badge_width, PILL_HEIGHT
    )
    room = max(40.0, badge_rect.left() - MARGIN - TEXT_LEFT)
    is_blank = not row.message.strip()
    text = _translate("(nhãn dán hoặc ảnh)") if is_blank else row.message
    message, highlights = lay_out_message(text, row.spans, room, fonts.message, tokens)
    top = (ROW_HEIGHT - LINE * (1 + max(1, message.lineCount()))) / 2
    name, name_rect, time, time_rect = _head(row, author, number, room, top, fonts)
    return FeedLayout(
        avatar_colour=tokens.muted if row.is_own or not row.author_id else tokens.avatar(row.author_id),
        initials="" if row.is_own or not row.buyer_name else formats.initials(author),
        avatar_icon="store" if row.is_own else "user-round",
        name=name,
        name_rect=name_rect,
        name_colour=tokens.text if row.buyer_name and not row.is_own else tokens.muted,
        time=time,
        time_rect=time_rect,
        message=message,
        message_at=QPointF(TEXT_LEFT, top + LINE),
        message_colour=tokens.muted if row.is_own or is_blank else tokens.text,
        highlights=highlights,
        badge=badge,
        badge_rect=badge_rect,
    )


def _badge(row: FeedRow, width: int, fonts: Fonts, tokens: Tokens) -> Pill | None:
    if not row.badge:
        return None
    icon, tone = BADGES[row.outcome]
    colours = (tokens.muted, "") if tone is None else tokens.tone(tone)
    room = max(120.0, width * 0.38)
    if row.outcome not in ACCEPTED_BY_KEY:
        return lay_out_pill(formats.shown(row.badge), icon, colours, fonts.small_strong, room)
    return _with_key(row.badge, icon, colours, fonts.small_strong, room)


def _with_key(badge: str, icon: str, colours: tuple[str, str], font: QFont, room: float) -> Pill:
    """A badge that tells the key that accepts it; the badge gives way, the key stays whole."""
    key = _translate(" · F4 nhận")
    key_width = QFontMetricsF(font).horizontalAdvance(key)
    fitting = lay_out_pill(formats.shown(badge), icon, colours, font, room - key_width)
    return lay_out_pill(fitting.text + key, icon, colours, font, room + 1)


def _head(
    row: FeedRow, author: str, number: int | None, room: float, top: float, fonts: Fonts
) -> tuple[str, QRectF, str, QRectF]:
    """Name, running number and time, side by side; the name gives way."""
    time = formats.clock_time(row.created_at)
    if number is not None:
        time = f"STT {formats.grouped(number)} · {time}"
    time_width = QFontMetricsF(fonts.small).horizontalAdvance(time) + 1
    metrics = QFontMetricsF(fonts.strong)
    name = metrics.elidedText(author, Qt.TextElideMode.ElideRight, max(24.0, room - time_width - 8))
    name_rect = QRectF(TEXT_LEFT, top, metrics.horizontalAdvance(name) + 1, LINE)
    return name, name_rect, time, QRectF(name_rect.right() + 7, top, time_width, LINE)


def lay_out_message(
    message: str, spans: Sequence[Span], room: float, font: QFont, tokens: Tokens
) -> tuple[QTextLayout, tuple[Highlight, ...]]:
    """A comment on at most two lines, elided, with its highlights."""
    text = formats.shown(message[:MESSAGE_CHARACTERS])
    units = utf16_spans(text, [span for span in spans if span.kind in SPAN_TONES])
    formatted = [_format(start, end, SPAN_TONES[kind], tokens) for start, end, kind in units]
    layout = _wrapped(text, formatted, room, font, len(text) < len(message))
    highlights = [
        Highlight(rect, tokens.tone(SPAN_TONES[kind])[1])
        for start, end, kind in units
        if kind not in UNFILLED
        for rect in span_rects(layout, start, end)
    ]
    return layout, tuple(highlights)


def utf16_spans(text: str, spans: Iterable[Span]) -> list[tuple[int, int, SpanKind]]:
    """Spans of code points as spans of UTF-16 units, cut to the text; empty ones are dropped."""
    offsets = [0, *accumulate(1 + (ord(letter) > 0xFFFF) for letter in text)]
    last = len(text)
    cut = ((min(span.start, last), min(span.end, last), span.kind) for span in spans)
    return [(offsets[start], offsets[end], kind) for start, end, kind in cut if start < end]


def _format(start: int, end: int, tone: Tone, tokens: Tokens) -> QTextLayout.FormatRange:
    style = QTextCharFormat()
    style.setForeground(QColor(tokens.tone(tone)[0]))
    style.setFontWeight(QFont.Weight.DemiBold)
    result = QTextLayout.FormatRange()
    result.start, result.length, result.format = start, end - start, style
    return result


def _wrapped(
    text: str, formatted: list[QTextLayout.FormatRange], room: float, font: QFont, cut: bool
) -> QTextLayout:
    """The text on its lines; what does not fit, or was `cut` before, ends in an ellipsis."""
    ellipsis_width = QFontMetricsF(font).horizontalAdvance(ELLIPSIS)
    layout = _break_lines(text, formatted, room, font)
    end = _end_of(layout)
    if end == formats.utf16_length(text) and not cut:
        return layout
    shorter = _break_lines(text, formatted, room, font, last_room=room - ellipsis_width)
    kept = text.encode("utf-16-le")[: 2 * _end_of(shorter)].decode("utf-16-le", "ignore").rstrip()
    return _break_lines(kept + ELLIPSIS, formatted, room, font)


def _break_lines(
    text: str,
    formatted: list[QTextLayout.FormatRange],
    room: float,
    font: QFont,
    last_room: float | None = None,
) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.setFormats(formatted)
    layout.beginLayout()
    for number in range(MESSAGE_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(last_room if last_room and number == MESSAGE_LINES - 1 else room)
        line.setPosition(QPointF(0, number * LINE + (LINE - line.height()) / 2))
    layout.endLayout()
    return layout


def _end_of(layout: QTextLayout) -> int:
    """The position behind the last character that found room, in UTF-16 units."""
    if not layout.lineCount():
        return 0
    line = layout.lineAt(layout.lineCount() - 1)
    return line.textStart() + line.textLength()


def span_rects(layout: QTextLayout, start: int, end: int) -> list[QRectF]:
    """Where a span of UTF-16 units lies, one rectangle per line that it touches."""
    lines = (layout.lineAt(number) for number in range(layout.lineCount()))
    return [rect for number, line in enumerate(lines) if (rect := _on_line(line, number, start, end))]


def _on_line(line: QTextLine, number: int, start: int, end: int) -> QRectF | None:
    first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
    if first >= last:
        return None
    left, right = sorted((_x(line, first), _x(line, last)))
    return QRectF(left - 2, number * LINE, right - left + 4, LINE)


def _x(line: QTextLine, position: int) -> float:
    x, _ = cast("tuple[float, int]", line.cursorToX(position))
    return x


def _translate(text: str) -> str:
    return QCoreApplication.translate("Feed", text)
