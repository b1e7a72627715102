"""The card *Cách chốt*: how comments of the live become orders (product.md §1, §2.7–2.9, §3)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.script import MOST_MINUTES, CaptureMode, RepeatPolicy, WaitlistMode
from desktop.domain.script_draft import ScriptDraft
from desktop.ui.theme import Theme, restyle
from desktop.ui.widgets.segmented_buttons import SegmentedButtons
from desktop.ui.widgets.switch import Switch

LABEL_WIDTH = 96
MOST_PER_LINE = 999


class RulesCard(QFrame):
    """Signals: `changed(field of ScriptDraft, value)` by the user's hand."""

    changed = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme = theme
        self.mode = SegmentedButtons(
            theme,
            self.tr("Chốt đơn"),
            {CaptureMode.AUTO: self.tr("Tự động"), CaptureMode.MANUAL: self.tr("Thủ công")},
            self,
        )
        self.repeat = SegmentedButtons(
            theme,
            self.tr("Nhắc lại mã"),
            {
                RepeatPolicy.IGNORE: self.tr("Bỏ qua"),
                RepeatPolicy.ADD: self.tr("Cộng thêm"),
                RepeatPolicy.REPLACE: self.tr("Thay"),
            },
            self,
        )
        self.waitlist = SegmentedButtons(
            theme,
            self.tr("Danh sách chờ"),
            {WaitlistMode.MANUAL: self.tr("Tự tay mời"), WaitlistMode.AUTO: self.tr("Tự động")},
            self,
        )
        self.require_phone = Switch(theme, self.tr("Cần số điện thoại"), self)
        self.use_known_phone = Switch(theme, self.tr("Khách cũ dùng số đã lưu"), self)
        self.respect_stock = Switch(theme, self.tr("Tính cả tồn Omni"), self)
        self.hide_phone = Switch(theme, self.tr("Ẩn bình luận có SĐT"), self)
        self.hold, self.most = QLineEdit(self), QLineEdit(self)
        self._build()
        self._connect()

    def show_draft(self, draft: ScriptDraft) -> None:
        """Show the rules of a draft; nothing is told."""
        self.mode.choose(draft.mode)
        self.repeat.choose(draft.repeat)
        self.waitlist.choose(draft.waitlist)
        for switch, is_on in (
            (self.require_phone, draft.require_phone),
            (self.use_known_phone, draft.use_known_phone),
            (self.respect_stock, draft.respect_stock),
            (self.hide_phone, draft.hide_phone),
        ):
            switch.setChecked(is_on)
        for field, value in ((self.hold, draft.hold_minutes), (self.most, draft.max_per_line)):
            if not field.hasFocus():
                field.setText(str(value))
        for widget in self._about_phone:
            widget.setVisible(draft.require_phone)
        for widget in self._about_stock:
            widget.setVisible(draft.mode is CaptureMode.AUTO)

    def _connect(self) -> None:
        self.mode.chosen.connect(lambda key: self.changed.emit("mode", CaptureMode(key)))
        self.repeat.chosen.connect(lambda key: self.changed.emit("repeat", RepeatPolicy(key)))
        self.waitlist.chosen.connect(lambda key: self.changed.emit("waitlist", WaitlistMode(key)))
        for name in ("require_phone", "use_known_phone", "respect_stock", "hide_phone"):
            switch: Switch = getattr(self, name)
            switch.clicked.connect(lambda is_on, name=name: self.changed.emit(name, is_on))
        self.hold.textEdited.connect(lambda: self._take("hold_minutes", self.hold))
        self.most.textEdited.connect(lambda: self._take("max_per_line", self.most))

    def _take(self, name: str, field: QLineEdit) -> None:
        """A figure that cannot be used yet is marked, and the last good one holds."""
        is_good = field.hasAcceptableInput()
        restyle(field, "invalid", not is_good)
        if is_good:
            value: Any = int(field.text())
            self.changed.emit(name, value)

    def _build(self) -> None:
        self._prepare(self.hold, self.tr("Giữ hàng, phút khi thiếu SĐT"), 0, MOST_MINUTES)
        self._prepare(self.most, self.tr("Mỗi dòng nhiều nhất, món"), 1, MOST_PER_LINE)
        title = QLabel(self.tr("Cách chốt"), self)
        title.setFont(self._theme.fonts.strong)
        head = QFrame(self)
        head.setObjectName("panelHead")
        head.setFixedHeight(40)
        line = QHBoxLayout(head)
        line.setContentsMargins(16, 0, 16, 0)
        line.addWidget(title)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(16, 8, 12, 10)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._row(self.tr("Chốt đơn"), self.mode)
        self._row(self.tr("Cần số điện thoại"), self.require_phone)
        self._about_phone = self._row(self.tr("Khách cũ dùng số đã lưu"), self.use_known_phone)
        self._row(self.tr("Nhắc lại mã"), self.repeat)
        self._row(self.tr("Giữ hàng"), self.hold, self.tr("phút khi thiếu SĐT"))
        self._row(self.tr("Mỗi dòng"), self.most, self.tr("món là nhiều nhất"))
        self._row(self.tr("Danh sách chờ"), self.waitlist)
        self._about_stock = self._row(self.tr("Tính cả tồn Omni"), self.respect_stock)
        self._row(self.tr("Ẩn bình luận có SĐT"), self.hide_phone)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addLayout(self._grid)

    def _prepare(self, field: QLineEdit, name: str, least: int, most: int) -> None:
        field.setAccessibleName(name)
        field.setValidator(QIntValidator(least, most, field))
        field.setFixedSize(60, 28)

    def _row(self, words: str, control: QWidget, unit: str = "") -> tuple[QWidget, ...]:
        """A label and its control; a switch stands at the right, its words may be long."""
        label, row = QLabel(words, self), self._grid.rowCount()
        label.setBuddy(control)
        if isinstance(control, Switch):
            self._grid.addWidget(label, row, 0, 1, 2)
            self._grid.addWidget(control, row, 1, Qt.AlignmentFlag.AlignRight)
            return label, control
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(control)
        if unit:
            line.addWidget(QLabel(unit, self))
        line.addStretch(1)
        self._grid.addWidget(label, row, 0)
        self._grid.addLayout(line, row, 1)
        return label, control
