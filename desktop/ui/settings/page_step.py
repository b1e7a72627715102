"""Connecting the Facebook page: paste a token, see what it is good for, connect."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from desktop.services.connection_rows import PageCheck, PageChoice, PageLink, PageOption
from desktop.ui.settings.check_table import CheckTable
from desktop.ui.settings.disconnect_row import DisconnectRow
from desktop.ui.settings.exchange_form import ExchangeForm
from desktop.ui.settings.sentence import Sentence
from desktop.ui.settings.token_row import TokenRow
from desktop.ui.theme import Theme, Tone
from desktop.ui.widgets.text_button import ButtonRole, TextButton

OPTION_HEIGHT = 36
WIDEST_NAME = 200
MOST_OPTIONS_SHOWN = 5


class PageStep(QWidget):
    """Shows one thing after the other: fields, a choice of pages, the result with the button that connects.

    Signals: `check_asked(text)`, `exchange_asked(app id, app secret, text)`, `option_chosen(PageOption)`,
    `recheck_asked`, `connect_asked(PageCheck, is another page meant)`, `disconnect_asked`.
    """

    check_asked = Signal(str)
    exchange_asked = Signal(str, str, str)
    option_chosen = Signal(object)
    recheck_asked = Signal()
    connect_asked = Signal(object, bool)
    disconnect_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._check: PageCheck | None = None
        self._is_kept = False
        self._has_page = False
        self.row = TokenRow(theme, self.tr("Token Facebook"), self.tr("Dán token vào đây"), self)
        self.other_way = OtherWay(theme, self)
        self.form = ExchangeForm(theme, self)
        self.fault = Sentence(theme, self)
        self.options = PageOptions(self)
        self.table = CheckTable(theme, self)
        self.note = Sentence(theme, self)
        self.connect_button = TextButton(theme, self.tr("Kết nối trang này"), self, role=ButtonRole.PRIMARY)
        self.anyway_button = TextButton(theme, self.tr("Vẫn kết nối trang này"), self)
        self.again_button = TextButton(theme, self.tr("Dán token khác"), self, role=ButtonRole.PRIMARY)
        self.recheck_button = TextButton(theme, self.tr("Kiểm tra lại token"), self)
        self.connected = DisconnectRow(
            theme,
            self.tr("Ngắt trang này? Quầy thôi đọc bình luận; đơn và chiến dịch vẫn giữ."),
            self.recheck_button,
            parent=self,
        )
        self._build()
        self._connect()
        self._show_way()
        self._forget_result()

    # What it shows

    def show_page(self, page: PageLink | None) -> None:
        """Which page is connected."""
        self._has_page = page is not None
        self.connected.setVisible(self._has_page)
        self.row.show_main(not self._has_page)
        hint = self.tr("Dán token mới khi token cũ hết hạn") if page else self.tr("Dán token vào đây")
        self.row.field.setPlaceholderText(hint)

    def show_busy(self, is_busy: bool) -> None:
        """A check or a connecting is under way: the texts stay, nothing else can be begun."""
        self.row.show_busy(is_busy)
        self.form.show_busy(is_busy)
        self.options.setEnabled(not is_busy)
        buttons = (self.connect_button, self.anyway_button, self.again_button, self.recheck_button)
        for button in (*buttons, self.other_way, self.connected.ask):
            button.setEnabled(not is_busy)

    def show_check(self, check: PageCheck, now: int, *, is_kept: bool = False) -> None:
        """What was found out; `is_kept`: about the token that is connected already."""
        self._forget_result()
        self._check, self._is_kept = check, is_kept
        self.table.show_check(check, now)
        notes = list(check.notes)
        if check.other_page is not None:
            words = self.tr("Token này của trang “{page}”, còn các buổi live ở đây của trang “{other}”.")
            notes.insert(0, words.format(page=check.page_name, other=check.other_page))
        if not check.is_enough:
            notes.insert(0, self.tr("Chưa đọc được buổi live: cấp các quyền còn thiếu rồi dán token mới."))
        self.note.say("\n".join(notes), Tone.WARN if check.is_enough else Tone.BAD)
        self._offer(check)

    def show_choice(self, choice: PageChoice) -> None:
        """The token opens several pages."""
        self._forget_result()
        self.options.offer(choice.options)
        self.note.say(self.tr("Token này mở được nhiều trang: chọn trang bán hàng."), Tone.INFO)
        self.options.setFocus()

    def refuse(self, sentence: str) -> None:
        """It could not be done: say why; what was typed stays."""
        self._forget_result()
        self.fault.say(sentence)
        if self.form.isHidden():
            self.row.show_wrong(True)
            self.row.field.setFocus()
            self.row.field.selectAll()
        else:
            self.form.take_focus()

    def forget_secrets(self) -> None:
        """It is connected: no token stays in a field, nor its result."""
        self.row.clear()
        self.form.clear()
        self.other_way.setChecked(False)
        self._forget_result()

    def take_focus(self) -> None:
        """Bring the keyboard to the next thing to do."""
        if not self.options.isHidden():
            self.options.setFocus()
        elif not self.form.isHidden():
            self.form.take_focus()
        else:
            self.row.field.setFocus()

    # What staff do

    def _offer(self, check: PageCheck) -> None:
        """The buttons below the result, and the keyboard on the one that is meant for most."""
        is_plain = check.is_enough and check.other_page is None
        if self._is_kept:
            self.recheck_button.setFocus()
            return
        self.row.show_main(False)
        self.connect_button.setVisible(is_plain)
        self.again_button.setVisible(not is_plain)
        self.anyway_button.setVisible(not is_plain)
        words = self.tr("Vẫn kết nối trang này")
        if check.other_page is not None:
            name = self.fontMetrics().elidedText(check.page_name, Qt.TextElideMode.ElideRight, WIDEST_NAME)
            words = self.tr("Đổi sang trang {page}").format(page=name)
        self.anyway_button.say(words, "")
        (self.connect_button if is_plain else self.again_button).setFocus()

    def _submit_check(self) -> None:
        if self._check is not None:
            self.connect_asked.emit(self._check, self._check.other_page is not None)

    def _paste_another(self) -> None:
        self._forget_result()
        self.row.clear()
        self.form.token.clear()
        self.take_focus()

    def _forget_result(self) -> None:
        """What was said of another text is true no longer."""
        self._check = None
        self.options.hide()
        self.table.clear()
        self.fault.say("")
        self.note.say("")
        for button in (self.connect_button, self.anyway_button, self.again_button):
            button.hide()
        self.row.show_wrong(False)
        self.row.show_main(not self._has_page)

    def _show_way(self) -> None:
        is_exchange = self.other_way.isChecked()
        self.row.setVisible(not is_exchange)
        self.form.setVisible(is_exchange)
        self.other_way.show_way(is_exchange)

    def _change_way(self) -> None:
        self._forget_result()
        self._show_way()
        self.take_focus()

    def _connect(self) -> None:
        # What was said of the last text goes before the next is looked at.
        for submitted in (self.row.submitted, self.form.submitted, self.recheck_button.clicked):
            submitted.connect(self._forget_result)
        self.row.submitted.connect(self.check_asked)
        self.form.submitted.connect(self.exchange_asked)
        self.row.edited.connect(self._forget_result)
        self.form.edited.connect(self._forget_result)
        self.other_way.clicked.connect(self._change_way)
        self.other_way.toggled.connect(self._show_way)
        self.options.chosen.connect(self.option_chosen)
        self.connect_button.clicked.connect(self._submit_check)
        self.anyway_button.clicked.connect(self._submit_check)
        self.again_button.clicked.connect(self._paste_another)
        self.recheck_button.clicked.connect(self.recheck_asked)
        self.connected.confirmed.connect(self.disconnect_asked)

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.connect_button, self.again_button, self.anyway_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.connected, self.row, self.form, self.fault, self.table, self.note, self.options):
            layout.addWidget(part)
        layout.addLayout(buttons)
        layout.addWidget(self.other_way, 0, Qt.AlignmentFlag.AlignLeft)


class OtherWay(QPushButton):
    """Changes between pasting a token and exchanging one."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("wayButton")
        self.setCheckable(True)
        self.setAutoDefault(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(28)
        self.setIconSize(QSize(14, 14))
        theme.changed.connect(self._tint)

    def show_way(self, is_exchange: bool) -> None:
        """Which way it leads to."""
        words = self.tr("Có App ID và App Secret? Đổi token dài hạn")
        back = self.tr("Quay lại: dán Page token hoặc System User token")
        text = back if is_exchange else words
        self.setText(f"\N{NO-BREAK SPACE}{text}")
        self.setAccessibleName(text)
        self._tint()

    def _tint(self) -> None:
        drawing = "chevron-left" if self.isChecked() else "chevron-right"
        self.setIcon(self._theme.icons.icon(drawing, self._theme.tokens.accent, 14))


class PageOptions(QListWidget):
    """The pages to choose from. Signals: `chosen(PageOption)`, by a click or Enter."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("optionList")
        self.setAccessibleName(self.tr("Chọn trang bán hàng"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.itemClicked.connect(self._choose)

    def offer(self, options: tuple[PageOption, ...]) -> None:
        """Offer these, the first marked."""
        self.clear()
        for option in options:
            item = QListWidgetItem(f"{option.page_name}  ·  {option.page_id}")
            item.setData(Qt.ItemDataRole.UserRole, option)
            item.setSizeHint(QSize(0, OPTION_HEIGHT))
            self.addItem(item)
        self.setCurrentRow(0)
        self.setFixedHeight(min(len(options), MOST_OPTIONS_SHOWN) * OPTION_HEIGHT + 10)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the marked page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self._choose(self.currentItem())
            return
        super().keyPressEvent(event)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
