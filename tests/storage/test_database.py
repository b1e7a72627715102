"""What a transaction offers, and the two threads (architecture.md §3, §4)."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import peewee
import pytest
from notes import STEPS, Counter, Note, add, take, texts
from peewee import fn

from desktop.storage import connection
from desktop.storage.database import Database, Transaction
from desktop.storage.errors import DatabaseClosedError

OpenDatabase = Callable[..., Database]


@pytest.fixture
def db(opened: OpenDatabase, location: Path, key: bytes) -> Database:
    return opened(location, STEPS, key)


@pytest.fixture(params=["file", "memory"])
def any_db(request: pytest.FixtureRequest, opened: OpenDatabase, location: Path) -> Database:
    return opened(location if request.param == "file" else None, STEPS)


class Gate:
    """A fn that stays in its transaction until it is let go: the rival at a chosen point."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.release = threading.Event()

    def hold(self, tx: Transaction, text: str = "held") -> int:
        self.entered.set()
        assert self.release.wait(20)
        return add(tx, text)


def test_queries_of_unbound_models_are_executed_on_a_transaction(any_db: Database) -> None:
    def use(tx: Transaction) -> None:
        assert (tx.execute(Note.insert(text="a")), tx.execute(Note.insert(text="b"))) == (1, 2)
        seat = Counter.insert(name="seat", ceiling=2).on_conflict_ignore()
        assert (tx.changed(seat), tx.changed(seat)) == (1, 0)
        assert tx.changed(Note.insert_many([{"text": "c"}, {"text": "d"}])) == 2
        assert tx.changed(Note.insert_many([])) == 0
        assert [take(tx, "seat") for _ in range(3)] == [True, True, False]
        assert tx.rows(Counter.update(ceiling=9).returning(Counter.name, Counter.taken)) == [("seat", 2)]
        assert tx.rows(Note.insert(text="e").returning(Note.id)) == [(5,)]
        upsert = Counter.insert(name="seat", taken=0, ceiling=5)
        assert (
            tx.changed(upsert.on_conflict(conflict_target=[Counter.name], update={Counter.ceiling: 6})) == 1
        )
        joined = Note.select(Note.text, Counter.ceiling).join(Counter, on=(Counter.taken == Note.id))
        assert tx.rows(joined) == [("b", 6)]
        assert tx.row(Note.select(Note.id).where(Note.text == "d")) == (4,)
        assert tx.row(Note.select(Note.id).where(Note.text == "?")) is None
        assert tx.scalar(Note.select(fn.COUNT(Note.id))) == 5
        assert tx.scalar(Note.select(Note.id).where(Note.text == "?")) is None
        assert tx.changed(Note.delete().where(Note.id > 3)) == 2
        assert tx.sql("SELECT text FROM note WHERE id < ? ORDER BY id", (3,)) == [("a",), ("b",)]

    any_db.write_sync(use)


def test_a_query_kept_and_asked_again_is_executed_again(any_db: Database) -> None:
    kept = Note.select(Note.text)
    assert any_db.read_sync(lambda tx: tx.rows(kept)) == []
    any_db.write_sync(add, "a")
    assert any_db.read_sync(lambda tx: tx.rows(kept)) == [("a",)]


def test_changed_refuses_a_query_that_returns_rows(any_db: Database) -> None:
    with pytest.raises(TypeError, match="rows"):
        any_db.write_sync(lambda tx: tx.changed(Note.insert(text="a").returning(Note.id)))


def test_what_fn_raises_rolls_back_and_is_raised(any_db: Database) -> None:
    def fail(tx: Transaction) -> None:
        add(tx, "lost")
        raise LookupError("no such thing")

    with pytest.raises(LookupError, match="no such thing"):
        any_db.write_sync(fail)
    assert any_db.read_sync(texts) == []


def test_a_broken_constraint_is_a_bug_and_stays_a_peewee_error(any_db: Database) -> None:
    with pytest.raises(peewee.IntegrityError):
        any_db.write_sync(lambda tx: tx.execute(Counter.insert(name="seat", taken=3, ceiling=2)))


def test_a_savepoint_undoes_its_block_alone(any_db: Database) -> None:
    def use(tx: Transaction) -> None:
        add(tx, "before")
        with pytest.raises(LookupError), tx.savepoint():
            add(tx, "inside")
            raise LookupError
        with tx.savepoint():
            add(tx, "after")

    any_db.write_sync(use)
    assert any_db.read_sync(texts) == ["before", "after"]


def test_a_read_must_not_write(any_db: Database) -> None:
    with pytest.raises(RuntimeError, match="write"):
        any_db.read_sync(add, "a")
    any_db.write_sync(add, "b")
    assert any_db.read_sync(texts) == ["b"]


def test_a_transaction_is_not_used_after_its_end_nor_elsewhere(any_db: Database) -> None:
    kept = any_db.write_sync(lambda tx: tx)
    with pytest.raises(RuntimeError, match="ended"):
        kept.rows(Note.select())

    def lend(tx: Transaction) -> str:
        raised: list[BaseException] = []

        def use() -> None:
            try:
                add(tx, "a")
            except RuntimeError as error:
                raised.append(error)

        thread = threading.Thread(target=use)
        thread.start()
        thread.join()
        return str(raised[0])

    assert "own thread" in any_db.write_sync(lend)


def test_a_fn_that_calls_the_database_again_is_told_instead_of_waiting_for_itself(any_db: Database) -> None:
    with pytest.raises(RuntimeError, match="again"):
        any_db.write_sync(lambda tx: any_db.write_sync(texts))
    with pytest.raises(RuntimeError, match="again"):
        any_db.write_sync(lambda tx: any_db.read_sync(texts))


def test_pragmas_are_the_house_s(db: Database) -> None:
    def pragma(tx: Transaction, name: str) -> object:
        return tx.sql(f"PRAGMA {name}")[0][0]

    names = ("journal_mode", "synchronous", "foreign_keys", "temp_store")
    assert [db.write_sync(pragma, name) for name in names] == ["wal", 2, 1, 2]
    assert [db.read_sync(pragma, name) for name in (*names, "query_only")] == ["wal", 2, 1, 2, 1]


def test_a_write_holds_the_write_lock_from_its_first_line(db: Database, key: bytes) -> None:
    """§4, BEGIN IMMEDIATE: what a fn reads before it writes is still so when it writes."""

    def rival() -> None:
        handle = connection.connect(db.location, key, busy_timeout=0)
        try:
            connection.run(handle, "INSERT INTO note (text) VALUES ('rival')")
        finally:
            handle.close()

    def count_then_add(tx: Transaction) -> None:
        before = tx.scalar(Note.select(fn.COUNT(Note.id)))
        with pytest.raises(peewee.OperationalError, match="locked"):
            rival()
        add(tx, f"after {before}")

    db.write_sync(count_then_add)
    rival()
    assert db.read_sync(texts) == ["after 0", "rival"]


async def test_awaited_calls_give_results_after_the_commit(any_db: Database) -> None:
    assert await any_db.write(add, "a", "b") == 2
    assert await any_db.read(texts) == ["a", "b"]
    with pytest.raises(ZeroDivisionError):
        await any_db.read(lambda tx: 1 // 0)


async def test_a_read_does_not_wait_behind_a_write_and_sees_only_what_is_committed(db: Database) -> None:
    gate = Gate()
    writing = asyncio.create_task(db.write(gate.hold))
    assert await asyncio.to_thread(gate.entered.wait, 20)
    assert await db.read(texts) == []
    assert not writing.done()
    gate.release.set()
    await writing
    assert await db.read(texts) == ["held"]


async def test_writes_are_done_in_the_order_they_were_asked(db: Database) -> None:
    await asyncio.gather(*(db.write(add, str(number)) for number in range(50)))
    assert await db.read(texts) == [str(number) for number in range(50)]


async def test_cancelling_a_running_write_does_not_break_it(db: Database) -> None:
    gate = Gate()
    writing = asyncio.create_task(db.write(gate.hold, "kept"))
    assert await asyncio.to_thread(gate.entered.wait, 20)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    gate.release.set()
    await db.write(add, "next")
    assert await db.read(texts) == ["kept", "next"]


async def test_cancelling_a_write_before_its_turn_drops_it_whole(db: Database) -> None:
    gate = Gate()
    running = asyncio.create_task(db.write(gate.hold))
    assert await asyncio.to_thread(gate.entered.wait, 20)
    queued = asyncio.create_task(db.write(add, "never"))
    await asyncio.sleep(0)
    queued.cancel()
    with pytest.raises(asyncio.CancelledError):
        await queued
    gate.release.set()
    await running
    assert await db.read(texts) == ["held"]


async def test_the_failure_of_a_cancelled_write_is_logged(
    db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    gate = Gate()

    def fail(tx: Transaction) -> None:
        gate.hold(tx)
        raise LookupError("nobody listens")

    writing = asyncio.create_task(db.write(fail))
    assert await asyncio.to_thread(gate.entered.wait, 20)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    gate.release.set()
    await db.write(add, "next")
    assert "nobody listens" in caplog.text


async def test_close_finishes_what_is_queued_and_folds_the_log_in(db: Database, opened: OpenDatabase) -> None:
    assert db.location is not None
    gate = Gate()
    asked = [asyncio.create_task(db.write(gate.hold, "first"))]
    asked += [asyncio.create_task(db.write(add, str(number))) for number in range(20)]
    assert await asyncio.to_thread(gate.entered.wait, 20)
    closing = asyncio.create_task(db.aclose())
    await asyncio.sleep(0)
    with pytest.raises(DatabaseClosedError):
        await db.write(add, "too late")
    gate.release.set()
    await asyncio.gather(closing, *asked)
    await db.aclose()
    db.close()
    assert [path.name for path in db.location.parent.iterdir()] == [db.location.name]
    again = opened(db.location, STEPS, bytes(range(1, 33)))
    assert again.read_sync(texts) == ["first", *map(str, range(20))]


async def test_close_gives_up_at_its_deadline_and_the_rest_is_dropped_whole(
    db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"
    entered = threading.Event()

    def run(tx: Transaction) -> None:
        add(tx, "half")
        entered.set()
        tx.sql(endless)

    asked = [asyncio.create_task(db.write(run)), asyncio.create_task(db.write(add, "queued"))]
    assert await asyncio.to_thread(entered.wait, 20)
    db.close(within=0.05)
    interrupted, dropped = await asyncio.gather(*asked, return_exceptions=True)
    assert "did not close within" in caplog.text
    assert isinstance(interrupted, peewee.OperationalError)
    assert isinstance(dropped, DatabaseClosedError)


def test_the_threads_work_under_qasync(qapp: object, opened: OpenDatabase, location: Path) -> None:
    """§6: qasync's loop has its own executors and refuses foreign threads; ours must not need them."""
    import qasync

    db = opened(location, STEPS)
    loop = qasync.QEventLoop(qapp, set_running_loop=False)

    async def use() -> list[str]:
        await asyncio.gather(*(db.write(add, str(number)) for number in range(20)))
        gate, entered = Gate(), asyncio.Event()

        def hold(tx: Transaction) -> int:
            loop.call_soon_threadsafe(entered.set)
            return gate.hold(tx)

        writing = loop.create_task(db.write(hold))
        await entered.wait()
        writing.cancel()
        gate.release.set()
        await db.write(add, "end")
        found = await db.read(texts)
        await db.aclose()
        return found

    try:
        assert loop.run_until_complete(use()) == [*map(str, range(20)), "held", "end"]
    finally:
        loop.close()
        asyncio.set_event_loop(None)
