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


_OF_TOKEN = {GRAPH_TOKEN: (PAGE_ID, APP_ID, APP_SECRET), OMNI_TOKEN: (OMNI_SHOP,)}


class OverlaidVault:
    """Secrets told for this run, by the environment, go before those kept below; they are kept nowhere.

    What is kept of a token (its page, its app, its shop) goes with no other.
    """

    def __init__(self, told: Mapping[str, str], below: Vault) -> None:
        self._told, self._below = dict(told), below

    def read(self) -> Mapping[str, str]:
        """All that counts in this run. Raises SecretsError."""
        other = {name for token in _OF_TOKEN if token in self._told for name in _OF_TOKEN[token]}
        below = {name: secret for name, secret in self._below.read().items() if name not in other}
        return below | self._told

    def keep(self, name: str, token: str | None, /) -> None:
        """Keep a secret below; from now on it counts, whatever was told. Raises SecretsError."""
        self._below.keep(name, token)
        self._told.pop(name, None)

    def discard(self) -> None:
        """Forget everything, above and below. Raises SecretsError."""
        self._told.clear()
        self._below.discard()
