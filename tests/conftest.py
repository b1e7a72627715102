"""For all tests: a thread, a timer or an asyncio task that outlives its test fails that test."""

from __future__ import annotations

import asyncio
import functools
import gc
import inspect
import itertools
import os
import sys
import threading
import time
import weakref
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest

_GRACE = 2.0

# Screens are drawn in memory: tests need no display and open no window in anybody's face.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No test, and no process that a test starts, ever asks the keyring of whoever runs it (contracts.md §3).
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


# Collected on the main thread only, now and then: a QObject that automatic collection finalises on a
# worker thread crashes (architecture.md §6).
_COLLECT_EVERY = 40
_finished = itertools.count(1)


def pytest_configure(config: pytest.Config) -> None:
    """No garbage is collected behind a test's back."""
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Collect what the last tests left, here, on the main thread."""
    if next(_finished) % _COLLECT_EVERY == 0:
        gc.collect()


@pytest.fixture(autouse=True)
def no_leaks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Comes first and ends last among a test's own fixtures, so it sees what they leave behind too."""
    threads = set(threading.enumerate())
    timers = _watched_timers(monkeypatch)
    test = getattr(request.node, "obj", None)
    if inspect.iscoroutinefunction(test):
        request.node.obj = _watching_tasks(test)
    yield
    leaked = [f"thread {thread.name}" for thread in _left_running(threads)]
    leaked += [f"timer {timer!r}" for timer in _left_ticking(timers)]
    assert not leaked, f"left behind by this test: {', '.join(leaked)}"


def _left_running(before: set[threading.Thread]) -> list[threading.Thread]:
    """New threads that do not end within the grace. Threads of Qt's own pools show up as dummies."""
    until = time.monotonic() + _GRACE
    new = [t for t in threading.enumerate() if t not in before and not t.name.startswith("Dummy-")]
    for thread in new:
        thread.join(max(0.0, until - time.monotonic()))
    return [thread for thread in new if thread.is_alive()]


def _watching_tasks(test: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """The same async test, which fails where tasks that it started still run when it returns."""

    @functools.wraps(test)
    async def watched(*args: Any, **kwargs: Any) -> None:
        before = asyncio.all_tasks()
        await test(*args, **kwargs)
        for _ in range(5):  # What was cancelled in the last line may still end.
            await asyncio.sleep(0)
        leaked = asyncio.all_tasks() - before
        assert not leaked, f"tasks left running: {sorted(task.get_name() for task in leaked)}"

    return watched


def _watched_timers(monkeypatch: pytest.MonkeyPatch) -> list[weakref.ref[Any]]:
    """The QTimers started from now on; empty for tests that come before anybody has loaded Qt."""
    timers: list[weakref.ref[Any]] = []
    core = sys.modules.get("PySide6.QtCore")
    if core is not None:
        start = core.QTimer.start

        def watched_start(timer: Any, *args: Any) -> None:
            timers.append(weakref.ref(timer))
            start(timer, *args)

        monkeypatch.setattr(core.QTimer, "start", watched_start)
    return timers


def _left_ticking(timers: list[weakref.ref[Any]]) -> list[Any]:
    """The repeating timers among these that are neither stopped nor deleted with their owner."""
    if not timers:
        return []
    from PySide6.QtCore import QCoreApplication, QEvent
    from shiboken6 import isValid

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    alive = [timer for ref in timers if (timer := ref()) is not None]
    return [t for t in alive if isValid(t) and t.isActive() and not t.isSingleShot()]
