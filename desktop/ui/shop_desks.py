"""What the screens around a live ask: lives, scripts, connections, staff, the key. No rule here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from desktop.services.key_change import KeyedBackup
from desktop.services.lives_rows import CampaignBound
from desktop.services.troubles import Trouble
from desktop.ui.live.desk import LiveDesk
from desktop.ui.live_setup.desk import ScriptDesk
from desktop.ui.live_setup.lives_desk import LivesDesk
from desktop.ui.settings.desk import ConnectionsDesk, StaffDesk
from desktop.ui.settings.key_desk import KeyDesk
from desktop.ui.sidebar.desk import BuyerDesk


@dataclass(frozen=True, slots=True)
class CampaignDesks:
    """What the live screen of one campaign asks."""

    live: LiveDesk
    buyers: BuyerDesk


@dataclass(frozen=True, slots=True)
class ShopDesks:
    """`open_campaign(id)` gives a campaign's desks, and may raise UserFault or StorageError.

    `on_bound(callback)` tells of campaigns that a live has come to, `on_trouble(callback)` of what hinders
    this station, now and whenever that changes; `rehearse()` starts a rehearsal beside
    this window, `reopen(backup)` starts anew with another PC's data. Without a `key` there is none to show
    (a rehearsal's data has no owner).
    """

    lives: LivesDesk
    scripts: ScriptDesk
    connections: ConnectionsDesk
    staff: StaffDesk
    open_campaign: Callable[[int], Awaitable[CampaignDesks]]
    on_bound: Callable[[Callable[[CampaignBound], None]], Callable[[], None]]
    on_trouble: Callable[[Callable[[Trouble], None]], Callable[[], None]]
    rehearse: Callable[[], None]
    reopen: Callable[[KeyedBackup], None]
    key: KeyDesk | None = None
