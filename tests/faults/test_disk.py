"""A disk that is full or fails in mid-live: one sentence, and nothing lost once there is space again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from e2e.running import (
    QUICKLY,
    Running,
    Shop,
    chatter,
    one_sentence,
    sandbox,
    scenario,
    told_once,
    wait_until,
)

from desktop.storage import stock
from desktop.storage.database import Database

if sys.platform.startswith("linux"):
    import resource
else:
    pytest.skip("limits of files and small disks are Linux's", allow_module_level=True)

COUNT = 240
SAID = chatter(COUNT, 16)
IDS = [row["id"] for row in SAID]
SMALL, LARGE = "500k", "64m"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with sandbox(tmp_path, scenario(SAID), *QUICKLY) as servers:
        yield Shop(tmp_path, servers)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A disk of its own; call it with its size, again to make it larger. Skipped where we may not mount."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(size: str) -> Path:
        options = f"size={size}" if not place.is_mount() else f"remount,size={size}"
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True
        )
        if done.returncode != 0:
            pytest.skip("this user may not mount a disk")
        return place

    yield mount
    if place.is_mount():
        subprocess.run(["umount", str(place)], check=True)


class ShopOnDisk(Shop):
    """A shop whose database lies on the small disk."""

    @property
    def database(self) -> Path:
        return self.folder / "disk" / "shop.db"


def assert_nothing_lost(shop: Shop, listeners: Sequence[Running]) -> None:
    told = told_once([row for listener in listeners for row in listener.rows])
    assert sorted(told) == sorted(IDS) == sorted(shop.stored())
    with closing(Database.open(shop.database)) as database:
        assert database.read_sync(stock.recount, 1) == []


def limit_files(listener: Running, size: int) -> None:
    """No file of this process may grow beyond so many bytes: a write fails, as on a failing disk."""
    resource.prlimit(listener.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def test_a_disk_that_fails_in_mid_live_is_said_and_made_up_for(shop: Shop) -> None:
    """Issue 2, bad input: the batch in hand is tried until it is stored."""
    with shop.listening() as listener:
        wait_until(lambda: len(listener.rows) > 20, "the first comments")
        limit_files(listener, 100_000)
        wait_until(lambda: listener.err, "the sentence")
        before = len(shop.stored())
        wait_until(lambda: len(shop.servers.comments()) == COUNT, "the whole live")
        assert len(shop.stored()) == before < COUNT
        limit_files(listener, resource.RLIM_INFINITY)
        shop.wait_for(IDS)
        wait_until(lambda: len(listener.rows) == COUNT, "the lines")
        assert listener.interrupt() == 130
        assert "Ổ đĩa báo lỗi" in one_sentence(listener.err)
        assert_nothing_lost(shop, [listener])


def test_a_full_disk_is_told_as_such_and_made_up_for(shop: Shop, small_disk: Callable[[str], Path]) -> None:
    small_disk(SMALL)
    shop = ShopOnDisk(shop.folder, shop.servers)
    with shop.listening() as listener:
        wait_until(lambda: listener.err, "the sentence")
        assert 0 < len(shop.stored()) < COUNT
        small_disk(LARGE)
        shop.wait_for(IDS)
        wait_until(lambda: len(listener.rows) == COUNT, "the lines")
        assert listener.interrupt() == 130
        assert "đã đầy" in one_sentence(listener.err)
        assert_nothing_lost(shop, [listener])


def test_ended_on_a_full_disk_the_next_run_has_everything(
    shop: Shop, small_disk: Callable[[str], Path]
) -> None:
    """What was not stored was not told, and the watermark did not move past it."""
    small_disk(SMALL)
    shop = ShopOnDisk(shop.folder, shop.servers)
    with shop.listening() as first:
        wait_until(lambda: first.err, "the sentence")
        assert first.interrupt() == 130
        assert "đã đầy" in one_sentence(first.err)
        assert [row["comment_id"] for row in first.rows] == shop.stored()
    small_disk(LARGE)
    with shop.listening() as second:
        shop.wait_for(IDS)
        assert second.interrupt() == 130
        assert second.err == ""
        assert_nothing_lost(shop, [first, second])


def test_no_space_for_a_database_at_all(shop: Shop, small_disk: Callable[[str], Path]) -> None:
    small_disk("20k")
    shop = ShopOnDisk(shop.folder, shop.servers)
    with shop.listening() as listener:
        assert listener.wait() == 2
        assert "đã đầy" in one_sentence(listener.err)


def test_no_space_for_what_is_listed(shop: Shop, small_disk: Callable[[str], Path]) -> None:
    """`orders --output`; half a file is said to be none."""
    with shop.listening() as listener:
        wait_until(lambda: len(listener.rows) > 60, "some orders")
        assert listener.interrupt() == 130
    target = small_disk("8k") / "orders.json"
    command = [sys.executable, "-m", "desktop", "orders", "--output", str(target)]
    done = subprocess.run(command, env=shop.env(), capture_output=True, check=False, timeout=30)
    assert done.returncode == 2 and "orders.json" in one_sentence(done.stderr.decode())
