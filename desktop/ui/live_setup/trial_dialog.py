"""Trying a script on the comments of an earlier live: choose which, watch it run, look at the result."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.services.script_rows import TrialReport, TrialSource
from desktop.ui import formats
from desktop.ui.live_setup.choice_list import ChoiceList, ListColumn
from desktop.ui.live_setup.trial_model import TrialColumn, TrialFilter, TrialModel, counts
from desktop.ui.theme import Theme, restyle
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.filter_chips import FilterChips
from desktop.ui.widgets.row_table import make_column_table
from desktop.ui.widgets.text_button import ButtonRole, TextButton

SIZE = (1_120, 600)
ROW_HEIGHT, HEADER_HEIGHT = 36, 34
_WIDTHS = {
    TrialColumn.NAME: 120,
    TrialColumn.OUTCOME: 132,
    TrialColumn.LINES: 208,
    TrialColumn.REASON: 272,
    TrialColumn.BEFORE: 132,
}


class TrialDialog(QDialog):
    """Open it with `open()`.

    Signals: `started(TrialSource)`, `cancelled` while a trial runs.
    """

    started = Signal(object)
    cancelled = Signal()

    def __init__(self, theme: Theme, sources: Sequence[TrialSource], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Thử với live cũ"))
        self.resize(*SIZE)
        self._theme, self._sources = theme, tuple(sources)
        self._is_running = False
        self.sources = self._source_list()
        self.model, self.table = TrialModel(theme, self), QTableView(self)
        self.chips = FilterChips(theme, self._chip_words(), self)
        self.about, self.message = ElidedLabel("", self), ElidedLabel("", self)
        self.progress, self.progress_words = QProgressBar(self), QLabel(self)
        self.close_button = TextButton(theme, self.tr("Đóng"), self)
        self.back_button = TextButton(theme, self.tr("Chọn live khác"), self)
        self.start_button = TextButton(theme, self.tr("Chạy thử"), self, role=ButtonRole.PRIMARY)
        self._build()
        self._connect()
        self._show_sources()

    @property
    def is_running(self) -> bool:
        """Whether a trial runs."""
        return self._is_running

    def show_progress(self, done: int, total: int | None) -> None:
        """So many comments are read (no total) or tried."""
        if not self._is_running:
            return
        if total is None:
            self.progress.setRange(0, 0)
            text = self.tr("Đang đọc bình luận từ Facebook: {count}")
            self.progress_words.setText(text.format(count=formats.grouped(done)))
            return
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)
        text = self.tr("Đang thử {done} / {total} bình luận")
        words = text.format(done=formats.grouped(done), total=formats.grouped(total))
        self.progress_words.setText(words)

    def show_report(self, report: TrialReport) -> None:
        """The trial is done."""
        self._is_running = False
        shown = counts(report)
        self.chips.show_counts({str(chip): count for chip, count in shown.items()})
        knows_before = any(row.before is not None for row in report.rows)
        for key, chip in self.chips.chips.items():
            has_rows = shown[TrialFilter(key)] > 0
            is_kept = key in (TrialFilter.ALL, TrialFilter.ORDERED, TrialFilter.SUGGESTED)
            chip.setVisible(has_rows or is_kept)
        self.chips.choose(TrialFilter.ALL)
        self.model.show_report(report)
        self.table.setColumnHidden(TrialColumn.BEFORE, not knows_before)
        self._pages.setCurrentWidget(self._result_page)
        self._show_buttons(is_result=True)
        self._say(report.note, "warn")
        self.table.setFocus()
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, TrialColumn.MESSAGE))

    def refuse(self, sentence: str) -> None:
        """It could not be tried: say why, and let staff choose another live."""
        self._is_running = False
        self._show_sources()
        self._say(sentence, "bad")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops what runs, then closes."""
        if event.key() == Qt.Key.Key_Escape and self._is_running:
            self._stop()
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Closing ends what runs."""
        if self._is_running:
            self._is_running = False
            self.cancelled.emit()
        super().reject()

    def _start(self, place: int) -> None:
        if not 0 <= place < len(self._sources):
            return
        source = self._sources[place]
        self._is_running = True
        self.about.setText(formats.shown(source.title))
        self._say("", "bad")
        self.progress.setRange(0, 0)
        self.progress_words.setText(self.tr("Đang chuẩn bị…"))
        self._pages.setCurrentWidget(self._running_page)
        self._show_buttons(is_running=True)
        self.started.emit(source)

    def _stop(self) -> None:
        self._is_running = False
        self.cancelled.emit()
        self._show_sources()

    def _close_or_stop(self) -> None:
        if self._is_running:
            self._stop()
        else:
            self.reject()

    def _show_sources(self) -> None:
        self.about.setText(
            self.tr("Bình luận của live cũ được đọc lại theo kịch bản này. Không lên đơn thật.")
        )
        self._pages.setCurrentWidget(self._source_page)
        self._show_buttons()
        self._say("", "bad")
        self.sources.setFocus()

    def _show_buttons(self, *, is_running: bool = False, is_result: bool = False) -> None:
        self.close_button.say(self.tr("Dừng") if is_running else self.tr("Đóng"), "")
        self.back_button.setVisible(is_result)
        self.start_button.setVisible(not is_running and not is_result)
        self.start_button.setEnabled(bool(self._sources))
        self.chips.setVisible(is_result)

    def _say(self, sentence: str, role: str) -> None:
        self.message.setText(sentence)
        restyle(self.message, "role", role)

    def _connect(self) -> None:
        self.sources.taken.connect(self._start)
        self.start_button.clicked.connect(lambda: self._start(self.sources.place))
        self.back_button.clicked.connect(self._show_sources)
        self.close_button.clicked.connect(self._close_or_stop)
        self.chips.chosen.connect(lambda key: self.model.show_only(TrialFilter(key)))

    def _source_list(self) -> ChoiceList:
        columns = (
            ListColumn(self.tr("Buổi live")),
            ListColumn(self.tr("Ngày"), 120),
            ListColumn(self.tr("Bình luận"), 180),
        )
        return ChoiceList(self._theme, self.tr("Live cũ"), columns, self)

    def _cells(self, source: TrialSource) -> tuple[str, ...]:
        at = "" if source.at is None else formats.day(source.at)
        if source.comments is None:
            return formats.shown(source.title), at, self.tr("đọc từ Facebook")
        return formats.shown(source.title), at, formats.grouped(source.comments)

    def _chip_words(self) -> dict[str, str]:
        return {
            TrialFilter.ALL: self.tr("Tất cả"),
            TrialFilter.ORDERED: self.tr("Đơn"),
            TrialFilter.MISSING: self.tr("Còn thiếu"),
            TrialFilter.SHORT: self.tr("Hết hàng"),
            TrialFilter.SUGGESTED: self.tr("Gợi ý"),
            TrialFilter.CANCEL: self.tr("Hủy?"),
            TrialFilter.QUESTION: self.tr("Câu hỏi"),
            TrialFilter.OTHER: self.tr("Bỏ qua"),
            TrialFilter.DIFFERENT: self.tr("Khác lúc đó"),
        }

    def _build(self) -> None:
        title = QLabel(self.windowTitle(), self)
        title.setFont(self._theme.fonts.title)
        self.about.setProperty("role", "muted")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title)
        head.addWidget(self.about, 1)
        self._source_page, self._running_page, self._result_page = self._built_pages()
        self._pages = QStackedWidget(self)
        for page in (self._source_page, self._running_page, self._result_page):
            self._pages.addWidget(page)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.message, 1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.close_button)
        foot.addWidget(self.start_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.chips, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._pages, 1)
        layout.addLayout(foot)

    def _built_pages(self) -> tuple[QWidget, QWidget, QWidget]:
        source, running, result = QWidget(self), QWidget(self), QWidget(self)
        self.sources.show_cells([self._cells(one) for one in self._sources])
        empty = EmptyState(self._theme, parent=self)
        empty.tell(
            "history",
            self.tr("Chưa có live nào để thử"),
            self.tr("Sau buổi live đầu tiên, bình luận được lưu ở đây để thử kịch bản cho lần sau."),
        )
        empty.setVisible(not self._sources)
        self.sources.setVisible(bool(self._sources))
        note = QLabel(self.tr("Mọi khách được coi là khách mới, chưa có số điện thoại lưu sẵn."), self)
        note.setProperty("role", "muted")
        note.setFont(self._theme.fonts.small)
        note.setVisible(bool(self._sources))
        self._fill(source, self.sources, empty, note)
        self.progress.setObjectName("trialProgress")
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Tiến độ chạy thử"))
        self.progress_words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        middle = QVBoxLayout(running)
        middle.setContentsMargins(160, 0, 160, 0)
        middle.setSpacing(12)
        middle.addStretch(2)
        middle.addWidget(self.progress_words)
        middle.addWidget(self.progress)
        middle.addStretch(3)
        self._prepare_table()
        self._fill(result, self.table)
        return source, running, result

    @staticmethod
    def _fill(page: QWidget, *widgets: QWidget) -> None:
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for place, widget in enumerate(widgets):
            layout.addWidget(widget, 0 if place == 2 else 1)

    def _prepare_table(self) -> None:
        table = self.table
        table.setObjectName("framedTable")
        table.setAccessibleName(self.tr("Kết quả thử"))
        make_column_table(table, ROW_HEIGHT, HEADER_HEIGHT)
        table.setIconSize(QSize(14, 14))
        table.setModel(self.model)
        table.horizontalHeader().setFont(self._theme.fonts.small)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(TrialColumn.MESSAGE, QHeaderView.ResizeMode.Stretch)
