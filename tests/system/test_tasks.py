"""The task supervisor: nothing vanishes, no failure is unseen, everything ends (architecture.md §3)."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator

import pytest

from desktop.system.tasks import BackOff, TaskSupervisor

AT_ONCE = BackOff(first=0.0)


@pytest.fixture
async def tasks() -> AsyncIterator[TaskSupervisor]:
    supervisor = TaskSupervisor()
    yield supervisor
    assert await supervisor.shutdown(within=5) == ()


async def answer() -> int:
    return 42


async def test_a_task_runs_once_under_its_name(tasks: TaskSupervisor) -> None:
    task = tasks.spawn("answer", answer())
    assert tasks.running == ("answer",)
    assert await task == 42
    await asyncio.sleep(0)
    assert tasks.running == ()


async def test_a_task_is_held_though_nobody_else_holds_it(tasks: TaskSupervisor) -> None:
    """Nothing but the supervisor keeps this task and the future it waits for from the garbage collector."""
    done = asyncio.Event()

    async def wait_on_nothing_held() -> None:
        waiting = asyncio.get_running_loop().create_future()
        waiting.add_done_callback(lambda _: done.set())
        await waiting

    tasks.spawn("lonely", wait_on_nothing_held())
    await asyncio.sleep(0)
    gc.collect()
    assert tasks.running == ("lonely",)
    assert await tasks.stop("lonely") == ()
    await asyncio.wait_for(done.wait(), 5)


async def test_a_name_is_taken_while_its_task_runs(tasks: TaskSupervisor) -> None:
    tasks.spawn("reader", asyncio.sleep(60))
    with pytest.raises(RuntimeError, match="'reader' already runs"):
        tasks.spawn("reader", asyncio.sleep(60))
    await tasks.stop("reader")
    assert await tasks.spawn("reader", answer()) == 42


async def test_a_failure_is_logged_and_raised_to_who_awaits(
    tasks: TaskSupervisor, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail() -> None:
        raise LookupError("no such live")

    with pytest.raises(LookupError, match="no such live"):
        await tasks.spawn("reader", fail())
    assert "task reader failed" in caplog.text
    assert "no such live" in caplog.text


async def test_a_worker_that_fails_is_started_again(
    tasks: TaskSupervisor, caplog: pytest.LogCaptureFixture
) -> None:
    runs: list[int] = []

    async def work() -> None:
        runs.append(len(runs))
        if len(runs) < 4:
            raise ConnectionError("gone")

    await tasks.supervise("worker", work, AT_ONCE)
    assert runs == [0, 1, 2, 3]
    assert caplog.text.count("worker worker failed") == 3


async def test_a_worker_s_rest_can_be_cancelled(tasks: TaskSupervisor) -> None:
    failed = asyncio.Event()

    async def work() -> None:
        failed.set()
        raise ConnectionError

    task = tasks.supervise("worker", work, BackOff(first=3600))
    await failed.wait()
    assert await tasks.stop("worker", within=5) == ()
    assert task.cancelled()


def test_the_rest_doubles_up_to_the_longest_and_is_jittered() -> None:
    back_off = BackOff(first=1.0, longest=10.0)
    for failures, whole in ((1, 1.0), (2, 2.0), (3, 4.0), (4, 8.0), (5, 10.0), (5000, 10.0)):
        rests = [back_off.rest(failures) for _ in range(200)]
        assert all(whole / 2 <= rest <= whole for rest in rests)
        assert len(set(rests)) > 100


async def test_a_worker_that_ran_long_begins_with_the_first_rest_again(tasks: TaskSupervisor) -> None:
    asked: list[int] = []

    class Told(BackOff):
        def rest(self, failures: int) -> float:
            asked.append(failures)
            return 0.0

    async def work() -> None:
        if len(asked) < 3:
            raise ConnectionError

    await tasks.supervise("flaky", work, Told(healthy_after=3600))
    assert asked == [1, 2, 3]
    asked.clear()
    await tasks.supervise("healthy", work, Told(healthy_after=0))
    assert asked == [1, 1, 1]


async def test_run_latest_cancels_the_run_before_and_starts_when_it_is_gone(tasks: TaskSupervisor) -> None:
    story: list[str] = []
    started = asyncio.Event()

    async def search(word: str) -> str:
        story.append(f"start {word}")
        started.set()
        try:
            await asyncio.sleep(60 if word != "áo len" else 0)
        finally:
            await asyncio.sleep(0)
            story.append(f"end {word}")
        return word

    first = tasks.run_latest("search", lambda: search("á"))
    await started.wait()
    second = tasks.run_latest("search", lambda: search("áo"))
    third = tasks.run_latest("search", lambda: search("áo len"))
    assert await third == "áo len"
    assert first.cancelled()
    assert second.cancelled()
    assert story == ["start á", "end á", "start áo len", "end áo len"]


async def test_stop_reports_who_does_not_end_in_time(
    tasks: TaskSupervisor, caplog: pytest.LogCaptureFixture
) -> None:
    let_go = asyncio.Event()

    async def stubborn() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            await let_go.wait()

    tasks.spawn("stubborn", stubborn())
    tasks.spawn("willing", asyncio.sleep(60))
    await asyncio.sleep(0)
    assert await tasks.stop("stubborn", "willing", "unknown", within=0.05) == ("stubborn",)
    assert "task stubborn did not end" in caplog.text
    let_go.set()


async def test_after_the_shutdown_nothing_starts() -> None:
    tasks = TaskSupervisor()
    running = [tasks.spawn(name, asyncio.sleep(60)) for name in ("a", "b")]
    assert await tasks.shutdown() == ()
    assert all(task.cancelled() for task in running)
    with pytest.raises(RuntimeError, match="shutdown"):
        tasks.spawn("late", answer())
    with pytest.raises(RuntimeError, match="shutdown"):
        tasks.run_latest("late", answer)


async def test_a_task_may_begin_the_shutdown_itself() -> None:
    tasks = TaskSupervisor()
    other = tasks.spawn("other", asyncio.sleep(60))

    async def quit_program() -> tuple[str, ...]:
        return await tasks.shutdown()

    assert await tasks.spawn("quit", quit_program()) == ()
    assert other.cancelled()


def test_it_works_on_qasync_s_loop(qapp: object) -> None:
    import qasync

    loop = qasync.QEventLoop(qapp, set_running_loop=False)
    runs: list[int] = []

    async def work() -> None:
        runs.append(len(runs))
        if len(runs) < 3:
            raise ConnectionError

    async def use() -> None:
        tasks = TaskSupervisor()
        await tasks.supervise("worker", work, AT_ONCE)
        tasks.spawn("other", asyncio.sleep(60))
        assert await tasks.run_latest("search", answer) == 42
        assert await tasks.shutdown() == ()

    try:
        loop.run_until_complete(use())
    finally:
        loop.close()
        asyncio.set_event_loop(None)
    assert runs == [0, 1, 2]
