"""The history of an order in words a seller understands (product.md §5), Vietnamese. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_PLAIN = {
    "created": "mở giỏ",
    "phone_changed": "đổi SĐT",
    "address_changed": "đổi địa chỉ",
    "note_changed": "đổi ghi chú",
    "confirmed": "xác nhận đơn",
    "unconfirmed": "đưa về nháp",
    "cancelled": "hủy giỏ",
    "closed": "chốt đơn",
}


def event_text(kind: str, detail: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """One change, as what somebody did: `thêm A01 ×2`. `names` say how SKUs are shown."""
    name = names.get(str(detail.get("sku")), str(detail.get("sku") or ""))
    match kind:
        case "line_added":
            return f"thêm {name} ×{detail.get('quantity', 1)}"
        case "line_removed":
            return f"bỏ {name} ×{detail.get('quantity', 1)}"
        case "quantity_changed":
            return f"{name}: {detail.get('before')} → {detail.get('quantity')}"
        case "variant_chosen":
            return f"chọn phân loại {name}"
        case "undone":
            return f"hoàn tác: {detail.get('undone', '')}"
    return _PLAIN.get(kind, "sửa đơn")
