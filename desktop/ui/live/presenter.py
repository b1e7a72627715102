"""Between the live screen and the desk behind it: reads rows anew after changes, hands on what staff ask.

It holds no rule and no widget of its own. The screen shows a thing only after its commit, because only
commits are told (architecture.md §2).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.services.live_rows import ChangeSet, FeedRow, OpenSaleAnswer
from desktop.ui import formats
from desktop.ui.errands import FAULTS, Spawn
from desktop.ui.live.desk import LiveDesk
from desktop.ui.live.open_sale_editor import MOST
from desktop.ui.live.screen import LiveScreen

COALESCE = 33
RETRY = 1_000


class LivePresenter(QObject):
    """Keeps the live screen true. `spawn(name, coroutine)` runs a task under supervision.

    Signals: `source_changed(SourceStatus)`, `write_lag_changed(milliseconds)`,
    `storage_fault_changed(sentence, empty when it is over)`.
    """

    source_changed = Signal(object)
    write_lag_changed = Signal(int)
    storage_fault_changed = Signal(str)

    def __init__(self, desk: LiveDesk, spawn: Spawn, screen: LiveScreen) -> None:
        super().__init__(screen)
        self._desk, self._spawn, self._screen = desk, spawn, screen
        self._pending = ChangeSet()
        self._refreshing, self._loaded = False, False
        self._wanted: dict[str, int | None] = {}
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._flush)
        self._unsubscribe: Callable[[], None] | None = None
        self._unwatch: Callable[[], None] = lambda: None
        screen.came_into_sight.connect(self._came_into_sight)
        screen.products.open_sale_set.connect(self._set_open_sale)
        screen.products.open_sale_stepped.connect(self._step_open_sale)
        self.source_changed.connect(screen.show_source)

    def start(self) -> None:
        """Show what there is, and follow the changes from here on."""
        self._unsubscribe = self._desk.subscribe(self._changed)
        self._unwatch = self._desk.watch_undo(self._screen.feed.toast.show_offer)
        self._changed(ChangeSet(campaign_changed=True, source=self._desk.source_status()))

    def stop(self) -> None:
        """Follow no longer."""
        self._timer.stop()
        if self._unsubscribe:
            self._unsubscribe()
            self._unsubscribe = None
            self._unwatch()

    def _changed(self, change: ChangeSet) -> None:
        if self._is_in_sight():
            self._pending = self._pending.merged(change)
            self._flush_soon(COALESCE)
        else:
            self._tell(change)
            self._note(change)

    def _is_in_sight(self) -> bool:
        """Whether the screen is the one on show; one whose window is not shown yet counts as on show."""
        return self._screen.isVisibleTo(self._screen.window())

    def _note(self, change: ChangeSet) -> None:
        """Out of sight: what was added is read behind the last row later, so one id stands for all."""
        if self._pending.comments_added:
            change = replace(change, comments_added=())
        told = replace(change, comments_added=change.comments_added[:1])
        self._pending = self._pending.merged(replace(told, source=None, write_lag=None, storage_fault=None))

    def _came_into_sight(self) -> None:
        if self._unsubscribe and self._pending != ChangeSet():
            self._flush_soon(0)

    def _flush_soon(self, pause: int) -> None:
        if not self._refreshing and not self._timer.isActive():
            self._timer.start(pause)

    def _flush(self) -> None:
        change, self._pending = self._pending, ChangeSet()
        self._refreshing = True
        self._spawn("live-screen", self._refresh(change))

    async def _refresh(self, change: ChangeSet) -> None:
        """Show one change; what came meanwhile follows 33 ms later, what failed is tried again."""
        pause = RETRY
        try:
            await self._show(change)
            self._loaded, pause = True, COALESCE
        except FAULTS as error:
            self._screen.products.notice.tell(str(error))
        finally:
            self._refreshing = False
            if pause == RETRY:
                self._pending = change.merged(self._pending)
            if self._unsubscribe and self._is_in_sight() and self._pending != ChangeSet():
                self._timer.start(pause)

    def _tell(self, change: ChangeSet) -> None:
        """What needs no reading."""
        if change.source:
            self.source_changed.emit(change.source)
        if change.write_lag is not None:
            self.write_lag_changed.emit(change.write_lag)
        if change.storage_fault is not None:
            self.storage_fault_changed.emit(change.storage_fault)

    async def _show(self, change: ChangeSet) -> None:
        self._tell(change)
        await self._show_comments(change)
        if change.products_changed or not self._loaded:
            self._screen.products.show_products(await self._desk.product_rows())
        if change.campaign_changed or change.comments_added or change.comments_changed:
            self._screen.show_campaign(await self._desk.campaign())

    async def _show_comments(self, change: ChangeSet) -> None:
        """New and changed rows reach the model together: one insertion per change."""
        model, rows = self._screen.feed.model, list[FeedRow]()
        if change.comments_changed:
            rows += await self._desk.feed_rows(ids=change.comments_changed)
        if change.comments_added or not self._loaded:
            rows += await self._desk.feed_rows(after_sequence=model.last_sequence)
        if rows:
            model.take(rows)

    def _step_open_sale(self, sku: str, by: int) -> None:
        """Count from what was asked last, so that quick clicks add up before the first one is saved."""
        row = self._screen.products.model.row_of(sku)
        current = self._wanted.get(sku, row.open_sale if row else None)
        if current is not None:
            self._set_open_sale(sku, min(MOST, max(0, current + by)))

    def _set_open_sale(self, sku: str, quantity: int | None) -> None:
        is_saving = sku in self._wanted
        self._wanted[sku] = quantity
        if not is_saving:
            self._spawn(f"open-sale {sku}", self._save_open_sale(sku))

    async def _save_open_sale(self, sku: str) -> None:
        """Save until nothing else was asked meanwhile; then the screen shows what is in force."""
        try:
            asked: int | None = -1
            while asked != self._wanted[sku]:
                asked = self._wanted[sku]
                answer = await self._desk.set_open_sale(sku, asked)
                self._screen.products.show_products(await self._desk.product_rows())
            self._screen.products.notice.tell(self._clamped(answer) if answer.clamped else "")
        except FAULTS as error:
            self._screen.products.notice.tell(str(error))
        finally:
            del self._wanted[sku]

    def _clamped(self, answer: OpenSaleAnswer) -> str:
        """Lowering below what is held clamps, and says so (product.md §3)."""
        row = self._screen.products.model.row_of(answer.sku)
        code = row.keywords[0] if row and row.keywords else answer.sku
        text = self.tr("{code}: đang giữ {held}, nên còn mở bán {limit}.")
        limit = answer.held if answer.open_sale is None else answer.open_sale
        return text.format(code=code, held=formats.grouped(answer.held), limit=formats.grouped(limit))
