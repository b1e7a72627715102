"""The listings: the page's lives (graph_api.md §1.3) and posts, and the comments of an object (§1.4)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from random import Random
from typing import Any, TypeVar

from desktop.sandbox.graph import fields
from desktop.sandbox.graph.errors import not_one_of, wrong_parameter
from desktop.sandbox.graph.nodes import CommentNodes, live_node, post_node, video_node
from desktop.sandbox.graph.paging import page, window
from desktop.sandbox.graph.records import READ_STATUSES, Comment, Live, Post
from desktop.sandbox.graph.store import Store
from desktop.sandbox.switches import Switches

Parameters = Mapping[str, str]
T = TypeVar("T", Live, Post)


def lives(store: Store, parameters: Parameters, url: str, now: float) -> dict[str, Any]:
    """The page's broadcasts, newest first."""
    _choice(parameters, "source", ("owner", "target"), "owner")
    statuses = _statuses(parameters.get("broadcast_status"))
    chosen = [live for live in store.lives.values() if live.status(now) in statuses]
    return _newest_first(chosen, lambda live: live_node(live, store.page, now), parameters, url)


def videos(store: Store, parameters: Parameters, url: str, now: float) -> dict[str, Any]:
    """The page's recordings, newest first: the way to the lives where their own list is refused."""
    chosen = [live for live in store.lives.values() if live.started_at is not None]
    return _newest_first(chosen, lambda live: video_node(live, store.page, now), parameters, url)


def posts(store: Store, parameters: Parameters, url: str, now: float) -> dict[str, Any]:
    """The page's published posts, newest first. Lives stand among the lives only."""
    chosen = [post for post in store.posts.values() if post.is_published]
    return _newest_first(chosen, lambda post: post_node(post, store.page), parameters, url)


def _newest_first(
    chosen: list[T], node: Callable[[T], fields.Node], parameters: Parameters, url: str
) -> dict[str, Any]:
    wanted = fields.parse(parameters.get("fields", ""))
    ordered = sorted(((row.created_at, row) for row in chosen), key=lambda r: (r[0], r[1].id), reverse=True)
    rows, paging = page(ordered, window(parameters), url, parameters, descending=True)
    return _body([fields.select(node(row), wanted) for row in rows], paging)


def _statuses(text: str | None) -> tuple[str, ...]:
    if not text:
        return READ_STATUSES
    try:
        asked = json.loads(text)
    except ValueError:
        asked = text
    asked = [asked] if isinstance(asked, str) else asked
    if not isinstance(asked, list) or not all(status in READ_STATUSES for status in asked):
        raise not_one_of("broadcast_status[0]", READ_STATUSES)
    return tuple(asked)


class CommentListing:
    """The comments edge of a live, a post, or a comment (its replies), for one reader at one time."""

    def __init__(self, store: Store, nodes: CommentNodes, switches: Switches, now: float) -> None:
        self._store = store
        self._nodes = nodes
        self._switches = switches
        self._now = now

    def read(
        self, source: Live | Post | Comment, parameters: Parameters, url: str
    ) -> tuple[dict[str, Any], list[str]]:
        """The JSON page and the ids on it: of the comments of a live or a post, or the replies to one."""
        match source:
            case Live():
                comments = self._of_live(source, parameters)
            case Post():
                # `live_filter` is for live objects only (§1.4). What Graph says to it elsewhere is
                # UNVERIFIED: here it counts for nothing, whatever its value.
                comments = self._of(source, parameters)
            case Comment():
                comments = self._store.replies(source.id, self._now)
        return self._page(comments, parameters, url)

    def _of_live(self, live: Live, parameters: Parameters) -> list[Comment]:
        """The chosen comments of a live, by default without those of low quality (§1.4)."""
        quality = _choice(
            parameters, "live_filter", ("filter_low_quality", "no_filter"), "filter_low_quality"
        )
        comments = self._of(live, parameters)
        return [row for row in comments if quality == "no_filter" or not self._is_low_quality(row)]

    def _of(self, source: Live | Post, parameters: Parameters) -> list[Comment]:
        """The chosen comments, by default without replies (§1.4)."""
        level = _choice(parameters, "filter", ("toplevel", "stream"), "toplevel")
        since, until = _moment(parameters, "since"), _moment(parameters, "until")
        comments = self._store.comments(source.id, self._now, since, until)
        return [row for row in comments if level == "stream" or row.parent is None]

    def _is_low_quality(self, comment: Comment) -> bool:
        if comment.author == self._store.page:
            return False
        return comment.low_quality or len(comment.message.strip()) <= self._switches.low_quality_length

    def _page(
        self, comments: list[Comment], parameters: Parameters, url: str
    ) -> tuple[dict[str, Any], list[str]]:
        wanted = fields.parse(parameters.get("fields", ""))
        order = _choice(parameters, "order", ("chronological", "reverse_chronological"), "chronological")
        order = "ranked" if self._switches.ranked_order else order
        descending = order != "chronological"
        ranked = [
            (_rank(comment) if order == "ranked" else comment.created_at, comment) for comment in comments
        ]
        ranked.sort(key=lambda row: (row[0], row[1].id), reverse=descending)
        rows, paging = page(ranked, window(parameters), url, parameters, descending=descending)
        body = _body([fields.select(self._nodes.node(comment), wanted) for comment in rows], paging)
        if parameters.get("summary", "false") not in ("false", "0", ""):
            body["summary"] = {"order": order, "total_count": len(comments), "can_comment": True}
        return body, [comment.id for comment in rows]


def _rank(comment: Comment) -> float:
    """A place in the ranked order: arbitrary to whoever reads it, but always the same."""
    return Random(comment.id).random()


def _body(rows: list[dict[str, Any]], paging: dict[str, Any]) -> dict[str, Any]:
    return {"data": rows, "paging": paging} if rows else {"data": []}


def _choice(parameters: Parameters, name: str, values: tuple[str, ...], default: str) -> str:
    value = parameters.get(name, default).lower()
    if value not in values:
        raise not_one_of(name, values)
    return value


def _moment(parameters: Parameters, name: str) -> float | None:
    """Unix seconds of a unix or ISO 8601 time."""
    if not (text := parameters.get(name, "")):
        return None
    try:
        return float(int(text)) if text.isdecimal() else datetime.fromisoformat(text).timestamp()
    except (ValueError, OverflowError) as error:
        raise wrong_parameter(name, "a UNIX timestamp or a date") from error
