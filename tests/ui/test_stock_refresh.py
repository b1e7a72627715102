"""The refresh from Omni in both screens: one key, progress, what changed, and nothing else disturbed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.catalog_rows import OmniConnection, RefreshProgress, RefreshState
from desktop.services.live_rows import ChangeSet
from desktop.ui.live.product_layout import exceeds_stock, lay_out_product
from desktop.ui.live.product_panel import ProductPanel
from desktop.ui.main_window import LIVE, STOCK, MainWindow
from desktop.ui.stock.refresh_strip import RefreshStrip
from desktop.ui.stock.refresh_words import changes_line, headline, time_left
from desktop.ui.stock.screen import StockScreen
from desktop.ui.theme import LIGHT, Theme

from .catalog_desk import Catalog, refusal
from .conftest import Desk
from .rows import NOW, product_row

CHANGES = ("A01 Kem: tồn 0 → 12", "Khăn choàng: giá 159.000 → 149.000", "3 sản phẩm mới")
RUNNING = RefreshProgress(RefreshState.RUNNING, 620, 1_248, 37, CHANGES, 5)
STOPPED = replace(RUNNING, state=RefreshState.STOPPED, seconds_left=None)
FAILED = replace(STOPPED, state=RefreshState.FAILED, message="Omni không trả lời.")
DONE = replace(RUNNING, state=RefreshState.DONE, done=1_248, seconds_left=None, finished_at=NOW)


@pytest.fixture
def panel(stock_window: MainWindow) -> ProductPanel:
    return stock_window.screen_live.products


# Words


@pytest.mark.parametrize(
    ("progress", "text"),
    [
        (RefreshProgress(), ""),
        (RefreshProgress(RefreshState.RUNNING), "Đang đọc Omni…"),
        (RefreshProgress(RefreshState.RUNNING, 250), "Đang đọc Omni: 250"),
        (RUNNING, "Đang đọc Omni: 620 / 1.248"),
        (STOPPED, "Đã dừng ở 620 / 1.248"),
        (FAILED, "Omni không trả lời."),
        (DONE, "Đã cập nhật 1.248 biến thể lúc 20:33:41"),
    ],
)
def test_every_state_has_its_words(progress: RefreshProgress, text: str) -> None:
    assert headline(progress) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(None, ""), (4, "sắp xong"), (37, "còn khoảng 40 giây"), (61, "còn khoảng 2 phút")],
)
def test_the_time_left_is_round(seconds: int | None, text: str) -> None:
    assert time_left(replace(RUNNING, seconds_left=seconds)) == text


def test_what_changed_is_said_and_the_rest_counted() -> None:
    """§3: changes what changed and says it (`A01: tồn 0 → 12, giá 299.000 → 279.000`)."""
    assert changes_line(RUNNING) == "Vừa thay đổi: " + " · ".join(CHANGES)
    assert changes_line(replace(RUNNING, untold=37)).endswith(" · và 37 thay đổi khác")
    assert changes_line(RefreshProgress(RefreshState.RUNNING, 5)) == ""
    assert changes_line(replace(DONE, changes=())) == "Vừa thay đổi: không có gì khác trước"


# The strip


def test_f5_starts_a_refresh_and_the_strip_follows_it(
    qtbot: QtBot, stock_window: MainWindow, stock: StockScreen, catalog: Catalog
) -> None:
    assert stock.strip.isHidden()
    qtbot.keyClick(stock_window, Qt.Key.Key_F5)
    assert catalog.done == [("start",)]
    catalog.tell(RUNNING)
    assert stock.strip.isVisible()
    assert stock.strip.title.text() == "Đang đọc Omni: 620 / 1.248"
    assert stock.strip.bar.share == pytest.approx(620 / 1_248)
    assert stock.strip.left.text() == "còn khoảng 40 giây"
    stock.strip.button.click()
    assert catalog.done[-1] == ("stop",)
    assert stock.strip.title.text() == "Đã dừng ở 620 / 1.248"
    assert stock.strip.button.text() == "Tiếp tục"
    stock.strip.button.click()
    assert catalog.done[-1] == ("start",)


def test_a_failure_is_a_sentence_with_an_icon_and_a_way_on(stock: StockScreen, catalog: Catalog) -> None:
    """§9: colour is never the only signal."""
    catalog.tell(RUNNING)
    catalog.tell(FAILED)
    strip = stock.strip
    assert strip.title.text() == "Omni không trả lời."
    assert strip.title.property("role") == "bad"
    assert strip.button.isVisible()
    assert not strip.bar.isVisible()
    assert strip.changes.text() == changes_line(RUNNING)
    catalog.tell(RUNNING)
    assert strip.title.property("role") == ""


def test_what_is_done_stays_until_it_is_closed(stock: StockScreen, catalog: Catalog) -> None:
    catalog.tell(RUNNING)
    catalog.tell(DONE)
    assert stock.strip.isVisible()
    assert not stock.strip.button.isVisible()
    stock.strip.close_button.click()
    assert stock.strip.isHidden()
    catalog.tell(RUNNING)
    assert stock.strip.isVisible()


def test_a_refresh_of_yesterday_is_no_news_but_one_that_was_stopped_is(qtbot: QtBot, theme: Theme) -> None:
    for progress, shown in ((replace(DONE, changes=(), change_count=0), False), (STOPPED, True)):
        window = QWidget()
        qtbot.addWidget(window)
        strip = RefreshStrip(theme, window)
        strip.show_progress(progress)
        assert strip.isVisibleTo(window) is shown


def test_the_bar_does_not_move_with_the_figures(qtbot: QtBot, stock: StockScreen, catalog: Catalog) -> None:
    catalog.tell(replace(RUNNING, done=888, total=8_888))
    QApplication.processEvents()
    left = stock.strip.bar.x()
    for done in (111, 700, 801):
        catalog.tell(replace(RUNNING, done=done, total=8_888))
        QApplication.processEvents()
        assert stock.strip.bar.x() == left


class PaintCount(QObject):
    """Counts what is painted, per watched widget."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.painted: dict[str, int] = {}
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            name = watched.objectName() or type(watched).__name__
            self.painted[name] = self.painted.get(name, 0) + 1
        return False


@pytest.fixture
def still(stock_window: MainWindow, stock: StockScreen, catalog: Catalog) -> Iterator[StockScreen]:
    """The product screen with a refresh under way, and nothing left to paint."""
    catalog.tell(replace(RUNNING, seconds_left=39))
    for _ in range(5):
        QApplication.processEvents()
    return stock


def test_progress_repaints_the_strip_and_nothing_else(
    qtbot: QtBot, stock_window: MainWindow, still: StockScreen, catalog: Catalog
) -> None:
    """Done when: no frame of the window takes over 16 ms meanwhile; so the list is left alone."""
    viewport = still.list.view.viewport()
    others = (viewport, still.detail, still.detail.facts, still.head, stock_window.rail, stock_window.status)
    count = PaintCount(still.strip.bar, *others)
    catalog.tell(replace(RUNNING, done=640, seconds_left=36))
    qtbot.waitUntil(lambda: "LevelBar" in count.painted)
    for _ in range(3):
        QApplication.processEvents()
    assert set(count.painted) == {"LevelBar"}


# The live screen


def test_the_live_panel_refreshes_with_the_same_key(
    qtbot: QtBot, stock_window: MainWindow, panel: ProductPanel, catalog: Catalog
) -> None:
    """§9: F5 refreshes stock; one key, one meaning."""
    assert panel.age.text() == "Tồn Omni 12 giây trước · F5 cập nhật"
    qtbot.keyClick(stock_window, Qt.Key.Key_F5)
    assert catalog.done == [("start",)]
    catalog.tell(RUNNING)
    assert panel.age.text() == "Đang đọc Omni: 620 / 1.248"
    assert panel.bar.isVisible()
    assert panel.refresh_button.accessibleName() == "Dừng"
    panel.refresh_button.click()
    assert catalog.done[-1] == ("stop",)
    assert panel.notice.text == "Đã dừng ở 620 / 1.248"
    assert panel.refresh_button.accessibleName() == "Cập nhật"
    assert not panel.bar.isVisible()


def test_as_it_ends_a_quiet_line_says_what_changed(panel: ProductPanel, catalog: Catalog) -> None:
    """§3: says what changed; §9: no modal dialog interrupts a live."""
    catalog.tell(RUNNING)
    catalog.tell(DONE)
    assert panel.notice.text == f"Đã cập nhật: {' · '.join(CHANGES)}."
    assert QApplication.activeModalWidget() is None
    catalog.tell(DONE)
    panel.notice.tell("")
    catalog.tell(DONE)
    assert panel.notice.text == ""


def test_a_failed_refresh_says_why_in_the_live_panel(panel: ProductPanel, catalog: Catalog) -> None:
    catalog.tell(RUNNING)
    catalog.tell(FAILED)
    assert panel.notice.text == "Omni không trả lời."


def test_the_age_of_the_oldest_stock_turns_amber(
    qtbot: QtBot, panel: ProductPanel, desk: Desk, catalog: Catalog
) -> None:
    """§3: stock older than 5 minutes turns amber."""
    assert panel.age.property("role") == "muted"
    desk.products[1] = replace(desk.products[1], stock_fetched_at=NOW - 6 * 60_000)
    desk.publish(ChangeSet(products_changed=("SKU-B05",)))
    qtbot.waitUntil(lambda: panel.age.text() == "Tồn Omni 6 phút trước · F5 cập nhật")
    assert panel.age.property("role") == "warn"


def test_without_omni_there_is_no_button_and_f5_says_why(
    qtbot: QtBot, stock_window: MainWindow, panel: ProductPanel, catalog: Catalog
) -> None:
    """§9: what is not built is not drawn."""
    catalog.link = OmniConnection(message="Chưa có mã truy cập Omni.")
    stock_window.show_screen(STOCK)
    assert stock_window.screen_stock is not None
    assert not stock_window.screen_stock.head.refresh_button.isVisible()
    assert "F5" not in stock_window.status.keys
    qtbot.keyClick(stock_window, Qt.Key.Key_F5)
    assert stock_window.screen_stock.list.notice.text == "Chưa có mã truy cập Omni."
    stock_window.show_screen(LIVE)
    assert not panel.refresh_button.isVisible()
    assert "F5" not in panel.age.text()
    qtbot.keyClick(stock_window, Qt.Key.Key_F5)
    assert panel.notice.text == "Chưa có mã truy cập Omni."
    assert catalog.done == []


def test_a_refresh_that_cannot_begin_says_why(
    qtbot: QtBot, stock_window: MainWindow, panel: ProductPanel, catalog: Catalog
) -> None:
    catalog.fault = refusal("Omni đang bận.")
    qtbot.keyClick(stock_window, Qt.Key.Key_F5)
    assert panel.notice.text == "Omni đang bận."


def test_a_screen_that_was_hidden_shows_how_the_refresh_stands(
    stock_window: MainWindow, panel: ProductPanel, stock: StockScreen, catalog: Catalog
) -> None:
    """architecture.md §5: hidden screens do nothing, and are true when they come into sight."""
    catalog.tell(RUNNING)
    assert panel.age.text() == "Tồn Omni 12 giây trước · F5 cập nhật"
    stock_window.show_screen(LIVE)
    assert panel.age.text() == "Đang đọc Omni: 620 / 1.248"
    catalog.tell(DONE)
    stock_window.show_screen(STOCK)
    assert stock.strip.title.text() == headline(DONE)


@pytest.mark.parametrize(
    ("changes", "warned"),
    [
        ({"open_sale": 20, "stock": 5, "reserved": 3, "sold": 0}, True),
        ({"open_sale": 5, "stock": 5, "reserved": 3, "sold": 0}, False),
        ({"open_sale": None, "stock": 5}, False),
        ({"open_sale": 20, "stock": 5, "tracked": False}, False),
        ({"open_sale": 20, "stock": None}, False),
        ({"open_sale": 20, "stock": 5, "reserved": 20, "sold": 0}, False),
    ],
)
def test_open_sale_above_omnis_stock_is_warned_about(
    theme: Theme, changes: dict[str, object], warned: bool
) -> None:
    """§3: open_sale above Omni's stock is warned about; not where nothing is left to sell."""
    row = product_row("A02", **changes)
    layout = lay_out_product(row, 336, NOW, theme.fonts, theme.tokens, stepping=False)
    chips = [(pill.text, pill.icon, pill.colour) for _, pill in layout.chips]
    assert exceeds_stock(row) is warned
    assert (("Lớn hơn tồn Omni 5", "triangle-alert", LIGHT.warn) in chips) is warned


def test_a_warning_without_room_is_still_a_mark_with_a_tooltip(theme: Theme, panel: ProductPanel) -> None:
    row = product_row("A02", open_sale=50, stock=5, waiting=3)
    layout = lay_out_product(row, 300, NOW, theme.fonts, theme.tokens, stepping=False)
    assert [(pill.text, pill.icon) for _, pill in layout.chips] == [
        ("3 đang chờ", ""),
        ("", "triangle-alert"),
    ]
    assert "Mở bán 50, lớn hơn tồn Omni 5" in panel.view.tooltip(row)
