"""A small event bus: who publishes does not know who listens. One per program, made by the composition root.

    bus = EventBus()
    stop = bus.subscribe(ChangeSet, presenter.changed)
    bus.publish(ChangeSet(…))
    stop()

Everything happens on the thread that made the bus (the event loop's), in order, before `publish` returns.
Events are frozen dataclasses. Must not be used to ask questions.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, TypeVar

Event = TypeVar("Event")

_log = logging.getLogger(__name__)


class EventBus:
    """Hands each event to the subscribers of exactly its type, in the order they came."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()
        self._subscribers: dict[type[Any], list[_Subscription]] = {}

    def subscribe(self, kind: type[Event], subscriber: Callable[[Event], None]) -> Callable[[], None]:
        """Call `subscriber` with every event of type `kind` from now on. Returns what ends it."""
        self._must_be_at_home()
        subscription = _Subscription(subscriber)
        subscribers = self._subscribers.setdefault(kind, [])
        subscribers.append(subscription)

        def unsubscribe() -> None:
            subscription.ended = True
            if subscription in subscribers:
                subscribers.remove(subscription)

        return unsubscribe

    def publish(self, event: object) -> None:
        """Tell all subscribers. What one of them raises is logged and hurts no other."""
        self._must_be_at_home()
        for subscription in tuple(self._subscribers.get(type(event), ())):
            if subscription.ended:
                continue
            try:
                subscription.subscriber(event)
            except Exception:
                _log.exception("a subscriber of %s failed", type(event).__name__)

    def _must_be_at_home(self) -> None:
        if threading.get_ident() != self._thread:
            raise RuntimeError("the event bus is used on the event loop's thread only")


class _Subscription:
    """One subscriber. Compared by identity: the same function may subscribe twice."""

    __slots__ = ("ended", "subscriber")

    def __init__(self, subscriber: Callable[[Any], None]) -> None:
        self.subscriber = subscriber
        self.ended = False
