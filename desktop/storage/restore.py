"""A backup in one file, and the way back: both are checked before they replace anything (contracts.md §2).

The backup is under the same key as the database. Must not know where key and database lie.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from peewee import SqliteDatabase

from desktop.storage import backup, connection, migrations
from desktop.storage.errors import (
    CannotOpenError,
    DamagedError,
    DatabaseLockedError,
    FolderMissingError,
    NotADatabaseError,
    StorageError,
)
from desktop.storage.migrations.runner import Migration, refuse_foreign

_BUSY_TIMEOUT = 5.0
_BESIDE = ("-wal", "-shm")


def back_up(location: Path, target: Path, key: bytes | None) -> None:
    """Copy the database at `location`, which may be in use, to `target`, and see that the copy is whole.

    An older file at `target` is replaced only by a good one. Raises StorageError.
    """
    folder = target.absolute().parent
    if not folder.is_dir():
        raise FolderMissingError(folder)
    if target.is_dir():
        raise CannotOpenError(target)
    check(location, key, whole=False)
    _place(location, target, key)


def check(path: Path, key: bytes | None, *, whole: bool = True) -> None:
    """See that `path` is a database of ours that this program can open with `key`; only reads.

    With `whole` every page of it is looked at. Raises StorageError.
    """
    if path.is_dir():
        raise NotADatabaseError(path)
    try:
        handle = connection.connect(path, key, busy_timeout=_BUSY_TIMEOUT, read_only=True)
        try:
            _examine(handle, path, migrations.ALL, whole=whole)
        finally:
            handle.close()
    except StorageError:
        raise
    except Exception as error:
        raise connection.fault_of(error, path, key) or error from error


def restore(
    source: Path, location: Path, key: bytes | None, *, key_before: bytes | None = None
) -> Path | None:
    """Put the backup `source` in the place of the database at `location`.

    `key` opens the backup, and `key_before` the old database where that is under another one. Returns where
    the old database lies now, beside the new one; None where there was none. A backup that does not open with
    `key`, is damaged, or is of a newer major version changes nothing, and neither does a database that
    somebody has open. Raises StorageError.
    """
    check(source, key)
    arriving = location.with_name(f"{location.name}.restoring")
    try:
        _place(source, arriving, key)
        kept = _set_aside(location, key if key_before is None else key_before)
        _bring_in(arriving, location, kept)
    finally:
        arriving.unlink(missing_ok=True)
    return kept


def _place(source: Path, target: Path, key: bytes | None) -> None:
    """A checked copy of `source` at `target`."""
    unchecked = target.with_name(f"{target.name}.unchecked")
    try:
        try:
            backup.copy(source, unchecked, key)
            check(unchecked, key)
            unchecked.replace(target)
        finally:
            for name in (unchecked.name, f"{unchecked.name}.part"):
                target.with_name(name).unlink(missing_ok=True)
    except StorageError:
        raise
    except OSError as error:
        raise CannotOpenError(target) from error
    except Exception as error:
        raise connection.fault_of(error, target, key) or error from error


def _examine(handle: SqliteDatabase, path: Path, steps: Sequence[Migration], *, whole: bool) -> None:
    refuse_foreign(handle, path, steps)
    if not handle.get_tables():  # An empty file is a database too, but nobody's backup.
        raise NotADatabaseError(path)
    if whole and connection.run(handle, "PRAGMA integrity_check(1)") != [("ok",)]:
        raise DamagedError(path)


def _set_aside(location: Path, key: bytes | None) -> Path | None:
    """Give the old database another name, with its log where it cannot be opened any more."""
    if not location.exists():
        return None
    _fold_log(location, key)
    kept = _free_name(location)
    try:
        location.rename(kept)
    except OSError as error:  # On Windows: somebody has it open.
        raise DatabaseLockedError(location) from error
    for end in _BESIDE:
        with suppress(FileNotFoundError):
            location.with_name(location.name + end).rename(kept.with_name(kept.name + end))
    return kept


def _fold_log(location: Path, key: bytes | None) -> None:
    """Make the old database one file. Raises DatabaseLockedError where somebody else has it open.

    One that cannot be opened is the reason for many a restore: it stays as it is.
    """
    try:
        handle = connection.connect(location, key, busy_timeout=_BUSY_TIMEOUT)
        try:
            # Leaving the log takes a lock that nobody gets while another connection is open.
            mode = connection.run(handle, "PRAGMA journal_mode = DELETE")
        finally:
            handle.close()
    except Exception as error:
        fault = connection.fault_of(error, location, key)
        if fault is None:
            raise
        if isinstance(fault, DatabaseLockedError):
            raise fault from error
        return
    if mode != [("delete",)]:
        raise DatabaseLockedError(location)


def _bring_in(arriving: Path, location: Path, kept: Path | None) -> None:
    try:
        arriving.rename(location)
    except OSError as error:
        if kept is not None:
            kept.rename(location)
        raise CannotOpenError(location) from error


def _free_name(location: Path) -> Path:
    """Where the old database may lie: named by the local time, for people."""
    stem = f"{location.name}.before-restore-{time.strftime('%Y%m%d-%H%M%S')}"
    names = itertools.chain([f"{stem}.bak"], (f"{stem}-{number}.bak" for number in itertools.count(2)))
    return next(path for name in names if not (path := location.with_name(name)).exists())
