"""Several lives read at once against the sandbox: nothing lost, nothing doubled, orders right (§2, §8)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from lives_stage import LIVE, PAGE, SHOP, Stage, staged

from desktop.clients.graph.client import GraphClient
from desktop.clients.secret import Secret
from desktop.services.broadcasts import NO_TOKEN, Broadcasts, to_follow
from desktop.services.live_rows import SourceState
from desktop.services.lives_list import OTHER_PAGE
from desktop.services.lives_rows import CampaignBound, RowState
from desktop.storage import campaigns, lives
from desktop.storage.database import Database
from desktop.storage.errors import DiskFailedError


async def reading(stage: Stage, *campaign_ids: int) -> Broadcasts:
    """The broadcasts, with these campaigns being read."""
    broadcasts = stage.broadcasts()
    await broadcasts.use_client(stage.client, PAGE)
    for campaign in campaign_ids:
        await broadcasts.follow(campaign)
    return broadcasts


async def test_two_lives_at_once_each_into_its_own_campaign() -> None:
    async with staged() as stage:
        other = await stage.live(title="Live phụ")
        first, second = stage.save(live=LIVE, name="Sáng"), stage.save(live=other, name="Phụ")
        broadcasts = await reading(stage, first, second)
        here = [await stage.say(f"B05 x{n} 091234567{n}", f"u{n}") for n in range(1, 6)]
        there = [await stage.say("B05 x7 0987654321", "u1", other)]
        await stage.until(lambda: len(stage.stored(first)) == 5 and len(stage.stored(second)) == 1)
        assert (stage.stored(first), stage.stored(second)) == (here, there)
        sold = {f"Sáng u{n}": n for n in range(1, 6)} | {"Phụ u1": 7}
        assert stage.ordered() == sold
        assert {selling.campaign for selling in broadcasts.sellings} == {first, second}
        assert {"live 1", "holds 1", "live 2", "holds 2"} <= set(stage.tasks.running)
        await broadcasts.shutdown()
        assert stage.tasks.running == ()


async def test_following_twice_reads_once_and_a_desk_is_always_the_same() -> None:
    async with staged() as stage:
        campaign = stage.save(live=LIVE)
        broadcasts = await reading(stage, campaign)
        desk = await broadcasts.follow(campaign)
        assert desk is await broadcasts.desk(campaign)
        said = await stage.say("B05 x2 0912345678")
        await stage.until(lambda: stage.stored(campaign))
        assert stage.stored(campaign) == [said] and stage.ordered() == {"Xả kho u1": 2}
        await broadcasts.shutdown()


async def test_a_token_that_dies_in_mid_live_and_is_replaced() -> None:
    """The screen says what to do; with the new token it goes on at once from where it was."""
    async with staged() as stage:
        campaign = stage.save(live=LIVE)
        broadcasts = await reading(stage, campaign)
        desk = await broadcasts.desk(campaign)
        before = await stage.say("B05 x1 0912345671", "u1")
        await stage.until(lambda: stage.stored(campaign))
        await stage.control("token", state="expired")
        await stage.until(lambda: desk.source_status().state is SourceState.RELOGIN)
        assert "hết hạn" in desk.source_status().message
        missed = [await stage.say(f"B05 x{n} 091234567{n}", f"u{n}") for n in (2, 3)]
        await stage.control("token", state="valid")
        token = stage.sandbox.announcement["page_token"]
        async with GraphClient(stage.sandbox.announcement["graph"], Secret(token)) as client:
            await broadcasts.use_client(client, PAGE)
            await stage.until(lambda: len(stage.stored(campaign)) == 3)
            assert sorted(stage.stored(campaign)) == sorted([before, *missed])
            assert stage.ordered() == {"Xả kho u1": 1, "Xả kho u2": 2, "Xả kho u3": 3}
            assert desk.source_status().state is SourceState.READING
            await broadcasts.shutdown()


async def test_the_same_client_goes_on_with_a_new_token_at_once() -> None:
    async with staged() as stage:
        stage.client.use_token(Secret("EAAold0123456789"))
        campaign = stage.save(live=LIVE)
        broadcasts = await reading(stage, campaign)
        desk = await broadcasts.desk(campaign)
        await stage.until(lambda: desk.source_status().state is SourceState.RELOGIN)
        said = await stage.say("B05 0912345678")
        broadcasts.use_token(Secret(stage.sandbox.announcement["page_token"]))
        await stage.until(lambda: stage.stored(campaign))
        assert stage.stored(campaign) == [said]
        await broadcasts.shutdown()


async def test_what_is_bound_is_followed_and_what_is_ended_is_left() -> None:
    """The desk of the list tells it; nobody else has to."""
    async with staged() as stage:
        desk, broadcasts = stage.desk(), stage.broadcasts()
        await broadcasts.use_client(stage.client, PAGE)
        await broadcasts.start()
        await desk.sync()
        campaign = stage.save()
        live = await stage.live()
        said = await stage.say("B05 x2 0912345678", live=live)
        await desk.sync()
        await stage.until(lambda: stage.stored(campaign))
        assert stage.stored(campaign) == [said], "also what was said before it was bound"
        await desk.end(campaign)
        readers = {task for task in asyncio.all_tasks() if task.get_name() in ("live 1", "holds 1")}
        assert len(readers) == 2 and not (await asyncio.wait(readers, timeout=5))[1]
        await stage.say("B05 x3 0987654321", "u2", live)
        assert stage.stored(campaign) == [said]
        await broadcasts.shutdown()


async def test_2_11_a_desk_opened_before_its_campaign_had_a_page_knows_it_when_the_live_comes() -> None:
    async with staged() as stage:
        desk, broadcasts = stage.desk(), stage.broadcasts()
        await broadcasts.use_client(stage.client, PAGE)
        await broadcasts.start()
        await desk.sync()
        campaign = stage.save(page=None)
        counter = await broadcasts.desk(campaign)
        assert not counter.selling.script.is_own(PAGE)
        await stage.live()
        await desk.sync()
        await stage.until(lambda: counter.selling.script.is_own(PAGE))
        assert counter.selling.script.started_at is not None
        await broadcasts.shutdown()


async def test_a_campaign_goes_on_in_the_live_that_was_started_again() -> None:
    """A new id for Facebook: the old one is read to its end, and the new one from its start."""
    async with staged() as stage:
        desk, broadcasts = stage.desk(), stage.broadcasts()
        campaign = stage.save(live=LIVE)
        await broadcasts.use_client(stage.client, PAGE)
        await broadcasts.start()
        said = [await stage.say("B05 x1 0912345671", "u1")]
        await stage.until(lambda: stage.stored(campaign))
        await stage.control("live", id=LIVE, status="LIVE_STOPPED")
        again = await stage.live()
        said.append(await stage.say("B05 x2 0912345672", "u2", LIVE))
        said.append(await stage.say("B05 x3 0912345673", "u3", again))
        await desk.sync()
        await desk.go_on(campaign, again)
        await stage.until(lambda: len(stage.stored(campaign)) == 3)
        assert sorted(stage.stored(campaign)) == sorted(said)
        assert stage.ordered() == {"Xả kho u1": 1, "Xả kho u2": 2, "Xả kho u3": 3}
        shown = (await desk.sync()).rows[0]
        assert (shown.state, shown.live_id, shown.comments) == (RowState.LIVE, again, 3)
        assert [row.live_id for row in (await desk.rows()).rows] == [again], "the old one was read"
        await stage.until(lambda: not any(name.startswith("tail") for name in stage.tasks.running))
        assert {"live 1", "holds 1"} <= set(stage.tasks.running)
        await broadcasts.shutdown()


async def test_the_end_of_a_live_is_read_to_its_end_and_shown_in_the_list() -> None:
    async with staged() as stage:
        campaign = stage.save(live=LIVE)
        broadcasts = await reading(stage, campaign)
        desk = await broadcasts.desk(campaign)
        await stage.control("live", id=LIVE, status="LIVE_STOPPED")
        last = await stage.say("B05 x1 0912345671")
        await stage.until(lambda: desk.source_status().state is SourceState.ENDED)
        assert stage.stored(campaign) == [last]
        await stage.until(lambda: stage.database.read_sync(lives.get, LIVE))
        assert (await stage.desk().rows()).rows[0].state is RowState.OFF_AIR
        late = await stage.say("B05 x2 0912345672", "u2")
        await broadcasts.follow(campaign)
        await stage.until(lambda: len(stage.stored(campaign)) == 2)
        assert stage.stored(campaign) == [last, late], "opened again it is read once more"
        await broadcasts.shutdown()


async def test_a_restart_goes_on_where_the_last_commit_was() -> None:
    async with staged() as stage:
        campaign = stage.save(live=LIVE)
        broadcasts = await reading(stage, campaign)
        said = [await stage.say("B05 x1 0912345671", "u1")]
        await stage.until(lambda: stage.stored(campaign))
        await broadcasts.shutdown()
        said.append(await stage.say("B05 x2 0912345672", "u2"))
        again = stage.broadcasts()
        await again.use_client(stage.client, PAGE)
        await again.start()
        await stage.until(lambda: len(stage.stored(campaign)) == 2)
        assert stage.stored(campaign) == said
        assert stage.ordered() == {"Xả kho u1": 1, "Xả kho u2": 2}
        await again.shutdown()


async def test_without_a_token_or_with_another_pages_the_desk_says_so() -> None:
    async with staged() as stage:
        campaign = stage.save(live=LIVE)
        broadcasts = stage.broadcasts()
        desk = await broadcasts.follow(campaign)
        assert desk.source_status().message == NO_TOKEN
        await broadcasts.use_client(stage.client, "2002")
        assert (desk.source_status().state, desk.source_status().message) == (
            SourceState.FORBIDDEN,
            OTHER_PAGE,
        )
        assert stage.tasks.running == ()
        await broadcasts.use_client(stage.client, PAGE)
        await stage.until(lambda: desk.source_status().state is SourceState.READING)
        await broadcasts.shutdown()


async def test_what_the_database_refuses_is_said_on_the_screens() -> None:
    async with staged() as stage:
        campaign = stage.save(live=LIVE)
        broadcasts = stage.broadcasts()
        await broadcasts.start()
        desk, said = await broadcasts.desk(campaign), list[str | None]()
        desk.subscribe(lambda change: said.append(change.storage_fault))

        async def refuse(*_: object) -> None:
            raise DiskFailedError(Path("shop.db"))

        broadcasts._database = cast(Database, SimpleNamespace(read=refuse))
        stage.bus.publish(CampaignBound(campaign, LIVE))
        await stage.until(lambda: any(said))
        assert said == [str(DiskFailedError(Path("shop.db")))]
        await broadcasts.shutdown()


async def test_who_is_at_the_desk_is_set_for_all_desks() -> None:
    async with staged() as stage:
        broadcasts = stage.broadcasts(staff="Lan")
        first = await broadcasts.desk(stage.save())
        broadcasts.set_staff("Minh")
        second = await broadcasts.desk(stage.save())
        assert (first.staff, second.staff) == ("Minh", "Minh")


async def test_at_the_start_what_was_over_long_ago_is_left_alone() -> None:
    async with staged() as stage:
        running, over, ended = stage.save(live=LIVE), stage.save(live="1"), stage.save(live="2")
        day = 86_400_000
        for live, status in ((LIVE, "LIVE"), ("1", "VOD")):
            row = lives.LiveRecord(live, SHOP.id, None, "", status, None, stage.clock() - 2 * day, 1)
            stage.database.write_sync(lives.keep, row)
        stage.database.write_sync(campaigns.end, ended, 1)
        assert stage.database.read_sync(to_follow, stage.clock()) == [running]
        assert over not in stage.database.read_sync(to_follow, stage.clock())
