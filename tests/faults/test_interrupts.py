"""Ctrl-C and readers that go away: 130 or 0, and never a traceback (contracts.md §2)."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from e2e.running import (
    SCRIPT,
    Shop,
    chatter,
    comment,
    environment,
    sandbox,
    scenario,
    started,
    wait_until,
)

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C reaches a Windows child otherwise")
pytestmark = POSIX


def script(folder: Path) -> list[str]:
    path = folder / "script.json"
    path.write_text(json.dumps(SCRIPT), "utf-8")
    return ["--script", str(path)]


def test_the_sandbox(tmp_path: Path) -> None:
    with started(tmp_path, ["sandbox"], environment(tmp_path)) as running:
        wait_until(lambda: running.rows, "the announcement")
        assert running.interrupt() == 130
        assert running.err == "" and len(running.rows) == 1


def test_a_replay_that_waits_for_its_input(tmp_path: Path) -> None:
    words = ["replay", *script(tmp_path)]
    with started(tmp_path, words, environment(tmp_path), stdin=subprocess.PIPE) as running:
        assert running.process.stdin is not None
        running.process.stdin.write(json.dumps(comment(1, 0, "D02 0912345678", 1)).encode() + b"\n")
        running.process.stdin.flush()
        wait_until(lambda: running.rows, "the first answer")
        assert running.interrupt() == 130
        assert running.err == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_a_listener_at_every_moment_of_its_start(tmp_path: Path) -> None:
    """Ctrl-C while modules load, when the database is made, while Facebook is asked."""
    with sandbox(tmp_path, scenario(chatter(30, 2))) as servers:
        shop = Shop(tmp_path, servers)
        servers.fault("slow", target="graph.live", count=50, delay=1)
        moments = {
            "modules": lambda pid: "apsw" in Path(f"/proc/{pid}/maps").read_text(),
            "database": lambda pid: shop.database.exists(),
            "Facebook": lambda pid: servers.asked("graph.live") > 0,
        }
        for moment, has_come in moments.items():
            # Interrupted in an import, Python warns of its own open files: as a shop runs it, it does not.
            with shop.listening(env=shop.env() | {"PYTHONWARNINGS": ""}) as listener:
                wait_until(lambda has_come=has_come, run=listener: has_come(run.process.pid), moment)
                # Interrupted in the midst of an `exec`, as dataclasses use it, Python ends itself by the
                # signal, though the exception was caught: to a shell that is 130 too.
                assert listener.interrupt() in (130, -signal.SIGINT), moment
                assert (listener.out, listener.err) == ("", "")


@pytest.mark.parametrize("command", ["replay", "listen", "orders", "sandbox"])
def test_a_reader_that_goes_away(tmp_path: Path, command: str) -> None:
    """`quaylive … | head -1`: 0, nothing on stderr."""
    with sandbox(tmp_path, scenario(chatter(200, 1))) as servers:
        shop = Shop(tmp_path, servers)
        recording = tmp_path / "live.jsonl"
        rows = (json.dumps({"id": f"c{n}", "message": "D02 0912345678"}) for n in range(3_000))
        recording.write_text("\n".join(rows), "utf-8")
        words = {
            "replay": [*script(tmp_path), str(recording)],
            "listen": [*script(tmp_path), "--live", shop.live, "--for", "20"],
            "orders": [],
            "sandbox": ["--until-stdin-closes"],
        }[command]
        if command == "orders":
            with shop.listening() as listener:
                wait_until(lambda: len(listener.rows) > 100, "the orders")
                listener.interrupt()
        with started(shop.folder, [command, *words], shop.env(), stdout=subprocess.PIPE) as running:
            assert running.process.stdout is not None
            assert running.process.stdout.readline().strip()
            running.process.stdout.close()
            assert running.wait() == 0
            assert running.err == ""


def test_an_input_that_the_shell_has_closed_is_an_empty_recording(tmp_path: Path) -> None:
    """`quaylive replay … <&-`"""
    command = [sys.executable, "-m", "desktop", "replay", *script(tmp_path)]
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&-', "sh", *command],
        env=environment(tmp_path),
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_an_output_that_the_shell_has_closed(tmp_path: Path) -> None:
    """`quaylive replay … >&-`"""
    recording = tmp_path / "live.jsonl"
    recording.write_text('{"id": "c1", "message": "D02 0912345678"}\n', "utf-8")
    command = [sys.executable, "-m", "desktop", "replay", *script(tmp_path), str(recording)]
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *command],
        env=environment(tmp_path) | {"TMPDIR": os.fspath(tmp_path)},
        stderr=subprocess.PIPE,
        check=False,
        timeout=30,
    )
    assert (done.returncode, done.stderr) == (0, b"")
