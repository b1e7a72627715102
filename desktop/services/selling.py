"""A campaign as the use cases need it: its script, ready to read comments. Holds no figures of stock."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop.domain.capture.reading import Reader
from desktop.domain.script import CaptureMode, Script, ScriptProduct, parse_script
from desktop.domain.stock import FRESH_STOCK
from desktop.storage import buyers, campaigns
from desktop.storage.transaction import Transaction

COMMENTER = "commenter"

# What staff add for a buyer hangs on no comment: it stands under this word and the buyer's number.
BY_HAND = "by-hand:"


@dataclass(frozen=True, slots=True)
class Selling:
    """One campaign and one revision of its script. Made again when the revision changes.

    `stock_is_fresh`: the stock last told counts however old it is (`replay`, contracts.md §4).
    """

    campaign: int
    script: Script
    reader: Reader
    products: Mapping[str, ScriptProduct]
    revision: int
    page: str
    stock_is_fresh: bool = False

    def price(self, sku: str) -> int:
        """A SKU's price in đồng."""
        return self.products[sku].price

    def label(self, line: WantedLine) -> str:
        """A line in few words: the keyword, and the variant where the keyword has several."""
        product = self.products.get(line.sku or "")
        if product is None or not product.variant or not self._has_variants(line.keyword):
            return line.keyword
        return f"{line.keyword} {product.variant.replace(' / ', ' ')}"

    def _has_variants(self, keyword: str) -> bool:
        return sum(keyword in product.keywords for product in self.products.values()) > 1

    def fresh_since(self, now: int) -> int | None:
        """Since when a reading of Omni's stock counts (UTC ms); None where it does not decide (§3)."""
        if not self.script.respect_stock:
            return None
        return 0 if self.stock_is_fresh else now - FRESH_STOCK

    @property
    def hold(self) -> int:
        """How long a line without a phone is held, in milliseconds."""
        return self.script.hold_minutes * 60_000


def start_campaign(
    tx: Transaction,
    raw_script: Mapping[str, Any],
    *,
    live_video_id: str | None,
    now: int,
    page_id: str | None = None,
    pictures: Mapping[str, str] | None = None,
) -> int:
    """Store a script as a new campaign with its products and the buyers on file; the campaign's id.

    `live_video_id` is the id of the live, or of the post for a sales_post; None where nothing is read.
    Raises ScriptFault where the script cannot be used.
    """
    script = parse_script(raw_script)
    campaign = campaigns.create(
        tx,
        name=script.name,
        kind=script.kind,
        live_video_id=live_video_id,
        page_id=script.page_id or page_id,
        script=json.dumps(raw_script, ensure_ascii=False),
        started_at=script.started_at,
        now=now,
    )
    for position, product in enumerate(script.products):
        campaigns.keep_variant(tx, product, now, (pictures or {}).get(product.sku))
        campaigns.add_product(tx, campaign, position, product, _open_sale(script, product))
    _keep_buyers(tx, script, script.page_id or page_id or "", now)
    return campaign


def resume_campaign(tx: Transaction, campaign: int, raw_script: Mapping[str, Any], *, now: int) -> bool:
    """Go on with a campaign: the script's words hold from now on, its open_sale is not set anew.

    False where it is the script that holds already. Raises ScriptFault where it cannot be used.
    """
    script = parse_script(raw_script)
    text = json.dumps(raw_script, ensure_ascii=False)
    record = campaigns.get(tx, campaign)
    if text == record.script:
        return False
    campaigns.set_script(tx, campaign, text)
    for position, product in enumerate(script.products):
        campaigns.keep_variant(tx, product, now)
        if not campaigns.change_product(tx, campaign, position, product):
            campaigns.add_product(tx, campaign, position, product, _open_sale(script, product))
    _keep_buyers(tx, script, record.page_id or "", now)
    return True


def _open_sale(script: Script, product: ScriptProduct) -> int | None:
    """Open sale counts in AUTO mode only (product.md §1)."""
    return product.open_sale if script.mode is CaptureMode.AUTO else None


def _keep_buyers(tx: Transaction, script: Script, page: str, now: int) -> None:
    for known in script.buyers:
        buyer = buyers.ensure(tx, COMMENTER, page, known.id, "", now, known.phone)
        if known.phone and known.phone != buyer.phone:
            buyers.set_phone(tx, buyer.id, known.phone)
        if known.blocked != buyer.is_blocked:
            buyers.set_blocked(tx, buyer.id, known.blocked)


def load(tx: Transaction, campaign: int, *, stock_is_fresh: bool = False) -> Selling:
    """The campaign, ready to read comments."""
    record = campaigns.get(tx, campaign)
    script = _with_openness(parse_script(json.loads(record.script)), campaigns.closed_skus(tx, campaign))
    return Selling(
        campaign=campaign,
        script=replace(script, started_at=record.started_at, page_id=record.page_id),
        reader=Reader(script),
        products={product.sku: product for product in script.products},
        revision=record.revision,
        page=record.page_id or "",
        stock_is_fresh=stock_is_fresh,
    )


def current(tx: Transaction, selling: Selling) -> Selling:
    """The same campaign by the revision that holds now, and by the live that came to it meanwhile."""
    record = campaigns.get(tx, selling.campaign)
    bound = (selling.page, selling.script.started_at)
    if record.revision == selling.revision and (record.page_id or "", record.started_at) == bound:
        return selling
    return load(tx, selling.campaign, stock_is_fresh=selling.stock_is_fresh)


def _with_openness(script: Script, closed: Collection[str]) -> Script:
    """What staff opened and closed since decides, not what the script said first (product.md §2.11)."""
    products = (replace(product, open=product.sku not in closed) for product in script.products)
    return replace(script, products=tuple(products))


@dataclass(frozen=True, slots=True)
class WantedLine:
    """A line of a result. `sku` None: the variant is open and may be one of `candidates`."""

    keyword: str
    sku: str | None
    quantity: int
    candidates: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The form of contracts.md §4."""
        if self.sku is not None:
            return {"sku": self.sku, "quantity": self.quantity}
        return {
            "sku": None,
            "keyword": self.keyword,
            "quantity": self.quantity,
            "candidates": list(self.candidates),
        }


@dataclass(frozen=True, slots=True)
class ServedLine:
    """A line whose hold ran out, or a waiting line that was served. `order` is a code."""

    comment: str
    sku: str
    quantity: int
    order: str | None

    def as_json(self) -> dict[str, Any]:
        """The form of contracts.md §4."""
        return {"comment_id": self.comment, "sku": self.sku, "quantity": self.quantity, "order": self.order}
