"""The catalogue on the product screen: found without accents, counted by chip, edited if it is the shop's."""

from __future__ import annotations

import pytest
from catalog_stage import Stage, opened

from desktop.domain.catalog import CatalogFilter
from desktop.services.catalog import NO_OMNI, CatalogDesk
from desktop.services.catalog_rows import CatalogChange, ProductDraft, RefreshState, SellingRow
from desktop.services.live_rows import DeskError
from desktop.storage.database import Database
from desktop.system.events import EventBus

COAT = ProductDraft("AO-RIENG", "Áo khoác dạ", "Đỏ", 459_000, 4, "893000", 900)


async def shop(stage: Stage) -> None:
    """Omni's four variants, two of them on sale, and one of the shop's own."""
    stage.sell(
        {"sku": "AO-KEM-M", "product": "Áo", "price": 1, "keywords": ["A01", "áo đỏ"], "open_sale": 9},
        {"sku": "NEN", "product": "Nến", "price": 1, "keywords": ["B05"]},
        name="Xả kho 21/11",
    )
    await stage.refreshed()
    await stage.desk.create(COAT)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ao", ["AO-RIENG", "AO-KEM-M", "AO-DEN-L"]),
        ("áo  LEN", ["AO-KEM-M", "AO-DEN-L"]),
        ("len den", ["AO-DEN-L"]),
        ("da do", ["AO-RIENG"]),
        ("nến quế", ["NEN"]),
        ("a01", ["AO-KEM-M"]),
        ("b0", ["NEN"]),
        ("ao do", ["AO-RIENG", "AO-KEM-M"]),
        ("893000", ["AO-RIENG"]),
        ("kem-m", ["AO-KEM-M"]),
        ("%", []),
        ("_", []),
        ("len đỏ ghế", []),
    ],
)
async def test_search_knows_names_codes_keywords_and_barcodes_without_accents(
    search: str, found: list[str]
) -> None:
    async with opened() as stage:
        await shop(stage)
        assert await stage.rows(search) == found


async def test_chips_count_and_filter() -> None:
    async with opened() as stage:
        await shop(stage)
        page = await stage.desk.page("", CatalogFilter.ALL, None, 0, 2)
        assert page.counts == {
            CatalogFilter.ALL: 5,
            CatalogFilter.ON_SALE: 2,
            CatalogFilter.SOLD_OUT: 1,
            CatalogFilter.SCARCE: 2,
            CatalogFilter.LOCAL: 1,
        }
        assert (len(page.rows), page.total, page.offset) == (2, 5, 0)
        for chip, skus in (
            (CatalogFilter.ON_SALE, ["AO-KEM-M", "NEN"]),
            (CatalogFilter.SOLD_OUT, ["NEN"]),
            (CatalogFilter.SCARCE, ["AO-RIENG", "AO-DEN-L"]),
            (CatalogFilter.LOCAL, ["AO-RIENG"]),
        ):
            assert await stage.rows(chip=chip) == skus
        found = await stage.desk.page("len", CatalogFilter.ON_SALE, None, 0, 9)
        assert (found.total, found.counts[CatalogFilter.ALL], found.counts[CatalogFilter.LOCAL]) == (1, 2, 0)


async def test_a_page_is_a_stretch_of_the_same_list() -> None:
    async with opened(filler=60) as stage:
        await stage.refreshed()
        whole = await stage.rows()
        parts = [
            await stage.desk.page("", CatalogFilter.ALL, None, at, 50) for at in range(0, len(whole), 50)
        ]
        assert [row.sku for part in parts for row in part.rows] == whole
        beyond = await stage.desk.page("", CatalogFilter.ALL, None, 9_999, 50)
        assert (beyond.rows, beyond.total) == ((), len(whole))


async def test_figures_of_one_location() -> None:
    async with opened() as stage:
        await shop(stage)
        assert await stage.desk.locations() == ["Kho Hoàn Kiếm", "Kho Thủ Đức", "Kho Cần Thơ"]
        page = await stage.desk.page("", CatalogFilter.ALL, "Kho Thủ Đức", 0, 10)
        assert [(row.sku, row.stock, row.available) for row in page.rows] == [
            ("AO-KEM-M", 11, 11),
            ("AO-DEN-L", 1, 1),
            ("NEN", 0, 0),
        ]
        assert page.counts[CatalogFilter.SCARCE] == 1 and page.counts[CatalogFilter.SOLD_OUT] == 1
        assert (await stage.desk.page("", CatalogFilter.SCARCE, "Kho Thủ Đức", 0, 10)).rows == page.rows[1:2]
        assert (await stage.desk.page("", CatalogFilter.ALL, "Kho Cần Thơ", 0, 10)).total == 0
        assert (await stage.desk.page("", CatalogFilter.ALL, "Không có", 0, 10)).total == 0


async def test_a_detail_tells_where_it_is_sold() -> None:
    async with opened() as stage:
        await shop(stage)
        detail = await stage.desk.detail("AO-KEM-M")
        assert detail and detail.row.campaigns == ("Xả kho 21/11",)
        assert detail.selling == (SellingRow("Xả kho 21/11", ("A01", "áo đỏ"), 9, 0),)
        assert await stage.desk.detail("KHONG-CO") is None
        own = await stage.desk.detail("AO-RIENG")
        assert own and (own.row.stock, own.row.available, own.levels, own.selling) == (4, 4, (), ())


# --- the shop's own --------------------------------------------------------------------------------------


async def test_the_shops_own_is_created_edited_and_removed_and_screens_hear_of_it() -> None:
    async with opened() as stage:
        heard: list[CatalogChange] = []
        stage.desk.subscribe(heard.append)
        await stage.desk.create(ProductDraft(" K1 ", " Khăn ", price=5_000))
        await stage.desk.edit("K1", ProductDraft("K2", "Khăn lụa", "Hồng", 7_000, 3, "88", 10))
        row = await stage.row("K2")
        assert (row.product, row.variant, row.price, row.stock, row.barcode) == (
            "Khăn lụa",
            "Hồng",
            7_000,
            3,
            "88",
        )
        assert await stage.rows("khan lua hong") == ["K2"] and await stage.desk.detail("K1") is None
        await stage.desk.remove("K2")
        assert await stage.rows() == [] and [change.rows_changed for change in heard] == [True] * 3
        assert stage.changed == ["K1", "K1", "K2", "K2"]


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (ProductDraft(" ", "Khăn"), "Chưa có SKU"),
        (ProductDraft("K1", ""), "chưa có tên"),
        (ProductDraft("K1", "Khăn", price=-1), "Giá của SKU K1"),
        (ProductDraft("K1", "Khăn", stock=-1), "Tồn của SKU K1"),
        (ProductDraft("K1", "Khăn", grams=10**10), "Khối lượng của SKU K1"),
        (ProductDraft("AO-RIENG", "Khăn"), "đã có rồi"),
        (ProductDraft("NEN", "Khăn"), "đã có rồi"),
    ],
)
async def test_what_cannot_be_created_says_why(draft: ProductDraft, words: str) -> None:
    async with opened() as stage:
        await shop(stage)
        with pytest.raises(DeskError, match=words):
            await stage.desk.create(draft)
        if draft.sku != "AO-RIENG":
            with pytest.raises(DeskError):
                await stage.desk.edit("AO-RIENG", draft)
        assert (await stage.row("AO-RIENG")).product == "Áo khoác dạ"


async def test_omnis_own_is_changed_in_omni() -> None:
    async with opened() as stage:
        await shop(stage)
        for change in (stage.desk.edit("NEN", ProductDraft("NEN", "Khác")), stage.desk.remove("NEN")):
            with pytest.raises(DeskError, match="là của Omni"):
                await change
        with pytest.raises(DeskError, match="Không còn SKU"):
            await stage.desk.remove("KHONG-CO")
        assert (await stage.row("NEN")).product == "Nến thơm quế"


async def test_what_a_campaign_sells_keeps_its_sku_and_stays() -> None:
    async with opened() as stage:
        stage.sell({"sku": "RIENG", "product": "Riêng", "price": 1, "keywords": ["R1"]})
        with pytest.raises(DeskError, match="chưa xoá được"):
            await stage.desk.remove("RIENG")
        with pytest.raises(DeskError, match="chưa đổi tên được"):
            await stage.desk.edit("RIENG", ProductDraft("KHAC", "Riêng"))
        await stage.desk.edit("RIENG", ProductDraft("RIENG", "Riêng mới", price=2))
        assert (await stage.row("RIENG")).product == "Riêng mới"


async def test_without_omni_the_catalogue_is_the_shops_own() -> None:
    database = Database.open(None)
    desk = CatalogDesk(database, EventBus())
    assert desk.connection().message == NO_OMNI and not desk.connection().is_connected
    desk.start_refresh()
    desk.stop_refresh()
    assert desk.progress().state is RefreshState.IDLE
    await desk.create(COAT)
    assert (await desk.page("", CatalogFilter.ALL, None, 0, 9)).total == 1
    database.close()


async def test_the_shops_name_is_known_once_it_was_read() -> None:
    async with opened() as stage:
        assert stage.desk.connection().is_connected and stage.desk.connection().shop == ""
        await stage.refreshed()
        assert stage.desk.connection().shop == "Tiệm Mây"
