"""Creating, editing, removing, importing and exporting on the product screen; keyboard and names."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.services.catalog_rows import ProductDraft
from desktop.ui.main_window import STOCK, MainWindow
from desktop.ui.stock.draft_fields import MOST_UNITS, FieldError, parse_count, parse_price
from desktop.ui.stock.import_dialog import WRONG, ImportColumn
from desktop.ui.stock.screen import StockScreen
from desktop.ui.widgets.elided_label import ElidedLabel

from .catalog_desk import Catalog, refusal

# The screen that is not there has no window manager to tell a dialog's size to, and says so.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LOCAL, OMNIS = "HOP-NOEL", "KHAN-DODO"


def choose(qtbot: QtBot, stock: StockScreen, sku: str) -> None:
    stock.list.view.choose(sku)
    qtbot.waitUntil(lambda: stock.detail.sku == sku)


# What is typed


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("299000", 299_000),
        ("299.000", 299_000),
        ("299,000 ₫", 299_000),
        ("299k", 299_000),
        ("1.299.000đ", 1_299_000),
        (" 99 nghìn ", 99_000),
        ("0", 0),
    ],
)
def test_prices_as_sellers_write_them(text: str, price: int) -> None:
    """Money is whole đồng."""
    assert parse_price(text) == price


@pytest.mark.parametrize("text", ["", "một trăm", "29.90", "-5", "1,5k", "9999999999", "299.0000", "²"])
def test_other_prices_are_refused_with_a_short_reason(text: str) -> None:
    with pytest.raises(FieldError) as caught:
        parse_price(text)
    assert 5 < len(str(caught.value)) < 45


@pytest.mark.parametrize(("text", "count"), [("", None), ("12", 12), ("1.200", 1_200), (" 7 ", 7), ("0", 0)])
def test_counts(text: str, count: int | None) -> None:
    assert parse_count(text, MOST_UNITS) == count


@pytest.mark.parametrize("text", ["-1", "1,5", "ba", "12.5", "99999999"])
def test_other_counts_are_refused(text: str) -> None:
    with pytest.raises(FieldError):
        parse_count(text, MOST_UNITS)


# Create and edit


def test_ctrl_n_creates_a_product(
    qtbot: QtBot, stock_window: MainWindow, stock: StockScreen, catalog: Catalog
) -> None:
    qtbot.keyClick(stock_window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = stock.draft_dialog
    assert dialog is not None
    dialog.product.field.setText("  Nến   thơm ")
    dialog.sku.field.setText("NEN-QUE")
    dialog.price.field.setText("99k")
    dialog.stock.field.setText("12")
    qtbot.keyClick(dialog.price.field, Qt.Key.Key_Return)
    assert catalog.done == [
        ("create", ProductDraft("NEN-QUE", "Nến thơm", price=99_000, stock=12, grams=None)),
    ]
    assert stock.draft_dialog is None
    assert stock.list.notice.text == "Đã tạo NEN-QUE."
    qtbot.waitUntil(lambda: stock.detail.sku == "NEN-QUE")
    qtbot.waitUntil(lambda: stock.list.view.currentIndex().row() == 3)


def test_wrong_fields_say_why_and_nothing_is_saved(
    qtbot: QtBot, stock: StockScreen, catalog: Catalog
) -> None:
    stock.create_product()
    dialog = stock.draft_dialog
    assert dialog is not None
    dialog.product.field.setText("Nến")
    dialog.price.field.setText("trăm")
    dialog.save.click()
    wrong = [
        field.field.accessibleName() for field in (dialog.product, dialog.sku, dialog.price) if field.is_wrong
    ]
    assert wrong == ["SKU", "Giá bán (₫)"]
    assert dialog.price.field.accessibleDescription() == "Nhập giá bằng số, ví dụ 299.000"
    assert catalog.done == []
    qtbot.keyClicks(dialog.price.field, "1")
    assert not dialog.price.is_wrong
    dialog.reject()


def test_what_the_catalogue_refuses_is_said_in_the_dialog(stock: StockScreen, catalog: Catalog) -> None:
    stock.create_product()
    dialog = stock.draft_dialog
    assert dialog is not None
    for field, text in ((dialog.product, "Nến"), (dialog.sku, "KHAN-DODO"), (dialog.price, "99000")):
        field.field.setText(text)
    catalog.fault = refusal("SKU KHAN-DODO đã có.")
    dialog.save.click()
    assert stock.draft_dialog is dialog
    assert dialog.message.text() == "SKU KHAN-DODO đã có."
    assert dialog.save.isEnabled()
    catalog.fault = None
    dialog.save.click()
    assert stock.draft_dialog is None


def test_enter_edits_a_product_of_this_pc(qtbot: QtBot, stock: StockScreen, catalog: Catalog) -> None:
    choose(qtbot, stock, LOCAL)
    qtbot.keyClick(stock.list.view, Qt.Key.Key_Return)
    dialog = stock.draft_dialog
    assert dialog is not None
    assert (dialog.sku.field.text(), dialog.price.field.text()) == (LOCAL, "299.000")
    dialog.price.field.setText("249.000")
    dialog.save.click()
    kind, sku, draft = catalog.done[0]
    assert (kind, sku) == ("edit", LOCAL)
    assert isinstance(draft, ProductDraft)
    assert (draft.price, draft.variant, draft.grams) == (249_000, "Kem / M", 250)
    qtbot.waitUntil(lambda: "249.000" in stock.detail.facts.values["price"].text())


def test_a_product_of_omni_is_edited_in_omni(qtbot: QtBot, stock: StockScreen, catalog: Catalog) -> None:
    choose(qtbot, stock, OMNIS)
    assert not stock.detail.edit_button.isVisible()
    assert not stock.detail.remove_button.isVisible()
    assert "hãy sửa trên Omni" in stock.detail.origin.text()
    qtbot.keyClick(stock.list.view, Qt.Key.Key_Return)
    assert stock.draft_dialog is None
    assert stock.list.notice.text.startswith("KHAN-DODO là sản phẩm của Omni")
    qtbot.keyClick(stock.list.view, Qt.Key.Key_Delete)
    assert stock.detail.confirmation.isHidden()
    assert catalog.done == []


def test_one_dialog_at_a_time_and_none_that_stops_the_loop(stock: StockScreen) -> None:
    """architecture.md §5: dialogs open(), never exec()."""
    stock.create_product()
    first = stock.draft_dialog
    stock.create_product()
    assert stock.draft_dialog is first
    assert first is not None
    first.reject()
    assert stock.draft_dialog is None


# Remove


def test_delete_asks_in_the_panel_and_enter_alone_removes_nothing(
    qtbot: QtBot, stock: StockScreen, catalog: Catalog
) -> None:
    """§9: no modal dialog; the keyboard is on the answer that changes nothing."""
    choose(qtbot, stock, LOCAL)
    stock.list.view.setFocus()
    qtbot.keyClick(stock.list.view, Qt.Key.Key_Delete)
    assert stock.detail.confirmation.isVisible()
    assert stock.detail.confirmation.no.hasFocus()
    qtbot.keyClick(stock.detail.confirmation.no, Qt.Key.Key_Space)
    assert stock.detail.confirmation.isHidden()
    assert catalog.done == []
    qtbot.keyClick(stock.list.view, Qt.Key.Key_Delete)
    stock.detail.confirmation.yes.click()
    assert catalog.done == [("remove", LOCAL)]
    qtbot.waitUntil(lambda: stock.list.model.rowCount() == 2)
    assert stock.detail.sku == ""
    assert stock.list.notice.text == "Đã xoá HOP-NOEL khỏi máy này."


def test_a_question_about_one_product_ends_with_choosing_another(qtbot: QtBot, stock: StockScreen) -> None:
    choose(qtbot, stock, LOCAL)
    stock.remove_product()
    choose(qtbot, stock, OMNIS)
    assert stock.detail.confirmation.isHidden()


def test_a_removal_that_is_refused_says_why(qtbot: QtBot, stock: StockScreen, catalog: Catalog) -> None:
    choose(qtbot, stock, LOCAL)
    catalog.fault = refusal("HOP-NOEL đang mở bán.")
    stock.detail.removal_confirmed.emit(LOCAL)
    assert stock.list.notice.text == "HOP-NOEL đang mở bán."
    catalog.fault = None
    assert stock.detail.sku == LOCAL


# Import and export


def test_import_shows_what_each_row_would_do_first(stock: StockScreen, catalog: Catalog) -> None:
    stock.import_chosen.emit(Path("noel.xlsx"))
    dialog = stock.import_dialog
    assert dialog is not None
    assert dialog.save.text() == "Nhập 43 dòng, bỏ qua 3"
    assert dialog.model.rowCount() == 46

    outcomes = [dialog.model.index(place, ImportColumn.OUTCOME).data() for place in (0, 42)]
    assert outcomes == ["Tạo mới", "Cập nhật"]
    wrong = dialog.model.index(45, ImportColumn.SKU)
    assert wrong.data() == "Giá “trăm” không phải là số."
    assert wrong.data(Qt.ItemDataRole.DecorationRole) is not None
    assert dialog.table.columnSpan(45, ImportColumn.SKU) == 6
    dialog.chips.choose(WRONG)
    assert dialog.model.rowCount() == 3
    assert dialog.table.columnSpan(0, ImportColumn.SKU) == 6
    assert catalog.done == []
    dialog.save.click()
    assert catalog.done == [("import", "noel.xlsx")]
    assert stock.import_dialog is None
    assert stock.list.notice.text == "Đã nhập 43 dòng, bỏ qua 3 dòng lỗi."


def test_an_import_that_is_refused_says_why_in_the_dialog(stock: StockScreen, catalog: Catalog) -> None:
    stock.import_chosen.emit(Path("noel.xlsx"))
    dialog = stock.import_dialog
    assert dialog is not None
    catalog.fault = refusal("Danh mục vừa thay đổi.")
    dialog.save.click()
    assert dialog.message.text() == "Danh mục vừa thay đổi."
    assert dialog.save.isEnabled()
    dialog.reject()


def test_a_file_that_cannot_be_read_says_why(stock: StockScreen, catalog: Catalog) -> None:
    catalog.fault = refusal("Tệp noel.xlsx thiếu cột Giá.")
    stock.import_chosen.emit(Path("noel.xlsx"))
    assert stock.import_dialog is None
    assert stock.list.notice.text == "Tệp noel.xlsx thiếu cột Giá."


@pytest.mark.parametrize(("suffix", "name"), [("xlsx", "ra.xlsx"), ("csv", "ra.csv")])
def test_export_asks_for_a_file_and_says_where_it_is(
    stock: StockScreen, catalog: Catalog, suffix: str, name: str
) -> None:
    stock.head.export_button.click()
    dialog = stock.file_dialog
    assert isinstance(dialog, QFileDialog)
    assert dialog.defaultSuffix() == "xlsx"
    dialog.filterSelected.emit(next(form for form in dialog.nameFilters() if suffix in form))
    assert dialog.defaultSuffix() == suffix
    dialog.fileSelected.emit(f"/x/{name}")
    dialog.reject()
    assert catalog.done == [("export", name)]
    assert stock.list.notice.text == f"Đã xuất sản phẩm ra {name}."
    assert stock.file_dialog is None


def test_the_import_button_asks_for_a_file(stock: StockScreen) -> None:
    stock.head.import_button.click()
    assert stock.file_dialog is not None
    assert stock.file_dialog.nameFilters() == ["Bảng sản phẩm (*.xlsx *.csv)"]
    stock.file_dialog.reject()


# Keyboard and names


def test_ctrl_f_searches_on_the_screen_in_sight(
    qtbot: QtBot, stock_window: MainWindow, stock: StockScreen
) -> None:
    """§9: one key, one meaning."""
    qtbot.keyClick(stock_window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert stock.head.search.hasFocus()
    stock_window.show_screen("live")
    qtbot.keyClick(stock_window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert stock_window.screen_live.products.filter.hasFocus()


def test_every_control_has_a_name_and_can_be_reached(
    qtbot: QtBot, stock_window: MainWindow, stock: StockScreen
) -> None:
    """§9: every control has an accessible name; keyboard access to everything."""
    choose(qtbot, stock, LOCAL)
    stock.create_product()
    stock.import_chosen.emit(Path("noel.xlsx"))
    found, nameless = 0, list[str]()
    for widget in stock_window.findChildren(QWidget):
        is_inner = type(widget).__name__ == "QHeaderView" or isinstance(widget.parentWidget(), QLineEdit)
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or is_inner:
            continue
        found += 1
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name):
            nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert found > 40
    assert nameless == []
    for button in stock.findChildren(QAbstractButton):
        if button.isVisible() and not isinstance(button.parentWidget(), QLineEdit) and not _in_group(button):
            assert button.focusPolicy() & Qt.FocusPolicy.TabFocus, button.accessibleName()
    for dialog in (stock.draft_dialog, stock.import_dialog):
        assert dialog is not None
        dialog.reject()


def _in_group(button: QAbstractButton) -> bool:
    """Of exclusive buttons Tab reaches the one that is down, and the arrow keys the others."""
    return button.group() is not None and not button.isChecked()


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1600, 900)])
def test_nothing_is_cut_off_at_the_usual_sizes(
    qtbot: QtBot, stock_window: MainWindow, stock: StockScreen, size: tuple[int, int]
) -> None:
    """§9: 1280×720 and 1366×768 must be good."""
    choose(qtbot, stock, OMNIS)
    stock_window.resize(*size)
    for _ in range(3):
        QApplication.processEvents()
    assert (stock_window.width(), stock_window.height()) == size
    for label in stock.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.wordWrap() and "<" not in label.text():
            assert label.width() >= label.fontMetrics().horizontalAdvance(label.text()), label.text()
    for button in stock.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width() - 1, button.text()
    assert stock.head.search.width() > stock.head.search.fontMetrics().horizontalAdvance(
        stock.head.search.placeholderText()
    )
    assert stock.list.view.horizontalScrollBar().maximum() == 0


def test_a_shop_with_a_long_name_does_not_widen_the_window(
    stock_window: MainWindow, stock: StockScreen, catalog: Catalog
) -> None:
    from dataclasses import replace

    catalog.link = replace(catalog.link, shop="Tiệm áo len mùa đông của mẹ Bông " * 6)
    stock_window.show_screen(STOCK)
    stock_window.resize(1280, 720)
    QApplication.processEvents()
    assert stock_window.width() == 1280
    assert isinstance(stock.head.counts, ElidedLabel)
    assert stock.head.counts.toolTip()
