"""What the set-up screen needs of the services behind it. No widget and no rule here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from desktop.domain.comment_trial import TriedComment
from desktop.domain.script_checks import Finding
from desktop.domain.script_draft import DraftLine, ScriptDraft
from desktop.services.catalog_rows import ProductDraft
from desktop.services.script_rows import (
    EarlierScript,
    FoundProducts,
    SavedScript,
    TrialReport,
    TrialSource,
)

Progress = Callable[[int, int | None], None]


class ScriptDesk(Protocol):
    """The desk of the set-up screen. Every coroutine may raise one of `FAULTS`."""

    async def draft(
        self, campaign_id: int | None = None, copy_of: int | None = None, live_id: str | None = None
    ) -> ScriptDraft:
        """A stored script, a copy of one, or a new one with sensible defaults."""
        ...

    async def refreshed(self, draft: ScriptDraft) -> ScriptDraft:
        """The draft with stock, names and counters as they are now; what staff typed stays."""
        ...

    async def earlier(self) -> Sequence[EarlierScript]:
        """The campaigns whose script may be copied, the newest first."""
        ...

    def warnings(self, draft: ScriptDraft) -> tuple[Finding, ...]:
        """What is wrong or doubtful in a draft."""
        ...

    def try_comment(self, draft: ScriptDraft, text: str) -> TriedComment:
        """What a comment would become by this draft; nothing is stored."""
        ...

    async def save(self, draft: ScriptDraft) -> SavedScript:
        """Store a draft as a new campaign, or into the one it is of."""
        ...

    async def find_products(self, text: str, campaign_id: int | None = None) -> FoundProducts:
        """Products of the catalogue in which all words of `text` occur, accents aside."""
        ...

    async def create_product(self, product: ProductDraft, campaign_id: int | None = None) -> DraftLine:
        """Make a local variant, and give it as a line."""
        ...

    async def trial_sources(self) -> Sequence[TrialSource]:
        """Earlier lives whose comments a script may be tried on."""
        ...

    async def trial(self, draft: ScriptDraft, source: TrialSource, progress: Progress) -> TrialReport:
        """Replay the comments of an earlier live by this draft. Cancelling the task ends it."""
        ...

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back after every commit that may change stock or counters; returns what ends that."""
        ...
