"""Who the buyer is: name, running number, phone to copy, and what is known of them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.services.buyer_rows import BuyerView
from desktop.ui import formats
from desktop.ui.sidebar.words import grouped_phone, person
from desktop.ui.theme import Theme, Tone
from desktop.ui.widgets.avatar import Avatar
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.icon_button import IconButton
from desktop.ui.widgets.pill import Chip


class BuyerHead(QFrame):
    """Signals: `close_asked` when the sidebar is to be put away, `copied(phone)`."""

    close_asked = Signal()
    copied = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panelHead")
        self._theme, self._phone = theme, ""
        self.avatar = Avatar(theme, self)
        self.name, self.facts = ElidedLabel("", self), ElidedLabel("", self)
        self.number, self.phone = QLabel(self), QLabel(self)
        self.copy_button = IconButton(theme, "copy", self.tr("Chép SĐT"), self)
        self.close_button = IconButton(theme, "chevron-right", self.tr("Thu gọn khung khách"), self)
        self.blocked, self.regular = Chip(theme, self), Chip(theme, self)
        self._build()
        self.copy_button.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.close_asked)

    def show_buyer(self, view: BuyerView) -> None:
        """Show who it is."""
        name = person(view.name)
        self.avatar.show_person(view.author_id or view.name, formats.initials(name) if view.name else "")
        self.name.setText(name)
        text = self.tr("STT {number}").format(number=view.running_number) if view.running_number else ""
        self.number.setText(text)
        self.number.setVisible(bool(text))
        self._phone = view.phone or ""
        self.phone.setText(grouped_phone(self._phone) or self.tr("Chưa có SĐT"))
        self.copy_button.setVisible(bool(self._phone))
        self.facts.setText(self._facts(view))
        self.blocked.show_pill(self.tr("Đang chặn") if view.is_blocked else "", "ban", Tone.BAD)
        regular = self.tr("Khách quen") if view.orders_elsewhere else ""
        self.regular.show_pill(regular, "user-round", Tone.INFO, tooltip=self._history(view))

    def _facts(self, view: BuyerView) -> str:
        comments = self.tr("{count} bình luận", None, view.comments_here)
        parts = [comments.format(count=formats.grouped(view.comments_here))]
        if view.orders_elsewhere or view.comments_elsewhere:
            parts.append(self._history(view))
        return " · ".join(parts)

    def _history(self, view: BuyerView) -> str:
        text = self.tr("trước đây {count} đơn", None, view.orders_elsewhere)
        return text.format(count=formats.grouped(view.orders_elsewhere))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._phone)
        self.copied.emit(self._phone)

    def _build(self) -> None:
        self.name.setFont(self._theme.fonts.title)
        for label in (self.number, self.facts):
            label.setProperty("role", "muted")
        self.facts.setFont(self._theme.fonts.small)
        self.phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.phone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for button in (self.copy_button, self.close_button):
            button.setObjectName("flatButton")
            button.setFixedSize(26, 26)
        self.copy_button.setIconSize(QSize(14, 14))
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.name, 1)
        first.addWidget(self.number)
        first.addWidget(self.close_button)
        second.setSpacing(2)
        second.addWidget(self.phone)
        second.addWidget(self.copy_button)
        second.addStretch(1)
        second.addWidget(self.regular)
        second.addSpacing(4)
        second.addWidget(self.blocked)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(first)
        words.addLayout(second)
        words.addWidget(self.facts)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 10)
        layout.setSpacing(10)
        layout.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
