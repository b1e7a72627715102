"""What was found out about a page's token, as a small table: what, Facebook's word for it, how it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.services.connection_rows import Granted, NamesSeen, PageCheck, PermissionRow
from desktop.ui import formats
from desktop.ui.theme import Theme, Tone
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.pill import Chip

ROW = 38
WORDS = 152
FACEBOOK_WIDE, FACEBOOK_NARROW = 208, 136
READ_COMMENTS = "pages_read_user_content"


class CheckTable(QFrame):
    """Hidden until there is a check. `told` is all it says, line by line, for screen readers and tests."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_narrow = False
        self.told: tuple[str, ...] = ()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.hide()

    def show_check(self, check: PageCheck, now: int) -> None:
        """Show this check; `now` is UTC ms."""
        self.clear()
        self._add(self.tr("Trang"), check.page_name, *self._page(check))
        for permission in check.permissions:
            self._add(permission.title, permission.scope, *self._permission(permission, check.names))
        if check.knows_expiry:
            self._add(self.tr("Hạn dùng"), *self._expiry(check, now))
        self.setAccessibleName("\n".join(self.told))
        self._fit()
        self.show()

    def show_narrow(self, is_narrow: bool) -> None:
        """In a narrow window Facebook's words give way: what they mean stands before them."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._fit()

    def clear(self) -> None:
        """Show nothing."""
        self.hide()
        self.told = ()
        while (item := self._rows.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()

    def _fit(self) -> None:
        width = FACEBOOK_NARROW if self._is_narrow else FACEBOOK_WIDE
        for place in range(self._rows.count()):
            item = self._rows.itemAt(place)
            if item is not None and isinstance(row := item.widget(), _Row):
                row.facebook.setFixedWidth(width)

    def _page(self, check: PageCheck) -> tuple[str, str, Tone, str]:
        if check.other_page is None:
            return self.tr("đúng trang"), "check", Tone.OK, ""
        return self.tr("trang khác"), "triangle-alert", Tone.WARN, ""

    def _permission(self, row: PermissionRow, names: NamesSeen) -> tuple[str, str, Tone, str]:
        if row.granted is Granted.NO:
            return self.tr("thiếu"), "x", Tone.BAD, row.without
        if row.granted is Granted.UNKNOWN:
            why = self.tr("Facebook không cho xem quyền này của token")
            return self.tr("chưa rõ"), "circle-question-mark", Tone.NEUTRAL, why
        if row.scope != READ_COMMENTS:
            return self.tr("có"), "check", Tone.OK, ""
        if names is NamesSeen.SEEN:
            return self.tr("thấy tên khách"), "check", Tone.OK, ""
        if names is NamesSeen.HIDDEN:
            return self.tr("không thấy tên khách"), "eye-off", Tone.WARN, ""
        return self.tr("có"), "check", Tone.OK, self.tr("chưa có bình luận để thử tên khách")

    def _expiry(self, check: PageCheck, now: int) -> tuple[str, str, str, Tone, str]:
        if check.expires_at is None:
            return self.tr("không hết hạn"), self.tr("dùng lâu dài"), "check", Tone.OK, ""
        left = self.tr("còn {time}").format(time=formats.age(check.expires_at - now))
        icon, tone = ("triangle-alert", Tone.WARN) if check.is_expiring else ("check", Tone.OK)
        return self.tr("có hạn"), left, icon, tone, ""

    def _add(self, words: str, facebook: str, state: str, icon: str, tone: Tone, why: str) -> None:
        row = _Row(self._theme, self)
        row.fill(words, facebook, why)
        row.chip.show_pill(state, icon, tone)
        self._rows.addWidget(row)
        self.told += (": ".join(filter(None, (words, facebook, state, why))),)


class _Row(QFrame):
    """One line of the table."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("checkRow")
        self.setMinimumHeight(ROW)
        self._words, self.facebook, self._why = QLabel(self), ElidedLabel("", self), QLabel(self)
        self.chip = Chip(theme, self)
        self.facebook.setProperty("role", "muted")
        self._why.setProperty("role", "muted")
        self._why.setWordWrap(True)
        self._why.setMinimumWidth(64)
        for label in (self._words, self._why):
            label.setTextFormat(Qt.TextFormat.PlainText)
        state = QHBoxLayout()
        state.setSpacing(8)
        state.addWidget(self.chip)
        state.addWidget(self._why, 1)
        state.addStretch(0)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 5, 12, 5)
        grid.setHorizontalSpacing(12)
        grid.addWidget(self._words, 0, 0)
        grid.addWidget(self.facebook, 0, 1)
        grid.addLayout(state, 0, 2)
        self._words.setFixedWidth(WORDS)
        grid.setColumnStretch(2, 1)

    def fill(self, words: str, facebook: str, why: str) -> None:
        """The words of the line; its chip is filled by the table."""
        self._words.setText(words)
        self.facebook.setText(facebook)
        self._why.setText(why)
        self._why.setVisible(bool(why))
