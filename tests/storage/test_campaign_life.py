"""Lives as told, and a campaign's way from waiting over its live to its end, by conditional statements."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from peewee import IntegrityError
from shelf import NOW, comment, put_on_sale

from desktop.storage import campaigns, lives, migrations
from desktop.storage.database import Database
from desktop.storage.lives import GONE, LiveRecord
from desktop.storage.models import Campaign
from desktop.storage.transaction import Transaction

OpenDatabase = Callable[..., Database]
PAGE = "1001"


@pytest.fixture
def db(opened: OpenDatabase, location: Path) -> Database:
    return opened(location, migrations.ALL)


def told(live_id: str, status: str = "LIVE", **values: object) -> LiveRecord:
    fields: dict[str, object] = {
        "page": PAGE,
        "video": f"v{live_id}",
        "title": "Xả kho",
        "created_at": NOW,
        "started_at": NOW,
        "synced_at": NOW,
    }
    return LiveRecord(id=live_id, status=status, **(fields | values))  # type: ignore[arg-type]


def test_what_is_not_told_again_stays_as_it_was_told(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        lives.keep(tx, told("7"))
        lives.keep(
            tx, told("7", "VOD", video=None, title="", created_at=None, started_at=None, synced_at=NOW + 5)
        )
        assert lives.get(tx, "7") == told("7", "VOD", synced_at=NOW + 5)

    db.write_sync(fn)


def test_a_pages_lives_come_newest_first(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        for live_id, at in (("old", NOW), ("new", NOW + 9), ("announced", None)):
            lives.keep(tx, told(live_id, started_at=at, created_at=NOW + 5))
        lives.keep(tx, told("other", page="2002"))
        assert [live.id for live in lives.of_page(tx, PAGE)] == ["new", "announced", "old"]
        assert len(lives.of_page(tx)) == 4

    db.write_sync(fn)


@pytest.mark.parametrize(("is_whole", "announced"), [(True, GONE), (False, "SCHEDULED_LIVE")])
def test_what_the_page_has_no_more_is_gone(db: Database, is_whole: bool, announced: str) -> None:
    def fn(tx: Transaction) -> None:
        for live_id, status in (("1", "LIVE"), ("2", "SCHEDULED_LIVE"), ("3", "VOD"), ("4", "LIVE")):
            lives.keep(tx, told(live_id, status))
        lives.keep(tx, told("5", page="2002"))
        lives.mark_gone(tx, PAGE, ["4"], NOW + 1, is_whole=is_whole)
        status = {live.id: live.status for live in lives.of_page(tx)}
        assert status == {"1": GONE, "2": announced, "3": "VOD", "4": "LIVE", "5": "LIVE"}

    db.write_sync(fn)


def test_a_live_whose_comments_are_stored_was_read(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        comment(tx, put_on_sale(tx, 5), "v7_1001")
        assert lives.was_read(tx, told("7"))
        assert not lives.was_read(tx, told("77")) and not lives.was_read(tx, told("8", video=None))

    db.write_sync(fn)


def test_a_campaign_is_bound_once_and_a_live_has_one_campaign(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        first, second = put_on_sale(tx, 5), put_on_sale(tx, 5, at=NOW + 1)
        assert [record.id for record in campaigns.waiting(tx)] == [first, second]
        assert campaigns.bind(tx, first, "7", NOW + 3, PAGE)
        assert not campaigns.bind(tx, first, "8", NOW), "it waits no more"
        assert not campaigns.bind(tx, second, "7", NOW), "the live has a campaign"
        record = campaigns.get(tx, first)
        assert (record.live_video_id, record.started_at, record.page_id) == ("7", NOW + 3, PAGE)
        assert record.revision == 2, "batches in hand are read again"
        assert [record.id for record in campaigns.running(tx)] == [first]

    db.write_sync(fn)


def test_the_database_itself_refuses_a_second_campaign_of_a_live(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaigns.bind(tx, put_on_sale(tx, 5), "7", NOW)
        tx.execute(Campaign.update(live_video_id="7").where(Campaign.id == put_on_sale(tx, 5)))

    with pytest.raises(IntegrityError, match="UNIQUE"):
        db.write_sync(fn)


def test_going_on_in_another_live_reads_that_one_from_its_start(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign, other = put_on_sale(tx, 5), put_on_sale(tx, 5)
        campaigns.bind(tx, campaign, "7", NOW)
        campaigns.bind(tx, other, "8", NOW)
        campaigns.advance(tx, campaign, NOW + 9, NOW + 9)
        assert not campaigns.rebind(tx, campaign, "7", "8"), "that live has a campaign"
        assert campaigns.rebind(tx, campaign, "7", "9")
        assert not campaigns.rebind(tx, campaign, "7", "10"), "somebody else was quicker"
        record = campaigns.get(tx, campaign)
        assert (record.live_video_id, record.watermark, record.started_at) == ("9", 0, NOW)
        assert record.clock == NOW + 9, "time does not go back"

    db.write_sync(fn)


def test_an_ended_campaign_neither_waits_nor_runs_until_it_is_reopened(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 5)
        assert campaigns.end(tx, campaign, NOW) and not campaigns.end(tx, campaign, NOW + 1)
        assert campaigns.get(tx, campaign).ended_at == NOW
        assert not campaigns.waiting(tx) and not campaigns.bind(tx, campaign, "7", NOW)
        assert campaigns.reopen(tx, campaign) and not campaigns.reopen(tx, campaign)
        assert campaigns.bind(tx, campaign, "7", NOW) and campaigns.end(tx, campaign, NOW)
        assert not campaigns.running(tx) and not campaigns.rebind(tx, campaign, "7", "8")

    db.write_sync(fn)


def test_only_a_waiting_campaign_without_comments_is_deleted(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        unused, used, bound = (put_on_sale(tx, 5) for _ in range(3))
        comment(tx, used, "c1")
        campaigns.bind(tx, bound, "7", NOW)
        assert [campaigns.delete_unused(tx, one) for one in (unused, used, bound)] == [True, False, False]
        assert [one.campaign.id for one in campaigns.listed(tx)] == [bound, used]

    db.write_sync(fn)


def test_the_figures_of_a_campaign_are_its_own(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        first, second = put_on_sale(tx, 5), put_on_sale(tx, 5)
        comment(tx, first, "c1")
        comment(tx, first, "c2")
        listed = {one.campaign.id: (one.comments, one.orders, one.products) for one in campaigns.listed(tx)}
        assert listed == {first: (2, 0, 1), second: (0, 0, 1)}

    db.write_sync(fn)
