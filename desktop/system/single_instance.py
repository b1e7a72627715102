"""One window a profile: a second start brings the first window to the front and ends (product.md §9).

    instance = SingleInstance(profile.folder)
    if not instance.is_first:
        return 0 if instance.call_first() else 2
    instance.called.connect(window.come_to_front)

Uses Qt's lock file and local socket, which know how a crashed process looks on every system. Imported only by
commands that show a window. Must not know the window.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_CALL = b"come to the front\n"
_PATIENCE = 2_000


class SingleInstance(QObject):
    """Whether this process is the first one on a profile folder, which must exist.

    Signals: `called` when another start asks the first window to come to the front.
    """

    called = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # A socket's path may have about a hundred characters: the folder itself may not fit.
        self._name = f"quaylive-{hashlib.sha256(str(folder).encode()).hexdigest()[:24]}"
        self._lock = QLockFile(str(folder / "window.lock"))
        self._lock.setStaleLockTime(0)  # However long it runs; a dead process is noticed all the same.
        self.is_first = self._lock.tryLock(0) or self._lock.error() is QLockFile.LockError.PermissionError
        self._server = QLocalServer(self)
        if self.is_first:
            self._listen()

    def call_first(self) -> bool:
        """Ask the first window to come to the front; False where nobody answers within two seconds."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE):
            return False
        socket.write(_CALL)
        is_told = socket.waitForBytesWritten(_PATIENCE)
        socket.disconnectFromServer()
        return is_told

    def close(self) -> None:
        """Give the place up."""
        self._server.close()
        self._lock.unlock()

    def _listen(self) -> None:
        QLocalServer.removeServer(self._name)  # The socket of a process that crashed.
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(self._name)

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.called.emit()
