"""The head of the product screen: title and counts, search, and what can be done with the whole catalogue."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from desktop.services.catalog_rows import OmniConnection
from desktop.ui import formats
from desktop.ui.theme import Theme
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.text_button import ButtonRole, TextButton

HEIGHT = 56
SEARCH_AFTER = 150
SEARCH_WIDTH = 264


class StockHead(QFrame):
    """The buttons are public for the screen, which connects them.

    Signals: `searched(text)` when typing has paused, `list_asked` to go on into the list.
    """

    searched = Signal(str)
    list_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setFixedHeight(HEIGHT)
        self._theme = theme
        self._count: int | None = None
        self._connection = OmniConnection()
        self.title, self.counts, self.search = QLabel(self), ElidedLabel("", self), QLineEdit(self)
        self.import_button = TextButton(theme, self.tr("Nhập Excel…"), self)
        self.export_button = TextButton(theme, self.tr("Xuất"), self)
        self.create_button = TextButton(theme, self.tr("Tạo sản phẩm"), self)
        self.refresh_button = TextButton(
            theme,
            self.tr("Cập nhật thông tin sản phẩm"),
            self,
            icon="refresh-cw",
            role=ButtonRole.PRIMARY,
        )
        self._pause = QTimer(self, interval=SEARCH_AFTER, singleShot=True)
        self._build()
        self._pause.timeout.connect(self._tell_search)
        self.search.textChanged.connect(lambda: self._pause.start())
        self.search.returnPressed.connect(self._go_on)
        theme.changed.connect(self._tint)
        self._tint()

    def show_count(self, count: int) -> None:
        """How many variants there are altogether."""
        self._count = count
        self._show_counts()

    def show_connection(self, connection: OmniConnection) -> None:
        """Which Omni the figures are from; without one there is nothing to refresh from."""
        self._connection = connection
        self.refresh_button.setVisible(connection.is_connected)
        self._show_counts()

    def clear_search(self) -> None:
        """Look for nothing in particular, at once."""
        self.search.clear()
        self._tell_search()

    def focus_search(self) -> None:
        """Begin to look for something."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search, Esc clears it and Down goes to the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.clear_search()
                return True
            if event.key() == Qt.Key.Key_Down:
                self._go_on()
                return True
        return super().eventFilter(watched, event)

    def _go_on(self) -> None:
        self._tell_search()
        self.list_asked.emit()

    def _tell_search(self) -> None:
        self._pause.stop()
        self.searched.emit(self.search.text())

    def _show_counts(self) -> None:
        parts = []
        if self._count is not None:
            text = self.tr("{count} biến thể", None, self._count)
            parts.append(text.format(count=formats.grouped(self._count)))
        if self._connection.is_connected:
            shop = formats.shown(self._connection.shop)
            parts.append(self.tr("Omni: {shop}").format(shop=shop) if shop else self.tr("đã nối Omni"))
        else:
            parts.append(self.tr("chưa nối Omni"))
        self.counts.setText(" · ".join(parts))

    def _build(self) -> None:
        self.title.setText(self.tr("Sản phẩm"))
        self.title.setFont(self._theme.fonts.title)
        self.counts.setProperty("role", "muted")
        self.search.setPlaceholderText(self.tr("Tìm tên, mã, SKU (không cần dấu)"))
        self.search.setAccessibleName(self.tr("Tìm sản phẩm"))
        self.search.setFixedHeight(32)
        self.search.setFixedWidth(SEARCH_WIDTH)
        self.search.setMaxLength(80)
        self.search.installEventFilter(self)
        self._glass = QAction(self)
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.create_button.setToolTip("Ctrl+N")
        self.refresh_button.setToolTip("F5")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.counts, 1)
        layout.addWidget(self.search)
        for button in (self.import_button, self.export_button, self.create_button, self.refresh_button):
            layout.addWidget(button)

    def _tint(self) -> None:
        self._glass.setIcon(self._theme.icons.icon("search", self._theme.tokens.muted, 16))
