"""The desk of a buyer: what the sidebar asks for and does in one campaign, and finding anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar, TypeVarTuple

from desktop.services import cart_edits, finding, manual_orders, undo
from desktop.services.buyer_rows import (
    BuyerView,
    Found,
    ManualDone,
    ManualDraft,
    ManualOrder,
    OfferedVariant,
    WishedLine,
)
from desktop.services.buyer_view import view_of
from desktop.services.carrying import tick
from desktop.services.cart_edits import Edited, Stamp
from desktop.services.finding import FoldedTexts
from desktop.services.live import wall_clock
from desktop.services.live_rows import ChangeSet, DeskError
from desktop.services.offering import OfferError
from desktop.services.selling import Selling, current
from desktop.services.undo import UndoShelf, UndoStep
from desktop.storage import comments, desk, lines, orders
from desktop.storage.database import Database
from desktop.storage.stock import StaleLineError
from desktop.storage.transaction import Transaction
from desktop.system.events import EventBus

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class BuyerDesk:
    """Serves the buyers of one campaign. Used on the event loop's thread.

    `staff` is who is at the desk, stamped on what is done there; it may be set anew. `undo_shelf` keeps what
    was done last; the desks of one station share it. Every edit is one transaction; its coroutine raises
    DeskError with one sentence where it cannot be (ShortError: not enough, ConflictError: changed
    meanwhile), and returns a sentence, empty where there is nothing to say.
    """

    def __init__(
        self,
        database: Database,
        bus: EventBus,
        selling: Selling,
        *,
        clock: Callable[[], int] = wall_clock,
        staff: str | None = None,
        undo_shelf: UndoShelf | None = None,
    ) -> None:
        self.staff = staff
        self._undo = undo_shelf or UndoShelf()
        self._database, self._bus, self._selling, self._clock = database, bus, selling, clock
        self._texts = FoldedTexts()
        bus.subscribe(ChangeSet, self._note)

    async def buyer_of(self, comment_id: str) -> int | None:
        """Who wrote a comment; None where nobody is known."""
        return await self._database.read(_buyer_of, comment_id)

    async def view(self, buyer: int) -> BuyerView:
        """All that is shown of a buyer."""
        self._selling, view = await self._database.read(_with_current, self._selling, view_of, (buyer,))
        return view

    async def stamp(self, buyer: int) -> object:
        """Equals `BuyerView.stamp` as long as nothing shown of the buyer has changed."""
        return await self._database.read(desk.stamp, self._selling.campaign, buyer)

    async def find(self, text: str) -> tuple[Found, ...]:
        """What is found by this text, grouped by kind, at most 8 of each."""
        return await self._database.read(finding.find, self._selling, self._texts, text)

    async def offered(self) -> tuple[OfferedVariant, ...]:
        """What may be put into a cart: every SKU that is open, in the script's order."""
        return await self._read(_offered)

    async def set_quantity(self, line: int, seen: int, quantity: int) -> str:
        """Give a line another quantity; `seen` is the one that the editor saw."""
        return await self._edit(_Whom(line=line), cart_edits.set_quantity, line, seen, quantity)

    async def remove_line(self, line: int) -> str:
        """Take a line out."""
        return await self._edit(_Whom(line=line), cart_edits.remove_line, line)

    async def add_product(self, buyer: int, wish: WishedLine) -> str:
        """Put a product into the cart."""
        return await self._edit(_Whom(buyer=buyer), cart_edits.add_product, buyer, wish)

    async def serve_line(self, line: int) -> str:
        """Give a waiting line its units."""
        return await self._edit(_Whom(line=line), cart_edits.serve_line, line)

    async def choose_variant(self, line: int, sku: str) -> str:
        """Say which variant an open line is."""
        return await self._edit(_Whom(line=line), cart_edits.choose_variant, line, sku)

    async def set_phone(self, buyer: int, seen: str | None, text: str) -> str:
        """Set the phone; what waited for it is decided."""
        return await self._edit(_Whom(buyer=buyer), cart_edits.set_phone, buyer, seen, text)

    async def set_name(self, buyer: int, seen: str | None, text: str) -> str:
        """Name a buyer whose name is hidden."""
        return await self._edit(_Whom(buyer=buyer), cart_edits.set_name, buyer, seen, text)

    async def set_address(self, order: int, seen: str | None, text: str) -> str:
        """Set the delivery address of a cart."""
        return await self._edit(_Whom(order=order), cart_edits.set_address, order, seen, text)

    async def set_note(self, order: int, seen: str | None, text: str) -> str:
        """Set the note of a cart."""
        return await self._edit(_Whom(order=order), cart_edits.set_note, order, seen, text)

    async def confirm(self, order: int) -> str:
        """Confirm a cart."""
        return await self._edit(_Whom(order=order), cart_edits.confirm, order)

    async def unconfirm(self, order: int) -> str:
        """Take a confirmation back."""
        return await self._edit(_Whom(order=order), cart_edits.unconfirm, order)

    async def cancel_cart(self, buyer: int, order: int | None) -> str:
        """Cancel the open cart and what waits beside it."""
        return await self._edit(_Whom(buyer=buyer), cart_edits.cancel_cart, buyer, order)

    async def draft(self, comment_id: str | None = None, buyer: int | None = None) -> ManualDraft:
        """What a manual order begins with: for a comment, for a buyer, or blank."""
        if comment_id is not None:
            return await self._read(manual_orders.draft_of_comment, comment_id)
        if buyer is not None:
            return await self._read(manual_orders.draft_of_buyer, buyer)
        return ManualDraft(None, None, "", "", "", ())

    async def make_order(self, order: ManualOrder) -> ManualDone:
        """Make a manual order, all of its lines or none. ShortError: the waitlist may be asked for."""
        done, edited, step = await self._write(_make_order, order)
        self._publish(edited, (order.comment_id,) if order.comment_id is not None else ())
        self._undo.keep(step)
        return done

    def subscribe(self, callback: Callable[[ChangeSet], None]) -> Callable[[], None]:
        """Call back after every commit that may concern this campaign; returns what ends that."""

        def told(change: ChangeSet) -> None:
            if change.campaign in (None, self._selling.campaign):
                callback(change)

        return self._bus.subscribe(ChangeSet, told)

    async def _edit(self, whom: _Whom, act: Callable[..., Edited], *args: Any) -> str:
        edited, step = await self._write(_watched, whom, act, args)
        self._publish(edited)
        if edited.did:
            self._undo.keep(step)
        return edited.sentence

    async def _read(self, ask: Callable[..., T], *args: Any) -> T:
        self._selling, answer = await self._database.read(_with_current, self._selling, ask, args)
        return answer

    async def _write(self, act: Callable[..., T], *args: Any) -> T:
        try:
            self._selling, done = await self._database.write(
                _stamped, self._selling, act, args, self._clock(), self.staff
            )
        except OfferError as error:
            raise DeskError(str(error)) from error
        except StaleLineError:
            raise DeskError("Giỏ vừa được đổi ở chỗ khác. Xem lại rồi sửa.") from None
        return done

    def _publish(self, edited: Edited, changed: tuple[str, ...] = ()) -> None:
        skus = tuple(dict.fromkeys((*edited.skus, *(line.sku for line in edited.served))))
        self._bus.publish(
            ChangeSet(
                products_changed=skus,
                comments_changed=changed,
                campaign_changed=True,
                campaign=self._selling.campaign,
            )
        )

    def _note(self, change: ChangeSet) -> None:
        self._texts.changed.update(change.comments_changed)


@dataclass(frozen=True, slots=True)
class _Whom:
    """Whose rows an edit may touch: the buyer's, told by one of these."""

    buyer: int | None = None
    line: int | None = None
    order: int | None = None

    def watched(self, tx: Transaction, selling: Selling) -> undo.Watch:
        """The edit is watched from here on; a line's comment may change with it."""
        if self.line is not None:
            line = lines.get(tx, self.line)
            return undo.watch(tx, selling, buyers=[line.buyer], comments=[line.comment])
        buyer = orders.get(tx, self.order).buyer if self.order is not None else self.buyer or 0
        return undo.watch(tx, selling, buyers=[buyer])


def _watched(
    tx: Transaction,
    selling: Selling,
    whom: _Whom,
    act: Callable[..., Edited],
    args: tuple[Any, ...],
    by: Stamp,
) -> tuple[Edited, UndoStep]:
    """An edit that can be taken back; what runs out by itself is not the edit's."""
    released, offered = tick(tx, selling, by.now)
    watch = whom.watched(tx, selling)
    edited = act(tx, selling, *args, by)
    edited = replace(edited, served=(*released, *offered, *edited.served))
    return edited, watch.done(tx, edited.did)


def _make_order(
    tx: Transaction, selling: Selling, order: ManualOrder, by: Stamp
) -> tuple[ManualDone, Edited, UndoStep]:
    released, offered = tick(tx, selling, by.now)
    buyer = manual_orders.whose(tx, selling, order, by).id
    told = [order.comment_id] if order.comment_id is not None else []
    watch = undo.watch(tx, selling, buyers=[buyer], comments=told)
    done, edited = manual_orders.make(tx, selling, replace(order, buyer=buyer), by)
    edited = replace(edited, served=(*released, *offered, *edited.served))
    return done, edited, watch.done(tx, edited.did)


def _buyer_of(tx: Transaction, comment_id: str) -> int | None:
    known = comments.get(tx, comment_id)
    return known.buyer if known else None


def _with_current(
    tx: Transaction, selling: Selling, ask: Callable[..., T], args: tuple[Any, ...]
) -> tuple[Selling, T]:
    selling = current(tx, selling)
    return selling, ask(tx, selling, *args)


def _stamped(
    tx: Transaction,
    selling: Selling,
    act: Callable[..., T],
    args: tuple[Any, ...],
    now: int,
    staff: str | None,
) -> tuple[Selling, T]:
    selling = current(tx, selling)
    return selling, act(tx, selling, *args, Stamp(cart_edits.clock(tx, selling, now), staff))


def _offered(tx: Transaction, selling: Selling) -> tuple[OfferedVariant, ...]:
    shown = desk.shown_variants(tx, selling.products)
    return tuple(
        OfferedVariant(
            keyword=product.keywords[0],
            keywords=product.keywords,
            sku=product.sku,
            product=shown[product.sku].product,
            variant=shown[product.sku].variant,
            price=product.price,
        )
        for product in selling.products.values()
        if product.open and product.sku in shown
    )
