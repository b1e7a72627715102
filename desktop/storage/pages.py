"""The Facebook pages that this shop connected, and those its campaigns are of."""

from __future__ import annotations

from dataclasses import dataclass

from peewee import JOIN, fn

from desktop.storage.models import Campaign, Page
from desktop.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page; `connected_at` is UTC ms, None for one that was never connected on this database."""

    id: str
    name: str
    connected_at: int | None


def get(tx: Transaction, page_id: str) -> PageRecord | None:
    """A page that was connected; None where it never was."""
    row = tx.row(Page.select(Page.id, Page.name, Page.connected_at).where(Page.id == page_id))
    return PageRecord(*row) if row else None


def keep(tx: Transaction, page_id: str, name: str, now: int) -> None:
    """Note that a page is connected from now on; a page known before takes over its name of today."""
    told = {"name": name, "connected_at": now}
    query = Page.insert(id=page_id, **told).on_conflict(conflict_target=[Page.id], update=told)
    tx.execute(query)


def with_campaigns(tx: Transaction) -> list[PageRecord]:
    """The pages that campaigns are of, that of the newest campaign first; nameless if never connected."""
    newest = fn.MAX(Campaign.id)
    query = (
        Campaign.select(Campaign.page_id, fn.COALESCE(Page.name, ""), Page.connected_at)
        .join(Page, JOIN.LEFT_OUTER, on=(Page.id == Campaign.page_id))
        .where(Campaign.page_id.is_null(False))
        .group_by(Campaign.page_id, Page.name, Page.connected_at)
        .order_by(newest.desc())
    )
    return [PageRecord(*row) for row in tx.rows(query)]
