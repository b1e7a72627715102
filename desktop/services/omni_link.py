"""The tie to Omni, made and undone while the program runs: client, stock, refresh, pictures of one token.

It holds no rule of its own; what is read, and when, is `catalog_refresh`'s and `stock_reading`'s matter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from desktop.clients.omni.client import OmniClient
from desktop.clients.pictures import PictureClient
from desktop.clients.secret import Secret
from desktop.services.catalog import CatalogDesk
from desktop.services.catalog_refresh import CatalogRefresh
from desktop.services.live import Read
from desktop.services.product_pictures import ProductPictures
from desktop.services.selling import Selling
from desktop.services.stock_reading import FreshStock, StockReader
from desktop.storage.database import Database
from desktop.system.events import EventBus
from desktop.system.tasks import TaskSupervisor

_PICTURES, _RECALL = "pictures", "omni"


class OmniLink:
    """Reads Omni with the token in use. `sellings` are the campaigns that run now.

    Used on the event loop's thread; `close` ends it.
    """

    def __init__(
        self,
        database: Database,
        bus: EventBus,
        tasks: TaskSupervisor,
        desk: CatalogDesk,
        *,
        url: str,
        pictures: Path,
        sellings: Callable[[], Sequence[Selling]] = tuple,
    ) -> None:
        self._database, self._bus, self._tasks, self._desk = database, bus, tasks, desk
        self._url, self._pictures, self._sellings = url, pictures, sellings
        self._fresh: FreshStock | None = None
        self._open = AsyncExitStack()

    async def use(self, token: str | None, *, refresh: bool = False) -> None:
        """Read with this token from now on, with none no longer; `refresh` begins one at once."""
        await self.close()
        if not token:
            return
        client = await self._open.enter_async_context(OmniClient(self._url, Secret(token)))
        fetcher = await self._open.enter_async_context(PictureClient())
        stock = StockReader(self._database, client)
        reading = CatalogRefresh(
            self._database, client, stock, self._bus, self._tasks, sellings=self._sellings
        )
        pictures = ProductPictures(self._database, fetcher, self._bus, self._pictures)
        self._fresh = FreshStock(self._database, stock, self._bus)
        self._desk.connect(reading, pictures)
        self._tasks.supervise(_PICTURES, pictures.run)
        self._tasks.spawn(_RECALL, reading.recall())
        if refresh:
            reading.start()

    async def before_deciding(self, selling: Selling, read: Read) -> None:
        """The listener's hook: stock read anew where it decides (product.md §3). Nothing without Omni."""
        if self._fresh is not None:
            await self._fresh.before_deciding(selling, read)

    async def close(self) -> None:
        """Read Omni no longer; what was read stays."""
        self._desk.stop_refresh()
        self._desk.connect(None)
        self._fresh = None
        await self._tasks.stop(_PICTURES, _RECALL)
        await self._open.aclose()
