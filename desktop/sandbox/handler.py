"""How every stand-in server takes a request: written down, spoilt by a fault or answered, settled.

Must not know whose server it stands in for; that is the `StandIn`.
"""

from __future__ import annotations

import asyncio
from typing import Generic, Protocol, TypeVar

from aiohttp import web

from desktop.sandbox.clock import Clock
from desktop.sandbox.delivery import Delivery, Reply, send
from desktop.sandbox.faults import Fault, FaultPlan
from desktop.sandbox.journal import Journal, Request

SHOWING_FAULTS = ("slow", "duplicate")  # those after which the client still has the whole page

Call = TypeVar("Call")


class StandIn(Protocol[Call]):
    """One server that is stood in for: how it reads requests, and what it answers."""

    site: str  # what the error pages of the servers before it are headed with

    async def read(self, request: web.Request) -> Call:
        """The request as this server understands it."""

    def target(self, call: Call) -> str:
        """Which kind of call it is, in the words of the faults."""

    def answer(self, call: Call) -> Reply:
        """Carry a call out. Never raises: a refusal is an answer too."""

    def refuse(self, call: Call, fault: Fault) -> Reply | None:
        """This server's own refusal for a `status` fault; None where a server in between answers."""


class Handler(Generic[Call]):
    """Handles the requests of one stand-in."""

    def __init__(
        self,
        stand_in: StandIn[Call],
        clock: Clock,
        faults: FaultPlan,
        journal: Journal,
        closing: asyncio.Event,
    ) -> None:
        self._stand_in = stand_in
        self._clock, self._faults, self._journal = clock, faults, journal
        self._delivery = Delivery(closing, stand_in.site)

    def application(self) -> web.Application:
        """The aiohttp application: every path goes to this handler."""
        application = web.Application()
        application.router.add_route("*", r"/{path:[\s\S]*}", self.handle)
        return application

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        call = await self._stand_in.read(request)
        target = self._stand_in.target(call)
        number = self._receive(request, target)
        fault = self._faults.draw(target)
        if fault is None:
            reply = self._stand_in.answer(call)
            self._show(reply)
            self._journal.settle(number, status=reply.status)
            return await send(request, reply)
        self._journal.settle(number, fault=fault.kind)
        response = await self._spoil(request, call, fault)
        if response.prepared or not _is_cut(request):
            self._journal.settle(number, status=response.status, fault=fault.kind)
        return response

    async def _spoil(self, request: web.Request, call: Call, fault: Fault) -> web.StreamResponse:
        if fault.kind == "status" and (refusal := self._stand_in.refuse(call, fault)) is not None:
            return await send(request, refusal)
        replies: list[Reply] = []

        def carry_out() -> Reply:
            replies.append(self._stand_in.answer(call))
            return replies[-1]

        response = await self._delivery.spoil(request, fault, carry_out)
        if fault.kind in SHOWING_FAULTS:
            self._show(replies[-1])
        return response

    def _receive(self, request: web.Request, target: str) -> int:
        time = self._clock.milliseconds()
        entry = Request(time, request.method, request.path, dict(request.query), target)
        return self._journal.receive(entry)

    def _show(self, reply: Reply) -> None:
        self._journal.show(self._clock.milliseconds(), reply.shown)


def _is_cut(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()
