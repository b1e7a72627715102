"""The key in a file under a passphrase, where the system has no place for keys (architecture.md §6).

Who has the file and not the passphrase has nothing. Must not ask for the passphrase or keep it.
"""

from __future__ import annotations

import secrets
import unicodedata
from pathlib import Path

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from desktop.system.recovery_code import KEY_BYTES
from desktop.system.sealed import SealError, seal, unseal, write_private
from desktop.system.secret_faults import (
    PassphraseNeededError,
    SecretsFileError,
    WeakPassphraseError,
    WrongPassphraseError,
)

SHORTEST_PASSPHRASE = 8
_KIND = b"QLpass1\n"
_SALT_BYTES = 16
# Scrypt at 32 MB and about a tenth of a second for each guess.
_COST, _BLOCK, _LANES = 2**15, 8, 1


class PassphraseFile:
    """Holds one key of 32 bytes in `path`. Its methods take a tenth of a second and are not for the loop."""

    def __init__(self, path: Path, passphrase: str | None) -> None:
        self._path = path
        self._passphrase = passphrase

    @property
    def told(self) -> str:
        """Where the key lies, one Vietnamese sentence."""
        return (
            "Máy này không có kho khoá của hệ điều hành (keyring) nên khoá được giữ trong tệp"
            f" {self._path.name} dưới mật khẩu của bạn; hãy nhớ mật khẩu và in mã khôi phục."
        )

    def load(self) -> bytes | None:
        """The key, None where no file is there yet. Raises SecretsError."""
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise SecretsFileError(self._path) from error
        if not content.startswith(_KIND):
            raise SecretsFileError(self._path)
        salt, sealed = content[len(_KIND) :][:_SALT_BYTES], content[len(_KIND) + _SALT_BYTES :]
        try:
            return unseal(self._wrapping_key(salt), sealed, b"")
        except SealError:
            raise WrongPassphraseError from None

    def keep(self, key: bytes) -> None:
        """Keep the key under the passphrase, in place of another one. Raises SecretsError."""
        if self._passphrase is None:
            raise PassphraseNeededError
        if len(self._passphrase) < SHORTEST_PASSPHRASE:
            raise WeakPassphraseError(SHORTEST_PASSPHRASE)
        salt = secrets.token_bytes(_SALT_BYTES)
        try:
            write_private(self._path, _KIND + salt + seal(self._wrapping_key(salt), key, b""))
        except OSError as error:
            raise SecretsFileError(self._path) from error

    def _wrapping_key(self, salt: bytes) -> bytes:
        if not self._passphrase:
            raise PassphraseNeededError
        # Typing programs write the same accents in two ways.
        typed = unicodedata.normalize("NFC", self._passphrase).encode()
        return Scrypt(salt=salt, length=KEY_BYTES, n=_COST, r=_BLOCK, p=_LANES).derive(typed)
