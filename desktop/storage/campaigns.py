"""Campaigns and the products of their scripts."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from peewee import Function, fn

from desktop.domain.capture.text import fold
from desktop.domain.orders import OrderStatus
from desktop.domain.script import CampaignKind, ScriptProduct
from desktop.domain.stock import LineState
from desktop.storage.catalog import search_text
from desktop.storage.models import Campaign, CampaignProduct, Comment, Order, OrderLine, Variant
from desktop.storage.transaction import Row, Transaction


@dataclass(frozen=True, slots=True)
class CampaignRecord:
    """A campaign as stored; `script` is JSON text, times are UTC ms."""

    id: int
    name: str
    live_video_id: str | None
    page_id: str | None
    script: str
    revision: int
    started_at: int | None
    is_paused: bool
    on_air: str | None
    clock: int
    watermark: int
    kind: str
    created_at: int
    ended_at: int | None

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for the first live of its page that starts after `created_at`."""
        return self.kind == CampaignKind.LIVESTREAM and self.live_video_id is None and self.ended_at is None


@dataclass(frozen=True, slots=True)
class ListedCampaign:
    """A campaign in the list of all, with its figures; cancelled orders are not counted."""

    campaign: CampaignRecord
    comments: int
    orders: int
    products: int


@dataclass(frozen=True, slots=True)
class ProductFigures:
    """A campaign's product with its counters and Omni's figure; `held` and `waiting` in units."""

    sku: str
    keywords: tuple[str, ...]
    product: str
    variant: str
    price: int
    open_sale: int | None
    reserved: int
    sold: int
    is_open: bool
    stock: int | None
    stock_fetched_at: int | None
    tracked: bool
    picture: str | None
    held: int
    waiting: int


_COLUMNS = (
    Campaign.id,
    Campaign.name,
    Campaign.live_video_id,
    Campaign.page_id,
    Campaign.script,
    Campaign.revision,
    Campaign.started_at,
    Campaign.is_paused,
    Campaign.on_air,
    Campaign.clock,
    Campaign.watermark,
    Campaign.kind,
    Campaign.created_at,
    Campaign.ended_at,
)


def _campaign(row: Row) -> CampaignRecord:
    values = [*row[:7], bool(row[7]), *row[8:]]
    return CampaignRecord(*values)


def get(tx: Transaction, campaign_id: int) -> CampaignRecord:
    """One campaign by its id."""
    row = tx.row(Campaign.select(*_COLUMNS).where(Campaign.id == campaign_id))
    assert row is not None
    return _campaign(row)


def of_live(tx: Transaction, live_video_id: str) -> CampaignRecord | None:
    """The campaign bound to a live or a post."""
    row = tx.row(Campaign.select(*_COLUMNS).where(Campaign.live_video_id == live_video_id))
    return _campaign(row) if row else None


def newest(tx: Transaction) -> CampaignRecord | None:
    """The campaign made last."""
    row = tx.row(Campaign.select(*_COLUMNS).order_by(Campaign.id.desc()).limit(1))
    return _campaign(row) if row else None


def listed(tx: Transaction) -> list[ListedCampaign]:
    """All campaigns with their figures, the newest first."""
    figures = (
        (Comment.select(fn.COUNT(Comment.sequence)).where(Comment.campaign == Campaign.id)),
        (
            Order.select(fn.COUNT(Order.id)).where(
                Order.campaign == Campaign.id, Order.status != OrderStatus.CANCELLED
            )
        ),
        (
            CampaignProduct.select(fn.COUNT(CampaignProduct.sku)).where(
                CampaignProduct.campaign == Campaign.id
            )
        ),
    )
    rows = tx.rows(Campaign.select(*_COLUMNS, *figures).order_by(Campaign.id.desc()))
    return [ListedCampaign(_campaign(row[: len(_COLUMNS)]), *row[len(_COLUMNS) :]) for row in rows]


def waiting(tx: Transaction) -> list[CampaignRecord]:
    """The campaigns that wait for a live, the one that waits longest first."""
    query = Campaign.select(*_COLUMNS).where(_IS_WAITING).order_by(Campaign.created_at, Campaign.id)
    return [_campaign(row) for row in tx.rows(query)]


def running(tx: Transaction) -> list[CampaignRecord]:
    """The campaigns that are bound to a live or a post and that nobody has ended, the oldest first."""
    bound = Campaign.live_video_id.is_null(False) & Campaign.ended_at.is_null()
    return [_campaign(row) for row in tx.rows(Campaign.select(*_COLUMNS).where(bound).order_by(Campaign.id))]


def bind(
    tx: Transaction, campaign: int, live_id: str, started_at: int | None, page_id: str | None = None
) -> bool:
    """Bind a waiting campaign to a live; False where it waits no more or the live has a campaign.

    The revision grows, for what counts as the campaign's time and page is known only now.
    """
    changed = tx.changed(
        Campaign.update(
            live_video_id=live_id,
            started_at=fn.COALESCE(Campaign.started_at, started_at),
            page_id=fn.COALESCE(Campaign.page_id, page_id),
            watermark=0,
            revision=Campaign.revision + 1,
        ).where(Campaign.id == campaign, _IS_WAITING, ~_has_campaign(live_id))
    )
    return changed == 1


def rebind(tx: Transaction, campaign: int, before: str, live_id: str) -> bool:
    """Go on in another live, which is read from its start; False where it left `before` meanwhile,
    was ended, or the live has a campaign.
    """
    changed = tx.changed(
        Campaign.update(live_video_id=live_id, watermark=0, revision=Campaign.revision + 1).where(
            Campaign.id == campaign,
            Campaign.live_video_id == before,
            Campaign.ended_at.is_null(),
            ~_has_campaign(live_id),
        )
    )
    return changed == 1


def end(tx: Transaction, campaign: int, now: int) -> bool:
    """Staff ended it; False where it was ended before."""
    mine = (Campaign.id == campaign) & Campaign.ended_at.is_null()
    return tx.changed(Campaign.update(ended_at=now).where(mine)) == 1


def reopen(tx: Transaction, campaign: int) -> bool:
    """Take the end back; False where it was not ended."""
    mine = (Campaign.id == campaign) & Campaign.ended_at.is_null(False)
    return tx.changed(Campaign.update(ended_at=None).where(mine)) == 1


def delete_unused(tx: Transaction, campaign: int) -> bool:
    """Delete a campaign that waits and has neither comments nor orders; False where it is another."""
    used = tx.scalar(Comment.select(fn.COUNT(Comment.sequence)).where(Comment.campaign == campaign))
    used += tx.scalar(Order.select(fn.COUNT(Order.id)).where(Order.campaign == campaign))
    if used or not tx.changed(
        Campaign.update(name=Campaign.name).where(Campaign.id == campaign, _IS_WAITING)
    ):
        return False
    tx.execute(CampaignProduct.delete().where(CampaignProduct.campaign == campaign))
    tx.execute(Campaign.delete().where(Campaign.id == campaign))
    return True


_IS_WAITING = (
    (Campaign.kind == CampaignKind.LIVESTREAM)
    & Campaign.live_video_id.is_null()
    & Campaign.ended_at.is_null()
)


def _has_campaign(live_id: str) -> Function:
    other = Campaign.alias()
    return fn.EXISTS(other.select(other.id).where(other.live_video_id == live_id))


def create(
    tx: Transaction,
    *,
    name: str,
    kind: str,
    live_video_id: str | None,
    page_id: str | None,
    script: str,
    started_at: int | None,
    now: int,
) -> int:
    """A new campaign; its id."""
    return int(
        tx.execute(
            Campaign.insert(
                name=name,
                kind=kind,
                live_video_id=live_video_id,
                page_id=page_id,
                script=script,
                revision=1,
                started_at=started_at,
                is_paused=False,
                clock=0,
                watermark=0,
                created_at=now,
            )
        )
    )


def add_product(
    tx: Transaction, campaign: int, position: int, product: ScriptProduct, open_sale: int | None
) -> None:
    """Put a SKU of the script on sale in a campaign; its counters start at nothing."""
    tx.execute(
        CampaignProduct.insert(
            campaign=campaign,
            sku=product.sku,
            position=position,
            keywords=json.dumps(list(product.keywords), ensure_ascii=False),
            options=json.dumps(list(product.options), ensure_ascii=False),
            price=product.price,
            open_sale=open_sale,
            reserved=0,
            sold=0,
            is_open=product.open,
        )
    )


def change_product(tx: Transaction, campaign: int, position: int, product: ScriptProduct) -> bool:
    """Bring keywords, options, price and openness up to date, not open sale; False where it is not there."""
    changed = tx.changed(
        CampaignProduct.update(
            position=position,
            keywords=json.dumps(list(product.keywords), ensure_ascii=False),
            options=json.dumps(list(product.options), ensure_ascii=False),
            price=product.price,
            is_open=product.open,
        ).where(CampaignProduct.campaign == campaign, CampaignProduct.sku == product.sku)
    )
    return changed == 1


def set_keywords(tx: Transaction, campaign: int, sku: str, keywords: Sequence[str]) -> None:
    """Say which keywords mean this product; the script, and its revision, are the caller's."""
    tx.execute(
        CampaignProduct.update(keywords=json.dumps(list(keywords), ensure_ascii=False)).where(
            CampaignProduct.campaign == campaign, CampaignProduct.sku == sku
        )
    )


def set_open(tx: Transaction, campaign: int, sku: str, is_open: bool) -> bool:
    """Open or close a SKU for sale; False where the campaign does not sell it.

    The revision grows where that changes something, so that batches in hand are read again.
    """
    mine = (CampaignProduct.campaign == campaign) & (CampaignProduct.sku == sku)
    was_open = tx.scalar(CampaignProduct.select(CampaignProduct.is_open).where(mine))
    if was_open is None:
        return False
    if bool(was_open) != is_open:
        tx.execute(CampaignProduct.update(is_open=is_open).where(mine))
        tx.execute(Campaign.update(revision=Campaign.revision + 1).where(Campaign.id == campaign))
    return True


def closed_skus(tx: Transaction, campaign: int) -> set[str]:
    """The SKUs of a campaign that are closed for sale."""
    product = CampaignProduct
    query = product.select(product.sku).where(
        product.campaign == campaign,
        product.is_open == False,  # noqa: E712 (PostgreSQL)
    )
    return {row[0] for row in tx.rows(query)}


def set_script(tx: Transaction, campaign: int, script: str) -> None:
    """Store a changed script; its revision grows, so that batches in hand are read again."""
    tx.execute(Campaign.update(script=script, revision=Campaign.revision + 1).where(Campaign.id == campaign))


def keep_variant(tx: Transaction, product: ScriptProduct, now: int, picture: str | None = None) -> None:
    """Make a SKU of a script known, or bring name, price and (where the script tells it) stock up to date.

    What Omni tells of its own variants is not overwritten by what a script says of them.
    """
    own = (Variant.sku == product.sku) & (Variant.is_local == True)  # noqa: E712 (PostgreSQL)
    known = tx.row(Variant.select(Variant.barcode).where(own))  # A script tells none.
    shown: dict[str, object] = {
        "product": product.product,
        "variant": product.variant,
        "price": product.price,
        "is_tracked": product.tracked,
        "name": fold(product.product),
        "search": search_text(product.product, product.variant, product.sku, known[0] if known else ""),
    }
    if picture is not None:
        shown["picture"] = picture
    if product.stock is not None:
        shown |= {"stock": product.stock, "stock_fetched_at": now, "closed_since": 0}
    if not tx.changed(Variant.update(**shown).where(own)):
        tx.execute(Variant.insert(sku=product.sku, **shown).on_conflict_ignore())


def set_paused(tx: Transaction, campaign: int, paused: bool) -> None:
    """Pause capture or let it go on."""
    tx.execute(Campaign.update(is_paused=paused).where(Campaign.id == campaign))


def set_on_air(tx: Transaction, campaign: int, keyword: str | None) -> None:
    """Say which keyword is being shown; None: none is."""
    tx.execute(Campaign.update(on_air=keyword).where(Campaign.id == campaign))


def advance(tx: Transaction, campaign: int, clock: int, watermark: int | None = None) -> None:
    """Move the campaign's clock, and how far comments were read; neither goes back."""
    tx.execute(Campaign.update(clock=clock).where(Campaign.id == campaign, Campaign.clock < clock))
    if watermark is not None:
        tx.execute(
            Campaign.update(watermark=watermark).where(
                Campaign.id == campaign, Campaign.watermark < watermark
            )
        )


def start(tx: Transaction, campaign: int, started_at: int) -> None:
    """Say when the live began, where that was not known."""
    tx.execute(
        Campaign.update(started_at=started_at).where(Campaign.id == campaign, Campaign.started_at.is_null())
    )


def product_figures(tx: Transaction, campaign: int, skus: Sequence[str] = ()) -> list[ProductFigures]:
    """The products of a campaign in the script's order, all or these."""
    product = CampaignProduct
    query = (
        product.select(
            product.sku,
            product.keywords,
            Variant.product,
            Variant.variant,
            product.price,
            product.open_sale,
            product.reserved,
            product.sold,
            product.is_open,
            Variant.stock,
            Variant.stock_fetched_at,
            Variant.is_tracked,
            Variant.picture,
        )
        .join(Variant, on=(Variant.sku == product.sku))
        .where(product.campaign == campaign)
        .order_by(product.position)
    )
    if skus:
        query = query.where(product.sku.in_(sorted(skus)))
    waits = _units_by_state(tx, campaign)
    return [_figures(row, waits) for row in tx.rows(query)]


def _figures(row: Row, waits: dict[tuple[str, str], int]) -> ProductFigures:
    held, waiting = (waits.get((row[0], state), 0) for state in (LineState.HELD, LineState.WAITLISTED))
    shown = [row[0], tuple(json.loads(row[1])), *row[2:8], bool(row[8]), *row[9:11], bool(row[11]), row[12]]
    return ProductFigures(*[*shown, held, waiting])


def _units_by_state(tx: Transaction, campaign: int) -> dict[tuple[str, str], int]:
    line = OrderLine
    rows = tx.rows(
        line.select(line.sku, line.state, fn.SUM(line.quantity))
        .where(
            line.campaign == campaign,
            line.state.in_([LineState.HELD, LineState.WAITLISTED]),
            line.sku.is_null(False),
        )
        .group_by(line.sku, line.state)
    )
    return {(sku, state): units for sku, state, units in rows}


def variant_names(tx: Transaction, skus: Collection[str]) -> dict[str, tuple[str, str]]:
    """Product and variant names of these SKUs."""
    rows = tx.rows(
        Variant.select(Variant.sku, Variant.product, Variant.variant).where(Variant.sku.in_(sorted(skus)))
    )
    return {sku: (product, variant) for sku, product, variant in rows}
