"""Looks over the screens of the rehearsal in the real window, for test_scaling.py: what is cut or covered?

    python scaling_errand.py WIDTHxHEIGHT THEME

Prints one JSON object: what is wrong by screen, empty lists where nothing is.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QScrollArea, QToolButton, QWidget

from desktop.rehearsing import run_demo
from desktop.sandbox import rehearsal
from desktop.services.live_rows import FeedFilter
from desktop.system.settings import Settings
from desktop.ui.main_window import LIVE, STOCK, MainWindow
from desktop.ui.shop_pages import SETTINGS, ShopPages
from desktop.ui.widgets.elided_label import ElidedLabel
from e2e.hands import until

SETTLE = 20
CAMPAIGN = 1
"""The only one of a rehearsal."""


def parts(window: MainWindow) -> list[QWidget]:
    """Words, buttons and fields that can be seen; what is inside a field belongs to it."""
    kinds = (QLabel, QAbstractButton, QLineEdit)
    found: list[QWidget] = [part for kind in kinds for part in window.findChildren(kind)]
    return [part for part in found if part.isVisible() and not isinstance(part.parentWidget(), QLineEdit)]


def scroller(part: QWidget) -> QScrollArea | None:
    """What the part is scrolled in, if anything."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def place(part: QWidget, window: MainWindow) -> QRect:
    """Where in the window it is."""
    return QRect(part.mapTo(window, QPoint()), part.size())


def name(part: QWidget) -> str:
    """How to find it."""
    text = part.text() if isinstance(part, (QLabel, QAbstractButton)) else ""
    return f"{type(part).__name__} “{text or part.accessibleName()}”"


def ink(part: QWidget) -> QRect:
    """What it covers of its parent: of a label that stands at the left, its words."""
    rect = part.geometry()
    if isinstance(part, QLabel) and not part.wordWrap() and part.alignment() & Qt.AlignmentFlag.AlignLeft:
        rect.setWidth(min(rect.width(), part.fontMetrics().horizontalAdvance(part.text())))
    return rect


def cut(part: QWidget) -> bool:
    """Whether its words do not fit. What elides by design has room for what is left."""
    if isinstance(part, ElidedLabel) or not isinstance(part, (QLabel, QAbstractButton)) or not part.text():
        return False
    if isinstance(part, QToolButton) and part.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
        return False
    metrics = part.fontMetrics()
    if isinstance(part, QLabel) and part.wordWrap():
        return part.height() < part.heightForWidth(part.width())
    wide = metrics.horizontalAdvance(part.text().lstrip("\N{NO-BREAK SPACE}").replace("&", ""))
    return part.width() < wide or part.height() < metrics.height() - 2


def faults(window: MainWindow) -> Iterator[str]:
    """What is cut off, outside the window, covered by something beside it, or has no name."""
    shown = parts(window)
    for part in shown:
        if cut(part):
            yield f"cut: {name(part)}"
        if scroller(part) is None and not window.rect().contains(place(part, window)):
            yield f"outside: {name(part)}"
    for control in window.findChildren(QWidget):
        if control.isVisible() and control.focusPolicy() & Qt.FocusPolicy.TabFocus and is_nameless(control):
            yield f"nameless: {type(control).__name__} {control.objectName()}"
    for one, other in combinations(shown, 2):
        is_inside = one.isAncestorOf(other) or other.isAncestorOf(one)
        if one.parentWidget() is not other.parentWidget() or is_inside:
            continue
        if ink(one).intersects(ink(other)):
            yield f"covers: {name(one)} and {name(other)}"


def is_nameless(control: QWidget) -> bool:
    """Whether a screen reader finds nothing to say; headers and the buttons in a field belong to others."""
    if type(control).__name__ == "QHeaderView" or isinstance(control.parentWidget(), QLineEdit):
        return False
    return not QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)


async def settle() -> None:
    """Let layouts and what follows them come to rest."""
    for _ in range(SETTLE):
        await asyncio.sleep(0.02)


async def look_over(window: MainWindow, told: Mapping[str, Any]) -> None:
    """The live with a buyer and his cart, the form, the set-up, the list, the products, the settings."""
    await until(lambda: window.live is not None and window.screen_live.feed.model.rowCount() > 60)
    screen, seen = window.screen_live, {}
    around = window.findChild(ShopPages)
    assert around is not None and window.live is not None and window.live.sidebar is not None

    async def look(at: str) -> None:
        await settle()
        seen[at] = sorted(set(faults(window)))

    await look("live, nobody chosen")
    screen.feed.chips.chips.choose(FeedFilter.ORDERED)
    await settle()
    window.live.sidebar.open_comment(screen.feed.view.shown.row(0).comment_id)
    await until(lambda: screen.sidebar.view is not None and screen.sidebar.view.cart is not None)
    await look("live, a cart")
    screen.sidebar.cart.cancel_button.click()
    await look("live, the question")
    screen.order_asked.emit()
    await look("live, the form of an order")
    window.show_screen(STOCK)
    await look("products")
    window.show_screen(SETTINGS)
    await look("settings")
    window.show_screen(LIVE)
    around.configure(CAMPAIGN)
    await look("set-up")
    around.show_list()
    await look("list")
    sys.stdout.write(json.dumps({"ratio": window.devicePixelRatioF(), "seen": seen}) + "\n")


def main(size: str, theme: str) -> int:
    """Run the rehearsal with the errand; its exit code."""
    wide, high = (int(part) for part in size.split("x"))
    return run_demo(
        Settings.load({}, os.environ),
        scenario=rehearsal.generate(7),
        speed=60,
        errand=look_over,
        size=(wide, high),
        theme=theme,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
