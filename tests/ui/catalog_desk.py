"""A catalogue of memory that answers at once and notes every question, and rows to fill it with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from desktop.domain.capture.text import fold
from desktop.services.catalog_rows import (
    CatalogChange,
    CatalogDetail,
    CatalogFilter,
    CatalogPage,
    CatalogRow,
    ImportPreview,
    ImportRow,
    LevelRow,
    OmniConnection,
    ProductDraft,
    RefreshProgress,
    RefreshState,
    SellingRow,
)
from desktop.services.live_rows import DeskError

from .rows import NOW

Question = tuple[str, CatalogFilter, str | None, int]


def catalog_row(sku: str, product: str = "Áo len cổ lọ", **changes: object) -> CatalogRow:
    values: dict[str, object] = {
        "sku": sku,
        "product": product,
        "variant": "Kem / M",
        "price": 299_000,
        "compare_at_price": None,
        "stock": 34,
        "committed": 4,
        "available": 30,
        "stock_fetched_at": NOW - 12_000,
        "is_tracked": True,
        "is_local": False,
        "barcode": "",
        "grams": 250,
        "campaigns": ("Xả kho",),
        "picture": None,
    }
    return CatalogRow(**(values | changes))  # type: ignore[arg-type]


def local_row(sku: str = "HOP-NOEL", **changes: object) -> CatalogRow:
    values: dict[str, object] = {
        "product": "Hộp quà Noel",
        "is_local": True,
        "stock_fetched_at": None,
        "campaigns": (),
    }
    return catalog_row(sku, **(values | changes))  # type: ignore[arg-type]


def many_rows(count: int) -> list[CatalogRow]:
    return [catalog_row(f"SKU-{number:05}") for number in range(count)]


class Catalog:
    """A CatalogDesk. `questions` are the pages asked for, `done` what was changed."""

    def __init__(self) -> None:
        self.rows = [catalog_row("AOLEN-KEM-M"), catalog_row("KHAN-DODO", "Khăn choàng"), local_row()]
        self.link = OmniConnection(is_connected=True, shop="Shop Mây")
        self.state = RefreshProgress()
        self.questions: list[Question] = []
        self.details: list[str] = []
        self.done: list[tuple[object, ...]] = []
        self.fault: Exception | None = None
        self.callbacks: list[Callable[[CatalogChange], None]] = []

    async def page(
        self, search: str, chip: CatalogFilter, location: str | None, offset: int, limit: int, /
    ) -> CatalogPage:
        self._fail()
        self.questions.append((search, chip, location, offset))
        words = fold(search).split()
        found = [row for row in self.rows if all(word in _text(row) for word in words)]
        by_chip = {
            CatalogFilter.ALL: found,
            CatalogFilter.ON_SALE: [row for row in found if row.campaigns],
            CatalogFilter.SOLD_OUT: [row for row in found if row.available == 0],
            CatalogFilter.SCARCE: [],
            CatalogFilter.LOCAL: [row for row in found if row.is_local],
        }
        rows = by_chip[chip]
        counts = {key: len(rows) for key, rows in by_chip.items()}
        return CatalogPage(tuple(rows[offset : offset + limit]), offset, len(rows), counts)

    async def detail(self, sku: str) -> CatalogDetail | None:
        self.details.append(sku)
        row = next((row for row in self.rows if row.sku == sku), None)
        if row is None:
            return None
        levels = () if row.is_local else (LevelRow("Kho Hoàn Kiếm", 30, 4, 26), LevelRow("Thủ Đức", 4, 0, 4))
        return CatalogDetail(row, levels, tuple(SellingRow(name, ("B05",), 30, 7) for name in row.campaigns))

    async def locations(self) -> Sequence[str]:
        return ("Kho Hoàn Kiếm", "Thủ Đức")

    async def create(self, draft: ProductDraft) -> None:
        self._fail()
        self.done.append(("create", draft))
        self.rows.append(local_row(draft.sku, product=draft.product, price=draft.price))
        self.tell_rows()

    async def edit(self, sku: str, draft: ProductDraft) -> None:
        self._fail()
        self.done.append(("edit", sku, draft))
        place = next(place for place, row in enumerate(self.rows) if row.sku == sku)
        self.rows[place] = replace(self.rows[place], sku=draft.sku, product=draft.product, price=draft.price)
        self.tell_rows()

    async def remove(self, sku: str) -> None:
        self._fail()
        self.done.append(("remove", sku))
        self.rows = [row for row in self.rows if row.sku != sku]
        self.tell_rows()

    async def preview_import(self, path: Path) -> ImportPreview:
        self._fail()
        draft = ProductDraft("NEN-QUE", "Nến thơm quế", price=99_000, stock=5)
        rows = [ImportRow(number, replace(draft, sku=f"NEN-{number}")) for number in range(2, 44)]
        rows += [ImportRow(44, draft, is_new=False)]
        rows += [ImportRow(number, None, error="Giá “trăm” không phải là số.") for number in range(45, 48)]
        return ImportPreview(path.name, tuple(rows))

    async def run_import(self, preview: ImportPreview) -> None:
        self._fail()
        self.done.append(("import", preview.file_name))
        self.tell_rows()

    async def export(self, path: Path) -> None:
        self._fail()
        self.done.append(("export", path.name))

    def connection(self) -> OmniConnection:
        return self.link

    def start_refresh(self) -> None:
        self._fail()
        self.done.append(("start",))
        self.tell(RefreshProgress(RefreshState.RUNNING))

    def stop_refresh(self) -> None:
        self.done.append(("stop",))
        self.tell(replace(self.state, state=RefreshState.STOPPED))

    def progress(self) -> RefreshProgress:
        return self.state

    def subscribe(self, callback: Callable[[CatalogChange], None]) -> Callable[[], None]:
        self.callbacks.append(callback)
        return lambda: self.callbacks.remove(callback)

    def tell(self, progress: RefreshProgress) -> None:
        self.state = progress
        self._publish(CatalogChange(progress=progress))

    def tell_rows(self) -> None:
        self._publish(CatalogChange(rows_changed=True))

    def _publish(self, change: CatalogChange) -> None:
        for callback in list(self.callbacks):
            callback(change)

    def _fail(self) -> None:
        if self.fault:
            raise self.fault


def refusal(sentence: str) -> Exception:
    return DeskError(sentence)


def _text(row: CatalogRow) -> str:
    return fold(f"{row.product} {row.variant} {row.sku}")
