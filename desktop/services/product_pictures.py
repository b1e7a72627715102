"""Product pictures fetched once and kept in the profile, of what is on sale or was looked at.

A file is named by the hash of the picture's address. What is missing, too large or no picture is not asked
for again for a day. Never holds anything up: whoever wants a picture gets on without it, and hears of it when
it is there. Decoding and scaling are the screen's.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from desktop.clients.http import HttpError
from desktop.clients.pictures import AT_ONCE, PictureClient, PictureError
from desktop.services.catalog_rows import CatalogChange, RefreshState
from desktop.services.live_rows import ChangeSet
from desktop.storage import catalog
from desktop.storage.database import Database
from desktop.storage.errors import StorageError
from desktop.storage.transaction import Transaction
from desktop.system.events import EventBus

_log = logging.getLogger(__name__)

GIVEN_UP_FOR = 86_400.0
"""Seconds for which a picture that cannot be had is not asked for again."""
REST = 60.0
"""Seconds for which one is not asked for again after the network or the disk failed."""
LOOK_EVERY = 10.0
"""Seconds between two looks at what is on sale while a refresh runs."""


class ProductPictures:
    """Fetches the pictures that are wanted; `run` is the worker. Used on the event loop's thread."""

    def __init__(self, database: Database, client: PictureClient, bus: EventBus, folder: Path) -> None:
        self._database, self._client, self._bus = database, client, bus
        self._shelf = PictureShelf(folder)
        self._skus: dict[str, None] = {}
        self._addresses: dict[str, None] = {}
        self._under_way: set[str] = set()
        self._not_before: dict[str, float] = {}
        self._asked, self._found = asyncio.Event(), asyncio.Event()
        self._look_again_at = 0.0
        self._must_look = True

    def want(self, skus: Iterable[str]) -> None:
        """These variants are on show: have their pictures soon, the last wanted first. Returns at once."""
        self._skus |= dict.fromkeys(skus)
        self._asked.set()

    async def run(self) -> None:
        """Fetch what is on sale and what is wanted, until cancelled."""
        end_following = self._bus.subscribe(CatalogChange, self._follow)
        self._asked.set()
        try:
            async with asyncio.TaskGroup() as workers:
                for _ in range(AT_ONCE):
                    workers.create_task(self._fetch_on())
                while True:
                    await self._asked.wait()
                    self._asked.clear()
                    await self._look_up()
        finally:
            end_following()

    def _follow(self, change: CatalogChange) -> None:
        """A refresh may bring other pictures for what is on sale."""
        is_over = change.progress is not None and change.progress.state is not RefreshState.RUNNING
        if is_over or (change.rows_changed and time.monotonic() >= self._look_again_at):
            self._look_again_at = time.monotonic() + LOOK_EVERY
            self._must_look = True
            self._asked.set()

    async def _look_up(self) -> None:
        """Show what lies in the folder already; what does not is to be fetched."""
        skus, self._skus = self._skus, {}
        try:
            if self._must_look:
                self._must_look = False
                skus |= dict.fromkeys(await self._database.read(catalog.skus_on_sale))
            wanted = await self._database.read(catalog.picture_addresses, skus)
            files = await asyncio.to_thread(self._shelf.find, [url for _, url, _ in wanted])
            shown = {url: path for _, url, picture in wanted if (path := files[url]) and path != picture}
            await self._show(shown)
        except StorageError as error:
            _log.warning("pictures were not looked up: %s", type(error).__name__)
            return
        now = time.monotonic()
        for url, path in files.items():
            if path is None and url not in self._under_way and now >= self._not_before.get(url, 0.0):
                self._addresses.pop(url, None)
                self._addresses[url] = None
                self._found.set()

    async def _fetch_on(self) -> None:
        """One of the workers: the address wanted last, again and again."""
        while True:
            while not self._addresses:
                self._found.clear()
                await self._found.wait()
            url, _ = self._addresses.popitem()
            self._under_way.add(url)
            try:
                await self._fetch(url)
            finally:
                self._under_way.discard(url)

    async def _fetch(self, url: str) -> None:
        try:
            path = await asyncio.to_thread(self._shelf.keep, url, await self._client.fetch(url))
            await self._show({url: path})
        except PictureError as error:
            _log.info("a picture cannot be had: %s", error.kind)
            self._not_before[url] = time.monotonic() + (REST if error.is_passing else GIVEN_UP_FOR)
            if not error.is_passing:
                await asyncio.to_thread(self._shelf.give_up, url)
        except (HttpError, StorageError, OSError) as error:
            _log.info("a picture was not fetched: %s", type(error).__name__)
            self._not_before[url] = time.monotonic() + REST

    async def _show(self, files: Mapping[str, str]) -> None:
        """Show these files for the pictures at these addresses, and tell the screens."""
        skus = await self._database.write(set_pictures, files) if files else ()
        if skus:
            self._bus.publish(ChangeSet(products_changed=skus))
            self._bus.publish(CatalogChange(rows_changed=True))


def set_pictures(tx: Transaction, files: Mapping[str, str]) -> tuple[str, ...]:
    """Show these files for the pictures at these addresses; the SKUs that had others."""
    return tuple(sku for url, path in sorted(files.items()) for sku in catalog.set_picture(tx, url, path))


class PictureShelf:
    """The folder of pictures; files are whole or not there. Every call reads or writes the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, urls: Collection[str]) -> dict[str, str | None]:
        """By address the file, "" where there will be none today, None where it is to be fetched."""
        return {url: self._find(url) for url in urls}

    def _find(self, url: str) -> str | None:
        path = self._path(url)
        if path.exists():
            return str(path)
        try:
            given_up_at = self._absence(url).stat().st_mtime
        except OSError:
            return None
        return "" if 0 <= time.time() - given_up_at < GIVEN_UP_FOR else None

    def keep(self, url: str, content: bytes) -> str:
        """Store a picture, and give its file. Raises OSError."""
        path = self._path(url)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        try:
            unfinished.write_bytes(content)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        self._absence(url).unlink(missing_ok=True)
        return str(path)

    def give_up(self, url: str) -> None:
        """Remember that there is no picture there now."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._absence(url).touch()
        except OSError as error:
            _log.info("not remembered that a picture cannot be had: %s", type(error).__name__)

    def _path(self, url: str) -> Path:
        return self._folder / hashlib.sha256(url.encode()).hexdigest()

    def _absence(self, url: str) -> Path:
        return self._path(url).with_suffix(".none")
