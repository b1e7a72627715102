"""A sandbox whose shop in Omni sells a few known things, a clock that stands still, and a client."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import httpx

from desktop.sandbox.server import RunningSandbox, serve

from .stage import NO_TLS, Wall, scenario

SALE = [
    {"sku": "AO-KEM-M", "product": "Áo len", "options": ["Kem", "M"], "price": 299000, "stock": 34},
    {"sku": "AO-DEN-M", "product": "Áo len", "options": ["Đen", "M"], "price": 319000, "stock": 1},
    {"sku": "NEN", "product": "Nến thơm", "options": [], "price": 99000, "stock": 0},
    {"sku": "QUA", "product": "Quà kèm", "options": [], "price": 0, "stock": 5, "tracked": False},
]
PICTURES = {"AO-KEM-M": "ao-len-kem.png", "AO-DEN-M": "ao-len-den.png", "NEN": "nen-thom.png"}
BUYERS = [{"id": "u1", "phone": "0912345678", "blocked": False}]


class Shop:
    """The shop as an outsider meets it: a base URL and a token."""

    def __init__(self, sandbox: RunningSandbox, client: httpx.AsyncClient, wall: Wall) -> None:
        self.sandbox, self.client, self.wall = sandbox, client, wall
        self.base = sandbox.announcement["omni"]
        self.headers = {"Authorization": f"Bearer {sandbox.announcement['omni_token']}"}

    async def get(self, path: str, **query: str) -> httpx.Response:
        """GET of a resource; a quarter of a second passes, so that the bucket never fills by itself."""
        self.wall.step(0.25)
        return await self.client.get(f"{self.base}/com/{path}.json", params=query, headers=self.headers)

    async def told(self, path: str, **query: str) -> Any:
        """The one value of the body of a GET that succeeds."""
        response = await self.get(path, **query)
        assert response.status_code == 200, response.text
        (value,) = response.json().values()
        return value

    async def refused(self, path: str, **query: str) -> tuple[int, Any]:
        """HTTP status and `errors` of a GET that is refused."""
        response = await self.get(path, **query)
        return response.status_code, response.json()["errors"]

    async def control(self, path: str, **body: Any) -> Any:
        """POST to the control, which must take it."""
        response = await self.client.post(self.sandbox.announcement["control"] + path, json=body)
        assert response.status_code == 200, response.text
        return response.json()

    async def variant(self, sku: str) -> dict[str, Any]:
        """The variant of that SKU as the list of products tells it."""
        (product,) = await self.told("products", sku=sku)
        return dict(next(variant for variant in product["variants"] if variant["sku"] == sku))

    async def stock(self, sku: str) -> list[dict[str, Any]]:
        """The balances of that SKU."""
        variant = await self.variant(sku)
        return list(await self.told("inventory_locations", variant_ids=str(variant["id"])))


@asynccontextmanager
async def opened(filler: int = 0, seed: int = 7, script: Any = None) -> AsyncIterator[Shop]:
    wall = Wall()
    told = {"products": SALE, "buyers": BUYERS} if script is None else script
    whole = replace(scenario(seed=seed), script=told, pictures=PICTURES, filler_products=filler)
    async with (
        await serve(whole, wall=wall) as sandbox,
        httpx.AsyncClient(timeout=5, trust_env=False, verify=NO_TLS) as client,
    ):
        yield Shop(sandbox, client, wall)
