"""Find anything (Ctrl+K): over the screen, by keyboard and by mouse (product.md §9)."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.services.live_rows import FeedFilter
from desktop.ui.theme import Theme

from .sidebar_stage import Stage
from .test_sidebar import HA, Key, click, focus, press, write


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme, pool: ThreadPoolExecutor) -> Iterator[Stage]:
    stage = Stage(qtbot, theme, pool)
    stage.say(f"B05 x2 {HA}")
    for number in range(30):
        stage.say(f"đẹp quá {number}", f"p{number}", f"Lê Vy {number}")
    yield stage
    stage.end()


def ctrl_k(stage: Stage) -> None:
    stage.screen.feed.view.setFocus()
    QTest.keyClick(focus(), Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert focus() is stage.screen.palette_of_finds.field


def titles(stage: Stage) -> list[str]:
    found = stage.screen.palette_of_finds.list
    return [item.text() for row in range(found.rowCount()) if (item := found.item(row, 0)) is not None]


def test_a_buyer_is_found_by_phone_and_opened_by_enter(stage: Stage) -> None:
    ctrl_k(stage)
    write(focus(), "345678")
    assert titles(stage)[:2] == ["Khách", "Trần Thu Hà"]
    press(focus(), Key.Key_Return)
    stage.wait(lambda: stage.panel.head.name.text() == "Trần Thu Hà")
    assert not stage.screen.palette_of_finds.isVisible() and focus() is stage.screen.feed.view


def test_arrows_choose_over_the_headings_and_a_comment_is_scrolled_to(stage: Stage) -> None:
    stage.screen.feed.chips.chips.choose(FeedFilter.ORDERED)
    ctrl_k(stage)
    write(focus(), "le vy 3")
    found = stage.screen.palette_of_finds.list
    press(focus(), Key.Key_Up)
    assert found.currentRow() == found.rowCount() - 1, "round the end"
    press(focus(), Key.Key_Down)
    assert found.currentRow() == 1
    focus().clear()  # type: ignore[attr-defined]
    write(focus(), "dep qua 7")
    press(focus(), Key.Key_Return)
    chosen = stage.screen.feed.view.chosen
    assert chosen is not None and chosen.message == "đẹp quá 7", "also under another chip"
    stage.wait(lambda: stage.panel.head.name.text() == "Lê Vy 7")


def test_a_product_is_chosen_in_its_panel(stage: Stage) -> None:
    stage.screen.products.filter.setText("khan")
    ctrl_k(stage)
    write(focus(), "a01")
    press(focus(), Key.Key_Down, Key.Key_Return)
    chosen = stage.screen.products.view.chosen
    assert chosen is not None and chosen.sku == "A01-L"
    assert focus() is stage.screen.products.view


def test_mouse_only(stage: Stage) -> None:
    click(stage.screen.find_button)
    palette = stage.screen.palette_of_finds
    palette.field.setText("thu ha")
    stage.settle()
    row = titles(stage).index("Trần Thu Hà")
    at = palette.list.visualItemRect(palette.list.item(row, 0)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    stage.wait(lambda: stage.panel.head.name.text() == "Trần Thu Hà")


def test_esc_or_the_keyboard_elsewhere_ends_it_and_comments_go_on_below(stage: Stage) -> None:
    ctrl_k(stage)
    write(focus(), "xyz")
    palette = stage.screen.palette_of_finds
    assert palette.none.isVisible() and "xyz" in palette.none.text()
    stage.say("vẫn chạy", "p99", "Ai Đó")
    assert palette.isVisible()
    press(focus(), Key.Key_Escape)
    assert not palette.isVisible() and focus() is stage.screen.feed.view
    ctrl_k(stage)
    stage.screen.products.filter.setFocus()
    stage.settle()
    assert not palette.isVisible()


def test_a_search_never_widens_the_window_and_stays_inside(stage: Stage) -> None:
    ctrl_k(stage)
    write(focus(), "vy")
    palette = stage.screen.palette_of_finds
    assert stage.screen.rect().contains(palette.geometry())
