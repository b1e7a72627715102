"""An order's history, folded until asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.services.buyer_rows import HistoryRow
from desktop.ui import formats
from desktop.ui.theme import Theme
from desktop.ui.widgets.text_button import TextButton

MOST = 30


class History(QWidget):
    """A button that unfolds the changes, newest first."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changes: tuple[HistoryRow, ...] = ()
        self.button = TextButton(theme, self.tr("Lịch sử"), self, icon="history")
        self.button.setObjectName("linkButton")
        self.button.setFixedHeight(26)
        self.button.setCheckable(True)
        self.list = QLabel(self)
        self.list.setTextFormat(Qt.TextFormat.PlainText)
        self.list.setWordWrap(True)
        self.list.setFont(theme.fonts.small)
        self.list.setProperty("role", "muted")
        self.list.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.list)
        self.button.toggled.connect(self._toggle)

    def show_changes(self, changes: Sequence[HistoryRow]) -> None:
        """These are the changes."""
        self._changes = tuple(changes)
        self.setVisible(bool(changes))
        text = self.tr("Lịch sử ({count})").format(count=len(self._changes))
        self.button.say(text, "history")
        if self.button.isChecked():
            self._fill()

    def fold(self) -> None:
        """Show only the button."""
        self.button.setChecked(False)

    def _toggle(self, unfolded: bool) -> None:
        if unfolded:
            self._fill()
        self.list.setVisible(unfolded)

    def _fill(self) -> None:
        self.list.setText("\n".join(map(self._line, self._changes[:MOST])))

    def _line(self, change: HistoryRow) -> str:
        who = formats.shown(change.staff) if change.staff else self.tr("tự động")
        return f"{formats.clock_time(change.at)[:5]} · {who}: {formats.shown(change.text)}"
