"""The small window before the main one, where the data cannot be opened at once (product.md §8).

One thing at a time: what is the matter, one field, one button; other ways are links below.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.services.unlocking import UnlockState, UnlockStep
from desktop.ui.settings.unlock_pages import (
    BackupPage,
    CodePage,
    NewPassphrasePage,
    Page,
    PassphrasePage,
    RetryPage,
)
from desktop.ui.settings.wrapping import breakable
from desktop.ui.stylesheet import stylesheet
from desktop.ui.theme import Theme
from desktop.ui.widgets.link_button import LinkButton
from desktop.ui.widgets.text_button import ButtonRole, TextButton

WIDTH = 496
MARGIN = 32
MARK = 48


class UnlockWindow(QWidget):
    """Show it with `show_state`, and call `show_busy` while an answer is tried.

    Signals: `retry_asked`, `passphrase_chosen(text)` for a new one, `passphrase_entered(text)`,
    `code_entered(text)`, `backup_chosen(Path, code)`, `quit_asked` by the link, Escape or closing the window.
    """

    retry_asked = Signal()
    passphrase_chosen = Signal(str)
    passphrase_entered = Signal(str)
    code_entered = Signal(str)
    backup_chosen = Signal(object, str)
    quit_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unlock")
        self.setWindowTitle(self.tr("Quầy Live"))
        self._theme, self._state, self._is_busy = theme, UnlockState(UnlockStep.UNREACHABLE), False
        self._mark, self.title, self.sentence = QLabel(self), QLabel(self), QLabel(self)
        self.retry_page = RetryPage(theme, self.tr("Thử lại"), self)
        self.passphrase_page = PassphrasePage(theme, self.tr("Mở dữ liệu"), self)
        self.new_page = NewPassphrasePage(theme, self.tr("Đặt mật khẩu"), self)
        self.code_page = CodePage(theme, self.tr("Mở dữ liệu"), self)
        self.backup_page = BackupPage(theme, self.tr("Mở dữ liệu"), self)
        self.page: Page = self.retry_page
        self.message = QLabel(self)
        self.primary = TextButton(theme, self.tr("Thử lại"), self, role=ButtonRole.PRIMARY)
        self.primary.setAutoDefault(True)
        self.to_back = LinkButton(theme, self.tr("Quay lại"), self)
        self.to_retry = LinkButton(theme, self.tr("Thử lại"), self)
        self.to_code = LinkButton(theme, self.tr("Nhập mã khôi phục"), self)
        self.to_backup = LinkButton(theme, self.tr("Mở dữ liệu từ máy khác…"), self)
        self.to_quit = LinkButton(theme, self.tr("Thoát"), self)
        self._build()
        self._connect()
        theme.changed.connect(self._dress)
        self._dress()

    def show_state(self, state: UnlockState) -> None:
        """Ask for what this state needs."""
        self._state = state
        for page in self._pages():
            page.clear()
        self._show_page(self._page_of(state))

    def show_busy(self) -> None:
        """While an answer is tried nothing can be changed; the next state or refusal ends it."""
        self._set_busy(True)

    def refuse(self, sentence: str) -> None:
        """What was typed is wrong: say so, and let it be mended."""
        self._set_busy(False)
        if not self.page.refuse(sentence):
            self._say(sentence)
        self.page.setFocus()

    def event(self, event: QEvent) -> bool:
        """As high as what is on show needs, whenever that changes."""
        is_handled = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self.resize(WIDTH, self.heightForWidth(WIDTH))
        return is_handled

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back, or leaves."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self.to_back.isHidden():
            self.to_back.click()
        else:
            self.quit_asked.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing it is leaving."""
        super().closeEvent(event)
        self.quit_asked.emit()

    def _pages(self) -> tuple[Page, ...]:
        return self.retry_page, self.passphrase_page, self.new_page, self.code_page, self.backup_page

    def _page_of(self, state: UnlockState) -> Page:
        return {
            UnlockStep.NEW_PASSPHRASE: self.new_page,
            UnlockStep.PASSPHRASE: self.passphrase_page,
            UnlockStep.KEY_MISSING: self.code_page,
            UnlockStep.WRONG_KEY: self.code_page,
        }.get(state.step, self.retry_page)

    def _show_page(self, page: Page) -> None:
        self.page = page
        for other in self._pages():
            other.setVisible(other is page)
        self._say("")
        self.primary.say(page.primary, "")
        self._tell(page)
        self._offer(page)
        self._set_busy(False)
        page.setFocus()
        if page is self.retry_page:
            self.primary.setFocus()

    def _tell(self, page: Page) -> None:
        title, sentence = self._words(page)
        self.title.setText(title)
        self.sentence.setText(breakable(sentence))
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)

    def _words(self, page: Page) -> tuple[str, str]:
        """Title and sentence."""
        is_asked = page is self._page_of(self._state)
        told = self._state.sentence if is_asked else ""
        if page is self.new_page:
            return self.tr("Đặt mật khẩu cho dữ liệu"), told or self.tr(
                "Máy này không có kho khoá của hệ điều hành (keyring), nên dữ liệu được khoá bằng mật khẩu"
                " do bạn đặt. Mỗi lần mở Quầy Live sẽ hỏi lại."
            )
        if page is self.passphrase_page:
            return self.tr("Nhập mật khẩu"), self.tr("Dữ liệu trên máy này được khoá bằng mật khẩu.")
        if page is self.backup_page:
            return self.tr("Mở dữ liệu từ máy khác"), self.tr(
                "Cần bản sao lưu và mã khôi phục của máy đó. Dữ liệu đang có ở máy này được cất riêng,"
                " không mất."
            )
        if page is self.code_page:
            return self.tr("Nhập mã khôi phục"), told or self.tr(
                "Mã nằm trên tờ đã in hoặc trong tệp đã lưu khi bắt đầu dùng Quầy Live."
            )
        if self._state.step is UnlockStep.UNUSABLE:
            return self.tr("Không mở được dữ liệu"), told
        return self.tr("Chưa lấy được khoá dữ liệu"), told

    def _offer(self, page: Page) -> None:
        """The other ways from here."""
        step, is_asked = self._state.step, page is self._page_of(self._state)
        has_data = self._state.has_data
        knows_code = has_data and step in (UnlockStep.UNREACHABLE, UnlockStep.PASSPHRASE)
        lost = (UnlockStep.KEY_MISSING, UnlockStep.WRONG_KEY, UnlockStep.UNUSABLE)
        self.to_back.setVisible(not is_asked)
        self.to_retry.setVisible(is_asked and page is self.code_page)
        self.to_code.setVisible(is_asked and knows_code)
        begins_anew = step is UnlockStep.NEW_PASSPHRASE and not has_data
        self.to_backup.setVisible(is_asked and (step in lost or begins_anew))

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        for part in (self.page, self.to_back, self.to_retry, self.to_code, self.to_backup):
            part.setEnabled(not is_busy)
        self.primary.say(self.tr("Đang mở…") if is_busy else self.page.primary, "")
        self._refresh()

    def _refresh(self) -> None:
        self.primary.setEnabled(not self._is_busy and self.page.is_ready)

    def _say(self, sentence: str) -> None:
        self.message.setText(breakable(sentence))
        self.message.setVisible(bool(sentence))
        self.page.setAccessibleDescription(sentence)

    def _submit(self) -> None:
        if not self.primary.isEnabled():
            return
        self._say("")
        if self.page is self.new_page:
            self.passphrase_chosen.emit(self.new_page.first.text)
        elif self.page is self.passphrase_page:
            self.passphrase_entered.emit(self.passphrase_page.passphrase.text)
        elif self.page is self.code_page:
            self.code_entered.emit(self.code_page.code.text)
        elif self.page is self.backup_page:
            self.backup_chosen.emit(self.backup_page.path, self.backup_page.form.code.text)
        else:
            self.retry_asked.emit()

    def _connect(self) -> None:
        for page in self._pages():
            page.submitted.connect(self._submit)
            page.changed.connect(self._refresh)
        self.primary.clicked.connect(self._submit)
        self.to_back.clicked.connect(lambda: self._show_page(self._page_of(self._state)))
        self.to_retry.clicked.connect(self.retry_asked)
        self.to_code.clicked.connect(lambda: self._show_page(self.code_page))
        self.to_backup.clicked.connect(lambda: self._show_page(self.backup_page))
        self.to_quit.clicked.connect(self.quit_asked)

    def _build(self) -> None:
        self._mark.setObjectName("unlockMark")
        self._mark.setFixedSize(MARK, MARK)
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title.setFont(self._theme.fonts.title)
        self.sentence.setProperty("role", "muted")
        self.message.setProperty("role", "bad")
        self.message.setFont(self._theme.fonts.small)
        for label in (self.sentence, self.message):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.setFixedWidth(WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, 24)
        layout.setSpacing(0)
        layout.addWidget(self._mark)
        layout.addSpacing(16)
        layout.addWidget(self.title)
        layout.addSpacing(6)
        layout.addWidget(self.sentence)
        layout.addSpacing(20)
        for page in self._pages():
            layout.addWidget(page)
        layout.addSpacing(4)
        layout.addWidget(self.message)
        layout.addSpacing(16)
        layout.addStretch(1)
        layout.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        """Links on the left, the button on the right; Tab comes to the button first, as it was made first."""
        foot = QHBoxLayout()
        foot.setSpacing(16)
        links: tuple[QPushButton, ...] = (
            self.to_back,
            self.to_code,
            self.to_retry,
            self.to_backup,
            self.to_quit,
        )
        for link in links:
            foot.addWidget(link)
        foot.addStretch(1)
        foot.addWidget(self.primary)
        return foot

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.setStyleSheet(stylesheet(tokens))
        self.setWindowIcon(self._theme.icons.icon("radio", tokens.accent, 64))
        self._mark.setPixmap(
            self._theme.icons.pixmap("key-round", tokens.accent, 24, self.devicePixelRatioF())
        )
