"""The product panel: figures, filter, and the open sale edited in place (product.md §3, §9)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from desktop.services.live_rows import ChangeSet, ProductRow
from desktop.storage.errors import DiskFullError
from desktop.ui.live.open_sale_editor import OpenSaleError, parse_open_sale
from desktop.ui.live.product_layout import ProductLayout, figures_rect, lay_out_product
from desktop.ui.live.product_model import ProductModel
from desktop.ui.live.product_panel import ProductPanel
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import LIGHT, Theme

from .conftest import Desk
from .rows import NOW, product_row


@pytest.fixture
def panel(window: MainWindow) -> ProductPanel:
    return window.screen_live.products


def lay_out(theme: Theme, row: ProductRow, width: int = 336, *, stepping: bool = False) -> ProductLayout:
    return lay_out_product(row, width, NOW, theme.fonts, theme.tokens, stepping=stepping)


def words(layout: ProductLayout) -> list[str]:
    return [word.text for word in layout.words]


def chips(layout: ProductLayout) -> list[str]:
    return [pill.text for _, pill in layout.chips]


def edit(panel: ProductPanel, place: int = 0) -> None:
    panel.view.edit_open_sale(panel.products.index(place, 0))


def hover(qtbot: QtBot, panel: ProductPanel, place: int) -> QRect:
    """Move the mouse onto a row, from elsewhere: a mouse that stays tells nothing. Returns the row."""
    rect = panel.view.visualRect(panel.products.index(place, 0))
    qtbot.mouseMove(panel.view.viewport(), QPoint(5, panel.view.viewport().height() - 5))
    qtbot.mouseMove(panel.view.viewport(), rect.center())
    return rect


# What a row says


def test_a_row_shows_code_name_variant_price_remaining_and_stock(theme: Theme) -> None:
    """§9: còn N is the big figure, with 16/20 small; Omni's stock beside it."""
    layout = lay_out(theme, product_row("A01"))
    expected = {
        "A01",
        "Áo len cổ lọ",
        "Kem / M",
        "299.000\N{NO-BREAK SPACE}₫",
        "còn",
        "4",
        "16/20",
        "Omni 34",
    }
    assert expected == set(words(layout))
    figure = next(word for word in layout.words if word.text == "4")
    assert figure.font.pixelSize() == max(word.font.pixelSize() for word in layout.words)
    assert layout.bar is not None
    assert layout.bar[1] == pytest.approx(0.8)


def test_sold_out_says_so_in_words_and_who_waits(theme: Theme) -> None:
    """§9: colour is never the only signal."""
    layout = lay_out(theme, product_row("A02", reserved=20, sold=0, waiting=3))
    assert chips(layout) == ["Hết · 3 chờ"]
    assert next(word for word in layout.words if word.text == "0").colour == LIGHT.bad


def test_without_a_limit_it_shows_infinity_and_what_was_sold(theme: Theme) -> None:
    """§1: an empty open sale is no limit."""
    layout = lay_out(theme, product_row("C11", open_sale=None, reserved=10, sold=2))
    assert layout.infinity is not None
    assert layout.bar is None
    assert "đã bán 12" in words(layout)
    assert "còn" not in words(layout)


def test_closed_products_say_so(theme: Theme) -> None:
    layout = lay_out(theme, product_row("E07", is_open=False))
    assert chips(layout) == ["Đã đóng"]


def test_stock_older_than_five_minutes_turns_amber_and_tells_its_age(theme: Theme) -> None:
    """§3: stock older than 5 minutes turns amber."""
    fresh = lay_out(theme, product_row("A01", stock_fetched_at=NOW - 5 * 60_000))
    stale = lay_out(theme, product_row("A01", stock_fetched_at=NOW - 6 * 60_000))
    assert next(word for word in fresh.words if word.text.startswith("Omni")).colour == LIGHT.muted
    amber = next(word for word in stale.words if word.text.startswith("Omni"))
    assert (amber.text, amber.colour) == ("Omni 34 · 6 phút", LIGHT.warn)


@pytest.mark.parametrize("width", [300, 336])
@pytest.mark.parametrize("stepping", [False, True])
def test_nothing_overlaps_however_long_the_words(theme: Theme, width: int, stepping: bool) -> None:
    row = product_row(
        "COMBO TÚI VẢI",
        name="Váy nhung dự tiệc dáng dài tay phồng",
        variant="Xanh rêu đậm / XXL",
        price=12_500_000,
        open_sale=12_000,
        reserved=12_000,
        sold=0,
        waiting=120,
        stock=0,
    )
    layout = lay_out(theme, row, width, stepping=stepping)
    rects = [word.rect for word in layout.words if word.text]
    assert all(rect.right() <= width for rect in rects)
    for place, rect in enumerate(rects):
        assert not any(rect.adjusted(1, 2, -1, -2).intersects(other) for other in rects[place + 1 :])
    stock = next((word.rect for word in layout.words if word.text.startswith("Omni")), None)
    assert all(stock is None or rect.right() < stock.left() for rect, _ in layout.chips)
    assert chips(layout)[0].startswith("Hết · 120 chờ")


# The model


def test_only_changed_rows_are_told(window: MainWindow) -> None:
    model = ProductModel()
    rows = [product_row(f"A{number}") for number in range(200)]
    model.take(rows)
    changed, reset = QSignalSpy(model.dataChanged), QSignalSpy(model.modelReset)
    rows[7] = replace(rows[7], reserved=15)
    model.take(rows)
    assert (changed.count(), reset.count()) == (1, 0)
    assert changed.at(0)[0].row() == 7


# The filter


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["A01", "B05"]),
        ("khan", ["B05"]),
        ("KHĂN choàng", ["B05"]),
        ("choang khan", ["B05"]),
        ("a01", ["A01"]),
        ("kem", ["A01", "B05"]),
        ("không có", []),
    ],
)
def test_the_filter_needs_no_accents(panel: ProductPanel, text: str, codes: list[str]) -> None:
    """§9: a live may have 200 codes: filter."""
    panel.filter.setText(text)
    found = [
        panel.products.index(place, 0).data(Qt.ItemDataRole.UserRole)
        for place in range(panel.products.rowCount())
    ]
    assert [row.keywords[0] for row in found] == codes
    assert (panel.empty_text != "") == (not codes)


def test_typing_a_code_jumps_to_it(qtbot: QtBot, panel: ProductPanel, desk: Desk) -> None:
    """§9: jump by typing a code; the exact code wins over others that contain it."""
    panel.show_products([product_row("A011"), product_row("A01"), product_row("B05")])
    qtbot.keyClicks(panel.filter, "a01")
    assert panel.products.rowCount() == 2
    qtbot.keyClick(panel.filter, Qt.Key.Key_Return)
    assert panel.view.hasFocus()
    assert panel.view.currentIndex().data(Qt.ItemDataRole.UserRole).keywords == ("A01",)
    panel.filter.clear()
    qtbot.keyClicks(panel.view, "b05")
    assert panel.view.currentIndex().data(Qt.ItemDataRole.UserRole).keywords == ("B05",)


def test_escape_clears_the_filter_and_down_goes_to_the_list(qtbot: QtBot, panel: ProductPanel) -> None:
    panel.filter.setText("b05")
    qtbot.keyClick(panel.filter, Qt.Key.Key_Escape)
    assert panel.filter.text() == ""
    qtbot.keyClick(panel.filter, Qt.Key.Key_Down)
    assert panel.view.hasFocus()


def test_after_a_jump_escape_or_the_cross_shows_all_products_again(qtbot: QtBot, panel: ProductPanel) -> None:
    """§9: jump by typing a code; whoever jumped there sees the other products again with one key or click."""
    every = panel.products.rowCount()
    (cross,) = [action for action in panel.filter.actions() if action.text() == "Hiện mọi sản phẩm"]
    for show_all in (lambda: qtbot.keyClick(panel.view, Qt.Key.Key_Escape), cross.trigger):
        panel.filter.setText("b05")
        qtbot.keyClick(panel.filter, Qt.Key.Key_Return)
        assert panel.view.hasFocus() and panel.products.rowCount() < every and cross.isVisible()
        show_all()
        assert panel.products.rowCount() == every and not cross.isVisible()
        assert panel.view.chosen is not None and "B05" in panel.view.chosen.keywords


# Editing


@pytest.mark.parametrize(
    ("text", "quantity"),
    [("20", 20), (" 7 ", 7), ("0", 0), ("", None), ("   ", None), ("1 000", 1000), ("２０", 20)],
)
def test_digits_are_a_limit_and_nothing_is_none(text: str, quantity: int | None) -> None:
    """§1: số lượng mở bán; empty = no limit."""
    assert parse_open_sale(text) == quantity


@pytest.mark.parametrize("text", ["ba", "-1", "1,5", "1.5", "²", "10c", "100000", "9" * 24])
def test_anything_else_is_refused_with_a_short_reason(text: str) -> None:
    with pytest.raises(OpenSaleError) as caught:
        parse_open_sale(text)
    assert 5 < len(str(caught.value)) < 40


def test_enter_opens_the_editor_and_enter_saves(qtbot: QtBot, panel: ProductPanel, desk: Desk) -> None:
    """§9: the open sale is edited in place; Enter saves."""
    panel.view.setCurrentIndex(panel.products.index(0, 0))
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert panel.view.editor.isVisible()
    assert panel.view.editor.field.hasFocus()
    assert panel.view.editor.field.text() == "20"
    qtbot.keyClicks(panel.view.editor.field, "25")
    qtbot.keyClick(panel.view.editor.field, Qt.Key.Key_Return)
    assert desk.asked == [("SKU-A01", 25)]
    assert panel.view.editor.isHidden()
    assert panel.view.hasFocus()
    row = panel.model.row_of("SKU-A01")
    assert row is not None
    assert row.open_sale == 25


def test_the_tick_saves_for_who_has_the_hand_on_the_mouse(panel: ProductPanel, desk: Desk) -> None:
    panel.view.edit_open_sale(panel.products.index(0, 0))
    panel.view.editor.field.setText("25")
    panel.view.editor.field.tick.trigger()
    assert desk.asked == [("SKU-A01", 25)] and panel.view.editor.isHidden()


def test_a_click_on_the_figures_opens_the_editor(qtbot: QtBot, panel: ProductPanel) -> None:
    rect = panel.view.visualRect(panel.products.index(1, 0))
    centre = figures_rect(rect.width()).center().toPoint() + rect.topLeft()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert panel.view.editor.sku == "SKU-B05"
    assert rect.contains(panel.view.editor.geometry())


def test_a_click_elsewhere_on_the_row_only_chooses_it(qtbot: QtBot, panel: ProductPanel) -> None:
    rect = panel.view.visualRect(panel.products.index(1, 0))
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(90, 20))
    assert panel.view.editor.isHidden()
    assert panel.view.currentIndex().row() == 1


def test_an_empty_field_takes_the_limit_away(qtbot: QtBot, panel: ProductPanel, desk: Desk) -> None:
    edit(panel)
    panel.view.editor.field.clear()
    qtbot.keyClick(panel.view.editor.field, Qt.Key.Key_Return)
    assert desk.asked == [("SKU-A01", None)]


def test_bad_input_stays_open_says_why_and_saves_nothing(
    qtbot: QtBot, panel: ProductPanel, desk: Desk
) -> None:
    edit(panel)
    panel.view.editor.field.setText("ba")
    qtbot.keyClick(panel.view.editor.field, Qt.Key.Key_Return)
    assert panel.view.editor.isVisible()
    assert panel.view.editor.hint.text() == "Chỉ nhập chữ số, hoặc để trống"
    assert desk.asked == []
    panel.view.editor.field.setText("3")
    assert panel.view.editor.hint.text().startswith("Đang giữ 16")


def test_escape_leaves_without_saving(qtbot: QtBot, panel: ProductPanel, desk: Desk) -> None:
    edit(panel)
    panel.view.editor.field.setText("99")
    qtbot.keyClick(panel.view.editor.field, Qt.Key.Key_Escape)
    assert panel.view.editor.isHidden()
    assert desk.asked == []


def test_the_editor_ends_with_its_row(panel: ProductPanel) -> None:
    edit(panel)
    panel.filter.setText("b05")
    assert panel.view.editor.isHidden()


def test_lowering_below_what_is_held_says_what_is_in_force(
    qtbot: QtBot, panel: ProductPanel, desk: Desk
) -> None:
    """§3: lowering below what is held clamps to what is held, and says so."""
    edit(panel)
    panel.view.editor.field.setText("3")
    qtbot.keyClick(panel.view.editor.field, Qt.Key.Key_Return)
    assert panel.notice.text == "A01: đang giữ 16, nên còn mở bán 16."
    edit(panel)
    panel.view.editor.field.setText("30")
    qtbot.keyClick(panel.view.editor.field, Qt.Key.Key_Return)
    assert panel.notice.text == ""


def test_a_save_that_fails_says_why(qtbot: QtBot, panel: ProductPanel, desk: Desk) -> None:
    """Bad input of the issue: a full disk is one Vietnamese sentence."""
    desk.fault = DiskFullError(Path("quay.db"))
    panel.open_sale_set.emit("SKU-A01", 30)
    assert "đã đầy" in panel.notice.text


def test_the_step_buttons_lie_on_the_row_under_the_mouse(
    qtbot: QtBot, panel: ProductPanel, desk: Desk
) -> None:
    """§9: hover gives −1 +1 +5."""
    assert panel.view.steps.isHidden()
    rect = hover(qtbot, panel, 1)
    assert panel.view.steps.isVisible()
    assert rect.contains(panel.view.steps.geometry())
    for button in panel.view.steps.buttons.values():
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [button.text() for button in panel.view.steps.buttons.values()] == ["−1", "+1", "+5"]
    assert desk.asked == [("SKU-B05", 19), ("SKU-B05", 20), ("SKU-B05", 25)]


def test_there_is_nothing_to_step_without_a_limit(qtbot: QtBot, panel: ProductPanel, desk: Desk) -> None:
    panel.show_products([product_row("C11", open_sale=None)])
    hover(qtbot, panel, 0)
    assert panel.view.steps.isHidden()


def test_the_step_buttons_go_when_the_limit_goes(qtbot: QtBot, panel: ProductPanel, desk: Desk) -> None:
    hover(qtbot, panel, 0)
    assert panel.view.steps.isVisible()
    panel.open_sale_set.emit("SKU-A01", None)
    assert panel.view.steps.isHidden()


def test_the_chosen_row_gets_the_step_buttons_for_the_keyboard(qtbot: QtBot, panel: ProductPanel) -> None:
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.products.index(0, 0))
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    assert panel.view.steps.isVisible()
    names = [button.accessibleName() for button in panel.view.steps.buttons.values()]
    assert names == ["Bớt 1 mở bán B05", "Thêm 1 mở bán B05", "Thêm 5 mở bán B05"]


def test_the_editor_stays_on_its_row_while_figures_change(
    panel: ProductPanel, desk: Desk, qtbot: QtBot
) -> None:
    edit(panel)
    panel.view.editor.field.setText("4")
    desk.products[0] = replace(desk.products[0], reserved=17)
    desk.publish(ChangeSet(products_changed=("SKU-A01",)))
    qtbot.waitUntil(lambda: panel.model.rows[0].reserved == 17)
    assert panel.view.editor.isVisible()
    assert panel.view.editor.field.text() == "4"


def test_two_hundred_products_take_a_burst_of_changes_quickly(
    qtbot: QtBot, panel: ProductPanel, theme: Theme
) -> None:
    """§9: a live may have 200 codes; §5 of architecture.md: no callback over 8 ms (generous here)."""
    rows = [product_row(f"A{number:03}", reserved=number % 20) for number in range(200)]
    panel.show_products(rows)
    panel.view.grab()
    best = min(_seconds_for_a_change(panel, rows) for _ in range(5))
    assert best < 0.03


def _seconds_for_a_change(panel: ProductPanel, rows: list[ProductRow]) -> float:
    import time

    changed = [replace(row, reserved=(row.reserved + 1) % 20) for row in rows[:40]] + rows[40:]
    started = time.perf_counter()
    panel.show_products(changed)
    panel.show_products(rows)
    return (time.perf_counter() - started) / 2
