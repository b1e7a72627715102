"""How a refresh of the whole catalogue does: calls a second, and what it does to the event loop (issue 3).

Against the stand-in for Omni in a process of its own, at real speed, on an encrypted file. A first refresh of
5,000 variants takes about half a minute: 60 calls pass at once, then 4 a second (omni_carriers.md §1.4).
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx

from desktop.clients.omni.client import OmniClient
from desktop.clients.secret import Secret
from desktop.sandbox.child import SandboxChild
from desktop.sandbox.scenario import parse
from desktop.services.catalog import CatalogDesk
from desktop.services.catalog_refresh import CatalogRefresh
from desktop.services.catalog_rows import CatalogChange, RefreshState
from desktop.services.stock_reading import StockReader
from desktop.storage.database import Database
from desktop.system.events import EventBus
from desktop.system.tasks import TaskSupervisor

from .measure import no_collector

BURST = 60
VARIANTS_PER_PRODUCT = 4.04
_PACED = 40  # calls at the end, long after the burst
WITHIN = 300.0


@dataclass(slots=True)
class Callbacks:
    """How long each callback of the loop ran, in milliseconds: by the clock, and of its own thread's time."""

    elapsed: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)

    @property
    def worst(self) -> float:
        """The longest, of its own time: what else the machine does is not the refresh's."""
        return max(self.own)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """One refresh: `times` are the seconds of its calls, `refused` how many of them met a full bucket."""

    variants: int
    seconds: float
    times: tuple[float, ...]
    refused: int
    callbacks: Callbacks

    @property
    def rate(self) -> float:
        """Calls a second at the end, when the burst is long over."""
        last = self.times[-_PACED:]
        return (len(last) - 1) / (last[-1] - last[0])

    @property
    def most_over_pace(self) -> float:
        """By how many calls any stretch of time had more than the burst and 4 a second."""
        times, most = self.times, 0.0
        for first, begun in enumerate(times):
            most = max(
                most, *(last - first + 1 - 4 * (at - begun) for last, at in enumerate(times[first:], first))
            )
        return most - BURST


def refreshing(variants: int) -> Refreshed:
    """A first refresh of about so many variants."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(SandboxChild.start(_scenario(variants), 1.0)) as child,
        closing(Database.open(Path(folder, "bench.db"), key=bytes(range(32)))) as database,
    ):
        return asyncio.run(_refresh(database, child.announcement))


def _scenario(variants: int) -> Any:
    raw = {
        "name": "bench", "seed": 7, "page": {"id": "1", "name": "Tiệm"}, "comments": [],
        "live": {"id": "7", "video_id": "8", "title": "", "duration": 3_600},
        "script": {"products": [{"sku": "NEN", "product": "Nến", "price": 1_000, "keywords": ["B05"]}]},
    }  # fmt: skip
    return replace(parse(raw), filler_products=round(variants / VARIANTS_PER_PRODUCT))


async def _refresh(database: Database, told: Any) -> Refreshed:
    bus, tasks, over = EventBus(), TaskSupervisor(), asyncio.Event()

    def follow(change: CatalogChange) -> None:
        if change.progress and change.progress.state is not RefreshState.RUNNING:
            over.set()

    async with OmniClient(told["omni"], Secret(told["omni_token"])) as client:
        await client.shop()
        await asyncio.sleep(1.0)  # What starting costs once is not the refresh's.
        refresh = CatalogRefresh(database, client, StockReader(database, client), bus, tasks)
        desk = CatalogDesk(database, bus, refresh)
        desk.subscribe(follow)
        with no_collector(), _timed_callbacks() as callbacks:
            began = time.monotonic()
            desk.start_refresh()
            await asyncio.wait_for(over.wait(), WITHIN)
            seconds = time.monotonic() - began
        progress = desk.progress()
        assert progress.state is RefreshState.DONE, progress
        await tasks.shutdown()
    calls = await _calls(told["control"])
    times = tuple(call["time"] / 1000 for call in calls)
    refused = sum(call["status"] == 429 for call in calls)
    return Refreshed(progress.done, seconds, times, refused, callbacks)


async def _calls(control: str) -> Sequence[dict[str, Any]]:
    async with httpx.AsyncClient(timeout=30, trust_env=False, verify=False) as client:
        log = (await client.get(f"{control}/log")).json()
    return [call for call in log["requests"] if call["target"].startswith("omni.")]


@contextmanager
def _timed_callbacks() -> Iterator[Callbacks]:
    """Every callback of the loop, timed from here to the end of the block."""
    callbacks, run = Callbacks(), asyncio.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        begun, own = time.perf_counter(), time.thread_time()
        run(handle)
        callbacks.own.append((time.thread_time() - own) * 1000)
        callbacks.elapsed.append((time.perf_counter() - begun) * 1000)

    asyncio.Handle._run = timed  # type: ignore[method-assign]
    try:
        yield callbacks
    finally:
        asyncio.Handle._run = run  # type: ignore[method-assign]
