"""Orders as JSON, CSV or XLSX (contracts.md §2). Knows the columns, not the database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from desktop.services.orders import ListedOrder
from desktop.services.tables import csv_file, xlsx_file

_COLUMNS = (
    "Mã đơn", "Trạng thái", "Chiến dịch", "STT", "Khách", "Mã khách", "SĐT", "Địa chỉ", "Ghi chú",
    "SKU", "Sản phẩm", "Phân loại", "Số lượng", "Giá", "Thành tiền", "Tạo lúc", "Sửa lúc",
)  # fmt: skip


def write_orders(orders: Sequence[ListedOrder], form: str) -> bytes:
    """The orders in `json`, `csv` (UTF-8 with mark, for Excel) or `xlsx`."""
    rows = [row for order in orders for row in _rows(order)]
    if form == "csv":
        return csv_file(_COLUMNS, rows)
    if form == "xlsx":
        return xlsx_file("Đơn hàng", _COLUMNS, rows)
    return (json.dumps([order_json(order) for order in orders], ensure_ascii=False, indent=1) + "\n").encode()


def order_json(order: ListedOrder) -> dict[str, Any]:
    """One order in the form of contracts.md §2; times ISO 8601 UTC, money in đồng."""
    return {
        "order": order.order,
        "status": str(order.status),
        "campaign": order.campaign,
        "running_number": order.running_number,
        "buyer": {"id": order.buyer_id, "name": order.buyer_name},
        "phone": order.phone,
        "address": order.address,
        "note": order.note,
        "lines": [
            {
                "sku": line.sku,
                "product": line.product,
                "variant": line.variant,
                "quantity": line.quantity,
                "price": line.price,
            }
            for line in order.lines
        ],
        "total": order.total,
        "comment_ids": list(order.comment_ids),
        "created_at": iso_time(order.created_at),
        "updated_at": iso_time(order.updated_at),
    }


def iso_time(milliseconds: int) -> str:
    """UTC milliseconds as `2026-11-21T13:00:00Z`."""
    return datetime.fromtimestamp(milliseconds // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _rows(order: ListedOrder) -> list[list[Any]]:
    """One row a line; an order without lines still has one."""
    head = [
        order.order, str(order.status), order.campaign, order.running_number, order.buyer_name,
        order.buyer_id or "", order.phone or "", order.address or "", order.note or "",
    ]  # fmt: skip
    tail = [iso_time(order.created_at), iso_time(order.updated_at)]
    cells = [
        [line.sku, line.product, line.variant, line.quantity, line.price, line.quantity * line.price]
        for line in order.lines
    ]
    return [[*head, *cell, *tail] for cell in cells or [["", "", "", 0, 0, 0]]]
