"""Orders by hand (F3), in the place of the sidebar, by mouse and by keyboard (product.md §3, §9)."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.domain.capture.outcome import Outcome
from desktop.ui.theme import Theme

from .sidebar_stage import Stage
from .test_sidebar import HA, Key, click, focus, press, write


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme, pool: ThreadPoolExecutor) -> Iterator[Stage]:
    stage = Stage(qtbot, theme, pool)
    yield stage
    stage.end()


def choose(stage: Stage, comment: str) -> None:
    stage.screen.go_to_comment(comment)
    stage.settle()


def test_f3_reads_the_comment_and_enter_makes_the_order_keyboard_only(stage: Stage) -> None:
    comment = stage.say(f"BO5 x2 nha {HA}")
    choose(stage, comment)
    press(focus(), Key.Key_F3)
    form = stage.panel.form
    assert stage.panel.shows_form and form.quote.text() == f"“BO5 x2 nha {HA}”"
    assert [line.wish.skus for line in form.lines] == [("B05",)] and form.lines[0].quantity.quantity == 2
    assert form.lines[0].doubt.text == "Chưa chắc" and form.phone.text() == "0912 345 678"
    assert focus() is form.picker.field
    write(focus(), "a01 l")
    press(focus(), Key.Key_Return)
    assert len(form.lines) == 2 and form.total.text().startswith("597.000")
    press(focus(), Key.Key_Return)
    assert not stage.panel.shows_form and focus() is stage.screen.feed.view
    assert stage.live.stored(comment).outcome is Outcome.ORDERED
    assert [(line.sku, line.quantity) for line in stage.cart().lines] == [("B05", 2), ("A01-L", 1)]
    assert stage.panel.head.name.text() == "Trần Thu Hà", "the buyer is on show"


def test_f3_mouse_only(stage: Stage) -> None:
    stage.open(stage.say("đẹp quá shop"))
    click(stage.panel.order_button)
    form = stage.panel.form
    form.picker.field.setText("b05")
    stage.settle()
    listed = form.picker.list
    QTest.mouseClick(
        listed.viewport(), Qt.MouseButton.LeftButton, pos=listed.visualItemRect(listed.item(0)).center()
    )
    stage.settle()
    click(form.lines[0].quantity.more)
    form.phone.setText(HA)
    click(form.make_button)
    assert stage.cart().lines[0].quantity == 2 and not stage.panel.shows_form


def test_the_button_never_opens_the_form_for_the_buyer_before(stage: Stage) -> None:
    """Another comment was chosen a moment ago, and the buyer before is still on show."""
    before, comment = stage.say("đẹp quá"), stage.say("chốt cho em nha", "u2", "Lê Vy")
    stage.open(before)
    view = stage.screen.feed.view
    index = view.shown.index(view.shown.place_of(comment) or 0, 0)
    view.setCurrentIndex(index)
    view.clicked.emit(index)
    stage.panel.order_button.click()
    stage.wait(lambda: stage.panel.shows_form)
    assert stage.panel.form.comment_id == comment and stage.panel.form.who.text() == "Lê Vy"


def test_3_short_makes_nothing_and_offers_the_waitlist(stage: Stage) -> None:
    stage.say("B05 x4 0987654321", "u2", "Lê Vy")
    comment = stage.say(f"BO5 x3 {HA}")
    choose(stage, comment)
    press(focus(), Key.Key_F3)
    form = stage.panel.form
    press(focus(), Key.Key_Return)
    assert "B05 chỉ còn 1" in form.fault.text() and focus() is form.waitlist_button
    assert stage.live.stored(comment).outcome is Outcome.SUGGESTED and len(form.lines) == 1
    press(focus(), Key.Key_Return)
    assert stage.live.waitlist("B05") == [comment] and not stage.panel.shows_form


def test_a_wrong_phone_is_told_and_nothing_that_was_typed_is_lost(stage: Stage) -> None:
    comment = stage.say("B05 nè shop ơi")
    choose(stage, comment)
    press(focus(), Key.Key_F3)
    form = stage.panel.form
    form.phone.setFocus()
    write(form.phone, "0912")
    press(form.phone, Key.Key_Return)
    assert "10 chữ số" in form.fault.text() and form.phone.text() == "0912"
    write(form.phone, "345678")
    assert form.fault.isHidden()
    press(form.phone, Key.Key_Return)
    assert stage.cart().phone == HA


def test_a_buyer_who_wrote_nothing_is_typed_in(stage: Stage) -> None:
    stage.screen.feed.view.setFocus()
    stage.screen.order_asked.emit()
    form = stage.panel.form
    assert form.name.isVisible() and focus() is form.name
    write(form.name, "Chị Hoa")
    form.picker.field.setFocus()
    write(form.picker.field, "b05 x2")
    press(form.picker.field, Key.Key_Return)
    press(form.picker.field, Key.Key_Return)
    assert "SĐT" in form.fault.text()
    write(form.phone, HA)
    click(form.make_button)
    assert stage.panel.head.name.text() == "Chị Hoa" and stage.live.counters("B05").reserved == 2


def test_the_form_of_a_comment_may_be_given_to_somebody_else(stage: Stage) -> None:
    choose(stage, stage.say(f"BO5 {HA}"))
    press(focus(), Key.Key_F3)
    click(stage.panel.form.blank_button)
    form = stage.panel.form
    assert form.lines == [] and form.name.isVisible() and form.comment_id is None


def test_esc_puts_the_form_away_and_makes_nothing(stage: Stage) -> None:
    choose(stage, stage.say(f"BO5 {HA}"))
    press(focus(), Key.Key_F3)
    write(focus(), "b0")
    press(focus(), Key.Key_Escape)
    assert stage.panel.shows_form and stage.panel.form.picker.field.text() == "", "first what is typed"
    press(focus(), Key.Key_Escape)
    assert not stage.panel.shows_form and focus() is stage.screen.feed.view
    assert stage.live.counters("B05").reserved == 0


def test_a_code_half_typed_is_not_forgotten(stage: Stage) -> None:
    choose(stage, stage.say(f"BO5 {HA}"))
    press(focus(), Key.Key_F3)
    write(focus(), "a0")
    click(stage.panel.form.make_button)
    assert "gõ dở" in stage.panel.form.fault.text() and stage.live.counters("B05").reserved == 0


def test_enter_on_a_button_of_a_line_presses_it_and_makes_no_order(stage: Stage) -> None:
    choose(stage, stage.say(f"BO5 {HA}"))
    press(focus(), Key.Key_F3)
    button = stage.panel.form.lines[0].remove_button
    button.setFocus()
    press(button, Key.Key_Return)
    assert stage.panel.form.lines == [] and stage.live.counters("B05").reserved == 0


def test_1_in_manual_mode_the_form_is_how_comments_become_orders(
    qtbot: QtBot, theme: Theme, pool: ThreadPoolExecutor
) -> None:
    stage = Stage(qtbot, theme, pool, mode="manual")
    comment = stage.say(f"B05 x9 {HA}")
    assert stage.live.stored(comment).outcome is Outcome.SUGGESTED
    choose(stage, comment)
    press(focus(), Key.Key_F3)
    press(focus(), Key.Key_Return)
    assert stage.cart().lines[0].quantity == 9, "no open sale by hand"
    stage.end()


def test_an_order_by_hand_is_taken_back_with_ctrl_z(stage: Stage) -> None:
    choose(stage, stage.say(f"BO5 {HA}"))
    press(focus(), Key.Key_F3)
    press(focus(), Key.Key_Return)
    stage.wait(lambda: "Đã tạo đơn" in stage.screen.feed.toast.text)
    click(stage.screen.feed.toast.button)
    assert stage.live.counters("B05").reserved == 0
    stage.wait(lambda: stage.panel.view is not None and stage.panel.view.cart is None)
