"""The set-up screen of a campaign: products at the left, rules and wordings at the right. Assembly only."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.script_checks import Finding, Place
from desktop.domain.script_draft import ScriptDraft, ScriptStage
from desktop.services.catalog_rows import OmniConnection, RefreshProgress, RefreshState
from desktop.services.script_rows import EarlierScript, TrialSource
from desktop.ui import formats
from desktop.ui.live_setup.copy_dialog import CopyDialog
from desktop.ui.live_setup.head import ScriptHead
from desktop.ui.live_setup.leave_bar import LeaveBar
from desktop.ui.live_setup.line_model import LineColumn
from desktop.ui.live_setup.lines_card import LinesCard
from desktop.ui.live_setup.picker_dialog import PickerDialog
from desktop.ui.live_setup.replies_card import RepliesCard
from desktop.ui.live_setup.rules_card import RulesCard
from desktop.ui.live_setup.trial_dialog import TrialDialog
from desktop.ui.pictures import Pictures
from desktop.ui.stock.draft_dialog import DraftDialog
from desktop.ui.theme import Theme, Tone

WIDE_FROM = 1_440
COLUMN_WIDE, COLUMN_NARROW = 420, 336
AGE_EVERY = 10_000
# Where the scroll bar of the right column stands, so that the cards keep their width with and without it.
GUTTER, SCROLL_BAR = 12, 10


class ScriptScreen(QWidget):
    """Its parts are public for the presenter, which fills them.

    Signals: `came_into_sight`; `leave_asked`, `save_asked`, `add_asked`, `create_asked`, `copy_asked`,
    `trial_asked`; `product_submitted(ProductDraft, wants another)`.
    """

    came_into_sight = Signal()
    leave_asked = Signal()
    save_asked = Signal()
    add_asked = Signal()
    create_asked = Signal()
    copy_asked = Signal()
    trial_asked = Signal()
    product_submitted = Signal(object, bool)

    def __init__(
        self, theme: Theme, pictures: Pictures, clock: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.head, self.leave_bar = ScriptHead(theme, self), LeaveBar(theme, self)
        self.lines = LinesCard(theme, pictures, clock, self)
        self.rules, self.replies = RulesCard(theme, self), RepliesCard(theme, self)
        self.draft_dialog: DraftDialog | None = None
        self.picker: PickerDialog | None = None
        self.copy_dialog: CopyDialog | None = None
        self.trial_dialog: TrialDialog | None = None
        self._column = QScrollArea(self)
        self._ticker = QTimer(self, interval=AGE_EVERY)
        self._build()
        self._connect()

    def notice(self, sentence: str, tone: Tone) -> None:
        """Tell something once, below the products."""
        self.lines.notice.tell(sentence, tone)

    def key_hints(self) -> str:
        """The keys of this screen, for the status bar."""
        return self.tr("Ctrl+S lưu · Ctrl+F thêm sản phẩm · Ctrl+N tạo · Tab sang ô kế · Esc về")

    def take_focus(self) -> None:
        """Bring the keyboard to the products, or to the first thing to do."""
        if self.lines.model.rowCount():
            self.lines.view.setFocus()
        else:
            self.lines.first_add.setFocus()

    def show_draft(self, draft: ScriptDraft, findings: Sequence[Finding]) -> None:
        """Show a draft with what was found in it."""
        name_faults = [finding.text for finding in findings if finding.place is Place.NAME]
        self.head.show_draft(draft)
        self.head.show_name_fault(next(iter(name_faults), ""))
        can_copy = draft.stage in (ScriptStage.NEW, ScriptStage.WAITING)
        self.head.copy_button.setVisible(can_copy)
        self.lines.show_draft(draft, findings)
        self.rules.show_draft(draft)
        self.replies.show_draft(draft)

    def show_finding(self, finding: Finding) -> None:
        """Say what must be mended, and bring the keyboard there."""
        line = next(
            (
                row
                for row in map(self.lines.model.row, range(self.lines.model.rowCount()))
                if row is not None and row.line.sku == finding.sku
            ),
            None,
        )
        sentence = f"{line.line.title}: {finding.text}" if line else finding.text
        self.notice(sentence, Tone.BAD)
        match finding.place:
            case Place.NAME:
                self.head.name.setFocus()
            case Place.KEYWORDS:
                self.lines.view.edit_field(finding.sku, LineColumn.KEYWORDS)
            case Place.MESSAGES:
                self.replies.show_wording(finding.kind, finding.number)
            case Place.RULES:
                self.rules.hold.setFocus()
            case _:
                self.take_focus()

    # --- what the window tells all its screens -----------------------------------------------------------

    def show_connection(self, connection: OmniConnection) -> None:
        """Whether there is an Omni to refresh from; nothing here depends on it."""

    def show_progress(self, progress: RefreshProgress) -> None:
        """How a refresh from Omni does."""
        words = ""
        if progress.state is RefreshState.RUNNING:
            total = "…" if progress.total is None else formats.grouped(progress.total)
            text = self.tr("Đang cập nhật từ Omni {done} / {total}")
            words = text.format(done=formats.grouped(progress.done), total=total)
        self.lines.news.setText(words)

    def refuse_refresh(self, sentence: str) -> None:
        """The refresh could not begin."""
        self.notice(sentence, Tone.WARN)

    # --- dialogs -----------------------------------------------------------------------------------------

    def open_picker(self, there: Sequence[str]) -> PickerDialog:
        """Open the dialog in which products are ticked."""
        dialog = PickerDialog(self._theme, there, self.window())
        dialog.finished.connect(lambda: self._forget("picker"))
        self.picker = dialog
        dialog.open()
        return dialog

    def open_creation(self) -> None:
        """Open the dialog for a new product."""
        if self.draft_dialog is not None:
            return
        dialog = DraftDialog(self._theme, None, self.window(), offers_another=True)
        dialog.submitted.connect(
            lambda _, product: self.product_submitted.emit(product, dialog.wants_another)
        )
        dialog.finished.connect(lambda: self._forget("draft_dialog"))
        self.draft_dialog = dialog
        dialog.open()

    def open_copy(self, scripts: Sequence[EarlierScript], *, replaces: bool) -> CopyDialog:
        """Open the dialog that chooses an earlier script."""
        dialog = CopyDialog(self._theme, scripts, replaces=replaces, parent=self.window())
        dialog.finished.connect(lambda: self._forget("copy_dialog"))
        self.copy_dialog = dialog
        dialog.open()
        return dialog

    def open_trial(self, sources: Sequence[TrialSource]) -> TrialDialog:
        """Open the dialog that tries the script."""
        dialog = TrialDialog(self._theme, sources, self.window())
        dialog.finished.connect(lambda: self._forget("trial_dialog"))
        self.trial_dialog = dialog
        dialog.open()
        return dialog

    def _forget(self, name: str) -> None:
        setattr(self, name, None)

    # --- the widget itself -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave_asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The right column is narrower in a narrow window."""
        super().resizeEvent(event)
        wide = COLUMN_WIDE if self.width() >= WIDE_FROM else COLUMN_NARROW
        self._column.setFixedWidth(wide + GUTTER)

    def showEvent(self, event: QShowEvent) -> None:
        """In sight: ages run, and the presenter may fill it."""
        super().showEvent(event)
        self._ticker.start()
        self.came_into_sight.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight: nothing runs here."""
        super().hideEvent(event)
        self._ticker.stop()

    def _keep_gutter(self, _least: int, most: int) -> None:
        self._cards.setContentsMargins(0, 0, GUTTER - SCROLL_BAR if most > 0 else GUTTER, 0)

    def _connect(self) -> None:
        head, lines = self.head, self.lines
        self._ticker.timeout.connect(lines.view.viewport().update)
        head.back.clicked.connect(self.leave_asked)
        head.save_button.clicked.connect(self.save_asked)
        self.leave_bar.asks.connect(head.give_way)
        head.trial_button.clicked.connect(self.trial_asked)
        for button in (head.copy_button, lines.first_copy):
            button.clicked.connect(self.copy_asked)
        for button in (lines.add_button, lines.first_add):
            button.clicked.connect(self.add_asked)
        for button in (lines.create_button, lines.first_create):
            button.clicked.connect(self.create_asked)
        within = Qt.ShortcutContext.WindowShortcut
        for keys, signal in (
            (QKeySequence.StandardKey.Save, self.save_asked),
            (QKeySequence.StandardKey.New, self.create_asked),
            (QKeySequence.StandardKey.Find, self.add_asked),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(within)
            shortcut.activated.connect(signal)

    def _build(self) -> None:
        cards = QWidget()
        cards.setObjectName("setupCards")
        self._cards = inside = QVBoxLayout(cards)
        inside.setContentsMargins(0, 0, GUTTER, 0)
        inside.setSpacing(16)
        inside.addWidget(self.rules)
        inside.addWidget(self.replies)
        inside.addStretch(1)
        self._column.setObjectName("setupColumn")
        self._column.setWidget(cards)
        self._column.setWidgetResizable(True)
        self._column.setFrameShape(QFrame.Shape.NoFrame)
        self._column.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._column.setFixedWidth(COLUMN_NARROW + GUTTER)
        self._column.verticalScrollBar().rangeChanged.connect(self._keep_gutter)
        body = QHBoxLayout()
        body.setContentsMargins(16, 16, 16 - GUTTER, 16)
        body.setSpacing(16)
        body.addWidget(self.lines, 1)
        body.addWidget(self._column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.leave_bar)
        layout.addLayout(body, 1)
