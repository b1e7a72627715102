"""Opening the data for the window, where a person can be asked for what is missing (product.md §8).

    unlocking = Unlocking(settings)
    state = await unlocking.retry()          # most often it is open at once
    state = await unlocking.enter_recovery_code("FGH7-2K9A-…")

What was typed wrongly is a UserFault and changes nothing; everything else is a state to show. Must not know
how it is shown.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from desktop.domain.errors import UserFault
from desktop.services.data_key import OpenedData, has_data, holder_of, open_data, opens
from desktop.services.key_change import KeyedBackup, bring_in, checked_backup, key_of_code, take_over
from desktop.storage.database import Database
from desktop.storage.errors import StorageError, WrongKeyError
from desktop.storage.key_file import KeyFileError
from desktop.system.passphrase_file import SHORTEST_PASSPHRASE, PassphraseFile
from desktop.system.paths import ProfileError
from desktop.system.sealed import write_private
from desktop.system.secret_faults import (
    KeyMissingError,
    KeyringContentError,
    KeyringGoneError,
    PassphraseNeededError,
    SecretsError,
    SecretsFileError,
    WeakPassphraseError,
    WrongPassphraseError,
)
from desktop.system.secrets import Backend, KeyHolder, has_keyring
from desktop.system.settings import Settings

KEPT_FOR_THIS_RUN = "Khoá chưa giữ lại được trên máy này nên lần mở sau phải nhập lại mã khôi phục."
CODE_TAKEN = "Mã khôi phục đúng; hãy đặt mật khẩu mới để giữ khoá, lần sau mở không cần mã."
_FAULTS = (SecretsError, StorageError, ProfileError)


class UnlockStep(StrEnum):
    """What stands between the user and the data."""

    OPENED = "opened"
    NEW_PASSPHRASE = "new_passphrase"
    PASSPHRASE = "passphrase"
    UNREACHABLE = "unreachable"
    KEY_MISSING = "key_missing"
    WRONG_KEY = "wrong_key"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True)
class UnlockState:
    """One step, its Vietnamese sentence (empty where the step says it all), and the data once it is open.

    `has_data`: there is a database, so a recovery code can open something.
    """

    step: UnlockStep
    sentence: str = ""
    opened: OpenedData | None = None
    has_data: bool = False


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A key that is known to be right and waits for a place; with it, maybe, the data of another PC."""

    key: bytes = field(repr=False)
    backup: KeyedBackup | None = None


class Unlocking:
    """Tries to open the data, and goes on with what people type. Used by one screen, one call at a time.

    It remembers the passphrase that opened the data, so that `bring_in` need not ask for it again.
    `backend` is the keyring, None for the system's. Every method but `retry` may raise UserFault.
    """

    def __init__(self, settings: Settings, *, backend: Backend | None = None) -> None:
        self._settings, self._backend = settings, backend
        self._arrival: _Arrival | None = None
        self._passphrase: str | None = None

    async def retry(self) -> UnlockState:
        """Open the data with what is at hand; the first thing to do, and again after a fault."""
        self._arrival = None
        return await self._run(self._open)

    async def set_passphrase(self, passphrase: str) -> UnlockState:
        """Choose the passphrase of the file that takes the keyring's place, and open the data."""
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise UserFault(str(WeakPassphraseError(SHORTEST_PASSPHRASE)))
        if self._arrival is not None:
            return await self._run(self._settle, self._arrival, passphrase)
        return await self._run(self._open, passphrase)

    async def enter_passphrase(self, passphrase: str) -> UnlockState:
        """Open the data with the passphrase."""
        return await self._run(self._open, passphrase)

    async def enter_recovery_code(self, code: str) -> UnlockState:
        """Open the data with its recovery code, and hold that key from now on."""
        key = key_of_code(code)
        return await self._run(self._enter, key)

    async def open_backup(self, path: Path, code: str) -> UnlockState:
        """Bring in the data of another PC: a backup and its code. Wrong ones touch nothing.

        Raises StorageError too, where the backup is damaged or from a newer version.
        """
        return await self.bring_in(await asyncio.to_thread(checked_backup, path, code))

    async def bring_in(self, backup: KeyedBackup) -> UnlockState:
        """`open_backup` with one that was checked while the data was still open."""
        return await self._run(self._settle, _arrival(backup))

    async def _run(self, work: Callable[..., UnlockState], *args: object) -> UnlockState:
        trial = _Trial()
        try:
            return await asyncio.to_thread(trial.run, work, *args)
        except asyncio.CancelledError:
            trial.abandon()  # What a thread has begun goes on.
            raise
        except _FAULTS as fault:
            return await asyncio.to_thread(self._state_of, fault)

    def _open(self, passphrase: str | None = None) -> UnlockState:
        passphrase = passphrase or self._passphrase
        try:
            opened = open_data(self._settings, self._holder(passphrase))
        except WrongPassphraseError as fault:
            raise UserFault(str(fault)) from None
        self._passphrase = passphrase
        return UnlockState(UnlockStep.OPENED, opened=opened, has_data=True)

    def _enter(self, key: bytes) -> UnlockState:
        if has_data(self._settings) and not opens(self._settings.database, key):
            raise UserFault(
                "Mã khôi phục gõ đúng nhưng là của dữ liệu khác; hãy dùng mã đã in hoặc đã lưu từ máy này."
            )
        return self._settle(_Arrival(key))

    def _settle(self, arrival: _Arrival, passphrase: str | None = None) -> UnlockState:
        """Find a place for the key, put the data in its place, and open it."""
        holder = self._holder(passphrase or self._passphrase)
        if holder is None:
            raise UserFault("Dữ liệu đang là tệp thường; hãy bỏ --database và QUAYLIVE_DATABASE rồi mở lại.")
        if isinstance(holder, PassphraseFile) and not (passphrase or self._passphrase):
            self._arrival = arrival
            return UnlockState(UnlockStep.NEW_PASSPHRASE, CODE_TAKEN, has_data=True)
        if passphrase and self._settings.profile.passphrase_file.exists():
            holder = _ForgottenFile(self._settings.profile.passphrase_file, holder)
        if arrival.backup is not None:
            try:
                bring_in(self._settings, holder, arrival.backup)
            except _FAULTS as fault:  # Said where the backup was chosen: what was there is there still.
                raise UserFault(str(fault)) from fault
        else:
            try:
                take_over(self._settings.profile, holder, arrival.key)
            except SecretsError:  # Losing the keyring means typing the code, never losing orders.
                return self._open_for_this_run(arrival.key)
        self._arrival = None
        return self._open(passphrase)

    def _open_for_this_run(self, key: bytes) -> UnlockState:
        opened = OpenedData(Database.open(self._settings.database, key=key), key, KEPT_FOR_THIS_RUN)
        return UnlockState(UnlockStep.OPENED, opened=opened, has_data=True)

    def _holder(self, passphrase: str | None = None) -> KeyHolder | None:
        return holder_of(self._settings, has_window=True, passphrase=passphrase, backend=self._backend)

    def _has_keyring(self) -> bool:
        try:
            return has_keyring(self._backend)
        except KeyringGoneError:
            return False

    def _state_of(self, fault: Exception) -> UnlockState:
        """What to show for a fault that comes before the data is open."""
        there = has_data(self._settings)
        sentence = str(fault)
        match fault:
            case PassphraseNeededError():
                has_file = self._settings.profile.passphrase_file.exists()
                step = UnlockStep.PASSPHRASE if has_file else UnlockStep.NEW_PASSPHRASE
                return UnlockState(step, has_data=there)
            case KeyMissingError() if not self._has_keyring():
                step, sentence = UnlockStep.UNREACHABLE, str(KeyringGoneError())
            case KeyMissingError() | KeyringContentError():
                step = UnlockStep.KEY_MISSING
            case KeyFileError():
                step = UnlockStep.KEY_MISSING if there else UnlockStep.UNUSABLE
            case SecretsError():
                step = UnlockStep.UNREACHABLE
            case WrongKeyError():
                step = UnlockStep.WRONG_KEY
                sentence = (
                    "Khoá đang giữ không mở được dữ liệu trên máy này; hãy nhập mã khôi phục của dữ liệu."
                )
            case _:
                step = UnlockStep.UNUSABLE
        return UnlockState(step, sentence, has_data=there)


class _Trial:
    """One try on a thread. Data that it opens after everybody has left is closed again."""

    def __init__(self) -> None:
        self._opened: list[Database] = []
        self._is_abandoned = threading.Event()

    def run(self, work: Callable[..., UnlockState], *args: object) -> UnlockState:
        """On the thread."""
        state = work(*args)
        if state.opened is not None:
            self._opened.append(state.opened.database)
            if self._is_abandoned.is_set():
                self._close()
        return state

    def abandon(self) -> None:
        """On the loop. Whoever comes second, this or `run`, closes."""
        self._is_abandoned.set()
        self._close()

    def _close(self) -> None:
        for database in self._opened:
            database.close()


class _ForgottenFile:
    """The passphrase file whose passphrase nobody knows any more: written anew, the old one put beside."""

    def __init__(self, path: Path, holder: KeyHolder) -> None:
        self._path, self._holder = path, holder

    @property
    def told(self) -> str:
        """Where the key lies."""
        return self._holder.told

    def load(self) -> bytes | None:
        """Nobody can tell."""
        return None

    def keep(self, key: bytes) -> None:
        """Hold the key under the new passphrase. Raises SecretsError."""
        try:
            write_private(self._path.with_name(f"{self._path.name}.before"), self._path.read_bytes())
        except OSError as error:
            raise SecretsFileError(self._path) from error
        self._holder.keep(key)


def _arrival(backup: KeyedBackup) -> _Arrival:
    assert backup.key is not None
    return _Arrival(backup.key, backup)
