"""Opening one SQLite connection as the house wants it, and telling the environment's faults by type.

The only file that knows apsw. A connection belongs to the thread that called `connect`; using it from
another thread raises. Must not know tables.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import apsw
from peewee import PeeweeException, SqliteDatabase
from playhouse.apsw_ext import APSWDatabase

from desktop.storage import errors

KEY_BYTES = 32
_LOG_BYTES = 64 << 20
_NO_SPACE = 1 << 20


def connect(
    location: Path | None, key: bytes | None, *, busy_timeout: float, read_only: bool = False
) -> SqliteDatabase:
    """Open `location` (None: in memory) with the raw 32-byte `key` (None: a plain file).

    `busy_timeout` is how many seconds one statement waits for another process. Writes nothing to an
    existing file, not even at closing, until `start_writing`. Raises apsw or peewee errors (`fault_of`).
    """
    has_log = location is not None and _has_log(location)
    flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    handle: SqliteDatabase = APSWDatabase(
        ":memory:" if location is None else str(location.absolute()),
        pragmas=_pragmas(key, read_only),
        timeout=busy_timeout,
        flags=flags,
        autoconnect=False,
    )
    handle.connect()
    native(handle).config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, int(has_log))
    return handle


def _pragmas(key: bytes | None, read_only: bool) -> list[tuple[str, str | int]]:
    """The cipher is named, so that a library with another default still reads old files; a plain `key`
    would cost a key derivation of 25 ms, the raw one nothing. Sorting in memory keeps plain text off
    the disk."""
    pragmas: list[tuple[str, str | int]] = []
    if key is not None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"the database key must be {KEY_BYTES} bytes, not {len(key)}")
        pragmas += [("cipher", "'chacha20'"), ("key", f"\"x'{key.hex()}'\"")]
    pragmas += [("synchronous", "FULL"), ("foreign_keys", 1), ("temp_store", "MEMORY")]
    return [*pragmas, ("query_only", 1)] if read_only else pragmas


def start_writing(handle: SqliteDatabase, location: Path | None) -> None:
    """Make the file a write-ahead-logged one, so that readers never wait for the writer.

    Raises ReadOnlyError: SQLite opens a file it may not write without a word, even for a write lock.
    """
    if native(handle).readonly("main"):
        raise errors.ReadOnlyError(location or Path(":memory:"))
    if run(handle, "PRAGMA journal_mode")[0][0] not in ("wal", "memory"):
        run(handle, "PRAGMA journal_mode = WAL")
    run(handle, f"PRAGMA journal_size_limit = {_LOG_BYTES}")
    native(handle).config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0)


def native(handle: SqliteDatabase) -> apsw.Connection:
    """The apsw connection under a handle, on the thread that opened it."""
    connection: apsw.Connection = handle.connection()  # type: ignore[no-untyped-call]
    return connection


def run(handle: SqliteDatabase, text: str, params: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Execute one SQL statement to its end and give its rows."""
    return list(handle.execute_sql(text, params).fetchall())  # type: ignore[no-untyped-call]


def is_idle(handle: SqliteDatabase) -> bool:
    """Whether no transaction is open."""
    return native(handle).getautocommit()


def roll_back(handle: SqliteDatabase) -> None:
    """End the open transaction, if SQLite has not ended it by itself (as it does on a full disk)."""
    if not is_idle(handle):
        run(handle, "ROLLBACK")


def native_error(error: BaseException) -> apsw.Error | None:
    """SQLite's own error behind an exception: peewee wraps it when executing, but not when fetching."""
    if isinstance(error, PeeweeException):
        error = getattr(error, "orig", error)
    return error if isinstance(error, apsw.Error) else None


def is_busy(error: BaseException) -> bool:
    """Whether another connection stood in the way and the same again may succeed."""
    return isinstance(native_error(error), apsw.BusyError | apsw.LockedError)


def is_forbidden_write(error: BaseException) -> bool:
    """Whether a statement wanted to write where only reading is allowed."""
    return isinstance(native_error(error), apsw.ReadOnlyError)


def fault_of(error: BaseException, location: Path | None, key: bytes | None) -> errors.StorageError | None:
    """The environment's fault behind an exception, or None where the exception is a bug of ours."""
    path = location or Path(":memory:")
    match native_error(error):
        case apsw.BusyError() | apsw.LockedError():
            return errors.DatabaseLockedError(path)
        case apsw.FullError():
            return errors.DiskFullError(path)
        case apsw.IOError():
            return errors.DiskFullError(path) if _is_full(path) else errors.DiskFailedError(path)
        case apsw.ReadOnlyError() | apsw.PermissionsError():
            return errors.ReadOnlyError(path)
        case apsw.CantOpenError():
            return _cannot_open(path)
        case apsw.NotADBError():
            return errors.WrongKeyError(path) if key is not None else errors.NotADatabaseError(path)
        case apsw.CorruptError():
            return errors.DamagedError(path)
    return None


def _has_log(path: Path) -> bool:
    """Whether commits wait in a log beside the file. Without one, closing tidies up and changes nothing."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _is_full(path: Path) -> bool:
    """SQLite reports a full disk as a plain I/O error where it happens outside the database file itself."""
    try:
        return shutil.disk_usage(path.absolute().parent).free < _NO_SPACE
    except OSError:
        return False


def _cannot_open(path: Path) -> errors.StorageError:
    folder = path.absolute().parent
    if not folder.is_dir():
        return errors.FolderMissingError(folder)
    if path.is_dir():
        return errors.NotADatabaseError(path)
    may_write = os.access(folder, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
    return errors.CannotOpenError(path) if may_write else errors.ReadOnlyError(path)
