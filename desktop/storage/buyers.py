"""Buyers and their identities (product.md §1)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.storage.models import Buyer, BuyerIdentity, Comment
from desktop.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class BuyerRecord:
    """A buyer on file."""

    id: int
    name: str
    phone: str | None
    is_blocked: bool


def find(tx: Transaction, kind: str, page: str, external_id: str) -> BuyerRecord | None:
    """The buyer with this identity, None where there is none."""
    row = tx.row(
        Buyer.select(Buyer.id, Buyer.name, Buyer.phone, Buyer.is_blocked)
        .join(BuyerIdentity, on=(BuyerIdentity.buyer == Buyer.id))
        .where(
            BuyerIdentity.kind == kind, BuyerIdentity.page == page, BuyerIdentity.external_id == external_id
        )
    )
    return BuyerRecord(*row) if row else None


def get(tx: Transaction, buyer: int) -> BuyerRecord:
    """One buyer by id."""
    row = tx.row(Buyer.select(Buyer.id, Buyer.name, Buyer.phone, Buyer.is_blocked).where(Buyer.id == buyer))
    assert row is not None
    return BuyerRecord(*row)


def phone_on_file(tx: Transaction, buyer: int) -> str | None:
    """The phone known of a buyer."""
    return get(tx, buyer).phone


def ensure(
    tx: Transaction, kind: str, page: str, external_id: str, name: str, now: int, phone: str | None = None
) -> BuyerRecord:
    """The buyer with this identity, made where there is none; a new name replaces the old."""
    known = find(tx, kind, page, external_id)
    if known is not None:
        if name and name != known.name:
            tx.execute(Buyer.update(name=name).where(Buyer.id == known.id))
        return known
    buyer = tx.execute(Buyer.insert(name=name, phone=phone, is_blocked=False, created_at=now))
    tx.execute(BuyerIdentity.insert(kind=kind, page=page, external_id=external_id, buyer=buyer))
    return BuyerRecord(buyer, name, phone, False)


def set_phone(tx: Transaction, buyer: int, phone: str) -> None:
    """Keep the phone a buyer gave."""
    tx.execute(Buyer.update(phone=phone).where(Buyer.id == buyer))


def set_name(tx: Transaction, buyer: int, name: str) -> None:
    """Give a buyer a name."""
    tx.execute(Buyer.update(name=name).where(Buyer.id == buyer))


def set_blocked(tx: Transaction, buyer: int, blocked: bool) -> None:
    """Block or unblock a buyer."""
    tx.execute(Buyer.update(is_blocked=blocked).where(Buyer.id == buyer))


def campaign_phone(tx: Transaction, campaign: int, buyer: int) -> str | None:
    """The phone a buyer gave last in this campaign."""
    return tx.scalar(  # type: ignore[no-any-return]
        Comment.select(Comment.phone)
        .where(Comment.campaign == campaign, Comment.buyer == buyer, Comment.phone.is_null(False))
        .order_by(Comment.sequence.desc())
        .limit(1)
    )


def commenter(tx: Transaction, buyer: int) -> str | None:
    """The commenter's id of a buyer."""
    return tx.scalar(  # type: ignore[no-any-return]
        BuyerIdentity.select(BuyerIdentity.external_id).where(
            BuyerIdentity.buyer == buyer, BuyerIdentity.kind == "commenter"
        )
    )
