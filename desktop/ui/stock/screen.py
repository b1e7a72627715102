"""The product screen: head, refresh strip, list and detail. Assembly, dialogs and keys; it asks nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.catalog_rows import (
    CatalogDetail,
    CatalogRow,
    ImportPreview,
    OmniConnection,
    RefreshProgress,
)
from desktop.ui.pictures import Pictures
from desktop.ui.stock.detail_panel import DetailPanel
from desktop.ui.stock.draft_dialog import DraftDialog
from desktop.ui.stock.head import StockHead
from desktop.ui.stock.import_dialog import ImportDialog
from desktop.ui.stock.list_panel import ListPanel
from desktop.ui.stock.refresh_strip import RefreshStrip
from desktop.ui.theme import Theme, Tone

WIDE_FROM = 1_440
DETAIL_WIDE, DETAIL_NARROW = 384, 312
AGE_EVERY = 10_000
EXPORT_NAME = "san-pham.xlsx"


class StockScreen(QWidget):
    """Its parts are public for the presenter, which fills them.

    Signals: `came_into_sight`; `refresh_asked`, `stop_asked`; `draft_submitted(sku before or "",
    ProductDraft)`, `import_chosen(path)`, `import_confirmed(ImportPreview)`, `export_chosen(path)`.
    """

    came_into_sight = Signal()
    refresh_asked = Signal()
    stop_asked = Signal()
    draft_submitted = Signal(str, object)
    import_chosen = Signal(object)
    import_confirmed = Signal(object)
    export_chosen = Signal(object)

    def __init__(
        self, theme: Theme, pictures: Pictures, clock: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.head, self.strip = StockHead(theme, self), RefreshStrip(theme, self)
        self.list, self.detail = (
            ListPanel(theme, pictures, clock, self),
            DetailPanel(theme, pictures, clock, self),
        )
        self.draft_dialog: DraftDialog | None = None
        self.import_dialog: ImportDialog | None = None
        self.file_dialog: QFileDialog | None = None
        self._ticker = QTimer(self, interval=AGE_EVERY)
        self._build()
        self._connect()

    @property
    def notice(self) -> Callable[[str, Tone], None]:
        """Tell something once, below the list."""
        return self.list.notice.tell

    def key_hints(self) -> str:
        """The keys of this screen, for the status bar."""
        if self.head.refresh_button.isVisibleTo(self):
            return self.tr("F5 cập nhật · Ctrl+N tạo · Ctrl+F tìm · Enter sửa")
        return self.tr("Ctrl+N tạo · Ctrl+F tìm · Enter sửa")

    def take_focus(self) -> None:
        """Bring the keyboard to the list."""
        self.list.view.setFocus()

    def show_connection(self, connection: OmniConnection) -> None:
        """Whether there is an Omni, and which."""
        self.head.show_connection(connection)

    def show_progress(self, progress: RefreshProgress) -> None:
        """How the refresh does."""
        self.strip.show_progress(progress)

    def refuse_refresh(self, sentence: str) -> None:
        """The refresh could not begin."""
        self.notice(sentence, Tone.WARN)

    def show_detail(self, detail: CatalogDetail | None) -> None:
        """The chosen variant; None for none."""
        self.detail.show_detail(detail)

    def create_product(self) -> None:
        """Open the dialog for a new product."""
        self._open_draft(None)

    def edit_product(self) -> None:
        """Open the dialog for the variant on show; one of Omni's cannot be edited here, which is said."""
        row = self.detail.row
        if row is not None and row.is_local:
            self._open_draft(row)
        elif row is not None:
            text = self.tr("{sku} là sản phẩm của Omni: muốn sửa, hãy sửa trên Omni rồi bấm Cập nhật.")
            self.notice(text.format(sku=row.sku), Tone.INFO)

    def remove_product(self) -> None:
        """Ask whether to remove the variant on show."""
        row = self.detail.row
        if row is not None and not row.is_local:
            text = self.tr("{sku} là sản phẩm của Omni nên không xoá ở đây được.")
            self.notice(text.format(sku=row.sku), Tone.INFO)
        self.detail.ask_removal()

    def show_import(self, preview: ImportPreview) -> None:
        """Open the dialog that shows what importing would do."""
        dialog = ImportDialog(self._theme, preview, self.window())
        dialog.confirmed.connect(self.import_confirmed)
        dialog.finished.connect(self._forget_import)
        self.import_dialog = dialog
        dialog.open()

    def choose_import(self) -> None:
        """Ask for the file to import."""
        dialog = QFileDialog(self.window(), self.tr("Chọn tệp sản phẩm"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Bảng sản phẩm (*.xlsx *.csv)"))
        self._open_file_dialog(dialog, lambda path: self.import_chosen.emit(Path(path)))

    def choose_export(self) -> None:
        """Ask for the file to write."""
        dialog = QFileDialog(self.window(), self.tr("Xuất sản phẩm ra tệp"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Excel (*.xlsx)"), self.tr("CSV (*.csv)")])
        dialog.setDefaultSuffix("xlsx")
        dialog.filterSelected.connect(
            lambda name: dialog.setDefaultSuffix("csv" if ".csv" in name else "xlsx")
        )
        dialog.selectFile(EXPORT_NAME)
        self._open_file_dialog(dialog, lambda path: self.export_chosen.emit(Path(path)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The detail panel is narrower in a narrow window."""
        super().resizeEvent(event)
        self.detail.setFixedWidth(DETAIL_WIDE if self.width() >= WIDE_FROM else DETAIL_NARROW)

    def showEvent(self, event: QShowEvent) -> None:
        """In sight: ages run, and the presenter may fill it."""
        super().showEvent(event)
        self._ticker.start()
        self.came_into_sight.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight: nothing runs here."""
        super().hideEvent(event)
        self._ticker.stop()

    def _open_draft(self, row: CatalogRow | None) -> None:
        if self.draft_dialog is not None:
            return
        dialog = DraftDialog(self._theme, row, self.window())
        dialog.submitted.connect(self.draft_submitted)
        dialog.finished.connect(self._forget_draft)
        self.draft_dialog = dialog
        dialog.open()

    def _open_file_dialog(self, dialog: QFileDialog, take: Callable[[str], None]) -> None:
        dialog.fileSelected.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self._forget_file_dialog)
        self.file_dialog = dialog
        dialog.open()

    def _forget_draft(self) -> None:
        self.draft_dialog = None

    def _forget_import(self) -> None:
        self.import_dialog = None

    def _forget_file_dialog(self) -> None:
        self.file_dialog = None

    def _tick(self) -> None:
        self.detail.tick()
        self.list.view.viewport().update()

    def _connect(self) -> None:
        head, strip, below, detail = self.head, self.strip, self.list, self.detail
        self._ticker.timeout.connect(self._tick)
        for button in (head.refresh_button, below.refresh_button):
            button.clicked.connect(self.refresh_asked)
        for button in (head.create_button, below.create_button):
            button.clicked.connect(self.create_product)
        for button in (head.import_button, below.import_button):
            button.clicked.connect(self.choose_import)
        head.export_button.clicked.connect(self.choose_export)
        head.list_asked.connect(self.take_focus)
        strip.go_on_asked.connect(self.refresh_asked)
        strip.stop_asked.connect(self.stop_asked)
        below.view.edit_asked.connect(self.edit_product)
        below.view.removal_asked.connect(self.remove_product)
        detail.edit_asked.connect(self.edit_product)
        QShortcut(QKeySequence.StandardKey.Find, self, head.focus_search)
        QShortcut(QKeySequence.StandardKey.New, self, self.create_product)

    def _build(self) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(16, 16, 16, 16)
        below.setSpacing(16)
        below.addWidget(self.list, 1)
        below.addWidget(self.detail)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.strip)
        layout.addLayout(below, 1)
