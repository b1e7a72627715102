"""What the sidebar needs of the services behind it. No widget and no rule here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from desktop.services.buyer_rows import (
    BuyerView,
    Found,
    ManualDone,
    ManualDraft,
    ManualOrder,
    OfferedVariant,
    WishedLine,
)
from desktop.services.live_rows import ChangeSet


class BuyerDesk(Protocol):
    """The desk of the buyers of one campaign. Every coroutine may raise one of `live.desk.FAULTS`.

    Edits carry what the editor saw (`seen`) and return a sentence, empty where there is nothing to say.
    """

    async def buyer_of(self, comment_id: str) -> int | None:
        """Who wrote a comment; None where nobody is known."""
        ...

    async def view(self, buyer: int) -> BuyerView:
        """All that is shown of a buyer."""
        ...

    async def stamp(self, buyer: int) -> object:
        """Equals `BuyerView.stamp` as long as nothing shown has changed."""
        ...

    async def find(self, text: str) -> Sequence[Found]:
        """What is found by this text, grouped by kind."""
        ...

    async def offered(self) -> Sequence[OfferedVariant]:
        """What may be put into a cart."""
        ...

    async def set_quantity(self, line: int, seen: int, quantity: int) -> str:
        """Give a line another quantity."""
        ...

    async def remove_line(self, line: int) -> str:
        """Take a line out."""
        ...

    async def add_product(self, buyer: int, wish: WishedLine) -> str:
        """Put a product into the cart."""
        ...

    async def serve_line(self, line: int) -> str:
        """Give a waiting line its units."""
        ...

    async def choose_variant(self, line: int, sku: str) -> str:
        """Say which variant an open line is."""
        ...

    async def set_phone(self, buyer: int, seen: str | None, text: str) -> str:
        """Set the phone."""
        ...

    async def set_name(self, buyer: int, seen: str | None, text: str) -> str:
        """Name a buyer whose name is hidden."""
        ...

    async def set_address(self, order: int, seen: str | None, text: str) -> str:
        """Set the delivery address of a cart."""
        ...

    async def set_note(self, order: int, seen: str | None, text: str) -> str:
        """Set the note of a cart."""
        ...

    async def confirm(self, order: int) -> str:
        """Confirm a cart."""
        ...

    async def unconfirm(self, order: int) -> str:
        """Take a confirmation back."""
        ...

    async def cancel_cart(self, buyer: int, order: int | None) -> str:
        """Cancel the open cart and what waits beside it."""
        ...

    async def draft(self, comment_id: str | None = None, buyer: int | None = None) -> ManualDraft:
        """What a manual order begins with."""
        ...

    async def make_order(self, order: ManualOrder) -> ManualDone:
        """Make a manual order; raises ShortError where the waitlist may be asked for."""
        ...

    def subscribe(self, callback: Callable[[ChangeSet], None]) -> Callable[[], None]:
        """Call back after every commit, on the GUI thread; returns what ends that."""
        ...
