"""The names of who may be at the desk: add, choose, rename, let go."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.services.staff_rows import StaffRow
from desktop.ui.settings.sentence import Sentence
from desktop.ui.settings.token_row import FIELD_HEIGHT
from desktop.ui.theme import Theme, Tone
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.icon_button import IconButton
from desktop.ui.widgets.pill import Chip
from desktop.ui.widgets.text_button import ButtonRole, TextButton

LONGEST = 40


class StaffStep(QWidget):
    """Signals: `add_asked(name)`, `rename_asked(id, name)`, `leave_asked(id)`, `chosen(name)`."""

    add_asked = Signal(str)
    rename_asked = Signal(int, str)
    leave_asked = Signal(int)
    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines: list[StaffLine] = []
        self._shown: tuple[StaffRow, ...] = ()
        self.field = QLineEdit(self)
        self.field.setFixedHeight(FIELD_HEIGHT)
        self.field.setMaxLength(LONGEST)
        self.field.setAccessibleName(self.tr("Tên nhân viên mới"))
        self.field.setPlaceholderText(self.tr("Tên người đứng quầy, ví dụ Lan"))
        self.add_button = TextButton(theme, self.tr("Thêm"), self, role=ButtonRole.PRIMARY)
        self.add_button.setFixedHeight(FIELD_HEIGHT)
        self.fault = Sentence(theme, self)
        self._list = QVBoxLayout()
        self._build()
        self.field.returnPressed.connect(self._add)
        self.field.textEdited.connect(lambda: self.fault.say(""))
        self.add_button.clicked.connect(self._add)

    def show_staff(self, rows: tuple[StaffRow, ...]) -> None:
        """Show these people; while they are the same, a name being changed stays as typed."""
        if rows == self._shown:
            return
        self._shown = rows
        held = QApplication.focusWidget()
        focused = next((line.staff_id for line in self.lines if held and line.isAncestorOf(held)), None)
        for line in self.lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [self._line(row) for row in rows]
        for line in self.lines:
            if line.staff_id == focused:
                line.take_focus()

    def refuse(self, sentence: str) -> None:
        """It could not be done: say why."""
        self.fault.say(sentence)

    def accept(self, name: str) -> None:
        """The name was added: the field is free for the next, which may be typed already and stays."""
        self.fault.say("")
        if self.field.text() == name:
            self.field.clear()

    def take_focus(self) -> None:
        """Bring the keyboard to the field."""
        self.field.setFocus()

    def _add(self) -> None:
        self.add_asked.emit(self.field.text())

    def _line(self, row: StaffRow) -> StaffLine:
        line = StaffLine(self._theme, row, self)
        line.chosen.connect(self.chosen)
        line.rename_asked.connect(self.rename_asked)
        line.leave_asked.connect(self.leave_asked)
        self._list.addWidget(line)
        line.show()
        return line

    def _build(self) -> None:
        self._list.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.field, 1)
        head.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.fault)
        layout.addLayout(self._list)


class StaffLine(QFrame):
    """One name. Signals as the step's."""

    chosen = Signal(str)
    rename_asked = Signal(int, str)
    leave_asked = Signal(int)

    def __init__(self, theme: Theme, row: StaffRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("checkRow")
        self.setFixedHeight(44)
        self.staff_id, self.name = row.id, row.name
        self.label, self.chip = ElidedLabel(row.name, self), Chip(theme, self)
        self.field = NameField(row.name, self)
        self.choose_button = TextButton(theme, self.tr("Đứng quầy"), self)
        self.choose_button.setAccessibleName(self.tr("{name} đứng quầy").format(name=row.name))
        self.edit_button = IconButton(theme, "pencil", self.tr("Sửa tên {name}").format(name=row.name), self)
        self.leave_button = IconButton(theme, "x", self.tr("Cho {name} nghỉ").format(name=row.name), self)
        self.choose_button.setVisible(not row.is_at_desk)
        self.choose_button.clicked.connect(lambda: self.chosen.emit(self.name))
        self.edit_button.clicked.connect(self._edit)
        self.leave_button.clicked.connect(lambda: self.leave_asked.emit(self.staff_id))
        self.field.returnPressed.connect(self._rename)
        self.field.given_up.connect(self._stop_editing)
        self._build()
        if row.is_at_desk:
            self.chip.show_pill(self.tr("đang đứng quầy"), "check", Tone.OK)

    def take_focus(self) -> None:
        """Bring the keyboard to this name."""
        self.edit_button.setFocus()

    def _edit(self) -> None:
        self.label.hide()
        self.field.setText(self.name)
        self.field.show()
        self.field.setFocus()
        self.field.selectAll()

    def _rename(self) -> None:
        if " ".join(self.field.text().split()) == self.name:
            self._stop_editing()
        else:
            self.rename_asked.emit(self.staff_id, self.field.text())

    def _stop_editing(self) -> None:
        had_focus = self.field.hasFocus()
        self.field.hide()
        self.label.show()
        if had_focus:
            self.edit_button.setFocus()

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 4, 4)
        layout.setSpacing(8)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.chip)
        layout.addWidget(self.choose_button)
        for button in (self.edit_button, self.leave_button):
            button.setObjectName("flatButton")
            button.setFixedSize(32, 32)
            layout.addWidget(button)
        self.field.hide()


class NameField(QLineEdit):
    """A name being changed. Signals: `given_up` by Esc."""

    given_up = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(32)
        self.setMaxLength(LONGEST)
        self.setAccessibleName(self.tr("Tên mới của {name}").format(name=name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the name as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)
