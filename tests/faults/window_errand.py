"""The demo with an errand, for test_window.py: faults befall the window, and it notes what staff see of them.

    python window_errand.py SPEED

Prints one JSON object.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import sys
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from desktop.rehearsing import run_demo
from desktop.sandbox import rehearsal
from desktop.system.settings import Settings
from desktop.ui.main_window import MainWindow

WITHIN = 30.0


async def until(done: Callable[[], Any]) -> None:
    """Wait until `done`, at most WITHIN seconds."""
    for _ in range(round(WITHIN / 0.05)):
        if done():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it did not come to that")


def limit_files(size: int) -> None:
    """No file may grow beyond so many bytes: a write fails, as on a failing disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


async def suffer(window: MainWindow, told: Mapping[str, Any]) -> None:
    """A disk that fails and comes back, then a token that dies."""
    model, status, seen = window.screen_live.feed.model, window.status, dict[str, Any]()
    await until(lambda: model.rowCount() > 10)
    seen["calm"] = status.advice.text()
    limit_files(50_000)
    await until(lambda: "Ổ đĩa" in status.advice.text())
    seen["disk"], before = status.advice.text(), model.rowCount()
    limit_files(resource.RLIM_INFINITY)
    await until(lambda: not status.advice.text() and model.rowCount() > before)
    seen["mended"] = status.advice.text()
    async with httpx.AsyncClient(timeout=10, trust_env=False) as client:
        await client.post(f"{told['control']}/token", json={"state": "expired"})
    await until(lambda: status.advice.text())
    seen["token"], seen["chip"] = status.advice.text(), window.screen_live.top_bar.source.text
    seen["rows"], seen["ids"] = model.rowCount(), len(set(model.comment_ids()))
    sys.stdout.write(json.dumps(seen) + "\n")


if __name__ == "__main__":
    settings = Settings.load({}, os.environ)
    scenario, speed = rehearsal.generate(3), float(sys.argv[1])
    sys.exit(run_demo(settings, scenario=scenario, speed=speed, errand=suffer, size=None, theme=None))
