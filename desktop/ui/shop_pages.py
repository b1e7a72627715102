"""The screens around a live and the ways between them: list, set-up, settings, who is at the desk.

Assembly and ways only; what the screens do is their presenters' matter.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.services.connection_rows import ConnectionState
from desktop.services.lives_rows import CampaignBound
from desktop.ui.errands import FAULTS, Errands
from desktop.ui.live.campaign_view import CampaignView
from desktop.ui.live_setup.campaign_note import CampaignNotePresenter
from desktop.ui.live_setup.campaign_switch import SwitchPresenter
from desktop.ui.live_setup.campaigns_presenter import CampaignsPresenter
from desktop.ui.live_setup.campaigns_screen import CampaignsScreen
from desktop.ui.live_setup.life_strip import LifeStrip
from desktop.ui.live_setup.presenter import ScriptPresenter
from desktop.ui.live_setup.screen import ScriptScreen
from desktop.ui.main_window import LIVE, MainWindow
from desktop.ui.settings.key_card import KeyCard
from desktop.ui.settings.key_presenter import KeyPresenter
from desktop.ui.settings.presenter import SettingsPresenter
from desktop.ui.settings.screen import SetupScreen
from desktop.ui.shop_desks import ShopDesks
from desktop.ui.theme import Tone

SETTINGS = "settings"


class ShopPages(QObject):
    """Added to a window before it starts. The screens are public for tests."""

    def __init__(self, window: MainWindow, desks: ShopDesks, *, rehearsal: bool) -> None:
        super().__init__(window)
        self._window, self._desks = window, desks
        self._errands = Errands(window.spawn, window.status.show_storage_fault)
        self._endings: list[Callable[[], None]] = []
        theme, spawn = window.theme, window.spawn
        self.campaigns = CampaignsScreen(theme, window.clock, window)
        self.script = ScriptScreen(theme, window.pictures, window.clock, window)
        self.scripts = ScriptPresenter(desks.scripts, spawn, self.script)
        self.key_card = KeyCard(theme, window.clock, window) if desks.key is not None else None
        self.settings = SetupScreen(theme, self.key_card, rehearsal=rehearsal, parent=window)
        window.stack.addWidget(self.script)
        window.add_page(
            LIVE, self.campaigns, CampaignsPresenter(desks.lives, spawn, self.campaigns), self.scripts, self
        )
        settings = SettingsPresenter(desks.connections, desks.staff, spawn, self.settings, clock=window.clock)
        window.add_page(SETTINGS, self.settings, settings)
        if not rehearsal:
            window.rail.add_action("clapperboard", self.tr("Tập dượt"), desks.rehearse)
        window.rail.add_screen(SETTINGS, "settings", self.tr("Cài đặt"), at_foot=True)
        self._add_key()
        self._connect()

    def start(self) -> None:
        """Follow who is at the desk, and the campaigns that a live comes to."""
        self._endings = [
            self._desks.staff.subscribe(lambda change: self._show_staff(change.names, change.at_desk)),
            self._desks.on_bound(self._came_on_air),
            self._desks.on_trouble(self._window.status.show_trouble),
        ]
        self._errands.run("staff", self._reading_staff)

    def stop(self) -> None:
        """Follow no longer."""
        for end in self._endings:
            end()
        self._endings = []

    async def begin(self, state: ConnectionState, running: int | None) -> None:
        """Show what a seller needs first: the running live, the first steps, or the list."""
        if running is not None:
            await self._opening(running)
        elif state.page is None:
            self._window.show_screen(SETTINGS)
        else:
            self._window.show_screen(LIVE)

    def tell(self, sentence: str) -> None:
        """Say what went wrong at the start, on the settings, where it can be mended."""
        if sentence:
            self._window.show_screen(SETTINGS)
            self.settings.notice(sentence, Tone.WARN)

    # --- the ways ----------------------------------------------------------------------------------------

    def open_campaign(self, campaign: int) -> None:
        """Show the live screen of this campaign."""
        self._errands.run("open-campaign", lambda: self._opening(campaign))

    def show_list(self) -> None:
        """Show the list of campaigns and lives; a campaign that was open is read on, out of sight."""
        self._window.leave_campaign()
        self._show(self.campaigns)

    def configure(
        self, campaign: int | None = None, copy_of: int | None = None, live: str | None = None
    ) -> None:
        """Show the set-up of a campaign, or of a new one."""
        self.scripts.open_script(campaign, copy_of, live)
        self._show(self.script)

    async def _opening(self, campaign: int) -> None:
        try:
            desks = await self._desks.open_campaign(campaign)
            self._window.open_campaign(desks.live, desks.buyers)
            self._dress_live(campaign)
        except FAULTS as error:
            self._show(self.campaigns)
            self.campaigns.notice(str(error), Tone.WARN)

    def _dress_live(self, campaign: int) -> None:
        """The live screen's own ways: another campaign, the list, the set-up of this one."""
        assert self._window.live is not None
        bar = self._window.live.screen.top_bar
        self._window.live.screen.trouble.connect_asked.connect(self._connect_page)
        SwitchPresenter(self._desks.lives, self._window.live.spawn, bar.switch)
        bar.switch.chosen.connect(self.open_campaign)
        bar.switch.list_asked.connect(self.show_list)
        note = self._add_note(self._window.live, campaign)
        bar.keys.add_line()
        bar.keys.add(self.tr("Cấu hình live này…"), "", lambda: self.configure(campaign))
        bar.keys.add(self.tr("Danh sách live"), "", self.show_list)
        bar.keys.add(self.tr("Kết thúc chiến dịch…"), "", note.ask_end)

    def _add_note(self, view: CampaignView, campaign: int) -> CampaignNotePresenter:
        """What presses about this campaign: its live is over, and another one runs."""
        strip = LifeStrip(self._window.theme, view.screen)
        view.screen.add_strip(strip)
        note = CampaignNotePresenter(self._desks.lives, view.spawn, strip)
        note.refused.connect(view.screen.feed.notice.tell)
        note.ended.connect(self.show_list)
        view.add(note)
        note.follow(campaign)
        return note

    def _show(self, page: CampaignsScreen | ScriptScreen) -> None:
        self._window.show_live_page(page)
        self._window.show_screen(LIVE)

    def _left_script(self) -> None:
        """Back to the live that was being set up, else to the list."""
        live = self._window.live
        if live is not None:
            self._window.show_live_page(live.screen)
            self._window.show_screen(LIVE)
        else:
            self._show(self.campaigns)

    def _came_on_air(self, bound: CampaignBound) -> None:
        """A live began: who only waits for it is taken there; who works on something is not disturbed."""
        waits = self.campaigns.isVisible() or (self.script.isVisible() and not self.scripts.is_changed)
        if self._window.live is None and waits:
            self.open_campaign(bound.campaign)

    def _connect(self) -> None:
        window, campaigns = self._window, self.campaigns
        campaigns.open_asked.connect(self.open_campaign)
        campaigns.configure_asked.connect(self.configure)
        campaigns.create_asked.connect(lambda copy_of, live: self.configure(None, copy_of, live))
        campaigns.connect_asked.connect(self._connect_page)
        window.status.connect_asked.connect(self._connect_page)
        self.scripts.left.connect(self._left_script)
        self.settings.create_live_asked.connect(self.configure)
        self.settings.rehearsal_asked.connect(self._desks.rehearse)
        window.status.staff.chosen.connect(
            lambda name: self._errands.run("staff-choose", lambda: self._desks.staff.choose(name))
        )
        window.status.staff.add_asked.connect(self._add_staff)

    def _add_key(self) -> None:
        if self.key_card is None or self._desks.key is None:
            return
        self._window.add_presenter(KeyPresenter(self._desks.key, self._window.spawn, self.key_card))
        saved = self.tr("Mã khôi phục đã lưu. Mở ra để xem lại hoặc in thêm.")
        self.key_card.saved.connect(lambda: self.settings.show_key_step(True, saved))
        self.key_card.reopen_asked.connect(self._desks.reopen)

    # --- who is at the desk ------------------------------------------------------------------------------

    async def _reading_staff(self) -> None:
        rows = await self._desks.staff.everybody()
        there = next((row.name for row in rows if row.is_at_desk), None)
        self._show_staff(tuple(row.name for row in rows), there)

    def _show_staff(self, names: tuple[str, ...], at_desk: str | None) -> None:
        self._window.status.staff.show_staff(names, at_desk)

    def _connect_page(self) -> None:
        """To where a token is pasted, whatever else is still to be done in the settings."""
        self._window.show_screen(SETTINGS)
        self.settings.open_page()

    def _add_staff(self) -> None:
        self._window.show_screen(SETTINGS)
        self.settings.open_staff()
