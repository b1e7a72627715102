"""Running a recorded live through the very code of a live one (contracts.md §4). No network, no waiting.

Reads lines, answers dicts; the clock is the greatest time met so far.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from desktop.domain.comments import Author, Comment
from desktop.domain.script import parse_time
from desktop.services import capture, open_sale, orders, suggestions
from desktop.services.captured import Captured
from desktop.services.carrying import tick
from desktop.services.open_sale import NotInManualModeError, UnknownSkuError
from desktop.services.orders import OrderFault
from desktop.services.selling import Selling, ServedLine, load, start_campaign
from desktop.services.suggestions import NothingToAcceptError
from desktop.storage.database import Database
from desktop.storage.transaction import Transaction

Answer = dict[str, Any]
Control = Callable[[Transaction, Mapping[str, Any]], Answer]


class UnreadableLineError(ValueError):
    """A line of a recording that is neither comment nor control; the text is a Vietnamese sentence."""


class Replay:
    """One run of a script over a recording, in a database of its own."""

    def __init__(self, database: Database, raw_script: Mapping[str, Any]) -> None:
        """Raises ScriptFault where the script cannot be used."""
        self._database = database
        self._clock = 0
        self._selling: Selling = database.write_sync(_started, raw_script)
        self._controls: dict[str, Control] = {
            "open_sale": self._open_sale,
            "refresh_stock": self._refresh_stock,
            "cancel": self._cancel,
            "clock": self._set_clock,
            "close": self._close,
            "accept": self._accept,
            "pause": self._pause,
            "resume": self._resume,
        }

    def run(self, lines: Iterable[str]) -> Iterator[Answer]:
        """One answer for every non-blank line, in order; an unreadable line answers with its error."""
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield self.handle(parse_line(line))
            except UnreadableLineError as error:
                yield {"line": number, "error": str(error)}

    def handle(self, row: Mapping[str, Any]) -> Answer:
        """Answer one comment or control. Raises UnreadableLineError."""
        if "control" in row:
            return self._control(row)
        comment = read_comment(row)
        self._clock = max(self._clock, comment.created_at or 0)
        reading = self._selling.reader.read(comment.message)
        result: Captured = self._database.write_sync(
            capture.capture, self._selling, comment, reading, self._clock
        )
        return result.as_json()

    def _control(self, row: Mapping[str, Any]) -> Answer:
        control = self._controls.get(row["control"]) if isinstance(row["control"], str) else None
        if control is None:
            raise UnreadableLineError(f"Không biết lệnh điều khiển {row['control']!r}.")
        name = row["control"]
        try:
            answer = self._database.write_sync(control, row)
        except (NothingToAcceptError, UnknownSkuError, NotInManualModeError, OrderFault) as fault:
            answer = {"error": str(fault)}
        return {"control": name, "released": [], "offered": [], "error": None} | answer

    def _open_sale(self, tx: Transaction, row: Mapping[str, Any]) -> Answer:
        sku, quantity = _text(row, "sku"), row.get("quantity")
        if "quantity" not in row or not (quantity is None or _is_count(quantity)):
            raise UnreadableLineError("Lệnh open_sale cần quantity là số từ 0 trở lên, hoặc null.")
        done = open_sale.set_open_sale(tx, self._selling, sku, quantity, self._clock)
        return {"quantity": done.quantity} | _moved(done.released, done.offered)

    def _refresh_stock(self, tx: Transaction, row: Mapping[str, Any]) -> Answer:
        figures = row.get("stock")
        if not isinstance(figures, dict) or not all(
            value is None or (isinstance(value, int) and not isinstance(value, bool))
            for value in figures.values()
        ):
            raise UnreadableLineError("Lệnh refresh_stock cần stock dạng {SKU: số}.")
        told = open_sale.tell_stock(tx, self._selling, figures, self._clock)
        error = f"Không có SKU {', '.join(told.unknown)} trong chiến dịch này." if told.unknown else None
        return _moved(told.released, told.offered) | {"error": error}

    def _cancel(self, tx: Transaction, row: Mapping[str, Any]) -> Answer:
        done = orders.cancel(tx, self._selling, _text(row, "comment_id"), self._clock)
        return _moved(done.released, done.offered)

    def _close(self, tx: Transaction, row: Mapping[str, Any]) -> Answer:
        try:
            done = orders.close(tx, self._selling, _text(row, "comment_id"), self._clock)
        except OrderFault as fault:
            return {"closed": False, "short": [], "error": str(fault)}
        short = [line.as_json() for line in done.short]
        return {"closed": not short, "short": short} | _moved(done.released, done.offered)

    def _accept(self, tx: Transaction, row: Mapping[str, Any]) -> Answer:
        return suggestions.accept(tx, self._selling, _text(row, "comment_id"), self._clock).as_json()

    def _set_clock(self, tx: Transaction, row: Mapping[str, Any]) -> Answer:
        moment = parse_time(row.get("to"))
        if moment is None:
            raise UnreadableLineError("Lệnh clock cần to là giờ ISO 8601.")
        self._clock = max(self._clock, moment)
        released, offered = tick(tx, self._selling, self._clock)
        return _moved(released, offered)

    def _pause(self, tx: Transaction, row: Mapping[str, Any]) -> Answer:
        suggestions.pause(tx, self._selling)
        return {}

    def _resume(self, tx: Transaction, row: Mapping[str, Any]) -> Answer:
        suggestions.resume(tx, self._selling)
        return {}


def _started(tx: Transaction, raw_script: Mapping[str, Any]) -> Selling:
    campaign = start_campaign(tx, raw_script, live_video_id=None, now=0)
    return load(tx, campaign, stock_is_fresh=True)


def parse_line(line: str) -> Mapping[str, Any]:
    """The JSON object of a line. Raises UnreadableLineError."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise UnreadableLineError("Dòng này không phải JSON. Sửa lại hoặc xoá dòng.") from None
    if not isinstance(row, dict):
        raise UnreadableLineError("Dòng này phải là một đối tượng JSON.")
    return row


def read_comment(row: Mapping[str, Any]) -> Comment:
    """The comment of a Graph row; only `id` is indispensable. Raises UnreadableLineError."""
    comment_id = row.get("id")
    if isinstance(comment_id, int) and not isinstance(comment_id, bool):
        comment_id = str(comment_id)
    if not isinstance(comment_id, str) or not comment_id:
        raise UnreadableLineError("Bình luận thiếu id.")
    message, author = row.get("message"), row.get("from")
    return Comment(
        id=_clean(comment_id),
        message=_clean(message) if isinstance(message, str) else "",
        created_at=parse_time(row.get("created_time")),
        author=_author(author),
        raw=_clean(json.dumps(row, ensure_ascii=False)),
    )


def _author(raw: Any) -> Author | None:
    if not isinstance(raw, dict) or raw.get("id") in (None, ""):
        return None
    return Author(_clean(str(raw["id"])), _clean(raw["name"]) if isinstance(raw.get("name"), str) else "")


def _clean(text: str) -> str:
    """Halves of surrogate pairs, which no file can hold, as U+FFFD; the length stays."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value:
        raise UnreadableLineError(f"Lệnh {row['control']} thiếu {name}.")
    return value


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53


def _moved(released: Iterable[ServedLine], offered: Iterable[ServedLine]) -> Answer:
    return {
        "released": [line.as_json() for line in released],
        "offered": [line.as_json() for line in offered],
    }
