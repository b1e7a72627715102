"""The sidebar: who the buyer is, what they wrote, their cart; or the form of a manual order in its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from desktop.services.buyer_rows import BuyersOrder, BuyerView, OfferedVariant
from desktop.ui import formats
from desktop.ui.pictures import Pictures
from desktop.ui.sidebar.cart_card import CartCard
from desktop.ui.sidebar.comment_thread import CommentThread
from desktop.ui.sidebar.head import BuyerHead
from desktop.ui.sidebar.order_form import OrderForm
from desktop.ui.sidebar.past_order import PastOrderCard
from desktop.ui.theme import Theme
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.icon_button import IconButton
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.text_button import TextButton

NARROW, WIDE = 320, 376
# The comments take no more of the height than this: the cart is what is worked on.
COMMENTS_SHARE = 0.26


class SidebarPanel(QFrame):
    """Its parts are public for the presenters, which fill them.

    Signals: `close_asked`, `feed_asked` (Esc: the keyboard goes back to the feed), `comment_asked(id)`,
    `order_asked` (F3 by its button).
    """

    close_asked = Signal()
    feed_asked = Signal()
    comment_asked = Signal(str)
    order_asked = Signal()

    def __init__(self, theme: Theme, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAccessibleName(self.tr("Khung khách"))
        self._theme, self._pictures = theme, pictures
        self.view: BuyerView | None = None
        self._drafts: dict[tuple[int, str], str] = {}
        self._past_shown: tuple[BuyersOrder, ...] = ()
        self.head = BuyerHead(theme, self)
        self.thread_title, self.cart_title = _Title(theme, self), _Title(theme, self)
        self.comments = CommentThread(theme, self)
        self.cart = CartCard(theme, pictures, self)
        self.order_button = TextButton(theme, self.tr("Đơn thủ công · F3"), self, icon="plus")
        self.blank_button = TextButton(theme, self.tr("Đơn thủ công · F3"), self, icon="plus")
        self.empty = EmptyState(theme, self.blank_button, widest=240, parent=self)
        self.close_button = IconButton(theme, "chevron-right", self.tr("Thu gọn khung khách"), self)
        self.form = OrderForm(theme, self)
        self.notice = Notice(theme, self)
        self._past = QVBoxLayout()
        self._stack = QStackedLayout()
        self._build()
        self.head.close_asked.connect(self.close_asked)
        self.comments.comment_asked.connect(self.comment_asked)
        self.comments.fitted.connect(self._fit_comments)
        self.close_button.clicked.connect(self.close_asked)
        for button in (self.order_button, self.blank_button):
            button.clicked.connect(self.order_asked)
        self.show_nobody()

    @property
    def buyer(self) -> int | None:
        """Whose sidebar it is now."""
        return self.view.buyer if self.view else None

    @property
    def shows_form(self) -> bool:
        """Whether the form of a manual order is open."""
        return self._stack.currentWidget() is self.form

    def show_view(self, view: BuyerView) -> None:
        """Show a buyer; for another one than before, what was typed is put by and comes back later."""
        if view.buyer != self.buyer:
            self._put_by()
            self.cart.begin_anew()
            self.notice.tell("")
        self.view = view
        self.head.show_buyer(view)
        count = formats.grouped(view.comments_here)
        self.thread_title.say(self.tr("Bình luận trong live"), count if view.comments else "")
        self.comments.show_comments(view.comments)
        self.comments.setVisible(bool(view.comments))
        self.thread_title.setVisible(bool(view.comments))
        self.cart_title.say(self.tr("Giỏ hàng"), "Alt+2")
        self.cart.show_cart(view)
        self._take_up()
        self._show_past(view.past)
        self._fit_comments()
        if not self.shows_form:
            self._stack.setCurrentIndex(1)

    def show_nobody(self, sentence: str = "") -> None:
        """No buyer is chosen, or nobody is known."""
        self._put_by()
        self.view = None
        text = sentence or self.tr("Chọn một bình luận rồi nhấn Enter để xem khách.")
        self.empty.tell("user-round", self.tr("Chưa chọn khách"), text)
        if not self.shows_form:
            self._stack.setCurrentIndex(0)

    def offer(self, offered: Sequence[OfferedVariant]) -> None:
        """What may be put into a cart."""
        self.cart.offer(offered)
        self.form.offer(offered)

    def open_form(self) -> None:
        """The form of a manual order instead of the buyer."""
        self._stack.setCurrentWidget(self.form)
        self.form.take_focus()

    def end_form(self) -> None:
        """Back to the buyer."""
        self._stack.setCurrentIndex(1 if self.view else 0)

    def keep_draft(self, buyer: int, name: str, text: str) -> None:
        """What was typed for a buyer who is not on show any more could not be stored."""
        self._drafts[buyer, name] = text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: out of the form, else back to the feed."""
        if event.key() == Qt.Key.Key_Escape:
            self.feed_asked.emit()
        else:
            super().keyPressEvent(event)

    def _put_by(self) -> None:
        if self.view is None:
            return
        for name, field in self.cart.fields.items():
            if field.is_dirty and not field.isHidden():
                self._drafts[self.view.buyer, name] = field.typed

    def _take_up(self) -> None:
        for name, field in self.cart.fields.items():
            typed = self._drafts.pop((self.buyer or 0, name), None)
            if typed is not None:
                field.restore(typed)

    def _show_past(self, past: tuple[BuyersOrder, ...]) -> None:
        if past == self._past_shown:
            return
        self._past_shown = past
        while (item := self._past.takeAt(0)) is not None:
            if (card := item.widget()) is not None:
                card.hide()
                card.deleteLater()
        for order in past:
            self._past.addWidget(PastOrderCard(self._theme, self._pictures, order, self._inside))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The comments have a share of the height."""
        super().resizeEvent(event)
        self._fit_comments()

    def _fit_comments(self) -> None:
        most = max(96, round(self.height() * COMMENTS_SHARE))
        self.comments.setFixedHeight(min(most, self.comments.sizeHint().height()))

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        buyer = QWidget(self)
        column = QVBoxLayout(buyer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.head, self.thread_title, self.comments, self.cart_title):
            column.addWidget(widget)
        column.addWidget(self._scrolled(), 1)
        column.addWidget(self.cart.foot)
        self._stack.addWidget(self._nobody())
        self._stack.addWidget(buyer)
        self._stack.addWidget(self.form)
        layout.addLayout(self._stack, 1)
        layout.addWidget(self.notice)

    def _nobody(self) -> QWidget:
        """The empty state, with the button that puts the sidebar away where the head has it."""
        page = QWidget(self)
        self.close_button.setObjectName("flatButton")
        self.close_button.setFixedSize(26, 26)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 8, 0)
        column.setSpacing(0)
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self.empty, 1)
        return page

    def _scrolled(self) -> QScrollArea:
        area, self._inside = QScrollArea(self), QWidget(self)
        area.setObjectName("cartScroll")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside.setObjectName("cartInside")
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(12, 4, 12, 12)
        inside.setSpacing(12)
        self._past.setSpacing(12)
        inside.addWidget(self.cart)
        inside.addLayout(self._past)
        line = QHBoxLayout()
        line.addWidget(self.order_button)
        line.addStretch(1)
        inside.addLayout(line)
        inside.addStretch(1)
        area.setWidget(self._inside)
        return area


class _Title(QWidget):
    """The heading of a part, with something quiet beside it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._title, self._beside = QLabel(self), QLabel(self)
        self._title.setFont(theme.fonts.strong)
        self._beside.setFont(theme.fonts.small)
        self._beside.setProperty("role", "muted")
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 12, 4)
        line.setSpacing(8)
        line.addWidget(self._title)
        line.addWidget(self._beside)
        line.addStretch(1)

    def say(self, title: str, beside: str) -> None:
        """Show these."""
        self._title.setText(title)
        self._beside.setText(beside)
