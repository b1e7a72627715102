"""A quantity between − and +. Digits may be typed, ↑ and ↓ step; nothing is in force before it is shown."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.icon_button import IconButton

HEIGHT = 26


class QuantityStepper(QWidget):
    """Signals: `stepped(by)` for − and +, `entered(quantity)` for what was typed and Enter pressed."""

    stepped = Signal(int)
    entered = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quantity = 1
        self.less = IconButton(theme, "minus", self.tr("Bớt một"), self)
        self.more = IconButton(theme, "plus", self.tr("Thêm một"), self)
        self.field = _Digits(self)
        self.field.setFont(theme.fonts.strong)
        self.field.setAccessibleName(self.tr("Số lượng"))
        for button in (self.less, self.more):
            button.setObjectName("stepButton")
            button.setFixedSize(HEIGHT, HEIGHT)
            button.setIconSize(QSize(14, 14))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.less, self.field, self.more):
            layout.addWidget(widget)
        self.less.clicked.connect(lambda: self.stepped.emit(-1))
        self.more.clicked.connect(lambda: self.stepped.emit(1))
        self.field.stepped.connect(self.stepped)
        self.field.returnPressed.connect(self._enter)
        self.field.left.connect(self._enter)
        self.field.given_up.connect(lambda: self.show_quantity(self._quantity))

    @property
    def quantity(self) -> int:
        """What is shown as in force."""
        return self._quantity

    def name(self, what: str) -> None:
        """Say of what this is the quantity, for screen readers."""
        self.field.setAccessibleName(self.tr("Số lượng {what}").format(what=what))
        self.less.setAccessibleName(self.tr("Bớt một {what}").format(what=what))
        self.more.setAccessibleName(self.tr("Thêm một {what}").format(what=what))

    def show_quantity(self, quantity: int) -> None:
        """Show what is in force; digits that are being typed stay."""
        was_typed = self.field.text() != str(self._quantity) and self.field.hasFocus()
        self._quantity = quantity
        if not was_typed or self.field.text() == str(quantity):
            self.reset()

    def reset(self) -> None:
        """Show what is in force, whatever was typed."""
        self.field.setText(str(self._quantity))
        self.less.setEnabled(self._quantity > 1)

    def _enter(self) -> None:
        text = self.field.text()
        if not text.isdecimal() or int(text) < 1:
            self.reset()
        elif int(text) != self._quantity:
            self.entered.emit(int(text))


class _Digits(QLineEdit):
    """At most four digits. Signals: `stepped(by)`, `given_up` (Esc), `left` when the focus goes elsewhere."""

    stepped = Signal(int)
    given_up = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("stepField")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedSize(36, HEIGHT)
        self.setMaxLength(4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑ and ↓ step; Esc gives up what was typed, then belongs to who holds the field."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            event.ignore()
        else:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """All of it is chosen, so that digits replace it."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed counts as entered."""
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        ):
            self.left.emit()
