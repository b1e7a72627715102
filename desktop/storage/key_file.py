"""The database key in a file of its own, for runs without a window and without a keyring (product.md §8).

The file holds 32 random bytes as base64, readable by its owner alone. A key is made only where there is no
database yet: a new key could not open an old one. Must not know where the file lies.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from contextlib import suppress
from pathlib import Path

from desktop.storage.connection import KEY_BYTES
from desktop.system.sealed import write_private
from desktop.system.secret_faults import SecretsError


class KeyFileError(SecretsError):
    """The key file cannot be used; its text is one Vietnamese sentence that says what to do."""


class KeyFile:
    """Holds the key in a readable file: a `system.secrets.KeyHolder`.

    `is_told`: the file was named by the user; then another key in it is never replaced, for it may be that of
    other data.
    """

    def __init__(self, path: Path, *, is_told: bool) -> None:
        self.path, self._is_told = path, is_told

    @property
    def told(self) -> str:
        """Where the key lies, one Vietnamese sentence."""
        return f"Khoá được giữ trong tệp {self.path}; ai đọc được tệp này đều mở được dữ liệu."

    def load(self) -> bytes | None:
        """The key, None where no file is there. Raises KeyFileError."""
        return read_key(self.path) if self.path.exists() else None

    def keep(self, key: bytes) -> None:
        """Write the key. Raises KeyFileError."""
        if self._is_told and self.path.exists():
            if self.load() == key:
                return
            raise KeyFileError(
                f"Tệp khoá {self.path} đang giữ khoá khác; hãy đặt QUAYLIVE_KEY_FILE sang một tên tệp mới."
            )
        try:
            write_private(self.path, base64.b64encode(key) + b"\n")
        except OSError as error:
            raise _unwritable(self.path) from error


def key_for(database: Path, key_file: Path) -> bytes:
    """The key of `database`: read from `key_file`, or made there where neither exists yet.

    Raises KeyFileError where the database is there and its key is not, or the key file is unusable.
    """
    # Asked before the key: another process makes its key first, then its database.
    has_content = database.exists() and database.stat().st_size > 0
    if not key_file.exists():
        if has_content:
            raise KeyFileError(
                f"Không thấy tệp khoá {key_file} của dữ liệu {database}; hãy chép tệp khoá cũ về chỗ này."
            )
        with suppress(FileExistsError):  # Another process was quicker: its key is the key.
            create_key(key_file)
    return read_key(key_file)


def read_key(path: Path) -> bytes:
    """The 32 bytes in a key file. White space, a byte-order mark, hex and URL-safe base64 are understood."""
    try:
        text = "".join(path.read_text("utf-8-sig").split())
    except FileNotFoundError as error:
        raise KeyFileError(f"Không thấy tệp khoá {path}; hãy kiểm tra lại đường dẫn.") from error
    except OSError as error:
        raise KeyFileError(f"Không đọc được tệp khoá {path}; hãy cấp quyền đọc tệp này.") from error
    except UnicodeDecodeError:
        text = ""
    key = _decoded(text)
    if len(key) != KEY_BYTES:
        raise KeyFileError(
            f"Tệp {path} không phải tệp khoá của Quầy Live hoặc đã hỏng; hãy dùng bản sao của nó."
        )
    return key


def create_key(path: Path) -> bytes:
    """Make a new key and keep it in `path`, whole or not at all. Raises FileExistsError, KeyFileError."""
    key = secrets.token_bytes(KEY_BYTES)
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        try:
            _write_private(part, base64.b64encode(key) + b"\n")
            os.link(part, path)  # Unlike a rename, this never replaces the key of another process.
        finally:
            part.unlink(missing_ok=True)
    except FileExistsError:
        raise
    except OSError as error:
        raise _unwritable(path) from error
    return key


def _unwritable(path: Path) -> KeyFileError:
    return KeyFileError(f"Không ghi được tệp khoá {path}; hãy cấp quyền ghi hoặc chọn chỗ khác.")


def _write_private(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _decoded(text: str) -> bytes:
    if len(text) == 2 * KEY_BYTES:
        with suppress(ValueError):
            return bytes.fromhex(text)
    standard = text.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(standard + "=" * (-len(standard) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""
