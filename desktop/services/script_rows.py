"""What the set-up screen of a campaign shows beside the draft itself, as frozen rows. It computes nothing.

The draft is `domain.script_draft.ScriptDraft`. Times are UTC milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.domain.capture.outcome import Outcome
from desktop.domain.script_draft import DraftLine


@dataclass(frozen=True, slots=True)
class SavedScript:
    """What saving came to. `sentences` are for the user; `offered` late comments became suggestions."""

    campaign_id: int
    sentences: tuple[str, ...] = ()
    offered: int = 0


@dataclass(frozen=True, slots=True)
class FoundProducts:
    """Products of the catalogue that match what was typed: the first ones, of `total`."""

    lines: tuple[DraftLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class EarlierScript:
    """A campaign whose script may be copied, or whose stored comments a script may be tried on."""

    campaign_id: int
    name: str
    created_at: int
    products: int
    comments: int


@dataclass(frozen=True, slots=True)
class TrialSource:
    """Where the comments of a trial come from: a campaign of this database, or a live read from Facebook.

    `comments` None: nobody knows yet how many there are.
    """

    title: str
    at: int | None
    campaign_id: int | None = None
    live_id: str | None = None
    comments: int | None = None


@dataclass(frozen=True, slots=True)
class TrialRow:
    """One comment of a trial: what it would become now, and what it had become then (None: not known)."""

    comment_id: str
    name: str
    message: str
    created_at: int | None
    outcome: Outcome
    lines: str
    reason: str
    before: Outcome | None = None

    @property
    def differs(self) -> bool:
        """Whether it came out otherwise then."""
        return self.before is not None and self.before is not self.outcome


@dataclass(frozen=True, slots=True)
class TrialReport:
    """The result of a trial. `note` says what was left out, empty where nothing was."""

    rows: tuple[TrialRow, ...]
    counts: Mapping[Outcome, int] = field(default_factory=dict)
    note: str = ""
