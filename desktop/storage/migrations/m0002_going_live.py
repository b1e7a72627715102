"""What going live needs: pages, their lives, staff; the end of a campaign; who handled a comment.

Frozen since it was released: later changes are later migrations.
"""

from __future__ import annotations

from desktop.storage.transaction import Transaction

_STATEMENTS = (
    'ALTER TABLE "campaign" ADD COLUMN "ended_at" INTEGER',
    'ALTER TABLE "comment" ADD COLUMN "staff" TEXT',
    """CREATE TABLE "page" (
        "id" TEXT NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL,
        "connected_at" INTEGER NOT NULL
    )""",
    """CREATE TABLE "live" (
        "id" TEXT NOT NULL PRIMARY KEY,
        "page" TEXT NOT NULL,
        "video" TEXT,
        "title" TEXT NOT NULL,
        "status" TEXT NOT NULL,
        "created_at" INTEGER,
        "started_at" INTEGER,
        "synced_at" INTEGER NOT NULL
    )""",
    'CREATE INDEX "live_page" ON "live" ("page")',
    """CREATE TABLE "staff" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL,
        "is_active" INTEGER NOT NULL,
        "created_at" INTEGER NOT NULL
    )""",
    'CREATE UNIQUE INDEX "staff_name" ON "staff" ("name")',
)


def upgrade(tx: Transaction) -> None:
    """Add the tables and columns; older programs need not know them."""
    for statement in _STATEMENTS:
        tx.sql(statement)
