"""What a seller does otherwise with the mouse than with the keyboard, for new_user_errand.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListWidget, QTableView, QToolButton

from desktop.ui.live.screen import LiveScreen
from desktop.ui.live_setup.life_row import LifeRowFrame
from e2e.hands import Keyboard, Mouse, awake, find, keyboard, type_text, until, visible

_FIGURE = QPoint(40, -20)
_SMALL = QPoint(40, -48)
"""From the upper right corner of a product's row to *còn N*, and to the small figures below."""


class Way(Protocol):
    """What a seller does in another manner with the mouse than with the keyboard."""

    hand: Mouse | Keyboard

    async def save_code(self) -> None: ...
    async def check(self, field: str, token: str) -> None: ...
    async def add_staff(self, name: str) -> None: ...
    async def open_picker(self) -> None: ...
    async def tick(self, table: QTableView, row: int) -> None: ...
    async def add_ticked(self) -> None: ...
    async def create(self) -> None: ...
    async def edit(self, table: QTableView, index: QModelIndex, text: str) -> None: ...
    async def save_script(self) -> None: ...
    async def leave_script(self) -> None: ...
    async def sync(self) -> None: ...
    async def raise_sale(self, screen: LiveScreen, sku: str) -> None: ...
    async def limit(self, screen: LiveScreen, sku: str, quantity: str) -> None: ...
    async def open_holders(self, screen: LiveScreen, sku: str) -> None: ...
    async def offer(self, table: QTableView, row: int) -> None: ...
    async def choose_comment(self, screen: LiveScreen, place: int) -> None: ...
    async def accept(self, screen: LiveScreen, place: int) -> None: ...
    async def undo(self) -> None: ...
    async def order_by_hand(self, screen: LiveScreen, place: int) -> None: ...
    async def take_first(self) -> None: ...
    async def make_order(self) -> None: ...
    async def pause(self) -> None: ...
    async def one_more(self, keyword: str) -> None: ...
    async def close_product(self, screen: LiveScreen, sku: str) -> None: ...
    async def switch_staff(self, name: str) -> None: ...
    async def back_to_list(self) -> None: ...
    async def end(self, row: LifeRowFrame) -> None: ...


class ByMouse:
    """Clicks, and letters into fields."""

    def __init__(self) -> None:
        self.hand = Mouse()

    async def save_code(self) -> None:
        await self.hand.press("Lưu tệp")
        await self.hand.press("Save")

    async def check(self, field: str, token: str) -> None:
        await self.hand.fill(field, token)
        await self.hand.press("Kiểm tra")

    async def add_staff(self, name: str) -> None:
        await self.hand.fill("Tên nhân viên mới", name)
        await self.hand.press("Thêm")

    async def open_picker(self) -> None:
        await self.hand.press("Thêm sản phẩm")

    async def tick(self, table: QTableView, row: int) -> None:
        await self.hand.click_cell(table, table.model().index(row, 0))

    async def add_ticked(self) -> None:
        await self.hand.press("Thêm 2 sản phẩm")

    async def create(self) -> None:
        await self.hand.press("Tạo sản phẩm")

    async def edit(self, table: QTableView, index: QModelIndex, text: str) -> None:
        await self.hand.click_cell(table, index)
        await _typing(table)
        type_text(text)

    async def save_script(self) -> None:
        await self.hand.press("Lưu cấu hình")

    async def leave_script(self) -> None:
        await self.hand.press("Về danh sách live")

    async def sync(self) -> None:
        await self.hand.press("Đồng bộ")

    async def raise_sale(self, screen: LiveScreen, sku: str) -> None:
        view = screen.products.view
        await self.hand.click_cell(view, screen.products.products.index_of(sku))
        await self.hand.press("Thêm 5 mở bán B05")

    async def limit(self, screen: LiveScreen, sku: str, quantity: str) -> None:
        view, rect = screen.products.view, screen.products.view.rect_of(sku)
        assert rect is not None
        await self.hand.click(view.viewport(), rect.topRight() - _SMALL)
        await self.hand.fill("Số lượng mở bán", quantity)
        await self.hand.click(view.editor.field.findChildren(QToolButton)[0])

    async def open_holders(self, screen: LiveScreen, sku: str) -> None:
        view, rect = screen.products.view, screen.products.view.rect_of(sku)
        assert rect is not None
        await self.hand.click(view.viewport(), rect.topRight() - _FIGURE)

    async def offer(self, table: QTableView, row: int) -> None:
        await self.hand.click_cell(table, table.model().index(row, 3))

    async def choose_comment(self, screen: LiveScreen, place: int) -> None:
        await self.hand.click_cell(screen.feed.view, screen.feed.view.shown.index(place, 0))

    async def accept(self, screen: LiveScreen, place: int) -> None:
        index = screen.feed.view.shown.index(place, 0)
        await self.hand.click_cell(screen.feed.view, index, Qt.MouseButton.RightButton)
        await self.hand.choose("Nhận gợi ý")

    async def undo(self) -> None:
        await self.hand.press("Hoàn tác")

    async def order_by_hand(self, screen: LiveScreen, place: int) -> None:
        await self.choose_comment(screen, place)
        await self.hand.press("Đơn thủ công")

    async def take_first(self) -> None:
        found = find(QListWidget, "Món khớp")
        assert found is not None
        await self.hand.click_cell(found, found.model().index(0, 0))

    async def make_order(self) -> None:
        await self.hand.press("Tạo đơn")

    async def pause(self) -> None:
        button = next(b for b in visible(QAbstractButton) if b.toolTip() == "F8")
        await self.hand.click(button)

    async def one_more(self, keyword: str) -> None:
        await self.hand.press(f"Thêm một {keyword}")

    async def close_product(self, screen: LiveScreen, sku: str) -> None:
        index = screen.products.products.index_of(sku)
        await self.hand.click_cell(screen.products.view, index, Qt.MouseButton.RightButton)
        await self.hand.choose("Đóng bán")

    async def switch_staff(self, name: str) -> None:
        await self.hand.press("Nhân viên: ")
        await self.hand.choose(name)

    async def back_to_list(self) -> None:
        await self.hand.press("Chiến dịch ")
        await self.hand.choose("Danh sách live")

    async def end(self, row: LifeRowFrame) -> None:
        if not find(QAbstractButton, "Kết thúc: "):
            await self.hand.click(row.menu_button)
            await self.hand.choose("Kết thúc")
        else:
            await self.hand.press("Kết thúc: ")
        await until(lambda: row.strip.is_asking, "it asks")
        await self.hand.click(row.strip.buttons[0])


class ByKeyboard:
    """Keys alone, as the status bar and the menu tell them."""

    def __init__(self) -> None:
        self.hand = Keyboard()

    async def save_code(self) -> None:
        await self.hand.press("Lưu tệp")
        await until(QApplication.activeModalWidget, "the dialog")
        await self.hand.key(Qt.Key.Key_Return)

    async def check(self, field: str, token: str) -> None:
        await until(lambda: find(QLineEdit, field), field)
        await self.hand.reach(QLineEdit, field)
        QApplication.clipboard().setText(token)
        await self.hand.control(Qt.Key.Key_V)
        await self.hand.key(Qt.Key.Key_Return)

    async def add_staff(self, name: str) -> None:
        await self.hand.fill("Tên nhân viên mới", name)
        await self.hand.key(Qt.Key.Key_Return)

    async def open_picker(self) -> None:
        await self.hand.control(Qt.Key.Key_F)

    async def tick(self, table: QTableView, row: int) -> None:
        await self.hand.key(Qt.Key.Key_Down)
        await self.hand.go_to_row(table, row)
        await self.hand.key(Qt.Key.Key_Space)

    async def add_ticked(self) -> None:
        await self.hand.key(Qt.Key.Key_Return)

    async def create(self) -> None:
        await self.hand.control(Qt.Key.Key_N)

    async def edit(self, table: QTableView, index: QModelIndex, text: str) -> None:
        await awake()
        if not table.isAncestorOf(keyboard()):
            await self.hand.reach(QTableView, table.accessibleName())
        await _typing(table, begin=lambda: self.hand.key(Qt.Key.Key_Return))
        while (at := table.currentIndex()).row() != index.row():
            await self.hand.key(Qt.Key.Key_Down if at.row() < index.row() else Qt.Key.Key_Up)
            await _typing(table)
        while (at := table.currentIndex()).column() != index.column():
            await self.hand.key(Qt.Key.Key_Tab if at.column() < index.column() else Qt.Key.Key_Backtab)
            await _typing(table)
        type_text(text)
        await self.hand.key(Qt.Key.Key_Return)

    async def save_script(self) -> None:
        await self.hand.control(Qt.Key.Key_S)

    async def leave_script(self) -> None:
        while find(QLineEdit, "Gõ thử một bình luận"):
            await self.hand.key(Qt.Key.Key_Escape)

    async def sync(self) -> None:
        await self.hand.key(Qt.Key.Key_F5)

    async def raise_sale(self, screen: LiveScreen, sku: str) -> None:
        await self._product(screen, "b05")
        await self.hand.press("Thêm 5 mở bán B05")

    async def limit(self, screen: LiveScreen, sku: str, quantity: str) -> None:
        await self._product(screen, "t1")
        await self.hand.key(Qt.Key.Key_Return)
        type_text(quantity)
        await self.hand.key(Qt.Key.Key_Return)
        await self.hand.key(Qt.Key.Key_Escape)

    async def open_holders(self, screen: LiveScreen, sku: str) -> None:
        await self._product(screen, "b05")
        await self.hand.control(Qt.Key.Key_G)

    async def offer(self, table: QTableView, row: int) -> None:
        await self.hand.go_to_row(table, row)
        await self.hand.key(Qt.Key.Key_Return)

    async def choose_comment(self, screen: LiveScreen, place: int) -> None:
        view = screen.feed.view
        if keyboard() is not view:
            await self.hand.reach(QTableView, view.accessibleName())
        await self.hand.go_to_row(view, place)
        await self.hand.key(Qt.Key.Key_Return)

    async def accept(self, screen: LiveScreen, place: int) -> None:
        await self.choose_comment(screen, place)
        await self.hand.key(Qt.Key.Key_F4)

    async def undo(self) -> None:
        await self.hand.control(Qt.Key.Key_Z)

    async def order_by_hand(self, screen: LiveScreen, place: int) -> None:
        await self.choose_comment(screen, place)
        await self.hand.key(Qt.Key.Key_F3)

    async def take_first(self) -> None:
        await self.hand.key(Qt.Key.Key_Return)

    async def make_order(self) -> None:
        await self.hand.key(Qt.Key.Key_Return)

    async def pause(self) -> None:
        await self.hand.key(Qt.Key.Key_F8)

    async def one_more(self, keyword: str) -> None:
        await self.hand.press(f"Thêm một {keyword}")

    async def close_product(self, screen: LiveScreen, sku: str) -> None:
        await self._product(screen, "b05")
        await self.hand.control(Qt.Key.Key_D)

    async def switch_staff(self, name: str) -> None:
        await self.hand.press("Nhân viên: ")
        await self.hand.choose(name)

    async def back_to_list(self) -> None:
        await self.hand.press("Chiến dịch ")
        await self.hand.choose("Danh sách live")

    async def end(self, row: LifeRowFrame) -> None:
        await until(row.has_keyboard, "the keyboard is on the row")
        await self.hand.key(Qt.Key.Key_Menu)
        await self.hand.choose("Kết thúc")
        await until(lambda: row.strip.is_asking, "it asks")
        await self.hand.key(Qt.Key.Key_Return)

    async def _product(self, screen: LiveScreen, code: str) -> None:
        """Ctrl+F, the code, Enter: the keyboard is on the product; Esc shows the others again."""
        await self.hand.control(Qt.Key.Key_F)
        type_text(code)
        await self.hand.key(Qt.Key.Key_Return)
        await until(lambda: screen.products.view.chosen is not None, code)


async def _typing(table: QTableView, begin: Callable[[], Any] | None = None) -> QLineEdit | None:
    """Wait until a field of the table is being typed into; press a key for it where none is."""

    def field() -> QLineEdit | None:
        focus = QApplication.focusWidget()
        return focus if isinstance(focus, QLineEdit) and table.isAncestorOf(focus) else None

    if field() is None and begin is not None:
        await begin()
    await until(field, "a field of the table")
    return field()
