"""The card beside the steps: what to do while there is no token, and where to go once there is one."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.text_button import ButtonRole, TextButton

TILE = 76
WIDEST = 360


class SideCard(QFrame):
    """`is_rehearsal` marks a window that rehearses already.

    Signals: `guide_asked`, `rehearsal_asked`, `create_live_asked`.
    """

    guide_asked = Signal()
    rehearsal_asked = Signal()
    create_live_asked = Signal()

    def __init__(self, theme: Theme, *, is_rehearsal: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme, self._is_rehearsal = theme, is_rehearsal
        self._drawing = "radio"
        self._tile, self.title, self.words = QLabel(self), QLabel(self), QLabel(self)
        self.guide_button = TextButton(theme, self.tr("Xem hướng dẫn"), self)
        self.rehearse_button = TextButton(theme, self.tr("Tập dượt ngay"), self, role=ButtonRole.PRIMARY)
        self.practise_button = TextButton(theme, self.tr("Tập dượt"), self)
        self.create_button = TextButton(theme, self.tr("Tạo livestream mới"), self, role=ButtonRole.PRIMARY)
        self._build()
        self.guide_button.clicked.connect(self.guide_asked)
        self.rehearse_button.clicked.connect(self.rehearsal_asked)
        self.practise_button.clicked.connect(self.rehearsal_asked)
        self.create_button.clicked.connect(self.create_live_asked)
        theme.changed.connect(self._tint)
        self.show_missing_page()

    def show_missing_page(self) -> None:
        """No page is connected."""
        words = self.tr(
            "Xem hướng dẫn từng bước, hoặc tập dượt trước: một buổi live mẫu chạy ngay trên máy này và không"
            " gửi gì ra ngoài."
        )
        self._say("radio", self.tr("Chưa có token?"), words)
        self._offer(self.guide_button, self.rehearse_button)

    def give_way(self, gives_way: bool) -> None:
        """While a token is being typed, rehearsing is not what asks to be pressed."""
        self.rehearse_button.ask_as(ButtonRole.PLAIN if gives_way else ButtonRole.PRIMARY)

    def show_missing_staff(self) -> None:
        """A page is connected, and nobody is named."""
        words = self.tr("Thêm tên người đứng quầy là bắt đầu bán được. Tên được ghi vào mỗi thao tác.")
        self._say("users", self.tr("Còn một bước"), words)
        self._offer(self.practise_button)

    def show_ready(self, page: str) -> None:
        """All that a live needs is there."""
        words = self.tr(
            "Đã kết nối trang {page}. Tạo livestream mới: quầy đợi, và nhận buổi live khi bạn phát."
        )
        self._say("circle-check-big", self.tr("Sẵn sàng"), words.format(page=page))
        self._offer(self.practise_button, self.create_button)

    def take_focus(self) -> None:
        """Bring the keyboard to what it offers most."""
        for button in (self.create_button, self.rehearse_button, self.practise_button, self.guide_button):
            if not button.isHidden():
                button.setFocus()
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words break into lines as wide as the card lets them."""
        super().resizeEvent(event)
        self._fit()

    def _say(self, drawing: str, title: str, words: str) -> None:
        self._drawing = drawing
        self.title.setText(title)
        self.words.setText(words)
        self._fit()
        self._tint()

    def _fit(self) -> None:
        width = max(160, min(WIDEST, self.width() - 48))
        room = self.words.fontMetrics().boundingRect(
            QRect(0, 0, width, 1_000), Qt.TextFlag.TextWordWrap, self.words.text()
        )
        self.words.setFixedSize(width, room.height())

    def _offer(self, *buttons: TextButton) -> None:
        for button in (self.guide_button, self.rehearse_button, self.practise_button, self.create_button):
            rehearses = button in (self.rehearse_button, self.practise_button)
            button.setVisible(button in buttons and not (rehearses and self._is_rehearsal))

    def _tint(self) -> None:
        colour, ratio = self._theme.tokens.accent, self.devicePixelRatioF()
        self._tile.setPixmap(self._theme.icons.pixmap(self._drawing, colour, 34, ratio))

    def _build(self) -> None:
        self._tile.setObjectName("iconTile")
        self._tile.setFixedSize(TILE, TILE)
        self.title.setFont(self._theme.fonts.title)
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.guide_button, self.practise_button, self.rehearse_button, self.create_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 24, 16, 24)
        layout.setSpacing(12)
        layout.addStretch(1)
        for label in (self._tile, self.title, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(buttons)
        layout.addStretch(1)
