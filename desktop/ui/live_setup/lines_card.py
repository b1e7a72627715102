"""The left card of the set-up: the products of the live, what they still need, and a comment to try."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from desktop.domain.script import CaptureMode
from desktop.domain.script_checks import Finding
from desktop.domain.script_draft import ScriptDraft
from desktop.ui import formats
from desktop.ui.live_setup.line_model import LineModel
from desktop.ui.live_setup.line_view import LineView
from desktop.ui.live_setup.try_bar import TryBar
from desktop.ui.pictures import Pictures
from desktop.ui.theme import Theme
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.text_button import ButtonRole, TextButton


class LinesCard(QFrame):
    """Its parts are public for the screen, which connects them."""

    def __init__(
        self, theme: Theme, pictures: Pictures, clock: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme = theme
        self.model = LineModel(self)
        self.view = LineView(theme, self.model, pictures, clock, self)
        self.count, self.news = QLabel(self), ElidedLabel("", self)
        self.add_button = TextButton(theme, self.tr("Thêm sản phẩm"), self, icon="plus")
        self.create_button = TextButton(theme, self.tr("Tạo sản phẩm"), self)
        self.first_add = TextButton(
            theme, self.tr("Thêm sản phẩm"), self, icon="plus", role=ButtonRole.PRIMARY
        )
        self.first_create = TextButton(theme, self.tr("Tạo sản phẩm"), self)
        self.first_copy = TextButton(theme, self.tr("Chép kịch bản cũ…"), self)
        self.empty = EmptyState(theme, self.first_add, self.first_create, self.first_copy, parent=self)
        self.notice, self.try_bar = Notice(theme, self), TryBar(theme, self)
        self._build()

    def show_draft(self, draft: ScriptDraft, findings: Sequence[Finding]) -> None:
        """Show the products, with what was found about them."""
        self.view.show_open_sale(draft.mode is CaptureMode.AUTO)
        self.model.show_lines(draft.lines, findings)
        self.count.setText(formats.grouped(len(draft.lines)))
        has_lines = bool(draft.lines)
        self._stack.setCurrentWidget(self.view if has_lines else self.empty)
        for button in (self.add_button, self.create_button, self.count):
            button.setVisible(has_lines)

    def _build(self) -> None:
        title = QLabel(self.tr("Sản phẩm trong live"), self)
        title.setFont(self._theme.fonts.strong)
        self.count.setProperty("role", "muted")
        self.news.setProperty("role", "muted")
        self.news.setFont(self._theme.fonts.small)
        self.add_button.setToolTip("Ctrl+F")
        self.create_button.setToolTip("Ctrl+N")
        self.empty.tell(
            "package-plus",
            self.tr("Chưa có sản phẩm nào"),
            self.tr("Chọn từ danh sách sản phẩm, tạo mới ngay tại đây, hoặc chép từ kịch bản cũ."),
        )
        head = QFrame(self)
        head.setObjectName("panelHead")
        head.setFixedHeight(52)
        line = QHBoxLayout(head)
        line.setContentsMargins(16, 0, 12, 0)
        line.setSpacing(8)
        line.addWidget(title)
        line.addWidget(self.count)
        line.addWidget(self.news, 1)
        line.addWidget(self.add_button)
        line.addWidget(self.create_button)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addLayout(self._stack, 1)
        layout.addWidget(self.notice)
        layout.addWidget(self.try_bar)
