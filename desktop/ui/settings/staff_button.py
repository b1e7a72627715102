"""Who is at the desk, as a button: two clicks put somebody else there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.ui.theme import Theme

WIDEST_NAME = 160


class StaffButton(QPushButton):
    """Shows who is there; a click opens the names and “Thêm nhân viên…”. The menu is a popup.

    Signals: `chosen(name)` when staff take another name; `add_asked`.
    """

    chosen = Signal(str)
    add_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self._at_desk: str | None = None
        self.names_menu = QMenu(self)
        # The button reads from the right only to have its arrow there.
        self.names_menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._group = QActionGroup(self)
        self.setObjectName("staffButton")
        self.setFont(theme.fonts.small)
        self.setFixedHeight(24)
        self.setIconSize(QSize(12, 12))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.open_menu)
        theme.changed.connect(self._tint)
        self._tint()
        self.show_staff((), None)

    def show_staff(self, names: tuple[str, ...], at_desk: str | None) -> None:
        """Offer these names; `at_desk` is who is there, None for nobody."""
        self._names, self._at_desk = names, at_desk
        shown = at_desk or self.tr("chưa chọn")
        elided = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, WIDEST_NAME)
        self.setText(self.tr("Nhân viên: {name}").format(name=elided))
        self.setAccessibleName(self.tr("Nhân viên: {name}. Bấm để đổi người").format(name=shown))
        self.setToolTip(self.tr("Đổi người đứng quầy"))
        self._fill()

    def open_menu(self) -> None:
        """Open the names above the button: it stands at the foot of the window."""
        height = self.names_menu.sizeHint().height()
        self.names_menu.popup(self.mapToGlobal(QPoint(0, -height - 4)))
        there = [action for action in self.names_menu.actions() if action.isChecked()]
        self.names_menu.setActiveAction((there or self.names_menu.actions())[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the names, as the blank does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def _fill(self) -> None:
        self.names_menu.clear()
        for name in self._names:
            # An ampersand in a name is no shortcut.
            action = self.names_menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == self._at_desk)
            self._group.addAction(action)
            action.triggered.connect(lambda _=False, name=name: self._choose(name))
        if self._names:
            self.names_menu.addSeparator()
        self.names_menu.addAction(self.tr("Thêm nhân viên…")).triggered.connect(self.add_asked)

    def _choose(self, name: str) -> None:
        if name != self._at_desk:
            self.chosen.emit(name)

    def _tint(self) -> None:
        self.setIcon(self._theme.icons.icon("chevron-down", self._theme.tokens.muted, 12))
