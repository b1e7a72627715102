"""Whether what is read still goes on: a live is asked now and then and believed only by its status
(graph_api.md §1.7), a post has no end.

Must not conclude anything from silence.
"""

from __future__ import annotations

import logging
import math
from typing import Protocol

from desktop.clients.clock import Clock
from desktop.clients.graph.client import GraphClient, LiveVideo
from desktop.clients.graph.errors import ErrorKind, GraphError
from desktop.clients.graph.reading import Pace
from desktop.clients.http import HttpError

log = logging.getLogger(__name__)


class Watch(Protocol):
    """Tells the comment source when what it reads is over."""

    @property
    def live(self) -> LiveVideo | None:
        """The live as last seen; None before the first answer, and always where there is none."""

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""

    @property
    def is_closing(self) -> bool:
        """Whether it has been over so long that no late comment can be outstanding."""

    async def look(self, *, is_active: bool) -> None:
        """Ask anew where that is due. Raises GraphError of a rate limit."""


class NoWatch:
    """A post: there is nothing to ask for, and no end."""

    live: LiveVideo | None = None
    is_over = False
    is_closing = False

    async def look(self, *, is_active: bool) -> None:
        """Ask nothing."""


class LiveWatch:
    """The live as last seen (`live`, None before the first answer), and since when it is over."""

    def __init__(self, client: GraphClient, live_id: str, pace: Pace, clock: Clock) -> None:
        self.live: LiveVideo | None = None
        self._client, self._live_id, self._pace, self._clock = client, live_id, pace, clock
        self._looked_at = -math.inf
        self._over_since: float | None = None

    @property
    def is_over(self) -> bool:
        """Whether the live has ended."""
        return self._over_since is not None

    @property
    def is_closing(self) -> bool:
        """Whether it has been over so long that no late comment can be outstanding."""
        over = self._over_since
        return over is not None and self._clock.monotonic() - over >= self._pace.end_grace

    async def look(self, *, is_active: bool) -> None:
        """Ask for the live's state where that is due; always once more when the live seems to close.

        Raises GraphError of a rate limit, for asking on would extend it. Every other failure is let pass: the
        comments are asked next and tell it better, or may be read all the same.
        """
        pause = self._pace.look_busy if is_active else self._pace.look_quiet
        if not self.is_closing and self._clock.monotonic() - self._looked_at < pause:
            return
        self._looked_at = self._clock.monotonic()
        try:
            self._see(await self._client.live_video(self._live_id))
        except (GraphError, HttpError) as error:
            if isinstance(error, GraphError) and error.kind is ErrorKind.THROTTLE:
                raise
            log.info("the state of the live could not be read: %s", error)

    def _see(self, live: LiveVideo) -> None:
        was_over_before_us = self.live is None and live.status == "VOD"
        self.live = live
        if not live.is_over:
            self._over_since = None
        elif self._over_since is None:
            self._over_since = -math.inf if was_over_before_us else self._clock.monotonic()
