"""The lives of the shop's pages, as Facebook last told them. Must not decide which campaign is whose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peewee import fn

from desktop.storage.models import Comment, Live, Page
from desktop.storage.transaction import Transaction

GONE = "GONE"
"""The status, ours and not Facebook's, of a live that was on the air and is in the page's list no more."""


@dataclass(frozen=True, slots=True)
class LiveRecord:
    """A live of `page`; `status` is Facebook's word, times are UTC ms by Facebook's clock.

    `video` is the id that addresses on facebook.com carry; `synced_at` is by the computer's clock.
    """

    id: str
    page: str
    video: str | None
    title: str
    status: str
    created_at: int | None
    started_at: int | None
    synced_at: int

    @property
    def is_on_air(self) -> bool:
        """Whether Facebook said that it is running."""
        return self.status == "LIVE"

    @property
    def is_over(self) -> bool:
        """Whether it has ended, or will never be."""
        return self.status in _OVER


_OVER = frozenset(
    {"LIVE_STOPPED", "PROCESSING", "VOD", "SCHEDULED_CANCELED", "SCHEDULED_EXPIRED", GONE},
)
_COLUMNS = (
    Live.id,
    Live.page,
    Live.video,
    Live.title,
    Live.status,
    Live.created_at,
    Live.started_at,
    Live.synced_at,
)


def of_page(tx: Transaction, page: str | None = None) -> list[LiveRecord]:
    """The lives of a page (None: of all), the newest first."""
    began = fn.COALESCE(Live.started_at, Live.created_at, Live.synced_at)
    query = Live.select(*_COLUMNS).order_by(began.desc(), Live.id.desc())
    if page is not None:
        query = query.where(Live.page == page)
    return [LiveRecord(*row) for row in tx.rows(query)]


def get(tx: Transaction, live_id: str) -> LiveRecord | None:
    """One live by the id that takes its comments."""
    row = tx.row(Live.select(*_COLUMNS).where(Live.id == live_id))
    return LiveRecord(*row) if row else None


def keep(tx: Transaction, live: LiveRecord) -> None:
    """Store what Facebook tells of a live now; what it does not tell stays as it was told before."""
    told = {"page": live.page, "status": live.status, "synced_at": live.synced_at}
    optional = {
        "video": live.video,
        "title": live.title or None,
        "created_at": live.created_at,
        "started_at": live.started_at,
    }
    told |= {name: value for name, value in optional.items() if value is not None}
    if not tx.changed(Live.update(**told).where(Live.id == live.id)):
        tx.execute(Live.insert(**({"id": live.id, "title": ""} | told)))


def mark_gone(tx: Transaction, page: str, told: Sequence[str], now: int, *, is_whole: bool) -> None:
    """The lives on the air that are not among the ids `told`: the page has them no more.

    Announced ones too where `told` is the whole list (`is_whole`), and not its newest part only.
    """
    missing = (Live.page == page) & Live.id.not_in(sorted(told))
    is_open = Live.status.not_in(sorted(_OVER)) if is_whole else Live.status == "LIVE"
    tx.execute(Live.update(status=GONE, synced_at=now).where(missing, is_open))


def was_read(tx: Transaction, live: LiveRecord) -> bool:
    """Whether comments of this live are stored, of whatever campaign.

    Told by the form {video}_{comment} of their ids (graph_api.md §1.1), which nobody promises: for the list
    only, never for a decision.
    """
    prefix = f"{live.video or live.id}_"
    mine = (Comment.id >= prefix) & (Comment.id < prefix[:-1] + "`")
    return tx.row(Comment.select(Comment.sequence).where(mine).limit(1)) is not None


def page_name(tx: Transaction, page: str) -> str:
    """The name of a page that was connected; empty where it is not known."""
    return tx.scalar(Page.select(Page.name).where(Page.id == page)) or ""
