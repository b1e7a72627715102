"""The seller's hand on the figures: open sale set, stock read anew (product.md §3)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from desktop.domain.script import CaptureMode
from desktop.services import waitlist
from desktop.services.carrying import tick
from desktop.services.selling import Selling, ServedLine
from desktop.storage import stock
from desktop.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class OpenSaleSet:
    """What came of setting open sale: `quantity` in force (None: no limit), clamped to what is held."""

    quantity: int | None
    released: tuple[ServedLine, ...] = ()
    offered: tuple[ServedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class StockTold:
    """What came of new stock figures: the SKUs that are not known, and who was served."""

    unknown: tuple[str, ...]
    released: tuple[ServedLine, ...] = ()
    offered: tuple[ServedLine, ...] = ()


class UnknownSkuError(LookupError):
    """A SKU that this campaign does not sell; the text is a Vietnamese sentence."""


class NotInManualModeError(RuntimeError):
    """Open sale counts in AUTO mode only (product.md §1); the text is a Vietnamese sentence."""


def set_open_sale(tx: Transaction, selling: Selling, sku: str, quantity: int | None, now: int) -> OpenSaleSet:
    """Set open sale of a SKU; raising it frees units at once.

    Raises UnknownSkuError, NotInManualModeError.
    """
    if selling.script.mode is CaptureMode.MANUAL:
        raise NotInManualModeError(
            "Đang chốt thủ công nên không có số lượng mở bán. Chuyển sang chốt tự động trước."
        )
    released, offered = tick(tx, selling, now)
    figures = stock.set_open_sale(tx, selling.campaign, sku, quantity)
    if figures is None:
        raise UnknownSkuError(f"Không có SKU {sku} trong chiến dịch này.")
    offered += waitlist.serve(tx, selling, now, [sku])
    return OpenSaleSet(figures.open_sale, tuple(released), tuple(offered))


def tell_stock(tx: Transaction, selling: Selling, figures: Mapping[str, int | None], now: int) -> StockTold:
    """Store what Omni says of its stock, read at `now` (UTC ms); SKUs not known are named."""
    released, offered = tick(tx, selling, now)
    unknown = [sku for sku, quantity in figures.items() if not stock.set_stock(tx, sku, quantity, now)]
    offered += serve_new_stock(tx, selling, [sku for sku in figures if sku not in unknown], now)
    return StockTold(tuple(unknown), tuple(released), tuple(offered))


def serve_new_stock(tx: Transaction, selling: Selling, skus: Collection[str], now: int) -> list[ServedLine]:
    """Whom new readings of these SKUs' stock serve, where the script counts stock (product.md §3)."""
    return waitlist.serve(tx, selling, now, skus) if selling.script.respect_stock else []
