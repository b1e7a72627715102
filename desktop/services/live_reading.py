"""One live or post being read into its campaign: source, listener, clock, and the desk that shows them.

Must not know of other lives, and not decide when to begin or to end.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import replace

from desktop.clients.graph.client import GraphClient, LiveVideo
from desktop.clients.graph.comment_source import CommentSource
from desktop.clients.graph.reading import CommentBatch, Pace, SourceReading
from desktop.clients.secret import Secret
from desktop.services.listening import origin_of
from desktop.services.live import BeforeDeciding, LiveListener
from desktop.services.live_desk import CampaignDesk
from desktop.services.selling import Selling
from desktop.storage.database import Database
from desktop.system.tasks import TaskSupervisor

FAILED = "Quầy đã ngừng nhận bình luận vì lỗi không ngờ: mở lại Quầy Live để đọc tiếp, không sót."


class LiveReading:
    """Reads `live_id` into `selling` from `watermark` (UTC ms, None: from its start), until it is over.

    `on_live` gets the live whenever its state or start has changed; `pace` None is the source's own.
    """

    def __init__(
        self,
        database: Database,
        client: GraphClient,
        selling: Selling,
        live_id: str,
        watermark: int | None,
        desk: CampaignDesk,
        *,
        clock: Callable[[], int],
        before_deciding: BeforeDeciding,
        on_live: Callable[[LiveVideo], None],
        pace: Pace | None = None,
    ) -> None:
        self.live_id, self._desk, self._on_live = live_id, desk, on_live
        self._is_tail = False
        self._told: tuple[str, int | None] | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._source = CommentSource(
            client,
            live_id,
            origin=origin_of(selling.script.kind),
            watermark=watermark,
            from_start=True,
            pace=pace,
        )
        self._listener = LiveListener(
            database,
            selling,
            self._batches(),
            on_handled=desk.show_handled,
            on_fault=desk.show_fault,
            clock=clock,
            before_deciding=before_deciding,
        )

    @property
    def selling(self) -> Selling:
        """The campaign by the revision that is read by."""
        return self._listener.selling

    @property
    def is_running(self) -> bool:
        """Whether comments are being read; False once the live is over and read to its end."""
        return bool(self._tasks) and not self._tasks[0].done()

    def start(self, tasks: TaskSupervisor) -> None:
        """Begin, as the tasks `live N` and `holds N` of campaign N."""
        campaign = self.selling.campaign
        end_following = self._source.on_status(self._follow)
        reading = tasks.spawn(f"live {campaign}", self._listener.run())
        reading.add_done_callback(self._tell_failure)
        reading.add_done_callback(lambda _: end_following())
        self._tasks = [reading, tasks.spawn(f"holds {campaign}", self._listener.keep_time())]

    def use_token(self, token: Secret) -> None:
        """Go on with a new token at once."""
        self._source.use_token(token)

    def become_tail(self) -> None:
        """The campaign goes on in another live: read this one to its end, moving no watermark.

        It gives up its task names and shows nothing any more but the comments.
        """
        self._is_tail = True
        reading, holds = self._tasks
        holds.cancel()
        reading.set_name(f"tail of {reading.get_name()}: {self.live_id}")
        holds.set_name(f"tail of {holds.get_name()}: {self.live_id}")

    def stop(self) -> None:
        """Read no more; the batch in hand is finished."""
        self._listener.stop()

    async def ended(self, within: float) -> None:
        """Wait for the end after `stop`, at most so many seconds; what still runs then is cancelled."""
        running = [task for task in self._tasks if not task.done()]
        if running:
            _, stuck = await asyncio.wait(running, timeout=within)
            for task in stuck:
                task.cancel()
            await asyncio.gather(*stuck, return_exceptions=True)

    async def _batches(self) -> AsyncGenerator[CommentBatch, None]:
        async with aclosing(self._source.batches()) as batches:
            async for batch in batches:
                yield replace(batch, watermark=0) if self._is_tail else batch

    def _follow(self, reading: SourceReading) -> None:
        if self._is_tail:
            return
        self._desk.show_source(reading)
        live = self._source.live
        if live is None:
            return
        self._desk.show_live(live.status, live.started_at)
        if self._told != (live.status, live.started_at):
            self._told = (live.status, live.started_at)
            self._on_live(live)

    def _tell_failure(self, reading: asyncio.Task[None]) -> None:
        """A reader that died of a bug of ours must not look like a quiet live."""
        if not reading.cancelled() and reading.exception() is not None:
            self._desk.show_fault(FAILED)
