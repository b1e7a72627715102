"""The product panel: head with the age of Omni's stock, filter, list, and a line for notices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.services.live_rows import ProductRow
from desktop.ui import formats
from desktop.ui.live.product_layout import STALE_AFTER, omni_age
from desktop.ui.live.product_model import ProductFilter, ProductModel
from desktop.ui.live.product_view import ProductView
from desktop.ui.pictures import Pictures
from desktop.ui.theme import Theme, restyle
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.notice import Notice

AGE_EVERY = 10_000


class ProductPanel(QFrame):
    """Shows the products and asks for changes of open sale.

    Signals: `open_sale_set(sku, quantity or None)`, `open_sale_stepped(sku, by)`.
    """

    open_sale_set = Signal(str, object)
    open_sale_stepped = Signal(str, int)

    def __init__(
        self, theme: Theme, pictures: Pictures, clock: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("productPanel")
        self._theme, self._clock = theme, clock
        self.model = ProductModel(self)
        self.products = ProductFilter(self.model, self)
        self.view = ProductView(theme, self.products, pictures, clock, self)
        self.filter = QLineEdit(self)
        self.notice = Notice(theme, self)
        self._title, self._age, self._empty = QLabel(self), ElidedLabel("", self), QLabel(self)
        self._build()
        self._ticker = QTimer(self, interval=AGE_EVERY)
        self._ticker.timeout.connect(self._tick)
        self._ticker.start()
        self.view.open_sale_set.connect(self.open_sale_set)
        self.view.open_sale_stepped.connect(self.open_sale_stepped)
        self.filter.textChanged.connect(self._narrow)
        self.filter.returnPressed.connect(self._jump)
        theme.changed.connect(self._tint)
        self._tint()

    @property
    def empty_text(self) -> str:
        """What stands in place of the list, empty while it has rows."""
        return self._empty.text()

    def show_products(self, rows: Sequence[ProductRow]) -> None:
        """Show exactly these products."""
        self.model.take(rows)
        self.view.refresh_steps()
        self._tick()
        self._show_empty()

    def focus_filter(self) -> None:
        """Begin to look for a product."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the filter, Esc clears it and Down goes to the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
            if event.key() == Qt.Key.Key_Down:
                self._jump()
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        head = QFrame(self)
        head.setObjectName("panelHead")
        head.setFixedHeight(88)
        self._title.setText(self.tr("Sản phẩm"))
        self._title.setFont(self._theme.fonts.title)
        self._age.setFont(self._theme.fonts.small)
        self._age.setAlignment(Qt.AlignmentFlag.AlignRight)
        line = QHBoxLayout()
        line.addWidget(self._title)
        line.addWidget(self._age, 1)
        inside = QVBoxLayout(head)
        inside.setContentsMargins(12, 8, 12, 10)
        inside.setSpacing(6)
        inside.addLayout(line)
        inside.addWidget(self._prepared_filter())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self._prepared_empty())
        layout.addWidget(self.view, 1)
        layout.addWidget(self.notice)

    def _prepared_filter(self) -> QLineEdit:
        self.filter.setPlaceholderText(self.tr("Tìm mã, tên (không cần dấu)"))
        self.filter.setAccessibleName(self.tr("Tìm sản phẩm"))
        self.filter.setFixedHeight(34)
        self.filter.setMaxLength(80)
        self.filter.installEventFilter(self)
        self._search = QAction(self)
        self.filter.addAction(self._search, QLineEdit.ActionPosition.LeadingPosition)
        return self.filter

    def _prepared_empty(self) -> QLabel:
        self._empty.setWordWrap(True)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._empty.setMargin(24)
        self._empty.setProperty("role", "muted")
        self._empty.hide()
        return self._empty

    def _narrow(self, text: str) -> None:
        self.products.narrow(text)
        place = self.products.exact(text)
        if place is not None:
            self.view.setCurrentIndex(self.products.index(place, 0))
        self._show_empty()

    def _jump(self) -> None:
        """To the product whose code was typed, else to the first that is left."""
        if self.products.rowCount():
            place = self.products.exact(self.filter.text()) or 0
            self.view.setCurrentIndex(self.products.index(place, 0))
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_empty(self) -> None:
        text = ""
        if not self.model.rows:
            text = self.tr("Kịch bản chưa có sản phẩm nào.")
        elif not self.products.rowCount():
            text = self.tr("Không có mã hay tên nào khớp “{text}”.").format(text=self.filter.text())
        self._empty.setText(text)
        self._empty.setVisible(bool(text))

    def _tick(self) -> None:
        """The stock's age, of the oldest figure; amber after five minutes (product.md §3)."""
        now = self._clock()
        ages = [age for row in self.model.rows if row.tracked and (age := omni_age(row, now)) is not None]
        text = self.tr("Tồn Omni {age} trước").format(age=formats.age(max(ages))) if ages else ""
        self._age.setText(text)
        restyle(self._age, "role", "warn" if ages and max(ages) > STALE_AFTER else "muted")
        self.view.viewport().update()

    def _tint(self) -> None:
        self._search.setIcon(self._theme.icons.icon("search", self._theme.tokens.muted, 16))
