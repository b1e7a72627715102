"""Several copies of the program on one database file (product.md §3: never oversold, any number of stations).

A trigger writes down every change of the counters, whoever makes it, so no commit goes unseen. The children
recount inside each of their transactions. What the tests assert is shown to fail without the condition.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.stock import LineState
from desktop.services.selling import load, start_campaign
from desktop.storage import stock
from desktop.storage.database import Database
from desktop.storage.transaction import Transaction

from .selling_child import BEGIN, SKUS, capture_batch

CHILD = Path(__file__).with_name("selling_child.py")
ROOT = CHILD.parents[2]
KEY = bytes(range(32))
PROCESSES = 8
STEPS = 25

Child = subprocess.Popen[str]
Start = Callable[..., Child]

SCRIPT: dict[str, Any] = {
    "name": "Nhiều máy",
    "hold_minutes": 1,
    "waitlist": "auto",
    "messages": {
        "cart": ["Đã ghi {lines}"],
        "out_of_stock": ["{short} hết rồi"],
        "ask_missing": ["Xin {missing}"],
    },
    "products": [{"sku": sku, "price": 100_000, "keywords": [sku], "open_sale": 12} for sku in SKUS],
}


@pytest.fixture
def location(tmp_path: Path) -> Path:
    return tmp_path / "shop.db"


@pytest.fixture
def database(location: Path) -> Iterator[Database]:
    opened = Database.open(location, key=KEY, busy_timeout=30)
    yield opened
    opened.close()


@pytest.fixture
def start(location: Path) -> Iterator[Start]:
    """Start selling_child.py on the database; it waits for a line before it works."""
    with ExitStack() as stack:

        def start_child(**order: Any) -> Child:
            order = {"location": str(location), "key": KEY.hex(), **order}
            child = subprocess.Popen(
                [sys.executable, str(CHILD), json.dumps(order)],
                env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
            stack.enter_context(child)
            stack.callback(child.kill)
            return child

        yield start_child


def expect(child: Child, word: str) -> None:
    assert child.stdout is not None
    assert child.stdout.readline().strip() == word, child.stderr and child.stderr.read()


def one_step(children: list[Child]) -> list[Child]:
    """Let all of them do a step at the same moment; those that live on."""
    for child in children:
        assert child.stdin is not None
        child.stdin.write("step\n")
        child.stdin.flush()
    return [child for child in children if child.stdout is not None and child.stdout.readline() == "done\n"]


def begin_campaign(tx: Transaction) -> int:
    return start_campaign(tx, SCRIPT, live_video_id="live", now=BEGIN)


def write_everything_down(tx: Transaction) -> None:
    tx.sql("CREATE TABLE audit (id INTEGER PRIMARY KEY, over INTEGER NOT NULL)")
    tx.sql(
        "CREATE TRIGGER audit_counters AFTER UPDATE ON campaign_product BEGIN INSERT INTO audit (over)"
        " VALUES (max(NEW.reserved + NEW.sold - NEW.open_sale, -NEW.reserved, -NEW.sold)); END"
    )
    tx.sql("CREATE TABLE passed (state TEXT PRIMARY KEY)")
    tx.sql(
        "CREATE TRIGGER passed_states AFTER UPDATE OF state ON order_line BEGIN"
        " INSERT OR IGNORE INTO passed VALUES (NEW.state); END"
    )


@dataclass(frozen=True, slots=True)
class Sale:
    """What many processes left behind. `most_over`: units above open sale, or below zero, at the worst.

    `states` are those that lines went through; `turns` says how often a comment came from another process
    than the one before it.
    """

    faults: tuple[str, ...]
    changes: int
    most_over: int
    differences: list[Any]
    states: frozenset[LineState]
    turns: int

    def check(self) -> None:
        """Nothing oversold at any moment, the counters are the lines, and nobody stumbled."""
        assert self.most_over <= 0, f"oversold by {self.most_over}"
        assert self.differences == []
        assert self.faults == ()


def sell(database: Database, start: Start, *, processes: int, steps: int, fault: str = "") -> Sale:
    """Let processes sell at once on one file and tell what was seen."""
    campaign = database.write_sync(begin_campaign)
    database.write_sync(write_everything_down)
    children = [start(work="sell", campaign=campaign, seed=seed, fault=fault) for seed in range(processes)]
    for child in children:
        expect(child, "ready")
    alive = children
    for _ in range(steps):
        alive = one_step(alive)
    errors = [child.communicate(timeout=100)[1] for child in children]
    return database.read_sync(seen, campaign, tuple(error for error in errors if error))


def seen(tx: Transaction, campaign: int, faults: tuple[str, ...]) -> Sale:
    changes, most_over = tx.sql("SELECT count(*), max(over) FROM audit")[0]
    states = frozenset(LineState(row[0]) for row in tx.sql("SELECT state FROM passed"))
    sellers = [row[0].split("_")[0] for row in tx.sql("SELECT id FROM comment ORDER BY sequence")]
    turns = sum(before != after for before, after in pairwise(sellers))
    return Sale(faults, changes, most_over, stock.recount(tx, campaign), states, turns)


def test_3_eight_processes_never_exceed_open_sale_at_any_commit(database: Database, start: Start) -> None:
    """With comments of three lines, cancels, closings, raises, holds that run out, and a waitlist served."""
    sale = sell(database, start, processes=PROCESSES, steps=STEPS)
    sale.check()
    assert sale.most_over == 0, "the live never sold out, so nothing was shown"
    assert sale.changes > PROCESSES * STEPS / 2
    assert sale.turns > PROCESSES * STEPS / 4, "the processes hardly met"
    assert set(LineState) - {LineState.WANTED, LineState.OPEN} <= sale.states


def test_3_without_the_condition_the_database_refuses_and_the_check_fails(
    database: Database, start: Start
) -> None:
    """The second net: the CHECK constraint stops the transaction that would oversell."""
    sale = sell(database, start, processes=2, steps=20, fault="no_condition")
    assert sale.most_over == 0
    assert len(sale.faults) == 2
    assert all("CHECK constraint failed" in fault for fault in sale.faults)
    with pytest.raises(AssertionError):
        sale.check()


def test_3_without_condition_and_constraint_the_check_sees_the_overselling(
    database: Database, start: Start
) -> None:
    """The check of the eight processes can fail, and says what was oversold."""
    sale = sell(database, start, processes=2, steps=20, fault="no_condition_no_check")
    assert sale.faults == ()
    with pytest.raises(AssertionError, match="oversold by"):
        sale.check()


BATCHES = 3
SIZE = 20


def capture_all(database: Database, campaign: int, batches: int) -> None:
    selling = database.read_sync(load, campaign)
    for number in range(batches):
        database.write_sync(capture_batch, selling, number, SIZE, None)


def shop(tx: Transaction) -> list[list[tuple[Any, ...]]]:
    """All that capturing leaves behind."""
    return [
        tx.sql("SELECT id, outcome, phone, result, order_id FROM comment ORDER BY sequence"),
        tx.sql(
            "SELECT comment_id, number, sku, quantity, state, order_id, queue FROM order_line ORDER BY id"
        ),
        tx.sql("SELECT id, buyer, status, running_number, phone FROM orders ORDER BY id"),
        tx.sql("SELECT key, payload, state FROM outbox ORDER BY id"),
        tx.sql("SELECT sku, open_sale, reserved, sold FROM campaign_product ORDER BY position"),
        tx.sql("SELECT kind, order_id, detail FROM order_event ORDER BY id"),
    ]


def undisturbed(batches: int) -> list[list[tuple[Any, ...]]]:
    """The shop of a program that nobody killed."""
    calm = Database.open(None)
    try:
        capture_all(calm, calm.write_sync(begin_campaign), batches)
        return calm.read_sync(shop)
    finally:
        calm.close()


def test_8_a_process_killed_in_the_middle_of_a_batch_leaves_whole_batches_and_doubles_nothing(
    database: Database, start: Start, location: Path
) -> None:
    campaign = database.write_sync(begin_campaign)
    child = start(work="batches", campaign=campaign, batches=BATCHES, size=SIZE)
    expect(child, "ready")
    expect(child, "in the middle")
    child.kill()
    child.wait(timeout=10)

    after = Database.open(location, key=KEY)
    try:
        assert after.read_sync(stock.recount, campaign) == []
        assert after.read_sync(shop) == undisturbed(BATCHES)
        assert after.read_sync(lambda tx: tx.sql("SELECT count(*) FROM comment WHERE result = '{}'")) == [
            (0,)
        ]
        capture_all(after, campaign, BATCHES + 1)
        assert after.read_sync(shop) == undisturbed(BATCHES + 1)
        assert after.read_sync(stock.recount, campaign) == []
    finally:
        after.close()
