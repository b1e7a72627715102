"""Wrong words on the command line: exit code 2 and exactly one Vietnamese line (contracts.md §2)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from e2e.running import one_sentence

from desktop.cli import main

ENGLISH = re.compile(r"\b(argument|invalid|value|choice|required|unrecognized|ambiguous|expected|option)\b")
WRONG = [
    "nonsense",
    "--nonsense",
    "--database",
    "--database mysql://x",
    "--database sqlite:///",
    "--database postgresql://a@b/c orders",
    "--log-level loud orders",
    "sandbox --port x",
    "sandbox --port 99999",
    "sandbox --seed x",
    "sandbox --speed 0",
    "sandbox --speed nan",
    "sandbox --speed fast",
    "sandbox --until-stdin-closes=3",
    "sandbox --scenario",
    "demo --size big",
    "demo --size 0x0",
    "demo --size 1366",
    "demo --theme pink",
    "demo --after never",
    "demo --s 3",
    "listen",
    "listen --live 7700",
    "listen --live 7700 --script x.json --for soon",
    "listen --live 7700 --script x.json --for -1",
    "replay",
    "replay --script a b c",
    "orders --status LATER",
    "orders --campaign x",
    "orders --campaign -1",
    "orders --format pdf",
    "orders --format xlsx",
]


@pytest.mark.parametrize("words", WRONG)
def test_wrong_words(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QUAYLIVE_PROFILE", str(tmp_path / "profile"))
    monkeypatch.chdir(tmp_path)
    assert main(words.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert not ENGLISH.search(one_sentence(said.err)), said.err
    assert list(tmp_path.iterdir()) == [], "nothing is made for a command that was not understood"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("graph_url", "ftp://x"),
        ("graph_url", "http://[::1"),
        ("log_level", "loud"),
        ("database", "postgres://x"),
    ],
)
def test_wrong_settings_of_the_environment(
    name: str,
    value: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """contracts.md §3"""
    script = tmp_path / "script.json"
    script.write_text('{"products": [{"sku": "A", "price": 1, "keywords": ["A01"]}]}', "utf-8")
    monkeypatch.setenv("QUAYLIVE_PROFILE", str(tmp_path / "profile"))
    monkeypatch.setenv("QUAYLIVE_GRAPH_TOKEN", "EAAsomething0123456789")
    monkeypatch.setenv(f"QUAYLIVE_{name.upper()}", value)
    assert main(["listen", "--live", "1", "--script", str(script)]) == 2
    assert "EAAsomething" not in one_sentence(capsys.readouterr().err)


def test_a_damaged_settings_file_is_told_and_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The work goes on with the defaults, and the file stays for mending."""
    settings = tmp_path / "settings.json"
    settings.write_text("{oops", "utf-8")
    monkeypatch.setenv("QUAYLIVE_PROFILE", str(tmp_path))
    assert main(["orders"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2 and str(settings) in told[0] and "Chưa có dữ liệu" in told[1]
    assert settings.read_text("utf-8") == "{oops"
