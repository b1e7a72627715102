"""`quaylive sandbox`: the stand-in servers by themselves, announced on the first line (contracts.md §2)."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from desktop.sandbox.scenario import Scenario
from desktop.sandbox.server import serve


async def run(
    scenario: Scenario, port: int, speed: float, out: TextIO, *, until_stdin_closes: bool = False
) -> None:
    """Serve until cancelled or terminated; with `until_stdin_closes`, also until the parent is gone.

    Raises SandboxError where the port is taken.
    """
    ended = asyncio.Event()
    async with await serve(scenario, port=port, speed=speed) as sandbox:
        with _ended_by_terminate(ended):
            print(json.dumps(sandbox.announcement), file=out, flush=True)
            if until_stdin_closes:
                _watch_stdin(ended)
            await ended.wait()


@contextmanager
def _ended_by_terminate(ended: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    try:
        loop.add_signal_handler(signal.SIGTERM, ended.set)
    except (
        NotImplementedError,
        RuntimeError,
        ValueError,
    ):  # Windows, or a loop that is not the main thread's
        yield
        return
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGTERM)


def _watch_stdin(ended: asyncio.Event) -> None:
    """Set `ended` at the end of standard input.

    A daemon thread, since a read cannot be cancelled; on the bare descriptor, since a lock of `sys.stdin`
    held by a daemon thread would abort the interpreter's exit.
    """
    loop, descriptor = asyncio.get_running_loop(), sys.stdin.fileno()

    def watch() -> None:
        with suppress(OSError):  # a terminal that is gone has ended too
            while os.read(descriptor, 4096):
                pass
        with suppress(RuntimeError):  # the loop may have ended before its input did
            loop.call_soon_threadsafe(ended.set)

    threading.Thread(target=watch, name="sandbox-stdin", daemon=True).start()
