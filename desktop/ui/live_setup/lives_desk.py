"""What the list of campaigns and lives needs of the services, as a protocol. Nothing is done here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desktop.services.lives_rows import LivesList


class LivesDesk(Protocol):
    """The list. Every coroutine may raise a UserFault or a StorageError, one sentence for the user."""

    async def rows(self) -> LivesList:
        """The list as stored; asks nobody."""
        ...

    async def sync(self) -> LivesList:
        """Ask Facebook for the lives, then the list; where that fails the list says why (`trouble`)."""
        ...

    async def bind(self, campaign: int, live_id: str, /) -> None:
        """Bind a waiting campaign to a live that has started."""
        ...

    async def go_on(self, campaign: int, live_id: str, /) -> None:
        """Let a campaign whose live is over go on in another live."""
        ...

    async def end(self, campaign: int, /) -> None:
        """End a campaign: its comments are read no more."""
        ...

    async def reopen(self, campaign: int, /) -> None:
        """Take the end back."""
        ...

    async def delete(self, campaign: int, /) -> None:
        """Delete a campaign that waits and has nothing yet."""
        ...

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back when the list may look different, on the GUI thread; returns what ends that."""
        ...
