"""The rehearsal: a live of stand-in servers in the program's own window (product.md §9).

Part of the composition root (app.py). Nothing of the shop's is touched: no database, no token, no keyring.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImageWriter

from desktop.app import require_display, run
from desktop.domain.errors import UserFault
from desktop.sandbox.child import ChildError, SandboxChild
from desktop.sandbox.scenario import DeskAction, Scenario
from desktop.services.listening import open_campaign
from desktop.services.live import wall_clock
from desktop.services.live_desk import CampaignDesk
from desktop.services.live_rows import DeskError
from desktop.services.vault import GRAPH_TOKEN, OMNI_SHOP, OMNI_TOKEN, PAGE_ID, MemoryVault
from desktop.shop import Shop, ShopStation
from desktop.storage import pages
from desktop.storage.database import Database
from desktop.storage.key_file import key_for
from desktop.storage.transaction import Transaction
from desktop.system.paths import Profile
from desktop.system.settings import Settings
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import RESOURCES

PICTURES = RESOURCES / "rehearsal" / "pictures"


Told = Mapping[str, Any]
"""The announcement of the stand-in servers (contracts.md §2)."""

Errand = Callable[[MainWindow, Told], Coroutine[Any, Any, None]]
"""Something to do beside the window; may raise UserFault."""


def screenshot(path: Path, after: float) -> Errand:
    """Save a picture of the window after so many seconds. Raises UserFault where that cannot be."""
    fault = UserFault(f"Không lưu được ảnh {path}. Chọn thư mục có sẵn và ghi được, với đuôi tệp .png.")
    forms = {bytes(form.data()).decode() for form in QImageWriter.supportedImageFormats()}
    may_write = os.access(path.absolute().parent, os.W_OK) and not path.is_dir()
    if path.suffix[1:].lower() not in forms or not may_write:
        raise fault

    async def take(window: MainWindow, told: Told) -> None:
        await asyncio.sleep(after)
        if not window.grab().save(str(path)):
            raise fault

    return take


def run_demo(
    settings: Settings,
    *,
    scenario: Scenario,
    speed: float,
    errand: Errand | None,
    size: tuple[int, int] | None,
    theme: str | None,
) -> int:
    """The window on the rehearsal live: stand-in servers, a database of its own, nothing to configure.

    With an `errand` the window needs no display, and closes when the errand is done.
    """
    require_display(allow_offscreen=errand is not None)
    with tempfile.TemporaryDirectory(prefix="quaylive-", ignore_cleanup_errors=True) as folder:
        try:
            child = SandboxChild.start(scenario, speed)
        except ChildError as error:
            raise UserFault(str(error)) from None
        with closing(child), closing(_rehearsal_database(settings, Path(folder))) as database:
            told = child.announcement
            campaign = database.write_sync(_open_rehearsal, scenario, told)
            rehearsal = Rehearsal(scenario.desk, speed, campaign)
            station = ShopStation(database, _rehearsal_vault(told, scenario), refresh_at_start=True)
            return run(
                settings,
                lambda program: program.serve(
                    replace(
                        settings,
                        profile=Profile(Path(folder)),
                        graph_url=told["graph"],
                        omni_url=told["omni"],
                    ),
                    station,
                    rehearse=rehearsal.begin,
                    errand=(lambda window: errand(window, told)) if errand else None,
                    size=size,
                ),
                theme,
            )


def _of_rehearsal(settings: Settings, folder: Path, told: Told) -> Settings:
    """The same settings with the stand-in servers and a folder that goes with them."""
    return replace(settings, profile=Profile(folder), graph_url=told["graph"], omni_url=told["omni"])


def _open_rehearsal(tx: Transaction, scenario: Scenario, told: Told) -> int:
    """The campaign of the rehearsal live, in the database that is the rehearsal's alone; its id."""
    now = wall_clock()
    pages.keep(tx, told["page_id"], scenario.page_name, now)
    selling, _ = open_campaign(
        tx,
        scenario.script,
        told["live_video_id"],
        page_id=told["page_id"],
        now=now,
        pictures={sku: str(PICTURES / name) for sku, name in scenario.pictures.items()},
    )
    return selling.campaign


def _rehearsal_vault(told: Told, scenario: Scenario) -> MemoryVault:
    """The tokens of the stand-in servers: whatever is sent with them stays on this computer."""
    return MemoryVault(
        {
            GRAPH_TOKEN: told["page_token"],
            PAGE_ID: told["page_id"],
            OMNI_TOKEN: told["omni_token"],
            OMNI_SHOP: scenario.page_name,
        }
    )


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What the seller of a scenario does at the desk of a campaign, at which speed."""

    actions: Sequence[DeskAction]
    speed: float
    campaign: int

    async def begin(self, shop: Shop) -> Coroutine[Any, Any, None]:
        """The campaign read from now on; what the seller does in it."""
        live, _ = await shop.campaign(self.campaign)
        return self.perform(live)

    async def perform(self, desk: CampaignDesk) -> None:
        """Do each action when its time has come."""
        began = time.monotonic()
        for action in self.actions:
            await asyncio.sleep(max(0.0, action.at / self.speed - (time.monotonic() - began)))
            with suppress(DeskError):
                await desk.set_open_sale(action.sku, action.open_sale)


def _rehearsal_database(settings: Settings, folder: Path) -> Database:
    """A database that is never the shop's: the one named for this run, or one that goes with it."""
    if settings.is_database_told:
        return Database.open(settings.database)
    path = folder / "rehearsal.db"
    return Database.open(path, key=key_for(path, folder / "rehearsal.key"))
