"""Several processes on one file: none loses an update, and a killed one loses nothing committed (§4)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from notes import STEPS, Counter, texts

from desktop.storage.database import Database

OpenDatabase = Callable[..., Database]
Start = Callable[..., "subprocess.Popen[str]"]

PROCESSES = 8
EACH = 30


@pytest.fixture
def start(location: Path, key: bytes) -> Iterator[Start]:
    """Start tests/storage/database_child.py; it waits for a line before it works."""
    child = Path(__file__).with_name("database_child.py")
    root = child.parent.parent.parent

    with ExitStack() as stack:

        def start_child(work: str, count: int) -> subprocess.Popen[str]:
            command = [sys.executable, str(child), work, str(location), key.hex(), str(count)]
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
            process = subprocess.Popen(command, cwd=root, env={"PYTHONPATH": str(root)}, text=True, **pipes)  # type: ignore[call-overload]
            stack.enter_context(process)
            stack.callback(process.kill)
            return process

        yield start_child


def tell(child: subprocess.Popen[str], word: str) -> None:
    assert child.stdin is not None
    child.stdin.write(f"{word}\n")
    child.stdin.flush()


def test_eight_processes_take_every_unit_once_and_none_too_many(
    start: Start, opened: OpenDatabase, location: Path, key: bytes
) -> None:
    """They also all make the file: it does not exist when they start."""
    ceiling = PROCESSES * EACH - 40
    children = [start("take", EACH) for _ in range(PROCESSES)]
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
    db = opened(location, STEPS, key)
    db.write_sync(lambda tx: tx.execute(Counter.insert(name="seat", taken=0, ceiling=ceiling)))
    for child in children:
        tell(child, "go")
    answers = [child.communicate(timeout=60)[0].split() for child in children]
    assert [child.returncode for child in children] == [0] * PROCESSES
    assert [len(answer) for answer in answers] == [EACH] * PROCESSES
    assert sum(answer.count("1") for answer in answers) == ceiling
    assert db.read_sync(lambda tx: tx.scalar(Counter.select(Counter.taken))) == ceiling


def test_a_process_killed_in_mid_write_loses_no_committed_row(
    start: Start, opened: OpenDatabase, location: Path, key: bytes
) -> None:
    child = start("write", 1_000_000)
    assert child.stdout is not None
    tell(child, "go")
    assert child.stdout.readline() == "open\n"
    seen = [child.stdout.readline() for _ in range(40)]
    child.kill()
    seen += child.stdout.readlines()
    told = [int(line) for line in seen if line.endswith("\n")]
    assert len(told) >= 40

    db = opened(location, STEPS, key)
    found = [text.split()[0] for text in db.read_sync(texts)]
    numbers = range(len(found) // 20)
    assert len(numbers) - len(told) in (0, 1), "committed but killed before it could say so: at most one"
    assert found == [f"{number}:{part}" for number in numbers for part in range(20)], (
        "whole transactions only"
    )
    assert db.read_sync(lambda tx: tx.sql("PRAGMA integrity_check")) == [("ok",)]
