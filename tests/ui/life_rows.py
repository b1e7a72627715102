"""A list of campaigns of memory that answers at once and notes what was done, and rows to fill it with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.services.lives_rows import (
    BindChoice,
    ConnectedPage,
    LifeRow,
    LivesList,
    RowAction,
    RowState,
    Section,
)

from .rows import NOW

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
SHOP = ConnectedPage("1001", "Shop Mây")


def running(campaign: int = 1, name: str = "Xả kho áo len 21/11", **changes: object) -> LifeRow:
    values: dict[str, object] = {
        "section": Section.RUNNING,
        "state": RowState.LIVE,
        "campaign_id": campaign,
        "live_id": f"77{campaign:02}",
        "name": name,
        "live_title": "Xả kho cuối mùa, đồng giá từ 99k",
        "at": NOW - 84 * MINUTE,
        "comments": 1_284,
        "orders": 212,
        "products": 7,
        "actions": (RowAction.OPEN, RowAction.CONFIGURE, RowAction.COPY, RowAction.END),
    }
    return LifeRow(**(values | changes))  # type: ignore[arg-type]


def off_air(campaign: int = 2, **changes: object) -> LifeRow:
    """Its live is over and a new one runs."""
    values: dict[str, object] = {
        "state": RowState.OFF_AIR,
        "live_title": "Live sáng",
        "note": "Buổi live đã kết thúc. Trang đang có buổi live mới “Live lại”: gắn chiến dịch này tiếp vào"
        " đó? Đơn và số lượng đã có giữ nguyên.",
        "is_urgent": True,
        "actions": (RowAction.OPEN, RowAction.GO_ON, RowAction.CONFIGURE, RowAction.COPY, RowAction.END),
        "choices": (BindChoice(campaign, "7799", "Live lại"),),
    }
    return running(campaign, "Váy nhung đầu đông", **(values | changes))


def unclaimed(live: str = "7799", **changes: object) -> LifeRow:
    """A live on the air that has no campaign."""
    values: dict[str, object] = {
        "campaign_id": None,
        "live_id": live,
        "live_title": "",
        "at": NOW - 3 * MINUTE,
        "comments": 0,
        "orders": 0,
        "products": 0,
        "note": "Buổi live này chưa có chiến dịch nên bình luận chưa được chốt.",
        "is_urgent": True,
        "actions": (RowAction.BIND, RowAction.CREATE),
        "choices": (BindChoice(3, live, "Set quà Noel"),),
    }
    merged = values | changes
    return running(0, str(merged.pop("name", "Live lại")), **merged)


def waiting(campaign: int = 3, name: str = "Set quà Noel", **changes: object) -> LifeRow:
    values: dict[str, object] = {
        "section": Section.WAITING,
        "state": RowState.WAITING,
        "live_id": None,
        "live_title": "",
        "at": NOW - 40 * MINUTE,
        "comments": 0,
        "orders": 0,
        "note": "Nhận buổi live kế tiếp của Shop Mây.",
        "actions": (RowAction.CONFIGURE, RowAction.COPY, RowAction.DELETE),
    }
    return running(campaign, name, **(values | changes))


def ended(campaign: int = 10, name: str = "Xả kho đồ bộ", **changes: object) -> LifeRow:
    values: dict[str, object] = {
        "section": Section.ENDED,
        "state": RowState.ENDED,
        "live_title": "Đồ bộ 3 tặng 1",
        "at": NOW - campaign * DAY // 4,
        "actions": (RowAction.OPEN, RowAction.COPY, RowAction.REOPEN),
    }
    return running(campaign, name, **(values | changes))


def over(live: str = "66", **changes: object) -> LifeRow:
    """A live that ended without a campaign."""
    values: dict[str, object] = {
        "section": Section.UNCLAIMED,
        "state": RowState.OVER,
        "note": "",
        "is_urgent": False,
        "actions": (RowAction.CREATE,),
        "choices": (),
        "at": NOW - 3 * DAY,
        "name": "Chào buổi sáng",
    }
    return unclaimed(live, **(values | changes))


def listed(*rows: LifeRow, page: ConnectedPage | None = SHOP, trouble: str = "") -> LivesList:
    order = list(Section)
    return LivesList(
        tuple(sorted(rows, key=lambda row: order.index(row.section))),
        page,
        NOW - 12_000 if page else None,
        trouble,
    )


class Lives:
    """A LivesDesk. `done` notes what was decided, `syncs` how often Facebook was asked."""

    def __init__(self, *rows: LifeRow) -> None:
        self.listed = listed(*rows)
        self.after_sync: LivesList | None = None
        self.done: list[tuple[object, ...]] = []
        self.syncs = self.reads = 0
        self.fault: Exception | None = None
        self.callbacks: list[Callable[[], None]] = []

    async def rows(self) -> LivesList:
        self._fail()
        self.reads += 1
        return self.listed

    async def sync(self) -> LivesList:
        self._fail()
        self.syncs += 1
        self.listed = self.after_sync or self.listed
        self.tell()
        return self.listed

    async def bind(self, campaign: int, live_id: str, /) -> None:
        self._do("bind", campaign, live_id)

    async def go_on(self, campaign: int, live_id: str, /) -> None:
        self._do("go_on", campaign, live_id)

    async def end(self, campaign: int, /) -> None:
        self._do("end", campaign)
        self.change(campaign, section=Section.ENDED, state=RowState.ENDED, actions=ended().actions)

    async def reopen(self, campaign: int, /) -> None:
        self._do("reopen", campaign)
        self.change(campaign, section=Section.RUNNING, state=RowState.LIVE, actions=running().actions)

    async def delete(self, campaign: int, /) -> None:
        self._do("delete", campaign)
        self.listed = replace(
            self.listed, rows=tuple(row for row in self.listed.rows if row.campaign_id != campaign)
        )
        self.tell()

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        self.callbacks.append(callback)
        return lambda: self.callbacks.remove(callback)

    def change(self, campaign: int, **changes: object) -> None:
        """A row is different now, and is told."""
        rows = [replace(r, **changes) if r.campaign_id == campaign else r for r in self.listed.rows]  # type: ignore[arg-type]
        self.listed = listed(*rows, page=self.listed.page, trouble=self.listed.trouble)
        self.tell()

    def tell(self) -> None:
        for callback in list(self.callbacks):
            callback()

    def _do(self, *what: object) -> None:
        self._fail()
        self.done.append(what)

    def _fail(self) -> None:
        if self.fault:
            raise self.fault
