"""Connecting Omni (Haravan): paste the private app's token, see whose shop it is, connect."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.services.connection_rows import OmniCheck
from desktop.ui.settings.disconnect_row import DisconnectRow
from desktop.ui.settings.sentence import Sentence
from desktop.ui.settings.token_row import TokenRow
from desktop.ui.theme import Theme, Tone
from desktop.ui.widgets.pill import Chip
from desktop.ui.widgets.text_button import ButtonRole, TextButton


class OmniStep(QWidget):
    """Signals: `check_asked(text)`, `connect_asked(OmniCheck)`, `disconnect_asked`, `later_asked`."""

    check_asked = Signal(str)
    connect_asked = Signal(object)
    disconnect_asked = Signal()
    later_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._check: OmniCheck | None = None
        self._has_shop = False
        self.how = QLabel(
            self.tr("Lấy ở Haravan › Ứng dụng › Ứng dụng riêng, bật quyền đọc sản phẩm và kho."), self
        )
        self.how.setProperty("role", "muted")
        self.how.setWordWrap(True)
        hint = self.tr("Dán token của ứng dụng riêng")
        self.row = TokenRow(theme, self.tr("Token Omni (Haravan)"), hint, self)
        self.fault = Sentence(theme, self)
        self.shop, self.chip = QLabel(self), Chip(theme, self)
        self.connect_button = TextButton(
            theme, self.tr("Kết nối cửa hàng này"), self, role=ButtonRole.PRIMARY
        )
        self.later_button = TextButton(theme, self.tr("Để sau"), self)
        warning = self.tr("Ngắt cửa hàng này? Sản phẩm và tồn đã đọc vẫn giữ, không đọc mới nữa.")
        self.connected = DisconnectRow(theme, warning, parent=self)
        self._build()
        self.row.submitted.connect(self._forget_result)
        self.row.submitted.connect(self.check_asked)
        self.row.edited.connect(self._forget_result)
        self.connect_button.clicked.connect(lambda: self.connect_asked.emit(self._check))
        self.later_button.clicked.connect(self.later_asked)
        self.connected.confirmed.connect(self.disconnect_asked)
        self._forget_result()
        self.show_shop(None)

    def show_shop(self, shop: str | None) -> None:
        """Which shop is connected."""
        self._has_shop = shop is not None
        self.connected.setVisible(self._has_shop)
        self.row.show_main(not self._has_shop)
        self.later_button.setVisible(shop is None)

    def show_busy(self, is_busy: bool) -> None:
        """A check or a connecting is under way."""
        self.row.show_busy(is_busy)
        for button in (self.connect_button, self.later_button, self.connected.ask):
            button.setEnabled(not is_busy)

    def show_check(self, check: OmniCheck) -> None:
        """Whose shop the token opens."""
        self._forget_result()
        self._check = check
        self.shop.setText(self.tr("Cửa hàng: {shop}").format(shop=check.shop))
        self.shop.show()
        self.chip.show_pill(self.tr("đọc được"), "check", Tone.OK)
        self.row.show_main(False)
        self.connect_button.show()
        self.connect_button.setFocus()

    def refuse(self, sentence: str) -> None:
        """It could not be done: say why; what was typed stays."""
        self._forget_result()
        self.fault.say(sentence)
        self.row.show_wrong(True)
        self.row.field.setFocus()
        self.row.field.selectAll()

    def forget_secrets(self) -> None:
        """It is connected: no token stays in the field."""
        self.row.clear()
        self._forget_result()

    def take_focus(self) -> None:
        """Bring the keyboard to the field."""
        self.row.field.setFocus()

    def _forget_result(self) -> None:
        self._check = None
        self.fault.say("")
        self.shop.hide()
        self.chip.show_pill("", "", Tone.OK)
        self.connect_button.hide()
        self.row.show_wrong(False)
        self.row.show_main(not self._has_shop)

    def _build(self) -> None:
        found = QHBoxLayout()
        found.setSpacing(8)
        found.addWidget(self.shop)
        found.addWidget(self.chip)
        found.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.connect_button, self.later_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.connected, self.how, self.row, self.fault):
            layout.addWidget(part)
        layout.addLayout(found)
        layout.addLayout(buttons)
