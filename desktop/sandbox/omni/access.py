"""The private app's token and what it may do (omni_carriers.md §1.2, §1.3)."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from desktop.sandbox.omni.errors import OmniError

SCOPES = (
    "com.read_products",
    "com.write_products",
    "com.read_orders",
    "com.write_orders",
    "com.read_customers",
    "com.write_customers",
    "com.read_inventories",
    "com.write_inventories",
    "com.read_shippings",
    "com.write_shippings",
    "com.read_shop",
)
STATES = ("valid", "revoked")


class PrivateApp:
    """One static token for one shop; it ends only by being revoked. Its value follows from the seed."""

    def __init__(self, random: Random) -> None:
        self.token = f"{random.getrandbits(256):064X}"
        self.state = "valid"
        self.scopes: tuple[str, ...] = SCOPES

    def change(self, state: str, missing: Iterable[str]) -> None:
        """Put the token into a state and take rights away; who may not read may not write either.

        Raises ValueError for an unknown state or scope.
        """
        missing = set(missing)
        if state not in STATES:
            raise ValueError(f"unknown state {state}; there are {', '.join(STATES)}")
        if unknown := sorted(missing - set(SCOPES)):
            raise ValueError(f"unknown scopes: {', '.join(unknown)}; there are {', '.join(SCOPES)}")
        self.state = state
        self.scopes = tuple(s for s in SCOPES if not {s, s.replace("write_", "read_")} & missing)

    def check(self, token: str) -> None:
        """Raises OmniError 401 for a missing, wrong or revoked token."""
        if token != self.token or self.state != "valid":
            raise OmniError(401)

    def require(self, scope: str) -> None:
        """Raises OmniError 403 without the scope; writing includes reading (§1.3)."""
        if not {scope, scope.replace("read_", "write_")} & set(self.scopes):
            raise OmniError(403, f"Missing scope {scope}")
