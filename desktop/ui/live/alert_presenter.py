"""Between the desk and the alerts: reads what they need after changes, also while another screen is on show.

It feeds the watchdog, and lets the top bar tell what the watchdog found.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.services.live_rows import ChangeSet, SourceState, SourceStatus
from desktop.system.watchdog import Watchdog
from desktop.ui.errands import FAULTS, Spawn
from desktop.ui.live.alerts import Alert, Alerts
from desktop.ui.live.chimes import SystemChime
from desktop.ui.live.desk import LiveDesk
from desktop.ui.live.screen import LiveScreen

# What changed is looked at no more often than this, in milliseconds.
COALESCE = 700
BEAT = 1_000
# States in which a source is being read, or should be.
_READ = frozenset(SourceState) - {SourceState.ENDED, SourceState.CONNECTING}


class AlertPresenter(QObject):
    """Keeps the alerts told, and the mutes of the top bar and of the alerts the same.

    `silence_told` and `stall_told` bring the watchdog's word from its thread to this one.
    """

    silence_told = Signal(object)
    stall_told = Signal(object)

    def __init__(
        self,
        desk: LiveDesk,
        spawn: Spawn,
        screen: LiveScreen,
        alerts: Alerts,
        chime: SystemChime | None = None,
    ) -> None:
        super().__init__(screen)
        self._desk, self._spawn, self._bar, self._alerts = desk, spawn, screen.top_bar, alerts
        self._chime, self._is_reading = chime, False
        self._watchdog = Watchdog(on_silence=self.silence_told.emit, on_stall=self._stalled)
        self._last_answer: int | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._timer = QTimer(self, interval=COALESCE, singleShot=True)
        self._timer.timeout.connect(self._look)
        self._beat = QTimer(self, interval=BEAT)
        self._beat.timeout.connect(self._watchdog.beat)
        self.silence_told.connect(self._show_silence, Qt.ConnectionType.QueuedConnection)
        self._bar.sound_muted.connect(self._mute_sound)
        self._bar.notices_muted.connect(self._mute_notices)
        self._bar.offer_mutes()

    def start(self) -> None:
        """Begin with what is; from here on what is new is told."""
        self._unsubscribe = self._desk.subscribe(self._changed)
        self._watchdog.start()
        self._beat.start()
        self._take_source(self._desk.source_status())
        self._look()

    def stop(self) -> None:
        """Tell no longer; the watchdog's thread has ended when this returns."""
        self._beat.stop()
        self._timer.stop()
        self._watchdog.stop()
        if self._unsubscribe:
            self._unsubscribe()
            self._unsubscribe = None

    def _changed(self, change: ChangeSet) -> None:
        if change.source is not None:
            self._take_source(change.source)
        if (change.products_changed or change.campaign_changed) and not self._timer.isActive():
            self._timer.start()

    def _take_source(self, status: SourceStatus) -> None:
        self._watchdog.expect_answers(status.state in _READ)
        if status.last_answer_at is not None and status.last_answer_at != self._last_answer:
            self._last_answer = status.last_answer_at
            self._watchdog.answered()

    def _look(self) -> None:
        if self._is_reading:
            self._timer.start()
        else:
            self._is_reading = True
            self._spawn("alerts", self._read())

    async def _read(self) -> None:
        """What cannot be read now is told by the screens; the next change looks again."""
        try:
            products, campaign = await self._desk.product_rows(), await self._desk.campaign()
            self._alerts.show_products(products)
            self._alerts.show_campaign(campaign)
        except FAULTS:
            return
        finally:
            self._is_reading = False

    def _show_silence(self, seconds: float | None) -> None:
        self._bar.show_silence(seconds)
        self._alerts.show_silence(seconds)

    def _stalled(self, seconds: float | None) -> None:
        """On the watchdog's thread: the loop stands still, so only a sound can tell."""
        if seconds is not None and self._chime is not None and not self._alerts.is_sound_muted:
            self._chime.ring_from_anywhere(Alert.SILENCE)

    def _mute_sound(self, muted: bool) -> None:
        self._alerts.is_sound_muted = muted

    def _mute_notices(self, muted: bool) -> None:
        self._alerts.are_notices_muted = muted
