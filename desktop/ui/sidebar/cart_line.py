"""One line of the cart: picture, name, quantity, price, and what it waits for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.money import dong
from desktop.domain.stock import LineState
from desktop.services.buyer_rows import CartLine, VariantChoice
from desktop.ui import formats
from desktop.ui.pictures import Pictures
from desktop.ui.sidebar.words import Look, line_look
from desktop.ui.theme import Theme, Tone, restyle
from desktop.ui.widgets.choice_button import ChoiceButton
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.figure_label import FigureLabel
from desktop.ui.widgets.icon_button import IconButton
from desktop.ui.widgets.pill import Chip
from desktop.ui.widgets.quantity_stepper import QuantityStepper
from desktop.ui.widgets.text_button import TextButton
from desktop.ui.widgets.thumbnail import Thumbnail

PICTURE = 40
NOTHING = Look("", "", Tone.NEUTRAL)


class CartLineRow(QFrame):
    """Kept for as long as its line is shown, so that what is typed in it stays.

    Signals: `stepped(line, by)`, `entered(line, quantity)`, `removed(line)`, `served(line)`,
    `variant_chosen(line, sku)`.
    """

    stepped = Signal(int, int)
    entered = Signal(int, int)
    removed = Signal(int)
    served = Signal(int)
    variant_chosen = Signal(int, str)

    def __init__(self, theme: Theme, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cartLine")
        self._theme = theme
        self._number = 0
        self._choices: dict[str, str] = {}
        self.picture = Thumbnail(theme, pictures, PICTURE, self)
        self.name, self.variant = ElidedLabel("", self), ElidedLabel("", self)
        self.total = FigureLabel(self)
        self.quantity = QuantityStepper(theme, self)
        self.remove_button = IconButton(theme, "x", self.tr("Bỏ món"), self)
        self.state = Chip(theme, self)
        self.serve_button = TextButton(theme, self.tr("Giữ hàng"), self)
        self.choice = ChoiceButton(theme, "{choice}", self.tr("Chọn phân loại"), self)
        self._build()
        self._connect()

    def show_line(self, line: CartLine, *, editable: bool) -> None:
        """Show this line."""
        self._number = line.line
        look = line_look(line)
        self.picture.show_picture(line.picture)
        self.name.setText(formats.shown(line.product or line.keyword))
        self.variant.setText(formats.shown(" · ".join(filter(None, (line.keyword, line.variant)))))
        self.total.setText(dong(line.total))
        restyle(self.total, "role", "muted" if line.waits else "")
        self.quantity.name(line.keyword)
        self.quantity.show_quantity(line.quantity)
        self.quantity.setVisible(editable)
        text = self.tr("Bỏ {code}").format(code=line.keyword)
        self.remove_button.setAccessibleName(text)
        self.remove_button.setToolTip(text)
        self.remove_button.setVisible(editable)
        if not editable:
            self.variant.setText(f"{self.variant.text()} · ×{formats.grouped(line.quantity)}")
        self.state.show_pill(*(look or NOTHING))
        is_open = line.state is LineState.OPEN and editable
        self.serve_button.setVisible(editable and line.state in (LineState.LAPSED, LineState.WAITLISTED))
        self.serve_button.setAccessibleName(self.tr("Giữ hàng {code}").format(code=line.keyword))
        self.choice.setVisible(is_open)
        self.state.setVisible(look is not None and not is_open)
        self._offer(line.choices)

    def begin_anew(self) -> None:
        """It is another line's from now on: nothing typed for the one before is left."""
        self._number = 0
        self.quantity.reset()

    def _offer(self, choices: tuple[VariantChoice, ...]) -> None:
        left = self.tr("còn {count}")
        self._choices = {
            choice.label
            + ("" if choice.remaining is None else f" · {left.format(count=choice.remaining)}"): choice.sku
            for choice in choices
        }
        self.choice.choose(None)
        self.choice.offer(tuple(self._choices))

    def _choose(self, label: str | None) -> None:
        if label is not None and label in self._choices:
            self.variant_chosen.emit(self._number, self._choices[label])

    def _connect(self) -> None:
        self.quantity.stepped.connect(lambda by: self.stepped.emit(self._number, by))
        self.quantity.entered.connect(lambda to: self.entered.emit(self._number, to))
        self.remove_button.clicked.connect(lambda: self.removed.emit(self._number))
        self.serve_button.clicked.connect(lambda: self.served.emit(self._number))
        self.choice.chosen.connect(self._choose)

    def _build(self) -> None:
        fonts = self._theme.fonts
        self.name.setFont(fonts.strong)
        self.variant.setFont(fonts.small)
        self.variant.setProperty("role", "muted")
        self.total.setFont(fonts.body)
        self.serve_button.setFixedHeight(26)
        self.remove_button.setObjectName("flatButton")
        self.remove_button.setFixedSize(24, 24)
        self.remove_button.setIconSize(QSize(14, 14))
        first, second, third = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for line in (first, second, third):
            line.setSpacing(6)
        first.setContentsMargins(0, 0, 4, 0)  # The sum ends where the glyph of the button below it does.
        first.addWidget(self.name, 1)
        first.addWidget(self.total)
        second.addWidget(self.variant, 1)
        second.addWidget(self.quantity)
        second.addWidget(self.remove_button)
        third.addWidget(self.state)
        third.addWidget(self.choice)
        third.addStretch(1)
        third.addWidget(self.serve_button)
        words = QVBoxLayout()
        words.setSpacing(4)
        for line in (first, second, third):
            words.addLayout(line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 8, 6, 8)
        layout.setSpacing(10)
        layout.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
