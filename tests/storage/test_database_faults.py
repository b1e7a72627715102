"""Faults of the environment are told by type, in one Vietnamese sentence; nothing is half-written (§4)."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw
import peewee
import pytest
from notes import STEPS, Note, add, texts

from desktop.storage import errors
from desktop.storage.database import Database, Transaction

OpenDatabase = Callable[..., Database]

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="rights and limits of POSIX systems")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder whose parents everybody may enter, so that it can be tried as somebody else than root."""
    folder = Path(tempfile.mkdtemp(prefix="quaylive-test-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Rights do not bind root: be nobody meanwhile. For anybody else nothing changes."""
    is_root = os.getuid() == 0
    if is_root:
        os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        if is_root:
            os.setresuid(0, 0, 0)


@contextmanager
def file_limit(size: int) -> Iterator[None]:
    """No file of this process grows beyond `size` bytes meanwhile: the disk says no."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def filled(opened: OpenDatabase, location: Path, key: bytes | None = None) -> None:
    """A closed database of 2,000 notes."""
    db = opened(location, STEPS, key)
    db.write_sync(add, *(f"note {number} BIMATCUATOI" for number in range(2000)))
    db.close()


def is_one_sentence(fault: errors.StorageError) -> bool:
    text = str(fault)
    return text.endswith(".") and ". " not in text and "\n" not in text and ("hãy" in text)


def test_an_encrypted_file_tells_nothing_without_its_key(
    opened: OpenDatabase, location: Path, key: bytes
) -> None:
    """§8: neither the file nor the log beside it holds plain text, not even while it is open."""
    db = opened(location, STEPS, key)
    db.write_sync(add, *(f"note {number} BIMATCUATOI" for number in range(2000)))
    while_open = [path for path in location.parent.iterdir() if path.name != "shop.db-shm"]
    assert {path.name for path in while_open} == {"shop.db", "shop.db-wal"}
    assert all(path.stat().st_size > 0 for path in while_open)
    for path in while_open:
        content = path.read_bytes()
        assert b"BIMATCUATOI" not in content
        assert b"CREATE TABLE" not in content
        assert not content.startswith(b"SQLite format")
    db.close()
    assert b"BIMATCUATOI" not in location.read_bytes()

    for wrong, kind in ((None, errors.NotADatabaseError), (bytes(32), errors.WrongKeyError)):
        with pytest.raises(kind) as caught:
            opened(location, STEPS, wrong)
        assert is_one_sentence(caught.value)
    assert len(opened(location, STEPS, key).read_sync(texts)) == 2000


def test_a_plain_file_is_plain(opened: OpenDatabase, location: Path, key: bytes) -> None:
    """contracts.md §3: a `sqlite:///` URL given by hand is a plain file, which any SQLite reads."""
    filled(opened, location)
    assert location.read_bytes().startswith(b"SQLite format 3")
    with pytest.raises(errors.WrongKeyError):
        opened(location, STEPS, key)


@pytest.mark.parametrize("content", [b"", b"no database at all " * 500], ids=["empty", "text"])
def test_a_file_that_is_no_database_is_refused_and_kept(
    opened: OpenDatabase, location: Path, content: bytes
) -> None:
    location.write_bytes(content)
    if not content:
        assert opened(location, STEPS).read_sync(texts) == []
        return
    with pytest.raises(errors.NotADatabaseError):
        opened(location, STEPS)
    assert location.read_bytes() == content


def test_a_folder_in_the_file_s_place_is_refused(opened: OpenDatabase, location: Path) -> None:
    location.mkdir()
    with pytest.raises(errors.NotADatabaseError):
        opened(location, STEPS)


def test_a_missing_folder_is_told_and_not_made(opened: OpenDatabase, tmp_path: Path) -> None:
    with pytest.raises(errors.FolderMissingError) as caught:
        opened(tmp_path / "nowhere" / "shop.db", STEPS)
    assert is_one_sentence(caught.value)
    assert str(tmp_path / "nowhere") in str(caught.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("is_encrypted", [False, True])
def test_a_damaged_file_is_told(opened: OpenDatabase, location: Path, key: bytes, is_encrypted: bool) -> None:
    filled(opened, location, key if is_encrypted else None)
    content = bytearray(location.read_bytes())
    for page in range(3, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xa5" * 64
    location.write_bytes(content)
    db = opened(location, STEPS, key if is_encrypted else None)
    with pytest.raises(errors.DamagedError) as caught:
        db.read_sync(texts)
    assert is_one_sentence(caught.value)


def test_a_full_disk_fails_the_write_whole_and_later_writes_work(
    opened: OpenDatabase, location: Path, key: bytes
) -> None:
    db = opened(location, STEPS, key)
    db.write_sync(add, "kept")

    def limit(tx: Transaction, pages: int) -> None:
        tx.sql(f"PRAGMA max_page_count = {pages}")

    db.write_sync(limit, 8)
    with pytest.raises(errors.DiskFullError) as caught:
        db.write_sync(add, *("x" * 3000 for _ in range(50)))
    assert is_one_sentence(caught.value)
    assert db.read_sync(texts) == ["kept"]
    db.write_sync(limit, 1_000_000)
    db.write_sync(add, "later")
    assert db.read_sync(texts) == ["kept", "later"]


def test_a_fn_that_swallows_the_full_disk_does_not_write_on_outside_its_transaction(
    opened: OpenDatabase, location: Path
) -> None:
    db = opened(location, STEPS)

    def swallow(tx: Transaction) -> None:
        add(tx, "before")
        tx.sql("PRAGMA max_page_count = 8")
        with pytest.raises(peewee.OperationalError, match="full"):
            add(tx, "x" * 100_000)
        add(tx, "after")

    with pytest.raises(RuntimeError, match="rolled"):
        db.write_sync(swallow)
    assert db.read_sync(texts) == []


@posix_only
def test_a_disk_that_fails_at_the_commit_loses_nothing(
    opened: OpenDatabase, location: Path, key: bytes
) -> None:
    db = opened(location, STEPS, key)
    db.write_sync(add, "kept")
    log = location.with_name("shop.db-wal")
    with file_limit(log.stat().st_size + 2000), pytest.raises(errors.StorageError) as caught:
        db.write_sync(add, *("x" * 3000 for _ in range(50)))
    assert isinstance(caught.value, errors.DiskFailedError | errors.DiskFullError)
    assert is_one_sentence(caught.value)
    assert db.read_sync(texts) == ["kept"]
    db.write_sync(add, "later")
    db.close()
    assert opened(location, STEPS, key).read_sync(texts) == ["kept", "later"]


@posix_only
def test_a_read_only_folder_is_told(opened: OpenDatabase, open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with as_nobody(), pytest.raises(errors.ReadOnlyError) as caught:
        opened(open_folder / "shop.db", STEPS)
    assert is_one_sentence(caught.value)


@posix_only
@pytest.mark.parametrize("mode", [(0o444, 0o777), (0o444, 0o555)], ids=["file", "file and folder"])
def test_a_read_only_file_is_told_at_the_start_and_kept(
    opened: OpenDatabase, open_folder: Path, mode: tuple[int, int]
) -> None:
    location = open_folder / "shop.db"
    filled(opened, location)
    before = location.read_bytes()
    location.chmod(mode[0])
    open_folder.chmod(mode[1])
    with as_nobody(), pytest.raises(errors.ReadOnlyError):
        opened(location, STEPS)
    assert location.read_bytes() == before


def test_a_database_held_by_another_program_is_told_after_the_wait(
    opened: OpenDatabase, location: Path
) -> None:
    db = opened(location, STEPS, busy_timeout=0.01)
    other = apsw.Connection(str(location))
    other.execute("BEGIN IMMEDIATE")
    try:
        assert db.read_sync(texts) == []
        with pytest.raises(errors.DatabaseLockedError) as caught:
            db.write_sync(add, "a")
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert is_one_sentence(caught.value)
    db.write_sync(add, "b")
    assert db.read_sync(texts) == ["b"]


def test_a_fn_runs_again_whole_when_another_process_stood_in_the_way(
    opened: OpenDatabase, location: Path
) -> None:
    db = opened(location, STEPS)
    runs: list[int] = []

    def write(tx: Transaction) -> None:
        runs.append(tx.execute(Note.insert(text=f"run {len(runs)}")))
        if len(runs) < 3:
            raise apsw.BusyError("database is locked")

    db.write_sync(write)
    assert runs == [1, 1, 1]
    assert db.read_sync(texts) == ["run 2"]


def test_a_key_of_another_length_is_our_bug(opened: OpenDatabase, location: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        opened(location, STEPS, b"short")
    assert not location.exists() or location.stat().st_size == 0
