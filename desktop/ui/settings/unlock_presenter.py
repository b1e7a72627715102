"""Between the window that opens the data and the unlocking behind it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.services.unlocking import UnlockState, UnlockStep
from desktop.ui.errands import FAULTS, Spawn
from desktop.ui.settings.unlock_desk import UnlockDesk
from desktop.ui.settings.unlock_window import UnlockWindow


class UnlockPresenter(QObject):
    """Tries what is typed, one thing at a time. Signals: `opened(OpenedData)`, once."""

    opened = Signal(object)

    def __init__(self, desk: UnlockDesk, spawn: Spawn, window: UnlockWindow) -> None:
        super().__init__(window)
        self._desk, self._spawn, self._window = desk, spawn, window
        self._is_trying = False
        window.retry_asked.connect(lambda: self._try(desk.retry))
        window.passphrase_chosen.connect(lambda text: self._try(lambda: desk.set_passphrase(text)))
        window.passphrase_entered.connect(lambda text: self._try(lambda: desk.enter_passphrase(text)))
        window.code_entered.connect(lambda text: self._try(lambda: desk.enter_recovery_code(text)))
        window.backup_chosen.connect(self._open_backup)

    def start(self, state: UnlockState | None = None) -> None:
        """Show this state; without one, try to open the data first."""
        if state is None:
            self._try(self._desk.retry)
        else:
            self._show(state)

    def stop(self) -> None:
        """Nothing goes on by itself."""

    def _open_backup(self, path: Path, code: str) -> None:
        self._try(lambda: self._desk.open_backup(path, code))

    def _try(self, ask: Callable[[], Coroutine[Any, Any, UnlockState]]) -> None:
        if not self._is_trying:
            self._is_trying = True
            self._window.show_busy()
            self._spawn("unlock", self._trying(ask))

    async def _trying(self, ask: Callable[[], Coroutine[Any, Any, UnlockState]]) -> None:
        try:
            state = await ask()
        except FAULTS as fault:
            self._window.refuse(str(fault))
        else:
            self._show(state)
        finally:
            self._is_trying = False

    def _show(self, state: UnlockState) -> None:
        if state.step is UnlockStep.OPENED:
            self.opened.emit(state.opened)
        else:
            self._window.show_state(state)
