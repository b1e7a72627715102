"""A numbered step: a head that tells how it stands and folds it, and a body."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.theme import Theme, restyle
from desktop.ui.widgets.elided_label import ElidedLabel

MARK = 28
INDENT = MARK + 12
PADDING = 16


class Step(QFrame):
    """Title, a line below it, and `body` while it is open. Done, its number becomes a tick.

    Signals: `toggled(is_open)` when staff fold or open it.
    """

    toggled = Signal(bool)

    def __init__(
        self, theme: Theme, number: int, title: str, body: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("step")
        self.is_done = False
        self.body = body
        self.head = StepHead(theme, number, title, self)
        self._room = QWidget(self)
        room = QVBoxLayout(self._room)
        room.setContentsMargins(PADDING + INDENT, 0, PADDING, PADDING)
        room.addWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._room)
        self.head.clicked.connect(self._toggle)
        self.set_open(False)

    @property
    def is_open(self) -> bool:
        """Whether the body is in sight."""
        return not self._room.isHidden()

    def set_open(self, is_open: bool) -> None:
        """Open or fold it."""
        self._room.setVisible(is_open)
        self.head.show_open(is_open)

    def show_state(self, is_done: bool, line: str) -> None:
        """How it stands, and the line below the title."""
        self.is_done = is_done
        self.head.show_state(is_done, line)

    def _toggle(self) -> None:
        self.set_open(not self.is_open)
        self.toggled.emit(self.is_open)


class StepHead(QPushButton):
    """Mark, title and line of a step, and a chevron: one button over the whole width."""

    def __init__(self, theme: Theme, number: int, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("stepHead")
        self._theme, self._number, self._title = theme, number, title
        self._is_done = self._is_open = False
        self._mark, self._chevron = QLabel(self), QLabel(self)
        self._name, self._line = QLabel(title, self), ElidedLabel("", self)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._build()
        theme.changed.connect(self._show)
        self._show()

    @property
    def line(self) -> str:
        """The line below the title."""
        return self._line.text()

    def show_state(self, is_done: bool, line: str) -> None:
        """A tick, or the number."""
        self._is_done = is_done
        self._line.setText(line)
        self.setToolTip(self._line.toolTip())
        self._show()

    def show_open(self, is_open: bool) -> None:
        """The number is in the accent while the step is open."""
        self._is_open = is_open
        self._show()

    def sizeHint(self) -> QSize:
        """What the parts need."""
        return self.layout().sizeHint()  # type: ignore[union-attr, unused-ignore]

    def minimumSizeHint(self) -> QSize:
        """What the parts need at least."""
        return self.layout().minimumSize()  # type: ignore[union-attr, unused-ignore]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What does not fit is told by the tooltip."""
        super().resizeEvent(event)
        self.setToolTip(self._line.toolTip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as the blank does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def _show(self) -> None:
        tokens, ratio = self._theme.tokens, self.devicePixelRatioF()
        restyle(self._mark, "state", "done" if self._is_done else "now" if self._is_open else "todo")
        if self._is_done:
            self._mark.setPixmap(self._theme.icons.pixmap("check", tokens.ok, 16, ratio))
        else:
            self._mark.setText(str(self._number))
        drawing = "chevron-down" if self._is_open else "chevron-right"
        self._chevron.setPixmap(self._theme.icons.pixmap(drawing, tokens.muted, 16, ratio))
        state = self.tr("đã xong") if self._is_done else self.tr("chưa xong")
        self.setAccessibleName(f"{self._number}. {self._title}, {state}. {self._line.text()}")

    def _build(self) -> None:
        self._mark.setObjectName("stepMark")
        self._mark.setFixedSize(MARK, MARK)
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._mark.setFont(self._theme.fonts.small_strong)
        self._name.setFont(self._theme.fonts.strong)
        self._line.setProperty("role", "muted")
        for part in (self._mark, self._chevron, self._name, self._line):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(PADDING, 12, PADDING, 12)
        layout.setSpacing(12)
        layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        layout.addWidget(self._chevron)
