"""The real program in processes of its own, over real sockets: how the tests start, watch and end it.

Knows the command line (contracts.md §2, §5) and the tables' names, nothing else of the program. Output goes
to files, so that no pipe fills up and no thread reads. Waits are bounded and end as soon as what they wait
for is there.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

Json = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2]
PAGE, LIVE, VIDEO = "1001", "7700", "8800"
PHONES = tuple(f"09{number:08}" for number in range(12_345_670, 12_345_700))
WITHIN = 30.0
SEEN_BEFORE = "bình luận này đã nhận rồi"
# Late comments are swept up by the time of the live, which may run faster than ours.
QUICKLY = ("--speed", "4")

SCRIPT: Json = {
    "name": "Xả kho áo len",
    "page_id": PAGE,
    "messages": {
        "cart": ["Đã ghi {lines} cho {name}"],
        "ask_missing": ["{name} cho shop xin {missing}"],
        "out_of_stock": ["{short} hết rồi, nhắn CHỜ để shop giữ chỗ"],
    },
    "products": [
        {"sku": "AOLEN-M", "product": "Áo len", "variant": "M", "options": ["M"], "price": 299_000,
         "keywords": ["A01"], "open_sale": 9},
        {"sku": "AOLEN-L", "product": "Áo len", "variant": "L", "options": ["L"], "price": 299_000,
         "keywords": ["A01"], "open_sale": 9},
        {"sku": "KHAN", "product": "Khăn choàng", "price": 149_000, "keywords": ["B05"], "open_sale": 6},
        {"sku": "TUI", "product": "Túi tote", "price": 99_000, "keywords": ["D02"]},
    ],
}  # fmt: skip

_MESSAGES = (
    "A01 M {phone}",
    "B05 x2 {phone}",
    "chốt A01 size L nha shop",
    "D02 3 cái {phone}",
    "B05 còn không shop?",
    "A01 {phone}",
    "đẹp quá shop ơi",
    "D02",
    "không lấy B05 nữa",
    "size M",
)


def comment(number: int, at: float, message: str, buyer: int | None = None, **rest: Any) -> Json:
    """One comment of a scenario; `buyer` None is nobody's name (graph_api.md §1.5)."""
    author = None if buyer is None else {"id": f"u{buyer}", "name": f"Khách {buyer}"}
    return {"at": at, "id": f"{VIDEO}_{number:04}", "message": message, "from": author} | rest


def chatter(count: int, seconds: float, begin: float = 0.0) -> list[Json]:
    """Comments of all kinds: orders, half orders, questions, praise, replies, late and nameless ones."""
    return [
        comment(
            number,
            begin + number * seconds / count,
            _MESSAGES[number % len(_MESSAGES)].format(phone=PHONES[number % 23]),
            buyer=None if number % 17 == 16 else number % 23,
            late=3.0 if number % 12 == 5 else 0.0,
        )
        for number in range(count)
    ]


def scenario(comments: Sequence[Json], *, duration: float = 3_600.0, seed: int = 7) -> Json:
    """A live with these comments on the page of SCRIPT."""
    return {
        "name": "thử",
        "seed": seed,
        "page": {"id": PAGE, "name": "Tiệm thử"},
        "live": {"id": LIVE, "video_id": VIDEO, "title": "Xả kho", "duration": duration},
        "script": SCRIPT,
        "comments": list(comments),
    }


def wait_until(done: Callable[[], Any], what: str, within: float = WITHIN) -> Any:
    """The first true answer of `done`; fails with `what` was waited for."""
    until = time.monotonic() + within
    while not (answer := done()):
        assert time.monotonic() < until, f"not within {within:g} s: {what}"
        time.sleep(0.02)
    return answer


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a shop's PC with nothing set up; `more` are settings by name, `graph_url`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUAYLIVE_")}
    kept |= {
        "PYTHONPATH": str(ROOT),
        "QUAYLIVE_PROFILE": str(folder / "profile"),
        "PYTHONWARNINGS": "default",
    }
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        kept.pop(name, None)
    return kept | {f"QUAYLIVE_{name.upper()}": value for name, value in more.items()}


@dataclass(slots=True)
class Running:
    """A command that runs; what it says is in two files."""

    process: subprocess.Popen[bytes]
    _out: Path
    _err: Path

    @property
    def out(self) -> str:
        """What stdout has so far."""
        return self._out.read_text("utf-8")

    @property
    def err(self) -> str:
        """What stderr has so far."""
        return self._err.read_text("utf-8")

    @property
    def rows(self) -> list[Json]:
        """The JSON objects of the whole lines of stdout so far."""
        whole, _, _ = self.out.rpartition("\n")
        return [json.loads(line) for line in whole.splitlines()]

    def interrupt(self, within: float = WITHIN) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.wait(within)

    def kill(self) -> None:
        """kill -9, as a power cut does."""
        self.process.kill()
        self.process.wait(WITHIN)

    def wait(self, within: float = WITHIN) -> int:
        """The exit code, once it has ended by itself."""
        return self.process.wait(within)


@contextmanager
def started(folder: Path, words: Sequence[str], env: Mapping[str, str], **options: Any) -> Iterator[Running]:
    """`quaylive WORDS`, ended at the end whatever happens. `options` are those of Popen."""
    number = len(list(folder.glob("out-*")))
    out, err = folder / f"out-{number}", folder / f"err-{number}"
    with out.open("wb") as stdout, err.open("wb") as stderr:
        settings: Json = {"cwd": folder, "env": dict(env), "stdin": subprocess.DEVNULL} | options
        command = [sys.executable, "-m", "desktop", *words]
        process = subprocess.Popen(command, **({"stdout": stdout, "stderr": stderr} | settings))
    try:
        yield Running(process, out, err)
    finally:
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()
        process.kill()
        process.wait()


@dataclass(frozen=True, slots=True)
class Sandbox:
    """Stand-in servers in a process; `told` is their announcement (contracts.md §2)."""

    told: Json

    def control(self, path: str, **body: Any) -> Json:
        """POST to the control, which must take it (contracts.md §5)."""
        text = json.dumps(body)  # In ASCII, so that half a surrogate pair gets through.
        answer = httpx.post(f"{self.told['control']}/{path}", content=text, timeout=10, trust_env=False)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def fault(self, kind: str, **rest: Any) -> None:
        """Order a fault of the comments' calls."""
        self.control("fault", **({"target": "graph.comments", "kind": kind} | rest))

    def say(self, message: str, buyer: int = 99, **rest: Any) -> str:
        """Somebody comments now; the comment's id."""
        author = {"id": f"u{buyer}", "name": f"Khách {buyer}"}
        return str(self.control("comment", **({"message": message, "from": author} | rest))["id"])

    def log(self) -> Json:
        """Every request, what was shown, every effect."""
        return self._look("log")

    def comments(self) -> list[Json]:
        """The comments that are there by now."""
        return list(self._look("comments")["data"])

    def _look(self, path: str) -> Json:
        return dict(httpx.get(f"{self.told['control']}/{path}", timeout=10, trust_env=False).json())

    def asked(self, target: str = "graph.comments") -> int:
        """How many requests of that kind came so far."""
        return sum(request["target"] == target for request in self.log()["requests"])


@contextmanager
def sandbox(folder: Path, raw_scenario: Json | None = None, *words: str) -> Iterator[Sandbox]:
    """`quaylive sandbox` on this scenario, or on the one that `words` name."""
    if raw_scenario is not None:
        file = folder / f"scenario-{len(list(folder.glob('scenario-*')))}.json"
        file.write_text(json.dumps(raw_scenario), "utf-8")
        words = ("--scenario", str(file), *words)
    with started(folder, ["sandbox", *words], environment(folder)) as running:
        wait_until(lambda: running.rows or running.process.poll() is not None, "the announcement")
        assert running.rows, running.err
        yield Sandbox(running.rows[0])


def ask(database: Path, text: str, *params: Any) -> list[tuple[Any, ...]]:
    """Rows by a second connection that only reads; none before the tables are there."""
    if not database.exists():
        return []
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10)) as connection:
        try:
            return connection.execute(text, params).fetchall()
        except sqlite3.OperationalError as error:
            assert "no such table" in str(error) or "readonly" in str(error), error
            return []


@dataclass(slots=True)
class Shop:
    """A PC of the shop: profile, a plain database beside it, the script, and the live it listens to."""

    folder: Path
    servers: Sandbox
    script: Json = field(default_factory=lambda: SCRIPT)

    @property
    def database(self) -> Path:
        """The plain database that all its commands use."""
        return self.folder / "shop.db"

    @property
    def live(self) -> str:
        """The live's id."""
        return str(self.servers.told["live_video_id"])

    def env(self, **more: str) -> dict[str, str]:
        """Its environment."""
        told = {
            "database": f"sqlite:///{self.database}",
            "graph_url": self.servers.told["graph"],
            "graph_token": self.servers.told["page_token"],
        }
        return environment(self.folder, **(told | more))

    @contextmanager
    def listening(
        self, *words: str, env: Mapping[str, str] | None = None, **options: Any
    ) -> Iterator[Running]:
        """`quaylive listen` on the live."""
        script = self.folder / "script.json"
        script.write_text(json.dumps(self.script), "utf-8")
        command = ["listen", "--live", self.live, "--script", str(script), *words]
        with started(self.folder, command, env or self.env(), **options) as running:
            yield running

    def ask(self, text: str, *params: Any) -> list[tuple[Any, ...]]:
        """Rows of its database, see `ask`."""
        return ask(self.database, text, *params)

    def stored(self) -> list[str]:
        """The ids of the comments in the database."""
        return [row[0] for row in self.ask("SELECT id FROM comment ORDER BY sequence")]

    def wait_for(self, ids: Sequence[str], within: float = WITHIN) -> None:
        """Wait until all of these are in the database."""
        wait_until(lambda: set(ids) <= set(self.stored()), f"{len(ids)} comments in the database", within)

    def log(self) -> str:
        """What the profile's log says."""
        path = self.folder / "profile" / "logs" / "quaylive.log"
        return path.read_text("utf-8") if path.exists() else ""


def told_once(rows: Sequence[Json]) -> list[str]:
    """The ids that were told as new, which must be told once each."""
    fresh = [row["comment_id"] for row in rows if row["reason"] != SEEN_BEFORE]
    assert [known for known, count in Counter(fresh).items() if count > 1] == []
    return fresh


def ignores_permissions() -> bool:
    """Whether we may read and write whatever the modes say, as root mostly may."""
    with tempfile.TemporaryDirectory() as folder:
        sealed = Path(folder) / "sealed"
        sealed.touch(mode=0)
        return os.access(sealed, os.R_OK)


def one_sentence(err: str) -> str:
    """The one Vietnamese sentence on stderr; fails where there is more, less, a traceback, or a bug told."""
    lines = err.splitlines()
    assert len(lines) == 1, err
    assert "Traceback" not in lines[0] and any(letter > "\x7f" for letter in lines[0]), err
    assert "lỗi không ngờ" not in lines[0], err
    return lines[0]
