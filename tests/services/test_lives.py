"""The list of campaigns and lives against the sandbox: *Đồng bộ*, binding, going on, ending, bad cases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lives_stage import HOUR, LIVE, rows_of, staged

from desktop.services import lives_list
from desktop.services.live_rows import DeskError
from desktop.services.lives import NEWEST, NO_PAGE, NOT_STARTED, TAKEN, LivesDesk
from desktop.services.lives_rows import LifeRow, LivesList, RowAction, RowState, Section
from desktop.storage import campaigns


def row(listed: LivesList, campaign: int) -> LifeRow:
    return next(row for row in listed.rows if row.campaign_id == campaign)


async def test_sync_lists_lives_of_every_status() -> None:
    """*Đồng bộ*: on the air, announced, ended; each in the section where a seller looks for it."""
    async with staged() as stage:
        announced = await stage.live("SCHEDULED_LIVE", title="Tối mai")
        over = await stage.live("VOD", title="Hôm qua")
        listed = await stage.desk().sync()
        by_live = {row.live_id: (row.section, row.state, row.name) for row in listed.rows}
        assert by_live == {
            LIVE: (Section.RUNNING, RowState.LIVE, "Xả kho sáng"),
            announced: (Section.UNCLAIMED, RowState.SCHEDULED, "Tối mai"),
            over: (Section.UNCLAIMED, RowState.OVER, "Hôm qua"),
        }
        assert listed.synced_at is not None and listed.trouble == ""


async def test_offline_the_list_is_what_was_stored_with_its_age_and_what_to_do() -> None:
    async with staged() as stage:
        desk = stage.desk()
        before = await desk.sync()
        await stage.control("fault", target="graph.live_videos", kind="disconnect", count=9)
        listed = await desk.sync()
        assert listed.rows == before.rows and listed.synced_at == before.synced_at
        assert "Kết nối tới Facebook bị ngắt" in listed.trouble and not listed.asks_token


async def test_without_a_page_the_list_says_so() -> None:
    async with staged() as stage:
        stage.page = None
        campaign = stage.save()
        listed = await stage.desk().sync()
        assert (listed.trouble, listed.page) == (NO_PAGE, None)
        assert row(listed, campaign).state is RowState.WAITING


async def test_a_missing_permission_and_a_dead_token_are_named() -> None:
    async with staged() as stage:
        desk = stage.desk()
        await stage.control("token", missing_scopes=["pages_read_engagement"])
        assert "pages_read_engagement" in (await desk.sync()).trouble
        await stage.control("token", state="expired")
        listed = await desk.sync()
        assert "hết hạn" in listed.trouble and listed.asks_token
        await stage.control("token", state="valid", missing_scopes=[])
        assert (await desk.sync()).trouble == ""


async def test_a_campaign_binds_to_the_live_that_starts_after_it_and_tells_it() -> None:
    async with staged() as stage:
        desk = stage.desk()
        await desk.sync()
        campaign = stage.save()
        assert stage.campaign(campaign).is_waiting
        assert row(await desk.sync(), campaign).state is RowState.WAITING, "the running live began before"
        live = await stage.live(title="Xả kho tối")
        listed = await desk.sync()
        assert stage.campaign(campaign).live_video_id == live
        assert [(bound.campaign, bound.live_id) for bound in stage.bound] == [(campaign, live)]
        shown = row(listed, campaign)
        assert (shown.state, shown.live_title, shown.actions[0]) == (
            RowState.LIVE,
            "Xả kho tối",
            RowAction.OPEN,
        )


async def test_an_announced_live_binds_when_it_starts() -> None:
    async with staged() as stage:
        desk = stage.desk()
        await desk.sync()
        campaign = stage.save()
        live = await stage.live("SCHEDULED_LIVE")
        await desk.sync()
        assert stage.campaign(campaign).is_waiting
        await stage.control("live", id=live, status="LIVE")
        await desk.sync()
        assert stage.campaign(campaign).live_video_id == live


async def test_two_that_wait_say_who_gets_which_live() -> None:
    async with staged() as stage:
        desk = stage.desk()
        await stage.control("live", id=LIVE, status="VOD")
        first, second = stage.save(ago=HOUR, name="Áo len"), stage.save(ago=1)
        listed = await desk.sync()
        assert [row.campaign_id for row in rows_of(listed.rows, Section.WAITING)] == [first, second]
        assert row(listed, first).note == "Nhận buổi live kế tiếp của Tiệm thử."
        assert row(listed, second).note == "Chờ thứ 2: nhận buổi live sau buổi của “Áo len”."


async def test_a_live_from_before_is_offered_to_bind_by_hand() -> None:
    """It is not bound by itself; the row says why, and what the seller may do."""
    async with staged() as stage:
        desk = stage.desk()
        await desk.sync()
        campaign = stage.save()
        listed = await desk.sync()
        shown = row(listed, campaign)
        assert shown.note == lives_list.RAN_BEFORE and RowAction.BIND in shown.actions
        (free,) = rows_of(listed.rows, Section.RUNNING)
        assert free.note == lives_list.UNCLAIMED and free.actions == (RowAction.BIND, RowAction.CREATE)
        assert [(one.campaign_id, one.live_id) for one in free.choices] == [(campaign, LIVE)]
        await desk.bind(campaign, LIVE)
        assert stage.campaign(campaign).live_video_id == LIVE
        assert stage.bound[-1].live_id == LIVE


async def test_two_lives_at_once_are_both_listed_and_said() -> None:
    async with staged() as stage:
        desk = stage.desk()
        campaign = stage.save(live=LIVE)
        other = await stage.live(title="Live phụ")
        listed = await desk.sync()
        running = {row.live_id: row for row in rows_of(listed.rows, Section.RUNNING)}
        assert set(running) == {LIVE, other} and running[LIVE].campaign_id == campaign
        assert "2 buổi live cùng lúc" in running[other].note and running[other].is_urgent


async def test_what_cannot_be_bound_is_a_sentence() -> None:
    async with staged() as stage:
        desk = stage.desk()
        announced = await stage.live("SCHEDULED_LIVE")
        await desk.sync()
        first, second = stage.save(), stage.save()
        await desk.bind(first, LIVE)
        for campaign, live, sentence in ((second, LIVE, TAKEN), (second, announced, NOT_STARTED)):
            with pytest.raises(DeskError) as refused:
                await desk.bind(campaign, live)
            assert str(refused.value) == sentence
        with pytest.raises(DeskError, match="không còn chờ"):
            await desk.bind(first, LIVE)
        with pytest.raises(DeskError, match="Không còn thấy"):
            await desk.bind(second, "404")


async def test_a_live_started_again_is_offered_to_the_campaign_whose_live_ended() -> None:
    """Facebook gives it a new id: the campaign goes on there, with what it has."""
    async with staged() as stage:
        desk = stage.desk()
        campaign = stage.save(live=LIVE)
        stage.database.write_sync(campaigns.advance, campaign, 9, 9)
        await desk.sync()
        await stage.control("live", id=LIVE, status="LIVE_STOPPED")
        assert row(await desk.sync(), campaign).note == lives_list.OFF_AIR
        again = await stage.live(title="Live lại")
        shown = row(await desk.sync(), campaign)
        assert shown.state is RowState.OFF_AIR and shown.is_urgent and RowAction.GO_ON in shown.actions
        assert "Trang đang có buổi live mới “Live lại”" in shown.note
        (new,) = [row for row in (await desk.rows()).rows if row.live_id == again]
        assert not new.is_urgent, "one thing at a time asks for attention"
        started_at = stage.campaign(campaign).started_at
        await desk.go_on(campaign, shown.choices[0].live_id)
        record = stage.campaign(campaign)
        assert (record.live_video_id, record.watermark, record.started_at) == (again, 0, started_at)
        assert row(await desk.sync(), campaign).state is RowState.LIVE


async def test_running_rows_come_by_what_a_seller_looks_for() -> None:
    """What is on the air, then what asks for something, then the rest."""
    async with staged() as stage:
        desk = stage.desk()
        over, again = stage.save(live=LIVE, name="Live tắt"), await stage.live(title="Live mới")
        on_air = stage.save(live=await stage.live(), name="Đang live")
        await stage.control("live", id=LIVE, status="LIVE_STOPPED")
        listed = await desk.sync()
        found = [row.campaign_id or row.live_id for row in rows_of(listed.rows, Section.RUNNING)]
        assert found == [on_air, over, again]


async def test_a_waiting_campaign_goes_before_one_whose_live_ended() -> None:
    """The new live is the waiting campaign's by rule; nothing is left to offer."""
    async with staged() as stage:
        desk = stage.desk()
        old = stage.save(live=LIVE)
        await stage.control("live", id=LIVE, status="LIVE_STOPPED")
        await desk.sync()
        waiting = stage.save()
        live = await stage.live()
        listed = await desk.sync()
        assert row(listed, waiting).live_id == live
        assert RowAction.GO_ON not in row(listed, old).actions


async def test_ended_by_staff_reopened_and_ended_again() -> None:
    async with staged() as stage:
        desk = stage.desk()
        campaign = stage.save(live=LIVE)
        await desk.end(campaign)
        shown = row(await desk.rows(), campaign)
        assert (shown.section, shown.state) == (Section.ENDED, RowState.ENDED)
        assert shown.actions == (RowAction.OPEN, RowAction.COPY, RowAction.REOPEN)
        await desk.reopen(campaign)
        assert row(await desk.rows(), campaign).section is Section.RUNNING
        assert stage.bound[-1].campaign == campaign, "it is read again"


async def test_only_a_campaign_without_anything_is_deleted() -> None:
    async with staged() as stage:
        desk = stage.desk()
        campaign, bound = stage.save(), stage.save(live=LIVE)
        await desk.delete(campaign)
        assert [row.campaign_id for row in (await desk.rows()).rows] == [bound]
        with pytest.raises(DeskError, match="không xoá được"):
            await desk.delete(bound)


async def test_a_token_of_another_page_touches_no_campaign_of_this_one() -> None:
    """Lives of another page: its campaigns neither bind nor read, and say what to connect."""
    async with staged() as stage:
        desk = stage.desk()
        waiting, running = stage.save(page="2002"), stage.save(page="2002", live="99")
        await stage.live()
        listed = await desk.sync()
        assert stage.campaign(waiting).is_waiting
        assert row(listed, waiting).note == lives_list.OTHER_PAGE_WAITING
        assert RowAction.BIND not in row(listed, waiting).actions
        assert RowAction.CONNECT in row(listed, waiting).actions
        assert row(listed, running).note == lives_list.OTHER_PAGE and row(listed, running).is_urgent
        with pytest.raises(DeskError, match="trang khác"):
            await desk.bind(waiting, LIVE)


async def test_the_pcs_clock_a_day_ahead_does_not_lose_the_live() -> None:
    """Saved by a PC that is a day ahead: the next live starts after it all the same."""
    async with staged() as stage:
        stage.skew = 24 * HOUR
        desk = stage.desk()
        await desk.sync()
        campaign = stage.save()
        live = await stage.live()
        await desk.sync()
        assert stage.campaign(campaign).live_video_id == live


async def test_what_is_not_told_any_more_stays_known() -> None:
    """The way over the page's videos tells no title: the one known stays."""
    async with staged() as stage:
        desk = stage.desk()
        before = await desk.sync()
        await stage.control("fault", target="graph.live_videos", kind="status", code=100, count=1)
        after = await desk.sync()
        assert [replace(row, at=None) for row in after.rows] == [replace(row, at=None) for row in before.rows]


async def test_a_running_live_behind_many_announced_ones_is_found_all_the_same() -> None:
    async with staged() as stage:
        desk = stage.desk()
        for _ in range(NEWEST):
            await stage.live("SCHEDULED_UNPUBLISHED")
        listed = await desk.sync()
        assert rows_of(listed.rows, Section.RUNNING)[0].live_id == LIVE
        assert len(rows_of(listed.rows, Section.UNCLAIMED)) == NEWEST


async def test_figures_are_those_of_the_campaign() -> None:
    async with staged() as stage:
        campaign = stage.save(live=LIVE)
        shown = row(await stage.desk().rows(), campaign)
        assert (shown.comments, shown.orders, shown.products) == (0, 0, 1)


def test_every_action_of_a_row_is_one_the_desk_or_the_window_has() -> None:
    """BIND, GO_ON, END, REOPEN and DELETE are the desk's; the others are the window's."""
    ours = {RowAction.BIND, RowAction.GO_ON, RowAction.END, RowAction.REOPEN, RowAction.DELETE}
    assert all(hasattr(LivesDesk, action.value) for action in ours)
    assert set(RowAction) - ours == {
        RowAction.OPEN,
        RowAction.CONFIGURE,
        RowAction.COPY,
        RowAction.CREATE,
        RowAction.CONNECT,
    }


async def test_without_a_token_the_page_is_shown_as_it_was() -> None:
    async with staged() as stage:
        desk = LivesDesk(stage.database, stage.bus, stage.clock, lambda: None, lambda: stage.page)
        listed = await desk.sync()
        assert listed.page == stage.page and listed.synced_at is None
