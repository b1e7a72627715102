"""A switch: on or off at once, by a click or the space bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.ui.theme import Theme

SIZE = QSize(40, 24)
_TRACK = QRectF(3, 2, 34, 20)
_KNOB = 16.0


class Switch(QAbstractButton):
    """Signals: those of a checkable button. `label` is its accessible name; the words stand beside it."""

    def __init__(self, theme: Theme, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCheckable(True)
        self.setAccessibleName(label)
        self.setFixedSize(SIZE)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Always the same."""
        return SIZE

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter turns it too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The knob stands right and the track is full while it is on."""
        tokens, painter = self._theme.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QColor(tokens.accent if self.isChecked() else tokens.muted)
        track.setAlphaF(1.0 if self.isChecked() else 0.55)
        painter.setBrush(track)
        painter.drawRoundedRect(_TRACK, 10, 10)
        left = _TRACK.right() - _KNOB - 2 if self.isChecked() else _TRACK.left() + 2
        painter.setBrush(QColor(tokens.on_accent if self.isChecked() else tokens.surface))
        painter.drawEllipse(QRectF(left, _TRACK.top() + 2, _KNOB, _KNOB))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.text), 1.5))
            painter.drawRoundedRect(_TRACK.adjusted(-1.5, -1.5, 1.5, 1.5), 11, 11)
