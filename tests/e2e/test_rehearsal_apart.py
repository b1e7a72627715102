"""§9, issue: a rehearsal is one click away, and can touch neither the shop's data nor its tokens."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.app import rehearsal_process


def test_a_rehearsal_knows_nothing_of_the_shop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("QUAYLIVE_DATABASE", "QUAYLIVE_GRAPH_TOKEN", "QUAYLIVE_KEY_FILE", "QUAYLIVE_GRAPH_URL"):
        monkeypatch.setenv(name, "the shop's own")
    process = rehearsal_process(tmp_path)
    names = process.processEnvironment().keys()
    assert names
    assert not [name for name in names if name.startswith("QUAYLIVE_")]


def test_it_starts_from_any_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    process = rehearsal_process(tmp_path / "profile")
    process.setArguments([*process.arguments()[:-2], "--help"])
    process.start()
    assert process.waitForFinished(20_000)
    assert process.exitCode() == 0
    assert "quaylive demo" in bytes(process.readAllStandardOutput().data()).decode()
