"""The list of campaigns and lives, made of what is stored: sections, states, sentences, and what may be done.

Plain functions `fn(tx, …)`. Must not ask Facebook, and change nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from desktop.domain.script import CampaignKind
from desktop.services.lives_rows import (
    BindChoice,
    ConnectedPage,
    LifeRow,
    LivesList,
    RowAction,
    RowState,
    Section,
)
from desktop.storage import campaigns, lives
from desktop.storage.campaigns import CampaignRecord, ListedCampaign
from desktop.storage.lives import LiveRecord
from desktop.storage.transaction import Transaction

UNCLAIMED_MOST = 10
"""So many ended lives without campaign are listed at most."""
SCHEDULED_CANCELLED = frozenset({"SCHEDULED_CANCELED", "SCHEDULED_EXPIRED", lives.GONE})

OTHER_PAGE = "Chiến dịch này của trang khác: kết nối lại đúng trang đó trong Cài đặt để đọc bình luận."
OTHER_PAGE_WAITING = "Chờ live của trang khác: kết nối lại đúng trang đó trong Cài đặt."
OFF_AIR = "Buổi live đã kết thúc. Xong đơn thì bấm Kết thúc; live lại thì gắn tiếp được."
RAN_BEFORE = "Trang đã live từ trước khi lưu nên quầy không tự gắn: đúng buổi đó thì bấm Gắn."
UNCLAIMED = "Buổi live này chưa có chiến dịch nên bình luận chưa được chốt."
ONE_OF_MANY = "Trang đang có {count} buổi live cùng lúc. Buổi này chưa có chiến dịch nên chưa được chốt."
SCHEDULED = "Chưa lên sóng. Khi bắt đầu, chiến dịch đang chờ lâu nhất tự gắn vào."
NEXT = "Nhận buổi live kế tiếp của {page}."
AFTER = "Chờ thứ {place}: nhận buổi live sau buổi của “{name}”."
GO_ON = (
    "Buổi live đã kết thúc. Trang đang có buổi live mới{title}: gắn chiến dịch này tiếp vào đó?"
    " Đơn và số lượng đã có giữ nguyên."
)


def list_lives(tx: Transaction, page: ConnectedPage | None) -> LivesList:
    """Everything that is stored, for the page that is connected."""
    listed = campaigns.listed(tx)
    known = lives.of_page(tx)
    listing = _Listing(page, listed, known)
    of_page = [live for live in known if page is not None and live.page == page.id]
    unread = [live for live in of_page if not live.is_over or not lives.was_read(tx, live)]
    synced = max((live.synced_at for live in of_page), default=0) or None
    of_campaigns = [listing.campaign(one) for one in listed]
    offered = {
        choice.live_id for row in of_campaigns if RowAction.GO_ON in row.actions for choice in row.choices
    }
    rows = [*of_campaigns, *listing.unclaimed(unread, offered)]
    return LivesList(tuple(sorted(rows, key=_place)), page, synced)


def _place(row: LifeRow) -> tuple[int, int, int]:
    """Running first what is on the air, then what asks; waiting the longest first, as they will be served."""
    section = list(Section).index(row.section)
    if row.section is Section.WAITING:
        return section, row.at or 0, row.campaign_id or 0
    if row.section is Section.RUNNING:
        is_live = row.state is RowState.LIVE and row.campaign_id is not None
        return section, 0 if is_live else 1 if row.is_urgent else 2, int(row.campaign_id is None)
    return section, 0, 0


@dataclass(frozen=True, slots=True)
class _Listing:
    """What the rows are made of."""

    page: ConnectedPage | None
    listed: Sequence[ListedCampaign]
    known: Sequence[LiveRecord]

    @property
    def claimed(self) -> Collection[str]:
        return {one.campaign.live_video_id for one in self.listed if one.campaign.live_video_id}

    @property
    def free(self) -> list[LiveRecord]:
        """Lives of the connected page on the air that have no campaign."""
        claimed = self.claimed
        return [live for live in self.known if self._is_here(live) and live.id not in claimed]

    @property
    def waiting(self) -> list[CampaignRecord]:
        """Those that wait for a live of the connected page, the longest first."""
        here = [
            one.campaign
            for one in self.listed
            if one.campaign.is_waiting and not self._is_elsewhere(one.campaign)
        ]
        return sorted(here, key=lambda campaign: (campaign.created_at, campaign.id))

    def campaign(self, one: ListedCampaign) -> LifeRow:
        record = one.campaign
        live = next((live for live in self.known if live.id == record.live_video_id), None)
        row = LifeRow(
            section=Section.RUNNING,
            state=RowState.OPEN,
            campaign_id=record.id,
            live_id=record.live_video_id,
            name=record.name,
            live_title=live.title if live else "",
            at=record.started_at or record.created_at,
            comments=one.comments,
            orders=one.orders,
            products=one.products,
            is_paused=record.is_paused,
            is_post=record.kind == CampaignKind.SALES_POST,
        )
        if record.ended_at is not None:
            return self._ended(row, record)
        if record.is_waiting:
            return self._waiting(row, record, one)
        return self._running(row, record, live)

    def _ended(self, row: LifeRow, record: CampaignRecord) -> LifeRow:
        actions = (RowAction.OPEN, RowAction.COPY, RowAction.REOPEN)
        return replace(row, section=Section.ENDED, state=RowState.ENDED, at=record.ended_at, actions=actions)

    def _waiting(self, row: LifeRow, record: CampaignRecord, one: ListedCampaign) -> LifeRow:
        choices = tuple(BindChoice(record.id, live.id, _named(live)) for live in self._may_take(record))
        actions = [RowAction.CONFIGURE, *([RowAction.BIND] if choices else []), RowAction.COPY]
        if not one.comments and not one.orders:
            actions.append(RowAction.DELETE)
        if self._is_elsewhere(record):
            actions.append(RowAction.CONNECT)
        note, is_urgent = self._waits_for(record, bool(choices))
        return replace(
            row,
            section=Section.WAITING,
            state=RowState.WAITING,
            at=record.created_at,
            note=note,
            is_urgent=is_urgent,
            actions=tuple(actions),
            choices=choices,
        )

    def _may_take(self, record: CampaignRecord) -> list[LiveRecord]:
        return [] if self._is_elsewhere(record) else self.free

    def _waits_for(self, record: CampaignRecord, has_live: bool) -> tuple[str, bool]:
        if self._is_elsewhere(record):
            return OTHER_PAGE_WAITING, False
        place = next((n for n, other in enumerate(self.waiting) if other.id == record.id), 0)
        if place:
            return AFTER.format(place=place + 1, name=self.waiting[place - 1].name), False
        if has_live:
            return RAN_BEFORE, False
        return NEXT.format(page=self.page.name if self.page else "trang"), False

    def _running(self, row: LifeRow, record: CampaignRecord, live: LiveRecord | None) -> LifeRow:
        actions = (RowAction.OPEN, RowAction.CONFIGURE, RowAction.COPY, RowAction.END)
        row = replace(row, actions=actions)
        if self._is_elsewhere(record):
            row = replace(row, note=OTHER_PAGE, is_urgent=True, actions=(*actions, RowAction.CONNECT))
        if live is not None and live.is_on_air:
            return replace(row, state=RowState.LIVE, at=live.started_at or row.at)
        return row if live is None or not live.is_over else self._off_air(row, record, live)

    def _off_air(self, row: LifeRow, record: CampaignRecord, live: LiveRecord) -> LifeRow:
        """A live that was ended and started again is a new one for Facebook: the campaign may go on there."""
        row = replace(row, state=RowState.OFF_AIR, note=row.note or OFF_AIR)
        news = [new for new in self.free if _start(new) >= _start(live)]
        if not news or self._is_elsewhere(record) or record.id != self._last_off_air():
            return row
        choices = tuple(BindChoice(record.id, new.id, _named(new)) for new in news)
        title = f" “{news[0].title}”" if news[0].title else ""
        return replace(
            row,
            note=GO_ON.format(title=title),
            is_urgent=True,
            actions=(RowAction.OPEN, RowAction.GO_ON, *row.actions[1:]),
            choices=choices,
        )

    def _last_off_air(self) -> int | None:
        """Of several campaigns whose live is over only the last one is asked about."""
        over = {live.id: live for live in self.known if live.is_over}
        last = [
            (_start(over[record.live_video_id]), record.id)
            for record in (one.campaign for one in self.listed)
            if record.ended_at is None and record.live_video_id in over and not self._is_elsewhere(record)
        ]
        return max(last)[1] if last else None

    def unclaimed(self, of_page: Sequence[LiveRecord], offered: Collection[str]) -> list[LifeRow]:
        """The lives without campaign; one that a campaign may go on in is asked about there, not twice."""
        claimed = self.claimed
        rows = [
            replace(row, is_urgent=row.is_urgent and row.live_id not in offered)
            for row in (self._live(live) for live in of_page if live.id not in claimed)
        ]
        kept = [row for row in rows if row.state is not RowState.OVER]
        return kept + [row for row in rows if row.state is RowState.OVER][:UNCLAIMED_MOST]

    def _live(self, live: LiveRecord) -> LifeRow:
        row = LifeRow(
            Section.UNCLAIMED, RowState.OVER, None, live.id, live.title or _NAMELESS, at=_start(live) or None
        )
        if live.is_on_air:
            return self._unclaimed_on_air(row, live)
        if not live.is_over:
            return replace(row, state=RowState.SCHEDULED, note=SCHEDULED)
        is_real = live.status not in SCHEDULED_CANCELLED
        return replace(row, actions=(RowAction.CREATE,) if is_real else ())

    def _unclaimed_on_air(self, row: LifeRow, live: LiveRecord) -> LifeRow:
        on_air = sum(self._is_here(other) for other in self.known)
        choices = tuple(BindChoice(campaign.id, live.id, campaign.name) for campaign in self.waiting)
        actions = (RowAction.BIND, RowAction.CREATE) if choices else (RowAction.CREATE,)
        return replace(
            row,
            section=Section.RUNNING,
            state=RowState.LIVE,
            note=UNCLAIMED if on_air == 1 else ONE_OF_MANY.format(count=on_air),
            is_urgent=True,
            actions=actions,
            choices=choices,
        )

    def _is_here(self, live: LiveRecord) -> bool:
        return self.page is not None and live.page == self.page.id and live.is_on_air

    def _is_elsewhere(self, record: CampaignRecord) -> bool:
        return self.page is not None and record.page_id not in (None, self.page.id)


_NAMELESS = "Buổi live không có tên"


def _named(live: LiveRecord) -> str:
    return live.title or _NAMELESS


def _start(live: LiveRecord) -> int:
    return live.started_at or live.created_at or 0
