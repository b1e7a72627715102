"""The menu of everything that can be done in the live, each with its key (product.md §9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.icon_button import IconButton

SIZE = 32


def _always() -> bool:
    return True


@dataclass(slots=True)
class _Entry:
    """One thing to do: its words as they are now, and whether it can be done now."""

    action: QAction
    key: str
    text: Callable[[], str]
    is_enabled: Callable[[], bool]
    is_checked: Callable[[], bool] | None


class KeyMenu(IconButton):
    """The button ⋮ and its menu. The keys are told here, and heard where they belong."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "ellipsis-vertical", "", parent)
        self.setAccessibleName(self.tr("Mọi thao tác và phím"))
        self.setToolTip(self.accessibleName())
        self.setObjectName("flatButton")
        self.setFixedSize(SIZE, SIZE)
        self.menu_of_keys = QMenu(self)
        self._entries: list[_Entry] = []
        self.menu_of_keys.aboutToShow.connect(self._renew)
        self.clicked.connect(self._open)

    def add(
        self,
        text: str | Callable[[], str],
        key: str,
        act: Callable[[], object],
        *,
        is_enabled: Callable[[], bool] = _always,
        is_checked: Callable[[], bool] | None = None,
        first: bool = False,
    ) -> None:
        """One more thing to do, behind the others or `first`. What may change is asked when it opens.

        `is_checked` makes it one that is on or off.
        """
        action = QAction(self)
        action.triggered.connect(lambda: act())
        action.setCheckable(is_checked is not None)
        if first and self.menu_of_keys.actions():
            self.menu_of_keys.insertAction(self.menu_of_keys.actions()[0], action)
        else:
            self.menu_of_keys.addAction(action)
        words = text if callable(text) else lambda: text
        self._entries.append(_Entry(action, key, words, is_enabled, is_checked))
        self._renew()

    def add_line(self) -> None:
        """What follows is another matter."""
        self.menu_of_keys.addSeparator()

    def _renew(self) -> None:
        for entry in self._entries:
            entry.action.setText("\t".join(filter(None, (entry.text(), entry.key))))
            entry.action.setEnabled(entry.is_enabled())
            if entry.is_checked is not None:
                entry.action.setChecked(entry.is_checked())

    def _open(self) -> None:
        right = self.mapToGlobal(QPoint(self.width(), self.height() + 4))
        self.menu_of_keys.popup(right - QPoint(self.menu_of_keys.sizeHint().width(), 0))
