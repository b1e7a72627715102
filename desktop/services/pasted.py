"""Tokens as people paste them: with blanks, quotes, a whole address or a piece of JSON around. Pure.

What cannot be a token is refused here, and so never leaves this computer.
"""

from __future__ import annotations

import re

from desktop.domain.errors import UserFault

SHORTEST_TOKEN = 20

_NAMED = re.compile(r"access_token[\"'”]?\s*(?:=|:|%3D)\s*[\"'“]?([^\s&\"'“”,;{}]+)", re.IGNORECASE)
_SCHEME = re.compile(r"^(?:authorization\s*:\s*)?(?:bearer|oauth)\s+", re.IGNORECASE)
_AROUND = " \t\r\n\u2028\u2029\u00a0\ufeff\u200b\u200c\u200d\"'`“”‘’«»<>,;"
_TOKEN = re.compile(r"[A-Za-z0-9_.\-]+")
_APP_TOKEN = re.compile(r"\d{8,}\|\S+")
_APP_SECRET = re.compile(r"[0-9a-f]{32}")


def graph_token(text: str) -> str:
    """The Facebook token in a pasted text. Raises UserFault, one sentence."""
    if not _bare(text):
        raise UserFault("Ô token còn trống: dán Page token hoặc System User token của trang vào đây.")
    token = _found(text)
    if _APP_TOKEN.fullmatch(token):
        raise UserFault(
            "Đây là token của ứng dụng, không phải của trang: hãy lấy token của trang rồi dán lại."
        )
    if _APP_SECRET.fullmatch(token):
        raise UserFault(
            "Đây giống App Secret chứ không phải token: hãy dán vào ô App Secret ở phần đổi token."
        )
    if not _TOKEN.fullmatch(token) or len(token) < SHORTEST_TOKEN:
        raise UserFault(
            "Đây chưa phải token Facebook: token là một chuỗi dài liền nhau, thường bắt đầu bằng EAA,"
            " hãy chép lại cả chuỗi."
        )
    return token


def omni_token(text: str) -> str:
    """The Omni token in a pasted text. Raises UserFault, one sentence."""
    if not _bare(text):
        raise UserFault("Ô token còn trống: dán token của ứng dụng riêng trong Haravan vào đây.")
    token = _found(text)
    if not _TOKEN.fullmatch(token) or len(token) < SHORTEST_TOKEN:
        raise UserFault(
            "Đây chưa phải token Haravan: token là một chuỗi dài liền nhau trong mục Ứng dụng riêng,"
            " hãy chép lại cả chuỗi."
        )
    return token


def app_id(text: str) -> str:
    """An App ID: digits only. Raises UserFault."""
    found = _bare(text)
    if not re.fullmatch(r"[0-9]{5,20}", found):
        raise UserFault("App ID chỉ gồm chữ số: chép lại ở Meta for Developers › ứng dụng › Cài đặt.")
    return found


def app_secret(text: str) -> str:
    """An App Secret: one piece of ASCII. Raises UserFault."""
    found = _bare(text)
    if not re.fullmatch(r"[A-Za-z0-9]{16,64}", found):
        raise UserFault(
            "App Secret là chuỗi chữ và số liền nhau: bấm Hiển thị ở Meta for Developers rồi chép cả chuỗi."
        )
    return found


def _bare(text: str) -> str:
    return text.strip(_AROUND)


def _found(text: str) -> str:
    """The token in `text`: named in an address or JSON, after a scheme, or bare; wrapped lines are joined."""
    named = _NAMED.search(text)
    if named:
        return _bare(named[1])
    token = _bare(_SCHEME.sub("", _bare(text)))
    pieces = token.split()
    is_wrapped = len(pieces) > 1 and all(_TOKEN.fullmatch(p) and len(p) >= 16 for p in pieces[:-1])
    return "".join(pieces) if is_wrapped and not any(p.startswith("EAA") for p in pieces[1:]) else token
