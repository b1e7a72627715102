"""The switch between light, dark and the system's scheme."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from desktop.ui.theme import Theme, ThemeChoice
from desktop.ui.widgets.icon_button import IconButton


class ThemeSwitch(QWidget):
    """Three buttons above each other, one of them down. Choosing one changes the theme at once."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for choice, icon, label in (
            (ThemeChoice.LIGHT, "sun", self.tr("Giao diện sáng")),
            (ThemeChoice.DARK, "moon", self.tr("Giao diện tối")),
            (ThemeChoice.SYSTEM, "monitor", self.tr("Theo máy")),
        ):
            layout.addWidget(self._button(theme, choice, icon, label))
        theme.chosen.connect(self._show)

    def buttons(self) -> list[QAbstractButton]:
        """Light, dark, system."""
        return self._group.buttons()

    def _show(self, choice: str) -> None:
        for button in self._group.buttons():
            button.setChecked(button.property("choice") == choice)

    def _button(self, theme: Theme, choice: ThemeChoice, icon: str, label: str) -> IconButton:
        button = IconButton(theme, icon, label, self)
        button.setObjectName("railButton")
        button.setCheckable(True)
        button.setProperty("choice", str(choice))
        button.setFixedSize(36, 32)
        button.setChecked(theme.choice == choice)
        button.clicked.connect(lambda: theme.choose(choice))
        self._group.addButton(button)
        return button
