"""What the settings show of the connections to Facebook and Omni. Frozen; tokens in them never show."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from desktop.clients.secret import Secret


class NamesSeen(StrEnum):
    """Whether comments come with the names of strangers (graph_api.md §1.8)."""

    SEEN = "seen"
    HIDDEN = "hidden"
    UNTRIED = "untried"
    """There is no stranger's comment on the page's newest lives and posts to try it on."""


class Granted(StrEnum):
    """Whether a right is there."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    """Facebook tells nobody, and trying it would change something."""


@dataclass(frozen=True, slots=True)
class PermissionRow:
    """A right: Facebook's word for it, a title for sellers, and what a live is like without it."""

    scope: str
    title: str
    granted: Granted
    without: str
    is_needed: bool


@dataclass(frozen=True, slots=True)
class PageAccess:
    """A page and what opens it; `app_id` and `app_secret` where its app signs the calls."""

    id: str
    name: str
    token: Secret
    app_id: str | None = None
    app_secret: Secret | None = None


@dataclass(frozen=True, slots=True)
class PageCheck:
    """What was found out about a page's token. Times are UTC ms.

    `expires_at` None is never or unknown (`knows_expiry`). `other_page` names the page that is connected, or
    whose campaigns stand here, where that is another one; `notes` are sentences that staff should read.
    """

    access: PageAccess = field(repr=False)
    page_id: str
    page_name: str
    permissions: tuple[PermissionRow, ...]
    names: NamesSeen
    expires_at: int | None = None
    knows_expiry: bool = False
    is_expiring: bool = False
    other_page: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_enough(self) -> bool:
        """Whether a live can be read."""
        return all(row.granted is not Granted.NO for row in self.permissions if row.is_needed)


@dataclass(frozen=True, slots=True)
class PageOption:
    """One of the pages that a user's token opens."""

    access: PageAccess = field(repr=False)
    page_id: str
    page_name: str


@dataclass(frozen=True, slots=True)
class PageChoice:
    """A user's token opens several pages: staff say which one is meant."""

    options: tuple[PageOption, ...]


@dataclass(frozen=True, slots=True)
class OmniAccess:
    """A shop in Omni and what opens it."""

    shop: str
    token: Secret


@dataclass(frozen=True, slots=True)
class OmniCheck:
    """An Omni token that works, and whose shop it opens."""

    shop: str
    access: OmniAccess = field(repr=False)


@dataclass(frozen=True, slots=True)
class PageLink:
    """The page that is connected; `connected_at` UTC ms."""

    id: str
    name: str
    connected_at: int | None = None


@dataclass(frozen=True, slots=True)
class ConnectionState:
    """What is connected; None where nothing is."""

    page: PageLink | None = None
    omni_shop: str | None = None


@dataclass(frozen=True, slots=True)
class Connected:
    """A connection was made, renewed or ended: all that is open from now on, None where nothing is."""

    page: PageAccess | None = None
    omni: OmniAccess | None = None
