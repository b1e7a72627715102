"""Haravan's errors as one Vietnamese sentence each that says what to do (product.md §8).

Must not hold a token or a phone number; Haravan's own words come through only where it refuses something.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from desktop.clients.http import HttpError, NetworkError, NetworkKind, ProtocolError, ProtocolKind
from desktop.clients.omni.errors import DEFAULT_RETRY_SECONDS, ErrorKind, OmniError

_USES: Mapping[str, str] = {
    "com.read_products": "đọc sản phẩm",
    "com.read_inventories": "đọc tồn kho",
    "com.read_customers": "đọc khách hàng",
    "com.read_orders": "đọc đơn hàng",
    "com.read_shop": "đọc thông tin cửa hàng và kho",
}

_NETWORK: Mapping[NetworkKind, str] = {
    NetworkKind.NO_NETWORK: "Không nối được tới Haravan: kiểm tra dây mạng hoặc Wi-Fi rồi thử lại.",
    NetworkKind.DNS: "Máy không tìm thấy địa chỉ của Haravan: kiểm tra Wi-Fi hoặc DNS rồi thử lại.",
    NetworkKind.TIMEOUT: "Haravan trả lời quá lâu: kiểm tra mạng có chậm không rồi thử lại.",
    NetworkKind.TLS: "Kết nối bảo mật tới Haravan bị chặn: kiểm tra ngày giờ máy và phần mềm diệt virus.",
    NetworkKind.DISCONNECT: "Kết nối tới Haravan bị ngắt giữa chừng: kiểm tra mạng rồi thử lại.",
    NetworkKind.PROXY: "Không đi qua được proxy của máy: kiểm tra cài đặt proxy trong phần Mạng của máy.",
}

_RELOGIN = (
    "Haravan không nhận token này vì đã bị thu hồi hoặc tạo lại:"
    " vào Haravan › Ứng dụng › Ứng dụng riêng lấy token mới rồi dán lại."
)
_MISSING = "Haravan không còn mục này, có thể vừa bị xoá: bấm Cập nhật thông tin sản phẩm để đọc lại."
_DOWN = "Haravan đang gặp sự cố: số liệu cũ vẫn giữ nguyên, đợi vài phút rồi thử lại."
_LOGIN_PORTAL = "Mạng trả về một trang web thay cho Haravan: mở trình duyệt xem Wi-Fi có đòi đăng nhập không."
_TOO_LARGE = "Haravan gửi về quá nhiều dữ liệu một lần: nếu còn lặp lại, hãy báo người hỗ trợ Quầy Live."

_QUOTED_SCOPE = re.compile(r"\b(?:com|web)\.(?:read|write)_\w+")


def advise(error: OmniError | HttpError) -> str:
    """The sentence for an error of the Omni client."""
    if isinstance(error, OmniError):
        return _of_omni(error)
    if isinstance(error, NetworkError):
        return _NETWORK[error.kind]
    return _of_protocol(error)


def _of_protocol(error: HttpError) -> str:
    if not isinstance(error, ProtocolError) or error.status >= 500:
        return _DOWN
    if error.kind is ProtocolKind.HTML or 300 <= error.status < 400:
        return _LOGIN_PORTAL
    return _TOO_LARGE if error.kind is ProtocolKind.TOO_LARGE else _DOWN


def _of_omni(error: OmniError) -> str:
    match error.kind:
        case ErrorKind.RELOGIN:
            return _RELOGIN
        case ErrorKind.SCOPE:
            return _lacking(error)
        case ErrorKind.MISSING:
            return _MISSING
        case ErrorKind.THROTTLE:
            return _throttled(error.retry_after)
        case ErrorKind.INVALID:
            return _refused(error)
        case ErrorKind.RETRY:
            return _DOWN


def _lacking(error: OmniError) -> str:
    quoted = _QUOTED_SCOPE.search(" ".join(error.texts))
    scope = quoted[0] if quoted else error.scope
    if not scope:
        return "Token Haravan thiếu quyền: mở ứng dụng riêng trong Haravan, bật đủ quyền rồi thử lại."
    use = f" để {_USES[scope]}" if scope in _USES else ""
    return (
        f"Token Haravan thiếu quyền {scope}{use}: bật quyền này cho ứng dụng riêng trong Haravan rồi thử lại."
    )


def _throttled(seconds: float | None) -> str:
    wait = max(1, math.ceil(DEFAULT_RETRY_SECONDS if seconds is None else seconds))
    length = f"{wait} giây" if wait < 100 else f"{math.ceil(wait / 60)} phút"
    return f"Haravan đang giới hạn số lần gọi: đợi khoảng {length} rồi thử lại."


def _refused(error: OmniError) -> str:
    if not error.texts:
        return f"Haravan từ chối (mã {error.status}): thử lại, nếu vẫn lỗi hãy báo người hỗ trợ."
    words = "; ".join(text.rstrip(".") for text in error.texts[:3])
    return f"Haravan từ chối ({words}): sửa lại chỗ này rồi thử lại."
