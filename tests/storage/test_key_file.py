"""The key file: made once, never replaced, read with tolerance (product.md §8)."""

from __future__ import annotations

import base64
import sys
import threading
from pathlib import Path

import pytest

from desktop.storage.key_file import KeyFileError, create_key, key_for, read_key

KEY = bytes(range(200, 232))


def test_a_new_key_is_random_private_and_read_back(tmp_path: Path) -> None:
    first, second = create_key(tmp_path / "a.key"), create_key(tmp_path / "b.key")
    assert len(first) == 32
    assert first != second
    assert read_key(tmp_path / "a.key") == first
    assert {path.name for path in tmp_path.iterdir()} == {"a.key", "b.key"}
    if sys.platform != "win32":
        assert (tmp_path / "a.key").stat().st_mode & 0o777 == 0o600


def test_a_key_is_never_replaced(tmp_path: Path) -> None:
    key = create_key(tmp_path / "a.key")
    with pytest.raises(FileExistsError):
        create_key(tmp_path / "a.key")
    assert read_key(tmp_path / "a.key") == key
    assert [path.name for path in tmp_path.iterdir()] == ["a.key"]


@pytest.mark.parametrize(
    "text",
    [
        base64.b64encode(KEY).decode(),
        base64.urlsafe_b64encode(KEY).decode().rstrip("="),
        "\ufeff  " + base64.b64encode(KEY).decode() + "\r\n\r\n",
        base64.b64encode(KEY).decode()[:20] + "\n" + base64.b64encode(KEY).decode()[20:],
        KEY.hex(),
        KEY.hex().upper() + "\n",
    ],
    ids=["plain", "URL-safe without padding", "mark and blanks", "folded", "hex", "capital hex"],
)
def test_a_key_is_understood_as_people_copy_it(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.key").write_text(text, "utf-8")
    assert read_key(tmp_path / "a.key") == KEY


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\xff\xfe",
        b"not a key",
        base64.b64encode(KEY[:31]),
        base64.b64encode(KEY + b"x"),
        b"=" * 44,
    ],
)
def test_what_is_no_key_is_refused_without_showing_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.key").write_bytes(content)
    with pytest.raises(KeyFileError) as caught:
        read_key(tmp_path / "a.key")
    assert "không phải tệp khoá" in str(caught.value)
    assert base64.b64encode(KEY[:31]).decode() not in str(caught.value)


def test_a_missing_or_unusable_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="Không thấy"):
        read_key(tmp_path / "none.key")
    with pytest.raises(KeyFileError, match="Không đọc được"):
        read_key(tmp_path)
    with pytest.raises(KeyFileError, match="Không ghi được"):
        create_key(tmp_path / "nowhere" / "a.key")


def test_a_key_is_made_only_where_there_is_no_database_yet(tmp_path: Path) -> None:
    """§8: a lost key must not be papered over by a new one that opens nothing."""
    database, key_file = tmp_path / "shop.db", tmp_path / "shop.key"
    key = key_for(database, key_file)
    database.write_bytes(b"orders")
    assert key_for(database, key_file) == key
    key_file.unlink()
    with pytest.raises(KeyFileError, match="chép tệp khoá cũ"):
        key_for(database, key_file)
    assert not key_file.exists()


def test_programs_starting_together_get_one_key(tmp_path: Path) -> None:
    start = threading.Barrier(8)
    keys: list[bytes] = []

    def ask() -> None:
        start.wait(20)
        keys.append(key_for(tmp_path / "shop.db", tmp_path / "shop.key"))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(keys) == 8
    assert len(set(keys)) == 1
