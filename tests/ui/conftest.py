"""The window on a screen that is not there, with the bundled font, and a desk that answers at once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.capture.outcome import Outcome
from desktop.services.live_rows import (
    CampaignRow,
    ChangeSet,
    DeskError,
    FeedRow,
    HolderRow,
    Holding,
    KeywordAnswer,
    OpenSaleAnswer,
    ProductRow,
    SourceState,
    SourceStatus,
    UndoOffer,
    filter_counts,
)
from desktop.ui.main_window import STOCK, MainWindow
from desktop.ui.stock.screen import StockScreen
from desktop.ui.theme import Theme, ThemeChoice

from .catalog_desk import Catalog
from .rows import NOW, feed_rows, product_row


class Desk:
    """A LiveDesk of memory. It clamps as product.md §3 says and notes every call."""

    def __init__(self) -> None:
        self.rows: list[FeedRow] = []
        self.products: list[ProductRow] = [product_row("A01"), product_row("B05", name="Khăn choàng")]
        self.asked: list[tuple[str, int | None]] = []
        self.feed_reads = 0
        self.fault: Exception | None = None
        self.callbacks: list[Callable[[ChangeSet], None]] = []
        self.is_paused = False
        self.offered = 0
        self.accepted: list[str] = []
        self.held: dict[str, Holding] = {}
        self.offers: list[int] = []
        self.before_act: list[FeedRow] | None = None
        self.undo_watchers: list[Callable[[UndoOffer | None], None]] = []

    async def campaign(self) -> CampaignRow:
        counts = filter_counts(Counter(row.outcome for row in self.rows))
        started, number = NOW - 60_000, len(self.rows)
        return CampaignRow(1, "Xả kho", "Shop Mây", "LIVE", started, number, 0, self.is_paused, True, counts)

    async def feed_rows(
        self, after_sequence: int | None = None, ids: Collection[str] = ()
    ) -> Sequence[FeedRow]:
        self._fail()
        self.feed_reads += 1
        if ids:
            return [row for row in self.rows if row.comment_id in ids]
        return [row for row in self.rows if after_sequence is None or row.sequence > after_sequence]

    async def product_rows(self) -> Sequence[ProductRow]:
        return list(self.products)

    async def set_open_sale(self, sku: str, quantity: int | None) -> OpenSaleAnswer:
        self._fail()
        self.asked.append((sku, quantity))
        place = next(place for place, row in enumerate(self.products) if row.sku == sku)
        row = self.products[place]
        held = row.reserved + row.sold
        in_force = quantity if quantity is None else max(held, quantity)
        self.products[place] = replace(row, open_sale=in_force)
        return OpenSaleAnswer(sku, in_force, in_force != quantity, held)

    async def accept(self, comment_id: str) -> str:
        """As the services do: a suggestion becomes an order, a refusal is carried out."""
        self._fail()
        self.accepted.append(comment_id)
        place = next(place for place, row in enumerate(self.rows) if row.comment_id == comment_id)
        row = self.rows[place]
        if row.outcome not in (Outcome.SUGGESTED, Outcome.CANCEL_SUGGESTED):
            raise DeskError("Bình luận này không có gợi ý nào để nhận.")
        self.before_act = list(self.rows)
        done = Outcome.ORDERED if row.outcome is Outcome.SUGGESTED else Outcome.IGNORED
        self.rows[place] = replace(row, outcome=done, revision=row.revision + 1, badge="QL-000009 · A01×1")
        self.publish(ChangeSet(comments_changed=(comment_id,), campaign_changed=True))
        self.offer_undo(UndoOffer("Đã nhận gợi ý: QL-000009 · A01×1"))
        return "Đã nhận gợi ý: QL-000009 · A01×1."

    async def refusal(self, comment_id: str) -> str:
        self._fail()
        return f"F4 sẽ hủy của Khách {comment_id}: B05×3; thôi chờ D02×1."

    async def add_keyword(self, sku: str, text: str) -> KeywordAnswer:
        """As the services do: a keyword that is taken is refused."""
        self._fail()
        if any(text.upper() in row.keywords for row in self.products):
            raise DeskError(f"{text} đã dùng cho Khăn choàng.")
        self.products = [
            replace(row, keywords=(*row.keywords, text)) if row.sku == sku else row for row in self.products
        ]
        self.publish(ChangeSet(products_changed=(sku,)))
        return KeywordAnswer(text, self.offered, len(text) == 1)

    async def offer(self, line: int) -> str:
        """As the services do: who waits on this line holds it now."""
        self._fail()
        self.offers.append(line)
        sku, holding = next(
            (sku, held) for sku, held in self.held.items() if any(row.line == line for row in held.waiters)
        )
        waiter = next(row for row in holding.waiters if row.line == line)
        holder = HolderRow(waiter.buyer_name, waiter.quantity, "QL-000077", None, False)
        rest = tuple(row for row in holding.waiters if row.line != line)
        self.held[sku] = Holding(sku, (*holding.holders, holder), rest)
        self.products = [
            replace(row, reserved=row.reserved + waiter.quantity) if row.sku == sku else row
            for row in self.products
        ]
        self.publish(ChangeSet(products_changed=(sku,)))
        sentence = f"Đã mời {waiter.buyer_name}: QL-000077 · A01×{waiter.quantity}"
        self.offer_undo(UndoOffer(sentence))
        return f"{sentence}."

    async def undo(self) -> str:
        self._fail()
        if self.before_act is None:
            raise DeskError("Không có gì để hoàn tác.")
        newer = (replace(row, revision=row.revision + 9) for row in self.before_act)
        self.rows, self.before_act = list(newer), None
        self.offer_undo(None)
        self.publish(ChangeSet(comments_changed=tuple(row.comment_id for row in self.rows)))
        return "Đã hoàn tác: nhận gợi ý: QL-000009 · A01×1."

    def watch_undo(self, callback: Callable[[UndoOffer | None], None]) -> Callable[[], None]:
        self.undo_watchers.append(callback)
        return lambda: self.undo_watchers.remove(callback)

    def forget_undo(self) -> None:
        self.before_act = None
        self.offer_undo(None)

    def offer_undo(self, offer: UndoOffer | None) -> None:
        for watcher in list(self.undo_watchers):
            watcher(offer)

    async def set_paused(self, paused: bool) -> int:
        self._fail()
        self.is_paused = paused
        self.publish(ChangeSet(campaign_changed=True))
        return 0 if paused else self.offered

    async def set_open_product(self, sku: str, is_open: bool) -> None:
        self._fail()
        self.products = [replace(row, is_open=is_open) if row.sku == sku else row for row in self.products]
        self.publish(ChangeSet(products_changed=(sku,)))

    async def set_on_air(self, sku: str | None) -> None:
        self._fail()
        self.products = [replace(row, is_on_air=row.sku == sku) for row in self.products]
        self.publish(ChangeSet(products_changed=tuple(row.sku for row in self.products)))

    async def holding(self, sku: str) -> Holding:
        self._fail()
        return self.held.get(sku, Holding(sku, (), ()))

    def source_status(self) -> SourceStatus:
        return SourceStatus(SourceState.READING, 600, NOW)

    def subscribe(self, callback: Callable[[ChangeSet], None]) -> Callable[[], None]:
        self.callbacks.append(callback)
        return lambda: self.callbacks.remove(callback)

    def publish(self, change: ChangeSet) -> None:
        for callback in list(self.callbacks):
            callback(change)

    def add_comments(self, count: int) -> None:
        fresh = feed_rows(len(self.rows), len(self.rows) + count)
        self.rows += fresh
        self.publish(ChangeSet(comments_added=tuple(row.comment_id for row in fresh)))

    def _fail(self) -> None:
        if self.fault:
            raise self.fault


def run_at_once(_name: str, work: Coroutine[Any, Any, None]) -> None:
    """Spawn for a desk that never waits."""
    try:
        work.send(None)
    except StopIteration:
        return
    raise AssertionError("the desk waited")


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(ThemeChoice.LIGHT)
    theme.prepare(qapp)
    yield theme
    theme.deleteLater()


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, pool: ThreadPoolExecutor, desk: Desk) -> Iterator[MainWindow]:
    window = MainWindow(
        desk,
        run_at_once,
        theme,
        pool,
        staff="Lan",
        storage_label="máy này · đã mã hoá",
        rehearsal=True,
        clock=lambda: NOW,
    )
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.start()
    qtbot.waitUntil(lambda: window.screen_live.products.model.rowCount() > 0)
    yield window
    window.stop()


@pytest.fixture
def catalog() -> Catalog:
    return Catalog()


@pytest.fixture
def stock_window(
    qtbot: QtBot, theme: Theme, pool: ThreadPoolExecutor, desk: Desk, catalog: Catalog
) -> Iterator[MainWindow]:
    """The window with a catalogue behind it, on the live screen."""
    window = MainWindow(
        desk,
        run_at_once,
        theme,
        pool,
        staff="Lan",
        storage_label="máy này · đã mã hoá",
        catalog=catalog,
        clock=lambda: NOW,
    )
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.start()
    qtbot.waitUntil(lambda: window.screen_live.products.model.rowCount() > 0)
    yield window
    window.stop()


@pytest.fixture
def stock(qtbot: QtBot, stock_window: MainWindow) -> StockScreen:
    """The product screen in sight, its first rows read."""
    screen = stock_window.screen_stock
    assert screen is not None
    stock_window.show_screen(STOCK)
    qtbot.waitUntil(lambda: screen.list.model.rowCount() > 0 and screen.detail.sku != "")
    return screen
