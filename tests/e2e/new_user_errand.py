"""A new seller at the real window on an empty profile, for test_new_user.py (the issue: each way is a test).

    python new_user_errand.py mouse|keyboard [FOLDER FOR PICTURES [light|dark [WxH]]]

Connects, sets up, goes live, sells out, raises, pauses, ends. Prints one JSON object: what the seller saw.
What differs between the two hands is in `Way`; the story is told once.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTableView, QWidget

from desktop.app import run_window
from desktop.domain.capture.outcome import Outcome
from desktop.sandbox import rehearsal
from desktop.sandbox.child import SandboxChild
from desktop.services.live_rows import FeedRow, ProductRow
from desktop.system.settings import Settings
from desktop.ui.live.screen import LiveScreen
from desktop.ui.live_setup.life_row import LifeRowFrame
from desktop.ui.live_setup.line_model import ROW, LineColumn
from desktop.ui.live_setup.picker_model import PickerColumn
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import ThemeChoice
from e2e.hands import find, until
from e2e.ways import ByKeyboard, ByMouse, Way

Json = dict[str, Any]
KEYWORD, OPEN_SALE = LineColumn.KEYWORDS, LineColumn.OPEN_SALE
SCARF, GLOVES, HAT = "KHAN-DODO", "GANG-TAY", "MU-TAI"


def phone(buyer: int) -> str:
    """A buyer's number."""
    return f"09123456{buyer:02}"


def find_anywhere(kind: type[QTableView], name: str) -> QTableView | None:
    """The table of that name, behind a dialog too."""
    tables = (one for top in QApplication.topLevelWidgets() for one in top.findChildren(kind))
    return next((one for one in tables if one.isVisible() and one.accessibleName() == name), None)


def skus(table: QTableView) -> list[str]:
    """The second column of the products that were found."""
    model = table.model()
    return [str(model.index(row, PickerColumn.SKU).data()) for row in range(model.rowCount())]


class NewUser:
    """The story. `told` is what the servers announced; pictures go to `folder`, None: none."""

    def __init__(self, window: MainWindow, told: Json, way: Way, folder: Path | None) -> None:
        self.window, self.told, self.way, self.hand = window, told, way, way.hand
        self.folder, self.pictures = folder, 0
        self.live = ""
        self.ids: dict[str, str] = {}
        self.seen: Json = {name: told[name] for name in ("page_token", "omni_token")}

    async def go(self) -> None:
        """Everything, in the order in which a shop does it."""
        async with httpx.AsyncClient(timeout=10, trust_env=False) as self.http:
            for step in (
                self.connect,
                self.set_up,
                self.wait_for_live,
                self.sell_out,
                self.raise_and_offer,
                self.take_suggestions,
                self.order_by_hand,
                self.pause,
                self.serve_a_buyer,
                self.close_and_hand_over,
                self.end,
            ):
                await step()

    # --- the first run -----------------------------------------------------------------------------------

    async def connect(self) -> None:
        """Empty profile: the code saved, the page, Omni, two names."""
        await until(lambda: find(QAbstractButton, "Lưu tệp"), "the recovery code")
        self.snap("first-run")
        await self.post("live", status="VOD")  # The page's live of before.
        await self.way.save_code()
        await until(lambda: find(QLineEdit, "Token Facebook"), "the next step opens by itself")
        self.snap("code-saved")
        await self.way.check("Token Facebook", self.told["page_token"])
        await until(lambda: find(QAbstractButton, "Kết nối trang này"), "the token is checked")
        self.snap("page-checked")
        await self.hand.press("Kết nối trang này")
        await until(lambda: find(QLineEdit, "Token Omni"), "the next step opens by itself")
        await self.way.check("Token Omni", self.told["omni_token"])
        await until(lambda: find(QAbstractButton, "Kết nối cửa hàng này"), "the shop is checked")
        self.snap("omni-checked")
        await self.hand.press("Kết nối cửa hàng này")
        await self.way.add_staff("Lan")
        await until(lambda: find(QAbstractButton, "Sửa tên Lan"), "Lan is there")
        await self.way.add_staff("Thảo")
        await until(lambda: find(QAbstractButton, "Sửa tên Thảo"), "Thảo is there")
        self.snap("connected")

    # --- the set-up --------------------------------------------------------------------------------------

    async def set_up(self) -> None:
        """A script: two products ticked, two created on the spot, keywords, an open sale, a comment tried."""
        await self.hand.press("Tạo livestream mới")
        await until(lambda: (find(QLineEdit, "Tên kịch bản") or QLineEdit()).text(), "the set-up")
        self.snap("script-empty")
        await self.pick({"khan choang": SCARF, "nen thom que": "NEN-QUE"})
        await self.create("Găng tay da", GLOVES, "199.000", "Lưu và tạo sản phẩm khác")
        await self.create("Mũ tai bèo", HAT, "89k", "Lưu")
        await until(lambda: QApplication.activeModalWidget() is None, "the dialog closes")
        self.snap("products")
        await self.edit(SCARF, KEYWORD, "B05")
        await self.edit(SCARF, OPEN_SALE, "3")
        await self.edit(GLOVES, KEYWORD, "T1")
        await self.hand.fill("Gõ thử một bình luận", "b05 x2 0912345678")
        await until(lambda: self.reads("Đơn: "), "the comment is read")
        self.seen["tried"] = self.reads("Đơn: ")
        self.snap("tried")
        await self.way.save_script()
        await until(lambda: self.reads("Đã lưu cấu hình"), "the script is saved")
        self.snap("saved")
        await self.way.leave_script()
        await until(lambda: self.row("Chờ live"), "the list shows it waiting")
        self.snap("waiting")

    async def pick(self, searches: dict[str, str]) -> None:
        """Tick a SKU of those that each search finds."""
        await self.way.open_picker()
        await until(lambda: find(QTableView, "Sản phẩm tìm thấy"), "the list of products")
        table = find(QTableView, "Sản phẩm tìm thấy")
        assert table is not None
        for search, sku in searches.items():
            await self.hand.fill("Tìm sản phẩm", search)
            await until(lambda sku=sku: sku in skus(table) and len(skus(table)) < 20, search)
            self.snap("found")
            await self.way.tick(table, skus(table).index(sku))
        await self.way.add_ticked()
        await until(lambda: QApplication.activeModalWidget() is None, "the dialog closes")

    async def create(self, name: str, sku: str, price: str, button: str) -> None:
        """A product of this shop alone, by the dialog that is open or is opened."""
        if QApplication.activeModalWidget() is None:
            await self.way.create()
        for field, text in (("Tên sản phẩm", name), ("SKU", sku), ("Giá bán (₫)", price)):
            await self.hand.fill(field, text)
        self.snap("create")
        await self.hand.press(button)
        await until(lambda: self.line(sku) is not None, f"{sku} in the script")

    async def edit(self, sku: str, column: int, text: str) -> None:
        """Type into a field of the script's table."""
        table = find(QTableView, "Sản phẩm trong live")
        assert table is not None
        await self.way.edit(table, table.model().index(self.line(sku) or 0, column), text)

    def line(self, sku: str) -> int | None:
        """Where a product stands in the script's table."""
        table = find_anywhere(QTableView, "Sản phẩm trong live")
        if table is None:
            return None
        texts = (table.model().index(row, 0).data(ROW) for row in range(table.model().rowCount()))
        return next((row for row, shown in enumerate(texts) if shown.line.sku == sku), None)

    # --- going live --------------------------------------------------------------------------------------

    async def wait_for_live(self) -> None:
        """One that is announced does not count; one that starts is opened by itself."""
        await self.post("live", new=True, title="Live ngày mai", status="SCHEDULED_UNPUBLISHED")
        await self.way.sync()
        await until(lambda: self.row("Chưa lên sóng"), "the announced live is listed")
        self.seen["bound to scheduled"] = self.window.live is not None or not self.row("Chờ live")
        self.snap("scheduled")
        self.live = (await self.post("live", new=True, title="Xả kho tối nay", status="LIVE"))["id"]
        await until(lambda: self.window.live is not None, "the live is opened by itself")
        await until(self.screen.isVisible, "the live is on show")
        self.snap("live")

    async def sell_out(self) -> None:
        """Three are there, the fourth waits."""
        for buyer in (1, 2, 3, 4):
            await self.say(buyer, f"b05 {phone(buyer)}")
        await self.say(11, f"t1 x2 {phone(11)}")
        await self.outcome(4, Outcome.OUT_OF_STOCK)
        self.seen["sold out"] = (await self.comment(4)).outcome
        await self.outcome(11, Outcome.ORDERED)
        await until(lambda: self.product().remaining == 0, "sold out")
        self.snap("sold-out")

    async def raise_and_offer(self) -> None:
        """Five more: the next comment is an order, and so is who waited, once they are offered."""
        await self.way.raise_sale(self.screen, SCARF)
        await until(lambda: self.product().open_sale == 8, "five more")
        await self.way.limit(self.screen, GLOVES, "6")
        await until(lambda: self.product(GLOVES).open_sale == 6, "a limit")
        await until(lambda: self.screen.products.products.rowCount() == 4, "all products are in sight")
        await self.say(5, f"b05 {phone(5)}")
        await self.outcome(5, Outcome.ORDERED)
        self.snap("raised")
        await self.way.open_holders(self.screen, SCARF)
        await until(self.screen.holders.isVisible, "who holds and who waits")
        self.snap("holders")
        table = self.screen.holders.list
        await self.way.offer(table, table.rowCount() - 1)
        await self.outcome(4, Outcome.ORDERED)
        self.snap("offered")

    async def take_suggestions(self) -> None:
        """Two near misses: both accepted, the second taken back."""
        for buyer in (6, 7):
            await self.say(buyer, f"BO5 {phone(buyer)}")
            await self.outcome(buyer, Outcome.SUGGESTED)
        self.snap("suggested")
        for buyer in (6, 7):
            await self.way.accept(self.screen, await self.place(buyer))
            await self.outcome(buyer, Outcome.ORDERED)
        self.snap("accepted")
        await self.way.undo()
        await self.outcome(7, Outcome.SUGGESTED)
        self.snap("undone")

    async def order_by_hand(self) -> None:
        """Who only praised ordered by telephone."""
        await self.say(8, "đẹp quá shop ơi")
        await self.way.order_by_hand(self.screen, await self.place(8))
        await until(lambda: self.screen.sidebar.shows_form, "the form of an order")
        await self.hand.fill("Thêm món", "b05")
        self.snap("order-form")
        await self.way.take_first()
        await self.hand.fill("Số điện thoại", phone(8))
        self.snap("order-form-filled")
        await self.way.make_order()
        await until(lambda: not self.screen.sidebar.shows_form, "the order is made")
        await until(lambda: self.product().reserved == 7, "7 held")
        self.snap("ordered-by-hand")

    async def pause(self) -> None:
        """Shown, not captured; offered when capture goes on."""
        await self.way.pause()
        await until(lambda: self.says("Đã tạm dừng"), "capture is paused")
        await self.say(9, f"b05 {phone(9)}")
        self.seen["while paused"] = (await self.comment(9)).outcome
        self.snap("paused")
        await self.way.pause()
        await until(lambda: self.says("Chốt tiếp"), "capture goes on")
        await self.outcome(9, Outcome.SUGGESTED)
        self.snap("resumed")

    async def serve_a_buyer(self) -> None:
        """The first buyer wants one more."""
        await self.way.choose_comment(self.screen, await self.place(1))
        sidebar = self.screen.sidebar
        await until(lambda: sidebar.view is not None and sidebar.view.name == "Khách 1", "the buyer")
        self.snap("buyer")
        await self.way.one_more("B05")
        await until(lambda: self.product().reserved == 8, "one more is held")
        self.snap("one-more")

    async def close_and_hand_over(self) -> None:
        """The product is closed; another name at the desk, in two clicks."""
        await self.way.close_product(self.screen, SCARF)
        await until(lambda: not self.product().is_open, "closed for sale")
        await self.say(10, f"b05 {phone(10)}")
        self.seen["when closed"] = (await self.comment(10)).outcome
        self.snap("closed")
        await self.way.switch_staff("Thảo")
        await until(lambda: find(QAbstractButton, "Nhân viên: Thảo"), "Thảo is at the desk")
        self.snap("handed-over")

    async def end(self) -> None:
        """Back to the list, and the campaign is ended there."""
        self.seen["feed"] = {f"{row.buyer_name}": str(row.outcome) for row in self.feed()}
        await self.way.back_to_list()
        await until(lambda: self.row("LIVE"), "the list")
        self.snap("list")
        row = self.row("LIVE")
        assert row is not None
        await self.way.end(row)
        await until(lambda: self.row("Đã kết thúc. Live "), "it has ended")
        self.snap("ended")

    # --- what the seller sees ----------------------------------------------------------------------------

    @property
    def screen(self) -> LiveScreen:
        """The live on show."""
        assert self.window.live is not None
        return self.window.live.screen

    def row(self, begins: str) -> LifeRowFrame | None:
        """The row of the list whose name begins so."""
        return find(LifeRowFrame, begins)

    def reads(self, begins: str) -> str:
        """What can be read that begins so."""
        found = find(QWidget, begins)
        return found.accessibleName() if found else ""

    def says(self, begins: str) -> bool:
        """Whether the line below the feed begins so."""
        return self.screen.feed.notice.text.startswith(begins)

    def product(self, sku: str = SCARF) -> ProductRow:
        """A product in the panel."""
        row = self.screen.products.model.row_of(sku)
        assert row is not None
        return row

    def feed(self) -> list[FeedRow]:
        """Every comment on show."""
        shown = self.screen.feed.view.shown
        return [shown.row(place) for place in range(shown.rowCount())]

    async def comment(self, buyer: int) -> FeedRow:
        """A buyer's comment, once it is in the feed."""
        place = await self.place(buyer)
        return self.feed()[place]

    async def place(self, buyer: int) -> int:
        """Where a buyer's comment stands in the feed, once it does."""
        ids = [self.ids[f"u{buyer}"]]
        await until(lambda: any(row.comment_id in ids for row in self.feed()), f"comment of {buyer}")
        return next(place for place, row in enumerate(self.feed()) if row.comment_id in ids)

    async def outcome(self, buyer: int, outcome: Outcome) -> None:
        """Wait until a buyer's comment is this."""
        await self.place(buyer)
        await until(
            lambda: any(
                row.comment_id == self.ids[f"u{buyer}"] and row.outcome is outcome for row in self.feed()
            ),
            f"{buyer} is {outcome}",
        )

    # --- the world around --------------------------------------------------------------------------------

    async def say(self, buyer: int, message: str) -> None:
        """A buyer comments in the live."""
        author = {"id": f"u{buyer}", "name": f"Khách {buyer}"}
        told = await self.post("comment", live_id=self.live, message=message, **{"from": author})
        self.ids[f"u{buyer}"] = told["id"]

    async def post(self, path: str, **body: Any) -> Json:
        """Ask the stand-in servers for something."""
        answer = await self.http.post(f"{self.told['control']}/{path}", json=body)
        answer.raise_for_status()
        return dict(answer.json())

    def snap(self, name: str) -> None:
        """A picture of the window and of what lies over it."""
        if self.folder is None:
            return
        self.pictures += 1
        self.window.grab().save(str(self.folder / f"{self.pictures:02}-{name}.png"))
        for over in (QApplication.activeModalWidget(), QApplication.activePopupWidget()):
            if over is not None:
                over.grab().save(str(self.folder / f"{self.pictures:02}-{name}-over.png"))


def main(kind: str, folder: str = "", theme: str = "light", size: str = "1366x768") -> int:
    """Run the window with the errand; its exit code."""
    scenario = replace(rehearsal.generate(7), comments=())
    wide, high = map(int, size.split("x"))
    with closing(SandboxChild.start(scenario, 1.0)) as child:
        told = child.announcement
        os.environ |= {"QUAYLIVE_GRAPH_URL": told["graph"], "QUAYLIVE_OMNI_URL": told["omni"]}

        async def errand(window: MainWindow) -> None:
            window.theme.choose(ThemeChoice(theme))
            user = NewUser(window, dict(told), WAYS[kind](), Path(folder) if folder else None)
            try:
                await user.go()
            except BaseException:
                user.snap("failed")
                raise
            sys.stdout.write(json.dumps(user.seen) + "\n")

        return run_window(Settings.load({}, os.environ), errand=errand, size=(wide, high))


WAYS: dict[str, Callable[[], Way]] = {"mouse": ByMouse, "keyboard": ByKeyboard}

if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
