"""The counters of open sale (product.md §3). `move` is the only function that writes them."""

from __future__ import annotations

from dataclasses import dataclass

from peewee import SQL, Expression, fn

from desktop.domain.stock import Counters, LineState, clamp_open_sale, counters
from desktop.storage.models import CampaignProduct, OrderLine, Variant
from desktop.storage.transaction import Transaction


class StaleLineError(RuntimeError):
    """A line is not in the state its mover believed: the transaction must be given up."""


@dataclass(frozen=True, slots=True)
class StockFigure:
    """Omni's figure of a SKU: `stock` None is unknown; `closed_since` units closed after the reading."""

    sku: str
    stock: int | None
    fetched_at: int | None
    closed_since: int
    is_tracked: bool
    allows_backorder: bool

    @property
    def limits(self) -> bool:
        """Whether stock can refuse this SKU at all (product.md §3)."""
        return self.is_tracked and not self.allows_backorder and self.stock is not None

    @property
    def available(self) -> int:
        """What Omni has less what was closed since, never below zero."""
        return max(0, (self.stock or 0) - self.closed_since)


@dataclass(frozen=True, slots=True)
class OpenSale:
    """A product's counters: `open_sale` None is no limit."""

    sku: str
    open_sale: int | None
    reserved: int
    sold: int


def move(
    tx: Transaction,
    *,
    line: int,
    campaign: int,
    sku: str | None,
    before: tuple[LineState, int],
    after: tuple[LineState, int],
    fresh_since: int | None = None,
) -> bool:
    """Move a line's units between the counters and give it its new state and quantity.

    `before` and `after` are (state, quantity). One conditional UPDATE decides on the figures of this very
    moment; False, and nothing changed, where the units are not there. `fresh_since`: Omni's stock counts
    too, if its reading is not older than this (UTC ms); None leaves it out (product.md §3,
    `respect_stock`). Raises StaleLineError where the line is not in the state `before`.
    """
    change = counters(*after) - counters(*before)
    if change != Counters(0, 0):
        assert sku is not None, "a line without a SKU holds no units"
        if not _count(tx, campaign, sku, change, fresh_since):
            return False
    closed = change.sold
    if closed and sku is not None:
        tx.execute(Variant.update(closed_since=Variant.closed_since + closed).where(Variant.sku == sku))
    moved = tx.changed(
        OrderLine.update(state=after[0], quantity=after[1]).where(
            OrderLine.id == line, OrderLine.state == before[0], OrderLine.quantity == before[1]
        )
    )
    if moved != 1:
        raise StaleLineError(f"line {line} is not {before[0]}")
    return True


def _count(tx: Transaction, campaign: int, sku: str, change: Counters, fresh_since: int | None) -> bool:
    product = CampaignProduct
    more = change.reserved + change.sold
    conditions = [product.campaign == campaign, product.sku == sku]
    if more > 0:
        conditions += _room(sku, more, fresh_since)
    return (
        tx.changed(
            product.update(
                reserved=product.reserved + change.reserved, sold=product.sold + change.sold
            ).where(*conditions)
        )
        == 1
    )


def _room(sku: str, more: int, fresh_since: int | None) -> list[Expression]:
    """The conditions under which a product has room for `more` units."""
    product = CampaignProduct
    fits = [product.open_sale.is_null() | (product.reserved + product.sold + more <= product.open_sale)]
    if fresh_since is not None:
        fits.append(product.open_sale.is_null() | _fits_stock(sku, more, fresh_since))
    return fits


def would_fit(
    tx: Transaction, campaign: int, sku: str, quantity: int, fresh_since: int | None = None
) -> bool:
    """Whether a line could be reserved on the figures of this moment. Tells, and promises nothing."""
    product = CampaignProduct
    row = tx.row(
        product.select(product.sku).where(
            product.campaign == campaign, product.sku == sku, *_room(sku, quantity, fresh_since)
        )
    )
    return row is not None


def _fits_stock(sku: str, more: int, fresh_since: int) -> Expression:
    """Omni's stock less our units that it does not know yet; a stale reading never refuses."""
    unknown = CampaignProduct.alias("unknown")
    ours = unknown.select(fn.COALESCE(fn.SUM(unknown.reserved), 0)).where(unknown.sku == sku)
    refusing = Variant.select(SQL("1")).where(
        Variant.sku == sku,
        Variant.is_tracked,
        ~Variant.allows_backorder,
        Variant.stock.is_null(False),
        Variant.stock_fetched_at >= fresh_since,
        Variant.stock - Variant.closed_since - ours < more,
    )
    fits: Expression = ~fn.EXISTS(refusing)
    return fits


def open_sale(tx: Transaction, campaign: int, sku: str) -> OpenSale | None:
    """The counters of one product; None where the campaign does not sell it."""
    product = CampaignProduct
    row = tx.row(
        product.select(product.sku, product.open_sale, product.reserved, product.sold).where(
            product.campaign == campaign, product.sku == sku
        )
    )
    return OpenSale(*row) if row else None


def set_open_sale(tx: Transaction, campaign: int, sku: str, wanted: int | None) -> OpenSale | None:
    """Set open sale, clamped to what is held (product.md §3); the counters after it, None if unknown SKU."""
    now = open_sale(tx, campaign, sku)
    if now is None:
        return None
    in_force = clamp_open_sale(wanted, now.reserved, now.sold)
    tx.execute(
        CampaignProduct.update(open_sale=in_force).where(
            CampaignProduct.campaign == campaign, CampaignProduct.sku == sku
        )
    )
    return OpenSale(sku, in_force, now.reserved, now.sold)


def stock_figure(tx: Transaction, sku: str) -> StockFigure | None:
    """Omni's figure of a SKU; None where the SKU is not known."""
    row = tx.row(
        Variant.select(
            Variant.sku,
            Variant.stock,
            Variant.stock_fetched_at,
            Variant.closed_since,
            Variant.is_tracked,
            Variant.allows_backorder,
        ).where(Variant.sku == sku)
    )
    return StockFigure(*row) if row else None


def set_stock(tx: Transaction, sku: str, stock: int | None, fetched_at: int) -> bool:
    """Store a new reading of Omni's stock; False where the SKU is not known."""
    return (
        tx.changed(
            Variant.update(stock=stock, stock_fetched_at=fetched_at, closed_since=0).where(Variant.sku == sku)
        )
        == 1
    )


def recount(tx: Transaction, campaign: int) -> list[tuple[str, Counters, Counters]]:
    """Products whose counters differ from the sum of their lines: (sku, counted, summed). Must be empty."""
    line, product = OrderLine, CampaignProduct
    sums: dict[str, Counters] = {}
    rows = tx.rows(
        line.select(line.sku, line.state, fn.SUM(line.quantity))
        .where(line.campaign == campaign, line.sku.is_null(False))
        .group_by(line.sku, line.state)
    )
    for sku, state, quantity in rows:
        units = counters(LineState(state), quantity)
        before = sums.get(sku, Counters(0, 0))
        sums[sku] = Counters(before.reserved + units.reserved, before.sold + units.sold)
    counted = tx.rows(
        product.select(product.sku, product.reserved, product.sold)
        .where(product.campaign == campaign)
        .order_by(product.position)
    )
    return [
        (sku, Counters(reserved, sold), sums.get(sku, Counters(0, 0)))
        for sku, reserved, sold in counted
        if Counters(reserved, sold) != sums.get(sku, Counters(0, 0))
    ]
