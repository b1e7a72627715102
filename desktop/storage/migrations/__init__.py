"""The database's versions, oldest first. A migration is frozen once released: it does not use the models.

Each is a module `m0001_initial.py` with `def upgrade(tx: Transaction) -> None`, listed here by hand (a
bundled program has no folder to search).
"""

from desktop.storage.migrations import m0001_initial, m0002_going_live
from desktop.storage.migrations.runner import Migration

ALL: tuple[Migration, ...] = (
    Migration(1, "initial", m0001_initial.upgrade),
    Migration(2, "going live", m0002_going_live.upgrade),
)
