"""The sidebar of a buyer: shown, followed, edited by mouse and by keyboard (product.md §5, §6, §9)."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.orders import OrderStatus
from desktop.domain.stock import LineState
from desktop.services.buyer_rows import CartLine
from desktop.ui.sidebar.cart_card import ADDRESS, NAME, NOTE, PHONE
from desktop.ui.theme import Theme

from .sidebar_stage import Stage

HA = "0912345678"
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme, pool: ThreadPoolExecutor) -> Iterator[Stage]:
    stage = Stage(qtbot, theme, pool)
    yield stage
    stage.end()


def click(widget: QWidget) -> None:
    assert widget.isVisible() and widget.isEnabled()
    QTest.mouseClick(widget, LEFT)
    QApplication.processEvents()


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)
        QApplication.processEvents()


def write(widget: QWidget, text: str) -> None:
    """Type a text; letters with accents come composed, as a typing program hands them over."""
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(widget, letter)
        else:
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QApplication.sendEvent(widget, event)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def lines(stage: Stage) -> list[CartLine]:
    return list(stage.cart().lines)


def row_of(stage: Stage, place: int = 0):  # type: ignore[no-untyped-def]
    return list(stage.panel.cart.rows.values())[place]


def test_before_a_buyer_is_chosen_it_says_how(stage: Stage) -> None:
    assert stage.panel.isVisible() and stage.panel.buyer is None
    assert "Enter" in stage.panel.empty.sentence.text()


def test_9_enter_in_the_feed_opens_the_buyer_and_arrows_follow(stage: Stage) -> None:
    """§9: ↑↓ choose, Enter open the buyer."""
    first, second = stage.say(f"B05 x2 {HA}"), stage.say("đẹp quá", "u2", "Lê Vy")
    feed = stage.screen.feed.view
    feed.setFocus()
    stage.screen.close_sidebar()
    feed.setCurrentIndex(feed.shown.index(0, 0))
    press(feed, Key.Key_Return)
    stage.wait(lambda: stage.panel.head.name.text() == "Trần Thu Hà")
    assert stage.panel.isVisible() and focus() is feed, "the keyboard stays in the feed"
    assert stage.panel.head.number.text() == "STT 1" and stage.panel.head.phone.text() == "0912 345 678"
    press(feed, Key.Key_Down)
    stage.wait(lambda: stage.panel.head.name.text() == "Lê Vy")
    assert [row.message for row in stage.panel.comments.thread_model.rows] == ["đẹp quá"]
    assert {first, second} == {"c1", "c2"}


def test_a_click_on_a_comment_shows_its_buyer_and_a_double_click_opens_the_sidebar_again(
    stage: Stage,
) -> None:
    stage.say(f"B05 {HA}")
    stage.say("đẹp quá", "u2", "Lê Vy")
    feed = stage.screen.feed.view
    at = [feed.visualRect(feed.shown.index(place, 0)).center() for place in (0, 1)]
    QTest.mouseClick(feed.viewport(), LEFT, pos=at[0])
    stage.wait(lambda: stage.panel.head.name.text() == "Trần Thu Hà")
    click(stage.panel.head.close_button)
    assert not stage.panel.isVisible() and stage.screen.sidebar_button.isVisible()
    QTest.mouseClick(feed.viewport(), LEFT, pos=at[1])
    stage.settle()
    assert not stage.panel.isVisible(), "a click alone does not bring it back"
    QTest.mouseDClick(feed.viewport(), LEFT, pos=at[1])
    stage.wait(lambda: stage.panel.isVisible() and stage.panel.head.name.text() == "Lê Vy")


def test_the_pages_own_comment_has_no_buyer_and_says_so(stage: Stage) -> None:
    own = stage.say("Cả nhà chốt B05 nha", "1001", "Shop Mây")
    assert stage.window.live is not None and stage.window.live.sidebar is not None
    stage.window.live.sidebar.open_comment(own)
    stage.settle()
    assert stage.panel.buyer is None and "của trang" in stage.panel.empty.sentence.text()


def test_mouse_only_quantity_remove_and_add(stage: Stage) -> None:
    stage.open(stage.say(f"B05 x2 {HA}"))
    row = row_of(stage)
    click(row.quantity.more)
    click(row.quantity.more)
    assert lines(stage)[0].quantity == 4 and row.quantity.field.text() == "4"
    click(row.quantity.less)
    assert lines(stage)[0].quantity == 3
    stage.panel.cart.picker.field.setText("a01 m")
    stage.settle()
    listed = stage.panel.cart.picker.list
    rect = listed.visualItemRect(listed.item(0))
    QTest.mouseClick(listed.viewport(), LEFT, pos=rect.center())
    assert [line.sku for line in lines(stage)] == ["B05", "A01-M"]
    click(row.remove_button)
    assert [line.sku for line in lines(stage)] == ["A01-M"]
    assert stage.live.counters("B05").reserved == 0


def test_3_more_than_there_is_is_refused_with_a_sentence_and_the_figure_in_force_stays(stage: Stage) -> None:
    stage.open(stage.say(f"B05 x2 {HA}"))
    field = row_of(stage).quantity.field
    field.setFocus()
    field.selectAll()
    write(field, "9")
    press(field, Key.Key_Return)
    assert "chỉ còn 3" in stage.panel.notice.text
    assert field.text() == "2" and lines(stage)[0].quantity == 2


def test_keyboard_only_from_the_feed_through_the_cart_and_back(stage: Stage) -> None:
    """Alt+2 the cart, ↑ one more, Tab on, Enter presses, Esc back to the feed (product.md §9)."""
    stage.open(stage.say(f"B05 x2 {HA}"))
    stage.screen.feed.view.setFocus()
    QTest.keyClick(focus(), Key.Key_2, Qt.KeyboardModifier.AltModifier)
    quantity = row_of(stage).quantity.field
    assert focus() is quantity
    press(focus(), Key.Key_Up)
    assert lines(stage)[0].quantity == 3
    reached = set[QWidget]()
    for _ in range(40):
        reached.add(focus())
        press(focus(), Key.Key_Tab)
    cart = stage.panel.cart
    wanted = {
        row_of(stage).remove_button,
        cart.picker.field,
        cart.fields[PHONE].field,
        cart.fields[ADDRESS].field,
        cart.fields[NOTE].field,
        cart.history.button,
        cart.confirm_button,
        cart.cancel_button,
        stage.panel.head.copy_button,
    }
    assert wanted <= reached
    cart.picker.field.setFocus()
    write(focus(), "a01 m x2")
    press(focus(), Key.Key_Return)
    assert [(line.sku, line.quantity) for line in lines(stage)] == [("B05", 3), ("A01-M", 2)]
    press(focus(), Key.Key_Escape)
    assert focus() is stage.screen.feed.view


def test_5_confirm_says_what_is_missing_then_confirms_with_the_address_just_typed(stage: Stage) -> None:
    stage.open(stage.say(f"B05 {HA}"))
    cart = stage.panel.cart
    click(cart.confirm_button)
    assert "thiếu địa chỉ" in stage.panel.notice.text
    write(cart.fields[ADDRESS].field, "12 Hàng Bạc")
    click(cart.confirm_button)
    assert stage.cart().status is OrderStatus.CONFIRMED and cart.status.text == "Đã xác nhận"
    assert stage.cart().address == "12 Hàng Bạc"
    click(cart.unconfirm_button)
    assert cart.status.text == "Nháp" and cart.confirm_button.isVisible()


def test_5_cancelling_asks_in_place_first(stage: Stage) -> None:
    stage.open(stage.say(f"B05 {HA}"))
    cart = stage.panel.cart
    click(cart.cancel_button)
    assert cart.question.isVisible() and focus() is cart.question.no, "the safe answer has the keyboard"
    press(focus(), Key.Key_Return)
    assert not cart.question.isVisible() and stage.view().cart is not None
    click(cart.cancel_button)
    click(cart.question.yes)
    assert stage.view().cart is None and stage.live.counters("B05").reserved == 0
    assert not cart.foot.isVisible() and cart.none.isVisible()


def test_escape_answers_the_question_with_no(stage: Stage) -> None:
    stage.open(stage.say(f"B05 {HA}"))
    cart = stage.panel.cart
    click(cart.cancel_button)
    press(focus(), Key.Key_Escape)
    assert not cart.question.isVisible() and focus() is cart.cancel_button
    assert stage.view().cart is not None


def test_2_8_a_phone_typed_in_the_sidebar_puts_the_held_line_into_the_cart(stage: Stage) -> None:
    stage.open(stage.say("B05 x2"))
    row, field = row_of(stage), stage.panel.cart.fields[PHONE]
    assert row.state.text.startswith("Chờ SĐT đến ")
    write(field.field, "0912")
    press(field.field, Key.Key_Return)
    assert "10 chữ số" in field.hint.text() and field.typed == "0912", "what was typed stays"
    write(field.field, ".345.678")
    press(field.field, Key.Key_Return)
    assert lines(stage)[0].state is LineState.RESERVED and field.typed == "0912 345 678"
    assert field.hint.isHidden() and not row_of(stage).state.isVisible()


def test_2_5_the_variant_of_an_open_line_is_chosen_from_a_menu(stage: Stage) -> None:
    stage.open(stage.say(f"A01 {HA}"))
    row = row_of(stage)
    assert row.choice.choices == ("M", "L · còn 1")
    row.choice.menu_of_choices.actions()[2].trigger()
    assert lines(stage)[0].sku == "A01-L"


def test_a_hidden_name_is_typed_before_confirming(stage: Stage) -> None:
    stage.open(stage.say(f"B05 {HA}", name=""))
    name = stage.panel.cart.fields[NAME]
    assert stage.panel.head.name.text() == "Khách ẩn tên" and name.isVisible()
    write(name.field, "Chị Hoa")
    press(name.field, Key.Key_Return)
    assert stage.panel.head.name.text() == "Chị Hoa" and not name.isVisible()


def test_what_is_being_typed_outlives_a_change_from_outside_and_the_conflict_is_told(stage: Stage) -> None:
    stage.open(stage.say(f"B05 {HA}"))
    field = stage.panel.cart.fields[ADDRESS]
    field.field.setFocus()
    write(field.field, "5 Láng")
    order = stage.cart().order
    assert order is not None
    stage.say("B05 đẹp ghê")
    assert field.typed == "5 Láng", "a comment of the same buyer"
    stage.run(stage.desk.set_address(order, None, "12 Hàng Bạc"))
    stage.wait(lambda: not field.hint.isHidden())
    assert field.typed == "5 Láng" and "12 Hàng Bạc" in field.hint.text()
    press(field.field, Key.Key_Return)
    assert stage.cart().address == "5 Láng"
    write(field.field, " Hạ")
    stage.run(stage.desk.set_address(order, "5 Láng", "7 Phố Huế"))
    stage.wait(lambda: not field.hint.isHidden())
    press(field.field, Key.Key_Escape)
    assert field.typed == "7 Phố Huế" and not field.is_dirty


def test_what_was_refused_for_one_buyer_is_there_again_when_they_are_shown_again(stage: Stage) -> None:
    first, second = stage.say(f"B05 {HA}"), stage.say("B05 0987654321", "u2", "Lê Vy")
    stage.open(first)
    field = stage.panel.cart.fields[PHONE].field
    field.selectAll()
    write(field, "091")
    stage.open(second)
    assert field.text() == "0987 654 321"
    stage.open(first)
    assert field.text() == "091"


def test_unikey_writes_with_backspace_and_composed_letters(stage: Stage) -> None:
    """§9: typing programs rewrite letters; nothing of that is a shortcut, and the text comes out right."""
    stage.open(stage.say(f"B05 {HA}"))
    field = stage.panel.cart.fields[ADDRESS].field
    field.setFocus()
    for typed in ("H", "a", "f"):
        write(field, typed)
    press(field, Key.Key_Backspace, Key.Key_Backspace)
    event = QInputMethodEvent()
    event.setCommitString("à")
    QApplication.sendEvent(field, event)
    write(field, "ng")
    assert field.text() == "Hàng"
    press(field, Key.Key_Return)
    assert stage.cart().address == "Hàng"
    picker = stage.panel.cart.picker.field
    picker.setFocus()
    write(picker, "khan")
    press(picker, Key.Key_Backspace, Key.Key_Backspace)
    event = QInputMethodEvent()
    event.setCommitString("ăn")
    QApplication.sendEvent(picker, event)
    press(picker, Key.Key_Return)
    assert lines(stage)[0].quantity == 2, "found without and with accents"


def test_a_buyer_is_read_again_only_when_something_of_theirs_changed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.open(stage.say(f"B05 {HA}"))
    read: list[int] = []
    view = stage.desk.view

    async def counting(buyer: int):  # type: ignore[no-untyped-def]
        read.append(buyer)
        return await view(buyer)

    monkeypatch.setattr(stage.desk, "view", counting)
    checked: list[int] = []
    stamp = stage.desk.stamp

    async def stamping(buyer: int) -> object:
        checked.append(buyer)
        return await stamp(buyer)

    monkeypatch.setattr(stage.desk, "stamp", stamping)
    stage.say("B05 0987654321", "u2", "Lê Vy")
    stage.wait(lambda: bool(checked))
    assert read == []
    stage.say("hàng đẹp quá shop")
    stage.wait(lambda: bool(read))
    assert stage.panel.comments.thread_model.rowCount() == 2


def test_5_a_closed_order_is_shown_to_read_only(stage: Stage) -> None:
    comment = stage.say(f"B05 x2 {HA}")
    stage.live.close(comment)
    stage.open(comment)
    past = stage.panel.findChildren(QWidget, "cartCard")
    cards = [card for card in past if card is not stage.panel.cart and card.isVisible()]
    (card,) = cards
    edits = [field for field in card.findChildren(QLineEdit) if field.isVisible()]
    buttons = [one for one in card.findChildren(QAbstractButton) if one.isVisible()]
    assert edits == [] and [button.accessibleName() for button in buttons] == ["Lịch sử (3)"]
    buttons[0].click()
    assert stage.panel.cart.none.isVisible(), "a new cart may begin beside it"


def test_the_phone_is_copied(stage: Stage) -> None:
    stage.open(stage.say(f"B05 {HA}"))
    click(stage.panel.head.copy_button)
    assert QGuiApplication.clipboard().text() == HA


def test_enter_on_an_own_comment_brings_it_into_sight_in_the_feed(stage: Stage) -> None:
    first = stage.say(f"B05 {HA}")
    for number in range(40):
        stage.say("đẹp", f"p{number}", "Ai đó")
    stage.open(first)
    stage.panel.comments.setCurrentIndex(stage.panel.comments.thread_model.index(0, 0))
    stage.panel.comments.setFocus()
    press(stage.panel.comments, Key.Key_Return)
    chosen = stage.screen.feed.view.chosen
    assert chosen is not None and chosen.comment_id == first
    assert focus() is stage.screen.feed.view


def test_every_control_has_a_name(stage: Stage) -> None:
    stage.open(stage.say(f"A01 {HA}"))
    stage.say("B05")
    stage.wait(lambda: len(stage.panel.cart.rows) == 2)
    controls = [
        *stage.panel.findChildren(QAbstractButton),
        *stage.panel.findChildren(QLineEdit),
    ]
    reachable = [one for one in controls if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert len(reachable) > 15
    assert [one for one in reachable if not one.accessibleName()] == []


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1600, 900)])
def test_9_the_sidebar_is_narrow_in_a_narrow_window_and_the_feed_stays_usable(
    qtbot: QtBot, theme: Theme, pool: ThreadPoolExecutor, size: tuple[int, int]
) -> None:
    """§9: at 1280×720 and 1366×768 the sidebar is 320 px."""
    stage = Stage(qtbot, theme, pool, size)
    stage.open(stage.say(f"B05 {HA}"))
    assert stage.panel.width() == (376 if size[0] >= 1440 else 320)
    assert stage.screen.feed.width() >= 560
    assert stage.window.width() == size[0], "nothing widens the window"
    foot = stage.panel.cart.foot
    assert foot.isVisible() and foot.mapTo(stage.window, foot.rect().bottomRight()).x() <= size[0]
    stage.end()
