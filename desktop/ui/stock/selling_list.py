"""Where a variant is on sale now: campaign, code, what is left of its open sale."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.services.catalog_rows import SellingRow
from desktop.ui import formats
from desktop.ui.theme import Theme, Tone
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.pill import Chip

MARGIN = 16


class SellingList(QWidget):
    """Hidden where the variant is in no campaign."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows: list[SellingLine] = []
        title = QLabel(self.tr("Đang mở bán"), self)
        title.setFont(theme.fonts.title)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(MARGIN, 8, MARGIN, 8)
        self._layout.setSpacing(6)
        self._layout.addWidget(title)

    def show_selling(self, rows: Sequence[SellingRow]) -> None:
        """Show these campaigns."""
        self.setVisible(bool(rows))
        while len(self.rows) < len(rows):
            self.rows.append(SellingLine(self._theme, self))
            self._layout.addWidget(self.rows[-1])
        for place, line in enumerate(self.rows):
            line.setVisible(place < len(rows))
            if place < len(rows):
                line.show_row(rows[place])


class SellingLine(QWidget):
    """One campaign."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.campaign, self.code, self.left = ElidedLabel("", self), Chip(theme, self), QLabel(self)
        self.campaign.setProperty("role", "muted")
        self.left.setFont(theme.fonts.strong)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.campaign, 1)
        layout.addWidget(self.code)
        layout.addWidget(self.left)

    def show_row(self, row: SellingRow) -> None:
        """Show this campaign, with every code in the tooltip."""
        self.campaign.setText(formats.shown(row.campaign))
        code = row.keywords[0] if row.keywords else ""
        self.code.show_pill(formats.shown(code), "", Tone.ACCENT, tooltip=", ".join(row.keywords))
        self.left.setText(self._left(row))

    def _left(self, row: SellingRow) -> str:
        if row.open_sale is None:
            return self.tr("đã bán {count} · không giới hạn").format(count=formats.grouped(row.taken))
        left = max(0, row.open_sale - row.taken)
        text = self.tr("còn {left} / {limit}")
        return text.format(left=formats.grouped(left), limit=formats.grouped(row.open_sale))
