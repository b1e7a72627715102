"""The first tables: campaigns, catalogue and stock, buyers, comments, orders, outbox (architecture.md §4).

Frozen since it was released: later changes are later migrations.
"""

from __future__ import annotations

from desktop.storage.transaction import Transaction

_STATEMENTS = (
    """CREATE TABLE "campaign" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL,
        "kind" TEXT NOT NULL,
        "live_video_id" TEXT,
        "page_id" TEXT,
        "script" TEXT NOT NULL,
        "revision" INTEGER NOT NULL,
        "started_at" INTEGER,
        "is_paused" INTEGER NOT NULL,
        "on_air" TEXT,
        "clock" INTEGER NOT NULL,
        "watermark" INTEGER NOT NULL,
        "created_at" INTEGER NOT NULL
    )""",
    'CREATE UNIQUE INDEX "campaign_live_video_id" ON "campaign" ("live_video_id")',
    """CREATE TABLE "variant" (
        "sku" TEXT NOT NULL PRIMARY KEY,
        "product" TEXT NOT NULL,
        "variant" TEXT NOT NULL,
        "price" INTEGER NOT NULL,
        "stock" INTEGER,
        "stock_fetched_at" INTEGER,
        "closed_since" INTEGER NOT NULL,
        "is_tracked" INTEGER NOT NULL,
        "allows_backorder" INTEGER NOT NULL,
        "picture" TEXT,
        "picture_url" TEXT,
        "omni_product" TEXT,
        "omni_variant" TEXT,
        "is_local" INTEGER NOT NULL,
        "barcode" TEXT NOT NULL,
        "grams" INTEGER,
        "compare_at_price" INTEGER,
        "options" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        "on_hand" INTEGER,
        "committed" INTEGER,
        "name" TEXT NOT NULL,
        "search" TEXT NOT NULL,
        "updated_at" INTEGER,
        "removed_at" INTEGER
    )""",
    'CREATE UNIQUE INDEX "variant_omni_variant" ON "variant" ("omni_variant")',
    'CREATE INDEX "variant_omni_product" ON "variant" ("omni_product")',
    """CREATE INDEX catalog_list ON variant
        (name, position, sku, search, removed_at, is_local, is_tracked, allows_backorder, stock)""",
    """CREATE TABLE "location" (
        "id" TEXT NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        "is_selling" INTEGER NOT NULL
    )""",
    """CREATE TABLE "stock_level" (
        "sku" TEXT NOT NULL,
        "location" TEXT NOT NULL,
        "on_hand" INTEGER,
        "committed" INTEGER,
        "available" INTEGER NOT NULL,
        "incoming" INTEGER,
        "fetched_at" INTEGER NOT NULL,
        PRIMARY KEY ("sku", "location"),
        FOREIGN KEY (sku) REFERENCES variant (sku) ON UPDATE CASCADE ON DELETE CASCADE,
        FOREIGN KEY (location) REFERENCES location (id) ON DELETE CASCADE
    )""",
    """CREATE INDEX "stocklevel_location_sku_available" ON "stock_level"
        ("location", "sku", "available")""",
    """CREATE TABLE "sync_state" (
        "resource" TEXT NOT NULL PRIMARY KEY,
        "watermark" INTEGER,
        "page" INTEGER NOT NULL,
        "done" INTEGER NOT NULL,
        "total" INTEGER,
        "started_at" INTEGER NOT NULL,
        "finished_at" INTEGER
    )""",
    """CREATE TABLE "campaign_product" (
        "campaign" INTEGER NOT NULL,
        "sku" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        "keywords" TEXT NOT NULL,
        "options" TEXT NOT NULL,
        "price" INTEGER NOT NULL,
        "open_sale" INTEGER,
        "reserved" INTEGER NOT NULL,
        "sold" INTEGER NOT NULL,
        "is_open" INTEGER NOT NULL,
        PRIMARY KEY ("campaign", "sku"),
        CHECK (reserved >= 0 AND sold >= 0 AND (open_sale IS NULL OR reserved + sold <= open_sale)),
        FOREIGN KEY (campaign) REFERENCES campaign (id),
        FOREIGN KEY (sku) REFERENCES variant (sku)
    )""",
    """CREATE TABLE "buyer" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL,
        "phone" TEXT,
        "is_blocked" INTEGER NOT NULL,
        "created_at" INTEGER NOT NULL
    )""",
    """CREATE TABLE "buyer_identity" (
        "kind" TEXT NOT NULL,
        "page" TEXT NOT NULL,
        "external_id" TEXT NOT NULL,
        "buyer" INTEGER NOT NULL,
        PRIMARY KEY ("kind", "page", "external_id"),
        FOREIGN KEY (buyer) REFERENCES buyer (id)
    )""",
    'CREATE INDEX "buyeridentity_buyer" ON "buyer_identity" ("buyer")',
    """CREATE TABLE "comment" (
        "sequence" INTEGER NOT NULL PRIMARY KEY,
        "id" TEXT NOT NULL,
        "campaign" INTEGER NOT NULL,
        "buyer" INTEGER,
        "author_id" TEXT,
        "author_name" TEXT,
        "message" TEXT NOT NULL,
        "edited_message" TEXT,
        "created_at" INTEGER NOT NULL,
        "received_at" INTEGER NOT NULL,
        "raw" TEXT NOT NULL,
        "outcome" TEXT NOT NULL,
        "phone" TEXT,
        "spans" TEXT NOT NULL,
        "result" TEXT NOT NULL,
        "order_id" INTEGER,
        "revision" INTEGER NOT NULL,
        "was_paused" INTEGER NOT NULL,
        FOREIGN KEY (campaign) REFERENCES campaign (id)
    )""",
    'CREATE UNIQUE INDEX "comment_id" ON "comment" ("id")',
    'CREATE INDEX "comment_order_id" ON "comment" ("order_id")',
    'CREATE INDEX "comment_campaign_sequence" ON "comment" ("campaign", "sequence")',
    'CREATE INDEX "comment_campaign_buyer" ON "comment" ("campaign", "buyer")',
    """CREATE TABLE "orders" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "campaign" INTEGER NOT NULL,
        "buyer" INTEGER NOT NULL,
        "status" TEXT NOT NULL,
        "running_number" INTEGER NOT NULL,
        "phone" TEXT,
        "address" TEXT,
        "note" TEXT,
        "staff" TEXT,
        "created_at" INTEGER NOT NULL,
        "updated_at" INTEGER NOT NULL,
        "revision" INTEGER NOT NULL,
        FOREIGN KEY (campaign) REFERENCES campaign (id),
        FOREIGN KEY (buyer) REFERENCES buyer (id)
    )""",
    'CREATE INDEX "order_campaign_buyer" ON "orders" ("campaign", "buyer")',
    'CREATE INDEX "order_campaign_running_number" ON "orders" ("campaign", "running_number")',
    """CREATE UNIQUE INDEX open_cart ON orders
        (campaign, buyer) WHERE status IN ('DRAFT', 'CONFIRMED')""",
    """CREATE TABLE "order_line" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "campaign" INTEGER NOT NULL,
        "buyer" INTEGER NOT NULL,
        "order_id" INTEGER,
        "comment_id" TEXT NOT NULL,
        "number" INTEGER NOT NULL,
        "keyword" TEXT NOT NULL,
        "sku" TEXT,
        "candidates" TEXT NOT NULL,
        "quantity" INTEGER NOT NULL,
        "price" INTEGER NOT NULL,
        "state" TEXT NOT NULL,
        "hold_until" INTEGER,
        "queue" INTEGER NOT NULL,
        CHECK (quantity >= 1),
        FOREIGN KEY (campaign) REFERENCES campaign (id),
        FOREIGN KEY (buyer) REFERENCES buyer (id),
        FOREIGN KEY (order_id) REFERENCES orders (id)
    )""",
    'CREATE INDEX "orderline_order_id" ON "order_line" ("order_id")',
    """CREATE UNIQUE INDEX "orderline_comment_id_number" ON "order_line"
        ("comment_id", "number")""",
    """CREATE INDEX "orderline_campaign_buyer_state" ON "order_line"
        ("campaign", "buyer", "state")""",
    'CREATE INDEX "orderline_campaign_sku_state" ON "order_line" ("campaign", "sku", "state")',
    """CREATE INDEX "orderline_campaign_state_hold_until" ON "order_line"
        ("campaign", "state", "hold_until")""",
    """CREATE TABLE "outbox" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "kind" TEXT NOT NULL,
        "key" TEXT NOT NULL,
        "ordering_key" TEXT NOT NULL,
        "campaign" INTEGER,
        "comment_id" TEXT,
        "payload" TEXT NOT NULL,
        "attempts" INTEGER NOT NULL,
        "next_attempt_at" INTEGER NOT NULL,
        "leased_until" INTEGER,
        "state" TEXT NOT NULL,
        "created_at" INTEGER NOT NULL
    )""",
    'CREATE UNIQUE INDEX "outboxmessage_key" ON "outbox" ("key")',
    'CREATE INDEX "outboxmessage_ordering_key" ON "outbox" ("ordering_key")',
    'CREATE INDEX "outboxmessage_comment_id" ON "outbox" ("comment_id")',
    """CREATE INDEX "outboxmessage_state_next_attempt_at" ON "outbox"
        ("state", "next_attempt_at")""",
    """CREATE TABLE "order_event" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "order_id" INTEGER NOT NULL,
        "at" INTEGER NOT NULL,
        "staff" TEXT,
        "kind" TEXT NOT NULL,
        "detail" TEXT NOT NULL,
        FOREIGN KEY (order_id) REFERENCES orders (id)
    )""",
    'CREATE INDEX "orderevent_order_id" ON "order_event" ("order_id")',
)


def upgrade(tx: Transaction) -> None:
    """Create the tables in a new database."""
    for statement in _STATEMENTS:
        tx.sql(statement)
