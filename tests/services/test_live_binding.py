"""Which live a waiting campaign belongs to (issue "Going live", point 2), by example and by chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_shop import PAGE

from desktop.services.live_binding import UNSURE, OnAir, bind_waiting, take_lives
from desktop.services.selling import start_campaign
from desktop.storage import campaigns, lives
from desktop.storage.database import Database
from desktop.storage.lives import LiveRecord
from desktop.storage.transaction import Transaction

NOW = 1_795_266_000_000
MINUTE = 60_000
SCRIPT = {"products": [{"sku": "KHAN", "price": 1_000, "keywords": ["B05"]}]}


@pytest.fixture
def database() -> Iterator[Database]:
    opened = Database.open(None)
    yield opened
    opened.close()


def saved(tx: Transaction, at: int, page: str | None = PAGE, **rules: object) -> int:
    return start_campaign(tx, SCRIPT | rules, live_video_id=None, now=at, page_id=page)


def on_air(live_id: str, began: int, seen_at: int | None = None) -> OnAir:
    return OnAir(live_id, began, began if seen_at is None else seen_at, began)


def told(live_id: str = "7", status: str = "LIVE", **values: int | str | None) -> LiveRecord:
    fields = {"video": None, "title": "", "created_at": None, "started_at": NOW, "synced_at": NOW} | values
    return LiveRecord(id=live_id, page=PAGE, status=status, **fields)  # type: ignore[arg-type]


def take(database: Database, *lives_told: LiveRecord, at: int = NOW, ahead: int = 0) -> list[tuple[int, str]]:
    return list(database.write_sync(take_lives, PAGE, lives_told, {}, at, ahead).bound)


def test_the_first_live_after_the_saving_is_bound_and_no_later_one(database: Database) -> None:
    campaign = database.write_sync(saved, NOW)
    late, first = on_air("late", NOW + 9 * MINUTE), on_air("first", NOW + 3 * MINUTE)
    assert database.write_sync(bind_waiting, PAGE, [late, first]) == [(campaign, "first")]
    record = database.read_sync(campaigns.get, campaign)
    assert (record.live_video_id, record.started_at, record.is_waiting) == ("first", NOW + 3 * MINUTE, False)


def test_two_that_wait_get_the_first_and_the_second_live_by_age(database: Database) -> None:
    younger = database.write_sync(saved, NOW + MINUTE)
    older = database.write_sync(saved, NOW)
    assert database.write_sync(bind_waiting, PAGE, [on_air("a", NOW + 2 * MINUTE)]) == [(older, "a")]
    running = [on_air("a", NOW + 2 * MINUTE), on_air("b", NOW + 5 * MINUTE)]
    assert database.write_sync(bind_waiting, PAGE, running) == [(younger, "b")]
    assert database.write_sync(bind_waiting, PAGE, running) == []


def test_a_live_between_two_savings_is_the_older_ones_alone(database: Database) -> None:
    older = database.write_sync(saved, NOW)
    database.write_sync(saved, NOW + 5 * MINUTE)
    assert database.write_sync(bind_waiting, PAGE, [on_air("a", NOW + 2 * MINUTE)]) == [(older, "a")]
    assert database.write_sync(bind_waiting, PAGE, [on_air("a", NOW + 2 * MINUTE)]) == []


def test_what_ran_before_is_never_bound_by_itself(database: Database) -> None:
    database.write_sync(saved, NOW)
    assert database.write_sync(bind_waiting, PAGE, [on_air("a", NOW - MINUTE, NOW + MINUTE)]) == []


@pytest.mark.parametrize("status", ["SCHEDULED_LIVE", "SCHEDULED_UNPUBLISHED", "UNPUBLISHED", "VOD"])
def test_announced_and_ended_lives_have_not_started(database: Database, status: str) -> None:
    database.write_sync(saved, NOW)
    assert take(database, told(status=status, started_at=NOW + MINUTE)) == []


def test_another_pages_campaign_and_one_that_was_ended_wait_for_nothing(database: Database) -> None:
    database.write_sync(saved, NOW, "2002")
    ended = database.write_sync(saved, NOW)
    database.write_sync(campaigns.end, ended, NOW)
    database.write_sync(saved, NOW, kind="sales_post")
    assert database.write_sync(bind_waiting, PAGE, [on_air("a", NOW + MINUTE)]) == []


def test_a_campaign_saved_before_any_page_was_connected_takes_this_one(database: Database) -> None:
    campaign = database.write_sync(saved, NOW, None)
    database.write_sync(bind_waiting, PAGE, [on_air("a", NOW + MINUTE)])
    assert database.read_sync(campaigns.get, campaign).page_id == PAGE


@pytest.mark.parametrize(("seen_first", "is_bound"), [(-500, False), (900, True)])
def test_within_facebooks_second_it_counts_what_was_seen(
    database: Database, seen_first: int, is_bound: bool
) -> None:
    """graph_api.md §1.3: whole seconds only. Seen on the air before the saving, it ran before."""
    database.write_sync(saved, NOW)
    live = on_air("a", NOW - UNSURE // 2, NOW + seen_first)
    assert bool(database.write_sync(bind_waiting, PAGE, [live])) is is_bound


def test_the_pcs_clock_a_day_off_changes_nothing(database: Database) -> None:
    """The start is Facebook's time, the saving the PC's: they are compared by one clock."""
    day = 86_400_000
    before, campaign = (database.write_sync(saved, NOW + day + offset) for offset in (-MINUTE, MINUTE))
    bound = take(database, told(started_at=NOW), at=NOW + day + 2 * MINUTE, ahead=-day)
    assert bound == [(before, "7")]
    assert database.read_sync(campaigns.get, campaign).is_waiting
    assert database.read_sync(campaigns.get, before).started_at == NOW, "comments carry Facebook's time"


def test_a_live_without_a_start_began_when_it_was_made(database: Database) -> None:
    """graph_api.md §1.2: a just created live may lack broadcast_start_time."""
    campaign = database.write_sync(saved, NOW)
    made_before = told("a", started_at=None, created_at=NOW - MINUTE)
    made_after = told("b", started_at=None, created_at=NOW + MINUTE)
    assert take(database, made_before, made_after, at=NOW + 2 * MINUTE) == [(campaign, "b")]


def test_an_announced_live_that_was_seen_to_start_began_then(database: Database) -> None:
    campaign = database.write_sync(saved, NOW)
    announced = told(status="SCHEDULED_LIVE", started_at=None, created_at=NOW - 60 * MINUTE)
    assert take(database, announced, at=NOW + MINUTE) == []
    started = told(status="LIVE", started_at=None, created_at=NOW - 60 * MINUTE)
    assert take(database, started, at=NOW + 2 * MINUTE) == [(campaign, "7")]


def test_the_list_of_videos_names_the_same_live(database: Database) -> None:
    """graph_api.md §1.3: where the lives are refused the videos are asked, whose ids are others."""
    take(database, told("7", video="70"))
    take(database, told("70", "VOD"))
    assert [(live.id, live.status) for live in database.read_sync(lives.of_page, PAGE)] == [("7", "VOD")]


def test_a_live_that_left_the_list_is_not_shown_as_running(database: Database) -> None:
    take(database, told("7"))
    take(database, told("8"))
    assert {live.id: live.status for live in database.read_sync(lives.of_page)} == {
        "7": lives.GONE,
        "8": "LIVE",
    }


TIMES = st.integers(0, 40).map(lambda minute: NOW + minute * MINUTE)


@given(saved_at=st.lists(TIMES, max_size=5), starts=st.lists(TIMES, max_size=6), looks=st.integers(1, 4))
def test_the_rule_whatever_is_saved_and_started_whenever(
    saved_at: Sequence[int], starts: Sequence[int], looks: int
) -> None:
    """However often Facebook is asked meanwhile, the same campaigns end up with the same lives."""
    running = [on_air(f"v{number}", start + MINUTE // 2) for number, start in enumerate(starts)]
    database = Database.open(None)
    try:
        ids = [database.write_sync(saved, at) for at in saved_at]
        for look in range(1, looks + 1):
            until = NOW + 41 * MINUTE * look // looks
            known = [live for live in running if live.began <= until]
            database.write_sync(bind_waiting, PAGE, known)
        got = {campaign: database.read_sync(campaigns.get, campaign).live_video_id for campaign in ids}
    finally:
        database.close()
    expected: dict[int, str | None] = dict.fromkeys(ids)
    free = sorted(running, key=lambda live: (live.began, live.live_id))
    for at, campaign in sorted(zip(saved_at, ids, strict=True)):
        live = next((live for live in free if live.began > at), None)
        if live is not None:
            free.remove(live)
            expected[campaign] = live.live_id
    assert got == expected
