"""The product panel: head with the refresh and the age of Omni's stock, filter, list, a line for notices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.services.catalog_rows import OmniConnection, RefreshProgress, RefreshState
from desktop.services.live_rows import ProductRow
from desktop.ui import formats
from desktop.ui.live.product_layout import STALE_AFTER, omni_age
from desktop.ui.live.product_model import ProductFilter, ProductModel
from desktop.ui.live.product_view import ProductView
from desktop.ui.pictures import Pictures
from desktop.ui.stock.refresh_words import changes, headline, share
from desktop.ui.theme import Theme, Tone, restyle
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.level_bar import LevelBar
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.text_button import TextButton

AGE_EVERY = 10_000


class ProductPanel(QFrame):
    """Shows the products and asks for changes of open sale. `view` asks for what is done to one product.

    Signals: `open_sale_set(sku, quantity or None)`, `open_sale_stepped(sku, by)`; `refresh_asked` and
    `stop_asked` for the stock of Omni.
    """

    open_sale_set = Signal(str, object)
    open_sale_stepped = Signal(str, int)
    refresh_asked = Signal()
    stop_asked = Signal()

    def __init__(
        self, theme: Theme, pictures: Pictures, clock: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("productPanel")
        self._theme, self._clock = theme, clock
        self.model = ProductModel(self)
        self.products = ProductFilter(self.model, self)
        self.view = ProductView(theme, self.products, pictures, clock, self)
        self.filter = QLineEdit(self)
        self.notice = Notice(theme, self)
        self._title, self.age, self._empty = QLabel(self), ElidedLabel("", self), QLabel(self)
        self.refresh_button = TextButton(theme, self.tr("Cập nhật"), self, icon="refresh-cw")
        self.bar = LevelBar(theme, self.tr("Tiến độ đọc Omni"), 3, self)
        self._progress, self._can_refresh = RefreshProgress(), False
        self._build()
        self.bar.hide()
        self.refresh_button.hide()
        self.refresh_button.clicked.connect(self._press_refresh)
        self._ticker = QTimer(self, interval=AGE_EVERY)
        self._ticker.timeout.connect(self._tick)
        self._ticker.start()
        self.view.open_sale_set.connect(self.open_sale_set)
        self.view.open_sale_stepped.connect(self.open_sale_stepped)
        self.filter.textChanged.connect(self._narrow)
        self.filter.returnPressed.connect(self._jump)
        theme.changed.connect(self._tint)
        self._tint()

    @property
    def empty_text(self) -> str:
        """What stands in place of the list, empty while it has rows."""
        return self._empty.text()

    def show_products(self, rows: Sequence[ProductRow]) -> None:
        """Show exactly these products."""
        self.model.take(rows)
        self.view.refresh_steps()
        self._tick()
        self._show_empty()

    @property
    def can_refresh(self) -> bool:
        """Whether there is an Omni to read from."""
        return self._can_refresh

    def show_connection(self, connection: OmniConnection) -> None:
        """Without an Omni there is nothing to refresh from, and no button."""
        self._can_refresh = connection.is_connected
        self.refresh_button.setVisible(connection.is_connected)

    def show_progress(self, progress: RefreshProgress) -> None:
        """How the refresh does; as it ends, a quiet line says what changed."""
        before, self._progress = self._progress.state, progress
        running = progress.state is RefreshState.RUNNING
        self.bar.show_share(share(progress) if running else 0.0)
        self.bar.setVisible(running)
        self.refresh_button.say(
            self.tr("Dừng") if running else self.tr("Cập nhật"), "circle-stop" if running else "refresh-cw"
        )
        self.refresh_button.setToolTip("" if running else "F5")
        if before is RefreshState.RUNNING and not running:
            self._tell_end(progress)
        self._show_age()

    def focus_filter(self) -> None:
        """Begin to look for a product."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bar lies along the foot of the head."""
        super().resizeEvent(event)
        self._place_bar()

    def _place_bar(self) -> None:
        self.bar.setGeometry(0, self._head.height() - self.bar.height(), self.width(), self.bar.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc clears the filter, in the list too, where a code's jump leaves one; Down goes to the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self._show_all()
                return True
            if event.key() == Qt.Key.Key_Down and watched is self.filter:
                self._jump()
                return True
        return super().eventFilter(watched, event)

    def _show_all(self) -> None:
        """Every product again; the chosen one stays in sight."""
        self.filter.clear()
        if self.view.currentIndex().isValid():
            self.view.scrollTo(self.view.currentIndex())

    def _build(self) -> None:
        head = QFrame(self)
        head.setObjectName("panelHead")
        head.setFixedHeight(112)
        self._title.setText(self.tr("Sản phẩm"))
        self._title.setFont(self._theme.fonts.title)
        self.age.setFont(self._theme.fonts.small)
        self.refresh_button.setFixedHeight(28)
        line = QHBoxLayout()
        line.addWidget(self._title, 1)
        line.addWidget(self.refresh_button)
        inside = QVBoxLayout(head)
        inside.setContentsMargins(12, 8, 12, 10)
        inside.setSpacing(4)
        inside.addLayout(line)
        inside.addWidget(self.age)
        inside.addWidget(self._prepared_filter())
        self.bar.setParent(head)
        self._head = head
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self._prepared_empty())
        layout.addWidget(self.view, 1)
        layout.addWidget(self.notice)

    def _prepared_filter(self) -> QLineEdit:
        self.filter.setPlaceholderText(self.tr("Tìm mã, tên (không cần dấu)"))
        self.filter.setAccessibleName(self.tr("Tìm sản phẩm"))
        self.filter.setFixedHeight(34)
        self.filter.setMaxLength(80)
        self.filter.installEventFilter(self)
        self.view.installEventFilter(self)
        self._search, self._clear = QAction(self), QAction(self.tr("Hiện mọi sản phẩm"), self)
        self._clear.setToolTip(self.tr("Hiện mọi sản phẩm (Esc)"))
        self._clear.setVisible(False)
        self._clear.triggered.connect(self._show_all)
        self.filter.addAction(self._search, QLineEdit.ActionPosition.LeadingPosition)
        self.filter.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        return self.filter

    def _prepared_empty(self) -> QLabel:
        self._empty.setWordWrap(True)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._empty.setMargin(24)
        self._empty.setProperty("role", "muted")
        self._empty.hide()
        return self._empty

    def _narrow(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self.products.narrow(text)
        place = self.products.exact(text)
        if place is not None:
            self.view.setCurrentIndex(self.products.index(place, 0))
        self._show_empty()

    def _jump(self) -> None:
        """To the product whose code was typed, else to the first that is left."""
        if self.products.rowCount():
            place = self.products.exact(self.filter.text()) or 0
            self.view.setCurrentIndex(self.products.index(place, 0))
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_empty(self) -> None:
        text = ""
        if not self.model.rows:
            text = self.tr("Kịch bản chưa có sản phẩm nào.")
        elif not self.products.rowCount():
            text = self.tr("Không có mã hay tên nào khớp “{text}”.").format(text=self.filter.text())
        self._empty.setText(text)
        self._empty.setVisible(bool(text))

    def _press_refresh(self) -> None:
        running = self._progress.state is RefreshState.RUNNING
        (self.stop_asked if running else self.refresh_asked).emit()

    def _tell_end(self, progress: RefreshProgress) -> None:
        if progress.state is RefreshState.FAILED:
            self.notice.tell(headline(progress), Tone.WARN)
            return
        text = changes(progress)
        if progress.state is RefreshState.DONE:
            self.notice.tell(self.tr("Đã cập nhật: {changes}.").format(changes=text), Tone.OK)
        elif progress.state is RefreshState.STOPPED:
            self.notice.tell(headline(progress), Tone.INFO)

    def _tick(self) -> None:
        self._show_age()
        self.view.viewport().update()

    def _show_age(self) -> None:
        """The stock's age, of the oldest figure; amber after five minutes (product.md §3)."""
        if self._progress.state is RefreshState.RUNNING:
            self._say_age(headline(self._progress), "muted")
            return
        now = self._clock()
        ages = [age for row in self.model.rows if row.tracked and (age := omni_age(row, now)) is not None]
        text = self.tr("Tồn Omni {age} trước").format(age=formats.age(max(ages))) if ages else ""
        text = " · ".join(filter(None, (text, self.tr("F5 cập nhật") if self._can_refresh else "")))
        self._say_age(text, "warn" if ages and max(ages) > STALE_AFTER else "muted")

    def _say_age(self, text: str, role: str) -> None:
        self.age.setText(text)
        self.age.setVisible(bool(text))
        self._head.setFixedHeight(112 if text else 88)
        restyle(self.age, "role", role)
        self._place_bar()

    def _tint(self) -> None:
        for action, drawing in ((self._search, "search"), (self._clear, "x")):
            action.setIcon(self._theme.icons.icon(drawing, self._theme.tokens.muted, 16))
