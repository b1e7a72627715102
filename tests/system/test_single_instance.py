"""A second start of the program: the first window comes to the front (product.md §9)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.system.single_instance import SingleInstance

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop.system.single_instance import SingleInstance
application = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
print(instance.is_first, instance.call_first() if not instance.is_first else None, flush=True)
if sys.argv[2:] == ["die"]:
    import os, signal
    os.kill(os.getpid(), signal.SIGKILL)
"""


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    root = Path(__file__).resolve().parents[2]
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, str(folder), *words],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env=dict(os.environ),
    )


@pytest.mark.usefixtures("qapp")
def test_a_second_start_calls_the_first_window(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.is_first
    with qtbot.waitSignal(first.called, timeout=20_000):
        second = start(tmp_path)
    told, _ = second.communicate(timeout=20)
    assert told.split() == ["False", "True"]
    first.close()


@pytest.mark.usefixtures("qapp")
def test_another_profile_is_another_program(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, other = SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b")
    assert first.is_first
    assert other.is_first
    first.close()
    other.close()


@pytest.mark.usefixtures("qapp")
def test_a_killed_program_leaves_the_place_free(tmp_path: Path) -> None:
    killed = start(tmp_path, "die")
    told, _ = killed.communicate(timeout=20)
    assert told.split() == ["True", "None"]
    assert killed.returncode < 0
    after = SingleInstance(tmp_path)
    assert after.is_first
    after.close()


@pytest.mark.usefixtures("qapp")
def test_a_first_window_that_does_not_answer_is_told(tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    second = SingleInstance(tmp_path)
    first._server.close()
    assert not second.is_first
    assert not second.call_first()
    first.close()
