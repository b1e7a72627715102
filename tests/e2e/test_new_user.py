"""A new seller, from an empty profile, with mouse only and with keyboard only (issue "Going live").

Connect, set up, go live, sell out, raise, pause, end: in the real window of the real program, against the
stand-in servers over real sockets. What the window showed is compared with the shop's database.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.services.data_key import open_database
from desktop.storage import health
from desktop.storage.key_file import KeyFile
from desktop.storage.transaction import Transaction
from desktop.system.settings import Settings

from .running import ROOT, environment

ERRAND = Path(__file__).with_name("new_user_errand.py")
SCARF, GLOVES = "KHAN-DODO", "GANG-TAY"
ORDERED = {1: 2, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 8: 1}
"""Buyers and how many scarves each has at the end: the first one more, the seventh taken back."""


class Desk:
    """A PC on which the program was never started; its keyring is a file."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.keyring = folder, folder / "keyring.json"
        (folder / "home").mkdir()
        self.env = environment(folder) | {
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests"))),
            "PYTHON_KEYRING_BACKEND": "e2e.file_keyring.FileKeyring",
            "FILE_KEYRING": str(self.keyring),
            "HOME": str(folder / "home"),
            "QT_QPA_PLATFORM": "offscreen",
        }

    def run(self, *words: str) -> bytes:
        """What a process said that ended well, with nothing to complain of."""
        done = subprocess.run(
            [sys.executable, *words],
            env=self.env,
            cwd=self.folder,
            capture_output=True,
            timeout=170,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    @property
    def log(self) -> str:
        """What the profile's log says."""
        return (self.folder / "profile" / "logs" / "quaylive.log").read_text("utf-8")

    @property
    def code(self) -> str:
        """The file in which the seller saved the recovery code."""
        (saved,) = (self.folder / "home").glob("*.txt")
        return saved.read_text("utf-8")

    def database(self) -> dict[str, Any]:
        """Counters, campaigns and whether the recount agrees, by the key that the keyring holds."""
        (entry,) = json.loads(self.keyring.read_text("utf-8")).values()
        key = self.folder / "key"
        KeyFile(key, is_told=False).keep(base64.b64decode(entry))
        words = {"profile": str(self.folder / "profile")}
        with_key = open_database(Settings.load(words, {"QUAYLIVE_KEY_FILE": str(key)}))
        try:
            return with_key.read_sync(_told)
        finally:
            with_key.close()


def _told(tx: Transaction) -> dict[str, Any]:
    counted = tx.sql("SELECT sku, open_sale, reserved, sold FROM campaign_product")
    return {
        "miscounts": health.health(tx).miscounts,
        "counters": {sku: tuple(figures) for sku, *figures in counted},
        "campaigns": tx.sql("SELECT ended_at IS NOT NULL, live_video_id FROM campaign"),
        "lives": dict(tx.sql("SELECT title, id FROM live")),
        "staff": {name for (name,) in tx.sql("SELECT name FROM staff")},
    }


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_new_seller_goes_from_an_empty_profile_to_the_end_of_a_live(way: str, tmp_path: Path) -> None:
    """Done when: "tried as a new user, mouse only and keyboard only, each also a test"."""
    desk = Desk(tmp_path)
    seen = json.loads(desk.run(str(ERRAND), way).splitlines()[-1])
    assert seen["tried"].startswith("Đơn: Khăn choàng Đỏ đô ×2"), "a comment tried before the live"
    assert not seen["bound to scheduled"], "an announced live has not started"
    assert seen["sold out"] == "out_of_stock", "the fourth of three waits (§3)"
    assert (seen["while paused"], seen["when closed"]) == ("ignored", "ignored"), (
        "shown, not captured (§2.11)"
    )
    assert seen["feed"] == {f"Khách {n}": "ordered" for n in (*ORDERED, 11)} | {
        "Khách 7": "suggested",
        "Khách 9": "suggested",
        "Khách 10": "ignored",
    }
    told = desk.database()
    assert told["counters"][SCARF] == (8, 8, 0), "as many are held as are open for sale: nothing oversold"
    assert told["counters"][GLOVES] == (6, 2, 0)
    assert not told["miscounts"], "reserved is the sum of the lines (§3)"
    assert told["campaigns"] == [(1, told["lives"]["Xả kho tối nay"])]
    assert told["staff"] == {"Lan", "Thảo"}
    orders = json.loads(desk.run("-m", "desktop", "orders", "--format", "json"))
    draft = [order for order in orders if order["status"] == "DRAFT"]
    assert scarves(draft) == ORDERED and len(draft) == len(ORDERED) + 1
    assert {order["status"] for order in orders} <= {"DRAFT", "CANCELLED"}
    assert all(order["phone"] for order in draft)
    assert "mã khôi phục" in desk.code
    for secret in ("Traceback", "ERROR", "EAA", "091234", seen["page_token"], seen["omni_token"]):
        assert secret not in desk.log, secret


def scarves(orders: list[dict[str, Any]]) -> dict[int, int]:
    """How many scarves each buyer has."""
    return {
        int(order["buyer"]["name"].split()[-1]): line["quantity"]
        for order in orders
        for line in order["lines"]
        if line["sku"] == SCARF
    }
