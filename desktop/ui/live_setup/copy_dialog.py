"""The dialog that chooses the earlier script to copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from desktop.services.script_rows import EarlierScript
from desktop.ui import formats
from desktop.ui.live_setup.choice_list import ChoiceList, ListColumn
from desktop.ui.theme import Theme
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.text_button import ButtonRole, TextButton

SIZE = (640, 480)


class CopyDialog(QDialog):
    """Open it with `open()`. `replaces`: there are products already, which the copy takes the place of.

    Signals: `chosen(campaign id)` as it closes.
    """

    chosen = Signal(int)

    def __init__(
        self, theme: Theme, scripts: Sequence[EarlierScript], *, replaces: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Chép kịch bản cũ"))
        self.resize(*SIZE)
        self._theme, self._scripts = theme, tuple(scripts)
        columns = (
            ListColumn(self.tr("Kịch bản")),
            ListColumn(self.tr("Ngày tạo"), 120),
            ListColumn(self.tr("Sản phẩm"), 100, is_figure=True),
        )
        self.list = ChoiceList(theme, self.tr("Kịch bản cũ"), columns, self)
        self.cancel = TextButton(theme, self.tr("Thôi"), self)
        self.copy = TextButton(theme, self.tr("Chép"), self, role=ButtonRole.PRIMARY)
        self._build(replaces)
        self.list.taken.connect(self._take)
        self.copy.clicked.connect(lambda: self._take(self.list.place))
        self.cancel.clicked.connect(self.reject)
        self.list.setFocus()

    def _take(self, place: int) -> None:
        if 0 <= place < len(self._scripts):
            self.chosen.emit(self._scripts[place].campaign_id)
            self.accept()

    def _build(self, replaces: bool) -> None:
        title = QLabel(self.windowTitle(), self)
        title.setFont(self._theme.fonts.title)
        about = QLabel(self.tr("Chép sản phẩm, từ khoá, số lượng mở bán, cách chốt và lời nhắn."), self)
        replaces = replaces and bool(self._scripts)
        if replaces:
            about.setText(self.tr("Bản chép thay cho sản phẩm, cách chốt và lời nhắn đang có ở đây."))
        about.setProperty("role", "warn" if replaces else "muted")
        self.list.show_cells([self._cells(one) for one in self._scripts])
        empty = EmptyState(self._theme, parent=self)
        empty.tell(
            "history", self.tr("Chưa có kịch bản nào"), self.tr("Lưu kịch bản này, lần sau chép lại được.")
        )
        stack = QStackedLayout()
        stack.addWidget(self.list if self._scripts else empty)
        (empty if self._scripts else self.list).hide()
        self.copy.setEnabled(bool(self._scripts))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(about)
        layout.addLayout(stack, 1)
        layout.addLayout(foot)

    @staticmethod
    def _cells(one: EarlierScript) -> tuple[str, ...]:
        return formats.shown(one.name), formats.day(one.created_at), formats.grouped(one.products)
