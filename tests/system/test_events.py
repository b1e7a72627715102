"""The event bus: typed, in order, and one subscriber's bug hurts no other."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import pytest

from desktop.system.events import EventBus


@dataclass(frozen=True, slots=True)
class Changed:
    number: int


@dataclass(frozen=True, slots=True)
class Stopped:
    pass


def test_subscribers_get_the_events_of_their_type_in_order() -> None:
    bus = EventBus()
    heard: list[object] = []
    bus.subscribe(Changed, lambda event: heard.append(("first", event.number)))
    bus.subscribe(Changed, lambda event: heard.append(("second", event.number)))
    bus.subscribe(Stopped, heard.append)
    bus.publish(Changed(1))
    bus.publish(Stopped())
    bus.publish(object())
    assert heard == [("first", 1), ("second", 1), Stopped()]


def test_unsubscribing_ends_it_even_during_an_event_and_twice() -> None:
    bus = EventBus()
    heard: list[str] = []
    bus.subscribe(Changed, lambda _: end_second())
    end_second = bus.subscribe(Changed, lambda _: heard.append("second"))
    end_third = bus.subscribe(Changed, lambda _: heard.append("third"))
    bus.publish(Changed(1))
    assert heard == ["third"]
    end_third()
    end_third()
    bus.publish(Changed(2))
    assert heard == ["third"]


def test_the_same_function_subscribed_twice_hears_twice_and_ends_one_by_one() -> None:
    bus = EventBus()
    heard: list[Changed] = []
    end_first = bus.subscribe(Changed, heard.append)
    bus.subscribe(Changed, heard.append)
    bus.publish(Changed(1))
    end_first()
    bus.publish(Changed(2))
    assert [event.number for event in heard] == [1, 1, 2]


def test_a_subscriber_that_comes_during_an_event_hears_the_next() -> None:
    bus = EventBus()
    heard: list[Changed] = []

    def join(event: Changed) -> None:
        if event.number == 1:
            bus.subscribe(Changed, heard.append)

    bus.subscribe(Changed, join)
    bus.publish(Changed(1))
    bus.publish(Changed(2))
    assert heard == [Changed(2)]


def test_what_one_subscriber_raises_is_logged_and_the_others_hear(caplog: pytest.LogCaptureFixture) -> None:
    bus = EventBus()
    heard: list[Changed] = []
    bus.subscribe(Changed, lambda event: [][event.number])
    bus.subscribe(Changed, heard.append)
    bus.publish(Changed(1))
    assert heard == [Changed(1)]
    assert "a subscriber of Changed failed" in caplog.text
    assert "IndexError" in caplog.text


def test_another_thread_is_refused() -> None:
    bus = EventBus()
    raised: list[str] = []

    def publish() -> None:
        try:
            bus.publish(Changed(1))
        except RuntimeError as error:
            raised.append(str(error))

    thread = threading.Thread(target=publish)
    thread.start()
    thread.join()
    assert "event loop's thread" in raised[0]
