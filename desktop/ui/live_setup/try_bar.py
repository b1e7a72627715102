"""The foot of the set-up: type a comment and see at once what it would become."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from desktop.domain.capture.outcome import Outcome
from desktop.domain.comment_trial import TriedComment
from desktop.ui.live.feed_layout import BADGES
from desktop.ui.theme import Theme, Tone
from desktop.ui.widgets.pill import lay_out_pill, paint_pill

HEIGHT = 60
FIELD_WIDE, FIELD_NARROW = 320, 240
PILL_HEIGHT = 26


class TryBar(QFrame):
    """Signals: `typed(text)` at every letter."""

    typed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tryBar")
        self.setFixedHeight(HEIGHT)
        self._theme = theme
        self.field, self.result = QLineEdit(self), ResultPill(theme, self)
        self._arrow = QLabel(self)
        label = QLabel(self.tr("Gõ thử một bình luận"), self)
        label.setProperty("role", "muted")
        label.setBuddy(self.field)
        self.field.setAccessibleName(self.tr("Gõ thử một bình luận"))
        self.field.setPlaceholderText(self.tr("VD: a01 kem m x2 0912345678"))
        self.field.setFixedHeight(34)
        self.field.setMaxLength(500)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(8)
        for widget in (label, self.field, self._arrow):
            layout.addWidget(widget)
        layout.addWidget(self.result, 1)
        self.field.textChanged.connect(self.typed)
        self.field.installEventFilter(self)
        theme.changed.connect(self._tint)
        self._tint()

    def show_result(self, tried: TriedComment) -> None:
        """What the comment would become."""
        self._arrow.setVisible(bool(tried.text))
        self.result.show_result(tried)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc clears the field before it means anything else."""
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_press and event.key() == Qt.Key.Key_Escape and self.field.text():  # type: ignore[attr-defined]
            self.field.clear()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The field gives way in a narrow window."""
        super().resizeEvent(event)
        self.field.setFixedWidth(FIELD_WIDE if self.width() > 900 else FIELD_NARROW)

    def _tint(self) -> None:
        ratio, colour = self.devicePixelRatioF(), self._theme.tokens.muted
        self._arrow.setPixmap(self._theme.icons.pixmap("arrow-right", colour, 16, ratio))


class ResultPill(QWidget):
    """A pill that gives way: its text is cut where there is no room, and whole in the tooltip."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._tried = theme, TriedComment(Outcome.IGNORED, "")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def text(self) -> str:
        """The words on show."""
        return self._tried.text

    @property
    def tone(self) -> Tone:
        """How it is meant."""
        return BADGES[self._tried.outcome][1] or Tone.NEUTRAL

    def show_result(self, tried: TriedComment) -> None:
        """Show another result."""
        self._tried = tried
        self.setAccessibleName(tried.text)
        self.setToolTip(tried.text)
        self.update()

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(200, PILL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A pill as wide as its words."""
        if not self._tried.text:
            return
        painter, font = QPainter(self), self._theme.fonts.small_strong
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icon = BADGES[self._tried.outcome][0]
        colours = self._theme.tokens.tone(self.tone)
        pill = lay_out_pill(self._tried.text, icon, colours, font, self.width())
        paint_pill(painter, QRectF(0, 0, pill.width, self.height()), pill, font, self._theme)
