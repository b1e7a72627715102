"""Brings a database to the newest version, in one transaction, with a copy of the old one first.

Table `schema_version` holds one row for each migration applied. A program meets a database of

- an older version: the missing migrations run;
- a newer version of the same `major`: it works with it (such migrations only add what older programs
  need not know);
- a newer `major`: refused before anything is written.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from peewee import SqliteDatabase

from desktop.storage import backup, connection
from desktop.storage.errors import NewerVersionError, NotADatabaseError
from desktop.storage.transaction import Transaction

_log = logging.getLogger(__name__)
_TABLE = """CREATE TABLE "schema_version" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "major" INTEGER NOT NULL,
    "applied_at" BIGINT NOT NULL)"""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step. `major` grows by one where older programs could not work with the result."""

    number: int
    name: str
    upgrade: Callable[[Transaction], None]
    major: int = 1


def refuse_foreign(handle: SqliteDatabase, location: Path | None, steps: Sequence[Migration]) -> None:
    """Only reads. Another program's file: NotADatabaseError; a newer major: NewerVersionError."""
    applied = _applied(handle)
    if not applied and handle.get_tables():
        raise NotADatabaseError(location or Path(":memory:"))
    if max(applied.values(), default=0) > max((step.major for step in steps), default=0):
        raise NewerVersionError(location or Path(":memory:"))


def upgrade(
    handle: SqliteDatabase, location: Path | None, key: bytes | None, steps: Sequence[Migration]
) -> None:
    """Apply the missing `steps`, all or none. A database with content is copied beside itself first."""
    connection.run(handle, "BEGIN IMMEDIATE")
    try:
        refuse_foreign(handle, location, steps)
        applied = _applied(handle)
        missing = [step for step in steps if step.number not in applied]
        if missing and applied and location is not None:
            backup.copy(location, backup_path(location, missing[0].number), key)
        _apply(handle, missing, is_new=not applied)
        connection.run(handle, "COMMIT")
    except BaseException:
        connection.roll_back(handle)
        raise


def backup_path(location: Path, number: int) -> Path:
    """Where the copy made before migration `number` lies."""
    return location.with_name(f"{location.name}.before-{number}.bak")


def _apply(handle: SqliteDatabase, missing: Sequence[Migration], is_new: bool) -> None:
    tx = Transaction(handle)
    if missing and is_new:
        tx.sql(_TABLE)
    for step in missing:
        _log.info("migration %04d %s", step.number, step.name)
        step.upgrade(tx)
        row = (step.number, step.name, step.major, time.time_ns() // 1_000_000)
        tx.sql("INSERT INTO schema_version (number, name, major, applied_at) VALUES (?, ?, ?, ?)", row)
    tx.end()


def _applied(handle: SqliteDatabase) -> dict[int, int]:
    """Number → major of the migrations this database has had."""
    if "schema_version" not in handle.get_tables():
        return {}
    return dict(connection.run(handle, "SELECT number, major FROM schema_version"))
