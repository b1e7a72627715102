"""What setting a campaign up asks of the database (product.md §1, §3): campaigns, their lines, the catalogue.

Must not know the screen's fields or the rules of saving.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from peewee import JOIN, fn

from desktop.domain.capture.outcome import Outcome
from desktop.storage.models import Campaign, CampaignProduct, Comment, Live, OrderLine, Page, Variant
from desktop.storage.transaction import Row, Transaction


@dataclass(frozen=True, slots=True)
class CampaignHead:
    """A campaign and the live it is bound to; `script` is JSON text, times are UTC ms."""

    id: int
    name: str
    kind: str
    live_video_id: str | None
    page_id: str | None
    script: str
    is_paused: bool
    clock: int
    ended_at: int | None
    live_title: str | None
    live_status: str | None


@dataclass(frozen=True, slots=True)
class VariantFacts:
    """What the catalogue tells of a SKU now."""

    sku: str
    product: str
    variant: str
    options: tuple[str, ...]
    price: int
    stock: int | None
    stock_fetched_at: int | None
    is_tracked: bool
    is_local: bool
    picture: str | None
    is_removed: bool


@dataclass(frozen=True, slots=True)
class LineCounters:
    """A campaign's product as the counter has it; `taken` are the units reserved and sold."""

    sku: str
    price: int
    open_sale: int | None
    taken: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class ListedCampaign:
    """A campaign to choose from, with how many products and stored comments it has."""

    id: int
    name: str
    created_at: int
    products: int
    comments: int


@dataclass(frozen=True, slots=True)
class ListedLive:
    """A live of a page, as last told by Facebook."""

    id: str
    title: str
    status: str
    started_at: int | None


@dataclass(frozen=True, slots=True)
class PastComment:
    """A stored comment and what had become of it."""

    id: str
    message: str
    created_at: int
    author_id: str | None
    author_name: str | None
    outcome: Outcome


def head(tx: Transaction, campaign: int) -> CampaignHead | None:
    """One campaign; None where there is none."""
    query = (
        Campaign.select(
            Campaign.id,
            Campaign.name,
            Campaign.kind,
            Campaign.live_video_id,
            Campaign.page_id,
            Campaign.script,
            Campaign.is_paused,
            Campaign.clock,
            Campaign.ended_at,
            Live.title,
            Live.status,
        )
        .join(Live, JOIN.LEFT_OUTER, on=(Live.id == Campaign.live_video_id))
        .where(Campaign.id == campaign)
    )
    row = tx.row(query)
    return CampaignHead(*[*row[:6], bool(row[6]), *row[7:]]) if row else None


def live_of(tx: Transaction, live: str) -> tuple[str, str] | None:
    """Title and page of a live that Facebook told of; None where it is not known."""
    row = tx.row(Live.select(Live.title, Live.page).where(Live.id == live))
    return (row[0], row[1]) if row else None


def page_name(tx: Transaction, page: str) -> str | None:
    """The name of a connected page."""
    name = tx.scalar(Page.select(Page.name).where(Page.id == page))
    return None if name is None else str(name)


def names(tx: Transaction) -> set[str]:
    """The names of all campaigns."""
    return {name for (name,) in tx.rows(Campaign.select(Campaign.name))}


def facts(tx: Transaction, skus: Collection[str]) -> dict[str, VariantFacts]:
    """What the catalogue tells of these SKUs, by SKU; those it does not know are absent."""
    wanted = sorted(skus)
    found: dict[str, VariantFacts] = {}
    for at in range(0, len(wanted), 500):
        for row in tx.rows(Variant.select(*_FACTS).where(Variant.sku.in_(wanted[at : at + 500]))):
            found[row[0]] = _facts_of(row)
    return found


_FACTS = (
    Variant.sku,
    Variant.product,
    Variant.variant,
    Variant.options,
    Variant.price,
    Variant.stock,
    Variant.stock_fetched_at,
    Variant.is_tracked,
    Variant.is_local,
    Variant.picture,
    Variant.removed_at,
)


def _facts_of(row: Row) -> VariantFacts:
    flags = [bool(row[7]), bool(row[8]), row[9], row[10] is not None]
    values = [*row[:3], tuple(json.loads(row[3])), *row[4:7], *flags]
    return VariantFacts(*values)


def counters(tx: Transaction, campaign: int) -> dict[str, LineCounters]:
    """The products of a campaign as the counter has them, by SKU."""
    product = CampaignProduct
    query = product.select(
        product.sku, product.price, product.open_sale, product.reserved + product.sold, product.is_open
    ).where(product.campaign == campaign)
    return {row[0]: _counters_of(row) for row in tx.rows(query)}


def _counters_of(row: Row) -> LineCounters:
    values = [*row[:4], bool(row[4])]
    return LineCounters(*values)


def on_sale_elsewhere(
    tx: Transaction, skus: Collection[str], campaign: int | None, over: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """By SKU the names of other campaigns that sell it now, waiting or running, the newest first.

    `over` are Facebook's words for a live that has ended.
    """
    product = CampaignProduct
    query = (
        product.select(product.sku, Campaign.name)
        .join(Campaign, on=(Campaign.id == product.campaign))
        .join(Live, JOIN.LEFT_OUTER, on=(Live.id == Campaign.live_video_id))
        .where(
            product.is_open == True,  # noqa: E712 (PostgreSQL)
            Campaign.ended_at.is_null(),
            Live.status.is_null() | Live.status.not_in(sorted(over)),
        )
        .order_by(Campaign.id.desc())
    )
    if campaign is not None:
        query = query.where(Campaign.id != campaign)
    found: dict[str, tuple[str, ...]] = {}
    for sku, name in tx.rows(query):
        if sku in skus:
            found[sku] = (*found.get(sku, ()), name)
    return found


def needed_skus(tx: Transaction, campaign: int) -> set[str]:
    """The SKUs that lines of this campaign name, or may come to: these products cannot go away."""
    rows = tx.rows(
        OrderLine.select(OrderLine.sku, OrderLine.candidates)
        .where(OrderLine.campaign == campaign)
        .group_by(OrderLine.sku, OrderLine.candidates)
    )
    return {sku for known, candidates in rows for sku in (known, *json.loads(candidates)) if sku is not None}


def remove_product(tx: Transaction, campaign: int, sku: str) -> None:
    """Take a product out of a campaign in which nobody ever asked for it."""
    product = CampaignProduct
    tx.execute(product.delete().where(product.campaign == campaign, product.sku == sku))


def rename(tx: Transaction, campaign: int, name: str) -> None:
    """Call a campaign otherwise."""
    tx.execute(Campaign.update(name=name).where(Campaign.id == campaign))


def set_page(tx: Transaction, campaign: int, page: str) -> None:
    """Say whose lives a waiting campaign waits for, where that was not known."""
    tx.execute(Campaign.update(page_id=page).where(Campaign.id == campaign, Campaign.page_id.is_null()))


def listed(tx: Transaction, limit: int = 200) -> list[ListedCampaign]:
    """The campaigns, the newest first."""
    products = _count_of(tx, CampaignProduct.campaign)
    comments = _count_of(tx, Comment.campaign)
    query = Campaign.select(Campaign.id, Campaign.name, Campaign.created_at).order_by(Campaign.id.desc())
    return [
        ListedCampaign(campaign, name, created_at, products.get(campaign, 0), comments.get(campaign, 0))
        for campaign, name, created_at in tx.rows(query.limit(limit))
    ]


def _count_of(tx: Transaction, field: object) -> dict[int, int]:
    model = field.model  # type: ignore[attr-defined]
    return dict(tx.rows(model.select(field, fn.COUNT(field)).group_by(field)))


def lives_without_comments(tx: Transaction, page: str, limit: int = 50) -> list[ListedLive]:
    """The lives of a page that no campaign with stored comments has read, the newest first."""
    read = (
        Campaign.select(Campaign.live_video_id)
        .join(Comment, on=(Comment.campaign == Campaign.id))
        .where(Campaign.live_video_id.is_null(False))
        .distinct()
    )
    query = (
        Live.select(Live.id, Live.title, Live.status, Live.started_at)
        .where(Live.page == page, Live.started_at.is_null(False), Live.id.not_in(read))
        .order_by(Live.started_at.desc())
        .limit(limit)
    )
    return [ListedLive(*row) for row in tx.rows(query)]


def past_comments(tx: Transaction, campaign: int, limit: int) -> list[PastComment]:
    """The comments of a campaign in order of arrival, at most `limit`."""
    query = (
        Comment.select(
            Comment.id,
            Comment.message,
            Comment.created_at,
            Comment.author_id,
            Comment.author_name,
            Comment.outcome,
        )
        .where(Comment.campaign == campaign)
        .order_by(Comment.sequence)
        .limit(limit)
    )
    return [_past(row) for row in tx.rows(query)]


def _past(row: Row) -> PastComment:
    values = [*row[:5], Outcome(row[5])]
    return PastComment(*values)
