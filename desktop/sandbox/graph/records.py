"""What the stand-in page is made of: frozen records that know their own state at a given time.

Times are UTC seconds of the sandbox clock. Must not know of tokens, requests or JSON.
"""

from __future__ import annotations

from dataclasses import dataclass

READ_STATUSES = (
    "LIVE",
    "LIVE_STOPPED",
    "PROCESSING",
    "SCHEDULED_CANCELED",
    "SCHEDULED_EXPIRED",
    "SCHEDULED_LIVE",
    "SCHEDULED_UNPUBLISHED",
    "UNPUBLISHED",
    "VOD",
)
BEFORE_START = frozenset(
    status for status in READ_STATUSES if "SCHEDULED" in status or status == "UNPUBLISHED"
)
AFTER_END = (("LIVE_STOPPED", 0.0), ("PROCESSING", 10.0), ("VOD", 40.0))


@dataclass(frozen=True, slots=True)
class Person:
    """Who writes: a viewer, or the page itself."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Live:
    """A broadcast. `phases` are (time, status) in order of time; the last one begun is the status.

    `id` is the LiveVideo, `video_id` the recording under the permalink: never the same (§1.1).
    `started_at` is None until it goes on air; `duration` (seconds, None: until somebody ends it) is how
    long it then lasts.
    """

    id: str
    video_id: str
    title: str
    created_at: float
    started_at: float | None
    phases: tuple[tuple[float, str], ...]
    duration: float | None = None

    def status(self, now: float) -> str:
        """The read status at that time (§1.2)."""
        return next(status for begin, status in reversed(self.phases) if begin <= now)

    def air_time(self, now: float) -> float:
        """Seconds on air so far; it stops growing at the end."""
        if self.started_at is None:
            return 0.0
        ends = [begin for begin, status in self.phases if begin >= self.started_at and status != "LIVE"]
        return max(0.0, min([now, *ends]) - self.started_at)


def natural_phases(start: float, duration: float | None) -> tuple[tuple[float, str], ...]:
    """The life of a broadcast that nobody interferes with: on air, stopped, processing, recording (§1.2)."""
    if duration is None:
        return ((start, "LIVE"),)
    end = start + duration
    return ((start, "LIVE"), *((end + wait, status) for status, wait in AFTER_END))


@dataclass(frozen=True, slots=True)
class Post:
    """A post on the page; `id` has the form {page}_{post}. Unpublished, it stands in no list."""

    id: str
    message: str
    created_at: float
    is_published: bool = True

    @property
    def number(self) -> str:
        """The second part of the id, with which its comments' ids and its address begin."""
        return self.id.rpartition("_")[2]


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment or a reply. `shown_at` is when Facebook first gives it out, not before `created_at`.

    `object_id` is the live or the post that it stands under.
    """

    id: str
    object_id: str
    message: str
    author: Person | None
    created_at: float
    shown_at: float
    parent: str | None = None
    low_quality: bool = False
    edited_at: float | None = None
    edited_message: str | None = None
    hidden_at: float | None = None
    deleted_at: float | None = None

    def visible(self, now: float) -> bool:
        """Whether the page can read it at that time; hidden ones stay visible to the page (§2.2)."""
        return self.shown_at <= now and (self.deleted_at is None or now < self.deleted_at)

    def text(self, now: float) -> str:
        """The message as it reads at that time."""
        if self.edited_at is not None and self.edited_at <= now:
            return self.edited_message or ""
        return self.message

    def is_hidden(self, now: float) -> bool:
        """Whether the page has hidden it from the public by that time."""
        return self.hidden_at is not None and self.hidden_at <= now
