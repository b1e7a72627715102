"""An order that is not open any more: to be read only (product.md §5)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.money import dong
from desktop.services.buyer_rows import BuyersOrder
from desktop.ui import formats
from desktop.ui.pictures import Pictures
from desktop.ui.sidebar.cart_line import CartLineRow
from desktop.ui.sidebar.history import History
from desktop.ui.sidebar.words import grouped_phone, status_look
from desktop.ui.theme import Theme
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.figure_label import FigureLabel
from desktop.ui.widgets.pill import Chip


class PastOrderCard(QFrame):
    """Made for one order and never changed."""

    def __init__(
        self, theme: Theme, pictures: Pictures, order: BuyersOrder, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("cartCard")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(0)
        layout.addWidget(self._head(theme, order))
        for line in order.lines:
            row = CartLineRow(theme, pictures, self)
            row.show_line(line, editable=False)
            layout.addWidget(row)
        below = QVBoxLayout()
        below.setContentsMargins(10, 8, 10, 0)
        below.setSpacing(6)
        where = " · ".join(filter(None, (grouped_phone(order.phone or ""), order.address, order.note)))
        if where:
            below.addWidget(self._muted(theme, formats.shown(where)))
        history = History(theme, self)
        history.show_changes(order.changes)
        below.addWidget(history)
        layout.addLayout(below)

    def _head(self, theme: Theme, order: BuyersOrder) -> QFrame:
        head = QFrame(self)
        head.setObjectName("cartHead")
        code, status, total = ElidedLabel(order.code, head), Chip(theme, head), FigureLabel(head)
        code.setFont(theme.fonts.strong)
        total.setFont(theme.fonts.strong)
        total.setText(dong(order.total))
        status.show_pill(*status_look(order.status))
        line = QHBoxLayout(head)
        line.setContentsMargins(10, 8, 10, 8)
        line.setSpacing(8)
        line.addWidget(code, 1)
        line.addWidget(status)
        line.addWidget(total)
        return head

    def _muted(self, theme: Theme, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setFont(theme.fonts.small)
        label.setProperty("role", "muted")
        return label
