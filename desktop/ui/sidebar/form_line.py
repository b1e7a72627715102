"""A line of the form of a manual order: what it is, which variant, how many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.money import dong
from desktop.services.buyer_rows import DraftLine, OfferedVariant, WishedLine
from desktop.ui import formats
from desktop.ui.theme import Theme, Tone
from desktop.ui.widgets.choice_button import ChoiceButton
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.figure_label import FigureLabel
from desktop.ui.widgets.icon_button import IconButton
from desktop.ui.widgets.pill import Chip
from desktop.ui.widgets.quantity_stepper import QuantityStepper

MOST = 9_999


class FormLine(QFrame):
    """Signals: `changed`, `removed`."""

    changed = Signal()
    removed = Signal()

    def __init__(
        self,
        theme: Theme,
        line: DraftLine,
        variants: Sequence[OfferedVariant],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("cartLine")
        self._line, self._quantity = line, line.quantity
        self._by_label = {(one.variant or one.sku): one for one in variants}
        self.name, self.variant = ElidedLabel("", self), ElidedLabel("", self)
        self.sum = FigureLabel(self)
        self.doubt = Chip(theme, self)
        self.choice = ChoiceButton(theme, "{choice}", self.tr("Chọn phân loại"), self)
        self.quantity = QuantityStepper(theme, self)
        self.remove_button = IconButton(theme, "x", self.tr("Bỏ {code}").format(code=line.keyword), self)
        self._build(theme, variants)
        self.quantity.stepped.connect(self.add)
        self.quantity.entered.connect(self._set)
        self.remove_button.clicked.connect(self.removed)
        self.choice.chosen.connect(self._show)
        self._show()

    @property
    def wish(self) -> WishedLine:
        """What is asked for."""
        chosen = self._chosen()
        skus = (chosen.sku,) if chosen else self._line.skus
        return WishedLine(self._line.keyword, skus, self._quantity)

    @property
    def total(self) -> int:
        """What it costs, in đồng; of an open variant the price of the first."""
        variant = self._chosen() or next(iter(self._by_label.values()), None)
        return variant.price * self._quantity if variant else 0

    def add(self, by: int) -> None:
        """So many more, or fewer."""
        self._set(self._quantity + by)

    def _set(self, quantity: int) -> None:
        self._quantity = max(1, min(MOST, quantity))
        self._show()

    def _chosen(self) -> OfferedVariant | None:
        if len(self._line.skus) == 1:
            return next(iter(self._by_label.values()), None)
        return self._by_label.get(self.choice.choice or "")

    def _show(self) -> None:
        self.quantity.show_quantity(self._quantity)
        self.quantity.reset()
        self.sum.setText(dong(self.total))
        self.changed.emit()

    def _build(self, theme: Theme, variants: Sequence[OfferedVariant]) -> None:
        is_open = len(self._line.skus) > 1
        first = next(iter(variants), None)
        self.name.setText(formats.shown(first.product if first and first.product else self._line.keyword))
        self.name.setFont(theme.fonts.strong)
        variant = first.variant if first and not is_open else ""
        self.variant.setText(formats.shown(" · ".join(filter(None, (self._line.keyword, variant)))))
        self.variant.setFont(theme.fonts.small)
        self.variant.setProperty("role", "muted")
        self.choice.offer(tuple(self._by_label))
        self.choice.setVisible(is_open)
        text = "" if self._line.is_sure else self.tr("Chưa chắc")
        self.doubt.show_pill(text, "lightbulb", Tone.INFO)
        self.quantity.name(self._line.keyword)
        self.remove_button.setObjectName("flatButton")
        self.remove_button.setFixedSize(24, 24)
        self.remove_button.setIconSize(QSize(14, 14))
        top, middle, below = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.sum)
        middle.addWidget(self.variant, 1)
        middle.addWidget(self.quantity)
        middle.addWidget(self.remove_button)
        below.addWidget(self.choice)
        below.addWidget(self.doubt)
        below.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.setSpacing(4)
        for line in (top, middle, below):
            line.setSpacing(6)
            layout.addLayout(line)
