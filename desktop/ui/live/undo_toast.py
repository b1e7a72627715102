"""The toast that offers to take back what was just done (product.md §4, §9). What that was is not its own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QTextEdit, QWidget

from desktop.services.live_rows import UndoOffer
from desktop.ui import formats
from desktop.ui.theme import Theme
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.icon_button import IconButton
from desktop.ui.widgets.text_button import TextButton

# How long it stands, in milliseconds; messages of staff's actions wait at least as long (product.md §4).
STANDS_FOR = 6_000
KEY = "Ctrl+Z"
HEIGHT, EDGE, WIDEST, BORDERS = 44, 16, 560, 6


class UndoToast(QFrame):
    """A sentence with a button, over the lower edge of `parent`; one at a time, gone after six seconds.

    It stands as long as the mouse or the keyboard is on it. Ctrl+Z presses its button while it stands, but
    not while a field has the keyboard and something of its own to take back.
    Signals: `undo_asked`, `expired` when it has stood long enough or was closed.
    """

    undo_asked = Signal()
    expired = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("undoToast")
        self.setFixedHeight(HEIGHT)
        self._theme, self._area = theme, QRect()
        self._icon, self._text = QLabel(self), ElidedLabel("", self)
        self.button = TextButton(theme, self.tr("Hoàn tác"), self, icon="undo-2")
        self.close_button = IconButton(theme, "x", self.tr("Đóng"), self)
        self._build()
        self._timer = QTimer(self, interval=STANDS_FOR, singleShot=True)
        self._timer.timeout.connect(self._expire)
        self._shortcut = QShortcut(QKeySequence(KEY), self, self.press)
        self._field = _FieldWithoutUndo(self)
        self.button.clicked.connect(self.press)
        self.close_button.clicked.connect(self._expire)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)
        theme.changed.connect(self._tint)
        self._tint()
        self.hide()

    @property
    def text(self) -> str:
        """The sentence on show, empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def show_offer(self, offer: UndoOffer | None) -> None:
        """Offer to take this back, in place of what was offered before; None: nothing."""
        if offer is None:
            self._end()
            return
        self._text.setText(formats.shown(offer.sentence))
        spoken = self.tr("{done}. Bấm {key} để hoàn tác.").format(done=offer.sentence, key=KEY)
        self.setAccessibleName(spoken)
        self.show()
        self.raise_()
        self._place()
        self._field.follow(QApplication.focusWidget())
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))
        self._timer.start(STANDS_FOR)
        if self._is_attended():
            self._timer.stop()

    def press(self) -> None:
        """Ask to take it back, as the button does."""
        if not self.isHidden():
            self._end()
            self.undo_asked.emit()

    def stand_over(self, area: QRect) -> None:
        """Stand at the foot of this part of the parent, in the middle."""
        self._area = area
        self._place()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stand on while the mouse is here."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Six seconds again, unless the keyboard is here."""
        super().leaveEvent(event)
        self._go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self._expire()
        else:
            super().keyPressEvent(event)

    def _is_attended(self) -> bool:
        focus = QApplication.focusWidget()
        return self.underMouse() or (focus is not None and self.isAncestorOf(focus))

    def _go_on(self) -> None:
        if not self.isHidden() and not self._is_attended():
            self._timer.start(STANDS_FOR)

    def _focus_moved(self, _before: QWidget | None, focus: QWidget | None) -> None:
        if self.isHidden():
            return
        self._field.follow(focus)
        if focus is not None and self.isAncestorOf(focus):
            self._timer.stop()
        elif not self._timer.isActive():
            self._go_on()

    def _expire(self) -> None:
        if not self.isHidden():
            self._end()
            self.expired.emit()

    def _end(self) -> None:
        """Go; the keyboard, if it is here, goes on to the parent's next part."""
        self._timer.stop()
        self._field.follow(None)
        self.hide()

    def _place(self) -> None:
        room = max(200, self._area.width() - 2 * EDGE)
        self._row.invalidate()
        text = self._text.fontMetrics().horizontalAdvance(self._text.text()) + BORDERS
        others = self._row.sizeHint().width() - self._text.sizeHint().width()
        self.setFixedWidth(min(WIDEST, room, others + text))
        left = self._area.center().x() - self.width() // 2
        self.move(left, self._area.bottom() + 1 - EDGE - self.height())

    def _build(self) -> None:
        self._text.setFont(self._theme.fonts.strong)
        self.button.setFixedHeight(28)
        self.button.setToolTip(KEY)
        self.close_button.setObjectName("flatButton")
        self.close_button.setFixedSize(28, 28)
        key = QLabel(KEY, self)
        key.setFont(self._theme.fonts.small)
        key.setProperty("role", "muted")
        layout = self._row = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 8, 0)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addSpacing(8)
        for widget in (self.button, key, self.close_button):
            layout.addWidget(widget)

    def _tint(self) -> None:
        pixmap = self._theme.icons.pixmap("circle-check", self._theme.tokens.ok, 18, self.devicePixelRatioF())
        self._icon.setPixmap(pixmap)


class _FieldWithoutUndo(QObject):
    """Lets Ctrl+Z through a text field that has nothing to take back: Qt's fields keep it in any case."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._field: QWidget | None = None

    def follow(self, focus: QWidget | None) -> None:
        """Watch the field that has the keyboard, and no other."""
        field = focus if isinstance(focus, QLineEdit | QTextEdit) else None
        if self._field is not None:
            self._field.removeEventFilter(self)
        if field is not None:
            field.installEventFilter(self)
        self._field = field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse what Qt's field would claim, where it could do nothing with it."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not event.matches(QKeySequence.StandardKey.Undo) or _can_undo(watched):
            return False
        event.ignore()
        return True


def _can_undo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable()
    return isinstance(field, QTextEdit) and field.document().isUndoAvailable()
