"""What the sidebar and the search show, as frozen rows. Nothing is computed here but sums.

Times are UTC milliseconds, money is đồng, quantities are units.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.capture.outcome import Outcome
from desktop.domain.orders import OPEN_CART, OrderStatus
from desktop.domain.stock import LineState
from desktop.services.live_rows import DeskError


@dataclass(frozen=True, slots=True)
class BuyerComment:
    """A comment of the buyer in this campaign; `badge` is the worded result, empty where none came."""

    comment_id: str
    created_at: int
    message: str
    outcome: Outcome
    badge: str


@dataclass(frozen=True, slots=True)
class VariantChoice:
    """A SKU that an open line may be; `remaining` None: no limit."""

    sku: str
    label: str
    remaining: int | None


@dataclass(frozen=True, slots=True)
class CartLine:
    """A line of an order, or one that waits. `picture` is a file's path.

    `hold_until` is until when a HELD line waits for a phone, `place` the place of a WAITLISTED one, from 1;
    `choices` what an OPEN line may be. Price is for one unit.
    """

    line: int
    keyword: str
    sku: str | None
    product: str
    variant: str
    quantity: int
    price: int
    state: LineState
    picture: str | None = None
    hold_until: int | None = None
    place: int | None = None
    choices: tuple[VariantChoice, ...] = ()

    @property
    def total(self) -> int:
        """What the line costs."""
        return self.quantity * self.price

    @property
    def waits(self) -> bool:
        """Whether it is not in the order yet."""
        return self.state in (LineState.OPEN, LineState.HELD, LineState.LAPSED, LineState.WAITLISTED)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A change of an order, worded; `staff` None: the program itself."""

    at: int
    staff: str | None
    text: str


@dataclass(frozen=True, slots=True)
class BuyersOrder:
    """An order of the buyer in this campaign, or (`order` None) lines that wait without a cart.

    `changes` is its history, newest first.
    """

    order: int | None
    code: str
    status: OrderStatus | None
    phone: str | None
    address: str | None
    note: str | None
    lines: tuple[CartLine, ...]
    changes: tuple[HistoryRow, ...] = ()

    @property
    def total(self) -> int:
        """The sum of what is in it; what waits is not counted."""
        return sum(line.total for line in self.lines if not line.waits)

    @property
    def is_open(self) -> bool:
        """Whether it can be edited (product.md §5)."""
        return self.status is None or self.status in OPEN_CART


@dataclass(frozen=True, slots=True)
class BuyerView:
    """All that the sidebar shows of one buyer.

    `cart` is the open one, `past` are the closed and cancelled ones of this campaign, newest first.
    `phone` is the cart's, or the one on file. `stamp` changes whenever something here does.
    """

    buyer: int
    name: str
    author_id: str | None
    running_number: int | None
    phone: str | None
    is_blocked: bool
    comments: tuple[BuyerComment, ...]
    comments_here: int
    comments_elsewhere: int
    orders_here: int
    orders_elsewhere: int
    cart: BuyersOrder | None
    past: tuple[BuyersOrder, ...]
    last_address: str | None
    stamp: object

    @property
    def waiting_lines(self) -> int:
        """How many lines wait for something."""
        return sum(line.waits for line in self.cart.lines) if self.cart else 0


@dataclass(frozen=True, slots=True)
class OfferedVariant:
    """A SKU that may be put into a cart. `keyword` is its first one; price in đồng."""

    keyword: str
    keywords: tuple[str, ...]
    sku: str
    product: str
    variant: str
    price: int


@dataclass(frozen=True, slots=True)
class WishedLine:
    """A line that staff ask for: one SKU, or several where the variant stays open."""

    keyword: str
    skus: tuple[str, ...]
    quantity: int


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line that the comment suggests for a manual order; `is_sure`: it was read without doubt."""

    keyword: str
    skus: tuple[str, ...]
    quantity: int
    is_sure: bool


@dataclass(frozen=True, slots=True)
class ManualDraft:
    """What the form of a manual order begins with; `warning` is a sentence, empty where there is none."""

    comment_id: str | None
    buyer: int | None
    name: str
    message: str
    phone: str
    lines: tuple[DraftLine, ...]
    warning: str = ""


@dataclass(frozen=True, slots=True)
class ManualOrder:
    """A manual order as staff ask for it (F3): for a comment, a known buyer, or a name with a phone.

    `to_waitlist`: what is short goes on the waitlist; otherwise nothing is made.
    """

    comment_id: str | None
    buyer: int | None
    name: str
    phone: str
    lines: tuple[WishedLine, ...]
    to_waitlist: bool = False


@dataclass(frozen=True, slots=True)
class ManualDone:
    """What came of a manual order: whose it is, and a sentence."""

    buyer: int
    sentence: str


class FoundKind(StrEnum):
    """What a search found, in the order the groups are shown."""

    BUYER = "buyer"
    ORDER = "order"
    PRODUCT = "product"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found. `key` is the SKU or the comment's id, `buyer` whom to open, where there is one."""

    kind: FoundKind
    key: str
    title: str
    detail: str
    buyer: int | None = None


class ShortError(DeskError):
    """There is not enough; the same may be asked again with the waitlist (product.md §3)."""


class ConflictError(DeskError):
    """What was to be changed has been changed meanwhile; the sentence says to what."""
