"""A small table of their own for the tests of the machinery: notes, and a counter with a ceiling."""

from __future__ import annotations

from peewee import AutoField, IntegerField, Model, TextField

from desktop.storage.database import Transaction
from desktop.storage.migrations.runner import Migration


class Note(Model):
    id = AutoField()
    text = TextField()

    class Meta:
        table_name = "note"


class Counter(Model):
    name = TextField(primary_key=True)
    taken = IntegerField(default=0)
    ceiling = IntegerField()

    class Meta:
        table_name = "counter"


def create_tables(tx: Transaction) -> None:
    tx.sql('CREATE TABLE "note" ("id" INTEGER NOT NULL PRIMARY KEY, "text" TEXT NOT NULL)')
    tx.sql(
        'CREATE TABLE "counter" ("name" TEXT NOT NULL PRIMARY KEY, "taken" INTEGER NOT NULL,'
        ' "ceiling" INTEGER NOT NULL, CHECK (taken BETWEEN 0 AND ceiling))'
    )


STEPS = (Migration(1, "notes", create_tables),)


def add(tx: Transaction, *texts: str) -> int:
    """Write one note for each text; the id of the last."""
    return max(tx.execute(Note.insert(text=text)) for text in texts)


def texts(tx: Transaction) -> list[str]:
    return [text for (text,) in tx.rows(Note.select(Note.text).order_by(Note.id))]


def take(tx: Transaction, name: str) -> bool:
    """Take one unit below the ceiling, by one conditional statement (architecture.md §4)."""
    room = (Counter.name == name) & (Counter.taken < Counter.ceiling)
    return tx.changed(Counter.update(taken=Counter.taken + 1).where(room)) == 1
