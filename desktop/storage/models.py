"""The tables (architecture.md §4). No model is bound to a database: a transaction executes the queries.

Times are UTC milliseconds, money is đồng, ids from outside are text. Must not hold queries or rules,
but for the constraints that the database itself keeps.
"""

from __future__ import annotations

from peewee import (
    SQL,
    AutoField,
    BigIntegerField,
    BooleanField,
    Check,
    CompositeKey,
    IntegerField,
    Model,
    TextField,
)


class Campaign(Model):
    """A selling occasion and its script. `clock` is the latest time known, `watermark` how far was read.

    `live_video_id` is the id of what its comments stand under: the live, or the post of a sales_post.
    A livestream without one waits for the first live of its page that starts after `created_at`.
    `on_air` is the keyword that is being shown (*đang lên sóng*), `ended_at` when staff ended it.
    """

    id = AutoField()
    name = TextField()
    kind = TextField()
    live_video_id = TextField(null=True, unique=True)
    page_id = TextField(null=True)
    script = TextField()
    revision = IntegerField(default=1)
    started_at = BigIntegerField(null=True)
    is_paused = BooleanField(default=False)
    on_air = TextField(null=True)
    clock = BigIntegerField(default=0)
    watermark = BigIntegerField(default=0)
    created_at = BigIntegerField()
    ended_at = BigIntegerField(null=True)

    class Meta:
        table_name = "campaign"


class Variant(Model):
    """One SKU and its stock as Omni told it. `closed_since` counts units closed after that reading.

    `stock` is what may be sold (Omni's available units at its selling locations), `on_hand` and `committed`
    what it is made of. `omni_product` and `omni_variant` are Omni's ids; a variant without is `is_local`.
    `search` is the folded text that is searched in, `name` the folded name that the list is sorted by.
    `updated_at` is Omni's time of the last change, `removed_at` when we learnt that Omni has it no more.
    """

    sku = TextField(primary_key=True)
    product = TextField()
    variant = TextField(default="")
    price = BigIntegerField()
    stock = IntegerField(null=True)
    stock_fetched_at = BigIntegerField(null=True)
    closed_since = IntegerField(default=0)
    is_tracked = BooleanField(default=True)
    allows_backorder = BooleanField(default=False)
    picture = TextField(null=True)
    picture_url = TextField(null=True)
    omni_product = TextField(null=True)
    omni_variant = TextField(null=True, unique=True)
    is_local = BooleanField(default=True)
    barcode = TextField(default="")
    grams = IntegerField(null=True)
    compare_at_price = BigIntegerField(null=True)
    options = TextField(default="[]")
    position = IntegerField(default=0)
    on_hand = IntegerField(null=True)
    committed = IntegerField(null=True)
    name = TextField(default="")
    search = TextField(default="")
    updated_at = BigIntegerField(null=True)
    removed_at = BigIntegerField(null=True)

    class Meta:
        table_name = "variant"
        indexes = ((("omni_product",), False),)


# All that finding, counting and sorting need, so that a list of 10,000 reads no rows but those it shows.
Variant.add_index(
    SQL(
        "CREATE INDEX catalog_list ON variant (name, position, sku, search, removed_at, is_local, is_tracked,"
        " allows_backorder, stock)"
    )
)


class Location(Model):
    """A place where Omni keeps stock. What lies at one that is not `is_selling` cannot be sold now."""

    id = TextField(primary_key=True)
    name = TextField()
    position = IntegerField()
    is_selling = BooleanField()

    class Meta:
        table_name = "location"


class StockLevel(Model):
    """The stock of a variant at a location as Omni told it at `fetched_at`; any figure may be negative."""

    sku = TextField()
    location = TextField()
    on_hand = IntegerField(null=True)
    committed = IntegerField(null=True)
    available = IntegerField()
    incoming = IntegerField(null=True)
    fetched_at = BigIntegerField()

    class Meta:
        table_name = "stock_level"
        primary_key = CompositeKey("sku", "location")
        indexes = ((("location", "sku", "available"), False),)
        constraints = [
            SQL("FOREIGN KEY (sku) REFERENCES variant (sku) ON UPDATE CASCADE ON DELETE CASCADE"),
            SQL("FOREIGN KEY (location) REFERENCES location (id) ON DELETE CASCADE"),
        ]


class SyncState(Model):
    """How far the reading of one resource of Omni got, so that it goes on after a restart.

    `watermark` is the time of the newest change stored, by Omni's clock; `finished_at` null: not at its end.
    """

    resource = TextField(primary_key=True)
    watermark = BigIntegerField(null=True)
    page = IntegerField(default=0)
    done = IntegerField(default=0)
    total = IntegerField(null=True)
    started_at = BigIntegerField()
    finished_at = BigIntegerField(null=True)

    class Meta:
        table_name = "sync_state"


class CampaignProduct(Model):
    """A SKU in a campaign's script with its counters, which only `stock.move` writes (product.md §3)."""

    campaign = IntegerField()
    sku = TextField()
    position = IntegerField()
    keywords = TextField()
    options = TextField()
    price = BigIntegerField()
    open_sale = IntegerField(null=True)
    reserved = IntegerField(default=0)
    sold = IntegerField(default=0)
    is_open = BooleanField(default=True)

    class Meta:
        table_name = "campaign_product"
        primary_key = CompositeKey("campaign", "sku")
        constraints = [
            Check("reserved >= 0 AND sold >= 0 AND (open_sale IS NULL OR reserved + sold <= open_sale)"),
            SQL("FOREIGN KEY (campaign) REFERENCES campaign (id)"),
            SQL("FOREIGN KEY (sku) REFERENCES variant (sku)"),
        ]


class Buyer(Model):
    """A person. A phone may belong to several buyers (product.md §1)."""

    id = AutoField()
    name = TextField(default="")
    phone = TextField(null=True)
    is_blocked = BooleanField(default=False)
    created_at = BigIntegerField()

    class Meta:
        table_name = "buyer"


class BuyerIdentity(Model):
    """One identity of a buyer: kind `commenter` (page-scoped id) or `phone` (comment without author)."""

    kind = TextField()
    page = TextField()
    external_id = TextField()
    buyer = IntegerField(index=True)

    class Meta:
        table_name = "buyer_identity"
        primary_key = CompositeKey("kind", "page", "external_id")
        constraints = [SQL("FOREIGN KEY (buyer) REFERENCES buyer (id)")]


class Comment(Model):
    """A comment and what became of it. `sequence` is the order of arrival; `received` the JSON as it came.

    `staff` is who handled it by hand, null where the program did.
    """

    sequence = AutoField()
    id = TextField(unique=True)
    campaign = IntegerField()
    buyer = IntegerField(null=True)
    author_id = TextField(null=True)
    author_name = TextField(null=True)
    message = TextField()
    edited_message = TextField(null=True)
    created_at = BigIntegerField()
    received_at = BigIntegerField()
    received = TextField(column_name="raw")
    outcome = TextField()
    phone = TextField(null=True)
    spans = TextField()
    result = TextField()
    order = IntegerField(null=True, column_name="order_id", index=True)
    revision = IntegerField(default=1)
    was_paused = BooleanField(default=False)
    staff = TextField(null=True)

    class Meta:
        table_name = "comment"
        indexes = ((("campaign", "sequence"), False), (("campaign", "buyer"), False))
        constraints = [SQL("FOREIGN KEY (campaign) REFERENCES campaign (id)")]


class Order(Model):
    """An order. One open cart (DRAFT or CONFIRMED) per buyer and campaign (product.md §1)."""

    id = AutoField()
    campaign = IntegerField()
    buyer = IntegerField()
    status = TextField()
    running_number = IntegerField()
    phone = TextField(null=True)
    address = TextField(null=True)
    note = TextField(null=True)
    staff = TextField(null=True)
    created_at = BigIntegerField()
    updated_at = BigIntegerField()
    revision = IntegerField(default=1)

    class Meta:
        table_name = "orders"
        indexes = ((("campaign", "buyer"), False), (("campaign", "running_number"), False))
        constraints = [
            SQL("FOREIGN KEY (campaign) REFERENCES campaign (id)"),
            SQL("FOREIGN KEY (buyer) REFERENCES buyer (id)"),
        ]


# One open cart per buyer and campaign, held by the database itself.
Order.add_index(
    SQL("CREATE UNIQUE INDEX open_cart ON orders (campaign, buyer) WHERE status IN ('DRAFT', 'CONFIRMED')")
)


class OrderLine(Model):
    """What a buyer wants of one SKU. `state` says whether units are reserved for it (domain/stock.py).

    `sku` is null while the variant is open, `candidates` then lists what it may be. `queue` is the place
    on the waitlist: a newer wording of the same wish keeps it.
    """

    id = AutoField()
    campaign = IntegerField()
    buyer = IntegerField()
    order = IntegerField(null=True, column_name="order_id", index=True)
    comment = TextField(column_name="comment_id")
    number = IntegerField()
    keyword = TextField()
    sku = TextField(null=True)
    candidates = TextField()
    quantity = IntegerField()
    price = BigIntegerField()
    state = TextField()
    hold_until = BigIntegerField(null=True)
    queue = IntegerField(default=0)

    class Meta:
        table_name = "order_line"
        indexes = (
            (("comment", "number"), True),
            (("campaign", "buyer", "state"), False),
            (("campaign", "sku", "state"), False),
            (("campaign", "state", "hold_until"), False),
        )
        constraints = [
            Check("quantity >= 1"),
            SQL("FOREIGN KEY (campaign) REFERENCES campaign (id)"),
            SQL("FOREIGN KEY (buyer) REFERENCES buyer (id)"),
            SQL("FOREIGN KEY (order_id) REFERENCES orders (id)"),
        ]


class OutboxMessage(Model):
    """A write to the outside that waits to be sent (architecture.md §4). Sending comes with its own issue."""

    id = AutoField()
    kind = TextField()
    key = TextField(unique=True)
    ordering_key = TextField(index=True)
    campaign = IntegerField(null=True)
    comment = TextField(null=True, column_name="comment_id", index=True)
    payload = TextField()
    attempts = IntegerField(default=0)
    next_attempt_at = BigIntegerField()
    leased_until = BigIntegerField(null=True)
    state = TextField()
    created_at = BigIntegerField()

    class Meta:
        table_name = "outbox"
        indexes = ((("state", "next_attempt_at"), False),)


class OrderEvent(Model):
    """A change of an order, stamped (product.md §5). `staff` null: the program itself."""

    id = AutoField()
    order = IntegerField(column_name="order_id", index=True)
    at = BigIntegerField()
    staff = TextField(null=True)
    kind = TextField()
    detail = TextField()

    class Meta:
        table_name = "order_event"
        constraints = [SQL("FOREIGN KEY (order_id) REFERENCES orders (id)")]


class Page(Model):
    """A Facebook page that this shop connected. Its token is kept elsewhere (system/secrets.py)."""

    id = TextField(primary_key=True)
    name = TextField()
    connected_at = BigIntegerField()

    class Meta:
        table_name = "page"


class Live(Model):
    """A live of a page as Facebook told it at `synced_at`; `status` is Facebook's word (`LIVE`, `VOD`, …)."""

    id = TextField(primary_key=True)
    page = TextField(index=True)
    video = TextField(null=True)
    title = TextField(default="")
    status = TextField()
    created_at = BigIntegerField(null=True)
    started_at = BigIntegerField(null=True)
    synced_at = BigIntegerField()

    class Meta:
        table_name = "live"


class Staff(Model):
    """Somebody who may be at the desk. One who left keeps the name for the history and is not `is_active`."""

    id = AutoField()
    name = TextField(unique=True)
    is_active = BooleanField(default=True)
    created_at = BigIntegerField()

    class Meta:
        table_name = "staff"


TABLES: tuple[type[Model], ...] = (
    Campaign,
    Variant,
    Location,
    StockLevel,
    SyncState,
    CampaignProduct,
    Buyer,
    BuyerIdentity,
    Comment,
    Order,
    OrderLine,
    OutboxMessage,
    OrderEvent,
    Page,
    Live,
    Staff,
)
