"""Fills the menu of keys with what the live screen can do (product.md §9: the menu shows them)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.ui.live.feed_layout import ACCEPTED_BY_KEY
from desktop.ui.live.product_view import HOLDING_KEY, KEYWORD_KEY, ON_AIR_KEY, OPEN_KEY
from desktop.ui.live.undo_toast import KEY as UNDO_KEY

if TYPE_CHECKING:
    from desktop.ui.live.screen import LiveScreen


def fill_key_menu(screen: LiveScreen) -> None:
    """Everything of the feed, then of the product that is chosen. Others add theirs with `keys.add`."""
    _add_feed(screen)
    screen.top_bar.keys.add_line()
    _add_products(screen)


def _add_feed(screen: LiveScreen) -> None:
    keys, feed, products = screen.top_bar.keys, screen.feed, screen.products

    def can_accept() -> bool:
        row = feed.view.chosen
        return row is not None and row.outcome in ACCEPTED_BY_KEY

    keys.add(screen.top_bar.pause_words, "F8", screen.top_bar.toggle_pause)
    keys.add(_translate("Nhận gợi ý"), "F4", feed.accept_chosen, is_enabled=can_accept)
    keys.add(_translate("Hoàn tác"), UNDO_KEY, feed.toast.press, is_enabled=lambda: bool(feed.toast.text))
    keys.add(
        _translate("Cập nhật tồn kho"),
        "F5",
        products.refresh_asked.emit,
        is_enabled=lambda: products.can_refresh,
    )
    keys.add(_translate("Tìm mã hàng"), "Ctrl+F", products.focus_filter)
    keys.add(_translate("Bình luận mới nhất"), "End", feed.view.go_to_newest)
    keys.add(_translate("Lọc theo nhân viên, thời gian"), "", feed.open_narrower)


def _add_products(screen: LiveScreen) -> None:
    keys, view = screen.top_bar.keys, screen.products.view

    def is_chosen() -> bool:
        return view.chosen is not None

    def on_air() -> str:
        row = view.chosen
        return _translate("Thôi lên sóng") if row and row.is_on_air else _translate("Đánh dấu lên sóng")

    def opening() -> str:
        row = view.chosen
        return _translate("Đóng bán") if row is None or row.is_open else _translate("Mở bán lại")

    for text, key, act in (
        (_translate("Ai giữ, ai chờ"), HOLDING_KEY, view.ask_holding),
        (_translate("Sửa mở bán"), "Enter", view.edit_chosen),
        (_translate("Thêm từ khoá…"), KEYWORD_KEY, view.edit_keyword),
        (on_air, ON_AIR_KEY, view.toggle_on_air),
        (opening, OPEN_KEY, view.toggle_open),
    ):
        keys.add(text, key, act, is_enabled=is_chosen)


def _translate(text: str) -> str:
    return QCoreApplication.translate("LiveKeys", text)
