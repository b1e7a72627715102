"""Graph over HTTP: reads the request, lets faults have their way, and writes down what happened."""

from __future__ import annotations

import asyncio
import json

from aiohttp import web

from desktop.sandbox.delivery import Delivery, Reply, html_page, is_plain_http, whole
from desktop.sandbox.faults import Fault
from desktop.sandbox.graph.errors import GraphError, session_ended
from desktop.sandbox.graph.service import VERSION, Answer, Call, GraphService
from desktop.sandbox.journal import Request
from desktop.sandbox.world import World

SHOWING_FAULTS = ("slow", "duplicate")  # those after which the client still has the whole page


def graph_application(world: World, closing: asyncio.Event) -> web.Application:
    """The aiohttp application of the stand-in Graph: every path goes to one handler."""
    handler = _GraphHandler(world, Delivery(closing))
    application = web.Application()
    application.router.add_route("*", r"/{path:[\s\S]*}", handler.handle)
    return application


class _GraphHandler:
    def __init__(self, world: World, delivery: Delivery) -> None:
        self._world = world
        self._delivery = delivery
        self._service = GraphService(world)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        call = await read_call(request)
        target = self._service.target(call)
        number = self._receive(request, target)
        fault = self._world.faults.draw(target)
        if fault is None:
            answer = self._service.answer(call)
            self._show(answer)
            self._world.journal.settle(number, status=answer.status)
            return whole(_reply(answer))
        self._world.journal.settle(number, fault=fault.kind)
        response = await self._spoil(request, call, fault)
        if response.prepared or not _is_cut(request):
            self._world.journal.settle(number, status=response.status, fault=fault.kind)
        return response

    async def _spoil(self, request: web.Request, call: Call, fault: Fault) -> web.StreamResponse:
        if fault.kind == "status" and not is_plain_http(fault):
            return whole(_reply(self._service.refuse(call, self._refusal(fault))))
        if fault.kind in ("status", "html"):
            return html_page(fault.code or 200)
        answers: list[Answer] = []

        def carry_out() -> Reply:
            answers.append(self._service.answer(call))
            return _reply(answers[-1])

        response = await self._delivery.spoil(request, fault, carry_out)
        if fault.kind in SHOWING_FAULTS:
            self._show(answers[-1])
        return response

    def _refusal(self, fault: Fault) -> GraphError:
        if fault.code == 190 and fault.subcode is not None and fault.message is None:
            now = self._world.clock.now()
            return session_ended(fault.subcode, now, now)
        return GraphError(fault.code or 0, fault.message, subcode=fault.subcode)

    def _receive(self, request: web.Request, target: str) -> int:
        time = self._world.clock.milliseconds()
        entry = Request(time, request.method, request.path, dict(request.query), target)
        return self._world.journal.receive(entry)

    def _show(self, answer: Answer) -> None:
        self._world.journal.show(self._world.clock.milliseconds(), answer.shown)


def _reply(answer: Answer) -> Reply:
    return Reply(answer.status, answer.body, answer.headers)


def _is_cut(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()


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
