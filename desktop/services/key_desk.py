"""What the settings show and do about the open data's key: its recovery code, another PC's data (§8)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.domain.errors import UserFault
from desktop.services.data_key import OpenedData
from desktop.services.key_change import KeyedBackup, checked_backup
from desktop.system.paths import Profile
from desktop.system.sealed import write_private
from desktop.system.secrets import recovery_code

_MARK_BYTES = 16
_MARK_PURPOSE = b"Quay Live recovery code saved 1"


@dataclass(frozen=True, slots=True)
class KeyRow:
    """Where the key lies, one sentence; its recovery code, None for a plain database; whether it is saved."""

    told: str
    code: str | None = field(repr=False)
    is_saved: bool


class KeyDesk:
    """Asked by the key's card. Its methods raise UserFault and StorageError."""

    def __init__(self, profile: Profile, opened: OpenedData) -> None:
        self._profile, self._key, self._told = profile, opened.key, opened.told

    async def key_row(self) -> KeyRow:
        """What the card shows."""
        code = None if self._key is None else recovery_code(self._key)
        return KeyRow(self._told, code, await asyncio.to_thread(self._is_saved))

    async def note_saved(self) -> None:
        """Its owner has printed or saved this code: remembered, for this key only."""
        if self._key is not None:
            await asyncio.to_thread(_write, self._profile.code_marker, self._mark(self._key))

    async def save_code(self, path: Path, text: str) -> None:
        """Write a text with the code, whole or not at all, for the owner's eyes alone."""
        await asyncio.to_thread(_write, path, text)

    async def check_backup(self, path: Path, code: str) -> KeyedBackup:
        """See that a backup of another PC opens with this code. Changes nothing."""
        return await asyncio.to_thread(checked_backup, path, code)

    def _is_saved(self) -> bool:
        if self._key is None:
            return True
        try:
            return self._profile.code_marker.read_text("utf-8").strip() == self._mark(self._key)
        except (OSError, UnicodeDecodeError):
            return False

    def _mark(self, key: bytes) -> str:
        """Says which key it is, and nothing about it."""
        return HKDF(SHA256(), _MARK_BYTES, salt=None, info=_MARK_PURPOSE).derive(key).hex()


def _write(path: Path, text: str) -> None:
    try:
        write_private(path, text.encode("utf-8"))
    except OSError:
        raise UserFault(f"Không ghi được {path.name}; hãy chọn chỗ khác hoặc kiểm tra đĩa.") from None
