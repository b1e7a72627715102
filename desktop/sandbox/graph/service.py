"""What Graph answers to a call: routing, rights, budgets, reading and writing. Must not touch the wire."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop.sandbox.graph import fields, listings
from desktop.sandbox.graph.errors import (
    GraphError,
    unknown_field,
    unknown_object,
    unknown_path,
    wrong_parameter,
)
from desktop.sandbox.graph.nodes import CommentNodes, live_node, page_node, post_node, user_node, video_node
from desktop.sandbox.graph.paging import page as page_of
from desktop.sandbox.graph.paging import window
from desktop.sandbox.graph.records import Comment, Live, Person, Post
from desktop.sandbox.graph.tokens import Token, require_scope
from desktop.sandbox.world import World

VERSION = re.compile(r"v(\d+)\.\d+")
OLDEST_VERSION, NEWEST_VERSION = 21, 26
TASKS = ["ANALYZE", "ADVERTISE", "MESSAGING", "MODERATE", "CREATE_CONTENT", "MANAGE"]


@dataclass(frozen=True, slots=True)
class Call:
    """A request as Graph understands it; `url` has neither query nor fragment, `path` no version."""

    method: str
    url: str
    path: tuple[str, ...]
    version: str | None
    parameters: Mapping[str, str]

    @property
    def token(self) -> str:
        """The access token, "" where there is none."""
        return self.parameters.get("access_token", "")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: HTTP status, headers, JSON body, and the ids of the comments that it gives out."""

    status: int
    body: dict[str, Any]
    headers: Mapping[str, str]
    shown: tuple[str, ...] = ()


class GraphService:
    """Answers calls out of the world, and writes down what they change."""

    def __init__(self, world: World) -> None:
        self._world = world

    def target(self, call: Call) -> str:
        """Which kind of call it is, in the words of the faults."""
        if call.path[:1] in (("me",), ("debug_token",), ("oauth",)) or not call.path:
            return "graph.token"
        edge, store = call.path[1:], self._world.store
        if edge == ("live_videos",):
            return "graph.live_videos"
        if edge == ("comments",):
            return "graph.comments" if call.method == "GET" else "graph.reply"
        if edge in (("posts",), ("published_posts",)):
            return "graph.posts"
        if call.path[0] in store.posts:
            return "graph.post"
        if store.live(call.path[0]) or store.live_of_video(call.path[0]):
            return "graph.live"
        return "graph.page" if call.path[0] == store.page.id else "graph.comment"

    def answer(self, call: Call) -> Answer:
        """Carry a call out. Never raises: a refusal is an answer too."""
        try:
            body, shown = self._carry_out(call)
            return Answer(200, body, self._headers(call), tuple(shown))
        except GraphError as error:
            return self.refuse(call, error)

    def refuse(self, call: Call, error: GraphError) -> Answer:
        """The answer of a refusal, with the headers that Graph puts on it (§4.3)."""
        headers = self._headers(call)
        reason = "invalid_token" if error.code == 190 else "invalid_request"
        # A header takes no line break and no letter outside ASCII; the message may quote both.
        message = "".join(letter if " " <= letter <= "~" else "?" for letter in error.message)
        challenge = {"WWW-Authenticate": f'OAuth "Facebook Platform" "{reason}" "{message}"'}
        return Answer(error.status, error.envelope(headers["x-fb-trace-id"]), headers | challenge)

    def _headers(self, call: Call) -> dict[str, str]:
        asked = VERSION.fullmatch(call.version or "")
        served = max(OLDEST_VERSION, min(int(asked[1]) if asked else NEWEST_VERSION, NEWEST_VERSION))
        world = self._world
        usage = world.usage.headers(world.clock.wall(), world.switches.budget, world.store.page.id)
        trace = f"A{world.traces.getrandbits(128):032x}"
        return {"facebook-api-version": f"v{served}.0", "x-fb-trace-id": trace} | usage

    def _carry_out(self, call: Call) -> tuple[dict[str, Any], list[str]]:
        asked = VERSION.fullmatch(call.version or "v26.0")
        if asked is None or int(asked[1]) > NEWEST_VERSION:
            raise unknown_path(str(call.version))
        if call.path in (("oauth", "access_token"), ("debug_token",)):
            return self._token_call(call), []
        admitted = _Admitted(self._world, call, self._admit(call))
        return admitted.read() if call.method == "GET" else (admitted.write(), [])

    def _token_call(self, call: Call) -> dict[str, Any]:
        given, tokens, now = call.parameters, self._world.tokens, self._world.clock.now()
        if call.path == ("debug_token",):
            if call.token != f"{tokens.app_id}|{tokens.app_secret}":
                tokens.check(call.token, now)
            return tokens.describe(given.get("input_token", ""), now)
        if given.get("grant_type") != "fb_exchange_token":
            raise wrong_parameter("grant_type", "fb_exchange_token")
        secret, short = given.get("client_secret", ""), given.get("fb_exchange_token", "")
        return tokens.exchange(given.get("client_id", ""), secret, short, now)

    def _admit(self, call: Call) -> Token:
        world = self._world
        token = world.tokens.check(call.token, world.clock.now())
        world.tokens.check_proof(call.token, call.parameters.get("appsecret_proof"), world.switches.appsecret)
        token = replace(token, kind="USER") if world.switches.user_token else token
        code = 17 if token.kind == "USER" else 80001
        world.usage.count(world.clock.wall(), world.switches.budget, world.switches.regain_minutes, code)
        return token


class _Admitted:
    """One admitted call."""

    def __init__(self, world: World, call: Call, token: Token) -> None:
        self._world = world
        self._store = world.store
        self._call = call
        self._token = token
        self._now = world.clock.now()
        self._nodes = CommentNodes(
            world.store,
            self._now,
            sees_people=token.kind == "PAGE",
            missing_share=world.switches.from_missing_share,
        )

    def read(self) -> tuple[dict[str, Any], list[str]]:
        """Read a node or an edge: the body, and the ids of the comments in it."""
        if not self._call.path:
            raise unknown_object("")
        if len(self._call.path) == 1:
            return self._node(self._call.path[0])
        if len(self._call.path) == 2:
            return self._edge(*self._call.path)
        raise unknown_path("/".join(self._call.path))

    def _node(self, node_id: str) -> tuple[dict[str, Any], list[str]]:
        wanted = fields.parse(self._call.parameters.get("fields", ""))
        store, now, shown = self._store, self._now, []
        if node_id == "me":
            node = user_node(self._world.tokens.user) if self._is_user else page_node(self._own_page)
        elif node_id in (store.page.id, self._own_page.id):
            node = page_node(store.page if node_id == store.page.id else self._own_page)
        elif self._is_stranger:
            raise unknown_object(node_id)
        elif live := store.live(node_id):
            node = self._readable(live_node(live, store.page, now))
        elif live := store.live_of_video(node_id):
            node = self._readable(video_node(live, store.page, now))
        elif post := store.posts.get(node_id):
            node = self._readable(post_node(post, store.page))
        else:
            comment = self._comment(node_id)
            self._require_comments(comment.object_id)
            node, shown = self._nodes.node(comment), [node_id]
        return fields.select(node, wanted), shown

    def _edge(self, node_id: str, edge: str) -> tuple[dict[str, Any], list[str]]:
        if edge == "accounts" and node_id == "me":
            return self._accounts(), []
        lists = {
            "live_videos": listings.lives,
            "videos": listings.videos,
            "posts": listings.posts,
            "published_posts": listings.posts,
        }
        if edge in lists and node_id in (self._own_page.id, "" if self._is_user else "me"):
            require_scope(self._token, "pages_read_engagement", writing=False)
            if self._is_stranger:
                return {"data": []}, []
            return lists[edge](self._store, self._call.parameters, self._call.url, self._now), []
        if self._is_stranger:
            raise unknown_object(node_id)
        if edge == "comments":
            return self._comments(node_id)
        raise unknown_path(f"{node_id}/{edge}")

    def _comments(self, node_id: str) -> tuple[dict[str, Any], list[str]]:
        listing = listings.CommentListing(self._store, self._nodes, self._world.switches, self._now)
        source = self._commented(node_id)
        self._require_comments(source.object_id if isinstance(source, Comment) else source.id)
        return listing.read(source, self._call.parameters, self._call.url)

    def _commented(self, node_id: str) -> Live | Post | Comment:
        """What has that comments edge. The post id {page}_{video} of a live leads nowhere (§1.1)."""
        # The recording has the same comments as the broadcast.
        live = self._store.live(node_id) or self._store.live_of_video(node_id)
        return live or self._store.posts.get(node_id) or self._comment(node_id)

    def _accounts(self) -> dict[str, Any]:
        if not self._is_user:
            raise unknown_field("accounts", "Page")
        require_scope(self._token, "pages_show_list", writing=False)
        wanted = fields.parse(self._call.parameters.get("fields", "access_token,category,name,id,tasks"))
        tokens, given = self._world.tokens, self._call.parameters
        ranked = [(float(place), page) for place, page in enumerate(tokens.shared())]
        pages, paging = page_of(ranked, window(given), self._call.url, given, descending=False)
        nodes = (
            page_node(page, access_token=tokens.page_token_of(page, self._now), tasks=TASKS) for page in pages
        )
        rows = [fields.select(node, wanted) for node in nodes]
        return {"data": rows, "paging": paging} if rows else {"data": []}

    def write(self) -> dict[str, Any]:
        """Reply, hide, edit or delete. Every change is written down in the journal."""
        node_id, *edge = self._call.path or ("",)
        if self._is_stranger or self._call.method not in ("POST", "DELETE") or node_id in self._store.lives:
            raise unknown_object(node_id, self._call.method)  # no top-level comment by this way (§2.1)
        comment = self._comment(node_id)
        require_scope(self._token, "pages_manage_engagement", writing=True)
        if edge == ["comments"] and self._call.method == "POST":
            return self._reply(comment)
        if edge:
            raise unknown_path("/".join(self._call.path))
        if self._call.method == "DELETE":
            self._change(replace(comment, deleted_at=self._now), "delete")
        else:
            self._edit(comment)
        return {"success": True}

    def _reply(self, comment: Comment) -> dict[str, Any]:
        message = self._call.parameters.get("message", "")
        if not message:
            raise GraphError(100, "(#100) The parameter message is required")
        reply = self._store.add(
            Comment(
                id=self._store.new_id(comment.object_id),
                object_id=comment.object_id,
                message=message,
                author=self._store.page,
                created_at=self._now,
                shown_at=self._now,
                parent=comment.id,
            )
        )
        self._note("reply", id=reply.id, comment_id=comment.id, message=message)
        wanted = fields.parse(self._call.parameters.get("fields", "id"))
        return fields.select(self._nodes.node(reply), wanted)

    def _edit(self, comment: Comment) -> None:
        given = self._call.parameters
        if (hide := given.get("is_hidden")) is not None:
            if hide not in ("true", "false", "1", "0"):
                raise wrong_parameter("is_hidden", "a boolean")
            hidden = hide in ("true", "1")
            self._change(
                replace(comment, hidden_at=self._now if hidden else None), "hide" if hidden else "unhide"
            )
        elif "message" in given and comment.author == self._store.page:
            self._change(replace(comment, message=given["message"], edited_at=None), "edit")
        else:
            raise GraphError(100, "(#100) Nothing to change, or not a comment of this page")

    def _change(self, comment: Comment, kind: str) -> None:
        self._store.change(comment)
        self._note(kind, comment_id=comment.id)

    def _note(self, kind: str, **details: Any) -> None:
        self._world.journal.effect(self._world.clock.milliseconds(), kind, **details)

    @property
    def _is_user(self) -> bool:
        return self._token.kind in ("USER", "SYSTEM_USER")

    @property
    def _own_page(self) -> Person:
        """The page that the token belongs to; a user's speaks for the page of the scenario."""
        return self._token.page or self._store.page

    @property
    def _is_stranger(self) -> bool:
        """Whether it is another page's token: the lives and posts here are not there for it (100/33)."""
        return self._own_page.id != self._store.page.id

    def _readable(self, node: fields.Node) -> fields.Node:
        require_scope(self._token, "pages_read_engagement", writing=False)
        return node

    def _require_comments(self, object_id: str) -> None:
        if object_id in self._store.lives and not self._world.switches.live_feature:
            raise GraphError(200, "(#200) Missing Permissions")
        require_scope(self._token, "pages_read_user_content", writing=False)

    def _comment(self, node_id: str) -> Comment:
        if (comment := self._store.comment(node_id, self._now)) is None:
            raise unknown_object(node_id, self._call.method)
        return comment
