"""Paints the products of a draft, fields as fields, and makes the one field that is typed into."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QObject, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QRegularExpressionValidator,
)
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.domain.script_checks import Finding, Severity, is_stale
from desktop.domain.script_draft import DraftLine
from desktop.ui import formats
from desktop.ui.live_setup.line_model import ROW, Index, LineColumn, ShownLine, shown
from desktop.ui.pictures import Pictures
from desktop.ui.theme import Theme, Tone
from desktop.ui.widgets.pill import lay_out_pill, paint_pill
from desktop.ui.widgets.tabular import paint_tabular, tabular_width

ROW_HEIGHT, TALL_HEIGHT = 52, 66
THUMBNAIL, MARGIN = 36, 14
TEXT_LEFT = MARGIN + THUMBNAIL + 12
FIELD_HEIGHT, FIELD_LEAST = 30, 116
OPEN_SALE_WIDTH = 120
LONGEST_KEYWORDS = 200
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class LineDelegate(QStyledItemDelegate):
    """`hovered_row` is the row under the mouse, −1 for none."""

    def __init__(
        self, theme: Theme, pictures: Pictures, clock: Callable[[], int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._pictures, self._clock = theme, pictures, clock
        self.hovered_row = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Taller where words stand below a field."""
        row: ShownLine | None = index.data(ROW)
        return QSize(0, TALL_HEIGHT if row is not None and row.is_tall else ROW_HEIGHT)

    def field_rect(self, cell: QRectF, row: ShownLine, column: LineColumn) -> QRectF:
        """Where the field of a cell lies."""
        top = cell.top() + (7 if row.is_tall else (cell.height() - FIELD_HEIGHT) / 2)
        if column is LineColumn.OPEN_SALE:
            width = min(OPEN_SALE_WIDTH, cell.width() - 12)
            return QRectF(cell.right() - 8 - width, top, width, FIELD_HEIGHT)
        text = QFontMetricsF(self._theme.fonts.body).horizontalAdvance(shown(row.line, column))
        width = max(FIELD_LEAST, min(cell.width() - 16, text + 26))
        return QRectF(cell.left() + 8, top, width, FIELD_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell; its row is read once."""
        row: ShownLine | None = index.data(ROW)
        if row is None:
            return
        rect, column = QRectF(option.rect), LineColumn(index.column())
        painter.save()
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, option, index)
        match column:
            case LineColumn.PRODUCT:
                self._paint_product(painter, rect, row)
            case LineColumn.PRICE:
                self._paint_figure(painter, rect, shown(row.line, column), self._theme.tokens.text)
            case LineColumn.STOCK:
                self._paint_stock(painter, rect, row.line)
            case LineColumn.MENU:
                self._paint_menu(painter, rect)
            case _:
                self._paint_field(painter, rect, row, column)
        painter.restore()

    # --- the field that is typed into --------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line edit over the painted field."""
        row: ShownLine = index.data(ROW)
        editor = QLineEdit(parent)
        if index.column() == LineColumn.OPEN_SALE:
            editor.setValidator(QRegularExpressionValidator("[0-9]{0,6}", editor))
            editor.setPlaceholderText(_translate("không giới hạn"))
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
            name = _translate("Số lượng mở bán của {product}")
        else:
            editor.setMaxLength(LONGEST_KEYWORDS)
            editor.setPlaceholderText(_translate("VD: A01, khăn choàng"))
            name = _translate("Từ khoá của {product}")
        editor.setAccessibleName(name.format(product=row.line.title))
        view = self.parent()
        if view is not None:  # It steps to the field above or below at an arrow.
            editor.installEventFilter(view)
        finding = row.finding(LineColumn(index.column()))
        if finding:
            editor.setAccessibleDescription(finding.text)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what stands there, all of it selected; what is typed already stays as it is.

        Qt asks for this too when a row changes under the editor: new stock comes while staff type.
        """
        assert isinstance(editor, QLineEdit)
        if not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Tell what was typed."""
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Over the painted field; keywords get the whole cell to type in."""
        row: ShownLine | None = index.data(ROW)
        if row is None:
            return
        column, cell = LineColumn(index.column()), QRectF(option.rect)
        rect = self.field_rect(cell, row, column)
        if column is LineColumn.KEYWORDS:
            rect.setWidth(max(rect.width(), min(cell.width() - 16, 208)))
        editor.setGeometry(rect.toRect())

    # --- painting ----------------------------------------------------------------------------------------

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        tokens, flag = self._theme.tokens, QStyle.StateFlag
        state: QStyle.StateFlag = option.state
        selected = bool(state & flag.State_Selected)
        ground = tokens.selected if selected else tokens.surface
        if not selected and index.row() == self.hovered_row:
            ground = tokens.hover
        painter.fillRect(rect, QColor(ground))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(tokens.line))
        if selected and index.column() == LineColumn.PRODUCT:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height() - 1), QColor(tokens.accent))

    def _paint_product(self, painter: QPainter, rect: QRectF, row: ShownLine) -> None:
        line, fonts, tokens = row.line, self._theme.fonts, self._theme.tokens
        self._paint_picture(painter, rect, line)
        middle, room = rect.center().y(), rect.width() - TEXT_LEFT - 8
        first = QRectF(rect.left() + TEXT_LEFT, middle - 18, room, 18)
        second = QRectF(rect.left() + TEXT_LEFT, middle, room, 18)
        colour = tokens.text if line.is_open else tokens.muted
        variant = QFontMetricsF(fonts.body).horizontalAdvance(line.shown_variant)
        name = QRectF(first)
        if line.shown_variant:  # Of two long names, the variants tell them apart: these are not cut first.
            name.setWidth(max(room * 0.4, room - variant - 6))
        first.setLeft(first.left() + self._words(painter, name, line.product, colour, fonts.strong) + 6)
        if line.shown_variant and first.width() > 16:
            self._words(painter, first, line.shown_variant, tokens.muted, fonts.body)
        if not line.is_open:
            pill = lay_out_pill(
                _translate("Đóng bán"), "ban", tokens.tone(Tone.NEUTRAL), fonts.tiny, second.width()
            )
            paint_pill(
                painter, QRectF(second.left(), second.top(), pill.width, 18), pill, fonts.tiny, self._theme
            )
            second.setLeft(second.left() + pill.width + 8)
        second.setLeft(second.left() + self._words(painter, second, line.sku, tokens.muted, fonts.small) + 8)
        if (finding := row.finding(LineColumn.PRODUCT)) and second.width() > 24:
            self._words(painter, second, finding.text, tokens.warn, fonts.tiny)

    def _paint_picture(self, painter: QPainter, rect: QRectF, line: DraftLine) -> None:
        place = QRectF(rect.left() + MARGIN, rect.center().y() - THUMBNAIL / 2, THUMBNAIL, THUMBNAIL)
        picture = self._pictures.thumbnail(line.picture, THUMBNAIL, painter.device().devicePixelRatioF())
        if picture is not None:
            painter.drawPixmap(place.topLeft(), picture)
            return
        tokens = self._theme.tokens
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.neutral_soft))
        painter.drawRoundedRect(place, 6, 6)
        painter.setPen(QColor(tokens.muted))
        painter.setFont(self._theme.fonts.small_strong)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, formats.initials(line.product))

    def _paint_field(self, painter: QPainter, rect: QRectF, row: ShownLine, column: LineColumn) -> None:
        tokens, fonts = self._theme.tokens, self._theme.fonts
        field, finding = self.field_rect(rect, row, column), row.finding(column)
        is_wrong = finding is not None and finding.severity is Severity.ERROR
        painter.setPen(QPen(QColor(tokens.bad if is_wrong else tokens.line), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(field.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        inside, text = field.adjusted(10, 0, -10, 0), shown(row.line, column)
        if column is LineColumn.KEYWORDS or row.line.open_sale is None:
            is_empty = column is LineColumn.OPEN_SALE or not text
            text = text or _translate("VD: A01")
            self._words(painter, inside, text, tokens.muted if is_empty else tokens.text, fonts.body)
        else:
            self._paint_figure(painter, inside.adjusted(0, 0, 8, 0), text, tokens.text)
        if finding is not None:
            self._paint_finding(painter, rect, field, finding, column)

    def _paint_finding(
        self, painter: QPainter, rect: QRectF, field: QRectF, finding: Finding, column: LineColumn
    ) -> None:
        tokens, font = self._theme.tokens, self._theme.fonts.tiny
        colour = tokens.bad if finding.severity is Severity.ERROR else tokens.warn
        below = QRectF(rect.left() + 8, field.bottom() + 2, rect.width() - 14, 18)
        if column is LineColumn.OPEN_SALE:
            wide = QFontMetricsF(font).horizontalAdvance(finding.text)
            below.setLeft(max(below.left(), field.right() - wide))
        self._words(painter, below, finding.text, colour, font)

    def _paint_stock(self, painter: QPainter, rect: QRectF, line: DraftLine) -> None:
        tokens, now, fonts = self._theme.tokens, self._clock(), self._theme.fonts
        text = shown(line, LineColumn.STOCK)
        if not is_stale(line, now):
            self._paint_figure(painter, rect, text, tokens.muted if text == "–" else tokens.text)
            return
        middle = rect.center().y()
        upper = QRectF(rect.left(), middle - 18, rect.width(), 18)
        self._paint_figure(painter, upper, text, tokens.warn)
        age = formats.age(now - (line.stock_fetched_at or now))
        lower = QRectF(rect.left(), middle, rect.width(), 18)
        self._paint_figure(painter, lower, age, tokens.warn, fonts.tiny)

    def _paint_figure(
        self, painter: QPainter, rect: QRectF, text: str, colour: str, font: QFont | None = None
    ) -> None:
        """Against the right edge, digits of equal width."""
        font = font or self._theme.fonts.body
        wide = tabular_width(text, font)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        paint_tabular(painter, QRectF(rect.right() - 8 - wide, rect.top(), wide, rect.height()), text)

    def _paint_menu(self, painter: QPainter, rect: QRectF) -> None:
        ratio = painter.device().devicePixelRatioF()
        icon = self._theme.icons.pixmap("ellipsis-vertical", self._theme.tokens.muted, 18, ratio)
        painter.drawPixmap(round(rect.center().x() - 9), round(rect.center().y() - 9), icon)

    @staticmethod
    def _words(painter: QPainter, rect: QRectF, text: str, colour: str, font: QFont) -> float:
        """Paint what fits of a text; how wide that is."""
        metrics = QFontMetricsF(font)
        fitting = metrics.elidedText(formats.shown(text), Qt.TextElideMode.ElideRight, max(0.0, rect.width()))
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(rect, _LEFT, fitting)
        return metrics.horizontalAdvance(fitting)


def _translate(text: str) -> str:
    return QCoreApplication.translate("ScriptLines", text)
