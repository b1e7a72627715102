"""What a page's token is good for: told by Facebook where it tells, else tried by reading.

Nothing is written to Facebook. Must not decide whose page it is, or keep anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop.clients.graph.accounts import App
from desktop.clients.graph.advice import Purpose, advise
from desktop.clients.graph.client import GraphClient
from desktop.clients.graph.errors import ErrorKind, GraphError
from desktop.clients.graph.token_state import (
    PERMISSIONS,
    READ_COMMENTS,
    READ_LIVES,
    Permission,
    TokenState,
)
from desktop.domain.comments import Comment
from desktop.services.connection_rows import Granted, NamesSeen, PermissionRow

EXPIRES_SOON = 7 * 86_400_000
"""A token that ends within this many milliseconds is told."""
NAMES_HIDDEN = (
    "Facebook không cho thấy tên khách: đơn chỉ nhận được khi khách ghi SĐT;"
    " hãy dùng token của trang và xin quyền pages_read_user_content mức Nâng cao."
)

_PLACES = 3
_COMMENTS = 25
_REFUSED = (ErrorKind.CONFIG, ErrorKind.FINAL)


@dataclass(slots=True)
class Probe:
    """What was found: `tried` holds the rights that reading proved or disproved; `notes` are sentences."""

    state: TokenState | None = None
    names: NamesSeen = NamesSeen.UNTRIED
    tried: dict[str, bool] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def permissions(self, page_id: str) -> tuple[PermissionRow, ...]:
        """Every right that the program asks for."""
        missing = self.state.missing(page_id) if self.state else ()
        return tuple(self._row(permission, missing) for permission in PERMISSIONS)

    def is_told(self, scope: str) -> bool:
        """Whether Facebook says that the token has this right."""
        return self.state is not None and scope in self.state.scopes

    def _row(self, permission: Permission, missing: Iterable[Permission]) -> PermissionRow:
        told = None if self.state is None else permission not in missing
        # What was read or refused just now weighs more than what Facebook says of the token.
        found = self.tried.get(permission.scope, told)
        granted = {True: Granted.YES, False: Granted.NO, None: Granted.UNKNOWN}[found]
        return PermissionRow(
            permission.scope, permission.title, granted, permission.without, permission.is_needed
        )


async def probe_page(client: GraphClient, page_id: str, app: App | None) -> Probe:
    """Look at a page's token. Raises GraphError where it is dead or throttled, HttpError without network."""
    found = Probe()
    try:
        found.state = await client.token_state(app)
    except GraphError as error:
        # Facebook tells it to some tokens only, and says so in many ways; the rest is tried below.
        if error.kind is ErrorKind.THROTTLE:
            raise
    await _try_lives(client, page_id, found)
    if found.names is NamesSeen.UNTRIED and found.tried.get(READ_COMMENTS, True):
        await _try_posts(client, page_id, found)
    if found.names is NamesSeen.HIDDEN:
        found.notes.append(NAMES_HIDDEN)
    return found


def expiry_note(expires_at: int | None, now: int) -> str:
    """The sentence for a token that ends soon; empty for one that does not."""
    if expires_at is None or expires_at - now >= EXPIRES_SOON:
        return ""
    return "Token sắp hết hạn: hãy đổi token dài hạn bằng App ID và App Secret ở dưới."


def _raise_unless_refused(error: GraphError) -> None:
    if error.kind not in _REFUSED:
        raise error


async def _try_lives(client: GraphClient, page_id: str, found: Probe) -> None:
    try:
        lives = await client.live_videos(page_id, (), limit=_PLACES)
    except GraphError as error:
        _raise_unless_refused(error)
        found.tried[READ_LIVES] = False
        return
    found.tried[READ_LIVES] = True
    for live in lives:
        await _try_comments(client, page_id, live.id, found, is_live=True)


async def _try_posts(client: GraphClient, page_id: str, found: Probe) -> None:
    try:
        posts = await client.posts(page_id, limit=_PLACES)
    except GraphError as error:
        _raise_unless_refused(error)
        return
    for post in posts:
        await _try_comments(client, page_id, post.id, found, is_live=False)


async def _try_comments(
    client: GraphClient, page_id: str, object_id: str, found: Probe, *, is_live: bool
) -> None:
    """Read one page of comments, unless more would tell no more."""
    if found.names is NamesSeen.SEEN or found.tried.get(READ_COMMENTS) is False:
        return
    try:
        page = await client.comments_page(object_id, limit=_COMMENTS, is_live=is_live)
    except GraphError as error:
        _raise_unless_refused(error)
        if error.kind is ErrorKind.CONFIG:
            found.tried[READ_COMMENTS] = False
            if found.is_told(READ_COMMENTS):
                # The right is there, so that it is something else, mostly the feature gate (§1.8).
                purpose = Purpose.COMMENTS if is_live else Purpose.POST_COMMENTS
                found.notes.append(advise(error, purpose))
        return
    found.tried[READ_COMMENTS] = True
    found.names = _names_in(page.comments, page_id, found.names)


def _names_in(comments: Iterable[Comment], page_id: str, before: NamesSeen) -> NamesSeen:
    authors = [comment.author for comment in comments]
    strangers = [author for author in authors if author is None or author.id != page_id]
    if any(strangers):
        return NamesSeen.SEEN
    return NamesSeen.HIDDEN if strangers else before
