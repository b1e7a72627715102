"""Products from CSV and XLSX files, however they were saved, and back into files (issue 3, build 3)."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from desktop.domain.catalog import CatalogFilter
from desktop.services import catalog_import, sheets
from desktop.services.catalog import CatalogDesk
from desktop.services.catalog_import import count_of, grams_of, price_of
from desktop.services.catalog_rows import ImportPreview, ProductDraft
from desktop.services.live_rows import DeskError
from desktop.storage import catalog_sync
from desktop.storage.catalog_sync import OmniVariant
from desktop.storage.database import Database
from desktop.system.events import EventBus

HEADER = "Mã,Tên,Phân loại,Giá,Tồn,Mã vạch,Khối lượng"
ROW = "KHAN-DO,Khăn choàng,Đỏ đô,149.000,12,8931234567890,250"


@pytest.fixture
async def desk() -> AsyncIterator[CatalogDesk]:
    database = Database.open(None)
    yield CatalogDesk(database, EventBus(), clock=lambda: 1_000)
    database.close()


async def previewed(desk: CatalogDesk, folder: Path, content: bytes, name: str = "hang.csv") -> ImportPreview:
    path = folder / name
    path.write_bytes(content)
    return await desk.preview_import(path)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def skus(desk: CatalogDesk) -> list[str]:
    return [row.sku for row in (await desk.page("", CatalogFilter.ALL, None, 0, 100)).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
async def test_every_way_to_save_a_csv_reads_the_same(
    desk: CatalogDesk, tmp_path: Path, encoding: str, mark: str
) -> None:
    text = f"{HEADER}\r\n{ROW}\r\n".replace(",", mark)
    if encoding == "cp1258":
        text = decomposed_tones(text)
    preview = await previewed(desk, tmp_path, text.encode(encoding))
    (row,) = preview.rows
    assert row.draft == ProductDraft("KHAN-DO", "Khăn choàng", "Đỏ đô", 149_000, 12, "8931234567890", 250)
    assert (row.number, row.is_new, row.error, preview.usable) == (2, True, "", 1)


def decomposed_tones(text: str) -> str:
    """As the Vietnamese code page writes it: the tones of its letters are marks of their own."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    letters = []
    for letter in text:
        whole = unicodedata.normalize("NFD", letter)
        tone = [mark for mark in whole if mark in tones]
        rest = unicodedata.normalize("NFC", "".join(mark for mark in whole if mark not in tones))
        letters.append(rest + "".join(tone))
    return "".join(letters)


async def test_an_excel_file_reads_the_same(desk: CatalogDesk, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["BẢNG HÀNG THÁNG 11"])
    sheet.append([])
    sheet.append(["STT", "Mã SKU", "Tên sản phẩm", "Giá bán (đ)", "Giá bán", "Tồn kho", "Mã vạch"])
    sheet.append([1, 12345, "Nến thơm", None, 99000.0, 7, 8931234567890])
    sheet.append([2, "TUI-01", "Túi tote", None, "99k", None, None])
    out = io.BytesIO()
    book.save(out)
    preview = await previewed(desk, tmp_path, out.getvalue(), "hang.xlsx")
    assert [row.draft for row in preview.rows] == [
        ProductDraft("12345", "Nến thơm", "", 99_000, 7, "8931234567890"),
        ProductDraft("TUI-01", "Túi tote", "", 99_000, None, ""),
    ]
    assert [row.number for row in preview.rows] == [4, 5]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (",Khăn,,149k,,,", "Chưa có SKU"),
        ("K1,,,149k,,,", "chưa có tên"),
        ("K1,Khăn,,,,,", "Thiếu giá"),
        ("K1,Khăn,,rẻ lắm,,,", "Giá “rẻ lắm” không phải là số"),
        ("K1,Khăn,,149,,,", "149k"),
        ("K1,Khăn,,-149000,,,", "không phải là số"),
        ("K1,Khăn,,149k,nhiều,,", "Tồn “nhiều”"),
        ("K1,Khăn,,149k,-3,,", "Tồn “-3”"),
        ("K1,Khăn,,149k,3,,nặng", "Khối lượng “nặng”"),
        ("KHAN-DO,Khăn,,149k,3,,", "đã có ở dòng 2"),
        ("OMNI,Khăn,,149k,3,,", "là của Omni"),
        ("K1,Khăn,,999999999999999k,3,,", "không dùng được"),
    ],
)
async def test_each_bad_row_says_why_and_the_others_can_be_taken(
    desk: CatalogDesk, tmp_path: Path, cells: str, words: str
) -> None:
    await desk._database.write(catalog_sync.insert, {"OMNI": omni_variant()})
    preview = await previewed(desk, tmp_path, f"{HEADER}\n{ROW}\n{cells}\n".encode())
    good, bad = preview.rows
    assert good.error == "" and preview.usable == 1
    assert words in bad.error and bad.draft is None and bad.number == 3
    await desk.run_import(preview)
    assert set(await skus(desk)) == {"KHAN-DO", "OMNI"}


async def test_importing_adds_and_changes_and_leaves_alone_what_has_no_column(
    desk: CatalogDesk, tmp_path: Path
) -> None:
    await desk.run_import(await previewed(desk, tmp_path, f"{HEADER}\n{ROW}\n".encode()))
    again = await previewed(
        desk, tmp_path, b"sku;ten;gia\nKHAN-DO;Kh\xc4\x83n len;159k\nMOI;M\xe1\xbb\x9bi;5k\n"
    )
    assert [(row.is_new, row.error) for row in again.rows] == [(False, ""), (True, "")]
    await desk.run_import(again)
    detail = await desk.detail("KHAN-DO")
    assert detail is not None
    row = detail.row
    assert (row.product, row.variant, row.price, row.stock, row.barcode, row.grams) == (
        "Khăn len", "Đỏ đô", 159_000, 12, "8931234567890", 250,
    )  # fmt: skip
    assert row.is_local and set(await skus(desk)) == {"KHAN-DO", "MOI"}


async def test_an_import_that_does_not_fit_any_more_changes_nothing(
    desk: CatalogDesk, tmp_path: Path
) -> None:
    preview = await previewed(desk, tmp_path, f"{HEADER}\nA-1,Áo,,5k,,,\n{ROW}\n".encode())
    await desk.create(ProductDraft("KHAN-DO", "Khăn khác", price=1_000))
    with pytest.raises(DeskError, match="chưa nhập gì"):
        await desk.run_import(preview)
    assert await skus(desk) == ["KHAN-DO"]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.csv", "dòng tiêu đề"),
        (b"x,y\n1,2\n", "a.csv", "dòng tiêu đề"),
        ("Mã,Tên\nK1,Khăn\n".encode(), "a.csv", "thiếu cột Giá"),
        (b"PK\x03\x04 no zip", "a.xlsx", "không mở được như Excel"),
        (b"\xd0\xcf\x11\xe0 old", "a.xls", "đời cũ"),
        (b"\xff\xfe\x00", "a.csv", "không đọc được chữ"),
        (b'Ma,Ten,Gia\n"' + b"x" * 200_000, "a.csv", "không phải là bảng CSV"),
    ],
)
async def test_a_file_that_is_no_table_of_products_says_so(
    desk: CatalogDesk, tmp_path: Path, content: bytes, name: str, words: str
) -> None:
    with pytest.raises(DeskError, match=words):
        await previewed(desk, tmp_path, content, name)


async def test_files_that_are_missing_or_far_too_large_say_so(
    desk: CatalogDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DeskError, match="Không mở được"):
        await desk.preview_import(tmp_path / "khong-co.csv")
    monkeypatch.setattr(sheets, "MOST_BYTES", 10)
    with pytest.raises(DeskError, match="quá 20 MB"):
        await previewed(desk, tmp_path, f"{HEADER}\n".encode())


async def test_a_workbook_that_unpacks_into_gigabytes_is_not_opened(
    desk: CatalogDesk, tmp_path: Path
) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", bytes(210 << 20))
    with pytest.raises(DeskError, match="không mở được như Excel"):
        await previewed(desk, tmp_path, out.getvalue(), "bom.xlsx")


async def test_too_many_rows_are_refused(
    desk: CatalogDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalog_import, "MOST_ROWS", 3)
    rows = "".join(f"K{number},Khăn,,5k,,,\n" for number in range(4))
    with pytest.raises(DeskError, match="hơn 3 dòng"):
        await previewed(desk, tmp_path, f"{HEADER}\n{rows}".encode())


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("299.000", 299_000), ("299,000", 299_000), ("299 000", 299_000), ("299k", 299_000),
        ("299K", 299_000), ("299.5k", 299_500), ("299,5 k", 299_500), ("1.299.000 ₫", 1_299_000),
        ("1,299,000đ", 1_299_000), ("299000", 299_000), ("299000.00", 299_000), ("299.000,00", 299_000),
        ("299.000 VND", 299_000), ("0", 0), ("299.000 đồng", 299_000), ("299.000d", 299_000),
    ],
)  # fmt: skip
def test_prices_as_shops_write_them(text: str, price: int) -> None:
    assert price_of(text) == price


@pytest.mark.parametrize(
    "text", ["", "abc", "2 9 9", "299.00.0", "12.34", "1e6", "999", "k", "-5.000", "５５５x"]
)
def test_what_is_no_price_is_not_guessed(text: str) -> None:
    with pytest.raises(DeskError):
        price_of(text)


def test_counts_and_weights() -> None:
    assert [count_of(text) for text in ("", "12", "1.200", "12.0")] == [None, 12, 1200, 12]
    grams = {"": None, "250": 250, "250 g": 250, "0,25kg": 250, "1.2 kg": 1200, "1.200": 1200, "250.0": 250}
    assert {text: grams_of(text) for text in grams} == grams


# --- export ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["csv", "xlsx"])
async def test_what_is_exported_can_be_imported_again_unchanged(
    desk: CatalogDesk, tmp_path: Path, form: str
) -> None:
    drafts = [
        ProductDraft("=CMD()", "+Áo len", "-M", 299_000, 3, "@893", 250),
        ProductDraft("TUI", 'Túi, “đẹp”; "to"', "", 0, None, "", None),
    ]
    for draft in drafts:
        await desk.create(draft)
    path = tmp_path / f"danh-muc.{form}"
    await desk.export(path)
    preview = await desk.preview_import(path)
    assert {row.draft.sku: row.draft for row in preview.rows if row.draft} == {d.sku: d for d in drafts}
    assert not any(row.is_new for row in preview.rows)
    assert names(tmp_path) == [path.name]


async def test_no_cell_runs_as_a_formula(desk: CatalogDesk, tmp_path: Path) -> None:
    await desk.create(ProductDraft("=1+1", '=HYPERLINK("x")', "@SUM(A1)", 1_000, barcode="\x07+1"))
    await desk.export(tmp_path / "a.csv")
    await desk.export(tmp_path / "a.xlsx")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        cells: list[Any] = list(csv.reader(file))[1]
    book = load_workbook(tmp_path / "a.xlsx")
    cells += [cell.value for cell in list(book.active.rows)[1]]
    texts = [cell for cell in cells if isinstance(cell, str) and cell]
    assert [text for text in texts if text[0] in "=+-@"] == [] and texts.count("'=1+1") == 2
    book.close()


async def test_a_file_that_cannot_be_written_says_so(desk: CatalogDesk, tmp_path: Path) -> None:
    with pytest.raises(DeskError, match=r"đuôi .xlsx hoặc .csv"):
        await desk.export(tmp_path / "danh-muc.pdf")
    with pytest.raises(DeskError, match="Không ghi được"):
        await desk.export(tmp_path / "khong-co" / "a.csv")
    (tmp_path / "thu-muc.csv").mkdir()
    with pytest.raises(DeskError, match="Không ghi được"):
        await desk.export(tmp_path / "thu-muc.csv")
    assert names(tmp_path) == ["thu-muc.csv"]


def omni_variant(omni_id: str = "9") -> OmniVariant:
    return OmniVariant("Của Omni", "", 1_000, None, "", None, "[]", 0, True, False, None, "8", omni_id, None)
