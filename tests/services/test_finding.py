"""Finding anything (product.md §9, Ctrl+K): by name, phone, order, running number, code, comment."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from live_shop import PHONE, LiveShop, opened, product

from desktop.services.buyer_desk import BuyerDesk
from desktop.services.buyer_rows import Found, FoundKind
from desktop.services.finding import MOST
from desktop.services.live_rows import ChangeSet
from desktop.storage import comments, models
from desktop.storage.database import Database
from desktop.storage.transaction import Transaction
from desktop.system.events import EventBus


class Search:
    def __init__(self, database: Database) -> None:
        self.live: LiveShop = opened(
            database,
            product("B05", product="Khăn choàng", variant="Đỏ đô"),
            product("A01-M", "M", product="Áo len cổ lọ", variant="Kem / M"),
        )
        self.bus = EventBus()
        self.desk = BuyerDesk(database, self.bus, self.live.selling)

    async def find(self, text: str, kind: FoundKind | None = None) -> list[Found]:
        return [found for found in await self.desk.find(text) if kind in (None, found.kind)]


@pytest.fixture
def database() -> Iterator[Database]:
    database = Database.open(None)
    yield database
    database.close()


@pytest.fixture
def search(database: Database) -> Search:
    search = Search(database)
    live = search.live
    live.comment(f"B05 {PHONE}", "Hà", comment_id="c1")
    live.comment("áo này có size Lớn không?", "Đặng Thu", comment_id="c2")
    return search


async def test_a_buyer_is_found_by_name_without_accents(search: Search) -> None:
    for typed in ("dang thu", "THU ĐẶNG", "Đặng"):
        (found,) = await search.find(typed, FoundKind.BUYER)
        assert found.title == "Khách Đặng Thu" and found.buyer is not None


@pytest.mark.parametrize("typed", [PHONE, "0912 345", "345678", "+84 912345678", "912.345"])
async def test_a_buyer_is_found_by_four_digits_or_more_of_the_phone(search: Search, typed: str) -> None:
    (found,) = await search.find(typed, FoundKind.BUYER)
    assert (found.title, found.detail) == ("Khách Hà", "STT 1 · 0912 345 678")
    assert await search.find("567", FoundKind.BUYER) == [], "three digits are no phone"


@pytest.mark.parametrize("typed", ["QL-000001", "ql1", "1", "ql-1"])
async def test_an_order_is_found_by_code_or_number(search: Search, typed: str) -> None:
    (found,) = await search.find(typed, FoundKind.ORDER)
    assert (found.title, found.buyer) == ("QL-000001", 1)


@pytest.mark.parametrize("typed", ["1", "stt 1", "STT1"])
async def test_a_buyer_is_found_by_the_running_number(search: Search, typed: str) -> None:
    assert [found.title for found in await search.find(typed, FoundKind.BUYER)] == ["Khách Hà"]


async def test_a_product_is_found_by_code_first_then_by_name(search: Search) -> None:
    assert [found.key for found in await search.find("b05", FoundKind.PRODUCT)] == ["B05"]
    assert [found.key for found in await search.find("a0", FoundKind.PRODUCT)] == ["A01-M"]
    assert [found.key for found in await search.find("ao len", FoundKind.PRODUCT)] == ["A01-M"]


async def test_a_comment_is_found_by_its_text_also_after_an_edit(search: Search) -> None:
    (found,) = await search.find("size lon", FoundKind.COMMENT)
    assert (found.key, found.title) == ("c2", "áo này có size Lớn không?")
    search.live.run(comments.update, "c2", edited_message="cho em size vừa")
    search.bus.publish(ChangeSet(comments_changed=("c2",), campaign=search.live.selling.campaign))
    assert await search.find("size lon", FoundKind.COMMENT) == []
    assert len(await search.find("size vua", FoundKind.COMMENT)) == 1
    search.live.comment("size lớn nhé", "u3", comment_id="c3")
    assert [one.key for one in await search.find("size lon", FoundKind.COMMENT)] == ["c3"]


async def test_nothing_is_found_by_nothing(search: Search) -> None:
    assert await search.find("   ") == []
    assert await search.find("không có gì như vậy") == []


async def test_at_most_eight_of_a_kind_and_quick_among_50_000_comments(
    search: Search, database: Database
) -> None:
    database.write_sync(_fill, search.live.selling.campaign, 50_000)
    await search.find("x")  # The first search reads what came since; the others only search.
    slowest = 0.0
    for typed in ("thu", "nguyen thi", "chot don", "0912", "a01", "42", "khong co dau"):
        began = time.perf_counter()
        found = await search.find(typed)
        slowest = max(slowest, time.perf_counter() - began)
        kinds = [one.kind for one in found]
        assert all(kinds.count(kind) <= MOST for kind in FoundKind)
        assert kinds == sorted(kinds, key=list(FoundKind).index), "grouped"
    assert slowest < 0.5, "measured: 45 ms on a slow machine of two cores"


def _fill(tx: Transaction, campaign: int, count: int) -> None:
    names = ("Nguyễn Thị Thu", "Trần Văn Minh", "Lê Hoà", "Phạm Quỳnh")
    people = [
        {"name": f"{names[n % 4]} {n}", "phone": f"09{n:08}", "created_at": 0} for n in range(count // 5)
    ]
    for start in range(0, len(people), 500):
        tx.execute(models.Buyer.insert_many(people[start : start + 500]))
    rows = [
        {
            "id": f"x{n}",
            "campaign": campaign,
            "buyer": 3 + n % (count // 5),
            "author_id": f"p{n}",
            "author_name": names[n % 4],
            "message": f"chốt đơn a01 x{n % 5} cho em nhé, size M màu kem {n}",
            "created_at": n,
            "received_at": n,
            "received": "{}",
            "outcome": "ignored",
            "spans": "[]",
            "result": "{}",
        }
        for n in range(count)
    ]
    for start in range(0, len(rows), 500):
        tx.execute(models.Comment.insert_many(rows[start : start + 500]))
