"""The queue before Haravan's bucket of 80, leaking 4 a second (omni_carriers.md §1.4), stepped by hand."""

from __future__ import annotations

import asyncio
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from omni_stub import SteppedClock, settle

from desktop.clients.omni.errors import ErrorKind, OmniError
from desktop.clients.omni.limiter import (
    BUCKET_SIZE,
    LEAK_PER_SECOND,
    URGENT_RESERVE,
    Bucket,
    CallQueue,
    Priority,
)

URGENT, NORMAL = Priority.URGENT, Priority.NORMAL


class Callers:
    """Many callers of one queue; `passed` are the names let through, each with its second."""

    def __init__(self) -> None:
        self.clock = SteppedClock()
        self.queue = CallQueue(self.clock)
        self.passed: list[tuple[str, float]] = []
        self.tasks: list[asyncio.Task[None]] = []

    def call(self, name: str, priority: Priority = NORMAL, place: int | None = None) -> asyncio.Task[None]:
        task = asyncio.ensure_future(self._call(name, priority, place))
        self.tasks.append(task)
        return task

    async def _call(self, name: str, priority: Priority, place: int | None) -> None:
        async with self.queue.turn(priority, place):
            self.passed.append((name, self.clock.elapsed))

    def names(self) -> list[str]:
        return [name for name, _ in self.passed]

    async def end(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


async def test_normal_calls_burst_to_60_and_then_keep_to_4_a_second() -> None:
    callers = Callers()
    for number in range(100):
        callers.call(str(number))
    await settle()
    assert len(callers.passed) == BUCKET_SIZE - URGENT_RESERVE
    await callers.clock.step(5.0)
    assert len(callers.passed) == 60 + 5 * LEAK_PER_SECOND
    assert callers.names() == [str(number) for number in range(80)]  # In order of arrival.
    await callers.clock.step(5.0)
    assert len(callers.passed) == 100 and callers.queue.waiting == 0
    await callers.end()


async def test_urgent_calls_find_the_reserve_while_a_refresh_waits() -> None:
    callers = Callers()
    for number in range(100):
        callers.call(str(number))
    await settle()
    before = len(callers.passed)
    for number in range(URGENT_RESERVE):
        callers.call(f"urgent {number}", URGENT)
    await settle()
    assert callers.names()[before:] == [f"urgent {number}" for number in range(URGENT_RESERVE)]
    assert callers.queue.level() == pytest.approx(BUCKET_SIZE)
    late = callers.call("late", URGENT)
    await settle()
    assert not late.done()  # Not even an urgent call overfills the bucket.
    await callers.clock.step(0.25)
    assert late.done() and callers.queue.waiting == 40
    await callers.end()


async def test_urgent_goes_before_normal_that_came_earlier() -> None:
    callers = Callers()
    callers.queue.hold(2.0)
    for name, priority in (("a", NORMAL), ("b", NORMAL), ("c", URGENT), ("d", URGENT)):
        callers.call(name, priority)
    await callers.clock.step(10.0)
    assert callers.names() == ["c", "d", "a", "b"]
    await callers.end()


async def test_a_repeated_call_keeps_its_place() -> None:
    callers = Callers()
    place = callers.queue.place()
    callers.queue.hold(2.0)
    callers.call("later")
    callers.call("repeated", place=place)
    await callers.clock.step(10.0)
    assert callers.names() == ["repeated", "later"]
    await callers.end()


async def test_a_429_holds_everybody_until_its_wait_is_over() -> None:
    callers = Callers()
    callers.call("before")
    await settle()
    callers.queue.hold(2.0)
    callers.call("urgent", URGENT)
    callers.call("normal")
    await callers.clock.step(1.99)
    assert callers.names() == ["before"]
    await callers.clock.step(0.01)
    assert callers.names() == ["before", "urgent"]
    # The bucket was full: 80 − 2 s · 4, and the urgent one, must leak down to 59 before a normal call fits.
    await callers.clock.step(3.4)
    assert callers.names() == ["before", "urgent"]
    await callers.clock.step(0.2)
    assert callers.names() == ["before", "urgent", "normal"]
    await callers.end()


async def test_a_wait_beyond_patience_fails_the_waiting_and_the_new_calls() -> None:
    callers = Callers()
    callers.queue.hold(30.0)
    waiting = [callers.call("a"), callers.call("b")]
    await settle()
    callers.queue.hold(3600.0)
    await settle()
    assert all(task.done() for task in waiting)  # At once, and not when the 30 s are over.
    waiting.append(callers.call("c"))
    await settle()
    for task in waiting:
        error = task.exception()
        assert isinstance(error, OmniError) and error.kind is ErrorKind.THROTTLE
        assert error.retry_after == pytest.approx(3600.0)
    assert callers.queue.waiting == 0


async def test_answers_tell_of_calls_that_others_make() -> None:
    callers = Callers()
    async with callers.queue.turn() as call:
        callers.queue.answered(call, {"x-haravan-api-call-limit": "59/80"})
    callers.call("one more")
    callers.call("too many")
    await settle()
    assert callers.names() == ["one more"]
    await callers.clock.step(0.25)
    assert callers.names() == ["one more", "too many"]
    await callers.end()


async def test_calls_that_ran_beside_an_answer_are_added_to_what_it_tells() -> None:
    queue = CallQueue(SteppedClock())
    async with queue.turn() as first:
        async with queue.turn(), queue.turn():
            pass
        queue.answered(first, {"x-haravan-api-call-limit": "10/80"})
    assert queue.level() == pytest.approx(12)


async def test_a_low_number_never_lets_more_through_than_4_a_second() -> None:
    callers = Callers()
    for _ in range(60):
        async with callers.queue.turn() as call:
            callers.queue.answered(call, {"x-haravan-api-call-limit": "1/80"})
    late = callers.call("late")
    await settle()
    assert not late.done()
    await callers.end()


@pytest.mark.parametrize("text", ["", "80", "x/80", "-1/80", "1/0/80", "1e9/80", "9999999/80", "32 of 80"])
async def test_a_limit_that_cannot_be_read_tells_nothing(text: str) -> None:
    queue = CallQueue(SteppedClock())
    async with queue.turn() as call:
        queue.answered(call, {"x-haravan-api-call-limit": text})
    assert queue.level() == pytest.approx(1)


async def test_a_smaller_bucket_is_kept_to_and_one_of_nothing_still_lets_calls_through() -> None:
    callers = Callers()
    async with callers.queue.turn() as call:
        callers.queue.answered(call, {"x-haravan-api-call-limit": "1/0"})
    callers.call("one", URGENT)
    await callers.clock.step(1.0)
    assert callers.names() == ["one"]
    await callers.end()


async def test_a_cancelled_waiter_leaves_no_trace_and_holds_nobody_up() -> None:
    callers = Callers()
    for number in range(60):
        callers.call(str(number))
    await settle()
    first, second, third = callers.call("first"), callers.call("second"), callers.call("third")
    await settle()
    second.cancel()
    first.cancel()
    await settle()
    assert callers.queue.waiting == 1
    await callers.clock.step(0.25)
    assert third.done() and callers.names()[60:] == ["third"]
    await callers.end()


async def test_a_cancelled_call_under_way_is_no_longer_counted_as_such() -> None:
    clock = SteppedClock()
    queue = CallQueue(clock)

    async def hang() -> None:
        async with queue.turn():
            await asyncio.Event().wait()

    task = asyncio.ensure_future(hang())
    await settle()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with queue.turn() as call:
        assert call.overlapped == 0
    assert queue.level() == pytest.approx(2)  # It may have reached Haravan all the same.


def test_room_comes_with_the_leak() -> None:
    bucket = Bucket(0.0)
    for _ in range(60):
        assert bucket.seconds_to_room(NORMAL, 0.0) == 0.0
        bucket.add(0.0)
    assert bucket.seconds_to_room(NORMAL, 0.0) == pytest.approx(0.25)
    assert bucket.seconds_to_room(URGENT, 0.0) == 0.0
    assert bucket.level(1000.0) == 0.0


class HaravanBucket:
    """Haravan's side: what it holds at a moment, counted when a call arrives."""

    def __init__(self) -> None:
        self.level, self.at, self.highest = 0.0, 0.0, 0.0

    def arrive(self, now: float) -> dict[str, str]:
        self.level = max(0.0, self.level - (now - self.at) * LEAK_PER_SECOND) + 1
        self.at, self.highest = now, max(self.highest, self.level)
        return {"x-haravan-api-call-limit": f"{math.ceil(self.level - 1e-6)}/80"}


@settings(max_examples=60, deadline=None)
@given(
    moves=st.lists(
        st.tuples(st.sampled_from(["normal", "urgent", "cancel"]), st.integers(1, 40), st.floats(0, 6)),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_comes_the_bucket_holds_and_the_long_run_keeps_to_the_leak(
    moves: list[tuple[str, int, float]],
) -> None:
    """Never above 80 in the bucket, normal calls never above 60, long run ≤ 4/s, all served in the end."""

    async def run() -> None:
        clock, haravan, sent = SteppedClock(), HaravanBucket(), []
        queue = CallQueue(clock)
        tasks: list[asyncio.Task[None]] = []

        async def call(priority: Priority) -> None:
            async with queue.turn(priority) as ticket:
                headers = haravan.arrive(clock.elapsed)
                if priority is NORMAL:
                    assert haravan.level <= BUCKET_SIZE - URGENT_RESERVE + 1e-6
                sent.append(clock.elapsed)
                await asyncio.sleep(0)
                queue.answered(ticket, headers)

        for what, count, pause in moves:
            if what == "cancel":
                for task in tasks[-count:]:
                    task.cancel()
            else:
                priority = URGENT if what == "urgent" else NORMAL
                tasks += [asyncio.ensure_future(call(priority)) for _ in range(count)]
            await clock.step(pause)
            assert queue.level() <= BUCKET_SIZE + 1e-6
        await clock.step(150.0)
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            assert outcome is None or isinstance(outcome, asyncio.CancelledError)
        assert haravan.highest <= BUCKET_SIZE + 1e-6 and queue.waiting == 0
        assert_leak_kept(sent)

    asyncio.run(run())


def assert_leak_kept(sent: list[float]) -> None:
    """No window of time holds more calls than the bucket and what leaks out in it."""
    for first, begin in enumerate(sent):
        for last in range(first, len(sent)):
            assert last - first + 1 <= BUCKET_SIZE + (sent[last] - begin) * LEAK_PER_SECOND + 1e-6
