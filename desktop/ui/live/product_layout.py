"""Where everything on a product's row goes: measured once, painted often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from desktop.domain.money import dong
from desktop.services.live_rows import ProductRow
from desktop.ui import formats
from desktop.ui.theme import Fonts, Tokens, Tone
from desktop.ui.widgets.pill import Pill, lay_out_pill

ROW_HEIGHT = 88
MARGIN = 12
THUMBNAIL = 48
GAP = 10
TEXT_LEFT = MARGIN + THUMBNAIL + GAP
CHIP_HEIGHT = 20
STEPS_WIDTH = 104
STEPS_HEIGHT = 22
FIGURES_WIDTH = 76
STALE_AFTER = 5 * 60_000


class ProductKey(NamedTuple):
    """What a layout depends on. `minute` is there because the age of the stock is shown."""

    row: ProductRow
    width: int
    stepping: bool
    minute: int
    font: str
    theme: str


@dataclass(frozen=True, slots=True)
class Word:
    """One piece of text: where, in which colour, right-aligned or not."""

    text: str
    rect: QRectF
    colour: str
    font: QFont
    right: bool = False


@dataclass(frozen=True, slots=True)
class ProductLayout:
    """A product ready to paint, relative to the row's top left corner."""

    words: tuple[Word, ...]
    code_rect: QRectF
    chips: tuple[tuple[QRectF, Pill], ...]
    bar: tuple[QRectF, float, str] | None
    infinity: QRectF | None
    initials: str
    opacity: float


def figures_rect(width: int) -> QRectF:
    """Where the small figures stand that open the editor when clicked."""
    return QRectF(width - MARGIN - 84, 37, 84 + MARGIN, 23)


def remaining_rect(width: int) -> QRectF:
    """Where *còn N* stands that shows who holds the product when clicked."""
    return QRectF(width - MARGIN - 84, 6, 84 + MARGIN, 31)


def omni_age(row: ProductRow, now: int) -> int | None:
    """The age of Omni's figure in milliseconds, None where there is no figure."""
    if row.stock is None or row.stock_fetched_at is None:
        return None
    return max(0, now - row.stock_fetched_at)


def exceeds_stock(row: ProductRow) -> bool:
    """Whether more is open for sale than Omni has, while there is something left to sell (product.md §3)."""
    if row.open_sale is None or row.stock is None or not row.tracked or not row.remaining:
        return False
    return row.open_sale > row.stock > 0


def lay_out_product(
    row: ProductRow, width: int, now: int, fonts: Fonts, tokens: Tokens, *, stepping: bool
) -> ProductLayout:
    """Measure one row of `width` pixels; `stepping` leaves room for the step buttons at its foot."""
    figure, figure_left = _figures(row, width, fonts, tokens)
    text_right = figure_left - GAP
    code = row.keywords[0] if row.keywords else row.sku
    code_metrics = QFontMetricsF(fonts.strong)
    code = code_metrics.elidedText(code, Qt.TextElideMode.ElideRight, (text_right - TEXT_LEFT) * 0.6)
    code_rect = QRectF(TEXT_LEFT, 12, code_metrics.horizontalAdvance(code) + 12, 19)
    name_left = code_rect.right() + 6
    words = [
        Word(code, code_rect.adjusted(6, 0, 0, 0), tokens.accent, fonts.strong),
        _fitting(row.product, name_left, 12, text_right, fonts.strong, tokens.text),
        *_variant_and_price(row, text_right, fonts, tokens),
        *figure,
    ]
    right_edge: float = width - MARGIN - (STEPS_WIDTH + 6 if stepping else 0)
    if not stepping and (omni := _omni(row, width, now, fonts, tokens)):
        words.append(omni)
        right_edge = omni.rect.left() - 6
    return ProductLayout(
        words=tuple(word for word in words if word.text),
        code_rect=code_rect,
        chips=_chips(row, right_edge, fonts, tokens),
        bar=_bar(row, width, text_right, tokens),
        infinity=QRectF(width - MARGIN - 24, 9, 24, 24) if row.open_sale is None else None,
        initials=formats.initials(row.product),
        opacity=1.0 if row.is_open else 0.55,
    )


def _figures(row: ProductRow, width: int, fonts: Fonts, tokens: Tokens) -> tuple[list[Word], float]:
    """The big figure and the small one below, and where they begin."""
    right = width - MARGIN
    taken = row.reserved + row.sold
    unit = _translate("còn")
    if row.open_sale is None:
        small = _translate("đã bán {count}").format(count=formats.grouped(taken))
        big = ""
    else:
        small = f"{formats.grouped(taken)}/{formats.grouped(row.open_sale)}"
        big = formats.grouped(row.remaining or 0)
    colour = tokens.bad if row.remaining == 0 else tokens.text
    big_width = QFontMetricsF(fonts.figure).horizontalAdvance(big) + 1
    unit_width = QFontMetricsF(fonts.title).horizontalAdvance(unit) + 1
    small_width = QFontMetricsF(fonts.small).horizontalAdvance(small) + 1
    left = right - max(48.0, big_width + 5 + unit_width if big else 0, small_width)
    unit_rect = QRectF(left, 13, right - big_width - 5 - left, 24)
    return [
        Word(unit if big else "", unit_rect, colour, fonts.title, right=True),
        Word(big, QRectF(right - big_width, 9, big_width, 27), colour, fonts.figure, right=True),
        Word(small, QRectF(left, 37, right - left, 17), tokens.muted, fonts.small, right=True),
    ], left


def _fitting(text: str, left: float, top: float, right: float, font: QFont, colour: str) -> Word:
    room = max(0.0, right - left)
    text = QFontMetricsF(font).elidedText(formats.shown(text), Qt.TextElideMode.ElideRight, room)
    return Word(text, QRectF(left, top, room, 19), colour, font)


def _variant_and_price(row: ProductRow, right: float, fonts: Fonts, tokens: Tokens) -> tuple[Word, Word]:
    """The price is always whole; the variant gives way."""
    price = dong(row.price)
    price_width = QFontMetricsF(fonts.body).horizontalAdvance(price) + 1
    variant = _fitting(row.variant, TEXT_LEFT, 33, right - price_width - 10, fonts.body, tokens.muted)
    used = QFontMetricsF(fonts.body).horizontalAdvance(variant.text)
    left = TEXT_LEFT + (used + 10 if variant.text else 0)
    return variant, Word(price, QRectF(left, 33, max(price_width, right - left), 19), tokens.text, fonts.body)


def _omni(row: ProductRow, width: int, now: int, fonts: Fonts, tokens: Tokens) -> Word | None:
    """Omni's figure; one older than five minutes turns amber and tells its age (product.md §3)."""
    age = omni_age(row, now)
    if row.stock is None or age is None or not row.tracked:
        return None
    stale = age > STALE_AFTER
    parts = [_translate("Omni {count}").format(count=formats.grouped(row.stock))]
    if stale and exceeds_stock(row):  # The warning beside it tells the figure.
        parts.clear()
    if stale:
        parts.append(formats.age(age))
    text = " · ".join(parts)
    wide = QFontMetricsF(fonts.small).horizontalAdvance(text) + 1
    rect = QRectF(width - MARGIN - wide, 62, wide, CHIP_HEIGHT)
    return Word(text, rect, tokens.warn if stale else tokens.muted, fonts.small, right=True)


def _bar(row: ProductRow, width: int, right: float, tokens: Tokens) -> tuple[QRectF, float, str] | None:
    """As long in every row, so that the shares can be compared; only figures of three digits shorten it."""
    if row.open_sale is None:
        return None
    share = (row.reserved + row.sold) / row.open_sale if row.open_sale else 1.0
    colour = tokens.bad if row.remaining == 0 else tokens.accent
    end = min(right, width - MARGIN - FIGURES_WIDTH)
    return QRectF(TEXT_LEFT, 55, end - TEXT_LEFT, 5), share, colour


def _chips(row: ProductRow, right: float, fonts: Fonts, tokens: Tokens) -> tuple[tuple[QRectF, Pill], ...]:
    """The first chip gives way to fit before `right`; the others are there if they fit, whole or as icon."""
    result: list[tuple[QRectF, Pill]] = []
    left = float(TEXT_LEFT)
    for text, icon, tone in _states(row):
        room = right - left if not result else 400
        pill = lay_out_pill(text, icon, tokens.tone(tone), fonts.tiny, room)
        if left + pill.width > right + 1 and icon:
            pill = lay_out_pill("", icon, tokens.tone(tone), fonts.tiny, room)
        if left + pill.width > right + 1:
            break
        result.append((QRectF(left, 64, pill.width, CHIP_HEIGHT), pill))
        left += pill.width + 6
    return tuple(result)


def _states(row: ProductRow) -> list[tuple[str, str, Tone]]:
    states: list[tuple[str, str, Tone]] = []
    if not row.is_open:
        states.append((_translate("Đã đóng"), "lock", Tone.NEUTRAL))
    count = formats.grouped(row.waiting)
    if row.remaining == 0 and row.is_open:
        text = (
            _translate("Hết · {count} chờ").format(count=count) if row.waiting else _translate("Hết mở bán")
        )
        states.append((text, "", Tone.BAD))
    elif row.waiting:
        states.append((_translate("{count} đang chờ").format(count=count), "", Tone.WARN))
    if row.is_on_air and row.is_open:  # Behind the words that have no icon to shrink to.
        states.append((_translate("đang lên sóng"), "radio", Tone.ACCENT))
    if row.tracked and row.stock is not None and row.stock <= 0:
        states.append((_translate("Omni hết hàng"), "", Tone.WARN))
    elif exceeds_stock(row):
        count = formats.grouped(row.stock or 0)
        states.append(
            (_translate("Lớn hơn tồn Omni {count}").format(count=count), "triangle-alert", Tone.WARN)
        )
    return states


def _translate(text: str) -> str:
    return QCoreApplication.translate("Products", text)
