"""Between the product screen and the catalogue behind it: reads what is looked at, hands on what staff ask.

It holds no rule and no widget of its own. While the screen is out of sight it only notes that it is stale.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer

from desktop.services.catalog_rows import (
    CatalogChange,
    CatalogFilter,
    CatalogPage,
    ImportPreview,
    ProductDraft,
    RefreshState,
)
from desktop.ui import formats
from desktop.ui.errands import FAULTS, Errands, Spawn
from desktop.ui.stock.catalog_model import STRETCH
from desktop.ui.stock.desk import CatalogDesk
from desktop.ui.stock.screen import StockScreen
from desktop.ui.theme import Tone

COALESCE = 250
COALESCE_READING = 2_000
"""While a refresh runs every page of it changes rows: the list follows at a calmer pace."""
# So many stretches wait to be read at most: who drags the scroll bar looks at the last ones only.
MOST_DUE = 3


class Query(NamedTuple):
    """What is looked for: all typed words, one chip, one location (None: all)."""

    search: str = ""
    chip: CatalogFilter = CatalogFilter.ALL
    location: str | None = None


class StockPresenter(QObject):
    """Keeps the product screen true. `spawn(name, coroutine)` runs a task under supervision."""

    def __init__(self, desk: CatalogDesk, spawn: Spawn, screen: StockScreen) -> None:
        super().__init__(screen)
        self._desk, self._spawn, self._screen = desk, spawn, screen
        self._query, self._shown_query = Query(), Query()
        self._due: list[int] = []
        self._is_reading, self._is_stale, self._has_rows = False, True, False
        self._detail_wanted: str | None = None
        self._is_reading_detail = False
        self._errands = Errands(spawn, lambda sentence: screen.notice(sentence, Tone.BAD))
        self._unsubscribe: Callable[[], None] | None = None
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._read_again)
        self._now = QTimer(self, interval=0, singleShot=True)
        self._now.timeout.connect(self._begin_reading)
        self._connect()

    def start(self) -> None:
        """Follow the changes from here on; the screen is filled when it comes into sight."""
        self._unsubscribe = self._desk.subscribe(self._changed)
        if self._screen.isVisible():
            self._came_into_sight()

    def stop(self) -> None:
        """Follow no longer."""
        for timer in (self._soon, self._now):
            timer.stop()
        if self._unsubscribe:
            self._unsubscribe()
            self._unsubscribe = None

    # What is looked at

    def _changed(self, change: CatalogChange) -> None:
        if change.rows_changed:
            self._is_stale = True
            is_reading = self._desk.progress().state is RefreshState.RUNNING
            if self._screen.isVisible() and not self._soon.isActive():
                self._soon.start(COALESCE_READING if is_reading else COALESCE)

    def _came_into_sight(self) -> None:
        if self._is_stale and self._unsubscribe:
            self._read_again()

    def _read_again(self) -> None:
        """What is in sight, the locations, and the chosen variant."""
        self._is_stale = False
        self._errands.run("stock-locations", self._show_locations)
        if self._has_rows and self._query == self._shown_query:
            self._screen.list.model.outdate()
        else:
            self._want(0)
        self._want_detail(self._screen.list.view.chosen)

    def _ask(self, **changes: Any) -> None:
        query = self._query._replace(**changes)
        if query != self._query:
            self._query, self._due = query, []
            self._want(0)

    def _want(self, stretch: int) -> None:
        """Read this stretch soon, never before the caller returns: it may be painting."""
        if stretch in self._due:
            self._due.remove(stretch)
        self._due.append(stretch)
        for dropped in self._due[:-MOST_DUE]:
            self._screen.list.model.give_up(dropped)
        self._due = self._due[-MOST_DUE:]
        if not self._is_reading:
            self._now.start()

    def _begin_reading(self) -> None:
        if self._due and not self._is_reading:
            self._is_reading = True
            self._spawn("stock-list", self._read())

    async def _read(self) -> None:
        """The stretches that are due, the one asked for last first; answers to old questions are dropped."""
        try:
            while self._due:
                stretch, query = self._due.pop(), self._query
                page = await self._desk.page(*query, stretch * STRETCH, STRETCH)
                if query == self._query:
                    self._show_page(page, query)
        except FAULTS as error:
            self._is_stale = True
            self._screen.list.model.give_up(stretch)
            self._screen.notice(str(error), Tone.WARN)
        finally:
            self._is_reading = False

    def _show_page(self, page: CatalogPage, query: Query) -> None:
        screen, panel = self._screen, self._screen.list
        anew = query != self._shown_query or not self._has_rows
        self._shown_query, self._has_rows = query, page.total > 0
        panel.model.take(page, anew=anew)
        panel.show_counts(page.counts)
        if not query.search and query.location is None:
            screen.head.show_count(page.counts.get(CatalogFilter.ALL, page.total))
        if page.total:
            panel.show_list()
            if anew and panel.model.place_of(panel.view.chosen) is None:
                panel.view.choose_first()
            return
        panel.view.choose("")
        if query == Query():
            panel.show_no_products(self._desk.connection())
        else:
            panel.show_nothing_found(query.search)

    async def _show_locations(self) -> None:
        self._screen.list.location.offer(tuple(await self._desk.locations()))
        self._screen.list.location.setVisible(len(self._screen.list.location.choices) > 1)

    def _want_detail(self, sku: str) -> None:
        self._detail_wanted = sku
        if not self._is_reading_detail:
            self._is_reading_detail = True
            self._spawn("stock-detail", self._read_detail())

    async def _read_detail(self) -> None:
        """The variant that was chosen last; those passed by on the way are not shown."""
        try:
            while self._detail_wanted is not None:
                sku, self._detail_wanted = self._detail_wanted, None
                detail = await self._desk.detail(sku) if sku else None
                if self._detail_wanted is None:
                    self._screen.show_detail(detail)
        except FAULTS as error:
            self._screen.notice(str(error), Tone.WARN)
        finally:
            self._is_reading_detail = False

    def _clear(self) -> None:
        panel = self._screen.list
        panel.chips.choose(CatalogFilter.ALL)
        panel.location.choose(None)
        self._screen.head.clear_search()

    # What staff ask

    def _save(self, sku: str, draft: ProductDraft) -> None:
        self._errands.run("stock-save", lambda: self._saving(sku, draft))

    async def _saving(self, sku: str, draft: ProductDraft) -> None:
        try:
            await (self._desk.edit(sku, draft) if sku else self._desk.create(draft))
        except FAULTS as error:
            if self._screen.draft_dialog is None:
                raise
            self._screen.draft_dialog.refuse(str(error))
            return
        if self._screen.draft_dialog is not None:
            self._screen.draft_dialog.accept()
        self._screen.list.view.choose(draft.sku)
        self._want_detail(draft.sku)
        text = self.tr("Đã lưu {sku}.") if sku else self.tr("Đã tạo {sku}.")
        self._screen.notice(text.format(sku=draft.sku), Tone.OK)

    def _remove(self, sku: str) -> None:
        self._errands.run("stock-remove", lambda: self._removing(sku))

    async def _removing(self, sku: str) -> None:
        await self._desk.remove(sku)
        self._screen.list.view.choose("")
        self._screen.notice(self.tr("Đã xoá {sku} khỏi máy này.").format(sku=sku), Tone.OK)

    def _preview(self, path: Path) -> None:
        self._errands.run("stock-preview", lambda: self._previewing(path))

    async def _previewing(self, path: Path) -> None:
        self._screen.show_import(await self._desk.preview_import(path))

    def _import(self, preview: ImportPreview) -> None:
        self._errands.run("stock-import", lambda: self._importing(preview))

    async def _importing(self, preview: ImportPreview) -> None:
        try:
            await self._desk.run_import(preview)
        except FAULTS as error:
            if self._screen.import_dialog is None:
                raise
            self._screen.import_dialog.refuse(str(error))
            return
        if self._screen.import_dialog is not None:
            self._screen.import_dialog.accept()
        self._screen.notice(self._imported(preview), Tone.OK)

    def _imported(self, preview: ImportPreview) -> str:
        usable, wrong = formats.grouped(preview.usable), len(preview.rows) - preview.usable
        if not wrong:
            return self.tr("Đã nhập {usable} dòng.").format(usable=usable)
        text = self.tr("Đã nhập {usable} dòng, bỏ qua {wrong} dòng lỗi.")
        return text.format(usable=usable, wrong=formats.grouped(wrong))

    def _export(self, path: Path) -> None:
        self._errands.run("stock-export", lambda: self._exporting(path))

    async def _exporting(self, path: Path) -> None:
        await self._desk.export(path)
        self._screen.notice(self.tr("Đã xuất sản phẩm ra {file}.").format(file=path.name), Tone.OK)

    def _connect(self) -> None:
        screen, panel = self._screen, self._screen.list
        screen.came_into_sight.connect(self._came_into_sight)
        screen.head.searched.connect(lambda text: self._ask(search=" ".join(text.split())))
        panel.filter_chosen.connect(lambda chip: self._ask(chip=chip))
        panel.location.chosen.connect(lambda location: self._ask(location=location))
        panel.clear_asked.connect(self._clear)
        panel.model.wanted.connect(self._want)
        panel.view.row_chosen.connect(self._want_detail)
        screen.draft_submitted.connect(self._save)
        screen.detail.removal_confirmed.connect(self._remove)
        screen.import_chosen.connect(self._preview)
        screen.import_confirmed.connect(self._import)
        screen.export_chosen.connect(self._export)
