"""What presses about the campaign that is open, in the live screen: its live is over, and another one runs.

The same line as in the list, and the same button.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.services.lives_rows import BindChoice, LifeRow, RowAction
from desktop.ui.errands import FAULTS, Spawn
from desktop.ui.live_setup.life_strip import LifeStrip
from desktop.ui.live_setup.lives_desk import LivesDesk

COALESCE = 2_000


class CampaignNotePresenter(QObject):
    """Keeps `strip` true for one campaign at a time (`follow`). `spawn(name, coroutine)` runs a task.

    Signals: `refused(sentence)` where something cannot be done, `ended` when the campaign was ended here.
    """

    refused = Signal(str)
    ended = Signal()

    def __init__(self, desk: LivesDesk, spawn: Spawn, strip: LifeStrip) -> None:
        super().__init__(strip)
        self._desk, self._spawn, self._strip = desk, spawn, strip
        self._campaign: int | None = None
        self._is_reading, self._is_acting = False, False
        self._unsubscribe: Callable[[], None] | None = None
        self._soon = QTimer(self, interval=COALESCE, singleShot=True)
        self._soon.timeout.connect(self._read)
        strip.make_reachable(True)
        strip.acted.connect(self._act)
        strip.confirmed.connect(self._confirmed)

    def follow(self, campaign: int) -> None:
        """Speak of this campaign from now on."""
        self._campaign = campaign
        self._read()

    def ask_end(self) -> None:
        """Ask in place whether the campaign is over."""
        self._strip.ask(RowAction.END)

    def start(self) -> None:
        """Follow the changes from here on."""
        self._unsubscribe = self._desk.subscribe(self._changed)

    def stop(self) -> None:
        """Follow no longer."""
        self._soon.stop()
        if self._unsubscribe:
            self._unsubscribe()
            self._unsubscribe = None

    def _changed(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _read(self) -> None:
        if self._campaign is not None and not self._is_reading:
            self._is_reading = True
            self._spawn("campaign-note", self._reading())

    async def _reading(self) -> None:
        """Read again where another campaign was opened meanwhile."""
        shown = None
        try:
            while shown != self._campaign:
                shown = self._campaign
                rows = (await self._desk.rows()).rows
                for row in rows:
                    if row.campaign_id == self._campaign:
                        self._strip.show_row(_without_source(row))
        except FAULTS as error:
            self.refused.emit(str(error))
        finally:
            self._is_reading = False

    def _act(self, action: RowAction, choice: BindChoice | None) -> None:
        if action is RowAction.GO_ON and choice is not None and not self._is_acting:
            self._is_acting = True
            self._spawn("campaign-go-on", self._going_on(choice))

    def _confirmed(self, action: RowAction) -> None:
        if action is RowAction.END and self._campaign is not None and not self._is_acting:
            self._is_acting = True
            self._spawn("campaign-end", self._ending(self._campaign))

    async def _ending(self, campaign: int) -> None:
        try:
            await self._desk.end(campaign)
            self.ended.emit()
        except FAULTS as error:
            self.refused.emit(str(error))
        finally:
            self._is_acting = False

    async def _going_on(self, choice: BindChoice) -> None:
        try:
            await self._desk.go_on(choice.campaign_id, choice.live_id)
        except FAULTS as error:
            self.refused.emit(str(error))
        finally:
            self._is_acting = False
        self._read()


def _without_source(row: LifeRow) -> LifeRow:
    """That the page is another is told by the line of the comment source already: once is enough."""
    return replace(row, is_urgent=row.is_urgent and RowAction.CONNECT not in row.actions)
