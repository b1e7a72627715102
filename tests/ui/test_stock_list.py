"""The list of the product screen: search, chips, locations, rows in stretches, what a cell says."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services.catalog_rows import CatalogFilter, CatalogPage, CatalogRow, OmniConnection
from desktop.storage.errors import DiskFullError
from desktop.ui.main_window import STOCK, MainWindow
from desktop.ui.pictures import Pictures
from desktop.ui.stock.catalog_cells import Cell, Look, column_widths, lay_out_cell
from desktop.ui.stock.catalog_model import STRETCH, CatalogModel, Column
from desktop.ui.stock.catalog_view import CatalogView
from desktop.ui.stock.head import StockHead
from desktop.ui.stock.screen import StockScreen
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.widgets.tabular import tabular_width

from .catalog_desk import Catalog, catalog_row, local_row, many_rows
from .rows import NOW

MINUTE = 60_000


def skus(screen: StockScreen) -> list[str]:
    model = screen.list.model
    return [row.sku for place in range(model.rowCount()) if (row := model.row(place))]


# What a cell says


def cell(theme: Theme, row: CatalogRow, column: Column, width: int = 120) -> Cell:
    return lay_out_cell(row, column, width, Look(theme.fonts, theme.tokens, NOW))


def words(cell: Cell) -> list[str]:
    return [text.text for text in cell.texts]


def test_stock_older_than_five_minutes_is_amber_and_tells_its_age(theme: Theme) -> None:
    """§3: stock older than 5 minutes turns amber; §9: colour is never the only signal."""
    fresh = cell(theme, catalog_row("A", stock_fetched_at=NOW - 5 * MINUTE), Column.STOCK)
    stale = cell(theme, catalog_row("A", stock_fetched_at=NOW - 6 * MINUTE), Column.STOCK)
    assert (words(fresh), fresh.texts[0].colour) == (["34"], LIGHT.text)
    assert (words(stale), {text.colour for text in stale.texts}) == (["34", "6 phút"], {LIGHT.warn})


@pytest.mark.parametrize("column", [Column.STOCK, Column.AVAILABLE])
def test_what_nobody_counts_has_a_dash_and_no_zero(theme: Theme, column: Column) -> None:
    """§3: untracked variants are never refused by stock, so no figure may look like a shortage."""
    assert words(cell(theme, catalog_row("A", is_tracked=False, stock=0, available=0), column)) == ["–"]
    assert words(cell(theme, local_row(stock=None, available=None), column)) == ["–"]


def test_negative_stock_is_shown_as_it_is(theme: Theme) -> None:
    """Bad input of the issue: negative stock."""
    layout = cell(theme, catalog_row("A", available=-3), Column.AVAILABLE)
    assert (words(layout), layout.texts[0].colour) == (["-3"], LIGHT.bad)


def test_a_product_of_this_pc_and_one_that_omni_deleted_say_so(theme: Theme) -> None:
    for row, text in ((local_row(), "Chỉ ở máy này"), (catalog_row("A", is_removed=True), "Omni đã xoá")):
        layout = cell(theme, row, Column.PRODUCT, 300)
        assert [pill.text for _, pill, _ in layout.pills] == [text]
    assert not cell(theme, catalog_row("A"), Column.PRODUCT, 300).pills


def test_figures_of_a_column_stand_under_each_other(theme: Theme) -> None:
    """Same digit width, against the right edge: `111` is as wide as `888`."""
    assert tabular_width("111", theme.fonts.body) == tabular_width("888", theme.fonts.body)
    rights = {
        round(cell(theme, catalog_row("A", committed=count), Column.COMMITTED).texts[0].rect.right())
        for count in (1, 111, 8_888)
    }
    assert len(rights) == 1


@pytest.mark.parametrize("width", [820, 920, 1_100])
def test_no_cell_is_wider_than_its_column(theme: Theme, width: int) -> None:
    row = local_row(
        "SKU-" * 20,
        product="Váy nhung dự tiệc dáng dài tay phồng " * 4,
        variant="Xanh rêu đậm " * 9,
        price=999_999_999,
        stock=99_999,
        campaigns=("Xả kho áo len mùa đông siêu sale " * 4, "Noel"),
    )
    for column, wide in column_widths(width).items():
        layout = cell(theme, row, column, wide)
        rects = [text.rect for text in layout.texts] + [rect for rect, _, _ in layout.pills]
        assert all(rect.left() >= 0 and rect.right() <= wide for rect in rects), column
    assert sum(column_widths(width).values()) == width


# Rows in stretches


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, pool: ThreadPoolExecutor) -> Iterator[CatalogView]:
    view = CatalogView(theme, CatalogModel(), Pictures(pool), lambda: NOW)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    yield view
    view.hide()


def page(rows: list[CatalogRow], offset: int, total: int) -> CatalogPage:
    return CatalogPage(tuple(rows[offset : offset + STRETCH]), offset, total, {})


def test_ten_thousand_variants_ask_only_for_what_is_looked_at(
    qtbot: QtBot, stock: StockScreen, catalog: Catalog
) -> None:
    """10,000 variants: the list is as long as all of them, and reads by stretches of a hundred."""
    catalog.rows, catalog.questions = many_rows(10_000), []
    catalog.tell_rows()
    qtbot.waitUntil(lambda: stock.list.model.rowCount() == 10_000)
    stock.list.view.scrollTo(stock.list.model.index(7_250, 0), stock.list.view.ScrollHint.PositionAtTop)
    qtbot.waitUntil(lambda: stock.list.model.row(7_250) is not None)
    assert {offset for *_, offset in catalog.questions} == {0, 7_200}
    assert stock.list.model.row(5_000) is None


def test_dragging_through_the_list_reads_where_it_ends(
    qtbot: QtBot, stock: StockScreen, catalog: Catalog
) -> None:
    """Stretches that were passed by are not read; they are asked for again when they are looked at."""
    catalog.rows = many_rows(10_000)
    catalog.tell_rows()
    qtbot.waitUntil(lambda: stock.list.model.rowCount() == 10_000)
    catalog.questions.clear()
    for place in range(500, 9_500, 500):
        stock.list.model.wanted.emit(place // STRETCH)
    qtbot.waitUntil(lambda: bool(catalog.questions))
    assert [offset for *_, offset in catalog.questions] == [9_000, 8_500, 8_000]


def test_a_model_asks_once_for_a_stretch_and_again_when_it_is_outdated(view: CatalogView) -> None:
    model, rows = view.model(), many_rows(250)
    assert isinstance(model, CatalogModel)
    wanted = QSignalSpy(model.wanted)
    model.take(page(rows, 0, 250), anew=True)
    for _ in range(3):
        model.index(120, 0).data(Qt.ItemDataRole.UserRole)
    assert [wanted.at(place) for place in range(wanted.count())] == [[1]]
    model.take(page(rows, 100, 250), anew=False)
    model.index(120, 0).data(Qt.ItemDataRole.UserRole)
    assert wanted.count() == 1
    model.outdate()
    assert model.index(120, 0).data(Qt.ItemDataRole.UserRole) == rows[120]
    assert wanted.at(wanted.count() - 1) == [1]


def test_rows_that_come_and_go_keep_the_list_where_it_is(view: CatalogView) -> None:
    """§9: a list stays put; a refresh that finds more variants does not throw it back to the top."""
    model, rows = view.model(), many_rows(400)
    assert isinstance(model, CatalogModel)
    model.take(page(rows, 0, 300), anew=True)
    view.grab()
    view.verticalScrollBar().setValue(2_000)
    reset = QSignalSpy(model.modelReset)
    for total in (400, 350):
        model.take(page(rows, 0, total), anew=False)
        assert model.rowCount() == total
        assert view.verticalScrollBar().value() == 2_000
    assert reset.count() == 0


def test_the_chosen_variant_stays_chosen_where_it_stands_now(view: CatalogView) -> None:
    model, rows = view.model(), many_rows(50)
    assert isinstance(model, CatalogModel)
    model.take(page(rows, 0, 50), anew=True)
    told = QSignalSpy(view.row_chosen)
    view.selectRow(5)
    model.take(page([catalog_row("AAA"), *rows], 0, 51), anew=False)
    assert (view.currentIndex().row(), view.chosen, told.count()) == (6, "SKU-00005", 1)
    model.take(page([row for row in rows if row.sku != "SKU-00005"], 0, 49), anew=False)
    assert not view.selectionModel().hasSelection()


def test_the_list_stays_put_while_the_chosen_variant_moves_out_of_sight(view: CatalogView) -> None:
    """§9: a list stays put; only a variant chosen by the program is brought into sight."""
    model, rows = view.model(), many_rows(90)
    assert isinstance(model, CatalogModel)
    model.take(page(rows, 0, 90), anew=True)
    view.grab()
    view.selectRow(2)
    view.verticalScrollBar().setValue(1_500)
    model.take(page([catalog_row("AAA"), *rows], 0, 91), anew=False)
    assert (view.currentIndex().row(), view.verticalScrollBar().value()) == (3, 1_500)
    view.choose("SKU-00080")
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())


def test_a_row_chosen_before_it_was_read_is_told_when_it_is(view: CatalogView) -> None:
    model, rows = view.model(), many_rows(300)
    assert isinstance(model, CatalogModel)
    model.take(page(rows, 0, 300), anew=True)
    view.choose("SKU-00003")
    view.setCurrentIndex(model.index(299, 0))
    assert view.chosen == "SKU-00003"
    model.take(page(rows, 200, 300), anew=False)
    assert (view.chosen, view.currentIndex().row()) == ("SKU-00299", 299)


# Search, chips, locations


def test_typing_asks_once_when_it_pauses(qtbot: QtBot, stock: StockScreen, catalog: Catalog) -> None:
    """Search as you type, without accents."""
    catalog.questions.clear()
    qtbot.keyClicks(stock.head.search, "khan choang")
    qtbot.waitUntil(lambda: skus(stock) == ["KHAN-DODO"])
    assert [search for search, *_ in catalog.questions] == ["khan choang"]
    assert stock.detail.sku == "KHAN-DODO"


def test_an_answer_to_an_older_question_is_dropped(
    qtbot: QtBot, stock_window: MainWindow, stock: StockScreen, catalog: Catalog
) -> None:
    """The question changes while its answer is on the way: the list shows the newer one only."""
    first = catalog.page
    asked: list[str] = []

    async def page(search: str, *rest: object) -> CatalogPage:
        asked.append(search)
        if search == "ao":
            stock.head.searched.emit("khan")
        return await first(search, *rest)  # type: ignore[arg-type]

    catalog.page = page  # type: ignore[method-assign]
    reset = QSignalSpy(stock.list.model.modelReset)
    stock.head.searched.emit("ao")
    qtbot.waitUntil(lambda: skus(stock) == ["KHAN-DODO"])
    assert (asked, reset.count()) == (["ao", "khan"], 1)


def test_escape_clears_the_search_and_down_goes_to_the_list(qtbot: QtBot, stock: StockScreen) -> None:
    stock.head.search.setText("khan")
    qtbot.keyClick(stock.head.search, Qt.Key.Key_Escape)
    assert stock.head.search.text() == ""
    qtbot.keyClick(stock.head.search, Qt.Key.Key_Down)
    assert stock.list.view.hasFocus()


def test_chips_filter_and_count(qtbot: QtBot, stock: StockScreen, catalog: Catalog) -> None:
    chips = stock.list.chips
    assert [chip.text() for chip in chips.chips.values()] == [
        "Tất cả",
        "Đang mở bán 2",
        "Hết hàng 0",
        "Sắp hết 0",
        "Chỉ có ở máy này 1",
    ]
    assert stock.head.counts.text() == "3 biến thể · Omni: Shop Mây"
    chips.choose(CatalogFilter.LOCAL)
    qtbot.waitUntil(lambda: skus(stock) == ["HOP-NOEL"])
    assert catalog.questions[-1] == ("", CatalogFilter.LOCAL, None, 0)
    assert stock.head.counts.text() == "3 biến thể · Omni: Shop Mây"


def test_a_location_is_asked_for_by_name(qtbot: QtBot, stock: StockScreen, catalog: Catalog) -> None:
    menu = stock.list.location.menu_of_choices
    assert [action.text() for action in menu.actions()] == ["Tất cả", "Kho Hoàn Kiếm", "Thủ Đức"]
    menu.actions()[2].trigger()
    qtbot.waitUntil(lambda: catalog.questions[-1][2] == "Thủ Đức")
    assert stock.list.location.text() == "Kho: Thủ Đức"
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: catalog.questions[-1][2] is None)


def test_nothing_found_says_so_and_offers_the_way_back(qtbot: QtBot, stock: StockScreen) -> None:
    stock.head.search.setText("không có đâu")
    qtbot.waitUntil(stock.list.empty.isVisible)
    assert stock.list.empty.title.text() == "Không tìm thấy “không có đâu”"
    stock.list.clear_button.click()
    qtbot.waitUntil(lambda: len(skus(stock)) == 3)
    assert stock.list.view.isVisible()


@pytest.mark.parametrize("connected", [True, False])
def test_no_product_at_all_says_what_to_do(
    qtbot: QtBot, stock_window: MainWindow, catalog: Catalog, connected: bool
) -> None:
    """What is not built is not drawn: no Omni, no refresh button, and a sentence why."""
    catalog.rows = []
    if not connected:
        catalog.link = OmniConnection(message="Chưa có mã truy cập Omni.")
    screen = stock_window.screen_stock
    assert screen is not None
    stock_window.show_screen(STOCK)
    qtbot.waitUntil(screen.list.empty.isVisible)
    assert screen.list.empty.title.text() == "Chưa có sản phẩm nào"
    assert screen.list.refresh_button.isVisible() is connected
    assert screen.head.refresh_button.isVisible() is connected
    assert screen.list.create_button.isVisible() is not connected
    assert ("mã truy cập" in screen.list.empty.sentence.text()) is not connected


def test_a_list_that_cannot_be_read_says_why_and_is_read_again(
    qtbot: QtBot, stock_window: MainWindow, stock: StockScreen, catalog: Catalog
) -> None:
    catalog.fault = DiskFullError(Path("quay.db"))
    catalog.tell_rows()
    qtbot.waitUntil(lambda: "đã đầy" in stock.list.notice.text)
    catalog.fault = None
    catalog.rows[0] = replace(catalog.rows[0], price=1_000)
    stock_window.show_screen("live")
    stock_window.show_screen(STOCK)
    qtbot.waitUntil(lambda: (row := stock.list.model.row(0)) is not None and row.price == 1_000)


def test_holding_an_arrow_key_shows_the_variant_it_ends_at(
    qtbot: QtBot, stock: StockScreen, catalog: Catalog
) -> None:
    stock.list.view.setFocus()
    qtbot.keyClick(stock.list.view, Qt.Key.Key_Down)
    qtbot.keyClick(stock.list.view, Qt.Key.Key_Down)
    assert stock.detail.sku == "HOP-NOEL"


def test_the_detail_shows_stock_by_location_and_where_it_is_on_sale(stock: StockScreen) -> None:
    detail = stock.detail
    assert [(level.location, level.available) for level in detail.levels.shown] == [
        ("Kho Hoàn Kiếm", 26),
        ("Thủ Đức", 4),
    ]
    assert detail.age.text() == "12 giây trước"
    line = detail.selling.rows[0]
    assert (line.campaign.text(), line.code.text, line.left.text()) == ("Xả kho", "B05", "còn 23 / 30")


def test_the_old_price_is_struck_through(qtbot: QtBot, stock: StockScreen, catalog: Catalog) -> None:
    catalog.rows[0] = replace(catalog.rows[0], price=149_000, compare_at_price=159_000)
    catalog.tell_rows()
    qtbot.waitUntil(lambda: "149.000" in stock.detail.facts.values["price"].text())
    assert "<s>159.000" in stock.detail.facts.values["price"].text()


def test_names_from_omni_are_text_and_no_markup(qtbot: QtBot, stock: StockScreen, catalog: Catalog) -> None:
    catalog.rows[0] = replace(catalog.rows[0], sku="<b>x</b>", product="<img src=x>", barcode="<i>1</i>")
    stock.list.view.choose("<b>x</b>")
    qtbot.waitUntil(lambda: stock.detail.sku == "<b>x</b>")
    assert stock.detail.facts.values["sku"].text() == "&lt;b&gt;x&lt;/b&gt;"
    assert stock.detail.name.text() == "<img src=x>"
    assert "<img" not in stock.list.view.tooltip(catalog.rows[0])


def test_the_search_pauses_before_it_asks(qtbot: QtBot, theme: Theme) -> None:
    head = StockHead(theme)
    qtbot.addWidget(head)
    searched = QSignalSpy(head.searched)
    for letter in "aolen":
        head.search.setText(head.search.text() + letter)
    assert searched.count() == 0
    qtbot.waitUntil(lambda: searched.count() == 1)
    assert searched.at(0) == ["aolen"]


def test_a_dragged_column_keeps_its_width_in_every_window(stock: StockScreen) -> None:
    """§9: column sizes are remembered; the product takes what is left."""
    view, told = stock.list.view, []
    view.columns_changed.connect(told.append)
    view.horizontalHeader().resizeSection(Column.PRICE, 131)
    assert told == [{int(Column.PRICE): 131}]
    stock.window().resize(1600, 900)
    QApplication.processEvents()
    assert view.columnWidth(Column.PRICE) == 131
    assert sum(view.columnWidth(column) for column in Column) == view.viewport().width()


def test_kept_columns_come_back_and_nonsense_does_not(stock: StockScreen) -> None:
    view = stock.list.view
    view.set_columns({int(Column.STOCK): 120, 0: 900, 77: 50})
    assert view.columnWidth(Column.STOCK) == 120
    view.set_columns({int(Column.STOCK): 3_000})
    assert view.columnWidth(Column.STOCK) < 200
    assert sum(view.columnWidth(column) for column in Column) == view.viewport().width()


def test_the_products_border_moves_its_neighbour(stock: StockScreen) -> None:
    view = stock.list.view
    before = view.columnWidth(Column.SKU)
    view.horizontalHeader().resizeSection(Column.PRODUCT, view.columnWidth(Column.PRODUCT) + 20)
    assert view.columnWidth(Column.SKU) == before - 20
