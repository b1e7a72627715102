"""The pages that a user or a system user manages, and tokens that live long (graph_api.md §3.1).

Must not decide which page is meant, or keep a token.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.clients.graph.errors import error_in
from desktop.clients.graph.parse import id_of, storable
from desktop.clients.http import HttpClient, ProtocolError, ProtocolKind
from desktop.clients.secret import Secret


@dataclass(frozen=True, slots=True)
class App:
    """A Facebook app: its id, and the secret that signs calls (graph_api.md §3.5)."""

    id: str
    secret: Secret

    @property
    def token(self) -> Secret:
        """The app's own token, which may look at every token of the app (§3.4)."""
        return Secret(f"{self.id}|{self.secret.reveal()}")


def proof_of(token: Secret, app_secret: Secret) -> str:
    """`appsecret_proof` of a token (graph_api.md §3.5)."""
    return hmac.new(app_secret.reveal().encode(), token.reveal().encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Account:
    """A page that somebody manages, with the page's own token; `tasks` are Facebook's words."""

    id: str
    name: str
    token: Secret
    category: str = ""
    tasks: frozenset[str] = frozenset()


def account_of(row: Any) -> Account | None:
    """The page of a row; None where its id or its token cannot be read."""
    if not isinstance(row, Mapping):
        return None
    page_id, token = id_of(row.get("id")), row.get("access_token")
    if page_id is None or not isinstance(token, str) or not token:
        return None
    name, category, tasks = row.get("name"), row.get("category"), row.get("tasks")
    return Account(
        page_id,
        storable(name) if isinstance(name, str) else "",
        Secret(token),
        category if isinstance(category, str) else "",
        frozenset(task for task in tasks if isinstance(task, str))
        if isinstance(tasks, list)
        else frozenset(),
    )


async def exchange(http: HttpClient, version: str, app: App, token: Secret) -> Secret:
    """The long-lived token of a user for a living one. Raises GraphError, NetworkError, ProtocolError."""
    params = {
        "grant_type": "fb_exchange_token",
        "client_id": app.id,
        "client_secret": app.secret.reveal(),
        "fb_exchange_token": token.reveal(),
    }
    answer = await http.get(f"{version.strip('/')}/oauth/access_token", params)
    error = error_in(answer.body, app.secret, token)
    if error is not None:
        raise error
    given = answer.body.get("access_token") if isinstance(answer.body, Mapping) else None
    if not isinstance(given, str) or not given:
        raise ProtocolError(ProtocolKind.SHAPE, answer.status, "an exchange without token")
    return Secret(given)
