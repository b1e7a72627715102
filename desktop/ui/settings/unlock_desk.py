"""What the window that opens the data needs of the services, as a protocol. Nothing is done here."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from desktop.services.unlocking import UnlockState


class UnlockDesk(Protocol):
    """Opening the data. Whatever was typed wrongly is a UserFault, one sentence for the user."""

    async def retry(self) -> UnlockState:
        """Open the data with what is at hand; raises nothing."""
        ...

    async def set_passphrase(self, passphrase: str) -> UnlockState:
        """Choose the passphrase, and open the data."""
        ...

    async def enter_passphrase(self, passphrase: str) -> UnlockState:
        """Open the data with the passphrase."""
        ...

    async def enter_recovery_code(self, code: str) -> UnlockState:
        """Open the data with its recovery code."""
        ...

    async def open_backup(self, path: Path, code: str) -> UnlockState:
        """Bring in the backup of another PC with its code."""
        ...
