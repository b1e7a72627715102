"""The open cart: its lines, the sum, recipient's phone and address, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.money import dong
from desktop.domain.orders import OrderStatus
from desktop.services.buyer_rows import BuyersOrder, BuyerView, CartLine, OfferedVariant
from desktop.ui import formats
from desktop.ui.pictures import Pictures
from desktop.ui.sidebar.cart_line import CartLineRow
from desktop.ui.sidebar.history import History
from desktop.ui.sidebar.in_place_field import InPlaceField
from desktop.ui.sidebar.product_picker import ProductPicker
from desktop.ui.sidebar.words import grouped_phone, status_look
from desktop.ui.theme import Theme
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.figure_label import FigureLabel
from desktop.ui.widgets.pill import Chip
from desktop.ui.widgets.text_button import ButtonRole, TextButton

# So many rows are made with the window: the first cart is shown as quickly as the others.
READY_ROWS = 4
NAME, PHONE, ADDRESS, NOTE = "name", "phone", "address", "note"


class CartCard(QFrame):
    """`foot` holds the sum and the buttons; who holds the card puts it where it stays in sight.

    The rows are kept by line, the fields by buyer: what is typed outlives every change from outside.

    Signals: `stepped(line, by)`, `entered(line, quantity)`, `removed(line)`, `served(line)`,
    `variant_chosen(line, sku)`, `picked(WishedLine)`, `field_set(name, seen, text)`, `confirm_asked`,
    `unconfirm_asked`, `cancel_asked` once it was confirmed in place.
    """

    stepped = Signal(int, int)
    entered = Signal(int, int)
    removed = Signal(int)
    served = Signal(int)
    variant_chosen = Signal(int, str)
    picked = Signal(object)
    field_set = Signal(str, object, str)
    confirm_asked = Signal()
    unconfirm_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, theme: Theme, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cartCard")
        self._theme, self._pictures = theme, pictures
        self._cart: BuyersOrder | None = None
        self.rows: dict[int, CartLineRow] = {}
        self._spare: list[CartLineRow] = []
        self.code, self.changed_by = ElidedLabel("", self), ElidedLabel("", self)
        self.status = Chip(theme, self)
        self.none = QLabel(self.tr("Chưa có món nào. Gõ mã ở dưới để thêm."), self)
        self.picker = ProductPicker(theme, self)
        self.total, self._total_word = FigureLabel(self), QLabel(self.tr("Tạm tính"), self)
        self.fields = {
            NAME: InPlaceField(theme, self.tr("Tên"), self.tr("Tên người nhận"), self),
            PHONE: InPlaceField(
                theme, self.tr("SĐT"), self.tr("Số điện thoại"), self, as_shown=grouped_phone
            ),
            ADDRESS: InPlaceField(theme, self.tr("Địa chỉ"), self.tr("Địa chỉ giao hàng"), self),
            NOTE: InPlaceField(theme, self.tr("Ghi chú"), self.tr("Ghi chú cho shop"), self),
        }
        self.history = History(theme, self)
        self.confirm_button = TextButton(theme, self.tr("Xác nhận"), self, role=ButtonRole.PRIMARY)
        self.unconfirm_button = TextButton(theme, self.tr("Về nháp"), self)
        self.cancel_button = TextButton(theme, self.tr("Hủy giỏ"), self)
        self.question = _Question(theme, self)
        self._lines, self.foot = QVBoxLayout(), QFrame(parent)
        self.buttons = QWidget(self.foot)
        self._build()
        self._connect()
        self._spare += [self._made_row() for _ in range(READY_ROWS)]

    def show_cart(self, view: BuyerView) -> None:
        """Show a buyer's open cart, or what one could begin with."""
        cart = self._cart = view.cart
        has_order = cart is not None and cart.order is not None
        self._show_head(cart)
        self._show_lines(cart.lines if cart else ())
        self.total.setText(dong(cart.total if cart else 0))
        self.foot.setVisible(cart is not None)
        self.fields[NAME].show_value(view.name or None)
        self.fields[NAME].setVisible(has_order and not view.name.strip())
        self.fields[PHONE].show_value(view.phone)
        self.fields[ADDRESS].show_value(cart.address if cart else None)
        self.fields[NOTE].show_value(cart.note if cart else None)
        self._suggest_address(view)
        for name in (ADDRESS, NOTE):
            self.fields[name].setVisible(has_order)
        self.history.show_changes(cart.changes if cart else ())
        is_draft = cart is not None and cart.status is OrderStatus.DRAFT
        self.confirm_button.setVisible(is_draft)
        self.unconfirm_button.setVisible(cart is not None and cart.status is OrderStatus.CONFIRMED)
        self.cancel_button.setVisible(cart is not None)
        if cart is None:
            self._end_question()

    def offer(self, offered: Sequence[OfferedVariant]) -> None:
        """What may be added."""
        self.picker.offer(offered)

    def begin_anew(self) -> None:
        """Another buyer: nothing typed for the one before is left."""
        for field in self.fields.values():
            field.take(None)
        for row in self.rows.values():
            row.quantity.reset()
        self.picker.clear()
        self._end_question()
        self.history.fold()

    def submit_fields(self) -> None:
        """Hand on what is typed and not stored yet."""
        for field in self.fields.values():
            field.submit()

    def focus_cart(self) -> None:
        """Bring the keyboard to the first quantity, or to adding a product."""
        first = next((row.quantity.field for row in self.rows.values()), None)
        (first or self.picker.field).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_phone(self) -> None:
        """Bring the keyboard to the phone."""
        self.fields[PHONE].field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.fields[PHONE].field.selectAll()

    def _show_head(self, cart: BuyersOrder | None) -> None:
        code = cart.code if cart is not None else ""
        self.code.setText(code or self.tr("Giỏ mới"))
        if cart is None:
            self.status.show_pill("", "", status_look(None).tone)
        else:
            self.status.show_pill(*status_look(cart.status))
        last = cart.changes[0] if cart and cart.changes else None
        text = ""
        if last is not None:
            who = formats.shown(last.staff) if last.staff else self.tr("tự động")
            text = self.tr("sửa bởi {who}, {time}").format(who=who, time=formats.clock_time(last.at)[:5])
        self.changed_by.setText(text)
        self.changed_by.setVisible(bool(text))

    def _show_lines(self, lines: Sequence[CartLine]) -> None:
        gone = self.rows.keys() - {line.line for line in lines}
        for number in gone:
            row = self.rows.pop(number)
            self._hand_focus_on(row)
            self._lines.removeWidget(row)
            row.hide()
            self._spare.append(row)
        for place, line in enumerate(lines):
            row = self.rows.get(line.line) or self._new_row(line.line)
            row.show_line(line, editable=True)
            if self._lines.indexOf(row) != place:
                self._lines.insertWidget(place, row)
        self.rows = {line.line: self.rows[line.line] for line in lines}
        self.none.setVisible(not lines)

    def _hand_focus_on(self, row: CartLineRow) -> None:
        """The keyboard does not go astray with a line that is taken out."""
        focus = self.window().focusWidget()
        if row.isAncestorOf(focus):
            self.picker.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_row(self, number: int) -> CartLineRow:
        """A row that an earlier line left, or a new one: making one costs milliseconds."""
        row = self.rows[number] = self._spare.pop() if self._spare else self._made_row()
        row.begin_anew()
        row.show()
        return row

    def _made_row(self) -> CartLineRow:
        row = CartLineRow(self._theme, self._pictures, self)
        row.hide()
        row.stepped.connect(self.stepped)
        row.entered.connect(self.entered)
        row.removed.connect(self.removed)
        row.served.connect(self.served)
        row.variant_chosen.connect(self.variant_chosen)
        return row

    def _suggest_address(self, view: BuyerView) -> None:
        """An earlier order's address stands in the empty field as a hint."""
        field = self.fields[ADDRESS].field
        earlier = view.last_address if view.cart and not view.cart.address else None
        hint = self.tr("Địa chỉ giao hàng")
        if earlier:
            hint = self.tr("Lần trước: {address}").format(address=formats.shown(earlier))
        field.setPlaceholderText(hint)
        field.setToolTip(hint if earlier else field.text())

    def _connect(self) -> None:
        for name, field in self.fields.items():
            field.submitted.connect(lambda seen, text, name=name: self.field_set.emit(name, seen, text))
        self.picker.picked.connect(self.picked)
        self.confirm_button.clicked.connect(self._confirm)
        self.unconfirm_button.clicked.connect(self.unconfirm_asked)
        self.cancel_button.clicked.connect(self._ask)
        self.question.answered.connect(self._cancel)
        self.question.ended.connect(self._keep)

    def _confirm(self) -> None:
        self.submit_fields()
        self.confirm_asked.emit()

    def _ask(self) -> None:
        code = self._cart.code if self._cart and self._cart.code else ""
        self.buttons.hide()
        self.question.ask(self.tr("Hủy giỏ {code}? Hàng được trả lại ngay.").format(code=code))

    def _cancel(self) -> None:
        self._end_question()
        self.cancel_asked.emit()

    def _keep(self) -> None:
        self._end_question()
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_question(self) -> None:
        self.question.hide()
        self.buttons.show()

    def _build(self) -> None:
        fonts = self._theme.fonts
        self.code.setFont(fonts.strong)
        for label in (self.changed_by, self.none, self._total_word):
            label.setProperty("role", "muted")
        self.changed_by.setFont(fonts.small)
        self._total_word.setFont(fonts.tiny)
        self.none.setContentsMargins(10, 12, 10, 12)
        self.none.setWordWrap(True)
        self.total.setFont(fonts.title)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 10)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addWidget(self.none)
        layout.addLayout(self._lines)
        layout.addLayout(self._below())
        self._build_foot()

    def _head(self) -> QFrame:
        head = QFrame(self)
        head.setObjectName("cartHead")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.code, 1)
        line.addWidget(self.status)
        column = QVBoxLayout(head)
        column.setContentsMargins(10, 6, 8, 6)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self.changed_by)
        return head

    def _build_foot(self) -> None:
        """The sum and what can be done stay in sight, however long the cart is."""
        total, buttons = QVBoxLayout(), QHBoxLayout(self.buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        total.setSpacing(0)
        total.addWidget(self._total_word)
        total.addWidget(self.total, 0, Qt.AlignmentFlag.AlignLeft)
        buttons.setSpacing(8)
        buttons.addLayout(total)
        buttons.addStretch(1)
        for button in (self.cancel_button, self.unconfirm_button, self.confirm_button):
            buttons.addWidget(button)
        self.foot.setObjectName("cartFoot")
        column = QVBoxLayout(self.foot)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.question)
        column.addWidget(self.buttons)

    def _below(self) -> QVBoxLayout:
        below = QVBoxLayout()
        below.setContentsMargins(10, 8, 10, 0)
        below.setSpacing(8)
        below.addWidget(self.picker)
        for field in self.fields.values():
            below.addWidget(field)
        below.addWidget(self.history)
        return below


class _Question(QFrame):
    """Asks once more, in place. Signals: `answered` with yes, `ended` with no."""

    answered = Signal()
    ended = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("askInPlace")
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.yes = TextButton(theme, self.tr("Hủy giỏ"), self, role=ButtonRole.DANGER)
        self.no = TextButton(theme, self.tr("Giữ lại"), self)
        line = QHBoxLayout()
        line.addWidget(self.yes)
        line.addWidget(self.no)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(8)
        layout.addWidget(self.text)
        layout.addLayout(line)
        self.yes.clicked.connect(self.answered)
        self.no.clicked.connect(self.ended)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc answers no."""
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        else:
            super().keyPressEvent(event)

    def ask(self, text: str) -> None:
        """Ask this; the keyboard stands on the safe answer."""
        self.text.setText(text)
        self.show()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)
