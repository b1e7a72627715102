"""A button that ends a connection, and asks once more right beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.text_button import ButtonRole, TextButton


class DisconnectRow(QWidget):
    """`warning` says what ends. Buttons that belong to the connection stand before it.

    Signals: `confirmed`.
    """

    confirmed = Signal()

    def __init__(
        self, theme: Theme, warning: str, *others: TextButton, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._others = others
        self.ask = TextButton(theme, self.tr("Ngắt kết nối"), self)
        self.warning = QLabel(warning, self)
        self.warning.setWordWrap(True)
        self.confirm = TextButton(theme, self.tr("Ngắt"), self, role=ButtonRole.DANGER)
        self.cancel = TextButton(theme, self.tr("Thôi"), self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for button in (*others, self.ask):
            button.setParent(self)
            layout.addWidget(button)
        layout.addWidget(self.warning, 1)
        layout.addWidget(self.confirm)
        layout.addWidget(self.cancel)
        layout.addStretch(0)
        self.ask.clicked.connect(lambda: self._show_asking(True))
        self.cancel.clicked.connect(lambda: self._show_asking(False))
        self.confirm.clicked.connect(self._confirm)
        self._show_asking(False)

    def _confirm(self) -> None:
        self._show_asking(False)
        self.confirmed.emit()

    def _show_asking(self, is_asking: bool) -> None:
        had_focus = any(button.hasFocus() for button in (self.ask, self.cancel, self.confirm))
        for button in (*self._others, self.ask):
            button.setVisible(not is_asking)
        for part in (self.warning, self.confirm, self.cancel):
            part.setVisible(is_asking)
        if had_focus:
            (self.cancel if is_asking else self.ask).setFocus()
