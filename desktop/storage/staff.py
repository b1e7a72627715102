"""Who may be at the desk. A name that left stays, for the history names it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.storage.models import Staff
from desktop.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class StaffRecord:
    """One person; who left is not `is_active`."""

    id: int
    name: str
    is_active: bool


def everybody(tx: Transaction) -> list[StaffRecord]:
    """All people ever named here, in the order they came."""
    rows = tx.rows(Staff.select(Staff.id, Staff.name, Staff.is_active).order_by(Staff.id))
    return [StaffRecord(staff, name, bool(is_active)) for staff, name, is_active in rows]


def add(tx: Transaction, name: str, now: int) -> int:
    """A new person; the id."""
    staff: int = tx.execute(Staff.insert(name=name, is_active=True, created_at=now))
    return staff


def rename(tx: Transaction, staff: int, name: str) -> None:
    """Call a person otherwise from now on; what is stamped keeps the old name."""
    tx.execute(Staff.update(name=name).where(Staff.id == staff))


def set_active(tx: Transaction, staff: int, is_active: bool) -> None:
    """Let a person leave, or come back."""
    tx.execute(Staff.update(is_active=is_active).where(Staff.id == staff))
