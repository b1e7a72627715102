"""Every campaign that runs is read, several lives at once: one reading and one desk for each.

It follows what is bound and leaves what is ended (CampaignBound, CampaignEnded), goes on with a new token
where it stopped, and at the end stops the input first (architecture.md §3). Must not bind or end by itself.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Coroutine
from typing import Any

from desktop.clients.graph.client import GraphClient, LiveVideo
from desktop.clients.graph.reading import Pace, ReadingState, SourceReading
from desktop.clients.secret import Secret
from desktop.domain.script import CampaignKind
from desktop.services.live import BeforeDeciding, Read, wall_clock
from desktop.services.live_desk import CampaignDesk
from desktop.services.live_reading import LiveReading
from desktop.services.lives_list import OTHER_PAGE
from desktop.services.lives_rows import CampaignBound, CampaignEnded, LivesChanged
from desktop.services.selling import Selling, load
from desktop.services.undo import UndoShelf
from desktop.storage import campaigns, lives
from desktop.storage.campaigns import CampaignRecord
from desktop.storage.database import Database
from desktop.storage.errors import StorageError
from desktop.storage.lives import LiveRecord
from desktop.storage.transaction import Transaction
from desktop.system.events import EventBus
from desktop.system.tasks import TaskSupervisor

NO_TOKEN = "Chưa kết nối trang Facebook nên chưa đọc được bình luận: vào Cài đặt, dán token của trang."
READ_AGAIN = 24 * 3_600_000
"""At the start a live that is over is read once more when it began no longer ago, in milliseconds."""
_WITHIN = 10.0


class Broadcasts:
    """The readings and desks of all campaigns, on the event loop's thread. Coroutines raise StorageError.

    `before_deciding` is the listeners' hook and may be set at any time, None for none. `undo_shelf` is the
    station's. `pace` is for tests.
    """

    def __init__(
        self,
        database: Database,
        bus: EventBus,
        tasks: TaskSupervisor,
        *,
        clock: Callable[[], int] = wall_clock,
        before_deciding: BeforeDeciding | None = None,
        staff: str | None = None,
        undo_shelf: UndoShelf | None = None,
        pace: Pace | None = None,
    ) -> None:
        self.before_deciding = before_deciding
        self._database, self._bus, self._tasks = database, bus, tasks
        self._clock, self._staff, self._pace = clock, staff, pace
        self._undo_shelf = undo_shelf or UndoShelf()
        self._client: GraphClient | None = None
        self._page_id: str | None = None
        self._desks: dict[int, CampaignDesk] = {}
        self._readings: dict[int, LiveReading] = {}
        self._tails: list[LiveReading] = []
        self._wanted: set[int] = set()
        self._one_at_a_time = asyncio.Lock()
        self._errands = itertools.count(1)
        self._ends: list[Callable[[], None]] = []

    @property
    def sellings(self) -> list[Selling]:
        """The campaigns that are being read now."""
        return [reading.selling for reading in self._readings.values() if reading.is_running]

    async def start(self) -> None:
        """Follow what runs, and from now on whatever is bound."""
        self._ends = [
            self._bus.subscribe(CampaignBound, lambda bound: self._do(self._take(bound.campaign))),
            self._bus.subscribe(CampaignEnded, lambda ended: self._do(self.leave(ended.campaign))),
        ]
        for campaign in await self._database.read(to_follow, self._clock()):
            await self.follow(campaign)

    async def use_client(self, client: GraphClient | None, page_id: str | None = None) -> None:
        """From now on read through this client, None through none; `page_id` is its token's page.

        Every reading goes on from where its last commit was. The client before may be closed afterwards.
        """
        async with self._one_at_a_time:
            await self._stop([*self._readings.values(), *self._tails])
            self._readings.clear()
            self._tails.clear()
            self._client, self._page_id = client, page_id
            for campaign in sorted(self._wanted):
                await self._follow(campaign)

    def use_token(self, token: Secret) -> None:
        """The same client goes on with a new token, at once, whatever its readings wait for."""
        if self._client is not None:
            self._client.use_token(token)
        for reading in (*self._readings.values(), *self._tails):
            reading.use_token(token)

    def set_staff(self, name: str | None) -> None:
        """Who is at the desk, for every campaign."""
        self._staff = name
        for desk in self._desks.values():
            desk.staff = name

    async def desk(self, campaign_id: int) -> CampaignDesk:
        """The desk of a campaign, always the same one."""
        if campaign_id not in self._desks:
            selling, page_name = await self._database.read(_at_desk, campaign_id)
            if campaign_id not in self._desks:  # Somebody else may have asked meanwhile.
                self._desks[campaign_id] = CampaignDesk(
                    self._database,
                    self._bus,
                    selling,
                    page_name=page_name,
                    staff=self._staff,
                    clock=self._clock,
                    undo_shelf=self._undo_shelf,
                )
        return self._desks[campaign_id]

    async def follow(self, campaign_id: int) -> CampaignDesk:
        """Read a campaign's live from now on, unless it is being read already; its desk.

        One that has no live yet, or was ended, has a desk and is not read.
        """
        async with self._one_at_a_time:
            self._wanted.add(campaign_id)
            await self._follow(campaign_id)
        return await self.desk(campaign_id)

    async def _take(self, campaign_id: int) -> None:
        """A live came to a campaign, whose desk may have been opened before."""
        desk = self._desks.get(campaign_id)
        if desk is not None:
            desk.renew(*await self._database.read(_at_desk, campaign_id))
        await self.follow(campaign_id)

    async def leave(self, campaign_id: int) -> None:
        """Read this campaign no more; the batch in hand is finished. Its desk stays."""
        async with self._one_at_a_time:
            self._wanted.discard(campaign_id)
            reading = self._readings.pop(campaign_id, None)
            if reading is not None:
                await self._stop([reading])

    async def shutdown(self) -> None:
        """Stop all input, with the batches in hand finished; what takes too long is cancelled."""
        for end in self._ends:
            end()
        self._ends = []
        async with self._one_at_a_time:
            await self._stop([*self._readings.values(), *self._tails])
            self._readings.clear()
            self._tails.clear()
            self._wanted.clear()

    async def _stop(self, readings: list[LiveReading]) -> None:
        """All at once, and then one deadline for all."""
        for reading in readings:
            reading.stop()
        await asyncio.gather(*(reading.ended(_WITHIN) for reading in readings))

    async def _follow(self, campaign_id: int) -> None:
        desk = await self.desk(campaign_id)
        record, selling = await self._database.read(_to_read, campaign_id)
        live_id, current = record.live_video_id, self._readings.get(campaign_id)
        if current is not None:
            if current.live_id == live_id and current.is_running and record.ended_at is None:
                return
            await self._put_aside(campaign_id, current)
        if live_id is None or record.ended_at is not None:
            return
        client, trouble = self._client, self._trouble(record)
        if client is None or trouble is not None:
            desk.show_source(trouble or _NO_TOKEN_READING)
            return
        reading = LiveReading(
            self._database,
            client,
            selling,
            live_id,
            record.watermark or None,
            desk,
            clock=self._clock,
            before_deciding=self._before,
            on_live=lambda live: self._do(self._note(record, live)),
            pace=self._pace,
        )
        self._readings[campaign_id] = reading
        reading.start(self._tasks)

    async def _put_aside(self, campaign_id: int, current: LiveReading) -> None:
        """A live that the campaign has left is read to its end beside the new one: nothing is lost."""
        del self._readings[campaign_id]
        self._tails = [tail for tail in self._tails if tail.is_running]
        if current.is_running:
            current.become_tail()
            self._tails.append(current)
        else:
            await self._stop([current])

    def _trouble(self, record: CampaignRecord) -> SourceReading | None:
        """Another page's token reads a live without names, if at all (graph_api.md §1.8)."""
        if self._client is None:
            return _NO_TOKEN_READING
        if None in (self._page_id, record.page_id) or self._page_id == record.page_id:
            return None
        return SourceReading(ReadingState.FORBIDDEN, advice=OTHER_PAGE)

    async def _before(self, selling: Selling, read: Read) -> None:
        if self.before_deciding is not None:
            await self.before_deciding(selling, read)

    async def _note(self, record: CampaignRecord, live: LiveVideo) -> None:
        """What the reading learnt of its live is shown in the list too."""
        await self._database.write(note_live, record.page_id or "", live)
        self._bus.publish(LivesChanged())

    def _do(self, errand: Coroutine[Any, Any, Any]) -> None:
        self._tasks.spawn(f"broadcasts {next(self._errands)}", self._told(errand))

    async def _told(self, errand: Coroutine[Any, Any, Any]) -> None:
        """Nobody awaits these errands: what the database refuses is said on every campaign's screen."""
        try:
            await errand
        except StorageError as error:
            for desk in self._desks.values():
                desk.show_fault(str(error))


_NO_TOKEN_READING = SourceReading(ReadingState.RELOGIN, advice=NO_TOKEN)


def _at_desk(tx: Transaction, campaign_id: int) -> tuple[Selling, str]:
    selling = load(tx, campaign_id)
    return selling, lives.page_name(tx, selling.page)


def _to_read(tx: Transaction, campaign_id: int) -> tuple[CampaignRecord, Selling]:
    return campaigns.get(tx, campaign_id), load(tx, campaign_id)


def to_follow(tx: Transaction, now: int) -> list[int]:
    """The campaigns to read at the start: all that run, but for lives that were over long ago."""
    return [record.id for record in campaigns.running(tx) if not _is_long_over(tx, record, now)]


def _is_long_over(tx: Transaction, record: CampaignRecord, now: int) -> bool:
    if record.kind == CampaignKind.SALES_POST:
        return False
    live = lives.get(tx, record.live_video_id or "")
    began = (live and live.started_at) or record.started_at or record.created_at
    return live is not None and live.is_over and now - began > READ_AGAIN


def note_live(tx: Transaction, page: str, live: LiveVideo) -> None:
    """Store how a live does, as its reading was told; that is no *Đồng bộ* of the page's list."""
    known = lives.get(tx, live.id)
    synced_at = known.synced_at if known is not None else 0
    lives.keep(
        tx,
        LiveRecord(
            live.id,
            known.page if known is not None else page,
            live.video_id,
            live.title,
            live.status,
            live.created_at,
            live.started_at,
            synced_at,
        ),
    )
