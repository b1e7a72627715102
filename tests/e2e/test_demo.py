"""`quaylive demo` as a process of its own: what it shows is what was said, and it leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from .running import Running, ask, environment, started, wait_until

ERRAND = Path(__file__).with_name("demo_errand.py")
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


def test_after_30_seconds_log_database_and_feed_hold_the_same_comments(tmp_path: Path) -> None:
    """Issue 2: after 30 s the ids in the sandbox's log, the database and the feed's model are the same.

    At two seeds, side by side; at six times the speed, so that the first burst is among them.
    """
    with ExitStack() as stack:
        runs = [stack.enter_context(compared(tmp_path / str(seed), seed)) for seed in (7, 20261121)]
        found = [json.loads(run.communicate(timeout=90)[0]) for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert not set(found[0]["shown"]) & set(found[1]["shown"]), "two seeds are two lives"
    for ids in found:
        assert len(ids["shown"]) > 150 and ids["orders"] > 40
        assert sorted(ids["shown"]) == sorted(ids["stored"])
        assert ids["stored"] == ids["model"], "the feed shows the order of arrival"


def compared(folder: Path, seed: int) -> subprocess.Popen[bytes]:
    folder.mkdir()
    env = environment(folder, database=f"sqlite:///{folder / 'demo.db'}")
    command = [sys.executable, str(ERRAND), str(seed), "6", "30"]
    return subprocess.Popen(command, env=env, cwd=folder, stdout=subprocess.PIPE)


def demo(stack: ExitStack, folder: Path, *words: str) -> Running:
    """The demo with temporary files of its own, in a session of its own."""
    (folder / "temporary").mkdir(parents=True)
    env = environment(folder, database=f"sqlite:///{folder / 'demo.db'}") | {
        "TMPDIR": str(folder / "temporary"),
        "PYTHONWARNINGS": "",  # Interrupted in an import, Python warns of its own open files.
    }
    return stack.enter_context(started(folder, ["demo", *words], env, start_new_session=True))


def left_in(session: int) -> list[str]:
    """The command lines of the living processes of a session."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            after_name = (folder / "stat").read_text().rpartition(")")[2].split()
            if after_name[3] == str(session) and after_name[0] != "Z":
                found.append((folder / "cmdline").read_text().replace("\0", " "))
        except (OSError, IndexError):
            continue
    return found


def has_comments(folder: Path) -> bool:
    return bool(ask(folder / "demo.db", "SELECT id FROM comment LIMIT 1"))


def test_a_picture_is_taken_without_a_display_in_both_themes(tmp_path: Path) -> None:
    """contracts.md §2: `--screenshot FILE --after SECONDS`; product.md §9: light and dark."""
    with ExitStack() as stack:
        runs = {}
        for theme, size in (("light", "1366x768"), ("dark", "1600x900")):
            folder = tmp_path / theme
            words = ["--screenshot", str(folder / "live.png"), "--after", "4", "--speed", "10"]
            runs[theme] = demo(stack, folder, *words, "--theme", theme, "--size", size)
        for theme, running in runs.items():
            assert running.wait(60) == 0, running.err
            assert (running.out, running.err) == ("", "")
            assert list((tmp_path / theme / "temporary").iterdir()) == []
    light, dark = (QImage(str(tmp_path / theme / "live.png")) for theme in ("light", "dark"))
    assert (light.width(), light.height()) == (1366, 768)
    assert (dark.width(), dark.height()) == (1600, 900)
    assert colours(light) > 1_000 and colours(dark) > 1_000
    assert brightness(light) > 200 > 60 > brightness(dark)


def colours(image: QImage) -> int:
    pixels = image.convertToFormat(QImage.Format.Format_RGB32).constBits()
    return len(set(memoryview(pixels).cast("B").cast("I")))


def brightness(image: QImage) -> float:
    """The middle of the grey values, 0 to 255."""
    grey = sorted(bytes(image.scaled(200, 100).convertToFormat(QImage.Format.Format_Grayscale8).constBits()))
    return grey[len(grey) // 2]


def has_loaded(name: str, pid: int) -> bool:
    return name in Path(f"/proc/{pid}/maps").read_text()


@LINUX
def test_ctrl_c_ends_it_cleanly_at_every_moment_and_leaves_nothing(tmp_path: Path) -> None:
    """contracts.md §2: 130. The terminal sends it to the whole group."""
    moments = {
        "modules": lambda folder, pid: has_loaded("apsw", pid),
        "Qt": lambda folder, pid: has_loaded("libQt6Widgets", pid),
        "servers": lambda folder, pid: len(left_in(pid)) == 2,
        "database": lambda folder, pid: (folder / "demo.db-wal").exists(),
        "platform": lambda folder, pid: has_loaded("libqoffscreen", pid),
        "comments": lambda folder, pid: has_comments(folder),
    }
    with ExitStack() as stack:
        for moment, has_come in moments.items():
            folder = tmp_path / moment
            running = demo(stack, folder, "--screenshot", str(tmp_path / "x.png"), "--after", "600")
            pid = running.process.pid
            wait_until(lambda has_come=has_come, folder=folder, pid=pid: has_come(folder, pid), moment)
            os.killpg(pid, signal.SIGINT)
            assert running.wait() in (130, -signal.SIGINT), moment
            assert (running.out, running.err) == ("", ""), moment
            assert list((folder / "temporary").iterdir()) == []
            wait_until(lambda pid=pid: left_in(pid) == [], "the end of the servers", within=5)


@LINUX
def test_killed_it_takes_its_servers_with_it(tmp_path: Path) -> None:
    """The stand-in servers end with their parent's pipe, however the parent ends."""
    with ExitStack() as stack:
        running = demo(stack, tmp_path, "--screenshot", str(tmp_path / "x.png"), "--after", "600")
        wait_until(lambda: has_loaded("libqoffscreen", running.process.pid), "the window")
        assert len(left_in(running.process.pid)) == 2
        running.kill()
        wait_until(lambda: left_in(running.process.pid) == [], "the end of the servers")
        assert running.err == ""
    assert not list((tmp_path / "temporary").rglob("*.json"))
