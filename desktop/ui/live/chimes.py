"""Sounds and tray notices of this PC. What is worth one is decided elsewhere (alerts.py).

Sounds are short tones made here and played by what the system brings along: Qt's own multimedia is no part
of the program. Where nothing can play them the system's beep is heard.
"""

from __future__ import annotations

import io
import logging
import math
import shutil
import struct
import subprocess
import sys
import wave
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from desktop.ui.live.alerts import Alert
from desktop.ui.theme import Theme

RATE = 22_050
VOLUME = 0.35
SHOWN_FOR = 8_000
# (hertz, seconds) of each tone; falling is bad news, rising asks for attention.
TONES: dict[Alert, tuple[tuple[int, float], ...]] = {
    Alert.SOLD_OUT: ((880, 0.12), (587, 0.22)),
    Alert.SUGGESTION: ((784, 0.10), (1_047, 0.14)),
    Alert.SILENCE: ((440, 0.18), (0, 0.06), (440, 0.18), (0, 0.06), (440, 0.18)),
    Alert.ENDED: ((659, 0.16), (523, 0.16), (392, 0.28)),
}
_PLAYERS = ("pw-play", "paplay", "aplay", "afplay")

_log = logging.getLogger(__name__)
Play = Callable[[Path], None]


def tone(parts: Sequence[tuple[int, float]]) -> bytes:
    """A WAV file of tones behind each other, 16 bit mono; 0 hertz is silence. Each fades in and out."""
    samples = [value for hertz, seconds in parts for value in _samples(hertz, round(seconds * RATE))]
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return out.getvalue()


def _samples(hertz: int, count: int) -> list[int]:
    fade = max(1, min(count // 4, RATE // 100))
    return [
        round(
            32_767
            * VOLUME
            * min(1.0, at / fade, (count - at) / fade)
            * math.sin(2 * math.pi * hertz * at / RATE)
        )
        for at in range(count)
    ]


def system_player() -> Play | None:
    """What plays a WAV file on this PC and returns when it is over; None where nothing does."""
    if sys.platform == "win32":
        import winsound

        return lambda file: winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_NODEFAULT)
    found = next((path for name in _PLAYERS if (path := shutil.which(name))), None)
    return None if found is None else lambda file: _run(found, file)


def _run(player: str, file: Path) -> None:
    subprocess.run(
        [player, str(file)], check=False, timeout=5, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


class SystemChime:
    """Sounds through `play`, in the pool, from files made once in `folder`; the system's beep without it."""

    def __init__(self, folder: Path, pool: Executor, play: Play | None) -> None:
        self._folder, self._pool, self._play = folder, pool, play

    def ring(self, alert: Alert) -> None:
        """Sound for this; returns at once."""
        if self._play is None:
            QApplication.beep()
        else:
            self._pool.submit(self._sound, alert, self._play)

    def ring_from_anywhere(self, alert: Alert) -> None:
        """The same from another thread, where the loop stands still and nothing of Qt may be used."""
        if self._play is not None:
            self._sound(alert, self._play)

    def _sound(self, alert: Alert, play: Play) -> None:
        try:
            play(self._file(alert))
        except (OSError, subprocess.SubprocessError, RuntimeError) as error:
            _log.warning("no sound: %s", type(error).__name__)

    def _file(self, alert: Alert) -> Path:
        file = self._folder / f"{alert}.wav"
        if not file.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            file.write_bytes(tone(TONES[alert]))
        return file


class TrayNotices:
    """Notices of the system's tray while `window` is not the active one; its icon comes with the first."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        self._theme, self._window = theme, window
        self._icon: QSystemTrayIcon | None = None

    def show(self, title: str, text: str) -> None:
        """Show this where there is a tray, and the window is not looked at."""
        if self._window.isActiveWindow() or not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._icon is None:
            self._icon = QSystemTrayIcon(self._window.windowIcon(), self._window)
            self._icon.setToolTip(self._window.windowTitle())
            self._icon.activated.connect(self._bring_back)
            self._icon.messageClicked.connect(self._bring_back)
            self._icon.show()
        self._icon.showMessage(title, text, self._window.windowIcon(), SHOWN_FOR)

    def _bring_back(self) -> None:
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
