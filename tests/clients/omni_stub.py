"""A small Haravan for the Omni client's tests, and a clock that is stepped by hand.

It answers an httpx transport without sockets; `graph_stub.serving` gives real ones.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any

import httpx
from graph_stub import FakeClock

from desktop.clients.http import HttpClient
from desktop.clients.omni.client import OmniClient
from desktop.clients.omni.limiter import CallQueue
from desktop.clients.omni.parse import time_of
from desktop.clients.secret import Secret

TOKEN = "0F3C9A77B1D24E55OMNISTUBTOKEN"
START = 1_760_000_000_000
"""When the first product was changed, UTC milliseconds."""


class SteppedClock:
    """A clock that moves only by `step`; any number may wait on it."""

    def __init__(self) -> None:
        self.elapsed = 0.0
        self._sleeping: list[tuple[float, asyncio.Event]] = []

    def now(self) -> int:
        return START + round(self.elapsed * 1000)

    def monotonic(self) -> float:
        return 500.0 + self.elapsed

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        alarm = asyncio.Event()
        entry = (self.elapsed + seconds, alarm)
        self._sleeping.append(entry)
        tasks = [asyncio.ensure_future(alarm.wait()), asyncio.ensure_future(event.wait())]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._sleeping.remove(entry)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        return event.is_set()

    async def step(self, seconds: float) -> None:
        """Move on, stopping at every alarm in between so that nobody sees it late."""
        end = self.elapsed + seconds
        await settle()
        while due := sorted(moment for moment, _ in self._sleeping if moment <= end):
            self.elapsed = max(self.elapsed, due[0])
            for moment, alarm in list(self._sleeping):
                if moment <= self.elapsed:
                    alarm.set()
            await settle()
        self.elapsed = end
        await settle()


async def settle() -> None:
    """Let everything run that can run without time passing."""
    for _ in range(30):
        await asyncio.sleep(0)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it goes over the wire."""

    body: Any
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


def product_row(number: int, changed: int, **more: Any) -> dict[str, Any]:
    """A product with one variant, changed at UTC milliseconds."""
    variant = {"id": 9000 + number, "price": 299000.0, "sku": f"A{number:03}", "title": "Default Title"}
    base = {"id": number, "title": f"Áo {number}", "variants": [variant], "images": [], "options": []}
    return base | {"updated_at": stamp(changed)} | more


def stamp(milliseconds: int) -> str:
    """A time as Haravan writes it: seven digits of fraction."""
    seconds, rest = divmod(milliseconds, 1000)
    whole = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{whole}.{rest:03}0001Z"


@dataclass
class OmniStub:
    """The state of the stub. `planned` answers come first; `on_list` runs before each product list."""

    products: list[dict[str, Any]] = field(default_factory=list)
    levels: list[dict[str, Any]] = field(default_factory=list)
    locations: list[dict[str, Any]] = field(default_factory=list)
    planned: deque[Reply | Exception | None] = field(default_factory=deque)
    calls: list[tuple[str, dict[str, str], dict[str, str]]] = field(default_factory=list)
    on_list: Callable[[OmniStub, int], None] | None = None
    lists: int = 0
    is_sorting: bool = True
    is_paging: bool = True
    is_filtering: bool = True
    knows_since_id: bool = True
    shuffled: Random | None = None
    """What the order leaves open is decided anew at every page."""
    page_cap: int = 50
    counts_all: bool = False
    most_levels: int = 250
    headers: dict[str, str] = field(default_factory=dict)

    def plan(self, *replies: Reply | Exception | None) -> None:
        self.planned.extend(replies)

    def change(self, number: int, at: int) -> None:
        """The product is changed at UTC milliseconds."""
        row = next(row for row in self.products if row["id"] == number)
        self.products[self.products.index(row)] = row | {"updated_at": stamp(at)}

    def delete(self, number: int) -> None:
        self.products = [row for row in self.products if row["id"] != number]

    def asked(self, path: str) -> list[dict[str, str]]:
        """The queries of the requests for this path, in order."""
        return [query for asked, query, _ in self.calls if asked == f"/com/{path}.json"]

    def answer(self, path: str, query: dict[str, str], headers: dict[str, str]) -> Reply:
        self.calls.append((path, query, headers))
        reply = self.planned.popleft() if self.planned else None
        if isinstance(reply, Exception):
            raise reply
        return reply or self._own(path.removeprefix("/com/").removesuffix(".json"), query)

    def _own(self, path: str, query: dict[str, str]) -> Reply:
        match path:
            case "products":
                return self._list(query)
            case "products/count":
                return Reply({"count": len(self.products if self.counts_all else self._since(query))})
            case "inventory_locations":
                return Reply({path: self._levels(query)})
            case "locations":
                return Reply({path: _slice(self.locations, query)})
        return Reply({"errors": "Not Found"}, 404)

    def _list(self, query: dict[str, str]) -> Reply:
        self.lists += 1
        if self.on_list is not None:
            self.on_list(self, self.lists)
        since_id = int(query.get("since_id", 0)) if self.knows_since_id else 0
        rows = [row for row in self._since(query) if row["id"] > since_id]
        if self.shuffled is not None:
            self.shuffled.shuffle(rows)
        if self.is_sorting:
            key = "id" if query["order"] == "id asc" else "updated_at"
            rows.sort(key=lambda row: row[key])
        query = query if self.is_paging else query | {"page": "1"}
        return Reply({"products": _slice(rows, query, self.page_cap)})

    def _since(self, query: dict[str, str]) -> list[dict[str, Any]]:
        if not self.is_filtering:
            return list(self.products)
        since = time_of(query.get("updated_at_min", "")) or 0
        until = time_of(query.get("updated_at_max", "")) or 10**15
        return [row for row in self.products if since <= (time_of(row["updated_at"]) or since) < until]

    def _levels(self, query: dict[str, str]) -> list[dict[str, Any]]:
        variants, places = query["variant_ids"].split(","), query.get("location_ids", "").split(",")
        since = int(query.get("since_id", 0))
        found = [row for row in self.levels if str(row["variant_id"]) in variants and row["id"] > since]
        found = [row for row in found if places == [""] or str(row["loc_id"]) in places]
        return sorted(found, key=lambda row: row["id"])[: min(self.most_levels, int(query["limit"]))]

    def transport(self) -> httpx.MockTransport:
        def handle(request: httpx.Request) -> httpx.Response:
            lower = {name.lower(): value for name, value in request.headers.items()}
            reply = self.answer(request.url.path, dict(request.url.params), lower)
            return httpx.Response(reply.status, headers=self.headers | reply.headers, content=reply.content)

        return httpx.MockTransport(handle)

    def client(self, token: str = TOKEN, clock: Any = None, queue: CallQueue | None = None) -> OmniClient:
        """A client of this stub, without sockets and on a clock that does not wait."""
        http = HttpClient("http://omni.test", transport=self.transport(), decimals=True)
        return OmniClient(
            "http://omni.test", Secret(token), http=http, clock=clock or FakeClock(), queue=queue
        )


def _slice(rows: Sequence[dict[str, Any]], query: dict[str, str], cap: int = 50) -> list[dict[str, Any]]:
    limit, page = min(cap, int(query.get("limit", 50))), int(query.get("page", 1))
    return list(rows[(page - 1) * limit : page * limit])


def level_row(number: int, variant: int, place: int, available: float, **more: Any) -> dict[str, Any]:
    row = {"id": number, "loc_id": place, "variant_id": variant, "product_id": 1, "qty_available": available}
    changed = {"updated_at": "2021-08-04T08:32:02.01Z"}
    return row | {"qty_onhand": available, "qty_commited": 0, "qty_incoming": 0} | changed | more
