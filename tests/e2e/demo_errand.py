"""The demo with an errand, for test_demo.py: after some seconds, are the comments the same everywhere?

    python demo_errand.py SEED SPEED SECONDS

Prints one JSON object: the ids that the servers gave out, those in the database (read by a second connection)
and those in the feed's model, at the first instant at which they are the same, or at the last look.
"""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from typing import Any

import httpx

from desktop.rehearsing import run_demo
from desktop.sandbox import rehearsal
from desktop.system.settings import Settings
from desktop.ui.main_window import MainWindow

LOOKS = 100


async def shown(told: Mapping[str, Any]) -> list[str]:
    """The ids that the servers have given out, by their own log."""
    async with httpx.AsyncClient(timeout=10, trust_env=False) as client:
        log = (await client.get(f"{told['control']}/log")).json()
    return [row["id"] for row in log["shown"]]


def stored(settings: Settings, query: str) -> list[Any]:
    """One column of the database."""
    with closing(sqlite3.connect(f"file:{settings.database}?mode=ro", uri=True)) as connection:
        return [row[0] for row in connection.execute(query)]


async def compare(settings: Settings, window: MainWindow, told: Mapping[str, Any], seconds: float) -> None:
    """Look until all three are the same."""
    await asyncio.sleep(seconds)
    for _ in range(LOOKS):
        before = await shown(told)
        in_database = stored(settings, "SELECT id FROM comment ORDER BY sequence")
        in_model = window.screen_live.feed.model.comment_ids()
        if before == await shown(told) and sorted(before) == sorted(in_database) == sorted(in_model):
            break
        await asyncio.sleep(0.1)
    orders = stored(settings, "SELECT COUNT(*) FROM orders")[0]
    found = {"shown": before, "stored": in_database, "model": in_model, "orders": orders}
    sys.stdout.write(json.dumps(found) + "\n")


def main(seed: int, speed: float, seconds: float) -> int:
    """Run the demo with the errand; its exit code."""
    settings = Settings.load({}, os.environ)
    return run_demo(
        settings,
        scenario=rehearsal.generate(seed),
        speed=speed,
        errand=lambda window, told: compare(settings, window, told, seconds),
        size=None,
        theme=None,
    )


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])))
