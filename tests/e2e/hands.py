"""A seller's hands on the window: one that only clicks, one that only types (the issue: each way is a test).

Controls are found as a seller finds them, by the words on them or their name for screen readers, and only
where they can be seen: what is hidden, disabled or covered cannot be pressed, and that fails the test.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Protocol, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

W = TypeVar("W", bound=QWidget)
MOST_TABS = 150
WITHIN = 30.0


class NotToBeFoundError(AssertionError):
    """What the seller looks for is not on the screen."""


async def until(done: Callable[[], object], what: str = "it did not come to that") -> None:
    """Wait until `done`, at most WITHIN seconds."""
    for _ in range(round(WITHIN / 0.02)):
        if done():
            return
        await asyncio.sleep(0.02)
    raise NotToBeFoundError(f"{what}; on the screen: {words_on_screen()}")


def words_on_screen() -> str:
    """What can be read or pressed now, for a failing test."""
    shown = [_name(widget) for kind in (QAbstractButton, QLineEdit) for widget in visible(kind)]
    return " | ".join(filter(None, shown))


def visible(kind: type[W]) -> Iterator[W]:
    """The widgets of this kind that can be seen, of the windows on show."""
    for top in QApplication.topLevelWidgets():
        if top.isVisible():
            yield from (widget for widget in [*top.findChildren(kind)] if widget.isVisible())


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text.replace("&", "")


def _is_named(widget: QWidget, name: str) -> bool:
    texts = {widget.accessibleName(), widget.text() if isinstance(widget, QAbstractButton) else ""}
    return name in texts or any(text and text.startswith(name) for text in texts)


def find(kind: type[W], name: str) -> W | None:
    """The widget of that name that can be seen; an exact name goes before one that only begins so."""
    found = [widget for widget in visible(kind) if _is_named(widget, name)]
    exact = [widget for widget in found if name in (widget.accessibleName(), getattr(widget, "text", str)())]
    return (exact or found or [None])[0]


class Hand(Protocol):
    """One way of using the window."""

    async def press(self, name: str) -> None:
        """Press the button of that name."""

    async def fill(self, name: str, text: str) -> None:
        """Put this text into the field of that name, in place of what is there."""


async def _wanted(kind: type[W], name: str) -> W:
    found: list[W] = []

    def look() -> bool:
        widget = find(kind, name)
        found[:] = [widget] if widget is not None and widget.isEnabled() else []
        return bool(found)

    await until(look, f"no {kind.__name__} “{name}”")
    return found[0]


class Mouse:
    """Clicks; letters alone are typed."""

    async def press(self, name: str) -> None:
        """Click the button of that name."""
        self.click(await _wanted(QAbstractButton, name))
        await asyncio.sleep(0.05)

    async def fill(self, name: str, text: str) -> None:
        """Click into the field, empty it, type."""
        field = await _wanted(QLineEdit, name)
        self.click(field)
        field.selectAll()
        QTest.keyClicks(field, text)
        await asyncio.sleep(0.05)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click where a hand would: what lies on top there must be the widget, or a part of it."""
        place = at or widget.rect().center()
        top = widget.window()
        hit = top.childAt(widget.mapTo(top, place))
        if hit is None or not (hit is widget or widget.isAncestorOf(hit)):
            raise NotToBeFoundError(f"“{_name(widget)}” is covered by {hit}")
        QTest.mouseClick(hit, Qt.MouseButton.LeftButton, pos=hit.mapFrom(widget, place))


class Keyboard:
    """Tab, Space, Enter and letters; shortcuts as the screen tells them."""

    async def press(self, name: str) -> None:
        """Go to the button of that name with Tab, and press Space."""
        await _wanted(QAbstractButton, name)
        focus = self._reach(name, QAbstractButton)
        QTest.keyClick(focus, Qt.Key.Key_Space)
        await asyncio.sleep(0.05)

    async def fill(self, name: str, text: str) -> None:
        """Go to the field with Tab and type."""
        await _wanted(QLineEdit, name)
        field = self._reach(name, QLineEdit)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, text)
        await asyncio.sleep(0.05)

    async def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key where the keyboard is."""
        QTest.keyClick(self._focus(), key, modifier)
        await asyncio.sleep(0.05)

    def _reach(self, name: str, kind: type[QWidget]) -> QWidget:
        """Tab to it; in a group of buttons one of which is down, Tab stops at that one, arrows go on."""
        for _ in range(MOST_TABS):
            focus = self._focus()
            if isinstance(focus, kind) and _is_named(focus, name):
                return focus
            QTest.keyClick(focus, Qt.Key.Key_Tab)
        raise NotToBeFoundError(f"“{name}” is not reached by Tab; on the screen: {words_on_screen()}")

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        window = QApplication.activeWindow()
        if focus is None and window is None:
            raise NotToBeFoundError("the keyboard is nowhere")
        return focus or window  # type: ignore[return-value]
