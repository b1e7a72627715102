"""Reading changed products and stock, while rows move, repeat and vanish (omni_carriers.md §1.6, §1.8)."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from graph_stub import FakeClock
from hypothesis import given, settings
from hypothesis import strategies as st
from omni_stub import START, OmniStub, Reply, level_row, product_row, stamp

from desktop.clients.omni.errors import OmniError
from desktop.clients.omni.limiter import Priority
from desktop.clients.omni.product_feed import (
    OVERLAP_MILLISECONDS,
    Inventory,
    ProductPage,
    read_inventory,
    read_products,
)

MINUTE = 60_000


def shop_of(count: int, apart: int = MINUTE) -> OmniStub:
    """A shop of `count` products, each changed `apart` milliseconds after the one before."""
    return OmniStub(products=[product_row(n, START + n * apart) for n in range(1, count + 1)])


async def read(
    stub: OmniStub, since: int | None = None, progress: Callable[[int, int], None] | None = None
) -> list[ProductPage]:
    async with stub.client() as client:
        return [page async for page in read_products(client, since, progress)]


def ids(pages: list[ProductPage]) -> list[int]:
    return [int(product.id) for page in pages for product in page.products]


async def test_a_first_reading_brings_every_product_once_with_progress() -> None:
    stub, told = shop_of(120), list[tuple[int, int]]()
    pages = await read(stub, progress=lambda done, total: told.append((done, total)))
    assert ids(pages) == list(range(1, 121))
    assert [page.page for page in pages] == [1, 2, 3] and {page.total for page in pages} == {120}
    assert told[0] == (0, 120) and told[-1] == (120, 120) and told == sorted(told)
    assert pages[-1].watermark == START + 120 * MINUTE
    assert len(stub.calls) == 4  # One count and three pages: nothing is read twice without need.


async def test_a_later_reading_brings_what_changed_with_two_minutes_overlap() -> None:
    stub = shop_of(120)
    watermark = (await read(stub))[-1].watermark
    assert watermark is not None
    stub.change(7, watermark + MINUTE)
    stub.calls.clear()
    pages = await read(stub, watermark)
    assert ids(pages) == [118, 119, 120, 7]
    assert stub.asked("products")[0]["updated_at_min"] == stamp(watermark - OVERLAP_MILLISECONDS)[:19] + "Z"
    assert pages[-1].watermark == watermark + MINUTE and len(stub.calls) == 2


async def test_where_nothing_changed_the_watermark_stays() -> None:
    stub = shop_of(3)
    pages = await read(stub, START + 10 * MINUTE)
    assert ids(pages) == [] and [page.watermark for page in pages] == [START + 10 * MINUTE]
    assert (await read(OmniStub()))[-1].watermark is None


async def test_a_stopped_reading_goes_on_from_the_last_stored_watermark() -> None:
    stub = shop_of(170)
    async with stub.client() as client:
        feed = read_products(client, None)
        first = [await anext(feed), await anext(feed)]
        await feed.aclose()
    stub.change(3, START + 500 * MINUTE)  # Meanwhile a product read already changes: pages shift.
    rest = await read(stub, first[-1].watermark)
    assert set(ids(first)) | set(ids(rest)) == set(range(1, 171))
    assert 3 in ids(rest) and len(ids(rest)) <= 170 - 100 + 2 + 3  # What is read again is the overlap.


@pytest.mark.parametrize("moment", [2, 3, 4, 5, 6])
@pytest.mark.parametrize("apart", [MINUTE, 100, 0])
async def test_a_row_that_changes_while_reading_shifts_none_out(apart: int, moment: int) -> None:
    """Product 5 jumps to the end after page 1; by number, page 2 would begin one row too late."""
    stub = shop_of(160, apart)

    def change(shop: OmniStub, lists: int) -> None:
        if lists == moment:
            shop.change(5, START + 9999 * MINUTE)

    stub.on_list = change
    pages = await read(stub)
    assert set(ids(pages)) == set(range(1, 161))
    if stub.lists >= moment + 1:  # Not changed only with the last page or behind it.
        assert ids(pages).count(5) == 2 and ids(pages)[-1] == 5  # The newer version after the older.
        assert pages[-1].watermark == START + 9999 * MINUTE


@pytest.mark.parametrize("moment", [2, 3, 4, 5, 6])
@pytest.mark.parametrize("apart", [MINUTE, 100, 0])
async def test_a_row_deleted_while_reading_shifts_none_out(apart: int, moment: int) -> None:
    """A deletion shows nowhere else: even the count agrees, where one was made at the same time."""
    stub = shop_of(160, apart)

    def delete(shop: OmniStub, lists: int) -> None:
        if lists == moment:
            shop.delete(5)
            shop.products.append(product_row(999, START + 9999 * MINUTE))

    stub.on_list = delete
    pages = await read(stub)
    assert set(range(1, 161)) <= set(ids(pages))


async def test_a_variant_deleted_between_two_pages_comes_as_a_newer_product() -> None:
    stub = shop_of(60)

    def drop(shop: OmniStub, lists: int) -> None:
        if lists == 2:
            shop.products[0] = product_row(1, START + 9999 * MINUTE, variants=[])

    stub.on_list = drop
    versions = [p for page in await read(stub) for p in page.products if p.id == "1"]
    assert [len(version.variants) for version in versions] == [1, 0]


async def test_a_second_of_many_changes_is_read_by_id() -> None:
    """An import: 160 products changed in the same second, of which no order by time tells a page's end."""
    stub = shop_of(160, 1)
    pages = await read(stub)
    assert sorted(ids(pages)) == list(range(1, 161))
    asked = [(query["order"], query.get("since_id")) for query in stub.asked("products")]
    by_id = [("id asc", since_id) for since_id in ("0", "50", "100", "150")]
    assert asked == [("updated_at asc", None)] * 2 + by_id + [("updated_at asc", None)]
    bounds = {(query["updated_at_min"], query["updated_at_max"]) for query in stub.asked("products")[2:6]}
    assert bounds == {(stamp(START)[:19] + "Z", stamp(START + 1000)[:19] + "Z")}
    assert pages[-1].watermark == START + 160
    before = [page.watermark for page in pages[2:-1]]
    assert all(watermark is not None and watermark <= START + 50 for watermark in before)


@pytest.mark.parametrize("apart", [MINUTE, 100, 0])
@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_an_order_decided_anew_at_every_page_loses_nothing(apart: int, seed: int) -> None:
    stub = shop_of(260, apart)
    stub.shuffled = Random(seed)
    assert sorted(ids(await read(stub))) == list(range(1, 261))


@pytest.mark.parametrize("apart", [MINUTE, 100, 0])
@pytest.mark.parametrize("cap", [1, 20, 49])
async def test_pages_shorter_than_told_do_not_end_the_list(apart: int, cap: int) -> None:
    """That the cap is 50 is known from others only (§1.6); the count tells that there must be more."""
    stub = shop_of(70, apart)
    stub.page_cap = cap
    assert sorted(ids(await read(stub))) == list(range(1, 71))


async def test_a_second_that_never_rests_comes_to_an_end() -> None:
    stub = shop_of(160, 0)

    def change(shop: OmniStub, lists: int) -> None:
        assert lists < 60, "the reading does not end"
        shop.change(lists, START + 5000 * MINUTE + lists)

    stub.on_list = change
    pages = await read(stub)
    assert set(ids(pages)) == set(range(1, 161))


async def test_rows_that_repeat_are_brought_once() -> None:
    stub = shop_of(120)
    page_one = [product_row(n, START + n * MINUTE) for n in range(1, 51)]
    repeated = [*page_one[-5:], *(product_row(n, START + n * MINUTE) for n in range(51, 96))]
    stub.plan(None, None, Reply({"products": [*repeated[:3], *repeated]}))
    pages = await read(stub)
    assert ids(pages) == list(range(1, 121))


async def test_a_whole_page_that_repeats_loses_nothing() -> None:
    """Switch 13 of §1.18: the second answer is the first once more."""
    stub = shop_of(120)
    page_one = Reply({"products": [product_row(n, START + n * MINUTE) for n in range(1, 51)]})
    stub.plan(None, None, page_one)
    assert sorted(ids(await read(stub))) == list(range(1, 121))


async def test_an_older_version_never_comes_after_a_newer_one() -> None:
    stub = shop_of(2)
    newer, older = product_row(1, START + 9 * MINUTE), product_row(1, START + MINUTE)
    stub.plan(None, Reply({"products": [newer, older, newer, product_row(2, START + 9 * MINUTE)]}))
    assert ids(await read(stub)) == [1, 2]


async def test_a_list_that_ignores_the_order_is_read_whole_and_its_watermark_waits_for_the_end() -> None:
    """That Haravan knows this order is an assumption (§1.6): without it nothing may be lost either."""
    stub = shop_of(120)
    stub.products.reverse()
    stub.is_sorting = False
    pages = await read(stub)
    assert set(ids(pages)) == set(range(1, 121))
    assert [page.watermark for page in pages[:-1]] == [None] * (len(pages) - 1)
    assert pages[-1].watermark == START + 120 * MINUTE


async def test_a_list_that_ignores_the_page_ends_by_itself() -> None:
    """Neither order nor page nor filter: all that can be had is the first page."""
    stub = shop_of(160)
    stub.products.reverse()
    stub.is_sorting = stub.is_paging = stub.is_filtering = False
    pages = await read(stub)
    assert ids(pages) == list(range(160, 110, -1)) and len(stub.calls) < 10


async def test_a_list_that_ignores_the_times_asked_for_is_read_by_number() -> None:
    stub = shop_of(160)
    stub.is_filtering = False
    pages = await read(stub)
    assert ids(pages) == list(range(1, 161)) and len(stub.calls) < 16
    assert pages[-1].watermark == START + 160 * MINUTE


async def test_a_list_that_ignores_the_id_asked_for_is_read_by_number() -> None:
    stub = shop_of(160, 0)
    stub.knows_since_id = False
    pages = await read(stub)
    assert sorted(ids(pages)) == list(range(1, 161)) and len(stub.calls) < 16


async def test_a_count_that_ignores_the_filter_costs_some_calls_and_no_more() -> None:
    stub = shop_of(120)
    stub.counts_all = True
    pages = await read(stub, START + 119 * MINUTE)
    assert ids(pages) == [117, 118, 119, 120]
    assert len(stub.calls) < 12 and pages[-1].watermark == START + 120 * MINUTE


async def test_fewer_rows_than_counted_are_looked_for_a_second_time() -> None:
    """A page came with rows missing; the count tells, and the second reading brings them."""
    stub = shop_of(70)
    torn = [product_row(n, START + n * MINUTE) for n in (*range(1, 30), *range(41, 62))]
    stub.plan(None, Reply({"products": torn}))
    pages = await read(stub)
    assert sorted(ids(pages)) == list(range(1, 71))


async def test_a_time_beyond_haravans_clock_hides_no_later_change() -> None:
    stub = shop_of(2)
    stub.products.append(product_row(3, START + 10**11))
    stub.headers["Date"] = "Thu, 09 Oct 2025 09:53:20 GMT"  # START + 1 h
    pages = await read(stub)
    assert ids(pages) == [1, 2, 3] and pages[-1].watermark == START + 60 * MINUTE


@pytest.mark.parametrize("value", [None, "", "hôm qua", 5])
async def test_products_without_a_readable_time_come_once_and_move_no_watermark(value: Any) -> None:
    stub = OmniStub()
    rows = [product_row(1, START), product_row(2, START, updated_at=value)]
    stub.plan(Reply({"count": 2}), Reply({"products": rows}))
    pages = await read(stub)
    assert ids(pages) == [1, 2] and pages[-1].watermark == START


async def test_a_list_without_any_readable_time_is_read_by_number() -> None:
    stub = OmniStub(products=[product_row(n, START, updated_at="hôm qua") for n in range(1, 121)])
    pages = await read(stub, START)
    assert ids(pages) == list(range(1, 121)) and pages[-1].watermark == START


async def test_an_error_between_pages_is_raised_and_what_was_read_stands() -> None:
    stub = shop_of(120)
    stub.plan(None, None, Reply({"errors": "Unauthorized"}, 401))
    pages: list[ProductPage] = []
    async with stub.client() as client:
        with pytest.raises(OmniError):
            async for page in read_products(client, None):
                pages.append(page)  # noqa: PERF401
    assert ids(pages) == list(range(1, 51)) and pages[0].watermark == START + 50 * MINUTE


@settings(max_examples=60, deadline=None)
@given(
    count=st.integers(0, 180),
    apart=st.sampled_from([0, 7, 400, MINUTE]),
    events=st.dictionaries(
        st.integers(1, 14), st.tuples(st.sampled_from("cdn"), st.integers(1, 180)), max_size=6
    ),
    stop=st.integers(1, 6),
)
async def test_whatever_moves_no_product_is_lost_and_the_newest_version_is_last(
    count: int, apart: int, events: dict[int, tuple[str, int]], stop: int
) -> None:
    """Changes, deletions and new products between any two calls; stopped once and gone on with."""
    stub = shop_of(count, apart)
    late = START + count * apart + MINUTE

    def act(shop: OmniStub, lists: int) -> None:
        what, number = events.get(lists, ("", 0))
        known = {row["id"] for row in shop.products}
        if what == "c" and number in known:
            shop.change(number, late + lists * MINUTE)
        elif what == "d":
            shop.delete(number)
        elif what == "n":
            shop.products.append(product_row(1000 + lists, late + lists * MINUTE))

    stub.on_list = act
    stored: dict[str, int | None] = {}
    watermark: int | None = None
    async with stub.client() as client:
        for limit in (stop, 10_000):
            feed = read_products(client, watermark)
            async for page in feed:
                stored |= {product.id: product.updated_at for product in page.products}
                watermark = page.watermark
                limit -= 1
                if limit == 0:
                    break
            await feed.aclose()
    stub.on_list = None
    for page in await read(stub, watermark):  # What changed behind the last page is next time's.
        stored |= {product.id: product.updated_at for product in page.products}
    for row in stub.products:
        assert stored.get(str(row["id"])) is not None
        assert stamp(stored[str(row["id"])] or 0) == row["updated_at"]


# --- stock ----------------------------------------------------------------------------------------------


async def stock(stub: OmniStub, variants: list[str], places: list[str] | None = None) -> Inventory:
    async with stub.client() as client:
        return await read_inventory(client, variants, places or [])


async def test_stock_of_many_variants_is_read_50_in_a_call() -> None:
    stub = OmniStub(
        levels=[level_row(n, n, 8, n - 3) for n in range(1, 119)], locations=[{"id": 8, "name": "Kho"}]
    )
    told: list[tuple[int, int]] = []
    variants = [str(n) for n in range(1, 120)]
    async with stub.client() as client:
        found = await read_inventory(
            client, [*variants, "1"], progress=lambda done, total: told.append((done, total))
        )
    assert len(stub.asked("inventory_locations")) == 3 and len(stub.asked("locations")) == 1
    assert told == [(50, 119), (100, 119), (119, 119)]
    assert (found.available("1"), found.available("118")) == (-2, 115)  # Negative as it stands.
    assert found.untold == {"119"} and found.available("119") is None


async def test_stock_is_told_by_location_and_together() -> None:
    rows = [level_row(1, 7, 8, 5), level_row(2, 7, 9, -2), level_row(3, 7, 10, 100)]
    found = await stock(OmniStub(levels=rows), ["7"], ["8", "9"])
    assert found.levels[("7", "8")].available == 5 and found.levels[("7", "9")].available == -2
    assert found.available("7") == 3 and ("7", "10") not in found.levels


@pytest.mark.parametrize("most", [250, 50])
async def test_answers_that_are_cut_are_gone_on_with(most: int) -> None:
    """§1.8 says 250 levels in an answer, §1.6 50 for lists: 50 variants at 6 locations fit in neither."""
    rows = [level_row(v * 10 + p, v, p, v) for v in range(1, 51) for p in range(1, 7)]
    stub = OmniStub(levels=rows, most_levels=most)
    found = await stock(stub, [str(v) for v in range(1, 51)], [str(p) for p in range(1, 7)])
    assert len(found.levels) == 300 and found.available("50") == 300


async def test_a_single_location_costs_no_second_call() -> None:
    stub = OmniStub(levels=[level_row(n, n, 8, 1) for n in range(1, 51)])
    await stock(stub, [str(n) for n in range(1, 51)], ["8"])
    assert len(stub.calls) == 1


async def test_of_two_levels_of_one_place_the_newer_counts() -> None:
    older, newer = level_row(1, 7, 8, 5), level_row(2, 7, 8, 1, updated_at="2021-08-05T00:00:00Z")
    for rows in ([older, newer], [newer | {"id": 1}, older | {"id": 2}]):
        assert (await stock(OmniStub(levels=rows), ["7"], ["8"])).available("7") == 1


async def test_a_reading_is_as_old_as_its_oldest_part() -> None:
    """product.md §3: stock not older than 60 s; a reading that had to wait is dated by what came first."""
    stub, clock = OmniStub(levels=[level_row(1, 1, 8, 1)]), FakeClock()
    stub.plan(None, Reply({}, 429, {"Retry-After": "30"}))
    begin = clock.now()
    async with stub.client(clock=clock) as client:
        found = await read_inventory(client, [str(n) for n in range(1, 61)], ["8"], priority=Priority.URGENT)
    assert found.read_at == begin and clock.now() >= begin + 30_000


async def test_no_variants_are_no_question() -> None:
    with pytest.raises(ValueError, match="no variants"):
        await stock(OmniStub(), [])
