"""The line at the foot of the window: who, where the data lies, how fast it is written, and what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.services.live_rows import SourceState, SourceStatus
from desktop.services.troubles import Trouble
from desktop.ui import formats
from desktop.ui.live.source_words import source_words
from desktop.ui.settings.staff_button import StaffButton
from desktop.ui.theme import Theme, Tone, restyle
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.link_button import LinkButton

HEIGHT = 28
_ROLES = {Tone.WARN: "warn", Tone.BAD: "bad", Tone.OK: "ok"}


class StatusBar(QFrame):
    """`storage_label` says where the data lies ("máy này · đã mã hoá").

    Signals: `connect_asked` where a new token mends what it says.
    """

    connect_asked = Signal()

    def __init__(
        self, theme: Theme, *, staff: str, storage_label: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self.setFixedHeight(HEIGHT)
        self._theme = theme
        self._icon, self.advice = QLabel(self), ElidedLabel("", self)
        self.shown: SourceStatus | None = None
        self._storage_fault, self._trouble = "", Trouble()
        self.connect_button = LinkButton(theme, self.tr("Dán token mới"), self)
        self.write_lag, self._keys = QLabel(self), QLabel(self)
        self.staff = StaffButton(theme, self)
        self.staff.show_staff((staff,) if staff else (), staff or None)
        storage = ElidedLabel(self.tr("Dữ liệu: {storage}").format(storage=storage_label), self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 14, 0)
        layout.setSpacing(16)
        layout.addWidget(self.staff)
        layout.addWidget(self._muted(storage))
        layout.addWidget(self._muted(self.write_lag))
        layout.addLayout(self._advice_line(), 1)
        layout.addWidget(self._muted(self._keys))
        theme.changed.connect(self._show)

    def show_write_lag(self, milliseconds: int) -> None:
        """How long the last batch took from its arrival to its commit."""
        self.write_lag.setText(self.tr("Trễ ghi {lag} ms").format(lag=formats.grouped(milliseconds)))

    def show_source(self, status: SourceStatus) -> None:
        """Say what is wrong with the comment source and what to do; nothing while all is well."""
        self.shown = status
        self._show()

    def forget_source(self) -> None:
        """No live is on show: nothing is said of its source any more."""
        self.shown = None
        self.write_lag.setText("")
        self._show()

    def show_storage_fault(self, sentence: str) -> None:
        """Say why nothing can be stored now; an empty sentence when it can again."""
        self._storage_fault = sentence
        self._show()

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what hinders this station, where nothing weightier is to be said; empty when it is over."""
        self._trouble = trouble
        self._show()

    @property
    def keys(self) -> str:
        """The keys it tells."""
        return self._keys.text()

    def show_keys(self, keys: str) -> None:
        """Which keys work on the screen in sight."""
        self._keys.setText(keys)

    def _advice_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        self.advice.setFont(self._theme.fonts.small_strong)
        line.addWidget(self._icon)
        line.addWidget(self.advice)
        self.connect_button.setFont(self._theme.fonts.small_strong)
        self.connect_button.setFixedHeight(HEIGHT - 4)
        self.connect_button.clicked.connect(self.connect_asked)
        line.addWidget(self.connect_button)
        line.addStretch(1)
        return line

    def _muted(self, label: QLabel) -> QLabel:
        label.setFont(self._theme.fonts.small)
        label.setProperty("role", "muted")
        return label

    def _show(self) -> None:
        sentence, icon, tone = self._advice()
        self.advice.setText(sentence)
        self._icon.setVisible(bool(sentence))
        for calm in (self._keys, self.write_lag):  # The sentence needs the room in a narrow window.
            calm.setVisible(not sentence)
        self.connect_button.setVisible(bool(sentence) and self._asks_token())
        if sentence:
            restyle(self.advice, "role", _ROLES.get(tone, "muted"))
            colour = self._theme.tokens.tone(tone)[0]
            self._icon.setPixmap(self._theme.icons.pixmap(icon, colour, 14, self.devicePixelRatioF()))

    def _advice(self) -> tuple[str, str, Tone]:
        """Sentence, icon and tone; what cannot be stored weighs more than what cannot be read."""
        if self._storage_fault:
            return self._storage_fault, "database", Tone.BAD
        words = source_words(self.shown) if self.shown is not None else None
        if words is not None and words.sentence:
            return words.sentence, words.icon, words.tone
        if self._trouble.sentence:
            icon, tone = ("log-in", Tone.BAD) if self._trouble.asks_token else ("calendar-clock", Tone.WARN)
            return self._trouble.sentence, icon, tone
        return "", "", Tone.NEUTRAL

    def _asks_token(self) -> bool:
        """Whether a new token mends what is said."""
        if self._storage_fault:
            return False
        if self.shown is not None and source_words(self.shown).sentence:
            return self.shown.state in (SourceState.RELOGIN, SourceState.FORBIDDEN)
        return self._trouble.asks_token
