"""The shop's own variants, which Omni does not know: made, changed and taken away at this desk.

What Omni knows is changed there. Functions `fn(tx, …)`; each returns the SKUs that it touched.
"""

from __future__ import annotations

from desktop.services.catalog_rows import ProductDraft
from desktop.services.live_rows import DeskError
from desktop.storage import catalog
from desktop.storage.catalog import LocalVariant
from desktop.storage.transaction import Transaction

MOST_UNITS = 10**9
MOST_DONG = 10**12


def create(tx: Transaction, draft: ProductDraft, now: int) -> tuple[str, ...]:
    """Add a variant. Raises DeskError."""
    variant = checked(draft)
    if not catalog.add_local(tx, [variant], now):
        raise DeskError(f"SKU {variant.sku} đã có rồi: đặt SKU khác, hoặc sửa sản phẩm có sẵn.")
    return (variant.sku,)


def edit(tx: Transaction, sku: str, draft: ProductDraft, now: int) -> tuple[str, ...]:
    """Change a variant; what a campaign or an order names keeps its SKU. Raises DeskError."""
    variant = checked(draft)
    _must_be_local(tx, sku)
    if variant.sku != sku:
        if catalog.get(tx, variant.sku) is not None:
            raise DeskError(f"SKU {variant.sku} đã có rồi: đặt SKU khác.")
        if catalog.is_needed(tx, sku):
            raise DeskError(f"SKU {sku} đang có trong chiến dịch hoặc đơn hàng nên chưa đổi tên được.")
    catalog.change_local(tx, sku, variant, now)
    return (sku, variant.sku)


def remove(tx: Transaction, sku: str, _now: int) -> tuple[str, ...]:
    """Take a variant away that no campaign and no order names. Raises DeskError."""
    _must_be_local(tx, sku)
    if catalog.is_needed(tx, sku):
        raise DeskError(f"SKU {sku} đang có trong chiến dịch hoặc đơn hàng nên chưa xoá được.")
    catalog.remove_local(tx, sku)
    return (sku,)


def _must_be_local(tx: Transaction, sku: str) -> None:
    known = catalog.get(tx, sku)
    if known is None:
        raise DeskError(f"Không còn SKU {sku}: có thể máy khác vừa xoá, mở lại danh sách giúp shop.")
    if not known.is_local:
        raise DeskError(
            f"SKU {sku} là của Omni: sửa hoặc xoá trong Omni, rồi bấm Cập nhật thông tin sản phẩm."
        )


def checked(draft: ProductDraft) -> LocalVariant:
    """The draft as it can be stored. Raises DeskError that says what is wrong with it."""
    sku, product = draft.sku.strip(), draft.product.strip()
    if not sku:
        raise DeskError("Chưa có SKU: nhập mã riêng cho sản phẩm này.")
    if not product:
        raise DeskError(f"SKU {sku} chưa có tên sản phẩm: nhập tên rồi lưu lại.")
    if not 0 <= draft.price <= MOST_DONG:
        raise DeskError(f"Giá của SKU {sku} không dùng được: nhập số đồng từ 0 trở lên.")
    for what, number in (("Tồn", draft.stock), ("Khối lượng", draft.grams)):
        if number is not None and not 0 <= number <= MOST_UNITS:
            raise DeskError(f"{what} của SKU {sku} không dùng được: nhập số từ 0 trở lên.")
    return LocalVariant(
        sku, product, draft.variant.strip(), draft.price, draft.stock, draft.barcode.strip(), draft.grams
    )
