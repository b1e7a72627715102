"""The form of a manual order (F3), in the place of the sidebar: lines, phone, and Enter makes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.money import dong
from desktop.services.buyer_rows import DraftLine, ManualDraft, ManualOrder, OfferedVariant, WishedLine
from desktop.ui import formats
from desktop.ui.sidebar.form_line import FormLine
from desktop.ui.sidebar.in_place_field import captioned
from desktop.ui.sidebar.product_picker import ProductPicker
from desktop.ui.sidebar.words import grouped_phone, person
from desktop.ui.theme import Theme, restyle
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.figure_label import FigureLabel
from desktop.ui.widgets.icon_button import IconButton
from desktop.ui.widgets.text_button import ButtonRole, TextButton


class OrderForm(QFrame):
    """Signals: `submitted(ManualOrder)`, `cancelled`, `blank_asked` for a buyer without a comment."""

    submitted = Signal(object)
    cancelled = Signal()
    blank_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("orderForm")
        self.setAccessibleName(self.tr("Đơn thủ công"))
        self._theme = theme
        self._draft = ManualDraft(None, None, "", "", "", ())
        self._offered: dict[str, OfferedVariant] = {}
        self.lines: list[FormLine] = []
        self.close_button = IconButton(theme, "x", self.tr("Đóng"), self)
        self.who, self.quote, self.warning = ElidedLabel("", self), QLabel(self), QLabel(self)
        self.name, self.phone = self._field(self.tr("Tên khách")), self._field(self.tr("Số điện thoại"))
        self.name_line = self._captioned(self.tr("Tên"), self.name)
        self.blank_button = TextButton(theme, self.tr("Khách chưa bình luận"), self, icon="user-plus")
        self.picker = ProductPicker(theme, self)
        self.total = FigureLabel(self)
        self.fault = QLabel(self)
        self.waitlist_button = TextButton(theme, self.tr("Đưa vào danh sách chờ"), self, icon="hourglass")
        self.make_button = TextButton(theme, self.tr("Tạo đơn"), self, icon="check", role=ButtonRole.PRIMARY)
        self.cancel_button = TextButton(theme, self.tr("Thôi"), self)
        self._rows = QVBoxLayout()
        self._build()
        self._connect()

    @property
    def comment_id(self) -> str | None:
        """The comment that the order is for."""
        return self._draft.comment_id

    def begin(self, draft: ManualDraft) -> None:
        """Begin with this; nothing of an earlier order is left."""
        self._draft = draft
        while self.lines:
            self._drop(self.lines[-1])
        is_known = draft.comment_id is not None or draft.buyer is not None
        self.who.setText(person(draft.name))
        self.who.setVisible(is_known)
        self.blank_button.setVisible(is_known)
        self.name_line.setVisible(not is_known)
        self.name.clear()
        self.quote.setText(f"“{formats.shown(draft.message[:300])}”")
        self.quote.setVisible(bool(draft.message))
        self.warning.setText(draft.warning)
        self.warning.setVisible(bool(draft.warning))
        self.phone.setText(grouped_phone(draft.phone))
        self.picker.clear()
        for line in draft.lines:
            self._add(line)
        self._show_sum()

    def offer(self, offered: Sequence[OfferedVariant]) -> None:
        """What may be ordered."""
        self._offered = {variant.sku: variant for variant in offered}
        self.picker.offer(offered)

    def take_focus(self) -> None:
        """The keyboard to what is missing: the name, the lines, the phone; else where Enter makes it."""
        missing = [self.name] if not self.name_line.isHidden() else []
        missing += [self.picker.field] if not self.lines else []
        missing += [self.phone] if not self.phone.text() else []
        (missing or [self.picker.field])[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refuse(self, sentence: str, *, is_short: bool = False) -> None:
        """It could not be made; all that was typed stays. Where it is short the waitlist is offered."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        self.waitlist_button.setVisible(is_short)
        if is_short:
            self.waitlist_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self, *, to_waitlist: bool = False) -> None:
        """Hand the order on as it stands."""
        if self.picker.field.text().strip():
            self.refuse(self.tr("Còn món đang gõ dở. Enter để thêm, Esc để xoá."))
            self.picker.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        wishes = tuple(line.wish for line in self.lines)
        self.submitted.emit(
            ManualOrder(
                comment_id=self._draft.comment_id,
                buyer=self._draft.buyer,
                name=self.name.text(),
                phone=self.phone.text(),
                lines=wishes,
                to_waitlist=to_waitlist,
            )
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the form away; Enter outside of the lines makes the order."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            super().keyPressEvent(event)

    def _pick(self, wish: WishedLine) -> None:
        for line in self.lines:
            if line.wish.skus == wish.skus:
                line.add(wish.quantity)
                return
        self._add(DraftLine(wish.keyword, wish.skus, wish.quantity, is_sure=True))
        self.picker.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, line: DraftLine) -> None:
        variants = [self._offered[sku] for sku in line.skus if sku in self._offered]
        row = FormLine(self._theme, line, variants, self)
        row.changed.connect(self._show_sum)
        row.removed.connect(lambda: self._remove(row))
        self.lines.append(row)
        self._rows.addWidget(row)
        self._show_sum()

    def _remove(self, row: FormLine) -> None:
        self._drop(row)
        self._show_sum()
        self.picker.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, row: FormLine) -> None:
        self.lines.remove(row)
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _show_sum(self) -> None:
        """Something was changed: what was refused before may be right now."""
        self.total.setText(dong(sum(line.total for line in self.lines)))
        self.refuse("")
        restyle(self.phone, "invalid", False)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.cancelled)
        self.cancel_button.clicked.connect(self.cancelled)
        self.blank_button.clicked.connect(self.blank_asked)
        self.make_button.clicked.connect(lambda: self.submit())
        self.waitlist_button.clicked.connect(lambda: self.submit(to_waitlist=True))
        self.picker.picked.connect(self._pick)
        self.picker.left_empty.connect(self.submit)
        self.phone.textEdited.connect(lambda: self.refuse(""))

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        field.setPlaceholderText(name)
        field.setFixedHeight(32)
        field.setMaxLength(120)
        return field

    def _build(self) -> None:
        fonts = self._theme.fonts
        for label, role in ((self.quote, "muted"), (self.warning, "warn"), (self.fault, "bad")):
            label.setProperty("role", role)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.who.setFont(fonts.strong)
        self.total.setFont(fonts.title)
        self._rows.setSpacing(0)
        inside = QWidget(self)
        inside.setObjectName("cartInside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        for widget in (self.who, self.quote, self.warning, self.name_line):
            column.addWidget(widget)
        column.addLayout(self._rows)
        column.addWidget(self.picker)
        column.addWidget(self._captioned(self.tr("SĐT"), self.phone))
        column.addLayout(self._sum_line())
        column.addWidget(self.fault)
        column.addWidget(self.waitlist_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._buttons())
        column.addWidget(self.blank_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addWidget(_scrolling(inside, self), 1)

    def _head(self) -> QFrame:
        head, title = QFrame(self), QLabel(self.tr("Đơn thủ công"), self)
        head.setObjectName("panelHead")
        head.setFixedHeight(42)
        title.setFont(self._theme.fonts.title)
        self.close_button.setObjectName("flatButton")
        self.close_button.setFixedSize(28, 28)
        line = QHBoxLayout(head)
        line.setContentsMargins(12, 0, 8, 0)
        line.addWidget(title, 1)
        line.addWidget(self.close_button)
        return head

    def _captioned(self, caption: str, field: QLineEdit) -> QWidget:
        holder = QWidget(self)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(captioned(self._theme, caption, holder))
        line.addWidget(field, 1)
        return holder

    def _sum_line(self) -> QHBoxLayout:
        line, word = QHBoxLayout(), QLabel(self.tr("Tạm tính"), self)
        word.setProperty("role", "muted")
        line.addWidget(word, 1)
        line.addWidget(self.total)
        return line

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.make_button)
        line.addWidget(self.cancel_button)
        line.addStretch(1)
        return line


def _scrolling(inside: QWidget, parent: QWidget) -> QScrollArea:
    area = QScrollArea(parent)
    area.setObjectName("cartScroll")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area
