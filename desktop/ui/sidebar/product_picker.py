"""A field in which a code or name is typed, with what it may mean below. Enter takes what is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.domain.capture.text import fold
from desktop.domain.money import dong
from desktop.services.buyer_rows import OfferedVariant, WishedLine
from desktop.ui.theme import Theme, restyle

MOST = 6
ROW_HEIGHT = 30


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: words to look for, and a quantity where the last word is one (`a01 x2`)."""

    words: tuple[str, ...]
    quantity: int


def read_typed(text: str) -> Typed:
    """Part the quantity from the words; `x2`, `*2` or a bare number behind them."""
    words = fold(text).split()
    last = words[-1].lstrip("x*") if len(words) > 1 else ""
    if last.isdecimal() and 1 <= int(last) <= 9_999:
        return Typed(tuple(words[:-1]), int(last))
    return Typed(tuple(words), 1)


def matching(offered: Sequence[OfferedVariant], words: Sequence[str]) -> list[OfferedVariant]:
    """What these words may mean: exact codes first, then codes that begin so, then names.

    Of equals, the one comes first that has more of the words as whole words (`a01 l` is size L).
    """
    ranked = [
        (*rank, place, variant)
        for place, variant in enumerate(offered)
        if (rank := _rank(variant, words)) is not None
    ]
    return [one[-1] for one in sorted(ranked, key=lambda one: one[:-1])]


def _rank(variant: OfferedVariant, words: Sequence[str]) -> tuple[int, int] | None:
    codes = [fold(word).replace(" ", "") for word in variant.keywords]
    text = fold(" ".join((*variant.keywords, variant.product, variant.variant, variant.sku)))
    if not words or not all(word in text for word in words):
        return None
    first = words[0].replace("-", "")
    by_code = 0 if first in codes else 1 if any(code.startswith(first) for code in codes) else 2
    return by_code, -len(set(words) & set(text.replace("/", " ").split()))


class ProductPicker(QWidget):
    """Signals: `picked(WishedLine)`; `left_empty` when Enter is pressed with nothing typed."""

    picked = Signal(object)
    left_empty = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._offered: Sequence[OfferedVariant] = ()
        self._found: list[OfferedVariant] = []
        self.field, self.list = _Field(self), QListWidget(self)
        self._drawing = QAction(self)
        self.field.addAction(self._drawing, QLineEdit.ActionPosition.LeadingPosition)
        self.field.setAccessibleName(self.tr("Thêm món"))
        self.field.setPlaceholderText(self.tr("Thêm món, ví dụ a01 x2"))
        self.field.setFixedHeight(32)
        self.field.setMaxLength(80)
        self.list.setObjectName("pickerList")
        self.list.setAccessibleName(self.tr("Món khớp"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.field.textChanged.connect(self._look)
        self.field.stepped.connect(self._step)
        self.field.returnPressed.connect(self._enter)
        self.list.itemClicked.connect(lambda item: self._pick(self.list.row(item)))
        theme.changed.connect(self._tint)
        self._tint()

    def offer(self, offered: Sequence[OfferedVariant]) -> None:
        """What may be picked."""
        if offered != self._offered:
            self._offered = tuple(offered)
            self._look(self.field.text())

    def clear(self) -> None:
        """Empty the field."""
        self.field.clear()

    def _look(self, text: str) -> None:
        typed = read_typed(text)
        found = matching(self._offered, typed.words) or matching(self._offered, fold(text).split())
        self._found = found[:MOST]
        restyle(self.field, "invalid", bool(typed.words) and not self._found)
        self.list.clear()
        for variant in self._found:
            item = QListWidgetItem(_label(variant), self.list)
            item.setToolTip(_label(variant))
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(self._found))
        self.list.setFixedHeight(len(self._found) * ROW_HEIGHT + 6)

    def _step(self, by: int) -> None:
        if self._found:
            self.list.setCurrentRow((self.list.currentRow() + by) % len(self._found))

    def _enter(self) -> None:
        if not self.field.text().strip():
            self.left_empty.emit()
        elif self._found:
            self._pick(self.list.currentRow())

    def _pick(self, place: int) -> None:
        variant = self._found[place]
        codes = {fold(word) for word in variant.keywords}
        words = fold(self.field.text()).split()
        typed = read_typed(self.field.text())
        is_code = bool(words) and " ".join(words) in codes
        quantity = 1 if is_code else typed.quantity
        self.field.clear()
        self.picked.emit(WishedLine(variant.keyword, (variant.sku,), quantity))

    def _tint(self) -> None:
        self._drawing.setIcon(self._theme.icons.icon("plus", self._theme.tokens.muted, 14))


def _label(variant: OfferedVariant) -> str:
    """What tells it from others first: a long name may be cut."""
    name = " · ".join(filter(None, (variant.keyword, variant.variant, variant.product)))
    return f"{name} · {dong(variant.price)}"


class _Field(QLineEdit):
    """↑ and ↓ choose in the list below; Esc empties, then belongs to who holds the field."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()
