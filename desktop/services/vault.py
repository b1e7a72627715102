"""Where secrets are kept, as the services see it, and one that forgets all with the program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

GRAPH_TOKEN, OMNI_TOKEN = "graph_token", "omni_token"
PAGE_ID, APP_ID, APP_SECRET, OMNI_SHOP = "page_id", "app_id", "app_secret", "omni_shop"


class Vault(Protocol):
    """Where secrets are kept, by name. All methods block, and may raise SecretsError."""

    def read(self) -> Mapping[str, str]:
        """All that is kept."""

    def keep(self, name: str, token: str | None, /) -> None:
        """Keep a secret under a name; None forgets it."""

    def discard(self) -> None:
        """Forget everything, readable or not."""


class MemoryVault:
    """For a rehearsal: nothing reaches the shop's own secrets, and nothing is left behind."""

    def __init__(self, kept: Mapping[str, str] | None = None) -> None:
        self._kept = dict(kept or {})

    def read(self) -> Mapping[str, str]:
        """All that is kept."""
        return dict(self._kept)

    def keep(self, name: str, token: str | None, /) -> None:
        """Keep a secret under a name; None forgets it."""
        if token is None:
            self._kept.pop(name, None)
        else:
            self._kept[name] = token

    def discard(self) -> None:
        """Forget everything."""
        self._kept.clear()
