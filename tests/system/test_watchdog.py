"""The watchdog over the comment source and the loop (product.md §9, architecture.md §5)."""

from __future__ import annotations

import threading

import pytest

from desktop.system.watchdog import SILENT_AFTER, STALLED_AFTER, Watchdog


class Post:
    """A watchdog whose time the test moves, and what it told."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.silence: list[float | None] = []
        self.stall: list[float | None] = []
        self.dog = Watchdog(
            on_silence=self.silence.append, on_stall=self.stall.append, clock=lambda: self.now
        )

    def after(self, seconds: float) -> None:
        self.now += seconds
        self.dog.check()


@pytest.fixture
def post() -> Post:
    return Post()


def test_9_it_warns_once_after_30_seconds_and_says_when_it_is_over(post: Post) -> None:
    post.dog.expect_answers(True)
    post.after(SILENT_AFTER - 0.1)
    assert post.silence == []
    post.after(0.1)
    post.after(5)
    assert post.silence == [30.0]
    post.dog.answered()
    post.after(1)
    assert post.silence == [30.0, None]


def test_9_every_answer_counts_anew(post: Post) -> None:
    post.dog.expect_answers(True)
    for _ in range(10):
        post.after(SILENT_AFTER - 1)
        post.dog.answered()
        post.dog.expect_answers(True)
    assert post.silence == []


def test_9_where_nothing_is_read_silence_is_no_fault(post: Post) -> None:
    """Before the live, and after it ended."""
    post.dog.answered()
    post.after(100)
    post.dog.expect_answers(True)
    post.after(SILENT_AFTER)
    post.dog.expect_answers(False)
    post.after(100)
    assert post.silence == [30.0, None]


def test_a_loop_that_stands_still_is_told_once(post: Post) -> None:
    post.after(100)
    assert post.stall == [], "before the first beat there is no loop"
    post.dog.beat()
    post.after(STALLED_AFTER)
    post.after(1)
    post.dog.beat()
    post.after(0.5)
    assert post.stall == [5.0, None]


def test_it_watches_on_a_thread_of_its_own_and_ends_with_stop() -> None:
    told, where = threading.Event(), []
    ticks = iter([0.0, *[100.0] * 1_000_000])

    def silence(_since: float | None) -> None:
        where.append(threading.current_thread().name)
        told.set()

    dog = Watchdog(on_silence=silence, clock=lambda: next(ticks))
    dog.expect_answers(True)
    dog.start()
    assert told.wait(5)
    dog.stop()
    assert where == ["watchdog"] and "watchdog" not in {thread.name for thread in threading.enumerate()}


def test_one_that_was_never_started_can_be_stopped(post: Post) -> None:
    post.dog.stop()
