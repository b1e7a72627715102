"""What all API clients share: one request, one answer, and faults told by type.

Must not know any service, retry by itself (who asks knows whether asking again is harmless), follow
redirects (a token would go with them), or keep cookies (Haravan answers a request that carries one with an
error inside HTTP 200, omni_carriers.md §1.1).
"""

from __future__ import annotations

import asyncio
import json
import random
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from email.utils import parsedate_to_datetime
from enum import StrEnum
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Any, Self

import httpx

from desktop.clients.secret import Secret, guard_http_logs, redact

CONNECT_SECONDS = 5.0
READ_SECONDS = 10.0
WHOLE_ANSWER_SECONDS = 30.0
MAX_BODY_BYTES = 8 * 1024 * 1024
KEEPALIVE_SECONDS = 30.0

_EXCERPT = 200
_LOOPBACK = ("all://127.0.0.1", "all://localhost", "all://[::1]")


class NetworkKind(StrEnum):
    """What is wrong around us: nothing in the program or at the service can be blamed with certainty."""

    NO_NETWORK = "no_network"
    DNS = "dns"
    TIMEOUT = "timeout"
    TLS = "tls"
    DISCONNECT = "disconnect"
    PROXY = "proxy"


class ProtocolKind(StrEnum):
    """What is wrong with an answer that did arrive."""

    HTML = "html"
    NOT_JSON = "not_json"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    SHAPE = "shape"


class HttpError(Exception):
    """A request that brought no usable answer. Its text is redacted and for logs, not for the screen."""


class NetworkError(HttpError):
    """The network failed. `sent` tells whether the request may have reached the service all the same."""

    def __init__(self, kind: NetworkKind, detail: str = "", *, sent: bool = True) -> None:
        super().__init__(f"{kind}: {redact(detail)[:_EXCERPT]}")
        self.kind = kind
        self.sent = sent


class ProtocolError(HttpError):
    """An answer that is not what the service promises. `status` is its HTTP status, `headers` its headers."""

    def __init__(
        self, kind: ProtocolKind, status: int, detail: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(f"{kind}, HTTP {status}: {redact(detail)[:_EXCERPT]}")
        self.kind = kind
        self.status = status
        self.headers: Mapping[str, str] = headers if headers is not None else {}


@dataclass(frozen=True, slots=True)
class Backoff:
    """How long to wait after the n-th failure in a row: `first · factor^(n−1)` seconds, at most `limit`.

    `jitter` is the share of it that chance may take off, so that many stations do not come back at once.
    """

    first: float = 2.0
    factor: float = 2.0
    limit: float = 60.0
    jitter: float = 0.25

    def delay(self, failures: int, chance: Callable[[], float] = random.random) -> float:
        """Seconds to wait after `failures` failures in a row (at least 1); `chance` gives 0 to 1."""
        steps = min(max(failures, 1) - 1, 32)
        whole = min(self.limit, self.first * self.factor**steps)
        return whole * (1 - self.jitter * chance())


@dataclass(frozen=True, slots=True)
class Answer:
    """A decoded JSON answer. `headers` ignore case, `elapsed` is in milliseconds,

    `server_time` is the service's clock in UTC milliseconds (whole seconds), None where it is not told.
    """

    status: int
    body: Any
    headers: Mapping[str, str]
    elapsed: int
    server_time: int | None


class HttpClient:
    """JSON over HTTP from one base URL. Close it with `aclose`, or use it with `async with`.

    With `decimals` a number with a point or an exponent becomes a Decimal: no float ever touches money.
    """

    def __init__(
        self, base_url: str, *, transport: httpx.AsyncBaseTransport | None = None, decimals: bool = False
    ) -> None:
        """Raises ValueError for a base URL that is none, NetworkError for an unusable proxy setting."""
        self._base = _checked(base_url)
        self._number: Callable[[str], Any] = Decimal if decimals else float
        self._client = new_client(transport)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def get(
        self,
        path: str,
        params: Mapping[str, str | int] | None = None,
        *,
        bearer: Secret | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """GET `{base}/{path}`; any HTTP status is an answer so long as the body is JSON.

        Raises NetworkError and ProtocolError.
        """
        sent = {"Accept": "application/json", **(headers or {})}
        if bearer is not None:
            sent["Authorization"] = f"Bearer {bearer.reveal()}"
        request = self._client.build_request(
            "GET", f"{self._base}/{path.lstrip('/')}", params=dict(params or {}), headers=sent
        )
        return await self._send(request, bearer)

    async def _send(self, request: httpx.Request, bearer: Secret | None) -> Answer:
        started = time.monotonic()
        try:
            async with asyncio.timeout(WHOLE_ANSWER_SECONDS):
                response, content = await self._receive(request)
        except TimeoutError:
            raise NetworkError(NetworkKind.TIMEOUT, "the whole answer took too long") from None
        except (httpx.TransportError, httpx.DecodingError, httpx.InvalidURL) as error:
            # The cause stays out of tracebacks: it holds the request, and with it the token.
            raise fault_of(error, bearer) from None
        elapsed = round((time.monotonic() - started) * 1000)
        body = self._decode(response, content, bearer)
        return Answer(response.status_code, body, response.headers, elapsed, _server_time(response))

    async def _receive(self, request: httpx.Request) -> tuple[httpx.Response, bytes]:
        response = await self._client.send(request, stream=True)
        try:
            content = bytearray()
            async for chunk in response.aiter_bytes():
                content += chunk
                if len(content) > MAX_BODY_BYTES:
                    raise ProtocolError(ProtocolKind.TOO_LARGE, response.status_code)
            return response, bytes(content)
        finally:
            await response.aclose()

    def _decode(self, response: httpx.Response, content: bytes, bearer: Secret | None) -> Any:
        try:
            return json.loads(content, parse_float=self._number)
        except (ValueError, ArithmeticError, RecursionError):
            kind = _unreadable_kind(response, content)
            text = redact(content[:_EXCERPT].decode("utf-8", "replace"), bearer)
            raise ProtocolError(kind, response.status_code, text, response.headers) from None


def _checked(base_url: str) -> str:
    try:
        url = httpx.URL(base_url.strip())
    except httpx.InvalidURL as error:
        raise ValueError(f"not a base URL: {redact(base_url)}") from error
    if url.scheme not in ("http", "https") or not url.host:
        raise ValueError(f"not a base URL: {redact(base_url)}")
    return str(url).rstrip("/")


def new_client(transport: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
    """A client with our limits, without redirects and cookies. Raises NetworkError for an unusable proxy."""
    guard_http_logs()
    try:
        return httpx.AsyncClient(
            transport=transport,
            timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
            limits=httpx.Limits(max_connections=20, keepalive_expiry=KEEPALIVE_SECONDS),
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            # Proxies of the environment hold, but the sandbox on this very machine is never behind one.
            mounts=dict.fromkeys(_LOOPBACK),
        )
    except (ImportError, ValueError) as error:
        raise NetworkError(NetworkKind.PROXY, str(error), sent=False) from None


def fault_of(error: Exception, bearer: Secret | None = None) -> NetworkError:
    """The fault that an exception of httpx tells of."""
    kind = _kind_of(error)
    unsent = isinstance(
        error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout | httpx.ProxyError
    )
    return NetworkError(kind, redact(f"{type(error).__name__} {error}", bearer), sent=not unsent)


def _kind_of(error: Exception) -> NetworkKind:
    if isinstance(error, httpx.TimeoutException):
        return NetworkKind.TIMEOUT
    if isinstance(error, httpx.ProxyError):
        return NetworkKind.PROXY
    causes = _causes(error)
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return NetworkKind.DNS
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return NetworkKind.TLS
    return NetworkKind.NO_NETWORK if isinstance(error, httpx.ConnectError) else NetworkKind.DISCONNECT


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    step: BaseException | None = error
    while step is not None and step not in found:
        found.append(step)
        step = step.__cause__ or step.__context__
    return found


def _unreadable_kind(response: httpx.Response, content: bytes) -> ProtocolKind:
    head = content.lstrip()[:1]
    if head == b"<" or "html" in response.headers.get("content-type", ""):
        return ProtocolKind.HTML
    # What begins as JSON and does not decode was cut off somewhere on its way.
    return ProtocolKind.TRUNCATED if head in (b"{", b"[") else ProtocolKind.NOT_JSON


def _server_time(response: httpx.Response) -> int | None:
    try:
        return round(parsedate_to_datetime(response.headers["date"]).timestamp() * 1000)
    except (KeyError, ValueError, TypeError, OverflowError):
        return None
