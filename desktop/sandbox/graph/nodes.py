"""Records as nodes of the graph: all that Graph would tell of a comment, a live, a post or the page."""

from __future__ import annotations

from random import Random
from typing import Any

from desktop.sandbox.clock import graph_time
from desktop.sandbox.graph.fields import Node
from desktop.sandbox.graph.records import BEFORE_START, Comment, Live, Person, Post
from desktop.sandbox.graph.store import Store

PRIVATE_REPLY_DAYS = 7


def page_node(page: Person, **values: Any) -> Node:
    """The page itself."""
    told = {
        "id": page.id,
        "name": page.name,
        "category": "Shopping",
        "link": f"https://www.facebook.com/{page.id}",
    }
    return Node("Page", told | values)


def user_node(user: Person) -> Node:
    """A person."""
    return Node("User", {"id": user.id, "name": user.name})


def live_node(live: Live, page: Person, now: float) -> Node:
    """A broadcast. `broadcast_start_time` is missing before it starts, a title may be (§1.2)."""
    status = live.status(now)
    views = round(30 + 90 * (1 - 0.995 ** live.air_time(now))) if live.started_at is not None else 0
    values: dict[str, Any] = {
        "id": live.id,
        "title": live.title or None,
        "status": status,
        "creation_time": graph_time(live.created_at),
        "permalink_url": permalink(live, page),
        "embed_html": _embed(live, page),
        "from": page_node(page),
        "video": Node("Video", {"id": live.video_id}),
        "live_views": views,  # still told after the end: only the status says that it is over
        "total_views": str(views * 3),
        "seconds_left": 0,
        "is_manual_mode": False,
        "is_reference_only": False,
    }
    if live.started_at is not None:
        values["broadcast_start_time"] = graph_time(live.started_at)
    if status in BEFORE_START and status != "UNPUBLISHED":
        values["planned_start_time"] = graph_time(live.created_at)
    return Node("LiveVideo", values)


def video_node(live: Live, page: Person, now: float) -> Node:
    """The recording of a broadcast, whose id is not the broadcast's (§1.1)."""
    status = live.status(now)
    values = {
        "id": live.video_id,
        "title": live.title or None,
        "from": page_node(page),
        "created_time": graph_time(live.created_at),
        "updated_time": graph_time(now),
        "permalink_url": permalink(live, page),
        "embed_html": _embed(live, page),
        "live_status": status,
        "length": live.air_time(now),
    }
    return Node("Video", values)


def post_node(post: Post, page: Person) -> Node:
    """A post on the page; one without words has no message."""
    values = {
        "id": post.id,
        "message": post.message or None,
        "created_time": graph_time(post.created_at),
        "updated_time": graph_time(post.created_at),
        "permalink_url": post_address(post, page),
        "is_published": post.is_published,
        "from": page_node(page),
    }
    return Node("Post", values)


def post_address(post: Post, page: Person) -> str:
    """The address of a post, which unlike a live's is told whole."""
    return f"https://www.facebook.com/{page.id}/posts/{post.number}"


def permalink(live: Live, page: Person) -> str:
    """The address under the page; relative, and with the video's id (§1.3)."""
    return f"/{page.id}/videos/{live.video_id}/"


def _embed(live: Live, page: Person) -> str:
    address = f"https%3A%2F%2Fwww.facebook.com%2F{page.id}%2Fvideos%2F{live.video_id}%2F"
    source = f"https://www.facebook.com/plugins/video.php?href={address}&width=0"
    return f'<iframe src="{source}" width="0" height="0" style="border:none;overflow:hidden"></iframe>'


class CommentNodes:
    """Makes nodes of comments for one reader: `sees_people` is whether its token is the page's own.

    `missing_share` of the comments come without `from` (§1.8); which ones follows from the id alone, so
    that one comment does not change from call to call.
    """

    def __init__(self, store: Store, now: float, *, sees_people: bool, missing_share: float) -> None:
        self._store = store
        self._now = now
        self._sees_people = sees_people
        self._missing_share = missing_share

    def node(self, comment: Comment) -> Node:
        """All that Graph would tell this reader of a comment."""
        by_page = comment.author == self._store.page
        values: dict[str, Any] = {
            "id": comment.id,
            "message": comment.text(self._now),
            "created_time": graph_time(comment.created_at),
            "from": self._author(comment),
            "is_hidden": comment.is_hidden(self._now),
            "is_private": False,
            "can_comment": True,
            "can_hide": not by_page,
            "can_like": True,
            "can_remove": True,
            "can_reply_privately": self._can_reply_privately(comment),
            "comment_count": len(self._store.replies(comment.id, self._now)),
            "like_count": 0,
            "user_likes": False,
        } | self._place(comment)
        parent = self._store.comment(comment.parent, self._now) if comment.parent else None
        return Node("Comment", values | ({"parent": self.node(parent)} if parent else {}))

    def _place(self, comment: Comment) -> dict[str, Any]:
        """What tells where a comment stands; only videos and photos are told as its object."""
        page, number = self._store.page, comment.id.rpartition("_")[2]
        if post := self._store.posts.get(comment.object_id):
            return {"permalink_url": f"{post_address(post, page)}?comment_id={number}"}
        live = self._store.lives[comment.object_id]
        offset = comment.created_at - live.started_at if live.started_at is not None else 0.0
        return {
            "live_broadcast_timestamp": max(0, int(offset)),
            "object": Node("Video", {"id": live.video_id}),
            "permalink_url": f"https://www.facebook.com{permalink(live, page)}?comment_id={number}",
        }

    def _author(self, comment: Comment) -> Node | None:
        author = comment.author
        if author is None:
            return None
        if author == self._store.page:
            return page_node(author)
        if not self._sees_people or Random(comment.id).random() < self._missing_share:
            return None
        return user_node(author)

    def _can_reply_privately(self, comment: Comment) -> bool:
        young = self._now - comment.created_at < PRIVATE_REPLY_DAYS * 86_400
        return young and comment.author != self._store.page
