"""What the product screen shows, as frozen rows. Screens and services meet here; nothing is computed here.

Times are UTC milliseconds, money is đồng, quantities are units.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.catalog import CatalogFilter as CatalogFilter


@dataclass(frozen=True, slots=True)
class CatalogRow:
    """One variant of the local catalogue with Omni's figures over all locations, or one where filtered.

    `stock` is what Omni has on hand, `committed` what its orders hold, `available` what may be sold; None
    where Omni tells nothing. `is_local` is unknown to Omni. `campaigns` are the names of those that sell it.
    `picture` is a file's path. `is_removed` was deleted in Omni, and is shown while a campaign sells it.
    """

    sku: str
    product: str
    variant: str
    price: int
    compare_at_price: int | None
    stock: int | None
    committed: int | None
    available: int | None
    stock_fetched_at: int | None
    is_tracked: bool
    is_local: bool
    barcode: str
    grams: int | None
    campaigns: tuple[str, ...]
    picture: str | None
    is_removed: bool = False


@dataclass(frozen=True, slots=True)
class LevelRow:
    """The stock of one variant at one location."""

    location: str
    on_hand: int
    committed: int
    available: int


@dataclass(frozen=True, slots=True)
class SellingRow:
    """Where a variant is on sale now: campaign, keywords, and the counters of its open sale."""

    campaign: str
    keywords: tuple[str, ...]
    open_sale: int | None
    taken: int


@dataclass(frozen=True, slots=True)
class CatalogDetail:
    """Everything about one variant for the panel at the right."""

    row: CatalogRow
    levels: tuple[LevelRow, ...]
    selling: tuple[SellingRow, ...]


@dataclass(frozen=True, slots=True)
class CatalogPage:
    """A stretch of the list: `rows` from `offset` on, of `total` that match; `counts` per filter chip."""

    rows: tuple[CatalogRow, ...]
    offset: int
    total: int
    counts: dict[CatalogFilter, int]


class RefreshState(StrEnum):
    """How a refresh from Omni is doing."""

    IDLE = "idle"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RefreshProgress:
    """A refresh under way: variants `done` of `total` (None: not known yet), `seconds_left` estimated.

    `changes` are the newest changes in words (`A01: tồn 0 → 12`), `untold` how many changes are not among
    them, `message` what went wrong and what to do.
    """

    state: RefreshState = RefreshState.IDLE
    done: int = 0
    total: int | None = None
    seconds_left: int | None = None
    changes: tuple[str, ...] = ()
    change_count: int = 0
    untold: int = 0
    finished_at: int | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class OmniConnection:
    """Whether stock can be read from Omni: the `shop` it is read from, else what to do in `message`."""

    is_connected: bool = False
    shop: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class CatalogChange:
    """What changed in the catalogue, told to every screen: rows are read anew, a progress is shown as it is.

    `rows_changed` after a commit that touched any variant; `progress` while a refresh runs and as it ends;
    `connection` when Omni was connected or left.
    """

    rows_changed: bool = False
    progress: RefreshProgress | None = None
    connection: OmniConnection | None = None


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """What staff type to create or edit a local variant; `stock` is the shop's own figure."""

    sku: str
    product: str
    variant: str = ""
    price: int = 0
    stock: int | None = None
    barcode: str = ""
    grams: int | None = None


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row of a file to import: `number` in the file, what it would do, or why it cannot be taken."""

    number: int
    draft: ProductDraft | None
    is_new: bool = True
    error: str = ""


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A file read but not imported yet."""

    file_name: str
    rows: tuple[ImportRow, ...]

    @property
    def usable(self) -> int:
        """How many rows would be imported."""
        return sum(row.draft is not None and not row.error for row in self.rows)
