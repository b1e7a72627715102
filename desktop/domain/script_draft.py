"""A campaign's script while staff set it up (product.md §1, §2, §3): every field of the set-up screen.

A draft is only words and figures: nothing of it counts before it is saved. Stores nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from desktop.domain.script import CaptureMode, RepeatPolicy, WaitlistMode


class ScriptStage(StrEnum):
    """Where the campaign of a script stands. WAITING: no live is bound to it yet."""

    NEW = "new"
    WAITING = "waiting"
    BOUND = "bound"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class LineBefore:
    """What the counter said of a line when the draft was opened: only what staff changed is set anew."""

    open_sale: int | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One SKU of a draft. `price` in đồng, `stock` is Omni's figure as of `stock_fetched_at` (UTC ms).

    `taken` are the units reserved and sold in this campaign, `elsewhere` the names of other campaigns that
    sell it now, `picture` a file's path, `is_removed`: Omni has it no more; `before` is None for a line that
    was not saved yet.
    """

    sku: str
    product: str = ""
    variant: str = ""
    options: tuple[str, ...] = ()
    price: int = 0
    keywords: tuple[str, ...] = ()
    open_sale: int | None = None
    is_open: bool = True
    stock: int | None = None
    stock_fetched_at: int | None = None
    is_tracked: bool = True
    is_local: bool = False
    picture: str | None = None
    taken: int = 0
    elsewhere: tuple[str, ...] = ()
    is_removed: bool = False
    before: LineBefore | None = None

    @property
    def shown_variant(self) -> str:
        """`Kem · M` of `Kem / M`."""
        return self.variant.replace(" / ", " · ")

    @property
    def title(self) -> str:
        """Product and variant in one: `Áo len cổ lọ Kem · M`; the SKU where it has no name."""
        return " ".join(filter(None, (self.product, self.shown_variant))) or self.sku


@dataclass(frozen=True, slots=True)
class ScriptDraft:
    """A script being set up. `messages` by kind; `lines` in the order of the script.

    `campaign_id` None is a new campaign; `live_id` is the live it is bound to, `live_title` its title,
    `page_name` the page whose next live it waits for. `kept` are further fields of the stored script
    (contracts.md §4) that the screen does not show.
    """

    name: str = ""
    campaign_id: int | None = None
    stage: ScriptStage = ScriptStage.NEW
    live_id: str | None = None
    live_title: str = ""
    page_name: str = ""
    mode: CaptureMode = CaptureMode.AUTO
    require_phone: bool = True
    use_known_phone: bool = True
    repeat: RepeatPolicy = RepeatPolicy.IGNORE
    max_per_line: int = 20
    hold_minutes: int = 30
    waitlist: WaitlistMode = WaitlistMode.MANUAL
    respect_stock: bool = False
    hide_phone: bool = False
    auto_reply: bool = True
    confirm: bool = False
    messages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lines: tuple[DraftLine, ...] = ()
    kept: Mapping[str, Any] = field(default_factory=dict)

    @property
    def typed(self) -> tuple[object, ...]:
        """What staff decide in it; stock, names and counters come from elsewhere."""
        lines = tuple((line.sku, line.keywords, line.open_sale, line.is_open) for line in self.lines)
        bare = replace(self, lines=(), kept={}, page_name="", live_title="", stage=ScriptStage.NEW)
        return bare, lines

    def line(self, sku: str) -> DraftLine | None:
        """The line of a SKU; None where there is none."""
        return next((line for line in self.lines if line.sku == sku), None)

    def with_line(self, changed: DraftLine) -> ScriptDraft:
        """The draft with this line in place of the one of its SKU."""
        return replace(self, lines=tuple(changed if line.sku == changed.sku else line for line in self.lines))

    def with_wordings(self, kind: str, wordings: Sequence[str]) -> ScriptDraft:
        """The draft with these wordings of a kind of message."""
        return replace(self, messages={**self.messages, kind: tuple(wordings)})


def rebased(draft: ScriptDraft, stored: ScriptDraft) -> ScriptDraft:
    """What staff typed, on the campaign as it is stored now: only differences to that are saved."""
    before = {line.sku: line.before for line in stored.lines}
    return replace(
        draft,
        campaign_id=stored.campaign_id,
        stage=stored.stage,
        live_id=stored.live_id,
        live_title=stored.live_title,
        page_name=stored.page_name,
        kept=stored.kept,
        lines=tuple(replace(line, before=before.get(line.sku)) for line in draft.lines),
    )


# What a script carries that the screen has no field for; buyers are on file once they were told.
_KEPT = ("kind", "staff_ids", "warehouse", "page_id", "started_at")


def kept_fields(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a stored script that a draft carries along unseen."""
    return {name: raw[name] for name in _KEPT if raw.get(name) is not None}


def raw_script(draft: ScriptDraft, *, with_stock: bool = False) -> dict[str, Any]:
    """The script as JSON (contracts.md §4).

    Stock is told only where asked for (a trial): a saved script must not set the shop's figures anew.
    """
    wordings = {kind: [text for text in texts if text.strip()] for kind, texts in draft.messages.items()}
    return {
        **draft.kept,
        "name": draft.name.strip(),
        "mode": str(draft.mode),
        "require_phone": draft.require_phone,
        "use_known_phone": draft.use_known_phone,
        "repeat": str(draft.repeat),
        "max_per_line": draft.max_per_line,
        "hold_minutes": draft.hold_minutes,
        "waitlist": str(draft.waitlist),
        "respect_stock": draft.respect_stock,
        "hide_phone": draft.hide_phone,
        "auto_reply": draft.auto_reply,
        "confirm": draft.confirm,
        "messages": {kind: texts for kind, texts in wordings.items() if texts},
        "products": [_raw_line(line, with_stock=with_stock) for line in draft.lines],
    }


def _raw_line(line: DraftLine, *, with_stock: bool) -> dict[str, Any]:
    raw: dict[str, Any] = {
        "sku": line.sku,
        "product": line.product,
        "variant": line.variant,
        "options": list(line.options),
        "price": line.price,
        "keywords": list(line.keywords),
        "open_sale": line.open_sale,
        "tracked": line.is_tracked,
        "open": line.is_open,
    }
    return raw | {"stock": line.stock} if with_stock else raw
