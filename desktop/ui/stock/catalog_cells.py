"""Where everything in a cell of the catalogue goes: measured once, painted often."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from desktop.domain.money import dong
from desktop.services.catalog_rows import CatalogRow
from desktop.ui import formats
from desktop.ui.stock.catalog_model import Column, figure
from desktop.ui.theme import Fonts, Tokens, Tone
from desktop.ui.widgets.pill import Pill, lay_out_pill
from desktop.ui.widgets.tabular import tabular_width

ROW_HEIGHT = 52
THUMBNAIL = 36
MARGIN = 14
TEXT_LEFT = MARGIN + THUMBNAIL + 12
PILL_HEIGHT = 22
STALE_AFTER = 5 * 60_000
WIDE_FROM = 1_000
LEAST_WIDTH, LEAST_PRODUCT = 56, 160
_NONE_CHOSEN: Mapping[Column, int] = MappingProxyType({})
_WIDE = {Column.SKU: 150, Column.PRICE: 116, Column.STOCK: 100, Column.COMMITTED: 88, Column.AVAILABLE: 108}
_NARROW = {Column.SKU: 118, Column.PRICE: 104, Column.STOCK: 86, Column.COMMITTED: 70, Column.AVAILABLE: 92}


class CellKey(NamedTuple):
    """What a cell's layout depends on. `minute` is there because the age of the stock is shown."""

    row: CatalogRow
    column: Column
    width: int
    minute: int
    font: str
    theme: str


class Look(NamedTuple):
    """What cells are drawn with; `now` is UTC milliseconds."""

    fonts: Fonts
    tokens: Tokens
    now: int


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text, vertically centred in `rect`; figures have digits of equal width."""

    text: str
    rect: QRectF
    colour: str
    font: QFont
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell ready to paint, relative to its top left corner. `initials` stand in for the picture."""

    texts: tuple[Text, ...] = ()
    pills: tuple[tuple[QRectF, Pill, QFont], ...] = field(default=())
    initials: str = ""


def column_widths(total: int, chosen: Mapping[Column, int] = _NONE_CHOSEN) -> dict[Column, int]:
    """The widths of the columns in a table of `total` pixels; the product takes what is left.

    `chosen` are widths that the user gave columns; they count as long as the product keeps its room.
    """
    widths = dict(_WIDE if total >= WIDE_FROM else _NARROW)
    widths[Column.CAMPAIGNS] = 168 if total >= WIDE_FROM else 154
    widths[Column.SKU] = max(widths[Column.SKU], round(total * 0.15))
    wanted = widths | {column: max(LEAST_WIDTH, width) for column, width in chosen.items()}
    if sum(wanted.values()) + LEAST_PRODUCT <= total:
        widths = wanted
    widths[Column.PRODUCT] = max(LEAST_PRODUCT, total - sum(widths.values()))
    return widths


def stock_age(row: CatalogRow, now: int) -> int | None:
    """How old Omni's figure is, in milliseconds; None for what Omni does not count."""
    if row.is_local or not row.is_tracked or row.stock_fetched_at is None:
        return None
    return max(0, now - row.stock_fetched_at)


def lay_out_cell(row: CatalogRow, column: Column, width: int, look: Look) -> Cell:
    """Measure one cell of `width` pixels."""
    return _LAYOUTS.get(column, _quantity)(row, column, width, look)


def _product(row: CatalogRow, column: Column, width: int, look: Look) -> Cell:
    """The name over the variant: of two long names, the variants tell them apart."""
    fonts, tokens = look.fonts, look.tokens
    room = width - TEXT_LEFT - 8
    name = _fitting(row.product, fonts.strong, room)
    mark = _mark(row, look, room)
    has_second = bool(row.variant or mark)
    top, height = (8.0, 18.0) if has_second else (0.0, float(ROW_HEIGHT))
    texts = [Text(name, QRectF(TEXT_LEFT, top, room, height), tokens.text, fonts.strong)]
    pills: list[tuple[QRectF, Pill, QFont]] = []
    left, second = float(TEXT_LEFT), QRectF(TEXT_LEFT, 26, room, 18)
    if mark:
        pills.append((QRectF(left, 26, mark.width, 18), mark, fonts.tiny))
        left += mark.width + 8
    if row.variant and left < second.right() - 24:
        second.setLeft(left)
        texts.append(
            Text(_fitting(row.variant, fonts.small, second.width()), second, tokens.muted, fonts.small)
        )
    return Cell(tuple(texts), tuple(pills), formats.initials(row.product))


def _mark(row: CatalogRow, look: Look, room: float) -> Pill | None:
    """What sets a variant apart from those that Omni keeps."""
    tone, font = look.tokens.tone, look.fonts.tiny
    if row.is_removed:
        return lay_out_pill(_translate("Omni đã xoá"), "triangle-alert", tone(Tone.WARN), font, room)
    if row.is_local:
        return lay_out_pill(_translate("Chỉ ở máy này"), "monitor", tone(Tone.NEUTRAL), font, room)
    return None


def _sku(row: CatalogRow, column: Column, width: int, look: Look) -> Cell:
    font = look.fonts.small
    rect = QRectF(8, 0, width - 12, ROW_HEIGHT)
    return Cell((Text(_fitting(row.sku, font, rect.width()), rect, look.tokens.muted, font),))


def _price(row: CatalogRow, column: Column, width: int, look: Look) -> Cell:
    price, fonts = dong(row.price), look.fonts
    font = fonts.body if tabular_width(price, fonts.body) <= width - MARGIN else fonts.small
    return Cell((_right(price, width, 0, ROW_HEIGHT, look.tokens.text, font),))


def _quantity(row: CatalogRow, column: Column, width: int, look: Look) -> Cell:
    fonts, tokens, count = look.fonts, look.tokens, figure(row, column)
    if count is None:
        return Cell((_right("–", width, 0, ROW_HEIGHT, tokens.muted, fonts.body),))
    text = formats.grouped(count)
    if column is Column.AVAILABLE:
        colour = tokens.bad if count <= 0 else tokens.text
        return Cell((_right(text, width, 0, ROW_HEIGHT, colour, fonts.strong),))
    age = stock_age(row, look.now) if column is Column.STOCK else None
    if age is None or age <= STALE_AFTER:
        return Cell((_right(text, width, 0, ROW_HEIGHT, tokens.text, fonts.body),))
    return Cell(
        (
            _right(text, width, 8, 18, tokens.warn, fonts.body),
            _right(formats.age(age), width, 26, 18, tokens.warn, fonts.tiny),
        )
    )


def _campaigns(row: CatalogRow, column: Column, width: int, look: Look) -> Cell:
    fonts, tokens = look.fonts, look.tokens
    if not row.campaigns:
        return Cell((Text("–", QRectF(12, 0, width - 12, ROW_HEIGHT), tokens.muted, fonts.body),))
    others = f"+{len(row.campaigns) - 1}" if len(row.campaigns) > 1 else ""
    others_width = QFontMetricsF(fonts.small).horizontalAdvance(others) + 6 if others else 0.0
    name = formats.shown(row.campaigns[0])
    pill = lay_out_pill(name, "", tokens.tone(Tone.ACCENT), fonts.small_strong, width - 22 - others_width)
    rect = QRectF(10, (ROW_HEIGHT - PILL_HEIGHT) / 2, pill.width, PILL_HEIGHT)
    texts = (Text(others, QRectF(rect.right() + 6, 0, others_width, ROW_HEIGHT), tokens.muted, fonts.small),)
    return Cell(texts if others else (), ((rect, pill, fonts.small_strong),))


_LAYOUTS: dict[Column, Callable[[CatalogRow, Column, int, Look], Cell]] = {
    Column.PRODUCT: _product,
    Column.SKU: _sku,
    Column.PRICE: _price,
    Column.CAMPAIGNS: _campaigns,
}


def _right(text: str, width: int, top: float, height: float, colour: str, font: QFont) -> Text:
    """A figure against the right edge."""
    wide = tabular_width(text, font)
    return Text(text, QRectF(width - MARGIN - wide, top, wide, height), colour, font, is_figure=True)


def _fitting(text: str, font: QFont, room: float) -> str:
    return QFontMetricsF(font).elidedText(formats.shown(text), Qt.TextElideMode.ElideRight, max(0.0, room))


def _translate(text: str) -> str:
    return QCoreApplication.translate("CatalogCells", text)
