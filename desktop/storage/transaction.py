"""What a `fn(tx, …)` gets: one open transaction on the connection of the thread it runs on.

Queries are built from the models of `storage.models`, which are bound to no database, and executed here:

    tx.changed(Comment.insert(id="c1", text="…").on_conflict_ignore())          # 1, or 0 where it was there
    tx.changed(StockItem.update(reserved=StockItem.reserved + 2).where(…))      # rows that met the condition
    tx.rows(StockItem.update(…).where(…).returning(StockItem.sku))              # [("AOLEN-KEM-M",)]
    tx.execute(Order.insert(code="QL-000001"))                                  # the new row's id
    tx.row(Order.select(Order.id, Buyer.name).join(Buyer).where(…))             # (1, "Lan") or None
    tx.scalar(Order.select(fn.COUNT(Order.id)))                                 # 7

A query may be kept and executed again: it is copied first. Never iterate a query itself, never call its
`.execute()`, `.get()` or `.count()`: those want a database of their own. Model instances and lazy foreign
keys do not leave this file; what a `fn` returns are frozen dataclasses made of the tuples.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from peewee import BaseQuery, Insert, SqliteDatabase

from desktop.storage import connection

Row = tuple[Any, ...]


class Transaction:
    """One transaction. Ends with its `fn`; using it later or on another thread raises RuntimeError."""

    __slots__ = ("_handle", "_open", "_thread")

    def __init__(self, handle: SqliteDatabase) -> None:
        self._handle = handle
        self._thread = threading.get_ident()
        self._open = True

    def execute(self, query: BaseQuery) -> Any:
        """Execute as peewee does: an insert gives the new row's id, update and delete the rows affected.

        After `on_conflict_ignore` the id means nothing: ask `changed`.
        """
        return query.clone().execute(self._usable())

    def changed(self, query: BaseQuery) -> int:
        """Execute an insert, update or delete (without `returning`) and tell how many rows it touched."""
        query = query.as_rowcount() if isinstance(query, Insert) else query.clone()
        count = query.execute(self._usable())
        if count is None:  # insert_many of nothing
            return 0
        if not isinstance(count, int):
            raise TypeError("a query that returns rows is asked with rows()")
        return count

    def rows(self, query: BaseQuery) -> list[Row]:
        """All rows of a select, or of a write with `returning`."""
        return list(query.tuples().execute(self._usable()))

    def row(self, query: BaseQuery) -> Row | None:
        """The first row, or None."""
        return next(iter(self.rows(query)), None)

    def scalar(self, query: BaseQuery) -> Any:
        """The first column of the first row; None where there is no row."""
        row = self.row(query)
        return row[0] if row else None

    def sql(self, text: str, params: Sequence[Any] = ()) -> list[Row]:
        """All rows of one SQL statement written by hand (migrations, full-text search). `?` marks a value."""
        return connection.run(self._usable(), text, tuple(params))

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Undo what the block did, and only that, when it raises. The exception goes on."""
        with self._usable().savepoint():
            yield

    def end(self) -> None:
        """Make every later use raise. Called by the database after commit or rollback."""
        self._open = False

    def _usable(self) -> SqliteDatabase:
        if not self._open:
            raise RuntimeError("this transaction has ended; use it only inside its fn")
        if threading.get_ident() != self._thread:
            raise RuntimeError("a transaction is used on the database's own thread only")
        if connection.is_idle(
            self._handle
        ):  # A full disk ends a transaction by itself: nothing may follow outside it.
            raise RuntimeError("SQLite has rolled this transaction back; its fn must not swallow the error")
        return self._handle
