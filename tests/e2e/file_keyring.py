"""A keyring in a file, for whole processes: PYTHON_KEYRING_BACKEND=tests.e2e.file_keyring.FileKeyring.

FILE_KEYRING names the file, FILE_KEYRING_FAULT what every call does instead (locked, refused, gone), and
FILE_KEYRING_KILL the moment at which the process is killed as by a power cut (before-keep, after-keep,
reading-back).
"""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

from keyring import errors
from keyring.backend import KeyringBackend

FAULTS = {
    "locked": errors.KeyringLocked("locked"),
    "refused": errors.PasswordSetError("denied"),
    "gone": errors.InitError("no D-Bus"),
}


def _die_at(moment: str) -> None:
    if os.environ.get("FILE_KEYRING_KILL") == moment:
        os.kill(os.getpid(), signal.SIGKILL)


class FileKeyring(KeyringBackend):
    """Entries by service and account, as JSON."""

    priority = 5.0  # type: ignore[assignment]
    has_kept = False

    def _entries(self) -> dict[str, str]:
        fault = os.environ.get("FILE_KEYRING_FAULT")
        if fault:
            raise FAULTS[fault]
        path = Path(os.environ["FILE_KEYRING"])
        return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}

    def get_password(self, service: str, username: str) -> str | None:
        if FileKeyring.has_kept:
            _die_at("reading-back")
        return self._entries().get(f"{service}\n{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        _die_at("before-keep")
        entries = self._entries() | {f"{service}\n{username}": password}
        Path(os.environ["FILE_KEYRING"]).write_text(json.dumps(entries), "utf-8")
        FileKeyring.has_kept = True
        _die_at("after-keep")

    def delete_password(self, service: str, username: str) -> None:
        raise NotImplementedError
