"""What `quaylive doctor` asks the database: its version and whether its counters add up. Only reads."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.storage.models import Campaign
from desktop.storage.stock import recount
from desktop.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Miscount:
    """A product of a campaign whose counters are not the sum of its order lines."""

    campaign: str
    sku: str


@dataclass(frozen=True, slots=True)
class Health:
    """`version` is the number of the newest migration applied."""

    version: int
    campaigns: int
    miscounts: tuple[Miscount, ...]


def health(tx: Transaction) -> Health:
    """Version, and the recount of every campaign (product.md §3)."""
    rows = tx.sql("SELECT MAX(number) FROM schema_version")
    found = tx.rows(Campaign.select(Campaign.id, Campaign.name).order_by(Campaign.id))
    miscounts = [Miscount(name, sku) for number, name in found for sku, _, _ in recount(tx, number)]
    return Health(int(rows[0][0]), len(found), tuple(miscounts))
