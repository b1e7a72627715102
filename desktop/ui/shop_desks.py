"""What the screens around a live ask: lives, scripts, connections, staff. No widget and no rule here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from desktop.ui.live.desk import LiveDesk
from desktop.ui.live_setup.lives_desk import LivesDesk
from desktop.ui.live_setup.script_desk import ScriptDesk
from desktop.ui.settings.desk import ConnectionDesk, StaffDesk
from desktop.ui.settings.key_desk import KeyDesk
from desktop.ui.sidebar.desk import BuyerDesk


@dataclass(frozen=True, slots=True)
class CampaignDesks:
    """What the live screen of one campaign asks."""

    live: LiveDesk
    buyers: BuyerDesk


@dataclass(frozen=True, slots=True)
class ShopDesks:
    """`open_campaign(id)` gives a campaign's desks; `rehearse()` starts a rehearsal beside this window."""

    lives: LivesDesk
    scripts: ScriptDesk
    connections: ConnectionDesk
    staff: StaffDesk
    key: KeyDesk | None
    open_campaign: Callable[[int], Awaitable[CampaignDesks]]
    rehearse: Callable[[], None]
