"""The window with the real desks on a database in memory: each coroutine runs to its end at once."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.comments import Author, Comment
from desktop.services import capture
from desktop.services.buyer_desk import BuyerDesk
from desktop.services.buyer_rows import BuyersOrder, BuyerView
from desktop.services.live_desk import CampaignDesk
from desktop.services.live_rows import ChangeSet
from desktop.services.undo import UndoShelf
from desktop.storage.database import Database
from desktop.system.events import EventBus
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Theme

sys.path.append(str(Path(__file__).parents[1] / "services"))
from live_shop import LiveShop, opened, product

PRODUCTS = (
    product("B05", product="Khăn choàng", variant="Đỏ đô", open_sale=5, price=149_000),
    product("A01-M", "M", product="Áo len cổ lọ", variant="M", price=299_000),
    product("A01-L", "L", product="Áo len cổ lọ", variant="L", open_sale=1, price=299_000),
)


class Stage:
    """A live with a window before it. `runner` runs what is spawned; the caller ends it all with `end`."""

    def __init__(
        self, qtbot: QtBot, theme: Theme, pool: Executor, size: tuple[int, int] = (1366, 768), **rules: Any
    ) -> None:
        self._loop = asyncio.new_event_loop()
        self._waiting: list[Coroutine[Any, Any, None]] = []
        self._is_running = False
        self.database = Database.open(None)
        self.live: LiveShop = opened(self.database, *PRODUCTS, **rules)
        self.bus, shelf = EventBus(), UndoShelf()
        self.campaign = CampaignDesk(
            self.database,
            self.bus,
            self.live.selling,
            page_name="Shop Mây",
            staff="Lan",
            clock=lambda: self.live.now,
            undo_shelf=shelf,
        )
        self.desk = BuyerDesk(
            self.database,
            self.bus,
            self.live.selling,
            clock=lambda: self.live.now,
            staff="Lan",
            undo_shelf=shelf,
        )
        self.window = MainWindow(
            self.campaign,
            self.spawn,
            theme,
            pool,
            staff="Lan",
            storage_label="máy này",
            buyers=self.desk,
            clock=lambda: self.live.now,
        )
        qtbot.addWidget(self.window)
        self.window.resize(*size)
        self.window.show()
        self.window.start()
        self.screen = self.window.screen_live
        self.panel = self.screen.sidebar
        self.qtbot = qtbot

    def spawn(self, _name: str, work: Coroutine[Any, Any, None]) -> None:
        """Run to the end, here and now; what it spawns itself runs after it."""
        self._waiting.append(work)
        if self._is_running:
            return
        self._is_running = True
        while self._waiting:
            self.run(self._waiting.pop(0))
        self._is_running = False

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self._loop.run_until_complete(work)

    def say(self, text: str, who: str = "u1", name: str = "Trần Thu Hà") -> str:
        """A comment arrives and is shown."""
        live = self.live
        live.sent += 1
        comment = Comment(f"c{live.sent}", text, live.now, Author(who, name), raw="{}")
        live.run(capture.capture, live.selling, comment, live.selling.reader.read(text), live.now)
        self.bus.publish(
            ChangeSet(
                comments_added=(comment.id,),
                products_changed=tuple(live.selling.products),
                campaign_changed=True,
                campaign=live.selling.campaign,
            )
        )
        self.wait(lambda: self.screen.feed.model.place_of(comment.id) is not None)
        return comment.id

    def view(self, who: str = "u1") -> BuyerView:
        from desktop.storage import buyers

        found = self.live.run(buyers.find, "commenter", "1001", who)
        view: BuyerView = self.run(self.desk.view(found.id))
        return view

    def cart(self, who: str = "u1") -> BuyersOrder:
        cart = self.view(who).cart
        assert cart is not None
        return cart

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until)

    def settle(self) -> None:
        for _ in range(8):
            QApplication.processEvents()

    def open(self, comment: str) -> None:
        """The buyer of a comment is on show."""
        buyer = self.run(self.desk.buyer_of(comment))
        assert self.window.live is not None and self.window.live.sidebar is not None
        self.window.live.sidebar.open_comment(comment)
        self.wait(lambda: self.panel.buyer == buyer)
        self.settle()

    def end(self) -> None:
        self.window.stop()
        self.database.close()
        self._loop.close()
