"""What a token may do, as Graph's debug_token tells it (graph_api.md §3.3, §3.4), and what each right is for.

Must not ask Graph itself, and must not hold the token.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.clients.graph.parse import id_of


@dataclass(frozen=True, slots=True)
class Permission:
    """A right that the program asks for, in Vietnamese.

    `title` names it for a seller, `use` says what for, `without` what a live is like without it; `is_needed`
    is whether a live cannot be read without it.
    """

    scope: str
    title: str
    use: str
    without: str
    is_needed: bool = False


READ_LIVES, READ_COMMENTS = "pages_read_engagement", "pages_read_user_content"
PERMISSIONS = (
    Permission(
        READ_LIVES,
        "Xem buổi live",
        "xem buổi live và bài viết của trang",
        "không thấy buổi live nên không chốt được đơn",
        is_needed=True,
    ),
    Permission(
        READ_COMMENTS,
        "Đọc bình luận",
        "đọc bình luận của người xem",
        "không đọc được bình luận nên không chốt được đơn",
        is_needed=True,
    ),
    Permission(
        "pages_messaging",
        "Nhắn tin cho khách",
        "nhắn tin cho người mua",
        "vẫn chốt được, không nhắn tin được cho khách",
    ),
    Permission(
        "pages_manage_engagement",
        "Trả lời, ẩn bình luận",
        "trả lời và ẩn bình luận",
        "vẫn chốt được, không ẩn được SĐT",
    ),
    Permission(
        "pages_manage_metadata",
        "Đọc hội thoại",
        "đọc hội thoại của trang",
        "vẫn chốt được, không đọc được tin nhắn của khách",
    ),
)


@dataclass(frozen=True, slots=True)
class TokenState:
    """A token as Graph knows it.

    `kind` is Graph's word ("PAGE", "USER", "SYSTEM_USER", …), `expires_at` UTC milliseconds, None for never;
    `scopes` are the rights it has, `limited` those of them that hold for some objects only: scope → ids.
    """

    kind: str
    is_valid: bool
    expires_at: int | None
    scopes: frozenset[str]
    limited: Mapping[str, frozenset[str]]

    def missing(self, page_id: str) -> tuple[Permission, ...]:
        """The rights that the program asks for and does not have on this page."""
        return tuple(permission for permission in PERMISSIONS if not self._allows(permission.scope, page_id))

    def _allows(self, scope: str, page_id: str) -> bool:
        targets = self.limited.get(scope)
        return scope in self.scopes and (not targets or page_id in targets)


def token_state_of(body: Mapping[str, Any]) -> TokenState | None:
    """The state in an answer of debug_token; None where it tells none."""
    told = body.get("data")
    if not isinstance(told, Mapping) or not isinstance(told.get("scopes"), list):
        return None
    expires_at = told.get("expires_at")
    return TokenState(
        str(told.get("type") or ""),
        told.get("is_valid") is True,
        expires_at * 1000 if isinstance(expires_at, int) and expires_at > 0 else None,
        frozenset(scope for scope in told["scopes"] if isinstance(scope, str)),
        _limited(told.get("granular_scopes")),
    )


def _limited(rows: Any) -> dict[str, frozenset[str]]:
    """Rights with `target_ids`; one without holds for everything that its user shares."""
    found: dict[str, frozenset[str]] = {}
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, Mapping) and isinstance(targets := row.get("target_ids"), list):
            found[str(row.get("scope"))] = frozenset(filter(None, map(id_of, targets)))
    return found
