"""One copy of the program on a shared database, for test_processes.py: sells, or writes until it is killed.

    python selling_child.py '{"work": "sell", "location": …, "key": …, "campaign": 1, "seed": 3}'

Says `ready`; then every line it is told is one step of selling, answered by `done`, until the lines end. Told
all at once, the children want the database at the same moment, again and again; left alone, the one that has
just committed would mostly get it again, and they would sell one after the other. `fault` "no_condition"
takes the condition out of the UPDATE that reserves; "no_condition_no_check" also makes the database ignore
its CHECK constraint.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.domain.comments import Author, Comment
from desktop.domain.stock import Counters
from desktop.services import capture, open_sale, orders
from desktop.services.orders import OrderFault
from desktop.services.selling import Selling, load
from desktop.storage import stock
from desktop.storage.database import Database
from desktop.storage.models import CampaignProduct
from desktop.storage.transaction import Transaction

BEGIN = 1_795_266_000_000
STEP = 15_000
SKUS = ("A1", "B2", "C3")
BUYERS = 60


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def capture_one(tx: Transaction, selling: Selling, comment: Comment) -> None:
    now = comment.created_at or 0
    capture.capture(tx, selling, comment, selling.reader.read(comment.message), now)


def three_lines(comment_id: str, chance: random.Random, now: int) -> Comment:
    """An order of three lines, with or without a phone; without one the lines are held."""
    message = " ".join(f"{sku} x{chance.randint(1, 3)}" for sku in SKUS)
    buyer = chance.randrange(BUYERS)
    phone = f" 09{buyer:08}" if chance.random() < 0.5 else ""
    return Comment(comment_id, message + phone, now, Author(f"u{buyer}", f"Khách {buyer}"))


class Seller:
    """What one desk does during a live: comments, cancels, closings, open sale up and down, time passing."""

    def __init__(self, database: Database, selling: Selling, seed: int) -> None:
        self._database, self._selling, self._seed = database, selling, seed
        self._chance = random.Random(seed)
        self._now = BEGIN
        self._captured: list[str] = []

    def step(self, number: int) -> None:
        """One transaction, at whose end the counters must equal the sum of the lines."""
        self._now = BEGIN + number * STEP
        deeds = self._chance.choices(
            [self._capture, self._cancel, self._close, self._set_open_sale], [65, 12, 8, 15]
        )
        self._database.write_sync(self._counted, deeds[0])

    def _counted(self, tx: Transaction, deed: Callable[[Transaction], None]) -> None:
        deed(tx)
        differences = stock.recount(tx, self._selling.campaign)
        assert differences == [], f"the counters are not the sum of the lines: {differences}"

    def _capture(self, tx: Transaction) -> None:
        comment = three_lines(f"{self._seed}_{self._now}", self._chance, self._now)
        capture_one(tx, self._selling, comment)
        self._captured.append(comment.id)

    def _cancel(self, tx: Transaction) -> None:
        self._change(tx, orders.cancel)

    def _close(self, tx: Transaction) -> None:
        self._change(tx, orders.close)

    def _change(self, tx: Transaction, change: Callable[..., object]) -> None:
        if not self._captured:
            return
        try:
            change(tx, self._selling, self._chance.choice(self._captured), self._now)
        except OrderFault:
            return  # Cancelled before, or nothing to close: staff are told so.

    def _set_open_sale(self, tx: Transaction) -> None:
        sku, quantity = self._chance.choice(SKUS), self._chance.randint(0, 120)
        open_sale.set_open_sale(tx, self._selling, sku, quantity, self._now)


def without_condition(
    tx: Transaction, campaign: int, sku: str, change: Counters, fresh_since: int | None
) -> bool:
    """`storage.stock._count` as it would be with its condition forgotten."""
    product = CampaignProduct
    values = {"reserved": product.reserved + change.reserved, "sold": product.sold + change.sold}
    return tx.changed(product.update(values).where(product.campaign == campaign, product.sku == sku)) == 1


def spoil(database: Database, fault: str) -> None:
    """Take away what keeps the shop from overselling."""
    assert callable(stock._count)
    stock._count = without_condition
    if fault == "no_condition_no_check":
        database.write_sync(lambda tx: tx.sql("PRAGMA ignore_check_constraints = 1"))


def batch(number: int, size: int) -> list[Comment]:
    """Comments that are the same in every process."""
    chance = random.Random(number)
    return [three_lines(f"b{number}_{at}", chance, BEGIN + number * STEP) for at in range(size)]


def capture_batch(tx: Transaction, selling: Selling, number: int, size: int, stop_at: int | None) -> None:
    """A batch in one transaction, as the live writes it; `stop_at` says so and waits in the middle of it."""
    for at, comment in enumerate(batch(number, size)):
        if at == stop_at:
            say("in the middle")
            sys.stdin.readline()
        capture_one(tx, selling, comment)


def main(order: dict[str, Any]) -> None:
    database = Database.open(Path(order["location"]), key=bytes.fromhex(order["key"]), busy_timeout=30)
    selling: Selling = database.read_sync(load, order["campaign"])
    if order.get("fault"):
        spoil(database, order["fault"])
    say("ready")
    if order["work"] == "sell":
        seller = Seller(database, selling, order["seed"])
        for number, _told in enumerate(sys.stdin):
            seller.step(number)
            say("done")
    else:
        for number in range(order["batches"] + 1):
            stop_at = order["size"] // 2 if number == order["batches"] else None
            database.write_sync(capture_batch, selling, number, order["size"], stop_at)
    database.close()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
