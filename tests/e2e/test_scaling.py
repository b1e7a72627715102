"""The screens of the real window at the usual sizes and at 150 %: nothing cut off, nothing covered (§9)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .running import ROOT, environment

ERRAND = Path(__file__).with_name("scaling_errand.py")
SCREENS = 8


@pytest.mark.parametrize(
    ("size", "scale", "theme"),
    [
        ("1280x720", 1.0, "light"),
        ("1366x768", 1.0, "dark"),
        ("1600x900", 1.0, "light"),
        # A laptop of 1920x1080 pixels at 150 %.
        ("1280x720", 1.5, "light"),
    ],
)
def test_nothing_is_cut_off_or_covered(tmp_path: Path, size: str, scale: float, theme: str) -> None:
    """The live with nobody, a cart, a question and the form; products, settings, set-up, list."""
    env = environment(tmp_path, database=f"sqlite:///{tmp_path / 'demo.db'}")
    env |= {"QT_SCALE_FACTOR": str(scale), "QT_QPA_PLATFORM": "offscreen"}
    env["PYTHONPATH"] = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    run = subprocess.run(
        [sys.executable, str(ERRAND), size, theme],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        timeout=90,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()[-2_000:]
    found = json.loads(run.stdout)
    assert found["ratio"] == scale
    assert len(found["seen"]) == SCREENS
    assert {screen: faults for screen, faults in found["seen"].items() if faults} == {}
