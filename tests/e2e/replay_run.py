"""Runs `quaylive replay` as a shop would, and builds scripts, comments and controls in a few words.

The tests beside this file judge the program by product.md and contracts.md alone: nothing here may look into
the program beyond its command line. Times are Graph's text (`2026-11-21T13:00:00+0000`), money integer đồng.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

Json = dict[str, Any]
Line = Json | str | bytes

ROOT = Path(__file__).resolve().parents[2]
START = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
BEGIN = "2026-11-21T13:00:00+0000"
PHONE = "0912345678"
OTHER_PHONE = "0987654321"
PAGE = "1001"
ORDERED = frozenset({"ordered", "partly_ordered"})
MESSAGES = {
    "cart": ["Giỏ của {name}: {lines}, {total}", "{name} đã chốt {lines}", "Shop giữ {lines} cho {name}"],
    "confirm": ["{name} xác nhận giúp shop nhé", "Bạn đồng ý chứ {name}?", "Chốt đơn {total} nhé {name}"],
    "ask_missing": [
        "{name} cho shop xin {missing}",
        "Còn thiếu {missing} ạ",
        "Shop cần {missing} của {name}",
    ],
    "out_of_stock": ["{short} hết rồi ạ", "Tiếc quá, {short} đã hết", "{name} ơi {short} hết, nhắn CHỜ nhé"],
}


@dataclass(frozen=True, slots=True)
class CliRun:
    """What one run of the command left behind."""

    exit_code: int
    stdout: str
    stderr: str


@dataclass(frozen=True, slots=True)
class ReplayResult:
    """The answers of one replay, one object per non-blank input line, in order."""

    answers: list[Json]
    exit_code: int
    stderr: str

    def __getitem__(self, comment_id: str) -> Json:
        """The first answer to the comment itself (not to a control that names it)."""
        return next(a for a in self.answers if a.get("comment_id") == comment_id and "control" not in a)

    @property
    def last(self) -> Json:
        """The answer to the last line."""
        return self.answers[-1]

    @property
    def outcomes(self) -> list[str]:
        """The outcomes of all comments, in order."""
        return [a["outcome"] for a in self.answers if "control" not in a]


def clock(minutes: float = 0) -> str:
    """The time `minutes` after the start of the live, as Graph writes it."""
    return (START + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S+0000")


def product(sku: str, keywords: Sequence[str] | None = None, **fields: Any) -> Json:
    """A product of a script; its code is its keyword unless told otherwise."""
    return {"sku": sku, "price": 100_000, "keywords": list(keywords or [sku]), **fields}


def sizes(keyword: str, *options: str, **fields: Any) -> list[Json]:
    """Variants that share a keyword and differ by one option: `A01` with M, L → `A01-M`, `A01-L`."""
    return [product(f"{keyword}-{o}", [keyword], options=[o], **fields) for o in options]


def script(**overrides: Any) -> Json:
    """A script that sells B05 and D02 without a limit; everything else at its default."""
    return {"name": "Xả kho", "page_id": PAGE, "products": [product("B05"), product("D02")], **overrides}


def limited(open_sale: int | None, **overrides: Any) -> Json:
    """A script that sells only B05, `open_sale` units of it."""
    return script(products=[product("B05", open_sale=open_sale)], **overrides)


def comment(comment_id: str, message: str | None, who: str | None = "u1", at: str = BEGIN) -> Json:
    """A Graph comment; `who` None: without author, `message` None: without text."""
    line: Json = {"id": comment_id, "created_time": at}
    line |= {} if message is None else {"message": message}
    return line | ({} if who is None else {"from": {"id": who, "name": f"Khách {who}"}})


def control(kind: str, **fields: Any) -> Json:
    """A control line."""
    return {"control": kind, **fields}


def probe(sku: str = "B05") -> Json:
    """A control whose answered `quantity` is what is held of a product (contracts.md §4: clamped to it)."""
    return control("open_sale", sku=sku, quantity=0)


def run_cli(argv: Sequence[str], stdin: bytes = b"") -> CliRun:
    """Run the command in this process, in a profile of its own."""
    from desktop import cli  # Here: the tests can be collected without the program.

    reader, out, err = _stream(stdin), _stream(), _stream()
    with (
        tempfile.TemporaryDirectory() as profile,
        patch.dict(os.environ, {"QUAYLIVE_PROFILE": profile}),
        patch.object(sys, "stdin", reader),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            exit_code = int(cli.main(list(argv)))
        except SystemExit as stop:
            exit_code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    return CliRun(exit_code, _written(out), _written(err))


def run_process(argv: Sequence[str], profile: Path, stdin: bytes = b"", **environment: str) -> CliRun:
    """Run the command as a process of its own; what it writes must be UTF-8."""
    env = os.environ | {"PYTHONPATH": str(ROOT), "QUAYLIVE_PROFILE": str(profile)} | environment
    done = subprocess.run(
        [sys.executable, "-m", "desktop", *argv],
        input=stdin,
        capture_output=True,
        env=env,
        timeout=120,
        check=False,
    )
    return CliRun(done.returncode, done.stdout.decode(), done.stderr.decode())


def replay(rules: Mapping[str, Any] | str, lines: Iterable[Line] = ()) -> ReplayResult:
    """Replay lines by a script (an object, or the text of its file as it stands)."""
    text = rules if isinstance(rules, str) else json.dumps(rules, ensure_ascii=False)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "script.json")
        path.write_text(text, encoding="utf-8")
        run = run_cli(["replay", "--script", str(path)], jsonl(lines))
    return ReplayResult(answers(run), run.exit_code, run.stderr)


def answers(run: CliRun) -> list[Json]:
    """What a run printed, line by line."""
    return [json.loads(line) for line in run.stdout.split("\n") if line.strip()]


def answer_to(message: str | None, who: str | None = "u1", **overrides: Any) -> Json:
    """The answer to one comment on a fresh live."""
    return replay(script(**overrides), [comment("c1", message, who)])["c1"]


def units(answer: Json, field: str = "lines") -> dict[str | None, int]:
    """SKU → quantity of an answer's `lines`, `unfilled` or `suggested`."""
    return {line["sku"]: line["quantity"] for line in answer[field]}


def span_texts(message: str, answer: Json, kind: str) -> list[str]:
    """The pieces of the message as received that were recognised as `kind`."""
    return [message[start:end] for start, end, found in answer["spans"] if found == kind]


def jsonl(lines: Iterable[Line]) -> bytes:
    """Lines as a recording holds them; text and bytes go through as they are."""
    return b"".join(_encoded(line) + b"\n" for line in lines)


def _encoded(line: Line) -> bytes:
    if isinstance(line, bytes):
        return line
    return (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)).encode()


def _stream(content: bytes = b"") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline="")


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()
