"""What hinders this station whatever screen is in sight, one sentence at a time: its tokens, its clock.

Must not find troubles out; whoever does says them here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trouble:
    """A Vietnamese sentence for staff, empty for none; `asks_token`: a token pasted anew mends it."""

    sentence: str = ""
    asks_token: bool = False


class Troubles:
    """Says the weightiest: without a token nothing is read, with a wrong clock times are wrong."""

    def __init__(self) -> None:
        self._tokens, self._clock = "", ""
        self._told = Trouble()
        self._callbacks: list[Callable[[Trouble], None]] = []

    @property
    def told(self) -> Trouble:
        """What is said now."""
        return self._told

    def subscribe(self, callback: Callable[[Trouble], None]) -> Callable[[], None]:
        """Call back now and whenever something else is to be said; returns what ends that."""
        self._callbacks.append(callback)
        callback(self._told)
        return lambda: self._callbacks.remove(callback)

    def say_tokens(self, sentence: str) -> None:
        """Why there is no token to read with; empty when there is."""
        self._tokens = sentence
        self._tell()

    def say_clock(self, sentence: str) -> None:
        """How the computer's clock is wrong; empty when it is right."""
        self._clock = sentence
        self._tell()

    def _tell(self) -> None:
        told = Trouble(self._tokens or self._clock, asks_token=bool(self._tokens))
        if told != self._told:
            self._told = told
            for callback in tuple(self._callbacks):
                callback(told)
