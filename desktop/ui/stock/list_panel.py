"""The list of variants in its frame: chips and locations above, the table, a line for news below."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop.services.catalog_rows import CatalogFilter, OmniConnection
from desktop.ui.pictures import Pictures
from desktop.ui.stock.catalog_model import CatalogModel
from desktop.ui.stock.catalog_view import CatalogView
from desktop.ui.theme import Theme
from desktop.ui.widgets.choice_button import ChoiceButton
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.filter_chips import FilterChips
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.text_button import ButtonRole, TextButton


class ListPanel(QFrame):
    """Holds the table and what stands in its place while it has no row.

    Signals: `filter_chosen(CatalogFilter)`, `clear_asked` to drop search, filter and location.
    """

    filter_chosen = Signal(object)
    clear_asked = Signal()

    def __init__(
        self, theme: Theme, pictures: Pictures, clock: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.model = CatalogModel(self)
        self.view = CatalogView(theme, self.model, pictures, clock, self)
        self.chips = FilterChips(theme, self._words(), self)
        self.location = ChoiceButton(theme, self.tr("Kho: {choice}"), self.tr("Tất cả"), self)
        self.notice = Notice(theme, self)
        self.refresh_button = TextButton(
            theme, self.tr("Đọc sản phẩm từ Omni"), self, icon="refresh-cw", role=ButtonRole.PRIMARY
        )
        self.import_button = TextButton(theme, self.tr("Nhập Excel…"), self)
        self.create_button = TextButton(theme, self.tr("Tạo sản phẩm"), self)
        self.clear_button = TextButton(theme, self.tr("Bỏ tìm và lọc"), self)
        buttons = (self.refresh_button, self.import_button, self.create_button, self.clear_button)
        self.empty = EmptyState(theme, *buttons, parent=self)
        self._build()
        self.chips.chosen.connect(lambda key: self.filter_chosen.emit(CatalogFilter(key)))
        self.clear_button.clicked.connect(self.clear_asked)

    def show_counts(self, counts: Mapping[CatalogFilter, int]) -> None:
        """How many there are behind each chip; the first needs none, the head tells it."""
        self.chips.show_counts({key: count for key, count in counts.items() if key is not CatalogFilter.ALL})

    def show_list(self) -> None:
        """The table is what is shown."""
        self._stack.setCurrentWidget(self.view)

    def show_nothing_found(self, search: str) -> None:
        """Nothing passes search, filter and location."""
        title = self.tr("Không có sản phẩm nào khớp")
        if search.strip():
            title = self.tr("Không tìm thấy “{text}”").format(text=" ".join(search.split()))
        sentence = self.tr("Thử gõ ít chữ hơn, hoặc bỏ bớt bộ lọc. Tìm được theo tên, mã và SKU.")
        self._show_empty("search-x", title, sentence, self.clear_button)

    def show_no_products(self, connection: OmniConnection) -> None:
        """There is no product at all."""
        if connection.is_connected:
            sentence = self.tr("Đọc sản phẩm, giá và tồn từ Omni về máy này, có thể dừng và đọc tiếp.")
            self._show_empty("boxes", self.tr("Chưa có sản phẩm nào"), sentence, self.refresh_button)
            return
        reason = connection.message or self.tr("Máy này chưa nối với Omni.")
        advice = self.tr("Trong lúc đó có thể tạo sản phẩm hoặc nhập từ Excel.")
        title = self.tr("Chưa có sản phẩm nào")
        self._show_empty("unplug", title, f"{reason} {advice}", self.import_button, self.create_button)

    def _show_empty(self, icon: str, title: str, sentence: str, *helpful: TextButton) -> None:
        self.empty.tell(icon, title, sentence)
        for button in (self.refresh_button, self.import_button, self.create_button, self.clear_button):
            button.setVisible(button in helpful)
        self._stack.setCurrentWidget(self.empty)

    def _words(self) -> dict[str, str]:
        return {
            CatalogFilter.ALL: self.tr("Tất cả"),
            CatalogFilter.ON_SALE: self.tr("Đang mở bán"),
            CatalogFilter.SOLD_OUT: self.tr("Hết hàng"),
            CatalogFilter.SCARCE: self.tr("Sắp hết"),
            CatalogFilter.LOCAL: self.tr("Chỉ có ở máy này"),
        }

    def _build(self) -> None:
        head = QFrame(self)
        head.setObjectName("panelHead")
        head.setFixedHeight(46)
        line = QHBoxLayout(head)
        line.setContentsMargins(14, 0, 14, 0)
        line.setSpacing(8)
        line.addWidget(self.chips)
        line.addStretch(1)
        line.addWidget(self.location)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 8)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addLayout(self._stack, 1)
        layout.addWidget(self.notice)
