"""Products from a CSV or XLSX file: read, judged row by row, then imported in one transaction.

Nothing is guessed where a wrong guess would cost money: a row that is not clear is named with the reason, and
left out. What Omni knows is not overwritten.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.capture.text import fold
from desktop.domain.money import dong
from desktop.services.catalog_rows import ImportPreview, ImportRow, ProductDraft
from desktop.services.live_rows import DeskError
from desktop.services.local_variants import checked
from desktop.services.sheets import Sheet, read_sheet
from desktop.services.tables import plain
from desktop.storage import catalog
from desktop.storage.catalog import LocalVariant
from desktop.storage.transaction import Transaction

MOST_ROWS = 10_000
_HEADER_WITHIN = 10
_LEAST_PRICE = 1_000

_HEADERS: Mapping[str, frozenset[str]] = {
    "sku": frozenset(
        {"sku", "ma", "ma sku", "ma san pham", "ma hang", "ma hang hoa", "ma sp", "ma bien the"}
    ),
    "product": frozenset(
        {"ten", "ten san pham", "san pham", "ten hang", "ten hang hoa", "ten sp", "product"}
    ),
    "variant": frozenset({"phan loai", "bien the", "thuoc tinh", "phien ban", "mau size", "variant"}),
    "price": frozenset({"gia", "gia ban", "gia ban le", "don gia", "price"}),
    "stock": frozenset({"ton", "ton kho", "so luong", "so luong ton", "sl", "sl ton", "stock", "quantity"}),
    "barcode": frozenset({"ma vach", "barcode", "ma barcode"}),
    "grams": frozenset({"khoi luong", "trong luong", "can nang", "khoi luong g", "weight", "grams"}),
}
_NEEDED = {"sku": "SKU (hoặc Mã)", "product": "Tên sản phẩm", "price": "Giá"}


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of the file by its number there; a field whose column is missing is not in `cells`."""

    number: int
    cells: Mapping[str, str]


def read_file(path: Path) -> tuple[FileRow, ...]:
    """The rows below the header of a CSV or XLSX file; empty rows are left out. Raises DeskError."""
    best: tuple[int, int, Sheet] | None = None
    for sheet in read_sheet(path, MOST_ROWS + _HEADER_WITHIN):
        place, known = _header(sheet)
        if best is None or known > best[1]:
            best = (place, known, sheet)
    if best is None or not best[1]:
        raise DeskError(
            f"Không tìm thấy dòng tiêu đề trong {path.name}: cần các cột {', '.join(_NEEDED.values())}."
        )
    place, _, sheet = best
    columns = _columns(sheet[place])
    if missing := [title for name, title in _NEEDED.items() if name not in columns]:
        raise DeskError(f"Tệp {path.name} thiếu cột {', '.join(missing)}: thêm vào dòng tiêu đề rồi mở lại.")
    rows = tuple(_rows(sheet, place, columns))
    if len(rows) > MOST_ROWS:
        raise DeskError(f"Tệp {path.name} có hơn {MOST_ROWS} dòng: chia thành nhiều tệp nhỏ hơn.")
    return rows


def _header(sheet: Sheet) -> tuple[int, int]:
    """Where the header stands, and how many columns of it are known."""
    counts = [len(_columns(row)) for row in sheet[:_HEADER_WITHIN]]
    most = max(counts, default=0)
    return (counts.index(most) if most else 0), most


def _columns(row: Sequence[str]) -> dict[str, int]:
    """By field the column that holds it; of two with the same title the first."""
    found: dict[str, int] = {}
    for place, title in enumerate(row):
        words = " ".join(re.findall(r"\w+", fold(title)))
        for name, titles in _HEADERS.items():
            if words in titles:
                found.setdefault(name, place)
    return found


def _rows(sheet: Sheet, header: int, columns: Mapping[str, int]) -> list[FileRow]:
    rows = []
    for number, row in enumerate(sheet[header + 1 :], header + 2):
        cells = {name: plain(row[at].strip()) if at < len(row) else "" for name, at in columns.items()}
        if any(cells.values()):
            rows.append(FileRow(number, cells))
    return rows


def judge(tx: Transaction, rows: Sequence[FileRow]) -> tuple[ImportRow, ...]:
    """What each row would do, or why it cannot be taken."""
    known = catalog.local(tx, {row.cells["sku"] for row in rows})
    first: dict[str, int] = {}
    judged = []
    for row in rows:
        sku = row.cells["sku"]
        try:
            if sku and first.setdefault(sku, row.number) != row.number:
                raise DeskError(f"SKU {sku} đã có ở dòng {first[sku]}: giữ lại một dòng.")
            if sku in known and known[sku] is None:
                raise DeskError(f"SKU {sku} là của Omni nên không nhập đè: sửa trong Omni.")
            judged.append(ImportRow(row.number, _draft(row, known.get(sku)), is_new=sku not in known))
        except DeskError as error:
            judged.append(ImportRow(row.number, None, is_new=sku not in known, error=str(error)))
    return tuple(judged)


def _draft(row: FileRow, known: LocalVariant | None) -> ProductDraft:
    """What the row says; what its file has no column for stays as it is. Raises DeskError."""
    cells = row.cells
    draft = ProductDraft(
        sku=cells["sku"],
        product=cells["product"],
        variant=cells.get("variant", known.variant if known else ""),
        price=price_of(cells["price"]),
        stock=count_of(cells["stock"]) if "stock" in cells else known.stock if known else None,
        barcode=cells.get("barcode", known.barcode if known else ""),
        grams=grams_of(cells["grams"]) if "grams" in cells else known.grams if known else None,
    )
    checked(draft)
    return draft


def import_rows(tx: Transaction, preview: ImportPreview, now: int) -> tuple[str, ...]:
    """Import the rows of a preview that can be taken, all or none; their SKUs. Raises DeskError."""
    usable = [(row, checked(row.draft)) for row in preview.rows if row.draft is not None and not row.error]
    known = catalog.local(tx, {variant.sku for row, variant in usable if not row.is_new})
    different = [v for row, v in usable if not row.is_new and known.get(v.sku) != v]
    changed = all(catalog.change_local(tx, variant.sku, variant, now) for variant in different)
    added = catalog.add_local(tx, [variant for row, variant in usable if row.is_new], now)
    if not (changed and added):
        raise DeskError(f"Danh mục vừa thay đổi nên chưa nhập gì: mở lại tệp {preview.file_name} để xem lại.")
    return tuple(variant.sku for _, variant in usable)


# --- values ----------------------------------------------------------------------------------------------

_WHOLE = re.compile(r"(\d{1,3}(?:[.,\s]\d{3})+|\d+)(?:[.,]0{1,4})?")
_THOUSANDS = re.compile(r"(\d+)(?:[.,](\d{1,3}))?\s*k")
_WEIGHT = re.compile(r"(\d+)(?:[.,](\d{1,3}))?\s*(kg|g|gr|gram)?")


def price_of(text: str) -> int:
    """Đồng of `299.000`, `299,000 ₫`, `299000.00`, `299k`. Raises DeskError for anything else."""
    if not text:
        raise DeskError("Thiếu giá: nhập giá bán, ví dụ 299.000.")
    words = re.sub(r"\s*(?:₫|vnd|vnđ|đồng|đ|d)\.?$", "", text.casefold().strip())
    if found := _THOUSANDS.fullmatch(words):
        return int(found[1]) * 1000 + int((found[2] or "0").ljust(3, "0"))
    found = _WHOLE.fullmatch(words)
    if found is None:
        raise DeskError(f"Giá “{text}” không phải là số: ghi dạng 299.000 hoặc 299k.")
    price = _digits(found[1])
    if 0 < price < _LEAST_PRICE:
        raise DeskError(f"Giá “{text}” chỉ là {dong(price)}: nếu là nghìn thì ghi {price}k.")
    return price


def count_of(text: str) -> int | None:
    """Units of `12`, `1.200`; None where the cell is empty. Raises DeskError for anything else."""
    if not text:
        return None
    found = _WHOLE.fullmatch(text.strip())
    if found is None:
        raise DeskError(f"Tồn “{text}” không phải là số: ghi số nguyên từ 0 trở lên, hoặc để trống.")
    return _digits(found[1])


def grams_of(text: str) -> int | None:
    """Grams of `250`, `250g`, `0,25 kg`; None where the cell is empty. Raises DeskError for anything else."""
    if not text:
        return None
    found = _WEIGHT.fullmatch(text.casefold().strip())
    if found is None:
        raise DeskError(f"Khối lượng “{text}” không đọc được: ghi số gam, ví dụ 250 hoặc 0,25 kg.")
    if found[3] == "kg":
        return int(found[1]) * 1000 + int((found[2] or "0").ljust(3, "0"))
    is_grouped = found[2] is not None and len(found[2]) == 3
    return _digits(found[1] + found[2]) if is_grouped else int(found[1])


def _digits(text: str) -> int:
    return int(re.sub(r"\D", "", text))
