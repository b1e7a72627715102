"""A backup is whole and checked; a restore replaces nothing before it is (contracts.md §2)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop.storage import backup, errors, migrations
from desktop.storage.database import Database, Transaction
from desktop.storage.health import health
from desktop.storage.migrations.runner import Migration
from desktop.storage.restore import back_up, restore

OpenDatabase = Callable[..., Database]


def staff(tx: Transaction) -> list[str]:
    return [row[0] for row in tx.sql("SELECT name FROM campaign ORDER BY id")]


def add(tx: Transaction, name: str) -> None:
    columns = {row[1]: row for row in tx.sql("PRAGMA table_info(campaign)")}
    needed = [name for name, row in columns.items() if row[3] and row[4] is None and not row[5]]
    values = [
        name if column == "name" else ("MANUAL" if columns[column][2] != "BIGINT" else 0) for column in needed
    ]
    marks = ", ".join("?" * len(needed))
    tx.sql(f"INSERT INTO campaign ({', '.join(needed)}) VALUES ({marks})", values)


@pytest.fixture
def shop(opened: OpenDatabase, location: Path, key: bytes) -> Database:
    database = opened(location, migrations.ALL, key)
    database.write_sync(add, "thứ nhất")
    return database


def names(opened: OpenDatabase, path: Path, key: bytes | None) -> list[str]:
    database = opened(path, migrations.ALL, key)
    try:
        return database.read_sync(staff)
    finally:
        database.close()


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_backup_is_taken_from_a_database_in_use_and_comes_back(
    shop: Database, opened: OpenDatabase, location: Path, key: bytes, tmp_path: Path
) -> None:
    """Online backup, checked restore; the old database lies beside, whole."""
    target = tmp_path / "sao lưu.db"
    back_up(location, target, key)
    shop.write_sync(add, "thứ hai")
    shop.close()
    kept = restore(target, location, key)
    assert kept is not None and kept.parent == location.parent and "before-restore" in kept.name
    assert names(opened, location, key) == ["thứ nhất"]
    assert names(opened, kept, key) == ["thứ nhất", "thứ hai"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([location.name, kept.name, target.name])


def test_a_backup_restores_into_an_empty_place(
    shop: Database, opened: OpenDatabase, location: Path, key: bytes, tmp_path: Path
) -> None:
    """On another PC there is nothing to keep."""
    back_up(location, tmp_path / "b.db", key)
    other = tmp_path / "other"
    other.mkdir()
    assert restore(tmp_path / "b.db", other / "shop.db", key) is None
    assert names(opened, other / "shop.db", key) == ["thứ nhất"]
    assert [path.name for path in other.iterdir()] == ["shop.db"]


def test_a_database_somebody_has_open_is_not_replaced(
    shop: Database, location: Path, key: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.storage.restore._BUSY_TIMEOUT", 0.05)
    back_up(location, tmp_path / "b.db", key)
    shop.write_sync(add, "thứ hai")
    with pytest.raises(errors.DatabaseLockedError):
        restore(tmp_path / "b.db", location, key)
    shop.write_sync(add, "thứ ba")
    assert shop.read_sync(staff) == ["thứ nhất", "thứ hai", "thứ ba"]
    assert not [path for path in tmp_path.iterdir() if "restor" in path.name]


def test_commits_that_wait_in_a_log_are_kept_with_the_old_database(
    opened: OpenDatabase, location: Path, key: bytes, tmp_path: Path
) -> None:
    """A program that was killed left its last orders in the log beside the file."""
    first = opened(location, migrations.ALL, key)
    back_up(location, tmp_path / "b.db", key)
    first.write_sync(add, "chỉ trong nhật ký")
    killed = tmp_path / "killed"
    killed.mkdir()
    for name, content in files(tmp_path).items():
        if name.startswith(location.name) and not name.endswith("-shm"):
            (killed / name).write_bytes(content)
    assert (killed / f"{location.name}-wal").stat().st_size > 0
    kept = restore(tmp_path / "b.db", killed / location.name, key)
    assert kept is not None and names(opened, kept, key) == ["chỉ trong nhật ký"]
    assert names(opened, killed / location.name, key) == []


@pytest.fixture
def refused(
    shop: Database, location: Path, key: bytes, tmp_path: Path
) -> Callable[[Path, type[errors.StorageError]], None]:
    """Restoring a file is refused with this fault, and nothing in the folder has changed."""
    shop.close()

    def expect(source: Path, fault: type[errors.StorageError]) -> None:
        before = files(tmp_path)
        with pytest.raises(fault) as told:
            restore(source, location, key)
        assert "hãy" in str(told.value)
        assert files(tmp_path) == before

    return expect


Refused = Callable[[Path, type[errors.StorageError]], None]


def test_a_backup_under_another_key_is_refused(
    refused: Refused, opened: OpenDatabase, tmp_path: Path
) -> None:
    opened(tmp_path / "x.db", migrations.ALL, bytes(32)).close()
    refused(tmp_path / "x.db", errors.WrongKeyError)


def test_a_plain_file_an_empty_one_and_none_at_all_are_refused(refused: Refused, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "plain.db")) as plain:
        plain.execute("CREATE TABLE campaign (id)")
        plain.commit()
    refused(tmp_path / "plain.db", errors.WrongKeyError)
    (tmp_path / "empty.db").touch()
    refused(tmp_path / "empty.db", errors.NotADatabaseError)
    (tmp_path / "text.db").write_text("không phải dữ liệu\n" * 500, "utf-8")
    refused(tmp_path / "text.db", errors.WrongKeyError)
    refused(tmp_path / "absent.db", errors.CannotOpenError)
    (tmp_path / "folder.db").mkdir()
    refused(tmp_path / "folder.db", errors.NotADatabaseError)


def test_a_backup_of_a_newer_program_is_refused(
    refused: Refused, opened: OpenDatabase, key: bytes, tmp_path: Path
) -> None:
    newer = Migration(9_999, "newer", lambda tx: None, major=99)
    opened(tmp_path / "grown.db", (*migrations.ALL, newer), key).close()
    backup.copy(tmp_path / "grown.db", tmp_path / "newer.db", key)
    refused(tmp_path / "newer.db", errors.NewerVersionError)


def test_a_damaged_backup_is_refused(refused: Refused, location: Path, key: bytes, tmp_path: Path) -> None:
    """Every page is looked at: the first ones of a cut file may still be good."""
    back_up(location, tmp_path / "b.db", key)
    content = (tmp_path / "b.db").read_bytes()
    (tmp_path / "b.db").write_bytes(content[: len(content) // 2 // 4096 * 4096])
    refused(tmp_path / "b.db", errors.DamagedError)


def test_a_damaged_database_can_be_replaced_and_is_kept(
    shop: Database, opened: OpenDatabase, location: Path, key: bytes, tmp_path: Path
) -> None:
    """The reason for many a restore."""
    back_up(location, tmp_path / "b.db", key)
    shop.close()
    location.write_bytes(b"x" * 5000)
    kept = restore(tmp_path / "b.db", location, key)
    assert kept is not None and kept.read_bytes() == b"x" * 5000
    assert names(opened, location, key) == ["thứ nhất"]


def test_two_restores_in_one_second_keep_both_old_databases(
    shop: Database, location: Path, key: bytes, tmp_path: Path
) -> None:
    back_up(location, tmp_path / "b.db", key)
    shop.close()
    kept = {restore(tmp_path / "b.db", location, key) for _ in range(3)}
    assert len(kept) == 3 and all(path is not None and path.exists() for path in kept)


def test_a_backup_that_fails_leaves_the_older_one(
    shop: Database, location: Path, key: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "b.db"
    back_up(location, target, key)
    before = target.read_bytes()
    monkeypatch.setattr("desktop.storage.restore.check", _damaged_copy)
    with pytest.raises(errors.DamagedError):
        back_up(location, target, key)
    assert target.read_bytes() == before
    assert sorted(path.suffix for path in tmp_path.iterdir() if path.name.startswith("b.db")) == [".db"]


def _damaged_copy(path: Path, key: bytes | None, *, whole: bool = True) -> None:
    if path.name.endswith(".unchecked"):
        raise errors.DamagedError(path)


def test_a_backup_goes_into_a_folder_that_is_there(shop: Database, location: Path, key: bytes) -> None:
    with pytest.raises(errors.FolderMissingError):
        back_up(location, location.parent / "absent" / "b.db", key)
    (location.parent / "folder").mkdir()
    with pytest.raises(errors.CannotOpenError):
        back_up(location, location.parent / "folder", key)


def test_a_backup_of_nothing_is_refused(key: bytes, tmp_path: Path) -> None:
    with pytest.raises(errors.CannotOpenError):
        back_up(tmp_path / "absent.db", tmp_path / "b.db", key)
    assert list(tmp_path.iterdir()) == []


def test_health_tells_the_version_and_every_campaign(shop: Database) -> None:
    found = shop.read_sync(health)
    assert found.version == migrations.ALL[-1].number
    assert found.campaigns == 1 and found.miscounts == ()
