"""A database that cannot be used: one sentence, exit code 2, and the file stays as it is, byte for byte."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from e2e.running import SCRIPT, ignores_permissions, one_sentence
from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent

from desktop.cli import main
from desktop.storage.database import Database
from desktop.storage.key_file import create_key, key_for
from desktop.ui.settings.unlock_window import UnlockWindow

# A window of a fixed size is more than a screen in memory can be told.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
Spoil = Callable[[Path, Path], None]
COMMANDS = [["orders"], ["listen", "--live", "7700", "--script", "script.json"], []]
AS_USER = pytest.mark.skipif(ignores_permissions(), reason="root may write anywhere")


def make(database: Path, key_file: Path | None) -> None:
    Database.open(database, key=key_for(database, key_file) if key_file else None).close()


def newer(database: Path, key_file: Path) -> None:
    key = key_for(database, key_file)
    with closing(Database.open(database, key=key)) as opened:
        opened.write_sync(lambda tx: tx.sql("UPDATE schema_version SET major = 99"))


def foreign_key(database: Path, key_file: Path) -> None:
    make(database, key_file)
    key_file.unlink()
    create_key(key_file)


def lost_key(database: Path, key_file: Path) -> None:
    make(database, key_file)
    key_file.unlink()


def damaged_key(database: Path, key_file: Path) -> None:
    make(database, key_file)
    key_file.write_bytes(b"\xff\x00oops")


def cut_short(database: Path, key_file: Path) -> None:
    make(database, key_file)
    database.write_bytes(database.read_bytes()[:5_000])


def not_ours(database: Path, key_file: Path) -> None:
    create_key(key_file)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE songs (name TEXT)")


def letter(database: Path, key_file: Path) -> None:
    create_key(key_file)
    database.write_text("Kính gửi shop,\n" * 400, "utf-8")


def folder(database: Path, key_file: Path) -> None:
    create_key(key_file)
    database.mkdir()


@pytest.fixture(autouse=True)
def pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PC with a profile folder, a script and a token; nobody is at home on the network."""
    (tmp_path / "profile").mkdir()
    (tmp_path / "script.json").write_text(json.dumps(SCRIPT), "utf-8")
    monkeypatch.setenv("QUAYLIVE_PROFILE", str(tmp_path / "profile"))
    monkeypatch.setenv("QUAYLIVE_GRAPH_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("QUAYLIVE_GRAPH_TOKEN", "EAAsomething0123456789")
    monkeypatch.chdir(tmp_path)
    return tmp_path


class LeavingWindow(UnlockWindow):
    """Somebody who reads what is the matter and leaves."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self.quit_asked.emit)


@pytest.fixture(autouse=True)
def nobody_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the window shows what is wrong with the data (test_unlock_window.py), nobody answers here."""
    monkeypatch.setattr("desktop.app.UnlockWindow", LeavingWindow)


def content(of: Path) -> dict[str, bytes]:
    """All files but the log, which may grow, and what readers and those who wait for their turn make."""
    return {
        str(path.relative_to(of)): path.read_bytes()
        for path in of.rglob("*")
        if path.is_file() and path.parent.name != "logs" and not _is_passing(path)
    }


def _is_passing(path: Path) -> bool:
    return path.name.endswith(("-shm", ".lock")) or (path.name.endswith("-wal") and not path.stat().st_size)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0] if words else "window")
@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (newer, "cập nhật Quầy Live"),
        (foreign_key, "tệp khoá"),
        (lost_key, "tệp khoá"),
        (damaged_key, "tệp khoá"),
        (cut_short, "bị hỏng"),
        (not_ours, "quaylive.db"),
        (letter, "quaylive.db"),
        (folder, "quaylive.db"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_the_profile_database(
    spoil: Spoil, says: str, words: list[str], pc: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """architecture.md §4, product.md §8: no new key over old data, no write to newer data."""
    profile = pc / "profile"
    spoil(profile / "quaylive.db", profile / "quaylive.key")
    before = content(pc)
    assert main(words) == 2
    said = capsys.readouterr()
    # A file that the key does not open may be another's data or no data: a window can ask for the right key.
    asks_code = not words and spoil in (foreign_key, lost_key, not_ours, letter)
    assert said.out == "" and ("mã khôi phục" if asks_code else says) in one_sentence(said.err)
    assert content(pc) == before


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0] if words else "window")
@pytest.mark.parametrize(
    "spoil", [newer, not_ours, letter, folder, cut_short], ids=lambda spoil: spoil.__name__
)
def test_a_plain_database_told_by_hand(
    spoil: Spoil, words: list[str], pc: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """contracts.md §3: `--database sqlite:///path` is a plain file; an encrypted one is told as such."""
    path, key = pc / "shop.db", pc / "shop.key"
    spoil(path, key)
    before = content(pc)
    assert main(["--database", f"sqlite:///{path}", *words]) == 2
    assert "shop.db" in one_sentence(capsys.readouterr().err)
    assert content(pc) == before


@pytest.mark.parametrize(
    "url", ["sqlite:///no/such/folder/shop.db", "sqlite:///script.json/shop.db", "sqlite:///a%00b"]
)
def test_a_place_where_no_database_can_lie(url: str, pc: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(pc)
    for words in COMMANDS:
        assert main(["--database", url, *words]) == 2
        one_sentence(capsys.readouterr().err)
    assert content(pc) == before


def test_a_profile_that_cannot_be_made(pc: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in COMMANDS:
        assert main(["--profile", str(pc / "script.json"), *words]) == 2
        one_sentence(capsys.readouterr().err)


@AS_USER
def test_a_folder_that_may_only_be_read(pc: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a profile nor a database told by hand."""
    closed = pc / "closed"
    closed.mkdir(mode=0o500)
    for place in (["--profile", str(closed)], ["--database", f"sqlite:///{closed / 'shop.db'}"]):
        assert main([*place, *COMMANDS[1]]) == 2
        one_sentence(capsys.readouterr().err)
    sealed = pc / "sealed"
    sealed.mkdir()
    make(sealed / "shop.db", None)
    sealed.chmod(0)
    for words in COMMANDS:
        assert main(["--database", f"sqlite:///{sealed / 'shop.db'}", *words]) == 2
        one_sentence(capsys.readouterr().err)
    sealed.chmod(0o700)
