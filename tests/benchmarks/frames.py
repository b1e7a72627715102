"""How free the window stays while 5,000 variants are refreshed (issue 3): the whole program, a live running.

A heartbeat on the GUI thread, every 2 ms: what it misses is what painting, slots and tasks took together.
"""

from __future__ import annotations

import asyncio
import os
import time
from dataclasses import dataclass, field, replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer

from desktop.rehearsing import Told, run_demo
from desktop.sandbox.rehearsal import generate
from desktop.services.catalog_rows import RefreshProgress, RefreshState
from desktop.system.settings import Settings
from desktop.ui.main_window import MainWindow

from .refreshing import VARIANTS_PER_PRODUCT

BEAT = 2
WITHIN = 120.0
SETTLED = 1.5  # seconds after which a screen just shown is measured


@dataclass(slots=True)
class Frames:
    """The gaps between beats, in milliseconds beyond the beat itself."""

    gaps: list[float] = field(default_factory=list)

    @property
    def worst(self) -> float:
        return max(self.gaps)

    def at(self, share: float) -> float:
        return sorted(self.gaps)[int(len(self.gaps) * share)]

    def over(self, milliseconds: float) -> int:
        return sum(gap > milliseconds for gap in self.gaps)


def during_a_refresh(variants: int, screen: str) -> Frames:
    """Run the rehearsal with a shop of so many variants, this screen on show, until the refresh is done."""
    frames = Frames()
    products = round(variants / VARIANTS_PER_PRODUCT)
    code = run_demo(
        Settings.load({}, os.environ),
        scenario=replace(generate(7), filler_products=products),
        speed=1,
        errand=lambda window, told: _watch(window, told, screen, frames),
        size=(1366, 768),
        theme="light",
    )
    assert code == 0
    assert len(frames.gaps) > 500, "the refresh was over before it could be measured"
    return frames


async def _watch(window: MainWindow, told: Told, screen: str, frames: Frames) -> None:
    done = asyncio.Event()
    window.refresh.progressed.connect(lambda progress: _note_end(progress, done))
    window.show_screen(screen)
    await asyncio.sleep(SETTLED)
    last = time.perf_counter()

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        frames.gaps.append((now - last) * 1000 - BEAT)
        last = now

    timer = QTimer(window, interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start()
    await asyncio.wait_for(done.wait(), WITHIN)
    timer.stop()


def _note_end(progress: RefreshProgress, done: asyncio.Event) -> None:
    if progress.state is RefreshState.DONE:
        done.set()
