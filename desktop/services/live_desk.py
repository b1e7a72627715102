"""What the live screen asks for and does: rows of one campaign, open sale, and news of changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from desktop.clients.graph.reading import SourceReading
from desktop.domain.capture.outcome import Outcome
from desktop.domain.script import CaptureMode
from desktop.domain.wording import badge_text
from desktop.services.live import Handled, wall_clock
from desktop.services.live_rows import (
    CampaignRow,
    ChangeSet,
    DeskError,
    FeedRow,
    OpenSaleAnswer,
    ProductRow,
    SourceState,
    SourceStatus,
)
from desktop.services.open_sale import NotInManualModeError, OpenSaleSet, UnknownSkuError, set_open_sale
from desktop.services.selling import Selling
from desktop.storage import campaigns, comments, orders, stock
from desktop.storage.campaigns import ProductFigures
from desktop.storage.comments import StoredComment
from desktop.storage.database import Database
from desktop.storage.transaction import Transaction
from desktop.system.events import EventBus


class CampaignDesk:
    """The desk of one campaign. `page_name` is shown at its head. Used on the event loop's thread."""

    def __init__(
        self,
        database: Database,
        bus: EventBus,
        selling: Selling,
        *,
        page_name: str,
        clock: Callable[[], int] = wall_clock,
    ) -> None:
        self._database, self._bus, self._selling = database, bus, selling
        self._page_name, self._clock = page_name, clock
        self._live_status = ""
        self._live_started_at: int | None = None
        self._source = SourceStatus(SourceState.CONNECTING)

    async def campaign(self) -> CampaignRow:
        """The campaign on show."""
        return await self._database.read(self._campaign_row)

    async def feed_rows(
        self, after_sequence: int | None = None, ids: Collection[str] = ()
    ) -> Sequence[FeedRow]:
        """Comments of these `ids`, or all behind a sequence number (None: all), in order of arrival."""
        return await self._database.read(_feed_rows, self._selling, after_sequence or 0, tuple(ids))

    async def product_rows(self) -> Sequence[ProductRow]:
        """All products of the campaign, in the order of its script."""
        return await self._database.read(_product_rows, self._selling.campaign)

    async def set_open_sale(self, sku: str, quantity: int | None) -> OpenSaleAnswer:
        """Set open sale; raises DeskError where that cannot be."""
        now = self._clock()
        try:
            done, held = await self._database.write(_set_open_sale, self._selling, sku, quantity, now)
        except (UnknownSkuError, NotInManualModeError) as error:
            raise DeskError(str(error)) from error
        skus = (sku, *(line.sku for line in (*done.released, *done.offered)))
        self._bus.publish(ChangeSet(products_changed=skus, campaign_changed=bool(done.offered)))
        clamped = quantity is not None and done.quantity != quantity
        return OpenSaleAnswer(sku, done.quantity, clamped, held)

    def source_status(self) -> SourceStatus:
        """How the comment source does now."""
        return self._source

    def subscribe(self, callback: Callable[[ChangeSet], None]) -> Callable[[], None]:
        """Call back after every commit; returns what ends that."""
        return self._bus.subscribe(ChangeSet, callback)

    def show_handled(self, handled: Handled) -> None:
        """Tell the screens of a committed batch."""
        self._bus.publish(handled.changes)

    def show_source(self, reading: SourceReading) -> None:
        """Tell the screens how the comment source does."""
        self._source = SourceStatus(
            SourceState(reading.state), reading.lag_ms, reading.last_answer_at, reading.advice
        )
        self._bus.publish(ChangeSet(source=self._source))

    def show_live(self, status: str, started_at: int | None) -> None:
        """Tell the screens what Facebook says of the live; `started_at` UTC ms."""
        if (status, started_at) != (self._live_status, self._live_started_at):
            self._live_status, self._live_started_at = status, started_at
            self._bus.publish(ChangeSet(campaign_changed=True))

    def show_fault(self, sentence: str) -> None:
        """Tell the screens that the database cannot write; "" when it can again."""
        self._bus.publish(ChangeSet(storage_fault=sentence))

    def _campaign_row(self, tx: Transaction) -> CampaignRow:
        record = campaigns.get(tx, self._selling.campaign)
        return CampaignRow(
            campaign_id=record.id,
            name=record.name,
            page_name=self._page_name,
            live_status=self._live_status,
            started_at=self._live_started_at or record.started_at,
            comments=comments.count(tx, record.id),
            orders=orders.count(tx, record.id),
            is_paused=record.is_paused,
            is_auto=self._selling.script.mode is CaptureMode.AUTO,
        )


def _set_open_sale(
    tx: Transaction, selling: Selling, sku: str, quantity: int | None, now: int
) -> tuple[OpenSaleSet, int]:
    clock = max(now, campaigns.get(tx, selling.campaign).clock)
    done = set_open_sale(tx, selling, sku, quantity, clock)
    figures = stock.open_sale(tx, selling.campaign, sku)
    return done, figures.reserved + figures.sold if figures else 0


def _feed_rows(tx: Transaction, selling: Selling, after: int, ids: Collection[str]) -> list[FeedRow]:
    stored = comments.of_campaign(tx, selling.campaign, after=after, ids=ids)
    return [_feed_row(selling, comment) for comment in stored]


def _feed_row(selling: Selling, comment: StoredComment) -> FeedRow:
    result: Mapping[str, Any] = comment.result
    return FeedRow(
        comment_id=comment.id,
        sequence=comment.sequence,
        revision=comment.revision,
        buyer_name=comment.author_name,
        author_id=comment.author_id,
        created_at=comment.created_at,
        message=comment.text,
        spans=comment.spans,
        outcome=comment.outcome,
        badge=badge_text(comment.outcome, result, is_edited=comment.edited_message is not None),
        reason=str(result.get("reason", "")),
        order_code=result.get("order") if comment.outcome in _ORDERS else None,
        is_own=selling.script.is_own(comment.author_id),
    )


_ORDERS = (Outcome.ORDERED, Outcome.PARTLY_ORDERED)


def _product_rows(tx: Transaction, campaign: int) -> list[ProductRow]:
    return [_product_row(figures) for figures in campaigns.product_figures(tx, campaign)]


def _product_row(figures: ProductFigures) -> ProductRow:
    return ProductRow(
        sku=figures.sku,
        keywords=figures.keywords,
        product=figures.product,
        variant=figures.variant,
        price=figures.price,
        open_sale=figures.open_sale,
        reserved=figures.reserved,
        sold=figures.sold,
        held=figures.held,
        waiting=figures.waiting,
        stock=figures.stock,
        stock_fetched_at=figures.stock_fetched_at,
        tracked=figures.tracked,
        is_open=figures.is_open,
        picture=figures.picture,
    )
