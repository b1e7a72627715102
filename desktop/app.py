"""The composition root: builds every object once, in order, and ends them in the contrary order.

The only module that knows them all. It holds no rule and draws nothing.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QProcess, QProcessEnvironment
from PySide6.QtWidgets import QApplication

from desktop.domain.errors import UserFault
from desktop.services.data_key import OpenedData
from desktop.services.key_change import KeyedBackup
from desktop.services.key_desk import KeyDesk
from desktop.services.lives_rows import CampaignBound
from desktop.services.unlocking import Unlocking, UnlockState
from desktop.services.vault import (
    GRAPH_TOKEN,
    OMNI_TOKEN,
    PAGE_ID,
    MemoryVault,
    OverlaidVault,
    Vault,
)
from desktop.shop import Shop, ShopStation
from desktop.system.crash import report_uncaught
from desktop.system.events import EventBus
from desktop.system.logs import start_logging
from desktop.system.loop import Loop, collect_garbage_here
from desktop.system.secrets import TokenFile
from desktop.system.settings import Settings
from desktop.system.single_instance import SingleInstance
from desktop.system.tasks import TaskSupervisor
from desktop.ui.live.chimes import SystemChime, system_player
from desktop.ui.main_window import MainWindow, bring_to_front
from desktop.ui.settings.unlock_presenter import UnlockPresenter
from desktop.ui.settings.unlock_window import UnlockWindow
from desktop.ui.shop_desks import CampaignDesks, ShopDesks
from desktop.ui.shop_pages import ShopPages
from desktop.ui.theme import Theme, ThemeChoice
from desktop.ui.window_memory import WindowMemory

Perform = Callable[[Shop], Coroutine[Any, Any, Coroutine[Any, Any, None]]]
"""Opens what is rehearsed in a shop, and gives what its seller does there meanwhile."""

OwnErrand = Callable[[MainWindow], Coroutine[Any, Any, None]]
STAFF = "staff"
"""Where the window's memory keeps who was at the desk."""


def run_window(
    settings: Settings, errand: OwnErrand | None = None, size: tuple[int, int] | None = None
) -> int:
    """The window on the user's own profile; a second start brings the first window to the front.

    With an `errand` the window closes when that is done. Raises UserFault where the first window does not
    answer.
    """

    async def show(program: Program) -> int:
        instance = SingleInstance(settings.profile.folder)
        if not instance.is_first:
            return _call_first(instance)
        instance.called.connect(program.come_to_front)
        try:
            return await program.own(errand, size)
        finally:
            instance.close()

    return run(settings, show)


def _call_first(instance: SingleInstance) -> int:
    if not instance.call_first():
        raise UserFault(
            "Quầy Live đang mở ở cửa sổ khác nhưng không trả lời. Đóng cửa sổ đó, hoặc khởi động lại máy."
        )
    return 0


def rehearsal_process(profile: Path) -> QProcess:
    """A rehearsal in a process of its own: it shares no data and no token with this window.

    What the environment says of the shop's database and tokens is not handed on.
    """
    environment = QProcessEnvironment.systemEnvironment()
    for name in environment.keys():  # noqa: SIM118 (Qt, no dict)
        if name.startswith("QUAYLIVE_"):
            environment.remove(name)
    words = ["demo"] if getattr(sys, "frozen", False) else ["-m", "desktop", "demo"]
    process = QProcess()
    process.setProcessEnvironment(environment)
    process.setProgram(sys.executable)
    process.setArguments([*words, "--profile", str(profile)])
    # `-m` finds the package there, wherever this one was started.
    process.setWorkingDirectory(str(Path(__file__).resolve().parents[1]))
    return process


def run(
    settings: Settings, show: Callable[[Program], Coroutine[Any, Any, int]], theme: str | None = None
) -> int:
    """Show a window on a loop of its own until `show` is done; what it gives. Raises UserFault, ProfileError.

    `theme` names the look to begin with.
    """
    require_display(allow_offscreen=False)
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
            return int(loop.run_until_complete(show(Program(settings, loop, look, was_interrupted))))


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


class Program:
    """One run of the program: the data opened, then its window."""

    def __init__(
        self, settings: Settings, loop: Loop, theme: Theme, was_interrupted: Callable[[], bool]
    ) -> None:
        self._settings, self._loop, self._theme = settings, loop, theme
        self._interrupted_before = was_interrupted
        self._closed = asyncio.Event()
        self._was_interrupted = False
        self._brought_in: KeyedBackup | None = None
        self._said = ""

    async def own(self, errand: OwnErrand | None, size: tuple[int, int] | None) -> int:
        """The user's own shop, opened and served; once more where another PC's data was brought in."""
        memory = WindowMemory(self._settings.profile.window)
        self._theme.choose(memory.theme)
        self._theme.chosen.connect(memory.keep_theme)
        unlocking = Unlocking(self._settings)
        state = await unlocking.retry()
        while (opened := await self._opened(unlocking, state)) is not None:
            with closing(opened.database):
                code = await self._serve_own(opened, memory, errand, size)
            backup, self._brought_in = self._brought_in, None
            if backup is None:
                return code
            self._closed.clear()
            state = await self._bring_in(unlocking, backup)
        if self._was_interrupted:
            return 130
        if state.sentence:  # Shown in the window already, and kept for whoever started it from a terminal.
            _say(state.sentence)
        return 2 if state.sentence else 0

    async def _bring_in(self, unlocking: Unlocking, backup: KeyedBackup) -> UnlockState:
        """Open the other PC's data; where it cannot take the place, what was there is opened again."""
        try:
            return await unlocking.bring_in(backup)
        except UserFault as fault:
            self._said = str(fault)
            return await unlocking.retry()

    async def _opened(self, unlocking: Unlocking, state: UnlockState) -> OpenedData | None:
        """The data, asked for in a window where it is not open at once; None where that is closed."""
        if state.opened is not None:
            return state.opened
        found: list[OpenedData] = []
        tasks, window, done = TaskSupervisor(), UnlockWindow(self._theme), asyncio.Event()
        presenter = UnlockPresenter(unlocking, tasks.spawn, window)
        presenter.opened.connect(found.append)
        presenter.opened.connect(lambda _: done.set())
        window.quit_asked.connect(done.set)

        def interrupt() -> None:
            self._interrupt()
            done.set()

        end = self._loop.on_interrupt(interrupt)
        presenter.start(state)
        window.show()
        await done.wait()
        end()
        window.hide()
        await tasks.shutdown()
        window.deleteLater()
        return found[0] if found else None

    async def _serve_own(
        self,
        opened: OpenedData,
        memory: WindowMemory,
        errand: OwnErrand | None,
        size: tuple[int, int] | None,
    ) -> int:
        profile = self._settings.profile
        kept: Vault = MemoryVault() if opened.key is None else TokenFile(profile, opened.key)
        told = {GRAPH_TOKEN: self._settings.graph_token, OMNI_TOKEN: self._settings.omni_token}
        told[PAGE_ID] = self._settings.page_id if self._settings.graph_token else None
        station = ShopStation(
            opened.database,
            OverlaidVault({name: secret for name, secret in told.items() if secret}, kept),
            staff=memory.text(STAFF) or None,
            remember_staff=lambda name: memory.keep_text(STAFF, name or ""),
        )
        return await self.serve(
            self._settings, station, memory=memory, key=KeyDesk(profile, opened), errand=errand, size=size
        )

    def come_to_front(self) -> None:
        """Another start of the program asks for this one."""
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and window.isWindow():
                bring_to_front(window)

    async def serve(
        self,
        settings: Settings,
        station: ShopStation,
        *,
        memory: WindowMemory | None = None,
        key: KeyDesk | None = None,
        rehearse: Perform | None = None,
        errand: OwnErrand | None = None,
        size: tuple[int, int] | None = None,
    ) -> int:
        """Show a shop's window until it is closed or the errand done, 0, or until Ctrl-C, 130.

        Raises what the errand raises, when all is closed.
        """
        bus, tasks = EventBus(), TaskSupervisor()
        shop = Shop(settings, station, bus, tasks)
        async with AsyncExitStack() as ending:
            ending.callback(self._loop.on_interrupt(self._interrupt))
            if self._interrupted_before():
                self._interrupt()
            window = self._window(shop, tasks, is_rehearsal=rehearse is not None)
            if memory is not None:
                window.remember(memory)
            if size is not None:
                window.resize(*size)
            desks = self._desks(shop, key, bus)
            around = ShopPages(window, desks, rehearsal=rehearse is not None)
            ending.callback(collect_garbage_here())
            ending.push_async_callback(tasks.shutdown)
            ending.push_async_callback(shop.close)
            await shop.start()
            ending.callback(window.stop)
            window.show()
            window.start()
            if rehearse is not None:
                tasks.spawn("rehearsal", await rehearse(shop))
            await around.begin(await shop.connections.state(), shop.running)
            around.tell(self._said)
            running = tasks.spawn("errand", errand(window)) if errand is not None else None
            if running is not None:
                running.add_done_callback(lambda _: self._closed.set())
            await self._closed.wait()
            window.hide()
        window.deleteLater()
        if running is not None and not running.cancelled():
            running.result()
        return 130 if self._was_interrupted else 0

    def _desks(self, shop: Shop, key: KeyDesk | None, bus: EventBus) -> ShopDesks:
        async def open_campaign(campaign: int) -> CampaignDesks:
            return CampaignDesks(*await shop.campaign(campaign))

        return ShopDesks(
            lives=shop.lives,
            scripts=shop.scripts,
            connections=shop.connections,
            staff=shop.staff,
            open_campaign=open_campaign,
            on_bound=lambda callback: bus.subscribe(CampaignBound, callback),
            on_trouble=shop.troubles.subscribe,
            rehearse=self._rehearse,
            reopen=self._reopen,
            key=key,
        )

    def _rehearse(self) -> None:
        rehearsal_process(self._settings.profile.folder).startDetached()

    def _reopen(self, backup: KeyedBackup) -> None:
        """Close this shop, and open the data of the other PC."""
        self._brought_in = backup
        self._closed.set()

    def _window(self, shop: Shop, tasks: TaskSupervisor, *, is_rehearsal: bool) -> MainWindow:
        window = MainWindow(
            None,
            tasks.spawn,
            self._theme,
            self._loop.pool,
            staff=shop.staff.at_desk or self._settings.staff,
            storage_label=_storage_label(self._settings),
            catalog=shop.catalog,
            chime=SystemChime(self._settings.profile.sounds, self._loop.pool, system_player()),
            rehearsal=is_rehearsal,
        )
        window.closing.connect(self._closed.set)
        return window

    def _interrupt(self) -> None:
        self._was_interrupted = True
        self._closed.set()


def _storage_label(settings: Settings) -> str:
    return "máy này · tệp thường" if settings.key_file is None else "máy này · đã mã hoá"


def require_display(*, allow_offscreen: bool) -> None:
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
