"""Haravan Omni as typed calls, reading only: shop, locations, products, stock, customers, metafields.

A call waits for its turn in the shop's queue; what passes (429, 5xx, a web page instead of an answer, a cut
connection) is asked again a few times, for reading twice does no harm. Must not decide what to read when, or
keep anything.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, Self, TypeVar
from urllib.parse import quote

from desktop.clients.clock import Clock, SystemClock
from desktop.clients.http import (
    Answer,
    Backoff,
    HttpClient,
    HttpError,
    NetworkError,
    NetworkKind,
    ProtocolError,
    ProtocolKind,
)
from desktop.clients.omni import parse
from desktop.clients.omni.errors import ErrorKind, OmniError, error_in
from desktop.clients.omni.limiter import PATIENCE_SECONDS, CallQueue, Priority
from desktop.clients.omni.resources import Customer, InventoryLevel, Location, Metafield, Product, Shop
from desktop.clients.secret import Secret

log = logging.getLogger(__name__)

OMNI_URL = "https://apis.haravan.com"
PAGE_LIMIT = 50
"""The most rows that Haravan gives in one page, whatever `limit` asks (omni_carriers.md §1.6)."""
LEVELS_LIMIT = 250
"""The most stock levels in one answer; variants and locations asked for: PAGE_LIMIT each."""
ATTEMPTS: Mapping[Priority, int] = {Priority.URGENT: 3, Priority.NORMAL: 5}
"""How often a call is made at most. Somebody stands waiting for an urgent one."""
SLICE_SECONDS = 0.004
"""How long rows are read before the loop goes on with other things (architecture.md §3: none over 8 ms)."""

_BACKOFF = Backoff(first=1.0, factor=2.0, limit=8.0)
_PASSING_NETWORK = frozenset({NetworkKind.TIMEOUT, NetworkKind.DISCONNECT})
_PASSING_PROTOCOL = frozenset({ProtocolKind.HTML, ProtocolKind.NOT_JSON, ProtocolKind.TRUNCATED})
# body_html is left out: it can be far larger than all the rest, and nothing here shows it.
_PRODUCT_FIELDS = (
    "id,title,handle,product_type,vendor,tags,published_scope,published_at,created_at,updated_at,"
    "images,options,variants"
)
# A wrong content type is answered with 400 (omni_carriers.md §1.1).
_HEADERS = {"Content-Type": "application/json"}
_WRITTEN_PHONE = re.compile(r"\+?\d[\d\s.()\-]{7,}\d")

T = TypeVar("T")
Owner = Literal["products", "variants", "customers", "orders"]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list in Haravan's order.

    `ids` are those of all rows as they came, empty for one that has none; `unreadable` counts the rows left
    out of `rows`, and the parts left out of those. The list ends with a page that `is_last`: one shorter
    than asked for (omni_carriers.md §1.6). `asked_at` is when the request left, by this computer's clock,
    `server_time` is Haravan's clock, None where it was not told; both are UTC milliseconds.
    """

    rows: tuple[T, ...]
    ids: tuple[str, ...]
    unreadable: int
    is_last: bool
    asked_at: int
    server_time: int | None


@dataclass(frozen=True, slots=True)
class _Reply:
    body: Mapping[str, Any]
    asked_at: int
    server_time: int | None


class OmniClient:
    """Reads one shop's Omni with one token, which a new one may replace at any time.

    Every call raises OmniError where Haravan tells an error, NetworkError where the network fails and
    ProtocolError where the answer is not Haravan's. All clients of a shop share one `queue`.
    """

    def __init__(
        self,
        base_url: str,
        token: Secret,
        *,
        queue: CallQueue | None = None,
        clock: Clock | None = None,
        http: HttpClient | None = None,
    ) -> None:
        """`http` must read numbers as decimals. Raises as HttpClient does."""
        self._http = http or HttpClient(base_url, decimals=True)
        self._token = token
        self._clock = clock or SystemClock()
        self._queue = queue or CallQueue(self._clock)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    def use_token(self, token: Secret) -> None:
        """From the next request on, use this token (of the same shop: the queue stays)."""
        self._token = token

    async def shop(self) -> Shop:
        """The token's shop. The cheapest way to try a token."""
        reply = await self._get("shop", "com.read_shop")
        return _needed(parse.shop_of(reply.body.get("shop")), "shop")

    async def locations(self) -> tuple[Location, ...]:
        """All locations."""
        found: dict[str, Location] = {}
        for number in itertools.count(1):
            params = {"page": number, "limit": PAGE_LIMIT}
            page = await self._page("locations", "locations", "com.read_shop", parse.location_of, params)
            new = {location.id: location for location in page.rows if location.id not in found}
            found |= new
            if page.is_last or not new:
                break
        return tuple(found.values())

    async def products(
        self,
        *,
        updated_since: int | None = None,
        updated_until: int | None = None,
        since_id: str = "",
        page: int = 1,
        limit: int = PAGE_LIMIT,
    ) -> Page[Product]:
        """A page of products with their variants and pictures, the longest unchanged first.

        The bounds (UTC milliseconds) are rounded down to the second; `updated_since` is inclusive, whether
        Haravan's `updated_until` is nobody wrote down. With `since_id` ("0": from the first) the order is by
        id, after that one. `page` counts from 1; a `limit` above 50 is asked as 50.
        """
        limit = min(limit, PAGE_LIMIT)
        order = "id asc" if since_id else "updated_at asc"
        params: dict[str, str | int] = {"order": order, "limit": limit, "page": page}
        params |= {"fields": _PRODUCT_FIELDS, **_since(updated_since)}
        if updated_until is not None:
            params["updated_at_max"] = parse.time_text(updated_until)
        if since_id:
            params["since_id"] = since_id
        return await self._page("products", "products", "com.read_products", parse.product_of, params)

    async def product(self, product_id: str, *, priority: Priority = Priority.NORMAL) -> Product:
        """One product. OmniError of the kind MISSING where it was deleted."""
        path = f"products/{_segment(product_id)}"
        reply = await self._get(path, "com.read_products", priority=priority)
        return _needed(parse.product_of(reply.body.get("product")), "product")

    async def product_count(self, *, updated_since: int | None = None) -> int:
        """How many products there are, or were changed since (UTC milliseconds)."""
        reply = await self._get("products/count", "com.read_products", _since(updated_since))
        return _needed(parse.count_of(reply.body.get("count")), "count")

    async def inventory(
        self,
        variant_ids: Sequence[str],
        location_ids: Sequence[str] = (),
        *,
        since_id: str = "",
        priority: Priority = Priority.NORMAL,
    ) -> Page[InventoryLevel]:
        """Stock levels of at most 50 variants at these locations (at most 50; none: at all), ordered by id.

        `since_id` goes on after that level. Raises ValueError for too many or no variants.
        """
        if not 0 < len(variant_ids) <= PAGE_LIMIT or len(location_ids) > PAGE_LIMIT:
            raise ValueError(f"{len(variant_ids)} variants at {len(location_ids)} locations in one call")
        params: dict[str, str | int] = {"variant_ids": ",".join(variant_ids), "limit": LEVELS_LIMIT}
        optional = {"location_ids": ",".join(location_ids), "since_id": since_id}
        params |= {"order": "id", **{key: value for key, value in optional.items() if value}}
        path = "inventory_locations"
        return await self._page(path, path, "com.read_inventories", parse.level_of, params, priority)

    async def customers(self, *, updated_since: int | None = None, page: int = 1) -> Page[Customer]:
        """A page of customers, those changed since (UTC milliseconds, rounded down to the second)."""
        params = {"limit": PAGE_LIMIT, "page": page, **_since(updated_since)}
        return await self._page("customers", "customers", "com.read_customers", parse.customer_of, params)

    async def customer_search(
        self, query: str, *, page: int = 1, priority: Priority = Priority.NORMAL
    ) -> Page[Customer]:
        """Customers by name, phone or e-mail as typed, the latest buyers first."""
        # Haravan keeps phones without blanks; and only whole are they kept out of logged addresses.
        wanted = _WRITTEN_PHONE.sub(lambda found: re.sub(r"\D", "", found[0]), query.strip())
        params: dict[str, str | int] = {"query": wanted, "limit": PAGE_LIMIT, "page": page}
        path = "customers/search"
        return await self._page(path, "customers", "com.read_customers", parse.customer_of, params, priority)

    async def metafields(
        self, owner: Owner | None = None, owner_id: str = "", *, page: int = 1
    ) -> Page[Metafield]:
        """A page of the metafields of an owner, or of the shop where none is named."""
        path = f"{owner}/{_segment(owner_id)}/metafields" if owner else "metafields"
        params = {"limit": PAGE_LIMIT, "page": page}
        return await self._page(path, "metafields", _scope_of(owner), parse.metafield_of, params)

    async def _page(
        self,
        path: str,
        key: str,
        scope: str,
        read: Callable[[Any], T | None],
        params: Mapping[str, str | int],
        priority: Priority = Priority.NORMAL,
    ) -> Page[T]:
        reply = await self._get(path, scope, params, priority)
        sent = reply.body.get(key)
        if not isinstance(sent, list):
            # Not "no rows": an answer without the list is a failure.
            raise ProtocolError(ProtocolKind.SHAPE, 200, f"an answer without {key}")
        rows = await _in_slices(sent, read)
        unreadable = len(sent) - len(rows) + sum(row.unreadable for row in rows if isinstance(row, Product))
        if unreadable:
            log.warning("left out %d parts of %s that cannot be read", unreadable, key)
        ids = tuple(parse.id_of(row.get("id")) if isinstance(row, Mapping) else "" for row in sent)
        is_last = len(sent) < int(params["limit"])
        return Page(rows, ids, unreadable, is_last, reply.asked_at, reply.server_time)

    async def _get(
        self,
        path: str,
        scope: str,
        params: Mapping[str, str | int] | None = None,
        priority: Priority = Priority.NORMAL,
    ) -> _Reply:
        place = self._queue.place()
        for attempt in itertools.count(1):
            try:
                return await self._ask(path, scope, params or {}, priority, place)
            except (OmniError, HttpError) as error:
                if attempt >= ATTEMPTS[priority] or not _is_passing(error):
                    raise
                log.info("asking %s again after %s", path.split("/")[0], type(error).__name__)
                is_throttled = isinstance(error, OmniError) and error.kind is ErrorKind.THROTTLE
            if not is_throttled:  # The queue itself waits out a 429, for all calls.
                await self._clock.wait(asyncio.Event(), _BACKOFF.delay(attempt))
        raise AssertionError("unreachable: the loop returns or raises")

    async def _ask(
        self, path: str, scope: str, params: Mapping[str, str | int], priority: Priority, place: int
    ) -> _Reply:
        if not self._token.is_sendable():
            raise OmniError(401, ("the token is empty or holds characters that no token has",))
        async with self._queue.turn(priority, place) as call:
            asked_at = self._clock.now()
            status, headers, answer = await self._send(path, params)
            self._queue.answered(call, headers)
            body = answer.body if answer else None
            error = error_in(status, body, headers, self._token, scope=scope)
            if error is not None:
                if error.retry_after is not None:
                    self._queue.hold(error.retry_after)
                raise error
        if answer is None or not isinstance(body, Mapping):
            raise ProtocolError(ProtocolKind.SHAPE, status, f"a bare {type(body).__name__}")
        return _Reply(body, asked_at, answer.server_time)

    async def _send(
        self, path: str, params: Mapping[str, str | int]
    ) -> tuple[int, Mapping[str, str], Answer | None]:
        """The answer, None for one of which the status alone says everything (401 and 429 without JSON)."""
        try:
            answer = await self._http.get(f"com/{path}.json", params, bearer=self._token, headers=_HEADERS)
        except ProtocolError as error:
            if error.status not in (401, 429):
                raise
            return error.status, error.headers, None
        return answer.status, answer.headers, answer


async def _in_slices(sent: Sequence[Any], read: Callable[[Any], T | None]) -> tuple[T, ...]:
    """The rows that can be read. Others get the loop in between: a page of products takes up to 150 ms."""
    rows: list[T] = []
    until = time.monotonic() + SLICE_SECONDS
    for row in sent:
        found = read(row)
        if found is not None:
            rows.append(found)
        if time.monotonic() >= until:
            await asyncio.sleep(0)
            until = time.monotonic() + SLICE_SECONDS
    return tuple(rows)


def _is_passing(error: OmniError | HttpError) -> bool:
    if isinstance(error, OmniError):
        return error.kind in (ErrorKind.THROTTLE, ErrorKind.RETRY) and not _is_too_long(error)
    if isinstance(error, NetworkError):
        return error.kind in _PASSING_NETWORK
    if isinstance(error, ProtocolError):
        return error.kind in _PASSING_PROTOCOL and (error.status >= 500 or 200 <= error.status < 300)
    return False


def _is_too_long(error: OmniError) -> bool:
    return error.retry_after is not None and error.retry_after > PATIENCE_SECONDS


def _needed(value: T | None, what: str) -> T:
    if value is None:
        raise ProtocolError(ProtocolKind.SHAPE, 200, f"an answer without {what}")
    return value


def _since(updated_since: int | None) -> dict[str, str | int]:
    return {} if updated_since is None else {"updated_at_min": parse.time_text(max(0, updated_since))}


def _segment(object_id: str) -> str:
    """An id as one segment of a path: whatever it holds, it cannot lead anywhere else."""
    wanted = object_id.strip()
    return quote(wanted, safe="") if wanted.strip(".") else "0"


def _scope_of(owner: Owner | None) -> str:
    match owner:
        case "customers":
            return "com.read_customers"
        case "orders":
            return "com.read_orders"
        case "products" | "variants":
            return "com.read_products"
        case None:
            return "com.read_shop"
