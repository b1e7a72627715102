"""Omni over HTTP: reads the request into a call, a refusal into an answer; sends the pictures too."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from aiohttp import web

from desktop.sandbox.delivery import Reply
from desktop.sandbox.faults import Fault
from desktop.sandbox.handler import Handler
from desktop.sandbox.omni.bucket import WAIT
from desktop.sandbox.omni.encoding import encode
from desktop.sandbox.omni.errors import OmniError
from desktop.sandbox.omni.pictures import picture
from desktop.sandbox.omni.service import Call, OmniService
from desktop.sandbox.world import World

JSON_TYPE = "application/json; charset=utf-8"
IN_BETWEEN = frozenset({502, 503, 504})  # statuses that a server before Omni gives, with a page of HTML
COMMERCE, PICTURES = "com/", "pictures/"


def omni_application(world: World, closing: asyncio.Event, pictures: Path) -> web.Application:
    """The aiohttp application of the stand-in Omni; `pictures` is the folder of the picture files."""
    stand_in = _Omni(world, pictures)
    return Handler(stand_in, world.clock, world.faults, world.journal, closing).application()


class _Omni:
    site = "Haravan"

    def __init__(self, world: World, pictures: Path) -> None:
        self._world, self._pictures = world, pictures
        self._service = OmniService(world)

    async def read(self, request: web.Request) -> Call:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        return Call(
            method=request.method,
            path=_resource(request.path.lstrip("/")),
            query=dict(request.query),
            origin=str(request.url.origin()),
            token=token if scheme.lower() == "bearer" else "",
            content_type=request.content_type if "Content-Type" in request.headers else "",
            has_cookies="Cookie" in request.headers,
        )

    def target(self, call: Call) -> str:
        return self._service.target(call)

    def answer(self, call: Call) -> Reply:
        if call.path.startswith(PICTURES):
            return picture(self._pictures, call.path, self._world.switches.omni_pictures)
        try:
            return self._reply(200, self._service.answer(call))
        except OmniError as error:
            return self._refused(error)

    def refuse(self, call: Call, fault: Fault) -> Reply | None:
        if fault.code in IN_BETWEEN or call.path.startswith(PICTURES):
            return None
        if fault.code == 429:
            return self._refused(self._world.bucket.fill(self._world.clock.wall(), fault.delay or WAIT))
        errors = fault.errors if fault.message is None else fault.message
        return self._refused(OmniError(fault.code or 500, errors))

    def _refused(self, error: OmniError) -> Reply:
        return self._reply(error.status, error.envelope(), error.headers)

    def _reply(self, status: int, body: object, special: Mapping[str, str] | None = None) -> Reply:
        headers = self._world.bucket.headers(self._world.clock.wall()) | dict(special or {})
        return Reply(status, body, headers, (), JSON_TYPE, encode)


def _resource(path: str) -> str:
    """The path without `com/` and `.json`; "" for one that Omni does not have."""
    if path.startswith(PICTURES):
        return path
    known = path.startswith(COMMERCE) and path.endswith(".json")
    return path.removeprefix(COMMERCE).removesuffix(".json") if known else ""
