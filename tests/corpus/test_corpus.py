"""The labelled comments against the program (product.md §2, §3); the form of an entry is in README.md.

A wrong order is one that the label does not have: another outcome, or other lines. There may be none. At
most 3 % may be wrong in another way. `comments.jsonl` is the corpus; every `holdout_*.jsonl` beside it holds
comments that the code was never tuned to, and is judged by the same two numbers.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.capture.outcome import Outcome
from desktop.services.replay import Replay
from desktop.storage.database import Database
from desktop.storage.transaction import Transaction

Json = dict[str, Any]

FOLDER = Path(__file__).parent
CORPUS = FOLDER / "comments.jsonl"
ORDERS = ("ordered", "partly_ordered")
JUDGED = ("outcome", "lines", "phone", "unfilled", "suggested")
STRANGER = {"id": "stranger", "name": "Khách lạ"}


def files() -> list[Path]:
    return [CORPUS, *sorted(FOLDER.glob("holdout_*.jsonl"))]


def entries(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


@cache
def script(name: str) -> Json:
    raw: Json = json.loads((FOLDER / "scripts" / f"{name}.json").read_text("utf-8"))
    return raw


def answer(replay: Replay, entry: Json) -> Json:
    """What the program says to a comment, the lines before it handled first."""
    for row in entry.get("before", []):
        replay.handle(row)
    row = {
        "id": "the-comment",
        "message": entry["message"],
        "created_time": entry.get("created_time", "2026-11-21T13:00:00+0000"),
        "from": entry.get("from", STRANGER),
    }
    return replay.handle(row)


def freshly_answered(entry: Json) -> Json:
    """The answer in a database of its own."""
    database = Database.open(None)
    try:
        return answer(Replay(database, script(entry["script"])), entry)
    finally:
        database.close()


class _Undo(Exception):
    """Takes everything back that a comment left behind."""


class _OneTransaction:
    """Stands where Replay wants a database.

    Making a campaign takes longer than what is asked of it, so all comments of a script share one, which is
    as new again before each of them.
    """

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def write_sync(self, fn: Callable[..., Any], *args: Any) -> Any:
        with self._tx.savepoint():
            return fn(self._tx, *args)


def answers_of_script(tx: Transaction, name: str, labelled: list[Json]) -> list[Json]:
    replay = Replay(_OneTransaction(tx), script(name))  # type: ignore[arg-type]
    found = []
    for entry in labelled:
        replay._clock = 0
        with suppress(_Undo), tx.savepoint():
            found.append(answer(replay, entry))
            raise _Undo
    return found


def answers(labelled: list[Json]) -> list[tuple[Json, Json]]:
    """Every entry with the program's answer to it."""
    found: list[tuple[Json, Json]] = []
    for name in sorted({entry["script"] for entry in labelled}):
        of_script = [entry for entry in labelled if entry["script"] == name]
        database = Database.open(None)
        try:
            got = database.write_sync(answers_of_script, name, of_script)
        finally:
            database.close()
        found += zip(of_script, got, strict=True)
    return found


def differences(entry: Json, got: Json) -> list[str]:
    """What the answer has otherwise than the label; a field that the label leaves open is not judged."""
    labelled = [
        field for field in JUDGED if field in entry and (field != "lines" or entry[field] is not None)
    ]
    return [f"{field} {got[field]} ≠ {entry[field]}" for field in labelled if got[field] != entry[field]]


def is_wrong_order(entry: Json, got: Json) -> bool:
    """Whether the program ordered what the label does not order."""
    if got["outcome"] not in ORDERS:
        return False
    return entry["outcome"] not in ORDERS or (entry["lines"] is not None and entry["lines"] != got["lines"])


def told(found: Iterable[tuple[Json, list[str]]]) -> str:
    return "".join(
        f"\n{entry['id']} {entry['message'][:120]!r}: {'; '.join(wrong)} ({entry['why']})"
        for entry, wrong in found
    )


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_no_wrong_order_and_at_most_three_percent_else_wrong(path: Path) -> None:
    labelled = entries(path)
    wrong_orders: list[tuple[Json, list[str]]] = []
    else_wrong: list[tuple[Json, list[str]]] = []
    for entry, got in answers(labelled):
        if wrong := differences(entry, got):
            (wrong_orders if is_wrong_order(entry, got) else else_wrong).append((entry, wrong))
    assert not wrong_orders, f"{len(wrong_orders)} wrong orders:{told(wrong_orders)}"
    share = len(else_wrong) / len(labelled)
    assert share <= 0.03, f"{len(else_wrong)} of {len(labelled)} wrong ({share:.1%}):{told(else_wrong)}"


def test_the_corpus_is_large_and_hard_enough() -> None:
    labelled = entries(CORPUS)
    outcomes = Counter(entry["outcome"] for entry in labelled)
    assert len(labelled) >= 300
    assert {outcome: outcomes[outcome] for outcome in Outcome if outcomes[outcome] < 15} == {}
    assert sum(entry["hard"] for entry in labelled) >= 80


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_every_label_is_whole_and_every_id_its_own(path: Path) -> None:
    """What a label misspells would never be judged."""
    known = {"id", "script", "before", "message", "from", "created_time", "hard", "why", *JUDGED}
    labelled = entries(path)
    assert len({entry["id"] for entry in labelled}) == len(labelled)
    for entry in labelled:
        assert set(entry) <= known, entry["id"]
        assert {"id", "script", "message", "outcome", "lines", "why"} <= set(entry), entry["id"]
        assert entry["outcome"] in set(Outcome), entry["id"]


def test_a_wrong_answer_would_be_noticed() -> None:
    """The judge itself: other lines, outcomes and phones are all seen, a wrong order as such."""
    entry = {"outcome": "ordered", "lines": [{"sku": "B05", "quantity": 2}], "phone": "0912345678"}
    got: Json = {**entry, "unfilled": [], "suggested": []}
    assert differences(entry, got) == []
    assert is_wrong_order(entry, got | {"lines": [{"sku": "B05", "quantity": 1}]})
    assert is_wrong_order(entry | {"outcome": "suggested"}, got)
    assert not is_wrong_order(entry, got | {"outcome": "suggested"})
    assert len(differences(entry, got | {"phone": None, "outcome": "question"})) == 2


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_a_shared_campaign_answers_as_a_fresh_database_does(path: Path) -> None:
    """What one comment left behind is taken back wholly before the next."""
    for entry, got in answers(entries(path)[-30:])[::2]:
        assert got == freshly_answered(entry), entry["id"]
