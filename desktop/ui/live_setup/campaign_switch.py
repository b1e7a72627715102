"""Changing from one running campaign to another in the live screen's bar: a name, and a menu below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from desktop.domain.errors import UserFault
from desktop.services.lives_rows import LifeRow, Section
from desktop.storage.errors import StorageError
from desktop.ui import formats
from desktop.ui.errands import Spawn
from desktop.ui.live_setup.life_words import badge
from desktop.ui.live_setup.lives_desk import LivesDesk
from desktop.ui.theme import Theme

HEIGHT = 32
WIDEST = 320


class CampaignSwitch(QPushButton):
    """Shows the name of the campaign on show. The menu is a popup, never a nested loop.

    Signals: `wanted` when the menu is to open (`offer` opens it), `chosen(campaign)` for another one,
    `list_asked` for the list of all.
    """

    wanted = Signal()
    chosen = Signal(int)
    list_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._name = theme, ""
        self._campaign: int | None = None
        self.menu_of_campaigns = QMenu(self)
        self.setObjectName("flatButton")
        self.setFont(theme.fonts.title)
        self.setFixedHeight(HEIGHT)
        self.setMaximumWidth(WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setIconSize(QSize(16, 16))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # The arrow stands behind the name.
        self.menu_of_campaigns.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.wanted)
        theme.changed.connect(self._tint)
        self._tint()

    @property
    def shown_name(self) -> str:
        """The name of the campaign on show, whole."""
        return self._name

    def show_campaign(self, campaign: int, name: str) -> None:
        """Show this campaign as the one on show."""
        self._campaign, self._name = campaign, formats.shown(name).strip()
        self.setAccessibleName(self.tr("Chiến dịch {name}: đổi chiến dịch").format(name=self._name))
        self.setToolTip(self._name)
        self._fit()
        self.updateGeometry()

    def offer(self, rows: Sequence[LifeRow]) -> None:
        """Open the menu with the running campaigns among these, and the way to the list."""
        menu = self.menu_of_campaigns
        menu.clear()
        group = QActionGroup(menu)
        for row in rows:
            if row.section is Section.RUNNING and row.campaign_id is not None:
                word = badge(row, self._theme.tokens).word
                entry = menu.addAction(f"{formats.shown(row.name)} · {word}")
                entry.setCheckable(True)
                entry.setChecked(row.campaign_id == self._campaign)
                group.addAction(entry)
                entry.triggered.connect(lambda _=False, campaign=row.campaign_id: self._choose(campaign))
        menu.addSeparator()
        menu.addAction(self.tr("Danh sách live")).triggered.connect(self.list_asked)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def sizeHint(self) -> QSize:
        """As wide as the whole name."""
        # One pixel more: the advance is rounded, and what is a fraction too wide would be elided.
        wide = QFontMetrics(self.font()).horizontalAdvance(self._name) + 1 + _FRAME
        return QSize(min(WIDEST, wide), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """A few letters at least."""
        return QSize(96, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name gives way."""
        super().resizeEvent(event)
        self._fit()

    def _choose(self, campaign: int) -> None:
        if campaign != self._campaign:
            self.chosen.emit(campaign)

    def _fit(self) -> None:
        metrics = QFontMetrics(self.font())
        room = max(0, self.width() - _FRAME)
        self.setText(metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, room))

    def _tint(self) -> None:
        self.setIcon(self._theme.icons.icon("chevron-down", self._theme.tokens.muted, 16))


_FRAME = 48
"""Padding, border, the arrow and the blank before it."""


class SwitchPresenter(QObject):
    """Reads the running campaigns when the menu is to open. `spawn(name, coroutine)` runs a task."""

    def __init__(self, desk: LivesDesk, spawn: Spawn, switch: CampaignSwitch) -> None:
        super().__init__(switch)
        self._desk, self._spawn, self._switch = desk, spawn, switch
        self._is_reading = False
        switch.wanted.connect(self._read)

    def _read(self) -> None:
        if not self._is_reading:
            self._is_reading = True
            self._spawn("campaign-switch", self._offer())

    async def _offer(self) -> None:
        """Where the list cannot be read the way to it is offered all the same."""
        rows: tuple[LifeRow, ...] = ()
        try:
            rows = (await self._desk.rows()).rows
        except (UserFault, StorageError):
            rows = ()
        finally:
            self._is_reading = False
        self._switch.offer(rows)
