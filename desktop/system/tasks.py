"""Holds every asyncio task of the program by name. Nobody else calls `create_task` (architecture.md §3).

A task that nobody holds can vanish in mid-run, and the failure of one nobody awaits is never seen: here
every task has a name, its failure is logged, and a shutdown ends all of them within a deadline.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")
Work = Callable[[], Awaitable[T]]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BackOff:
    """How long a worker that failed rests: doubling from `first` to `longest` seconds, each 50–100 % of it.

    A worker that ran for `healthy_after` seconds before it failed begins with `first` again.
    """

    first: float = 0.5
    longest: float = 30.0
    healthy_after: float = 60.0

    def rest(self, failures: int) -> float:
        """Seconds to rest after so many failures in a row (1 or more)."""
        return min(self.longest, self.first * 2.0 ** min(failures - 1, 30)) * random.uniform(0.5, 1.0)


class TaskSupervisor:
    """The tasks now running, by name. Used on the event loop's thread, under asyncio and qasync alike."""

    def __init__(self) -> None:
        self._tasks: dict[asyncio.Task[Any], None] = {}
        self._is_closed = False

    @property
    def running(self) -> tuple[str, ...]:
        """Names of the tasks not yet done, oldest first."""
        return tuple(task.get_name() for task in self._tasks if not task.done())

    def spawn(self, name: str, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Run a coroutine once. Its failure is logged, and raised to whoever awaits the task.

        Raises RuntimeError, and closes the coroutine, where the name is taken or the shutdown has begun.
        """
        if name in self.running:
            work.close()
            raise RuntimeError(f"{name!r} already runs")
        return self._start(name, work)

    def supervise(self, name: str, work: Work[None], back_off: BackOff | None = None) -> asyncio.Task[None]:
        """Run a long-lived worker, again after a rest whenever it fails. It ends when `work` returns."""
        return self.spawn(name, _restarting(name, work, back_off or BackOff()))

    def run_latest(self, name: str, work: Work[T]) -> asyncio.Task[T]:
        """Run `work` instead of the runs of this name before it, once those are cancelled and gone."""
        before = self._named(name)
        for task in before:
            task.cancel()
        return self._start(name, _after(before, work))

    async def stop(self, *names: str, within: float = 5.0) -> tuple[str, ...]:
        """Cancel these tasks and wait for their end, at most `within` seconds. Returns who still runs."""
        return await self._end([task for name in names for task in self._named(name)], within)

    async def shutdown(self, within: float = 5.0) -> tuple[str, ...]:
        """Cancel all that still run and take no more. Call `stop` before for those whose order matters."""
        self._is_closed = True
        return await self._end(list(self._tasks), within)

    def _named(self, name: str) -> list[asyncio.Task[Any]]:
        return [task for task in self._tasks if task.get_name() == name]

    def _start(self, name: str, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        if self._is_closed:
            work.close()
            raise RuntimeError(f"{name!r} came after the shutdown began")
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks[task] = None
        task.add_done_callback(self._ended)
        return task

    async def _end(self, tasks: list[asyncio.Task[Any]], within: float) -> tuple[str, ...]:
        others = [task for task in tasks if not task.done() and task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        _, stuck = await asyncio.wait(others, timeout=within) if others else (set(), set())
        for task in stuck:
            _log.error("task %s did not end within %s s", task.get_name(), within)
        return tuple(sorted(task.get_name() for task in stuck))

    def _ended(self, task: asyncio.Task[Any]) -> None:
        del self._tasks[task]
        if not task.cancelled() and (error := task.exception()):
            _log.error("task %s failed", task.get_name(), exc_info=error)


async def _restarting(name: str, work: Work[None], back_off: BackOff) -> None:
    loop = asyncio.get_running_loop()
    failures = 0
    while True:
        started = loop.time()
        try:
            await work()
            return
        except Exception:
            failures = 1 if loop.time() - started >= back_off.healthy_after else failures + 1
            rest = back_off.rest(failures)
            _log.exception("worker %s failed; it starts again in %.1f s", name, rest)
        await asyncio.sleep(rest)


async def _after(before: list[asyncio.Task[Any]], work: Work[T]) -> T:
    if before:
        await asyncio.wait(before)
    return await work()
