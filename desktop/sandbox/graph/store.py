"""The one mutable store of the stand-in page: lives, posts and comments, found by id and in order of time.

Must not know of requests, tokens or JSON.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from desktop.sandbox.graph.records import (
    BEFORE_START,
    READ_STATUSES,
    Comment,
    Live,
    Person,
    Post,
    natural_phases,
)
from desktop.sandbox.scenario import Scenario, ScenarioComment

Position = tuple[float, str]  # created time, id


class Store:
    """Page, lives, posts, comments. `random` only decides which comments come late when a share is to."""

    def __init__(self, scenario: Scenario, start: float, random: Random) -> None:
        self.page = Person(scenario.page_id, scenario.page_name)
        self.lives: dict[str, Live] = {}
        self.posts: dict[str, Post] = {}
        self._comments: dict[str, Comment] = {}
        self._order: dict[str, list[Position]] = {}
        self._replies: dict[str, list[str]] = {}
        self._random = random
        self._to_delay: list[float] = []
        self._next_number = 9_000_000_000_000_000
        self.add_live(
            Live(
                id=scenario.live_id,
                video_id=scenario.video_id,
                title=scenario.title,
                created_at=start,
                started_at=start,
                phases=natural_phases(start, scenario.duration),
                duration=scenario.duration,
            )
        )
        for comment in scenario.comments:
            self.add(_scheduled(comment, scenario.live_id, start))

    def live(self, live_id: str) -> Live | None:
        """The live of that LiveVideo id."""
        return self.lives.get(live_id)

    def live_of_video(self, video_id: str) -> Live | None:
        """The live whose recording has that video id."""
        return next((live for live in self.lives.values() if live.video_id == video_id), None)

    def comment(self, comment_id: str, now: float) -> Comment | None:
        """A comment that the page can read at that time."""
        comment = self._comments.get(comment_id)
        return comment if comment and self._readable(comment, now) else None

    def comments(
        self, object_id: str, now: float, since: float | None = None, until: float | None = None
    ) -> Iterator[Comment]:
        """Visible comments of a live or post, oldest first; both bounds include their second (§1.4)."""
        order = self._order.get(object_id, [])
        first = 0 if since is None else bisect_left(order, (float(int(since)), ""))
        last = len(order) if until is None else bisect_left(order, (int(until) + 1.0, ""))
        for _, comment_id in order[first : min(last, bisect_right(order, (now, "\U0010ffff")))]:
            if self._readable(comment := self._comments[comment_id], now):
                yield comment

    def replies(self, parent: str, now: float) -> list[Comment]:
        """Visible replies to a comment, in no order."""
        replies = (self._comments[reply] for reply in self._replies.get(parent, ()))
        return [reply for reply in replies if self._readable(reply, now)]

    def _readable(self, comment: Comment, now: float) -> bool:
        live = self.lives.get(comment.object_id)
        return comment.visible(now) and (live is None or live.started_at is not None)

    def new_id(self, object_id: str) -> str:
        """A comment id of the form {object}_{comment} that nobody has (§1.1)."""
        live = self.lives.get(object_id)
        prefix = live.video_id if live is not None else self.posts[object_id].number
        while True:
            self._next_number += 1
            if (comment_id := f"{prefix}_{self._next_number}") not in self._comments:
                return comment_id

    def add(self, comment: Comment) -> Comment:
        """Take a comment in, late if one was asked to be. Raises ValueError where the id is taken."""
        if comment.id in self._comments:
            raise ValueError(f"comment {comment.id} exists already")
        if self._to_delay and comment.author != self.page:
            comment = replace(comment, shown_at=comment.shown_at + self._to_delay.pop())
        self._comments[comment.id] = comment
        if comment.parent is not None:
            self._replies.setdefault(comment.parent, []).append(comment.id)
        insort(self._order.setdefault(comment.object_id, []), (comment.created_at, comment.id))
        return comment

    def change(self, comment: Comment) -> None:
        """Put a changed comment in place of the one with its id; its created time stays."""
        self._comments[comment.id] = comment

    def delay_next(self, count: int | None, delay: float, probability: float, now: float) -> list[str]:
        """Let the next `count` comments (None: all) appear `delay` seconds late, each with that probability.

        What is left over when the scenario has no more waits for comments added later. Answers the ids.
        """
        coming = sorted(
            (c for c in self._comments.values() if c.shown_at > now), key=lambda c: (c.shown_at, c.id)
        )
        chosen = [c for c in coming if self._random.random() < probability][:count]
        for comment in chosen:
            self.change(replace(comment, shown_at=comment.shown_at + delay))
        self._to_delay += [delay] * ((count or 0) - len(chosen))
        return [comment.id for comment in chosen]

    def add_live(self, live: Live) -> Live:
        """Take a broadcast in. Raises ValueError where one of its ids is taken."""
        taken = {taken for known in self.lives.values() for taken in (known.id, known.video_id)}
        if live.id == live.video_id or taken & {live.id, live.video_id}:
            raise ValueError("live ids must be new, and the live id must differ from the video id")
        self.lives[live.id] = live
        return live

    def add_post(self, post: Post) -> Post:
        """Take a post in. Raises ValueError where its id is taken or has not the form {page}_{post}.

        {page}_{video} of a live is no post's id: it leads nowhere (§1.1).
        """
        page, _, number = post.id.partition("_")
        if page != self.page.id or not number or "_" in number:
            raise ValueError(f"a post's id has the form {self.page.id}_POST")
        if post.id in self.posts or number in self.lives or self.live_of_video(number):
            raise ValueError(f"post {post.id} exists already, or its number is a live's")
        self.posts[post.id] = post
        return post

    def new_post_id(self) -> str:
        """A post id that nobody has."""
        self._next_number += 1
        return f"{self.page.id}_{self._next_number}"

    def new_live_ids(self) -> tuple[str, str]:
        """A LiveVideo id and a video id that nobody has."""
        self._next_number += 2
        return str(self._next_number - 1), str(self._next_number)

    def set_status(self, live_id: str, status: str, now: float) -> Live:
        """Put a live into a status from now on. Raises KeyError or ValueError for an unknown id or status.

        Put back before its start, it falls silent; put on air again, its comments begin anew from there.
        """
        live = self.lives[live_id]
        if status not in READ_STATUSES:
            raise ValueError(f"unknown status {status}")
        begun = tuple(phase for phase in live.phases if phase[0] < now)
        if status == "LIVE" and live.started_at is None:
            self._shift(live_id, now - live.created_at)
            coming = natural_phases(now, live.duration)
            live = replace(live, started_at=now, created_at=now, phases=begun + coming)
        else:
            started = None if status in BEFORE_START else live.started_at
            live = replace(live, started_at=started, phases=(*begun, (now, status)))
        self.lives[live_id] = live
        return live

    def _shift(self, live_id: str, seconds: float) -> None:
        moved = [
            _shifted(self._comments[comment_id], seconds) for _, comment_id in self._order.get(live_id, [])
        ]
        self._comments |= {comment.id: comment for comment in moved}
        self._order[live_id] = sorted((comment.created_at, comment.id) for comment in moved)


def _scheduled(raw: ScenarioComment, live_id: str, start: float) -> Comment:
    def at(offset: float | None) -> float | None:
        return None if offset is None else start + offset

    return Comment(
        id=raw.id,
        object_id=live_id,
        message=raw.message,
        author=Person(raw.author_id, raw.author_name or "") if raw.author_id is not None else None,
        created_at=start + raw.at,
        shown_at=start + raw.at + raw.late,
        parent=raw.parent,
        low_quality=raw.low_quality,
        edited_at=at(raw.edited_at),
        edited_message=raw.edited_message,
        hidden_at=at(raw.hidden_at),
        deleted_at=at(raw.deleted_at),
    )


def _shifted(comment: Comment, seconds: float) -> Comment:
    def moved(time: float | None) -> float | None:
        return None if time is None else time + seconds

    return replace(
        comment,
        created_at=comment.created_at + seconds,
        shown_at=comment.shown_at + seconds,
        edited_at=moved(comment.edited_at),
        hidden_at=moved(comment.hidden_at),
        deleted_at=moved(comment.deleted_at),
    )
