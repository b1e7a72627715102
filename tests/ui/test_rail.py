"""The rail and what it brings into sight (product.md §9; architecture.md §5: hidden screens do nothing)."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from desktop.services.live_rows import ChangeSet
from desktop.ui.main_window import LIVE, STOCK, MainWindow
from desktop.ui.stock.presenter import StockPresenter

from .catalog_desk import Catalog
from .conftest import Desk


def is_idle(presenter: QObject) -> bool:
    """Whether nothing is about to happen: no timer of it runs."""
    timers = presenter.findChildren(QTimer)
    assert timers
    return not any(timer.isActive() for timer in timers)


def test_only_screens_that_exist_have_a_button(window: MainWindow, stock_window: MainWindow) -> None:
    """§9: what is not built is not drawn."""
    assert list(window.rail.buttons) == [LIVE]
    assert list(stock_window.rail.buttons) == [LIVE, STOCK]
    assert [button.text() for button in stock_window.rail.buttons.values()] == ["Live", "Sản phẩm"]


def test_a_press_shows_the_screen_and_its_keys(stock_window: MainWindow) -> None:
    stock_window.rail.buttons[STOCK].click()
    assert stock_window.stack.currentWidget() is stock_window.screen_stock
    assert stock_window.rail.buttons[STOCK].isChecked()
    assert not stock_window.rail.buttons[LIVE].isChecked()
    assert "Ctrl+N tạo" in stock_window.status.keys
    stock_window.rail.buttons[LIVE].click()
    assert stock_window.stack.currentWidget() is stock_window.screen_live
    assert "F5 tồn kho" in stock_window.status.keys


def test_the_live_screen_reads_nothing_while_hidden_and_everything_after(
    qtbot: QtBot, stock_window: MainWindow, desk: Desk
) -> None:
    """architecture.md §5; nothing is lost: what came meanwhile is there when the screen is."""
    model = stock_window.screen_live.feed.model
    stock_window.show_screen(STOCK)
    before = desk.feed_reads
    for _ in range(20):
        desk.add_comments(5)
    desk.publish(ChangeSet(comments_changed=("c1",), write_lag=7))
    assert is_idle(stock_window.live.presenter)
    assert (desk.feed_reads, model.rowCount()) == (before, 0)
    assert stock_window.status.write_lag.text() == "Trễ ghi 7 ms"
    stock_window.show_screen(LIVE)
    qtbot.waitUntil(lambda: model.rowCount() == 100)
    assert model.comment_ids() == [row.comment_id for row in desk.rows]


def test_the_product_screen_reads_nothing_before_and_while_it_is_hidden(
    qtbot: QtBot, stock_window: MainWindow, catalog: Catalog
) -> None:
    assert catalog.questions == []
    stock_window.show_screen(STOCK)
    qtbot.waitUntil(lambda: len(catalog.questions) == 1)
    stock_window.show_screen(LIVE)
    catalog.tell_rows()
    assert stock_window.screen_stock is not None
    assert is_idle(stock_window.screen_stock.findChild(StockPresenter))
    assert len(catalog.questions) == 1
    stock_window.show_screen(STOCK)
    qtbot.waitUntil(lambda: len(catalog.questions) == 2)
