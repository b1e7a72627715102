"""Starting and ending: `serve`, and the `run` of the command `quaylive sandbox` (contracts.md §2)."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from desktop.sandbox.scenario import dump
from desktop.sandbox.server import SandboxError, serve

from .stage import LIVE, PAGE, raw_comment, scenario, staged

ROOT = Path(__file__).parents[2]
PROGRAM = """
import asyncio, sys
from pathlib import Path
from desktop.sandbox.command import run
from desktop.sandbox.scenario import load
asyncio.run(run(load(Path(sys.argv[1])), 0, 1.0, sys.stdout, until_stdin_closes=sys.argv[2] == "tied"))
"""


async def test_the_announcement_has_the_servers_that_are_built_on_loopback() -> None:
    async with await serve(scenario()) as sandbox:
        assert set(sandbox.announcement) == {
            "graph",
            "omni",
            "control",
            "page_id",
            "page_token",
            "omni_token",
            "live_video_id",
        }
        assert sandbox.announcement["page_id"] == PAGE and sandbox.announcement["live_video_id"] == LIVE
        assert all(
            sandbox.announcement[name].startswith("http://127.0.0.1:")
            for name in ("graph", "omni", "control")
        )


async def test_a_port_is_kept_and_a_taken_one_is_refused_in_one_sentence() -> None:
    async with await serve(scenario()) as sandbox:
        port = int(sandbox.announcement["graph"].rpartition(":")[2])
        with pytest.raises(SandboxError, match=f"cổng {port}"):
            await serve(scenario(), port=port)
    async with await serve(scenario(), port=port) as again:
        assert again.announcement["graph"] == f"http://127.0.0.1:{port}"


async def test_closing_ends_requests_that_hang() -> None:
    async with staged(raw_comment(1, 0)) as stage:
        await stage.control("/fault", target="graph.comments", kind="timeout", count=2)
        hanging = [asyncio.ensure_future(stage.numbers()) for _ in range(2)]
        while len((await stage.log())["requests"]) < 2:
            continue
        async with asyncio.timeout(0.9):  # less than the grace that servers give to open requests
            await stage.sandbox.close()
        for error in await asyncio.gather(*hanging, return_exceptions=True):
            assert isinstance(error, httpx.TransportError)


@contextmanager
def program(tmp_path: Path, mode: str) -> Iterator[subprocess.Popen[str]]:
    file = tmp_path / "scenario.json"
    file.write_text(json.dumps(dump(scenario(raw_comment(1, 0)))), "utf-8")
    command = [sys.executable, "-c", PROGRAM, str(file), mode]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def announced(process: subprocess.Popen[str]) -> dict[str, str]:
    assert process.stdout is not None
    line = dict(json.loads(process.stdout.readline()))
    query = {"access_token": line["page_token"]}
    address = f"{line['graph']}/v26.0/{line['live_video_id']}/comments"
    assert len(httpx.get(address, params=query, trust_env=False).json()["data"]) == 1
    return line


def test_the_command_announces_serves_and_ends_with_its_parents_pipe(tmp_path: Path) -> None:
    with program(tmp_path, "tied") as process:
        announced(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(10) == 0
        assert process.stderr is not None and process.stderr.read() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to handle")
def test_the_command_ends_cleanly_when_terminated(tmp_path: Path) -> None:
    with program(tmp_path, "alone") as process:
        announced(process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        assert process.stderr is not None and process.stderr.read() == ""
