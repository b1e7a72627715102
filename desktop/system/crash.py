"""What happens to an exception nobody caught: the log gets the traceback, people get one sentence."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

_log = logging.getLogger(__name__)

_Hook = tuple[type[BaseException], BaseException | None, TracebackType | None]


def report_uncaught(tell: Callable[[str], None], log: Path) -> Callable[[], None]:
    """Log uncaught exceptions of every thread and `tell` people one sentence that names the `log`.

    `tell` may be called from any thread. Exceptions in finalisers are only logged. Returns what undoes it.
    """
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    sentence = f"Quầy Live gặp lỗi không ngờ; chi tiết đã ghi vào {log}, hãy mở lại chương trình."

    def uncaught(*found: *_Hook) -> None:
        if issubclass(found[0], KeyboardInterrupt):
            return
        _record("uncaught exception", found)
        tell(sentence)

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_type is SystemExit:
            return
        name = args.thread.name if args.thread else "?"
        _record(f"uncaught exception in thread {name}", (args.exc_type, args.exc_value, args.exc_traceback))
        tell(sentence)

    def unraisable(args: sys.UnraisableHookArgs) -> None:
        message = args.err_msg or "exception ignored"
        _record(message, (args.exc_type, args.exc_value, args.exc_traceback))

    sys.excepthook, threading.excepthook, sys.unraisablehook = uncaught, in_thread, unraisable

    def undo() -> None:
        sys.excepthook, threading.excepthook, sys.unraisablehook = before

    return undo


def record_deaths(path: Path) -> Callable[[], None]:
    """Let the interpreter write its stacks to `path` when the process itself dies. Returns what undoes it."""
    try:
        file = path.open("a", encoding="utf-8")
    except OSError:
        return lambda: None
    faulthandler.enable(file)

    def undo() -> None:
        faulthandler.disable()
        with suppress(OSError):
            file.close()

    return undo


def _record(message: str, found: _Hook) -> None:
    kind, error, traceback = found
    if error is None:
        _log.critical("%s: %s", message, kind.__name__)
    else:
        _log.critical(message, exc_info=(kind, error, traceback))
