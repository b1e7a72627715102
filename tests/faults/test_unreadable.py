"""Scripts, recordings and scenarios that cannot be read: one sentence, exit code 2, nothing made."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from e2e.running import SCRIPT, ignores_permissions, one_sentence

from desktop.cli import main

Make = Callable[[Path], object]
ROOT_READS_ALL = pytest.mark.skipif(ignores_permissions(), reason="root may read everything")


def unreadable(path: Path) -> None:
    path.write_text(json.dumps(SCRIPT), "utf-8")
    path.chmod(0)


FILES: list[object] = [
    pytest.param(lambda path: None, id="missing"),
    pytest.param(lambda path: path.mkdir(), id="a folder"),
    pytest.param(lambda path: path.write_text("", "utf-8"), id="empty"),
    pytest.param(lambda path: path.write_text("{'name': 1}", "utf-8"), id="not JSON"),
    pytest.param(lambda path: path.write_text("[1, 2]", "utf-8"), id="a list"),
    pytest.param(lambda path: path.write_text("null", "utf-8"), id="null"),
    pytest.param(lambda path: path.write_bytes(bytes(range(256)) * 40), id="binary"),
    pytest.param(lambda path: path.write_text("[" * 100_000, "utf-8"), id="deep"),
    pytest.param(lambda path: path.write_text("{}", "utf-16"), id="UTF-16"),
    pytest.param(unreadable, marks=ROOT_READS_ALL, id="no permission"),
]
WITH_SCRIPT = [["replay", "--script"], ["listen", "--live", "7700", "--script"]]
WITH_SCENARIO = [["sandbox", "--scenario"], ["demo", "--screenshot", "x.png", "--scenario"]]


@pytest.fixture(autouse=True)
def pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PC with a token and nothing else."""
    monkeypatch.setenv("QUAYLIVE_PROFILE", str(tmp_path / "profile"))
    monkeypatch.setenv("QUAYLIVE_GRAPH_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("QUAYLIVE_GRAPH_TOKEN", "EAAsomething0123456789")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("words", [*WITH_SCRIPT, *WITH_SCENARIO], ids=lambda words: words[0])
@pytest.mark.parametrize("make", FILES)
def test_a_file_that_cannot_be_read(
    make: Make, words: list[str], pc: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = pc / "tệp.json"
    make(file)
    before = {path.name for path in pc.iterdir()}
    assert main([*words, str(file)]) == 2
    said = capsys.readouterr()
    assert said.out == "" and file.name in one_sentence(said.err)
    assert {path.name for path in pc.iterdir()} == before


@pytest.mark.parametrize(
    "script",
    [
        {},
        {"products": []},
        {"products": SCRIPT["products"], "colour": "red"},
        {"products": [{"sku": "A", "price": "cheap", "keywords": ["A"]}]},
        {"products": [{"sku": "A", "price": 1}]},
        {"products": SCRIPT["products"], "messages": {"cart": ["{nobody}"]}},
        {"products": SCRIPT["products"], "messages": {"song": ["la"]}},
        {"products": [SCRIPT["products"][0], SCRIPT["products"][0]]},
    ],
    ids=lambda script: json.dumps(script)[:40],
)
@pytest.mark.parametrize("words", WITH_SCRIPT, ids=lambda words: words[0])
def test_a_script_that_cannot_be_used_is_refused_by_name(
    script: object, words: list[str], pc: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """contracts.md §4: unknown fields, message kinds and placeholders are refused."""
    (pc / "script.json").write_text(json.dumps(script), "utf-8")
    assert main([*words, "script.json"]) == 2
    one_sentence(capsys.readouterr().err)
    assert not (pc / "profile" / "quaylive.db").exists(), "nothing is stored for an unusable script"


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda path: None, id="missing"),
        pytest.param(lambda path: path.mkdir(), id="a folder"),
        pytest.param(unreadable, marks=ROOT_READS_ALL, id="no permission"),
    ],
)
def test_a_recording_that_cannot_be_opened(make: Make, pc: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pc / "script.json").write_text(json.dumps(SCRIPT), "utf-8")
    make(pc / "live.jsonl")
    assert main(["replay", "--script", "script.json", "live.jsonl"]) == 2
    assert "live.jsonl" in one_sentence(capsys.readouterr().err)


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\xff\xfe" * 400,
        b"oops\n" * 3,
        b"[]\n",
        b'{"id": ""}\n',
        b'{"control": "dance"}\n',
        b"[" * 90_000,
    ],
    ids=["binary", "text", "a list", "no id", "unknown control", "deep"],
)
def test_an_unreadable_line_answers_with_its_error_and_the_run_goes_on(
    content: bytes, pc: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """contracts.md §4: exit code 1 at the end."""
    (pc / "script.json").write_text(json.dumps(SCRIPT), "utf-8")
    good = json.dumps({"id": "c1", "message": "D02 0912345678", "from": {"id": "u1", "name": "Lan"}}).encode()
    (pc / "live.jsonl").write_bytes(content.rstrip(b"\n") + b"\n" + good)
    assert main(["replay", "--script", "script.json", "live.jsonl"]) == 1
    said = capsys.readouterr()
    *wrong, last = map(json.loads, said.out.splitlines())
    assert said.err == "" and wrong and all(set(row) == {"line", "error"} for row in wrong)
    assert last["outcome"] == "ordered"


def test_a_picture_that_cannot_be_written_is_said_before_the_wait(
    pc: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """contracts.md §2: `demo --screenshot FILE`; a shop must not wait 30 s to hear it."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    (pc / "folder.png").mkdir()
    for target in ("no/such/folder/x.png", "folder.png", "live.docx", "live"):
        assert main(["demo", "--after", "600", "--screenshot", target]) == 2
        assert target in one_sentence(capsys.readouterr().err)


def test_no_display_is_said_and_what_to_do(
    pc: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """architecture.md §6: without a display it says so and offers `--screenshot`."""
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert main(["demo"]) == 2
    assert "--screenshot" in one_sentence(capsys.readouterr().err)
    assert main([]) == 2
    one_sentence(capsys.readouterr().err)
