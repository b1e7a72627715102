"""Older databases are upgraded whole after a copy, newer ones refused untouched (architecture.md §4)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest
from notes import STEPS, add, texts

from desktop.storage import errors, migrations
from desktop.storage.database import Database, Transaction
from desktop.storage.migrations.runner import Migration

OpenDatabase = Callable[..., Database]


def add_colour(tx: Transaction) -> None:
    tx.sql("ALTER TABLE note ADD COLUMN colour TEXT NOT NULL DEFAULT 'white'")


def fail_halfway(tx: Transaction) -> None:
    add_colour(tx)
    raise LookupError("the step has a bug")


SECOND = Migration(2, "colour", add_colour)
SECOND_MAJOR = Migration(2, "colour", add_colour, major=2)


def colours(tx: Transaction) -> list[tuple[str, ...]]:
    return tx.sql("SELECT text, colour FROM note ORDER BY id")


def history(tx: Transaction) -> list[tuple[int, ...]]:
    return tx.sql("SELECT number, name, major FROM schema_version ORDER BY number")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")}


def test_a_new_database_gets_all_steps_and_no_copy(opened: OpenDatabase, location: Path) -> None:
    db = opened(location, (*STEPS, SECOND))
    assert db.read_sync(history) == [(1, "notes", 1), (2, "colour", 1)]
    db.close()
    assert [path.name for path in location.parent.iterdir()] == ["shop.db"]


def test_a_step_runs_once(opened: OpenDatabase, location: Path) -> None:
    opened(location, STEPS).close()
    db = opened(location, STEPS)
    assert db.read_sync(history) == [(1, "notes", 1)]


@pytest.mark.parametrize("is_encrypted", [False, True])
def test_an_older_database_is_upgraded_after_a_copy(
    opened: OpenDatabase, location: Path, key: bytes, is_encrypted: bool
) -> None:
    secret = key if is_encrypted else None
    db = opened(location, STEPS, secret)
    db.write_sync(add, "old")
    db.close()

    db = opened(location, (*STEPS, SECOND), secret)
    db.write_sync(add, "new")
    assert db.read_sync(colours) == [("old", "white"), ("new", "white")]
    db.close()

    copy = location.with_name("shop.db.before-2.bak")
    assert {path.name for path in location.parent.iterdir()} == {"shop.db", copy.name}
    assert copy.read_bytes().startswith(b"SQLite format 3") is not is_encrypted
    kept = opened(copy, STEPS, secret)
    assert kept.read_sync(texts) == ["old"]
    assert kept.read_sync(history) == [(1, "notes", 1)]


def test_a_copy_holds_what_only_the_log_held(opened: OpenDatabase, location: Path, tmp_path: Path) -> None:
    """A program killed in mid-work leaves commits in the log; the copy made at the next start has them."""
    db = opened(location, STEPS)
    db.write_sync(add, "in the log")
    left = tmp_path / "left"
    left.mkdir()
    for path in location.parent.glob("shop.db*"):
        shutil.copy(path, left)
    assert b"in the log" not in (left / "shop.db").read_bytes()

    upgraded = opened(left / "shop.db", (*STEPS, SECOND))
    assert upgraded.read_sync(texts) == ["in the log"]
    assert opened(left / "shop.db.before-2.bak", STEPS).read_sync(texts) == ["in the log"]


def test_a_step_that_fails_leaves_the_database_as_it_was(opened: OpenDatabase, location: Path) -> None:
    db = opened(location, STEPS)
    db.write_sync(add, "old")
    db.close()
    with pytest.raises(LookupError, match="bug"):
        opened(location, (*STEPS, Migration(2, "colour", fail_halfway)))
    db = opened(location, STEPS)
    assert db.read_sync(texts) == ["old"]
    assert db.read_sync(history) == [(1, "notes", 1)]
    db.close()
    assert opened(location, (*STEPS, SECOND)).read_sync(colours) == [("old", "white")]


@pytest.mark.parametrize("is_encrypted", [False, True])
def test_a_newer_major_is_refused_and_the_file_not_touched(
    opened: OpenDatabase, location: Path, key: bytes, is_encrypted: bool
) -> None:
    secret = key if is_encrypted else None
    db = opened(location, (*STEPS, SECOND_MAJOR), secret)
    db.write_sync(add, "from the future")
    db.close()
    before = contents(location.parent)
    with pytest.raises(errors.NewerVersionError) as caught:
        opened(location, STEPS, secret)
    assert "cập nhật" in str(caught.value)
    assert contents(location.parent) == before


def test_a_newer_major_with_commits_in_its_log_is_not_touched(
    opened: OpenDatabase, location: Path, tmp_path: Path
) -> None:
    db = opened(location, (*STEPS, SECOND_MAJOR))
    db.write_sync(add, "from the future")
    left = tmp_path / "left"
    left.mkdir()
    for path in location.parent.glob("shop.db*"):
        shutil.copy(path, left)
    before = contents(left)
    assert set(before) == {"shop.db", "shop.db-wal"}
    with pytest.raises(errors.NewerVersionError):
        opened(left / "shop.db", STEPS)
    assert contents(left) == before


def test_a_newer_version_of_the_same_major_is_worked_with(opened: OpenDatabase, location: Path) -> None:
    opened(location, (*STEPS, SECOND)).close()
    db = opened(location, STEPS)
    db.write_sync(add, "a")
    assert db.read_sync(colours) == [("a", "white")]


def test_another_program_s_database_is_refused_and_kept(opened: OpenDatabase, location: Path) -> None:
    other = apsw.Connection(str(location))
    other.execute("CREATE TABLE bookmark (url TEXT)")
    other.close()
    before = contents(location.parent)
    with pytest.raises(errors.NotADatabaseError):
        opened(location, STEPS)
    assert contents(location.parent) == before


def test_the_program_s_own_steps_are_in_order() -> None:
    assert [step.number for step in migrations.ALL] == list(range(1, len(migrations.ALL) + 1))
    assert [step.major for step in migrations.ALL] == sorted(step.major for step in migrations.ALL)
