"""A seller's hands on the window: one that only clicks, one that only types (the issue: each way is a test).

Controls are found as a seller finds them, by the words on them or their name for screen readers, and only
where they can be seen: what is hidden, disabled or covered cannot be pressed, and that fails the test.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Protocol, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMenu,
    QWidget,
)

W = TypeVar("W", bound=QWidget)
MOST_TABS = 150
WITHIN = 30.0


class NotToBeFoundError(AssertionError):
    """What the seller looks for is not on the screen."""


async def until(done: Callable[[], object], what: str = "it did not come to that") -> None:
    """Wait until `done`, at most WITHIN seconds."""
    for _ in range(round(WITHIN / 0.02)):
        _activate()
        if done():
            return
        await asyncio.sleep(0.02)
    raise NotToBeFoundError(f"{what}; on the screen: {words_on_screen()}")


def _activate() -> None:
    """What every desktop does and the stand-in for one does not: after a dialog its window is in front."""
    if QApplication.activeWindow() is None:
        for top in QApplication.topLevelWidgets():
            if top.isVisible() and top.isWindow() and top.focusWidget() is not None:
                top.activateWindow()


def words_on_screen() -> str:
    """What can be read or pressed now, for a failing test."""
    shown = [_name(widget) for kind in (QAbstractButton, QLineEdit) for widget in visible(kind)]
    return " | ".join(filter(None, shown))


def visible(kind: type[W]) -> Iterator[W]:
    """The widgets of this kind that can be seen; a dialog keeps the hand from the windows behind it."""
    dialog = QApplication.activeModalWidget()
    for top in [dialog] if dialog is not None else QApplication.topLevelWidgets():
        if top.isVisible():
            yield from (widget for widget in [*top.findChildren(kind)] if widget.isVisible())


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text.replace("&", "")


def _is_named(widget: QWidget, name: str) -> bool:
    text = widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else ""
    texts = {widget.accessibleName(), text}
    return name in texts or any(text and text.startswith(name) for text in texts)


def find(kind: type[W], name: str) -> W | None:
    """The widget of that name that can be seen; an exact name goes before one that only begins so."""
    found = [widget for widget in visible(kind) if _is_named(widget, name)]
    exact = [widget for widget in found if name in (widget.accessibleName(), _name(widget))]
    return (exact or found or [None])[0]


async def done(act: Callable[[], object]) -> None:
    """Do this beside all tasks: Qt's test functions let events in, and a task in a task may not run."""
    answer = asyncio.get_running_loop().create_future()

    def run() -> None:
        try:
            act()
        except BaseException as error:
            answer.set_exception(error)
        else:
            answer.set_result(None)

    asyncio.get_running_loop().call_soon(run)
    await answer


class Hand(Protocol):
    """One way of using the window. Both wait until what they look for is there."""

    async def press(self, name: str) -> None:
        """Press the button of that name."""

    async def fill(self, name: str, text: str) -> None:
        """Put this text into the field of that name, in place of what is there."""

    async def choose(self, entry: str) -> None:
        """Choose the entry that begins so from the menu that is open."""


def type_text(text: str) -> None:
    """Type where the keyboard is; letters with accents come composed, as a typing program sends them."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = ord(letter.upper()) if letter.isascii() else 0
            QApplication.sendEvent(keyboard(), QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))


async def awake() -> None:
    """Wait until keys arrive somewhere."""
    await until(lambda: QApplication.activePopupWidget() or QApplication.activeWindow(), "the keyboard")


def keyboard() -> QWidget:
    """Where keys go: to the open menu, else to what has the focus."""
    found = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
    if found is None:
        raise NotToBeFoundError("the keyboard is nowhere")
    return found


async def _open_menu(entry: str) -> tuple[QMenu, QAction]:
    """The menu that is open and its entry that begins so, which can be chosen."""
    found: list[tuple[QMenu, QAction]] = []

    def look() -> bool:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            fitting = [action for action in menu.actions() if action.text().startswith(entry)]
            found[:] = [(menu, action) for action in fitting if action.isEnabled()]
        return bool(found)

    await until(look, f"no entry “{entry}”")
    return found[0]


async def _wanted(kind: type[W], name: str) -> W:
    found: list[W] = []

    def look() -> bool:
        if QApplication.activeWindow() is None:
            return False
        widget = find(kind, name)
        found[:] = [widget] if widget is not None and widget.isEnabled() else []
        return bool(found)

    await until(look, f"no {kind.__name__} “{name}”")
    return found[0]


class Mouse:
    """Clicks; letters alone are typed."""

    async def press(self, name: str) -> None:
        """Click the button of that name."""
        await self.click(await _wanted(QAbstractButton, name))

    async def fill(self, name: str, text: str) -> None:
        """Click into the field, empty it, type."""
        field = await _wanted(QLineEdit, name)
        await self.click(field)
        field.selectAll()
        type_text(text)

    async def choose(self, entry: str) -> None:
        """Click the entry."""
        menu, action = await _open_menu(entry)
        at = menu.actionGeometry(action).center()
        await done(lambda: QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=at))

    async def click(
        self,
        widget: QWidget,
        at: QPoint | None = None,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:
        """Click where a hand would: what lies on top there must be the widget, or a part of it.

        The right button asks for a menu, as it does on every desktop.
        """
        place, top = at or widget.rect().center(), widget.window()

        def hit() -> QWidget | None:
            found = top.childAt(widget.mapTo(top, place))
            return found if found is widget or widget.isAncestorOf(found) else None

        await until(
            hit, f"“{_name(widget)}” lies in sight, not below {top.childAt(widget.mapTo(top, place))}"
        )
        under = hit()
        assert under is not None
        spot = under.mapFrom(widget, place)
        await done(lambda: QTest.mouseMove(under, spot))
        await done(lambda: QTest.mouseClick(under, button, pos=spot))
        if button is Qt.MouseButton.RightButton:
            asks = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, under.mapToGlobal(spot))
            QApplication.sendEvent(under, asks)

    async def click_cell(
        self,
        table: QAbstractItemView,
        index: QModelIndex,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:
        """Click the middle of a cell, turning the wheel until it is in sight."""
        table.scrollTo(index)
        await self.click(table.viewport(), table.visualRect(index).center(), button)


class Keyboard:
    """Tab, Space, Enter and letters; shortcuts as the screen tells them."""

    async def press(self, name: str) -> None:
        """Go to the button of that name with Tab, and press Space."""
        await _wanted(QAbstractButton, name)
        await self.reach(QAbstractButton, name)
        await self.key(Qt.Key.Key_Space)

    async def fill(self, name: str, text: str) -> None:
        """Go to the field with Tab and type."""
        await _wanted(QLineEdit, name)
        await self.reach(QLineEdit, name)
        await self.control(Qt.Key.Key_A)
        type_text(text)

    async def choose(self, entry: str) -> None:
        """Go down to the entry, and press Enter."""
        menu, action = await _open_menu(entry)
        for _ in range(len(menu.actions()) + 1):
            if menu.activeAction() is action:
                break
            await self.key(Qt.Key.Key_Down)
        else:
            raise NotToBeFoundError(f"“{entry}” is not reached by the arrows")
        await self.key(Qt.Key.Key_Return)

    async def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key where the keyboard is."""
        await awake()
        await done(lambda: QTest.keyClick(keyboard(), key, modifier))

    async def control(self, key: Qt.Key) -> None:
        """Press one key with Ctrl."""
        await self.key(key, Qt.KeyboardModifier.ControlModifier)

    async def reach(self, kind: type[W], name: str) -> W:
        """Tab to it; in a group of buttons one of which is down, Tab stops at that one, arrows go on."""
        for _ in range(MOST_TABS):
            focus = keyboard()
            if isinstance(focus, kind) and _is_named(focus, name):
                return focus
            await self.key(Qt.Key.Key_Tab)
        raise NotToBeFoundError(f"“{name}” is not reached by Tab; on the screen: {words_on_screen()}")

    async def go_to_row(self, table: QAbstractItemView, row: int) -> None:
        """The arrows, until that row is the current one."""
        for _ in range(table.model().rowCount() + 1):
            at = table.currentIndex().row()
            if at == row:
                return
            await self.key(Qt.Key.Key_Down if at < row else Qt.Key.Key_Up)
        raise NotToBeFoundError(f"row {row} is not reached by the arrows")
