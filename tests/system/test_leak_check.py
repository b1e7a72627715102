"""The check in tests/conftest.py is itself seen to fail what leaks, and only that (architecture.md §7)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

CASES = """
import asyncio, threading, time
from PySide6.QtCore import QObject, QTimer

kept = []
never = threading.Event()

def test_bad_thread():
    threading.Thread(target=never.wait, args=(30,), daemon=True).start()

async def test_bad_task():
    kept.append(asyncio.create_task(asyncio.sleep(30)))

def test_bad_timer(qapp):
    kept.append(QTimer())
    kept[-1].start(60_000)

def test_good_thread():
    threading.Thread(target=time.sleep, args=(0.05,)).start()

async def test_good_task():
    asyncio.create_task(asyncio.sleep(30)).cancel()
    await asyncio.to_thread(time.sleep, 0.01)

def test_good_timers(qapp):
    kept.extend([QTimer(), QTimer(owner := QObject())])
    for timer in (*kept[-2:], QTimer()):
        timer.start(60_000)
    kept[-2].stop()
    owner.deleteLater()
"""


def test_what_leaks_fails_and_what_ends_does_not(tmp_path: Path) -> None:
    check = (Path(__file__).parent.parent / "conftest.py").read_text("utf-8")
    (tmp_path / "conftest.py").write_text(check.replace("_GRACE = 2.0", "_GRACE = 0.5"), "utf-8")
    (tmp_path / "test_cases.py").write_text(CASES, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nasyncio_mode = auto\nqt_api = pyside6\n", "utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-rA",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        str(tmp_path),
    ]
    environ = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")} | {
        "QT_QPA_PLATFORM": "offscreen"
    }

    run = subprocess.run(
        command, env=environ, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )

    failed = set(re.findall(r"^(?:FAILED|ERROR) \S+::(\w+)", run.stdout, re.MULTILINE))
    assert failed == {"test_bad_thread", "test_bad_task", "test_bad_timer"}, run.stdout + run.stderr
    assert "thread Thread-" in run.stdout
    assert "tasks left running" in run.stdout
    assert "timer <PySide6.QtCore.QTimer" in run.stdout
