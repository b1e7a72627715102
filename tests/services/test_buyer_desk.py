"""The desk of a buyer: what the sidebar shows and what staff change in a cart (product.md §2, §3, §5)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from live_shop import MINUTE, OTHER_PHONE, PAGE, PHONE, LiveShop, opened, product

from desktop.domain.capture.outcome import Outcome
from desktop.domain.orders import OrderStatus
from desktop.domain.stock import LineState
from desktop.services.buyer_desk import BuyerDesk
from desktop.services.buyer_rows import (
    BuyersOrder,
    BuyerView,
    CartLine,
    ConflictError,
    ManualOrder,
    ShortError,
    WishedLine,
)
from desktop.services.live_desk import CampaignDesk
from desktop.services.live_rows import ChangeSet, DeskError
from desktop.services.undo import UndoShelf
from desktop.storage import buyers, stock
from desktop.storage.database import Database
from desktop.system.events import EventBus

B05 = WishedLine("B05", ("B05",), 1)


class Sidebar:
    """A live, the desk of its buyers, and every change the desk told."""

    def __init__(self, database: Database, *products: dict[str, Any], **rules: Any) -> None:
        self.live: LiveShop = opened(database, *products, **rules)
        self.told: list[ChangeSet] = []
        bus = EventBus()
        shelf = UndoShelf()
        self.desk = BuyerDesk(
            database, bus, self.live.selling, clock=lambda: self.live.now, staff="Mai", undo_shelf=shelf
        )
        self.shelf, self.campaign_desk = (
            shelf,
            CampaignDesk(
                database,
                bus,
                self.live.selling,
                page_name="",
                staff="Mai",
                clock=lambda: self.live.now,
                undo_shelf=shelf,
            ),
        )
        self.desk.subscribe(self.told.append)

    def buyer(self, who: str = "u1") -> int:
        found = self.live.run(buyers.find, "commenter", PAGE, who)
        assert found is not None
        number: int = found.id
        return number

    async def view(self, who: str = "u1") -> BuyerView:
        return await self.desk.view(self.buyer(who))

    async def cart(self, who: str = "u1") -> BuyersOrder:
        cart = (await self.view(who)).cart
        assert cart is not None
        return cart

    async def line(self, who: str = "u1", number: int = 0) -> CartLine:
        return (await self.cart(who)).lines[number]


@pytest.fixture
def database() -> Iterator[Database]:
    database = Database.open(None)
    yield database
    database.close()


@pytest.fixture
def sidebar(database: Database) -> Iterator[Sidebar]:
    sidebar = Sidebar(
        database,
        product("B05", open_sale=5),
        product("A01-M", "M", variant="M"),
        product("A01-L", "L", variant="L", open_sale=1),
    )
    yield sidebar
    assert sidebar.live.recount() == [], "the counters are not the sum of the lines"


async def test_who_the_buyer_is_what_they_wrote_and_what_is_in_the_cart(sidebar: Sidebar) -> None:
    live = sidebar.live
    live.comment("shop ơi đẹp quá")
    live.comment(f"B05 x2 {PHONE}")
    live.comment("A01")
    live.comment(f"B05 {OTHER_PHONE}", "u2")
    view = await sidebar.view()
    assert (view.name, view.running_number, view.phone, view.is_blocked) == ("Khách u1", 1, PHONE, False)
    assert [row.message for row in view.comments] == ["shop ơi đẹp quá", f"B05 x2 {PHONE}", "A01"]
    assert (view.comments_here, view.orders_here, view.orders_elsewhere) == (3, 1, 0)
    assert view.cart is not None and view.cart.status is OrderStatus.DRAFT
    held, waiting = view.cart.lines
    assert (held.sku, held.quantity, held.state, held.total) == ("B05", 2, LineState.RESERVED, 200_000)
    assert (waiting.state, [c.sku for c in waiting.choices]) == (LineState.OPEN, ["A01-M", "A01-L"])
    assert view.cart.total == 200_000, "what waits is not counted"
    assert (await sidebar.view("u2")).running_number == 2


async def test_2_7_a_held_line_says_until_when_and_a_waiting_one_its_place(sidebar: Sidebar) -> None:
    live = sidebar.live
    live.comment("B05 x4")
    live.comment(f"B05 x3 {OTHER_PHONE}", "u2")
    live.comment("B05 x2 0977654321", "u3")
    assert (await sidebar.line()).hold_until == live.now + 30 * MINUTE
    assert [(await sidebar.line(who)).place for who in ("u2", "u3")] == [1, 2]


async def test_the_stamp_changes_with_what_is_shown_and_with_nothing_else(sidebar: Sidebar) -> None:
    live = sidebar.live
    live.comment(f"B05 {PHONE}")
    buyer = sidebar.buyer()
    before = await sidebar.desk.stamp(buyer)
    assert before == (await sidebar.desk.view(buyer)).stamp
    live.comment(f"B05 {OTHER_PHONE}", "u2")
    assert await sidebar.desk.stamp(buyer) == before
    live.comment("hàng đẹp không shop")
    assert await sidebar.desk.stamp(buyer) != before


async def test_3_a_quantity_is_set_whole_or_refused_with_what_is_left(sidebar: Sidebar) -> None:
    live = sidebar.live
    live.comment(f"B05 x2 {PHONE}")
    line = await sidebar.line()
    await sidebar.desk.set_quantity(line.line, 2, 4)
    assert live.counters("B05").reserved == 4
    assert sidebar.told[-1].products_changed == ("B05",)
    with pytest.raises(ShortError, match="chỉ còn 1"):
        await sidebar.desk.set_quantity(line.line, 4, 8)
    await sidebar.desk.set_quantity(line.line, 4, 5)
    with pytest.raises(ShortError, match="đã hết"):
        await sidebar.desk.set_quantity(line.line, 5, 6)
    assert live.counters("B05").reserved == 5
    for wrong in (0, -3, 10_000):
        with pytest.raises(DeskError, match="Số lượng"):
            await sidebar.desk.set_quantity(line.line, 5, wrong)


async def test_5_every_change_is_stamped_with_who_made_it(sidebar: Sidebar) -> None:
    sidebar.live.comment(f"B05 x2 {PHONE}")
    line = await sidebar.line()
    await sidebar.desk.set_quantity(line.line, 2, 3)
    cart = await sidebar.cart()
    assert (cart.changes[0].staff, cart.changes[0].text) == ("Mai", "B05: 2 → 3")
    assert cart.changes[-1].staff is None, "the program opened the cart"


async def test_a_change_made_meanwhile_is_told_and_not_written_over(sidebar: Sidebar) -> None:
    sidebar.live.comment(f"B05 x2 {PHONE}")
    cart = await sidebar.cart()
    line = cart.lines[0].line
    await sidebar.desk.set_quantity(line, 2, 3)
    with pytest.raises(ConflictError, match="vừa đổi thành 3"):
        await sidebar.desk.set_quantity(line, 2, 4)
    assert cart.order is not None
    await sidebar.desk.set_address(cart.order, None, "12 Hàng Bạc")
    with pytest.raises(ConflictError, match="12 Hàng Bạc"):
        await sidebar.desk.set_address(cart.order, None, "5 Láng Hạ")
    with pytest.raises(ConflictError):
        await sidebar.desk.set_phone(sidebar.buyer(), "0900000001", OTHER_PHONE)
    await sidebar.desk.remove_line(line)
    with pytest.raises(ConflictError, match="bỏ khỏi giỏ"):
        await sidebar.desk.set_quantity(line, 3, 4)


@pytest.mark.parametrize(("mode", "served"), [("manual", None), ("auto", "c2")])
async def test_3_a_removed_line_frees_at_once_and_waiters_are_served_by_rule(
    database: Database, mode: str, served: str | None
) -> None:
    sidebar = Sidebar(database, product("B05", open_sale=2), waitlist=mode)
    live = sidebar.live
    live.comment(f"B05 x2 {PHONE}")
    live.comment(f"B05 x2 {OTHER_PHONE}", "u2")
    await sidebar.desk.remove_line((await sidebar.line()).line)
    assert live.counters("B05").reserved == (2 if served else 0)
    state = LineState.RESERVED if served else LineState.WAITLISTED
    assert (await sidebar.line("u2")).state is state
    assert (await sidebar.cart()).lines == () and (await sidebar.cart()).status is OrderStatus.DRAFT
    assert live.recount() == []


async def test_3_a_waiting_line_is_served_by_hand_when_there_is_enough(sidebar: Sidebar) -> None:
    live = sidebar.live
    live.comment(f"B05 x4 {PHONE}")
    live.comment(f"B05 x3 {OTHER_PHONE}", "u2")
    waiting = await sidebar.line("u2")
    with pytest.raises(DeskError, match="còn 1"):
        await sidebar.desk.serve_line(waiting.line)
    await sidebar.desk.remove_line((await sidebar.line()).line)
    await sidebar.desk.serve_line(waiting.line)
    assert (await sidebar.line("u2")).state is LineState.RESERVED


async def test_a_product_is_added_by_hand_and_adds_up_with_the_same_one(sidebar: Sidebar) -> None:
    live = sidebar.live
    live.comment(f"B05 x2 {PHONE}")
    await sidebar.desk.add_product(sidebar.buyer(), B05)
    await sidebar.desk.add_product(sidebar.buyer(), WishedLine("A01", ("A01-L",), 1))
    assert [(line.sku, line.quantity) for line in (await sidebar.cart()).lines] == [("B05", 3), ("A01-L", 1)]
    with pytest.raises(ShortError, match="A01"):
        await sidebar.desk.add_product(sidebar.buyer(), WishedLine("A01", ("A01-L",), 1))
    with pytest.raises(ShortError):
        await sidebar.desk.add_product(sidebar.buyer(), WishedLine("B05", ("B05",), 3))
    with pytest.raises(DeskError, match="không bán Z9"):
        await sidebar.desk.add_product(sidebar.buyer(), WishedLine("Z9", ("Z9",), 1))
    assert live.waitlist("B05") == [], "nobody is put on the waitlist unasked"
    assert live.outbox().keys() == {"c1"}, "what staff add answers no comment"


async def test_2_5_staff_choose_the_variant_of_an_open_line(sidebar: Sidebar) -> None:
    live = sidebar.live
    live.comment(f"A01 {PHONE}")
    open_line = await sidebar.line()
    assert await sidebar.desk.choose_variant(open_line.line, "A01-L") == ""
    line = await sidebar.line()
    assert (line.sku, line.state) == ("A01-L", LineState.RESERVED)
    live.comment(f"A01 {OTHER_PHONE}", "u2")
    second = await sidebar.line("u2")
    sentence = await sidebar.desk.choose_variant(second.line, "A01-L")
    assert "danh sách chờ" in sentence and (await sidebar.line("u2")).place == 1
    with pytest.raises(ConflictError):
        await sidebar.desk.choose_variant(second.line, "A01-M")


async def test_2_8_a_phone_set_by_staff_completes_the_lines_that_wait_for_it(sidebar: Sidebar) -> None:
    live = sidebar.live
    live.comment("B05 x2")
    buyer = sidebar.buyer()
    for wrong in ("", "12345", "0212345678", f"{PHONE} {OTHER_PHONE}", f"anh {PHONE}"):
        with pytest.raises(DeskError, match="SĐT"):
            await sidebar.desk.set_phone(buyer, None, wrong)
    await sidebar.desk.set_phone(buyer, None, "+84 912.345.678")
    view = await sidebar.view()
    assert view.phone == PHONE and view.cart is not None
    assert (view.cart.phone, view.cart.lines[0].state) == (PHONE, LineState.RESERVED)
    await sidebar.desk.set_phone(buyer, PHONE, OTHER_PHONE)
    assert (await sidebar.cart()).phone == OTHER_PHONE


async def test_5_a_cart_is_confirmed_only_when_nothing_is_missing(sidebar: Sidebar) -> None:
    live = sidebar.live
    live.comment(f"B05 {PHONE}")
    live.comment("A01")
    order = (await sidebar.cart()).order
    assert order is not None
    with pytest.raises(DeskError, match=r"thiếu địa chỉ, A01 chưa chọn phân loại\."):
        await sidebar.desk.confirm(order)
    await sidebar.desk.set_address(order, None, "  12 Hàng Bạc,   Hà Nội ")
    waiting = await sidebar.line(number=1)
    await sidebar.desk.choose_variant(waiting.line, "A01-M")
    await sidebar.desk.confirm(order)
    cart = await sidebar.cart()
    assert (cart.status, cart.address) == (OrderStatus.CONFIRMED, "12 Hàng Bạc, Hà Nội")
    await sidebar.desk.unconfirm(order)
    assert (await sidebar.cart()).status is OrderStatus.DRAFT
    for line in (await sidebar.cart()).lines:
        await sidebar.desk.remove_line(line.line)
    with pytest.raises(DeskError, match="chưa có món"):
        await sidebar.desk.confirm(order)


async def test_2_10_a_confirmed_cart_that_is_edited_goes_back_to_draft(sidebar: Sidebar) -> None:
    sidebar.live.comment(f"B05 {PHONE}")
    cart = await sidebar.cart()
    assert cart.order is not None
    await sidebar.desk.set_address(cart.order, None, "12 Hàng Bạc")
    buyer, line = sidebar.buyer(), cart.lines[0].line
    edits = [
        lambda: sidebar.desk.set_quantity(line, 1, 2),
        lambda: sidebar.desk.add_product(buyer, WishedLine("A01", ("A01-M",), 1)),
        lambda: sidebar.desk.set_phone(buyer, PHONE, OTHER_PHONE),
        lambda: sidebar.desk.set_address(cart.order or 0, "12 Hàng Bạc", "5 Láng Hạ"),
        lambda: sidebar.desk.remove_line(line),
    ]
    for edit in edits:
        await sidebar.desk.confirm(cart.order)
        assert (await sidebar.cart()).status is OrderStatus.CONFIRMED
        await sidebar.desk.set_note(cart.order, (await sidebar.cart()).note, "gọi trước")
        assert (await sidebar.cart()).status is OrderStatus.CONFIRMED, "a note is the shop's own"
        await edit()
        assert (await sidebar.cart()).status is OrderStatus.DRAFT


async def test_5_a_closed_order_is_read_only(sidebar: Sidebar) -> None:
    live = sidebar.live
    live.comment(f"B05 {PHONE}", comment_id="c1")
    cart = await sidebar.cart()
    live.close("c1")
    view = await sidebar.view()
    assert view.cart is None
    (closed,) = view.past
    assert closed.status is OrderStatus.CLOSED and not closed.is_open and closed.lines[0].quantity == 1
    order, line = cart.order or 0, cart.lines[0].line
    for edit in (
        sidebar.desk.set_quantity(line, 1, 2),
        sidebar.desk.remove_line(line),
        sidebar.desk.set_address(order, None, "x"),
        sidebar.desk.confirm(order),
        sidebar.desk.cancel_cart(sidebar.buyer(), order),
    ):
        with pytest.raises(ConflictError):
            await edit


async def test_5_cancelling_the_cart_frees_all_of_it_at_once(sidebar: Sidebar) -> None:
    live = sidebar.live
    live.comment(f"B05 x2 {PHONE}")
    live.comment("A01")
    await sidebar.desk.cancel_cart(sidebar.buyer(), (await sidebar.cart()).order)
    view = await sidebar.view()
    assert view.cart is None and view.past[0].status is OrderStatus.CANCELLED
    assert (view.past[0].lines[0].quantity, live.counters("B05").reserved) == (2, 0)


def wish(keyword: str, sku: str, quantity: int = 1) -> WishedLine:
    return WishedLine(keyword, (sku,), quantity)


async def test_f3_a_comment_becomes_the_order_that_staff_make_of_it(sidebar: Sidebar) -> None:
    live = sidebar.live
    live.comment(f"BO5 nha shop {PHONE}", comment_id="c1")
    draft = await sidebar.desk.draft("c1")
    assert (draft.phone, draft.name, draft.message) == (PHONE, "Khách u1", f"BO5 nha shop {PHONE}")
    assert [(line.keyword, line.quantity, line.is_sure) for line in draft.lines] == [("B05", 1, False)]
    lines = (wish("B05", "B05", 2), wish("A01", "A01-L"))
    done = await sidebar.desk.make_order(ManualOrder("c1", draft.buyer, "", "0912.345.678", lines))
    assert done.buyer == sidebar.buyer() and "QL-" in done.sentence
    stored = live.stored("c1")
    assert stored.outcome is Outcome.ORDERED and stored.order is not None
    assert live.counters("B05").reserved == 2 and live.counters("A01-L").reserved == 1
    assert sidebar.told[-1].comments_changed == ("c1",)
    assert live.outbox()["c1"] == ["cart"], "one comment, one message (product.md §4)"


async def test_f3_what_is_short_is_refused_whole_and_the_waitlist_offered(sidebar: Sidebar) -> None:
    live = sidebar.live
    live.comment(f"B05 x4 {OTHER_PHONE}", "u2")
    live.comment(f"BO5 {PHONE}", comment_id="near")
    order = ManualOrder("near", None, "", PHONE, (wish("A01", "A01-M"), wish("B05", "B05", 2)))
    with pytest.raises(ShortError, match="B05 chỉ còn 1"):
        await sidebar.desk.make_order(order)
    assert live.counters("A01-M").reserved == 0, "all of it or none"
    assert live.stored("near").outcome is Outcome.SUGGESTED
    queued = ManualOrder("near", None, "", PHONE, order.lines, to_waitlist=True)
    await sidebar.desk.make_order(queued)
    assert live.counters("A01-M").reserved == 1 and live.waitlist("B05") == ["near"]
    assert live.stored("near").outcome is Outcome.PARTLY_ORDERED


async def test_f3_again_for_one_who_waits_keeps_the_place(sidebar: Sidebar) -> None:
    live = sidebar.live
    live.comment(f"B05 x5 {OTHER_PHONE}", "u9")
    live.comment(f"B05 {PHONE}", "u1", comment_id="first")
    live.comment("B05 0977654321", "u2", comment_id="second")
    again = ManualOrder("first", None, "", PHONE, (wish("B05", "B05", 2),), to_waitlist=True)
    done = await sidebar.desk.make_order(again)
    assert done.sentence == "Đã đưa vào danh sách chờ: B05 ×2."
    assert live.waitlist("B05") == ["first", "second"]
    assert (await sidebar.line()).quantity == 2


async def test_f3_without_a_phone_holds_and_with_one_completes(sidebar: Sidebar) -> None:
    live = sidebar.live
    live.comment("BO5", comment_id="near")
    await sidebar.desk.make_order(ManualOrder("near", None, "", "", (wish("B05", "B05"),)))
    assert (await sidebar.line()).state is LineState.HELD
    assert live.stored("near").outcome is Outcome.MISSING_PHONE
    await sidebar.desk.make_order(ManualOrder("near", None, "", PHONE, (wish("B05", "B05"),)))
    assert live.stored("near").outcome is Outcome.ORDERED and live.counters("B05").reserved == 1


async def test_f3_on_a_comment_that_ordered_already_joins_the_cart(sidebar: Sidebar) -> None:
    live = sidebar.live
    code = live.comment(f"B05 {PHONE}", comment_id="c1").order
    draft = await sidebar.desk.draft("c1")
    assert draft.lines == () and "đã thành đơn" in draft.warning
    await sidebar.desk.make_order(ManualOrder("c1", None, "", "", (wish("A01", "A01-M"),)))
    cart = await sidebar.cart()
    assert cart.code == code and [line.sku for line in cart.lines] == ["B05", "A01-M"]


async def test_f3_for_a_buyer_without_a_comment_needs_a_phone(sidebar: Sidebar) -> None:
    lines = (wish("B05", "B05", 2),)
    with pytest.raises(DeskError, match="SĐT"):
        await sidebar.desk.make_order(ManualOrder(None, None, "Chị Hoa", "", lines))
    done = await sidebar.desk.make_order(ManualOrder(None, None, "Chị  Hoa", PHONE, lines))
    view = await sidebar.desk.view(done.buyer)
    assert (view.name, view.phone, view.running_number) == ("Chị Hoa", PHONE, 1)
    assert view.cart is not None and view.cart.lines[0].quantity == 2
    with pytest.raises(DeskError, match="chưa có món"):
        await sidebar.desk.make_order(ManualOrder(None, done.buyer, "", "", ()))


async def test_f3_takes_nothing_that_is_closed_for_sale(sidebar: Sidebar) -> None:
    from desktop.storage import campaigns

    sidebar.live.comment(f"BO5 {PHONE}", comment_id="c1")
    sidebar.live.run(campaigns.set_open, sidebar.live.selling.campaign, "B05", False)
    with pytest.raises(DeskError, match="đang đóng"):
        await sidebar.desk.make_order(ManualOrder("c1", None, "", PHONE, (wish("B05", "B05"),)))


async def test_1_in_manual_mode_staff_order_by_the_same_counters_without_a_limit(database: Database) -> None:
    sidebar = Sidebar(database, product("B05", open_sale=1), mode="manual")
    live = sidebar.live
    live.comment(f"B05 x3 {PHONE}", comment_id="c1")
    assert live.stored("c1").outcome is Outcome.SUGGESTED
    draft = await sidebar.desk.draft("c1")
    assert [(line.keyword, line.quantity, line.is_sure) for line in draft.lines] == [("B05", 3, True)]
    await sidebar.desk.make_order(ManualOrder("c1", None, "", PHONE, (wish("B05", "B05", 3),)))
    assert live.counters("B05").reserved == 3 and live.recount() == []


async def test_the_pages_own_comment_makes_no_order(sidebar: Sidebar) -> None:
    sidebar.live.comment("B05 nha cả nhà", PAGE, comment_id="own")
    with pytest.raises(DeskError, match="nhân viên"):
        await sidebar.desk.draft("own")


async def test_9_every_edit_can_be_taken_back(sidebar: Sidebar) -> None:
    """§9 Ctrl+Z, §4: what staff did is put back as it was."""
    live = sidebar.live
    live.comment(f"B05 x2 {PHONE}")
    live.comment("A01")
    cart = await sidebar.cart()
    order, buyer, (line, waiting) = cart.order or 0, sidebar.buyer(), cart.lines
    await sidebar.desk.set_address(order, None, "12 Hàng Bạc")
    edits = {
        "Đã đổi B05 thành ×3": lambda: sidebar.desk.set_quantity(line.line, 2, 3),
        "Đã bỏ B05 khỏi giỏ": lambda: sidebar.desk.remove_line(line.line),
        "Đã thêm A01 ×1": lambda: sidebar.desk.add_product(buyer, WishedLine("A01", ("A01-L",), 1)),
        "Đã chọn A01 L": lambda: sidebar.desk.choose_variant(waiting.line, "A01-L"),
        "Đã đổi SĐT": lambda: sidebar.desk.set_phone(buyer, PHONE, OTHER_PHONE),
        "Đã đổi địa chỉ": lambda: sidebar.desk.set_address(order, "12 Hàng Bạc", "5 Láng Hạ"),
        "Đã đổi ghi chú": lambda: sidebar.desk.set_note(order, None, "gọi trước"),
        "Đã hủy giỏ QL-000001": lambda: sidebar.desk.cancel_cart(buyer, order),
    }
    before = await sidebar.cart()
    for did, edit in edits.items():
        await edit()
        assert sidebar.shelf.step is not None and sidebar.shelf.step.sentence == did
        assert await sidebar.campaign_desk.undo() == f"Đã hoàn tác: {did.removeprefix('Đã ')}."
        after = await sidebar.cart()
        assert replace(after, changes=()) == replace(before, changes=()), did
        assert after.changes[0].text.startswith("hoàn tác: "), "the history tells it too"


async def test_9_a_manual_order_can_be_taken_back_also_for_a_buyer_it_made(sidebar: Sidebar) -> None:
    live = sidebar.live
    live.comment(f"BO5 {PHONE}", comment_id="c1")
    await sidebar.desk.make_order(ManualOrder("c1", None, "", PHONE, (wish("B05", "B05", 2),)))
    await sidebar.campaign_desk.undo()
    assert live.counters("B05").reserved == 0 and live.stored("c1").outcome is Outcome.SUGGESTED
    await sidebar.desk.make_order(ManualOrder(None, None, "Hoa", OTHER_PHONE, (wish("B05", "B05", 2),)))
    await sidebar.campaign_desk.undo()
    assert live.counters("B05").reserved == 0


# Any sequence of edits


EDITS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "comment",
                "quantity",
                "remove",
                "add",
                "phone",
                "cancel",
                "serve",
                "variant",
                "f3",
                "close",
                "undo",
            ]
        ),
        st.integers(0, 2),
        st.integers(1, 4),
    ),
    max_size=14,
)


@pytest.mark.parametrize("waitlist", ["manual", "auto"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_3_no_sequence_of_edits_oversells_or_loses_a_unit(
    waitlist: str, edits: list[tuple[str, int, int]]
) -> None:
    """reserved + sold ≤ open_sale, nothing negative, and the counters are the sum of the lines."""
    with closing(Database.open(None)) as database, asyncio.Runner() as runner:
        sidebar = Sidebar(
            database,
            product("B05", open_sale=4),
            product("A01-M", "M", variant="M", open_sale=2),
            product("A01-L", "L", variant="L"),
            waitlist=waitlist,
        )
        for edit in edits:
            with suppress(DeskError):
                runner.run(_step(sidebar, *edit))
            _check(sidebar)


async def _step(sidebar: Sidebar, act: str, who: int, quantity: int) -> None:
    live, author = sidebar.live, f"u{who}"
    if act == "comment":
        live.comment(f"B05 x{quantity}" if quantity % 2 else f"A01 x{quantity} 09{who}2345678", author)
        return
    if act == "undo":
        await sidebar.campaign_desk.undo()
        return
    if act == "f3":
        known = [f"c{number}" for number in range(1, live.sent + 1)]
        lines = (wish("B05", "B05", quantity), wish("A01", "A01-M"))
        comment = known[who % len(known)] if known else None
        await sidebar.desk.make_order(
            ManualOrder(comment, None, "Hoa", PHONE, lines, to_waitlist=quantity > 2)
        )
        return
    found = live.run(buyers.find, "commenter", PAGE, author)
    if found is None:
        return
    view = await sidebar.desk.view(found.id)
    lines_ = view.cart.lines if view.cart else ()
    if act == "add":
        await sidebar.desk.add_product(found.id, wish("B05", "B05", quantity))
    elif act == "phone":
        await sidebar.desk.set_phone(found.id, view.phone, f"09{quantity}2345678")
    elif act == "cancel":
        await sidebar.desk.cancel_cart(found.id, view.cart.order if view.cart else None)
    elif act == "close":
        if view.cart and view.cart.order and view.cart.phone:
            wrote = [row.comment_id for row in view.comments]
            ours = [one for one in wrote if live.stored(one).order == view.cart.order]
            if ours and any(not line.waits for line in lines_):
                live.close(ours[0])
    elif lines_:
        line = lines_[who % len(lines_)]
        if act == "quantity":
            await sidebar.desk.set_quantity(line.line, line.quantity, quantity)
        elif act == "remove":
            await sidebar.desk.remove_line(line.line)
        elif act == "serve":
            await sidebar.desk.serve_line(line.line)
        elif line.choices:
            await sidebar.desk.choose_variant(line.line, line.choices[quantity % len(line.choices)].sku)


def _check(sidebar: Sidebar) -> None:
    assert sidebar.live.recount() == []
    for sku in ("B05", "A01-M", "A01-L"):
        figures: stock.OpenSale = sidebar.live.counters(sku)
        assert figures.reserved >= 0 and figures.sold >= 0
        assert figures.open_sale is None or figures.reserved + figures.sold <= figures.open_sale
