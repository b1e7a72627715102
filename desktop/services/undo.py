"""Taking back what staff did last (product.md §4, §9: Ctrl+Z), as long as nothing has been built on it.

An action is watched inside its own transaction:

    watch = undo.watch(tx, selling, comments=[comment_id])
    result = suggestions.accept(tx, selling, comment_id, now, staff)
    step = watch.done(tx, "Đã nhận gợi ý: …")

After the commit the step is kept on the `UndoShelf` of this station; `undo(tx, selling, step, …)` puts all
that it touched of these buyers back, or refuses with one sentence and changes nothing. What others got by it
stays theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from desktop.domain.orders import OPEN_CART, OrderStatus, order_code
from desktop.domain.stock import LineState, counters
from desktop.services import waitlist
from desktop.services.carrying import tick
from desktop.services.live_rows import UndoOffer
from desktop.services.selling import Selling, ServedLine
from desktop.storage import lines, orders, stock, traces
from desktop.storage.lines import Line
from desktop.storage.traces import Trace
from desktop.storage.transaction import Row, Transaction

Key = TypeVar("Key")

NOTHING = "Không có gì để hoàn tác."
CHANGED = "Đơn của khách đã có thay đổi sau đó, không hoàn tác được."
TAKEN = "Hàng đã có người khác lấy, không hoàn tác được."
SAID = "Khách đã được nhắn tin về việc này, không hoàn tác được."


class UndoError(LookupError):
    """It cannot be taken back (any more); the text is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class UndoStep:
    """One action of staff: what it did in a sentence without full stop, and the rows before and after it."""

    sentence: str
    campaign: int
    buyers: frozenset[int]
    before: Trace = field(repr=False)
    after: Trace = field(repr=False)

    @property
    def changes_something(self) -> bool:
        """Whether there is anything to take back."""
        return bool(_touched_lines(self) or _touched(self.before.orders, self.after.orders)) or bool(
            _touched(self.before.comments, self.after.comments)
            or _touched(self.before.buyers, self.after.buyers)
        )


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo changed: ids of comments, SKUs, and who was served with what it freed."""

    comments: tuple[str, ...]
    skus: tuple[str, ...]
    released: tuple[ServedLine, ...] = ()
    offered: tuple[ServedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Watch:
    """An action being watched, in its transaction."""

    campaign: int
    comments: frozenset[str]
    buyers: frozenset[int]
    before: Trace = field(repr=False)

    def done(self, tx: Transaction, sentence: str) -> UndoStep:
        """The action is over: the step that can be taken back. A full stop at the end of it is dropped."""
        buyers = self.buyers | traces.buyers_of(tx, self.comments)
        after = traces.read(tx, self.campaign, buyers, self.comments, self.before.messages.keys())
        return UndoStep(sentence.removesuffix("."), self.campaign, frozenset(buyers), self.before, after)


def watch(
    tx: Transaction, selling: Selling, *, buyers: Iterable[int] = (), comments: Collection[str] = ()
) -> Watch:
    """Begin to watch an action on these buyers and on those of these comments.

    Every buyer with rows in the campaign that the action may touch must be named, by id or by a comment;
    whoever is made by it is found afterwards. Let time pass first (`carrying.tick`): what runs out by
    itself is not the action's.
    """
    whose = frozenset(buyers) | traces.buyers_of(tx, comments)
    before = traces.read(tx, selling.campaign, whose, comments)
    return Watch(selling.campaign, frozenset(comments), whose, before)


def undo(tx: Transaction, selling: Selling, step: UndoStep, now: int, staff: str | None = None) -> Undone:
    """Put back what a step touched, at `now` (UTC ms), in this transaction.

    Raises UndoError where something was built on it since; then nothing has changed.
    """
    released, offered = tick(tx, selling, now)
    with tx.savepoint():
        skus = _put_back(tx, selling, step, now, staff)
    offered += waitlist.serve(tx, selling, now, skus)
    shown = _touched(step.before.comments, step.after.comments)
    return Undone(tuple(shown), tuple(sorted(skus)), tuple(released), tuple(offered))


def _put_back(tx: Transaction, selling: Selling, step: UndoStep, now: int, staff: str | None) -> set[str]:
    """Everything in its order: units before orders, messages last. The SKUs whose units moved."""
    if step.campaign != selling.campaign or not _still_stands(tx, step):
        raise UndoError(CHANGED)
    _take_messages_back(tx, step)
    skus = _put_lines_back(tx, selling, step, now)
    _put_orders_back(tx, step, now, staff)
    for comment in _touched(step.before.comments, step.after.comments):
        traces.put_comment_back(tx, comment, step.before.comments[comment])
    for buyer in _touched(step.before.buyers, step.after.buyers):
        traces.put_buyer_back(tx, buyer, step.before.buyers[buyer])
    _put_messages_back(tx, step)
    return skus


def _touched(before: Mapping[Key, Row], after: Mapping[Key, Row]) -> list[Key]:
    """What was there before and is not the same any more."""
    return [key for key, row in before.items() if key in after and after[key] != row]


def _touched_lines(step: UndoStep) -> list[tuple[Line | None, Line]]:
    """Lines that the action changed (before, after), or made (None, after)."""
    pairs: list[tuple[Line | None, Line]] = []
    for key, after in step.after.lines.items():
        before = step.before.lines.get(key)
        if key > step.before.last_line or (before is not None and before != after):
            pairs.append((before, after))
    return pairs


def _made_orders(step: UndoStep) -> list[int]:
    return [order for order in step.after.orders if order > step.before.last_order]


def _still_stands(tx: Transaction, step: UndoStep) -> bool:
    """Whether all that the action touched is as it left it."""
    now = traces.read(tx, step.campaign, step.buyers, step.after.comments.keys())
    changed_orders = [*_touched(step.before.orders, step.after.orders), *_made_orders(step)]
    return (
        all(now.lines.get(after.id) == after for _before, after in _touched_lines(step))
        and all(now.orders.get(order) == step.after.orders[order] for order in changed_orders)
        and _same(step.before.comments, step.after.comments, now.comments)
        and _same(step.before.buyers, step.after.buyers, now.buyers)
    )


def _same(before: Mapping[Any, Row], after: Mapping[Any, Row], now: Mapping[Any, Row]) -> bool:
    return all(now.get(key) == after[key] for key in _touched(before, after))


def _put_lines_back(tx: Transaction, selling: Selling, step: UndoStep, now: int) -> set[str]:
    """Units that go back first, then those that are taken anew; the SKUs whose counters moved."""
    made = set(_made_orders(step))
    pairs = [
        (after, before if before is not None else _given_up(after, made))
        for before, after in _touched_lines(step)
    ]
    skus: set[str] = set()
    for here, there in sorted(pairs, key=lambda pair: _units(pair[1]) - _units(pair[0])):
        _move(tx, selling, here, there, now)
        if _units(here) != _units(there) or here.sku != there.sku:
            skus |= {sku for sku in (here.sku, there.sku) if sku}
    return skus


def _given_up(line: Line, made_orders: Collection[int]) -> Line:
    """What becomes of a line that the action made: removed; an order made with it keeps it to look at."""
    order = line.order if line.order in made_orders else None
    return replace(line, state=LineState.REMOVED, order=order, hold_until=None)


def _units(line: Line) -> int:
    weight = counters(line.state, line.quantity)
    return weight.reserved + weight.sold


def _move(tx: Transaction, selling: Selling, here: Line, there: Line, now: int) -> None:
    """One line back where it was; where its SKU was chosen by the action, by way of holding nothing."""
    if here.sku != there.sku:
        loose = replace(here, state=LineState.WANTED)
        _move_units(tx, selling, here, loose, now)
        here = replace(loose, sku=there.sku)
    traces.put_line_back(tx, there)
    _move_units(tx, selling, here, there, now)


def _move_units(tx: Transaction, selling: Selling, here: Line, there: Line, now: int) -> None:
    done = stock.move(
        tx,
        line=here.id,
        campaign=here.campaign,
        sku=here.sku,
        before=(here.state, here.quantity),
        after=(there.state, there.quantity),
        fresh_since=selling.fresh_since(now),
    )
    if not done:
        raise UndoError(TAKEN)


def _put_orders_back(tx: Transaction, step: UndoStep, now: int, staff: str | None) -> None:
    """Orders as they were; one that the action made is cancelled, for its code has been seen."""
    for order in _touched(step.before.orders, step.after.orders):
        row = step.before.orders[order]
        if OrderStatus(row[1]) in OPEN_CART and _has_another_cart(tx, order):
            raise UndoError(CHANGED)
        traces.put_order_back(tx, order, row, now)
    for order in _made_orders(step):
        orders.update(tx, order, now, status=OrderStatus.CANCELLED)
    for order in (*_touched(step.before.orders, step.after.orders), *_made_orders(step)):
        orders.record(tx, order, "undone", {"undone": step.sentence}, now, staff)


def _has_another_cart(tx: Transaction, order: int) -> bool:
    record = orders.get(tx, order)
    cart = orders.open_cart(tx, record.campaign, record.buyer)
    return cart is not None and cart.code != order_code(order)


def _take_messages_back(tx: Transaction, step: UndoStep) -> None:
    """What the action had queued for these buyers and is not on its way yet."""
    for message, row in step.after.messages.items():
        is_theirs = message not in step.before.messages and traces.told_buyer(row) in step.buyers
        if is_theirs and not traces.take_message_back(tx, message):
            raise UndoError(SAID)


def _put_messages_back(tx: Transaction, step: UndoStep) -> None:
    """What the action had taken back or reworded; of others only where they still wait for their goods."""
    after = step.after.messages
    for message, row in step.before.messages.items():
        buyer = traces.told_buyer(row)
        if after.get(message) == row or not (buyer in step.buyers or _waits(tx, step.campaign, buyer)):
            continue
        if message in after:
            traces.reword_message(tx, message, after[message], row)
        else:
            traces.put_message_back(tx, row)


def _waits(tx: Transaction, campaign: int, buyer: int) -> bool:
    return bool(lines.of_buyer(tx, campaign, buyer, [LineState.WAITLISTED]))


class UndoShelf:
    """The newest step of this station; every desk of the station keeps its steps here.

    Used on the event loop's thread. Listeners are told of what can be taken back now, None: nothing.
    """

    def __init__(self) -> None:
        self._step: UndoStep | None = None
        self._listeners: list[Callable[[UndoOffer | None], None]] = []

    @property
    def step(self) -> UndoStep | None:
        """The step that can be taken back."""
        return self._step

    def keep(self, step: UndoStep) -> None:
        """This is what can be taken back from now on; a step that changed nothing is not kept."""
        if step.changes_something:
            self._put(step)

    def clear(self, step: UndoStep | None = None) -> None:
        """Nothing can be taken back any more; with a `step`, only if that is still the newest."""
        if self._step is not None and (step is None or step is self._step):
            self._put(None)

    def subscribe(self, listener: Callable[[UndoOffer | None], None]) -> Callable[[], None]:
        """Tell `listener` of every change from now on; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _put(self, step: UndoStep | None) -> None:
        self._step = step
        offer = UndoOffer(step.sentence) if step is not None else None
        for listener in tuple(self._listeners):
            listener(offer)
