"""The Graph API as typed calls: pages, lives, posts, comments. One call, one request, nothing retried.

Must not decide when to ask, or what an error means for the reading; that is `comment_source`.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import quote

from desktop.clients.graph.accounts import Account, App, account_of, proof_of
from desktop.clients.graph.errors import NO_SUCH_OBJECT, ErrorKind, GraphError, error_in
from desktop.clients.graph.parse import comment_of, id_of, next_cursor, storable, time_of
from desktop.clients.graph.token_state import TokenState, token_state_of
from desktop.clients.graph.usage import Usage, usage_of
from desktop.clients.http import Answer, HttpClient, ProtocolError, ProtocolKind
from desktop.clients.secret import Secret
from desktop.domain.comments import Comment

log = logging.getLogger(__name__)

GRAPH_URL = "https://graph.facebook.com"
GRAPH_VERSION = "v26.0"
PAGE_LIMIT = 100
"""The most comments that Facebook gives in one page in practice (graph_api.md §1.4)."""

RUNNING_STATUSES = frozenset({"LIVE"})
OVER_STATUSES = frozenset({"LIVE_STOPPED", "PROCESSING", "VOD", "SCHEDULED_CANCELED", "SCHEDULED_EXPIRED"})

MOST_ACCOUNT_PAGES = 10
"""Who manages more than a thousand pages names the one that is meant."""

_ACCOUNT_FIELDS = "id,name,access_token,tasks,category"
_LIVE_FIELDS = "id,title,status,creation_time,broadcast_start_time,live_views,permalink_url,video{id}"
_VIDEO_FIELDS = "id,live_status"
_POST_FIELDS = "id,message,created_time,permalink_url,is_published"
_COMMENT_FIELDS = "id,message,created_time,from"


@dataclass(frozen=True, slots=True)
class Page:
    """A Facebook page: `id` and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class LiveVideo:
    """A live. `id` takes its comments and differs from `video_id`, which addresses on facebook.com carry.

    `status` is Facebook's word (`LIVE`, `VOD`, …), times are UTC milliseconds, `views` is of this moment.
    """

    id: str
    status: str
    title: str = ""
    video_id: str | None = None
    created_at: int | None = None
    started_at: int | None = None
    views: int | None = None
    permalink: str = ""

    @property
    def is_over(self) -> bool:
        """Whether it has ended; views may still be told then (graph_api.md §1.2)."""
        return self.status in OVER_STATUSES


@dataclass(frozen=True, slots=True)
class Post:
    """A post on a page; its `id` has the form {page}_{post}. `created_at` is UTC milliseconds."""

    id: str
    message: str = ""
    created_at: int | None = None
    permalink: str = ""
    is_published: bool = True


@dataclass(frozen=True, slots=True)
class CommentPage:
    """One page of comments in Facebook's order. `after` is the next page's cursor, None on the last one.

    `order` is what Facebook says it used, where it was asked; `unreadable` counts the rows left out;
    `elapsed` is in milliseconds.
    """

    comments: tuple[Comment, ...]
    after: str | None
    order: str | None
    unreadable: int
    usage: Usage
    elapsed: int


class GraphClient:
    """Reads Graph with one token, which a new one may replace at any time.

    Every call raises GraphError where Graph tells an error, NetworkError where the network fails and
    ProtocolError where the answer is not Graph's. `last_usage` and `last_server_time` (UTC milliseconds,
    None where it told none) are of the last request; `on_server_time` is called with every such time.
    """

    def __init__(
        self,
        base_url: str,
        token: Secret,
        *,
        version: str = GRAPH_VERSION,
        app_secret: Secret | None = None,
        http: HttpClient | None = None,
    ) -> None:
        self._http = http or HttpClient(base_url)
        self._token = token
        self._version = version.strip("/")
        self._app_secret = app_secret
        self.last_usage = Usage()
        self.last_server_time: int | None = None
        self.on_server_time: Callable[[int], None] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    def use_token(self, token: Secret) -> None:
        """From the next request on, use this token."""
        self._token = token

    def use_app_secret(self, app_secret: Secret | None) -> None:
        """From the next request on, sign calls with this secret; None signs none."""
        self._app_secret = app_secret

    async def me(self) -> Page:
        """The page (or user) that the token belongs to."""
        return await self.page("me")

    async def page(self, page_id: str) -> Page:
        """A page's name."""
        body, _ = await self._get(_segment(page_id), {"fields": "id,name"})
        return Page(_needed_id(body), _text(body.get("name")))

    async def accounts(self) -> tuple[Account, ...]:
        """The pages that the token's user or system user manages; a page's own token gets GraphError 100."""
        found: dict[str, Account] = {}
        after: str | None = None
        for _ in range(MOST_ACCOUNT_PAGES):
            params: dict[str, str | int] = {"fields": _ACCOUNT_FIELDS, "limit": PAGE_LIMIT}
            rows, answer = await self._rows("me/accounts", params | ({"after": after} if after else {}))
            accounts = (account_of(row) for row in rows)
            found |= {account.id: account for account in accounts if account is not None}
            after = next_cursor(answer.body)
            if after is None:
                break
        return tuple(found.values())

    async def token_state(self, app: App | None = None) -> TokenState:
        """What the token may do. Graph tells it to some tokens only; others get a GraphError.

        With an `app` that app asks, and is always told of its own tokens.
        """
        asker = app.token if app else None
        body, _ = await self._get("debug_token", {"input_token": self._token.reveal()}, asker)
        state = token_state_of(body)
        if state is None:
            raise ProtocolError(ProtocolKind.SHAPE, 200, "an answer without scopes")
        return state

    async def live_videos(
        self, page_id: str, statuses: Sequence[str] = ("LIVE",), limit: int = 25
    ) -> tuple[LiveVideo, ...]:
        """The page's newest lives of these statuses (empty: of all), at most `limit`.

        Where Graph refuses the list, as one of its references says it does, the page's videos are asked
        (graph_api.md §1.3); their ids take comments too.
        """
        params: dict[str, str | int] = {"fields": _LIVE_FIELDS, "limit": limit}
        if statuses:
            params["broadcast_status"] = json.dumps(list(statuses))
        try:
            rows, _ = await self._rows(f"{_segment(page_id)}/live_videos", params)
        except GraphError as refusal:
            if refusal.kind not in (ErrorKind.FINAL, ErrorKind.CONFIG):
                raise
            return await self._videos(page_id, statuses, limit, refusal)
        return _lives(rows, statuses)

    async def _videos(
        self, page_id: str, statuses: Sequence[str], limit: int, refusal: GraphError
    ) -> tuple[LiveVideo, ...]:
        params: dict[str, str | int] = {"fields": _VIDEO_FIELDS, "limit": limit}
        try:
            rows, _ = await self._rows(f"{_segment(page_id)}/videos", params)
        except GraphError:
            raise refusal from None
        return _lives((row for row in rows if _has_live_status(row)), statuses)

    async def live_video(self, live_id: str) -> LiveVideo:
        """The state of a live. An id from the page's videos is understood too."""
        try:
            body, _ = await self._get(_segment(live_id), {"fields": _LIVE_FIELDS})
        except GraphError as error:
            if error.code != 100 or (error.code, error.subcode) == NO_SUCH_OBJECT:
                raise
            body, _ = await self._get(_segment(live_id), {"fields": _VIDEO_FIELDS})
        live = _live_of(body)
        if live is None:
            raise ProtocolError(ProtocolKind.SHAPE, 200, "a live without id")
        return live

    async def posts(self, page_id: str, limit: int = 25) -> tuple[Post, ...]:
        """The page's newest published posts, at most `limit`."""
        params: dict[str, str | int] = {"fields": _POST_FIELDS, "limit": limit}
        rows, _ = await self._rows(f"{_segment(page_id)}/published_posts", params)
        return tuple(post for post in map(_post_of, rows) if post is not None)

    async def post(self, post_id: str) -> Post:
        """A post. The post id {page}_{video} of a live is unknown to Graph (graph_api.md §1.1)."""
        body, _ = await self._get(_segment(post_id), {"fields": _POST_FIELDS})
        post = _post_of(body)
        if post is None:
            raise ProtocolError(ProtocolKind.SHAPE, 200, "a post without id")
        return post

    async def comments_page(
        self,
        object_id: str,
        *,
        since: int | None = None,
        after: str | None = None,
        limit: int = PAGE_LIMIT,
        ask_order: bool = False,
        is_live: bool = True,
    ) -> CommentPage:
        """One page of comments of a live or a post, oldest first, replies and "low quality" ones included.

        `since` is UTC milliseconds (Facebook knows whole seconds, inclusive), `after` a page's cursor;
        `is_live` is whether it is a live, the only object that knows `live_filter`.
        """
        params: dict[str, str | int] = {
            # The defaults of this and of `live_filter` silently hide order comments (graph_api.md §1.4).
            "filter": "stream",
            "order": "chronological",
            "fields": _COMMENT_FIELDS,
            "limit": limit,
        }
        optional = {
            "live_filter": "no_filter" if is_live else None,
            "since": since and since // 1000,
            "after": after,
            "summary": "true" if ask_order else None,
        }
        params |= {key: value for key, value in optional.items() if value}
        rows, answer = await self._rows(f"{_segment(object_id)}/comments", params)
        read = [comment_of(row) for row in rows]
        comments = tuple(comment for comment in read if comment is not None)
        if len(comments) < len(read):
            log.warning("left out %d comment rows that cannot be read", len(read) - len(comments))
        return CommentPage(
            comments,
            next_cursor(answer.body),
            _order_of(answer.body),
            len(read) - len(comments),
            self.last_usage,
            answer.elapsed,
        )

    async def _rows(self, path: str, params: Mapping[str, str | int]) -> tuple[list[Any], Answer]:
        body, answer = await self._get(path, params)
        rows = body.get("data")
        if not isinstance(rows, list):
            # Not "no comments": a page without `data` is a failure (graph_api.md §1.4).
            raise ProtocolError(ProtocolKind.SHAPE, answer.status, "an answer without data")
        return rows, answer

    async def _get(
        self, path: str, params: Mapping[str, str | int], asker: Secret | None = None
    ) -> tuple[Mapping[str, Any], Answer]:
        """GET with the token and its signature, or with another `asker`'s token."""
        if not self._token.is_sendable():
            raise GraphError(190, message="the token is empty or holds characters that no token has")
        self.last_server_time = None
        signed = params if asker else {**params, **self._proof()}
        answer = await self._http.get(f"{self._version}/{path}", signed, bearer=asker or self._token)
        self.last_usage, self.last_server_time = usage_of(answer.headers), answer.server_time
        if self.on_server_time is not None and answer.server_time is not None:
            self.on_server_time(answer.server_time)
        error = error_in(
            answer.body, self._token, self._app_secret, regain_seconds=self.last_usage.regain_seconds
        )
        if error is not None:
            raise error
        if not isinstance(answer.body, Mapping) or answer.status >= 400:
            raise ProtocolError(ProtocolKind.SHAPE, answer.status, f"a bare {type(answer.body).__name__}")
        return answer.body, answer

    def _proof(self) -> dict[str, str]:
        """`appsecret_proof` of this token (graph_api.md §3.5), where there is an app secret."""
        if self._app_secret is None:
            return {}
        return {"appsecret_proof": proof_of(self._token, self._app_secret)}


def _segment(object_id: str) -> str:
    """An id as one segment of a path: whatever was typed, it cannot lead anywhere else."""
    wanted = object_id.strip()
    return quote(wanted, safe="") if wanted.strip(".") else "0"


def _needed_id(body: Mapping[str, Any]) -> str:
    found = id_of(body.get("id"))
    if found is None:
        raise ProtocolError(ProtocolKind.SHAPE, 200, "an object without id")
    return found


def _text(value: Any) -> str:
    return storable(value) if isinstance(value, str) else ""


def _has_live_status(row: Any) -> bool:
    return isinstance(row, Mapping) and isinstance(row.get("live_status"), str)


def _lives(rows: Iterable[Any], statuses: Sequence[str]) -> tuple[LiveVideo, ...]:
    lives = (_live_of(row) for row in rows)
    return tuple(live for live in lives if live is not None and (not statuses or live.status in statuses))


def _live_of(row: Any) -> LiveVideo | None:
    """The live of a LiveVideo's row, or of a Video's, which knows `live_status` only."""
    live_id = id_of(row.get("id")) if isinstance(row, Mapping) else None
    if live_id is None:
        return None
    video, views = row.get("video"), row.get("live_views")
    return LiveVideo(
        live_id,
        _text(row.get("status")) or _text(row.get("live_status")),
        _text(row.get("title")),
        id_of(video.get("id")) if isinstance(video, Mapping) else None,
        time_of(row.get("creation_time")),
        time_of(row.get("broadcast_start_time")),
        views if isinstance(views, int) else None,
        _text(row.get("permalink_url")),
    )


def _post_of(row: Any) -> Post | None:
    """The post of a row. Without `is_published`, which not every token is told, it is taken for public."""
    post_id = id_of(row.get("id")) if isinstance(row, Mapping) else None
    if post_id is None:
        return None
    return Post(
        post_id,
        _text(row.get("message")),
        time_of(row.get("created_time")),
        _text(row.get("permalink_url")),
        row.get("is_published") is not False,
    )


def _order_of(body: Mapping[str, Any]) -> str | None:
    summary = body.get("summary")
    order = summary.get("order") if isinstance(summary, Mapping) else None
    return order if isinstance(order, str) else None
