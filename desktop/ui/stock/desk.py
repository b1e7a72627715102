"""What the product screen needs of the services, as a protocol. Nothing is done here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from desktop.services.catalog_rows import (
    CatalogChange,
    CatalogDetail,
    CatalogFilter,
    CatalogPage,
    ImportPreview,
    OmniConnection,
    ProductDraft,
    RefreshProgress,
)


class RefreshDesk(Protocol):
    """The refresh from Omni (product.md §3), for every screen that shows it. Used on the GUI thread."""

    def connection(self) -> OmniConnection:
        """Whether there is an Omni to read from, and which shop's."""
        ...

    def start_refresh(self) -> None:
        """Begin, or go on where a stopped or failed one ended; returns at once. Nothing while one runs."""
        ...

    def stop_refresh(self) -> None:
        """End the refresh under way after the page in hand; what was read stays. Returns at once."""
        ...

    def progress(self) -> RefreshProgress:
        """How the refresh does now."""
        ...

    def subscribe(self, callback: Callable[[CatalogChange], None]) -> Callable[[], None]:
        """Call back after every commit and progress, on the GUI thread; returns what ends that."""
        ...


class CatalogDesk(RefreshDesk, Protocol):
    """The catalogue. Every coroutine may raise a UserFault or a StorageError, one sentence for the user."""

    async def page(
        self, search: str, chip: CatalogFilter, location: str | None, offset: int, limit: int, /
    ) -> CatalogPage:
        """A stretch of the list: all words of `search` occur (accents aside), figures of this location."""
        ...

    async def detail(self, sku: str) -> CatalogDetail | None:
        """Everything about one variant; None where it is gone."""
        ...

    async def locations(self) -> Sequence[str]:
        """The names of Omni's locations, in Omni's order."""
        ...

    async def create(self, draft: ProductDraft) -> object:
        """Add a local variant."""
        ...

    async def edit(self, sku: str, draft: ProductDraft) -> object:
        """Change a local variant; its SKU may change too."""
        ...

    async def remove(self, sku: str) -> object:
        """Remove a local variant."""
        ...

    async def preview_import(self, path: Path) -> ImportPreview:
        """Read a CSV or XLSX file and say what importing it would do; imports nothing."""
        ...

    async def run_import(self, preview: ImportPreview) -> object:
        """Import the rows of the preview that can be taken."""
        ...

    async def export(self, path: Path) -> object:
        """Write the whole catalogue to a CSV or XLSX file, by the path's suffix."""
        ...
