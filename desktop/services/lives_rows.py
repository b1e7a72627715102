"""What the list of campaigns and lives shows, as frozen rows, and the events about them; nothing else.

Times are UTC milliseconds. Sentences are Vietnamese, for staff.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Section(StrEnum):
    """Where a row stands in the list, in this order."""

    RUNNING = "running"
    WAITING = "waiting"
    ENDED = "ended"
    UNCLAIMED = "unclaimed"
    """Lives on Facebook, not on the air, that have no campaign."""


class RowState(StrEnum):
    """How a campaign, or a live without one, does."""

    LIVE = "live"
    """On the air."""
    OFF_AIR = "off_air"
    """Its live is over; the campaign is open still."""
    OPEN = "open"
    """Bound to a post, or to a live of which Facebook has told nothing yet."""
    WAITING = "waiting"
    ENDED = "ended"
    SCHEDULED = "scheduled"
    """A live that is announced or made, and has not started."""
    OVER = "over"
    """A live without campaign that has ended."""


class RowAction(StrEnum):
    """What may be done with a row; the first of its `actions` is what Enter does."""

    OPEN = "open"
    CONFIGURE = "configure"
    COPY = "copy"
    BIND = "bind"
    """Bind one of the row's `choices`."""
    GO_ON = "go_on"
    """Go on in the live of the row's first choice (*Gắn tiếp*)."""
    END = "end"
    REOPEN = "reopen"
    DELETE = "delete"
    CREATE = "create"
    """A campaign for this live."""
    CONNECT = "connect"
    """Connect the page that this row belongs to."""


@dataclass(frozen=True, slots=True)
class BindChoice:
    """A campaign and a live that may be bound; `label` names the one that the row is not."""

    campaign_id: int
    live_id: str
    label: str


@dataclass(frozen=True, slots=True)
class LifeRow:
    """A campaign, or a live without one (`campaign_id` None).

    `at` is when it started, was saved (waiting) or ended; `note` says what is to know or to do, and asks for
    attention where `is_urgent`.
    """

    section: Section
    state: RowState
    campaign_id: int | None
    live_id: str | None
    name: str
    live_title: str = ""
    at: int | None = None
    comments: int = 0
    orders: int = 0
    products: int = 0
    is_paused: bool = False
    is_post: bool = False
    note: str = ""
    is_urgent: bool = False
    actions: tuple[RowAction, ...] = ()
    choices: tuple[BindChoice, ...] = ()

    @property
    def key(self) -> str:
        """What the row is known by while it changes."""
        return f"c{self.campaign_id}" if self.campaign_id is not None else f"l{self.live_id}"


@dataclass(frozen=True, slots=True)
class ConnectedPage:
    """The page whose token is in use."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class LivesList:
    """The whole list. `synced_at` is when Facebook told the lives last, None for never.

    `trouble` is the sentence about the last *Đồng bộ* that failed, "" where it went well; `asks_token` tells
    that another token of the page would help.
    """

    rows: tuple[LifeRow, ...] = field(default=())
    page: ConnectedPage | None = None
    synced_at: int | None = None
    trouble: str = ""
    asks_token: bool = False


@dataclass(frozen=True, slots=True)
class CampaignBound:
    """From now on this campaign reads this live: bound, bound anew, or opened again."""

    campaign: int
    live_id: str


@dataclass(frozen=True, slots=True)
class CampaignEnded:
    """Staff ended this campaign: its comments are read no more."""

    campaign: int


@dataclass(frozen=True, slots=True)
class LivesChanged:
    """The list of campaigns and lives may look different now. Published by whoever changes one too."""
