"""Where the key of the data comes from, and opening the data with it: the one place that decides (§8).

    holder = holder_of(settings)          # keyring, passphrase file, key file; None for a plain database
    opened = open_data(settings, holder)  # the database, its key, and where that key lies

In this order (contracts.md §3): a database named as a plain file has no key; a key file that was named is
used as it is; else the profile's holder, which is the keyring, or the passphrase file where there is one or
no keyring. Without a window nobody can be asked for a new passphrase: there a file in the profile holds the
key. A key file of an older version is moved into the holder. All of it blocks: on a thread, not the loop.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.storage.database import Database
from desktop.storage.errors import WrongKeyError
from desktop.storage.key_file import KeyFile, KeyFileError, key_for, read_key
from desktop.storage.restore import check
from desktop.system.paths import Profile
from desktop.system.recovery_code import KEY_BYTES
from desktop.system.secret_faults import KeyMissingError, KeyringContentError, SecretsError
from desktop.system.secrets import Backend, KeyHolder, TokenFile, has_keyring, holder_for, load_or_create
from desktop.system.settings import Settings

PLAIN = "Dữ liệu là tệp thường, chưa mã hoá nên không có khoá."


@dataclass(frozen=True, slots=True)
class OpenedData:
    """The data, open. `key` is None for a plain file; `told` says where the key lies, one sentence."""

    database: Database
    key: bytes | None = field(repr=False)
    told: str


def holder_of(
    settings: Settings,
    *,
    has_window: bool = False,
    passphrase: str | None = None,
    backend: Backend | None = None,
) -> KeyHolder | None:
    """Where this run's key is held; None for a plain database. Raises KeyringGoneError."""
    profile = settings.profile
    if settings.key_file is None:
        return None
    if settings.is_key_file_told:
        return KeyFile(settings.key_file, is_told=True)
    if not has_window and not profile.passphrase_file.exists() and not has_keyring(backend):
        return KeyFile(profile.key_file, is_told=False)
    return holder_for(profile, passphrase=passphrase or settings.passphrase, backend=backend)


def open_data(settings: Settings, holder: KeyHolder | None) -> OpenedData:
    """Open the database with the held key, which is made where neither is there yet.

    Raises SecretsError, StorageError and ProfileError, each one Vietnamese sentence.
    """
    if holder is None:
        return OpenedData(Database.open(settings.database), None, PLAIN)
    settings.profile.make()
    key = _key_for_opening(settings, holder)
    database = Database.open(settings.database, key=key)
    _retire_key_file(settings.profile, holder, key)
    return OpenedData(database, key, holder.told)


def open_database(settings: Settings) -> Database:
    """The database of a run without a window. Raises as `open_data` and `holder_of`."""
    return open_data(settings, holder_of(settings)).database


def existing_key(settings: Settings, holder: KeyHolder | None) -> bytes | None:
    """The key of a database that is there, None for a plain one; keeps and moves nothing.

    Raises SecretsError, and StorageError where the database is in the way of telling which key is its.
    """
    key = held_key(settings, holder)
    if key is not None or holder is None:
        return key
    if isinstance(holder, KeyFile):
        return read_key(holder.path)  # Raises what is wrong with it.
    raise KeyMissingError(settings.profile.folder)


def held_key(settings: Settings, holder: KeyHolder | None) -> bytes | None:
    """The key of this profile's data, None where there is none yet; keeps and moves nothing.

    Raises as `existing_key`.
    """
    if holder is None:
        return None
    if isinstance(holder, KeyFile):
        return holder.load()
    held, before = _held_and_before(settings.profile, holder)
    return before if _is_key_from_before(settings, held, before) else held


def with_kept_tokens(settings: Settings, key: bytes | None) -> Settings:
    """The settings with the tokens kept under `key` where the environment gave none.

    The kept page and app secret are those of the kept token: they go with no other. Raises SecretsError.
    """
    if key is None:
        return settings
    kept = TokenFile(settings.profile, key).read()
    of_token = {} if settings.graph_token else kept
    return replace(
        settings,
        graph_token=settings.graph_token or kept.get("graph_token"),
        omni_token=settings.omni_token or kept.get("omni_token"),
        page_id=settings.page_id or of_token.get("page_id"),
        app_secret=of_token.get("app_secret"),
    )


def opens(database: Path, key: bytes) -> bool:
    """Whether this key is that of the database. Raises StorageError where something else is wrong with it."""
    try:
        check(database, key, whole=False)
    except WrongKeyError:
        return False
    return True


def has_data(settings: Settings) -> bool:
    """Whether there is a database with something in it."""
    return settings.database.exists() and settings.database.stat().st_size > 0


def _key_for_opening(settings: Settings, holder: KeyHolder) -> bytes:
    if isinstance(holder, KeyFile):
        return key_for(settings.database, holder.path)
    try:
        held, before = _held_and_before(settings.profile, holder)
    except KeyringContentError:
        if has_data(settings):
            raise
        return _begin_anew(holder)
    if before is not None and _is_key_from_before(settings, held, before):
        # Into the holder only what is known to open the data, and the file goes after that (`open_data`).
        if has_data(settings):
            check(settings.database, before, whole=False)
        if held is not None:
            holder.keep(before)
            return before
        return load_or_create(settings.profile, holder, existing=before)
    return held or load_or_create(settings.profile, holder)


def _begin_anew(holder: KeyHolder) -> bytes:
    """A new key in the place of something that is none, where there is no data that could be lost by it."""
    key = secrets.token_bytes(KEY_BYTES)
    holder.keep(key)
    return key


def _held_and_before(profile: Profile, holder: KeyHolder) -> tuple[bytes | None, bytes | None]:
    """The held key, and the one in the key file of an older version.

    The file is looked at first: who moves its key puts it into the holder before the file goes.
    """
    fault: KeyFileError | None = None
    before: bytes | None = None
    try:
        before = KeyFile(profile.key_file, is_told=False).load()
    except KeyFileError as error:
        fault = error
    held = holder.load()
    if held is None and fault is not None:
        raise fault
    return held, before


def _is_key_from_before(settings: Settings, held: bytes | None, before: bytes | None) -> bool:
    """Whether the data is under the key in the file: nothing is held, or what is held does not open it."""
    if before is None or before == held:
        return False
    if held is None:
        return True
    return has_data(settings) and not opens(settings.database, held) and opens(settings.database, before)


def _retire_key_file(profile: Profile, holder: KeyHolder, key: bytes) -> None:
    """Delete the key file of an older version, its key having opened the data and being in the holder."""
    if isinstance(holder, KeyFile):
        return
    with suppress(SecretsError, OSError):  # It stays, and is tried again at the next start.
        if profile.key_file.exists() and read_key(profile.key_file) == key == holder.load():
            profile.key_file.unlink()
