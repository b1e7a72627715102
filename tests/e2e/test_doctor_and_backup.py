"""`quaylive doctor`, `backup` and `restore` as people run them (contracts.md §2)."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.services.data_key import open_database
from desktop.services.listening import open_campaign
from desktop.storage import campaigns
from desktop.system.settings import Settings

from .running import environment, one_sentence, sandbox, scenario

SCRIPT = {
    "name": "Xả kho",
    "messages": {},
    "products": [{"sku": "AO", "product": "Áo", "price": 1000, "keywords": ["A01"], "open_sale": 5}],
}


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("QUAYLIVE_PROFILE", str(tmp_path / "profile"))
    monkeypatch.chdir(tmp_path)
    return Settings.load({"profile": str(tmp_path / "profile")}, {})


def go_live(settings: Settings, live: str) -> None:
    with closing(open_database(settings)) as database:
        database.write_sync(open_campaign, SCRIPT, live, page_id="1001", now=0)


def lives(settings: Settings) -> set[str]:
    with closing(open_database(settings)) as database:
        found = [database.read_sync(campaigns.of_live, live) for live in ("1", "2")]
    return {campaign.live_video_id or "" for campaign in found if campaign is not None}


def test_the_doctor_finds_nothing_wrong_with_good_tokens_and_exits_with_1_otherwise(tmp_path: Path) -> None:
    with sandbox(tmp_path, scenario([])) as servers:
        told = servers.told
        good = {"graph_url": told["graph"], "graph_token": told["page_token"]}
        good |= {"omni_url": told["omni"], "omni_token": told["omni_token"]}
        command = [sys.executable, "-m", "desktop", "doctor"]
        run = [
            subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, check=False, timeout=60)
            for env in (
                environment(tmp_path, **good),
                environment(tmp_path, **good | {"graph_token": "EAAwrong"}),
            )
        ]
    well, ill = run[0].stdout.decode(), run[1].stdout.decode()
    assert run[0].returncode == 0 and run[0].stderr == b"" and "✗" not in well, (well, run[0].stderr)
    assert "“Tiệm thử”" in well
    assert run[1].returncode == 1 and run[1].stderr == b"", run[1].stderr
    assert [line[0] for line in ill.splitlines()].count("✗") == 1
    assert "EAAwrong" not in ill and told["page_token"] not in well


def test_the_doctor_tells_damaged_settings_once(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.profile.make()
    settings.profile.settings.write_text("{", "utf-8")
    assert main(["doctor"]) == 0
    said = capsys.readouterr()
    assert said.out.count("settings.json") == 1 and said.err == ""


def test_a_backup_comes_back_and_the_database_before_it_is_kept(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    go_live(settings, "1")
    assert main(["backup", "b.db"]) == 0
    go_live(settings, "2")
    assert main(["restore", "b.db"]) == 0
    assert lives(settings) == {"1"}
    said = capsys.readouterr()
    kept = next(settings.profile.folder.glob("*.before-restore-*.bak"))
    assert str(kept) in said.out and said.err == ""
    kept.replace(settings.database)
    assert lives(settings) == {"1", "2"}


def test_a_plain_database_is_backed_up_and_restored_too(settings: Settings, tmp_path: Path) -> None:
    words = ["--database", f"sqlite:///{tmp_path / 'shop.db'}"]
    plain = Settings.load({"database": words[1]}, {})
    go_live(plain, "1")
    assert main(["backup", *words, "b.db"]) == 0
    go_live(plain, "2")
    assert main(["restore", *words, "b.db"]) == 0
    assert lives(plain) == {"1"}
    assert not settings.profile.folder.exists(), "the profile has nothing to do with it"


@pytest.mark.parametrize(
    "words",
    [
        "backup",
        "restore",
        "backup b.db",
        "restore absent.db",
        "restore text.db",
        "restore .",
        "doctor x",
        "backup a b",
    ],
)
def test_wrong_words_and_unusable_files_are_one_sentence(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    (tmp_path / "text.db").write_text("không phải bản sao lưu", "utf-8")
    assert main(words.split()) == 2
    said = capsys.readouterr()
    assert said.out == "" and one_sentence(said.err)
    assert [path.name for path in tmp_path.iterdir()] == ["text.db"]


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_the_database_itself_is_no_backup(
    settings: Settings, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    go_live(settings, "1")
    assert main([command, str(settings.database)]) == 2
    assert "chính tệp dữ liệu" in one_sentence(capsys.readouterr().err)
    assert lives(settings) == {"1"}
