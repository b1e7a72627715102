"""The control of the stand-in servers (contracts.md §5): tests and rehearsals make things happen here.

Every request and answer is JSON; what cannot be done answers 400 with {"error": one sentence}.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from aiohttp import web

from desktop.sandbox import faults
from desktop.sandbox.clock import graph_time
from desktop.sandbox.graph.records import BEFORE_START, Comment, Live, Person, Post, natural_phases
from desktop.sandbox.graph.tokens import SCOPES
from desktop.sandbox.omni.changes import CHANGE_KEYS, STOCK_KEYS
from desktop.sandbox.switches import switched
from desktop.sandbox.world import World

PICTURES = Path(__file__).parents[2] / "resources" / "rehearsal" / "pictures"
VIEWER = Person("1000000000000001", "Khách tập dượt")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def control_application(world: World, pictures: Path = PICTURES) -> web.Application:
    """The aiohttp application of the control."""
    control = _Control(world, pictures)
    application = web.Application(middlewares=[_errors_as_json])
    application.add_routes(
        [
            web.post("/fault", control.order_fault),
            web.get("/fault", control.list_faults),
            web.delete("/fault", control.clear_faults),
            web.post("/comment", control.add_comment),
            web.get("/comments", control.list_comments),
            web.post("/live", control.change_live),
            web.post("/post", control.make_post),
            web.post("/token", control.change_token),
            web.get("/token", control.list_tokens),
            web.post("/page", control.share_page),
            web.post("/switch", control.switch),
            web.get("/switch", control.list_switches),
            web.get("/log", control.list_log),
            web.post("/stock", control.change_stock),
            web.post("/product", control.change_product),
            web.get("/pictures/{name}", control.send_picture),
        ]
    )
    return application


@web.middleware
async def _errors_as_json(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except (ValueError, KeyError, TypeError) as error:
        return web.json_response({"error": str(error)}, status=400)
    except web.HTTPException as error:
        return web.json_response({"error": error.reason}, status=error.status)


async def _read(request: web.Request, *known: str) -> dict[str, Any]:
    """The JSON object of a request. Raises ValueError where it is none, or holds other keys than `known`."""
    try:
        raw = json.loads(await request.read() or b"{}")
    except ValueError as error:
        raise ValueError(f"the body is no JSON: {error}") from error
    if not isinstance(raw, dict):
        raise ValueError("the body must be a JSON object")
    if known and (unknown := sorted(set(raw) - set(known))):
        raise ValueError(f"unknown keys: {', '.join(unknown)}; there are {', '.join(known)}")
    return raw


class _Control:
    def __init__(self, world: World, pictures: Path) -> None:
        self._world = world
        self._pictures = pictures

    async def order_fault(self, request: web.Request) -> web.Response:
        fault = faults.parse(await _read(request))
        if fault.kind == "late":
            now = self._world.clock.now()
            ids = self._world.store.delay_next(fault.count, fault.delay, fault.probability, now)
            return web.json_response({"delayed": ids})
        self._world.faults.add(fault)
        return web.json_response({"waiting": self._world.faults.as_json()})

    async def list_faults(self, request: web.Request) -> web.Response:
        return web.json_response({"waiting": self._world.faults.as_json()})

    async def clear_faults(self, request: web.Request) -> web.Response:
        self._world.faults.clear()
        return web.json_response({"waiting": []})

    async def add_comment(self, request: web.Request) -> web.Response:
        known = (
            "live_id",
            "post_id",
            "message",
            "from",
            "id",
            "created_time",
            "late",
            "parent",
            "low_quality",
        )
        raw = await _read(request, *known)
        return web.json_response(self._told(self._world.store.add(self._comment(raw, self._object(raw)))))

    def _object(self, raw: Mapping[str, Any]) -> str:
        """The id of the live or the post that is meant; without either the first live's."""
        if "live_id" in raw and "post_id" in raw:
            raise ValueError("live_id or post_id, not both")
        if "post_id" in raw:
            if (post_id := str(raw["post_id"])) not in self._world.store.posts:
                raise ValueError(f"there is no post {post_id}")
            return post_id
        live_id = str(raw.get("live_id") or self._first_live().id)
        if self._world.store.live(live_id) is None:
            raise ValueError(f"there is no live {live_id}")
        return live_id

    def _comment(self, raw: Mapping[str, Any], object_id: str) -> Comment:
        now, store = self._world.clock.now(), self._world.store
        created = _moment(raw.get("created_time"), now)
        parent = raw.get("parent")
        if parent is not None and store.comment(str(parent), now) is None:
            raise ValueError(f"there is no comment {parent}")
        return Comment(
            id=str(raw.get("id") or store.new_id(object_id)),
            object_id=object_id,
            message=str(raw.get("message", "")),
            author=self._author(raw),
            created_at=created,
            shown_at=max(now, created + float(raw.get("late", 0))),
            parent=None if parent is None else str(parent),
            low_quality=bool(raw.get("low_quality", False)),
        )

    def _author(self, raw: Mapping[str, Any]) -> Person | None:
        match raw.get("from", VIEWER):
            case None:
                return None
            case Person() as viewer:
                return viewer
            case "page":
                return self._world.store.page
            case {"id": author_id, **rest} if str(author_id) != self._world.store.page.id:
                return Person(str(author_id), str(rest.get("name", "")))
            case {"id": _}:
                return self._world.store.page
            case _:
                raise ValueError('from must be {"id", "name"}, "page" or null')

    async def list_comments(self, request: web.Request) -> web.Response:
        store, now = self._world.store, self._world.clock.now()
        asked = [request.query[name] for name in ("live_id", "post_id") if name in request.query]
        objects = asked or [*store.lives, *store.posts]
        rows = [self._told(comment) for one in objects for comment in store.comments(one, now)]
        return web.json_response({"data": rows})

    def _told(self, comment: Comment) -> dict[str, Any]:
        now, author = self._world.clock.now(), comment.author
        return {
            "id": comment.id,
            "post_id" if comment.object_id in self._world.store.posts else "live_id": comment.object_id,
            "message": comment.text(now),
            "from": asdict(author) if author else None,
            "created_time": graph_time(comment.created_at),
            "shown_at": round(comment.shown_at * 1000),
            "parent": comment.parent,
            "is_hidden": comment.is_hidden(now),
        }

    def _first_live(self) -> Live:
        return next(iter(self._world.store.lives.values()))

    async def change_live(self, request: web.Request) -> web.Response:
        raw = await _read(request, "id", "video_id", "status", "title", "new")
        store, now = self._world.store, self._world.clock.now()
        live_id = str(raw.get("id") or self._first_live().id)
        if raw.get("new") or live_id not in store.lives:
            live_id = self._make_live(raw, now).id
        if "title" in raw:
            store.lives[live_id] = replace(store.lives[live_id], title=str(raw["title"]))
        live = store.set_status(live_id, str(raw["status"]), now) if "status" in raw else store.lives[live_id]
        told = {"id": live.id, "video_id": live.video_id, "title": live.title, "status": live.status(now)}
        return web.json_response(told)

    def _make_live(self, raw: Mapping[str, Any], now: float) -> Live:
        live_id, video_id = self._world.store.new_live_ids()
        status = str(raw.get("status", "LIVE"))
        started = None if status in BEFORE_START else now
        phases = natural_phases(now, None) if status == "LIVE" else ((now, status),)
        live = Live(
            str(raw.get("id") or live_id), str(raw.get("video_id") or video_id), "", now, started, phases
        )
        return self._world.store.add_live(live)

    async def make_post(self, request: web.Request) -> web.Response:
        raw = await _read(request, "id", "message", "created_time", "is_published")
        store, now = self._world.store, self._world.clock.now()
        post = store.add_post(
            Post(
                id=str(raw.get("id") or store.new_post_id()),
                message=str(raw.get("message", "")),
                created_at=_moment(raw.get("created_time"), now),
                is_published=bool(raw.get("is_published", True)),
            )
        )
        return web.json_response({"id": post.id, "message": post.message})

    async def change_token(self, request: web.Request) -> web.Response:
        raw = await _read(request, "token", "state", "scopes", "missing_scopes", "new")
        tokens = self._world.tokens
        if "new" in raw:
            return web.json_response({"token": tokens.issue(str(raw["new"]), self._world.clock.now())})
        value = str(raw.get("token") or tokens.page_token)
        if value == self._world.private_app.token:
            return self._change_private_app(raw)
        if (token := tokens.find(value)) is None:
            raise ValueError("there is no such token")
        scopes = tuple(raw.get("scopes", SCOPES if "missing_scopes" in raw else token.scopes))
        kept = tuple(scope for scope in scopes if scope not in raw.get("missing_scopes", ()))
        state = str(raw.get("state", token.state))
        token = tokens.change(value, state, kept, self._world.clock.now())
        return web.json_response({"state": token.state, "kind": token.kind, "scopes": token.scopes})

    def _change_private_app(self, raw: Mapping[str, Any]) -> web.Response:
        app = self._world.private_app
        app.change(str(raw.get("state", app.state)), raw.get("missing_scopes", ()))
        return web.json_response({"state": app.state, "scopes": app.scopes})

    async def share_page(self, request: web.Request) -> web.Response:
        """Another page that the user manages; with `shared` false a page that they manage no longer."""
        raw = await _read(request, "id", "name", "shared")
        tokens = self._world.tokens
        page = Person(str(raw["id"]), str(raw.get("name", "")))
        tokens.share(page, is_shared=bool(raw.get("shared", True)))
        return web.json_response({"token": tokens.page_token_of(page, self._world.clock.now())})

    async def list_tokens(self, request: web.Request) -> web.Response:
        tokens = self._world.tokens
        names = ("page_token", "user_token", "app_id", "app_secret")
        told = {name: getattr(tokens, name) for name in names}
        return web.json_response(told | {"omni_token": self._world.private_app.token})

    async def switch(self, request: web.Request) -> web.Response:
        self._world.switches = switched(self._world.switches, await _read(request))
        return await self.list_switches(request)

    async def list_switches(self, request: web.Request) -> web.Response:
        return web.json_response(asdict(self._world.switches))

    async def list_log(self, request: web.Request) -> web.Response:
        now = {"now": self._world.clock.milliseconds()}
        return web.json_response(now | self._world.journal.as_json())

    async def change_stock(self, request: web.Request) -> web.Response:
        return web.json_response(self._world.shop_events.stock(await _read(request, *STOCK_KEYS)))

    async def change_product(self, request: web.Request) -> web.Response:
        return web.json_response(self._world.shop_events.product(await _read(request, *CHANGE_KEYS)))

    async def send_picture(self, request: web.Request) -> web.StreamResponse:
        path = self._pictures / request.match_info["name"]
        if path.parent != self._pictures or not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path)


def _moment(value: Any, now: float) -> float:
    """UTC seconds of an ISO 8601 time or unix seconds; `now` where none is told."""
    if value is None:
        return now
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    return datetime.fromisoformat(str(value)).timestamp()
