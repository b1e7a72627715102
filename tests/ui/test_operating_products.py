"""Products opened and closed, on air, and who holds them (product.md §2.11, §2.13, §9)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services.live_rows import ChangeSet, DeskError, HolderRow, Holding, ProductRow, WaiterRow
from desktop.ui.live.holders_popover import ACT, NAME, QUANTITY, WHERE, HoldersPopover
from desktop.ui.live.product_layout import lay_out_product, remaining_rect
from desktop.ui.live.product_view import ProductView
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import LIGHT, Theme

from .conftest import Desk
from .rows import NOW, product_row

CONTROL = Qt.KeyboardModifier.ControlModifier
HOLDING = Holding(
    "SKU-A01",
    (
        HolderRow("Trần Thu Hà", 2, "QL-000042", None, False),
        HolderRow("", 1, None, NOW + 60_000, False),
        HolderRow("Ngọc Anh", 3, "QL-000007", None, True),
    ),
    (WaiterRow(1, "Hoàng Minh", 9, 71), WaiterRow(2, "Kim Dung", 1, 72), WaiterRow(3, "Lan", 2, 73)),
)


@pytest.fixture
def view(window: MainWindow) -> ProductView:
    view = window.screen_live.products.view
    view.setCurrentIndex(view.model().index(0, 0))
    view.setFocus()
    return view


def row(window: MainWindow, code: str = "A01") -> ProductRow:
    found = window.screen_live.products.model.row_of(f"SKU-{code}")
    assert found is not None
    return found


def chips(theme: Theme, product: ProductRow, width: int = 300) -> list[str]:
    layout = lay_out_product(product, width, NOW, theme.fonts, LIGHT, stepping=False)
    return [pill.text or pill.icon for _, pill in layout.chips]


def click_remaining(qtbot: QtBot, view: ProductView, place: int = 0) -> None:
    rect = view.visualRect(view.model().index(place, 0))
    at = remaining_rect(rect.width()).center().toPoint() + rect.topLeft()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def texts(popover: HoldersPopover) -> list[tuple[str, ...]]:
    found = []
    for place in range(popover.list.rowCount()):
        items = [popover.list.item(place, column) for column in (NAME, QUANTITY, WHERE)]
        found.append(tuple(item.text() for item in items if item is not None))
    return found


def test_keys_close_and_open_the_chosen_product(window: MainWindow, view: ProductView, qtbot: QtBot) -> None:
    """§2.11: products closed for sale; by key, in plain sight."""
    qtbot.keyClick(view, Qt.Key.Key_D, CONTROL)
    qtbot.waitUntil(lambda: not row(window).is_open)
    assert "đã đóng" in str(view.model().index(0, 0).data())
    qtbot.keyClick(view, Qt.Key.Key_D, CONTROL)
    qtbot.waitUntil(lambda: row(window).is_open)
    assert row(window, "B05").is_open


def test_one_product_is_on_air_and_the_same_key_ends_it(
    window: MainWindow, view: ProductView, qtbot: QtBot
) -> None:
    """§2.13: đang lên sóng."""
    qtbot.keyClick(view, Qt.Key.Key_L, CONTROL)
    qtbot.waitUntil(lambda: row(window).is_on_air)
    assert "đang lên sóng" in str(view.model().index(0, 0).data())
    view.setCurrentIndex(view.model().index(1, 0))
    qtbot.keyClick(view, Qt.Key.Key_L, CONTROL)
    qtbot.waitUntil(lambda: row(window, "B05").is_on_air)
    assert not row(window).is_on_air
    qtbot.keyClick(view, Qt.Key.Key_L, CONTROL)
    qtbot.waitUntil(lambda: not row(window, "B05").is_on_air)


def test_the_panel_says_on_air_and_closed(theme: Theme) -> None:
    """§9: the chip as in the design, and never only a colour."""
    assert chips(theme, product_row("A01", is_on_air=True)) == ["đang lên sóng"]
    assert chips(theme, product_row("A01", is_open=False)) == ["Đã đóng"]
    assert chips(theme, product_row("A01", is_open=False, is_on_air=True)) == ["Đã đóng"]
    sold_out = product_row("A01", is_on_air=True, reserved=18, waiting=3)
    assert chips(theme, sold_out)[0] == "Hết · 3 chờ", "what has no icon to shrink to stands first"
    assert chips(theme, sold_out)[1] in ("đang lên sóng", "radio")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_shows_what_can_be_done_and_its_keys(
    window: MainWindow, view: ProductView, qtbot: QtBot
) -> None:
    """§9: the menu shows the keys; its words are those of the product's state."""

    def opened() -> list[str]:
        view.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
        view.row_menu.close()
        return [action.text() for action in view.row_menu.actions()]

    assert opened() == [
        "Ai giữ, ai chờ\tCtrl+G",
        "Sửa mở bán\tEnter",
        "Thêm từ khoá…\tCtrl+T",
        "Đánh dấu lên sóng\tCtrl+L",
        "Đóng bán\tCtrl+D",
    ]
    for action in view.row_menu.actions()[3:]:
        action.trigger()
    qtbot.waitUntil(lambda: row(window).is_on_air and not row(window).is_open)
    assert opened()[3:] == ["Thôi lên sóng\tCtrl+L", "Mở bán lại\tCtrl+D"]


def test_what_the_desk_refuses_is_a_quiet_sentence(
    window: MainWindow, view: ProductView, desk: Desk, qtbot: QtBot
) -> None:
    desk.fault = DeskError("Ổ đĩa đầy.")
    qtbot.keyClick(view, Qt.Key.Key_D, CONTROL)
    assert window.screen_live.products.notice.text == "Ổ đĩa đầy."
    assert row(window).is_open


def test_a_keyword_is_added_in_place_and_says_what_it_offers(
    window: MainWindow, view: ProductView, desk: Desk, qtbot: QtBot
) -> None:
    """§2.13: added late, with the comments of the last ten minutes."""
    desk.offered = 3
    qtbot.keyClick(view, Qt.Key.Key_T, CONTROL)
    editor = view.keyword_editor
    assert editor.field.hasFocus() and editor.field.accessibleName() == "Từ khoá mới cho A01"
    qtbot.keyClicks(editor.field, "A1B")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row(window).keywords == ("A01", "A1B"))
    assert editor.isHidden() and view.hasFocus()
    notice = window.screen_live.products.notice
    assert notice.text == "Thêm A1B: 3 bình luận trong 10 phút qua đang chờ ở Gợi ý."


def test_a_risky_keyword_is_warned_about(
    window: MainWindow, view: ProductView, desk: Desk, qtbot: QtBot
) -> None:
    """§2.12: allowed, with a warning."""
    view.edit_keyword()
    qtbot.keyClicks(view.keyword_editor.field, "k")
    qtbot.keyClick(view.keyword_editor.field, Qt.Key.Key_Return)
    notice = window.screen_live.products.notice
    assert notice.text.startswith("Thêm k: 10 phút qua chưa có") and "dễ nhầm" in notice.text


def test_a_keyword_that_is_taken_stays_in_the_field_with_its_reason(
    window: MainWindow, view: ProductView, desk: Desk, qtbot: QtBot
) -> None:
    """A keyword used twice: refused, and nothing typed is lost."""
    view.edit_keyword()
    editor = view.keyword_editor
    qtbot.keyClicks(editor.field, "b05")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert editor.isVisible() and editor.field.text() == "b05"
    assert editor.hint.text() == "b05 đã dùng cho Khăn choàng."
    assert editor.field.accessibleDescription() == editor.hint.text()
    qtbot.keyClick(editor.field, Qt.Key.Key_Escape)
    assert editor.isHidden() and view.hasFocus() and row(window).keywords == ("A01",)


def test_a_click_on_what_remains_shows_who_holds_and_who_waits(
    window: MainWindow, view: ProductView, desk: Desk, qtbot: QtBot
) -> None:
    """§9: one click opens who holds it and who waits, in order; no window of its own."""
    desk.held["SKU-A01"] = HOLDING
    click_remaining(qtbot, view)
    popover = window.screen_live.holders
    assert popover.isVisible() and not popover.isWindow() and view.editor.isHidden()
    assert texts(popover) == [
        ("Đang giữ",),
        ("Trần Thu Hà", "×2", "QL-000042"),
        ("Khách ẩn tên", "×1", "chờ SĐT, giữ tới 20:34"),
        ("Ngọc Anh", "×3", "QL-000007 · đã chốt"),
        ("Đang chờ, ai trước đứng trước",),
        ("Hoàng Minh", "×9", "chờ thứ 1"),
        ("Kim Dung", "×1", "chờ thứ 2"),
        ("Lan", "×2", "chờ thứ 3"),
    ]
    assert window.screen_live.rect().contains(popover.geometry())


def test_it_opens_by_key_and_gives_the_keyboard_back(
    window: MainWindow, view: ProductView, desk: Desk, qtbot: QtBot
) -> None:
    """§9: every control reachable by keyboard."""
    desk.held["SKU-A01"] = HOLDING
    popover = window.screen_live.holders
    qtbot.keyClick(view, Qt.Key.Key_G, CONTROL)
    assert popover.isVisible() and popover.list.hasFocus()
    qtbot.keyClick(popover.list, Qt.Key.Key_Escape)
    assert popover.isHidden() and view.hasFocus() and popover.sku == ""
    click_remaining(qtbot, view, 1)
    assert popover.none.isVisible() and popover.list.isHidden() and popover.close_button.hasFocus()
    window.screen_live.products.filter.setFocus()
    QApplication.processEvents()
    assert popover.isHidden() and window.screen_live.products.filter.hasFocus()


def test_who_waits_is_chosen_by_arrow_and_offered_by_enter(
    window: MainWindow, view: ProductView, desk: Desk, qtbot: QtBot
) -> None:
    """§3: staff offer free units to those waiting with one key; the list stays open and true."""
    desk.held["SKU-A01"] = HOLDING
    popover = window.screen_live.holders
    qtbot.keyClick(view, Qt.Key.Key_G, CONTROL)
    assert popover.list.chosen_waiter == 71, "the first who waits is chosen"
    qtbot.keyClick(popover.list, Qt.Key.Key_Down)
    qtbot.keyClick(popover.list, Qt.Key.Key_Return)
    assert desk.offers == [72]
    qtbot.waitUntil(lambda: ("Kim Dung", "×1", "QL-000077") in texts(popover))
    assert window.screen_live.feed.toast.text == "Đã mời Kim Dung: QL-000077 · A01×1"
    assert popover.isVisible() and popover.list.hasFocus() and popover.list.chosen_waiter == 71
    popover.list.setCurrentCell(1, NAME)
    qtbot.keyClick(popover.list, Qt.Key.Key_Return)
    assert desk.offers == [72], "who holds already is not offered anything"


def test_a_click_on_its_word_offers_and_only_there(
    window: MainWindow, view: ProductView, desk: Desk, qtbot: QtBot
) -> None:
    """It stands only where the units are there; else raising open sale comes first."""
    desk.held["SKU-A01"] = HOLDING
    click_remaining(qtbot, view)
    popover = window.screen_live.holders
    acts = [item.text() if (item := popover.list.item(place, ACT)) else "" for place in (5, 6, 7)]
    assert acts == ["", "Mời", "Mời"] and popover.hint.isVisible()
    for column, asked in ((NAME, []), (ACT, [73])):
        rect = popover.list.visualItemRect(popover.list.item(7, column))
        qtbot.mouseClick(popover.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
        assert desk.offers == asked


def test_where_nothing_is_left_the_hint_says_what_comes_first(
    window: MainWindow, view: ProductView, desk: Desk, qtbot: QtBot
) -> None:
    """§3: offering needs units; the hint does not speak of a word that does not stand there."""
    desk.products[0] = product_row("A01", open_sale=4, reserved=4, sold=0)
    desk.publish(ChangeSet(products_changed=("SKU-A01",)))
    model = window.screen_live.products.model
    qtbot.waitUntil(lambda: (row := model.row_of("SKU-A01")) is not None and row.remaining == 0)
    desk.held["SKU-A01"] = HOLDING
    click_remaining(qtbot, view)
    popover = window.screen_live.holders
    assert popover.hint.text() == "Chưa đủ hàng để mời ai: tăng số mở bán trước."
    assert "Mời" not in [item.text() for place in (5, 6, 7) if (item := popover.list.item(place, ACT))]


def test_it_is_kept_true_while_it_is_open(
    window: MainWindow, view: ProductView, desk: Desk, qtbot: QtBot
) -> None:
    desk.held["SKU-A01"] = HOLDING
    click_remaining(qtbot, view)
    popover = window.screen_live.holders
    desk.held["SKU-A01"] = Holding("SKU-A01", HOLDING.holders[:1], ())
    desk.products[0] = product_row("A01", reserved=2)
    desk.publish(ChangeSet(products_changed=("SKU-A01",)))
    qtbot.waitUntil(lambda: popover.list.rowCount() == 2)
    assert popover.isVisible() and texts(popover)[1] == ("Trần Thu Hà", "×2", "QL-000042")


def test_a_crowd_fits_the_smallest_window(
    window: MainWindow, view: ProductView, desk: Desk, qtbot: QtBot
) -> None:
    holders = tuple(HolderRow(f"Khách {n} " * 9, 1, f"QL-{n:06}", None, False) for n in range(300))
    desk.held["SKU-B05"] = Holding("SKU-B05", holders, ())
    window.resize(1_024, 600)
    QApplication.processEvents()
    click_remaining(qtbot, view, 1)
    popover = window.screen_live.holders
    assert window.screen_live.rect().contains(popover.geometry())
    assert popover.list.rowCount() == 301 and popover.list.horizontalScrollBar().maximum() == 0
