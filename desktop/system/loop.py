"""The program's event loop: Qt and asyncio on one thread, through qasync with its mends.

    application = QApplication(sys.argv)
    with Loop(application) as loop:
        undo = loop.on_interrupt(window.close)
        loop.run_until_complete(run_program())

The mends were each seen to be needed (architecture.md §6). Nothing else of the program imports qasync.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import logging
import os
import signal
import time
from collections.abc import Callable, Coroutine, Generator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextvars import Context
from typing import Any, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

# WORKAROUND: qasync takes the first Qt binding that it can import, PyQt before PySide, and two bindings in
# one process crash. It reads this name when imported. To be removed when qasync takes the loaded binding.
os.environ["QT_API"] = "pyside6"
import qasync

T = TypeVar("T")
Work = Generator[Any, None, T] | Coroutine[Any, Any, T]

POOL_THREADS = 4
SLOW = 0.008
INTERRUPT_EVERY = 200
COLLECT_EVERY = 1_000
COLLECT_ALL_EVERY = 300

_log = logging.getLogger(__name__)


class Loop(qasync.QEventLoop):  # type: ignore[misc]
    """An asyncio event loop that runs on Qt's. Made once, on the GUI thread; `close` also ends its pool.

    `pool` is the small pool of threads for files, pictures and the keyring (architecture.md §3).
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        # WORKAROUND: closing the last window would stop the loop under running code. The program quits
        # when its shutdown is done. To be removed when qasync keeps running until it is stopped.
        application.setQuitOnLastWindowClosed(False)
        # WORKAROUND: qasync's own executor loses the future of a call that raises SystemExit. To be removed
        # when its worker catches BaseException.
        self.pool = ThreadPoolExecutor(POOL_THREADS, thread_name_prefix="io")
        self.set_default_executor(self.pool)
        self._held: set[asyncio.Task[Any]] = set()

    def create_task(
        self, coro: Work[T], *, name: str | None = None, context: Context | None = None
    ) -> asyncio.Task[T]:
        """Run a coroutine, and hold its task until it is done.

        WORKAROUND: asyncio holds tasks weakly, so one that waits for a future that nobody else holds is
        collected in mid-run. To be removed when asyncio holds them.
        """
        task: asyncio.Task[T] = super().create_task(coro, name=name, context=context)
        self._held.add(task)
        task.add_done_callback(self._held.discard)
        return task

    def run_in_executor(
        self, executor: Executor | None, func: Callable[..., T], *args: Any
    ) -> asyncio.Future[T]:
        """Run a function on a thread, the loop's pool unless told otherwise.

        WORKAROUND: qasync wraps the future for the loop of the calling thread, and a thread without one
        gets a RuntimeError. To be removed when qasync names its own loop.
        """
        return asyncio.wrap_future((executor or self.pool).submit(func, *args), loop=self)

    def call_later(
        self, delay: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.Handle:
        """Call back after `delay` seconds, and log what holds the window up for more than 8 ms.

        WORKAROUND: qasync times callbacks in debug mode only, which costs too much to be always on. To be
        removed when `slow_callback_duration` counts without it.
        """
        handle: asyncio.Handle = _TimedHandle(callback, args, self, context)
        self._add_callback(handle, delay)
        return handle

    def on_interrupt(self, callback: Callable[[], object]) -> Callable[[], None]:
        """Call back on Ctrl-C, in the loop, instead of raising anywhere. Returns what undoes it.

        WORKAROUND: Python sees a signal only when it runs code, and Qt may wait in C++ for long: a timer
        wakes it. To be removed when qasync uses `signal.set_wakeup_fd` on every platform.
        """
        wake = QTimer(interval=INTERRUPT_EVERY)
        wake.timeout.connect(lambda: None)
        wake.start()
        before = signal.signal(signal.SIGINT, lambda *_: self.call_soon_threadsafe(callback))

        def undo() -> None:
            wake.stop()
            signal.signal(signal.SIGINT, before)

        return undo


class _TimedHandle(asyncio.Handle):
    """A scheduled callback that says how long it took, where that was too long. Names, never arguments."""

    __slots__ = ()

    def _run(self) -> None:
        name, started = _name_of(self._callback), time.perf_counter()  # type: ignore[attr-defined]
        super()._run()
        if (taken := time.perf_counter() - started) > SLOW:
            _log.warning("slow callback: %s held the window up for %.0f ms", name, taken * 1000)


def _name_of(callback: Callable[..., object]) -> str:
    owner = getattr(callback, "__self__", None)
    if isinstance(owner, asyncio.Task):
        return f"task {owner.get_name()}"
    return getattr(callback, "__qualname__", type(callback).__name__)


def collect_garbage_here() -> Callable[[], None]:
    """Collect garbage on this thread only, from a timer. Call once everything is built; returns the undo.

    WORKAROUND: automatic collection runs on whatever thread allocates, and a QObject finalised on a worker
    thread crashes. What exists now is frozen: it lives as long as the program. To be removed when PySide
    moves deletions to the object's own thread.
    """
    was_enabled = gc.isenabled()
    gc.collect()
    gc.freeze()
    gc.disable()
    turns = itertools.count(1)
    timer = QTimer(interval=COLLECT_EVERY)
    timer.timeout.connect(lambda: _collect(next(turns)))
    timer.start()

    def undo() -> None:
        timer.stop()
        gc.unfreeze()
        if was_enabled:
            gc.enable()

    return undo


def _collect(turn: int) -> None:
    """The young objects at every turn, all of them every five minutes: that takes longer."""
    gc.collect(2 if turn % COLLECT_ALL_EVERY == 0 else 1)
