"""The desk behind the live screen: rows after commits, open sale, faults (product.md §3, §9)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.clients.graph.reading import ReadingState, SourceReading
from desktop.domain.capture.outcome import Outcome
from desktop.domain.comments import Author, Comment
from desktop.services.live import capture_batch
from desktop.services.live_desk import CampaignDesk
from desktop.services.live_rows import ChangeSet, DeskError, SourceState
from desktop.services.selling import load, start_campaign
from desktop.storage.database import Database
from desktop.system.events import EventBus

NOW = 1_795_266_000_000
SCRIPT = {
    "name": "Xả kho",
    "page_id": "1001",
    "products": [{"sku": "KHAN", "product": "Khăn", "price": 1_000, "keywords": ["B05"], "open_sale": 6}],
}


class Seat:
    """A desk, its database, and every change it told."""

    def __init__(self, database: Database, script: dict[str, object]) -> None:
        self.database = database
        campaign = database.write_sync(lambda tx: start_campaign(tx, script, live_video_id="7", now=NOW))
        self.selling = database.read_sync(load, campaign)
        self.desk = CampaignDesk(
            database, EventBus(), self.selling, page_name="Shop Mây", clock=lambda: NOW + 60_000
        )
        self.told: list[ChangeSet] = []
        self.desk.subscribe(self.told.append)

    def take(self, *messages: str) -> None:
        read = [
            (Comment(f"c{n}", message, NOW + n, Author(f"u{n}", "Lan")), self.selling.reader.read(message))
            for n, message in enumerate(messages)
        ]
        self.database.write_sync(capture_batch, self.selling, read, NOW, NOW)


@pytest.fixture
def database() -> Iterator[Database]:
    opened = Database.open(None)
    yield opened
    opened.close()


@pytest.fixture
def seat(database: Database) -> Seat:
    return Seat(database, SCRIPT)


async def test_rows_are_what_was_committed(seat: Seat) -> None:
    """Order of arrival, badge and order code; only what lies behind a sequence number, or certain ids."""
    seat.take("B05 x2 0912345678", "đẹp quá", "B05 0987654321")
    rows = await seat.desk.feed_rows()
    assert [row.comment_id for row in rows] == ["c0", "c1", "c2"]
    assert [row.outcome for row in rows] == [Outcome.ORDERED, Outcome.IGNORED, Outcome.ORDERED]
    assert rows[0].order_code == "QL-000001" and "B05" in rows[0].badge and rows[1].order_code is None
    assert [row.comment_id for row in await seat.desk.feed_rows(rows[1].sequence)] == ["c2"]
    assert [row.comment_id for row in await seat.desk.feed_rows(ids=["c1"])] == ["c1"]
    campaign = await seat.desk.campaign()
    assert (campaign.comments, campaign.orders, campaign.page_name) == (3, 2, "Shop Mây")
    (product,) = await seat.desk.product_rows()
    assert (product.reserved, product.remaining) == (3, 3)


async def test_open_sale_is_clamped_to_what_is_held_and_says_so(seat: Seat) -> None:
    """product.md §3"""
    seat.take("B05 x4 0912345678")
    answer = await seat.desk.set_open_sale("KHAN", 1)
    assert (answer.open_sale, answer.clamped, answer.held) == (4, True, 4)
    assert seat.told[-1].products_changed == ("KHAN",)
    answer = await seat.desk.set_open_sale("KHAN", None)
    assert (answer.open_sale, answer.clamped) == (None, False)


async def test_what_the_desk_cannot_do_is_a_sentence(seat: Seat) -> None:
    with pytest.raises(DeskError, match="NO-SUCH"):
        await seat.desk.set_open_sale("NO-SUCH", 3)
    assert seat.told == []


async def test_manual_capture_has_no_open_sale(database: Database) -> None:
    """product.md §1: the open sale counts in AUTO mode only."""
    with pytest.raises(DeskError):
        await Seat(database, SCRIPT | {"mode": "manual"}).desk.set_open_sale("KHAN", 3)


async def test_source_and_faults_reach_the_screens(seat: Seat) -> None:
    """A dead token is the re-login state with its sentence; a storage fault is told and taken back."""
    seat.desk.show_source(SourceReading(ReadingState.RELOGIN, 600, NOW, advice="Đăng nhập lại."))
    source = seat.desk.source_status()
    assert (source.state, source.message) == (SourceState.RELOGIN, "Đăng nhập lại.")
    assert seat.told[-1].source == source
    seat.desk.show_fault("Ổ đĩa đầy.")
    seat.desk.show_fault("")
    assert [change.storage_fault for change in seat.told[-2:]] == ["Ổ đĩa đầy.", ""]


async def test_the_live_is_told_once_per_change(seat: Seat) -> None:
    for status in ("LIVE", "LIVE", "VOD"):
        seat.desk.show_live(status, NOW)
    assert [change.campaign_changed for change in seat.told] == [True, True]
    assert (await seat.desk.campaign()).live_status == "VOD"


@pytest.mark.parametrize("state", list(ReadingState))
def test_every_state_of_the_source_has_one_on_the_screen(state: ReadingState, seat: Seat) -> None:
    seat.desk.show_source(SourceReading(state))
    assert seat.desk.source_status().state == SourceState(state)


async def test_later_changes_win_and_ids_stand_once() -> None:
    """Presenters see what was coalesced in 33 ms as one change (architecture.md §2)."""
    first = ChangeSet(comments_added=("a", "b"), storage_fault="Đầy.", write_lag=9)
    both = first.merged(ChangeSet(comments_added=("b", "c"), storage_fault="", products_changed=("K",)))
    assert both.comments_added == ("a", "b", "c") and both.products_changed == ("K",)
    assert both.storage_fault == "" and both.write_lag == 9
