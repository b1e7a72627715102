"""What the set-up screen of a campaign asks for and does (product.md §1–§4): drafts, saving, trying.

A draft lives in the hands of the screen; nothing of it counts before `save`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from desktop.clients.graph.client import GraphClient
from desktop.domain.comment_trial import CommentTrial, TriedComment
from desktop.domain.script_checks import Finding, check
from desktop.domain.script_draft import DraftLine, ScriptDraft
from desktop.services import local_variants, script_drafts, script_saving
from desktop.services.catalog_rows import CatalogChange, ProductDraft
from desktop.services.live import wall_clock
from desktop.services.live_rows import ChangeSet, DeskError
from desktop.services.lives_rows import CampaignBound, LivesChanged
from desktop.services.script_drafts import PageName
from desktop.services.script_rows import (
    EarlierScript,
    FoundProducts,
    SavedScript,
    TrialReport,
    TrialSource,
)
from desktop.services.script_trial import (
    MOST_COMMENTS,
    Progress,
    rows_of_live,
    rows_of_past,
    run_trial,
    with_note,
)
from desktop.storage import scripts
from desktop.storage.database import Database
from desktop.storage.transaction import Transaction
from desktop.system.events import EventBus


class ScriptDesk:
    """The desk of the set-up screen. Used on the event loop's thread.

    `page` tells id and name of the connected page, `client` reads Facebook; both give None where nothing is
    connected. `want_pictures(skus)` fetches what is not here yet. Coroutines raise UserFault, one sentence,
    and StorageError.
    """

    def __init__(
        self,
        database: Database,
        bus: EventBus,
        clock: Callable[[], int] = wall_clock,
        page: Callable[[], PageName | None] = lambda: None,
        client: Callable[[], GraphClient | None] = lambda: None,
        *,
        want_pictures: Callable[[Iterable[str]], None] = lambda skus: None,
    ) -> None:
        self._database, self._bus, self._clock = database, bus, clock
        self._page, self._client, self._want_pictures = page, client, want_pictures
        self._trial: tuple[ScriptDraft, CommentTrial] | None = None

    # --- drafts ------------------------------------------------------------------------------------------

    async def draft(
        self, campaign_id: int | None = None, copy_of: int | None = None, live_id: str | None = None
    ) -> ScriptDraft:
        """A stored script, a copy of one, or a new one with sensible defaults."""
        page, now = self._page(), self._clock()
        if campaign_id is not None:
            return await self._database.read(script_drafts.stored_draft, page, campaign_id)
        if copy_of is not None:
            return await self._database.read(script_drafts.copied_draft, page, copy_of, live_id, now)
        return await self._database.read(script_drafts.new_draft, page, live_id, now)

    async def refreshed(self, draft: ScriptDraft) -> ScriptDraft:
        """The draft with stock, names and counters as they are now; what staff typed stays."""
        return await self._database.read(script_drafts.with_facts, draft)

    async def earlier(self) -> Sequence[EarlierScript]:
        """The campaigns whose script may be copied, the newest first."""
        return await self._database.read(_earlier)

    def warnings(self, draft: ScriptDraft) -> tuple[Finding, ...]:
        """What is wrong or doubtful in a draft (domain/script_checks.py)."""
        return check(draft, self._clock())

    def try_comment(self, draft: ScriptDraft, text: str) -> TriedComment:
        """What a comment would become by this draft. Pure; nothing is stored."""
        if self._trial is None or self._trial[0] is not draft:
            self._trial = (draft, CommentTrial(draft))
        return self._trial[1].read(text)

    async def save(self, draft: ScriptDraft) -> SavedScript:
        """Store a draft as a new campaign, or into the one it is of. Raises DeskError where it cannot be."""
        done = await self._database.write(script_saving.save, draft, self._page(), self._clock())
        change = ChangeSet(
            products_changed=done.skus,
            comments_changed=done.comments,
            campaign_changed=True,
            campaign=done.saved.campaign_id,
        )
        self._bus.publish(change)
        self._bus.publish(CatalogChange(rows_changed=True))
        if draft.campaign_id is None and draft.live_id is not None:
            self._bus.publish(CampaignBound(done.saved.campaign_id, draft.live_id))
        self._bus.publish(LivesChanged())
        return done.saved

    # --- products ----------------------------------------------------------------------------------------

    async def find_products(self, text: str, campaign_id: int | None = None) -> FoundProducts:
        """Products of the catalogue in which all words of `text` occur, accents aside."""
        found = await self._database.read(script_drafts.found_products, text, campaign_id)
        self._want_pictures(line.sku for line in found.lines)
        return found

    async def create_product(self, product: ProductDraft, campaign_id: int | None = None) -> DraftLine:
        """Make a local variant, and give it as a line. Raises DeskError."""
        (sku,) = await self._database.write(local_variants.create, product, self._clock())
        self._bus.publish(ChangeSet(products_changed=(sku,)))
        self._bus.publish(CatalogChange(rows_changed=True))
        return (await self._database.read(script_drafts.fresh_lines, [sku], campaign_id))[0]

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back after every commit that may change stock or counters; returns what ends that."""

        def told(change: ChangeSet) -> None:
            if change.products_changed:
                callback()

        return self._bus.subscribe(ChangeSet, told)

    # --- trial -------------------------------------------------------------------------------------------

    async def trial_sources(self) -> Sequence[TrialSource]:
        """Earlier lives whose comments a script may be tried on: those stored here, then Facebook's."""
        page = self._page() if self._client() is not None else None
        return await self._database.read(_sources, page)

    async def trial(
        self, draft: ScriptDraft, source: TrialSource, progress: Progress = lambda done, total: None
    ) -> TrialReport:
        """Replay the comments of an earlier live by this draft. Cancelling the task ends it."""
        if source.campaign_id is not None:
            past = await self._database.read(scripts.past_comments, source.campaign_id, MOST_COMMENTS + 1)
            rows, has_more = rows_of_past(past[:MOST_COMMENTS]), len(past) > MOST_COMMENTS
        else:
            client = self._client()
            if client is None or source.live_id is None:
                raise DeskError("Chưa kết nối Facebook nên không đọc được live cũ: kết nối trong Cài đặt.")
            rows, has_more = await rows_of_live(client, source.live_id, progress)
        return with_note(await run_trial(_on_page(draft, self._page()), rows, progress), has_more=has_more)


def _on_page(draft: ScriptDraft, page: PageName | None) -> ScriptDraft:
    """The draft knowing its page, whose own comments are never captured (product.md §2.11)."""
    known = draft.kept.get("page_id") or (page[0] if page else None)
    return replace(draft, kept={**draft.kept, "page_id": known} if known else draft.kept)


def _earlier(tx: Transaction) -> list[EarlierScript]:
    return [
        EarlierScript(one.id, one.name, one.created_at, one.products, one.comments)
        for one in scripts.listed(tx)
    ]


def _sources(tx: Transaction, page: PageName | None) -> list[TrialSource]:
    stored = [
        TrialSource(one.name, one.created_at, campaign_id=one.id, comments=one.comments)
        for one in scripts.listed(tx)
        if one.comments
    ]
    lives = scripts.lives_without_comments(tx, page[0]) if page else []
    return stored + [TrialSource(one.title or one.id, one.started_at, live_id=one.id) for one in lives]
