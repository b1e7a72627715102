"""Between the settings and the desks behind them: hands on what staff ask, shows what came of it.

It holds no rule and no widget of its own. Tokens pass through and are not kept.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject

from desktop.services.connection_rows import OmniCheck, PageCheck, PageChoice, PageOption
from desktop.ui.errands import FAULTS, Spawn
from desktop.ui.settings.desk import ConnectionsDesk, StaffDesk
from desktop.ui.settings.screen import SetupScreen
from desktop.ui.theme import Tone

Refuse = Callable[[str], None]


class SettingsPresenter(QObject):
    """Keeps the settings true. `spawn(name, coroutine)` runs a task under supervision."""

    def __init__(
        self,
        desk: ConnectionsDesk,
        staff_desk: StaffDesk,
        spawn: Spawn,
        screen: SetupScreen,
        *,
        clock: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        super().__init__(screen)
        self._desk, self._staff_desk, self._spawn, self._screen = desk, staff_desk, spawn, screen
        self._clock = clock
        self._busy: set[str] = set()
        self._endings: list[Callable[[], None]] = []
        self._connect()

    def start(self) -> None:
        """Follow the changes from here on, and fill the screen."""
        self._endings = [
            self._desk.subscribe(lambda _: self._read_again()),
            self._staff_desk.subscribe(lambda _: self._read_again()),
        ]
        self._read_again()

    def stop(self) -> None:
        """Follow no longer."""
        for end in self._endings:
            end()
        self._endings = []

    def _read_again(self) -> None:
        if self._endings:
            self._once("settings-read", self._read, self._tell)

    async def _read(self) -> None:
        self._screen.show_staff(await self._staff_desk.everybody())
        try:
            self._screen.show_state(await self._desk.state())
        finally:
            # Where the tokens cannot be read they are pasted anew, and the steps are there for it.
            self._screen.begin()

    # The page

    def _check_page(self, text: str) -> None:
        self._page_work(lambda: self._look(self._desk.check_page(text)))

    def _exchange(self, app_id: str, app_secret: str, text: str) -> None:
        self._page_work(lambda: self._look(self._desk.exchange(app_id, app_secret, text)))

    def _check_option(self, option: PageOption) -> None:
        self._page_work(lambda: self._look(self._desk.check_option(option)))

    def _check_kept(self) -> None:
        self._page_work(lambda: self._look(self._desk.check_kept(), is_kept=True))

    async def _look(
        self, work: Coroutine[Any, Any, PageCheck | PageChoice], *, is_kept: bool = False
    ) -> None:
        found = await work
        self._screen.page.show_busy(False)
        if isinstance(found, PageChoice):
            self._screen.page.show_choice(found)
        else:
            self._screen.page.show_check(found, self._clock(), is_kept=is_kept)

    def _connect_page(self, check: PageCheck, is_other_meant: bool) -> None:
        self._page_work(lambda: self._connecting_page(check, is_other_meant))

    async def _connecting_page(self, check: PageCheck, is_other_meant: bool) -> None:
        await self._desk.connect_page(check, is_other_meant=is_other_meant)
        self._screen.page.show_busy(False)
        self._screen.page.forget_secrets()
        await self._read()
        self._screen.go_on_from(self._screen.page)
        self._say(self.tr("Đã kết nối trang {page}.").format(page=check.page_name))

    def _disconnect_page(self) -> None:
        self._page_work(self._disconnecting_page)

    async def _disconnecting_page(self) -> None:
        await self._desk.disconnect_page()
        self._screen.page.forget_secrets()
        await self._read()
        self._say(self.tr("Đã ngắt trang Facebook."))

    def _page_work(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        page = self._screen.page
        self._once("settings-page", work, page.refuse, page.show_busy)

    # Omni

    def _check_omni(self, text: str) -> None:
        self._omni_work(lambda: self._looking_at_omni(text))

    async def _looking_at_omni(self, text: str) -> None:
        check = await self._desk.check_omni(text)
        self._screen.omni.show_busy(False)
        self._screen.omni.show_check(check)

    def _connect_omni(self, check: OmniCheck) -> None:
        self._omni_work(lambda: self._connecting_omni(check))

    async def _connecting_omni(self, check: OmniCheck) -> None:
        await self._desk.connect_omni(check)
        self._screen.omni.show_busy(False)
        self._screen.omni.forget_secrets()
        await self._read()
        self._screen.go_on_from(self._screen.omni)
        self._say(self.tr("Đã kết nối cửa hàng {shop}.").format(shop=check.shop))

    def _disconnect_omni(self) -> None:
        self._omni_work(self._disconnecting_omni)

    async def _disconnecting_omni(self) -> None:
        await self._desk.disconnect_omni()
        self._screen.omni.forget_secrets()
        await self._read()
        self._say(self.tr("Đã ngắt cửa hàng Omni."))

    def _omni_work(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        omni = self._screen.omni
        self._once("settings-omni", work, omni.refuse, omni.show_busy)

    # Staff

    def _add_staff(self, name: str) -> None:
        """Two names one after the other are both added, however slow the first is."""
        add = f"settings-staff-add {name}"
        self._once(add, lambda: self._adding_staff(name), self._screen.staff.refuse)

    async def _adding_staff(self, name: str) -> None:
        await self._staff_desk.add(name)
        self._screen.staff.accept(name)
        await self._read()

    def _change_staff(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        async def change() -> None:
            await work()
            self._screen.staff.refuse("")
            await self._read()

        self._staff_work(change)

    def _staff_work(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._once("settings-staff", work, self._screen.staff.refuse)

    # All of them

    def _once(
        self,
        name: str,
        work: Callable[[], Coroutine[Any, Any, None]],
        refuse: Refuse,
        show_busy: Callable[[bool], None] = lambda _: None,
    ) -> None:
        """Run this unless it already runs; a fault is told where it was asked, what was typed stays."""
        if name not in self._busy:
            self._screen.notice("", Tone.OK)  # What was told of the step before is over.
            self._busy.add(name)
            show_busy(True)
            self._spawn(name, self._guarded(name, work, refuse, show_busy))

    async def _guarded(
        self,
        name: str,
        work: Callable[[], Coroutine[Any, Any, None]],
        refuse: Refuse,
        show_busy: Callable[[bool], None],
    ) -> None:
        sentence = ""
        try:
            await work()
        except FAULTS as error:
            sentence = str(error)
        finally:
            self._busy.discard(name)
            show_busy(False)
        if sentence:
            refuse(sentence)

    def _tell(self, sentence: str) -> None:
        self._screen.notice(sentence, Tone.BAD)

    def _say(self, sentence: str) -> None:
        self._screen.notice(sentence, Tone.OK)

    def _connect(self) -> None:
        screen, desk = self._screen, self._staff_desk
        screen.came_into_sight.connect(self._read_again)
        screen.page.check_asked.connect(self._check_page)
        screen.page.exchange_asked.connect(self._exchange)
        screen.page.option_chosen.connect(self._check_option)
        screen.page.recheck_asked.connect(self._check_kept)
        screen.page.connect_asked.connect(self._connect_page)
        screen.page.disconnect_asked.connect(self._disconnect_page)
        screen.omni.check_asked.connect(self._check_omni)
        screen.omni.connect_asked.connect(self._connect_omni)
        screen.omni.disconnect_asked.connect(self._disconnect_omni)
        screen.staff.add_asked.connect(self._add_staff)
        screen.staff.chosen.connect(lambda name: self._change_staff(lambda: desk.choose(name)))
        screen.staff.rename_asked.connect(
            lambda staff_id, name: self._change_staff(lambda: desk.rename(staff_id, name))
        )
        screen.staff.leave_asked.connect(
            lambda staff_id: self._change_staff(lambda: desk.deactivate(staff_id))
        )
