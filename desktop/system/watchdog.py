"""Watches, on a thread of its own, that the comment source answers and that the loop runs (product.md §9).

    watchdog = Watchdog(on_silence=…, on_stall=…)
    watchdog.start()
    watchdog.expect_answers(True)     # a live is being read
    watchdog.answered()               # the source answered
    watchdog.beat()                   # the loop runs, about every second
    watchdog.stop()

It knows no screen: both callbacks come on its own thread, for a loop that stands still hears nothing.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

SILENT_AFTER = 30.0
STALLED_AFTER = 5.0
CHECK_EVERY = 0.5

_log = logging.getLogger(__name__)


class Watchdog:
    """Tells once when 30 s passed without an answer, and once when it is over; so for a loop that stalls.

    `on_silence(since)` gets the seconds of silence, None when the source answers again; `on_stall(since)`
    likewise. `clock` tells seconds that never go back.
    """

    def __init__(
        self,
        *,
        on_silence: Callable[[float | None], None],
        on_stall: Callable[[float | None], None] = lambda _since: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._on_silence, self._on_stall, self._clock = on_silence, on_stall, clock
        self._lock, self._stopping = threading.Lock(), threading.Event()
        self._answered_at: float | None = None
        self._beat_at: float | None = None
        self._is_silent = self._is_stalled = False
        self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Watch no longer; returns when its thread has ended."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def expect_answers(self, expected: bool) -> None:
        """Whether a source is being read now; where none is, silence is no fault."""
        with self._lock:
            if not expected:
                self._answered_at = None
            elif self._answered_at is None:
                self._answered_at = self._clock()

    def answered(self) -> None:
        """The source answered."""
        with self._lock:
            if self._answered_at is not None:
                self._answered_at = self._clock()

    def beat(self) -> None:
        """The loop runs; the first beat begins the watch over it."""
        with self._lock:
            self._beat_at = self._clock()

    def check(self) -> None:
        """Look once, and tell what changed."""
        now = self._clock()
        with self._lock:
            silence = _since(self._answered_at, now, SILENT_AFTER)
            stall = _since(self._beat_at, now, STALLED_AFTER)
            tells_silence = (silence is not None) is not self._is_silent
            tells_stall = (stall is not None) is not self._is_stalled
            self._is_silent, self._is_stalled = silence is not None, stall is not None
        if tells_silence:
            self._on_silence(silence)
        if tells_stall:
            _log.warning(
                "the loop %s", "runs again" if stall is None else f"has stood still for {stall:.0f} s"
            )
            self._on_stall(stall)

    def _run(self) -> None:
        while not self._stopping.wait(CHECK_EVERY):
            try:
                self.check()
            except Exception:
                _log.exception("the watchdog could not tell")


def _since(moment: float | None, now: float, limit: float) -> float | None:
    """How long ago, where that is longer than the limit."""
    return now - moment if moment is not None and now - moment >= limit else None
