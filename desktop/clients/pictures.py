"""Fetches product pictures from wherever Haravan says they lie. Must not decode, resize or keep them.

The addresses are other people's: no token, cookie or name of ours goes there, and what comes back is bounded
in size and time and looked at before it is believed.
"""

from __future__ import annotations

import asyncio
from enum import StrEnum
from types import TracebackType
from typing import Self

import httpx

from desktop.clients.http import HttpError, NetworkError, NetworkKind, fault_of, new_client
from desktop.clients.secret import redact

MAX_PICTURE_BYTES = 10 * 1024 * 1024
PICTURE_SECONDS = 20.0
MOST_REDIRECTS = 5
AT_ONCE = 4
"""How many pictures are fetched at the same time; others wait."""

_SNIFFED = 12
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Compression gains nothing on pictures, and a small packed body may unpack into gigabytes.
_HEADERS = {"Accept": "image/*", "Accept-Encoding": "identity"}


class PictureKind(StrEnum):
    """Why there is no picture."""

    BAD_ADDRESS = "bad_address"
    """Not an http or https address, or one that redirects to none, or for ever."""
    MISSING = "missing"
    """Nothing lies there (404, 410)."""
    REFUSED = "refused"
    """Another status than 200; with 429 or 5xx a later try may bring it."""
    NOT_A_PICTURE = "not_a_picture"
    """Neither PNG, JPEG, WebP nor GIF."""
    TOO_LARGE = "too_large"
    """More than MAX_PICTURE_BYTES."""


class PictureError(HttpError):
    """A picture that cannot be had. `status` is the HTTP status, 0 where there was none."""

    def __init__(self, kind: PictureKind, status: int = 0, detail: str = "") -> None:
        super().__init__(f"{kind}, HTTP {status}: {redact(detail)[:200]}")
        self.kind = kind
        self.status = status

    @property
    def is_passing(self) -> bool:
        """Whether a later try may bring it."""
        return self.kind is PictureKind.REFUSED and (self.status in (408, 429) or self.status >= 500)


class PictureClient:
    """Fetches pictures, a few at a time. Close it with `aclose`, or use it with `async with`."""

    def __init__(self, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        """Raises NetworkError for an unusable proxy setting."""
        self._client = new_client(transport)
        self._room = asyncio.Semaphore(AT_ONCE)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def fetch(self, url: str) -> bytes:
        """The file of a PNG, JPEG, WebP or GIF picture; its first bytes were looked at, no more.

        Raises PictureError, and NetworkError where the network fails or the picture takes too long.
        """
        async with self._room:
            try:
                async with asyncio.timeout(PICTURE_SECONDS):
                    return await self._follow(url)
            except TimeoutError:
                raise NetworkError(NetworkKind.TIMEOUT, "the picture took too long") from None
            except (httpx.TransportError, httpx.DecodingError) as error:
                raise fault_of(error) from None
            except httpx.InvalidURL:
                raise PictureError(PictureKind.BAD_ADDRESS, detail=url) from None

    async def _follow(self, url: str) -> bytes:
        address = _checked(httpx.URL(url.strip()))
        for _ in range(MOST_REDIRECTS + 1):
            found = await self._load(address)
            if isinstance(found, bytes):
                return found
            address = _checked(address.join(found))
        raise PictureError(PictureKind.BAD_ADDRESS, detail="redirects without end")

    async def _load(self, address: httpx.URL) -> bytes | str:
        """The picture, or the address that it redirects to."""
        request = self._client.build_request("GET", address, headers=_HEADERS)
        response = await self._client.send(request, stream=True)
        try:
            if response.status_code in _REDIRECTS:
                return str(response.headers.get("location", ""))
            return await _read(response)
        finally:
            await response.aclose()


def _checked(address: httpx.URL) -> httpx.URL:
    # A name and password in an address would be sent along as a login.
    if address.scheme not in ("http", "https") or not address.host or address.userinfo:
        raise PictureError(PictureKind.BAD_ADDRESS, detail=str(address.copy_with(userinfo=b"")))
    return address


async def _read(response: httpx.Response) -> bytes:
    status = response.status_code
    if status != 200:
        raise PictureError(PictureKind.MISSING if status in (404, 410) else PictureKind.REFUSED, status)
    if _announced(response) > MAX_PICTURE_BYTES:
        raise PictureError(PictureKind.TOO_LARGE, status)
    content = bytearray()
    is_known = False
    async for chunk in response.aiter_raw():
        content += chunk
        if len(content) > MAX_PICTURE_BYTES:
            raise PictureError(PictureKind.TOO_LARGE, status)
        if not is_known and len(content) >= _SNIFFED:
            is_known = _is_picture(bytes(content[:_SNIFFED]))
            if not is_known:
                break
    if not is_known:
        raise PictureError(PictureKind.NOT_A_PICTURE, status)
    return bytes(content)


def _announced(response: httpx.Response) -> int:
    length = response.headers.get("content-length", "")
    return int(length) if length.isdecimal() and len(length) < 20 else 0


def _is_picture(head: bytes) -> bool:
    """By the signature, for content types lie."""
    if head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")):
        return True
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"
