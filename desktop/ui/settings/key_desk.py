"""What the key's card needs of the services, as a protocol. Nothing is done here."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from desktop.services.key_change import KeyedBackup
from desktop.services.key_desk import KeyRow


class KeyDesk(Protocol):
    """The key of the open data. Every coroutine may raise a UserFault or a StorageError."""

    async def key_row(self) -> KeyRow:
        """What the card shows."""
        ...

    async def note_saved(self) -> None:
        """Remember that this code was printed or saved."""
        ...

    async def save_code(self, path: Path, text: str) -> None:
        """Write a text with the code into a private file."""
        ...

    async def check_backup(self, path: Path, code: str) -> KeyedBackup:
        """See that a backup of another PC opens with this code; changes nothing."""
        ...
