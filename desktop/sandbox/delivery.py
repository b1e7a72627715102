"""How an answer goes onto the wire, whole or spoilt by a fault. Must not know what the answer means."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from aiohttp import web

from desktop.sandbox.faults import Fault

PIECES = 4
JSON_TYPE = "application/json; charset=UTF-8"


def ascii_json(body: Any) -> bytes:
    """The body as JSON in which characters outside ASCII are escaped, as Graph does."""
    return json.dumps(body).encode()


@dataclass(frozen=True, slots=True)
class Reply:
    """What would go out if nothing went wrong.

    `encode` makes bytes of the body; `shown` are the ids of the comments that it gives out. `stream`, where
    there is one, makes the pieces of a body too big to be held, which goes out without its length told.
    """

    status: int
    body: Any
    headers: Mapping[str, str]
    shown: tuple[str, ...] = ()
    content_type: str = JSON_TYPE
    encode: Callable[[Any], bytes] = ascii_json
    stream: Callable[[], Iterator[bytes]] | None = None

    def payload(self) -> bytes:
        """The whole body as bytes."""
        return self.encode(self.body) if self.stream is None else b"".join(self.stream())


class Delivery:
    """Sends replies. `closing` ends whatever hangs when the server stops; `site` heads error pages."""

    def __init__(self, closing: asyncio.Event, site: str) -> None:
        self._closing = closing
        self._site = site

    async def spoil(
        self, request: web.Request, fault: Fault, carry_out: Callable[[], Reply]
    ) -> web.StreamResponse:
        """Answer a request as the fault says. `carry_out` is called only where the effect still happens."""
        match fault.kind:
            case "timeout":
                await self._wait(fault.delay)
                return _cut(request)
            case "disconnect":
                return _cut(request)
            case "lost_response":
                carry_out()
                return _cut(request)
            case "html" | "status":
                return html_page(fault.code or 200, self._site)
            case "truncate":
                return await _truncated(request, carry_out())
            case "slow":
                return await self._slow(request, carry_out(), fault.delay)
            case _:
                return whole(duplicated(carry_out()))

    async def _slow(self, request: web.Request, reply: Reply, delay: float) -> web.StreamResponse:
        payload = reply.payload()
        response = await _begin(request, reply, len(payload))
        step = max(1, -(-len(payload) // PIECES))
        for start in range(0, len(payload), step):
            await self._wait(delay / PIECES)
            await response.write(payload[start : start + step])
        await response.write_eof()
        return response

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._closing.wait()
        except TimeoutError:
            return


async def send(request: web.Request, reply: Reply) -> web.StreamResponse:
    """Answer with the reply as it should be."""
    return whole(reply) if reply.stream is None else await _streamed(request, reply, reply.stream())


def whole(reply: Reply) -> web.Response:
    """The reply in one piece."""
    headers = {**reply.headers, "Content-Type": reply.content_type}
    return web.Response(status=reply.status, body=reply.payload(), headers=headers)


async def _streamed(request: web.Request, reply: Reply, pieces: Iterator[bytes]) -> web.StreamResponse:
    headers = {**reply.headers, "Content-Type": reply.content_type}
    response = web.StreamResponse(status=reply.status, headers=headers)
    await response.prepare(request)
    for piece in pieces:
        await response.write(piece)
        await asyncio.sleep(0)  # making the pieces must not keep the other requests waiting
    await response.write_eof()
    return response


def html_page(status: int, site: str) -> web.Response:
    """The page of some server in between, where JSON was expected."""
    title = site if status == 200 else f"{status} Sorry, something went wrong."
    text = f"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>\n"
    return web.Response(status=status, text=text, content_type="text/html", charset="utf-8")


def duplicated(reply: Reply) -> Reply:
    """The reply with the rows of its page given twice: a page has its rows in the one list on top."""
    if not isinstance(reply.body, dict):
        return reply
    twice = {name: rows * 2 for name, rows in reply.body.items() if isinstance(rows, list)}
    return replace(reply, body=reply.body | twice)


async def _begin(request: web.Request, reply: Reply, length: int) -> web.StreamResponse:
    headers = {**reply.headers, "Content-Type": reply.content_type, "Content-Length": str(length)}
    response = web.StreamResponse(status=reply.status, headers=headers)
    await response.prepare(request)
    return response


async def _truncated(request: web.Request, reply: Reply) -> web.StreamResponse:
    payload = reply.payload()
    response = await _begin(request, reply, len(payload))
    await response.write(payload[: len(payload) // 2])
    if request.transport is not None:
        request.transport.close()  # what was written still goes out
    return response


def _cut(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
