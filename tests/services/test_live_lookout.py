"""Looking out for lives: only while a campaign needs one, calmly when Facebook asks for it (§4.4)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from lives_stage import LIVE, Stage, staged

from desktop.clients.graph.usage import Interval
from desktop.clients.http import Backoff
from desktop.services.live_lookout import SOON_AFTER_END, LiveLookout, LookoutPace
from desktop.services.lives_rows import LivesChanged

PACE = LookoutPace(
    interval=Interval(active=5.0, quiet=5.0, slowest=60.0),
    backoff=Backoff(first=2.0, limit=8.0, jitter=0.0),
    idle=7.0,
    refused=33.0,
)


@dataclass(slots=True)
class Waits:
    """A clock on which a wait lasts until the test lets it go, or the lookout is woken."""

    asked: list[float] = field(default_factory=list)
    ahead: float = 0.0
    _waiting: asyncio.Event = field(default_factory=asyncio.Event)
    _let_go: asyncio.Event = field(default_factory=asyncio.Event)

    def now(self) -> int:
        return round(self.ahead * 1000)

    def monotonic(self) -> float:
        return self.ahead

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        self.asked.append(seconds)
        self._waiting.set()
        loop = asyncio.get_running_loop()
        ends = [loop.create_task(self._let_go.wait()), loop.create_task(event.wait())]
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for end in ends:
                end.cancel()
            await asyncio.gather(*ends, return_exceptions=True)
        self._let_go.clear()
        if not event.is_set():
            self.ahead += seconds
        return event.is_set()

    async def rest(self) -> float:
        """What it waits for next, in seconds, once it does."""
        async with asyncio.timeout(10):
            await self._waiting.wait()
        self._waiting.clear()
        return self.asked[-1]

    async def go_on(self) -> float:
        """Let the wait be over; the next one."""
        self._let_go.set()
        return await self.rest()


@asynccontextmanager
async def looking(stage: Stage) -> AsyncIterator[tuple[LiveLookout, Waits]]:
    clock = Waits()
    lookout = LiveLookout(
        stage.database, stage.bus, stage.desk(), lambda: stage.client, pace=PACE, clock=clock
    )
    stage.tasks.spawn("lives", lookout.run())
    yield lookout, clock
    await stage.tasks.stop("lives")


async def asked(stage: Stage) -> int:
    """How often Facebook was asked for the lives."""
    answer = await stage.http.get(f"{stage.sandbox.announcement['control']}/log")
    return sum(str(row["path"]).endswith("/live_videos") for row in answer.json()["requests"])


async def test_facebook_is_left_alone_while_nobody_waits() -> None:
    async with staged() as stage:
        stage.save(live=LIVE)
        async with looking(stage) as (_, clock):
            assert [await clock.rest(), await clock.go_on()] == [PACE.idle] * 2
            assert await asked(stage) == 0


async def test_it_asks_every_five_seconds_until_the_campaign_is_bound() -> None:
    async with staged() as stage:
        await stage.desk().sync()
        campaign = stage.save()
        async with looking(stage) as (_, clock):
            assert [await clock.rest(), await clock.go_on()] == [5.0, 5.0]
            live = await stage.live()
            await clock.go_on()
            assert stage.campaign(campaign).live_video_id == live
            assert await clock.go_on() == PACE.idle


async def test_a_campaign_that_was_just_saved_is_looked_for_at_once() -> None:
    async with staged() as stage:
        await stage.desk().sync()
        async with looking(stage) as (lookout, clock):
            assert await clock.rest() == PACE.idle
            stage.save()
            stage.bus.publish(LivesChanged())
            assert await clock.rest() == 5.0
            lookout.wake()
            assert await clock.rest() == 5.0
        assert await asked(stage) == 3


async def test_it_looks_on_for_half_an_hour_after_a_live_has_ended() -> None:
    """It may be started again under a new id."""
    async with staged() as stage:
        stage.save(live=LIVE)
        await stage.control("live", id=LIVE, status="LIVE_STOPPED")
        await stage.desk().sync()
        async with looking(stage) as (_, clock):
            assert [await clock.rest(), await clock.go_on()] == [5.0, 5.0]
            clock.ahead += SOON_AFTER_END
            assert await clock.go_on() == PACE.idle


async def test_failures_are_backed_off_from_and_forgotten() -> None:
    async with staged() as stage:
        stage.save()
        await stage.control("fault", target="graph.live_videos", kind="disconnect", count=3)
        async with looking(stage) as (_, clock):
            rests = [await clock.rest(), *[await clock.go_on() for _ in range(3)]]
            assert rests == [2.0, 4.0, 8.0, 5.0]


async def test_what_only_staff_can_mend_is_asked_calmly() -> None:
    async with staged() as stage:
        stage.save()
        await stage.control("token", state="expired")
        async with looking(stage) as (_, clock):
            assert await clock.rest() == PACE.refused


async def test_a_rate_limit_is_waited_out_even_when_woken() -> None:
    """graph_api.md §4.3: asking on would extend it."""
    async with staged() as stage:
        stage.save()
        await stage.control("fault", target="graph.live_videos", kind="status", code=80001, count=1)
        async with looking(stage) as (lookout, clock):
            limit = await clock.rest()
            assert limit >= 60.0
            lookout.wake()
            assert await clock.rest() == limit
            assert await asked(stage) == 1
            assert await clock.go_on() == 5.0
