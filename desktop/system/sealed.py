"""Small private files: encrypted and authenticated, written whole or not at all, one writer at a time.

    seal(key, text, kind)   magic number of the kind, 12 bytes of nonce, ChaCha20-Poly1305

Must not know what is in them or where a key comes from.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

_NONCE_BYTES = 12


class SealError(Exception):
    """The content was not sealed with this key, is of another kind, or was changed."""


def seal(key: bytes, content: bytes, kind: bytes) -> bytes:
    """`content` encrypted under the 32-byte `key`; `kind` stands readable before it and is authenticated."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return kind + nonce + ChaCha20Poly1305(key).encrypt(nonce, content, kind)


def unseal(key: bytes, sealed: bytes, kind: bytes) -> bytes:
    """The content of `seal`. Raises SealError."""
    if not sealed.startswith(kind):
        raise SealError("of another kind")
    nonce, encrypted = sealed[len(kind) :][:_NONCE_BYTES], sealed[len(kind) + _NONCE_BYTES :]
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, encrypted, kind)
    except (InvalidTag, ValueError):
        raise SealError("not with this key") from None


def write_private(path: Path, content: bytes) -> None:
    """Replace the file whole, readable by its owner alone. Raises OSError."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock file `path`: other threads and processes that want it wait. Raises OSError."""
    with path.open("ab") as file:
        _lock(file.fileno())
        yield  # Closing the file gives the lock back.


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
