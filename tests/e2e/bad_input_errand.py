"""The real window on a prepared shop, for test_bad_inputs.py: something goes wrong, what is seen is noted.

    python -m tests.e2e.bad_input_errand STORY

BAD_INPUT is a JSON object: the stand-in servers' announcement, and what else the story needs. PICTURES may
name a folder for pictures to look at. Prints one JSON object.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTableView

from desktop.app import run_window
from desktop.system.settings import Settings
from desktop.ui.live_setup.life_row import LifeRowFrame
from desktop.ui.live_setup.life_strip import LifeStrip
from desktop.ui.live_setup.line_model import LineColumn
from desktop.ui.live_setup.screen import ScriptScreen
from desktop.ui.live_setup.trouble_strip import TroubleStrip
from desktop.ui.main_window import MainWindow
from desktop.ui.settings.unlock_window import UnlockWindow

from .hands import WITHIN, Mouse, find, until, visible, words_on_screen

Json = dict[str, Any]
TOLD: Json = json.loads(os.environ.get("BAD_INPUT", "{}"))


@dataclass
class Eyes:
    """What is seen: `notes` by name. Pictures are taken beside, where somebody wants to look."""

    notes: Json = field(default_factory=dict)
    taken: int = 0

    def note(self, name: str, seen: object) -> None:
        """Keep what is seen now, and a picture."""
        self.notes[name] = seen
        folder = os.environ.get("PICTURES")
        if folder:
            self.taken += 1
            for top in QApplication.topLevelWidgets():
                if top.isVisible() and top.isWindow() and top.width() > 60:
                    top.grab().save(str(Path(folder) / f"{self.taken:02}-{name}-{type(top).__name__}.png"))


class Seller:
    """Who sits at the window: hands, eyes, and a way to what happens at Facebook."""

    def __init__(self, window: MainWindow, eyes: Eyes, http: httpx.AsyncClient) -> None:
        self.window, self.eyes, self._http, self.hand = window, eyes, http, Mouse()

    async def happen(self, path: str, **body: Any) -> Json:
        """Let something happen at Facebook (contracts.md §5)."""
        answer = await self._http.post(f"{TOLD['control']}/{path}", json=body)
        answer.raise_for_status()
        return dict(answer.json())

    async def say(self, live: str, message: str, buyer: int) -> str:
        """Somebody comments; the comment's id."""
        author = {"id": f"u{buyer}", "name": f"Khách {buyer}"}
        told = await self.happen("comment", **{"live_id": live, "message": message, "from": author})
        return str(told["id"])

    @property
    def rows(self) -> list[str]:
        """The ids in the feed of the campaign on show."""
        return self.window.screen_live.feed.model.comment_ids() if self.window.live else []

    @property
    def advice(self) -> str:
        """The sentence at the foot of the window."""
        return self.window.status.advice.text()

    @property
    def chip(self) -> str:
        """The word for the source at the head of the live."""
        return self.window.screen_live.top_bar.source.text

    @property
    def strip(self) -> str:
        """The line below the head of the live; empty where there is none."""
        troubles = [strip.accessibleName() for strip in visible(TroubleStrip)]
        return next(iter([*troubles, *(strip.text for strip in visible(LifeStrip))]), "")

    def buttons(self) -> list[str]:
        """The buttons of that line."""
        strips = (strip for kind in (TroubleStrip, LifeStrip) for strip in visible(kind))
        return [b.text() for strip in strips for b in strip.findChildren(QAbstractButton) if b.isVisible()]

    async def shows(self, *ids: str) -> None:
        """Wait until these comments are in the feed."""
        await until(lambda: set(ids) <= set(self.rows), f"not all of {ids} in the feed {self.rows}")

    async def choose(self, name: str) -> None:
        """Choose from the menu of campaigns at the head of the live."""
        await until(lambda: self.window.live and self.window.screen_live.top_bar.switch.shown_name)
        switch = self.window.screen_live.top_bar.switch
        await self.hand.click(switch)
        await self.hand.choose(name)

    def note(self, name: str, seen: object) -> None:
        """Keep what is seen."""
        self.eyes.note(name, seen)


async def paste(seller: Seller, token: str) -> None:
    """Paste a token in the settings, and let it be checked."""
    await seller.hand.press("Dán token mới" if find(QAbstractButton, "Dán token mới") else "Cài đặt")
    if find(QLineEdit, "Token Facebook") is None:
        await seller.hand.press("2. Kết nối trang Facebook")
    await seller.hand.fill("Token Facebook", token)
    await seller.hand.press("Kiểm tra")


async def renew(seller: Seller) -> None:
    """A new token of the same page."""
    await paste(seller, (await seller.happen("token", new="PAGE"))["token"])
    await seller.hand.press("Kết nối trang này")
    await seller.hand.press("Live")


async def expired(seller: Seller) -> None:
    """The token expires in mid-live, and a new one is pasted; then that one loses a permission."""
    live = TOLD["live_video_id"]
    before = [await seller.say(live, f"B05 091234567{n}", n) for n in range(3)]
    await seller.shows(*before)
    await seller.happen("token", state="expired")
    await until(lambda: seller.advice)
    seller.note("expired", [seller.advice, seller.chip])
    meanwhile = [await seller.say(live, f"A01 M 091234568{n}", 10 + n) for n in range(3)]
    await renew(seller)
    after = [await seller.say(live, "D02 0912345699", 20)]
    await seller.shows(*before, *meanwhile, *after)
    await until(lambda: not seller.advice)
    seller.note("renewed", seller.chip)
    seller.note("rows", seller.rows)
    seller.note("said", [*before, *meanwhile, *after])


async def permission(seller: Seller) -> None:
    """A permission is taken away in mid-live."""
    live = TOLD["live_video_id"]
    await seller.shows(await seller.say(live, "B05 0912345670", 1))
    await seller.happen("token", missing_scopes=["pages_read_user_content"])
    await until(lambda: seller.advice)
    seller.note("taken", [seller.advice, seller.chip])
    meanwhile = await seller.say(live, "B05 0912345671", 2)
    less = (await seller.happen("token", new="PAGE"))["token"]
    await seller.happen("token", token=less, missing_scopes=["pages_read_user_content"])
    await paste(seller, less)
    await until(lambda: find(QAbstractButton, "Dán token khác"))
    seller.note("checked", [label.text() for label in visible(QLabel) if "Chưa đọc được" in label.text()])
    await renew(seller)
    await seller.shows(meanwhile)
    await until(lambda: not seller.advice)
    seller.note("rows", seller.rows)


async def started_again(seller: Seller) -> None:
    """The live ends, and another one is started."""
    live = TOLD["live_video_id"]
    before = await seller.say(live, "B05 x2 0912345670", 1)
    await seller.shows(before)
    await seller.happen("live", status="VOD")
    await until(lambda: seller.window.screen_live.top_bar.badge.text == "Đã kết thúc")
    await until(lambda: seller.advice)
    seller.note("ended", [seller.chip, seller.advice])
    new = (await seller.happen("live", new=True, title="Live tiếp", status="LIVE"))["id"]
    await until(lambda: seller.strip)
    seller.note("again", [seller.strip, seller.buttons()])
    early = await seller.say(new, "B05 x3 0912345671", 2)
    await seller.hand.press("Gắn tiếp")
    late = await seller.say(new, "A01 M 0912345670", 1)
    await seller.shows(before, early, late)
    await until(lambda: not seller.strip and seller.window.screen_live.top_bar.badge.is_live)
    seller.note("rows", seller.rows)
    seller.note("said", [before, early, late])


async def two_lives(seller: Seller) -> None:
    """Two lives with a campaign each: both are read, whichever is on show."""
    first, second = TOLD["live_video_id"], TOLD["other_live"]
    for n in range(3):
        await seller.say(first, f"B05 x2 091234567{n}", n)
        await seller.say(second, f"A01 M 091234567{n}", n)
    await until(lambda: len(seller.rows) == 3)
    seller.note("second", [seller.window.screen_live.top_bar.switch.shown_name, len(seller.rows)])
    await seller.choose("Xả kho áo len")
    await until(lambda: seller.window.screen_live.top_bar.switch.shown_name == "Xả kho áo len")
    await until(lambda: len(seller.rows) == 3)
    seller.note("first", [seller.window.screen_live.top_bar.switch.shown_name, len(seller.rows)])
    await seller.happen("live", new=True, title="Live lạc", status="LIVE")
    await seller.choose("Danh sách live")
    await until(lambda: "cùng lúc" in everything())
    seller.note("list", everything())


async def two_waiting(seller: Seller) -> None:
    """Two campaigns wait for a live; two lives start, one after the other."""
    await until(lambda: "Chờ thứ 2" in everything())
    seller.note("list", everything())
    first = (await seller.happen("live", new=True, title="Một", status="LIVE"))["id"]
    await until(lambda: seller.window.live is not None)
    await until(lambda: seller.window.screen_live.top_bar.switch.shown_name)
    seller.note("first", seller.window.screen_live.top_bar.switch.shown_name)
    second = (await seller.happen("live", new=True, title="Hai", status="LIVE"))["id"]
    await seller.shows(await seller.say(first, "B05 0912345670", 1))
    await seller.say(second, "B05 x2 0912345671", 2)
    await seller.choose("Danh sách live")
    await until(lambda: everything().count("1 đơn") == 2)


async def other_page(seller: Seller) -> None:
    """A token of another page is pasted in mid-live."""
    live = TOLD["live_video_id"]
    await seller.shows(await seller.say(live, "B05 0912345670", 1))
    token = (await seller.happen("page", id="2002", name="Trang khác"))["token"]
    await paste(seller, token)
    await until(lambda: find(QAbstractButton, "Dán token khác"))
    seller.note("sentence", [label.text() for label in visible(QLabel) if "Trang khác" in label.text()])
    seller.note("offers", [b.text() for b in visible(QAbstractButton) if "trang" in b.text().lower()])
    await seller.hand.press("Dán token khác")
    await seller.hand.press("Live")
    said = await seller.say(live, "B05 0912345671", 2)
    await seller.shows(said)
    seller.note("rows", seller.rows)
    await paste(seller, token)
    await seller.hand.press("Đổi sang trang Trang khác")
    await seller.hand.press("Live")
    await until(lambda: seller.strip)
    seller.note("changed", [seller.advice, seller.strip, seller.buttons()])


async def clock(seller: Seller) -> None:
    """The PC's clock is a day off."""
    await seller.shows(await seller.say(TOLD["live_video_id"], "B05 0912345670", 1))
    await until(lambda: seller.advice)
    seller.note("clock", seller.advice)
    seller.note("rows", seller.rows)


async def front(seller: Seller) -> None:
    """Put away, until another start of the program calls it."""
    seller.window.showMinimized()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await until(lambda: not seller.window.isMinimized())
    seller.note("front", seller.window.isVisible())


async def script_faults(seller: Seller) -> None:
    """A script without products; then one whose keyword is used twice."""
    await seller.choose("Danh sách live")
    await seller.hand.press("Tạo livestream mới")
    await until(lambda: (name := find(QLineEdit, "Tên kịch bản")) and name.text())
    await seller.hand.press("Lưu cấu hình")
    await until(lambda: "chưa có sản phẩm" in everything())
    seller.note("empty", [line for line in everything().split(" | ") if "Kịch bản chưa" in line])
    screen = seller.window.findChild(ScriptScreen)
    assert screen is not None
    await seller.hand.press("Thêm sản phẩm")
    await until(lambda: any("tìm thấy" in table.accessibleName() for table in visible(QTableView)))
    found = next(table for table in visible(QTableView) if "tìm thấy" in table.accessibleName())
    await until(lambda: found.model().rowCount() == 4)
    for row in (2, 3):
        await seller.hand.click(found.viewport(), found.visualRect(found.model().index(row, 0)).center())
    await seller.hand.press("Thêm 2")
    await until(lambda: screen.lines.model.rowCount() == 2)
    first, second = (screen.lines.model.row(place) for place in (0, 1))
    assert first is not None and second is not None
    screen.lines.view.edit_field(second.line.sku, LineColumn.KEYWORDS)
    await until(lambda: find(QLineEdit, "Từ khoá của"))
    await seller.hand.fill("Từ khoá của", first.line.keywords[0])
    await seller.hand.press("Lưu cấu hình")
    await until(lambda: "đã dùng cho" in everything())
    seller.note("twice", [line for line in everything().split(" | ") if "đã dùng cho" in line])


def everything() -> str:
    """All that can be read."""
    labels = [label.text() for label in visible(QLabel)]
    return " | ".join([words_on_screen(), *labels, *(row.accessibleName() for row in visible(LifeRowFrame))])


async def look(seller: Seller) -> None:
    """The window is there."""
    seller.note("window", seller.window.isVisible())


STORIES: dict[str, Callable[[Seller], Awaitable[None]]] = {
    tale.__name__: tale
    for tale in (
        expired,
        permission,
        started_again,
        two_lives,
        two_waiting,
        other_page,
        clock,
        front,
        script_faults,
        look,
    )
}


def unlock(eyes: Eyes) -> Iterator[bool]:
    """The keyring locked, refused, gone; then the recovery code, wrong and right. Yields what to wait for."""
    window: UnlockWindow | None = None
    while window is None:
        window = next((top for top in QApplication.topLevelWidgets() if isinstance(top, UnlockWindow)), None)
        yield False
    for fault, word in (("locked", "đang khoá"), ("refused", "từ chối"), ("gone", "không liên lạc")):
        os.environ["FILE_KEYRING_FAULT"] = fault
        if eyes.notes:
            window.primary.click()
        while word not in window.sentence.text().lower() or not window.primary.isEnabled():
            yield False
        eyes.note(fault, [window.title.text(), window.sentence.text(), window.primary.text()])
    window.to_code.click()
    for name, code in TOLD["codes"].items():
        window.code_page.code.clear()
        QTest.keyClicks(window.code_page.code.field, code)
        window.primary.click()
        if name == "right":
            return
        while any(mark in window.code_page.code.told for mark in ("✓", "·")):
            yield False
        eyes.note(name, window.code_page.code.told)


def step_through(steps: Iterator[bool]) -> QTimer:
    """Go on with these steps twenty times a second, before there is a main window."""
    timer, until_then = QTimer(interval=50), time.monotonic() + WITHIN

    def on() -> None:
        if next(steps, None) is None:
            timer.stop()
        elif time.monotonic() > until_then:
            QApplication.closeAllWindows()

    timer.timeout.connect(on)
    timer.start()
    return timer


def main(story: str) -> int:
    """Open the window, tell the story, print what was seen; the exit code."""
    eyes = Eyes()
    if TOLD.get("ahead"):
        right, ahead = time.time_ns, int(TOLD["ahead"]) * 1_000_000_000
        time.time_ns = lambda: right() + ahead  # The whole program asks this clock.
    application = QApplication(sys.argv[:1])
    stepping = step_through(unlock(eyes)) if "codes" in TOLD else None

    async def errand(window: MainWindow) -> None:
        async with httpx.AsyncClient(timeout=10, trust_env=False) as http:
            try:
                await STORIES[story](Seller(window, eyes, http))
            except BaseException:
                eyes.note("failed", words_on_screen())
                raise

    size = tuple(map(int, os.environ.get("SIZE", "1366x768").split("x")))
    code = run_window(Settings.load({}, os.environ), errand, size)
    sys.stdout.write(json.dumps(eyes.notes) + "\n")
    del stepping, application
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
