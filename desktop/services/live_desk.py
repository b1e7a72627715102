"""What the live screen asks for and does: rows of one campaign, open sale, and news of changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar, TypeVarTuple

from desktop.clients.graph.reading import SourceReading
from desktop.domain.capture.outcome import Outcome
from desktop.domain.capture.text import fold
from desktop.domain.orders import order_code
from desktop.domain.script import CaptureMode
from desktop.domain.stock import LineState
from desktop.domain.wording import accepted_text, badge_text
from desktop.services import offering, suggestions, undo
from desktop.services.captured import Captured, stored_form
from desktop.services.carrying import tick
from desktop.services.late_keywords import KeywordAdded, KeywordError, add_keyword
from desktop.services.live import Handled, changes_of, wall_clock
from desktop.services.live_rows import (
    CampaignRow,
    ChangeSet,
    DeskError,
    FeedRow,
    HolderRow,
    Holding,
    KeywordAnswer,
    OpenSaleAnswer,
    ProductRow,
    SourceState,
    SourceStatus,
    UndoOffer,
    WaiterRow,
    filter_counts,
)
from desktop.services.offering import Offered, OfferError
from desktop.services.open_sale import NotInManualModeError, OpenSaleSet, UnknownSkuError, set_open_sale
from desktop.services.selling import Selling, current
from desktop.services.suggestions import NothingToAcceptError
from desktop.services.undo import UndoError, Undone, UndoShelf, UndoStep
from desktop.storage import campaigns, comments, lines, orders, stock
from desktop.storage.campaigns import ProductFigures
from desktop.storage.comments import StoredComment
from desktop.storage.database import Database
from desktop.storage.errors import StorageError
from desktop.storage.lines import BuyersLine
from desktop.storage.transaction import Transaction
from desktop.system.events import EventBus

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class CampaignDesk:
    """The desk of one campaign. `page_name` is shown at its head. Used on the event loop's thread.

    `staff` is who is at the desk, stamped on what is done there; it may be set anew. `undo_shelf` keeps
    what was done last; the desks of one station share it.
    """

    def __init__(
        self,
        database: Database,
        bus: EventBus,
        selling: Selling,
        *,
        page_name: str,
        staff: str | None = None,
        clock: Callable[[], int] = wall_clock,
        undo_shelf: UndoShelf | None = None,
    ) -> None:
        self.staff = staff
        self._undo = undo_shelf or UndoShelf()
        self._database, self._bus, self._selling = database, bus, selling
        self._page_name, self._clock = page_name, clock
        self._live_status = ""
        self._live_started_at: int | None = None
        self._source = SourceStatus(SourceState.CONNECTING)

    @property
    def selling(self) -> Selling:
        """The campaign by the revision of the script that was used last."""
        return self._selling

    def renew(self, selling: Selling, page_name: str) -> None:
        """A live came to the campaign: whose page it is, and when it began, are known from now on."""
        self._selling, self._page_name = selling, page_name
        self._publish(ChangeSet(campaign_changed=True))

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
        done, held = await self._write(_set_open_sale, sku, quantity, self._clock())
        skus = (sku, *(line.sku for line in (*done.released, *done.offered)))
        self._publish(ChangeSet(products_changed=skus, campaign_changed=bool(done.offered)))
        clamped = quantity is not None and done.quantity != quantity
        return OpenSaleAnswer(sku, done.quantity, clamped, held)

    async def accept(self, comment_id: str) -> str:
        """Accept what a comment suggests, or carry its refusal out (F4); the sentence that says what came.

        Raises DeskError where there is nothing to accept.
        """
        result, step = await self._write(_accept, comment_id, self._clock(), self.staff)
        self._publish(changes_of([replace(result, is_new=False)]))
        self._undo.keep(step)
        return f"{step.sentence}."

    async def refusal(self, comment_id: str) -> str:
        """What accepting a refusal would give up now, one sentence. Raises DeskError where nothing."""
        try:
            return await self._database.read(suggestions.refusal, self._selling, comment_id)
        except NothingToAcceptError as error:
            raise DeskError(str(error)) from error

    async def add_keyword(self, sku: str, text: str) -> KeywordAnswer:
        """Let a keyword mean this product from now on (product.md §2.13). Raises DeskError."""
        added = await self._write(_add_keyword, sku, text, self._clock())
        self._publish(
            ChangeSet(comments_changed=added.offered, products_changed=added.skus, campaign_changed=True)
        )
        return KeywordAnswer(added.keyword, len(added.offered), added.is_risky)

    async def offer(self, line: int) -> str:
        """Serve the waiter of this line, whoever stands before them; the sentence that says what came.

        Raises DeskError where they wait no longer, or the units are not there.
        """
        served, offered, step = await self._write(_offer, line, self._clock(), self.staff)
        skus = dict.fromkeys((offered.sku, *served))
        self._publish(
            ChangeSet(
                comments_changed=(offered.comment,), products_changed=tuple(skus), campaign_changed=True
            )
        )
        self._undo.keep(step)
        return f"{offered.sentence}."

    async def undo(self) -> str:
        """Take back what was done last at this station (Ctrl+Z); the sentence that says so.

        Raises DeskError where it cannot be taken back (any more): then it is no longer offered.
        """
        step = self._undo.step
        if step is None:
            raise DeskError(undo.NOTHING)
        self._undo.clear(step)
        try:
            done = await self._write(_undo, step, self._clock(), self.staff)
        except StorageError:
            self._undo.keep(step)
            raise
        skus = (*done.skus, *(line.sku for line in (*done.released, *done.offered)))
        self._publish(ChangeSet(comments_changed=done.comments, products_changed=skus, campaign_changed=True))
        return f"Đã hoàn tác: {step.sentence.removeprefix('Đã ')}."

    def watch_undo(self, callback: Callable[[UndoOffer | None], None]) -> Callable[[], None]:
        """Call back with what can be taken back whenever that changes; returns what ends that."""
        return self._undo.subscribe(callback)

    def forget_undo(self) -> None:
        """The offer to take back has stood long enough."""
        self._undo.clear()

    async def set_paused(self, paused: bool) -> int:
        """Pause capture or let it go on (F8); how many comments of the pause are offered now."""
        offered = await self._write(_set_paused, paused)
        self._publish(ChangeSet(comments_changed=tuple(offered), campaign_changed=True))
        return len(offered)

    async def set_open_product(self, sku: str, is_open: bool) -> None:
        """Open or close a product for sale, for comments read from now on. Raises DeskError."""
        await self._write(_set_open_product, sku, is_open)
        self._publish(ChangeSet(products_changed=(sku,)))

    async def set_on_air(self, sku: str | None) -> None:
        """Say which product is being shown (*đang lên sóng*), by its first keyword; None: none is."""
        await self._write(_set_on_air, sku)
        self._publish(ChangeSet(products_changed=tuple(self._selling.products)))

    async def holding(self, sku: str) -> Holding:
        """Who holds a product, and who waits for it."""
        return await self._database.read(_holding, self._selling.campaign, sku)

    async def _write(self, act: Callable[[Transaction, Selling, *Ts], T], *args: *Ts) -> T:
        """Do something by the script that holds now, in one transaction. Raises DeskError."""
        try:
            self._selling, done = await self._database.write(_by_current, self._selling, act, args)
        except _REFUSALS as error:
            raise DeskError(str(error)) from error
        return done

    def source_status(self) -> SourceStatus:
        """How the comment source does now."""
        return self._source

    def subscribe(self, callback: Callable[[ChangeSet], None]) -> Callable[[], None]:
        """Call back after every commit that concerns this campaign; returns what ends that."""

        def told(change: ChangeSet) -> None:
            if change.campaign in (None, self._selling.campaign):
                callback(replace(change, campaign=None))

        return self._bus.subscribe(ChangeSet, told)

    def _publish(self, change: ChangeSet) -> None:
        self._bus.publish(replace(change, campaign=self._selling.campaign))

    def show_handled(self, handled: Handled) -> None:
        """Tell the screens of a committed batch."""
        self._publish(handled.changes)

    def show_source(self, reading: SourceReading) -> None:
        """Tell the screens how the comment source does."""
        self._source = SourceStatus(
            SourceState(reading.state), reading.lag_ms, reading.last_answer_at, reading.advice
        )
        self._publish(ChangeSet(source=self._source))

    def show_live(self, status: str, started_at: int | None) -> None:
        """Tell the screens what Facebook says of the live; `started_at` UTC ms."""
        if (status, started_at) != (self._live_status, self._live_started_at):
            self._live_status, self._live_started_at = status, started_at
            self._publish(ChangeSet(campaign_changed=True))

    def show_fault(self, sentence: str) -> None:
        """Tell the screens that the database cannot write; "" when it can again."""
        self._publish(ChangeSet(storage_fault=sentence))

    def _campaign_row(self, tx: Transaction) -> CampaignRow:
        record = campaigns.get(tx, self._selling.campaign)
        by_outcome = comments.count_by_outcome(tx, record.id)
        return CampaignRow(
            campaign_id=record.id,
            name=record.name,
            page_name=self._page_name,
            live_status=self._live_status,
            started_at=self._live_started_at or record.started_at,
            comments=sum(by_outcome.values()),
            orders=orders.count(tx, record.id),
            is_paused=record.is_paused,
            is_auto=self._selling.script.mode is CaptureMode.AUTO,
            counts=filter_counts(by_outcome),
        )


_REFUSALS = (
    UnknownSkuError,
    NotInManualModeError,
    NothingToAcceptError,
    OfferError,
    KeywordError,
    UndoError,
)


def _by_current(
    tx: Transaction, selling: Selling, act: Callable[..., T], args: tuple[Any, ...]
) -> tuple[Selling, T]:
    selling = current(tx, selling)
    done = act(tx, selling, *args)
    return current(tx, selling), done


def _accept(
    tx: Transaction, selling: Selling, comment_id: str, now: int, staff: str | None
) -> tuple[Captured, UndoStep]:
    clock = _clock(tx, selling, now)
    released, offered = tick(tx, selling, clock)
    watch = undo.watch(tx, selling, comments=[comment_id])
    result = suggestions.accept(tx, selling, comment_id, clock, staff)
    step = watch.done(tx, accepted_text(result.outcome, stored_form(selling, result)))
    released, offered = [*released, *result.released], [*offered, *result.offered]
    return replace(result, released=tuple(released), offered=tuple(offered)), step


def _offer(
    tx: Transaction, selling: Selling, line: int, now: int, staff: str | None
) -> tuple[list[str], Offered, UndoStep]:
    clock = _clock(tx, selling, now)
    released, served = tick(tx, selling, clock)
    waiter = offering.waiting_line(tx, selling, line)
    watch = undo.watch(tx, selling, buyers=[waiter.buyer], comments=[waiter.comment])
    offered = offering.offer(tx, selling, line, clock, staff)
    step = watch.done(tx, offered.sentence)
    return [line.sku for line in (*released, *served)], offered, step


def _undo(tx: Transaction, selling: Selling, step: UndoStep, now: int, staff: str | None) -> Undone:
    return undo.undo(tx, selling, step, _clock(tx, selling, now), staff)


def _clock(tx: Transaction, selling: Selling, now: int) -> int:
    """The campaign's time does not go back."""
    return max(now, campaigns.get(tx, selling.campaign).clock)


def _set_paused(tx: Transaction, selling: Selling, paused: bool) -> Sequence[str]:
    if not paused:
        return suggestions.resume(tx, selling)
    suggestions.pause(tx, selling)
    return ()


def _set_open_product(tx: Transaction, selling: Selling, sku: str, is_open: bool) -> None:
    if not campaigns.set_open(tx, selling.campaign, sku, is_open):
        raise UnknownSkuError(f"Không có SKU {sku} trong chiến dịch này.")


def _set_on_air(tx: Transaction, selling: Selling, sku: str | None) -> None:
    if sku is not None and sku not in selling.products:
        raise UnknownSkuError(f"Không có SKU {sku} trong chiến dịch này.")
    suggestions.set_on_air(tx, selling, None if sku is None else selling.products[sku].keywords[0])


def _holding(tx: Transaction, campaign: int, sku: str) -> Holding:
    held = lines.of_sku(tx, campaign, sku, [LineState.HELD, LineState.RESERVED, LineState.SOLD])
    waiting = lines.of_sku(tx, campaign, sku, [LineState.WAITLISTED])
    return Holding(
        sku,
        tuple(_holder(line) for line in sorted(held, key=lambda line: line.state is LineState.SOLD)),
        tuple(WaiterRow(place, line.name, line.quantity, line.id) for place, line in enumerate(waiting, 1)),
    )


def _holder(line: BuyersLine) -> HolderRow:
    return HolderRow(
        buyer_name=line.name,
        quantity=line.quantity,
        order_code=order_code(line.order) if line.order is not None else None,
        hold_until=line.hold_until if line.state is LineState.HELD else None,
        is_closed=line.state is LineState.SOLD,
    )


def _add_keyword(tx: Transaction, selling: Selling, sku: str, text: str, now: int) -> KeywordAdded:
    return add_keyword(tx, selling, sku, text, _clock(tx, selling, now))


def _set_open_sale(
    tx: Transaction, selling: Selling, sku: str, quantity: int | None, now: int
) -> tuple[OpenSaleSet, int]:
    done = set_open_sale(tx, selling, sku, quantity, _clock(tx, selling, now))
    figures = stock.open_sale(tx, selling.campaign, sku)
    return done, figures.reserved + figures.sold if figures else 0


def _feed_rows(tx: Transaction, selling: Selling, after: int, ids: Collection[str]) -> list[FeedRow]:
    stored = comments.of_campaign(tx, selling.campaign, after=after, ids=ids)
    few = {comment.buyer for comment in stored if comment.buyer is not None} if len(stored) < _FEW else ()
    numbers = orders.running_numbers(tx, selling.campaign, few) if stored else {}
    return [_feed_row(selling, comment, numbers) for comment in stored]


# Up to so many comments their buyers are named in the query for running numbers; beyond, all are read.
_FEW = 500


def _feed_row(selling: Selling, comment: StoredComment, numbers: Mapping[int, int]) -> FeedRow:
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
        running_number=numbers.get(comment.buyer) if comment.buyer is not None else None,
        staff=comment.staff,
    )


_ORDERS = (Outcome.ORDERED, Outcome.PARTLY_ORDERED)


def _product_rows(tx: Transaction, campaign: int) -> list[ProductRow]:
    on_air = fold(campaigns.get(tx, campaign).on_air or "")
    return [_product_row(figures, on_air) for figures in campaigns.product_figures(tx, campaign)]


def _product_row(figures: ProductFigures, on_air: str) -> ProductRow:
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
        is_on_air=on_air in map(fold, figures.keywords),
    )
