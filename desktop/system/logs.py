"""The log file in the profile. Tokens and phone numbers never reach it, whoever logs them.

Nothing goes to the terminal from here: people get one sentence, the details lie in the file.
"""

from __future__ import annotations

import logging
import logging.handlers
import re
from collections.abc import Callable, Iterable
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s [%(threadName)s] %(message)s"
_MAX_BYTES = 2_000_000
_KEPT_FILES = 5

# These tell each statement with its values, or each request with its query: nothing of that is kept.
_TALKATIVE = ("peewee", "httpx", "httpcore", "asyncio", "qasync", "aiohttp.access", "PIL")

# A Vietnamese number: 0 or 84, then nine or ten digits, however people group them.
_PHONE = re.compile(r"(?<![\d_])(?:\+?84|0)(?:[ .\-()]{0,2}\d){9,10}(?!\d)")
# Every pattern here begins with a fixed text or a digit, so that a long line costs no more than its length.
_NAMED_SECRET = re.compile(
    r"""(?ix)
    ( (?:token|appsecret_proof|client_secret|password|passphrase|authorization) ["']? \s* [=:] \s* ["']? )
    ( (?:bearer|basic)\s+ )?
    [^\s"'&,;}\])]+ """
)
_BEARER = re.compile(r"(?i)\b(bearer\s+)[^\s\"',;]+")
_FACEBOOK_TOKEN = re.compile(r"\bEAA[0-9A-Za-z]{16,}")
_URL_PASSWORD = re.compile(r"(://[^\s/:@]+:)[^\s/@]+(?=@)")


class Redactor:
    """Replaces secrets in a text. `secrets` are values known by heart; the rest is told by its looks."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets: list[str] = []
        self.learn(secrets)

    def learn(self, secrets: Iterable[str]) -> None:
        """Know these by heart too, from now on."""
        self._secrets = sorted({*self._secrets, *filter(None, secrets)}, key=len, reverse=True)

    def __call__(self, text: str) -> str:
        """The text with every token as `[token]` and every phone number as `[phone]`."""
        for secret in self._secrets:
            text = text.replace(secret, "[token]")
        text = _URL_PASSWORD.sub(r"\1[token]", text)
        text = _NAMED_SECRET.sub(r"\1[token]", text)
        text = _BEARER.sub(r"\1[token]", text)
        text = _FACEBOOK_TOKEN.sub("[token]", text)
        return _PHONE.sub("[phone]", text)


class RedactingFormatter(logging.Formatter):
    """Redacts the finished line: message, arguments, exception and stack alike."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__(_FORMAT)
        self.redact = redact

    def format(self, record: logging.LogRecord) -> str:
        """The record as one redacted text."""
        return self.redact(super().format(record))


class _QuietFileHandler(logging.handlers.RotatingFileHandler):
    """A full disk or a folder that cannot be written must not put tracebacks on the user's terminal."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Let the record go."""


def redact_also(secrets: Iterable[str]) -> None:
    """Keep these values out of the log too: tokens that were opened or pasted after its start."""
    known = list(secrets)
    for handler in logging.getLogger().handlers:
        if isinstance(handler.formatter, RedactingFormatter):
            handler.formatter.redact.learn(known)


def start_logging(path: Path, level: str = "INFO", secrets: Iterable[str] = ()) -> Callable[[], None]:
    """Log to `path` (2 MB, five older ones kept) from `level` on. Returns what stops it again."""
    handler = _QuietFileHandler(
        path, maxBytes=_MAX_BYTES, backupCount=_KEPT_FILES, encoding="utf-8", errors="replace", delay=True
    )
    handler.setFormatter(RedactingFormatter(Redactor(secrets)))
    root = logging.getLogger()
    before = root.level
    root.setLevel(level)
    root.addHandler(handler)
    talkative = {name: logging.getLogger(name).level for name in _TALKATIVE}
    for name in talkative:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(True)

    def stop() -> None:
        logging.captureWarnings(False)
        root.removeHandler(handler)
        root.setLevel(before)
        for name, level in talkative.items():
            logging.getLogger(name).setLevel(level)
        handler.close()

    return stop
