"""A script tried on the comments of an earlier live before going live: the replay, with its result as rows.

It runs on a database in memory of its own: nothing of it reaches the shop's. Every buyer counts as new.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from desktop.clients.graph.advice import Purpose, advise
from desktop.clients.graph.client import GraphClient
from desktop.clients.graph.errors import GraphError
from desktop.clients.http import HttpError
from desktop.domain.capture.outcome import Outcome
from desktop.domain.script_draft import ScriptDraft, raw_script
from desktop.services.live_rows import DeskError
from desktop.services.replay import Replay
from desktop.services.script_rows import TrialReport, TrialRow
from desktop.storage.database import Database
from desktop.storage.scripts import PastComment

MOST_COMMENTS = 5_000
"""So many comments of a live are tried at most; what is left out is said."""
_AT_ONCE = 100
Progress = Callable[[int, int | None], None]
"""How many are done, of how many (None: not known yet)."""


@dataclass(frozen=True, slots=True)
class TriedRow:
    """A comment to try: Graph's row, and what it had become (None: nobody knows)."""

    raw: Mapping[str, Any]
    name: str
    message: str
    created_at: int | None
    before: Outcome | None = None


def rows_of_past(comments: Sequence[PastComment]) -> list[TriedRow]:
    """The stored comments of a campaign, as they would come from Facebook."""
    return [
        TriedRow(
            _graph_row(one.id, one.message, one.created_at, one.author_id, one.author_name),
            one.author_name or "",
            one.message,
            one.created_at,
            one.outcome,
        )
        for one in comments
    ]


async def rows_of_live(client: GraphClient, live: str, progress: Progress) -> tuple[list[TriedRow], bool]:
    """The comments of a live read from Facebook, oldest first, and whether there are more than are taken.

    Raises DeskError where Facebook refuses or the network fails.
    """
    rows: list[TriedRow] = []
    after: str | None = None
    try:
        while len(rows) < MOST_COMMENTS:
            page = await client.comments_page(live, after=after)
            for one in page.comments:
                author = one.author
                raw = _graph_row(
                    one.id,
                    one.message,
                    one.created_at,
                    author.id if author else None,
                    author.name if author else None,
                )
                rows.append(TriedRow(raw, author.name if author else "", one.message, one.created_at))
            progress(len(rows), None)
            after = page.after
            if after is None:
                return rows, False
    except (GraphError, HttpError) as error:
        raise DeskError(advise(error, Purpose.COMMENTS)) from error
    return rows[:MOST_COMMENTS], True


async def run_trial(draft: ScriptDraft, rows: Sequence[TriedRow], progress: Progress) -> TrialReport:
    """Replay the comments by the draft, on threads beside the window. Cancelling its task ends it.

    Raises ScriptFault where the draft cannot be used.
    """
    raw = raw_script(draft, with_stock=True) | {"started_at": None}
    database = await asyncio.to_thread(Database.open, None)
    with closing(database):
        replay = await asyncio.to_thread(Replay, database, raw)
        titles = {line.sku: line.title.replace(" · ", " ") for line in draft.lines}
        result: list[TrialRow] = []
        for at in range(0, len(rows), _AT_ONCE):
            progress(at, len(rows))
            result += await asyncio.to_thread(_replayed, replay, rows[at : at + _AT_ONCE], titles)
        progress(len(rows), len(rows))
    return TrialReport(tuple(result), Counter(row.outcome for row in result))


def with_note(report: TrialReport, *, has_more: bool) -> TrialReport:
    """The report, saying where not all comments were tried."""
    most = f"{MOST_COMMENTS:,}".replace(",", ".")
    note = f"Live này có nhiều hơn {most} bình luận: chỉ thử {most} bình luận đầu." if has_more else ""
    return replace(report, note=note)


def _replayed(replay: Replay, rows: Sequence[TriedRow], titles: Mapping[str, str]) -> list[TrialRow]:
    return [_row(row, replay.handle(row.raw), titles) for row in rows]


def _row(row: TriedRow, answer: Mapping[str, Any], titles: Mapping[str, str]) -> TrialRow:
    return TrialRow(
        comment_id=str(row.raw["id"]),
        name=row.name,
        message=row.message,
        created_at=row.created_at,
        outcome=Outcome(answer["outcome"]),
        lines=_lines(answer, titles),
        reason=str(answer["reason"]),
        before=row.before,
    )


def _lines(answer: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    lines = [*answer["lines"], *answer["unfilled"], *answer["suggested"]]
    return ", ".join(
        f"{titles.get(line['sku'] or '', line.get('keyword', line['sku']))} ×{line['quantity']}"
        for line in lines
    )


def _graph_row(
    comment: str, message: str, created_at: int | None, author: str | None, name: str | None
) -> dict[str, Any]:
    row: dict[str, Any] = {"id": comment, "message": message}
    if created_at is not None:
        row["created_time"] = datetime.fromtimestamp(created_at / 1000, UTC).isoformat()
    if author is not None:
        row["from"] = {"id": author, "name": name or ""}
    return row
