"""A campaign with products, a buyer and lines, put straight into the tables, for the tests of the queries."""

from __future__ import annotations

from desktop.domain.script import ScriptProduct
from desktop.domain.stock import LineState
from desktop.storage import buyers, campaigns, comments, lines, stock
from desktop.storage.lines import Line
from desktop.storage.transaction import Transaction

NOW = 1_795_266_000_000
SKU = "B05"


def put_on_sale(tx: Transaction, open_sale: int | None, in_stock: int | None = None, *, at: int = NOW) -> int:
    """A campaign that sells B05, its stock read at `at`; the campaign's id."""
    campaign = campaigns.create(
        tx,
        name="Live",
        kind="livestream",
        live_video_id=None,
        page_id=None,
        script="{}",
        started_at=None,
        now=at,
    )
    product = ScriptProduct(SKU, 100_000, (SKU,), stock=in_stock)
    campaigns.keep_variant(tx, product, at)
    campaigns.add_product(tx, campaign, 0, product, open_sale)
    return campaign


def buyer(tx: Transaction, who: str = "u1") -> int:
    return buyers.ensure(tx, "commenter", "1001", who, f"Khách {who}", NOW).id


def comment(tx: Transaction, /, campaign: int, comment_id: str, **values: object) -> bool:
    """A stored comment; False where its id is there."""
    row = {
        "campaign": campaign,
        "message": "B05",
        "created_at": NOW,
        "received_at": NOW,
        "received": "{}",
        "outcome": "ignored",
        "spans": "[]",
        "result": "{}",
        "was_paused": False,
    }
    return comments.insert(tx, id=comment_id, **(row | values))


def line(tx: Transaction, campaign: int, quantity: int = 1, who: str = "u1", comment_id: str = "c1") -> Line:
    """A line just asked for."""
    return lines.add(
        tx,
        campaign=campaign,
        buyer=buyer(tx, who),
        comment=comment_id,
        keyword=SKU,
        skus=[SKU],
        quantity=quantity,
        price=100_000,
    )


def move(
    tx: Transaction,
    wanted: Line,
    state: LineState,
    quantity: int | None = None,
    fresh_since: int | None = None,
) -> bool:
    """Move a line from where it stands now."""
    now = lines.get(tx, wanted.id)
    return stock.move(
        tx,
        line=now.id,
        campaign=now.campaign,
        sku=now.sku,
        before=(now.state, now.quantity),
        after=(state, quantity or now.quantity),
        fresh_since=fresh_since,
    )


def figures(tx: Transaction, campaign: int) -> tuple[int | None, int, int]:
    """Open sale, reserved, sold of B05."""
    now = stock.open_sale(tx, campaign, SKU)
    assert now is not None
    return now.open_sale, now.reserved, now.sold
