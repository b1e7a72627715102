"""Which live a waiting campaign belongs to: the rule, and the storing of what Facebook tells of the lives.

Plain functions `fn(tx, …)`, one transaction each, safe to run again. A waiting campaign binds to the first
live of its page that starts after it was saved, the one that waits longest first; an announced live has not
started, a live that ran before is never bound by itself (issue "Going live", point 2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.storage import campaigns, lives
from desktop.storage.lives import LiveRecord
from desktop.storage.transaction import Transaction

UNSURE = 2_000
"""Facebook tells whole seconds, and its clock is known to a second only: within so many milliseconds times do
not say what came first; then it counts whether the live was seen on the air before the campaign was saved."""


@dataclass(frozen=True, slots=True)
class OnAir:
    """A live that is running. `began` and `seen_at` (first seen running) are by the computer's clock.

    `started_at` is by Facebook's, None where it tells none; what came before it is not captured.
    """

    live_id: str
    began: int
    seen_at: int
    started_at: int | None = None

    def started_after(self, saved_at: int) -> bool:
        """Whether it started after a campaign was saved."""
        if abs(self.began - saved_at) < UNSURE:
            return self.seen_at > saved_at
        return self.began > saved_at


@dataclass(frozen=True, slots=True)
class Taken:
    """What an answer of Facebook came to: the campaigns bound to lives, and when lives were seen first."""

    bound: tuple[tuple[int, str], ...]
    seen: Mapping[str, int]


def take_lives(
    tx: Transaction,
    page: str,
    told: Sequence[LiveRecord],
    seen: Mapping[str, int],
    now: int,
    ahead: int,
    is_whole: bool = True,
) -> Taken:
    """Store the page's lives as told `now`, and bind the campaigns that wait for one.

    `seen` is what `Taken.seen` was the last time, `ahead` Facebook's clock less the computer's, in ms;
    `is_whole`: `told` is the whole list; without, it is the newest part and all that are on the air.
    """
    before = {live.id: live for live in lives.of_page(tx, page)}
    told = [_by_known_id(live, before) for live in told]
    on_air = []
    for live in told:
        lives.keep(tx, live)
        if live.is_on_air:
            on_air.append(_sighting(live, before.get(live.id), seen, now, ahead))
    lives.mark_gone(tx, page, [live.id for live in told], now, is_whole=is_whole)
    bound = bind_waiting(tx, page, on_air)
    return Taken(tuple(bound), {live.live_id: live.seen_at for live in on_air})


def _by_known_id(live: LiveRecord, before: Mapping[str, LiveRecord]) -> LiveRecord:
    """The list of videos, asked where that of lives is refused, has the video's id (graph_api.md §1.3)."""
    known = next((known for known in before.values() if known.video == live.id), None)
    return replace(live, id=known.id) if known is not None else live


def _sighting(
    live: LiveRecord, before: LiveRecord | None, seen: Mapping[str, int], now: int, ahead: int
) -> OnAir:
    """A just started live may lack its start (graph_api.md §1.2): then what was seen of it stands in."""
    was_on_air = before is not None and before.is_on_air
    seen_at = seen.get(live.id) or (before.synced_at if before is not None and was_on_air else now)
    was_watched = before is not None and not was_on_air
    told = live.started_at or (None if was_watched else live.created_at)
    began = seen_at if told is None else told - ahead
    return OnAir(live.id, began, seen_at, live.started_at or live.created_at)


def bind_waiting(tx: Transaction, page: str, on_air: Sequence[OnAir]) -> list[tuple[int, str]]:
    """Bind each campaign of this page that waits, the longest first, to the first live that started after it.

    A campaign saved before any page was connected takes the first page that comes. A live has one campaign,
    which the database itself keeps. Answers (campaign, live).
    """
    bound: list[tuple[int, str]] = []
    free = sorted(on_air, key=lambda live: (live.began, live.seen_at, live.live_id))
    for campaign in campaigns.waiting(tx):
        if campaign.page_id not in (None, page):
            continue
        for live in [live for live in free if live.started_after(campaign.created_at)]:
            free.remove(live)
            if campaigns.bind(tx, campaign.id, live.live_id, live.started_at, page):
                bound.append((campaign.id, live.live_id))
                break
    return bound
