"""The wordings a new script begins with (product.md §4), so that a newcomer can go live at once."""

from __future__ import annotations

from types import MappingProxyType

from desktop.domain.messages import MessageKind

ENOUGH_WORDINGS = 3
"""So many in rotation keep Facebook from taking equal texts for spam (product.md §4)."""

DEFAULT_WORDINGS = MappingProxyType(
    {
        MessageKind.CART: (
            "Dạ {name} ơi, shop nhận đơn: {lines}. Tổng {total} ạ.",
            "Shop chốt cho {name} rồi nha: {lines}. Tổng cộng {total}, shop cảm ơn ạ!",
            "{name} ơi, giỏ của mình có {lines}, tổng {total}. Cần thêm gì cứ nhắn shop nhé.",
        ),
        MessageKind.ASK_MISSING: (
            "{name} ơi, shop đang giữ {lines}. Mình cho shop xin {missing} để lên đơn nhé.",
            "Dạ shop giữ hàng cho {name} rồi ạ: {lines}. Shop còn thiếu {missing}, mình nhắn giúp shop nha.",
            "{name} nhắn shop {missing} để shop chốt {lines} nha. Hàng shop giữ một lúc thôi ạ.",
        ),
        MessageKind.OUT_OF_STOCK: (
            "{name} ơi, {short} vừa hết mất rồi. Nhắn CHỜ để shop giữ chỗ, có hàng shop báo liền ạ.",
            "Dạ tiếc quá, {short} hết hàng mở bán rồi ạ. Nhắn CHỜ để shop giữ chỗ cho {name} nhé.",
            "{short} hiện đã hết, {name} thông cảm giúp shop. Nhắn CHỜ để shop giữ chỗ nha.",
        ),
        MessageKind.CONFIRM: (
            "{name} ơi, shop xác nhận đơn: {lines}, tổng {total}. Đúng rồi thì nhắn OK giúp shop nhé.",
            "Dạ đơn của {name}: {lines}. Tổng {total}. Mình nhắn OK để shop gửi hàng ạ.",
            "Shop gửi {name} xem lại đơn: {lines}, tổng {total}. Nhắn OK là shop gói hàng liền ạ.",
        ),
    }
)


def default_messages() -> dict[str, tuple[str, ...]]:
    """By kind, as a draft holds them."""
    return {str(kind): wordings for kind, wordings in DEFAULT_WORDINGS.items()}
