"""What a failed reading means: the state to show, how long to keep away, how many rows to ask for next.

Must not ask or wait by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.clients.graph.advice import DEFAULT_THROTTLE_SECONDS, Purpose, advise
from desktop.clients.graph.client import PAGE_LIMIT
from desktop.clients.graph.errors import ErrorKind, GraphError
from desktop.clients.graph.reading import Pace, ReadingState
from desktop.clients.http import HttpError, NetworkError, NetworkKind

SMALLEST_LIMIT = 5
LONGEST_THROTTLE_SECONDS = 24 * 3600
_GOOD_READINGS_TO_GROW = 10
_NO_WAY_OUT = frozenset({NetworkKind.NO_NETWORK, NetworkKind.DNS, NetworkKind.TLS, NetworkKind.PROXY})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state to show, the seconds to wait, and the sentence for staff."""

    state: ReadingState
    delay: float
    advice: str


class Recovery:
    """Counts failures in a row. `limit` is the rows to ask for: halved at REDUCE, grown back by success.

    `purpose` is what the failed calls were for, in the words for staff.
    """

    def __init__(self, pace: Pace, chance: Callable[[], float], purpose: Purpose = Purpose.COMMENTS) -> None:
        self.limit = PAGE_LIMIT
        self._pace, self._chance, self._purpose = pace, chance, purpose
        self._failures = self._dead_tokens = self._good = 0
        self._relogin_advice = ""

    def succeeded(self) -> None:
        """A reading went well to its end or to the page cap."""
        self._failures = self._dead_tokens = 0
        self._good += 1
        if self._good >= _GOOD_READINGS_TO_GROW:
            self.limit, self._good = min(PAGE_LIMIT, self.limit * 2), 0

    def renewed(self) -> None:
        """A new token has come: what the old one did no longer counts."""
        self._dead_tokens = 0

    def failed(self, error: GraphError | HttpError, *, has_begun: bool) -> Verdict:
        """A reading failed. `has_begun`: some page of it was read, so that it is no refusal of the whole.

        A dead token stays the state once it is sure, until a reading goes well or a new token comes:
        that the network fails too meanwhile does not bring it to life.
        """
        kind = _kind(error, has_begun)
        self._failures += 1
        self._good = 0
        advice = advise(error, self._purpose)
        if kind is ErrorKind.RELOGIN:
            self._dead_tokens += 1
            self._relogin_advice = advice
        elif kind is ErrorKind.REDUCE:
            self.limit = max(SMALLEST_LIMIT, self.limit // 2)
        if self._dead_tokens >= self._pace.patience:
            return Verdict(ReadingState.RELOGIN, self._delay(kind, error), self._relogin_advice)
        return Verdict(self._state(kind, error), self._delay(kind, error), advice)

    def _state(self, kind: ErrorKind, error: GraphError | HttpError) -> ReadingState:
        match kind:
            case ErrorKind.RELOGIN:
                return ReadingState.RELOGIN
            case ErrorKind.THROTTLE:
                return ReadingState.THROTTLED
            case ErrorKind.CONFIG | ErrorKind.FINAL | ErrorKind.BLOCKED:
                return ReadingState.FORBIDDEN
        is_cut_off = isinstance(error, NetworkError) and error.kind in _NO_WAY_OUT
        lasts = is_cut_off or self._failures >= self._pace.patience
        return ReadingState.OFFLINE if lasts else ReadingState.DELAYED

    def _delay(self, kind: ErrorKind, error: GraphError | HttpError) -> float:
        match kind:
            case ErrorKind.RELOGIN:
                lasts = self._dead_tokens >= self._pace.patience
                return self._pace.relogin_later if lasts else self._pace.relogin
            case ErrorKind.THROTTLE:
                regain = error.regain_seconds if isinstance(error, GraphError) else None
                return float(min(regain or DEFAULT_THROTTLE_SECONDS, LONGEST_THROTTLE_SECONDS))
            case ErrorKind.CONFIG | ErrorKind.FINAL | ErrorKind.BLOCKED:
                return self._pace.refused
        return self._pace.backoff.delay(self._failures, self._chance)


def _kind(error: GraphError | HttpError, has_begun: bool) -> ErrorKind:
    if not isinstance(error, GraphError):
        return ErrorKind.RETRY
    # A cursor goes bad now and then (100); the next reading begins without it.
    return ErrorKind.RETRY if has_begun and error.kind is ErrorKind.FINAL else error.kind
