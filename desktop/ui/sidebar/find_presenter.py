"""Between the search (Ctrl+K) and the desk behind it: only what was typed last is looked for."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.services.buyer_rows import Found, FoundKind
from desktop.ui.errands import FAULTS, Spawn
from desktop.ui.live.screen import LiveScreen
from desktop.ui.sidebar.desk import BuyerDesk
from desktop.ui.sidebar.presenter import SidebarPresenter


class FindPresenter(QObject):
    """Brings what was chosen into sight: a buyer's sidebar, a comment of the feed, a product."""

    def __init__(self, desk: BuyerDesk, spawn: Spawn, screen: LiveScreen, sidebar: SidebarPresenter) -> None:
        super().__init__(screen)
        self._desk, self._spawn, self._screen, self._sidebar = desk, spawn, screen, sidebar
        self._wanted: str | None = None
        self._is_finding = False
        screen.palette_of_finds.searched.connect(self._search)
        screen.palette_of_finds.chosen.connect(self._show)

    def _search(self, text: str) -> None:
        self._wanted = text
        if not self._is_finding:
            self._is_finding = True
            self._spawn("find", self._finding())

    async def _finding(self) -> None:
        try:
            while self._wanted is not None:
                text, self._wanted = self._wanted, None
                found = await self._desk.find(text)
                if self._wanted is None:
                    self._screen.palette_of_finds.show_found(text, found)
        except FAULTS as error:
            self._screen.feed.notice.tell(str(error))
        finally:
            self._is_finding = False

    def _show(self, found: Found) -> None:
        if found.kind is FoundKind.PRODUCT:
            self._screen.go_to_product(found.key)
            return
        if found.kind is FoundKind.COMMENT:
            self._screen.go_to_comment(found.key)
        if found.buyer is not None:
            self._sidebar.open_buyer(found.buyer)
