"""Between the trial dialog and the desk: one trial at a time, which can be stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.domain.script_checks import errors
from desktop.domain.script_draft import ScriptDraft
from desktop.services.script_rows import TrialSource
from desktop.ui.errands import FAULTS, Spawn
from desktop.ui.live_setup.desk import ScriptDesk
from desktop.ui.live_setup.screen import ScriptScreen
from desktop.ui.theme import Tone


class TrialPresenter(QObject):
    """`draft` tells the draft in hand, None while there is none."""

    def __init__(
        self, desk: ScriptDesk, spawn: Spawn, screen: ScriptScreen, draft: Callable[[], ScriptDraft | None]
    ) -> None:
        super().__init__(screen)
        self._desk, self._spawn, self._screen, self._draft = desk, spawn, screen, draft
        self._running: object = None
        self._number = 0
        self._is_listing = False

    def open(self) -> None:
        """Open the dialog, unless the script cannot be used yet."""
        self._screen.lines.view.commit()
        draft = self._draft()
        if draft is None or self._is_listing or self._screen.trial_dialog is not None:
            return
        wrong = errors(self._desk.warnings(draft))
        if wrong:
            self._screen.show_finding(wrong[0])
            return
        self._is_listing = True
        self._spawn("script-trial-sources", self._listing())

    def stop(self) -> None:
        """End the trial that runs."""
        self._number += 1
        if isinstance(self._running, asyncio.Task):
            self._running.cancel()
        self._running = None

    async def _listing(self) -> None:
        try:
            sources = await self._desk.trial_sources()
        except FAULTS as error:
            self._screen.notice(str(error), Tone.BAD)
            return
        finally:
            self._is_listing = False
        dialog = self._screen.open_trial(sources)
        dialog.started.connect(self._start)
        dialog.cancelled.connect(self.stop)

    def _start(self, source: TrialSource) -> None:
        self.stop()
        draft = self._draft()
        if draft is not None:
            name = f"script-trial-{self._number}"
            self._running = self._spawn(name, self._trying(draft, source, self._number))

    async def _trying(self, draft: ScriptDraft, source: TrialSource, number: int) -> None:
        def progress(done: int, total: int | None) -> None:
            if number == self._number and self._screen.trial_dialog is not None:
                self._screen.trial_dialog.show_progress(done, total)

        try:
            report = await self._desk.trial(draft, source, progress)
        except FAULTS as error:
            if number == self._number and self._screen.trial_dialog is not None:
                self._screen.trial_dialog.refuse(str(error))
            return
        if number == self._number and self._screen.trial_dialog is not None:
            self._screen.trial_dialog.show_report(report)
