"""The database: one thread that writes, one that reads, and the functions that run on them.

    db = Database.open(Path("quaylive.db"), key=key)
    order_id = await db.write(place_order, comment_id, lines)   # place_order(tx, comment_id, lines)
    rows = await db.read(list_orders, status="DRAFT")
    db.write_sync(place_order, …)                               # in programs without an event loop
    await db.aclose()

A `fn(tx, …)` is a plain synchronous function: it touches nothing of asyncio, returns frozen dataclasses,
and may run again from its start when another process stood in the way. What `tx` offers is told in
`storage.transaction`. Must not know tables or use cases.

peewee's own migration runner and its one global database are not used: all pending migrations run in one
transaction here, so that two programs starting together upgrade a file once (architecture.md §3, §4).
"""

from __future__ import annotations

import asyncio
import logging
import random
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from peewee import SqliteDatabase

from desktop.storage import connection, migrations
from desktop.storage.errors import DatabaseClosedError, FolderMissingError
from desktop.storage.migrations.runner import Migration, refuse_foreign, upgrade
from desktop.storage.transaction import Transaction

__all__ = ["Database", "Transaction"]

P = ParamSpec("P")
T = TypeVar("T")

_log = logging.getLogger(__name__)
_ATTEMPTS = 3
_CLOSE_WITHIN = 15.0


class Database:
    """An open database. `location` is its file, None in memory (then reads wait for writes).

    Faults of the environment come out of every method as `storage.errors.StorageError`.
    """

    def __init__(
        self,
        location: Path | None,
        key: bytes | None,
        steps: Sequence[Migration],
        busy_timeout: float,
    ) -> None:
        self.location = location
        self._key = key
        self._steps = tuple(steps)
        self._busy_timeout = busy_timeout
        self._closing: Future[None] | None = None
        self._writer = _Lane("database-writer")
        self._reader = _Lane("database-reader") if location else self._writer

    @classmethod
    def open(
        cls,
        location: Path | None,
        *,
        key: bytes | None = None,
        migrations: Sequence[Migration] = migrations.ALL,
        busy_timeout: float = 10.0,
    ) -> Self:
        """Open or make the database and bring it to the newest version. Blocks; call it before the loop runs.

        `key`: 32 raw bytes, None for a plain file. `busy_timeout`: seconds one statement waits for another
        process. Raises StorageError; a database of a newer major version is left as it is, byte for byte.
        """
        if location is not None and not location.absolute().parent.is_dir():
            raise FolderMissingError(location.absolute().parent)
        database = cls(location, key, migrations, busy_timeout)
        try:
            database._writer.submit(database._guard, database._open_writer).result()
            if location is not None:
                database._reader.submit(database._guard, database._open_reader).result()
        except BaseException:
            database.close()
            raise
        return database

    async def write(
        self, fn: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `fn(tx, …)` in one immediate transaction; return its result after the commit.

        What `fn` raises rolls back and is raised here. Cancelled while it waits its turn, `fn` does not
        run; cancelled later, it runs to its end and commits.
        """
        return await _result_of(self._submit(self._writer, self._write, fn, *args, **kwargs))

    async def read(
        self, fn: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `fn(tx, …)` on one unchanging view of what was committed. Writing raises RuntimeError."""
        return await _result_of(self._submit(self._reader, self._read, fn, *args, **kwargs))

    def write_sync(
        self, fn: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """`write` for synchronous programs. Blocks the calling thread; not for the GUI thread."""
        return self._submit(self._writer, self._write, fn, *args, **kwargs).result()

    def read_sync(self, fn: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`read` for synchronous programs. Blocks the calling thread; not for the GUI thread."""
        return self._submit(self._reader, self._read, fn, *args, **kwargs).result()

    def close(self, within: float = _CLOSE_WITHIN) -> None:
        """Finish what is queued, fold the log into the file and close. May be called again.

        After `within` seconds what still waits is dropped whole and what runs is interrupted.
        """
        try:
            self._start_closing().result(within)
        except TimeoutError:
            self._abandon(within)

    async def aclose(self, within: float = _CLOSE_WITHIN) -> None:
        """`close` without blocking the event loop."""
        try:
            await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(self._start_closing())), within)
        except TimeoutError:
            self._abandon(within)

    def _submit(
        self, lane: _Lane, run: Callable[..., Any], fn: Callable[..., T], /, *args: Any, **kwargs: Any
    ) -> Future[T]:
        if self._closing is not None:
            raise DatabaseClosedError(f"{fn.__qualname__} came after the database was closed")
        if threading.get_ident() in (self._writer.thread, self._reader.thread):
            raise RuntimeError("a fn must not call the database again: it could wait for itself")
        return lane.submit(self._guard, run, fn, *args, **kwargs)

    def _guard(self, run: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Run on a lane: again while others stand in the way, and with faults told by type."""
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return run(*args, **kwargs)
            except Exception as error:
                if connection.is_busy(error) and attempt < _ATTEMPTS:
                    time.sleep(random.uniform(0, 0.05 * 2**attempt))
                    continue
                if fault := connection.fault_of(error, self.location, self._key):
                    raise fault from error
                raise
        raise AssertionError("the last attempt returns or raises")

    def _open_writer(self) -> None:
        handle = connection.connect(self.location, self._key, busy_timeout=self._busy_timeout)
        try:
            refuse_foreign(handle, self.location, self._steps)
            connection.start_writing(handle, self.location)
            upgrade(handle, self.location, self._key, self._steps)
        except BaseException:
            handle.close()
            raise
        self._writer.adopt(handle)

    def _open_reader(self) -> None:
        timeout = self._busy_timeout
        self._reader.adopt(connection.connect(self.location, self._key, busy_timeout=timeout, read_only=True))

    def _write(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        return _in_transaction(self._writer.opened(), "BEGIN IMMEDIATE", fn, *args, **kwargs)

    def _read(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        handle = self._reader.opened()
        connection.run(handle, "PRAGMA query_only = 1")
        try:
            return _in_transaction(handle, "BEGIN", fn, *args, **kwargs)
        except Exception as error:
            if connection.is_forbidden_write(error):
                raise RuntimeError(f"{fn.__qualname__} wants to write; run it with write()") from error
            raise
        finally:
            if self._reader is self._writer:
                connection.run(handle, "PRAGMA query_only = 0")

    def _start_closing(self) -> Future[None]:
        """Queue the end behind what waits: the reader's first, since the last one out folds the log in."""
        if self._closing is None:
            reader_done = self._reader.finish() if self._reader is not self._writer else None
            self._closing = self._writer.finish(after=reader_done)
        return self._closing

    def _abandon(self, within: float) -> None:
        _log.error("the database did not close within %s s; what it was doing is interrupted", within)
        for lane in {self._writer, self._reader}:
            lane.abandon()


class _Lane:
    """One thread and the connection that only this thread uses."""

    def __init__(self, name: str) -> None:
        self._handle: SqliteDatabase | None = None
        self._interrupt: Callable[[], None] = lambda: None
        self.thread: int | None = None
        self._is_abandoned = False
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=name, initializer=self._started)

    def _started(self) -> None:
        self.thread = threading.get_ident()

    def submit(self, run: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        return self._pool.submit(self._run, run, *args, **kwargs)

    def adopt(self, handle: SqliteDatabase) -> None:
        """Take over a connection opened on this lane's thread."""
        self._handle = handle
        self._interrupt = connection.native(handle).interrupt

    def opened(self) -> SqliteDatabase:
        """This lane's connection, for use on its thread."""
        if self._handle is None:
            raise DatabaseClosedError("the database is closed")
        return self._handle

    def finish(self, after: Future[None] | None = None) -> Future[None]:
        """Close the connection once all that is queued is done (and `after`), and let the thread end."""
        done = self._pool.submit(self._close, after)
        self._pool.shutdown(wait=False)
        return done

    def abandon(self) -> None:
        """Drop what is queued, interrupt what runs. The connection closes as soon as that lets go of it."""
        self._is_abandoned = True
        self._interrupt()

    def _run(self, run: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        if self._is_abandoned:
            raise DatabaseClosedError("the database was closed before this came to its turn")
        return run(*args, **kwargs)

    def _close(self, after: Future[None] | None) -> None:
        if after is not None:
            after.result()
        if self._handle is not None:
            handle, self._handle = self._handle, None
            self._interrupt = lambda: None
            handle.close()


def _in_transaction(
    handle: SqliteDatabase, begin: str, fn: Callable[..., T], /, *args: Any, **kwargs: Any
) -> T:
    connection.run(handle, begin)
    tx = Transaction(handle)
    try:
        result = fn(tx, *args, **kwargs)
        connection.run(handle, "COMMIT")
    except BaseException:
        connection.roll_back(handle)
        raise
    finally:
        tx.end()
    return result


async def _result_of(future: Future[T]) -> T:
    """Await a lane's answer. Not `run_in_executor`: qasync's refuses other threads' executors."""
    try:
        return await asyncio.wrap_future(future)
    except asyncio.CancelledError:
        future.add_done_callback(_log_unheard)
        raise


def _log_unheard(future: Future[Any]) -> None:
    """Nobody waits any more for this answer: a failure in it must still be known."""
    if not future.cancelled() and (error := future.exception()):
        _log.error("a cancelled database call failed", exc_info=error)
