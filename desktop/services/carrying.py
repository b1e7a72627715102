"""Carrying out what was decided about a comment: its lines tried, its message queued (product.md §2–§4).

Used when a comment arrives and when staff accept a suggestion; always inside the deciding transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.domain.capture.decision import LineResult, Plan, Reason, conclude
from desktop.domain.capture.decision import replies as reply_parts
from desktop.domain.capture.outcome import Outcome
from desktop.domain.capture.reading import Reading
from desktop.domain.orders import order_number
from desktop.domain.wording import reason_text
from desktop.services import replies, waitlist
from desktop.services.captured import Captured, wanted, with_cart
from desktop.services.carts import Desk, Placed
from desktop.services.selling import Selling, ServedLine, WantedLine
from desktop.storage import buyers, campaigns, comments, lines, orders
from desktop.storage.buyers import BuyerRecord
from desktop.storage.transaction import Transaction


@dataclass(slots=True)
class _Tried:
    """The lines of a comment that were tried, as they came out."""

    placed: list[Placed] = field(default_factory=list)

    def of(self, *results: LineResult) -> tuple[WantedLine, ...]:
        return tuple(done.line for done in self.placed if done.result in results)

    @property
    def results(self) -> set[LineResult]:
        return {done.result for done in self.placed}


def tick(tx: Transaction, selling: Selling, now: int) -> tuple[list[ServedLine], list[ServedLine]]:
    """Move the campaign's clock to `now` (UTC ms); the holds released, and the waiters served with them."""
    campaigns.advance(tx, selling.campaign, now)
    released = waitlist.release_holds(tx, selling, now)
    offered = waitlist.serve(tx, selling, now, {line.sku for line in released}) if released else []
    return released, offered


def carry_out(
    tx: Transaction,
    selling: Selling,
    comment: str,
    reading: Reading,
    plan: Plan,
    buyer: BuyerRecord | None,
    now: int,
    staff: str | None = None,
) -> Captured:
    """Try the lines of a plan for this buyer, and say what came of them. The comment is stored already."""
    if buyer is not None and plan.phone is not None and plan.phone != buyer.phone:
        buyers.set_phone(tx, buyer.id, plan.phone)
    if plan.outcome is not None or buyer is None:
        return settled(tx, selling, comment, reading, plan, buyer, now)
    cart = orders.open_cart(tx, selling.campaign, buyer.id)
    phone = plan.phone or waitlist.known_phone(tx, selling, buyer.id, cart)
    desk = Desk(tx, selling, buyer.id, comment, now, phone, staff, given_phone=plan.phone is not None)
    tried = _Tried([desk.take(wish) for wish in plan.take])
    if plan.completes:
        tried.placed += desk.complete(plan.choice, tried.placed)
    return _result(tx, selling, comment, reading, plan, buyer, tried, phone, now)


def settled(
    tx: Transaction,
    selling: Selling,
    comment: str,
    reading: Reading,
    plan: Plan,
    buyer: BuyerRecord | None,
    now: int,
) -> Captured:
    """A result for which nothing has to be tried."""
    if plan.reason is Reason.CHAT and plan.phone and buyer is not None:
        _late_phone(tx, selling, buyer.id, plan.phone, now)
    result = Captured(
        comment,
        plan.outcome or Outcome.SUGGESTED,
        reason_text(plan.reason, plan.lines, plan.phone, reading.closed),
        phone=plan.phone,
        lines=tuple(map(wanted, plan.lines)),
        spans=reading.spans,
    )
    return with_cart(tx, selling, result, buyer.id if buyer else None)


def _late_phone(tx: Transaction, selling: Selling, buyer: int, phone: str, now: int) -> None:
    """A phone alone, with nothing waiting: it goes into the open cart (product.md §2.7)."""
    cart = orders.open_cart(tx, selling.campaign, buyer)
    if cart is not None and cart.phone != phone:
        orders.update(tx, cart.id, now, phone=phone)
        orders.record(tx, cart.id, "phone_changed", {}, now, None)


def _result(
    tx: Transaction,
    selling: Selling,
    comment: str,
    reading: Reading,
    plan: Plan,
    buyer: BuyerRecord,
    tried: _Tried,
    phone: str | None,
    now: int,
) -> Captured:
    outcome = conclude(tried.results)
    got = tried.of(LineResult.ORDERED, LineResult.HELD, LineResult.OPEN)
    short = tried.of(LineResult.SHORT)
    parts = reply_parts(tried.results, selling.script, phone_missing=phone is None)
    skus = {line.sku for line in got if line.sku}
    if skus:
        replies.take_back_out_of_stock(tx, selling.campaign, buyer.id, skus)
    replies.queue_reply(
        tx, selling, comment=comment, buyer=buyer.id, parts=parts, lines=got, short=short, now=now
    )
    reason = Reason.COMPLETION if plan.reason is Reason.COMPLETION else Reason.ORDER
    result = Captured(
        comment,
        outcome,
        reason_text(reason, plan.take + plan.suggested, phone, (), outcome, short),
        phone=phone,
        lines=got,
        unfilled=short,
        suggested=tuple(map(wanted, plan.suggested)),
        replies=parts,
        spans=reading.spans,
        place=_place(tx, selling, buyer.id, short) if outcome is Outcome.OUT_OF_STOCK else None,
    )
    result = with_cart(tx, selling, result, buyer.id)
    if result.order is not None and tried.placed:
        comments.link(tx, [comment], order_number(result.order) or 0)
    return result


def _place(tx: Transaction, selling: Selling, buyer: int, short: Sequence[WantedLine]) -> int | None:
    """The buyer's place on the waitlist of the first short SKU, from 1; None where not on it."""
    waiting = [line.buyer for line in lines.waitlist(tx, selling.campaign, short[0].sku or "")]
    return waiting.index(buyer) + 1 if buyer in waiting else None
