"""Everything about the chosen variant: picture, facts, stock by location, where it is on sale."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.money import dong
from desktop.services.catalog_rows import CatalogDetail, CatalogRow
from desktop.ui import formats
from desktop.ui.pictures import Pictures
from desktop.ui.stock.catalog_cells import STALE_AFTER, stock_age
from desktop.ui.stock.level_list import LevelList
from desktop.ui.stock.selling_list import SellingList
from desktop.ui.theme import Theme, restyle
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.icon_button import IconButton
from desktop.ui.widgets.text_button import ButtonRole, TextButton

PICTURE, PICTURE_LOW = 144, 104
LOW_BELOW = 560
MARGIN = 16


class DetailPanel(QFrame):
    """Shows one CatalogDetail, or a kind word. Only what Omni does not know can be edited or removed here.

    Signals: `edit_asked(sku)`, `removal_confirmed(sku)`.
    """

    edit_asked = Signal(str)
    removal_confirmed = Signal(str)

    def __init__(
        self, theme: Theme, pictures: Pictures, clock: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme, self._clock = theme, clock
        self._row: CatalogRow | None = None
        self.name, self.variant = ElidedLabel("", self), ElidedLabel("", self)
        self.edit_button = TextButton(theme, self.tr("Sửa"), self, icon="pencil")
        self.remove_button = IconButton(theme, "trash-2", self.tr("Xoá sản phẩm này (Delete)"), self)
        self.confirmation = _Confirmation(theme, self)
        self.origin, self.age = QLabel(self), QLabel(self)
        self.picture = _Picture(theme, pictures, self)
        self.facts = _Facts(theme, self)
        self.levels, self.selling = LevelList(theme, self), SellingList(theme, self)
        self._nothing = EmptyState(theme, widest=240, parent=self)
        self._body = QScrollArea(self)
        self._build()
        self.edit_button.clicked.connect(lambda: self.edit_asked.emit(self.sku))
        self.remove_button.clicked.connect(self.ask_removal)
        self.confirmation.confirmed.connect(lambda: self.removal_confirmed.emit(self.sku))
        self.show_detail(None)

    @property
    def sku(self) -> str:
        """The variant on show, empty for none."""
        return self._row.sku if self._row else ""

    @property
    def row(self) -> CatalogRow | None:
        """The row of the variant on show."""
        return self._row

    def show_detail(self, detail: CatalogDetail | None) -> None:
        """Show this variant; None for none."""
        before, self._row = self.sku, detail.row if detail else None
        self._nothing.setVisible(detail is None)
        for part in (self._head, self._body):
            part.setVisible(detail is not None)
        if detail is None or detail.row.sku != before:
            self.confirmation.hide()
            self._body.verticalScrollBar().setValue(0)
        if detail is not None:
            self._show(detail)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the picture is smaller, so that the stock needs no scrolling."""
        super().resizeEvent(event)
        self.picture.setFixedHeight(PICTURE_LOW if self.height() < LOW_BELOW else PICTURE)

    def ask_removal(self) -> None:
        """Ask in the panel whether to remove the variant on show; nothing for what is Omni's."""
        if self._row is not None and self._row.is_local:
            self.confirmation.ask(self.tr("Xoá khỏi máy này?"))

    def tick(self) -> None:
        """The age of the stock; amber after five minutes (product.md §3)."""
        age = stock_age(self._row, self._clock()) if self._row else None
        text = "" if age is None else self.tr("{age} trước").format(age=formats.age(age))
        if text != self.age.text():
            self.age.setText(text)
        restyle(self.age, "role", "warn" if age is not None and age > STALE_AFTER else "muted")

    def _show(self, detail: CatalogDetail) -> None:
        row = detail.row
        self.name.setText(formats.shown(row.product))
        self.variant.setText(formats.shown(row.variant))
        self.variant.setVisible(bool(row.variant))
        self.edit_button.setVisible(row.is_local)
        self.remove_button.setVisible(row.is_local)
        self.origin.setText(self._origin(row))
        self.origin.setVisible(bool(self.origin.text()))
        self.picture.show_picture(row.picture, formats.initials(row.product))
        self.facts.show_row(row)
        self._stock.setVisible(bool(detail.levels))
        self.levels.show_levels(detail.levels)
        self.selling.show_selling(detail.selling)
        self.tick()

    def _origin(self, row: CatalogRow) -> str:
        if row.is_local:
            return self.tr("Chỉ có ở máy này, Omni chưa biết sản phẩm này.")
        if row.is_removed:
            return self.tr("Omni không còn sản phẩm này; vẫn giữ ở đây vì có chiến dịch đang bán.")
        if not row.is_tracked:
            return self.tr("Omni không theo dõi tồn của sản phẩm này. Muốn sửa, hãy sửa trên Omni.")
        return self.tr("Sản phẩm của Omni: muốn sửa, hãy sửa trên Omni rồi bấm Cập nhật.")

    def _build(self) -> None:
        self._head, self._stock = self._made_head(), self._made_stock_head()
        self.origin.setProperty("role", "muted")
        self.origin.setWordWrap(True)
        self.origin.setFont(self._theme.fonts.small)
        self._nothing.tell(
            "package-open", self.tr("Chưa chọn sản phẩm"), self.tr("Chọn một dòng để xem tồn theo kho.")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 8)
        layout.setSpacing(0)
        for widget in (self._head, self.confirmation):
            layout.addWidget(widget)
        layout.addWidget(self._nothing, 1)
        layout.addWidget(self._made_body(), 1)

    def _made_head(self) -> QFrame:
        head = QFrame(self)
        head.setObjectName("panelHead")
        head.setFixedHeight(56)
        self.name.setFont(self._theme.fonts.title)
        self.variant.setProperty("role", "muted")
        self.variant.setFont(self._theme.fonts.small)
        self.remove_button.setFixedSize(32, 32)
        self.remove_button.setObjectName("flatButton")
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addStretch(1)
        names.addWidget(self.name)
        names.addWidget(self.variant)
        names.addStretch(1)
        layout = QHBoxLayout(head)
        layout.setContentsMargins(MARGIN, 0, 12, 0)
        layout.setSpacing(6)
        layout.addLayout(names, 1)
        layout.addWidget(self.remove_button)
        layout.addWidget(self.edit_button)
        return head

    def _made_body(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("cardBody")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, MARGIN, 0, 0)
        layout.setSpacing(0)
        for widget, space in ((self.picture, 12), (self.facts, 8), (self.origin, 14)):
            widget.setContentsMargins(MARGIN, 0, MARGIN, 0)
            layout.addWidget(widget)
            layout.addSpacing(space)
        for part in (self._stock, self.levels, self.selling):
            layout.addWidget(part)
        layout.addStretch(1)
        body = self._body
        body.setObjectName("cardBody")
        body.setAccessibleName(self.tr("Chi tiết sản phẩm"))
        body.setWidgetResizable(True)
        body.setFrameShape(QFrame.Shape.NoFrame)
        body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body.setWidget(inside)
        return body

    def _made_stock_head(self) -> QWidget:
        head = QWidget(self)
        title = QLabel(self.tr("Tồn theo kho"), head)
        title.setFont(self._theme.fonts.title)
        self.age.setFont(self._theme.fonts.small_strong)
        layout = QHBoxLayout(head)
        layout.setContentsMargins(MARGIN, 8, MARGIN, 6)
        layout.addWidget(title)
        layout.addStretch(1)
        layout.addWidget(self.age)
        return head


class _Confirmation(QFrame):
    """A question in the panel with its two answers. Signals: `confirmed`."""

    confirmed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("confirmation")
        self.question = ElidedLabel("", self)
        self.yes = TextButton(theme, self.tr("Xoá"), self, role=ButtonRole.DANGER)
        self.no = TextButton(theme, self.tr("Thôi"), self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.question, 1)
        layout.addWidget(self.yes)
        layout.addWidget(self.no)
        self.yes.clicked.connect(self.hide)
        self.yes.clicked.connect(self.confirmed)
        self.no.clicked.connect(self.hide)
        self.hide()

    def ask(self, question: str) -> None:
        """Ask; the keyboard is on the answer that changes nothing."""
        self.question.setText(question)
        self.show()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)


class _Picture(QWidget):
    """The whole picture on a quiet ground; the product's initials where there is none."""

    def __init__(self, theme: Theme, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._pictures = theme, pictures
        self._path: str | None = None
        self._initials = ""
        self.setFixedHeight(PICTURE)
        pictures.ready.connect(self.update)
        theme.changed.connect(self.update)

    def show_picture(self, path: str | None, initials: str) -> None:
        """Show this file's picture."""
        if (path, initials) != (self._path, self._initials):
            self._path, self._initials = path, initials
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and the picture or the initials upon it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.contentsRect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.tokens.neutral_soft))
        painter.drawRoundedRect(rect, 8, 8)
        picture = self._pictures.thumbnail(self._path, self.height(), self.devicePixelRatioF())
        if picture is not None:
            painter.drawPixmap(QPointF(rect.center().x() - self.height() / 2, rect.top()), picture)
            return
        painter.setPen(QColor(self._theme.tokens.muted))
        painter.setFont(self._theme.fonts.figure)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._initials)


class _Facts(QWidget):
    """SKU, price with the old one struck through, weight and barcode: what is known of them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.values: dict[str, QLabel] = {}
        self._names: dict[str, QLabel] = {}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(8)
        layout.setColumnMinimumWidth(0, 92)
        layout.setColumnStretch(1, 1)
        for place, (key, text) in enumerate(self._labels()):
            name, value = QLabel(text, self), QLabel(self)
            name.setProperty("role", "muted")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            layout.addWidget(name, place, 0)
            layout.addWidget(value, place, 1)
            self._names[key], self.values[key] = name, value

    def show_row(self, row: CatalogRow) -> None:
        """Show the facts of this variant."""
        grams = "" if row.grams is None else f"{formats.grouped(row.grams)} g"
        texts = {"sku": row.sku, "price": dong(row.price), "grams": grams, "barcode": row.barcode}
        for key, text in texts.items():
            name, value = self._names[key], self.values[key]
            value.setText(escape(formats.shown(text)))
            value.setToolTip(value.text())
            value.setAccessibleName(f"{name.text()}: {formats.shown(text)}")
            for label in (name, value):
                label.setVisible(bool(text))
        self.values["price"].setText(_price(row))

    def _labels(self) -> tuple[tuple[str, str], ...]:
        return (
            ("sku", self.tr("SKU")),
            ("price", self.tr("Giá bán")),
            ("grams", self.tr("Khối lượng")),
            ("barcode", self.tr("Mã vạch")),
        )


def _price(row: CatalogRow) -> str:
    old = row.compare_at_price
    struck = f" <s>{dong(old)}</s>" if old is not None and old > row.price else ""
    return f"<b>{dong(row.price)}</b>{struck}"
