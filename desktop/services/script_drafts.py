"""Opening a script for editing: new, stored or copied, with what the catalogue and the counter say now.

Plain functions `fn(tx, …)` that only read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from desktop.clients.graph.client import OVER_STATUSES
from desktop.domain.catalog import CatalogFilter
from desktop.domain.default_wordings import default_messages
from desktop.domain.script import CaptureMode, Script, ScriptProduct, parse_script
from desktop.domain.script_draft import DraftLine, LineBefore, ScriptDraft, ScriptStage, kept_fields
from desktop.services.live_rows import DeskError
from desktop.services.script_rows import FoundProducts
from desktop.storage import catalog, scripts
from desktop.storage.catalog import Wanted
from desktop.storage.scripts import CampaignHead, LineCounters, VariantFacts
from desktop.storage.transaction import Transaction

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MOST_FOUND = 200
PageName = tuple[str, str]
"""The id and the name of the connected page."""


def new_draft(tx: Transaction, page: PageName | None, live: str | None, now: int) -> ScriptDraft:
    """A script with which a newcomer can go live as soon as it has a product."""
    known = scripts.live_of(tx, live) if live is not None else None
    title = known[0] if known else ""
    return ScriptDraft(
        name=_free_name(title or _name_of_today(now), scripts.names(tx)),
        live_id=live,
        live_title=title,
        page_name=page[1] if page else "",
        messages=default_messages(),
    )


def copied_draft(
    tx: Transaction, page: PageName | None, source: int, live: str | None, now: int
) -> ScriptDraft:
    """A new script with products, keywords, switches, wordings and open sale of an earlier one.

    Its counters, carts and buyers are not copied. Raises DeskError where there is no such campaign.
    """
    blank, earlier = new_draft(tx, page, live, now), stored_draft(tx, page, source)
    kept = {name: value for name, value in earlier.kept.items() if name in ("staff_ids", "warehouse")}
    lines = tuple(replace(line, taken=0, before=None) for line in earlier.lines)
    return with_facts(
        tx,
        replace(
            earlier,
            name=blank.name,
            campaign_id=None,
            stage=ScriptStage.NEW,
            live_id=live,
            live_title=blank.live_title,
            page_name=blank.page_name,
            lines=lines,
            kept=kept,
        ),
    )


def stored_draft(tx: Transaction, page: PageName | None, campaign: int) -> ScriptDraft:
    """The script of a campaign as it holds now. Raises DeskError where there is no such campaign."""
    head = scripts.head(tx, campaign)
    if head is None:
        raise DeskError("Không còn chiến dịch này: mở lại danh sách giúp shop.")
    raw = json.loads(head.script)
    script, counted = parse_script(raw), scripts.counters(tx, campaign)
    named = scripts.page_name(tx, head.page_id) if head.page_id else None
    draft = ScriptDraft(
        name=head.name,
        campaign_id=head.id,
        stage=_stage(head),
        live_id=head.live_video_id,
        live_title=head.live_title or "",
        page_name=named or (page[1] if page and head.page_id in (None, page[0]) else ""),
        mode=script.mode,
        require_phone=script.require_phone,
        use_known_phone=script.use_known_phone,
        repeat=script.repeat,
        max_per_line=script.max_per_line,
        hold_minutes=script.hold_minutes,
        waitlist=script.waitlist,
        respect_stock=script.respect_stock,
        hide_phone=script.hide_phone,
        auto_reply=script.auto_reply,
        confirm=script.confirm,
        messages={kind: tuple(texts) for kind, texts in script.messages.items()},
        lines=tuple(_line(script, product, counted.get(product.sku)) for product in script.products),
        kept=kept_fields(raw),
    )
    return with_facts(tx, draft)


def with_facts(tx: Transaction, draft: ScriptDraft) -> ScriptDraft:
    """The draft with what catalogue and counter say of its lines now; what staff typed stays.

    The price is the catalogue's until a live is bound; from then on it is the script's, for buyers were
    told it.
    """
    skus = [line.sku for line in draft.lines]
    told, elsewhere = scripts.facts(tx, skus), _elsewhere(tx, skus, draft.campaign_id)
    counted = scripts.counters(tx, draft.campaign_id) if draft.campaign_id is not None else {}
    keeps_price = draft.stage in (ScriptStage.BOUND, ScriptStage.ENDED)

    def told_anew(line: DraftLine) -> DraftLine:
        known, counts = told.get(line.sku), counted.get(line.sku)
        line = replace(line, elsewhere=elsewhere.get(line.sku, ()), taken=counts.taken if counts else 0)
        if known is None:
            return line
        price = line.price if keeps_price and line.before is not None else known.price
        return replace(_with_fact(line, known), price=price)

    return replace(draft, lines=tuple(map(told_anew, draft.lines)))


def found_products(tx: Transaction, text: str, campaign: int | None) -> FoundProducts:
    """The products that match all words of a text, by name, as lines without keywords."""
    wanted = Wanted(" ".join(text.split()))
    variants = catalog.page(tx, wanted, 0, MOST_FOUND)
    skus = [variant.sku for variant in variants]
    total = catalog.counts(tx, wanted)[CatalogFilter.ALL] if len(variants) == MOST_FOUND else len(variants)
    return FoundProducts(fresh_lines(tx, skus, campaign), total)


def fresh_lines(tx: Transaction, skus: Sequence[str], campaign: int | None) -> tuple[DraftLine, ...]:
    """Lines for these SKUs of the catalogue, in this order, without keywords."""
    told, elsewhere = scripts.facts(tx, skus), _elsewhere(tx, skus, campaign)
    return tuple(
        replace(
            _with_fact(DraftLine(sku), told[sku]),
            price=told[sku].price,
            elsewhere=elsewhere.get(sku, ()),
        )
        for sku in skus
        if sku in told
    )


def _elsewhere(tx: Transaction, skus: Iterable[str], campaign: int | None) -> dict[str, tuple[str, ...]]:
    return scripts.on_sale_elsewhere(tx, set(skus), campaign, OVER_STATUSES)


def _with_fact(line: DraftLine, known: VariantFacts) -> DraftLine:
    return replace(
        line,
        product=known.product or line.product,
        variant=known.variant or line.variant,
        options=known.options or line.options,
        stock=known.stock,
        stock_fetched_at=known.stock_fetched_at,
        is_tracked=known.is_tracked,
        is_local=known.is_local,
        picture=known.picture,
        is_removed=known.is_removed,
    )


def _line(script: Script, product: ScriptProduct, counted: LineCounters | None) -> DraftLine:
    in_force = counted if script.mode is CaptureMode.AUTO else None
    open_sale = in_force.open_sale if in_force else product.open_sale
    is_open = counted.is_open if counted else product.open
    return DraftLine(
        sku=product.sku,
        product=product.product,
        variant=product.variant,
        options=product.options,
        price=product.price,
        keywords=product.keywords,
        open_sale=open_sale,
        is_open=is_open,
        is_tracked=product.tracked,
        before=LineBefore(open_sale, is_open),
    )


def _stage(head: CampaignHead) -> ScriptStage:
    if head.ended_at is not None or head.live_status in OVER_STATUSES:
        return ScriptStage.ENDED
    return ScriptStage.WAITING if head.live_video_id is None else ScriptStage.BOUND


def _name_of_today(now: int) -> str:
    today = datetime.fromtimestamp(now / 1000, UTC).astimezone(VIETNAM)
    return f"Live {today.day}/{today.month}"


def _free_name(name: str, taken: set[str]) -> str:
    numbered = (f"{name} ({number})" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(free for free in numbered if free not in taken)
