"""A panel over its parent that stops nobody's work: no window of its own, and gone when the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

EDGE = 8


class Popover(QFrame):
    """Opened with `open_at`. Esc, or the keyboard going to another part of the window, ends it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "popover")
        self._over = parent
        self._came_from: QWidget | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)
        self.hide()

    def open_at(self, corner: QPoint, focus: QWidget) -> None:
        """Open with the upper left corner here, moved to where it fits; the keyboard goes to `focus`."""
        self._came_from = self.window().focusWidget()
        room = self._over.size() - self.size()
        self.move(
            max(EDGE, min(corner.x(), room.width() - EDGE)), max(EDGE, min(corner.y(), room.height() - EDGE))
        )
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Close; the keyboard goes back where it was, unless it has gone elsewhere already."""
        if not self.isHidden():
            had_focus = self.isAncestorOf(self.window().focusWidget())
            self.hide()
            if had_focus and self._came_from is not None:
                self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def _focus_moved(self, _before: QWidget | None, focus: QWidget | None) -> None:
        """To another part of the window; a menu or another program takes it for a while."""
        if self.isVisible() and focus is not None and not self.isAncestorOf(focus):
            self.end()
