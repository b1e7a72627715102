"""Another key for this profile: its recovery code typed, or the data of another PC brought in (§8).

The data comes first and the key after it: broken off in between, the next start asks for the code again, and
the person who just typed it has it at hand. A key that is given up may be the only one of older backups: it
is kept among the tokens, under the new one. Must not ask anybody anything.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from desktop.domain.errors import UserFault
from desktop.storage.errors import WrongKeyError
from desktop.storage.restore import check, restore
from desktop.system.paths import Profile
from desktop.system.recovery_code import RecoveryCodeError
from desktop.system.secret_faults import KeyringContentError, SecretsError, TokensUnreadableError
from desktop.system.secrets import KeyHolder, TokenFile, from_recovery_code
from desktop.system.settings import Settings

EARLIER_KEYS = "earlier_keys"
"""The name among the tokens of the keys that were this profile's before, base64, oldest first."""


@dataclass(frozen=True, slots=True)
class KeyedBackup:
    """A backup that is whole and opens with `key` (None: a plain one)."""

    path: Path
    key: bytes | None = field(repr=False)


def key_of_code(code: str) -> bytes:
    """The key of a recovery code as typed. Raises UserFault."""
    try:
        return from_recovery_code(code)
    except RecoveryCodeError as error:
        raise UserFault(str(error)) from None


def checked_backup(path: Path, code: str) -> KeyedBackup:
    """A backup made under the key of this code, looked at to its last page; nothing is changed.

    Raises UserFault where the code is none or another's, StorageError.
    """
    key = key_of_code(code)
    try:
        check(path, key)
    except WrongKeyError:
        raise UserFault(
            f"Mã khôi phục này không mở được bản sao lưu {path.name}; hãy dùng mã của máy đã tạo bản sao lưu,"
            " hoặc chọn đúng tệp."
        ) from None
    return KeyedBackup(path, key)


def known_backup(profile: Profile, path: Path, key: bytes | None) -> KeyedBackup | None:
    """A backup under the key in use or an earlier one of this profile; None where it is under neither.

    Raises SecretsError, StorageError.
    """
    keys = [] if key is None else [key, *_earlier_keys(profile, key)]
    for known in keys:
        with suppress(WrongKeyError):
            check(path, known)
            return KeyedBackup(path, known)
    return None


def bring_in(settings: Settings, holder: KeyHolder | None, backup: KeyedBackup) -> Path | None:
    """Put the backup in the place of the data, which nobody may have open, and hold its key from now on.

    Returns where the data before it lies now, None where there was none. A holder that does not answer is
    noticed before anything is touched. Raises SecretsError, StorageError, ProfileError.
    """
    if holder is None or backup.key is None:
        return restore(backup.path, settings.database, backup.key)
    before = _held(holder)
    settings.profile.make()
    kept = restore(backup.path, settings.database, backup.key, key_before=before)
    take_over(settings.profile, holder, backup.key)
    return kept


def take_over(profile: Profile, holder: KeyHolder, key: bytes) -> None:
    """Hold `key` as this profile's; the tokens go with it as far as they can be read. Raises SecretsError."""
    before: bytes | None = None
    with suppress(SecretsError):  # Gone, or under a passphrase that nobody knows any more.
        before = holder.load()
    if before == key:
        return
    tokens = _tokens(profile, key, before)
    if before is not None:
        earlier = dict.fromkeys([*tokens.get(EARLIER_KEYS, "").split(), base64.b64encode(before).decode()])
        tokens = {**tokens, EARLIER_KEYS: " ".join(earlier)}
    if tokens or profile.tokens.exists():
        TokenFile(profile, key).replace(tokens)
    holder.keep(key)


def _held(holder: KeyHolder) -> bytes | None:
    """The held key; None where there is none, or something that is no key. Raises SecretsError."""
    try:
        return holder.load()
    except KeyringContentError:
        return None


def _tokens(profile: Profile, key: bytes, before: bytes | None) -> Mapping[str, str]:
    """The tokens, under the new key (a change broken off) or the old one; none where nobody can read them."""
    for known in (key, before):
        if known is not None:
            with suppress(TokensUnreadableError):
                return TokenFile(profile, known).read()
    return {}


def _earlier_keys(profile: Profile, key: bytes) -> Sequence[bytes]:
    with suppress(SecretsError):
        return [
            base64.b64decode(text) for text in TokenFile(profile, key).read().get(EARLIER_KEYS, "").split()
        ]
    return []
