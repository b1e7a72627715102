"""Saving a script that was set up: a new campaign, or an existing one that goes on (product.md §1, §3).

One plain function `fn(tx, …)`, safe to run again. What staff did not touch in the draft is left as the
counter has it: the live goes on while somebody edits.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop.domain.script import CaptureMode
from desktop.domain.script_checks import check, errors
from desktop.domain.script_draft import DraftLine, ScriptDraft, raw_script
from desktop.services import waitlist
from desktop.services.late_keywords import keywords_added
from desktop.services.live_rows import DeskError
from desktop.services.lives import bind_by_hand
from desktop.services.open_sale import set_open_sale
from desktop.services.script_drafts import PageName
from desktop.services.script_rows import SavedScript
from desktop.services.selling import Selling, ServedLine, load, resume_campaign, start_campaign
from desktop.services.suggestions import offer_late_keywords
from desktop.storage import campaigns, scripts, stock
from desktop.storage.scripts import CampaignHead
from desktop.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Saving:
    """What saving came to, and the ids that screens read anew."""

    saved: SavedScript
    skus: tuple[str, ...]
    comments: tuple[str, ...]


def save(tx: Transaction, draft: ScriptDraft, page: PageName | None, now: int) -> Saving:
    """Store a draft. Raises DeskError, which names the first thing that keeps it from being saved."""
    for finding in errors(check(draft, now)):
        line = draft.line(finding.sku)
        raise DeskError(f"{line.title}: {finding.text}" if line else finding.text)
    if draft.campaign_id is None:
        return _begin(tx, draft, page, now)
    head = scripts.head(tx, draft.campaign_id)
    if head is None:
        raise DeskError("Không còn chiến dịch này: mở lại danh sách giúp shop.")
    return _go_on(tx, draft, head, page, now)


def _begin(tx: Transaction, draft: ScriptDraft, page: PageName | None, now: int) -> Saving:
    if draft.live_id is not None and (known := campaigns.of_live(tx, draft.live_id)) is not None:
        raise DeskError(f"Buổi live này đã có kịch bản “{known.name}”: mở kịch bản đó để sửa.")
    live = scripts.live_of(tx, draft.live_id) if draft.live_id is not None else None
    page_id = live[1] if live else page[0] if page else None
    campaign = start_campaign(tx, raw_script(draft), live_video_id=None, now=now, page_id=page_id)
    if draft.live_id is not None:
        bind_by_hand(tx, campaign, draft.live_id)
    return Saving(SavedScript(campaign), tuple(line.sku for line in draft.lines), ())


def _go_on(
    tx: Transaction, draft: ScriptDraft, head: CampaignHead, page: PageName | None, now: int
) -> Saving:
    before: Mapping[str, Any] = json.loads(head.script)
    draft = _with_openness(tx, draft, head.id)
    removed, kept_back = _removed(tx, draft, head.id)
    raw = raw_script(draft)
    raw["products"] += [{**product, "open": False} for product in _raw_of(before, kept_back)]
    clock = max(now, head.clock)
    resume_campaign(tx, head.id, raw, now=clock)
    for sku in removed:
        scripts.remove_product(tx, head.id, sku)
    scripts.rename(tx, head.id, draft.name.strip())
    if page is not None and head.live_video_id is None:
        scripts.set_page(tx, head.id, page[0])
    selling = load(tx, head.id)
    sentences, served = _open_sales(tx, draft, selling, str(before.get("mode", CaptureMode.AUTO)), clock)
    sentences += _kept_sentences(before, kept_back)
    offered = _offer_late(tx, selling, head, before, raw, clock)
    skus = {line.sku for line in draft.lines} | set(removed) | set(kept_back)
    comments = dict.fromkeys([*offered, *(line.comment for line in served)])
    return Saving(SavedScript(head.id, tuple(sentences), len(offered)), tuple(sorted(skus)), tuple(comments))


def _with_openness(tx: Transaction, draft: ScriptDraft, campaign: int) -> ScriptDraft:
    """Lines whose openness staff did not change here keep the counter's."""
    counted = scripts.counters(tx, campaign)

    def as_counted(line: DraftLine) -> DraftLine:
        untouched = line.before is not None and line.before.is_open == line.is_open
        return replace(line, is_open=counted[line.sku].is_open) if untouched and line.sku in counted else line

    return replace(draft, lines=tuple(map(as_counted, draft.lines)))


def _removed(tx: Transaction, draft: ScriptDraft, campaign: int) -> tuple[list[str], list[str]]:
    """The SKUs that staff took out: those that go, and those that must stay because lines name them."""
    mine = {line.sku for line in draft.lines}
    gone = [sku for sku in scripts.counters(tx, campaign) if sku not in mine]
    needed = scripts.needed_skus(tx, campaign) if gone else set()
    return [sku for sku in gone if sku not in needed], [sku for sku in gone if sku in needed]


def _raw_of(before: Mapping[str, Any], skus: Collection[str]) -> list[dict[str, Any]]:
    """The stored lines of these SKUs; their stock is the catalogue's, not the script's."""
    rows = (row for row in before.get("products", ()) if row.get("sku") in skus)
    return [{name: value for name, value in row.items() if name != "stock"} for row in rows]


def _open_sales(
    tx: Transaction, draft: ScriptDraft, selling: Selling, mode_before: str, now: int
) -> tuple[list[str], list[ServedLine]]:
    """Set the open sale that staff changed, clamped to what is held (product.md §3), and say so."""
    sentences: list[str] = []
    served: list[ServedLine] = []
    anew = mode_before != draft.mode
    for line in draft.lines:
        if line.before is None or not (anew or line.before.open_sale != line.open_sale):
            continue
        if draft.mode is CaptureMode.MANUAL:  # Open sale counts in AUTO mode only (product.md §1).
            stock.set_open_sale(tx, selling.campaign, line.sku, None)
            served += waitlist.serve(tx, selling, now, [line.sku])
            continue
        done = set_open_sale(tx, selling, line.sku, line.open_sale, now)
        served += [*done.released, *done.offered]
        if done.quantity != line.open_sale:
            held = done.quantity or 0
            sentences.append(f"{line.title}: khách đang giữ {held}, nên còn mở bán {held}.")
    return sentences, served


def _kept_sentences(before: Mapping[str, Any], skus: Sequence[str]) -> list[str]:
    rows = _raw_of(before, skus)
    names = [" ".join(filter(None, (row.get("product"), row.get("variant")))) or row["sku"] for row in rows]
    return [f"{name}: đã có khách đặt nên chỉ đóng bán, không xoá khỏi kịch bản." for name in names]


def _offer_late(
    tx: Transaction,
    selling: Selling,
    head: CampaignHead,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    now: int,
) -> Sequence[str]:
    """A keyword added late offers the matching comments of the last 10 minutes (product.md §2.13)."""
    is_running = head.live_video_id is not None and head.ended_at is None and not head.is_paused
    added = keywords_added(before, after) if is_running else ()
    return offer_late_keywords(tx, selling, now, added) if added else ()
