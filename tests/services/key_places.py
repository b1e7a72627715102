"""Profiles with data in them and a keyring in memory, for the tests of keys."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from desktop.services.listening import open_campaign
from desktop.storage.database import Database, Transaction
from desktop.system.settings import Settings

KEY, OTHER_KEY = bytes(range(32)), bytes(range(100, 132))
PASSPHRASE = "mật khẩu của quầy"
SCRIPT: dict[str, Any] = {
    "name": "Xả kho",
    "messages": {},
    "products": [{"sku": "AO", "product": "Áo", "price": 1000, "keywords": ["A01"], "open_sale": 5}],
}


class Ring:
    """A keyring in memory. `fault` is raised by every call, `keeping_fault` by those that write."""

    priority = 1.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.fault: Exception | None = None
        self.keeping_fault: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        if self.fault:
            raise self.fault
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if fault := self.fault or self.keeping_fault:
            raise fault
        self.kept[service, username] = password


class NoRing(Ring):
    """A computer without a keyring."""

    priority = 0.0


def settings_of(folder: Path, **environ: str) -> Settings:
    return Settings.load({"profile": str(folder)}, {f"QUAYLIVE_{k.upper()}": v for k, v in environ.items()})


def sell(database: Database, live: str = "1") -> None:
    """Something to find again."""
    database.write_sync(open_campaign, SCRIPT, live, page_id="1001", now=0)


def _lives(tx: Transaction) -> set[str]:
    return {row[0] for row in tx.sql("SELECT live_video_id FROM campaign")}


def lives(database: Database) -> set[str]:
    """What `sell` left."""
    with closing(database):
        return database.read_sync(_lives)
