"""What the live screen needs of the services behind it. No widget and no rule here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from desktop.services.live_rows import (
    CampaignRow,
    ChangeSet,
    FeedRow,
    Holding,
    KeywordAnswer,
    OpenSaleAnswer,
    ProductRow,
    SourceStatus,
    UndoOffer,
)


class LiveDesk(Protocol):
    """The desk of one campaign. Every coroutine may raise one of `FAULTS`."""

    async def campaign(self) -> CampaignRow:
        """The campaign on show."""
        ...

    async def feed_rows(
        self, after_sequence: int | None = None, ids: Collection[str] = ()
    ) -> Sequence[FeedRow]:
        """Comments of these `ids`; without ids all with a `sequence` above `after_sequence` (None: all)."""
        ...

    async def product_rows(self) -> Sequence[ProductRow]:
        """All products of the campaign, in the order of its script."""
        ...

    async def set_open_sale(self, sku: str, quantity: int | None) -> OpenSaleAnswer:
        """Set the open sale, None for no limit; answers what is in force after the commit."""
        ...

    async def accept(self, comment_id: str) -> str:
        """Accept what a comment suggests, or carry its refusal out; the sentence that says what came."""
        ...

    async def refusal(self, comment_id: str) -> str:
        """What accepting this refusal would give up, one sentence; nothing is changed."""
        ...

    async def add_keyword(self, sku: str, text: str) -> KeywordAnswer:
        """Let a keyword mean this product from now on; what it offers of the last ten minutes."""
        ...

    async def offer(self, line: int) -> str:
        """Serve the waiter of this line, whoever stands before them; the sentence that says what came."""
        ...

    async def undo(self) -> str:
        """Take back what was done last; the sentence that says so."""
        ...

    def watch_undo(self, callback: Callable[[UndoOffer | None], None]) -> Callable[[], None]:
        """Call back with what can be taken back whenever that changes; returns what ends that."""
        ...

    def forget_undo(self) -> None:
        """The offer to take back has stood long enough."""
        ...

    async def set_paused(self, paused: bool) -> int:
        """Pause capture or let it go on; how many comments of the pause are offered now."""
        ...

    async def set_open_product(self, sku: str, is_open: bool) -> None:
        """Open or close a product for sale."""
        ...

    async def set_on_air(self, sku: str | None) -> None:
        """Say which product is being shown; None: none is."""
        ...

    async def holding(self, sku: str) -> Holding:
        """Who holds a product, and who waits for it."""
        ...

    def source_status(self) -> SourceStatus:
        """How the comment source does now."""
        ...

    def subscribe(self, callback: Callable[[ChangeSet], None]) -> Callable[[], None]:
        """Call back after every commit, on the GUI thread; returns what ends that."""
        ...
