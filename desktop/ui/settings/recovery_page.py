"""The recovery code on paper or in a file: what it is, what it is for, where to keep it (product.md §8).

Black on white whatever the theme. The same words for both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from desktop.ui import formats
from desktop.ui.settings.code_box import code_size, paint_code
from desktop.ui.settings.code_font import code_font
from desktop.ui.theme import FAMILY

INK, FAINT = "black", "gray"
POINT = 1 / 72
"""In inches."""


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """The words of the sheet. `code` is the code, `lines` what it says below it."""

    title: str
    made: str
    code: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it for a file."""
        groups = self.code.split("-")
        half = (len(groups) + 1) // 2
        code = "\n".join(f"    {'-'.join(part)}" for part in (groups[:half], groups[half:]))
        parts = (self.title, self.made, code, *self.lines)
        return "\n\n".join(parts) + "\n"


def recovery_sheet(code: str, now: int) -> RecoverySheet:
    """The sheet of this code, made at `now` (UTC milliseconds)."""
    day = datetime.fromtimestamp(now / 1000, formats.VIETNAM).strftime("%d/%m/%Y")
    return RecoverySheet(
        _translate("Quầy Live – mã khôi phục dữ liệu"),
        _translate("Lập ngày {day}").format(day=day),
        code,
        (
            _translate(
                "Mã này mở lại dữ liệu khách và đơn hàng khi máy tính hỏng, mất, cài lại hoặc khi chuyển sang"
                " máy khác. Nó mở được các bản sao lưu làm từ máy này."
            ),
            _translate(
                "Cách dùng: mở Quầy Live ở máy mới, chọn mở dữ liệu từ máy khác, chọn bản sao lưu rồi gõ mã."
                " Chữ hoa hay thường, có gạch nối hay không đều được."
            ),
            _translate(
                "Cất ở nơi kín, tách khỏi máy tính, như két hoặc sổ của chủ shop. Ai có mã này và bản sao lưu"
                " đều xem được dữ liệu. Mất mã và hỏng máy thì không ai mở lại được, kể cả người làm ra Quầy"
                " Live."
            ),
        ),
    )


def lay_on_a4(printer: QPrinter) -> None:
    """One upright A4 page with margins of 20 mm."""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)


def paint_sheet(painter: QPainter, page: QRectF, sheet: RecoverySheet, dots_per_inch: float) -> None:
    """Paint the sheet on the printable part of a page."""
    unit = dots_per_inch * POINT
    margin = 28 * unit
    room = page.adjusted(margin, margin, -margin, -margin)
    top = room.top()
    top = _paragraph(painter, room, top, sheet.title, _font(20, unit, bold=True), INK) + 4 * unit
    top = _paragraph(painter, room, top, sheet.made, _font(11, unit), FAINT) + 28 * unit
    font = code_font(round(18 * unit))
    font.setWeight(QFont.Weight.DemiBold)
    padding = 16 * unit
    wide, high = code_size(sheet.code, font)
    painter.setPen(QColor(FAINT))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(
        QRectF(room.left(), top, wide + 2 * padding, high + 2 * padding), 6 * unit, 6 * unit
    )
    painter.setFont(font)
    paint_code(painter, QRectF(room.left() + padding, top + padding, wide, high), sheet.code, INK, FAINT)
    top += high + 2 * padding + 28 * unit
    for line in sheet.lines:
        top = _paragraph(painter, room, top, line, _font(12, unit), INK) + 12 * unit


def _paragraph(painter: QPainter, room: QRectF, top: float, text: str, font: QFont, colour: str) -> float:
    """Paint words over the width of `room`; where they end below."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    box = QRectF(room.left(), top, room.width(), room.bottom() - top)
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    used = painter.boundingRect(box, flags, text)
    painter.drawText(box, flags, text)
    return used.bottom()


def _font(points: float, unit: float, *, bold: bool = False) -> QFont:
    """In device pixels: a painter on paper has another resolution than the screen."""
    font = QFont(FAMILY)
    font.setPixelSize(round(points * unit))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _translate(text: str) -> str:
    return QCoreApplication.translate("RecoverySheet", text)
