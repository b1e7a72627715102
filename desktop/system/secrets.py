"""Secrets at rest: one key in the system's keyring, the tokens in a file encrypted under it (product.md §8).

    key = load_or_create(profile, holder_for(profile))      # 32 bytes: it opens the database too
    tokens = TokenFile(profile, key)
    tokens.keep("graph_token", "EAA…")

The only module that imports keyring. Everything here may block for as long as the system asks its user to
unlock something: plain functions for the I/O pool, never for the event loop. Must not open the database, and
must not log.
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import keyring
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from keyring import errors

from desktop.system.passphrase_file import PassphraseFile
from desktop.system.paths import Profile
from desktop.system.recovery_code import KEY_BYTES, key_of, recovery_code
from desktop.system.sealed import SealError, alone, seal, unseal, write_private
from desktop.system.secret_faults import (
    KeyMissingError,
    KeyringContentError,
    KeyringGoneError,
    KeyringLockedError,
    KeyringRefusedError,
    SecretsError,
    SecretsFileError,
    TokensUnreadableError,
)

__all__ = [
    "KeyHolder",
    "KeyringHolder",
    "SecretsError",
    "TokenFile",
    "from_recovery_code",
    "has_keyring",
    "holder_for",
    "load_or_create",
    "recovery_code",
]

SERVICE = "Quầy Live"
_TOKENS_KIND = b"QLtokens1\n"
_TOKENS_PURPOSE = b"Quay Live tokens 1"


class KeyHolder(Protocol):
    """A place for one key of 32 bytes. Its methods raise SecretsError and may block."""

    @property
    def told(self) -> str:
        """Where the key lies, one Vietnamese sentence."""

    def load(self) -> bytes | None:
        """The key, None where none is held."""

    def keep(self, key: bytes) -> None:
        """Hold this key from now on."""


class Backend(Protocol):
    """As much of a keyring as is used here."""

    @property
    def priority(self) -> float:
        """0 or less where it keeps nothing, as keyring's own `fail` and `null`."""

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept under these names."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""


class KeyringHolder:
    """The key in the system's keyring: base64 under the service "Quầy Live", account the profile's folder."""

    def __init__(self, profile: Profile, backend: Backend | None = None) -> None:
        self._account = str(profile.folder)
        self._backend = backend or _system_backend()

    @property
    def told(self) -> str:
        """Where the key lies, one Vietnamese sentence."""
        return "Khoá được cất trong kho khoá của máy này."

    def load(self) -> bytes | None:
        """The key, None where the keyring holds none for this profile. Raises SecretsError."""
        try:
            text = self._backend.get_password(SERVICE, self._account)
        except Exception as error:  # Backends let through whatever their system raises.
            raise _fault_of(error) from error
        return None if text is None else _decoded(text)

    def keep(self, key: bytes) -> None:
        """Put the key into the keyring, and see that it is there. Raises SecretsError."""
        try:
            self._backend.set_password(SERVICE, self._account, base64.b64encode(key).decode())
        except Exception as error:
            raise _fault_of(error) from error
        if self.load() != key:  # Some backends take a word and forget it.
            raise KeyringRefusedError


class TokenFile:
    """The tokens, by name (`graph_token`, `omni_token`, …), encrypted in `secrets.bin` of the profile."""

    def __init__(self, profile: Profile, key: bytes) -> None:
        """`key` is the profile's; the file is encrypted under one derived from it."""
        self._path = profile.tokens
        self._key = HKDF(SHA256(), KEY_BYTES, salt=None, info=_TOKENS_PURPOSE).derive(key)

    def read(self) -> Mapping[str, str]:
        """All tokens; none where no file is there. Raises SecretsError."""
        try:
            content = unseal(self._key, self._path.read_bytes(), _TOKENS_KIND)
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise SecretsFileError(self._path) from error
        except SealError as error:
            raise TokensUnreadableError(self._path) from error
        tokens: dict[str, str] = json.loads(content)
        return tokens

    def keep(self, name: str, token: str | None) -> None:
        """Keep a token under a name; None forgets it. Raises SecretsError."""
        try:
            with alone(_lock_of(self._path)):
                tokens = {**self.read(), name: token}
                kept = {name: token for name, token in tokens.items() if token is not None}
                write_private(self._path, seal(self._key, json.dumps(kept).encode(), _TOKENS_KIND))
        except OSError as error:
            raise SecretsFileError(self._path) from error

    def replace(self, tokens: Mapping[str, str]) -> None:
        """Keep these tokens and no others, whatever key the file was under before. Raises SecretsError."""
        try:
            with alone(_lock_of(self._path)):
                write_private(self._path, seal(self._key, json.dumps(dict(tokens)).encode(), _TOKENS_KIND))
        except OSError as error:
            raise SecretsFileError(self._path) from error

    def discard(self) -> None:
        """Forget all tokens, readable or not, where their key is gone. Raises SecretsError."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise SecretsFileError(self._path) from error


def has_keyring(backend: Backend | None = None) -> bool:
    """Whether this computer has a keyring at all (a headless Linux has none)."""
    return (backend or _system_backend()).priority > 0


def holder_for(
    profile: Profile, *, passphrase: str | None = None, backend: Backend | None = None
) -> KeyHolder:
    """Where this profile's key is held: in the keyring, without one in a file under the `passphrase`.

    A passphrase file that is there stays in use, for it holds the key. Which one it became, `told` says.
    """
    if profile.passphrase_file.exists() or not has_keyring(backend):
        return PassphraseFile(profile.passphrase_file, passphrase)
    return KeyringHolder(profile, backend)


def load_or_create(profile: Profile, holder: KeyHolder, *, existing: bytes | None = None) -> bytes:
    """The profile's key: the held one, else `existing` (of a key file from before), else a new one.

    A new key is made only where there is no database yet, by one process at a time. Raises SecretsError,
    KeyMissingError where a database is there and its key nowhere, ProfileError.
    """
    profile.make()
    try:
        with alone(_lock_of(profile.tokens)):
            return holder.load() or _begin(profile, holder, existing)
    except OSError as error:
        raise SecretsFileError(profile.tokens) from error


def _begin(profile: Profile, holder: KeyHolder, existing: bytes | None) -> bytes:
    has_content = profile.database.exists() and profile.database.stat().st_size > 0
    if existing is None and has_content:
        raise KeyMissingError(profile.folder)
    key = existing or secrets.token_bytes(KEY_BYTES)
    holder.keep(key)
    return key


def from_recovery_code(code: str) -> bytes:
    """The key of a code as typed; `holder.keep` makes it this profile's. Raises RecoveryCodeError."""
    return key_of(code)


def _system_backend() -> Backend:
    """The system's keyring. Raises KeyringGoneError where finding it fails."""
    try:
        return keyring.get_keyring()
    except Exception as error:
        raise KeyringGoneError from error


def _fault_of(error: Exception) -> SecretsError:
    """Locked, refused or gone."""
    match error:
        case errors.KeyringLocked():
            return KeyringLockedError()
        case errors.NoKeyringError() | errors.InitError():
            return KeyringGoneError()
        case errors.KeyringError() | PermissionError():
            return KeyringRefusedError()
    return KeyringGoneError()


def _decoded(text: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyringContentError
    return key


def _lock_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")
