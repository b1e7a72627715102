"""How an answer goes onto the wire, whole or spoilt by a fault. Must not know what the answer means."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from desktop.sandbox.faults import HTTP_STATUSES, Fault

PIECES = 4
JSON_TYPE = "application/json; charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Reply:
    """What would go out if nothing went wrong."""

    status: int
    body: dict[str, Any]
    headers: Mapping[str, str]

    def payload(self) -> bytes:
        """The body as bytes; characters outside ASCII are escaped, as Graph does."""
        return json.dumps(self.body).encode()


class Delivery:
    """Sends replies. `closing` ends whatever hangs when the server stops."""

    def __init__(self, closing: asyncio.Event) -> None:
        self._closing = closing

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
                return html_page(fault.code or 200)
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


def whole(reply: Reply) -> web.Response:
    """The reply as it should be."""
    headers = {**reply.headers, "Content-Type": JSON_TYPE}
    return web.Response(status=reply.status, body=reply.payload(), headers=headers)


def is_plain_http(fault: Fault) -> bool:
    """Whether a `status` fault means an HTTP status of a server in between, and no error code of Graph."""
    return fault.code in HTTP_STATUSES


def html_page(status: int) -> web.Response:
    """The page of some server in between, where JSON was expected."""
    title = "Facebook" if status == 200 else f"{status} Sorry, something went wrong."
    text = f"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>\n"
    return web.Response(status=status, text=text, content_type="text/html", charset="utf-8")


def duplicated(reply: Reply) -> Reply:
    """The reply with the rows of its page given twice."""
    rows = reply.body.get("data")
    if not isinstance(rows, list):
        return reply
    return Reply(reply.status, reply.body | {"data": [*rows, *rows]}, reply.headers)


async def _begin(request: web.Request, reply: Reply, length: int) -> web.StreamResponse:
    headers = {**reply.headers, "Content-Type": JSON_TYPE, "Content-Length": str(length)}
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
