"""Between the sidebar and the desk behind it: shows the buyer that is looked at, hands on what staff change.

It holds no rule. The feed is never held up: while one buyer is being read, only the one asked for last is
read next. Changes from outside reread the buyer only when their stamp has changed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QTimer

from desktop.services.buyer_rows import BuyerView, WishedLine
from desktop.services.live_rows import ChangeSet
from desktop.ui.errands import FAULTS, Spawn
from desktop.ui.live.screen import LiveScreen
from desktop.ui.sidebar.cart_card import ADDRESS, NAME, NOTE, PHONE
from desktop.ui.sidebar.desk import BuyerDesk
from desktop.ui.sidebar.words import person
from desktop.ui.theme import Tone

# Walking through the feed with ↑↓ waits so long for the next step, in milliseconds.
FOLLOW_AFTER = 80
COALESCE = 120
Work = Callable[[], Coroutine[Any, Any, str]]


class Ask(NamedTuple):
    """Whom to show: the author of a comment, or a buyer."""

    comment: str | None = None
    buyer: int | None = None


class SidebarPresenter(QObject):
    """Keeps the sidebar of the live screen true. `spawn(name, coroutine)` runs a task under supervision."""

    def __init__(self, desk: BuyerDesk, spawn: Spawn, screen: LiveScreen) -> None:
        super().__init__(screen)
        self._desk, self._spawn, self._screen, self._panel = desk, spawn, screen, screen.sidebar
        self._asked: Ask | None = None
        self._is_reading, self._is_editing, self._is_stale, self._is_checking = False, False, False, False
        self._edits: deque[Coroutine[Any, Any, None]] = deque()
        self._quantities: dict[int, int] = {}
        self._unsubscribe: Callable[[], None] | None = None
        self._follow_timer = QTimer(self, singleShot=True, interval=FOLLOW_AFTER)
        self._follow_timer.timeout.connect(self._follow_now)
        self._check_timer = QTimer(self, singleShot=True, interval=COALESCE)
        self._check_timer.timeout.connect(self._check_soon)
        self._connect()

    def start(self) -> None:
        """Follow the changes from here on."""
        self._unsubscribe = self._desk.subscribe(self._changed)
        self._screen.serve_buyers()

    def stop(self) -> None:
        """Follow no longer."""
        for timer in (self._follow_timer, self._check_timer):
            timer.stop()
        if self._unsubscribe:
            self._unsubscribe()
            self._unsubscribe = None

    def open_comment(self, comment_id: str) -> None:
        """Show who wrote this."""
        self._screen.open_sidebar()
        self._want(Ask(comment=comment_id))

    def open_buyer(self, buyer: int) -> None:
        """Show this buyer."""
        self._screen.open_sidebar()
        self._want(Ask(buyer=buyer))

    # Who is shown

    @property
    def is_behind(self) -> bool:
        """Whether another buyer has been chosen than the one still on show."""
        return self._follow_timer.isActive() or self._asked is not None or self._is_reading

    def _follow(self, index: QModelIndex) -> None:
        """Another comment is chosen in the feed."""
        if index.isValid() and self._panel.isVisible():
            self._follow_timer.start()

    def _follow_now(self) -> None:
        row = self._screen.feed.view.chosen
        if row is not None and self._panel.isVisible():
            self._want(Ask(comment=row.comment_id))

    def _open_chosen(self) -> None:
        row = self._screen.feed.view.chosen
        if row is not None:
            self._follow_timer.stop()
            self.open_comment(row.comment_id)

    def _want(self, ask: Ask) -> None:
        self._asked = ask
        if not self._is_reading:
            self._is_reading = True
            self._spawn("sidebar", self._reading())

    async def _reading(self) -> None:
        """The one asked for last; those passed by on the way are not shown."""
        try:
            while self._asked is not None:
                ask, self._asked = self._asked, None
                buyer = ask.buyer
                if ask.comment is not None:
                    buyer = await self._desk.buyer_of(ask.comment)
                view = await self._desk.view(buyer) if buyer is not None else None
                if self._asked is None:
                    self._show(view)
                    self._panel.offer(await self._desk.offered())
        except FAULTS as error:
            self._panel.notice.tell(str(error))
        finally:
            self._is_reading = False

    def _show(self, view: BuyerView | None) -> None:
        if view is None:
            self._panel.show_nobody(self.tr("Bình luận này không có khách: của trang, hoặc khách ẩn tên."))
        else:
            self._panel.show_view(view)

    # What changes outside

    def _changed(self, change: ChangeSet) -> None:
        if change.source is not None or change.storage_fault is not None:
            return
        self._is_stale = True
        if self._screen.isVisible() and not self._check_timer.isActive():
            self._check_timer.start()

    def _check_soon(self) -> None:
        if self._is_stale and self._panel.buyer is not None and not self._is_checking:
            self._is_checking = True
            self._spawn("sidebar-check", self._checking())

    async def _checking(self) -> None:
        """Reread the buyer on show, where anything of theirs is not as shown."""
        try:
            while self._is_stale and (view := self._panel.view) is not None:
                self._is_stale = False
                if await self._desk.stamp(view.buyer) != view.stamp:
                    await self._renew(view.buyer)
        except FAULTS:
            self._is_stale = True  # The next change asks again; the live screen tells of the fault.
        finally:
            self._is_checking = False

    async def _renew(self, buyer: int) -> None:
        view = await self._desk.view(buyer)
        if self._panel.buyer == buyer:
            self._panel.show_view(view)

    # What staff change

    def _do(self, work: Work) -> None:
        """One edit after the other, each told; then what is in force is shown."""
        self._enqueue(self._telling(self._panel.buyer, work))

    def _enqueue(self, edit: Coroutine[Any, Any, None]) -> None:
        self._edits.append(edit)
        if not self._is_editing:
            self._is_editing = True
            self._spawn("sidebar-edit", self._editing())

    async def _editing(self) -> None:
        try:
            while self._edits:
                await self._edits.popleft()
        finally:
            self._is_editing = False
            for left in self._edits:
                left.close()
            self._edits.clear()

    async def _telling(self, buyer: int | None, work: Work) -> None:
        try:
            if sentence := await work():
                self._panel.notice.tell(sentence, Tone.INFO)
        except FAULTS as error:
            self._panel.notice.tell(str(error))
        await self._renew_quietly(buyer)

    async def _renew_quietly(self, buyer: int | None) -> None:
        try:
            if buyer is not None:
                await self._renew(buyer)
        except FAULTS as error:
            self._panel.notice.tell(str(error))

    def _step(self, line: int, by: int) -> None:
        """Count from what was asked last, so that quick clicks add up before the first one is saved."""
        now = self._quantities.get(line, self._quantity_of(line))
        if now is not None and now + by >= 1:
            self._set_quantity(line, now + by)

    def _set_quantity(self, line: int, quantity: int) -> None:
        is_saving = line in self._quantities
        self._quantities[line] = quantity
        if not is_saving:
            self._enqueue(self._saving_quantity(self._panel.buyer, line))

    async def _saving_quantity(self, buyer: int | None, line: int) -> None:
        """Save until nothing else was asked meanwhile."""
        seen = self._quantity_of(line)
        try:
            while seen is not None and seen != self._quantities[line]:
                asked = self._quantities[line]
                await self._desk.set_quantity(line, seen, asked)
                seen = asked
            self._panel.notice.tell("")
        except FAULTS as error:
            self._panel.notice.tell(str(error))
        finally:
            del self._quantities[line]
        await self._renew_quietly(buyer)
        row = self._panel.cart.rows.get(line)
        if row is not None:
            row.quantity.reset()

    def _quantity_of(self, line: int) -> int | None:
        cart = self._panel.view.cart if self._panel.view else None
        return next((one.quantity for one in cart.lines if one.line == line), None) if cart else None

    def _set_field(self, name: str, seen: str | None, text: str) -> None:
        view = self._panel.view
        if view is not None:
            self._enqueue(self._saving_field(view, name, seen, text))

    async def _saving_field(self, view: BuyerView, name: str, seen: str | None, text: str) -> None:
        """What is refused stays where it was typed; of another buyer meanwhile it is kept for later."""
        order = view.cart.order if view.cart else None
        of_buyer = {NAME: self._desk.set_name, PHONE: self._desk.set_phone}
        of_order = {ADDRESS: self._desk.set_address, NOTE: self._desk.set_note}
        field = self._panel.cart.fields[name]
        try:
            if name in of_buyer:
                sentence = await of_buyer[name](view.buyer, seen, text)
            else:
                sentence = await of_order[name](order or 0, seen, text)
            if self._panel.buyer == view.buyer and field.typed == text:
                field.accept()
            if sentence:
                self._panel.notice.tell(sentence, Tone.OK)
            await self._renew(view.buyer)
        except FAULTS as error:
            if self._panel.buyer == view.buyer:
                await self._renew_quietly(view.buyer)
                field.refuse(str(error))
            else:
                self._panel.keep_draft(view.buyer, name, text)
                told = self.tr("{name}: {fault}").format(name=person(view.name), fault=str(error))
                self._panel.notice.tell(told)

    def _add(self, wish: WishedLine) -> None:
        buyer = self._panel.buyer
        if buyer is not None:
            self._do(lambda: self._desk.add_product(buyer, wish))

    def _with_order(self, act: Callable[[int], Coroutine[Any, Any, str]]) -> None:
        cart = self._panel.view.cart if self._panel.view else None
        order = cart.order if cart else None
        if order is not None:
            self._do(lambda: act(order))

    def _cancel(self) -> None:
        view = self._panel.view
        if view is not None and view.cart is not None:
            buyer, order = view.buyer, view.cart.order
            self._do(lambda: self._desk.cancel_cart(buyer, order))

    def _came_into_sight(self) -> None:
        if self._unsubscribe and self._is_stale:
            self._check_soon()

    def _connect(self) -> None:
        screen, panel, cart, desk = self._screen, self._panel, self._panel.cart, self._desk
        feed = screen.feed.view
        feed.activated.connect(self._open_chosen)
        screen.buyer_asked.connect(self._open_chosen)
        feed.clicked.connect(self._follow)
        feed.selectionModel().currentChanged.connect(self._follow)
        screen.came_into_sight.connect(self._came_into_sight)
        screen.sidebar_opened.connect(self._follow_now)
        panel.comment_asked.connect(screen.go_to_comment)
        cart.stepped.connect(self._step)
        cart.entered.connect(self._set_quantity)
        cart.removed.connect(lambda line: self._do(lambda: desk.remove_line(line)))
        cart.served.connect(lambda line: self._do(lambda: desk.serve_line(line)))
        cart.variant_chosen.connect(lambda line, sku: self._do(lambda: desk.choose_variant(line, sku)))
        cart.picked.connect(self._add)
        cart.field_set.connect(self._set_field)
        cart.confirm_asked.connect(lambda: self._with_order(desk.confirm))
        cart.unconfirm_asked.connect(lambda: self._with_order(desk.unconfirm))
        cart.cancel_asked.connect(self._cancel)
