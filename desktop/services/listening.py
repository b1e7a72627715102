"""`quaylive listen`: a live or a post read, captured and reserved without a window (contracts.md §2)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any

from desktop.clients.graph.advice import Purpose, advise
from desktop.clients.graph.client import GraphClient
from desktop.clients.graph.comment_source import CommentSource
from desktop.clients.graph.errors import ErrorKind, GraphError
from desktop.clients.graph.reading import Origin, ReadingState, SourceReading
from desktop.clients.http import HttpError
from desktop.clients.secret import Secret
from desktop.domain.errors import UserFault
from desktop.domain.script import CampaignKind, parse_script
from desktop.services.late_keywords import keywords_added
from desktop.services.live import BeforeDeciding, Handled, LiveListener, wall_clock
from desktop.services.selling import Selling, load, resume_campaign, start_campaign
from desktop.services.suggestions import offer_late_keywords
from desktop.storage import campaigns
from desktop.storage.database import Database
from desktop.storage.transaction import Transaction

# With these there is no use in going on: the words on the command line must change first.
_HOPELESS = (ErrorKind.RELOGIN, ErrorKind.CONFIG, ErrorKind.FINAL)


def graph_client(
    base_url: str, token: str | None, version: str, app_secret: Secret | None = None
) -> GraphClient:
    """The client of a run. Raises UserFault where address or proxy of the settings cannot be used."""
    try:
        return GraphClient(base_url, Secret(token or ""), version=version, app_secret=app_secret)
    except ValueError:
        raise UserFault(
            "Địa chỉ QUAYLIVE_GRAPH_URL không dùng được. Sửa lại, hoặc bỏ đi để dùng địa chỉ của Facebook."
        ) from None
    except HttpError as error:
        raise UserFault(advise(error, Purpose.LIVE)) from None


def origin_of(kind: CampaignKind) -> Origin:
    """What the comments of such a campaign stand under: a Tin bán hàng's under a post (product.md §1)."""
    return Origin.POST if kind is CampaignKind.SALES_POST else Origin.LIVE


async def listen(
    database: Database,
    client: GraphClient,
    object_id: str,
    raw_script: Mapping[str, Any],
    *,
    page_id: str | None,
    until_ended: bool,
    seconds: float | None,
    out: Callable[[Mapping[str, Any]], None],
    complain: Callable[[str], None],
    before_deciding: BeforeDeciding | None = None,
) -> int:
    """Listen to a live, or to the post of a sales_post; `out` gets one object per comment, after its commit.

    Ends with the live (`until_ended`; a post has no end), after `seconds`, or when cancelled. Returns 0, or 1
    where Facebook never answered. Raises UserFault where token, permission, live, post or script cannot be
    used.
    """
    told = _Complaints(complain)
    origin = origin_of(parse_script(raw_script).kind)
    await _check(client, object_id, origin, told)
    selling, watermark = await database.write(
        open_campaign, raw_script, object_id, page_id=page_id, now=wall_clock()
    )
    source = CommentSource(
        client, object_id, origin=origin, watermark=watermark, from_start=True, until_ended=until_ended
    )
    end_telling = source.on_status(told.take)

    def handled(batch: Handled) -> None:
        for result in batch.results:
            out(result.as_json())

    listener = LiveListener(
        database,
        selling,
        source.batches(),
        on_handled=handled,
        on_fault=told.tell,
        before_deciding=before_deciding,
    )
    try:
        await _run(listener, seconds)
    finally:
        end_telling()
    return 0 if told.has_answered else 1


class _Complaints:
    """Says what is wrong with the source once, not at every try."""

    def __init__(self, complain: Callable[[str], None]) -> None:
        self._complain = complain
        self._last = ""
        self.has_answered = False

    def take(self, reading: SourceReading) -> None:
        self.has_answered = self.has_answered or reading.last_answer_at is not None
        if reading.advice or reading.state is ReadingState.READING:
            self.tell(reading.advice)

    def tell(self, sentence: str) -> None:
        if sentence and sentence != self._last:
            self._complain(sentence)
        self._last = sentence


async def _check(client: GraphClient, object_id: str, origin: Origin, told: _Complaints) -> None:
    """Ask for the live or post before anything is stored: what the user must mend is said at once."""
    is_post = origin is Origin.POST
    purpose = Purpose.POST if is_post else Purpose.LIVE
    try:
        await (client.post(object_id) if is_post else client.live_video(object_id))
    except GraphError as error:
        sentence = advise(error, purpose)
        if error.kind in _HOPELESS:
            raise UserFault(sentence) from error
        told.tell(sentence)
    except HttpError as error:
        told.tell(advise(error, purpose))


async def _run(listener: LiveListener, seconds: float | None) -> None:
    """Run the listener beside its clock; stop both after `seconds`, with the batch in hand finished.

    Cancelled (Ctrl-C), it finishes the batch in hand too: what is stored has been told.
    """
    loop = asyncio.get_running_loop()
    timer = loop.call_later(seconds, listener.stop) if seconds is not None else None
    reading = loop.create_task(listener.run(), name="live")
    ticking = loop.create_task(listener.keep_time(), name="holds")
    try:
        await asyncio.wait({reading, ticking}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        listener.stop()
        if timer is not None:
            timer.cancel()
        await asyncio.gather(reading, ticking, return_exceptions=True)
    reading.result()
    ticking.result()


def open_campaign(
    tx: Transaction,
    raw_script: Mapping[str, Any],
    object_id: str,
    *,
    page_id: str | None,
    now: int,
    pictures: Mapping[str, str] | None = None,
) -> tuple[Selling, int | None]:
    """The campaign of a live or post and how far it was read (UTC ms): resumed where known, else started.

    Resumed, its counters, open sale and carts go on (contracts.md §4). Raises ScriptFault.
    """
    known = campaigns.of_live(tx, object_id)
    if known is None:
        campaign = start_campaign(
            tx, raw_script, live_video_id=object_id, now=now, page_id=page_id, pictures=pictures
        )
        return load(tx, campaign), None
    changed = resume_campaign(tx, known.id, raw_script, now=now)
    selling = load(tx, known.id)
    added = keywords_added(json.loads(known.script), raw_script) if changed else ()
    if added:
        offer_late_keywords(tx, selling, max(now, known.clock), added)
    return selling, known.watermark or None
