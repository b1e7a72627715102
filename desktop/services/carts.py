"""Putting a buyer's lines into the cart, on hold or on the waitlist (product.md §2.7–2.10, §3).

Works inside the transaction that decides; every unit goes through `storage.stock.move`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.capture.decision import LineResult
from desktop.domain.capture.lines import Choice, LineReading, choose
from desktop.domain.orders import OrderStatus
from desktop.domain.script import RepeatPolicy
from desktop.domain.stock import WAITING, LineState
from desktop.services.selling import Selling, WantedLine
from desktop.storage import comments, lines, orders, stock
from desktop.storage.lines import Line
from desktop.storage.orders import OrderRecord
from desktop.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Placed:
    """What came of one line."""

    result: LineResult
    line: WantedLine


class _DoesNotFitError(Exception):
    """Takes a savepoint back; never leaves this module."""


@dataclass(slots=True)
class Desk:
    """One buyer at the counter: `phone` is the number the cart will carry, None while it is missing.

    `now` is UTC ms; `comment` the comment that is being decided; `given_phone` says that the phone came
    with it, so that it replaces an older one in the cart.
    """

    tx: Transaction
    selling: Selling
    buyer: int
    comment: str
    now: int
    phone: str | None
    staff: str | None = None
    given_phone: bool = False

    def take(self, wish: LineReading) -> Placed:
        """Try one sure line: repeat, take-over of a waiting line, or a new line."""
        if wish.sku is None:
            return self._open(wish)
        cart = [
            line
            for line in lines.of_buyer(self.tx, self.selling.campaign, self.buyer, [LineState.RESERVED])
            if line.sku == wish.sku
        ]
        if cart:
            return self._repeat(wish, wish.sku, cart)
        return self._take_over(wish, self._waiting(wish))

    def serve(self, line: Line) -> Placed:
        """Give a waiting line its units, in the cart or on hold; SHORT, and nothing changed, where short."""
        return self._place(line) if self._fits(line) else Placed(LineResult.SHORT, _wanted(line))

    def choose(self, line: Line, sku: str) -> Placed:
        """Staff name the variant of an open line; it is placed as if the buyer had (product.md §2.5)."""
        lines.narrow(self.tx, line.id, [sku], self.selling.price(sku))
        return self._place_chosen(lines.get(self.tx, line.id))

    def complete(self, choice: Choice, done: Sequence[Placed]) -> list[Placed]:
        """Decide the buyer's lines that wait, now that a phone or an option is there (product.md §2.8).

        Lines that this very comment placed (`done`) are left alone.
        """
        if done:
            waiting = [line for line in self._waiting_lines() if line.comment != self.comment]
        else:
            waiting = self._waiting_lines()
        return [placed for line in waiting for placed in self._complete_line(line, choice)]

    def _waiting_lines(self) -> list[Line]:
        return lines.of_buyer(self.tx, self.selling.campaign, self.buyer, WAITING)

    def _waiting(self, wish: LineReading) -> list[Line]:
        """The buyer's waiting lines that a newer wording takes over (product.md §2.9)."""
        return [
            line
            for line in self._waiting_lines()
            if line.comment != self.comment
            and (line.sku in wish.skus if line.sku else set(wish.skus) & set(line.candidates))
        ]

    def _open(self, wish: LineReading) -> Placed:
        """A line whose variant is open waits, with nothing reserved (product.md §2.5)."""
        for old in self._waiting(wish):
            if old.state is LineState.OPEN:
                self._move(old, LineState.REMOVED)
        line = self._add(wish)
        self._move(line, LineState.OPEN)
        return Placed(LineResult.OPEN, _wanted(line))

    def _repeat(self, wish: LineReading, sku: str, cart: Sequence[Line]) -> Placed:
        """The same SKU while the cart is open (product.md §2.9)."""
        wanted = WantedLine(wish.keyword, sku, wish.quantity)
        policy = self.selling.script.repeat
        if policy is RepeatPolicy.IGNORE:
            return Placed(LineResult.REPEATED, wanted)
        if policy is RepeatPolicy.ADD:
            return self._place(self._add(wish))
        held = sum(line.quantity for line in cart)
        if held == wish.quantity:
            return Placed(LineResult.REPEATED, wanted)
        try:
            with self.tx.savepoint():
                self._resize(cart, wish.quantity)
        except _DoesNotFitError:
            return Placed(LineResult.SHORT, wanted)
        self._touch(self._cart(), [])
        return Placed(LineResult.ORDERED, wanted)

    def _resize(self, cart: Sequence[Line], quantity: int) -> None:
        first, *others = cart
        for line in others:
            self._move(line, LineState.REMOVED)
        if not self._move(first, LineState.RESERVED, quantity):
            raise _DoesNotFitError

    def _take_over(self, wish: LineReading, old: Sequence[Line]) -> Placed:
        """The newer wording in place of waiting lines; units already held are not given up for nothing."""
        holds = any(line.state is LineState.HELD for line in old)
        place = min((line.queue for line in old if line.state is LineState.WAITLISTED), default=None)
        try:
            with self.tx.savepoint():
                for line in old:
                    self._move(line, LineState.REMOVED)
                placed = self._place(self._add(wish), place)
                if holds and placed.result is LineResult.SHORT:
                    raise _DoesNotFitError
                return placed
        except _DoesNotFitError:
            return Placed(LineResult.SHORT, WantedLine(wish.keyword, wish.sku, wish.quantity))

    def _complete_line(self, line: Line, choice: Choice) -> list[Placed]:
        if line.state is LineState.OPEN:
            return self._choose(line, choice)
        if self.phone is None:
            return []
        if line.state is LineState.WAITLISTED and not self._fits(line):
            return []  # It keeps its place, silently.
        return [self._place(line)]

    def _fits(self, line: Line) -> bool:
        try:
            with self.tx.savepoint():
                if self._move(line, LineState.RESERVED):
                    raise _DoesNotFitError
        except _DoesNotFitError:
            return True
        return False

    def _choose(self, line: Line, choice: Choice) -> list[Placed]:
        """An option for an open variant: one left is chosen, several stay open, none says nothing."""
        candidates = [self.selling.products[sku] for sku in line.candidates if sku in self.selling.products]
        chosen = choose(choice, line.keyword, candidates, line.quantity)
        if not chosen:
            return [Placed(LineResult.OPEN, _wanted(line))]
        first, *others = chosen
        lines.narrow(self.tx, line.id, first.skus, self.selling.price(first.skus[0]))
        self._move(lines.get(self.tx, line.id), LineState.OPEN, first.quantity)
        line = lines.get(self.tx, line.id)
        placed = Placed(LineResult.OPEN, _wanted(line)) if line.sku is None else self._place_chosen(line)
        return [placed, *(self.take(other) for other in others)]

    def _place_chosen(self, line: Line) -> Placed:
        """A variant just chosen may be in the cart already: then it is a repeat."""
        sku = line.sku or ""
        cart = [
            other
            for other in lines.of_buyer(self.tx, self.selling.campaign, self.buyer, [LineState.RESERVED])
            if other.sku == sku
        ]
        if not cart or self.selling.script.repeat is RepeatPolicy.ADD:
            return self._place(line)
        self._move(line, LineState.REMOVED)
        wish = LineReading(line.keyword, line.quantity, (sku,))
        return self._repeat(wish, sku, cart)

    def _place(self, line: Line, place: int | None = None) -> Placed:
        """Reserve a line whole, in the cart or on hold; else it waits (product.md §3)."""
        ready = self.phone is not None or not self.selling.script.require_phone
        if ready and self._move(line, LineState.RESERVED):
            self._touch(self._cart(), [line])
            return Placed(LineResult.ORDERED, _wanted(line))
        if not ready and (line.state is LineState.HELD or self._move(line, LineState.HELD)):
            lines.hold(self.tx, line.id, self.now + self.selling.hold)
            return Placed(LineResult.HELD, _wanted(line))
        self._move(line, LineState.WAITLISTED)
        lines.queue(self.tx, line.id, place)
        return Placed(LineResult.SHORT, _wanted(line))

    def _add(self, wish: LineReading) -> Line:
        return lines.add(
            self.tx,
            campaign=self.selling.campaign,
            buyer=self.buyer,
            comment=self.comment,
            keyword=wish.keyword,
            skus=wish.skus,
            quantity=wish.quantity,
            price=self.selling.price(wish.skus[0]),
        )

    def _move(self, line: Line, state: LineState, quantity: int | None = None) -> bool:
        return stock.move(
            self.tx,
            line=line.id,
            campaign=line.campaign,
            sku=line.sku,
            before=(line.state, line.quantity),
            after=(state, line.quantity if quantity is None else quantity),
            fresh_since=self.selling.fresh_since(self.now),
        )

    def _cart(self) -> OrderRecord:
        """The buyer's open cart, made where there is none (product.md §2.10)."""
        cart = orders.open_cart(self.tx, self.selling.campaign, self.buyer)
        if cart is None:
            cart = orders.create(self.tx, self.selling.campaign, self.buyer, self.phone, self.now, self.staff)
            orders.record(self.tx, cart.id, "created", {"comment": self.comment}, self.now, self.staff)
        return cart

    def _touch(self, cart: OrderRecord, added: Sequence[Line]) -> None:
        """Hang lines on the cart; a confirmed cart goes back to draft (product.md §2.10)."""
        values: dict[str, object] = {"status": OrderStatus.DRAFT}
        if self.phone is not None and (cart.phone is None or self.given_phone):
            values["phone"] = self.phone
        orders.update(self.tx, cart.id, self.now, **values)
        for line in added:
            lines.attach(self.tx, line.id, cart.id)
            detail = {"sku": line.sku, "quantity": line.quantity, "comment": self.comment}
            orders.record(self.tx, cart.id, "line_added", detail, self.now, self.staff)
        comments.link(self.tx, {line.comment for line in added} | {self.comment}, cart.id)


def _wanted(line: Line) -> WantedLine:
    return WantedLine(line.keyword, line.sku, line.quantity, () if line.sku else line.candidates)
