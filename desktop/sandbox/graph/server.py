"""Graph over HTTP: reads the request into a call, and a fault into one of Graph's refusals."""

from __future__ import annotations

import asyncio
import json

from aiohttp import web

from desktop.sandbox.delivery import Reply
from desktop.sandbox.faults import HTTP_STATUSES, Fault
from desktop.sandbox.graph.errors import GraphError, session_ended
from desktop.sandbox.graph.service import VERSION, Answer, Call, GraphService
from desktop.sandbox.handler import Handler
from desktop.sandbox.world import World


def graph_application(world: World, closing: asyncio.Event) -> web.Application:
    """The aiohttp application of the stand-in Graph."""
    stand_in = _Graph(world)
    return Handler(stand_in, world.clock, world.faults, world.journal, closing).application()


class _Graph:
    site = "Facebook"

    def __init__(self, world: World) -> None:
        self._world = world
        self._service = GraphService(world)

    async def read(self, request: web.Request) -> Call:
        return await read_call(request)

    def target(self, call: Call) -> str:
        return self._service.target(call)

    def answer(self, call: Call) -> Reply:
        return _reply(self._service.answer(call))

    def refuse(self, call: Call, fault: Fault) -> Reply | None:
        if fault.code in HTTP_STATUSES:
            return None
        return _reply(self._service.refuse(call, self._refusal(fault)))

    def _refusal(self, fault: Fault) -> GraphError:
        if fault.code == 190 and fault.subcode is not None and fault.message is None:
            now = self._world.clock.now()
            return session_ended(fault.subcode, now, now)
        return GraphError(fault.code or 0, fault.message, subcode=fault.subcode)


def _reply(answer: Answer) -> Reply:
    return Reply(answer.status, answer.body, answer.headers, answer.shown)


async def read_call(request: web.Request) -> Call:
    """The call of an HTTP request: parameters of query and body, token of query, body or header (§3.5)."""
    parts = [part for part in request.path.split("/") if part]
    version = parts.pop(0) if parts and VERSION.fullmatch(parts[0]) else None
    parameters = dict(request.query) | await _body_parameters(request)
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() in ("bearer", "oauth") and bearer:
        parameters.setdefault("access_token", bearer)
    url = str(request.url.with_query(None).with_fragment(None))
    return Call(request.method, url, tuple(parts), version, parameters)


async def _body_parameters(request: web.Request) -> dict[str, str]:
    if request.content_type == "application/json":
        body = await _json_object(request)
        return {key: value if isinstance(value, str) else json.dumps(value) for key, value in body.items()}
    return {key: value for key, value in (await request.post()).items() if isinstance(value, str)}


async def _json_object(request: web.Request) -> dict[str, object]:
    try:
        body = json.loads(await request.read() or b"{}")
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
