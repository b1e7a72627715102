"""What staff should do about a failed call to Facebook: one Vietnamese sentence each. Must not act itself.

Facebook's own words for people come through only where we have none of our own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from enum import StrEnum

from desktop.clients.graph.errors import NO_SUCH_OBJECT, ErrorKind, GraphError
from desktop.clients.http import HttpError, NetworkError, NetworkKind, ProtocolError, ProtocolKind

DEFAULT_THROTTLE_SECONDS = 300
"""How long to keep away after a rate limit that does not say how long (graph_api.md §1.7)."""


class Purpose(StrEnum):
    """What a call was for; a missing permission is named by it (graph_api.md §3.3)."""

    PAGE = "page"
    LIVES = "lives"
    LIVE = "live"
    COMMENTS = "comments"
    POSTS = "posts"
    POST = "post"
    POST_COMMENTS = "post_comments"


_SCOPES: Mapping[Purpose, tuple[str, str]] = {
    Purpose.PAGE: ("pages_show_list", "xem thông tin trang"),
    Purpose.LIVES: ("pages_read_engagement", "xem danh sách live của trang"),
    Purpose.LIVE: ("pages_read_engagement", "xem trạng thái buổi live"),
    Purpose.COMMENTS: ("pages_read_user_content", "đọc bình luận của người xem"),
    Purpose.POSTS: ("pages_read_engagement", "xem danh sách bài viết của trang"),
    Purpose.POST: ("pages_read_engagement", "xem bài viết"),
    Purpose.POST_COMMENTS: ("pages_read_user_content", "đọc bình luận dưới bài viết"),
}

_OF_POSTS = (Purpose.POSTS, Purpose.POST, Purpose.POST_COMMENTS)

_SAME_TOKEN = "đăng nhập Facebook lại rồi dán token mới của trang"

_RELOGIN: Mapping[int, str] = {
    452: f"Phiên đăng nhập Facebook không khớp tài khoản: {_SAME_TOKEN}.",
    458: "Tài khoản đã gỡ ứng dụng khỏi Facebook: cấp quyền cho ứng dụng lại rồi dán token mới của trang.",
    459: "Facebook tạm giữ tài khoản để kiểm tra: mở facebook.com làm theo hướng dẫn rồi dán token mới.",
    460: f"Mật khẩu Facebook đã đổi nên token không còn dùng được: {_SAME_TOKEN}.",
    463: f"Token Facebook đã hết hạn: {_SAME_TOKEN}.",
    464: "Tài khoản Facebook chưa xác nhận: mở facebook.com xác nhận tài khoản rồi dán token mới.",
    465: f"Facebook không cho phiên đăng nhập này nữa: {_SAME_TOKEN}.",
    467: f"Token Facebook không còn hiệu lực vì tài khoản đã đăng xuất: {_SAME_TOKEN}.",
    492: "Tài khoản không còn vai trò trên trang: nhờ quản trị viên cấp lại vai trò rồi dán token mới.",
}

_GOES_ON, _AGAIN = ", quầy sẽ tự nối lại.", " rồi thử lại."
_NETWORK: Mapping[NetworkKind, str] = {
    NetworkKind.NO_NETWORK: "Không nối được tới Facebook: kiểm tra dây mạng hoặc Wi-Fi",
    NetworkKind.DNS: "Máy không tìm thấy địa chỉ của Facebook: kiểm tra Wi-Fi hoặc DNS",
    NetworkKind.TIMEOUT: "Facebook trả lời quá lâu: kiểm tra mạng có chậm không",
    NetworkKind.TLS: "Kết nối bảo mật tới Facebook bị chặn: kiểm tra ngày giờ máy và phần mềm diệt virus",
    NetworkKind.DISCONNECT: "Kết nối tới Facebook bị ngắt giữa chừng: kiểm tra dây mạng hoặc Wi-Fi",
    NetworkKind.PROXY: "Không đi qua được proxy của máy: kiểm tra cài đặt proxy trong phần Mạng của máy",
}

_BLOCKED = "Facebook đang tạm khoá trang hoặc tài khoản này: mở mục Chất lượng Trang trên Facebook để xem."
CATCHING_UP = "Bình luận đang dồn về nhiều: quầy đang đọc bù, chưa cần làm gì."
_LOGIN_PORTAL = (
    "Mạng trả về một trang web thay cho Facebook: mở trình duyệt xem Wi-Fi có đòi đăng nhập không."
)
_DOWN = "Facebook đang gặp sự cố: quầy tự thử lại và đọc bù bình luận sau, chưa cần làm gì."
_DOWN_NOW = "Facebook đang gặp sự cố: đợi vài phút rồi thử lại."
_TOO_LARGE = "Facebook gửi về quá nhiều dữ liệu một lần: nếu còn lặp lại, hãy báo người hỗ trợ Quầy Live."

_QUOTED_SCOPE = re.compile(r"['\"](pages_\w+|business_management|catalog_management)['\"]")


def advise(error: GraphError | HttpError, purpose: Purpose) -> str:
    """The sentence for an error of a call made for `purpose`. Never holds a token or a phone number."""
    if isinstance(error, GraphError):
        return _of_graph(error, purpose)
    if isinstance(error, NetworkError):
        return _NETWORK[error.kind] + (_AGAIN if purpose is Purpose.PAGE else _GOES_ON)
    return _of_protocol(error, _DOWN_NOW if purpose is Purpose.PAGE else _DOWN)


def advise_exchange(error: GraphError | HttpError) -> str:
    """The sentence for a refused exchange of tokens (graph_api.md §3.1): what of the three was wrong."""
    if isinstance(error, GraphError) and "client secret" in error.message.lower():
        return "App Secret không đúng: chép lại ở Meta for Developers › ứng dụng › Cài đặt › Cơ bản."
    if isinstance(error, GraphError) and error.code == 101:
        return "App ID không đúng: chép lại dãy số ở Meta for Developers › ứng dụng › Cài đặt › Cơ bản."
    return advise(error, Purpose.PAGE)


def _of_protocol(error: HttpError, down: str) -> str:
    if not isinstance(error, ProtocolError) or error.status >= 500:
        return down
    if error.kind is ProtocolKind.HTML or 300 <= error.status < 400:
        return _LOGIN_PORTAL
    return _TOO_LARGE if error.kind is ProtocolKind.TOO_LARGE else down


def _of_graph(error: GraphError, purpose: Purpose) -> str:
    match error.kind:
        case ErrorKind.RELOGIN:
            return relogin(error)
        case ErrorKind.THROTTLE:
            return throttled(error.regain_seconds, purpose)
        case ErrorKind.CONFIG:
            return _missing(error, purpose)
        case ErrorKind.BLOCKED:
            return _BLOCKED
        case ErrorKind.FINAL:
            return _refused(error, purpose)
        case ErrorKind.REDUCE if purpose is not Purpose.PAGE:
            return (
                "Facebook quá tải với lượng bình luận này: quầy đang đọc từng phần nhỏ hơn, chưa cần làm gì."
            )
        case ErrorKind.UNKNOWN_OUTCOME:
            return "Chưa rõ Facebook đã nhận hay chưa: xem lại trên Facebook trước khi gửi lại."
        case ErrorKind.RETRY | ErrorKind.REDUCE:
            return _DOWN_NOW if purpose is Purpose.PAGE else _DOWN


def relogin(error: GraphError) -> str:
    """The sentence for a dead token, by the subcode of graph_api.md §3.6."""
    fallback = f"Facebook không nhận token này: {_SAME_TOKEN}."
    return _RELOGIN.get(error.subcode or (459 if error.code == 459 else 0), fallback)


def throttled(seconds: int | None, purpose: Purpose = Purpose.COMMENTS) -> str:
    """The sentence for a rate limit that ends in `seconds` (None: not told)."""
    minutes = max(1, math.ceil((seconds or DEFAULT_THROTTLE_SECONDS) / 60))
    if purpose is Purpose.PAGE:
        return f"Facebook đang giới hạn số lần gọi: đợi khoảng {minutes} phút rồi thử lại."
    return (
        f"Facebook đang giới hạn số lần đọc: khoảng {minutes} phút nữa quầy tự đọc tiếp, không mất bình luận."
    )


def _missing(error: GraphError, purpose: Purpose) -> str:
    """The sentence for a permission, feature or setting that is missing."""
    if error.code == 104:
        return (
            "Chữ ký gửi Facebook không khớp: kiểm tra App Secret trong phần cài đặt có đúng của ứng dụng này."
        )
    if error.code in (2500, 2635):
        return "Facebook không còn nhận phiên bản Graph API đang đặt: cập nhật Quầy Live hoặc đổi phiên bản."
    scope, use = _SCOPES[purpose]
    quoted = _QUOTED_SCOPE.search(error.message)
    if error.code == 200 and purpose is Purpose.COMMENTS and quoted is None:
        # A good token with (#200) on live comments is mostly the feature gate (graph_api.md §1.8).
        return (
            "Facebook chưa cho ứng dụng đọc bình luận live: xin duyệt tính năng Live Video API"
            f" và kiểm tra quyền {scope}."
        )
    if error.code == 3 and purpose in _OF_POSTS:
        return f"Ứng dụng Facebook chưa được bật tính năng để {use}: xin duyệt quyền {scope} cho ứng dụng."
    if error.code == 3:
        return f"Ứng dụng Facebook chưa được bật tính năng để {use}: xin duyệt tính năng Live Video API."
    return _lacking(quoted[1] if quoted else scope, purpose)


def _lacking(scope: str, purpose: Purpose) -> str:
    use = _SCOPES[purpose][1]
    return f"Token thiếu quyền {scope} để {use}: cấp quyền này rồi dán token mới của trang."


def _refused(error: GraphError, purpose: Purpose) -> str:
    """The sentence for what stays refused however often it is asked."""
    if "appsecret_proof" in error.message:
        return "Ứng dụng Facebook đòi chữ ký: nhập đúng App Secret của ứng dụng trong phần cài đặt."
    # A node of another kind, a live asked for as a post or the other way round, lacks the fields asked for.
    is_other = "does not exist" in error.message or "nonexisting field" in error.message
    absent = error.code == 100 and is_other
    if absent or (error.code, error.subcode) == NO_SUCH_OBJECT or error.code in (803, 804):
        return _unknown_object(purpose)
    if (error.code, error.subcode) == (2, 2018344):
        return "Quản trị viên cần mở trang trên Facebook và đồng ý điều khoản bảo mật trước khi dùng tiếp."
    if error.user_message:
        return f"Facebook từ chối: {error.user_message.rstrip('.')}."
    quoted = _QUOTED_SCOPE.search(error.message)
    if quoted:
        return _lacking(quoted[1], purpose)
    asked = "mã bài viết" if purpose in _OF_POSTS else "mã live"
    return f"Facebook từ chối (mã {error.code}): kiểm tra {asked} và trang, nếu vẫn lỗi hãy báo người hỗ trợ."


def _unknown_object(purpose: Purpose) -> str:
    if purpose in (Purpose.LIVE, Purpose.COMMENTS):
        return "Không tìm thấy buổi live này hoặc token của trang khác: kiểm tra mã live và chọn đúng trang."
    if purpose in (Purpose.POST, Purpose.POST_COMMENTS):
        return (
            "Không tìm thấy bài viết này hoặc token của trang khác: kiểm tra mã bài viết (dạng TRANG_BÀI)"
            " và chọn đúng trang."
        )
    return (
        "Không tìm thấy trang này hoặc token không thuộc trang: kiểm tra mã trang, dán đúng token của trang."
    )
