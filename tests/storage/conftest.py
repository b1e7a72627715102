"""Databases in files, closed again when the test ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from desktop.storage.database import Database
from desktop.storage.migrations.runner import Migration

OpenDatabase = Callable[..., Database]


@pytest.fixture
def key() -> bytes:
    return bytes(range(1, 33))


@pytest.fixture
def location(tmp_path: Path) -> Path:
    return tmp_path / "shop.db"


@pytest.fixture
def opened() -> Iterator[OpenDatabase]:
    """`Database.open`, with the closing seen to. May be called several times."""
    with ExitStack() as stack:

        def open_database(
            location: Path | None,
            migrations: Sequence[Migration],
            key: bytes | None = None,
            busy_timeout: float = 10.0,
        ) -> Database:
            database = Database.open(location, key=key, migrations=migrations, busy_timeout=busy_timeout)
            stack.callback(database.close)
            return database

        yield open_database
