"""Units that come free: holds that ran out, and who is served with them (product.md §3)."""

from __future__ import annotations

from collections.abc import Collection

from desktop.domain.capture.decision import LineResult
from desktop.domain.capture.decision import replies as reply_parts
from desktop.domain.orders import order_code
from desktop.domain.script import WaitlistMode
from desktop.domain.stock import LineState
from desktop.services import replies
from desktop.services.carts import Desk
from desktop.services.selling import Selling, ServedLine
from desktop.storage import buyers, lines, orders, stock
from desktop.storage.lines import Line
from desktop.storage.orders import OrderRecord
from desktop.storage.transaction import Transaction


def release_holds(tx: Transaction, selling: Selling, now: int) -> list[ServedLine]:
    """Give up the holds that have run out at `now` (UTC ms); the lines wait on for their phone."""
    released: list[ServedLine] = []
    for line in lines.expired(tx, selling.campaign, now):
        _move(tx, line, LineState.LAPSED)
        cart = orders.open_cart(tx, line.campaign, line.buyer)
        released.append(ServedLine(line.comment, line.sku or "", line.quantity, cart.code if cart else None))
    return released


def serve(tx: Transaction, selling: Selling, now: int, skus: Collection[str]) -> list[ServedLine]:
    """What freed units of these SKUs set off: waiters served (`waitlist = auto`), queued refusals checked."""
    served: list[ServedLine] = []
    if selling.script.waitlist is WaitlistMode.AUTO:
        for sku in sorted(set(skus)):
            served += [
                done
                for line in lines.waitlist(tx, selling.campaign, sku)
                if (done := _offer(tx, selling, now, line))
            ]
    for sku in sorted(set(skus)):
        replies.recheck_out_of_stock(tx, selling, sku, now)
    return served


def _offer(tx: Transaction, selling: Selling, now: int, line: Line) -> ServedLine | None:
    """Serve one waiter; a line that does not fit whole is passed over (product.md §3)."""
    phone = known_phone(tx, selling, line.buyer)
    desk = Desk(tx, selling, line.buyer, line.comment, now, phone)
    placed = desk.serve(line)
    if placed.result is LineResult.SHORT:
        return None
    replies.take_back_out_of_stock(tx, selling.campaign, line.buyer, {line.sku or ""})
    parts = reply_parts({placed.result}, selling.script, phone_missing=phone is None)
    replies.queue_reply(
        tx,
        selling,
        comment=line.comment,
        buyer=line.buyer,
        parts=parts,
        lines=[placed.line],
        short=[],
        now=now,
    )
    order = lines.get(tx, line.id).order
    return ServedLine(line.comment, line.sku or "", line.quantity, order_code(order) if order else None)


def known_phone(tx: Transaction, selling: Selling, buyer: int, cart: OrderRecord | None = None) -> str | None:
    """The phone a buyer's order may carry: the cart's, one given in this campaign, or the one on file."""
    cart = cart or orders.open_cart(tx, selling.campaign, buyer)
    if cart is not None and cart.phone is not None:
        return cart.phone
    given = buyers.campaign_phone(tx, selling.campaign, buyer)
    if given is not None or not selling.script.use_known_phone:
        return given
    return buyers.phone_on_file(tx, buyer)


def free(tx: Transaction, line: Line) -> str | None:
    """Give up a line; the SKU whose units came free, None where it held none."""
    _move(tx, line, LineState.REMOVED)
    return line.sku if line.state in (LineState.HELD, LineState.RESERVED, LineState.SOLD) else None


def _move(tx: Transaction, line: Line, state: LineState) -> None:
    stock.move(
        tx,
        line=line.id,
        campaign=line.campaign,
        sku=line.sku,
        before=(line.state, line.quantity),
        after=(state, line.quantity),
    )
