"""What the comment source gives and how it is paced, as frozen types. Nothing is done here."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from desktop.clients.graph.errors import GraphError
from desktop.clients.graph.usage import Interval
from desktop.clients.http import Backoff, HttpError
from desktop.domain.comments import Comment


class Origin(StrEnum):
    """What the comments stand under: a live, which ends and is watched, or a post of the page."""

    LIVE = "live"
    POST = "post"


class ReadingState(StrEnum):
    """How the source is doing, by the words of the live screen."""

    CONNECTING = "connecting"
    READING = "reading"
    DELAYED = "delayed"
    """A passing failure, or more comments than one reading takes; it goes on by itself."""
    THROTTLED = "throttled"
    OFFLINE = "offline"
    """The network or Facebook is down."""
    RELOGIN = "relogin"
    """The token is dead: `use_token` with a new one."""
    FORBIDDEN = "forbidden"
    """Facebook refuses: a permission is missing, the live or post is unknown."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class SourceReading:
    """`lag_ms` is how long the last answer took, `last_answer_at` when it came (UTC milliseconds).

    `advice` is a Vietnamese sentence for staff, empty where there is nothing to say.
    """

    state: ReadingState
    lag_ms: int | None = None
    last_answer_at: int | None = None
    error: GraphError | HttpError | None = None
    advice: str = ""


@dataclass(frozen=True, slots=True)
class CommentBatch:
    """The new comments of one reading, by (created_time, id). `page_filled`: more are already there.

    Whoever takes it stores `watermark` (UTC milliseconds) only with the commit that stores the comments.
    """

    comments: tuple[Comment, ...]
    watermark: int
    page_filled: bool


@dataclass(frozen=True, slots=True)
class Pace:
    """Every time and measure of the source; seconds where nothing else is said.

    interval, backoff      between readings that went well, and after passing failures
    max_pages              the most pages of one reading
    first_look_back        where a reading without a watermark begins, before now
    active_for             how long the live or post counts as active after a new comment
    sweep_every            between looks for comments that show up late, at most (`watermark`)
    look_quiet, look_busy  between looks at the live's state, without and with new comments
    end_grace              how long after the end late comments are waited for
    relogin, relogin_later between tries with a dead token, at first and after `patience` of them
    refused                between tries after a refusal
    patience               failures in a row from which a trouble counts as lasting
    """

    interval: Interval = field(default_factory=Interval)
    backoff: Backoff = field(default_factory=Backoff)
    max_pages: int = 10
    first_look_back: float = 300.0
    active_for: float = 30.0
    sweep_every: float = 15.0
    look_quiet: float = 15.0
    look_busy: float = 60.0
    end_grace: float = 10.0
    relogin: float = 60.0
    relogin_later: float = 300.0
    refused: float = 60.0
    patience: int = 3


POST_PACE = Pace(interval=Interval(active=5.0, quiet=20.0))
"""The calmer pace of a post, whose comments come over days and share the page's limit with a live's."""
