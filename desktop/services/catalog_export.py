"""The catalogue as a CSV or XLSX file; its columns are those that an import understands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop.services.catalog_rows import CatalogRow
from desktop.services.live_rows import DeskError
from desktop.services.tables import csv_file, xlsx_file

_COLUMNS = (
    "SKU", "Tên sản phẩm", "Phân loại", "Giá", "Giá gốc", "Tồn", "Đã đặt", "Có thể bán",
    "Mã vạch", "Khối lượng (g)", "Chiến dịch", "Nguồn",
)  # fmt: skip


def write_catalog(rows: Sequence[CatalogRow], path: Path) -> None:
    """Write the file whole or not at all. Raises DeskError."""
    cells = list(map(_cells, rows))
    match path.suffix.lower():
        case ".csv":
            content = csv_file(_COLUMNS, cells)
        case ".xlsx":
            content = xlsx_file("Sản phẩm", _COLUMNS, cells)
        case _:
            raise DeskError(f"Không xuất được ra {path.name}: đặt tên tệp có đuôi .xlsx hoặc .csv.")
    unfinished = path.with_name(f".{path.name}.part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise DeskError(
            f"Không ghi được tệp {path.name}: đóng tệp nếu đang mở trong Excel, hoặc chọn thư mục khác."
        ) from error


def _cells(row: CatalogRow) -> list[Any]:
    return [
        row.sku, row.product, row.variant, row.price, row.compare_at_price, row.stock, row.committed,
        row.available, row.barcode, row.grams, ", ".join(row.campaigns),
        "Máy này" if row.is_local else "Omni",
    ]  # fmt: skip
