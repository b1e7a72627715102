"""What the list of campaigns and lives asks for and does: *Đồng bộ*, binding, ending (product.md §1).

What a person decides stands beside what `live_binding` decides by itself; both go through the same
conditional statements of storage, so that a live never has two campaigns.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from desktop.clients.graph.advice import Purpose, advise
from desktop.clients.graph.client import GraphClient, LiveVideo
from desktop.clients.graph.errors import ErrorKind, GraphError
from desktop.clients.http import HttpError
from desktop.services.live_binding import Taken, take_lives
from desktop.services.live_rows import ChangeSet, DeskError
from desktop.services.lives_list import list_lives
from desktop.services.lives_rows import CampaignBound, CampaignEnded, ConnectedPage, LivesChanged, LivesList
from desktop.storage import campaigns, lives
from desktop.storage.database import Database
from desktop.storage.lives import LiveRecord
from desktop.storage.transaction import Transaction
from desktop.system.events import EventBus

NEWEST = 50
"""So many of the page's lives are asked for at once."""
NO_PAGE = "Chưa kết nối trang Facebook nào: bấm Kết nối trang để thấy các buổi live."
TAKEN = "Buổi live này đã có chiến dịch khác: bấm Đồng bộ rồi chọn lại."
NOT_WAITING = "Chiến dịch này không còn chờ live: bấm Đồng bộ để xem lại."
UNKNOWN_LIVE = "Không còn thấy buổi live này: bấm Đồng bộ rồi chọn lại."
NOT_STARTED = "Buổi live này chưa bắt đầu: cứ để chiến dịch chờ, khi live lên sóng quầy tự gắn."
OTHER_PAGE = "Buổi live này của trang khác với chiến dịch: kết nối đúng trang rồi làm lại."
HAS_COMMENTS = "Chiến dịch này đã có bình luận hoặc đơn nên không xoá được: bấm Kết thúc thay cho xoá."

Failure = GraphError | HttpError
_OF_TOKEN = (ErrorKind.RELOGIN, ErrorKind.CONFIG, ErrorKind.FINAL)


class LivesDesk:
    """The desk of the list. Used on the event loop's thread. Coroutines raise DeskError and StorageError.

    `client` and `page` tell what is connected now, None for nothing; `clock` is UTC milliseconds.
    """

    def __init__(
        self,
        database: Database,
        bus: EventBus,
        clock: Callable[[], int],
        client: Callable[[], GraphClient | None],
        page: Callable[[], ConnectedPage | None],
    ) -> None:
        self._database, self._bus, self._clock = database, bus, clock
        self._client, self._page = client, page
        self._asking = asyncio.Lock()
        self._seen: dict[str, int] = {}
        self._ahead = 0
        self._trouble = ""
        self._synced: dict[str, int] = {}
        self.failure: Failure | None = None
        """Why the last asking failed; None where it went well."""

    async def rows(self) -> LivesList:
        """The list as stored; asks nobody."""
        page = self._page()
        listed = await self._database.read(list_lives, page)
        synced = [listed.synced_at, self._synced.get(page.id) if page else None]
        return replace(
            listed,
            synced_at=max((at for at in synced if at is not None), default=None),
            trouble=self._trouble if page is not None else NO_PAGE,
            asks_token=isinstance(self.failure, GraphError) and self.failure.kind in _OF_TOKEN,
        )

    async def sync(self) -> LivesList:
        """Ask Facebook for the page's lives of all statuses, store them, bind who waits; then the list.

        Where that fails the list is what was stored, with the sentence what to do.
        """
        async with self._asking:
            page, client = self._page(), self._client()
            if page is not None and client is not None:
                await self._ask(page, client)
            else:
                self.failure, self._trouble = None, NO_PAGE if page is None else self._trouble
        self._bus.publish(LivesChanged())
        return await self.rows()

    async def _ask(self, page: ConnectedPage, client: GraphClient) -> None:
        try:
            told = await client.live_videos(page.id, (), limit=NEWEST)
            is_whole = len(told) < NEWEST
            if not is_whole:  # What is on the air may stand behind many announced ones.
                told += tuple(live for live in await client.live_videos(page.id) if live not in told)
        except (GraphError, HttpError) as error:
            self.failure, self._trouble = error, advise(error, Purpose.LIVES)
            return
        now = self._clock()
        if client.last_server_time is not None:
            self._ahead = client.last_server_time - now
        records = [_record(live, page.id, now) for live in told]
        taken: Taken = await self._database.write(
            take_lives, page.id, records, self._seen, now, self._ahead, is_whole
        )
        self._seen = dict(taken.seen)
        self._synced[page.id] = now
        self.failure, self._trouble = None, ""
        for campaign, live_id in taken.bound:
            self._bus.publish(CampaignBound(campaign, live_id))

    async def bind(self, campaign: int, live_id: str) -> None:
        """Bind a waiting campaign to a live that has started, whatever started first."""
        await self._database.write(bind_by_hand, campaign, live_id)
        self._tell(CampaignBound(campaign, live_id))

    async def go_on(self, campaign: int, live_id: str) -> None:
        """Go on in another live (*Gắn tiếp*): comments, counters and carts of the campaign stay."""
        await self._database.write(go_on_in, campaign, live_id)
        self._tell(CampaignBound(campaign, live_id))

    async def end(self, campaign: int) -> None:
        """End a campaign: its comments are read no more, its orders stay as they are."""
        await self._database.write(campaigns.end, campaign, self._clock())
        self._tell(CampaignEnded(campaign))

    async def reopen(self, campaign: int) -> None:
        """Take the end back."""
        live_id = await self._database.write(reopen, campaign)
        self._tell(CampaignBound(campaign, live_id) if live_id else None)

    async def delete(self, campaign: int) -> None:
        """Delete a campaign that waits and has nothing yet."""
        await self._database.write(delete_waiting, campaign)
        self._tell(None)

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back when the list may look different; returns what ends that."""

        def changed(change: ChangeSet) -> None:
            if change.campaign_changed or change.comments_added:
                callback()

        end_lives = self._bus.subscribe(LivesChanged, lambda _: callback())
        end_changes = self._bus.subscribe(ChangeSet, changed)

        def end() -> None:
            end_lives()
            end_changes()

        return end

    def _tell(self, event: CampaignBound | CampaignEnded | None) -> None:
        if event is not None:
            self._bus.publish(event)
        self._bus.publish(LivesChanged())


def _record(live: LiveVideo, page: str, now: int) -> LiveRecord:
    return LiveRecord(
        live.id, page, live.video_id, live.title, live.status, live.created_at, live.started_at, now
    )


def bind_by_hand(tx: Transaction, campaign: int, live_id: str) -> None:
    """Bind a waiting campaign to a live that staff chose. Raises DeskError."""
    live = _started(tx, live_id)
    record = _campaign(tx, campaign)
    if record.page_id not in (None, live.page):
        raise DeskError(OTHER_PAGE)
    if not record.is_waiting:
        raise DeskError(NOT_WAITING)
    if not campaigns.bind(tx, campaign, live_id, live.started_at or live.created_at, live.page):
        raise DeskError(TAKEN)


def go_on_in(tx: Transaction, campaign: int, live_id: str) -> None:
    """Let a campaign go on in another live of its page; that one is read from its start. Raises DeskError."""
    live = _started(tx, live_id)
    record = _campaign(tx, campaign)
    if record.page_id not in (None, live.page):
        raise DeskError(OTHER_PAGE)
    if record.live_video_id is None or not campaigns.rebind(tx, campaign, record.live_video_id, live_id):
        raise DeskError(TAKEN)


def reopen(tx: Transaction, campaign: int) -> str | None:
    """Take the end of a campaign back; the live it reads."""
    campaigns.reopen(tx, campaign)
    return _campaign(tx, campaign).live_video_id


def delete_waiting(tx: Transaction, campaign: int) -> None:
    """Delete a campaign that waits and has nothing yet. Raises DeskError."""
    if not campaigns.delete_unused(tx, campaign):
        raise DeskError(HAS_COMMENTS)


def _started(tx: Transaction, live_id: str) -> LiveRecord:
    live = lives.get(tx, live_id)
    if live is None or live.status == lives.GONE:
        raise DeskError(UNKNOWN_LIVE)
    if not live.is_on_air and not live.is_over:
        raise DeskError(NOT_STARTED)
    return live


def _campaign(tx: Transaction, campaign: int) -> campaigns.CampaignRecord:
    return campaigns.get(tx, campaign)
