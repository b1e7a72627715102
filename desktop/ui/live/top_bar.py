"""The bar above the live screen: is the live on, which campaign, what runs by itself, how the source does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop.services.live_rows import CampaignRow, SourceStatus
from desktop.ui import formats
from desktop.ui.live.key_menu import KeyMenu
from desktop.ui.live.source_words import SourceWords, source_words
from desktop.ui.live_setup.campaign_switch import CampaignSwitch
from desktop.ui.theme import Theme, Tone, restyle
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.icon_button import IconButton
from desktop.ui.widgets.pill import Chip
from desktop.ui.widgets.tabular import paint_tabular, tabular_width
from desktop.ui.widgets.text_button import TextButton

HEIGHT = 48
LIVE = "LIVE"
_OVER = frozenset({"LIVE_STOPPED", "PROCESSING", "VOD", "SCHEDULED_CANCELED", "SCHEDULED_EXPIRED"})


class LiveBadge(QWidget):
    """ "LIVE 01:24:07" on the live colour; a muted word while the live is not on.

    It is as wide as its widest figures, so that it does not move with every second.
    """

    def __init__(self, theme: Theme, clock: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._clock = theme, clock
        self._status, self._started_at = "", None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self, interval=1_000)
        self._timer.timeout.connect(self.update)
        theme.changed.connect(self.update)

    _started_at: int | None

    @property
    def is_live(self) -> bool:
        """Whether Facebook says that the live is on."""
        return self._status == LIVE

    @property
    def text(self) -> str:
        """What it says now."""
        if self._status in _OVER:
            return self.tr("Đã kết thúc")
        if not self.is_live:
            return self.tr("Đang chờ")
        if self._started_at is None:
            return LIVE
        return f"{LIVE} {formats.running_time(self._clock() - self._started_at)}"

    def show_state(self, status: str, started_at: int | None) -> None:
        """Take over Facebook's status word and the start, UTC milliseconds."""
        self._status, self._started_at = status, started_at
        self.setAccessibleName(self.text)
        if self.is_live and started_at is not None:
            self._timer.start()
        else:
            self._timer.stop()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Dot, text, and the same room to both sides."""
        return QSize(round(tabular_width(self.text, self._theme.fonts.strong)) + 36, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, a dot and the words."""
        tokens = self._theme.tokens
        ground, ink = (tokens.live, tokens.on_live) if self.is_live else (tokens.neutral_soft, tokens.text)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(self.rect(), 6, 6)
        painter.setBrush(QColor(ink))
        painter.drawEllipse(QRectF(11, self.height() / 2 - 4, 8, 8))
        painter.setPen(QColor(ink))
        painter.setFont(self._theme.fonts.strong)
        paint_tabular(painter, QRectF(self.rect()).adjusted(25, 0, 0, 0), self.text)


class TopBar(QFrame):
    """Shows the campaign and the source, and pauses capture. `keys` is the menu of all actions, at its end.

    Signals: `pause_asked(paused)`, whether capture is to be paused; `sound_muted(muted)` and
    `notices_muted(muted)` as the user chose, for whoever remembers it.
    """

    pause_asked = Signal(bool)
    sound_muted = Signal(bool)
    notices_muted = Signal(bool)

    def __init__(self, theme: Theme, clock: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("topBar")
        self.setFixedHeight(HEIGHT)
        self.badge = LiveBadge(theme, clock, self)
        self.switch, self.counts = CampaignSwitch(theme, self), ElidedLabel("", self)
        self.mode, self.paused, self.source = Chip(theme, self), Chip(theme, self), Chip(theme, self)
        self.pause_button = TextButton(theme, self.tr("Tạm dừng"), self, icon="pause")
        self.pause_button.setFixedHeight(28)
        self.pause_button.setToolTip("F8")
        self.pause_button.clicked.connect(self.toggle_pause)
        self._is_paused, self._source_words, self._silence = False, None, None
        self.muted_sound = self._mute_button("volume-x", self.tr("Đang tắt tiếng. Bấm để bật lại"))
        self.muted_notices = self._mute_button("bell-off", self.tr("Đang tắt thông báo. Bấm để bật lại"))
        self.keys = KeyMenu(theme, self)
        self.muted_sound.clicked.connect(lambda: self.mute_sound(False))
        self.muted_notices.clicked.connect(lambda: self.mute_notices(False))
        self.counts.setProperty("role", "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(8)
        for widget in (self.badge, self.switch, self.counts):
            layout.addWidget(widget)
        layout.addStretch(1)
        for chip in (self.paused, self.mode, self.source):
            layout.addWidget(chip)
        for button in (self.muted_sound, self.muted_notices, self.pause_button, self.keys):
            layout.addWidget(button)
        self._row = layout

    _source_words: SourceWords | None
    _silence: float | None

    def add_button(self, button: QWidget) -> None:
        """One more button, before the menu of keys."""
        self._row.insertWidget(self._row.indexOf(self.keys), button)

    def pause_words(self) -> str:
        """What F8 would do now."""
        return self.tr("Chốt tiếp") if self._is_paused else self.tr("Tạm dừng chốt")

    def offer_mutes(self) -> None:
        """There are sounds and notices now: the menu lets them be muted."""
        self.keys.add_line()
        self.keys.add(
            self.tr("Tắt tiếng báo"),
            "",
            lambda: self.mute_sound(self.muted_sound.isHidden()),
            is_checked=lambda: not self.muted_sound.isHidden(),
        )
        self.keys.add(
            self.tr("Tắt thông báo ngoài cửa sổ"),
            "",
            lambda: self.mute_notices(self.muted_notices.isHidden()),
            is_checked=lambda: not self.muted_notices.isHidden(),
        )

    def mute_sound(self, muted: bool) -> None:
        """Mute the sounds or let them be heard; shown as an icon while muted, and told."""
        if muted is self.muted_sound.isHidden():
            self.muted_sound.setVisible(muted)
            self.sound_muted.emit(muted)

    def mute_notices(self, muted: bool) -> None:
        """Mute the notices or let them be seen; shown as an icon while muted, and told."""
        if muted is self.muted_notices.isHidden():
            self.muted_notices.setVisible(muted)
            self.notices_muted.emit(muted)

    def _mute_button(self, icon: str, label: str) -> IconButton:
        button = IconButton(self._theme, icon, label, self)
        button.setObjectName("flatButton")
        button.setFixedSize(28, 28)
        button.hide()
        return button

    def show_campaign(self, campaign: CampaignRow) -> None:
        """Show the campaign's name, state and counts."""
        self.badge.show_state(campaign.live_status, campaign.started_at)
        self.switch.show_campaign(campaign.campaign_id, campaign.name)
        comments = self.tr("{count} bình luận", None, campaign.comments)
        orders = self.tr("{count} đơn", None, campaign.orders)
        counts = (
            formats.shown(campaign.page_name),
            comments.format(count=formats.grouped(campaign.comments)),
            orders.format(count=formats.grouped(campaign.orders)),
        )
        self.counts.setText(" · ".join(filter(None, counts)))
        runs = campaign.is_auto and not campaign.is_paused
        self.mode.show_pill(self.tr("Chốt tự động") if runs else "", "zap", Tone.ACCENT)
        self._show_paused(campaign.is_paused)

    def toggle_pause(self) -> None:
        """Ask for the contrary of what is (F8)."""
        self.pause_asked.emit(not self._is_paused)

    def _show_paused(self, paused: bool) -> None:
        """The word, the ground of the bar and the button all tell it (product.md §9)."""
        self._is_paused = paused
        self.paused.show_pill(self.tr("Đang tạm dừng chốt") if paused else "", "pause", Tone.WARN)
        text = self.tr("Chốt tiếp") if paused else self.tr("Tạm dừng")
        self.pause_button.say(text, "circle-play" if paused else "pause")
        restyle(self, "paused", paused)

    def show_source(self, status: SourceStatus) -> None:
        """Show how the comment source does."""
        self._source_words = source_words(status)
        self._tell_source()

    def show_silence(self, seconds: float | None) -> None:
        """No source has answered for so long, None: it answers again. Word and ground say it (§9)."""
        self._silence = seconds
        restyle(self, "silent", seconds is not None)
        self._tell_source()

    def _tell_source(self) -> None:
        words = self._source_words
        if self._silence is not None:
            sentence = self.tr("Hơn 30 giây chưa đọc được bình luận nào. Kiểm tra mạng của máy này.")
            self.source.show_pill(self.tr("Mất tín hiệu"), "wifi-off", Tone.BAD, tooltip=sentence)
        elif words is not None:
            self.source.show_pill(words.word, words.icon, words.tone, tooltip=words.sentence)
