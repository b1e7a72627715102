"""What the live screen shows, as frozen rows. Screens and services meet here; nothing is computed here.

Times are UTC milliseconds, money is đồng, quantities are units.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.domain.capture.outcome import Outcome, Span
from desktop.domain.errors import UserFault


class FeedFilter(StrEnum):
    """The chips over the feed (product.md §9). Each but the first stands for the outcomes it shows."""

    ALL = "all"
    ORDERED = "ordered"
    MISSING_PHONE = "missing_phone"
    OUT_OF_STOCK = "out_of_stock"
    SUGGESTED = "suggested"
    CANCEL = "cancel"
    QUESTION = "question"

    def passes(self, outcome: Outcome) -> bool:
        """Whether a comment of this outcome is shown."""
        return self is FeedFilter.ALL or outcome in _OUTCOMES[self]


_OUTCOMES = {
    FeedFilter.ORDERED: (Outcome.ORDERED, Outcome.PARTLY_ORDERED),
    FeedFilter.MISSING_PHONE: (Outcome.MISSING_PHONE,),
    FeedFilter.OUT_OF_STOCK: (Outcome.OUT_OF_STOCK,),
    FeedFilter.SUGGESTED: (Outcome.SUGGESTED,),
    FeedFilter.CANCEL: (Outcome.CANCEL_SUGGESTED,),
    FeedFilter.QUESTION: (Outcome.QUESTION,),
}


def filter_counts(by_outcome: Mapping[Outcome, int]) -> dict[FeedFilter, int]:
    """How many comments each chip shows, of the comments counted by outcome."""
    return {
        chip: sum(number for outcome, number in by_outcome.items() if chip.passes(outcome))
        for chip in FeedFilter
    }


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One comment in the feed. A change replaces the row with one of a higher `revision`.

    `badge` is the short result ("QL-000042 · A01×2"), `reason` the whole sentence for the tooltip;
    both are already worded. `sequence` is the order of arrival and never changes. `running_number` is the
    buyer's in this campaign (STT), as of the reading; `staff` who handled the comment by hand.
    """

    comment_id: str
    sequence: int
    revision: int
    buyer_name: str | None
    author_id: str | None
    created_at: int
    message: str
    spans: tuple[Span, ...]
    outcome: Outcome
    badge: str
    reason: str
    order_code: str | None = None
    is_own: bool = False
    running_number: int | None = None
    staff: str | None = None


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One product of the campaign in the product panel (product.md §9).

    `open_sale` None is no limit. `held` are units of `reserved` that wait for a phone number,
    `waiting` the units on the waitlist. `stock` is Omni's figure as of `stock_fetched_at`.
    `picture` is a file's path. `is_on_air`: one of its keywords is being shown (*đang lên sóng*).
    """

    sku: str
    keywords: tuple[str, ...]
    product: str
    variant: str
    price: int
    open_sale: int | None
    reserved: int
    sold: int
    held: int
    waiting: int
    stock: int | None
    stock_fetched_at: int | None
    tracked: bool
    is_open: bool
    picture: str | None
    is_on_air: bool = False

    @property
    def remaining(self) -> int | None:
        """`open_sale − reserved − sold`, never below zero; None where there is no limit (product.md §3)."""
        return None if self.open_sale is None else max(0, self.open_sale - self.reserved - self.sold)


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """The campaign at the head of the live screen. `live_status` is Facebook's word (`LIVE`, `VOD`, …).

    `counts` says how many comments each chip over the feed shows.
    """

    campaign_id: int
    name: str
    page_name: str
    live_status: str
    started_at: int | None
    comments: int
    orders: int
    is_paused: bool
    is_auto: bool
    counts: Mapping[FeedFilter, int] = field(default_factory=dict)


class SourceState(StrEnum):
    """How the comment source is doing."""

    CONNECTING = "connecting"
    READING = "reading"
    DELAYED = "delayed"
    THROTTLED = "throttled"
    OFFLINE = "offline"
    RELOGIN = "relogin"
    FORBIDDEN = "forbidden"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """The comment source: `lag` is the time of its last answer in milliseconds, `message` what to do."""

    state: SourceState
    lag: int | None = None
    last_answer_at: int | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What a commit changed, told to every screen after it (architecture.md §2). Holds ids, never rows.

    `write_lag` is the time from the arrival of the batch to the end of its commit, in milliseconds.
    `storage_fault` says why nothing can be stored now, "" when it can again. `campaign` is the one that the
    ids belong to; None: it may concern any (stock).
    """

    comments_added: tuple[str, ...] = ()
    comments_changed: tuple[str, ...] = ()
    products_changed: tuple[str, ...] = ()
    campaign_changed: bool = False
    source: SourceStatus | None = None
    write_lag: int | None = None
    storage_fault: str | None = None
    campaign: int | None = None

    def merged(self, later: ChangeSet) -> ChangeSet:
        """Both changes as one; ids stand once, in order of appearance, and the later status wins."""
        return ChangeSet(
            comments_added=_union(self.comments_added, later.comments_added),
            comments_changed=_union(self.comments_changed, later.comments_changed),
            products_changed=_union(self.products_changed, later.products_changed),
            campaign_changed=self.campaign_changed or later.campaign_changed,
            source=later.source or self.source,
            write_lag=self.write_lag if later.write_lag is None else later.write_lag,
            storage_fault=self.storage_fault if later.storage_fault is None else later.storage_fault,
        )


def _union(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(first + second))


@dataclass(frozen=True, slots=True)
class OpenSaleAnswer:
    """What setting an open sale came to: `open_sale` is in force (None: no limit).

    `clamped` tells that less was asked for than is held, `held` how many units that is (product.md §3).
    """

    sku: str
    open_sale: int | None
    clamped: bool
    held: int


@dataclass(frozen=True, slots=True)
class KeywordAnswer:
    """A keyword that was added: how many comments of the last ten minutes are offered as suggestions now.

    `is_risky`: it counts only at the beginning of a short comment (product.md §2.12).
    """

    keyword: str
    offered: int
    is_risky: bool


@dataclass(frozen=True, slots=True)
class HolderRow:
    """A buyer who holds units of a product: in the order `order_code`, or until `hold_until` (UTC ms).

    `is_closed`: the order is closed, the units are sold.
    """

    buyer_name: str
    quantity: int
    order_code: str | None
    hold_until: int | None
    is_closed: bool


@dataclass(frozen=True, slots=True)
class WaiterRow:
    """A buyer on the waitlist of a product, at `place` from 1; `line` is what an offer names."""

    place: int
    buyer_name: str
    quantity: int
    line: int = 0


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds a product and who waits for it, each first come first (product.md §9)."""

    sku: str
    holders: tuple[HolderRow, ...]
    waiters: tuple[WaiterRow, ...]


@dataclass(frozen=True, slots=True)
class UndoOffer:
    """What staff did last and can still take back, as a sentence without full stop (product.md §9)."""

    sentence: str


class DeskError(UserFault):
    """The desk could not do what was asked. Its text is one Vietnamese sentence for the user."""
