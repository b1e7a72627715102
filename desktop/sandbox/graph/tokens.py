"""Access tokens: who holds which, what each may do, and in what state it is (graph_api.md §3)."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from desktop.sandbox.graph.errors import READING_REFUSED, GraphError, session_ended
from desktop.sandbox.graph.records import Person

# Subcode of a token state (§3.6).
STATES = {"valid": None, "expired": 463, "password_changed": 460, "logged_out": 467, "checkpoint": 459}
SCOPES = (
    "pages_show_list",
    "pages_read_engagement",
    "pages_read_user_content",
    "pages_manage_engagement",
    "pages_manage_metadata",
    "pages_messaging",
)
KINDS = ("PAGE", "USER", "SYSTEM_USER")
LONG_LIVED = 5_183_944  # seconds, about 60 days (§3.1)


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a page ("PAGE"), a user ("USER") or a system user ("SYSTEM_USER").

    `page` is the one that a page's token belongs to; `expires_at` 0 is never.
    """

    value: str
    kind: str
    issued_at: float
    expires_at: float = 0.0
    state: str = "valid"
    scopes: tuple[str, ...] = SCOPES
    page: Person | None = None


class Tokens:
    """The app, its secret, and the tokens it has given out. All values follow from the seed."""

    def __init__(self, random: Random, page: Person, now: float) -> None:
        self._random = random
        self.page = page
        self.user = Person(str(random.randrange(10**15, 10**16)), "Nhân viên tập dượt")
        self.app_id = str(random.randrange(10**15, 10**16))
        self.app_secret = f"{random.getrandbits(128):032x}"
        self._tokens: dict[str, Token] = {}
        self._shared = {page.id: page}
        self.page_token = self._issue("PAGE", now, page=page).value
        self._page_tokens = {page.id: self.page_token}
        self.user_token = self._issue("USER", now, now + LONG_LIVED).value

    def _issue(self, kind: str, now: float, expires_at: float = 0.0, page: Person | None = None) -> Token:
        token = Token(f"EAA{self._random.getrandbits(320):080x}", kind, now, expires_at, page=page)
        self._tokens[token.value] = token
        return token

    def issue(self, kind: str, now: float) -> str:
        """A new token of that kind, the page's own, a user's or a system user's. Raises ValueError."""
        if kind not in KINDS:
            raise ValueError(f"unknown kind of token {kind}; there are {', '.join(KINDS)}")
        page = self.page if kind == "PAGE" else None
        return self._issue(kind, now, now + LONG_LIVED if kind == "USER" else 0.0, page).value

    def share(self, page: Person, *, is_shared: bool) -> None:
        """Let the user manage that page, or no longer."""
        self._shared.pop(page.id, None)
        if is_shared:
            self._shared[page.id] = page

    def shared(self) -> tuple[Person, ...]:
        """The pages that the user manages, in the order they came."""
        return tuple(self._shared.values())

    def page_token_of(self, page: Person, now: float) -> str:
        """The page's token as me/accounts tells it: a new one where the last is dead (§3.1)."""
        known = self._tokens.get(self._page_tokens.get(page.id, ""))
        if known is None or known.state != "valid":
            known = self._issue("PAGE", now, page=page)
            self._page_tokens[page.id] = known.value
        return known.value

    def change(self, value: str, state: str, scopes: tuple[str, ...], now: float) -> Token:
        """Put a token into a state. Raises KeyError for an unknown token, ValueError for a state."""
        if state not in STATES:
            raise ValueError(f"unknown token state {state}")
        token = self._tokens[value]
        lives_until = now + LONG_LIVED if token.kind == "USER" else 0.0
        expires_at = now if state == "expired" else lives_until
        self._tokens[value] = replace(token, state=state, scopes=scopes, expires_at=expires_at)
        return self._tokens[value]

    def find(self, value: str) -> Token | None:
        """The token of that value, in whatever state."""
        return self._tokens.get(value)

    def check(self, value: str, now: float) -> Token:
        """The living token of that value. Raises GraphError 104 or 190 (§3.6)."""
        if not value:
            raise GraphError(104, "An access token is required to request this resource.")
        if (token := self._tokens.get(value)) is None:
            raise GraphError(190, "Invalid OAuth access token - Cannot parse access token")
        subcode = STATES[token.state]
        if subcode is None and token.expires_at and token.expires_at <= now:
            subcode = 463
        if subcode is not None:
            raise session_ended(subcode, token.expires_at, now)
        return token

    def check_proof(self, value: str, proof: str | None, required: bool) -> None:
        """Hold the appsecret_proof against the token. Raises GraphError 100 (§3.5)."""
        if proof is None:
            if required:
                raise GraphError(100, "API calls from the server require an appsecret_proof argument")
            return
        wanted = hmac.new(self.app_secret.encode(), value.encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(wanted, proof):
            raise GraphError(100, "Invalid appsecret_proof provided in the API argument")

    def exchange(self, client_id: str, secret: str, value: str, now: float) -> dict[str, Any]:
        """A long-lived user token for a living one (fb_exchange_token, §3.1)."""
        if client_id != self.app_id:
            raise GraphError(
                101, "Error validating application. Cannot get application info due to a system error."
            )
        if secret != self.app_secret:
            raise GraphError(1, "Error validating client secret.", status=400)
        if self.check(value, now).kind != "USER":
            raise GraphError(100, "(#100) The exchange token must be a user access token")
        token = self._issue("USER", now, now + LONG_LIVED)
        return {"access_token": token.value, "token_type": "bearer", "expires_in": LONG_LIVED}

    def describe(self, value: str, now: float) -> dict[str, Any]:
        """What debug_token answers (§3.4)."""
        token = self._tokens.get(value)
        if token is None:
            error = {"code": 190, "message": "Invalid OAuth access token."}
            return {"data": {"is_valid": False, "error": error, "scopes": []}}
        page = token.page or self.page
        body: dict[str, Any] = {
            "app_id": self.app_id,
            "type": token.kind,
            "application": "Quầy Live tập dượt",
            "data_access_expires_at": int(token.issued_at) + 90 * 86_400,
            "expires_at": int(token.expires_at),
            "is_valid": True,
            "issued_at": int(token.issued_at),
            "user_id": self.user.id,
            "scopes": list(token.scopes),
            "granular_scopes": [{"scope": s, "target_ids": [page.id]} for s in token.scopes],
        }
        if token.kind == "PAGE":
            body["profile_id"] = page.id
        try:
            self.check(value, now)
        except GraphError as error:
            told = {"code": error.code, "message": error.message, "subcode": error.subcode}
            body |= {"is_valid": False, "error": told}
        return {"data": body}


def require_scope(token: Token, scope: str, *, writing: bool) -> None:
    """Refuse a token without that permission: 10 for reading, 200 for writing (§4.2)."""
    if scope in token.scopes:
        return
    if writing:
        raise GraphError(200, f"(#200) Requires {scope} permission to manage the object")
    raise GraphError(10, READING_REFUSED.format(scope=scope))
