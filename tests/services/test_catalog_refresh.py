"""*Cập nhật thông tin sản phẩm* against the stand-in for Omni, over real sockets (product.md §3, issue §2).

Bad input and faults: 429, 500, 502, HTML, 422, rows that repeat and shift, deleted variants and products.
"""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from catalog_stage import Stage, StageClock, opened, program, scenario

from desktop.domain.catalog import CatalogFilter
from desktop.sandbox.server import serve
from desktop.services.catalog_reading import RECENT, Pace, standing_of
from desktop.services.catalog_rows import LevelRow, RefreshState
from desktop.storage import catalog_sync, stock
from desktop.storage.database import Database


async def omni_variants(stage: Stage) -> dict[str, dict[str, Any]]:
    """By Omni's id every variant that the sandbox holds."""
    return {
        str(variant.id): {"sku": variant.sku, "stock": stage.sandbox.world.shop.stock_of(variant.id)}
        for product in stage.sandbox.world.shop.products.values()
        for variant in product.variants
    }


async def test_a_first_refresh_brings_all_of_omni_with_its_figures() -> None:
    async with opened(filler=70) as stage:
        progress = await stage.refreshed()
        theirs = await omni_variants(stage)
        assert (progress.state, progress.done, progress.total) == (
            RefreshState.DONE,
            len(theirs),
            len(theirs),
        )
        assert progress.changes == ("73 sản phẩm mới",) and progress.change_count == 73
        row = await stage.row("AO-KEM-M")
        assert (row.product, row.variant, row.price, row.is_local) == ("Áo len", "Kem / M", 299_000, False)
        assert (row.stock, row.committed, row.available) == (34, 0, 34)
        detail = await stage.desk.detail("AO-KEM-M")
        assert detail and detail.levels == (
            LevelRow("Kho Hoàn Kiếm", 23, 0, 23),
            LevelRow("Kho Thủ Đức", 11, 0, 11),
        )
        assert len(await stage.rows()) == len(theirs)
        for sku, kept, read_at in stage.database.read_sync(catalog_sync.live):
            assert (read_at is not None) == kept, sku


async def test_progress_only_grows_and_ends_whole() -> None:
    async with opened(filler=120) as stage:
        progress = await stage.refreshed()
        done = [told.done for told in stage.told]
        assert done == sorted(done) and done[-1] == progress.total and len(set(done)) > 5
        assert all(told.total is None or told.done <= told.total for told in stage.told)
        assert stage.told[0].total is None


async def test_a_refresh_says_what_changed_by_keyword_and_never_touches_open_sale() -> None:
    """§3: `A01: tồn 0 → 12, giá 299.000 → 279.000`."""
    async with opened() as stage:
        selling = stage.sell(
            {"sku": "NEN", "product": "Nến", "price": 99_000, "keywords": ["A01"], "open_sale": 7}
        )
        await stage.refreshed()
        await stage.control("stock", sku="NEN", quantity=12)
        await stage.control("product", sku="NEN", price=79_000)
        await stage.control("stock", sku="AO-DEN-L", quantity=0)
        progress = await stage.refreshed()
        assert set(progress.changes) == {
            "A01: tồn 0 → 12, giá 99.000 → 79.000",
            "Áo len Đen / L: tồn 5 → 0",
        }
        assert progress.change_count == 2
        counters = stage.database.read_sync(stock.open_sale, selling.campaign, "NEN")
        assert counters and (counters.open_sale, counters.reserved, counters.sold) == (7, 0, 0)
        assert {"NEN", "AO-DEN-L"} <= set(stage.changed)


async def test_variants_of_one_keyword_are_told_apart() -> None:
    async with opened() as stage:
        stage.sell()
        await stage.refreshed()
        await stage.control("stock", sku="AO-KEM-M", quantity=33)
        await stage.control("stock", sku="NEN", quantity=1)
        assert set((await stage.refreshed()).changes) == {"A01 Kem M: tồn 34 → 33", "B05: tồn 0 → 1"}


async def test_what_changes_and_changes_back_is_no_change() -> None:
    async with opened() as stage:
        await stage.refreshed()
        progress = await stage.refreshed()
        assert (progress.state, progress.changes, progress.change_count) == (RefreshState.DONE, (), 0)


async def test_a_later_refresh_reads_products_from_the_watermark_on() -> None:
    """§1.6: incremental by updated_at with two minutes of overlap."""
    async with opened(filler=120) as stage:
        await stage.refreshed()
        before = len(await stage.calls("/products.json"))
        await stage.refreshed()
        assert before >= 3 and len(await stage.calls("/products.json")) - before == 1


async def test_what_is_on_sale_is_read_first() -> None:
    async with opened(filler=120) as stage:
        stage.sell()
        await stage.refreshed()
        await stage.control("stock", sku="NEN", quantity=12)
        stage.changed.clear()
        await stage.refreshed()
        first = [sku for sku in stage.changed if not sku.startswith("#")][:3]
        assert set(first) == {"AO-KEM-M", "AO-DEN-L", "NEN"}


async def test_a_stopped_refresh_goes_on_after_a_restart(tmp_path: Path) -> None:
    """The first sync can be stopped and continued: what was stored is not read again."""
    location, clock = tmp_path / "shop.db", StageClock()
    async with (
        await serve(scenario(250, ()), wall=clock.wall) as sandbox,
        httpx.AsyncClient(timeout=10, trust_env=False, verify=False) as http,
    ):
        with closing(Database.open(location)) as database:
            async with program(sandbox, http, clock, database) as stage:
                stage.desk.start_refresh()
                await stage.until(400)
                stage.desk.stop_refresh()
                stopped = await stage.ended()
                assert stopped.state is RefreshState.STOPPED and stopped.message == ""
            stored = database.read_sync(standing_of)
            assert stored and stored.finished_at is None and stored.done >= 400 and stored.watermark
        with closing(Database.open(location)) as database:
            async with program(sandbox, http, clock, database) as stage:
                await stage.refresh.recall()
                assert stage.desk.progress().state is RefreshState.STOPPED
                assert stage.desk.progress().done == stored.done
                assert (stage.desk.progress().total or 0) >= stored.done
                listed, stocked = len(await stage.calls("/products.json")), len(await stage.calls("/inv"))
                progress = await stage.refreshed()
                theirs = await omni_variants(stage)
                assert progress.state is RefreshState.DONE and progress.done == len(theirs)
                assert stage.told[1].done >= 400
                assert len(await stage.calls("/products.json")) - listed < 6
                assert len(await stage.calls("/inv")) - stocked <= len(theirs) // 50 + 2 - 400 // 50
                assert len(await stage.rows()) == len(theirs)


async def test_a_continued_refresh_reads_old_stock_again() -> None:
    async with opened(filler=120) as stage:
        stage.desk.start_refresh()
        await stage.until(200)
        stage.desk.stop_refresh()
        await stage.ended()
        stage.clock.step(RECENT / 1000 + 1)
        since = stage.clock.now()
        await stage.refreshed()
        read_at = [at for _, kept, at in stage.database.read_sync(catalog_sync.live) if kept]
        assert all(at is not None and at >= since for at in read_at)


async def test_one_runs_at_a_time_and_stopping_nothing_is_nothing() -> None:
    async with opened(filler=20) as stage:
        stage.desk.stop_refresh()
        stage.desk.start_refresh()
        stage.desk.start_refresh()
        assert (await stage.ended()).state is RefreshState.DONE
        assert len(await stage.calls("/shop.json")) == 1
        stage.desk.stop_refresh()
        stage.desk.start_refresh()
        stage.desk.stop_refresh()
        await asyncio.sleep(0)
        assert (await stage.ended()).state is RefreshState.STOPPED
        assert (await stage.refreshed()).state is RefreshState.DONE


# --- what Omni does to its variants ----------------------------------------------------------------------


async def test_a_variant_deleted_in_omni_goes_unless_a_campaign_sells_it() -> None:
    async with opened() as stage:
        stage.sell({"sku": "AO-KEM-M", "price": 1_000, "keywords": ["A01"], "open_sale": 3})
        await stage.refreshed()
        for sku in ("AO-KEM-M", "AO-DEN-L"):
            await stage.control("product", sku=sku, delete=True)
        progress = await stage.refreshed()
        assert set(progress.changes) == {
            "A01: tồn 34 → 0, không còn trong Omni",
            "Áo len Đen / L: không còn trong Omni",
        }
        assert await stage.rows() == ["AO-KEM-M", "NEN", "QUA"]
        assert (await stage.row("AO-KEM-M")).is_removed
        assert progress.done == progress.total == 2


async def test_a_product_deleted_in_omni_is_found_missing_in_the_list() -> None:
    """Omni does not tell deletions: fewer products there than here mean reading the list once more."""
    async with opened(filler=60) as stage:
        await stage.refreshed()
        await stage.control("product", sku="NEN", delete=True)
        await stage.control("product", title="Mới", variants=[{"sku": "MOI", "price": 5_000, "quantity": 1}])
        progress = await stage.refreshed()
        assert progress.changes == ("1 sản phẩm mới", "Nến thơm quế: không còn trong Omni")
        assert "NEN" not in await stage.rows() and "MOI" in await stage.rows()


async def test_a_list_that_is_not_whole_removes_nothing() -> None:
    async with opened(filler=60) as stage:
        await stage.refreshed()
        before = await stage.rows()
        await stage.control("product", sku="NEN", delete=True)
        listed = stage.sandbox.world.shop.products
        hidden = listed.popitem()  # Counted before, and not there when the list is read.
        await stage.control("switch", omni_page_cap=50)
        counted = stage.client.product_count

        async def count(**query: Any) -> int:
            return await counted(**query) + (1 if query.get("updated_since") is None else 0)

        stage.client.product_count = count  # type: ignore[method-assign]
        progress = await stage.refreshed()
        listed[hidden[0]] = hidden[1]
        assert progress.state is RefreshState.DONE and await stage.rows() == before


async def test_a_variant_made_anew_with_its_sku_goes_on_under_its_key() -> None:
    """Deleted and created again in Omni: the campaign that sells the SKU sees the new one's stock."""
    async with opened() as stage:
        stage.sell({"sku": "NEN", "price": 1_000, "keywords": ["B05"], "open_sale": 3})
        await stage.refreshed()
        await stage.control("product", sku="NEN", delete=True)
        await stage.control(
            "product", title="Nến mới", variants=[{"sku": "NEN", "price": 95_000, "quantity": 9}]
        )
        await stage.refreshed()
        row = await stage.row("NEN")
        assert (row.product, row.price, row.available, row.is_removed) == ("Nến mới", 95_000, 9, False)
        assert [sku for sku in await stage.rows() if "#" in sku] == []


async def test_skus_that_are_doubled_or_empty_in_omni_get_keys_of_their_own() -> None:
    async with opened() as stage:
        doubled = [{"sku": "NEN", "price": 5_000, "quantity": 2}, {"price": 6_000, "options": ["Đỏ"]}]
        made = await stage.control("product", title="Trùng mã", variants=doubled)
        progress = await stage.refreshed()
        assert "1 SKU có ở nhiều biến thể trong Omni: NEN" in progress.changes
        keys = {f"NEN#{made['variants'][0]['id']}", f"#{made['variants'][1]['id']}"}
        assert keys <= set(await stage.rows())
        assert (await stage.row("NEN")).price == 99_000
        assert "1 SKU" not in "".join((await stage.refreshed()).changes)


async def test_a_sku_changed_in_omni_is_followed_unless_a_campaign_names_it() -> None:
    async with opened() as stage:
        stage.sell({"sku": "NEN", "price": 1_000, "keywords": ["B05"]})
        await stage.refreshed()
        await stage.control("product", sku="AO-DEN-L", new_sku="AO-DEN-XL")
        await stage.control("product", sku="NEN", new_sku="NEN-QUE")
        await stage.refreshed()
        assert await stage.rows() == ["AO-KEM-M", "AO-DEN-XL", "NEN", "QUA"]
        detail = await stage.desk.detail("AO-DEN-XL")
        assert detail and sum(level.available for level in detail.levels) == 5


async def test_a_local_product_becomes_omnis_when_omni_knows_its_sku() -> None:
    async with opened() as stage:
        stage.sell({"sku": "NEN", "product": "Nến", "price": 89_000, "keywords": ["B05"], "stock": 50})
        assert (await stage.row("NEN")).is_local
        progress = await stage.refreshed()
        row = await stage.row("NEN")
        assert (row.product, row.price, row.available, row.is_local) == ("Nến thơm quế", 99_000, 0, False)
        assert progress.changes[0] == "3 sản phẩm mới" or "B05: tồn 50 → 0" in progress.changes


async def test_untracked_negative_and_backorder_stock() -> None:
    async with opened() as stage:
        await stage.control("product", sku="AO-KEM-M", backorder=True)
        await stage.control("stock", sku="NEN", quantity=2, committed=7)
        await stage.refreshed()
        gift = await stage.row("QUA")
        assert (gift.is_tracked, gift.stock, gift.available) == (False, None, None)
        short = await stage.row("NEN")
        assert (short.stock, short.committed, short.available) == (2, 7, -5)
        assert await stage.rows(chip=CatalogFilter.SOLD_OUT) == ["NEN"]
        figure = stage.database.read_sync(stock.stock_figure, "AO-KEM-M")
        assert figure and figure.allows_backorder and not figure.limits
        await stage.control("product", sku="NEN", tracked=False)
        await stage.refreshed()
        assert (await stage.row("NEN")).available is None


async def test_what_omni_keeps_and_has_nowhere_is_none() -> None:
    async with opened() as stage:
        await stage.control("product", sku="QUA", tracked=True)
        await stage.refreshed()
        assert (await stage.row("QUA")).available == 0


# --- faults ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["omni.products", "omni.inventory_locations"])
@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "status", "code": 429, "delay": 1.5},
        {"kind": "status", "code": 500, "count": 2},
        {"kind": "status", "code": 502},
        {"kind": "html"},
        {"kind": "disconnect"},
        {"kind": "truncate"},
        {"kind": "duplicate", "count": 3},
    ],
    ids=lambda fault: fault["kind"] + str(fault.get("code", "")),
)
async def test_what_passes_is_asked_again_and_nothing_is_missing(fault: dict[str, Any], target: str) -> None:
    async with opened(filler=60) as stage:
        await stage.fault(target=target, **fault)
        progress = await stage.refreshed()
        theirs = await omni_variants(stage)
        assert (progress.state, progress.done) == (RefreshState.DONE, len(theirs))
        assert len(await stage.rows()) == len(theirs)


async def test_rows_that_shift_while_paging_are_all_there() -> None:
    async with opened(filler=170) as stage:
        await stage.control("switch", omni_shifting_rows=True)
        for call, sku in ((2, "NEN"), (3, "AO-KEM-M")):
            await stage.control("product", sku=sku, title=f"Đổi {sku}", before_call=call)
        progress = await stage.refreshed()
        assert progress.state is RefreshState.DONE
        assert len(await stage.rows()) == len(await omni_variants(stage))


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        ({"kind": "status", "code": 422, "errors": {"base": ["Sai tham số"]}}, "base"),
        ({"kind": "status", "code": 422, "errors": "Sai tham số"}, "Sai tham số"),
        ({"kind": "status", "code": 500, "count": 9}, "sự cố"),
        ({"kind": "html", "count": 9}, "trang web"),
        ({"kind": "status", "code": 429, "delay": 120.0}, "giới hạn"),
    ],
)
async def test_what_does_not_pass_says_so_and_can_be_gone_on_with(fault: dict[str, Any], word: str) -> None:
    async with opened(filler=60) as stage:
        await stage.fault(target="omni.inventory_locations", **fault)
        failed = await stage.refreshed()
        assert failed.state is RefreshState.FAILED and failed.message.count(".") == 1
        assert word in failed.message or word == "base"
        done = failed.done
        await stage.http.delete(f"{stage.sandbox.announcement['control']}/fault")
        stage.clock.step(121)
        progress = await stage.refreshed()
        theirs = await omni_variants(stage)
        assert (progress.state, progress.done, progress.message) == (RefreshState.DONE, len(theirs), "")
        assert progress.changes[0] == f"{len(stage.sandbox.world.shop.products)} sản phẩm mới"
        assert stage.told[-2].done >= done


@pytest.mark.parametrize("state", ["revoked", "missing_scope"])
async def test_a_token_that_may_not_read_says_what_to_do(state: str) -> None:
    async with opened() as stage:
        token = stage.sandbox.announcement["omni_token"]
        if state == "revoked":
            await stage.control("token", token=token, state="revoked")
        else:
            await stage.control("token", token=token, missing_scopes=["com.read_inventories"])
        failed = await stage.refreshed()
        assert failed.state is RefreshState.FAILED
        assert "token" in failed.message.lower()
        assert ("tồn kho" in failed.message) == (state == "missing_scope")


async def test_a_database_that_cannot_write_says_so(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "shop.db")
    async with opened(database=database) as stage:
        database.close()
        failed = await stage.refreshed()
        assert failed.state is RefreshState.FAILED and failed.message
        assert stage.tasks.running == ()


async def test_omni_that_is_not_there_says_so() -> None:
    async with opened() as stage:
        await stage.sandbox.close()
        failed = await stage.refreshed()
        assert failed.state is RefreshState.FAILED and "Haravan" in failed.message


class Ticks(StageClock):
    def monotonic(self) -> float:
        return self.ahead


def test_the_time_left_follows_the_last_seconds() -> None:
    """The first calls pass at once, later ones 4 a second: what is left takes the later pace."""
    clock = Ticks()
    pace = Pace(clock)
    pace.note(0)
    assert pace.seconds_for(100) is None
    clock.step(3)
    pace.note(3000)
    assert pace.seconds_for(1000) == 1
    for second in range(20):
        clock.step(1)
        pace.note(3200 + second * 200)
    assert pace.seconds_for(1000) == 5
