"""How to get a token, step by step, without leaving the program."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.text_button import ButtonRole, TextButton

WIDTH, HEIGHT = 640, 560
MARK = 24
SCOPES = (
    "pages_show_list",
    "pages_read_engagement",
    "pages_read_user_content",
    "pages_manage_engagement",
    "pages_manage_metadata",
    "pages_messaging",
)


class GuideDialog(QDialog):
    """Open it with `open()`; Esc closes it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        self.setWindowTitle(self.tr("Cách lấy token"))
        self.resize(WIDTH, HEIGHT)
        self.page = QScrollArea(self)
        self.copy_button = TextButton(theme, self.tr("Chép danh sách quyền"), self, icon="copy")
        self.close_button = TextButton(theme, self.tr("Đóng"), self, role=ButtonRole.PRIMARY)
        self._build()
        self.copy_button.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)
        self.page.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(", ".join(SCOPES))
        self.copy_button.say(self.tr("Đã chép"), "check")

    def _best_way(self) -> tuple[str, ...]:
        return (
            self.tr("Mở business.facebook.com bằng tài khoản quản trị, vào Cài đặt › Người dùng hệ thống."),
            self.tr("Bấm Thêm, đặt tên ví dụ “Quầy Live”, vai trò Quản trị viên."),
            self.tr("Bấm Gán tài sản: chọn Trang bán hàng, bật toàn quyền; chọn cả ứng dụng của shop."),
            self.tr("Bấm Tạo mã, chọn ứng dụng, thời hạn Không bao giờ, đánh dấu các quyền ở dưới."),
            self.tr("Chép mã hiện ra, dán vào ô token ở bước Kết nối trang Facebook rồi bấm Kiểm tra."),
        )

    def _other_way(self) -> tuple[str, ...]:
        return (
            self.tr("Mở developers.facebook.com › Ứng dụng › Cài đặt › Cơ bản: chép App ID và App Secret."),
            self.tr("Mở Công cụ › Graph API Explorer, chọn ứng dụng, chọn Lấy mã truy cập người dùng."),
            self.tr("Đánh dấu các quyền ở dưới, bấm Generate Access Token, chọn Trang bán hàng rồi đồng ý."),
            self.tr("Ở đây bấm “Có App ID và App Secret?”, dán cả ba rồi bấm Đổi và kiểm tra."),
        )

    def _build(self) -> None:
        title = QLabel(self.windowTitle(), self)
        title.setFont(self._theme.fonts.title)
        self.page.setObjectName("cardBody")
        self.page.setWidgetResizable(True)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.setWidget(self._text())
        self.page.setAccessibleName(self.windowTitle())
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(self.page, 1)
        layout.addLayout(buttons)

    def _text(self) -> QWidget:
        text = QWidget()
        text.setObjectName("cardBody")
        layout = QVBoxLayout(text)
        layout.setContentsMargins(0, 0, 12, 0)
        layout.setSpacing(8)
        self._add_way(layout, self.tr("Cách nên dùng: System User token (không hết hạn)"), self._best_way())
        self._add_way(layout, self.tr("Cách khác: App ID, App Secret và User token"), self._other_way())
        layout.addWidget(self._heading(self.tr("Các quyền cần đánh dấu")))
        layout.addWidget(self._words("\n".join(SCOPES)))
        seen = self.tr(
            "Muốn thấy tên khách lạ, ứng dụng cần được Facebook duyệt mức Nâng cao (Advanced Access) cho"
            " pages_read_user_content. Chưa duyệt vẫn chốt được đơn của khách ghi SĐT."
        )
        layout.addWidget(self._words(seen))
        layout.addStretch(1)
        return text

    def _add_way(self, layout: QVBoxLayout, heading: str, steps: tuple[str, ...]) -> None:
        layout.addWidget(self._heading(heading))
        for number, words in enumerate(steps, 1):
            line = QHBoxLayout()
            line.setSpacing(12)
            mark = QLabel(str(number))
            mark.setObjectName("stepMark")
            mark.setProperty("state", "now")
            mark.setFixedSize(MARK, MARK)
            mark.setFont(self._theme.fonts.small_strong)
            mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(self._words(words), 1)
            layout.addLayout(line)
        layout.addSpacing(8)

    def _heading(self, text: str) -> QLabel:
        heading = QLabel(text)
        heading.setFont(self._theme.fonts.strong)
        heading.setWordWrap(True)
        return heading

    def _words(self, text: str) -> QLabel:
        words = QLabel(text)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setMinimumHeight(MARK)
        return words
