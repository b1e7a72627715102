"""Runs the stand-in servers on loopback: `async with await serve(scenario) as sandbox: …`."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

from aiohttp import web

from desktop.sandbox.clock import Clock
from desktop.sandbox.control import PICTURES, control_application
from desktop.sandbox.graph.server import graph_application
from desktop.sandbox.omni.server import omni_application
from desktop.sandbox.scenario import Scenario
from desktop.sandbox.world import World

HOST = "127.0.0.1"  # never the network's: the tokens of a rehearsal open everything here
SHUTDOWN_SECONDS = 1.0


class SandboxError(RuntimeError):
    """The stand-in servers cannot run; the text is one Vietnamese sentence."""


class RunningSandbox:
    """Stand-in servers that run until closed.

    `announcement` is the first line of `quaylive sandbox` (contracts.md §2); `world` is their state, for
    tests in the same process.
    """

    def __init__(self, world: World, announcement: Mapping[str, str], running: AsyncExitStack) -> None:
        self.world = world
        self.announcement = dict(announcement)
        self._running = running

    async def close(self) -> None:
        """Stop the servers; requests that hang are ended."""
        await self._running.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


async def serve(
    scenario: Scenario, *, port: int = 0, speed: float = 1.0, wall: Callable[[], float] = time.time
) -> RunningSandbox:
    """Start Graph on `port` (0: any free one), Omni and the control on free ones; the live begins now.

    Sandbox time runs `speed` times as fast as `wall` (UTC seconds), which tests replace to step it.
    Raises SandboxError where the port is taken.
    """
    world = World(scenario, Clock(speed, wall))
    closing = asyncio.Event()
    async with AsyncExitStack() as stack:
        graph = await _start(graph_application(world, closing), port, stack)
        omni = await _start(omni_application(world, closing, PICTURES), 0, stack)
        control = await _start(control_application(world), 0, stack)
        stack.callback(closing.set)
        announcement = {
            "graph": graph,
            "omni": omni,
            "control": control,
            "page_id": scenario.page_id,
            "page_token": world.tokens.page_token,
            "omni_token": world.private_app.token,
            "live_video_id": scenario.live_id,
        }
        return RunningSandbox(world, announcement, stack.pop_all())
    raise AssertionError("unreachable: the stack swallows nothing")


async def _start(application: web.Application, port: int, stack: AsyncExitStack) -> str:
    runner = web.AppRunner(
        application, access_log=None, handler_cancellation=True, shutdown_timeout=SHUTDOWN_SECONDS
    )
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    try:
        await web.TCPSite(runner, HOST, port).start()
    except (OSError, OverflowError) as error:
        raise SandboxError(
            f"Không mở được cổng {port} cho máy chủ tập dượt. Chọn cổng khác, hoặc bỏ --port để tự chọn."
        ) from error
    return f"http://{HOST}:{runner.addresses[0][1]}"
