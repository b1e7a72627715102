"""`stock.move`, the only function that writes counters, on real SQLite (product.md §3)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peewee import IntegrityError
from shelf import NOW, SKU, figures, line, move, put_on_sale

from desktop.domain.stock import FRESH_STOCK, Counters, LineState
from desktop.storage import lines, migrations, stock
from desktop.storage.database import Database
from desktop.storage.models import CampaignProduct, OrderLine, Variant
from desktop.storage.stock import StaleLineError
from desktop.storage.transaction import Transaction

OpenDatabase = Callable[..., Database]


@pytest.fixture
def db(opened: OpenDatabase, location: Path) -> Database:
    return opened(location, migrations.ALL)


def test_3_a_line_is_reserved_whole_or_not_at_all(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 3)
        first, second = line(tx, campaign, 2), line(tx, campaign, 2, comment_id="c2")
        assert move(tx, first, LineState.RESERVED)
        assert not move(tx, second, LineState.RESERVED)
        assert lines.get(tx, second.id).state is LineState.WANTED
        assert figures(tx, campaign) == (3, 2, 0)
        assert move(tx, second, LineState.RESERVED, 1)
        assert figures(tx, campaign) == (3, 3, 0)

    db.write_sync(fn)


def test_3_without_open_sale_there_is_no_limit(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, None, 0)
        assert move(tx, line(tx, campaign, 500), LineState.RESERVED, fresh_since=0)
        assert figures(tx, campaign) == (None, 500, 0)

    db.write_sync(fn)


@pytest.mark.parametrize("state", [LineState.REMOVED, LineState.LAPSED, LineState.WAITLISTED])
def test_3_what_a_line_gives_up_is_free_at_once(db: Database, state: LineState) -> None:
    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 2)
        first = line(tx, campaign, 2)
        assert move(tx, first, LineState.HELD)
        assert move(tx, first, state)
        assert figures(tx, campaign) == (2, 0, 0)
        assert move(tx, line(tx, campaign, 2, comment_id="c2"), LineState.RESERVED)

    db.write_sync(fn)


def test_3_a_full_shelf_still_lets_lines_move_that_take_nothing_more(db: Database) -> None:
    """From hold to cart, from cart to closed order, back to the shelf: no further units are needed."""

    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 2, 2)
        full = line(tx, campaign, 2)
        assert move(tx, full, LineState.HELD)
        assert move(tx, full, LineState.RESERVED)
        assert move(tx, full, LineState.SOLD)
        assert figures(tx, campaign) == (2, 0, 2)
        assert not move(tx, line(tx, campaign, comment_id="c2"), LineState.RESERVED)
        assert move(tx, full, LineState.REMOVED)
        assert figures(tx, campaign) == (2, 0, 0)

    db.write_sync(fn)


def test_3_a_line_that_is_not_where_its_mover_believed_gives_the_transaction_up(db: Database) -> None:
    """A use case that worked on an old view must not count twice."""
    campaign, stale = db.write_sync(_reserved_line)

    def release_twice(tx: Transaction) -> None:
        for _ in range(2):
            stock.move(
                tx,
                line=stale,
                campaign=campaign,
                sku=SKU,
                before=(LineState.RESERVED, 2),
                after=(LineState.REMOVED, 2),
            )

    with pytest.raises((StaleLineError, IntegrityError)):
        db.write_sync(release_twice)
    assert db.read_sync(figures, campaign) == (5, 2, 0)
    assert db.read_sync(stock.recount, campaign) == []


@pytest.mark.parametrize("before", [(LineState.HELD, 2), (LineState.RESERVED, 1), (LineState.RESERVED, 3)])
def test_3_state_and_quantity_must_both_be_as_believed(db: Database, before: tuple[LineState, int]) -> None:
    campaign, stale = db.write_sync(_reserved_line)
    with pytest.raises((StaleLineError, IntegrityError)):
        db.write_sync(
            stock.move, line=stale, campaign=campaign, sku=SKU, before=before, after=(LineState.SOLD, 2)
        )
    assert db.read_sync(stock.recount, campaign) == []
    assert db.read_sync(figures, campaign) == (5, 2, 0)


def _reserved_line(tx: Transaction) -> tuple[int, int]:
    campaign = put_on_sale(tx, 5)
    wanted = line(tx, campaign, 2)
    assert move(tx, wanted, LineState.RESERVED)
    return campaign, wanted.id


@pytest.mark.parametrize(
    "values",
    [
        {"reserved": 6},
        {"sold": 6},
        {"reserved": 3, "sold": 3},
        {"reserved": -1},
        {"sold": -1},
        {"open_sale": 1},
    ],
)
def test_4_the_database_itself_refuses_to_be_oversold(db: Database, values: dict[str, int]) -> None:
    campaign, _line = db.write_sync(_reserved_line)
    with pytest.raises(IntegrityError, match="CHECK"):
        db.write_sync(lambda tx: tx.execute(CampaignProduct.update(**values)))
    assert db.read_sync(figures, campaign) == (5, 2, 0)


@pytest.mark.parametrize(("wanted", "in_force"), [(10, 10), (4, 4), (3, 3), (2, 3), (0, 3), (None, None)])
def test_3_lowering_below_what_is_held_clamps(db: Database, wanted: int | None, in_force: int | None) -> None:
    """Two reserved and one sold are held."""

    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 5)
        assert move(tx, line(tx, campaign, 2), LineState.RESERVED)
        assert move(tx, line(tx, campaign, 1, comment_id="c2"), LineState.SOLD)
        set_to = stock.set_open_sale(tx, campaign, SKU, wanted)
        assert set_to is not None
        assert set_to.open_sale == in_force
        assert figures(tx, campaign) == (in_force, 2, 1)
        assert stock.set_open_sale(tx, campaign, "?", 1) is None

    db.write_sync(fn)


@pytest.mark.parametrize(("age", "fits"), [(0, False), (59_000, False), (60_000, False), (61_000, True)])
def test_3_respect_stock_counts_a_reading_for_sixty_seconds(db: Database, age: int, fits: bool) -> None:
    """A stale reading never refuses."""

    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 10, 1, at=NOW - age)
        assert move(tx, line(tx, campaign, 2), LineState.RESERVED, fresh_since=NOW - FRESH_STOCK) is fits

    db.write_sync(fn)


def test_3_respect_stock_is_less_what_omni_does_not_know_yet(db: Database) -> None:
    """Held by any campaign, and closed since the reading."""

    def fn(tx: Transaction) -> None:
        campaign, other = put_on_sale(tx, 10, 5), put_on_sale(tx, 10, 5)
        assert move(tx, line(tx, campaign, 2), LineState.SOLD)
        assert move(tx, line(tx, other, 2, comment_id="c2"), LineState.HELD)
        third = line(tx, campaign, 2, comment_id="c3")
        assert not move(tx, third, LineState.RESERVED, fresh_since=0)
        assert move(tx, third, LineState.RESERVED, 1, fresh_since=0)

    db.write_sync(fn)


@pytest.mark.parametrize(
    "values", [{"stock": None}, {"stock_fetched_at": None}, {"is_tracked": False}, {"allows_backorder": True}]
)
def test_3_unknown_untracked_and_backordered_stock_never_refuses(
    db: Database, values: dict[str, object]
) -> None:
    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 10, 0)
        tx.execute(Variant.update(**values))
        assert move(tx, line(tx, campaign, 2), LineState.RESERVED, fresh_since=0)

    db.write_sync(fn)


def test_3_respect_stock_looks_only_at_the_sku_itself(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 10, 5)
        tx.execute(Variant.insert(sku="D02", product="", price=1, stock=0, stock_fetched_at=NOW))
        assert move(tx, line(tx, campaign, 5), LineState.RESERVED, fresh_since=0)

    db.write_sync(fn)


def test_5_closing_and_cancelling_a_closed_order_move_what_omni_has(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 10, 5)
        sold = line(tx, campaign, 3)
        assert move(tx, sold, LineState.RESERVED)
        assert available(tx) == 5
        assert move(tx, sold, LineState.SOLD)
        assert available(tx) == 2
        assert move(tx, sold, LineState.REMOVED)
        assert available(tx) == 5

    db.write_sync(fn)


def available(tx: Transaction) -> int:
    figure = stock.stock_figure(tx, SKU)
    assert figure is not None
    return figure.available


def test_5_a_new_reading_knows_what_was_closed_before(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 10, 5)
        assert move(tx, line(tx, campaign, 3), LineState.SOLD)
        assert stock.set_stock(tx, SKU, 2, NOW + 1)
        assert available(tx) == 2
        assert not stock.set_stock(tx, "?", 2, NOW)
        assert stock.stock_figure(tx, "?") is None

    db.write_sync(fn)


def test_3_recount_names_what_differs(db: Database) -> None:
    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, 10)
        assert move(tx, line(tx, campaign, 3), LineState.RESERVED)
        assert stock.recount(tx, campaign) == []
        tx.execute(OrderLine.update(quantity=2))
        assert stock.recount(tx, campaign) == [(SKU, Counters(3, 0), Counters(2, 0))]
        tx.execute(OrderLine.update(quantity=3, state=LineState.SOLD))
        assert stock.recount(tx, campaign) == [(SKU, Counters(3, 0), Counters(0, 3))]

    db.write_sync(fn)


STATES = st.sampled_from([state for state in LineState if state is not LineState.OPEN])
MOVES = st.lists(st.tuples(st.integers(0, 2), STATES, st.integers(1, 4)), min_size=1, max_size=12)


@given(MOVES, st.none() | st.integers(0, 8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_3_whatever_is_moved_is_never_oversold_and_always_recounts(
    db: Database, moves: list[tuple[int, LineState, int]], open_sale: int | None
) -> None:
    def fn(tx: Transaction) -> None:
        campaign = put_on_sale(tx, open_sale, 5)
        wanted = [line(tx, campaign, comment_id=f"{campaign}-{number}") for number in range(3)]
        for number, state, quantity in moves:
            before = lines.get(tx, wanted[number].id)
            done = move(tx, wanted[number], state, quantity)
            after = lines.get(tx, wanted[number].id)
            assert (after.state, after.quantity) == (
                (state, quantity) if done else (before.state, before.quantity)
            )
            limit, reserved, sold = figures(tx, campaign)
            assert reserved >= 0
            assert sold >= 0
            assert limit is None or reserved + sold <= limit
            assert stock.recount(tx, campaign) == []

    db.write_sync(fn)
