"""Between the key's card and the key behind it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from desktop.ui.errands import FAULTS, Errands, Spawn
from desktop.ui.settings.key_card import KeyCard
from desktop.ui.settings.key_desk import KeyDesk


class KeyPresenter(QObject):
    """Fills the card, remembers that the code was saved, and checks another PC's backup before anything."""

    def __init__(self, desk: KeyDesk, spawn: Spawn, card: KeyCard) -> None:
        super().__init__(card)
        self._desk, self._spawn, self._card = desk, spawn, card
        self._errands = Errands(spawn, card.say)
        card.printed.connect(lambda: self._errands.run("key-saved", self._note_saved))
        card.file_chosen.connect(
            lambda path, text: self._errands.run("key-file", lambda: self._save(path, text))
        )
        card.backup_chosen.connect(
            lambda path, code: self._errands.run("key-backup", lambda: self._check(path, code))
        )

    def start(self) -> None:
        """Fill the card."""
        self._errands.run("key-row", self._show)

    def stop(self) -> None:
        """Nothing goes on by itself."""

    async def _show(self) -> None:
        self._card.show_key(await self._desk.key_row())

    async def _note_saved(self) -> None:
        await self._desk.note_saved()
        await self._show()

    async def _save(self, path: Path, text: str) -> None:
        await self._desk.save_code(path, text)
        await self._note_saved()

    async def _check(self, path: Path, code: str) -> None:
        dialog = self._card.backup_dialog
        try:
            backup = await self._desk.check_backup(path, code)
        except FAULTS as fault:
            if self._card.backup_dialog is not None:
                self._card.backup_dialog.refuse(str(fault))
            return
        if dialog is not None and self._card.backup_dialog is dialog:
            dialog.accept()
            self._card.reopen_asked.emit(backup)
