"""Fills the customers of the shop: the guest, the buyers on file, and others (omni_carriers.md §1.9)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from desktop.sandbox.omni.records import Address, Customer
from desktop.sandbox.omni.store import Store
from desktop.sandbox.omni.times import DAY, Ticks, ragged
from desktop.sandbox.rehearsal.people import crowd
from desktop.sandbox.scenario import Scenario

OTHERS = 60  # more than one page
GUEST_EMAIL, GUEST_NAME = "guest@haravan.com", "---"


def register(store: Store, random: Random, scenario: Scenario, opened: Ticks) -> None:
    """Put the customers into the store, the guest first."""
    for customer in _all(store, random, scenario, opened):
        store.customers[customer.id] = customer


def _all(store: Store, random: Random, scenario: Scenario, opened: Ticks) -> Iterator[Customer]:
    yield _guest(store, random, opened)
    names = {c.author_id: c.author_name for c in scenario.comments}
    for buyer in scenario.script.get("buyers", ()):
        if phone := buyer.get("phone"):
            name = names.get(buyer["id"]) or f"Khách {phone[-4:]}"
            yield _customer(store, random, name, phone, opened)
    for person in crowd(random, OTHERS):
        yield _customer(store, random, person.name, person.phone, opened, person.address)


def _guest(store: Store, random: Random, opened: Ticks) -> Customer:
    """The customer of all orders that have none; it has hundreds of orders and is nobody."""
    ordered = ragged(opened - DAY, random)
    return Customer(
        id=store.ids.next(),
        email=GUEST_EMAIL,
        phone=None,
        first_name=GUEST_NAME,
        last_name=None,
        addresses=(),
        orders_count=random.randint(300, 900),
        total_spent=Decimal(random.randint(100, 400) * 1_000_000),
        created_at=opened - 500 * DAY,
        updated_at=ordered,
        last_order_id=store.ids.next(),
        last_order_name="#100421",
        last_order_at=ordered,
    )


def _customer(
    store: Store, random: Random, name: str, phone: str, opened: Ticks, street: str | None = None
) -> Customer:
    """Somebody who has ordered before, or has only been entered."""
    last_name, _, first_name = name.rpartition(" ")
    created = ragged(opened - random.randint(2 * DAY, 400 * DAY), random)
    orders = random.choice((0, 1, 1, 2, 3, 8))
    ordered = random.randint(created, opened) if orders else None
    person_id = store.ids.next()
    return Customer(
        id=person_id,
        email=f"khach{person_id % 100_000}@example.com" if random.random() < 0.3 else None,
        phone=phone,
        first_name=first_name,
        last_name=last_name or None,
        addresses=_addresses(store, random, first_name, last_name or None, phone, street),
        orders_count=orders,
        total_spent=Decimal(orders * random.randint(99, 690) * 1000),
        created_at=created,
        updated_at=max(created, ordered or created),
        last_order_id=store.ids.next() if orders else None,
        last_order_name=f"#{random.randint(100_001, 100_420)}" if orders else None,
        last_order_at=ordered,
        tags=random.choice((None, None, "live", "live,VIP")),
        birthday=None if random.random() < 0.7 else opened // DAY * DAY - random.randint(7_000, 18_000) * DAY,
        gender=random.choice((None, None, 0, 1)),
    )


def _addresses(
    store: Store, random: Random, first_name: str, last_name: str | None, phone: str, street: str | None
) -> tuple[Address, ...]:
    if street is None:
        return ()
    place = random.choice(list(store.locations.values()))
    address = Address(
        id=store.ids.next(),
        street=street,
        province=place.province,
        province_code=place.province_code,
        district=place.district,
        district_code=place.district_code,
        ward=place.ward,
        ward_code=place.ward_code,
        first_name=first_name,
        last_name=last_name,
        phone=phone,
        default=True,
    )
    return (address,)
