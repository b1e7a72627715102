"""A live on a database in memory, closed again when the test ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from live_shop import LiveShop, OpenShop, opened

from desktop.storage.database import Database


@pytest.fixture
def shop() -> Iterator[OpenShop]:
    """`shop(product(…), …, repeat="add")`: a live that sells these, by these rules. Recounted at the end."""
    with ExitStack() as stack:
        live: list[LiveShop] = []

        def open_shop(*products: dict[str, Any], **rules: Any) -> LiveShop:
            database = Database.open(None)
            stack.callback(database.close)
            live.append(opened(database, *products, **rules))
            return live[-1]

        yield open_shop
        for one in live:
            assert one.recount() == [], "the counters are not the sum of the lines"
