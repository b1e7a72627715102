"""First run and settings: numbered steps on a card, what to do next on another. Assembly and order only."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.services.connection_rows import ConnectionState, PageLink
from desktop.services.staff_rows import StaffRow
from desktop.ui import formats
from desktop.ui.settings.guide_dialog import GuideDialog
from desktop.ui.settings.omni_step import OmniStep
from desktop.ui.settings.page_step import PageStep
from desktop.ui.settings.side_card import SideCard
from desktop.ui.settings.staff_step import StaffStep
from desktop.ui.settings.step import Step
from desktop.ui.theme import Theme, Tone
from desktop.ui.widgets.notice import Notice

HEAD = 56
SIDE_WIDTHS = ((1_440, 560), (1_280, 384), (1_100, 336), (0, 304))
"""From which width of the screen on the card beside the steps is how wide."""
NARROW_BELOW = 1_100


class SetupScreen(QWidget):
    """Its parts are public for the presenter. `key_card` is the body of the first step, None: there is none.

    Signals: `came_into_sight`; `rehearsal_asked`, `create_live_asked` of the card beside the steps.
    """

    came_into_sight = Signal()
    rehearsal_asked = Signal()
    create_live_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        key_card: QWidget | None = None,
        *,
        rehearsal: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page: PageLink | None = None
        self._is_filled = False
        self.guide_dialog: GuideDialog | None = None
        self.title = QLabel(self)
        self.page, self.omni, self.staff = (
            PageStep(theme, self),
            OmniStep(theme, self),
            StaffStep(theme, self),
        )
        self.side = SideCard(theme, is_rehearsal=rehearsal, parent=self)
        self.notice_line = Notice(theme, self)
        self.steps_view = QScrollArea(self)
        self._reveal = QTimer(self, interval=0, singleShot=True)
        self._reveal.timeout.connect(self._reveal_focused)
        self.key_step = Step(theme, 1, self.tr("Khoá dữ liệu"), key_card, self) if key_card else None
        first = 2 if self.key_step else 1
        self.page_step = Step(theme, first, self.tr("Kết nối trang Facebook"), self.page, self)
        self.omni_step = Step(theme, first + 1, self.tr("Kết nối Omni (Haravan)"), self.omni, self)
        self.staff_step = Step(theme, first + 2, self.tr("Nhân viên"), self.staff, self)
        self._build()
        self._connect()
        self.show_key_step(False, self.tr("Dữ liệu khách được mã hoá trên máy này."))
        self.show_state(ConnectionState())
        self.show_staff(())

    @property
    def is_complete(self) -> bool:
        """Whether a live can be sold: a page, and somebody at the desk."""
        return self.page_step.is_done and self.staff_step.is_done

    def key_hints(self) -> str:
        """The keys of this screen, for the status bar."""
        return self.tr("Tab sang ô kế · Enter kiểm tra, kết nối")

    def take_focus(self) -> None:
        """Bring the keyboard to the next thing to do."""
        step = next((step for step in self._steps() if step.is_open), None)
        if step is None:
            self.side.take_focus()
        else:
            self._focus(step)

    def show_key_step(self, is_done: bool, line: str) -> None:
        """How the data's key stands, and the line below the title."""
        if self.key_step is not None:
            was_done = self.key_step.is_done
            self.key_step.show_state(is_done, line)
            self._go_on(self.key_step, was_done)

    def show_state(self, state: ConnectionState) -> None:
        """What is connected."""
        self._page = state.page
        was_page, was_shop = self.page_step.is_done, self.omni_step.is_done
        self.page_step.show_state(state.page is not None, self._page_line(state.page))
        self.page.show_page(state.page)
        line = self.tr("Sản phẩm, tồn kho, khách và đơn hàng. Có thể làm sau.")
        if state.omni_shop is not None:
            line = self.tr("Cửa hàng {shop} đã kết nối").format(shop=state.omni_shop)
        self.omni_step.show_state(state.omni_shop is not None, line)
        self.omni.show_shop(state.omni_shop)
        self._go_on(self.page_step, was_page)
        self._go_on(self.omni_step, was_shop)
        self._refresh()

    def show_staff(self, rows: tuple[StaffRow, ...]) -> None:
        """Who may be at the desk, and who is."""
        at_desk = next((row.name for row in rows if row.is_at_desk), None)
        line = self.tr("Ai đứng quầy? Tên được ghi vào mỗi thao tác.")
        if at_desk is not None:
            line = self.tr("{name} đang đứng quầy · {count} người").format(name=at_desk, count=len(rows))
        elif rows:
            line = self.tr("Chưa chọn ai đứng quầy · {count} người").format(count=len(rows))
        self.staff_step.show_state(bool(rows), line)
        self.staff.show_staff(rows)
        self._refresh()

    def go_on_from(self, body: QWidget) -> None:
        """What this body is for has just been done: fold its step, and open the next to do."""
        step = next(step for step in self._steps() if step.body is body)
        step.set_open(False)
        self._open_next(step)

    def begin(self) -> None:
        """All is known for the first time: open what is to be done next."""
        if not self._is_filled:
            self._is_filled = True
            self._open_next()

    def notice(self, text: str, tone: Tone) -> None:
        """Say something once, below the steps."""
        self.notice_line.tell(text, tone)

    def open_guide(self) -> None:
        """Show how to get a token."""
        if self.guide_dialog is None:
            self.guide_dialog = GuideDialog(self._theme, self.window())
            self.guide_dialog.finished.connect(self._forget_guide)
            self.guide_dialog.open()

    def showEvent(self, event: QShowEvent) -> None:
        """In sight: the presenter may fill it."""
        super().showEvent(event)
        self.came_into_sight.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The steps need the room in a narrow window."""
        super().resizeEvent(event)
        self.side.setFixedWidth(next(wide for least, wide in SIDE_WIDTHS if self.width() >= least))
        self.page.table.show_narrow(self.width() < NARROW_BELOW)

    def _steps(self) -> tuple[Step, ...]:
        steps = (self.key_step, self.page_step, self.omni_step, self.staff_step)
        return tuple(step for step in steps if step is not None)

    def _page_line(self, page: PageLink | None) -> str:
        if page is None:
            return self.tr("Dán Page token hoặc System User token. Token được cất trong kho khoá của máy.")
        if page.connected_at is None:
            return self.tr("{page} đã kết nối").format(page=page.name or page.id)
        moment = formats.day(page.connected_at)
        return self.tr("{page} đã kết nối, {day}").format(page=page.name or page.id, day=moment)

    def _go_on(self, step: Step, was_done: bool) -> None:
        """A step just done folds, and the next to do opens."""
        if self._is_filled and step.is_done and not was_done:
            step.set_open(False)
            self._open_next(step)

    def _open_next(self, done: Step | None = None) -> None:
        """The next step not done yet, after the one just done; what can wait is skipped once one can sell."""
        every = self._steps()
        turn = every.index(done) + 1 if done is not None else 0
        steps = [step for step in (*every[turn:], *every[:turn]) if not step.is_done]
        if self.is_complete:
            steps = [step for step in steps if step is not self.omni_step]
        for step in self._steps():
            if not step.is_done:
                step.set_open(step is next(iter(steps), None))
        if self.isVisible() and self._has_keyboard():
            self.take_focus()

    def _skip_omni(self) -> None:
        self.omni_step.set_open(False)
        if not self.staff_step.is_done:
            self.staff_step.set_open(True)
        self.take_focus()

    def _has_keyboard(self) -> bool:
        """Whether the keyboard is here, or nowhere: a button that was hidden has just lost it."""
        focused = QApplication.focusWidget()
        return focused is None or self.isAncestorOf(focused)

    def _opened(self, step: Step, is_open: bool) -> None:
        """One thing at a time: what else was open folds."""
        if is_open:
            for other in self._steps():
                if other is not step:
                    other.set_open(False)
            self._focus(step)

    def _follow_keyboard(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Whatever gets the keyboard here comes into sight, once the layouts have settled."""
        if now is not None and self.steps_view.isAncestorOf(now):
            self._reveal.start()

    def _reveal_focused(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.steps_view.isAncestorOf(focused):
            self.steps_view.ensureWidgetVisible(focused, 0, 24)

    def open_page(self) -> None:
        """Bring the field for the page's token into sight, and the keyboard there."""
        self.page_step.set_open(True)
        self._opened(self.page_step, True)

    def open_staff(self) -> None:
        """Bring the names of the staff into sight, and the keyboard there."""
        self.staff_step.set_open(True)
        self._opened(self.staff_step, True)

    def _focus(self, step: Step) -> None:
        # The key's card is another's; it may know where its keyboard belongs.
        getattr(step.body, "take_focus", step.body.setFocus)()
        focused = QApplication.focusWidget()
        if focused is not None and step.isAncestorOf(focused):
            self.steps_view.ensureWidgetVisible(focused, 0, 96)

    def _refresh(self) -> None:
        self.title.setText(self.tr("Cài đặt") if self.is_complete else self.tr("Bắt đầu với Quầy Live"))
        if self._page is None:
            self.side.show_missing_page()
        elif not self.staff_step.is_done:
            self.side.show_missing_staff()
        else:
            self.side.show_ready(self._page.name or self._page.id)

    def _forget_guide(self) -> None:
        self.guide_dialog = None

    def _connect(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_keyboard)
        for step in self._steps():
            step.toggled.connect(lambda is_open, step=step: self._opened(step, is_open))
        self.omni.later_asked.connect(self._skip_omni)
        self.page.row.field.textChanged.connect(lambda text: self.side.give_way(bool(text)))
        self.side.guide_asked.connect(self.open_guide)
        self.side.rehearsal_asked.connect(self.rehearsal_asked)
        self.side.create_live_asked.connect(self.create_live_asked)

    def _build(self) -> None:
        head = QFrame(self)
        head.setObjectName("topBar")
        head.setFixedHeight(HEAD)
        line = QHBoxLayout(head)
        line.setContentsMargins(16, 0, 16, 0)
        self.title.setFont(self._theme.fonts.title)
        line.addWidget(self.title)
        below = QHBoxLayout()
        below.setContentsMargins(16, 16, 16, 16)
        below.setSpacing(16)
        below.addWidget(self._card(), 1)
        below.addWidget(self.side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addLayout(below, 1)
        layout.addWidget(self.notice_line)

    def _card(self) -> QFrame:
        card, steps = QFrame(self), QWidget(self)
        card.setObjectName("card")
        steps.setObjectName("cardBody")
        column = QVBoxLayout(steps)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for step in self._steps():
            column.addWidget(step)
        column.addStretch(1)
        self.steps_view.setObjectName("cardBody")
        self.steps_view.setWidgetResizable(True)
        self.steps_view.setFrameShape(QFrame.Shape.NoFrame)
        self.steps_view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.steps_view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.steps_view.setWidget(steps)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.steps_view)
        return card
