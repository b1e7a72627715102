"""Sounds and notices, each with a mute, and the watchdog's word (product.md §9; the issue, 3)."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.capture.outcome import Outcome
from desktop.services.live_rows import CampaignRow, ChangeSet, FeedFilter, SourceState, SourceStatus
from desktop.ui.live.alert_presenter import AlertPresenter
from desktop.ui.live.alerts import SUGGESTIONS_EVERY, Alert, Alerts
from desktop.ui.live.chimes import RATE, TONES, SystemChime, TrayNotices, tone
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Theme

from .conftest import Desk, run_at_once
from .rows import NOW, feed_row, product_row


class Bell:
    """A chime and notices that only remember."""

    def __init__(self) -> None:
        self.rung: list[Alert] = []
        self.shown: list[tuple[str, str]] = []

    def ring(self, alert: Alert) -> None:
        self.rung.append(alert)

    def show(self, title: str, text: str) -> None:
        self.shown.append((title, text))


@pytest.fixture
def bell() -> Bell:
    return Bell()


class Clock:
    now = NOW

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def alerts(bell: Bell, clock: Clock) -> Alerts:
    return Alerts(bell, bell, clock)


def campaign(suggested: int = 0, status: str = "LIVE") -> CampaignRow:
    counts = {FeedFilter.SUGGESTED: suggested}
    return CampaignRow(1, "Xả kho", "Shop Mây", status, NOW, 0, 0, False, True, counts)


def test_a_product_that_sells_out_is_told_once(alerts: Alerts, bell: Bell) -> None:
    a, b = product_row("A01", reserved=17), product_row("B05", reserved=18, name="Khăn")
    alerts.show_products([a, b])
    assert bell.rung == [], "what was sold out before is no news"
    gone = replace(a, reserved=18, waiting=3)
    alerts.show_products([gone, b])
    alerts.show_products([replace(gone, waiting=4), b])
    assert bell.rung == [Alert.SOLD_OUT]
    assert bell.shown == [("Hết hàng mở bán", "A01 Áo len cổ lọ, 3 đang chờ")]
    alerts.show_products([a, b])
    alerts.show_products([gone, b])
    assert len(bell.rung) == 2, "sold out again after open sale was raised"


def test_what_is_closed_or_has_no_limit_does_not_sell_out(alerts: Alerts, bell: Bell) -> None:
    row = product_row("A01", reserved=17)
    alerts.show_products([row])
    alerts.show_products([replace(row, reserved=18, is_open=False)])
    alerts.show_products([replace(row, reserved=18, open_sale=None)])
    assert bell.rung == []


def test_suggestions_that_wait_are_told_together(alerts: Alerts, bell: Bell, clock: Clock) -> None:
    """They come in bursts: one sound in twenty seconds."""
    alerts.show_campaign(campaign(2))
    alerts.show_campaign(campaign(3))
    alerts.show_campaign(campaign(9))
    alerts.show_campaign(campaign(8))
    assert bell.rung == [Alert.SUGGESTION] and bell.shown[0][0] == "3 gợi ý đang chờ"
    clock.now += SUGGESTIONS_EVERY
    alerts.show_campaign(campaign(8))
    assert len(bell.rung) == 1, "fewer than before is no news"
    alerts.show_campaign(campaign(9))
    assert len(bell.rung) == 2


def test_the_end_of_the_live_is_told_once(alerts: Alerts, bell: Bell) -> None:
    for status in ("", "LIVE", "LIVE_STOPPED", "PROCESSING", "VOD"):
        alerts.show_campaign(campaign(status=status))
    assert bell.rung == [Alert.ENDED]


def test_a_live_that_was_over_at_the_start_is_no_news(alerts: Alerts, bell: Bell) -> None:
    alerts.show_campaign(campaign(status="VOD"))
    assert bell.rung == []


def test_silence_is_told_with_its_length(alerts: Alerts, bell: Bell) -> None:
    alerts.show_silence(30.4)
    alerts.show_silence(None)
    assert bell.rung == [Alert.SILENCE] and "30 giây" in bell.shown[0][1]


def test_each_mute_silences_only_its_own(alerts: Alerts, bell: Bell) -> None:
    alerts.is_sound_muted = True
    alerts.show_silence(30)
    assert not bell.rung and len(bell.shown) == 1
    alerts.is_sound_muted, alerts.are_notices_muted = False, True
    alerts.show_silence(30)
    assert len(bell.rung) == len(bell.shown) == 1


@pytest.mark.parametrize("alert", list(Alert))
def test_every_alert_has_a_tone_that_can_be_played(alert: Alert) -> None:
    with wave.open(io.BytesIO(tone(TONES[alert]))) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        assert 0.1 < file.getnframes() / RATE < 1.0
        assert any(file.readframes(file.getnframes()))
    assert len({TONES[alert] for alert in Alert}) == len(Alert)


def test_a_sound_is_played_from_a_file_made_once_outside_this_thread(
    tmp_path: Path, pool: ThreadPoolExecutor
) -> None:
    played: list[Path] = []
    chime = SystemChime(tmp_path / "sounds", pool, played.append)
    chime.ring(Alert.ENDED)
    chime.ring(Alert.ENDED)
    pool.submit(int).result()
    assert [file.name for file in played] == ["ended.wav"] * 2 and played[0].stat().st_size > 1_000


def test_a_player_that_fails_hurts_nobody(
    qapp: QApplication, tmp_path: Path, pool: ThreadPoolExecutor
) -> None:
    def broken(_file: Path) -> None:
        raise OSError("no device")

    chime = SystemChime(tmp_path, pool, broken)
    chime.ring(Alert.ENDED)
    pool.submit(int).result()
    SystemChime(tmp_path, pool, None).ring(Alert.ENDED)


def test_without_a_tray_a_notice_is_nothing(theme: Theme, window: MainWindow) -> None:
    TrayNotices(theme, window).show("Hết hàng", "A01")


@pytest.fixture
def presenter(window: MainWindow, desk: Desk, alerts: Alerts) -> Iterator[AlertPresenter]:
    presenter = AlertPresenter(desk, run_at_once, window.screen_live, alerts)
    presenter.start()
    yield presenter
    presenter.stop()


def test_it_is_told_of_commits_also_while_the_screen_is_out_of_sight(
    window: MainWindow, desk: Desk, presenter: AlertPresenter, bell: Bell, qtbot: QtBot
) -> None:
    window.screen_live.hide()
    desk.products[0] = replace(desk.products[0], reserved=18)
    desk.rows.append(feed_row(1, outcome=Outcome.SUGGESTED))
    desk.publish(ChangeSet(products_changed=("SKU-A01",), campaign_changed=True))
    qtbot.waitUntil(lambda: len(bell.rung) == 2)
    assert set(bell.rung) == {Alert.SOLD_OUT, Alert.SUGGESTION}


def test_silence_is_seen_and_heard_and_goes_again(
    window: MainWindow, presenter: AlertPresenter, bell: Bell, qtbot: QtBot
) -> None:
    """§9: by colour and sound; the word says it too."""
    bar = window.screen_live.top_bar
    presenter._watchdog._on_silence(31.0)
    qtbot.waitUntil(lambda: bar.source.text == "Mất tín hiệu")
    assert bar.property("silent") is True and bell.rung == [Alert.SILENCE]
    bar.show_source(SourceStatus(SourceState.DELAYED, 900, NOW))
    assert bar.source.text == "Mất tín hiệu", "a later state does not hide it"
    presenter._watchdog._on_silence(None)
    qtbot.waitUntil(lambda: bar.property("silent") is False)
    assert bar.source.text.startswith("Graph chậm") and len(bell.rung) == 1


def test_the_watchdog_is_fed_by_answers_and_rests_when_the_live_ended(
    desk: Desk, presenter: AlertPresenter
) -> None:
    dog = presenter._watchdog
    first = dog._answered_at
    assert first is not None
    desk.publish(ChangeSet(source=SourceStatus(SourceState.OFFLINE, 600, NOW)))
    assert dog._answered_at == first, "offline: the same answer as before is none"
    desk.publish(ChangeSet(source=SourceStatus(SourceState.READING, 600, NOW + 1)))
    assert dog._answered_at > first
    desk.publish(ChangeSet(source=SourceStatus(SourceState.ENDED, 600, NOW + 1)))
    assert dog._answered_at is None


def test_mutes_are_in_the_menu_and_seen_while_they_hold(
    window: MainWindow, presenter: AlertPresenter, alerts: Alerts, qtbot: QtBot
) -> None:
    bar = window.screen_live.top_bar
    told: list[tuple[str, bool]] = []
    bar.sound_muted.connect(lambda muted: told.append(("sound", muted)))
    bar.notices_muted.connect(lambda muted: told.append(("notices", muted)))
    actions = {action.text(): action for action in bar.keys.menu_of_keys.actions()}
    actions["Tắt tiếng báo"].trigger()
    actions["Tắt thông báo ngoài cửa sổ"].trigger()
    assert alerts.is_sound_muted and alerts.are_notices_muted
    assert bar.muted_sound.isVisible() and bar.muted_notices.isVisible()
    bar.keys.menu_of_keys.aboutToShow.emit()
    assert actions["Tắt tiếng báo"].isChecked()
    bar.muted_sound.click()
    assert not alerts.is_sound_muted and bar.muted_sound.isHidden()
    assert told == [("sound", True), ("notices", True), ("sound", False)]
    bar.mute_notices(True)
    assert len(told) == 3, "as remembered: nothing changed"


def test_without_alerts_nothing_can_be_muted(window: MainWindow) -> None:
    """What is not built is not drawn."""
    texts = [action.text() for action in window.screen_live.top_bar.keys.menu_of_keys.actions()]
    assert not any("Tắt tiếng" in text for text in texts)


def test_the_loop_that_stands_still_is_heard(
    window: MainWindow, desk: Desk, alerts: Alerts, tmp_path: Path, pool: ThreadPoolExecutor
) -> None:
    played: list[Path] = []
    chime = SystemChime(tmp_path, pool, played.append)
    presenter = AlertPresenter(desk, run_at_once, window.screen_live, alerts, chime)
    presenter._stalled(6.0)
    presenter._stalled(None)
    alerts.is_sound_muted = True
    presenter._stalled(6.0)
    assert [file.name for file in played] == ["silence.wav"]
    QApplication.processEvents()
