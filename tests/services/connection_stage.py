"""The desk of connections before a real sandbox: a small live with comments, a vault of memory."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from desktop.clients.secret import Secret
from desktop.sandbox.graph.records import Comment, Person, Post
from desktop.sandbox.scenario import Scenario, ScenarioComment
from desktop.sandbox.server import RunningSandbox, serve
from desktop.services.connection_rows import Connected, PageCheck, PageChoice
from desktop.services.connections import Connections
from desktop.services.live import wall_clock
from desktop.services.vault import MemoryVault, Vault
from desktop.storage.database import Database
from desktop.system.events import EventBus

PAGE, NAME, LIVE = "1001", "Tiệm Thử", "5001"


def scenario(*comments: ScenarioComment) -> Scenario:
    return Scenario("s", 1, PAGE, NAME, LIVE, "6001", "Live", 60.0, {}, comments)


FROM_LAN = ScenarioComment(0.0, "6001_1", "A01", "u1", "Lan")


@dataclass
class ConnectionStage:
    """What a test of connecting needs."""

    desk: Connections
    database: Database
    vault: Vault
    bus: EventBus
    sandbox: RunningSandbox
    told: list[Connected] = field(default_factory=list)

    @property
    def page_token(self) -> str:
        return self.sandbox.world.tokens.page_token

    @property
    def user_token(self) -> str:
        return self.sandbox.world.tokens.user_token

    def set_token(self, token: str, state: str = "valid", without: tuple[str, ...] = ()) -> None:
        tokens = self.sandbox.world.tokens
        known = tokens.find(token)
        assert known is not None
        scopes = tuple(scope for scope in known.scopes if scope not in without)
        tokens.change(token, state, scopes, self.sandbox.world.clock.now())

    def issue(self, kind: str) -> str:
        return self.sandbox.world.tokens.issue(kind, self.sandbox.world.clock.now())

    def share(self, page_id: str, name: str, *, is_shared: bool = True) -> str:
        """Another page of the user; its token."""
        tokens, page = self.sandbox.world.tokens, Person(page_id, name)
        tokens.share(page, is_shared=is_shared)
        return tokens.page_token_of(page, self.sandbox.world.clock.now())

    def comment_on_a_post(self, author: Person | None) -> None:
        store, now = self.sandbox.world.store, self.sandbox.world.clock.now()
        post = store.add_post(Post(store.new_post_id(), "Hàng mới", now))
        store.add(Comment(store.new_id(post.id), post.id, "đẹp quá", author, now, now))

    async def check(self, text: str) -> PageCheck:
        found = await self.desk.check_page(text)
        assert isinstance(found, PageCheck)
        return found

    async def choice(self, text: str) -> PageChoice:
        found = await self.desk.check_page(text)
        assert isinstance(found, PageChoice)
        return found

    def desk_with(self, **others: Any) -> Connections:
        """A desk like this one with something else about it."""
        told = self.sandbox.announcement
        urls = {"graph_url": told["graph"], "graph_version": "v26.0", "omni_url": told["omni"]}
        vault = others.pop("vault", self.vault)
        return Connections(self.database, vault, self.bus, **{**urls, **others})


@asynccontextmanager
async def staged(
    *comments: ScenarioComment, kept: Mapping[str, str] | None = None, ahead: int = 0
) -> AsyncIterator[ConnectionStage]:
    """`kept` is in the vault, the desk's clock `ahead` of Facebook's by so many milliseconds."""
    database, vault, bus = Database.open(None), MemoryVault(kept), EventBus()
    try:
        async with await serve(scenario(*comments)) as sandbox:
            told = sandbox.announcement
            desk = Connections(
                database,
                vault,
                bus,
                graph_url=told["graph"],
                graph_version="v26.0",
                omni_url=told["omni"],
                clock=lambda: wall_clock() + ahead,
            )
            stage = ConnectionStage(desk, database, vault, bus, sandbox)
            desk.subscribe(stage.told.append)
            yield stage
    finally:
        database.close()


def revealed(token: Secret | None) -> str:
    return token.reveal() if token else ""
