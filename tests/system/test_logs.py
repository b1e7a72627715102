"""Secrets and phone numbers never reach the log; tracebacks never reach the terminal."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.system import logs
from desktop.system.crash import record_deaths, report_uncaught
from desktop.system.logs import Redactor, start_logging

SECRET = "omni-5f3a9c"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "quaylive.log"
    stop = start_logging(path, "DEBUG", [SECRET])
    yield path
    stop()


@pytest.mark.parametrize(
    "text",
    [
        "0912345678",
        "+84912345678",
        "84912345678",
        "0912 345 678",
        "0912.345.678",
        "091-234-5678",
        "(0912) 345 678",
        "+84 (0) 912 345 678",
        "02838123456",
        "sdt0912345678nha",
    ],
)
def test_phone_numbers_are_redacted_however_they_are_grouped(text: str) -> None:
    redacted = Redactor()(f"chốt 2 áo {text} ship em")
    assert "345" not in redacted
    assert "812" not in redacted
    assert redacted.startswith("chốt 2 áo ")
    assert redacted.endswith(" ship em")
    assert "[phone]" in redacted


@pytest.mark.parametrize(
    "text",
    [
        "comment 1234567890_0987654321012345 took 12 ms",
        "watermark 1763702912345",
        "QL-000123 of live 912345678901234",
        "2026-11-21 08:30:12,123 120 rows",
        "price 299000, 34 left",
    ],
)
def test_ids_times_and_prices_are_not_phone_numbers(text: str) -> None:
    assert Redactor()(text) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("GET https://host/v26.0/me?access_token=sEcReT123&fields=id", "&fields=id"),
        ("{'access_token': 'sEcReT123', 'id': '1'}", "'id': '1'}"),
        ('{"token":"sEcReT123","shop":1}', ',"shop":1}'),
        ("Authorization: Bearer sEcReT123", "Authorization: "),
        ("headers [('authorization', 'Bearer sEcReT123')]", "headers"),
        ("appsecret_proof=sEcReT123 password: sEcReT123", "appsecret_proof="),
        ("token EAABsbCS1sEcReT123sEcReT123 is dead", " is dead"),
        ("postgresql://shop:sEcReT123@host/db", "@host/db"),
        (f"POST /com/orders.json {SECRET} 201", " 201"),
    ],
)
def test_tokens_are_redacted_wherever_they_stand(text: str, kept: str) -> None:
    redacted = Redactor([SECRET])(text)
    assert "sEcReT123" not in redacted
    assert SECRET not in redacted
    assert kept in redacted


def test_arguments_exceptions_and_stacks_are_redacted(log: Path) -> None:
    logger = logging.getLogger("desktop.test")
    logger.info("asked %s with %r", "https://host/?access_token=sEcReT123", {"phone": "0912345678"})
    try:
        raise ValueError(f"bad token=sEcReT123 {SECRET} of 0912 345 678")
    except ValueError:
        logger.exception("failed")
    logger.warning("here", stack_info=True)
    text = log.read_text("utf-8")
    assert "asked" in text
    assert "ValueError: bad token=[token] [token] of [phone]" in text
    assert "Stack (most recent call last)" in text
    for secret in ("sEcReT123", SECRET, "0912345678", "0912 345 678"):
        assert secret not in text


def test_statements_with_their_values_are_not_logged_at_any_level(log: Path) -> None:
    for name in ("peewee", "httpx", "httpcore"):
        logging.getLogger(name).debug("INSERT INTO buyer VALUES ('Lan')")
        logging.getLogger(name).warning("kept")
    assert "Lan" not in log.read_text("utf-8")
    assert log.read_text("utf-8").count("kept") == 3


def test_warnings_go_to_the_log(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)
        logging.captureWarnings(True)
        warnings.warn("old call", DeprecationWarning, stacklevel=1)
    assert "old call" in log.read_text("utf-8")
    assert capsys.readouterr().err == ""


def test_a_long_line_costs_no_more_than_its_length() -> None:
    """A pattern that starts anywhere takes minutes here instead of a moment."""
    started = time.process_time()
    Redactor()("x" * 200_000 + "token " * 10_000 + "://" * 10_000 + "0 " * 10_000)
    assert time.process_time() - started < 3


def test_the_log_rotates_and_keeps_five(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "_MAX_BYTES", 20_000)
    stop = start_logging(tmp_path / "quaylive.log")
    for _ in range(150):
        logging.getLogger("desktop.test").info("x" * 1000)
    stop()
    sizes = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert set(sizes) == {"quaylive.log", *(f"quaylive.log.{number}" for number in range(1, 6))}
    assert max(sizes.values()) <= 20_000


def test_a_log_that_cannot_be_written_is_silent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """§ Bad input: a full or read-only disk gives no traceback on the terminal."""
    stop = start_logging(tmp_path / "nowhere" / "quaylive.log")
    logging.getLogger("desktop.test").error("lost")
    stop()
    assert capsys.readouterr().err == ""


def test_stopping_restores_the_logging_as_it_was(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = (root.level, list(root.handlers))
    start_logging(tmp_path / "quaylive.log", "DEBUG")()
    assert (root.level, list(root.handlers)) == before


def test_an_uncaught_exception_is_one_sentence_and_a_traceback_in_the_log(
    log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    undo = report_uncaught(told.append, log)
    try:
        try:
            raise ZeroDivisionError("of 0912345678")
        except ZeroDivisionError as error:
            sys.excepthook(type(error), error, error.__traceback__)
        thread = threading.Thread(target=lambda: [][1], name="worker")
        thread.start()
        thread.join()
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    finally:
        undo()
    text = log.read_text("utf-8")
    assert "ZeroDivisionError: of [phone]" in text
    assert "uncaught exception in thread worker" in text
    assert "IndexError" in text
    assert "KeyboardInterrupt" not in text
    assert len(told) == 2
    assert all(str(log) in sentence and "\n" not in sentence for sentence in told)
    assert capsys.readouterr().err == ""


def test_an_exception_in_a_finaliser_is_logged_only(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    class Broken:
        def __del__(self) -> None:
            raise LookupError("in a finaliser")

    told: list[str] = []
    undo = report_uncaught(told.append, log)
    try:
        Broken()
    finally:
        undo()
    assert "LookupError: in a finaliser" in log.read_text("utf-8")
    assert told == []
    assert capsys.readouterr().err == ""


def test_a_process_that_dies_leaves_its_stacks(tmp_path: Path) -> None:
    program = (
        "import faulthandler, pathlib, sys; from desktop.system.crash import record_deaths;"
        "record_deaths(pathlib.Path(sys.argv[1])); faulthandler._sigabrt()"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "crash.log")]
    root = Path(__file__).parent.parent.parent
    run = subprocess.run(command, cwd=root, capture_output=True, timeout=60, check=False)
    assert run.returncode != 0
    assert "Fatal Python error: Aborted" in (tmp_path / "crash.log").read_text("utf-8")
    assert run.stderr == b""


def test_a_crash_record_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    record_deaths(tmp_path / "nowhere" / "crash.log")()


def test_a_token_pasted_later_is_known_from_then_on(log: Path) -> None:
    """The log began before the shop's tokens were opened."""
    logs.redact_also(["omni-later-77", ""])
    logging.getLogger("desktop.later").info("asked with omni-later-77 and %s", SECRET)
    assert log.read_text("utf-8").rstrip().endswith("asked with [token] and [token]")


def test_what_was_quietened_is_as_loud_afterwards_as_before(tmp_path: Path) -> None:
    loud = logging.getLogger("httpx")
    before = loud.level
    loud.setLevel(logging.DEBUG)
    start_logging(tmp_path / "quaylive.log")()
    assert loud.level == logging.DEBUG
    loud.setLevel(before)
