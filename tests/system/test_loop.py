"""The mends of the event loop, each of architecture.md §6."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import threading
import time
import weakref
from collections.abc import Iterator
from concurrent.futures import Future

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.system.loop import Loop, collect_garbage_here


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[Loop]:
    before = qapp.quitOnLastWindowClosed()
    with Loop(qapp) as loop:
        yield loop
    qapp.setQuitOnLastWindowClosed(before)


def test_qasync_uses_the_loaded_binding() -> None:
    """§6: QT_API is set before qasync is imported."""
    import qasync

    assert os.environ["QT_API"] == "pyside6"
    assert qasync.QtModuleName == "PySide6"


def test_coroutines_threads_and_qt_share_the_loop(loop: Loop) -> None:
    """§3: one thread for Qt and asyncio, a pool beside it."""

    async def work() -> tuple[int, str]:
        await asyncio.sleep(0.01)
        return threading.get_ident(), await loop.run_in_executor(
            None, lambda: threading.current_thread().name
        )

    here, pool = loop.run_until_complete(work())
    assert here == threading.get_ident()
    assert pool.startswith("io")


def test_system_exit_on_the_pool_reaches_its_future(loop: Loop) -> None:
    """§6: the default executor loses futures on SystemExit; ours does not."""

    def leave() -> None:
        raise SystemExit(3)

    async def work() -> None:
        with pytest.raises(SystemExit):
            await asyncio.wait_for(loop.run_in_executor(None, leave), 5)

    loop.run_until_complete(work())


def test_run_in_executor_works_from_a_foreign_thread(loop: Loop) -> None:
    """§6: `run_in_executor` from a foreign thread raised RuntimeError."""
    answers: Future[asyncio.Future[int]] = Future()

    def foreign() -> None:
        try:
            answers.set_result(loop.run_in_executor(None, lambda: 42))
        except RuntimeError as error:
            answers.set_exception(error)

    async def work() -> int:
        thread = threading.Thread(target=foreign)
        thread.start()
        future = await asyncio.wrap_future(answers)
        thread.join()
        return await future

    assert loop.run_until_complete(work()) == 42


def test_a_task_that_nobody_holds_is_not_collected(loop: Loop) -> None:
    """§6: keep strong references to tasks."""
    ended: list[bool] = []

    async def forgotten() -> None:
        gate: asyncio.Future[None] = loop.create_future()
        gates.append(weakref.ref(gate))
        await gate
        ended.append(True)

    gates: list[weakref.ref[asyncio.Future[None]]] = []

    async def work() -> None:
        loop.create_task(forgotten())
        await asyncio.sleep(0.01)
        gc.collect()
        gate = gates[0]()
        assert gate is not None
        gate.set_result(None)
        del gate
        await asyncio.sleep(0.01)

    loop.run_until_complete(work())
    assert ended == [True]


def test_closing_the_last_window_leaves_the_loop_running(loop: Loop, qtbot: QtBot) -> None:
    """§6: closing the window stopped the loop under running code."""

    async def work() -> str:
        window = QWidget()
        qtbot.addWidget(window)
        window.show()
        await asyncio.sleep(0.01)
        window.close()
        await asyncio.sleep(0.05)
        return "still here"

    assert loop.run_until_complete(work()) == "still here"


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="a signal to one's own process")
def test_an_interrupt_wakes_a_loop_that_has_nothing_to_do(loop: Loop) -> None:
    """§6: SIGINT needs a wake-up timer, for Qt waits in C++."""
    seen: list[float] = []

    async def work() -> None:
        gate: asyncio.Future[None] = loop.create_future()
        undo = loop.on_interrupt(lambda: gate.set_result(None))
        killer = threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT))
        rescuer = threading.Timer(5, loop.call_soon_threadsafe, (gate.cancel,))
        killer.start()
        rescuer.start()
        started = time.monotonic()
        await gate
        seen.append(time.monotonic() - started)
        rescuer.cancel()
        killer.join()
        undo()

    before = signal.getsignal(signal.SIGINT)
    loop.run_until_complete(work())
    assert seen[0] < 2
    assert signal.getsignal(signal.SIGINT) is before


def test_slow_callbacks_are_logged_without_their_arguments(
    loop: Loop, caplog: pytest.LogCaptureFixture
) -> None:
    """§3: no callback over 8 ms, slow ones are logged; secrets and phones are not."""

    def slow(_phone: str) -> None:
        until = time.perf_counter() + 0.012
        while time.perf_counter() < until:
            pass

    async def work() -> None:
        loop.call_soon(slow, "0912345678")
        await asyncio.sleep(0.02)

    with caplog.at_level(logging.WARNING, "desktop.system.loop"):
        loop.run_until_complete(work())
    assert "slow" in caplog.text
    assert "0912345678" not in caplog.text


def test_garbage_is_collected_on_the_gui_thread_only(qapp: QApplication, qtbot: QtBot) -> None:
    """§6: automatic collection may finalise QObjects on a worker thread."""
    threads: list[int] = []
    gc.enable()
    undo = collect_garbage_here()
    try:
        assert not gc.isenabled()
        node = _Cycle(threads)
        del node
        qtbot.waitUntil(lambda: bool(threads), timeout=5_000)
    finally:
        undo()
    assert threads == [threading.get_ident()]
    assert gc.isenabled()
    gc.disable()  # As conftest.py wants it.
    collect_garbage_here()()
    assert not gc.isenabled()
    QCoreApplication.processEvents()


class _Cycle:
    def __init__(self, threads: list[int]) -> None:
        self.threads, self.me = threads, self

    def __del__(self) -> None:
        self.threads.append(threading.get_ident())
