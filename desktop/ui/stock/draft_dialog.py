"""The dialog that creates or edits a local variant. It checks what is typed; saving is the presenter's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.services.catalog_rows import CatalogRow, ProductDraft
from desktop.ui import formats
from desktop.ui.stock.draft_fields import (
    MOST_GRAMS,
    MOST_UNITS,
    FieldError,
    parse_count,
    parse_price,
    parse_word,
)
from desktop.ui.theme import Theme, restyle
from desktop.ui.widgets.text_button import ButtonRole, TextButton

WIDTH = 480
LONGEST = 200
Read = TypeVar("Read")


class DraftDialog(QDialog):
    """Fields for one variant; `row` is the one to edit, None for a new one. Open it with `open()`.

    Signals: `submitted(sku before, empty for a new one; ProductDraft)`. It stays open until `accept()`, or
    says why not with `refuse(sentence)`. With `offers_another` a second button saves and begins the next
    one: `wants_another` tells it, and `start_another()` is then the answer instead of `accept()`.
    """

    submitted = Signal(str, object)

    def __init__(
        self,
        theme: Theme,
        row: CatalogRow | None,
        parent: QWidget | None = None,
        *,
        offers_another: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme, self._sku = theme, row.sku if row else ""
        self.setWindowTitle(self.tr("Sửa sản phẩm") if row else self.tr("Tạo sản phẩm"))
        self.sku = _Field(theme, self.tr("SKU"), self.tr("VD: KHAN-DODO"), self)
        self.product = _Field(theme, self.tr("Tên sản phẩm"), self.tr("VD: Khăn choàng"), self)
        self.variant = _Field(theme, self.tr("Phân loại"), self.tr("VD: Đỏ đô / M"), self)
        self.price = _Field(theme, self.tr("Giá bán (₫)"), self.tr("VD: 149.000"), self)
        self.stock = _Field(theme, self.tr("Tồn ở máy này"), self.tr("Để trống: không đếm"), self)
        self.grams = _Field(theme, self.tr("Khối lượng (g)"), self.tr("Không bắt buộc"), self)
        self.barcode = _Field(theme, self.tr("Mã vạch"), self.tr("Không bắt buộc"), self)
        self.message = QLabel(self)
        self.cancel = TextButton(theme, self.tr("Thôi"), self)
        self.save = TextButton(theme, self.tr("Lưu"), self, role=ButtonRole.PRIMARY)
        self.save_and_next = TextButton(theme, self.tr("Lưu và tạo sản phẩm khác"), self)
        self.save_and_next.setVisible(offers_another)
        self.wants_another = False
        self._build()
        self.save.setDefault(True)
        self.save.clicked.connect(lambda: self._submit())
        self.save_and_next.clicked.connect(self._submit_and_go_on)
        self.cancel.clicked.connect(self.reject)
        if row:
            self._fill(row)
        self.product.field.setFocus()

    def refuse(self, sentence: str) -> None:
        """It could not be saved: say why, and let staff mend it."""
        self._say(sentence)
        self._allow_saving(True)

    def start_another(self, sentence: str) -> None:
        """It was saved, which `sentence` says: empty fields for the next one."""
        for field in self._fields():
            field.field.clear()
        self._say(sentence, "ok")
        self._allow_saving(True)
        self.product.field.setFocus()

    def draft(self) -> ProductDraft | None:
        """What is typed; None where a field cannot be read, which then says why."""
        sku = self.sku.read(parse_word)
        product = self.product.read(parse_word)
        price = self.price.read(parse_price)
        stock = self.stock.read(lambda text: (parse_count(text, MOST_UNITS),))
        grams = self.grams.read(lambda text: (parse_count(text, MOST_GRAMS),))
        if sku is None or product is None or price is None or stock is None or grams is None:
            return None
        return ProductDraft(
            sku=sku,
            product=product,
            variant=" ".join(self.variant.field.text().split()),
            price=price,
            stock=stock[0],
            barcode=self.barcode.field.text().strip(),
            grams=grams[0],
        )

    def _submit_and_go_on(self) -> None:
        self._submit(wants_another=True)

    def _submit(self, *, wants_another: bool = False) -> None:
        self.wants_another = wants_another
        draft = self.draft()
        if draft is None:
            next(field for field in self._fields() if field.is_wrong).field.setFocus()
            return
        self._say("")
        self._allow_saving(False)
        self.submitted.emit(self._sku, draft)

    def _fill(self, row: CatalogRow) -> None:
        self.sku.field.setText(row.sku)
        self.product.field.setText(row.product)
        self.variant.field.setText(row.variant)
        self.price.field.setText(formats.grouped(row.price))
        self.stock.field.setText("" if row.stock is None else str(row.stock))
        self.grams.field.setText("" if row.grams is None else str(row.grams))
        self.barcode.field.setText(row.barcode)

    def _fields(self) -> tuple[_Field, ...]:
        return self.product, self.variant, self.sku, self.price, self.stock, self.grams, self.barcode

    def _build(self) -> None:
        self.setFixedWidth(WIDTH)
        title = QLabel(self.windowTitle(), self)
        title.setFont(self._theme.fonts.title)
        about = QLabel(self.tr("Chỉ lưu trên máy này, không gửi lên Omni."), self)
        about.setProperty("role", "muted")
        self.message.setProperty("role", "bad")
        self.message.setWordWrap(True)
        self.message.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.product, 0, 0, 1, 2)
        for place, field in enumerate(self._fields()[1:]):
            grid.addWidget(field, 1 + place // 2, place % 2)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save_and_next)
        buttons.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(4)
        layout.addWidget(title)
        layout.addWidget(about)
        layout.addSpacing(12)
        layout.addLayout(grid)
        layout.addWidget(self.message)
        layout.addSpacing(8)
        layout.addLayout(buttons)

    def _allow_saving(self, is_allowed: bool) -> None:
        for button in (self.save, self.save_and_next):
            button.setEnabled(is_allowed)

    def _say(self, sentence: str, role: str = "bad") -> None:
        restyle(self.message, "role", role)
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))


class _Field(QWidget):
    """A label over a field over a line for what is wrong with it, whose room is always kept."""

    def __init__(self, theme: Theme, label: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.field, self._wrong = QLineEdit(self), QLabel(self)
        self.field.setAccessibleName(label)
        self.field.setPlaceholderText(hint)
        self.field.setFixedHeight(34)
        self.field.setMaxLength(LONGEST)
        self.field.textEdited.connect(lambda: self._say(""))
        name = QLabel(label, self)
        name.setFont(theme.fonts.small_strong)
        name.setBuddy(self.field)
        self._wrong.setFont(theme.fonts.tiny)
        self._wrong.setProperty("role", "bad")
        self._wrong.setFixedHeight(18)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (name, self.field, self._wrong):
            layout.addWidget(widget)

    @property
    def is_wrong(self) -> bool:
        """Whether its text could not be read."""
        return bool(self._wrong.text())

    def read(self, parse: Callable[[str], Read]) -> Read | None:
        """The text as `parse` reads it; None where that raises, and the reason is shown."""
        try:
            value = parse(self.field.text())
        except FieldError as error:
            self._say(str(error))
            return None
        self._say("")
        return value

    def _say(self, reason: str) -> None:
        self._wrong.setText(reason)
        self.field.setAccessibleDescription(reason)
        restyle(self.field, "invalid", bool(reason))
