"""Editing an open sale in place: a field over the product's row, and the row of buttons −1 +1 +5."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from desktop.services.live_rows import ProductRow
from desktop.ui import formats
from desktop.ui.live.product_layout import STEPS_HEIGHT, STEPS_WIDTH
from desktop.ui.theme import Theme, restyle
from desktop.ui.widgets.elided_label import ElidedLabel

MOST = 99_999
STEPS = (-1, 1, 5)


class OpenSaleError(ValueError):
    """What was typed is no open sale. Its text says why, in one short Vietnamese sentence."""


def parse_open_sale(text: str) -> int | None:
    """The number of units typed, None for no limit (product.md §1). Raises OpenSaleError."""
    digits = "".join(text.split())
    if not digits:
        return None
    if not digits.isdecimal():
        raise OpenSaleError(_translate("Chỉ nhập chữ số, hoặc để trống"))
    if len(digits) > 18 or int(digits) > MOST:
        raise OpenSaleError(_translate("Nhiều nhất là {most}").format(most=formats.grouped(MOST)))
    return int(digits)


class OpenSaleEditor(QFrame):
    """The field. Enter or its tick submits, Esc or leaving the field gives up.

    Signals: `submitted(sku, quantity or None)` with what is to be in force, `closed` when it is over.
    """

    submitted = Signal(str, object)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("openSaleEditor")
        self._sku, self._advice = "", ""
        self.field = EditField(theme, self.tr("Lưu"), self)
        self.field.setAccessibleName(self.tr("Số lượng mở bán"))
        self.field.setPlaceholderText(self.tr("Để trống: không giới hạn"))
        self.field.setFixedHeight(28)
        self.field.setMaxLength(24)
        self.hint = ElidedLabel("", self)
        self.hint.setFont(theme.fonts.tiny)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.field)
        layout.addWidget(self.hint)
        self.field.tick.triggered.connect(self._submit)
        self.field.returnPressed.connect(self._submit)
        self.field.textChanged.connect(self._clear_error)
        self.field.given_up.connect(self.close_editor)
        self.hide()

    @property
    def sku(self) -> str:
        """The product that is being edited, empty while closed."""
        return self._sku

    def open_for(self, row: ProductRow) -> None:
        """Begin with the open sale of this product, all of it selected."""
        self._sku = row.sku
        self._advice = self.tr("Đang giữ {held} · Enter lưu, Esc thôi").format(
            held=formats.grouped(row.reserved + row.sold)
        )
        self.field.setText("" if row.open_sale is None else str(row.open_sale))
        self._clear_error()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def close_editor(self) -> None:
        """End without submitting anything."""
        if self._sku:
            self._sku = ""
            self.hide()
            self.closed.emit()

    def _submit(self) -> None:
        try:
            quantity = parse_open_sale(self.field.text())
        except OpenSaleError as error:
            self._say(str(error), "bad")
            return
        sku = self._sku
        self.close_editor()
        self.submitted.emit(sku, quantity)

    def _clear_error(self) -> None:
        self._say(self._advice, "muted")

    def _say(self, text: str, role: str) -> None:
        self.hint.setText(text)
        restyle(self.hint, "role", role)
        restyle(self.field, "invalid", role == "bad")


class EditField(QLineEdit):
    """A line edit that tells when the user gives up: Esc, or the focus goes elsewhere in the window.

    Its `tick` submits for who has the hand on the mouse. Signals: `given_up`.
    """

    given_up = Signal()

    def __init__(self, theme: Theme, tick: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self.tick = theme, QAction(tick, self)
        self.tick.setToolTip(tick)
        self.addAction(self.tick, QLineEdit.ActionPosition.TrailingPosition)
        theme.changed.connect(self._tint)
        self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up; no key goes on to the list behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
            event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving gives up; a menu or another window does not."""
        super().focusOutEvent(event)
        outside = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        if event.reason() not in outside:
            self.given_up.emit()

    def _tint(self) -> None:
        self.tick.setIcon(self._theme.icons.icon("check", self._theme.tokens.accent, 16))


class StepButtons(QFrame):
    """The buttons −1 +1 +5 that lie on the row under the mouse. Signals: `stepped(sku, by)`."""

    stepped = Signal(str, int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("stepButtons")
        self._sku = ""
        self.buttons = {step: QToolButton(self) for step in STEPS}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for step, button in self.buttons.items():
            button.setText(f"{step:+}".replace("-", "−"))
            button.setFont(theme.fonts.small_strong)
            button.setFixedSize((STEPS_WIDTH - 8) // 3, STEPS_HEIGHT)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, step=step: self.stepped.emit(self._sku, step))
            layout.addWidget(button)
        self.setFixedSize(STEPS_WIDTH, STEPS_HEIGHT)
        self.hide()

    def serve(self, row: ProductRow) -> None:
        """Act on this product from now on."""
        self._sku = row.sku
        code = row.keywords[0] if row.keywords else row.sku
        for step, button in self.buttons.items():
            text = self.tr("Bớt {count} mở bán {code}") if step < 0 else self.tr("Thêm {count} mở bán {code}")
            button.setAccessibleName(text.format(count=abs(step), code=code))
            button.setToolTip(text.format(count=abs(step), code=code))


def _translate(text: str) -> str:
    return QCoreApplication.translate("OpenSale", text)
