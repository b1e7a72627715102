"""Copies a database that is in use into one file that is whole. SQLite's own way; not for other databases."""

from __future__ import annotations

from pathlib import Path

from desktop.storage import connection

_BUSY_TIMEOUT = 10.0


def copy(source: Path, target: Path, key: bytes | None) -> None:
    """Copy what is committed in `source` to `target`, under the same key, replacing an older copy at the end.

    Others may read and write `source` meanwhile. Raises apsw or peewee errors (`connection.fault_of`).
    """
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    origin = connection.connect(source, key, busy_timeout=_BUSY_TIMEOUT, read_only=True)
    try:
        copied = connection.connect(part, key, busy_timeout=_BUSY_TIMEOUT)
        try:
            with connection.native(copied).backup("main", connection.native(origin), "main") as run:
                run.step()
            connection.run(copied, "PRAGMA journal_mode = DELETE")
        finally:
            copied.close()
    finally:
        origin.close()
    part.replace(target)
