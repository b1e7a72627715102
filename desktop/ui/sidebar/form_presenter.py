"""Between the form of a manual order (F3) and the desk behind it. It holds no rule."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.services.buyer_rows import ManualOrder, ShortError
from desktop.ui.errands import FAULTS, Spawn
from desktop.ui.live.screen import LiveScreen
from desktop.ui.sidebar.desk import BuyerDesk
from desktop.ui.sidebar.presenter import SidebarPresenter


class FormPresenter(QObject):
    """Opens the form for the chosen comment, the buyer on show, or a buyer who wrote nothing yet."""

    def __init__(self, desk: BuyerDesk, spawn: Spawn, screen: LiveScreen, sidebar: SidebarPresenter) -> None:
        super().__init__(screen)
        self._desk, self._spawn, self._screen, self._sidebar = desk, spawn, screen, sidebar
        self._form, self._panel = screen.sidebar.form, screen.sidebar
        self._is_busy = False
        screen.order_asked.connect(self._open)
        self._panel.order_asked.connect(self._open_for_buyer)
        self._form.submitted.connect(self._make)
        self._form.cancelled.connect(self._cancel)
        self._form.blank_asked.connect(lambda: self._begin(None, None))

    def _open(self) -> None:
        """F3: for the chosen comment, else for the buyer on show, else for somebody new."""
        row = self._screen.feed.view.chosen
        if row is not None and not row.is_own:
            self._begin(row.comment_id, None)
        else:
            self._begin(None, self._panel.buyer)

    def _open_for_buyer(self) -> None:
        """Never for the one before, where another comment was chosen a moment ago."""
        if self._sidebar.is_behind:
            self._open()
        else:
            self._begin(None, self._panel.buyer)

    def _begin(self, comment_id: str | None, buyer: int | None) -> None:
        if not self._is_busy:
            self._is_busy = True
            self._spawn("order-form", self._beginning(comment_id, buyer))

    async def _beginning(self, comment_id: str | None, buyer: int | None) -> None:
        try:
            self._panel.offer(await self._desk.offered())
            self._form.begin(await self._desk.draft(comment_id, buyer))
            self._screen.open_sidebar()
            self._panel.open_form()
        except FAULTS as error:
            self._screen.feed.notice.tell(str(error))
        finally:
            self._is_busy = False

    def _make(self, order: ManualOrder) -> None:
        if not self._is_busy:
            self._is_busy = True
            self._spawn("order-form", self._making(order))

    async def _making(self, order: ManualOrder) -> None:
        try:
            done = await self._desk.make_order(order)
        except ShortError as error:
            self._form.refuse(str(error), is_short=True)
        except FAULTS as error:
            self._form.refuse(str(error))
        else:
            self._panel.end_form()
            self._sidebar.open_buyer(done.buyer)
            self._screen.take_focus()
        finally:
            self._is_busy = False

    def _cancel(self) -> None:
        self._panel.end_form()
        self._screen.take_focus()
