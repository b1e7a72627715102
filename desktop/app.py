"""The composition root: builds every object once, in order, and ends them in the contrary order.

The only module that knows them all. It holds no rule and draws nothing.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImageWriter
from PySide6.QtWidgets import QApplication

from desktop.clients.graph.client import GraphClient
from desktop.clients.graph.comment_source import CommentSource
from desktop.clients.graph.reading import SourceReading
from desktop.clients.omni.client import OmniClient
from desktop.clients.pictures import PictureClient
from desktop.clients.secret import Secret
from desktop.domain.errors import UserFault
from desktop.sandbox.child import ChildError, SandboxChild
from desktop.sandbox.scenario import DeskAction, Scenario
from desktop.services.buyer_desk import BuyerDesk
from desktop.services.catalog import CatalogDesk
from desktop.services.catalog_refresh import CatalogRefresh
from desktop.services.listening import graph_client, open_campaign, origin_of
from desktop.services.live import BeforeDeciding, LiveListener, wall_clock
from desktop.services.live_desk import CampaignDesk
from desktop.services.live_rows import DeskError
from desktop.services.product_pictures import ProductPictures
from desktop.services.selling import Selling, load
from desktop.services.stock_reading import FreshStock, StockReader
from desktop.services.undo import UndoShelf
from desktop.storage import campaigns
from desktop.storage.database import Database
from desktop.storage.key_file import key_for
from desktop.storage.opening import open_database
from desktop.system.crash import report_uncaught
from desktop.system.events import EventBus
from desktop.system.logs import start_logging
from desktop.system.loop import Loop, collect_garbage_here
from desktop.system.settings import Settings
from desktop.system.tasks import TaskSupervisor
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import RESOURCES, Theme, ThemeChoice

PICTURES = RESOURCES / "rehearsal" / "pictures"


Told = Mapping[str, Any]
"""The announcement of the stand-in servers (contracts.md §2)."""

Errand = Callable[[MainWindow, Told], Coroutine[Any, Any, None]]
"""Something to do beside the window; may raise UserFault."""


def screenshot(path: Path, after: float) -> Errand:
    """Save a picture of the window after so many seconds. Raises UserFault where that cannot be."""
    fault = UserFault(f"Không lưu được ảnh {path}. Chọn thư mục có sẵn và ghi được, với đuôi tệp .png.")
    forms = {bytes(form.data()).decode() for form in QImageWriter.supportedImageFormats()}
    may_write = os.access(path.absolute().parent, os.W_OK) and not path.is_dir()
    if path.suffix[1:].lower() not in forms or not may_write:
        raise fault

    async def take(window: MainWindow, told: Told) -> None:
        await asyncio.sleep(after)
        if not window.grab().save(str(path)):
            raise fault

    return take


def run_window(settings: Settings) -> int:
    """The window on the user's own profile: its newest campaign. Raises UserFault where there is none."""
    with closing(open_database(settings)) as database:
        newest = database.read_sync(campaigns.newest)
        if newest is None:
            raise UserFault(
                "Chưa có chiến dịch nào trên máy này. Tập dượt bằng lệnh: quaylive demo, "
                "hoặc đọc một buổi live bằng: quaylive listen --live … --script …"
            )
        selling = database.read_sync(load, newest.id)
        live = _Live(newest.live_video_id, newest.watermark or None, settings.graph_url, settings.graph_token)
        omni = _Omni(settings.omni_url, settings.omni_token, settings.profile.pictures)
        return _run(settings, lambda program: program.show(database, selling, live, omni))


def run_demo(
    settings: Settings,
    *,
    scenario: Scenario,
    speed: float,
    errand: Errand | None,
    size: tuple[int, int] | None,
    theme: str | None,
) -> int:
    """The window on the rehearsal live: stand-in servers, a database of its own, nothing to configure.

    With an `errand` the window needs no display, and closes when the errand is done.
    """
    _require_display(allow_offscreen=errand is not None)
    with tempfile.TemporaryDirectory(prefix="quaylive-", ignore_cleanup_errors=True) as folder:
        try:
            child = SandboxChild.start(scenario, speed)
        except ChildError as error:
            raise UserFault(str(error)) from None
        with closing(child), closing(_rehearsal_database(settings, Path(folder))) as database:
            pictures = {sku: str(PICTURES / name) for sku, name in scenario.pictures.items()}
            told = child.announcement
            selling, watermark = database.write_sync(
                open_campaign,
                scenario.script,
                told["live_video_id"],
                page_id=told["page_id"],
                now=wall_clock(),
                pictures=pictures,
            )
            live = _Live(told["live_video_id"], watermark, told["graph"], told["page_token"])
            omni = _Omni(told["omni"], told["omni_token"], Path(folder) / "pictures", refresh_at_start=True)
            return _run(
                settings,
                lambda program: program.show(
                    database,
                    selling,
                    live,
                    omni,
                    page_name=scenario.page_name,
                    rehearsal=Rehearsal(scenario.desk, speed),
                    errand=(lambda window: errand(window, told)) if errand else None,
                    size=size,
                ),
                theme,
            )


@dataclass(frozen=True, slots=True)
class _Live:
    """Where the comments come from; without id or token the campaign is only shown."""

    id: str | None
    watermark: int | None
    graph_url: str
    token: str | None


@dataclass(frozen=True, slots=True)
class _Omni:
    """Where products and stock come from, and where their pictures are kept; without token nowhere."""

    url: str
    token: str | None
    pictures: Path
    refresh_at_start: bool = False


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What the seller of a scenario does at the desk, at which speed."""

    actions: Sequence[DeskAction]
    speed: float

    async def perform(self, desk: CampaignDesk) -> None:
        """Do each action when its time has come."""
        began = time.monotonic()
        for action in self.actions:
            await asyncio.sleep(max(0.0, action.at / self.speed - (time.monotonic() - began)))
            with suppress(DeskError):
                await desk.set_open_sale(action.sku, action.open_sale)


def _run(
    settings: Settings, show: Callable[[_Program], Coroutine[Any, Any, int]], theme: str | None = None
) -> int:
    _require_display(allow_offscreen=False)
    settings.profile.make()
    with ExitStack() as ending:
        ending.callback(start_logging(settings.profile.log, settings.log_level, settings.secrets))
        ending.callback(report_uncaught(_say, settings.profile.log))
        was_interrupted = ending.enter_context(_noting_interrupts())
        application = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(application, QApplication)
        look = Theme(ThemeChoice(theme or ThemeChoice.SYSTEM))
        look.prepare(application)
        with Loop(application) as loop:
            return int(loop.run_until_complete(show(_Program(settings, loop, look, was_interrupted))))


@contextmanager
def _noting_interrupts() -> Iterator[Callable[[], bool]]:
    """Ctrl-C is noted and not raised: inside a callback of Qt the exception would be swallowed.

    Gives a function that tells whether it came; once the loop runs, the loop takes over.
    """
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield lambda: bool(came)
    finally:
        signal.signal(signal.SIGINT, before)


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


class _Program:
    """One run of the window."""

    def __init__(
        self, settings: Settings, loop: Loop, theme: Theme, was_interrupted: Callable[[], bool]
    ) -> None:
        self._settings, self._loop, self._theme = settings, loop, theme
        self._interrupted_before = was_interrupted
        self._closed = asyncio.Event()
        self._was_interrupted = False

    async def show(
        self,
        database: Database,
        selling: Selling,
        live: _Live,
        omni: _Omni,
        *,
        page_name: str = "",
        rehearsal: Rehearsal | None = None,
        errand: Callable[[MainWindow], Coroutine[Any, Any, None]] | None = None,
        size: tuple[int, int] | None = None,
    ) -> int:
        """Show the window until it is closed or the errand done, 0, or until Ctrl-C, 130.

        Raises what the errand raises, when all is closed.
        """
        bus, tasks = EventBus(), TaskSupervisor()
        shelf, staff = UndoShelf(), self._settings.staff
        desk = CampaignDesk(database, bus, selling, page_name=page_name, staff=staff, undo_shelf=shelf)
        buyers = BuyerDesk(database, bus, selling, staff=staff, undo_shelf=shelf)
        async with AsyncExitStack() as ending:
            ending.callback(self._loop.on_interrupt(self._interrupt))
            if self._interrupted_before():
                self._interrupt()
            catalog = await ending.enter_async_context(_catalog(database, selling, bus, tasks, omni))
            window = self._window(desk, buyers, catalog.desk, tasks, is_rehearsal=rehearsal is not None)
            if size is not None:
                window.resize(*size)
            ending.callback(collect_garbage_here())
            ending.push_async_callback(tasks.shutdown)
            catalog.begin()
            if live.id is not None and live.token:
                client = graph_client(live.graph_url, live.token, self._settings.graph_version)
                listening = _listening(database, selling, live, desk, tasks, client, catalog.before_deciding)
                await ending.enter_async_context(listening)
            if rehearsal is not None:
                tasks.spawn("rehearsal", rehearsal.perform(desk))
            ending.callback(window.stop)
            window.show()
            window.start()
            running = tasks.spawn("errand", errand(window)) if errand is not None else None
            if running is not None:
                running.add_done_callback(lambda _: self._closed.set())
            await self._closed.wait()
            window.hide()
        window.deleteLater()
        if running is not None and not running.cancelled():
            running.result()
        return 130 if self._was_interrupted else 0

    def _window(
        self,
        desk: CampaignDesk,
        buyers: BuyerDesk,
        catalog: CatalogDesk,
        tasks: TaskSupervisor,
        *,
        is_rehearsal: bool,
    ) -> MainWindow:
        window = MainWindow(
            desk,
            tasks.spawn,
            self._theme,
            self._loop.pool,
            staff=self._settings.staff,
            storage_label=_storage_label(self._settings),
            catalog=catalog,
            buyers=buyers,
            rehearsal=is_rehearsal,
        )
        window.closing.connect(self._closed.set)
        return window

    def _interrupt(self) -> None:
        self._was_interrupted = True
        self._closed.set()


@dataclass(frozen=True, slots=True)
class _Catalog:
    """The catalogue as built: its desk, what to begin once tasks may run, and the listener's hook."""

    desk: CatalogDesk
    begin: Callable[[], None]
    before_deciding: BeforeDeciding | None = None


@asynccontextmanager
async def _catalog(
    database: Database, selling: Selling, bus: EventBus, tasks: TaskSupervisor, omni: _Omni
) -> AsyncIterator[_Catalog]:
    """The catalogue, read from Omni where there is a token; else the shop's own."""
    if not omni.token:
        yield _Catalog(CatalogDesk(database, bus), lambda: None)
        return
    async with OmniClient(omni.url, Secret(omni.token)) as client, PictureClient() as fetcher:
        stock = StockReader(database, client)
        refresh = CatalogRefresh(database, client, stock, bus, tasks, sellings=lambda: [selling])
        pictures = ProductPictures(database, fetcher, bus, omni.pictures)

        def begin() -> None:
            tasks.supervise("pictures", pictures.run)
            tasks.spawn("omni", refresh.recall())
            if omni.refresh_at_start:
                refresh.start()

        fresh = FreshStock(database, stock, bus)
        yield _Catalog(CatalogDesk(database, bus, refresh, pictures=pictures), begin, fresh.before_deciding)


@asynccontextmanager
async def _listening(
    database: Database,
    selling: Selling,
    live: _Live,
    desk: CampaignDesk,
    tasks: TaskSupervisor,
    client: GraphClient,
    before_deciding: BeforeDeciding | None,
) -> AsyncIterator[None]:
    """The live read in the background; at the end the reader stops first, with its batch in hand finished."""
    origin = origin_of(selling.script.kind)
    source = CommentSource(client, live.id or "", origin=origin, watermark=live.watermark, from_start=True)
    listener = LiveListener(
        database,
        selling,
        source.batches(),
        on_handled=desk.show_handled,
        on_fault=desk.show_fault,
        before_deciding=before_deciding,
    )

    def follow(reading: SourceReading) -> None:
        desk.show_source(reading)
        if source.live is not None:
            desk.show_live(source.live.status, source.live.started_at)

    end_following = source.on_status(follow)
    reading = tasks.spawn("live", listener.run())
    reading.add_done_callback(lambda task: _tell_failure(task, desk))
    tasks.spawn("holds", listener.keep_time())
    try:
        yield
    finally:
        end_following()
        listener.stop()
        await asyncio.wait({reading}, timeout=10)
        await client.aclose()


def _tell_failure(reading: asyncio.Task[None], desk: CampaignDesk) -> None:
    """A reader that died of a bug of ours must not look like a quiet live."""
    if not reading.cancelled() and reading.exception() is not None:
        desk.show_fault(
            "Quầy đã ngừng nhận bình luận vì lỗi không ngờ: mở lại Quầy Live để đọc tiếp, không sót."
        )


def _storage_label(settings: Settings) -> str:
    return "máy này · tệp thường" if settings.key_file is None else "máy này · đã mã hoá"


def _rehearsal_database(settings: Settings, folder: Path) -> Database:
    """A database that is never the shop's: the one named for this run, or one that goes with it."""
    if settings.is_database_told:
        return Database.open(settings.database)
    path = folder / "rehearsal.db"
    return Database.open(path, key=key_for(path, folder / "rehearsal.key"))


def _require_display(*, allow_offscreen: bool) -> None:
    """Say it where there is no display; a picture can be taken without one."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return
    if not allow_offscreen:
        raise UserFault(
            "Không có màn hình để mở cửa sổ. Chụp ảnh thay vào đó: quaylive demo --screenshot anh.png"
        )
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
