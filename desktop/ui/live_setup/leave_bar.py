"""The line that asks, in its place, what becomes of changes that are not saved."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.text_button import ButtonRole, TextButton

HEIGHT = 52


class LeaveBar(QFrame):
    """Hidden until it asks.

    Signals: `save_chosen`, `drop_chosen`, `stay_chosen`; `asks(whether)` as it comes and goes.
    """

    save_chosen = Signal()
    drop_chosen = Signal()
    stay_chosen = Signal()
    asks = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leaveBar")
        self.setFixedHeight(HEIGHT)
        self._before: QWidget | None = None
        question = QLabel(self.tr("Có thay đổi chưa lưu."), self)
        question.setFont(theme.fonts.strong)
        self.save = TextButton(theme, self.tr("Lưu rồi ra"), self, role=ButtonRole.PRIMARY)
        self.drop = TextButton(theme, self.tr("Bỏ thay đổi"), self, role=ButtonRole.DANGER)
        self.stay = TextButton(theme, self.tr("Ở lại"), self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(8)
        layout.addWidget(question)
        layout.addStretch(1)
        for button in (self.stay, self.drop, self.save):
            layout.addWidget(button)
        self.save.clicked.connect(self.save_chosen)
        self.drop.clicked.connect(self.drop_chosen)
        self.stay.clicked.connect(self._stay)
        self.hide()

    def ask(self) -> None:
        """Ask; the keyboard comes here."""
        if self.isHidden():
            self._before = self.window().focusWidget()
        self.show()
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def setVisible(self, visible: bool) -> None:
        """Come or go, and tell it."""
        super().setVisible(visible)
        self.asks.emit(visible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stays, Enter presses the button that has the keyboard."""
        focused = self.window().focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self._stay()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, TextButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def _stay(self) -> None:
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self.stay_chosen.emit()
