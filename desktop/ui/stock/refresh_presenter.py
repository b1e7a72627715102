"""Between the refresh from Omni and every screen that shows it: one key, one button, one progress."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.domain.errors import UserFault
from desktop.services.catalog_rows import CatalogChange, OmniConnection
from desktop.storage.errors import StorageError
from desktop.ui.stock.desk import RefreshDesk


class RefreshPresenter(QObject):
    """Starts and stops the refresh and tells how it does.

    Signals: `progressed(RefreshProgress)`, `connected(OmniConnection)` when told, `refused(sentence)` where
    it cannot begin.
    """

    progressed = Signal(object)
    connected = Signal(object)
    refused = Signal(str)

    def __init__(self, desk: RefreshDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._unsubscribe: Callable[[], None] | None = None

    def start(self) -> None:
        """Tell how it stands, and follow from here on."""
        self._unsubscribe = self._desk.subscribe(self._changed)
        self.tell()

    def stop(self) -> None:
        """Follow no longer; a refresh under way goes on."""
        if self._unsubscribe:
            self._unsubscribe()
            self._unsubscribe = None

    def tell(self) -> None:
        """Tell connection and progress again, for a screen that comes into sight."""
        self.connected.emit(self._desk.connection())
        self.progressed.emit(self._desk.progress())

    def refresh(self) -> None:
        """Read products and stock from Omni now, or go on with what was stopped."""
        connection: OmniConnection = self._desk.connection()
        if not connection.is_connected:
            self.refused.emit(connection.message or self.tr("Chưa nối với Omni nên chưa cập nhật được tồn."))
            return
        try:
            self._desk.start_refresh()
        except (UserFault, StorageError) as error:
            self.refused.emit(str(error))

    def halt(self) -> None:
        """Stop after the page in hand."""
        self._desk.stop_refresh()

    def _changed(self, change: CatalogChange) -> None:
        if change.connection is not None:
            self.connected.emit(change.connection)
        if change.progress is not None:
            self.progressed.emit(change.progress)
