"""A new keyword for a product, typed over its row (product.md §2.13). It checks nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.services.live_rows import ProductRow
from desktop.ui.live.open_sale_editor import EditField
from desktop.ui.theme import Theme, restyle
from desktop.ui.widgets.elided_label import ElidedLabel


class KeywordEditor(QFrame):
    """The field. Enter or its tick submits; it stays until the keyword is taken or given up (Esc, leaving).

    Signals: `submitted(sku, text)`, `closed` when it is over.
    """

    submitted = Signal(str, str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rowEditor")
        self._sku = ""
        self.field = EditField(theme, self.tr("Thêm"), self)
        self.field.setAccessibleName(self.tr("Từ khoá mới"))
        self.field.setPlaceholderText(self.tr("Từ khoá khách gõ, ví dụ A1B"))
        self.field.setFixedHeight(28)
        self.field.setMaxLength(60)
        self.hint = ElidedLabel("", self)
        self.hint.setFont(theme.fonts.tiny)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.field)
        layout.addWidget(self.hint)
        self.field.tick.triggered.connect(self._submit)
        self.field.returnPressed.connect(self._submit)
        self.field.textChanged.connect(self._advise)
        self.field.given_up.connect(self.close_editor)
        self.hide()

    @property
    def sku(self) -> str:
        """The product that gets the keyword, empty while closed."""
        return self._sku

    def open_for(self, row: ProductRow) -> None:
        """Begin with an empty field."""
        self._sku = row.sku
        code = row.keywords[0] if row.keywords else row.sku
        self.field.setAccessibleName(self.tr("Từ khoá mới cho {code}").format(code=code))
        self.field.clear()
        self._advise()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_editor(self) -> None:
        """End without adding anything."""
        if self._sku:
            self._sku = ""
            self.hide()
            self.closed.emit()

    def refuse(self, sentence: str) -> None:
        """The keyword cannot be: what was typed stays, to be mended."""
        self._say(sentence, "bad")
        self.hint.setToolTip(sentence)
        self.field.selectAll()

    def _submit(self) -> None:
        if self.field.text().strip():
            self.submitted.emit(self._sku, self.field.text())

    def _advise(self) -> None:
        self.hint.setToolTip("")
        self._say(self.tr("Enter thêm, Esc thôi"), "muted")

    def _say(self, text: str, role: str) -> None:
        self.hint.setText(text)
        self.field.setAccessibleDescription(text)
        restyle(self.hint, "role", role)
        restyle(self.field, "invalid", role == "bad")
