"""What a presenter has done for it: one errand of a name at a time, and what goes wrong outside is said.

Must not know any screen.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from desktop.domain.errors import UserFault
from desktop.storage.errors import StorageError

# What is wrong outside the program; each carries one sentence for the user.
FAULTS = (UserFault, StorageError)
Spawn = Callable[[str, Coroutine[Any, Any, None]], object]
Work = Callable[[], Coroutine[Any, Any, None]]


class Errands:
    """`spawn(name, coroutine)` runs a task under supervision; `tell(sentence)` says what went wrong."""

    def __init__(self, spawn: Spawn, tell: Callable[[str], None]) -> None:
        self._spawn, self._tell = spawn, tell
        self._running: set[str] = set()

    def run(self, name: str, work: Work, tell: Callable[[str], None] | None = None) -> None:
        """Run this unless one of its name runs already: a key held down asks once."""
        if name not in self._running:
            self._running.add(name)
            self._spawn(name, self._guarded(name, work, tell or self._tell))

    async def _guarded(self, name: str, work: Work, tell: Callable[[str], None]) -> None:
        try:
            await work()
        except FAULTS as fault:
            tell(str(fault))
        finally:
            self._running.discard(name)
