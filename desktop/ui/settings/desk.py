"""What the settings need of the services behind them. No widget and no rule here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desktop.services.connection_rows import (
    Connected,
    ConnectionState,
    OmniCheck,
    PageCheck,
    PageChoice,
    PageOption,
)
from desktop.services.staff_rows import StaffChanged, StaffRow


class ConnectionsDesk(Protocol):
    """The desk of both connections. Every coroutine may raise one of `FAULTS`."""

    async def state(self) -> ConnectionState:
        """What is connected, without asking anybody."""
        ...

    async def check_page(self, text: str) -> PageCheck | PageChoice:
        """Look at a pasted token."""
        ...

    async def exchange(self, app_id: str, app_secret: str, text: str) -> PageCheck | PageChoice:
        """Exchange a user's token for one that lives long, and look at that."""
        ...

    async def check_option(self, option: PageOption) -> PageCheck:
        """Look at the page that staff chose among several."""
        ...

    async def check_kept(self) -> PageCheck:
        """Look at the page that is connected once more."""
        ...

    async def connect_page(self, check: PageCheck, *, is_other_meant: bool = False) -> None:
        """Keep the token of a checked page; another page than before must be meant."""
        ...

    async def disconnect_page(self) -> None:
        """Forget the page's token."""
        ...

    async def check_omni(self, text: str) -> OmniCheck:
        """Look whose shop a pasted token opens."""
        ...

    async def connect_omni(self, check: OmniCheck) -> None:
        """Keep the token of a checked shop."""
        ...

    async def disconnect_omni(self) -> None:
        """Forget the shop's token."""
        ...

    def subscribe(self, callback: Callable[[Connected], None]) -> Callable[[], None]:
        """Call back whenever a connection was made, renewed or ended; returns what ends that."""
        ...


class StaffDesk(Protocol):
    """The desk of staff names. Every coroutine may raise one of `FAULTS`."""

    @property
    def at_desk(self) -> str | None:
        """Who is at the desk; None where nobody is named."""
        ...

    async def everybody(self) -> tuple[StaffRow, ...]:
        """All who may be at the desk."""
        ...

    async def add(self, name: str) -> None:
        """Add a name."""
        ...

    async def rename(self, staff_id: int, name: str) -> None:
        """Call somebody otherwise from now on."""
        ...

    async def deactivate(self, staff_id: int) -> None:
        """Let somebody leave."""
        ...

    async def choose(self, name: str) -> None:
        """This one is at the desk now."""
        ...

    def subscribe(self, callback: Callable[[StaffChanged], None]) -> Callable[[], None]:
        """Call back whenever names change, or who is at the desk; returns what ends that."""
        ...
