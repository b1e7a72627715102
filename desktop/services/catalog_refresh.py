"""*Cập nhật thông tin sản phẩm* (product.md §3): the catalogue read anew from Omni, in pages, with progress.

One at a time, stopped and gone on with at will, told to every screen. It never touches open sale, and blocks
nothing. What is read, and in which order, is `catalog_reading`'s matter.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop.clients.clock import Clock, SystemClock
from desktop.clients.http import HttpError
from desktop.clients.omni.advice import advise
from desktop.clients.omni.client import OmniClient
from desktop.clients.omni.errors import OmniError
from desktop.services.catalog_changes import ChangeLog
from desktop.services.catalog_reading import CatalogReading, standing_of
from desktop.services.catalog_rows import CatalogChange, OmniConnection, RefreshProgress, RefreshState
from desktop.services.live_rows import ChangeSet
from desktop.services.selling import Selling
from desktop.services.stock_reading import StockReader
from desktop.storage.database import Database
from desktop.storage.errors import StorageError
from desktop.system.events import EventBus
from desktop.system.tasks import TaskSupervisor

_log = logging.getLogger(__name__)

TASK = "catalog refresh"
_BUG = "Cập nhật dừng vì lỗi không ngờ: bấm Cập nhật để đọc tiếp, nếu vẫn lỗi hãy báo người hỗ trợ."


class CatalogRefresh:
    """The worker behind the refresh button. Used on the event loop's thread.

    `sellings` are the campaigns that run now: who waits there is served with new stock. Publishes
    CatalogChange, and a ChangeSet for what the live screen shows.
    """

    def __init__(
        self,
        database: Database,
        client: OmniClient,
        stock: StockReader,
        bus: EventBus,
        tasks: TaskSupervisor,
        *,
        sellings: Callable[[], Sequence[Selling]] = tuple,
        clock: Clock | None = None,
    ) -> None:
        self._database, self._client, self._stock = database, client, stock
        self._bus, self._tasks = bus, tasks
        self._sellings, self._clock = sellings, clock or SystemClock()
        self._shop = ""
        self._resource = ""
        self._log = ChangeLog()
        self._running: asyncio.Task[None] | None = None
        self._progress = RefreshProgress()

    @property
    def connection(self) -> OmniConnection:
        """The Omni that is read; the shop's name once it was asked."""
        return OmniConnection(is_connected=True, shop=self._shop)

    @property
    def progress(self) -> RefreshProgress:
        """How the refresh does now."""
        return self._progress

    async def recall(self) -> None:
        """Learn from the database how the last refresh ended, where none was begun since the start."""
        last = await self._database.read(standing_of)
        if last is None or self._progress.state is not RefreshState.IDLE:
            return
        state = RefreshState.STOPPED if last.finished_at is None else RefreshState.DONE
        self._tell(RefreshProgress(state, last.done, last.total, finished_at=last.finished_at))

    def start(self) -> None:
        """Begin, or go on where a stopped or failed one ended; returns at once. Nothing while one runs."""
        last = self._progress
        if last.state is RefreshState.RUNNING:
            return
        if last.state in (RefreshState.IDLE, RefreshState.DONE):
            self._log = ChangeLog()
            last = RefreshProgress(total=last.total)
        self._tell(replace(last, state=RefreshState.RUNNING, message="", finished_at=None))
        self._running = self._tasks.run_latest(TASK, self._run)
        self._running.add_done_callback(self._settle)

    def stop(self) -> None:
        """End the refresh under way; what was read stays. Returns at once."""
        if self._running is not None:
            self._running.cancel()

    async def _run(self) -> None:
        """Read all; every end of it but success is told as what it is."""
        try:
            await self._read()
        except asyncio.CancelledError:
            self._end(RefreshState.STOPPED)
            raise
        except (OmniError, HttpError) as error:
            _log.warning("the refresh failed: %s", type(error).__name__)
            self._end(RefreshState.FAILED, advise(error))
        except StorageError as error:
            self._end(RefreshState.FAILED, str(error))
        except Exception:
            self._end(RefreshState.FAILED, _BUG)
            raise

    async def _read(self) -> None:
        if not self._resource:
            shop = await self._client.shop()
            self._shop, self._resource = shop.name, f"products of {shop.id}"
        reading = CatalogReading(
            self._database,
            self._client,
            self._stock,
            self._resource,
            self._sellings,
            self._clock,
            self._log,
            self._show,
        )
        await reading.read()

    def _show(self, changes: ChangeSet, progress: RefreshProgress) -> None:
        """After a commit: what changed, and how far it got."""
        if changes != ChangeSet():
            self._bus.publish(changes)
        self._progress = progress
        self._bus.publish(CatalogChange(rows_changed=bool(changes.products_changed), progress=progress))

    def _end(self, state: RefreshState, message: str = "") -> None:
        self._tell(replace(self._progress, state=state, seconds_left=None, message=message))

    def _settle(self, task: asyncio.Task[None]) -> None:
        """A run that was cancelled before it began has told nothing."""
        if task is self._running and self._progress.state is RefreshState.RUNNING:
            self._end(RefreshState.STOPPED)

    def _tell(self, progress: RefreshProgress) -> None:
        self._progress = progress
        self._bus.publish(CatalogChange(progress=progress))
