"""A small Graph for the client's tests: one live, its comments, and answers planned ahead.

It answers an httpx transport (`transport`, no sockets) and real sockets (`serving`) alike.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Any

import httpx
from aiohttp import web

from desktop.clients.graph.client import GraphClient
from desktop.clients.http import HttpClient
from desktop.clients.secret import Secret

TOKEN = "EAAStubToken0123456789abcdef"
LIVE = "901"
PAGE = "1001"
START = 1_760_000_000_000
"""When the live began, UTC milliseconds."""


class FakeClock:
    """A clock that moves only when somebody waits; `at` runs something when its time has come."""

    def __init__(self, start: int = START + 60_000) -> None:
        self.start = start
        self.elapsed = 0.0
        self.waits: list[float] = []
        self._planned: list[tuple[float, Callable[[], None]]] = []

    def now(self) -> int:
        return self.start + round(self.elapsed * 1000)

    def monotonic(self) -> float:
        return 1000.0 + self.elapsed

    def at(self, seconds: float, action: Callable[[], None]) -> None:
        self._planned.append((seconds, action))

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        """Moves on by `seconds`, or to the planned action that sets the event."""
        self.waits.append(seconds)
        end = self.elapsed + seconds
        for moment, action in sorted(self._planned, key=lambda plan: plan[0]):
            if moment <= end and not event.is_set():
                self._planned.remove((moment, action))
                self.elapsed = max(self.elapsed, moment)
                action()
        if not event.is_set():
            self.elapsed = max(self.elapsed, end)
        await asyncio.sleep(0)
        return event.is_set()


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it goes over the wire."""

    body: Any
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


def failure(code: int, subcode: int | None = None, *, status: int = 400, regain: int = 0) -> Reply:
    """Graph's error envelope; `regain` is minutes and comes in the header of business use cases."""
    error: dict[str, Any] = {"message": f"(#{code}) stub", "type": "OAuthException", "code": code}
    if subcode is not None:
        error["error_subcode"] = subcode
    use = [{"type": "pages", "call_count": 100, "estimated_time_to_regain_access": regain}]
    headers = {"X-Business-Use-Case-Usage": json.dumps({PAGE: use})} if regain else {}
    return Reply({"error": error | {"fbtrace_id": "Atrace"}}, status, headers)


@dataclass
class StubComment:
    """A comment: created and shown at UTC milliseconds, `shown` later than created where it is late."""

    id: str
    created: int
    shown: int
    message: str = "A01"


@dataclass
class GraphStub:
    """The state of the stub. `planned` answers come before its own; `calls` are the requests received."""

    clock: FakeClock = field(default_factory=FakeClock)
    status: str = "LIVE"
    token: str = TOKEN
    comments: list[StubComment] = field(default_factory=list)
    planned: dict[str, deque[Reply | Exception | None]] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, str], dict[str, str]]] = field(default_factory=list)
    next_host: str = "https://graph.facebook.com"
    headers: dict[str, str] = field(default_factory=dict)
    is_ranked: bool = False
    speed: float = 1.0
    """How fast the live goes on against the clock, as in a rehearsal."""

    def add(self, comment_id: str, at: float, *, late: float = 0.0, message: str = "A01") -> None:
        """A comment `at` seconds after the live's start, shown `late` seconds after that."""
        created = START + int(at) * 1000
        self.comments.append(StubComment(comment_id, created, created + round(late * 1000), message))

    def plan(self, what: str, *replies: Reply | Exception | None) -> None:
        """The next answers to `comments` or `live`; None: an ordinary one."""
        self.planned.setdefault(what, deque()).extend(replies)

    def asked(self, what: str) -> list[dict[str, str]]:
        """The queries of the requests for `comments` or `live`, in order."""
        return [query for path, query, _ in self.calls if _what(path) == what]

    def now(self) -> int:
        """The time in the live, UTC milliseconds."""
        return START + round((self.clock.now() - START) * self.speed)

    def answer(self, path: str, query: dict[str, str], headers: dict[str, str]) -> Reply:
        self.calls.append((path, query, headers))
        planned = self.planned.get(_what(path))
        reply = planned.popleft() if planned else None
        if isinstance(reply, Exception):
            raise reply
        reply = reply or self._own(path, query, headers)
        date = formatdate(self.clock.now() // 1000, usegmt=True)
        return Reply(reply.body, reply.status, {"Date": date} | self.headers | reply.headers)

    def _own(self, path: str, query: dict[str, str], headers: dict[str, str]) -> Reply:
        if headers.get("authorization") != f"Bearer {self.token}":
            return failure(190, 463)
        if _what(path) == "live":
            started = {"broadcast_start_time": "2025-10-09T08:53:20+0000"}
            return Reply({"id": LIVE, "status": self.status, "video": {"id": "902"}} | started)
        return self._page(query)

    def _page(self, query: dict[str, str]) -> Reply:
        now, since = self.now(), int(query.get("since", 0)) * 1000
        shown = [c for c in self.comments if c.shown <= now and c.created >= since]
        shown.sort(key=lambda c: (c.message, c.id) if self.is_ranked else (str(c.created), c.id))
        begin, limit = int(query.get("after", "c0")[1:]), int(query["limit"])
        rows = [_row(c) for c in shown[begin : begin + limit]]
        paging: dict[str, Any] = {"cursors": {"before": f"c{begin}", "after": f"c{begin + len(rows)}"}}
        if begin + limit < len(shown):
            paging["next"] = f"{self.next_host}/v26.0/{LIVE}/comments?access_token={self.token}&after=cX"
        summary = {"order": "ranked" if self.is_ranked else "chronological"}
        extra = {"summary": summary} if "summary" in query else {}
        return Reply({"data": rows, "paging": paging} | extra)

    def transport(self) -> httpx.MockTransport:
        """A transport that answers without sockets."""

        def handle(request: httpx.Request) -> httpx.Response:
            lower = {name.lower(): value for name, value in request.headers.items()}
            reply = self.answer(request.url.path, dict(request.url.params), lower)
            return httpx.Response(reply.status, headers=reply.headers, content=reply.content)

        return httpx.MockTransport(handle)

    def client(self, token: str = TOKEN, **options: Any) -> GraphClient:
        """A client of this stub, without sockets."""
        http = HttpClient("http://graph.test", transport=self.transport())
        return GraphClient("http://graph.test", Secret(token), http=http, **options)


def _what(path: str) -> str:
    return "comments" if path.endswith("/comments") else "live"


def _row(comment: StubComment) -> dict[str, Any]:
    seconds = comment.created // 1000
    author = {"id": f"u{comment.id}", "name": "Người mua"}
    return {"id": comment.id, "message": comment.message, "created_time": seconds, "from": author}


@asynccontextmanager
async def serving(handler: Callable[[web.Request], Any]) -> AsyncIterator[str]:
    """A web server on loopback whose every request goes to `handler`; gives its base URL."""
    application = web.Application()
    application.router.add_route("*", "/{tail:.*}", handler)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()
