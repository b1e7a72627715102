"""A sandbox with a small live and a clock that stands still, and a plain HTTP client in front of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx

from desktop.sandbox.graph.records import Person
from desktop.sandbox.scenario import Scenario, parse
from desktop.sandbox.server import RunningSandbox, serve

START = 1_800_000_000.0  # 2027-01-15 08:00:00 UTC
LIVE, VIDEO, PAGE = "7700", "8800", "1001"
AN = Person("u1", "An Nguyễn")
WHOLE = {"filter": "stream", "live_filter": "no_filter", "order": "chronological", "limit": "100"}

NO_TLS = False  # all is plain HTTP on loopback, and reading the certificates takes 0.1 s a client


class Wall:
    """Wall time in UTC seconds; it moves only when told."""

    def __init__(self) -> None:
        self.seconds = START

    def __call__(self) -> float:
        return self.seconds

    def step(self, seconds: float) -> None:
        self.seconds += seconds


def raw_comment(number: int, at: float, message: str = "em lấy A01", **rest: Any) -> dict[str, Any]:
    author = {"id": AN.id, "name": AN.name}
    return {"at": at, "id": f"{VIDEO}_{number}", "message": message, "from": author} | rest


def scenario(*comments: dict[str, Any], seed: int = 7, duration: float = 60) -> Scenario:
    return parse(
        {
            "name": "thử",
            "seed": seed,
            "page": {"id": PAGE, "name": "Tiệm thử"},
            "live": {"id": LIVE, "video_id": VIDEO, "title": "Xả kho", "duration": duration},
            "script": {},
            "comments": comments,
        }
    )


class Stage:
    """The sandbox as an outsider meets it: two base URLs and a token."""

    def __init__(self, sandbox: RunningSandbox, client: httpx.AsyncClient, wall: Wall) -> None:
        self.sandbox = sandbox
        self.client = client
        self.wall = wall
        self.token = sandbox.announcement["page_token"]

    async def get(self, path: str, **parameters: str) -> httpx.Response:
        """GET of Graph with the page's token; `access_token=""` leaves it out."""
        query = {"access_token": self.token} | parameters
        return await self.client.get(self.sandbox.announcement["graph"] + path, params=query)

    async def post(self, path: str, **form: str) -> httpx.Response:
        data = {"access_token": self.token} | form
        return await self.client.post(self.sandbox.announcement["graph"] + path, data=data)

    async def told(self, path: str, **parameters: str) -> dict[str, Any]:
        """The JSON of a GET that succeeds."""
        response = await self.get(path, **parameters)
        assert response.status_code == 200, response.text
        return dict(response.json())

    async def refused(self, path: str, **parameters: str) -> tuple[int, int, int | None, str]:
        """HTTP status, code, subcode and message of a GET that is refused."""
        response = await self.get(path, **parameters)
        error = response.json()["error"]
        return response.status_code, error["code"], error.get("error_subcode"), error["message"]

    async def numbers(self, **parameters: str) -> list[int]:
        """The numbers of the comments on a page of the live."""
        body = await self.told(f"/v26.0/{LIVE}/comments", **parameters)
        return numbers(body["data"])

    async def control(self, path: str, **body: Any) -> dict[str, Any]:
        """POST to the control, which must take it."""
        response = await self.client.post(self.sandbox.announcement["control"] + path, json=body)
        assert response.status_code == 200, response.text
        return dict(response.json())

    async def log(self) -> dict[str, Any]:
        response = await self.client.get(self.sandbox.announcement["control"] + "/log")
        return dict(response.json())

    async def shown(self) -> list[int]:
        """The numbers of the comments that were handed out, by the sandbox's own log."""
        return numbers((await self.log())["shown"])


def numbers(rows: Sequence[dict[str, Any]]) -> list[int]:
    return [int(row["id"].rpartition("_")[2]) for row in rows]


@asynccontextmanager
async def staged(*comments: dict[str, Any], speed: float = 1.0, seed: int = 7) -> AsyncIterator[Stage]:
    wall = Wall()
    async with (
        await serve(scenario(*comments, seed=seed), speed=speed, wall=wall) as sandbox,
        httpx.AsyncClient(timeout=5, trust_env=False, verify=NO_TLS) as client,
    ):
        yield Stage(sandbox, client, wall)
