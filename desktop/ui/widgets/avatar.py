"""A round badge with a person's initials, in the person's colour; an icon where there is no name."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Theme

SIZE = 36
ICON = 18


class Avatar(QWidget):
    """`show_person` says whose it is: the key that the colour goes by, and the initials."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._key, self._initials = theme, "", ""
        self.setFixedSize(SIZE, SIZE)
        theme.changed.connect(self.update)

    def show_person(self, key: str, initials: str) -> None:
        """Show this person; without initials an icon stands for them."""
        self._key, self._initials = key, initials
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the badge."""
        tokens, painter = self._theme.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        fill = tokens.avatar(self._key) if self._initials else tokens.neutral_soft
        painter.setBrush(QColor(fill))
        painter.drawEllipse(self.rect())
        if self._initials:
            painter.setPen(QColor(tokens.on_avatar))
            painter.setFont(self._theme.fonts.strong)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)
            return
        icon = self._theme.icons.pixmap("user-round", tokens.muted, ICON, self.devicePixelRatioF())
        middle = QRectF(self.rect()).center()
        painter.drawPixmap(QPointF(middle.x() - ICON / 2, middle.y() - ICON / 2), icon)
