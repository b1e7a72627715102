"""What can be set, and from where: command line, environment, profile, default (contracts.md §3).

A setting has one name: `graph_url` is `QUAYLIVE_GRAPH_URL` in the environment and `"graph_url"` in the
profile's settings.json. A wrong word of the user at the command line or in the environment is refused; a
damaged settings.json is told in `complaints`, left as it is and not used. Must not open anything else.
"""

from __future__ import annotations

import getpass
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from desktop.system.paths import Profile, profile_of

_DEFAULTS = {
    "graph_url": "https://graph.facebook.com",
    "graph_stream_url": "https://streaming-graph.facebook.com",
    "graph_version": "v26.0",
    "catalog_version": "v26.0",
    "omni_url": "https://apis.haravan.com",
    "ghn_url": "https://online-gateway.ghn.vn/shiip/public-api",
    "ghtk_url": "https://services.giaohangtietkiem.vn",
    "viettelpost_url": "https://partner.viettelpost.vn",
    "log_level": "INFO",
}
_SECRETS = ("graph_token", "omni_token")
_OTHERS = ("database", "key_file", "staff", "page_id")
_NAMES = (*_DEFAULTS, *_OTHERS)
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


class SettingsError(ValueError):
    """A setting that cannot be used; its text is one Vietnamese sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one run. Base URLs carry no slash at the end; tokens stay out of `repr`.

    `database` is the SQLite file; `key_file` is None where that file is a plain one (a `sqlite:///` URL
    given by hand). `is_database_told`: this run was given its database, by word or environment;
    `is_key_file_told`: the key file was named for it, so nobody moves that key elsewhere. `passphrase` opens
    the profile's passphrase file in runs without a window; only the environment tells it. `app_secret` signs
    the calls of a kept token; it is kept with it, and told nowhere. `told_staff` is who is at the desk where
    somebody said so. `complaints` are sentences about settings that were passed over, to be shown once.
    """

    profile: Profile
    database: Path
    key_file: Path | None
    staff: str
    page_id: str | None
    log_level: str
    graph_url: str
    graph_stream_url: str
    graph_version: str
    catalog_version: str
    omni_url: str
    ghn_url: str
    ghtk_url: str
    viettelpost_url: str
    graph_token: str | None = field(default=None, repr=False)
    omni_token: str | None = field(default=None, repr=False)
    passphrase: str | None = field(default=None, repr=False)
    told_staff: str | None = None
    app_secret: str | None = field(default=None, repr=False)
    complaints: tuple[str, ...] = ()
    is_database_told: bool = False
    is_key_file_told: bool = False

    @classmethod
    def load(cls, told: Mapping[str, str | None], environ: Mapping[str, str]) -> Self:
        """Gather the settings. `told` are the command line's (`profile` and the names above; None: not told).

        Raises SettingsError where the command line or the environment holds something unusable.
        """
        profile = profile_of(told.get("profile"), environ)
        kept, complaints = _kept(profile.settings)
        found = _DEFAULTS | kept | _from_environment(environ)
        found |= {name: value for name, value in told.items() if value is not None and name != "profile"}
        url = found.get("database")
        return cls(
            profile=profile,
            database=_file_of(url) if url else profile.database,
            key_file=None if url else Path(found.get("key_file") or profile.key_file).expanduser().absolute(),
            staff=found.get("staff") or _login_name(),
            page_id=found.get("page_id"),
            log_level=_level_of(found["log_level"]),
            graph_version=found["graph_version"],
            catalog_version=found["catalog_version"],
            graph_token=found.get("graph_token"),
            omni_token=found.get("omni_token"),
            **{name: _base_url(name, found[name]) for name in _DEFAULTS if name.endswith("_url")},
            # As it is: a blank at its end is part of a passphrase.
            passphrase=environ.get("QUAYLIVE_PASSPHRASE") or None,
            complaints=complaints,
            told_staff=found.get("staff"),
            is_database_told=bool(told.get("database") or _from_environment(environ).get("database")),
            is_key_file_told=not url and bool(found.get("key_file")),
        )

    @property
    def secrets(self) -> tuple[str, ...]:
        """The values that must never be seen, for the log."""
        told = (self.graph_token, self.omni_token, self.passphrase, self.app_secret)
        return tuple(value for value in told if value)


def _from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    names = (*_NAMES, *_SECRETS)
    found = {name: environ.get(f"QUAYLIVE_{name.upper()}", "").strip() for name in names}
    return {name: value for name, value in found.items() if value}


def _kept(path: Path) -> tuple[dict[str, str], tuple[str, ...]]:
    """The profile's settings that can be used, and a sentence where some cannot."""
    try:
        raw: Any = json.loads(path.read_text("utf-8-sig"))
        if not isinstance(raw, dict):
            raise TypeError("not an object")
    except (FileNotFoundError, NotADirectoryError):
        return {}, ()
    except (OSError, ValueError, TypeError, RecursionError):
        sentence = (
            f"Tệp cài đặt {path} không đọc được nên tạm dùng cài đặt mặc định; tệp vẫn giữ nguyên để sửa."
        )
        return {}, (sentence,)
    usable = {name: value.strip() for name, value in raw.items() if _is_usable(name, value)}
    passed_over = sorted(str(name) for name in raw if name not in usable)
    if not passed_over:
        return usable, ()
    return usable, (f"Tệp cài đặt {path} có mục không dùng được, đã bỏ qua: {', '.join(passed_over)}.",)


def _is_usable(name: str, value: object) -> bool:
    """Secrets are not read from a plain file, and what would be refused by hand is passed over here."""
    if name not in _NAMES or not isinstance(value, str) or not value.strip():
        return False
    try:
        if name == "database":
            _file_of(value)
        elif name.endswith("_url"):
            _base_url(name, value)
        elif name == "log_level":
            _level_of(value)
    except SettingsError:
        return False
    return True


def _file_of(url: str) -> Path:
    """The file of `sqlite:///path`: relative to the working folder, absolute with a fourth slash."""
    scheme, separator, rest = url.strip().partition(":///")
    if url.strip().lower().startswith(("postgresql:", "postgres:")):
        raise SettingsError(
            "Bản này chưa dùng được PostgreSQL; hãy bỏ --database hoặc dùng sqlite:///đường-dẫn."
        )
    path = unquote(rest)
    if scheme.lower() != "sqlite" or not separator or not path or path.startswith(":") or "\0" in path:
        raise SettingsError(f"Không hiểu địa chỉ cơ sở dữ liệu “{url}”; hãy viết dạng sqlite:///đường-dẫn.")
    return Path(path).expanduser().absolute()


def _base_url(name: str, url: str) -> str:
    try:
        parts = urlsplit(url.strip())
        is_usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_usable = False
    if not is_usable:
        raise SettingsError(f"Địa chỉ QUAYLIVE_{name.upper()} phải bắt đầu bằng http:// hoặc https://.")
    return url.strip().rstrip("/")


def _level_of(name: str) -> str:
    level = name.strip().upper()
    if level not in _LEVELS:
        raise SettingsError(f"Không có mức nhật ký “{name}”; hãy chọn một trong: {', '.join(_LEVELS)}.")
    return level


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "quay"
