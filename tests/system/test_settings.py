"""Settings: command line, environment, profile, default, in this order (contracts.md §3)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.system.paths import Profile, ProfileError, profile_of
from desktop.system.settings import Settings, SettingsError


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"QUAYLIVE_PROFILE": str(tmp_path)}


def keep(profile: Path, raw: Any) -> Path:
    path = profile / "settings.json"
    path.write_text(raw if isinstance(raw, str) else json.dumps(raw), "utf-8")
    return path


def test_defaults_are_the_real_hosts_and_the_encrypted_database_of_the_profile(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    settings = Settings.load({}, environ)
    assert settings.graph_url == "https://graph.facebook.com"
    assert settings.graph_stream_url == "https://streaming-graph.facebook.com"
    assert settings.graph_version == "v26.0"
    assert settings.database == tmp_path / "quaylive.db"
    assert settings.key_file == tmp_path / "quaylive.key"
    assert settings.staff
    assert settings.complaints == ()
    assert not list(tmp_path.iterdir())


def test_precedence(tmp_path: Path, environ: dict[str, str]) -> None:
    keep(tmp_path, {"staff": "Lan", "graph_url": "http://profile/", "ghn_url": "http://profile"})
    assert Settings.load({}, environ).staff == "Lan"
    environ |= {"QUAYLIVE_STAFF": "Mai", "QUAYLIVE_GRAPH_URL": "http://127.0.0.1:8001/"}
    settings = Settings.load({"staff": None}, environ)
    assert (settings.staff, settings.graph_url, settings.ghn_url) == (
        "Mai",
        "http://127.0.0.1:8001",
        "http://profile",
    )
    assert Settings.load({"staff": "Hoa"}, environ).staff == "Hoa"


def test_the_profile_is_told_by_command_line_then_environment_then_platform(tmp_path: Path) -> None:
    environ = {"QUAYLIVE_PROFILE": str(tmp_path / "b")}
    assert profile_of(str(tmp_path / "a"), environ) == Profile(tmp_path / "a")
    assert profile_of(None, environ) == Profile(tmp_path / "b")
    assert profile_of(None, {}).folder.is_absolute()
    assert profile_of(None, {}).folder.name == "QuayLive"


def test_an_empty_variable_is_not_set(environ: dict[str, str]) -> None:
    settings = Settings.load({}, environ | {"QUAYLIVE_GRAPH_URL": " ", "QUAYLIVE_STAFF": ""})
    assert settings.graph_url == "https://graph.facebook.com"
    assert settings.staff


def test_a_database_url_given_by_hand_is_a_plain_file(environ: dict[str, str]) -> None:
    told = Settings.load({"database": "sqlite:////data/shop%20a.db"}, environ)
    assert (told.database, told.key_file) == (Path("/data/shop a.db"), None)
    named = Settings.load({}, environ | {"QUAYLIVE_DATABASE": "sqlite:///shop.db"})
    assert (named.database, named.key_file) == (Path.cwd() / "shop.db", None)


def test_a_key_file_told_is_used_for_the_profile_s_database(tmp_path: Path, environ: dict[str, str]) -> None:
    settings = Settings.load({}, environ | {"QUAYLIVE_KEY_FILE": str(tmp_path / "k")})
    assert (settings.database, settings.key_file) == (tmp_path / "quaylive.db", tmp_path / "k")


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ({"database": "postgresql://user:hunter2@host/db"}, "PostgreSQL"),
        ({"database": "shop.db"}, "sqlite:///"),
        ({"database": "sqlite://"}, "sqlite:///"),
        ({"database": "sqlite:///:memory:"}, "sqlite:///"),
        ({"graph_url": "graph.facebook.com"}, "QUAYLIVE_GRAPH_URL"),
        ({"graph_url": "http://[broken"}, "QUAYLIVE_GRAPH_URL"),
        ({"graph_url": "http://host:99999"}, "QUAYLIVE_GRAPH_URL"),
        ({"log_level": "LOUD"}, "LOUD"),
    ],
)
def test_a_wrong_word_of_the_user_is_refused_in_one_sentence(
    environ: dict[str, str], told: dict[str, str], word: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.load(told, environ)
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("raw", ["{half", "", "[1]", "null", "\x00\x01", "[" * 100_000])
def test_a_damaged_settings_file_is_said_ignored_and_kept(
    tmp_path: Path, environ: dict[str, str], raw: str
) -> None:
    path = keep(tmp_path, raw)
    settings = Settings.load({}, environ)
    assert settings.graph_url == "https://graph.facebook.com"
    assert len(settings.complaints) == 1
    assert str(path) in settings.complaints[0]
    assert path.read_text("utf-8") == raw


def test_a_settings_file_that_is_not_text_is_said_ignored_and_kept(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    (tmp_path / "settings.json").write_bytes(b"\xff\xfe\xfa")
    assert len(Settings.load({}, environ).complaints) == 1


def test_single_settings_that_cannot_be_used_are_named_and_the_rest_is_used(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    """A token in a plain file is passed over too: secrets live in the keyring (contracts.md §3)."""
    raw = {"staff": "Lan", "page_id": 5, "log_level": "LOUD", "graph_token": "EAAsecret", "colour": "x"}
    keep(tmp_path, raw)
    settings = Settings.load({}, environ)
    assert (settings.staff, settings.page_id, settings.log_level) == ("Lan", None, "INFO")
    assert settings.graph_token is None
    assert len(settings.complaints) == 1
    assert "colour, graph_token, log_level, page_id" in settings.complaints[0]
    assert "EAAsecret" not in settings.complaints[0]


def test_a_byte_order_mark_of_a_windows_editor_is_no_damage(tmp_path: Path, environ: dict[str, str]) -> None:
    keep(tmp_path, "\ufeff" + json.dumps({"staff": "Lan"}))
    assert Settings.load({}, environ).staff == "Lan"


def test_tokens_come_from_the_environment_and_stay_out_of_repr(environ: dict[str, str]) -> None:
    settings = Settings.load({}, environ | {"QUAYLIVE_GRAPH_TOKEN": "EAAsecret", "QUAYLIVE_OMNI_TOKEN": "om"})
    assert (settings.graph_token, settings.secrets) == ("EAAsecret", ("EAAsecret", "om"))
    assert "EAAsecret" not in repr(settings)


def test_the_profile_folder_is_made_for_its_user_alone(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "new" / "profile")
    profile.make()
    profile.make()
    assert profile.log.parent.is_dir()
    assert profile.folder.stat().st_mode & 0o077 == 0


def test_a_profile_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ProfileError, match="Không tạo được thư mục"):
        Profile(tmp_path / "file" / "profile").make()
