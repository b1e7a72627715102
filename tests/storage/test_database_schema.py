"""The frozen migrations end at the tables of today's models (architecture.md §4)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from peewee import SchemaManager

from desktop.storage import connection, migrations, models
from desktop.storage.database import Database

OpenDatabase = Callable[..., Database]


def test_the_migrated_schema_is_the_models_schema(opened: OpenDatabase, location: Path) -> None:
    """The frozen migrations and the models of today tell the same tables, indexes and constraints."""
    handle = connection.connect(None, None, busy_timeout=1)
    try:
        for model in models.TABLES:
            SchemaManager(model, handle).create_all(safe=False)
        told = schema(connection.run(handle, _SCHEMA))
    finally:
        handle.close()
    found = schema(opened(location, migrations.ALL).read_sync(lambda tx: tx.sql(_SCHEMA)))
    found.pop("schema_version", None)
    assert found == told


_SCHEMA = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"


def schema(rows: list[tuple[str, str]]) -> dict[str, str]:
    """Name → the statement that made it, without differences that mean nothing."""
    return {
        name: re.sub(r"\s*([(),])\s*", r"\1", " ".join(sql.replace('"', "").split())) for name, sql in rows
    }
